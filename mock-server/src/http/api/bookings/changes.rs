//! What is changed of a booking that stays where it is in the calendar: who comes along, where it takes place, and who did
//! not come (calcom-openapi.json, `AddGuestsInput_2024_08_13`, `UpdateBookingLocationInput_2024_08_13`,
//! `MarkAbsentBookingInput_2024_08_13`).

use serde_json::{Map, Value};

use super::super::shapes;
use super::{own, people, shape, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::booking::location;
use crate::rules::booking::{self, Person};
use crate::rules::properties::{Is, Property, may, must};
use crate::wire::{ApiError, Booking, BookingError, Constraint, User, Violation};

const GUESTS: &[Property] = &[must("guests", Is::Parts(people::GUEST, 1, 10))];

/// As many may come along to one booking.
const MOST_GUESTS: usize = 30;

pub(in super::super) fn add_guests(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (booking, _) = own(call, BookingError::NoBookingToShow)?;
    let asked = call.body(GUESTS)?;
    let told = asked.get("guests").and_then(Value::as_array).into_iter().flatten();
    let told: Vec<&Map<String, Value>> = told.filter_map(Value::as_object).collect();
    let organizer = booking.hosts.first().and_then(|id| call.app.users.find(id));
    change(call, BookingError::NoBookingToShow, |booking| {
        booking::can_be_changed(booking)?;
        let before = booking.attendees.len();
        for guest in told {
            let guest = people::guest(guest, organizer.as_ref());
            if !people::is_among(booking.attendees.iter(), &guest.email) {
                booking.guests.push(guest.email.clone());
                booking.attendees.push(guest);
            }
        }
        if booking.attendees.len() == before {
            return Err(BookingError::NoNewGuests);
        }
        if booking.guests.len() > MOST_GUESTS {
            return Err(BookingError::TooManyGuests(MOST_GUESTS));
        }
        let guests = booking.guests.iter().cloned().map(Value::from).collect();
        booking.responses.insert("guests".to_owned(), guests);
        Ok(())
    })
}

const LOCATION: &[Property] = &[may("location", Is::Part(PLACE))];

const PLACE: &[Property] = &[
    must("type", Is::OneOf(KINDS)),
    may("address", Is::Word),
    may("link", Is::Word),
    may("phone", Is::Word),
    may("location", Is::Word),
];

const KINDS: &[&str] = &["address", "attendeeAddress", "attendeeDefined", "attendeePhone", "link", "phone"];

pub(in super::super) fn relocate(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?;
    let missing = || BookingError::NoBookingToChange(uid(call));
    let booking = call.app.bookings.find(&uid(call)).ok_or_else(missing)?;
    let event_type = call.app.event_types.find(&booking.event_type);
    let teams = call.app.teams.all();
    let caller = Person { user, teams: &teams };
    let is_theirs = event_type.as_ref().is_some_and(|it| caller.belongs_to(it));
    if !is_theirs && !caller.runs(&booking, event_type.as_ref()) {
        return Err(BookingError::NotYoursToMove.into());
    }
    let asked = call.body(LOCATION)?;
    let Some(place) = asked.get("location") else {
        return Ok(shapes::success(200, &shape::booking(call, &booking)));
    };
    let kept = location::kept(place);
    if kept.is_empty() {
        return Err(without_a_place(&asked));
    }
    change(call, BookingError::NoBookingToChange, |booking| {
        booking::can_be_changed(booking)?;
        booking.location = kept;
        booking.notes.remove("meetingUrl");
        booking.responses.insert("location".to_owned(), location::answered(place));
        Ok(())
    })
}

/// That a location names its kind and not the place.
fn without_a_place(asked: &Map<String, Value>) -> ApiError {
    ApiError::Invalid(vec![Violation {
        target: asked.clone(),
        property: "location".to_owned(),
        broken: Some(Constraint::Location),
        children: Vec::new(),
    }])
}

const ABSENCE: &[Property] = &[may("host", Is::Flag), may("attendees", Is::Parts(ABSENT, 0, usize::MAX))];

const ABSENT: &[Property] = &[must("email", Is::Email), must("absent", Is::Flag)];

pub(in super::super) fn mark_absent(call: &Call<'_>) -> Result<Reply, ApiError> {
    own(call, BookingError::NoBookingToMark)?;
    let asked = call.body(ABSENCE)?;
    let now = call.now();
    let attendees = asked.get("attendees").and_then(Value::as_array).into_iter().flatten();
    change(call, BookingError::NoBookingToMark, |booking| {
        booking::has_begun(booking, now)?;
        if let Some(is_absent) = asked.get("host").and_then(Value::as_bool) {
            booking.absent_host = is_absent;
        }
        for told in attendees {
            let email = told.get("email").and_then(Value::as_str).unwrap_or_default();
            let is_meant = |email: &str, other: &str| User::folded(email) == User::folded(other);
            let somebody = booking.attendees.iter_mut().find(|it| is_meant(&it.email, email));
            let missing =
                || BookingError::NoSuchAttendee { email: email.to_owned(), uid: booking.uid.clone() };
            let somebody = somebody.ok_or_else(missing)?;
            somebody.absent = told.get("absent").and_then(Value::as_bool) == Some(true);
        }
        Ok(())
    })
}

/// Changes the booking in the path under the lock, and shows what became of it.
fn change(
    call: &Call<'_>,
    missing: fn(String) -> BookingError,
    how: impl FnOnce(&mut Booking) -> Result<(), BookingError>,
) -> Result<Reply, ApiError> {
    let now = call.now();
    let changed = call.app.bookings.edit(&uid(call), |booking| {
        how(booking)?;
        booking.updated_at = now;
        Ok::<_, BookingError>(())
    })?;
    let changed = changed.ok_or_else(|| missing(uid(call)))?;
    Ok(shapes::success(200, &shape::booking(call, &changed)))
}
