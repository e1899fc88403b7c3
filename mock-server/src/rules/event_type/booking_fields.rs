//! What whoever books an event type is asked, as it comes in a body and as the API writes it.
//!
//! Some questions are always there: a body may word them otherwise, not leave them out. What is kept of a body is what it
//! says itself; [`shown`] puts it among the others.

use serde_json::{Map, Value, json};

use super::body::Kind;
use crate::rules::properties::{self, Is, Property, may, must};
use crate::wire::{EventTypeError, Violation};

/// The questions in a body.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read(fields: &Value, kind: Kind) -> Result<Value, EventTypeError> {
    let items = fields.as_array().ok_or(EventTypeError::FieldsNoList)?;
    if items.is_empty() {
        return Err(EventTypeError::NoFields);
    }
    let mut read: Vec<Value> = Vec::new();
    for item in items {
        let field = one(item)?;
        let slug = text(&field, "slug");
        if read.iter().any(|other| other["slug"] == slug) {
            return Err(EventTypeError::FieldTwice(slug.to_owned()));
        }
        read.push(field.into());
    }
    reaches_somebody(&read, kind)?;
    Ok(read.into())
}

/// All questions of an event type in their order: those before, its own, those after. One about the location only where
/// there is a choice.
#[must_use]
pub fn shown(own: Option<&Value>, disables_guests: bool, locations: usize) -> Vec<Value> {
    let own = own.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let asked = |slug: &str| own.iter().find(|field| field["slug"] == slug);
    let always = |slug: &&str| match asked(slug) {
        Some(field) => field.clone(),
        None if *slug == "guests" && disables_guests => {
            let mut guests = by_default(slug);
            guests.insert("hidden".to_owned(), true.into());
            guests.into()
        }
        None => by_default(slug).into(),
    };
    let has_choice = |slug: &&&str| **slug != "location" || locations > 1;
    let is_own = |field: &&Value| !is_always_there(field["slug"].as_str().unwrap_or_default());
    let before = BEFORE.iter().filter(has_choice).map(always);
    let after = AFTER.iter().map(always);
    before.chain(own.iter().filter(is_own).cloned()).chain(after).collect()
}

/// `own`, with the question about guests hidden or not.
#[must_use]
pub fn with_guests_hidden(own: Option<&Value>, hidden: bool) -> Value {
    let mut own = own.and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(guests) = own.iter_mut().find(|field| field["slug"] == "guests") {
        guests["hidden"] = hidden.into();
    } else {
        let mut guests = by_default("guests");
        guests.insert("hidden".to_owned(), hidden.into());
        own.push(guests.into());
    }
    own.into()
}

const BEFORE: &[&str] = &["name", "email", "location"];
const AFTER: &[&str] = &["title", "notes", "guests", "rescheduleReason"];

fn is_always_there(slug: &str) -> bool {
    BEFORE.contains(&slug) || AFTER.contains(&slug)
}

/// The question called so, as it is where nobody words it otherwise. What the documents require and production leaves out
/// is empty.
fn by_default(slug: &str) -> Map<String, Value> {
    let field = match slug {
        "name" => {
            json!({"type": "name", "required": true, "label": "", "placeholder": "", "disableOnPrefill": false})
        }
        "email" => {
            json!({"type": "email", "required": true, "label": "", "placeholder": "", "disableOnPrefill": false, "hidden": false})
        }
        "location" => json!({"type": "radioInput", "required": false, "label": "", "hidden": false}),
        "title" => json!({"type": "text", "required": true, "disableOnPrefill": false, "hidden": true}),
        "guests" => {
            json!({"type": "multiemail", "required": false, "disableOnPrefill": false, "hidden": false})
        }
        _ => json!({"type": "textarea", "required": false, "disableOnPrefill": false, "hidden": false}),
    };
    let head = json!({"isDefault": true, "slug": slug});
    [head, field].into_iter().filter_map(|part| part.as_object().cloned()).flatten().collect()
}

fn one(field: &Value) -> Result<Map<String, Value>, EventTypeError> {
    let field = field.as_object().ok_or(EventTypeError::FieldNoObject)?;
    let (kind, slug) = (text(field, "type"), text(field, "slug"));
    let is_known_by_slug = slug == "location" || AFTER.contains(&slug);
    if !is_known_by_slug && kind.is_empty() {
        return Err(EventTypeError::FieldWithoutType);
    }
    let is_known_by_type = matches!(kind, "name" | "email");
    if !is_known_by_type && slug.is_empty() {
        return Err(EventTypeError::FieldWithoutSlug);
    }
    let name = if is_known_by_slug { slug } else { kind };
    let known = known(name).ok_or_else(|| EventTypeError::UnknownField(name.to_owned()))?;
    let said = properties::read(field, known).map_err(|violations| EventTypeError::InvalidField {
        kind: name.to_owned(),
        wrong: violations.iter().map(Violation::told).collect::<Vec<_>>().join(", "),
    })?;
    let mut shown =
        if is_known_by_slug || is_known_by_type { by_default(name) } else { of_its_own(kind, slug) };
    for (name, value) in said {
        shown.insert(name, value);
    }
    Ok(shown)
}

/// A question that is not always there, before it is worded.
fn of_its_own(kind: &str, slug: &str) -> Map<String, Value> {
    let is_default = slug == PHONE;
    let field = json!({"isDefault": is_default, "type": kind, "slug": slug, "label": "", "required": false});
    let mut field = field.as_object().cloned().unwrap_or_default();
    if known(kind).is_some_and(|known| known.iter().any(|property| property.name == "placeholder")) {
        field.insert("placeholder".to_owned(), "".into());
    }
    field.insert("disableOnPrefill".to_owned(), false.into());
    field.insert("hidden".to_owned(), false.into());
    field
}

/// The question by which somebody without an e-mail address is reached.
const PHONE: &str = "attendeePhoneNumber";

fn known(name: &str) -> Option<&'static [Property]> {
    Some(match name {
        "name" => NAME,
        "email" => EMAIL,
        "location" => LOCATION,
        "title" | "notes" | "guests" | "rescheduleReason" => ALWAYS,
        "phone" | "address" | "text" | "url" | "number" | "textarea" | "multiemail" => WRITTEN,
        "select" => SELECT,
        "multiselect" | "checkbox" | "radio" => CHOICE,
        "boolean" => SWITCH,
        _ => return None,
    })
}

const LABEL: Property = may("label", Is::Text);
const PLACEHOLDER: Property = may("placeholder", Is::Text);
const FIXED: Property = may("disableOnPrefill", Is::Flag);
const HIDDEN: Property = may("hidden", Is::Flag);
const REQUIRED: Property = may("required", Is::Flag);

const NAME: &[Property] = &[LABEL, PLACEHOLDER, FIXED];
const EMAIL: &[Property] = &[LABEL, REQUIRED, HIDDEN, PLACEHOLDER, FIXED];
const LOCATION: &[Property] = &[LABEL];
const ALWAYS: &[Property] = &[REQUIRED, HIDDEN, LABEL, PLACEHOLDER, FIXED];

const SLUG: Property = must("slug", Is::Text);
const WORDS: Property = must("label", Is::Text);
const NEEDED: Property = must("required", Is::Flag);
const OPTIONS: Property = must("options", Is::Texts);

const WRITTEN: &[Property] = &[SLUG, WORDS, NEEDED, PLACEHOLDER, FIXED, HIDDEN];
const SELECT: &[Property] = &[SLUG, WORDS, NEEDED, PLACEHOLDER, OPTIONS, FIXED, HIDDEN];
const CHOICE: &[Property] = &[SLUG, WORDS, NEEDED, OPTIONS, FIXED, HIDDEN];
const SWITCH: &[Property] = &[SLUG, WORDS, NEEDED, FIXED, HIDDEN];

/// Whoever books leaves an e-mail address; only with an organization's team a phone number is enough.
fn reaches_somebody(fields: &[Value], kind: Kind) -> Result<(), EventTypeError> {
    let is_asked = |slug: &str, unless_named: bool| {
        fields
            .iter()
            .find(|field| field["slug"] == slug)
            .map_or(unless_named, |field| field["required"] == true && field["hidden"] != true)
    };
    let (email, phone) = (is_asked("email", true), is_asked(PHONE, false));
    if !email && !phone {
        Err(EventTypeError::NobodyToReach)
    } else if !email && kind != Kind::OrganizationTeam {
        Err(EventTypeError::EmailHidden)
    } else {
        Ok(())
    }
}

fn text<'a>(field: &'a Map<String, Value>, name: &str) -> &'a str {
    field.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fields: &Value, kind: Kind) -> String {
        read(fields, kind).map_or_else(|error| error.to_string(), |_| String::new())
    }

    fn slugs(fields: &[Value]) -> Vec<&str> {
        fields.iter().map(|field| field["slug"].as_str().unwrap()).collect()
    }

    #[test]
    fn the_questions_that_are_always_there_stand_around_the_others() {
        let own = read(
            &json!([{"type": "text", "slug": "why", "label": "Why?", "required": true}]),
            Kind::Personal,
        );
        let shown = shown(own.as_ref().ok(), false, 1);
        assert_eq!(slugs(&shown), ["name", "email", "why", "title", "notes", "guests", "rescheduleReason"]);
        let wanted = json!({
            "isDefault": false, "type": "text", "slug": "why", "label": "Why?", "required": true, "placeholder": "",
            "disableOnPrefill": false, "hidden": false,
        });
        assert_eq!(shown[2], wanted);
        assert_eq!(slugs(&super::shown(None, false, 2))[2], "location");
    }

    #[test]
    fn a_question_that_is_always_there_can_be_worded_otherwise() {
        let own =
            read(&json!([{"slug": "title", "label": "About?", "hidden": false}]), Kind::Personal).unwrap();
        let shown = shown(Some(&own), false, 1);
        let title = shown.iter().find(|field| field["slug"] == "title").unwrap();
        assert_eq!(
            (&title["label"], &title["hidden"], &title["isDefault"]),
            (&json!("About?"), &json!(false), &json!(true))
        );
    }

    #[test]
    fn guests_are_not_asked_for_where_there_are_none() {
        let guests = |fields: &[Value]| {
            fields.iter().find(|field| field["slug"] == "guests").unwrap()["hidden"].clone()
        };
        assert_eq!(guests(&shown(None, true, 1)), true);
        let own = with_guests_hidden(Some(&with_guests_hidden(None, true)), false);
        assert_eq!((guests(&shown(Some(&own), true, 1)), own.as_array().unwrap().len()), (json!(false), 1));
    }

    #[test]
    fn what_is_wrong_with_a_question_is_said_in_productions_words() {
        let text = json!({"type": "text", "slug": "a", "label": "A", "required": true});
        for (fields, words) in [
            (json!("why"), "'bookingFields' must be an array."),
            (json!([]), "'bookingFields' must contain at least 1 booking field."),
            (json!([null]), "Each object in 'bookingFields' must be an object."),
            (json!([{"slug": "why"}]), "All booking fields except ones with slug equal to title, notes,"),
            (
                json!([{"type": "text"}]),
                "Each booking field except ones with type equal to name, splitName, email must",
            ),
            (
                json!([text, text]),
                "Duplicate bookingFields slug 'a' found. All bookingFields slugs must be unique.",
            ),
            (json!([{"type": "moon", "slug": "a"}]), "Unsupported booking field type 'moon'."),
            (
                json!([{"type": "radio", "slug": "a", "label": "A", "required": true}]),
                "Validation failed for radio booking field: options must be an array",
            ),
        ] {
            let said = said(&fields, Kind::Personal);
            assert!(said.starts_with(words), "{said}");
        }
    }

    #[test]
    fn only_an_organizations_team_does_without_e_mail() {
        let hidden =
            json!({"type": "email", "label": "E", "placeholder": "", "required": false, "hidden": true});
        let phone = json!({"type": "phone", "slug": "attendeePhoneNumber", "label": "P", "required": true, "hidden": false});
        assert!(
            said(&json!([hidden]), Kind::OrganizationTeam).starts_with("Booking fields validation failed")
        );
        assert!(said(&json!([hidden, phone]), Kind::Team).starts_with("checkIsEmailUserAccessible"));
        assert_eq!(said(&json!([hidden, phone]), Kind::OrganizationTeam), "");
    }
}
