//! Who comes to a booking, as requests tell it (calcom-openapi.json, `CreateBookingAttendee`, `Guest`).

use serde_json::{Map, Value};

use crate::rules::properties::{Is, Property, may, must};
use crate::wire::{ApiError, Attendee, Constraint, User, Violation};

/// Whoever books.
pub(super) const ATTENDEE: &[Property] = &[
    must("name", Is::Word),
    must("timeZone", Is::TimeZone),
    may("phoneNumber", Is::PhoneNumber),
    may("language", Is::OneOf(LANGUAGES)),
    may("email", Is::Email),
];

/// Whoever comes along later.
pub(super) const GUEST: &[Property] = &[
    must("email", Is::Email),
    may("name", Is::Text),
    may("timeZone", Is::TimeZone),
    may("phoneNumber", Is::PhoneNumber),
    may("language", Is::OneOf(LANGUAGES)),
];

const LANGUAGES: &[&str] = &[
    "ar", "ca", "de", "es", "eu", "he", "id", "ja", "lv", "pl", "ro", "sr", "th", "vi", "az", "cs", "el",
    "es-419", "fi", "hr", "it", "km", "nl", "pt", "ru", "sv", "tr", "zh-CN", "bg", "da", "en", "et", "fr",
    "hu", "iw", "ko", "no", "pt-BR", "sk", "ta", "uk", "zh-TW", "bn",
];

/// Whoever books, if there is an address or a number to tell them.
pub(super) fn attendee(asked: &Map<String, Value>) -> Result<Attendee, ApiError> {
    let told = asked.get("attendee").and_then(Value::as_object).cloned().unwrap_or_default();
    let number = text(&told, "phoneNumber");
    let placeholder = |number: &str| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        format!("{digits}@sms.cal.com")
    };
    let email = text(&told, "email").or_else(|| number.as_deref().map(placeholder));
    let email = email.ok_or_else(|| nowhere_to_tell(asked, &told))?;
    Ok(somebody(&told, email, number, "UTC"))
}

fn nowhere_to_tell(asked: &Map<String, Value>, told: &Map<String, Value>) -> ApiError {
    let email = Violation {
        target: told.clone(),
        property: "email".to_owned(),
        broken: Some(Constraint::Email),
        children: Vec::new(),
    };
    ApiError::Invalid(vec![Violation {
        target: asked.clone(),
        property: "attendee".to_owned(),
        broken: None,
        children: vec![email],
    }])
}

/// Whoever comes along from the beginning, each of them once: of them only their addresses are known.
pub(super) fn guests(asked: &Map<String, Value>, first: &Attendee) -> Vec<Attendee> {
    let emails =
        asked.get("guests").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let mut guests: Vec<Attendee> = Vec::new();
    for email in emails {
        if !is_among(std::iter::once(first).chain(&guests), email) {
            let number = None;
            guests.push(somebody(&Map::new(), email.to_owned(), number, &first.time_zone));
        }
    }
    guests
}

/// Whoever comes along later; they live where the organizer does unless they say where.
pub(super) fn guest(told: &Map<String, Value>, organizer: Option<&User>) -> Attendee {
    let zone = organizer.map_or("UTC", |user| user.profile.time_zone.as_str());
    let email = text(told, "email").unwrap_or_default();
    somebody(told, email, text(told, "phoneNumber"), zone)
}

/// Whether somebody with this address is among them.
pub(super) fn is_among<'a>(mut people: impl Iterator<Item = &'a Attendee>, email: &str) -> bool {
    people.any(|somebody| User::folded(&somebody.email) == User::folded(email))
}

fn somebody(told: &Map<String, Value>, email: String, phone_number: Option<String>, zone: &str) -> Attendee {
    Attendee {
        name: text(told, "name").unwrap_or_default(),
        email,
        time_zone: text(told, "timeZone").unwrap_or_else(|| zone.to_owned()),
        language: text(told, "language"),
        phone_number,
        absent: false,
        seat: None,
    }
}

fn text(told: &Map<String, Value>, name: &str) -> Option<String> {
    told.get(name).and_then(Value::as_str).map(str::to_owned)
}
