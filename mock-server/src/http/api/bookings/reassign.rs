//! `POST /v2/bookings/{bookingUid}/reassign`: another host takes a booking of a round robin, whoever is free or one that is
//! named (calcom-openapi.json, `ReassignToUserBookingInput_2024_08_13`; production-api D and G22 for the answer).

use serde_json::{Value, json};

use super::super::shapes;
use super::desk::{self, Desk};
use super::{draft, shape, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::availability::{Diary, Span};
use crate::rules::booking::hosting::{Crew, Host};
use crate::rules::booking::{self, Person};
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, Booking, BookingError, EventType, Scheduling};

const BODY: &[Property] = &[may("reason", Is::Text)];

pub(in super::super) fn reassign(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (booking, event_type) = to_reassign(call)?;
    give(call, &booking, event_type, None, None)
}

pub(in super::super) fn reassign_to(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (booking, event_type) = to_reassign(call)?;
    let asked = call.body(BODY)?;
    let user = call.number("userId").and_then(|id| call.app.users.find(&id));
    let user = user.ok_or_else(|| BookingError::NoSuchUser(call.name("userId").to_owned()))?;
    is_round_robin(&booking, &event_type)?;
    if booking.hosts.contains(&user.id) || !event_type.hosts.iter().any(|host| host.user == user.id) {
        return Err(BookingError::NotARoundRobinHost(user.id).into());
    }
    give(call, &booking, event_type, Some(user.id), asked.get("reason").cloned())
}

/// The booking in the path, if the caller may give it to somebody else.
fn to_reassign(call: &Call<'_>) -> Result<(Booking, EventType), ApiError> {
    let user = call.user()?;
    let booking = call.app.bookings.find(&uid(call)).ok_or_else(|| BookingError::NoSuchBooking(uid(call)))?;
    let event_type = call.app.event_types.find(&booking.event_type);
    let teams = call.app.teams.all();
    let caller = Person { user, teams: &teams };
    match event_type {
        Some(event_type) if caller.belongs_to(&event_type) => Ok((booking, event_type)),
        _ => Err(BookingError::NotYoursToReassign.into()),
    }
}

fn is_round_robin(booking: &Booking, event_type: &EventType) -> Result<(), BookingError> {
    let takes_turns = event_type.scheduling == Some(Scheduling::RoundRobin);
    if takes_turns { Ok(()) } else { Err(BookingError::NotRoundRobin(booking.uid.clone())) }
}

/// Gives the booking to the host who is named, or to the next who is free.
fn give(
    call: &Call<'_>,
    booking: &Booking,
    event_type: EventType,
    to: Option<u64>,
    reason: Option<Value>,
) -> Result<Reply, ApiError> {
    is_round_robin(booking, &event_type)?;
    let (app, now) = (call.app, call.now());
    let desk = Desk::of(app, event_type);
    let buffers = desk::buffers(app);
    let given = app.bookings.among(|all| {
        let missing = || BookingError::NoSuchBooking(booking.uid.clone());
        let mut given = all.get(&booking.uid).ok_or_else(missing)?.clone();
        booking::can_be_changed(&given)?;
        let diary = Diary { bookings: all, buffers: &buffers, except: Some(&booking.uid) };
        let others = others(&desk, &given, to);
        let span = Span { start: given.start, end: given.end };
        let next = others.choose(span, &diary, &[]).and_then(|hosts| hosts.first().copied());
        let next = next.ok_or(BookingError::NoOtherHost)?;
        let always = |id: &u64| desk.crew.hosts.iter().any(|it| it.user == *id && it.is_mandatory);
        let attendee = given.attendees.first().map(|it| it.name.clone()).unwrap_or_default();
        given.hosts.retain(always);
        given.hosts.insert(0, next);
        given.title = draft::title(app, &desk.event_type, Some(next), &attendee);
        given.updated_at = now;
        if let Some(reason) = reason {
            given.notes.insert("reassignReason".to_owned(), reason);
        }
        all.insert(given.uid.clone(), given.clone());
        Ok::<_, BookingError>(given)
    })?;
    let host = given.hosts.first().and_then(|id| shape::host(app, *id)).unwrap_or_default();
    let to: serde_json::Map<String, Value> = ["id", "name", "email", "displayEmail"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), host.get(name)?.clone())))
        .collect();
    Ok(shapes::success(200, &json!({"bookingUid": given.uid, "reassignedTo": to})))
}

/// Those who could take it instead.
fn others(desk: &Desk, booking: &Booking, to: Option<u64>) -> Crew {
    let is_another = |host: &&Host| {
        !host.is_mandatory && !booking.hosts.contains(&host.user) && to.is_none_or(|to| to == host.user)
    };
    let hosts = desk.crew.hosts.iter().filter(is_another).cloned().collect();
    Crew { hosts, ..desk.crew.clone() }
}
