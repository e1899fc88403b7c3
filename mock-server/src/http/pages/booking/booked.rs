//! `/booking/{uid}`: what was booked, and a form that calls it off.

use serde_json::{Map, Value, json};

use super::book::called;
use super::times::Clock;
use super::{After, Offered, anybody, decoded, land, no_such_booking, note, refusal};
use crate::http::api;
use crate::http::pages::form::Form;
use crate::http::pages::view::booking::{Booked, Person, Standing};
use crate::http::pages::view::settings::Problem;
use crate::http::pages::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::rules::booking::{self, location};
use crate::store::App;
use crate::wire::{Booking, BookingStatus, User};

pub(in super::super) fn show(app: &App, request: &Request, uid: &str) -> Reply {
    let Some(booking) = app.bookings.find(&decoded(uid)) else { return no_such_booking() };
    page(app, 200, &booking, &request.parameter("seatUid"), "", &[])
}

pub(in super::super) fn cancel(app: &App, request: &Request, uid: &str) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let uid = decoded(uid);
    let reason = form.field("cancellationReason").replace("\r\n", "\n");
    let seat = form.field("seatUid");
    let said = said(&[("cancellationReason", reason.trim()), ("seatUid", seat)]);
    match api::call_off(anybody(app), &uid, &said) {
        Ok(cancelled) => land(app, &cancelled, None, After::Cancelling),
        Err(error) => {
            let Some(booking) = app.bookings.find(&uid) else { return no_such_booking() };
            let page = page(app, error.wire().0, &booking, seat, &reason, &refusal::of(&error));
            refusal::note(note(app, &booking), &error, &[&uid, seat]).on(page)
        }
    }
}

/// A body of the API; what was left empty is not said.
pub(super) fn said(members: &[(&str, &str)]) -> Map<String, Value> {
    let filled = members.iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

/// The first of those who hold a booking.
pub(super) fn organizer(app: &App, booking: &Booking) -> Option<User> {
    booking.hosts.iter().find_map(|id| app.users.find(id))
}

fn page(app: &App, status: u16, it: &Booking, seat: &str, reason: &str, problems: &[Problem]) -> Reply {
    let Some(organizer) = organizer(app, it) else { return no_such_booking() };
    let event_type = app.event_types.find(&it.event_type);
    let (clock, now) = (Clock::of(&organizer), app.env.clock.now());
    let told = |name: &str| it.notes.get(name).and_then(Value::as_str).unwrap_or_default();
    let can_move = event_type.as_ref().is_some_and(|kind| booking::can_be_rescheduled(it, kind, now).is_ok());
    let successor = Some(told("rescheduledToUid")).filter(|uid| !uid.is_empty());
    let hosts: Vec<User> = it.hosts.iter().filter_map(|id| app.users.find(id)).collect();
    let hosts = hosts.iter().map(|host| Person { name: called(host), email: &host.email, is_host: true });
    // Of those who share a slot nobody is told who the others are.
    let is_shown = |own: Option<&str>| own.is_none() || own == Some(seat);
    let guests = it.attendees.iter().filter(|guest| is_shown(guest.seat.as_deref()));
    let guests = guests.map(|guest| Person { name: &guest.name, email: &guest.email, is_host: false });
    let offered = event_type.clone().filter(|kind| !kind.hidden).and_then(|kind| Offered::of(app, kind));
    let page = Booked {
        standing: match it.status {
            BookingStatus::Pending => Standing::Pending,
            BookingStatus::Accepted => Standing::Accepted,
            BookingStatus::Rejected => Standing::Rejected,
            BookingStatus::Cancelled if successor.is_some() => Standing::Moved,
            BookingStatus::Cancelled => Standing::Cancelled,
        },
        title: &it.title,
        day: clock.day(it.start),
        from: clock.time(it.start),
        to: clock.time(it.end),
        iso: it.start.to_string(),
        place: location::meeting(it),
        people: hosts.chain(guests).collect(),
        why: [told("cancellationReason"), told("reschedulingReason")].into_iter().find(|why| !why.is_empty()),
        successor: successor.map(|uid| rooms::booking(uid, None)),
        again: offered.as_ref().map(|it| rooms::booking_page(&it.host.username, &it.event_type.slug)),
        reschedule: can_move.then(|| rooms::reschedule(&it.uid, Some(seat))),
        cancel: booking::can_be_cancelled(it, event_type.as_ref(), now)
            .is_ok()
            .then(|| rooms::cancel(&it.uid)),
        seat,
        reason,
        problems,
        zone: clock.name,
    };
    note(app, it).on(sheet::page(status, &page))
}
