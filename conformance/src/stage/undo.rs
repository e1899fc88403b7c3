//! What a scenario changed through the API, and how that is undone where the server is shared.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Stage, things::plain};
use crate::{
    cast::{ClientRole, UserRole},
    exchange::Exchange,
    requests::{
        endpoint::{Endpoint, question, version_of},
        token_request::{Grant, TokenRequest, Tokens},
    },
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

impl Stage {
    /// What a POST at `path` made is to be taken back.
    pub(super) fn undo_making(&mut self, path: &str, id: &Value) {
        let id = plain(id);
        let undo = match path.rsplit('/').next() {
            Some("bookings") => {
                let body = json!({ "cancellationReason": "The scenario is over." });
                Undo { method: Method::POST, path: format!("{path}/{id}/cancel"), body: Some(body) }
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
        if endpoint.method != Method::POST || !exchange.answer.status.is_success() {
            return;
        }
        let Some(data) = exchange.answer.member("data") else { return };
        let id = ["uid", "linkId", "reservationUid", "id"].into_iter().map(|name| &data[name]);
        if let Some(id) = id.into_iter().find(|id| !id.is_null()) {
            self.undo_making(path.split('?').next().unwrap_or(path), &id.clone());
        }
    }

    /// A profile cannot be deleted: what stood in it is put back.
    pub(super) async fn remember_what_stood(&mut self, endpoint: &Endpoint, path: &str) -> Result<(), Halt> {
        let is_kept = self.venue()?.has_standing_clients();
        if !is_kept || (endpoint.method.as_str(), endpoint.template.as_str()) != ("PATCH", "/v2/me") {
            return Ok(());
        }
        let it = self.api(&Method::GET, path, None, None).await?;
        let stood = it.answer.member("data").and_then(|data| data.get("bio").cloned());
        let bio = stood.ok_or_else(|| Halt::mismatch("a profile with a bio", it.answer.summary()))?;
        self.undo.push(Undo {
            method: Method::PATCH,
            path: path.to_owned(),
            body: Some(json!({ "bio": bio })),
        });
        Ok(())
    }

    /// Takes back what the scenario did, the last first; what cannot be taken back is told.
    pub(super) async fn take_back(&mut self, venue: &Venue) -> Vec<String> {
        let mut left = Vec::new();
        let Some(token) = self.everything.clone() else { return left };
        for Undo { method, path, body } in std::mem::take(&mut self.undo).into_iter().rev() {
            let asked =
                question(&venue.api_url, &method, &path, version_of(&path), Some(&token), body.as_ref());
            let undone = match asked {
                Ok(question) => venue.transport.ask_to_the_end(question).await,
                Err(halt) => Err(halt),
            };
            // What is gone already, or cancelled, needs no more.
            let is_over = |it: &Exchange| {
                it.answer.status.is_success() || matches!(it.answer.status.as_u16(), 400 | 404)
            };
            if !undone.is_ok_and(|it| is_over(&it)) {
                left.push(format!("{method} {path}"));
            }
        }
        left
    }

    /// A token of Omni's, given by Alice, that has every scope there is.
    pub(super) async fn everything(&mut self) -> Result<String, Halt> {
        if let Some(token) = &self.everything {
            return Ok(token.clone());
        }
        let client = self.client(ClientRole::Omni).await?;
        let venue = self.venue()?;
        let access = if let Ok(door) = venue.door() {
            let user = self.user_id(UserRole::Alice).await?;
            let redirect_uri = client.redirect_uris.first().cloned().unwrap_or_default();
            let scopes = client.scopes.all().to_vec();
            let order = json!({
                "client_id": client.id, "redirect_uri": redirect_uri, "scope": scopes.join(" "),
                "user": user, "decision": "allow",
            });
            let (exchange, location) = door.authorize(&order).await?;
            let code = code_in(&location)
                .ok_or_else(|| Halt::mismatch("a code from the control door", exchange.answer.summary()))?;
            self.hide(&code, "CODE");
            let grant = Grant { code, redirect_uri, verifier: None, challenge: None, scopes };
            let question = TokenRequest::exchange(&client, &grant).question(&venue.api_url)?;
            let exchange = venue.transport.ask(question).await?;
            crate::readings::refusal::tokens(&exchange)?
        } else {
            return Err(Halt::Skip("not yet".to_owned()));
        };
        let Tokens { access, refresh } = access;
        self.hide(&access, "ACCESS_TOKEN_WITH_EVERY_SCOPE");
        self.hide(&refresh, "REFRESH_TOKEN_WITH_EVERY_SCOPE");
        self.everything = Some(access.clone());
        Ok(access)
    }

    /// Makes a client hold a token that a user gave it.
    pub(crate) async fn give_token(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut crate::requests::authorization::AuthorizationRequest),
    ) -> Result<(), Halt> {
        self.allow(user, role, change).await?;
        self.exchange_successfully(role).await
    }
}

fn code_in(location: &str) -> Option<String> {
    let url = reqwest::Url::parse(location).ok()?;
    url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned())
}
