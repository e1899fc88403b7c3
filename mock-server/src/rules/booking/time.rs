//! When an event type can be booked, how long it takes and how often it comes back (calcom-openapi.json,
//! `CreateRecurringBookingInput_2024_08_13`, `minimumBookingNotice`, `bookingWindow`, `recurrence`).

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;

use crate::rules::{availability, properties};
use crate::wire::{BookingError, EventType};

/// Whether something can be booked that begins at `start`.
///
/// # Errors
///
/// It is too early or too late for it.
pub fn can_start(event_type: &EventType, start: Timestamp, now: Timestamp) -> Result<(), BookingError> {
    if start < now {
        return Err(BookingError::InThePast);
    }
    if start < earliest(event_type, now) || !is_in_window(event_type, start, now) {
        return Err(BookingError::OutOfBounds);
    }
    Ok(())
}

/// The first moment that keeps the notice.
#[must_use]
pub fn earliest(event_type: &EventType, now: Timestamp) -> Timestamp {
    let notice = availability::number(event_type, "minimumBookingNotice");
    now.checked_add(availability::duration(notice)).unwrap_or(Timestamp::MAX)
}

/// Whether a moment is on one of the days on which the event type can be booked.
#[must_use]
pub fn is_in_window(event_type: &EventType, start: Timestamp, now: Timestamp) -> bool {
    let Some(window) = event_type.settings.get("bookingWindow") else { return true };
    let day_of = |moment: Timestamp| TimeZone::UTC.to_datetime(moment).date();
    let (day, today) = (day_of(start), day_of(now));
    match (window.get("type").and_then(Value::as_str), window.get("value")) {
        (Some("range"), Some(Value::Array(ends))) => {
            let end = |place: usize| ends.get(place).and_then(Value::as_str)?.parse::<Date>().ok();
            end(0).is_none_or(|first| first <= day) && end(1).is_none_or(|last| day <= last)
        }
        (Some("calendarDays"), Some(days)) => {
            days.as_u64().is_none_or(|days| u64::from((day - today).get_days().unsigned_abs()) <= days)
        }
        (Some("businessDays"), Some(days)) => {
            days.as_u64().is_none_or(|days| business_days(today, day) <= days)
        }
        _ => true,
    }
}

/// The working days after `today` up to `day`: five in each week, and those of the rest.
fn business_days(today: Date, day: Date) -> u64 {
    let passed = u64::try_from((day - today).get_days()).unwrap_or(0);
    let is_business = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let rest = today.series(1.day()).skip(1).take(usize::try_from(passed % 7).unwrap_or(0));
    passed / 7 * 5 + u64::try_from(rest.filter(is_business).count()).unwrap_or(0)
}

/// The lengths among which whoever books can choose.
#[must_use]
pub fn lengths(event_type: &EventType) -> Option<Vec<u64>> {
    let options = event_type.settings.get("lengthInMinutesOptions")?.as_array()?;
    Some(options.iter().filter_map(Value::as_u64).collect())
}

/// How many minutes a booking takes.
///
/// # Errors
///
/// `asked` is none of the lengths that the event type has.
pub fn minutes(event_type: &EventType, asked: Option<u64>) -> Result<u64, BookingError> {
    let Some(asked) = asked else { return Ok(event_type.length) };
    let Some(lengths) = lengths(event_type) else { return Err(BookingError::OneLength) };
    if lengths.contains(&asked) { Ok(asked) } else { Err(BookingError::OtherLength(listed(&lengths))) }
}

/// Numbers with commas between them.
#[must_use]
pub fn listed(numbers: &[u64]) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

/// No series is longer.
const LONGEST_SERIES: u64 = 500;

/// Whether an event type comes back.
#[must_use]
pub fn comes_back(event_type: &EventType) -> bool {
    let recurrence = event_type.settings.get("recurrence");
    recurrence.is_some_and(|it| it.get("occurrences").and_then(Value::as_u64).is_some())
}

/// When something begins that comes back `asked` times, at the same time of the day in `zone`.
///
/// # Errors
///
/// `asked` is more than the event type allows, or the calendar ends before.
pub fn occurrences(
    event_type: &EventType,
    asked: Option<u64>,
    start: Timestamp,
    zone: &str,
) -> Result<Vec<Timestamp>, BookingError> {
    let recurrence = event_type.settings.get("recurrence");
    let setting = |name: &str| recurrence.and_then(|it| it.get(name));
    let Some(most) = setting("occurrences").and_then(Value::as_u64) else {
        return match asked {
            None => Ok(vec![start]),
            Some(_) => Err(BookingError::NotRecurring(event_type.id)),
        };
    };
    let count = asked.unwrap_or(most);
    if count > most {
        return Err(BookingError::TooManyRecurrences);
    }
    let interval = setting("interval").and_then(Value::as_i64).unwrap_or(1).clamp(1, 1000);
    let frequency = setting("frequency").and_then(Value::as_str).unwrap_or("weekly");
    let first = start.to_zoned(properties::time_zone(zone).unwrap_or(TimeZone::UTC));
    let at = |place: u64| {
        let steps = interval.checked_mul(i64::try_from(place).ok()?)?;
        let span = match frequency {
            "yearly" => jiff::Span::new().try_years(steps),
            "monthly" => jiff::Span::new().try_months(steps),
            "daily" => jiff::Span::new().try_days(steps),
            _ => jiff::Span::new().try_weeks(steps),
        };
        Some(Zoned::checked_add(&first, span.ok()?).ok()?.timestamp())
    };
    let all: Option<Vec<Timestamp>> = (0..count.clamp(1, LONGEST_SERIES)).map(at).collect();
    all.ok_or(BookingError::OutOfBounds)
}

#[cfg(test)]
mod tests;
