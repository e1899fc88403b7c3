//! `/{username}/{eventSlug}`: what can be booked of a person, and when.

use serde_json::{Value, json};

use super::times::{Search, times};
use super::{After, Offered, anybody, land, refusal};
use crate::http::api;
use crate::http::pages::form::Form;
use crate::http::pages::view::booking::{BookingPage, Offer};
use crate::http::pages::view::settings::Problem;
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::store::App;
use crate::wire::User;

/// What somebody typed.
#[derive(Default)]
struct Typed<'a> {
    start: &'a str,
    name: &'a str,
    email: &'a str,
    /// From when on the times were shown.
    from: &'a str,
}

pub(in super::super) fn offer(app: &App, request: &Request, username: &str, slug: &str) -> Reply {
    let Some(offered) = Offered::at(app, username, slug) else { return gone() };
    let from = request.parameter("from");
    page(app, 200, &offered, &Typed { from: &from, ..Typed::default() }, &[])
}

pub(in super::super) fn book(app: &App, request: &Request, username: &str, slug: &str) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let Some(offered) = Offered::at(app, username, slug) else { return gone() };
    let field = |name| form.field(name);
    let typed = Typed {
        start: field("start"),
        name: field("name").trim(),
        email: field("email").trim(),
        from: field("from"),
    };
    let said = json!({
        "eventTypeId": offered.event_type.id,
        "start": typed.start,
        "attendee": {"name": typed.name, "email": typed.email, "timeZone": offered.host.profile.time_zone},
    });
    let Value::Object(said) = said else { return gone() };
    let made = api::book(anybody(app), &said);
    match made.as_ref().map(|made| made.bookings.first()) {
        Ok(Some((booking, seat))) => land(app, booking, seat.as_deref(), After::Booking),
        Ok(None) => gone(),
        Err(error) => {
            let page = page(app, error.wire().0, &offered, &typed, &refusal::of(error));
            refusal::note(offered.note(app), error, &[]).on(page)
        }
    }
}

fn page(app: &App, status: u16, offered: &Offered, typed: &Typed<'_>, problems: &[Problem]) -> Reply {
    let Offered { event_type, host } = offered;
    let address = rooms::booking_page(&host.username, &event_type.slug);
    let search = Search {
        event_type,
        host,
        minutes: event_type.length,
        except: None,
        page: &address,
        from: typed.from,
        chosen: typed.start,
    };
    let page = BookingPage {
        offer: Offer {
            title: &event_type.title,
            description: &event_type.description,
            minutes: event_type.length,
            host: called(host),
        },
        times: times(app, &search),
        name: typed.name,
        email: typed.email,
        action: &address,
        problems,
    };
    offered.note(app).on(sheet::page(status, &page))
}

/// What a person is called.
pub(super) fn called(user: &User) -> &str {
    user.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&user.username)
}

fn gone() -> Reply {
    sheet::notice(
        404,
        "Nothing can be booked here",
        "The address may be mistyped, or the event type is gone.",
        None,
    )
}
