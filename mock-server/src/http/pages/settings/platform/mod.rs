//! `/settings/platform`: the platform clients of an owner (platform-quickstart 2). Nobody else sees them: no admin reviews
//! them.

mod client;
mod draft;
mod removal;

use super::Guest;
use crate::http::pages::rooms::{self, Room};
use crate::http::pages::view::platform::{Entry, PlatformClients};
use crate::http::pages::view::settings::Here;
use crate::http::pages::{sheet, view};
use crate::http::respond::Reply;
use crate::wire::{ClientId, PlatformClient};

pub(super) use client::{again, blank, create, edit, show};
pub(super) use removal::{ask, delete};

/// Whether the room is one of these pages.
pub(super) const fn is_here(room: Room<'_>) -> bool {
    matches!(
        room,
        Room::PlatformClients | Room::NewPlatformClient | Room::PlatformClient(_) | Room::PlatformDeletion(_)
    )
}

pub(super) fn list(guest: &Guest<'_>, done: Option<&str>) -> Reply {
    let mut mine = guest.app.platform_clients.all();
    mine.retain(|client| owns(guest, client));
    mine.sort_by_key(|client| client.name.to_lowercase());
    let clients = mine.iter().map(|client| entry(guest, client)).collect();
    sheet::page(200, &PlatformClients { around: guest.around(Here::Platform, done), clients })
}

/// The platform client called `id`, if it is this guest's.
fn own(guest: &Guest<'_>, id: &str) -> Option<PlatformClient> {
    guest.app.platform_clients.find(&ClientId(id.to_owned())).filter(|client| owns(guest, client))
}

fn owns(guest: &Guest<'_>, client: &PlatformClient) -> bool {
    client.owner == Some(guest.visitor.user.id)
}

fn entry<'a>(guest: &Guest<'_>, client: &'a PlatformClient) -> Entry<'a> {
    Entry {
        client: view::Client { name: &client.name, logo: None },
        id: &client.id.0,
        address: rooms::platform_client(&client.id.0),
        users: guest.app.users_managed_by(&client.id).len(),
    }
}
