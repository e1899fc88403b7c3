//! `/settings/platform/new` and `/settings/platform/{clientId}`: a platform client is registered, looked at and edited.

use super::super::lines::Aside;
use super::super::{Guest, Unsaved, problem, secrets};
use super::draft::Draft;
use super::{entry, own};
use crate::http::pages::form::Form;
use crate::http::pages::view::platform::{self, Known, ManagedUser, NewPlatformClient, PlatformClientPage};
use crate::http::pages::view::settings::{Here, Moment};
use crate::http::pages::{rooms, sheet};
use crate::http::platform_desk::{self, No};
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::editing;
use crate::store::App;
use crate::wire::{Owner, Place, PlatformClient, PlatformSecret, User};

/// As many managed users are shown; the API lists all.
const MOST_USERS: usize = 100;

pub(in super::super) fn blank(guest: &Guest<'_>) -> Reply {
    form(guest, 200, &Draft::blank(), Aside::default())
}

pub(in super::super) fn show(guest: &Guest<'_>, id: &str, done: Option<&str>) -> Reply {
    let Some(client) = own(guest, id) else { return guest.turned_away(id, &editing::no_such_client()) };
    page(guest, 200, &client, &Draft::of(&client), Aside { done, ..Aside::default() })
}

/// The form once more: of the client called `id`, or of one to be.
pub(in super::super) fn again(guest: &Guest<'_>, id: Option<&str>, typed: &Form, why: Unsaved) -> Reply {
    let aside = Aside { warning: Some(why.sentence()), ..Aside::default() };
    let draft = Draft::typed(typed);
    let Some(id) = id else { return form(guest, why.status(), &draft, aside) };
    match own(guest, id) {
        Some(client) => page(guest, why.status(), &client, &draft, aside),
        None => guest.turned_away(id, &editing::no_such_client()),
    }
}

pub(in super::super) fn create(guest: &Guest<'_>, typed: &Form) -> Reply {
    let mut draft = Draft::typed(typed);
    if let Some(line) = draft.redirect_uris.press(typed.field("do")) {
        return form(guest, 200, &draft, Aside { focus: Some(line), ..Aside::default() });
    }
    let act = || {
        let client = platform_desk::register(guest.app, &draft.asked(), Some(&guest.visitor.user))?;
        Ok(gone_to(&client.id.0, "platform-created"))
    };
    guest.once(typed, rooms::TO_PLATFORM, act, |no| {
        Note::default().refused(no).on(form(guest, no.refusal.wire().0, &draft, refused(no, &draft)))
    })
}

pub(in super::super) fn edit(guest: &Guest<'_>, id: &str, typed: &Form) -> Reply {
    let Some(client) = own(guest, id) else { return guest.turned_away(id, &editing::no_such_client()) };
    let mut draft = Draft::typed(typed);
    let button = typed.field("do");
    if !matches!(button, "save" | "") {
        let focus = draft.redirect_uris.press(button);
        return page(guest, 200, &client, &draft, Aside { focus, ..Aside::default() });
    }
    let asked = draft.asked();
    let act = || {
        if asked == Draft::of(&client).asked() {
            return Ok(gone_to(id, "unchanged"));
        }
        let edited = platform_desk::edit(guest.app, &client.id, &asked)?;
        edited.map(|_| gone_to(id, "saved")).ok_or_else(editing::no_such_client)
    };
    guest.once(typed, ("Go to the client", &rooms::platform_client(id)), act, |no| {
        let page = page(guest, no.refusal.wire().0, &client, &draft, refused(no, &draft));
        Note::about(Some(id)).refused(no).on(page)
    })
}

fn refused<'a>(no: &No, draft: &Draft) -> Aside<'a> {
    Aside { problem: Some(problem::of(&no.refusal, &draft.redirect_uris)), ..Aside::default() }
}

fn form(guest: &Guest<'_>, status: u16, draft: &Draft, aside: Aside<'_>) -> Reply {
    let ticket = guest.ticket();
    let mut form = fields(draft, aside, &ticket);
    form.frame.save = "Create platform client";
    sheet::page(status, &NewPlatformClient { around: guest.around(Here::Platform, None), form })
}

/// The page of a platform client. Its secret stands there whenever it is opened (platform-quickstart 3).
fn page(guest: &Guest<'_>, status: u16, client: &PlatformClient, draft: &Draft, aside: Aside<'_>) -> Reply {
    let ticket = guest.ticket();
    let users = guest.app.users_managed_by(&client.id);
    let page = PlatformClientPage {
        around: guest.around(Here::Platform, aside.done),
        client: entry(guest, client),
        secret: known(guest.app, &client.secret),
        users: users.iter().take(MOST_USERS).map(|user| managed(guest.app, user)).collect(),
        form: fields(draft, aside, &ticket),
        script: secrets::COPY,
    };
    let page = sheet::page_with_script(status, &page, secrets::COPY);
    Note::about(Some(&client.id.0)).on(page)
}

fn known<'a>(app: &App, secret: &'a PlatformSecret) -> Known<'a> {
    let hides = app.strictness.at(Place::PlatformSettingsHideTheSecret);
    secret.plain.as_ref().filter(|_| !hides).map_or(Known::LastDigits(&secret.kept.hint), Known::Whole)
}

fn managed<'a>(app: &App, user: &'a User) -> ManagedUser<'a> {
    let name = user.name.as_deref().filter(|name| !name.is_empty());
    let theirs =
        app.event_types.all().into_iter().filter(|it| it.owner == Owner::User(user.id) && !it.hidden);
    ManagedUser {
        id: user.id,
        name: name.unwrap_or(&user.username),
        email: &user.email,
        username: &user.username,
        time_zone: &user.profile.time_zone,
        since: user.managed_by.as_ref().map(|by| Moment(by.since)),
        booking_pages: theirs.map(|it| (rooms::booking_page(&user.username, &it.slug), it.slug)).collect(),
    }
}

fn fields<'a>(draft: &'a Draft, aside: Aside<'a>, ticket: &'a str) -> platform::Form<'a> {
    platform::Form {
        frame: aside.frame(&draft.name, &draft.redirect_uris, ticket),
        landings: draft.landings(),
        resources: draft.resources(),
        default_event_types: draft.default_event_types,
    }
}

/// To the page of a platform client, which says what was done.
fn gone_to(id: &str, done: &str) -> Reply {
    Note::about(Some(id)).on(sheet::go(&format!("{}?done={done}", rooms::platform_client(id))))
}
