//! `/reschedule/{uid}`: another time for what was booked.

use super::booked::{organizer, said};
use super::times::{Clock, Search, times};
use super::{After, anybody, decoded, land, no_such_booking, note, refusal};
use crate::http::api;
use crate::http::pages::form::Form;
use crate::http::pages::view::booking::Rescheduling;
use crate::http::pages::view::settings::Problem;
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::rules::booking;
use crate::store::App;
use crate::wire::{ApiError, Booking};

/// What somebody typed.
#[derive(Default)]
struct Typed<'a> {
    start: &'a str,
    reason: &'a str,
    seat: &'a str,
    from: &'a str,
}

pub(in super::super) fn ask(app: &App, request: &Request, uid: &str) -> Reply {
    let Some(booking) = app.bookings.find(&decoded(uid)) else { return no_such_booking() };
    let (seat, from) = (request.parameter("seatUid"), request.parameter("from"));
    page(app, 200, &booking, &Typed { seat: &seat, from: &from, ..Typed::default() }, &[])
}

pub(in super::super) fn reschedule(app: &App, request: &Request, uid: &str) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let uid = decoded(uid);
    let reason = form.field("reschedulingReason").replace("\r\n", "\n");
    let field = |name| form.field(name);
    let typed = Typed { start: field("start"), reason: &reason, seat: field("seatUid"), from: field("from") };
    let said =
        said(&[("start", typed.start), ("reschedulingReason", reason.trim()), ("seatUid", typed.seat)]);
    match api::put_off(anybody(app), &uid, &said) {
        Ok((moved, seat)) => land(app, &moved, seat.as_deref(), After::Rescheduling),
        Err(error) => {
            let Some(booking) = app.bookings.find(&uid) else { return no_such_booking() };
            let page = page(app, error.wire().0, &booking, &typed, &refusal::of(&error));
            refusal::note(note(app, &booking), &error, &[&uid, typed.seat]).on(page)
        }
    }
}

fn page(app: &App, status: u16, old: &Booking, typed: &Typed<'_>, problems: &[Problem]) -> Reply {
    let event_type = app.event_types.find(&old.event_type);
    let (Some(event_type), Some(host)) = (event_type, organizer(app, old)) else { return no_such_booking() };
    if let Err(no) = booking::can_be_rescheduled(old, &event_type, app.env.clock.now()) {
        let (status, no) = (no.wire().0, ApiError::from(no));
        let way_on = ("Go to the booking", &*rooms::booking(&old.uid, None));
        return sheet::notice(status, "It cannot be moved", &no.to_string(), Some(way_on));
    }
    let address = rooms::reschedule(&old.uid, None);
    let search = Search {
        event_type: &event_type,
        host: &host,
        minutes: u64::try_from(old.minutes()).unwrap_or(event_type.length),
        except: Some(&old.uid),
        page: &rooms::reschedule(&old.uid, Some(typed.seat)),
        from: typed.from,
        chosen: typed.start,
    };
    let clock = Clock::of(&host);
    let page = Rescheduling {
        title: &old.title,
        day: clock.day(old.start),
        at: clock.time(old.start),
        iso: old.start.to_string(),
        times: times(app, &search),
        seat: typed.seat,
        reason: typed.reason,
        action: &address,
        back: &rooms::booking(&old.uid, Some(typed.seat)),
        problems,
    };
    note(app, old).on(sheet::page(status, &page))
}
