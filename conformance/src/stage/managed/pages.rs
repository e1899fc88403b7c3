//! The pages of a platform client: its settings, and the public ones on which its users are booked.
//!
//! A booking page is a page with one form by POST: `start` is chosen among what it offers, name and e-mail are filled
//! in. The page that it leads to is the platform's own, and is never fetched.

use reqwest::{Method, Url};
use serde_json::Value;

use crate::{
    cast::{
        UserRole,
        platform::{ManagedRole, PlatformRole},
    },
    exchange::{Exchange, Question},
    requests::endpoint::{question, version_of},
    stage::{Said, Stage},
    target::consent::{form::Landing, page::Page},
    verdict::Halt,
};

/// What somebody does on a public page.
#[derive(Debug, Clone)]
pub(crate) enum Visit {
    /// Books this event type.
    Books(String),
    /// Moves the booking that was made last.
    Moves,
    /// Cancels it.
    Cancels,
}

/// The three pages of a client, those that were asked for and those that the door shows.
pub(crate) fn told_pages(it: &Exchange) -> (String, String) {
    let order = PlatformRole::Orbit.order();
    let got = |name: &str| {
        let url = it.answer.member(name).unwrap_or_default();
        url.as_str().unwrap_or("none").to_owned()
    };
    let expected = [order.booking_url, order.reschedule_url, order.cancel_url].join(", ");
    (expected, ["booking_url", "reschedule_url", "cancel_url"].map(got).join(", "))
}

impl Stage {
    /// Looks a platform client up at the door, and keeps the answer.
    pub(crate) async fn look_up_platform(&mut self, role: PlatformRole) -> Result<(), Halt> {
        let platform = self.platform(role).await?;
        let venue = self.venue()?;
        let question =
            venue.door()?.question(Method::GET, &format!("platform-clients/{}", platform.id), None)?;
        self.said = Said::Answer(Box::new(self.ask(question).await?));
        Ok(())
    }

    /// Opens the settings page of a platform client as one of its people, and keeps the page.
    pub(crate) async fn open_platform_settings(
        &mut self,
        user: UserRole,
        role: PlatformRole,
    ) -> Result<(), Halt> {
        let platform = self.platform(role).await?;
        let url = self.page(&format!("/settings/platform/{}", platform.id))?;
        let journey = self.user(user).await?.browser.authorize(url, &[], None).await?;
        self.note(&journey.last()?.question.clone());
        let is_page = matches!(journey.landing, Landing::Page { .. });
        let last = journey.last()?.clone();
        if !is_page {
            return Err(Halt::mismatch("the settings page of the client", last.answer.summary()));
        }
        self.said = Said::Answer(Box::new(last));
        Ok(())
    }

    /// Does something on the public page of a managed user, and keeps what it led to.
    pub(crate) async fn visit_page(&mut self, user: ManagedRole, visit: Visit) -> Result<(), Halt> {
        let path = match &visit {
            Visit::Books(slug) => {
                let name = self.user_name(user).await?;
                format!("/{name}/{slug}")
            }
            Visit::Moves => format!("/reschedule/{}", self.booked()?),
            Visit::Cancels => format!("/booking/{}", self.booked()?),
        };
        let page = self.ask(Question::get(self.page(&path)?)).await?;
        let filled = Page::read(&page.answer.body).fill(&[
            ("name", "Grace Guest"),
            ("email", "grace@conformance.example"),
            ("cancellationReason", "It was asked for by a scenario."),
        ]);
        let form = filled.filter(|_| page.answer.status.is_success()).ok_or_else(|| {
            Halt::mismatch(format!("a page at {path} with one form by POST"), page.answer.summary())
        })?;
        let action = if form.action.is_empty() { path.as_str() } else { form.action.as_str() };
        let target = page.question.url.join(action);
        let target =
            target.map_err(|e| Halt::mismatch("a form with an address", format!("{action} ({e})")))?;
        if target.origin() != page.question.url.origin() {
            let away = target.origin().ascii_serialization();
            return Err(Halt::mismatch("a form of the app's own origin", format!("one that goes to {away}")));
        }
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
        let origin = target.origin().ascii_serialization();
        let question =
            Question::post(target, "application/x-www-form-urlencoded", body).with_header("Origin", origin);
        self.note(&question);
        let exchange = self.venue()?.transport.ask_to_the_end(question).await?;
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// The same with the booking that came of it.
    pub(crate) async fn visit_again(&mut self, visit: Visit) -> Result<(), Halt> {
        self.visit_page(ManagedRole::Bob, visit).await
    }

    /// The booking in the address to which the browser was sent: below that page of the client's.
    pub(crate) fn booking_landed(&mut self, platform: PlatformRole, page: &str) -> Result<String, Halt> {
        let order = platform.order();
        let home = match page {
            "booking_url" => order.booking_url,
            "reschedule_url" => order.reschedule_url,
            _ => order.cancel_url,
        };
        let it = self.answer()?;
        let location = it.answer.header("location").filter(|_| it.answer.status.is_redirection());
        let below = location.and_then(|location| location.strip_prefix(&format!("{home}/")));
        let uid = below.map(|rest| rest.split(['?', '#', '/']).next().unwrap_or_default());
        let uid = uid.filter(|uid| !uid.is_empty()).map(str::to_owned);
        let uid = uid.ok_or_else(|| {
            Halt::mismatch(format!("a redirect to {home}/ and the booking"), it.answer.summary())
        })?;
        self.platforms.booked = Some(uid.clone());
        Ok(uid)
    }

    /// Whether that booking is the managed user's, and cancelled if it was.
    pub(crate) async fn look_at_landed(
        &mut self,
        user: ManagedRole,
        uid: &str,
        is_cancelled: bool,
    ) -> Result<(), Halt> {
        let user = self.managed(user)?.clone();
        let access = user.tokens.last().map(|tokens| tokens.access.clone());
        let path = format!("/v2/bookings/{uid}");
        let api_url = self.venue()?.api_url.clone();
        let asked = question(&api_url, &Method::GET, &path, version_of(&path), access.as_deref(), None)?;
        let it = self.venue()?.transport.ask(asked).await?;
        let data = it.answer.member("data").unwrap_or_default();
        let expected = if is_cancelled { "cancelled" } else { "accepted" };
        if data["hosts"][0]["id"] == user.id && data["status"] == expected {
            return Ok(());
        }
        Err(Halt::mismatch(format!("a booking of {}'s that is {expected}", user.role), it.answer.summary()))
    }

    fn booked(&self) -> Result<&str, Halt> {
        self.platforms.booked.as_deref().ok_or_else(|| Halt::Ours("nobody booked".to_owned()))
    }

    /// The word by which a managed user goes in addresses.
    async fn user_name(&mut self, user: ManagedRole) -> Result<String, Halt> {
        let access = self.managed_tokens(user)?.access;
        let api_url = self.venue()?.api_url.clone();
        let asked = question(&api_url, &Method::GET, "/v2/me", None, Some(&access), None)?;
        let it = self.ask(asked).await?;
        let name = it.answer.member("data").map(|data| data["username"].clone());
        let name = name.as_ref().and_then(Value::as_str).map(str::to_owned);
        name.ok_or_else(|| Halt::mismatch("a profile with a user name", it.answer.summary()))
    }

    fn page(&self, path: &str) -> Result<Url, Halt> {
        let venue = self.venue()?;
        let base = venue.app_url.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}{path}")).map_err(|e| Halt::Ours(format!("{path} is no path: {e}")))
    }
}
