//! `POST /_mock/v1/authorize`: the consent without a browser, under the same rules.

use form_urlencoded::Serializer;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Name, Outcome};
use crate::http::consent::{self, Consent};
use crate::http::respond;
use crate::http::site::Note;
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{DoorError, Refused, Wanted};

/// The request that a browser would send, who is signed in, and what they decide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decided {
    client_id: Option<String>,
    redirect_uri: Option<String>,
    scope: Option<String>,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    response_type: Option<String>,
    user: Name,
    team: Option<Value>,
    #[serde(default)]
    decision: Decision,
}

impl Order for Decided {
    const FIELDS: &'static [Field] = &[
        may("client_id", Wanted::Text),
        may("redirect_uri", Wanted::Text),
        may("scope", Wanted::Text),
        may("state", Wanted::Text),
        may("code_challenge", Wanted::Text),
        may("code_challenge_method", Wanted::Text),
        may("response_type", Wanted::Text),
        must("user", Wanted::User),
        may("team", Wanted::Team),
        may("decision", Wanted::OneOf(&["allow", "deny"])),
    ];
}

/// Where the browser would be sent.
pub(super) const SENT_BACK: &[Field] = &[must("location", Wanted::Text)];

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decision {
    #[default]
    Allow,
    Deny,
}

impl Decided {
    fn query(&self) -> String {
        let parameters = [
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("state", &self.state),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
            ("response_type", &self.response_type),
        ];
        let mut query = Serializer::new(String::new());
        for (name, value) in parameters {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }

    fn team(&self) -> Option<String> {
        match self.team.as_ref()? {
            Value::Null => None,
            Value::String(team) => Some(team.clone()),
            other => Some(other.to_string()),
        }
    }
}

pub(super) fn decide(app: &App, decided: &Decided) -> Outcome {
    let user = decided.user.clone().user(app)?;
    // As at the login page: nobody signs in as a managed user.
    if user.managed_by.is_some() {
        return Err(DoorError::Unknown { what: "user with an account", name: user.id.to_string() });
    }
    let consent = Consent::new(app, consent::request(app, &decided.query()), user.id);
    let note = Note::about(decided.client_id.as_deref());
    let outcome = consent.open().and_then(|_| match decided.decision {
        Decision::Allow => consent.allow(decided.team().as_deref()),
        Decision::Deny => Err(consent.deny()),
    });
    Ok(match outcome {
        Ok(location) => note.on(respond::json(200, &json!({"location": location}))),
        Err(refused) => note.refused(&refused).on(refusal(&consent, &refused)),
    })
}

fn refusal(consent: &Consent<'_>, refused: &Refused) -> respond::Reply {
    match consent.location(refused) {
        Some(location) => respond::json(200, &json!({"location": location})),
        None => super::refusal(&refused.refusal.clone().into(), None),
    }
}
