//! How days, times and zones are written: by people, in worlds and at the API.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

/// The zone called so, in whatever case.
#[must_use]
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some())
}

/// The moment that somebody wrote; one without an offset is meant in UTC.
#[must_use]
pub fn moment(text: &str) -> Option<Timestamp> {
    let in_utc = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok();
    text.parse().ok().or_else(|| in_utc().map(|zoned| zoned.timestamp()))
}

/// The moment that somebody wrote for JavaScript's `Date`: a text, a day, or milliseconds.
#[must_use]
pub fn date(value: &Value) -> Option<Timestamp> {
    let of_day = |text: &str| text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    match value {
        Value::String(text) => moment(text).or_else(|| of_day(text).map(|zoned| zoned.timestamp())),
        Value::Number(number) => Timestamp::from_millisecond(number.as_i64()?).ok(),
        _ => None,
    }
}

/// The day that somebody wrote as `2026-01-01`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// The time of day that somebody wrote as `09:00`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<Time> {
    let is_plain = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
    if is_plain { text.parse().ok() } else { None }
}
