//! `/settings/platform/{clientId}/delete`: a platform client is deleted, after one more question.

use super::super::Guest;
use super::own;
use crate::http::pages::form::Form;
use crate::http::pages::view::settings::{Confirm, Here};
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing;

pub(in super::super) fn ask(guest: &Guest<'_>, id: &str) -> Reply {
    let Some(client) = own(guest, id) else { return guest.turned_away(id, &editing::no_such_client()) };
    let along = match guest.app.users_managed_by(&client.id).len() {
        0 => "It manages no user.".to_owned(),
        1 => "The user that it manages goes along, with whatever was booked with them.".to_owned(),
        several => {
            format!("The {several} users that it manages go along, with whatever was booked with them.")
        }
    };
    let address = rooms::platform_client(id);
    let page = Confirm {
        around: guest.around(Here::Platform, None),
        title: "Delete this platform client?",
        name: &client.name,
        text: &format!("Its secret and every token are refused at once. {along} It cannot be brought back."),
        action: &format!("{address}/delete"),
        ticket: &guest.ticket(),
        button: "Delete the client",
        back: &address,
    };
    Note::about(Some(id)).on(sheet::page(200, &page))
}

/// Nobody may hold the world still meanwhile: it waits for that.
pub(in super::super) fn delete(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let act = || {
        let client = own(guest, id).ok_or_else(editing::no_such_client)?;
        guest.app.remove_platform_client(&client.id).ok_or_else(editing::no_such_client)?;
        Ok(sheet::go(&format!("{}?done=platform-deleted", rooms::PLATFORM)))
    };
    guest.once(typed, rooms::TO_PLATFORM, act, |no| guest.turned_away(id, no))
}
