//! What users say of themselves: `UpdateManagedUserInput` of calcom-openapi.json (production-api C).

use serde_json::{Map, Value, json};

use super::properties::{self, Is, Property, may};
use crate::wire::{DAYS, User};

/// What can be changed.
pub const OF_CHANGED: &[Property] = &[
    may("email", Is::Text),
    may("name", Is::Text),
    may("timeFormat", Is::OneNumberOf(&["12", "24"])),
    may("defaultScheduleId", Is::Number),
    may("weekStart", Is::In(DAYS)),
    may("timeZone", Is::TimeZone),
    may("locale", Is::OneOf(LOCALES)),
    may("avatarUrl", Is::Url),
    may("bio", Is::Text),
    may("metadata", Is::Metadata),
];

#[rustfmt::skip]
pub(super) const LOCALES: &[&str] = &[
    "ar", "ca", "de", "es", "eu", "he", "id", "ja", "lv", "pl", "ro", "sr", "th", "vi", "az", "cs", "el", "es-419", "fi",
    "hr", "it", "km", "nl", "pt", "ru", "sv", "tr", "zh-CN", "bg", "da", "en", "et", "fr", "hu", "iw", "ko", "no",
    "pt-BR", "sk", "ta", "uk", "zh-TW", "bn",
];

/// Where an address waits until its owner has shown that it is theirs.
const WAITING: &str = "emailChangeWaitingForVerification";

/// A body as it is judged: a time format may be a number in a text, and a time zone is written in any case.
#[must_use]
pub fn coerced(mut body: Map<String, Value>) -> Map<String, Value> {
    if let Some(format) = body.get_mut("timeFormat") {
        let number = match &*format {
            Value::String(text) => text.trim().parse::<f64>().ok(),
            other => other.as_f64(),
        };
        for known in [12_u64, 24] {
            if number.is_some_and(|number| number.to_string() == known.to_string()) {
                *format = json!(known);
            }
        }
    }
    if let Some(zone) = body.get_mut("timeZone")
        && let Some(found) = zone.as_str().and_then(properties::time_zone)
    {
        *zone = json!(found.iana_name());
    }
    body
}

/// Takes what a user says over into their profile; `said` is what [`OF_CHANGED`] left of a body. Another e-mail address
/// is not theirs before they have shown so. Which schedule counts is not decided here.
pub fn apply(user: &mut User, said: &Map<String, Value>) {
    let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
    let profile = &mut user.profile;
    user.name = text("name").or_else(|| user.name.take());
    profile.time_format = said.get("timeFormat").and_then(Value::as_u64).unwrap_or(profile.time_format);
    profile.week_start = text("weekStart").unwrap_or_else(|| std::mem::take(&mut profile.week_start));
    profile.time_zone = text("timeZone").unwrap_or_else(|| std::mem::take(&mut profile.time_zone));
    profile.locale = text("locale").or_else(|| profile.locale.take());
    profile.avatar_url = text("avatarUrl").or_else(|| profile.avatar_url.take());
    profile.bio = text("bio").or_else(|| profile.bio.take());
    let new_address = text("email").filter(|email| !email.is_empty() && *email != user.email);
    if let Some(Value::Object(metadata)) = said.get("metadata") {
        if new_address.is_none() {
            profile.metadata.clear();
        }
        profile.metadata.extend(metadata.clone());
    }
    if let Some(email) = new_address {
        profile.metadata.insert(WAITING.to_owned(), json!(User::folded(&email)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Hash, Profile, UserRole};

    fn user() -> User {
        User {
            id: 1,
            email: "bob@example.com".to_owned(),
            name: Some("Bob".to_owned()),
            username: "bob".to_owned(),
            password: Hash::of("x"),
            role: UserRole::User,
            profile: Profile { bio: Some("Hello".to_owned()), ..Profile::default() },
            managed_by: None,
        }
    }

    fn after(said: &Value) -> User {
        let mut user = user();
        apply(&mut user, said.as_object().unwrap());
        user
    }

    #[test]
    fn numbers_in_texts_and_zones_in_any_case_are_understood() {
        for (name, written, wanted) in [
            ("timeFormat", json!("24"), json!(24)),
            ("timeFormat", json!(12.0), json!(12)),
            ("timeFormat", json!("1 2"), json!("1 2")),
            ("timeFormat", json!([24]), json!([24])),
            ("timeZone", json!("America/New_york"), json!("America/New_York")),
            ("timeZone", json!("europe/LONDON"), json!("Europe/London")),
            ("timeZone", json!("Mars/Olympus"), json!("Mars/Olympus")),
            ("timeZone", json!(1), json!(1)),
        ] {
            let body = json!({name: written}).as_object().unwrap().clone();
            assert_eq!(Value::from(coerced(body)), json!({name: wanted}));
        }
    }

    #[test]
    fn what_is_not_said_stays() {
        let same = after(&json!({}));
        assert_eq!((same.name, same.profile), (user().name, user().profile));
        let other = after(&json!({"name": "Rob", "weekStart": "Monday"}));
        assert_eq!((other.name.as_deref(), other.profile.week_start.as_str()), (Some("Rob"), "Monday"));
        assert_eq!(other.profile.bio.as_deref(), Some("Hello"));
    }

    #[test]
    fn other_metadata_comes_in_the_place_of_the_former() {
        let mut user = after(&json!({"email": "rob@example.com", "metadata": {"a": 1}}));
        apply(&mut user, json!({"metadata": {"b": 2}}).as_object().unwrap());
        assert_eq!(Value::from(user.profile.metadata), json!({"b": 2}));
    }

    #[test]
    fn another_address_waits_and_ones_own_does_not() {
        let waits = after(&json!({"email": "Rob@Example.com", "metadata": {"a": 1}}));
        assert_eq!(waits.email, "bob@example.com");
        let wanted = json!({"a": 1, "emailChangeWaitingForVerification": "rob@example.com"});
        assert_eq!(Value::from(waits.profile.metadata), wanted);
        assert!(after(&json!({"email": "bob@example.com"})).profile.metadata.is_empty());
        assert!(after(&json!({"email": ""})).profile.metadata.is_empty());
    }
}
