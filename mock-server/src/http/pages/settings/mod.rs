//! `/settings/...`: an owner's clients, OAuth and platform, and the admin's review. The desk decides; these pages show and ask.
//!
//! Every form carries the token of its session and a ticket, by which what is sent twice is done once. What is refused
//! stands beside its field, with everything that was typed.

mod client;
mod draft;
mod lines;
mod list;
mod platform;
mod problem;
mod removal;
mod review;
mod secrets;

use super::form::{Form, Trouble};
use super::rooms::{self, Room};
use super::view::settings::{Around, Entry, Here, Refusal, SignedIn, State};
use super::view::{self};
use super::visitor::Visitor;
use super::{login, sheet};
use crate::http::desk::{No, Who};
use crate::http::respond::Reply;
use crate::http::site::{Note, Request};
use crate::store::App;
use crate::wire::{Check, Client, ClientId, ClientStatus, ClientType, UserRole};

/// Somebody who is signed in, at one of these pages.
pub(super) struct Guest<'a> {
    pub(super) app: &'a App,
    pub(super) visitor: &'a Visitor,
    /// In which part of them.
    here: Here,
}

/// Why a form that is fine was not carried out.
#[derive(Debug, Clone, Copy)]
enum Unsaved {
    /// Its session was over; somebody has signed in since.
    SessionEnded,
    /// Somebody else signed in at the same browser since it was opened.
    OtherSession,
}

impl Unsaved {
    fn status(self) -> u16 {
        match self {
            Self::SessionEnded => 200,
            Self::OtherSession => 403,
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::SessionEnded => {
                "You had been signed out, so nothing was saved. This is what you typed: look it over, and send it again."
            }
            Self::OtherSession => {
                "This page was opened before you signed in, so nothing was saved. This is what you typed: look it over, and send it again."
            }
        }
    }
}

/// Shows a page to somebody who is signed in.
pub(super) fn show(app: &App, request: &Request, room: Room<'_>) -> Reply {
    let Some(visitor) = Visitor::of(app, request) else {
        return sheet::go(&login::address(&request.target()));
    };
    let guest = &Guest::at(app, &visitor, room);
    let done = done(request.query());
    match room {
        Room::Clients => list::show(guest, done),
        Room::NewClient => client::blank(guest),
        Room::Client(id) => client::show(guest, id, done),
        Room::Deletion(id) => removal::ask(guest, id),
        // The page that shows a secret cannot be opened again.
        Room::Secrets(id) => sheet::go(&rooms::client(id)),
        Room::Revocation(id, secret) => secrets::ask(guest, id, secret),
        Room::Reviews => review::list(guest, done),
        Room::Review(id) => review::show(guest, id),
        Room::PlatformClients => platform::list(guest, done),
        Room::NewPlatformClient => platform::blank(guest),
        Room::PlatformClient(id) => platform::show(guest, id, done),
        Room::PlatformDeletion(id) => platform::ask(guest, id),
        _ => super::nowhere(),
    }
}

/// Takes a form.
pub(super) fn take(app: &App, request: &Request, room: Room<'_>) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let Some(visitor) = Visitor::of(app, request) else {
        return login::interrupted(app, &room.entrance(request.path()), &form.kept());
    };
    let guest = &Guest::at(app, &visitor, room);
    if !visitor.made(form.field("csrf")) {
        return again(guest, room, &form, Unsaved::OtherSession).unwrap_or_else(|| Trouble::Forged.page());
    }
    if form.field("ticket").is_empty() {
        return Trouble::Forged.page();
    }
    match room {
        Room::NewClient => client::create(guest, &form),
        Room::Client(id) => client::edit(guest, id, &form),
        Room::Deletion(id) => removal::delete(guest, id, &form),
        Room::Secrets(id) => secrets::generate(guest, id, &form),
        Room::Revocation(id, secret) => secrets::revoke(guest, id, secret, &form),
        Room::Review(id) => review::decide(guest, id, &form),
        Room::NewPlatformClient => platform::create(guest, &form),
        Room::PlatformClient(id) => platform::edit(guest, id, &form),
        Room::PlatformDeletion(id) => platform::delete(guest, id, &form),
        _ => super::nowhere(),
    }
}

/// Goes on where the login interrupted: the form is shown again, with what was typed.
pub(super) fn resume(app: &App, visitor: &Visitor, path: &str, kept: &str) -> Option<Reply> {
    let room = Room::at(path)?;
    again(&Guest::at(app, visitor, room), room, &Form::of(kept), Unsaved::SessionEnded)
}

/// The form once more, with what was typed and why nothing was done; `None` where nothing is typed.
fn again(guest: &Guest<'_>, room: Room<'_>, form: &Form, why: Unsaved) -> Option<Reply> {
    match room {
        Room::NewClient => Some(client::new_again(guest, form, why)),
        Room::Client(id) => Some(client::edit_again(guest, id, form, why)),
        Room::Review(id) => Some(review::again(guest, id, form, why)),
        Room::NewPlatformClient => Some(platform::again(guest, None, form, why)),
        Room::PlatformClient(id) => Some(platform::again(guest, Some(id), form, why)),
        _ => None,
    }
}

impl<'a> Guest<'a> {
    fn at(app: &'a App, visitor: &'a Visitor, room: Room<'_>) -> Self {
        let here = if platform::is_here(room) { Here::Platform } else { Here::Developer };
        Self { app, visitor, here }
    }
}

impl Guest<'_> {
    pub(super) fn who(&self) -> Who<'_> {
        Who::User(&self.visitor.user)
    }

    pub(super) fn is_admin(&self) -> bool {
        self.visitor.user.role == UserRole::Admin
    }

    pub(super) fn owns(&self, client: &Client) -> bool {
        client.is_owned_by(Some(self.visitor.user.id))
    }

    /// What stands around a page.
    pub(super) fn around<'b>(&'b self, here: Here, done: Option<&'b str>) -> Around<'b> {
        around(Some(self.visitor), here, done)
    }

    /// A one-time token for a form. Not thrown with the dice of ids: looking at a page does not change the next one.
    pub(super) fn ticket(&self) -> String {
        self.app.env.dice.request_id()
    }

    /// The client called `id`, if this guest may see it: its owner may, and whoever reviews it.
    fn sees(&self, id: &str) -> Option<Client> {
        let client = self.app.clients.find(&ClientId(id.to_owned()))?;
        (self.owns(&client) || self.is_admin()).then_some(client)
    }

    /// Does something for the ticket of `form`, once. What is refused can be sent again.
    fn once(
        &self,
        form: &Form,
        way_on: (&str, &str),
        act: impl FnOnce() -> Result<Reply, No>,
        refuse: impl FnOnce(&No) -> Reply,
    ) -> Reply {
        let ticket = form.field("ticket");
        if !self.app.tickets.spend(ticket, self.app.env.clock.now()) {
            let text = "This form was sent before, and what it asked for was done then. Nothing was done a second time.";
            return self.refusal(409, "That was already done", None, text, way_on);
        }
        act().unwrap_or_else(|no| {
            self.app.tickets.give_back(ticket);
            refuse(&no)
        })
    }

    fn refusal(
        &self,
        status: u16,
        title: &str,
        said: Option<&str>,
        text: &str,
        way_on: (&str, &str),
    ) -> Reply {
        let around = self.around(self.here, None);
        sheet::page(status, &Refusal { around, status, title, said, text, way_on })
    }

    /// A refusal that stands on a page of its own.
    fn turned_away(&self, id: &str, no: &No) -> Reply {
        let (status, title, text) = match no.refusal.wire().0 {
            404 => (
                404,
                "There is no such client",
                "The address may be mistyped, the client may be gone, or somebody else owns it. Nothing was changed.",
            ),
            403 if no.check == Check::EditedByOwnerOrAdmin => (
                403,
                "Not yours to change",
                "Sign in as its owner or as an admin to change it. Nothing was changed.",
            ),
            403 => (403, "This is for admins", "Sign in as an admin to review clients. Nothing was changed."),
            status => (status, "That is not possible", "Nothing was changed."),
        };
        let way_on = match self.here {
            Here::Platform => rooms::TO_PLATFORM,
            _ => ("Go to your OAuth clients", rooms::CLIENTS),
        };
        let said = no.refusal.to_string();
        Note::about(Some(id)).refused(no).on(self.refusal(status, title, Some(&said), text, way_on))
    }
}

/// What stands around a page for somebody who may be signed in.
pub(super) fn around<'a>(visitor: Option<&'a Visitor>, here: Here, done: Option<&'a str>) -> Around<'a> {
    let visitor = visitor.map(|visitor| SignedIn {
        user: login::seen(&visitor.user, ""),
        is_admin: visitor.user.role == UserRole::Admin,
        token: visitor.form_token(),
    });
    Around { here, visitor, done }
}

/// A client as its page and the lists show it.
fn entry(client: &Client, address: String) -> Entry<'_> {
    Entry {
        client: view::Client { name: &client.name, logo: drawn(client) },
        id: &client.id.0,
        address,
        state: match client.status {
            ClientStatus::Pending => State::Pending,
            ClientStatus::Approved => State::Approved,
            ClientStatus::Rejected => State::Rejected,
        },
        kind: match client.kind {
            ClientType::Confidential => "Confidential",
            ClientType::Public => "Public, with PKCE",
        },
        is_legacy: client.is_legacy(),
        owner: None,
        reason: client.rejection_reason.as_deref(),
    }
}

/// The logo, if it is sent along: these pages load nothing from elsewhere.
pub(super) fn drawn(client: &Client) -> Option<&str> {
    client.logo.as_deref().filter(|logo| logo.starts_with("data:image/"))
}

/// What the page before did, in the words that it may be told in.
fn done(query: &str) -> Option<&'static str> {
    let (_, word) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done")?;
    DONE.iter().find(|(own, _)| *own == word).map(|(_, sentence)| *sentence)
}

const DONE: &[(&str, &str)] = &[
    ("created", "The client is registered, and waits for an admin's review."),
    ("saved", "Saved."),
    ("still-rejected", "Saved. Nothing of it has to be reviewed, so the client stays rejected."),
    ("sent", "Saved, and sent to review: until an admin accepts it, only you can connect it."),
    ("unchanged", "Nothing was different, so nothing was changed."),
    ("deleted", "The client is deleted."),
    ("platform-created", "The platform client is registered, and can be used at once."),
    ("platform-deleted", "The platform client is deleted, with the users that it managed."),
    ("revoked", "The secret is revoked: requests with it are refused from now on."),
    ("accepted", "The client is accepted: anyone can connect it now."),
    ("rejected", "The client is rejected: nobody can connect it now."),
];
