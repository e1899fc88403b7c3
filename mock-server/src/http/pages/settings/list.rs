//! `/settings/developer/oauth`: the clients that somebody registered.

use super::{Guest, entry};
use crate::http::pages::view::settings::{Clients, Here};
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;

pub(super) fn show(guest: &Guest<'_>, done: Option<&str>) -> Reply {
    let mut mine = guest.app.clients.all();
    mine.retain(|client| guest.owns(client));
    mine.sort_by_key(|client| client.name.to_lowercase());
    let clients: Vec<_> = mine.iter().map(|client| entry(client, rooms::client(&client.id.0))).collect();
    sheet::page(200, &Clients { around: guest.around(Here::Developer, done), clients: &clients })
}
