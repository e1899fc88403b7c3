//! Which bookings a list shows, and in which order (calcom-openapi.json, `GET /v2/bookings`).

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::rules::booking;
use crate::rules::properties;
use crate::wire::{Booking, BookingStatus, EventType, Owner, User};

/// What can be asked for by `status`.
pub const STATUSES: &[&str] = &["upcoming", "recurring", "past", "cancelled", "unconfirmed"];

/// Whether a booking is one of those that `query` asks for.
#[must_use]
pub fn is_asked_for(
    booking: &Booking,
    event_type: Option<&EventType>,
    query: &Map<String, Value>,
    now: Timestamp,
) -> bool {
    let text =
        |name: &str| query.get(name).and_then(Value::as_str).map(str::trim).filter(|it| !it.is_empty());
    let numbers = |many: &str, one: &str| {
        let many = query.get(many).and_then(Value::as_array);
        many.map(|many| many.iter().filter_map(Value::as_u64).collect::<Vec<_>>())
            .or_else(|| query.get(one).and_then(Value::as_u64).map(|one| vec![one]))
    };
    let moment = |name: &str| text(name).and_then(properties::moment);
    let team = event_type.and_then(|it| if let Owner::Team(team) = it.owner { Some(team) } else { None });
    let statuses = query.get("status").and_then(Value::as_array);
    let attends = |holds: &dyn Fn(&crate::wire::Attendee) -> bool| booking.attendees.iter().any(holds);

    statuses.is_none_or(|all| all.iter().filter_map(Value::as_str).any(|it| is(it, booking, now)))
        && text("attendeeEmail").is_none_or(|wanted| attends(&|it| is_address(&it.email, wanted)))
        && text("attendeeName").is_none_or(|wanted| attends(&|it| it.name == wanted))
        && text("bookingUid").is_none_or(|wanted| booking.uid == wanted)
        && numbers("eventTypeIds", "eventTypeId").is_none_or(|ids| ids.contains(&booking.event_type))
        && numbers("teamsIds", "teamId").is_none_or(|ids| team.is_some_and(|team| ids.contains(&team)))
        && numbers("userIds", "").is_none_or(|ids| ids.iter().any(|id| booking.hosts.contains(id)))
        && moment("afterStart").is_none_or(|after| booking.start >= after)
        && moment("beforeEnd").is_none_or(|before| booking.end <= before)
        && moment("afterCreatedAt").is_none_or(|after| booking.created_at >= after)
        && moment("beforeCreatedAt").is_none_or(|before| booking.created_at <= before)
        && moment("afterUpdatedAt").is_none_or(|after| booking.updated_at >= after)
        && moment("beforeUpdatedAt").is_none_or(|before| booking.updated_at <= before)
}

/// A plus that nobody escaped comes as a blank.
fn is_address(email: &str, wanted: &str) -> bool {
    User::folded(email) == User::folded(&wanted.replace(' ', "+"))
}

/// Whether a booking is what the word says now.
fn is(word: &str, booking: &Booking, now: Timestamp) -> bool {
    let is_coming = booking.end >= now;
    let is_of_a_series = booking::series(booking).is_some();
    match word {
        "upcoming" => {
            is_coming && booking.is_on() && (!is_of_a_series || booking.status == BookingStatus::Accepted)
        }
        "recurring" => is_coming && booking.is_on() && is_of_a_series,
        "past" => booking.end <= now && booking.is_on(),
        "cancelled" => !booking.is_on(),
        "unconfirmed" => is_coming && booking.status == BookingStatus::Pending,
        _ => false,
    }
}

/// Which of two bookings comes first: by the first order that is asked for, else by what is asked for.
#[must_use]
pub fn order(one: &Booking, other: &Booking, query: &Map<String, Value>) -> Ordering {
    let keys: [(&str, Key); 4] = [
        ("sortStart", |it| it.start),
        ("sortEnd", |it| it.end),
        ("sortCreated", |it| it.created_at),
        ("sortUpdatedAt", |it| it.updated_at),
    ];
    let asked = keys.iter().find_map(|(name, key)| Some((query.get(*name)?.as_str()?, *key)));
    let (direction, key) = asked.unwrap_or_else(|| (usual_direction(query), keys[0].1));
    let by_key = key(one).cmp(&key(other));
    let by_key = if direction == "desc" { by_key.reverse() } else { by_key };
    by_key.then(one.id.cmp(&other.id))
}

/// What bookings are ordered by.
type Key = fn(&Booking) -> Timestamp;

/// What is over is shown from the latest back.
fn usual_direction(query: &Map<String, Value>) -> &'static str {
    let first = query.get("status").and_then(Value::as_array).and_then(|all| all.first()?.as_str());
    if matches!(first, Some("past" | "cancelled")) { "desc" } else { "asc" }
}

#[cfg(test)]
mod tests;
