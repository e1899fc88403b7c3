//! `GET /v2/slots`: when something can be booked (calcom-openapi.json, version 2024-09-04). Nobody is asked who they are.
//!
//! [`reservations`] holds slots for a while.

mod reservations;

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::bookings::{Desk, Wanted, buffers, unnamed, user_called};
use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::availability::{self, Diary, Span};
use crate::rules::booking::time;
use crate::rules::properties::{self, Is, Property, may, must};
use crate::store::App;
use crate::wire::{ApiError, Booking, EventType, Owner, Reservation, SlotError};

pub(super) use reservations::{delete, edit, read, reserve};

const QUERY: &[Property] = &[
    must("start", Is::Moment),
    must("end", Is::Moment),
    may("eventTypeId", Is::Whole(0, u64::MAX)),
    may("eventTypeSlug", Is::Word),
    may("username", Is::Word),
    may("teamSlug", Is::Word),
    may("organizationSlug", Is::Word),
    may("usernames", Is::Texts),
    may("timeZone", Is::TimeZone),
    may("duration", Is::Whole(1, 7 * 24 * 60)),
    may("format", Is::OneOf(&["range", "time"])),
    may("bookingUidToReschedule", Is::Text),
];

/// The longest range that is searched.
const LONGEST: SignedDuration = SignedDuration::from_hours(366 * 24);

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(QUERY)?;
    let desk = desk(call, &query)?;
    let range = range(&query).ok_or(SlotError::InvalidRange)?;
    let text = |name: &str| query.get(name).and_then(Value::as_str);
    let minutes = query.get("duration").and_then(Value::as_u64).unwrap_or(desk.event_type.length);
    let offer = Offer { app: call.app, desk: &desk, minutes, except: text("bookingUidToReschedule") };
    let zone = text("timeZone").and_then(properties::time_zone).unwrap_or(TimeZone::UTC);
    let shows_ends = text("format") == Some("range");
    let mut days: Map<String, Value> = Map::new();
    for (start, seated) in offer.slots(range) {
        let mut slot = json!({"start": written(start, &zone)});
        if let Some(span) = Span::of(start, minutes).filter(|_| shows_ends) {
            slot["end"] = written(span.end, &zone).into();
        }
        if let Some(total) = desk.event_type.seats() {
            let booked = seated.as_ref().map_or(0, |booking| booking.attendees.len());
            let booked = u64::try_from(booked).unwrap_or(u64::MAX);
            slot["seatsBooked"] = booked.into();
            slot["seatsRemaining"] = total.saturating_sub(booked).into();
            slot["seatsTotal"] = total.into();
            if let Some(booking) = seated {
                slot["bookingUid"] = booking.uid.into();
            }
        }
        let day = start.to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string();
        if let Value::Array(slots) = days.entry(day).or_insert_with(|| json!([])) {
            slots.push(slot);
        }
    }
    Ok(shapes::success(200, &days.into()))
}

/// When `event_type` can be booked for so many minutes, as if the booking `except` were not there.
pub(in crate::http) fn free(
    app: &App,
    event_type: EventType,
    minutes: u64,
    range: Span,
    except: Option<&str>,
) -> Vec<Timestamp> {
    let desk = Desk::of(app, event_type);
    Offer { app, desk: &desk, minutes, except }.slots(range).into_keys().collect()
}

/// What the query asks about: an event type, or several people at once.
fn desk(call: &Call<'_>, query: &Map<String, Value>) -> Result<Desk, ApiError> {
    if let Some(wanted) = Wanted::in_properties(query) {
        let event_type = wanted.find(call.app)?.ok_or(SlotError::NoEventType)?;
        return Ok(Desk::of(call.app, event_type));
    }
    let Some(names) = query.get("usernames").and_then(Value::as_array) else { return Err(unnamed(query)) };
    let organization = query.get("organizationSlug").and_then(Value::as_str);
    let called = names.iter().filter_map(Value::as_str);
    let people: Result<Vec<_>, _> = called.map(|name| user_called(call.app, name, organization)).collect();
    Ok(Desk::of_people(call.app, &people?, dynamic_event_type()))
}

/// What several people are booked for who have no event type together.
fn dynamic_event_type() -> EventType {
    EventType { title: "Dynamic".to_owned(), slug: "dynamic".to_owned(), ..EventType::new(0, Owner::User(0)) }
}

/// From when to when; a day stands for its beginning, at the end for its end.
fn range(query: &Map<String, Value>) -> Option<Span> {
    let moment = |name: &str| properties::moment(query.get(name)?.as_str()?);
    let (start, mut end) = (moment("start")?, moment("end")?);
    let civil = TimeZone::UTC.to_datetime(end);
    if (civil.hour(), civil.minute(), civil.second()) == (0, 0, 0) {
        let last = civil.date().to_datetime(Time::constant(23, 59, 59, 0));
        end = TimeZone::UTC.to_timestamp(last).unwrap_or(Timestamp::MAX);
    }
    (start < end && end.duration_since(start) <= LONGEST).then_some(Span { start, end })
}

/// As Luxon writes it.
fn written(moment: Timestamp, zone: &TimeZone) -> String {
    let zoned = moment.to_zoned(zone.clone());
    let is_utc = zone.iana_name().is_none_or(|name| matches!(name, "UTC" | "Etc/UTC"));
    let offset = if is_utc { "Z".to_owned() } else { zoned.strftime("%:z").to_string() };
    format!("{}{offset}", zoned.strftime("%Y-%m-%dT%H:%M:%S%.3f"))
}

/// What can be booked of an event type.
struct Offer<'a> {
    app: &'a App,
    desk: &'a Desk,
    minutes: u64,
    except: Option<&'a str>,
}

impl Offer<'_> {
    /// The slots, and the booking in each of which seats are left.
    fn slots(&self, range: Span) -> BTreeMap<Timestamp, Option<Booking>> {
        let (app, event_type, now) = (self.app, &self.desk.event_type, self.app.env.clock.now());
        let bookings = app.bookings.all().into_iter().map(|it| (it.uid.clone(), it)).collect();
        let diary = Diary { bookings: &bookings, buffers: &buffers(app), except: self.except };
        let interval = match availability::number(event_type, "slotInterval") {
            0 => self.minutes,
            interval => interval,
        };
        let mut slots: BTreeMap<Timestamp, Option<Booking>> = self
            .desk
            .crew
            .starts(range, self.minutes, interval, &diary)
            .into_iter()
            .map(|start| (start, None))
            .collect();
        if let Some(total) = event_type.seats() {
            let has_room = |booking: &&Booking| {
                booking.event_type == event_type.id
                    && u64::try_from(booking.attendees.len()).is_ok_and(|taken| taken < total)
                    && (range.start..=range.end).contains(&booking.start)
            };
            slots.extend(diary.on().filter(has_room).map(|booking| (booking.start, Some(booking.clone()))));
        }
        let held: Vec<Span> = app
            .reservations
            .all()
            .iter()
            .filter(|it| it.event_type == event_type.id && it.until > now)
            .map(span_of)
            .collect();
        let earliest = time::earliest(event_type, now);
        slots.retain(|start, _| {
            *start >= earliest
                && time::is_in_window(event_type, *start, now)
                && Span::of(*start, self.minutes)
                    .is_some_and(|slot| !held.iter().any(|held| held.overlaps(&slot)))
        });
        slots
    }
}

/// The time that is held.
fn span_of(reservation: &Reservation) -> Span {
    Span { start: reservation.start, end: reservation.end }
}
