//! The members of an event type's body that are limits or switches, and are judged as a whole.
//!
//! `{"disabled": true}` takes back what was set before (`Disabled_2024_06_14`).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::body::LARGEST;
use crate::rules::properties::{self, Is, Property, may, must};
use crate::wire::sentence::Sentence;
use crate::wire::{Constraint, Violation};

/// Whether this takes back what was set before.
#[must_use]
pub fn is_off(value: &Value) -> bool {
    value.get("disabled").and_then(Value::as_bool) == Some(true)
}

/// The periods that limits are about, the shortest first.
pub const PERIODS: &[&str] = &["day", "week", "month", "year"];

/// `lengthInMinutesOptions`: lengths to choose from.
#[must_use]
pub fn lengths(property: &str, value: &Value) -> Option<Constraint> {
    let Some(items) = value.as_array() else { return Some(Constraint::List) };
    let of_all = |sentence: fn(String) -> Sentence| Some(sentence(property.to_owned()).into());
    if items.is_empty() {
        Some(Constraint::NotEmpty)
    } else if items.iter().any(|item| item.as_i64().is_none()) {
        of_all(Sentence::EachWhole)
    } else if items.iter().any(|item| !is_from(item, 1)) {
        of_all(|property| Sentence::EachAtLeast(property, 1))
    } else if items.iter().enumerate().any(|(at, item)| items.iter().take(at).any(|before| before == item)) {
        of_all(Sentence::Unique)
    } else {
        None
    }
}

/// `bookingLimitsCount`: how often in which period.
#[must_use]
pub fn count(property: &str, value: &Value) -> Option<Constraint> {
    let property = property.to_owned();
    let sentence = match unfit(value, 1)? {
        Unfit::Limit => Sentence::CountLimit(property),
        Unfit::Shrinks(less, more) => Sentence::CountShrinks(property, less, more),
    };
    Some(sentence.into())
}

/// `bookingLimitsDuration`: how many minutes in which period, a multiple of 15.
#[must_use]
pub fn duration(property: &str, value: &Value) -> Option<Constraint> {
    let property = property.to_owned();
    let sentence = match unfit(value, 15)? {
        Unfit::Limit => Sentence::DurationLimit(property),
        Unfit::Shrinks(less, more) => Sentence::DurationShrinks(property, less, more),
    };
    Some(sentence.into())
}

/// `bookingWindow`: how far ahead.
#[must_use]
pub fn window(_: &str, value: &Value) -> Option<Constraint> {
    let is_rolling_or_not = value.get("rolling").is_none_or(Value::is_boolean);
    let holds = is_off(value)
        || match value.get("type").and_then(Value::as_str) {
            Some("businessDays" | "calendarDays") => {
                value.get("value").is_some_and(|days| is_from(days, 0)) && is_rolling_or_not
            }
            Some("range") => range(value).is_some(),
            _ => false,
        };
    (!holds).then(|| Sentence::Window.into())
}

/// The first and the last day of a window that is a range.
#[must_use]
pub fn range(window: &Value) -> Option<(Date, Date)> {
    let day = |value| Some(properties::date(value)?.to_zoned(TimeZone::UTC).date());
    let [first, last] = window.get("value")?.as_array()?.as_slice() else { return None };
    let (first, last) = (first.as_str().and(day(first))?, last.as_str().and(day(last))?);
    (first <= last).then_some((first, last))
}

/// `bookerLayouts`: what the page looks like, and what it may be made to.
#[must_use]
pub fn layouts(_: &str, value: &Value) -> Option<Constraint> {
    let is_layout = |value: &Value| value.as_str().is_some_and(|word| LAYOUTS.contains(&word));
    let (chosen, enabled) =
        (value.get("defaultLayout"), value.get("enabledLayouts").and_then(Value::as_array));
    let sentence = match (chosen, enabled) {
        (Some(chosen), _) if !is_layout(chosen) => Sentence::DefaultLayout,
        (_, Some(enabled)) if !enabled.iter().all(is_layout) => Sentence::EnabledLayouts,
        (Some(chosen), Some(enabled)) if enabled.contains(chosen) => return None,
        _ => Sentence::Layouts,
    };
    Some(sentence.into())
}

const LAYOUTS: &[&str] = &["month", "week", "column"];

/// `confirmationPolicy`: when a host is asked.
#[must_use]
pub fn confirmation(_: &str, value: &Value) -> Option<Constraint> {
    let is_unit = |unit: &Value| matches!(unit.as_str(), Some("minutes" | "hours" | "days"));
    let has_threshold = || {
        value.get("noticeThreshold").is_some_and(|threshold| {
            threshold.get("count").is_some_and(|count| is_from(count, 0))
                && threshold.get("unit").is_some_and(is_unit)
        })
    };
    let blocks_or_not = value.get("blockUnconfirmedBookingsInBooker").is_none_or(Value::is_boolean);
    let holds = is_off(value)
        || match value.get("type").and_then(Value::as_str) {
            Some("always") => blocks_or_not,
            Some("time") => blocks_or_not && has_threshold(),
            _ => false,
        };
    (!holds).then(|| Sentence::Confirmation.into())
}

/// `bookerActiveBookingsLimit`: how many of one booker at a time.
#[must_use]
pub fn active_bookings(_: &str, value: &Value) -> Option<Constraint> {
    let Some(limit) = value.as_object() else { return Some(Constraint::Object) };
    if is_off(value) {
        return None;
    }
    if limit.get("disabled") == Some(&Value::Bool(false)) && limit.len() == 1 {
        return Some(Sentence::NothingLimited.into());
    }
    let known =
        [may("maximumActiveBookings", SOME), may("offerReschedule", Is::Flag), may("disabled", Is::Flag)];
    let wrong = properties::read(limit, &known).err()?;
    let told: Vec<_> = wrong.iter().map(Violation::told).collect();
    Some(Sentence::Parts(told.join(", ")).into())
}

/// `recurrence`: one booking, several dates.
#[must_use]
pub fn recurrence(part: &Map<String, Value>) -> &'static [Property] {
    if part.contains_key("disabled") && !part.contains_key("interval") { SWITCH } else { RECURRENCE }
}

/// `seats`: one slot, several bookers.
#[must_use]
pub fn seats(part: &Map<String, Value>) -> &'static [Property] {
    if part.contains_key("disabled") && !part.contains_key("seatsPerTimeSlot") { SWITCH } else { SEATS }
}

/// A color as in style sheets.
#[must_use]
pub fn color(property: &str, value: &Value) -> Option<Constraint> {
    let digits = value.as_str().map(|text| text.strip_prefix('#').unwrap_or(text)).unwrap_or_default();
    let is_color = matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|c| c.is_ascii_hexdigit());
    (!is_color).then(|| Sentence::HexColor(property.to_owned()).into())
}

const SOME: Is = Is::Int(1, LARGEST);
const SWITCH: &[Property] = &[must("disabled", Is::Flag)];

const RECURRENCE: &[Property] = &[
    must("interval", SOME),
    must("occurrences", SOME),
    must("frequency", Is::OneOf(&["yearly", "monthly", "weekly"])),
];

const SEATS: &[Property] = &[
    must("seatsPerTimeSlot", Is::Int(1, 1000)),
    must("showAttendeeInfo", Is::Flag),
    must("showAvailabilityCount", Is::Flag),
];

/// What is wrong with limits for periods.
enum Unfit {
    /// One of them is none.
    Limit,
    /// The first of two periods is shorter, and more is allowed in it.
    Shrinks(&'static str, &'static str),
}

fn unfit(value: &Value, multiple: u64) -> Option<Unfit> {
    let Some(limits) = value.as_object() else { return Some(Unfit::Limit) };
    if let Some(disabled) = limits.get("disabled") {
        return (!disabled.is_boolean()).then_some(Unfit::Limit);
    }
    let is_limit = |limit: &Value| is_from(limit, 1) && limit.as_u64().is_some_and(|it| it % multiple == 0);
    let set: Vec<(&'static str, &Value)> =
        PERIODS.iter().filter_map(|period| Some((*period, limits.get(*period)?))).collect();
    if !set.iter().all(|(_, limit)| is_limit(limit)) {
        return Some(Unfit::Limit);
    }
    set.iter().enumerate().find_map(|(at, (period, limit))| {
        let mut longer = set.iter().skip(at + 1);
        let (other, _) = longer.find(|(_, other)| limit.as_u64() > other.as_u64())?;
        Some(Unfit::Shrinks(period, other))
    })
}

fn is_from(value: &Value, least: u64) -> bool {
    value.as_u64().is_some_and(|number| (least..=LARGEST).contains(&number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// One that is fine, and what is said of one that is not.
    #[track_caller]
    fn judged(judge: fn(&str, &Value) -> Option<Constraint>, fine: &[Value], wrong: &[(Value, &str)]) {
        for value in fine {
            assert_eq!(judge("it", value), None, "{value}");
        }
        for (value, words) in wrong {
            let said = judge("it", value).map(|constraint| constraint.told("it"));
            assert!(said.as_ref().is_some_and(|said| said.contains(words)), "{value}: {said:?}");
        }
    }

    #[test]
    fn lengths_are_whole_and_differ() {
        judged(
            lengths,
            &[json!([15, 30])],
            &[
                (json!(15), "it must be an array"),
                (json!([]), "it should not be empty"),
                (json!([15, "30"]), "each value in it must be an integer number"),
                (json!([15, 0]), "each value in it must not be less than 1"),
                (json!([15, 15]), "All it's elements must be unique"),
            ],
        );
    }

    #[test]
    fn a_longer_period_allows_no_less() {
        judged(
            count,
            &[json!({"day": 1, "week": 1}), json!({"disabled": true}), json!({})],
            &[
                (
                    json!({"day": 3, "month": 2}),
                    "bookings for day cannot exceed the number of bookings for month.",
                ),
                (
                    json!({"week": 9, "year": 2}),
                    "bookings for week cannot exceed the number of bookings for year.",
                ),
                (json!({"day": "3"}), "Invalid it"),
                (json!({"day": 0}), "Invalid it"),
                (json!([]), "Invalid it"),
                (json!({"disabled": "yes"}), "Invalid it"),
            ],
        );
        judged(
            duration,
            &[json!({"day": 60, "week": 120})],
            &[(json!({"day": 50}), "Invalid it"), (json!({"day": 60, "week": 45}), "cannot exceed")],
        );
    }

    #[test]
    fn a_window_ends_after_it_begins() {
        let wrong = "Invalid bookingWindow structure.";
        judged(
            window,
            &[
                json!({"type": "range", "value": ["2030-09-05", "2030-09-09"]}),
                json!({"type": "calendarDays", "value": 5, "rolling": true}),
                json!({"disabled": true}),
            ],
            &[
                (json!({"type": "range", "value": ["2030-09-09", "2030-09-05"]}), wrong),
                (json!({"type": "range", "value": ["2030-02-30", "2030-09-05"]}), wrong),
                (json!({"type": "range", "value": ["2030-09-05"]}), wrong),
                (json!({"type": "calendarDays", "value": -1}), wrong),
                (json!({"type": "moons", "value": 1}), wrong),
                (json!("tomorrow"), wrong),
            ],
        );
    }

    #[test]
    fn the_layout_that_is_shown_is_one_that_may_be() {
        judged(
            layouts,
            &[json!({"defaultLayout": "week", "enabledLayouts": ["month", "week"]})],
            &[
                (json!({"defaultLayout": "week", "enabledLayouts": ["month"]}), "must include"),
                (json!({"defaultLayout": "week"}), "must provide both"),
                (json!({"defaultLayout": "day", "enabledLayouts": ["day"]}), "defaultLayout must be one of"),
                (
                    json!({"defaultLayout": "week", "enabledLayouts": ["day"]}),
                    "enabledLayouts must be an array",
                ),
            ],
        );
    }

    #[test]
    fn who_wants_to_be_asked_says_when() {
        let wrong = "Invalid requiresConfirmation structure.";
        let notice = |count: i64, unit: &str| json!({"type": "time", "noticeThreshold": {"count": count, "unit": unit}});
        judged(
            confirmation,
            &[json!({"type": "always"}), notice(30, "minutes"), json!({"disabled": true})],
            &[
                (json!({"type": "time"}), wrong),
                (json!({"type": "sometimes"}), wrong),
                (json!({}), wrong),
                (json!(7), wrong),
                (notice(-1, "minutes"), wrong),
                (notice(1, "moons"), wrong),
            ],
        );
    }

    #[test]
    fn a_limit_of_active_bookings_that_is_on_says_which() {
        judged(
            active_bookings,
            &[json!({"maximumActiveBookings": 3}), json!({"disabled": true})],
            &[
                (json!({"disabled": false}), "at least one other property"),
                (json!({"maximumActiveBookings": 0}), "must not be less than 1"),
                (json!(3), "it must be an object"),
            ],
        );
    }

    #[test]
    fn a_color_has_hexadecimal_digits() {
        let wrong = "it must be a hexadecimal color";
        judged(
            color,
            &[json!("#292929"), json!("fff")],
            &[(json!("#29292"), wrong), (json!("red"), wrong), (json!(1), wrong)],
        );
    }
}
