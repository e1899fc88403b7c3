//! From hours and what takes them up; each test spoils one thing.

use super::*;
use crate::wire::{Exception, Hours};

fn span(start: &str, end: &str) -> Span {
    Span { start: start.parse().unwrap(), end: end.parse().unwrap() }
}

fn schedule(zone: &str, hours: &[(&str, &str, &str)], overrides: &[(&str, &str, &str)]) -> Schedule {
    let hours = hours.iter().map(|(day, start, end)| Hours {
        days: vec![(*day).to_owned()],
        start: (*start).to_owned(),
        end: (*end).to_owned(),
    });
    let overrides = overrides.iter().map(|(date, start, end)| Exception {
        date: date.parse().unwrap(),
        start: (*start).to_owned(),
        end: (*end).to_owned(),
    });
    Schedule {
        availability: hours.collect(),
        overrides: overrides.collect(),
        ..Schedule::working_hours(1, 1, zone)
    }
}

/// Thursday to Saturday.
const DAYS_IN_JANUARY: (&str, &str) = ("2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z");

fn told(schedule: &Schedule, within: (&str, &str)) -> Vec<String> {
    hours(schedule, span(within.0, within.1)).iter().map(|it| format!("{} {}", it.start, it.end)).collect()
}

#[test]
fn hours_are_meant_in_the_zone_of_their_schedule() {
    let london = schedule("Europe/London", &[("Thursday", "09:00", "17:00")], &[]);
    assert_eq!(told(&london, DAYS_IN_JANUARY), ["2026-01-01T09:00:00Z 2026-01-01T17:00:00Z"]);
    let summer = ("2026-07-02T00:00:00Z", "2026-07-03T00:00:00Z");
    assert_eq!(told(&london, summer), ["2026-07-02T08:00:00Z 2026-07-02T16:00:00Z"]);
    let tokyo = schedule("Asia/Tokyo", &[("Friday", "08:00", "10:00")], &[]);
    assert_eq!(told(&tokyo, DAYS_IN_JANUARY), ["2026-01-01T23:00:00Z 2026-01-02T01:00:00Z"]);
}

#[test]
fn on_the_day_when_the_clocks_change_hours_stay_what_they_are_called() {
    let berlin = schedule("Europe/Berlin", &[("Sunday", "01:00", "04:00")], &[]);
    let spring = ("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z");
    assert_eq!(told(&berlin, spring), ["2026-03-29T00:00:00Z 2026-03-29T02:00:00Z"]);
    let autumn = ("2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z");
    assert_eq!(told(&berlin, autumn), ["2026-10-24T23:00:00Z 2026-10-25T03:00:00Z"]);
}

#[test]
fn what_is_written_for_a_day_beats_what_is_written_for_its_kind() {
    let hours = [("Thursday", "09:00", "17:00"), ("Friday", "09:00", "17:00")];
    let closed = schedule("UTC", &hours, &[("2026-01-01", "10:00", "10:00")]);
    assert_eq!(told(&closed, DAYS_IN_JANUARY), ["2026-01-02T09:00:00Z 2026-01-02T17:00:00Z"]);
    let parts = [("2026-01-03", "10:00", "11:00"), ("2026-01-03", "14:00", "15:00")];
    let open = schedule("UTC", &[], &parts);
    assert_eq!(
        told(&open, DAYS_IN_JANUARY),
        ["2026-01-03T10:00:00Z 2026-01-03T11:00:00Z", "2026-01-03T14:00:00Z 2026-01-03T15:00:00Z"]
    );
}

#[test]
fn hours_go_on_over_midnight() {
    for end in ["23:59", "00:00"] {
        let night = schedule("UTC", &[("Thursday", "22:00", end), ("Friday", "00:00", "02:00")], &[]);
        assert_eq!(told(&night, DAYS_IN_JANUARY), ["2026-01-01T22:00:00Z 2026-01-02T02:00:00Z"]);
    }
}

#[test]
fn hours_that_cannot_be_are_none() {
    for hours in [("Thursday", "17:00", "09:00"), ("Thursday", "9", "17:00"), ("Someday", "09:00", "17:00")] {
        assert_eq!(told(&schedule("UTC", &[hours], &[]), DAYS_IN_JANUARY), [""; 0], "{hours:?}");
    }
    let nowhere = schedule("Mars/Olympus", &[("Thursday", "09:00", "17:00")], &[]);
    assert_eq!(told(&nowhere, DAYS_IN_JANUARY).len(), 1, "a zone that does not exist is UTC");
}

#[test]
fn the_calendar_has_two_ends() {
    let all = Span { start: Timestamp::MAX, end: Timestamp::MAX };
    assert_eq!(hours(&schedule("UTC", &[], &[]), all), []);
    let first = Span { start: Timestamp::MIN, end: Timestamp::MIN };
    assert_eq!(hours(&schedule("Pacific/Kiritimati", &[], &[]), first), []);
    assert_eq!(Span::of(Timestamp::MAX, 1), None);
    assert_eq!(Span::of(Timestamp::MIN, u64::MAX).map(|span| span.start), Some(Timestamp::MIN));
}

#[test]
fn two_that_touch_do_not_overlap() {
    let (one, next) = (
        span("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z"),
        span("2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z"),
    );
    assert!(one.overlaps(&one) && !one.overlaps(&next) && !next.overlaps(&one));
    assert!(one.contains(&one) && !one.contains(&next));
}

#[test]
fn what_is_taken_is_cut_out() {
    let open = vec![span("2026-01-01T09:00:00Z", "2026-01-01T17:00:00Z")];
    let cut = |taken: &[(&str, &str)]| {
        let taken: Vec<Span> = taken
            .iter()
            .map(|(start, end)| span(&format!("2026-01-01T{start}:00Z"), &format!("2026-01-01T{end}:00Z")))
            .collect();
        let left = without(open.clone(), &taken);
        left.iter()
            .map(|it| format!("{} {}", it.start.strftime("%H:%M"), it.end.strftime("%H:%M")))
            .collect::<Vec<_>>()
    };
    assert_eq!(cut(&[]), ["09:00 17:00"]);
    assert_eq!(cut(&[("10:00", "11:00")]), ["09:00 10:00", "11:00 17:00"]);
    assert_eq!(cut(&[("08:00", "09:00"), ("17:00", "18:00")]), ["09:00 17:00"]);
    assert_eq!(cut(&[("08:00", "10:00"), ("09:30", "11:00"), ("16:00", "18:00")]), ["11:00 16:00"]);
    assert_eq!(cut(&[("08:00", "18:00")]), [""; 0]);
}

#[test]
fn what_is_shared_is_in_both() {
    let one = [span("2026-01-01T09:00:00Z", "2026-01-01T12:00:00Z")];
    let other = [
        span("2026-01-01T08:00:00Z", "2026-01-01T10:00:00Z"),
        span("2026-01-01T11:00:00Z", "2026-01-01T13:00:00Z"),
        span("2026-01-01T12:00:00Z", "2026-01-01T14:00:00Z"),
    ];
    assert_eq!(
        shared(&one, &other),
        [
            span("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z"),
            span("2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z")
        ]
    );
}
