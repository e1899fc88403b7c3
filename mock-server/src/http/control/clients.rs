//! `/_mock/v1/clients`: OAuth clients in any state, without waiting for anybody. The rules are those of the pages.

use serde::Deserialize;
use serde_json::{Value, json};

use super::acting::As;
use super::{Name, Outcome, secrets};
use crate::http::{desk, respond};
use crate::rules::editing;
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{Client, ClientId, ClientStatus, ClientType, ScopeList, Wanted};

/// A client to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClient {
    #[serde(default)]
    name: String,
    #[serde(default)]
    purpose: String,
    website_url: Option<String>,
    logo: Option<String>,
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
        may("website_url", Wanted::Text),
        may("logo", Wanted::Text),
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
    editor: As,
    name: Option<String>,
    purpose: Option<String>,
    website_url: Option<String>,
    logo: Option<String>,
    redirect_uris: Option<Vec<String>>,
    scopes: Option<ScopeList>,
    status: Option<ClientStatus>,
    rejection_reason: Option<String>,
}

impl Order for Edit {
    const FIELDS: &'static [Field] = &[
        may("as", Wanted::Actor),
        may("name", Wanted::Text),
        may("purpose", Wanted::Text),
        may("website_url", Wanted::Text),
        may("logo", Wanted::Text),
        may("redirect_uris", Wanted::Texts),
        may("scopes", Wanted::Texts),
        may("status", STATUSES),
        may("rejection_reason", Wanted::Text),
    ];
}

/// What is decided over a client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    decision: Decision,
    reason: Option<String>,
    #[serde(rename = "as", default = "As::admin")]
    reviewer: As,
}

impl Order for Review {
    const FIELDS: &'static [Field] = &[
        must("decision", Wanted::OneOf(&["approve", "reject"])),
        may("reason", Wanted::Text),
        may("as", Wanted::Actor),
    ];
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
    may("website_url", Wanted::Text),
    may("logo", Wanted::Text),
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
    let owner = new.owner.map(|name| name.user(app)).transpose()?;
    let (client, secret) = desk::register(
        app,
        desk::NewClient {
            name: new.name,
            purpose: new.purpose,
            website_url: new.website_url,
            logo: new.logo,
            kind: new.kind,
            redirect_uris: new.redirect_uris,
            scopes: new.scopes,
            status: new.status,
            owner: owner.map(|owner| owner.id),
            is_legacy: new.legacy,
        },
    )?;
    let mut shown = shown(&client);
    if let Some(secret) = secret {
        shown["client_secret"] = json!(secret.reveal());
    }
    Ok(respond::json(201, &shown))
}

pub(super) fn read(app: &App, id: &str) -> Outcome {
    let client = app.clients.find(&ClientId(id.to_owned())).ok_or_else(editing::no_such_client)?;
    Ok(respond::json(200, &shown(&client)))
}

pub(super) fn edit(app: &App, id: &str, edit: Edit) -> Outcome {
    let changes = editing::Edit {
        name: edit.name,
        purpose: edit.purpose,
        website_url: edit.website_url,
        logo: edit.logo,
        redirect_uris: edit.redirect_uris,
        scopes: edit.scopes,
        status: edit.status,
        rejection_reason: edit.rejection_reason,
    };
    let editor = edit.editor.found(app)?;
    let client = desk::edit(app, &ClientId(id.to_owned()), editor.who(), &changes)?;
    Ok(respond::json(200, &shown(&client)))
}

pub(super) fn review(app: &App, id: &str, review: Review) -> Outcome {
    let (status, rejection_reason) = match review.decision {
        Decision::Approve => (ClientStatus::Approved, None),
        Decision::Reject => (ClientStatus::Rejected, review.reason),
    };
    let changes = editing::Edit { status: Some(status), rejection_reason, ..editing::Edit::default() };
    let reviewer = review.reviewer.found(app)?;
    let client = desk::edit(app, &ClientId(id.to_owned()), reviewer.who(), &changes)?;
    Ok(respond::json(200, &shown(&client)))
}

pub(super) fn remove(app: &App, id: &str, by: As) -> Outcome {
    desk::delete(app, &ClientId(id.to_owned()), by.found(app)?.who())?;
    Ok(respond::empty(http::StatusCode::NO_CONTENT))
}

/// A client as the door shows it: of its secrets only by what a person knows them.
fn shown(client: &Client) -> Value {
    json!({
        "client_id": client.id,
        "name": client.name,
        "purpose": client.purpose,
        "website_url": client.website_url,
        "logo": client.logo,
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
