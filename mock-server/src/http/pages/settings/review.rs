//! `/settings/admin/oauth`: an admin accepts or rejects (oauth.txt §1, "An admin from Cal.com will then review").

use super::lines::Lines;
use super::{Guest, Unsaved, entry, problem};
use crate::http::desk;
use crate::http::pages::form::Form;
use crate::http::pages::permissions::sentences;
use crate::http::pages::view::settings::{Entry, Here, Problem, Review, Reviews, Section, State};
use crate::http::pages::{login, rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing::{self, Edit};
use crate::wire::{Check, Client, ClientId, ClientStatus};

pub(super) fn list(guest: &Guest<'_>, done: Option<&str>) -> Reply {
    if !guest.is_admin() {
        return for_admins(guest, rooms::REVIEWS);
    }
    let mut all = guest.app.clients.all();
    all.sort_by_key(|client| client.name.to_lowercase());
    let entries = || all.iter().map(|client| owned(guest, client));
    let section =
        |state| Section { state, clients: entries().filter(|client| client.state == state).collect() };
    let sections = [State::Pending, State::Approved, State::Rejected].map(section).into();
    sheet::page(200, &Reviews { around: guest.around(Here::Admin, done), sections })
}

pub(super) fn show(guest: &Guest<'_>, id: &str) -> Reply {
    if !guest.is_admin() {
        return for_admins(guest, &rooms::review(id));
    }
    match guest.sees(id) {
        Some(client) => page(guest, 200, &client, "", None, None),
        None => guest.turned_away(id, &editing::no_such_client()),
    }
}

pub(super) fn again(guest: &Guest<'_>, id: &str, typed: &Form, why: Unsaved) -> Reply {
    if !guest.is_admin() {
        return for_admins(guest, &rooms::review(id));
    }
    match guest.sees(id) {
        Some(client) => page(guest, why.status(), &client, typed.field("reason"), None, Some(why.sentence())),
        None => guest.turned_away(id, &editing::no_such_client()),
    }
}

pub(super) fn decide(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let client_id = ClientId(id.to_owned());
    let reason = typed.field("reason").replace("\r\n", "\n");
    let (edit, done) = match typed.field("decision") {
        "approve" => (Edit { status: Some(ClientStatus::Approved), ..Edit::default() }, "accepted"),
        "reject" => {
            let (status, rejection_reason) = (Some(ClientStatus::Rejected), Some(reason.clone()));
            (Edit { status, rejection_reason, ..Edit::default() }, "rejected")
        }
        _ => return sheet::notice(400, "No decision", "Go back, then accept or reject.", None),
    };
    let act = || {
        desk::edit(guest.app, &client_id, guest.who(), &edit)?;
        Ok(Note::about(Some(id)).on(sheet::go(&format!("{}?done={done}", rooms::REVIEWS))))
    };
    guest.once(typed, ("Go to the review", rooms::REVIEWS), act, |no| {
        let Some(client) = guest.sees(id).filter(|_| guest.is_admin()) else {
            return guest.turned_away(id, no);
        };
        let problem = problem::of(&no.refusal, &Lines::default());
        let page = page(guest, no.refusal.wire().0, &client, &reason, Some(problem), None);
        Note::about(Some(id)).refused(no).on(page)
    })
}

/// A plain user is not shown what waits for review.
fn for_admins(guest: &Guest<'_>, back: &str) -> Reply {
    let user = &guest.visitor.user;
    let text = format!(
        "You are signed in as \u{2068}{}\u{2069}. Sign in as an admin to review clients.",
        user.email
    );
    let way_on = ("Sign in as somebody else", &*login::address(back));
    let page = guest.refusal(403, "This page is for admins", None, &text, way_on);
    let note = Note { check: Some(Check::StatusByAdmin), ..Note::default() };
    Note { differed: Some("whoever looks at the review is no admin".to_owned()), ..note }.on(page)
}

fn owned<'a>(guest: &Guest<'_>, client: &'a Client) -> Entry<'a> {
    let owner = client.owner.and_then(|owner| guest.app.users.find(&owner));
    let owner = owner.map(|owner| match owner.name {
        Some(name) if !name.is_empty() => format!("\u{2068}{name}\u{2069} ({})", owner.email),
        _ => owner.email,
    });
    Entry { owner, ..entry(client, rooms::review(&client.id.0)) }
}

/// A logo that is sent along is drawn at the top; its bytes tell nobody anything.
fn in_words(logo: &str) -> String {
    match logo.split_once([';', ',']) {
        Some((kind, _)) if logo.starts_with("data:") => format!("{kind}, {} bytes", logo.len()),
        _ => logo.to_owned(),
    }
}

fn page(
    guest: &Guest<'_>,
    status: u16,
    client: &Client,
    reason: &str,
    problem: Option<Problem>,
    warning: Option<&str>,
) -> Reply {
    let page = Review {
        around: guest.around(Here::Admin, None),
        client: owned(guest, client),
        purpose: &client.purpose,
        website: client.website_url.as_deref(),
        logo: client.logo.as_deref().map(in_words),
        redirect_uris: &client.redirect_uris,
        permissions: sentences(client.scopes.words()),
        reason,
        problem,
        warning,
        ticket: &guest.ticket(),
    };
    Note::about(Some(&client.id.0)).on(sheet::page(status, &page))
}
