//! How a booking is shown (production-api D, "Booking"; calcom-openapi.json, the four `...BookingOutput_2024_08_13`).

use serde_json::{Map, Value, json};

use super::super::shapes;
use crate::http::api::call::Call;
use crate::rules::booking::location;
use crate::rules::booking::{self, Person};
use crate::store::App;
use crate::wire::{Attendee, Booking, EventType};

/// Whom of those who have a seat is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seats<'a> {
    All,
    Only(&'a str),
    None,
}

/// Everybody, where the event type or the role of the caller says so.
pub(super) fn seats_for<'a>(call: &Call<'_>, booking: &Booking, otherwise: Seats<'a>) -> Seats<'a> {
    let Some(event_type) = call.app.event_types.find(&booking.event_type) else { return otherwise };
    let seats = event_type.settings.get("seats");
    let is_public = seats.and_then(|it| it.get("showAttendeeInfo")).and_then(Value::as_bool) == Some(true);
    let teams = call.app.teams.all();
    let runs = |user| Person { user, teams: &teams }.belongs_to(&event_type);
    if is_public || call.caller.as_deref().is_some_and(runs) { Seats::All } else { otherwise }
}

/// A booking, as the caller may see it.
pub(super) fn booking(call: &Call<'_>, booking: &Booking) -> Value {
    shown(call.app, booking, seats_for(call, booking, Seats::None))
}

/// The booking in which somebody just got the seat `seat`.
pub(super) fn seated(call: &Call<'_>, booking: &Booking, seat: &str) -> Value {
    let mut shown = shown(call.app, booking, seats_for(call, booking, Seats::None));
    shown["seatUid"] = json!(seat);
    shown
}

/// A booking; of its seats, those.
pub(super) fn shown(app: &App, booking: &Booking, seats: Seats<'_>) -> Value {
    let (slug, is_seated) = app.event_types.with(&booking.event_type, |event_type| {
        (event_type.map(|it| it.slug.clone()).unwrap_or_default(), is_seated(booking, event_type))
    });
    let location = location::shown(booking);
    let mut shown = json!({
        "id": booking.id,
        "uid": booking.uid,
        "title": booking.title,
        "description": booking.description,
        "hosts": booking.hosts.iter().filter_map(|id| host(app, *id)).collect::<Vec<_>>(),
        "status": booking::word(booking.status),
    });
    note(&mut shown, booking, NOTES_ON_CHANGES);
    shown["start"] = shapes::moment(booking.start);
    shown["end"] = shapes::moment(booking.end);
    shown["duration"] = json!(booking.minutes());
    shown["eventTypeId"] = json!(booking.event_type);
    shown["eventType"] = json!({"id": booking.event_type, "slug": slug});
    shown["meetingUrl"] = json!(location);
    shown["location"] = json!(location);
    shown["absentHost"] = json!(booking.absent_host);
    shown["createdAt"] = shapes::moment(booking.created_at);
    shown["updatedAt"] = shapes::moment(booking.updated_at);
    shown["metadata"] = json!(booking.metadata);
    note(&mut shown, booking, &["rating"]);
    let calendar = booking.notes.get("icsUid").cloned();
    shown["icsUid"] = calendar.unwrap_or_else(|| json!(format!("{}@Cal.com", booking.uid)));
    if is_seated {
        let is_shown = |attendee: &&Attendee| match seats {
            Seats::All => true,
            Seats::Only(seat) => attendee.seat.as_deref() == Some(seat),
            Seats::None => false,
        };
        let attendees = booking.attendees.iter().filter(is_shown);
        shown["attendees"] = attendees.map(|attendee| seat(booking, attendee)).collect();
    } else {
        shown["attendees"] = booking.attendees.iter().map(attendee).collect();
        if !booking.guests.is_empty() {
            shown["guests"] = json!(booking.guests);
        }
        shown["bookingFieldsResponses"] = answers(booking).into();
    }
    note(&mut shown, booking, &["recurringBookingUid"]);
    shown
}

const NOTES_ON_CHANGES: &[&str] = &[
    "cancellationReason",
    "cancelledByEmail",
    "reschedulingReason",
    "rescheduledByEmail",
    "rescheduledFromUid",
    "rescheduledToUid",
];

fn note(shown: &mut Value, booking: &Booking, names: &[&str]) {
    for name in names {
        if let Some(value) = booking.notes.get(*name).filter(|value| !value.is_null()) {
            shown[*name] = value.clone();
        }
    }
}

/// Whether several may take the slot of a booking.
pub(super) fn is_seated(booking: &Booking, event_type: Option<&EventType>) -> bool {
    event_type.is_some_and(|it| it.seats().is_some()) || booking.attendees.iter().any(|it| it.seat.is_some())
}

/// What a host is called: the username, where there is no name.
pub(super) fn host(app: &App, id: u64) -> Option<Value> {
    app.users.with(&id, |user| {
        let user = user?;
        Some(json!({
            "id": user.id,
            "name": user.name.as_ref().unwrap_or(&user.username),
            "email": user.email,
            "displayEmail": user.email,
            "username": user.username,
            "timeZone": user.profile.time_zone,
        }))
    })
}

fn attendee(attendee: &Attendee) -> Value {
    let mut shown = json!({
        "name": attendee.name,
        "email": attendee.email,
        "displayEmail": attendee.email,
        "timeZone": attendee.time_zone,
        "language": attendee.language.as_deref().unwrap_or("en"),
        "absent": attendee.absent,
    });
    if let Some(number) = &attendee.phone_number {
        shown["phoneNumber"] = json!(number);
    }
    shown
}

/// Somebody with a seat; their answers are told without their e-mail address.
fn seat(booking: &Booking, somebody: &Attendee) -> Value {
    let uid = somebody.seat.as_deref().unwrap_or_default();
    let own = booking.notes.get(SEATS).and_then(|seats| seats.get(uid));
    let told = |name: &str| own.and_then(|own| own.get(name)).cloned();
    let mut shown = attendee(somebody);
    shown["seatUid"] = json!(uid);
    shown["bookingFieldsResponses"] =
        told("bookingFieldsResponses").unwrap_or_else(|| json!({"name": somebody.name}));
    shown["metadata"] = told("metadata").unwrap_or_else(|| json!({}));
    shown
}

/// Remembers what the owner of a seat answered.
pub(super) fn keep_answers(booking: &mut Booking, seat: &str, answers: Value) {
    let seats = booking.notes.entry(SEATS).or_insert_with(|| json!({}));
    // Whoever wrote a world may have meant something else by this note.
    if !seats.is_object() {
        *seats = json!({});
    }
    if let Some(seats) = seats.as_object_mut() {
        seats.insert(seat.to_owned(), answers);
    }
}

/// The note that holds what each seat's owner answered.
pub(super) const SEATS: &str = "seats";

/// The answers, and who gave them.
fn answers(booking: &Booking) -> Map<String, Value> {
    let mut answers = Map::new();
    if let Some(first) = booking.attendees.first() {
        answers.insert("email".to_owned(), json!(first.email));
        answers.insert("name".to_owned(), json!(first.name));
    }
    answers.extend(booking.responses.clone());
    answers
}
