//! `/_mock/v1/clients/{id}/secrets`: rotating the secrets of a client, as its owner.

use serde_json::{Value, json};

use super::Outcome;
use crate::http::respond;
use crate::rules::rotation;
use crate::store::App;
use crate::wire::fields::{Field, must};
use crate::wire::{ClientId, DoorError, KeptSecret, Objection, Secret, Wanted};

/// What is told of a secret that was just made, this once.
pub(super) const MADE: &[Field] = &[
    must("id", Wanted::Number),
    must("client_secret", Wanted::Text),
    must("secret_hint", Wanted::Text),
    must("created_at", Wanted::Moment),
];

pub(super) fn create(app: &App, client: &str) -> Outcome {
    let secret = Secret::new(hex::encode(app.env.dice.bytes::<32>()));
    let kept =
        KeptSecret { id: app.next_number(), created_at: app.env.clock.now(), ..KeptSecret::of(&secret) };
    let mut made = shown(&kept);
    made["client_secret"] = json!(secret.reveal());
    let changed = app.clients.edit(&ClientId(client.to_owned()), |client| {
        rotation::may_add(client)?;
        client.secrets.push(kept);
        Ok::<_, DoorError>(())
    })?;
    changed.map(|_| respond::json(201, &made)).ok_or_else(|| Objection::ClientNotFound.into())
}

pub(super) fn revoke(app: &App, client: &str, id: &str) -> Outcome {
    let changed = app.clients.edit(&ClientId(client.to_owned()), |client| {
        rotation::may_revoke(client, id)?;
        client.secrets.retain(|secret| secret.id.to_string() != id);
        Ok::<_, DoorError>(())
    })?;
    let gone = changed.map(|_| respond::empty(http::StatusCode::NO_CONTENT));
    gone.ok_or_else(|| Objection::ClientNotFound.into())
}

/// A secret as the door shows it from then on.
pub(super) fn shown(kept: &KeptSecret) -> Value {
    json!({"id": kept.id, "secret_hint": kept.hint, "created_at": kept.created_at})
}
