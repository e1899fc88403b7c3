//! From a time that can be booked; each test spoils one thing.

use serde_json::json;

use super::*;
use crate::wire::Owner;

/// New Year's Day 2026, a Thursday, at noon.
const NOON: &str = "2026-01-01T12:00:00Z";

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

fn event_type(settings: Value) -> EventType {
    let Value::Object(settings) = settings else { unreachable!() };
    EventType { settings, ..EventType::new(50, Owner::User(1)) }
}

#[test]
fn nothing_is_booked_that_has_begun_or_begins_too_soon() {
    let notice = event_type(json!({"minimumBookingNotice": 60}));
    let outcome = |event_type: &EventType, start: &str| can_start(event_type, at(start), at(NOON));
    assert_eq!(outcome(&event_type(json!({})), NOON), Ok(()));
    assert_eq!(outcome(&event_type(json!({})), "2026-01-01T11:59:59Z"), Err(BookingError::InThePast));
    assert_eq!(outcome(&notice, "2026-01-01T12:59:59Z"), Err(BookingError::OutOfBounds));
    assert_eq!(outcome(&notice, "2026-01-01T13:00:00Z"), Ok(()));
    let forever = event_type(json!({"minimumBookingNotice": u64::MAX}));
    assert_eq!(can_start(&forever, Timestamp::MAX, at("9999-01-01T00:00:00Z")), Ok(()));
    assert_eq!(outcome(&forever, "2100-01-01T00:00:00Z"), Err(BookingError::OutOfBounds));
}

#[test]
fn nothing_is_booked_outside_the_window() {
    let last = |window: Value| {
        let event_type = event_type(json!({"bookingWindow": window}));
        let day = |day: &u64| at(&format!("2026-01-{day:02}T12:00:00Z"));
        (1..=31).filter(|it| is_in_window(&event_type, day(it), at(NOON))).collect::<Vec<u64>>()
    };
    let days = |first: u64, last: u64| (first..=last).collect::<Vec<_>>();
    assert_eq!(last(json!({"type": "calendarDays", "value": 5})), days(1, 6));
    assert_eq!(last(json!({"type": "businessDays", "value": 2})), days(1, 5));
    assert_eq!(last(json!({"type": "range", "value": ["2026-01-10", "2026-01-12"]})), days(10, 12));
    assert_eq!(last(json!({"disabled": true})), days(1, 31));
    assert_eq!(last(json!({"type": "calendarDays", "value": "five"})), days(1, 31));
    assert_eq!(last(json!({"type": "businessDays", "value": 11})), days(1, 18));
    let far = event_type(json!({"bookingWindow": {"type": "businessDays", "value": u64::MAX}}));
    assert!(is_in_window(&far, Timestamp::MAX, at(NOON)));
}

#[test]
fn a_length_is_asked_for_where_there_are_several() {
    let several = event_type(json!({"lengthInMinutesOptions": [15, 30]}));
    assert_eq!(minutes(&several, None), Ok(30));
    assert_eq!(minutes(&several, Some(15)), Ok(15));
    assert_eq!(minutes(&several, Some(20)), Err(BookingError::OtherLength("15, 30".to_owned())));
    assert_eq!(minutes(&event_type(json!({})), Some(30)), Err(BookingError::OneLength));
}

fn weekly(frequency: &str, interval: i64) -> EventType {
    event_type(json!({"recurrence": {"interval": interval, "occurrences": 3, "frequency": frequency}}))
}

fn series(event_type: &EventType, asked: Option<u64>) -> Vec<String> {
    let all = occurrences(event_type, asked, at("2026-03-25T09:00:00Z"), "Europe/Berlin").unwrap();
    all.iter().map(|it| it.strftime("%m-%d %H:%M").to_string()).collect()
}

#[test]
fn a_series_keeps_the_time_of_the_day_of_whoever_books_it() {
    assert_eq!(series(&weekly("weekly", 1), None), ["03-25 09:00", "04-01 08:00", "04-08 08:00"]);
    assert_eq!(series(&weekly("weekly", 2), Some(2)), ["03-25 09:00", "04-08 08:00"]);
    assert_eq!(series(&weekly("monthly", 1), None), ["03-25 09:00", "04-25 08:00", "05-25 08:00"]);
    assert_eq!(series(&weekly("yearly", 1), Some(2)), ["03-25 09:00", "03-25 09:00"]);
    assert_eq!(series(&weekly("daily", 1), Some(2)), ["03-25 09:00", "03-26 09:00"]);
    assert_eq!(series(&event_type(json!({})), None), ["03-25 09:00"]);
}

#[test]
fn a_series_is_as_long_as_it_may_be() {
    let start = at(NOON);
    let outcome = |event_type: &EventType, asked| occurrences(event_type, asked, start, "UTC");
    assert_eq!(outcome(&weekly("weekly", 1), Some(4)), Err(BookingError::TooManyRecurrences));
    assert_eq!(outcome(&event_type(json!({})), Some(1)), Err(BookingError::NotRecurring(50)));
    assert!(!comes_back(&event_type(json!({"recurrence": null}))) && comes_back(&weekly("weekly", 1)));
    let endless = event_type(json!({"recurrence": {"occurrences": u64::MAX, "interval": i64::MAX}}));
    assert_eq!(outcome(&endless, None), Err(BookingError::OutOfBounds));
    let long = event_type(json!({"recurrence": {"occurrences": u64::MAX}}));
    assert_eq!(outcome(&long, None).map(|all| all.len()), Ok(500));
}
