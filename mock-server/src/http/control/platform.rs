//! `/_mock/v1/platform-clients`: platform clients, without waiting for anybody.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Name, Outcome};
use crate::http::platform_desk::{self, Draft};
use crate::http::respond;
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{ClientId, DoorError, PERMISSIONS, PlatformClient, Wanted};

/// A platform client to be.
#[derive(Debug, Deserialize)]
pub(super) struct NewPlatformClient {
    #[serde(flatten)]
    draft: Draft,
    owner: Option<Name>,
}

impl Order for NewPlatformClient {
    const FIELDS: &'static [Field] = &[
        must("name", Wanted::Text),
        must("redirect_uris", Wanted::Texts),
        may("permissions", Wanted::ManyOf(PERMISSIONS)),
        may("booking_url", Wanted::Text),
        may("reschedule_url", Wanted::Text),
        may("cancel_url", Wanted::Text),
        may("default_event_types", Wanted::Flag),
        may("owner", Wanted::User),
    ];
}

/// Changes to a platform client.
impl Order for Draft {
    const FIELDS: &'static [Field] = &[
        may("name", Wanted::Text),
        may("redirect_uris", Wanted::Texts),
        may("permissions", Wanted::ManyOf(PERMISSIONS)),
        may("booking_url", Wanted::Text),
        may("reschedule_url", Wanted::Text),
        may("cancel_url", Wanted::Text),
        may("default_event_types", Wanted::Flag),
    ];
}

/// What the door shows of a platform client; its secret when it is made.
pub(super) const SHOWN: &[Field] = &[
    must("client_id", Wanted::Text),
    may("client_secret", Wanted::Text),
    must("name", Wanted::Text),
    must("redirect_uris", Wanted::Texts),
    must("permissions", Wanted::ManyOf(PERMISSIONS)),
    may("booking_url", Wanted::Text),
    may("reschedule_url", Wanted::Text),
    may("cancel_url", Wanted::Text),
    must("default_event_types", Wanted::Flag),
    must("organization", Wanted::Number),
    may("owner", Wanted::Number),
];

pub(super) fn create(app: &App, new: NewPlatformClient) -> Outcome {
    let owner = new.owner.map(|name| name.user(app)).transpose()?;
    let client = platform_desk::register(app, &new.draft, owner.as_ref())?;
    let mut shown = shown(&client);
    if let Some(secret) = &client.secret.plain {
        shown["client_secret"] = json!(secret.reveal());
    }
    Ok(respond::json(201, &shown))
}

pub(super) fn read(app: &App, id: &str) -> Outcome {
    let client = app.platform_clients.find(&ClientId(id.to_owned())).ok_or_else(|| unknown(id))?;
    Ok(respond::json(200, &shown(&client)))
}

pub(super) fn edit(app: &App, id: &str, draft: &Draft) -> Outcome {
    let client = platform_desk::edit(app, &ClientId(id.to_owned()), draft)?.ok_or_else(|| unknown(id))?;
    Ok(respond::json(200, &shown(&client)))
}

/// With the users that it manages.
pub(super) fn remove(app: &App, id: &str) -> Outcome {
    app.remove_platform_client(&ClientId(id.to_owned())).ok_or_else(|| unknown(id))?;
    Ok(respond::empty(http::StatusCode::NO_CONTENT))
}

fn unknown(id: &str) -> DoorError {
    DoorError::Unknown { what: "platform client", name: id.to_owned() }
}

fn shown(client: &PlatformClient) -> Value {
    json!({
        "client_id": client.id,
        "name": client.name,
        "redirect_uris": client.redirect_uris,
        "permissions": client.permissions,
        "booking_url": client.booking_url,
        "reschedule_url": client.reschedule_url,
        "cancel_url": client.cancel_url,
        "default_event_types": client.default_event_types,
        "organization": client.organization,
        "owner": client.owner,
    })
}
