//! `/settings/developer/oauth/new` and `/settings/developer/oauth/{clientId}`: a client is registered and edited.

use super::draft::Draft;
use super::lines::Aside;
use super::{Guest, Unsaved, entry, problem, secrets};
use crate::http::desk::{self, No};
use crate::http::pages::form::Form;
use crate::http::pages::view::client::{self, ClientPage, NewClient};
use crate::http::pages::view::frame::Frame;
use crate::http::pages::view::settings::{Here, Warning};
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing::{self, Edit};
use crate::rules::review::Trigger;
use crate::wire::{Client, ClientId, ClientStatus};

/// A client may have this many redirect URIs.
const MOST_REDIRECT_URIS: usize = 10;

pub(super) fn blank(guest: &Guest<'_>) -> Reply {
    form(guest, 200, &Draft::default(), Aside::default())
}

pub(super) fn new_again(guest: &Guest<'_>, typed: &Form, why: Unsaved) -> Reply {
    let aside = Aside { warning: Some(why.sentence()), ..Aside::default() };
    form(guest, why.status(), &Draft::typed(typed), aside)
}

pub(super) fn create(guest: &Guest<'_>, typed: &Form) -> Reply {
    let mut draft = Draft::typed(typed);
    if let Some(line) = draft.redirect_uris.press(typed.field("do")) {
        return form(guest, 200, &draft, Aside { focus: Some(line), ..Aside::default() });
    }
    let act = || {
        let (client, secret) = desk::register(guest.app, draft.new_client(guest.visitor.user.id))?;
        Ok(match secret {
            Some(secret) => secrets::tell(guest, &client, &secret, "The client is registered"),
            None => gone_to(&client.id.0, "created"),
        })
    };
    guest.once(typed, ("Go to your OAuth clients", rooms::CLIENTS), act, |no| {
        let problem = Some(problem::of(&no.refusal, &draft.redirect_uris));
        let page = form(guest, no.refusal.wire().0, &draft, Aside { problem, ..Aside::default() });
        Note::default().refused(no).on(page)
    })
}

pub(super) fn show(guest: &Guest<'_>, id: &str, done: Option<&str>) -> Reply {
    let Some(client) = guest.sees(id) else { return guest.turned_away(id, &editing::no_such_client()) };
    page(guest, 200, &client, &Draft::of(&client), Aside { done, ..Aside::default() })
}

pub(super) fn edit_again(guest: &Guest<'_>, id: &str, typed: &Form, why: Unsaved) -> Reply {
    let Some(client) = guest.sees(id) else { return guest.turned_away(id, &editing::no_such_client()) };
    let aside = Aside { warning: Some(why.sentence()), ..Aside::default() };
    page(guest, why.status(), &client, &Draft::typed(typed), aside)
}

pub(super) fn edit(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let client_id = ClientId(id.to_owned());
    let Some(client) = guest.app.clients.find(&client_id) else {
        return guest.turned_away(id, &editing::no_such_client());
    };
    let mut draft = Draft::typed(typed);
    let edit = draft.edit(&client);
    let (button, is_seen) = (typed.field("do"), guest.sees(id).is_some());
    if is_seen && !matches!(button, "save" | "send" | "") {
        let focus = draft.redirect_uris.press(button);
        return page(guest, 200, &client, &draft, Aside { focus, ..Aside::default() });
    }
    let foreseen = desk::foresee(guest.app, &client_id, guest.who(), &edit);
    match foreseen {
        Err(no) if is_seen => refused(guest, &client, &draft, &no),
        Err(no) => guest.turned_away(id, &no),
        Ok(foreseen)
            if button != "send"
                && client.status != ClientStatus::Pending
                && !foreseen.triggers.is_empty() =>
        {
            warn(guest, &client, &draft, &edit, &foreseen.triggers)
        }
        Ok(_) => save(guest, &client, &draft, &edit, typed),
    }
}

fn save(guest: &Guest<'_>, client: &Client, draft: &Draft, edit: &Edit, typed: &Form) -> Reply {
    let id = &client.id.0;
    if *edit == Edit::default() && guest.app.tickets.spend(typed.field("ticket"), guest.app.env.clock.now()) {
        return gone_to(id, "unchanged");
    }
    let act = || {
        let now = desk::edit(guest.app, &client.id, guest.who(), edit)?;
        let done = match now.status {
            status if status != client.status => "sent",
            ClientStatus::Rejected => "still-rejected",
            _ => "saved",
        };
        Ok(gone_to(id, done))
    };
    guest.once(typed, ("Go to the client", &rooms::client(id)), act, |no| refused(guest, client, draft, no))
}

/// Says what of the edit has to be reviewed, before it is saved.
fn warn(guest: &Guest<'_>, client: &Client, draft: &Draft, edit: &Edit, triggers: &[Trigger]) -> Reply {
    let triggers: Vec<String> = triggers.iter().map(|trigger| told(*trigger, client, edit)).collect();
    let own = [("csrf", guest.visitor.form_token().to_owned()), ("ticket", guest.ticket())];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    let fields: Vec<_> = draft.fields().into_iter().chain(own).collect();
    let warning = Warning {
        around: guest.around(Here::Developer, None),
        name: &client.name,
        triggers: &triggers,
        action: &rooms::client(&client.id.0),
        fields: &fields,
    };
    Note::about(Some(&client.id.0)).on(sheet::page(200, &warning))
}

/// A change that has to be reviewed, as a person reads it.
fn told(trigger: Trigger, client: &Client, edit: &Edit) -> String {
    let isolated = |text: &str| format!("\u{2068}{text}\u{2069}");
    let and = |words: Vec<&str>| words.join(", ");
    match (trigger, edit) {
        (Trigger::Name, Edit { name: Some(name), .. }) => {
            format!("The name: {} becomes {}", isolated(&client.name), isolated(name))
        }
        (Trigger::Scopes, Edit { scopes: Some(scopes), .. }) => {
            format!("New scopes: {}", and(scopes.words().filter(|word| !client.scopes.has(word)).collect()))
        }
        (Trigger::RedirectUris, Edit { redirect_uris: Some(uris), .. }) => {
            let (more, less) =
                (missing_in(uris, &client.redirect_uris), missing_in(&client.redirect_uris, uris));
            match (more.as_str(), less.as_str()) {
                (more, "") => format!("The redirect URIs: {more} comes in"),
                ("", less) => format!("The redirect URIs: {less} goes"),
                (more, less) => format!("The redirect URIs: {more} comes in, {less} goes"),
            }
        }
        _ => {
            let what = trigger.what();
            let mut letters = what.chars();
            letters
                .next()
                .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
        }
    }
}

/// Those of `uris` that are not among the `others`.
fn missing_in(uris: &[String], others: &[String]) -> String {
    let missing = uris.iter().filter(|uri| !others.contains(uri)).map(|uri| format!("\u{2068}{uri}\u{2069}"));
    missing.collect::<Vec<_>>().join(", ")
}

fn refused(guest: &Guest<'_>, client: &Client, draft: &Draft, no: &No) -> Reply {
    let aside = Aside { problem: Some(problem::of(&no.refusal, &draft.redirect_uris)), ..Aside::default() };
    let page = page(guest, no.refusal.wire().0, client, draft, aside);
    Note::about(Some(&client.id.0)).refused(no).on(page)
}

fn form(guest: &Guest<'_>, status: u16, draft: &Draft, aside: Aside<'_>) -> Reply {
    let ticket = guest.ticket();
    let mut form = fields(draft, aside, &ticket);
    form.is_public = Some(draft.is_public);
    form.frame.save = "Create client";
    sheet::page(status, &NewClient { around: guest.around(Here::Developer, None), form })
}

/// The page of a client: to its owner with secrets and all, to an admin with what an admin may edit.
pub(super) fn page(
    guest: &Guest<'_>,
    status: u16,
    client: &Client,
    draft: &Draft,
    mut aside: Aside<'_>,
) -> Reply {
    let ticket = guest.ticket();
    let is_owner = guest.owns(client);
    let secrets = is_owner.then(|| secrets::shown(client, &ticket, aside.secrets_problem.take()));
    let done = aside.done;
    let (here, back) = if is_owner {
        (Here::Developer, ("My clients", rooms::CLIENTS.to_owned()))
    } else {
        (Here::Admin, ("Review", rooms::review(&client.id.0)))
    };
    let edit_note = match (guest.is_admin(), client.status) {
        (true, _) => "You are an admin: what you change need not be reviewed again.",
        (false, ClientStatus::Pending) => "It waits for its review; what you change is reviewed with it.",
        (false, _) => "Some changes have to be reviewed again. You are told before anything is saved.",
    };
    let page = ClientPage {
        around: guest.around(here, done),
        back: (back.0, &back.1),
        client: entry(client, rooms::client(&client.id.0)),
        secrets,
        edit_note,
        form: fields(draft, aside, &ticket),
    };
    Note::about(Some(&client.id.0)).on(sheet::page(status, &page))
}

fn fields<'a>(draft: &'a Draft, aside: Aside<'a>, ticket: &'a str) -> client::Form<'a> {
    let frame = aside.frame(&draft.name, &draft.redirect_uris, ticket);
    client::Form {
        frame: Frame { most_redirect_uris: Some(MOST_REDIRECT_URIS), ..frame },
        purpose: &draft.purpose,
        website: &draft.website,
        logo: &draft.logo,
        is_public: None,
        scopes: draft.scope_groups(),
    }
}

/// To the page of a client, which says what was done.
pub(super) fn gone_to(id: &str, done: &str) -> Reply {
    Note::about(Some(id)).on(sheet::go(&format!("{}?done={done}", rooms::client(id))))
}
