//! `/_mock/v1/clients/{id}/secrets`: rotating the secrets of a client, as its owner.

use serde_json::{Value, json};

use super::Outcome;
use super::acting::As;
use crate::http::{desk, respond};
use crate::store::App;
use crate::wire::fields::{Field, must};
use crate::wire::{ClientId, KeptSecret, Wanted};

/// What is told of a secret that was just made, this once.
pub(super) const MADE: &[Field] = &[
    must("id", Wanted::Number),
    must("client_secret", Wanted::Text),
    must("secret_hint", Wanted::Text),
    must("created_at", Wanted::Moment),
];
/// What is told of the secrets that there are.
pub(super) const LISTED: &[Field] = &[must("secrets", Wanted::Objects)];

pub(super) fn list(app: &App, client: &str, by: As) -> Outcome {
    let client = desk::own(app, &ClientId(client.to_owned()), by.found(app)?.who())?;
    let secrets: Vec<_> = client.secrets.iter().map(shown).collect();
    Ok(respond::json(200, &json!({"secrets": secrets})))
}

pub(super) fn create(app: &App, client: &str, by: As) -> Outcome {
    let (kept, secret) = desk::add_secret(app, &ClientId(client.to_owned()), by.found(app)?.who())?;
    let mut made = shown(&kept);
    made["client_secret"] = json!(secret.reveal());
    Ok(respond::json(201, &made))
}

pub(super) fn revoke(app: &App, client: &str, id: &str, by: As) -> Outcome {
    desk::revoke_secret(app, &ClientId(client.to_owned()), by.found(app)?.who(), id)?;
    Ok(respond::empty(http::StatusCode::NO_CONTENT))
}

/// A secret as the door shows it from then on.
pub(super) fn shown(kept: &KeptSecret) -> Value {
    json!({"id": kept.id, "secret_hint": kept.hint, "created_at": kept.created_at})
}
