//! `/settings/developer/oauth/{clientId}/delete`: a client is deleted, after one more question.

use super::Guest;
use crate::http::desk;
use crate::http::pages::form::Form;
use crate::http::pages::view::settings::{Confirm, Here};
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing;
use crate::wire::ClientId;

pub(super) fn ask(guest: &Guest<'_>, id: &str) -> Reply {
    let client = guest.app.clients.find(&ClientId(id.to_owned())).filter(|client| guest.owns(client));
    let Some(client) = client else { return guest.turned_away(id, &editing::no_such_client()) };
    let address = rooms::client(id);
    let page = Confirm {
        around: guest.around(Here::Developer, None),
        title: "Delete this client?",
        name: &client.name,
        text: "Nobody can connect it any more. Its refresh tokens end at once, its access tokens when they expire. It cannot be brought back.",
        action: &format!("{address}/delete"),
        ticket: &guest.ticket(),
        button: "Delete the client",
        back: &address,
    };
    Note::about(Some(id)).on(sheet::page(200, &page))
}

/// Nobody may hold the world still meanwhile: it waits for that.
pub(super) fn delete(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let act = || {
        desk::delete(guest.app, &ClientId(id.to_owned()), guest.who())?;
        Ok(sheet::go(&format!("{}?done=deleted", rooms::CLIENTS)))
    };
    let way_on = ("Go to your OAuth clients", rooms::CLIENTS);
    guest.once(typed, way_on, act, |no| guest.turned_away(id, no))
}
