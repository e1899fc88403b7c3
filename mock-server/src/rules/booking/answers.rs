//! Whether the questions of an event type are answered (calcom-openapi.json, `bookingFieldsResponses` and `bookingFields`).

use serde_json::{Map, Value};

use crate::wire::{BookingError, EventType};

/// Questions that every event type asks: their answers come with the attendee, the location and the guests.
const OWN: &[&str] = &["name", "email", "location", "title", "notes", "guests", "rescheduleReason"];

/// Whether every question that must be answered is, and every answer is of the kind that its question wants.
///
/// # Errors
///
/// The first that is not.
pub fn are_complete(
    event_type: &EventType,
    answers: &Map<String, Value>,
    phone_number: Option<&str>,
) -> Result<(), BookingError> {
    let questions = event_type.settings.get("bookingFields").and_then(Value::as_array);
    let is_own = |question: &&Value| !OWN.contains(&text(question, "slug"));
    for question in questions.into_iter().flatten().filter(is_own) {
        judge(event_type, question, answers, phone_number)?;
    }
    Ok(())
}

fn judge(
    event_type: &EventType,
    question: &Value,
    answers: &Map<String, Value>,
    phone_number: Option<&str>,
) -> Result<(), BookingError> {
    let slug = text(question, "slug");
    let is_for_phones = matches!(slug, "attendeePhoneNumber" | "smsReminderNumber");
    let own = phone_number.filter(|_| is_for_phones).map(Value::from);
    let answer = own.as_ref().or_else(|| answers.get(slug)).filter(|answer| !answer.is_null());
    let is_required = question.get("required").and_then(Value::as_bool) == Some(true);
    match answer {
        None if is_required && is_for_phones => Err(BookingError::MissingPhoneNumber),
        None if is_required => {
            Err(BookingError::MissingResponse { field: slug.to_owned(), event_type: event_type.id })
        }
        None => Ok(()),
        Some(answer) => fits(question, slug, answer),
    }
}

fn fits(question: &Value, slug: &str, answer: &Value) -> Result<(), BookingError> {
    let kind = text(question, "type");
    let (expected, is_of_kind) = match kind {
        "phone" | "address" | "text" | "textarea" | "url" | "date" => ("string", answer.is_string()),
        "number" => ("number", answer.is_number()),
        "boolean" => ("boolean", answer.is_boolean()),
        "multiemail" | "multiselect" | "checkbox" => ("array", answer.is_array()),
        "select" | "radio" => ("string or number", answer.is_string() || answer.is_number()),
        _ => return Ok(()),
    };
    let field = slug.to_owned();
    if !is_of_kind {
        let received = type_of(answer);
        return Err(BookingError::WrongResponse { field, expected, kind: kind.to_owned(), received });
    }
    let is_limited = matches!(kind, "select" | "radio" | "multiselect" | "checkbox");
    let Some(options) = options(question).filter(|_| is_limited) else { return Ok(()) };
    let is_offered = |answer: &Value| options.contains(&written(answer));
    let allowed = options.join(", ");
    match answer {
        Value::Array(several) if !several.iter().all(is_offered) => {
            Err(BookingError::NoSuchOptions { field, allowed })
        }
        Value::String(_) | Value::Number(_) if !is_offered(answer) => {
            Err(BookingError::NoSuchOption { option: written(answer), field, allowed })
        }
        _ => Ok(()),
    }
}

/// What can be chosen, if it is limited.
fn options(question: &Value) -> Option<Vec<String>> {
    let options = question.get("options")?.as_array()?;
    let value = |option: &Value| option.get("value").map_or_else(|| written(option), written);
    Some(options.iter().map(value).collect::<Vec<_>>()).filter(|options| !options.is_empty())
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// As JavaScript calls it.
const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        _ => "object",
    }
}

fn text<'a>(question: &'a Value, member: &str) -> &'a str {
    question.get(member).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests;
