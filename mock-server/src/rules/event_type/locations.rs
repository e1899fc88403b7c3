//! Where an event type takes place, as it comes in a body and as the API writes it.

use serde_json::{Map, Value, json};

use super::body::Kind;
use crate::rules::properties::{self, Is, Property, must};
use crate::wire::sentence::Sentence;
use crate::wire::{Constraint, EventTypeError, Violation};

/// The locations in a body, each with what belongs to its type.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read(locations: &Value, kind: Kind) -> Result<Value, EventTypeError> {
    let items = locations.as_array().ok_or(EventTypeError::LocationsNoList)?;
    if items.is_empty() {
        return Err(EventTypeError::NoLocations);
    }
    items.iter().map(|location| one(location, kind)).collect()
}

/// Where an event type takes place that says nothing about it.
#[must_use]
pub fn by_default() -> Value {
    json!([{"type": "integration", "integration": "cal-video"}])
}

/// The conferencing apps that everybody has: Cal Video, and what comes with the Google calendar.
const CONNECTED: &[&str] = &["cal-video", "google-meet"];

fn one(location: &Value, whose: Kind) -> Result<Value, EventTypeError> {
    let location = location.as_object().ok_or(EventTypeError::LocationNoObject)?;
    let kind = match location.get("type") {
        Some(Value::String(kind)) if !kind.is_empty() => kind,
        Some(other) if !other.is_null() && other != "" => {
            return Err(EventTypeError::UnknownLocation(other.to_string()));
        }
        _ => return Err(EventTypeError::LocationWithoutType),
    };
    let known = known(kind, whose).ok_or_else(|| EventTypeError::UnknownLocation(kind.clone()))?;
    let part = properties::read(location, known).map_err(|violations| EventTypeError::InvalidLocation {
        kind: kind.clone(),
        wrong: violations.iter().map(Violation::told).collect::<Vec<_>>().join(", "),
    })?;
    if let Some(app) = part.get("integration").and_then(Value::as_str)
        && !CONNECTED.contains(&app)
    {
        return Err(EventTypeError::AppNotConnected(app.to_owned()));
    }
    let mut shown = Map::new();
    shown.insert("type".to_owned(), kind.as_str().into());
    shown.extend(part);
    Ok(shown.into())
}

fn known(kind: &str, whose: Kind) -> Option<&'static [Property]> {
    Some(match kind {
        "address" => ADDRESS,
        "link" => LINK,
        "integration" => INTEGRATION,
        "phone" => PHONE,
        "attendeeAddress" | "attendeePhone" | "attendeeDefined" => &[],
        "organizersDefaultApp" if whose.is_team() => &[],
        _ => return None,
    })
}

const ADDRESS: &[Property] = &[must("address", Is::Word), must("public", Is::Flag)];
const LINK: &[Property] = &[must("link", Is::Url), must("public", Is::Flag)];
const INTEGRATION: &[Property] = &[must("integration", Is::OneOf(INTEGRATIONS))];
const PHONE: &[Property] = &[must("phone", Is::Judged(phone)), must("public", Is::Flag)];

/// A number with the country's before it.
#[must_use]
pub fn phone(property: &str, value: &Value) -> Option<Constraint> {
    let digits = value.as_str().and_then(|text| text.strip_prefix('+')).unwrap_or_default();
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|c| c.is_ascii_digit())
        && !digits.starts_with('0');
    (!is_number).then(|| Sentence::PhoneNumber(property.to_owned()).into())
}

/// A number as telephone networks write it: `+` and two to fifteen digits.
#[must_use]
pub fn number_to_call(_: &str, value: &Value) -> Option<Constraint> {
    let digits = value.as_str().and_then(|text| text.strip_prefix('+')).unwrap_or_default();
    let is_number = (2..=15).contains(&digits.len())
        && digits.bytes().all(|c| c.is_ascii_digit())
        && !digits.starts_with('0');
    (!is_number).then(|| Sentence::NumberToCall.into())
}

const INTEGRATIONS: &[&str] = &[
    "cal-video",
    "google-meet",
    "zoom",
    "whereby-video",
    "whatsapp-video",
    "webex-video",
    "telegram-video",
    "tandem",
    "sylaps-video",
    "skype-video",
    "sirius-video",
    "signal-video",
    "shimmer-video",
    "salesroom-video",
    "roam-video",
    "riverside-video",
    "ping-video",
    "office365-video",
    "mirotalk-video",
    "jitsi",
    "jelly-video",
    "jelly-conferencing",
    "huddle",
    "facetime-video",
    "element-call-video",
    "eightxeight-video",
    "discord-video",
    "demodesk-video",
    "campfire-video",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(locations: &Value) -> String {
        read(locations, Kind::Personal).map_or_else(|error| error.to_string(), |read| read.to_string())
    }

    #[test]
    fn a_location_keeps_what_belongs_to_its_type() {
        let link = json!([{"link": "https://a.example", "type": "link", "public": true, "phone": 1}]);
        assert_eq!(said(&link), r#"[{"type":"link","link":"https://a.example","public":true}]"#);
        assert_eq!(said(&json!([{"type": "attendeePhone"}])), r#"[{"type":"attendeePhone"}]"#);
        assert!(read(&by_default(), Kind::Team).is_ok());
    }

    #[test]
    fn what_is_wrong_with_a_location_is_said_in_productions_words() {
        for (locations, words) in [
            (json!("here"), "'locations' must be an array."),
            (json!([]), "'locations' must contain at least 1 location."),
            (json!(["here"]), "Each object in 'locations' must be an object."),
            (json!([{}]), "Each object in 'locations' must have a 'type' property."),
            (
                json!([{"type": 7}]),
                "Unsupported location type '7'. Valid types are address, link, integration, and phone.",
            ),
            (
                json!([{"type": "moon"}]),
                "Unsupported location type 'moon'. Valid types are address, link, integration, and phone.",
            ),
            (
                json!([{"type": "address", "address": "x"}]),
                "Validation failed for address location: public must be a boolean value",
            ),
            (
                json!([{"type": "phone", "phone": "123", "public": true}]),
                "Validation failed for phone location: phone must be a valid phone number",
            ),
            (
                json!([{"type": "integration", "integration": "moon"}]),
                "Validation failed for integration location: integration must be one of the following values: cal-video,",
            ),
            (json!([{"type": "integration", "integration": "zoom"}]), "zoom not connected."),
        ] {
            let said = said(&locations);
            assert!(said.starts_with(words), "{said}");
        }
    }

    #[test]
    fn only_a_team_leaves_it_to_the_organizer() {
        let location = json!([{"type": "organizersDefaultApp"}]);
        assert!(read(&location, Kind::Personal).is_err());
        assert!(read(&location, Kind::Team).is_ok());
    }
}
