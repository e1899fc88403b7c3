//! The pages a person sees in a browser.
//!
//! [`view`] has one struct a page, each beside its template; [`permissions`] puts scopes into sentences. No page
//! needs a script or a file from anywhere else. To look at all of them: `cargo run --example page_gallery FOLDER`.

pub mod permissions;
pub mod view;

mod authorize;
mod booking;
mod callback;
mod form;
mod login;
mod outbox;
mod rooms;
mod settings;
mod sheet;
mod visitor;

use http::Method;

use self::rooms::Room;
use super::origin;
use super::respond::Reply;
use super::site::Request;
use crate::store::App;
use crate::wire::DoorError;

/// A form may have this many bytes: a logo may be sent along, and what was typed is carried through the login.
pub(super) const LONGEST: usize = 512 * 1024;

/// Whether pages are at `path`.
pub(super) fn is_here(app: &App, path: &str) -> bool {
    match Room::at(path) {
        Some(Room::Offer(username, slug)) => booking::is_there(app, username, slug),
        room => room.is_some(),
    }
}

/// The address of every page, the names in it in braces: whoever walks all of them starts here.
pub fn addresses() -> impl Iterator<Item = &'static str> {
    rooms::ROOMS.into_iter().filter_map(Room::shown)
}

/// The path of a page as the journal may show it; `None` where no page is.
pub(super) fn shown(app: &App, path: &str) -> Option<String> {
    Room::at(path).filter(|_| is_here(app, path)).and_then(Room::shown).map(str::to_owned)
}

/// Answers a request of which only a part came.
pub(super) fn incomplete() -> Reply {
    form::Trouble::Incomplete.page()
}

/// Answers a request for a page.
pub(super) fn answer(app: &App, request: &Request) -> Reply {
    if origin::is_rebound(app, request) {
        return sheet::notice(403, "Another name", &DoorError::AnotherHost.to_string(), None);
    }
    let room = Room::at(request.path()).unwrap_or(Room::Nowhere);
    match *request.method() {
        // What takes a client away waits until nobody needs the world as it is.
        Method::POST if matches!(room, Room::Deletion(_) | Room::PlatformDeletion(_)) => {
            settings::take(app, request, room)
        }
        Method::POST => {
            let _still = app.still();
            take(app, request, room)
        }
        Method::GET | Method::HEAD => {
            let _still = app.still();
            show(app, request, room)
        }
        _ => not_like_this(),
    }
}

fn show(app: &App, request: &Request, room: Room<'_>) -> Reply {
    match room {
        Room::Consent => authorize::show(app, request),
        Room::Login => login::show(app, request),
        Room::Callback => callback::show(app, request),
        Room::Outbox => outbox::list(app, request),
        Room::Mail(id) => outbox::show(app, request, id),
        Room::SignOut => not_like_this(),
        Room::Offer(username, slug) => booking::offer(app, request, username, slug),
        Room::Booking(uid) => booking::show(app, request, uid),
        Room::Cancellation(uid) => sheet::go(&rooms::booking(uid, None)),
        Room::Rescheduling(uid) => booking::ask(app, request, uid),
        Room::Nowhere => nowhere(),
        _ => settings::show(app, request, room),
    }
}

fn take(app: &App, request: &Request, room: Room<'_>) -> Reply {
    match room {
        Room::Consent => authorize::decide(app, request),
        Room::Login => login::sign_in(app, request),
        Room::SignOut => login::sign_out(app, request),
        Room::Offer(username, slug) => booking::book(app, request, username, slug),
        Room::Cancellation(uid) => booking::cancel(app, request, uid),
        Room::Rescheduling(uid) => booking::reschedule(app, request, uid),
        Room::Nowhere => nowhere(),
        Room::Callback
        | Room::Outbox
        | Room::Mail(_)
        | Room::Clients
        | Room::PlatformClients
        | Room::Reviews
        | Room::Booking(_) => not_like_this(),
        _ => settings::take(app, request, room),
    }
}

fn not_like_this() -> Reply {
    sheet::notice(405, "Not like this", "This page is opened with GET.", None)
}

fn nowhere() -> Reply {
    let way_on = ("Go to your OAuth clients", rooms::CLIENTS);
    sheet::notice(404, "There is no such page", "The address may be mistyped.", Some(way_on))
}
