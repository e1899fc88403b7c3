//! `POST /v2/bookings/{bookingUid}/cancel`: a booking, a seat in one, or what is left of a series (calcom-openapi.json,
//! `CancelBookingInput_2024_08_13`, `CancelSeatedBookingInput_2024_08_13`). Nobody is asked who they are, but who calls off
//! a booking with seats must be one of its hosts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::shapes;
use super::shape::{self, SEATS};
use super::{Requester, read, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking::{self, Person};
use crate::rules::properties::{self, Is, Property, may};
use crate::wire::{ApiError, Booking, BookingError, BookingStatus};

const BODY: &[Property] = &[
    may("cancellationReason", Is::Text),
    may("cancelSubsequentBookings", Is::Flag),
    may("seatUid", Is::Word),
];

pub(in super::super) fn cancel(call: &Call<'_>) -> Result<Reply, ApiError> {
    let uid = uid(call);
    let Some(booking) = call.app.bookings.find(&uid) else { return cancel_series(call, &uid) };
    let asked = call.body(BODY)?;
    if goes_on(&asked) && !asked.contains_key("seatUid") {
        return cancel_rest(call, &booking, &asked);
    }
    let cancelled = call_off(call.requester(), &uid, &asked)?;
    Ok(shapes::success(200, &shape::booking(call, &cancelled)))
}

/// Calls off one booking, or frees a seat in it, for whoever asks at the API or at a page.
pub(in crate::http) fn call_off(
    who: Requester<'_>,
    uid: &str,
    said: &Map<String, Value>,
) -> Result<Booking, ApiError> {
    let missing = || BookingError::NoBookingToChange(uid.to_owned());
    let booking = who.app.bookings.find(&uid.to_owned()).ok_or_else(missing)?;
    let asked = properties::read(said, BODY).map_err(ApiError::Invalid)?;
    if let Some(seat) = asked.get("seatUid").and_then(Value::as_str) {
        return stand_up(who, &booking, seat);
    }
    let event_type = who.app.event_types.find(&booking.event_type);
    if shape::is_seated(&booking, event_type.as_ref()) {
        is_a_host(who, &booking)?;
    }
    let off = Off::of(who, &asked);
    let cancelled = who.app.bookings.edit(&booking.uid, |booking| {
        booking::can_be_cancelled(booking, event_type.as_ref(), off.now)?;
        off.call_off(booking);
        Ok::<_, BookingError>(())
    })?;
    Ok(cancelled.ok_or_else(missing)?)
}

/// A booking of a series, and those after it.
fn cancel_rest(call: &Call<'_>, booking: &Booking, asked: &Map<String, Value>) -> Result<Reply, ApiError> {
    let event_type = call.app.event_types.find(&booking.event_type);
    if shape::is_seated(booking, event_type.as_ref()) {
        is_a_host(call.requester(), booking)?;
    }
    let series = booking::series(booking).map(str::to_owned);
    let series = series.ok_or_else(|| BookingError::NotOfASeries(booking.uid.clone()))?;
    booking::can_be_cancelled(booking, event_type.as_ref(), call.now())?;
    call_all_off(call, asked, |other| {
        booking::series(other) == Some(&series) && other.start >= booking.start
    })?;
    Ok(show_series(call, &series))
}

/// Everything of a series that did not begin yet.
fn cancel_series(call: &Call<'_>, series: &str) -> Result<Reply, ApiError> {
    let bookings = read::series(call, series);
    let Some(first) = bookings.first() else {
        return Err(BookingError::NoBookingToChange(series.to_owned()).into());
    };
    let asked = call.body(BODY)?;
    if goes_on(&asked) {
        return Err(BookingError::SubsequentToAll.into());
    }
    let event_type = call.app.event_types.find(&first.event_type);
    if shape::is_seated(first, event_type.as_ref()) {
        is_a_host(call.requester(), first)?;
    }
    let now = call.now();
    let next = bookings.iter().find(|it| it.is_on() && it.start >= now);
    let next = next.ok_or(BookingError::AlreadyCancelled)?;
    booking::can_be_cancelled(next, event_type.as_ref(), now)?;
    call_all_off(call, &asked, |other| booking::series(other) == Some(series) && other.start >= now)?;
    Ok(show_series(call, series))
}

fn goes_on(asked: &Map<String, Value>) -> bool {
    asked.get("cancelSubsequentBookings").and_then(Value::as_bool) == Some(true)
}

fn show_series(call: &Call<'_>, series: &str) -> Reply {
    let shown = read::series(call, series).iter().map(|it| shape::booking(call, it)).collect();
    shapes::success(200, &shown)
}

/// Calls off all that are meant and still on.
fn call_all_off(
    call: &Call<'_>,
    asked: &Map<String, Value>,
    is_meant: impl Fn(&Booking) -> bool,
) -> Result<(), BookingError> {
    let off = Off::of(call.requester(), asked);
    call.app.bookings.among(|all: &mut BTreeMap<String, Booking>| {
        let meant = all.values_mut().filter(|booking| booking.is_on() && is_meant(booking));
        let count = meant.map(|booking| off.call_off(booking)).count();
        if count == 0 { Err(BookingError::AlreadyCancelled) } else { Ok(()) }
    })
}

/// Who calls off, and why.
struct Off {
    reason: Option<Value>,
    by: Option<String>,
    now: jiff::Timestamp,
}

impl Off {
    fn of(who: Requester<'_>, asked: &Map<String, Value>) -> Self {
        let by = who.caller.map(|user| user.email.clone());
        Self { reason: asked.get("cancellationReason").cloned(), by, now: who.now() }
    }

    fn call_off(&self, booking: &mut Booking) {
        booking.status = BookingStatus::Cancelled;
        booking.updated_at = self.now;
        // Seats are gone with their booking; others are remembered.
        booking.attendees.retain(|attendee| attendee.seat.is_none());
        booking.notes.remove(SEATS);
        let reason = self.reason.clone();
        let by = self.by.clone().map(Value::from);
        for (name, value) in [("cancellationReason", reason), ("cancelledByEmail", by)] {
            if let Some(value) = value {
                booking.notes.insert(name.to_owned(), value);
            }
        }
    }
}

/// Frees one seat; a booking without anybody in it is off.
fn stand_up(who: Requester<'_>, booking: &Booking, seat: &str) -> Result<Booking, ApiError> {
    let has_it = |it: &Booking| it.attendees.iter().any(|attendee| attendee.seat.as_deref() == Some(seat));
    if !has_it(booking) {
        let is_elsewhere = who.app.bookings.all().iter().any(has_it);
        return Err(if is_elsewhere {
            BookingError::SeatOfAnotherBooking
        } else {
            BookingError::NoSeatToCancel
        }
        .into());
    }
    let now = who.now();
    let event_type = who.app.event_types.find(&booking.event_type);
    let left = who.app.bookings.edit(&booking.uid, |booking| {
        booking::can_be_cancelled(booking, event_type.as_ref(), now)?;
        // Somebody may have been faster.
        leave(booking, seat).ok_or(BookingError::NoSeatToCancel)?;
        booking.updated_at = now;
        Ok::<_, BookingError>(())
    })?;
    Ok(left.ok_or_else(|| BookingError::NoBookingToChange(booking.uid.clone()))?)
}

/// Takes somebody out of a booking, with what they answered.
pub(super) fn leave(booking: &mut Booking, seat: &str) -> Option<(crate::wire::Attendee, Option<Value>)> {
    let place = booking.attendees.iter().position(|it| it.seat.as_deref() == Some(seat))?;
    let gone = booking.attendees.remove(place);
    let answers = booking.notes.get_mut(SEATS).and_then(Value::as_object_mut);
    let answers = answers.and_then(|seats| seats.remove(seat));
    if booking.attendees.is_empty() {
        booking.status = BookingStatus::Cancelled;
    }
    Some((gone, answers))
}

/// Whether whoever asks is one of those who hold the booking.
pub(super) fn is_a_host(who: Requester<'_>, booking: &Booking) -> Result<(), BookingError> {
    let event_type = who.app.event_types.find(&booking.event_type);
    let teams = who.app.teams.all();
    let runs = |user| Person { user, teams: &teams }.runs(booking, event_type.as_ref());
    if who.caller.is_some_and(runs) { Ok(()) } else { Err(BookingError::NotAHost) }
}
