//! What a body makes of an event type, and whether the whole fits together.
//!
//! What was set is kept as the API writes it; what was switched off is not kept.

use serde_json::{Map, Value, json};

use super::body::Kind;
use super::{booking_fields, limits, locations};
use crate::wire::{EventType, EventTypeError, Scheduling};

/// Changes an event type as a body says. `emptied` are the members that came as `null`.
///
/// # Errors
///
/// What is wrong with its locations or its questions, or does not fit together.
pub fn settle(
    event_type: &mut EventType,
    body: &Map<String, Value>,
    emptied: &[&str],
    kind: Kind,
) -> Result<(), EventTypeError> {
    for name in emptied {
        if *name == "scheduleId" {
            event_type.schedule = None;
        }
        event_type.settings.remove(*name);
    }
    for (name, value) in body {
        set(event_type, name, value, kind)?;
    }
    if let Some(disables) = body.get("disableGuests").and_then(Value::as_bool) {
        let own = event_type.settings.get("bookingFields");
        let fields = booking_fields::with_guests_hidden(own, disables);
        event_type.settings.insert("bookingFields".to_owned(), fields);
    }
    fits_together(event_type)
}

/// An address made of what somebody wrote: small letters and digits, with dashes between them.
#[must_use]
pub fn slug(written: &str) -> String {
    let mut slug = String::new();
    for c in written.trim().to_lowercase().chars() {
        if c.is_alphanumeric() || c == '.' || c == '_' {
            slug.push(c);
        } else if !slug.ends_with('-') && (c == '-' || c.is_whitespace()) {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

fn set(event_type: &mut EventType, name: &str, value: &Value, kind: Kind) -> Result<(), EventTypeError> {
    let text = || value.as_str().unwrap_or_default().to_owned();
    match name {
        "lengthInMinutes" => event_type.length = value.as_u64().unwrap_or(event_type.length),
        "title" => event_type.title = text(),
        "slug" => event_type.slug = slug(&text()),
        "description" => event_type.description = text(),
        "hidden" => event_type.hidden = value.as_bool().unwrap_or_default(),
        // 0 names none (production-api D: `scheduleId|null`).
        "scheduleId" => event_type.schedule = value.as_u64().filter(|id| *id > 0),
        "schedulingType" => event_type.scheduling = scheduling(value),
        "hosts" => {}
        _ => {
            let kept = match name {
                "locations" => Some(locations::read(value, kind)?),
                "bookingFields" => Some(booking_fields::read(value, kind)?),
                _ => kept(name, value),
            };
            match kept {
                Some(kept) => event_type.settings.insert(name.to_owned(), kept),
                None => event_type.settings.remove(name),
            };
        }
    }
    Ok(())
}

fn scheduling(value: &Value) -> Option<Scheduling> {
    match value.as_str()? {
        "roundRobin" => Some(Scheduling::RoundRobin),
        "collective" => Some(Scheduling::Collective),
        "managed" => Some(Scheduling::Managed),
        _ => None,
    }
}

/// A member as the API writes it; nothing where it was switched off.
fn kept(name: &str, value: &Value) -> Option<Value> {
    let flag = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or_default();
    match name {
        "seats" | "recurrence" | "bookingLimitsCount" | "bookingLimitsDuration"
            if value.get("disabled").is_some() =>
        {
            None
        }
        "confirmationPolicy" | "bookingWindow" | "bookerActiveBookingsLimit" if limits::is_off(value) => None,
        "bookingLimitsCount" | "bookingLimitsDuration" => Some(only(value, limits::PERIODS)),
        "bookerActiveBookingsLimit" => Some(only(value, &["maximumActiveBookings", "offerReschedule"])),
        "bookerLayouts" => Some(only(value, &["defaultLayout", "enabledLayouts"])),
        "bookingWindow" => Some(window(value)),
        "confirmationPolicy" => {
            let mut policy = only(value, &["type", "noticeThreshold"]);
            if policy["type"] == "time" {
                policy["noticeThreshold"] = only(&policy["noticeThreshold"], &["unit", "count"]);
            } else if let Some(policy) = policy.as_object_mut() {
                policy.remove("noticeThreshold");
            }
            policy["blockUnconfirmedBookingsInBooker"] = flag("blockUnconfirmedBookingsInBooker").into();
            Some(policy)
        }
        "calVideoSettings" => {
            let mut video = value.clone();
            video["sendTranscriptionEmails"] =
                value.get("sendTranscriptionEmails").and_then(Value::as_bool).unwrap_or(true).into();
            Some(video)
        }
        "disableCancelling" => flag("disabled").then(|| json!({"disabled": true})),
        "disableRescheduling" => match value.get("minutesBefore") {
            _ if flag("disabled") => Some(json!({"disabled": true})),
            Some(minutes) => Some(json!({"disabled": false, "minutesBefore": minutes})),
            None => None,
        },
        _ => Some(value.clone()),
    }
}

fn window(value: &Value) -> Value {
    match limits::range(value) {
        Some((first, last)) if value["type"] == "range" => {
            json!({"type": "range", "value": [first.to_string(), last.to_string()]})
        }
        _ => {
            let rolling = value.get("rolling").and_then(Value::as_bool).unwrap_or_default();
            json!({"type": value["type"], "value": value["value"], "rolling": rolling})
        }
    }
}

fn only(value: &Value, names: &[&str]) -> Value {
    let member = |name: &&str| Some(((*name).to_owned(), value.get(*name)?.clone()));
    Value::Object(names.iter().filter_map(member).collect())
}

fn fits_together(event_type: &EventType) -> Result<(), EventTypeError> {
    let has = |name: &str| event_type.settings.get(name).is_some_and(|value| !limits::is_off(value));
    let locations = event_type.settings.get("locations").and_then(Value::as_array).map_or(1, Vec::len);
    let lengths = event_type.settings.get("lengthInMinutesOptions").and_then(Value::as_array);
    let name = event_type.settings.get("customName").and_then(Value::as_str).unwrap_or_default();
    if event_type.seats().is_some() && locations > 1 {
        Err(EventTypeError::SeatsAndLocations)
    } else if event_type.seats().is_some() && event_type.wants_confirmation() {
        Err(EventTypeError::SeatsAndConfirmation)
    } else if has("recurrence") && has("bookerActiveBookingsLimit") {
        Err(EventTypeError::RecurrenceAndLimit)
    } else if lengths.is_some_and(|lengths| !lengths.contains(&event_type.length.into())) {
        Err(EventTypeError::LengthNotOffered)
    } else if let Some(unknown) = unknown_variable(event_type, name) {
        Err(EventTypeError::UnknownVariable(unknown.to_owned()))
    } else {
        Ok(())
    }
}

/// A place in a name that nothing fills: neither one of production's words nor the answer to a question.
fn unknown_variable<'a>(event_type: &EventType, name: &'a str) -> Option<&'a str> {
    let fields = event_type.settings.get("bookingFields").and_then(Value::as_array);
    let is_asked = |word: &str| fields.is_some_and(|fields| fields.iter().any(|field| field["slug"] == word));
    let opened = name.match_indices('{').filter_map(|(at, _)| name.get(at..));
    let places = opened.filter_map(|rest| rest.get(..=rest.find('}')?));
    let word = |place: &&'a str| place.trim_start_matches('{').trim_end_matches('}');
    places.into_iter().find(|place| !VARIABLES.contains(&word(place)) && !is_asked(word(place)))
}

const VARIABLES: &[&str] = &[
    "Event type title",
    "Organiser",
    "Scheduler",
    "Location",
    "Organiser first name",
    "Scheduler first name",
    "Scheduler last name",
    "Event duration",
    "LOCATION",
    "HOST/ATTENDEE",
    "HOST",
    "ATTENDEE",
    "USER",
];

#[cfg(test)]
mod tests;
