//! The secrets of a client: one more is shown once, one that is no longer used is revoked (oauth.txt §5).

use super::client;
use super::draft::Draft;
use super::lines::Aside;
use super::{Guest, problem};
use crate::http::desk::{self, No};
use crate::http::pages::form::Form;
use crate::http::pages::view::client::{Kept, Secrets};
use crate::http::pages::view::settings::{Confirm, Here, Moment, NewSecret, Problem};
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing;
use crate::wire::{Check, Client, ClientId, ClientType, Objection, Secret};

/// What the copy buttons do.
pub(super) const COPY: &str = include_str!("../../../../templates/settings/copy.js");

/// The secrets as the page of a client lists them.
pub(super) fn shown<'a>(client: &'a Client, ticket: &'a str, problem: Option<Problem>) -> Secrets<'a> {
    let kept = client.secrets.iter();
    Secrets {
        is_public: client.kind == ClientType::Public,
        kept: kept.map(|own| Kept { id: own.id, hint: &own.hint, made: Moment(own.created_at) }).collect(),
        ticket,
        problem,
    }
}

pub(super) fn generate(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let client_id = ClientId(id.to_owned());
    let act = || {
        let (_, secret) = desk::add_secret(guest.app, &client_id, guest.who())?;
        let client = guest.app.clients.find(&client_id).ok_or_else(editing::no_such_client)?;
        Ok(tell(guest, &client, &secret, "A new client secret"))
    };
    guest.once(typed, ("Go to the client", &rooms::client(id)), act, |no| refused(guest, id, no))
}

/// Shows a secret, this once.
pub(super) fn tell(guest: &Guest<'_>, client: &Client, secret: &Secret, title: &str) -> Reply {
    let page = NewSecret {
        around: guest.around(Here::Developer, None),
        title,
        name: &client.name,
        id: &client.id.0,
        secret,
        is_second: client.secrets.len() > 1,
        address: &rooms::client(&client.id.0),
        script: COPY,
    };
    Note::about(Some(&client.id.0)).on(sheet::page_with_script(200, &page, COPY))
}

/// Asks once more.
pub(super) fn ask(guest: &Guest<'_>, id: &str, secret: &str) -> Reply {
    let client = match desk::own(guest.app, &ClientId(id.to_owned()), guest.who()) {
        Ok(client) => client,
        Err(no) => return guest.turned_away(id, &no),
    };
    let Some(kept) = client.secrets.iter().find(|own| own.id.to_string() == secret) else {
        let differed = "the client has no secret with this id".to_owned();
        return refused(
            guest,
            id,
            &No { check: Check::SecretThere, refusal: Objection::SecretNotFound, differed },
        );
    };
    let hint =
        if kept.hint.is_empty() { format!("number {}", kept.id) } else { format!("ending in {}", kept.hint) };
    let text = format!(
        "The secret {hint}, made {}, is refused at once, in every exchange and refresh. Tokens that were issued stay good. Make sure that your app uses the other one.",
        Moment(kept.created_at)
    );
    let page = Confirm {
        around: guest.around(Here::Developer, None),
        title: "Revoke this secret?",
        name: &client.name,
        text: &text,
        action: &format!("{}/secrets/{}/revoke", rooms::client(id), kept.id),
        ticket: &guest.ticket(),
        button: "Revoke the secret",
        back: &rooms::client(id),
    };
    Note::about(Some(id)).on(sheet::page(200, &page))
}

pub(super) fn revoke(guest: &Guest<'_>, id: &str, secret: &str, typed: &Form) -> Reply {
    let client_id = ClientId(id.to_owned());
    let act = || {
        desk::revoke_secret(guest.app, &client_id, guest.who(), secret)?;
        Ok(client::gone_to(id, "revoked"))
    };
    guest.once(typed, ("Go to the client", &rooms::client(id)), act, |no| refused(guest, id, no))
}

/// A refusal stands beside the secrets, for whoever may see them.
fn refused(guest: &Guest<'_>, id: &str, no: &No) -> Reply {
    let client = guest.app.clients.find(&ClientId(id.to_owned())).filter(|client| guest.owns(client));
    let Some(client) = client else { return guest.turned_away(id, no) };
    let draft = Draft::of(&client);
    let aside =
        Aside { secrets_problem: Some(problem::of(&no.refusal, &draft.redirect_uris)), ..Aside::default() };
    let page = client::page(guest, no.refusal.wire().0, &client, &draft, aside);
    Note::about(Some(id)).refused(no).on(page)
}
