//! From a list with something in it; each test spoils one thing.

use serde_json::json;

use super::*;

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

fn booking(id: u64, hour: u64, status: BookingStatus, is_of_a_series: bool) -> Booking {
    let mut notes = Map::new();
    if is_of_a_series {
        notes.insert("recurringBookingUid".to_owned(), json!("series"));
    }
    Booking {
        id,
        uid: id.to_string(),
        event_type: 50,
        hosts: vec![1],
        status,
        title: String::new(),
        description: String::new(),
        start: at(&format!("2026-01-01T{hour:02}:00:00Z")),
        end: at(&format!("2026-01-01T{:02}:00:00Z", hour + 1)),
        location: String::new(),
        attendees: Vec::new(),
        guests: Vec::new(),
        absent_host: false,
        created_at: at("2026-01-01T00:00:00Z"),
        updated_at: at("2026-01-01T00:00:00Z"),
        metadata: Map::new(),
        responses: Map::new(),
        notes,
    }
}

#[test]
fn a_status_is_what_production_means_by_it() {
    use BookingStatus::{Accepted, Cancelled, Pending, Rejected};
    let noon = at("2026-01-01T12:00:00Z");
    let words = |hour, status, is_of_a_series| {
        let booking = booking(1, hour, status, is_of_a_series);
        STATUSES.iter().copied().filter(|word| is(word, &booking, noon)).collect::<Vec<_>>()
    };
    assert_eq!(words(14, Accepted, false), ["upcoming"]);
    assert_eq!(words(14, Pending, false), ["upcoming", "unconfirmed"]);
    assert_eq!(words(14, Accepted, true), ["upcoming", "recurring"]);
    assert_eq!(words(14, Pending, true), ["recurring", "unconfirmed"]);
    assert_eq!(words(14, Cancelled, true), ["cancelled"]);
    assert_eq!(words(9, Accepted, false), ["past"]);
    assert_eq!(words(9, Rejected, false), ["cancelled"]);
    assert_eq!(words(11, Accepted, false), ["upcoming", "past"], "it ends now");
}

#[test]
fn one_order_counts_and_what_is_over_is_shown_from_the_latest_back() {
    let bookings = [
        booking(3, 9, BookingStatus::Accepted, false),
        booking(1, 14, BookingStatus::Accepted, false),
        booking(2, 14, BookingStatus::Accepted, false),
    ];
    let ids = |query: Value| {
        let mut bookings = bookings.to_vec();
        bookings.sort_by(|one, other| order(one, other, query.as_object().unwrap()));
        bookings.iter().map(|booking| booking.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(json!({})), [3, 1, 2]);
    assert_eq!(ids(json!({"status": ["past"]})), [1, 2, 3]);
    assert_eq!(ids(json!({"status": ["past"], "sortStart": "asc"})), [3, 1, 2]);
    assert_eq!(ids(json!({"sortEnd": "desc"})), [1, 2, 3]);
    assert_eq!(ids(json!({"sortCreated": "desc", "sortStart": "asc"})), [3, 1, 2]);
    assert_eq!(ids(json!({"sortCreated": "desc"})), [1, 2, 3]);
}
