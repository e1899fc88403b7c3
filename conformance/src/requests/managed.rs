//! What a platform client asks, and every detail in which it may differ from the usual.
//!
//! It names itself in the path and shows its secret in a header of its own; what is asked for a user stands in JSON.

pub(crate) mod caller;
pub(crate) mod creation;
pub(crate) mod holding;
pub(crate) mod renewal;

use reqwest::{Method, Url};
use serde_json::{Map, Value};

use crate::{
    cast::platform::{ManagedTokens, Platform},
    exchange::Question,
    verdict::Halt,
};

/// The header that holds the secret.
pub(crate) const SECRET: &str = "x-cal-secret-key";

/// A request of a platform client, as it will be sent.
#[derive(Clone)]
pub(crate) struct PlatformRequest {
    pub(crate) method: Method,
    /// With `{clientId}` and `{userId}` in it.
    pub(crate) template: &'static str,
    /// What the client is called in the path.
    pub(crate) client_id: String,
    /// What the user is called in the path.
    pub(crate) user_id: String,
    /// The header.
    pub(crate) secret: Option<String>,
    /// Other headers than the usual.
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Option<Map<String, Value>>,
    /// Whether the path begins with `/api`.
    pub(crate) is_below_api: bool,
    /// Who asks.
    pub(crate) platform: Platform,
    /// Whom else a detail is about.
    pub(crate) met: Met,
    /// Why it cannot be asked here.
    pub(crate) impossible: Option<&'static str>,
}

/// What a detail may put in the place of the usual.
#[derive(Clone, Default)]
pub(crate) struct Met {
    /// Comet, where it is about Comet.
    pub(crate) other: Option<Platform>,
    /// An e-mail that somebody else has.
    pub(crate) email: Option<String>,
    /// The tokens that it is about, the latest last.
    pub(crate) tokens: Vec<ManagedTokens>,
}

/// Whom a detail is about, so that they are there before anything is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meets {
    /// Nobody else.
    Nobody,
    /// Another platform client.
    Comet,
    /// Bob, with his tokens.
    BobsTokens,
    /// A managed user of that other one, with its tokens.
    CometsCarol,
    /// Alice, a regular user.
    Alice,
    /// Bob, as the client named his e-mail.
    Bob,
    /// Bob, as his e-mail is stored.
    BobAsStored,
}

/// What a detail does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    pub(crate) meets: Meets,
    pub(crate) apply: fn(&mut PlatformRequest),
}

/// A change about nobody else.
pub(crate) const fn alone(apply: fn(&mut PlatformRequest)) -> Change {
    Change { meets: Meets::Nobody, apply }
}

/// A change that takes somebody else.
pub(crate) const fn meeting(meets: Meets, apply: fn(&mut PlatformRequest)) -> Change {
    Change { meets, apply }
}

impl PlatformRequest {
    /// A request that would be answered.
    pub(crate) fn usual(platform: &Platform, method: Method, template: &'static str) -> Self {
        Self {
            method,
            template,
            client_id: platform.id.clone(),
            user_id: String::new(),
            secret: Some(platform.secret.clone()),
            headers: Vec::new(),
            query: Vec::new(),
            body: None,
            is_below_api: false,
            platform: platform.clone(),
            met: Met::default(),
            impossible: None,
        }
    }

    /// The path as it is asked, without the query.
    pub(crate) fn path(&self) -> String {
        let path = self.template.replace("{clientId}", &self.client_id).replace("{userId}", &self.user_id);
        if self.is_below_api { format!("/api{path}") } else { path }
    }

    /// The request for the server at `api_url`.
    pub(crate) fn question(&self, api_url: &Url) -> Result<Question, Halt> {
        if let Some(reason) = self.impossible {
            return Err(Halt::Skip(reason.to_owned()));
        }
        let base = api_url.as_str().trim_end_matches('/');
        let address = format!("{base}{}", self.path());
        let mut url =
            Url::parse(&address).map_err(|e| Halt::Ours(format!("{address} is no address: {e}")))?;
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let mut question = match &self.body {
            Some(body) => Question::post(url, "application/json", Value::Object(body.clone()).to_string()),
            None => Question::get(url),
        };
        question.method = self.method.clone();
        if let Some(secret) = &self.secret {
            question = question.with_header(SECRET, secret);
        }
        for (name, value) in &self.headers {
            question = question.with_header(name, value);
        }
        Ok(question)
    }

    /// A member of what is sent.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.body.get_or_insert_default().insert(name.to_owned(), value.into());
    }

    /// A member that is a text, or nothing.
    pub(crate) fn text(&self, name: &str) -> String {
        let value = self.body.as_ref().and_then(|body| body.get(name)).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    }

    /// Leaves a member out.
    pub(crate) fn leave_out(&mut self, name: &str) {
        if let Some(body) = &mut self.body {
            body.remove(name);
        }
    }

    /// The latest tokens that it is about.
    pub(crate) fn held(&self) -> (String, String) {
        let held = self.met.tokens.last();
        held.map(|it| (it.access.clone(), it.refresh.clone())).unwrap_or_default()
    }
}

crate::redaction::opaque!(PlatformRequest, Met);
