//! `/auth/oauth2/authorize`: the consent page, and the decision (oauth.txt §2, production-oauth C.1).

use super::form::{Form, Trouble};
use super::permissions::sentences;
use super::view::{self, AuthorizeError, place};
use super::visitor::Visitor;
use super::{login, settings, sheet};
use crate::http::consent::{self, Consent};
use crate::http::respond::Reply;
use crate::http::site::{Note, Request};
use crate::store::App;
use crate::wire::{Client, Place, Refused, ScopeList};

const AUTHORIZE: &str = "/auth/oauth2/authorize";

/// Shows the page, or why it cannot be shown.
pub(super) fn show(app: &App, request: &Request) -> Reply {
    let query = request.query();
    let Some(visitor) = Visitor::of(app, request) else {
        return sheet::go(&login::address(&here(query)));
    };
    let consent = Consent::new(app, consent::request(app, query), visitor.user.id);
    match consent.open() {
        Ok(client) => note(&consent).on(page(app, &visitor, &consent, client, query)),
        Err(refused) => refusal(&consent, &refused, query),
    }
}

/// Takes the decision, if it was made on our own page.
pub(super) fn decide(app: &App, request: &Request) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let query = form.field("request");
    let Some(visitor) = Visitor::of(app, request) else {
        return sheet::go(&login::address(&here(query)));
    };
    if !visitor.made(form.field("csrf")) {
        return Trouble::Forged.page();
    }
    let consent = Consent::new(app, consent::request(app, query), visitor.user.id);
    let outcome = match form.field("decision") {
        "allow" => consent.allow(Some(form.field("team"))),
        "deny" => Err(consent.deny()),
        _ => return sheet::notice(400, "No decision", "Go back, then allow or deny.", None),
    };
    match outcome {
        Ok(location) => note(&consent).on(sheet::go(&location)),
        Err(refused) => refusal(&consent, &refused, query),
    }
}

fn here(query: &str) -> String {
    format!("{AUTHORIZE}?{query}")
}

fn note(consent: &Consent<'_>) -> Note {
    Note::about(Some(&consent.request.client_id))
}

/// A refusal goes to the redirect URI, or stands on the page with status 200.
fn refusal(consent: &Consent<'_>, refused: &Refused, query: &str) -> Reply {
    let reply = if let Some(location) = consent.location(refused) {
        sheet::go(&location)
    } else {
        let change_user = login::address(&here(query));
        let error = refused.refusal.to_string();
        sheet::page(200, &AuthorizeError { error: &error, change_user: Some(&change_user) })
    };
    note(consent).refused(refused).on(reply)
}

fn page(app: &App, visitor: &Visitor, consent: &Consent<'_>, client: &Client, query: &str) -> Reply {
    let id = visitor.user.id.to_string();
    let change_user = login::address(&here(query));
    let place = place(&consent.request.redirect_uri);
    let fields =
        [("request".to_owned(), query.to_owned()), ("csrf".to_owned(), visitor.form_token().to_owned())];
    sheet::page(
        200,
        &view::Consent {
            client: view::Client { name: &client.name, logo: settings::drawn(client) },
            user: login::seen(&visitor.user, &id),
            change_user: &change_user,
            permissions: sentences(shown(app, &consent.request.scopes, client).words()),
            place: &place,
            teams: &teams(app, visitor, query),
            action: AUTHORIZE,
            fields: &fields,
        },
    )
}

/// The permissions of the scopes that were asked for, and no others (AUTHZ-17).
fn shown<'a>(app: &App, requested: &'a ScopeList, client: &'a Client) -> &'a ScopeList {
    if app.strictness.at(Place::PageShowsEveryPermission) { &client.scopes } else { requested }
}

/// The teams that the user runs, where the request asks for a choice (production-oauth C.1).
fn teams(app: &App, visitor: &Visitor, query: &str) -> Vec<(String, String)> {
    let is_asked = form_urlencoded::parse(query.as_bytes())
        .any(|(name, value)| name == "show_account_selector" && value == "true");
    let mine = app.teams.all().into_iter().filter(|team| is_asked && team.is_run_by(visitor.user.id));
    mine.map(|team| (team.id.to_string(), team.name)).collect()
}
