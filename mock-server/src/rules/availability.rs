//! What is said of a schedule: `CreateScheduleInput_2024_06_11` and `UpdateScheduleInput_2024_06_11` of
//! calcom-openapi.json (production-api D, "Schedule").
//!
//! That an end comes after its start is ours: production takes any two times.

use jiff::civil::Time;
use serde_json::{Map, Value};

use super::properties::{Is, Property, may, must, time_of_day};
use crate::wire::{ApiError, Constraint, DAYS, Hours, Schedule, Violation};

const HOURS: Is = Is::Parts(
    &[must("days", Is::EachIn(DAYS)), must("startTime", Is::TimeOfDay), must("endTime", Is::TimeOfDay)],
    0,
    usize::MAX,
);
const EXCEPTIONS: Is = Is::Parts(
    &[must("date", Is::Day), must("startTime", Is::TimeOfDay), must("endTime", Is::TimeOfDay)],
    0,
    usize::MAX,
);

/// What is said of a new one.
pub const OF_NEW: &[Property] = &[
    must("name", Is::Text),
    must("timeZone", Is::TimeZone),
    may("availability", HOURS),
    must("isDefault", Is::Flag),
    may("overrides", EXCEPTIONS),
];

/// What is changed of one.
pub const OF_CHANGED: &[Property] = &[
    may("name", Is::Text),
    may("timeZone", Is::TimeZone),
    may("availability", HOURS),
    may("isDefault", Is::Flag),
    may("overrides", EXCEPTIONS),
];

/// A schedule of which nobody said anything yet: nine to five, Monday to Friday.
#[must_use]
pub fn blank(id: u64, owner: u64) -> Schedule {
    let (name, time_zone) = (String::new(), String::new());
    let (availability, overrides) = (vec![Hours::nine_to_five()], Vec::new());
    Schedule { id, owner, name, time_zone, availability, overrides }
}

/// Takes what is said of a schedule over into it: `said` is what [`OF_NEW`] or [`OF_CHANGED`] left of a body.
pub fn apply(schedule: &mut Schedule, said: &Map<String, Value>) {
    let text = |name: &str, now: &str| said.get(name).and_then(Value::as_str).unwrap_or(now).to_owned();
    schedule.name = text("name", &schedule.name);
    schedule.time_zone = text("timeZone", &schedule.time_zone);
    if let Some(hours) = read(said, "availability") {
        schedule.availability = hours;
    }
    if let Some(exceptions) = read(said, "overrides") {
        schedule.overrides = exceptions;
    }
}

/// A list whose parts were judged before.
fn read<T: serde::de::DeserializeOwned>(said: &Map<String, Value>, name: &str) -> Option<Vec<T>> {
    serde_json::from_value(said.get(name)?.clone()).ok()
}

/// Whether it is to be its owner's default.
#[must_use]
pub fn is_default(said: &Map<String, Value>) -> bool {
    said.get("isDefault") == Some(&Value::Bool(true))
}

/// Hours end after they start; an exception may be of no time at all, which is a day off.
///
/// # Errors
///
/// Every list in which some do not.
pub fn ends_come_after_starts(said: &Map<String, Value>) -> Result<(), ApiError> {
    let hours = turned(said, "availability", |start, end| start < end, &Constraint::AfterStart);
    let exceptions = turned(said, "overrides", |start, end| start <= end, &Constraint::NotBeforeStart);
    let violations: Vec<_> = hours.into_iter().chain(exceptions).collect();
    if violations.is_empty() { Ok(()) } else { Err(ApiError::Invalid(violations)) }
}

fn turned(
    said: &Map<String, Value>,
    name: &str,
    holds: fn(Time, Time) -> bool,
    otherwise: &Constraint,
) -> Option<Violation> {
    let parts = said.get(name)?.as_array()?;
    let time = |part: &Value, name: &str| part.get(name).and_then(Value::as_str).and_then(time_of_day);
    let is_fine = |part: &Value| match (time(part, "startTime"), time(part, "endTime")) {
        (Some(start), Some(end)) => holds(start, end),
        _ => true,
    };
    let whole: Map<_, _> =
        parts.iter().enumerate().map(|(place, part)| (place.to_string(), part.clone())).collect();
    let of = |target: &Map<String, Value>, property: &str, broken, children| Violation {
        target: target.clone(),
        property: property.to_owned(),
        broken,
        children,
    };
    let of_part = |(place, part): (&String, &Value)| {
        let end = of(part.as_object()?, "endTime", Some(otherwise.clone()), Vec::new());
        (!is_fine(part)).then(|| of(&whole, place, None, vec![end]))
    };
    let children: Vec<_> = whole.iter().filter_map(of_part).collect();
    (!children.is_empty()).then(|| of(said, name, None, children))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::properties;

    fn said(body: &Value) -> String {
        let body = body.as_object().cloned().unwrap_or_default();
        let judged = properties::read(&body, OF_CHANGED).map_err(ApiError::Invalid);
        let outcome = judged.and_then(|said| ends_come_after_starts(&said));
        outcome.err().map(|error| error.told()).unwrap_or_default()
    }

    fn hours(start: &str, end: &str) -> Value {
        json!({"availability": [
            {"days": ["Monday"], "startTime": "09:00", "endTime": "17:00"},
            {"days": ["Sunday"], "startTime": start, "endTime": end},
        ]})
    }

    fn exception(date: &str, start: &str, end: &str) -> Value {
        json!({"overrides": [{"date": date, "startTime": start, "endTime": end}]})
    }

    #[test]
    fn hours_end_after_they_start() {
        assert_eq!(said(&hours("00:00", "23:59")), "");
        assert_eq!(said(&hours("10:00", "10:00")), "availability.1.endTime must be after startTime");
        assert_eq!(said(&hours("10:00", "09:59")), "availability.1.endTime must be after startTime");
        assert_eq!(
            said(&hours("24:00", "9:00")),
            "availability.1.startTime must be a valid time format HH:MM; 1.endTime must be a valid time format HH:MM"
        );
    }

    #[test]
    fn an_exception_may_be_a_day_off_and_its_day_exists() {
        assert_eq!(said(&exception("2028-02-29", "00:00", "00:00")), "");
        assert_eq!(said(&exception("9999-12-31", "09:00", "10:00")), "");
        let turned = said(&exception("2028-02-29", "10:00", "09:00"));
        assert_eq!(turned, "overrides.0.endTime must not be before startTime");
        for date in ["2026-02-29", "2026-13-01", "20260101", "tomorrow", ""] {
            let words = "overrides.0.date must be a valid ISO 8601 date string";
            assert_eq!(said(&exception(date, "09:00", "10:00")), words, "{date}");
        }
    }

    #[test]
    fn a_day_is_one_of_seven() {
        let days =
            |days: Value| json!({"availability": [{"days": days, "startTime": "09:00", "endTime": "17:00"}]});
        assert_eq!(said(&days(json!([]))), "");
        let words = "availability.0.each value in days must be one of the following values: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday";
        for wrong in [json!(["Monday", "monday"]), json!([1]), json!([null])] {
            assert_eq!(said(&days(wrong)), words);
        }
        assert_eq!(said(&days(json!("Monday"))), "availability.0.days must be an array");
    }

    #[test]
    fn what_is_not_said_stays() {
        let mut schedule = blank(1, 2);
        let first = json!({"name": "Work", "timeZone": "Europe/Rome", "overrides": [
            {"date": "2026-05-20", "startTime": "12:00", "endTime": "13:00"},
        ]});
        apply(&mut schedule, first.as_object().unwrap());
        apply(&mut schedule, json!({"availability": []}).as_object().unwrap());
        assert_eq!((schedule.name.as_str(), schedule.time_zone.as_str()), ("Work", "Europe/Rome"));
        assert!(schedule.availability.is_empty() && schedule.overrides.len() == 1);
    }
}
