//! `/_mock/v1/clients`: OAuth clients in any state, without waiting for anybody.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Name, Outcome, secrets};
use crate::http::respond;
use crate::rules::registration;
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{
    Client, ClientId, ClientStatus, ClientType, DoorError, KeptSecret, Objection, ScopeList, Secret, Wanted,
};

/// A client to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClient {
    #[serde(default)]
    name: String,
    #[serde(default)]
    purpose: String,
    #[serde(rename = "type")]
    kind: ClientType,
    #[serde(default)]
    redirect_uris: Vec<String>,
    #[serde(default)]
    scopes: ScopeList,
    status: Option<ClientStatus>,
    owner: Option<Name>,
    #[serde(default)]
    legacy: bool,
}

const KINDS: Wanted = Wanted::OneOf(&["confidential", "public"]);
const STATUSES: Wanted = Wanted::OneOf(&["pending", "approved", "rejected"]);

impl Order for NewClient {
    const FIELDS: &'static [Field] = &[
        must("type", KINDS),
        may("name", Wanted::Text),
        may("purpose", Wanted::Text),
        may("redirect_uris", Wanted::Texts),
        may("scopes", Wanted::Texts),
        may("status", STATUSES),
        may("owner", Wanted::User),
        may("legacy", Wanted::Flag),
    ];
}

/// Changes to a client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    #[serde(rename = "as", default)]
    editor: Editor,
    name: Option<String>,
    purpose: Option<String>,
    redirect_uris: Option<Vec<String>>,
    scopes: Option<ScopeList>,
    status: Option<ClientStatus>,
}

impl Order for Edit {
    const FIELDS: &'static [Field] = &[
        may("as", Wanted::OneOf(&["owner", "admin"])),
        may("name", Wanted::Text),
        may("purpose", Wanted::Text),
        may("redirect_uris", Wanted::Texts),
        may("scopes", Wanted::Texts),
        may("status", STATUSES),
    ];
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Editor {
    #[default]
    Owner,
    Admin,
}

/// What an admin decides over a client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    decision: Decision,
    reason: Option<String>,
}

impl Order for Review {
    const FIELDS: &'static [Field] =
        &[must("decision", Wanted::OneOf(&["approve", "reject"])), may("reason", Wanted::Text)];
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decision {
    Approve,
    Reject,
}

/// What the door shows of a client; its secret when it is made, and never again.
pub(super) const SHOWN: &[Field] = &[
    must("client_id", Wanted::Text),
    may("client_secret", Wanted::Text),
    must("name", Wanted::Text),
    must("purpose", Wanted::Text),
    must("type", KINDS),
    must("status", STATUSES),
    may("rejection_reason", Wanted::Text),
    may("owner", Wanted::Number),
    must("redirect_uris", Wanted::Texts),
    must("scopes", Wanted::Texts),
    must("legacy", Wanted::Flag),
    must("secrets", Wanted::Objects),
];

pub(super) fn create(app: &App, new: NewClient) -> Outcome {
    registration::describes(&new.name, &new.purpose)?;
    registration::scopes(&new.scopes, new.legacy)?;
    registration::redirect_uris(&new.redirect_uris)?;
    let owner = new.owner.map(|name| name.user(app)).transpose()?;
    let secret =
        (new.kind == ClientType::Confidential).then(|| Secret::new(hex::encode(app.env.dice.bytes::<32>())));
    let client = Client {
        id: ClientId(hex::encode(app.env.dice.bytes::<32>())),
        name: new.name,
        purpose: new.purpose,
        kind: new.kind,
        status: new.status.unwrap_or(ClientStatus::Pending),
        rejection_reason: None,
        owner: owner.map(|owner| owner.id),
        redirect_uris: new.redirect_uris,
        scopes: new.scopes,
        secrets: secret
            .iter()
            .map(|secret| KeptSecret {
                id: app.next_number(),
                created_at: app.env.clock.now(),
                ..KeptSecret::of(secret)
            })
            .collect(),
    };
    app.clients.put(client.id.clone(), client.clone());
    let mut shown = shown(&client);
    if let Some(secret) = secret {
        shown["client_secret"] = json!(secret.reveal());
    }
    Ok(respond::json(201, &shown))
}

pub(super) fn edit(app: &App, id: &str, edit: Edit) -> Outcome {
    if edit.status.is_some() && edit.editor != Editor::Admin {
        return Err(Objection::StatusByOwner.into());
    }
    change(app, id, |client| {
        if let Some(scopes) = edit.scopes {
            registration::scopes(&scopes, false)?;
            client.scopes = scopes;
        }
        if let Some(redirect_uris) = edit.redirect_uris {
            registration::redirect_uris(&redirect_uris)?;
            client.redirect_uris = redirect_uris;
        }
        client.name = edit.name.unwrap_or_else(|| client.name.clone());
        client.purpose = edit.purpose.unwrap_or_else(|| client.purpose.clone());
        client.status = edit.status.unwrap_or(client.status);
        // The reason goes with the rejection.
        client.rejection_reason.take_if(|_| client.status != ClientStatus::Rejected);
        registration::describes(&client.name, &client.purpose)?;
        Ok(())
    })
}

pub(super) fn review(app: &App, id: &str, review: Review) -> Outcome {
    change(app, id, |client| {
        let reason = review.reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        (client.status, client.rejection_reason) = match (review.decision, reason) {
            (Decision::Approve, _) => (ClientStatus::Approved, None),
            (Decision::Reject, None) => return Err(Objection::ReasonMissing.into()),
            (Decision::Reject, reason) => (ClientStatus::Rejected, reason),
        };
        Ok(())
    })
}

pub(super) fn remove(app: &App, id: &str) -> Outcome {
    let gone = app.remove_client(&ClientId(id.to_owned()));
    gone.map(|_| respond::empty(http::StatusCode::NO_CONTENT)).ok_or_else(|| Objection::ClientNotFound.into())
}

fn change(app: &App, id: &str, how: impl FnOnce(&mut Client) -> Result<(), DoorError>) -> Outcome {
    let changed = app.clients.edit(&ClientId(id.to_owned()), how)?;
    changed.map(|client| respond::json(200, &shown(&client))).ok_or_else(|| Objection::ClientNotFound.into())
}

/// A client as the door shows it: of its secrets only by what a person knows them.
fn shown(client: &Client) -> Value {
    json!({
        "client_id": client.id,
        "name": client.name,
        "purpose": client.purpose,
        "type": client.kind,
        "status": client.status,
        "rejection_reason": client.rejection_reason,
        "owner": client.owner,
        "redirect_uris": client.redirect_uris,
        "scopes": client.scopes,
        "legacy": client.is_legacy(),
        "secrets": client.secrets.iter().map(secrets::shown).collect::<Vec<_>>(),
    })
}
