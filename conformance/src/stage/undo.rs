//! What a scenario changed through the API, and how that is undone where the server is shared.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Stage, things::plain};
use crate::{
    exchange::Exchange,
    requests::endpoint::{Endpoint, question, version_of},
    target::Venue,
    verdict::Halt,
};

/// A request that takes something back.
#[derive(Debug, Clone)]
pub(crate) struct Undo {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl Undo {
    /// Whether it deletes a team.
    fn is_of_a_team(&self) -> bool {
        self.path.rsplit('/').nth(1) == Some("teams")
    }
}

impl Stage {
    /// What a POST at `path` made is to be taken back.
    pub(super) fn undo_making(&mut self, path: &str, id: &Value) {
        let id = plain(id);
        let undo = match path.rsplit('/').next() {
            Some("bookings" | "reschedule") => {
                let body = json!({ "cancellationReason": "The scenario is over." });
                Undo { method: Method::POST, path: format!("/v2/bookings/{id}/cancel"), body: Some(body) }
            }
            Some(
                "event-types" | "private-links" | "schedules" | "teams" | "memberships" | "reservations",
            ) => Undo { method: Method::DELETE, path: format!("{path}/{id}"), body: None },
            _ => return,
        };
        self.undo.push(undo);
    }

    /// What an endpoint answered may have to be taken back, whether or not it ought to have been done.
    pub(super) fn expect_to_undo(&mut self, endpoint: &Endpoint, path: &str, exchange: &Exchange) {
        if !exchange.answer.status.is_success() {
            return;
        }
        if endpoint.method == Method::DELETE {
            // With it went what stood below it. A schedule can be reached in two ways.
            let schedule = path.rfind("/schedules/").map(|place| &path[place..]);
            let is_gone = |it: &str| {
                it == path
                    || it.starts_with(&format!("{path}/"))
                    || schedule.is_some_and(|end| it.ends_with(end))
            };
            self.undo.retain(|undo| !is_gone(&undo.path));
        }
        if endpoint.method != Method::POST {
            return;
        }
        let Some(data) = exchange.answer.member("data") else { return };
        let id = ["uid", "linkId", "reservationUid", "id"].into_iter().map(|name| &data[name]);
        if let Some(id) = id.into_iter().find(|id| !id.is_null()) {
            self.undo_making(path, &id.clone());
        }
    }

    /// A profile cannot be deleted: what stood in it is put back.
    pub(super) async fn remember_what_stood(&mut self, endpoint: &Endpoint) -> Result<(), Halt> {
        let is_kept = self.venue()?.has_standing_clients();
        if !is_kept || (endpoint.method.as_str(), endpoint.template.as_str()) != ("PATCH", "/v2/me") {
            return Ok(());
        }
        let path = &endpoint.template;
        let body = self.body_of(endpoint).await?;
        let it = self.api(&Method::GET, path, None, None).await?;
        let stood = it.answer.member("data").and_then(|data| data.as_object().cloned());
        let mut stood = stood.ok_or_else(|| Halt::mismatch("a profile", it.answer.summary()))?;
        stood.retain(|name, _| body.as_ref().is_some_and(|body| body.get(name).is_some()));
        if !stood.is_empty() {
            let (method, body) = (Method::PATCH, Some(Value::Object(stood)));
            self.undo.push(Undo { method, path: path.clone(), body });
        }
        Ok(())
    }

    /// Takes back what the scenario did, the last first; what cannot be taken back is told.
    pub(super) async fn take_back(&mut self, venue: &Venue) -> Vec<String> {
        let mut left = Vec::new();
        let Some(token) = self.everything.clone() else { return left };
        // With the people whom the door made go their things, bookings too, which nobody can delete; but not their teams.
        let goes_along = |undo: &Undo| venue.door().is_ok() && !undo.is_of_a_team();
        let undo: Vec<Undo> = std::mem::take(&mut self.undo);
        for Undo { method, path, body } in undo.into_iter().rev().filter(|undo| !goes_along(undo)) {
            let version = version_of(&path);
            let asked = question(&venue.api_url, &method, &path, version, Some(&token), body.as_ref());
            let undone = match asked {
                Ok(question) => venue.transport.ask_to_the_end(question).await,
                Err(halt) => Err(halt),
            };
            match undone {
                Ok(it) if is_over(&it, &method) => {}
                // A schedule that is gone already is answered 400.
                Ok(_) if method == Method::DELETE && is_gone(venue, &path, &token).await => {}
                Ok(it) => left.push(format!("{path} ({method} answered {})", it.answer.status.as_u16())),
                Err(_) => left.push(format!("{path} ({method} was not answered)")),
            }
        }
        left
    }
}

/// Whether nothing stands at `path` any more.
async fn is_gone(venue: &Venue, path: &str, token: &str) -> bool {
    let asked = question(&venue.api_url, &Method::GET, path, version_of(path), Some(token), None);
    let Ok(question) = asked else { return false };
    venue.transport.ask_to_the_end(question).await.is_ok_and(|it| it.answer.status.as_u16() == 404)
}

/// What is gone already needs no more, nor does a booking that is over: 400 says that it was cancelled before.
fn is_over(it: &Exchange, method: &Method) -> bool {
    let status = it.answer.status.as_u16();
    it.answer.status.is_success() || status == 404 || (*method == Method::POST && status == 400)
}
