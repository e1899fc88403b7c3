//! From hosts who are free; each test spoils one thing.

use std::collections::BTreeMap;

use super::*;
use crate::wire::{Booking, BookingStatus, Schedule};

const DAY: (&str, &str) = ("2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z");

fn span(start: &str, end: &str) -> Span {
    Span { start: start.parse().unwrap(), end: end.parse().unwrap() }
}

fn hour(hour: i64) -> Span {
    span(&format!("2026-01-01T{hour:02}:00:00Z"), &format!("2026-01-01T{:02}:00:00Z", hour + 1))
}

fn host(user: u64, is_mandatory: bool, priority: usize) -> Host {
    Host { user, schedule: Some(Schedule::working_hours(user, user, "UTC")), is_mandatory, priority }
}

fn crew(takes_turns: bool, hosts: &[Host]) -> Crew {
    Crew { hosts: hosts.to_vec(), event_type: 50, takes_turns, buffers: Buffers::default() }
}

fn booked(id: u64, host: u64, span: Span) -> Booking {
    Booking {
        id,
        uid: id.to_string(),
        event_type: 50,
        hosts: vec![host],
        status: BookingStatus::Accepted,
        title: String::new(),
        description: String::new(),
        start: span.start,
        end: span.end,
        location: String::new(),
        attendees: Vec::new(),
        guests: Vec::new(),
        absent_host: false,
        created_at: span.start,
        updated_at: span.start,
        metadata: serde_json::Map::new(),
        responses: serde_json::Map::new(),
        notes: serde_json::Map::new(),
    }
}

/// Who takes the hour at ten, with these bookings.
fn chosen(crew: &Crew, bookings: &[Booking], gladly: &[u64]) -> Option<Vec<u64>> {
    let (bookings, buffers) = (shelf(bookings), BTreeMap::new());
    crew.choose(hour(10), &Diary { bookings: &bookings, buffers: &buffers, except: None }, gladly)
}

fn shelf(bookings: &[Booking]) -> BTreeMap<String, Booking> {
    bookings.iter().map(|it| (it.uid.clone(), it.clone())).collect()
}

fn starts(crew: &Crew, bookings: &[Booking], minutes: u64, interval: u64) -> Vec<String> {
    let (bookings, buffers) = (shelf(bookings), BTreeMap::new());
    let diary = Diary { bookings: &bookings, buffers: &buffers, except: None };
    let starts = crew.starts(span(DAY.0, DAY.1), minutes, interval, &diary);
    starts.iter().map(|start| start.strftime("%H:%M").to_string()).collect()
}

#[test]
fn all_take_part_or_nobody_does() {
    let both = crew(false, &[host(1, false, 2), host(2, false, 2)]);
    assert_eq!(chosen(&both, &[], &[]), Some(vec![1, 2]));
    assert_eq!(chosen(&both, &[booked(1, 2, hour(10))], &[]), None);
    assert_eq!(chosen(&crew(false, &[]), &[], &[]), None);
}

#[test]
fn in_turn_comes_whoever_is_free_wanted_and_has_least() {
    let hosts = [host(1, false, 2), host(2, false, 2)];
    let turns = crew(true, &hosts);
    assert_eq!(chosen(&turns, &[], &[]), Some(vec![1]), "the first where all are alike");
    assert_eq!(chosen(&turns, &[booked(1, 1, hour(10))], &[]), Some(vec![2]), "whoever is free");
    assert_eq!(chosen(&turns, &[booked(1, 1, hour(14))], &[]), Some(vec![2]), "whoever has less");
    assert_eq!(chosen(&turns, &[], &[2]), Some(vec![2]), "whoever had it before");
    assert_eq!(chosen(&turns, &[booked(1, 1, hour(10)), booked(2, 2, hour(10))], &[]), None);
    let ranked = crew(true, &[host(1, false, 2), host(2, false, 4)]);
    assert_eq!(chosen(&ranked, &[booked(1, 2, hour(14))], &[]), Some(vec![2]), "whoever ranks higher");
}

#[test]
fn nothing_takes_place_without_those_who_must_be_there() {
    let turns = crew(true, &[host(1, true, 2), host(2, false, 2), host(3, false, 2)]);
    assert_eq!(chosen(&turns, &[], &[]), Some(vec![2, 1]));
    assert_eq!(chosen(&turns, &[booked(1, 1, hour(10))], &[]), None);
    assert_eq!(chosen(&crew(true, &[host(1, true, 2)]), &[], &[]), Some(vec![1]));
    assert_eq!(starts(&turns, &[booked(1, 1, hour(10))], 60, 60).len(), 7);
    assert_eq!(starts(&turns, &[booked(1, 2, hour(10))], 60, 60).len(), 8, "the other is free");
}

#[test]
fn what_is_off_or_about_to_go_takes_no_time() {
    let own = crew(false, &[host(1, true, 2)]);
    let off = Booking { status: BookingStatus::Cancelled, ..booked(1, 1, hour(10)) };
    assert_eq!(chosen(&own, &[off], &[]), Some(vec![1]));
    let pending = Booking { status: BookingStatus::Pending, ..booked(1, 1, hour(10)) };
    assert_eq!(chosen(&own, std::slice::from_ref(&pending), &[]), None);
    let (bookings, buffers) = (shelf(&[pending]), BTreeMap::new());
    let diary = Diary { bookings: &bookings, buffers: &buffers, except: Some("1") };
    assert_eq!(own.choose(hour(10), &diary, &[]), Some(vec![1]));
}

#[test]
fn rest_is_kept_on_both_sides_of_both() {
    let buffers = BTreeMap::from([(50, Buffers { before: 10, after: 20 })]);
    let bookings = shelf(&[booked(1, 1, hour(12))]);
    let diary = Diary { bookings: &bookings, buffers: &buffers, except: None };
    let own = Crew { buffers: Buffers { before: 5, after: 15 }, ..crew(false, &[host(1, true, 2)]) };
    let is_free = |start: &str, end: &str| {
        let span = span(&format!("2026-01-01T{start}:00Z"), &format!("2026-01-01T{end}:00Z"));
        own.choose(span, &diary, &[]).is_some()
    };
    assert!(is_free("11:00", "11:35") && !is_free("11:00", "11:36"), "15 after it and 10 before the other");
    assert!(is_free("13:25", "14:00") && !is_free("13:24", "14:00"), "20 after the other and 5 before it");
}

#[test]
fn slots_begin_at_round_times_and_end_within_the_hours() {
    let own = crew(false, &[host(1, true, 2)]);
    assert_eq!(starts(&own, &[], 60, 60).len(), 8);
    let odd = span("2026-01-01T09:00:00Z", "2026-01-01T09:20:00Z");
    assert_eq!(starts(&own, &[booked(1, 1, odd)], 60, 60)[..2], ["10:00", "11:00"]);
    assert_eq!(starts(&own, &[booked(1, 1, odd)], 60, 30)[..2], ["09:30", "10:00"]);
    assert_eq!(starts(&own, &[booked(1, 1, odd)], 45, 45)[..2], ["09:30", "10:15"]);
    assert_eq!(starts(&own, &[], 7, 7)[..2], ["09:00", "09:07"]);
    assert_eq!(starts(&own, &[], 480, 480), ["09:00"]);
    assert_eq!(starts(&own, &[], 481, 481), [""; 0]);
    assert_eq!(starts(&own, &[], u64::MAX, u64::MAX), [""; 0]);
}

#[test]
fn two_hosts_in_turn_do_not_make_one_long_free_time() {
    let turns = crew(true, &[host(1, false, 2), host(2, false, 2)]);
    let morning = span("2026-01-01T09:00:00Z", "2026-01-01T10:30:00Z");
    let rest = span("2026-01-01T10:30:00Z", "2026-01-01T17:00:00Z");
    let bookings = [booked(1, 1, morning), booked(2, 2, rest)];
    assert_eq!(
        starts(&turns, &bookings, 60, 60),
        ["09:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"]
    );
}

#[test]
fn slots_are_round_in_the_zone_of_the_host() {
    let mut india = host(1, true, 2);
    india.schedule = Some(Schedule::working_hours(1, 1, "Asia/Kolkata"));
    assert_eq!(starts(&crew(false, &[india]), &[], 60, 60)[..2], ["03:30", "04:30"]);
    let nobody = Host { schedule: None, ..host(1, true, 2) };
    assert_eq!(starts(&crew(false, &[nobody]), &[], 60, 60), [""; 0]);
}
