//! Asking an endpoint of the API, and looking at what it leaves behind.

use jiff::Timestamp;
use reqwest::Method;
use serde_json::Value;

use super::{Said, Stage};
use crate::{
    cast::ClientRole,
    exchange::{Exchange, Question},
    requests::{
        endpoint::{Bearer, Endpoint, GARBLED, question, version_of},
        payload::Sends,
    },
    verdict::{Halt, Mismatch},
};

/// A path as it was asked, and as it stands in the book.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) template: String,
    /// What stood for each name in braces.
    pub(crate) filled: Vec<(String, String)>,
    /// What was sent.
    pub(crate) body: Option<Value>,
}

/// What comes along with a question.
#[derive(Default)]
pub(crate) struct Presented {
    /// As Bearer.
    pub(crate) token: Option<String>,
    /// Where a page stands that asks.
    pub(crate) origin: Option<String>,
}

/// What stood somewhere before a request, and after it.
#[derive(Debug)]
pub(crate) struct Watched {
    template: String,
    before: String,
    after: String,
}

impl Watched {
    /// What was seen somewhere.
    pub(super) fn new(place: &str, before: String, after: String) -> Self {
        Self { template: place.to_owned(), before, after }
    }

    /// Before and after.
    pub(super) fn both(&self) -> (&str, &str) {
        (&self.before, &self.after)
    }
}

impl Stage {
    /// Asks an endpoint, and keeps the answer. Where somebody watches, everything is looked at with a token that has
    /// every scope, before and after.
    pub(crate) async fn ask_endpoint(
        &mut self,
        role: ClientRole,
        endpoint: &Endpoint,
        bearer: Bearer,
        watched_at: Option<&str>,
    ) -> Result<(), Halt> {
        if endpoint.writes() && self.venue()?.is_shared {
            // With this token it is taken back, whatever happens meanwhile.
            self.things.expect(endpoint);
            self.everything().await?;
            self.remember_what_stood(endpoint).await?;
        }
        let presented = |stage: &Self| {
            let token = match bearer {
                Bearer::Held => Some(stage.held(role)?.access),
                Bearer::Refresh => Some(stage.held(role)?.refresh),
                Bearer::Nobodys => None,
                Bearer::Garbled => Some(GARBLED.to_owned()),
            };
            Ok(Presented { token, origin: None })
        };
        let (path, exchange) = self.ask_presenting(endpoint, presented, watched_at).await?;
        self.expect_to_undo(endpoint, &path, &exchange);
        Ok(())
    }

    /// Asks an endpoint with what is presented once all is there that the path takes, and keeps the answer.
    pub(super) async fn ask_presenting(
        &mut self,
        endpoint: &Endpoint,
        presented: impl FnOnce(&Self) -> Result<Presented, Halt>,
        watched_at: Option<&str>,
    ) -> Result<(String, Exchange), Halt> {
        self.things.expect(endpoint);
        let path = self.path_of(endpoint).await?;
        let filled = self.filled.clone();
        let body = self.body_of(endpoint).await?;
        let before = match watched_at {
            Some(template) => Some(self.look_before(template).await?),
            None => None,
        };
        let Presented { token, origin } = presented(self)?;
        let api_url = self.venue()?.api_url.clone();
        let (method, version) = (&endpoint.method, endpoint.version);
        let mut question = question(&api_url, method, &path, version, token.as_deref(), body.as_ref())?;
        if endpoint.sends == Sends::NameInForm {
            in_form(&mut question, body.as_ref());
        }
        if let Some(origin) = origin {
            question = question.with_header("Origin", origin);
        }
        self.note(&question);
        let transport = self.venue()?.transport.clone();
        let exchange = if endpoint.writes() {
            transport.ask_to_the_end(question).await?
        } else {
            transport.ask(question).await?
        };
        self.asked = Some(Asked { path: path.clone(), template: endpoint.template.clone(), filled, body });
        self.said = Said::Answer(Box::new(exchange.clone()));
        if let (Some(template), Some(before)) = (watched_at, before) {
            let asked = self.last.clone();
            let after = shown(&self.look(template).await?);
            self.last = asked;
            self.watched = Some(Watched { template: template.to_owned(), before, after });
        }
        Ok((path, exchange))
    }

    /// Looks at the booking that the answer tells of, if it does, with a token that has every scope.
    pub(crate) async fn look_at_booking(&mut self) -> Result<(), Halt> {
        self.booking = None;
        let data = self.answer()?.answer.member("data").unwrap_or_default();
        if let Some(uid) = data["uid"].as_str() {
            let (asked, path) = (self.last.clone(), format!("/v2/bookings/{uid}"));
            self.booking = Some(self.api(&Method::GET, &path, version_of(&path), None).await?);
            self.last = asked;
        }
        Ok(())
    }

    /// The booking that was looked at, and the start that was sent, if one was.
    pub(crate) fn booking(&self) -> Result<(Value, Option<Timestamp>), Halt> {
        let told = self.answer()?.answer.summary();
        let it =
            self.booking.as_ref().ok_or_else(|| Halt::mismatch("an answer that tells of a booking", told))?;
        let data = it.answer.member("data").filter(|_| it.answer.status.is_success());
        let booking =
            data.ok_or_else(|| Halt::mismatch("the booking at its own address", it.answer.summary()))?;
        let sent = self.asked.as_ref().and_then(|asked| asked.body.as_ref());
        let start = sent.and_then(|body| body["start"].as_str()).and_then(|start| start.parse().ok());
        Ok((booking, start))
    }

    /// What stands at `template`, which must be something: from nothing to nothing is no watch.
    async fn look_before(&mut self, template: &str) -> Result<String, Halt> {
        let it = self.look(template).await?;
        if it.answer.status.is_success() {
            return Ok(shown(&it));
        }
        Err(self.wanting(&format!("an answer at {template} before anything is asked"), &it))
    }

    async fn look(&mut self, template: &str) -> Result<Exchange, Halt> {
        let endpoint = Endpoint::look(template);
        let path = self.path_of(&endpoint).await?;
        self.api(&Method::GET, &path, endpoint.version, None).await
    }

    /// Whether what was watched is as it was.
    pub(crate) fn saw_no_change(&self) -> Result<(), Halt> {
        let watched = self.watched.as_ref().ok_or_else(|| Halt::Ours("nobody watched".to_owned()))?;
        let Watched { template, before, after } = watched;
        if before == after {
            return Ok(());
        }
        Err(Halt::Mismatch(Mismatch {
            expected: format!("the same at {template} as before"),
            got: "something else".to_owned(),
            diff: Some(crate::snapshot::diff(before, after)),
        }))
    }

    /// Whether what was watched is as it was, but for one member of its data.
    pub(crate) fn saw_no_change_but_of(&self, name: &str) -> Result<(), Halt> {
        let watched = self.watched.as_ref().ok_or_else(|| Halt::Ours("nobody watched".to_owned()))?;
        let without = |text: &str| {
            let (status, json) = text.split_once('\n').unwrap_or_default();
            let mut json: Value = serde_json::from_str(json).unwrap_or_default();
            if let Some(data) = json.get_mut("data").and_then(Value::as_object_mut) {
                data.remove(name);
            }
            format!("{status}\n{json:#}\n")
        };
        let (before, after) = (without(&watched.before), without(&watched.after));
        if before == after {
            return Ok(());
        }
        Err(Halt::Mismatch(Mismatch {
            expected: format!("the same at {} as before, but for {name}", watched.template),
            got: "something else".to_owned(),
            diff: Some(crate::snapshot::diff(&before, &after)),
        }))
    }

    /// A member of the data that stood where somebody watched, after what was asked.
    pub(crate) fn stands_now(&self, name: &str) -> Result<Value, Halt> {
        let watched = self.watched.as_ref().ok_or_else(|| Halt::Ours("nobody watched".to_owned()))?;
        let (_, json) = watched.after.split_once('\n').unwrap_or_default();
        let json: Value = serde_json::from_str(json).unwrap_or_default();
        let member = json["data"].get(name).cloned();
        member.ok_or_else(|| Halt::mismatch(format!("a member {name}"), watched.after.clone()))
    }

    /// Asks the API with a token that has every scope: what a scenario needs is made so, and looked at.
    pub(crate) async fn api(
        &mut self,
        method: &Method,
        path: &str,
        version: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Exchange, Halt> {
        let token = self.everything().await?;
        let venue = self.venue()?;
        let question = question(&venue.api_url, method, path, version, Some(&token), body)?;
        self.note(&question);
        venue.transport.ask_to_the_end(question).await
    }
}

/// Writes the texts of a body as a form.
fn in_form(question: &mut Question, body: Option<&Value>) {
    let texts = body.and_then(Value::as_object).into_iter().flatten();
    let texts = texts.filter_map(|(name, value)| Some((name, value.as_str()?)));
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(texts).finish();
    question.body = Some(form.into_bytes());
    for (_, value) in
        question.headers.iter_mut().filter(|(name, _)| name.eq_ignore_ascii_case("content-type"))
    {
        "application/x-www-form-urlencoded".clone_into(value);
    }
}

/// Status and JSON, a member a line.
fn shown(it: &Exchange) -> String {
    let body = it.answer.json().map_or_else(|| it.answer.body.clone(), |json: Value| format!("{json:#}"));
    format!("{}\n{body}\n", it.answer.status.as_u16())
}
