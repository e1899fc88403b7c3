//! `/v2/slots/reservations`: slots that are held for somebody who is about to book them (calcom-openapi.json, version
//! 2024-09-04). Five minutes; whoever says who they are may say how long.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::call::Call;
use super::super::shapes;
use super::span_of;
use crate::http::respond::Reply;
use crate::rules::availability::{self, Span};
use crate::rules::booking::Person;
use crate::rules::booking::time;
use crate::rules::properties::{self, Is, Property, may, must};
use crate::wire::{ApiError, Booking, EventType, Owner, Reservation, SlotError};

const BODY: &[Property] = &[
    must("eventTypeId", Is::Whole(0, u64::MAX)),
    must("slotStart", Is::Moment),
    may("slotDuration", Is::Whole(1, u64::MAX)),
    may("reservationDuration", Is::Whole(1, u64::MAX)),
];

/// As many minutes a slot is held where nothing else is asked for.
const USUAL: u64 = 5;

pub(in super::super) fn reserve(call: &Call<'_>) -> Result<Reply, ApiError> {
    let asked = call.body(BODY)?;
    let held = held(call, &asked)?;
    let uid = uuid::Builder::from_random_bytes(call.app.env.dice.bytes()).into_uuid().to_string();
    let reservation = Reservation { uid: uid.clone(), ..held };
    let now = call.now();
    let is_free = call
        .app
        .reservations
        .put_unless(uid, reservation.clone(), |other| is_in_the_way(other, &reservation, now));
    if !is_free {
        return Err(SlotError::AlreadyReserved.into());
    }
    Ok(shapes::success(201, &shown(&reservation, true)))
}

/// A reservation that is over, or none at all, is nothing.
#[expect(clippy::unnecessary_wraps, reason = "handlers have one shape")]
pub(in super::super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let reservation = call.app.reservations.find(&call.name("uid").to_owned());
    let reservation = reservation.filter(|it| it.until > call.now());
    Ok(shapes::success(200, &reservation.map_or(Value::Null, |it| shown(&it, false))))
}

pub(in super::super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let uid = call.name("uid").to_owned();
    let now = call.now();
    let missing = || SlotError::NoSuchReservation(uid.clone());
    call.app.reservations.find(&uid).filter(|it| it.until > now).ok_or_else(missing)?;
    let asked = call.body(BODY)?;
    let reservation = Reservation { uid: uid.clone(), ..held(call, &asked)? };
    call.app.reservations.among(|all| {
        let others = all.values().filter(|other| other.uid != uid);
        if others.into_iter().any(|other| is_in_the_way(other, &reservation, now)) {
            return Err(SlotError::AlreadyReserved);
        }
        // It may have gone meanwhile.
        let own = all.get_mut(&uid).ok_or_else(missing)?;
        own.clone_from(&reservation);
        Ok(())
    })?;
    Ok(shapes::success(200, &shown(&reservation, true)))
}

pub(in super::super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let uid = call.name("uid").to_owned();
    let gone = call.app.reservations.remove(&uid).filter(|it| it.until > call.now());
    gone.ok_or(SlotError::NoSuchReservation(uid))?;
    Ok(shapes::done())
}

/// What is asked to be held, if it may be.
fn held(call: &Call<'_>, asked: &Map<String, Value>) -> Result<Reservation, ApiError> {
    let number = |name: &str| asked.get(name).and_then(Value::as_u64);
    let for_long = number("reservationDuration");
    // Who changes a reservation is not asked who they are.
    let is_asked_for = call.route.method == http::Method::POST;
    if for_long.is_some() && call.caller.is_none() && is_asked_for {
        return Err(SlotError::DurationWantsAuthentication.into());
    }
    let id = number("eventTypeId").unwrap_or_default();
    let event_type = call.app.event_types.find(&id).ok_or(SlotError::NoEventTypeToReserve(id))?;
    if for_long.is_some() && is_asked_for && !may_hold_for_long(call, &event_type) {
        return Err(SlotError::DurationOfStranger.into());
    }
    let minutes = minutes(&event_type, number("slotDuration"))?;
    let start = asked.get("slotStart").and_then(Value::as_str).and_then(properties::moment);
    let span = start.and_then(|start| Span::of(start, minutes)).ok_or(SlotError::InvalidEnd)?;
    let is_in_it = |it: &Booking| {
        it.event_type == id && it.is_on() && span.overlaps(&Span { start: it.start, end: it.end })
    };
    if let Some(booking) = call.app.bookings.all().into_iter().find(is_in_it) {
        match event_type.seats() {
            None => return Err(SlotError::AlreadyBooked.into()),
            Some(seats) if u64::try_from(booking.attendees.len()).is_ok_and(|taken| taken < seats) => {}
            Some(_) => {
                let start = format!("{:.3}", span.start);
                return Err(SlotError::NoSeatsLeft { event_type: id, start }.into());
            }
        }
    }
    if matches!(event_type.owner, Owner::Team(_)) && event_type.hosts.is_empty() {
        return Err(SlotError::NoHosts.into());
    }
    let for_minutes = for_long.unwrap_or(USUAL);
    let until = call.now().checked_add(availability::duration(for_minutes)).unwrap_or(Timestamp::MAX);
    let (start, end) = (span.start, span.end);
    Ok(Reservation { uid: String::new(), event_type: id, start, end, minutes: for_minutes, until })
}

fn may_hold_for_long(call: &Call<'_>, event_type: &EventType) -> bool {
    let teams = call.app.teams.all();
    call.caller.as_ref().is_some_and(|user| {
        let person = Person { user, teams: &teams };
        match event_type.owner {
            Owner::User(owner) => owner == user.id || person.shares_a_team_with(owner),
            Owner::Team(team) => person.is_in(team),
        }
    })
}

fn minutes(event_type: &EventType, asked: Option<u64>) -> Result<u64, SlotError> {
    let Some(asked) = asked else { return Ok(event_type.length) };
    let Some(lengths) = time::lengths(event_type) else { return Err(SlotError::OneLength) };
    let is_one = lengths.contains(&asked);
    if is_one { Ok(asked) } else { Err(SlotError::OtherLength(time::listed(&lengths))) }
}

fn is_in_the_way(other: &Reservation, new: &Reservation, now: Timestamp) -> bool {
    other.event_type == new.event_type && other.until > now && span_of(other).overlaps(&span_of(new))
}

fn shown(reservation: &Reservation, shows_how_long: bool) -> Value {
    let mut shown = json!({
        "eventTypeId": reservation.event_type,
        "slotStart": shapes::moment(reservation.start),
        "slotEnd": shapes::moment(reservation.end),
        "slotDuration": reservation.end.duration_since(reservation.start).as_mins(),
    });
    if shows_how_long {
        shown["reservationDuration"] = json!(reservation.minutes);
    }
    shown["reservationUid"] = json!(reservation.uid);
    shown["reservationUntil"] = shapes::moment(reservation.until);
    shown
}
