//! Where a booking takes place: how it is asked for, kept and shown (calcom-openapi.json, `BookingInput...Location`).

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::wire::{Booking, BookingError, BookingStatus, EventType};

/// How Cal Video is kept.
pub const CAL_VIDEO: &str = "integrations:daily";
/// How Google Meet is kept.
pub const GOOGLE_MEET: &str = "integrations:google:meet";

/// Where the rooms of Cal Video are.
const ROOMS: &str = "https://app.cal.com/video/";

/// Where a booking takes place if `asked` is what whoever books it wants.
///
/// # Errors
///
/// The event type does not take place there.
pub fn choose(event_type: &EventType, asked: Option<&Value>) -> Result<String, BookingError> {
    let offered = offered(event_type);
    match asked {
        None => Ok(offered.first().map_or_else(|| CAL_VIDEO.to_owned(), kept)),
        // Before there were kinds of locations, one was just told.
        Some(Value::String(text)) => Ok(text.clone()),
        Some(asked) => {
            let kind = text(asked, "type");
            let of_kind: Vec<&Value> = offered.iter().filter(|it| text(it, "type") == kind).collect();
            if of_kind.is_empty() {
                return Err(BookingError::LocationNotOffered {
                    kind: kind.to_owned(),
                    event_type: event_type.id,
                    offered: listed(offered.iter(), "type"),
                });
            }
            let integration = text(asked, "integration");
            if kind == "integration" && !of_kind.iter().any(|it| text(it, "integration") == integration) {
                return Err(BookingError::IntegrationNotOffered {
                    integration: integration.to_owned(),
                    event_type: event_type.id,
                    offered: listed(of_kind.into_iter(), "integration"),
                });
            }
            // What the organizer defined stands in the event type, what the attendee did in the request.
            let own = of_kind.iter().map(|it| kept(it)).find(|it| !it.is_empty()).unwrap_or_default();
            Ok(Some(kept(asked)).filter(|it| !it.is_empty()).unwrap_or(own))
        }
    }
}

/// A location as it is kept.
#[must_use]
pub fn kept(location: &Value) -> String {
    match text(location, "type") {
        "integration" => match text(location, "integration") {
            "cal-video" => CAL_VIDEO.to_owned(),
            "google-meet" => GOOGLE_MEET.to_owned(),
            "zoom" => "integrations:zoom".to_owned(),
            other => format!("integrations:{}", other.replace('-', "_")),
        },
        "organizersDefaultApp" => "conferencing".to_owned(),
        "address" | "attendeeAddress" => text(location, "address").to_owned(),
        "link" => text(location, "link").to_owned(),
        "phone" | "attendeePhone" => text(location, "phone").to_owned(),
        _ => text(location, "location").to_owned(),
    }
}

/// A location as it stands among the answers to the questions of an event type.
#[must_use]
pub fn answered(asked: &Value) -> Value {
    let (value, option) = match asked {
        Value::String(text) => ("somewhereElse", text.clone()),
        asked => {
            let value = match text(asked, "type") {
                "integration" => return json!({"value": kept(asked), "optionValue": ""}),
                "address" => "inPerson",
                "attendeeAddress" => "attendeeInPerson",
                "link" => "link",
                "phone" => "userPhone",
                "organizersDefaultApp" => "conferencing",
                "attendeePhone" => "phone",
                _ => "somewhereElse",
            };
            let is_the_attendees = text(asked, "type").starts_with("attendee");
            (value, if is_the_attendees { kept(asked) } else { String::new() })
        }
    };
    json!({"value": value, "optionValue": option})
}

/// Where a booking takes place, as it is shown: once it is accepted, as the address of the meeting.
#[must_use]
pub fn shown(booking: &Booking) -> String {
    let told = booking.notes.get("meetingUrl").and_then(Value::as_str);
    told.map(str::to_owned).or_else(|| meeting(booking)).unwrap_or_else(|| booking.location.clone())
}

/// The address of the meeting of an accepted booking.
#[must_use]
pub fn meeting(booking: &Booking) -> Option<String> {
    match (booking.status, booking.location.as_str()) {
        (BookingStatus::Accepted, CAL_VIDEO | "cal-video") => Some(format!("{ROOMS}{}", booking.uid)),
        (BookingStatus::Accepted, GOOGLE_MEET | "google-meet") => {
            let letters: Vec<char> = room(&booking.uid).chars().map(letter).take(10).collect();
            let part =
                |from: usize, length: usize| letters.iter().skip(from).take(length).collect::<String>();
            Some(format!("https://meet.google.com/{}-{}-{}", part(0, 3), part(3, 4), part(7, 3)))
        }
        _ => None,
    }
}

/// Remembers the address of the meeting, now that the booking is accepted: it stays when the booking is called off.
pub fn settle(booking: &mut Booking) {
    if let Some(meeting) = meeting(booking) {
        booking.notes.insert("meetingUrl".to_owned(), meeting.into());
    }
}

/// Whether it takes place in a room of Cal Video.
#[must_use]
pub fn is_cal_video(booking: &Booking) -> bool {
    matches!(booking.location.as_str(), CAL_VIDEO | "cal-video") || shown(booking).starts_with(ROOMS)
}

/// Whether it takes place at Google Meet.
#[must_use]
pub fn is_google_meet(booking: &Booking) -> bool {
    shown(booking).starts_with("https://meet.google.com/")
}

/// The name of a room: the same for a booking each time.
#[must_use]
pub fn room(uid: &str) -> String {
    hex::encode(Sha256::digest(uid)).chars().take(20).collect()
}

/// Letters where a room has digits.
fn letter(digit: char) -> char {
    digit.to_digit(10).and_then(|digit| char::from_digit(digit + 10, 36)).unwrap_or(digit)
}

/// The locations of an event type: Cal Video, where it names none.
fn offered(event_type: &EventType) -> Vec<Value> {
    let named = event_type.settings.get("locations").and_then(Value::as_array).cloned();
    let own = named.filter(|locations| !locations.is_empty());
    own.unwrap_or_else(|| vec![json!({"type": "integration", "integration": "cal-video"})])
}

fn text<'a>(location: &'a Value, member: &str) -> &'a str {
    location.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn listed<'a>(locations: impl Iterator<Item = &'a Value>, member: &str) -> String {
    locations.map(|it| text(it, member)).collect::<Vec<_>>().join(", ")
}

/// What belongs to a location of this kind besides `type`, if there is such a kind.
#[must_use]
pub fn member_of(kind: &str) -> Option<Option<&'static str>> {
    Some(match kind {
        "address" | "link" | "phone" | "organizersDefaultApp" => None,
        "attendeeAddress" => Some("address"),
        "attendeeDefined" => Some("location"),
        "attendeePhone" => Some("phone"),
        "integration" => Some("integration"),
        _ => return None,
    })
}

/// Whether a location has what belongs to its kind.
#[must_use]
pub fn is_whole(location: &Map<String, Value>) -> bool {
    let kind = location.get("type").and_then(Value::as_str).and_then(member_of);
    let has =
        |member: &str| location.get(member).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    kind.is_some_and(|member| member.is_none_or(has))
}

#[cfg(test)]
mod tests;
