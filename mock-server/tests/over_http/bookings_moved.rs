//! What becomes of a booking: called off as a whole, in parts or as a series, or moved to another time.

use serde_json::{Value, json};

use crate::agency::{CLASS, INTRO, WEEKLY, at, open, request};
use crate::house::all;

const NINE: &str = "2026-01-01T09:00:00Z";
const TEN: &str = "2026-01-01T10:00:00Z";

#[tokio::test]
async fn a_booking_is_called_off_once_without_a_token() {
    let office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let path = at(&booking, "cancel");
    let answer = office.ask_with(None, "POST", &path, json!({"cancellationReason": "Rain"})).await;
    let cancelled = &answer.json["data"];
    assert_eq!((answer.status, &cancelled["status"]), (200, &json!("cancelled")), "{}", answer.text);
    assert_eq!(cancelled["cancellationReason"], "Rain");
    assert!(cancelled["cancelledByEmail"].is_null(), "nobody said who they are");
    assert_eq!(cancelled["location"], booking["location"]);
    assert_eq!(office.seen(&booking).await, *cancelled);
    let told = "This booking has already been cancelled.";
    assert_eq!(office.refuses("POST", &path, json!({})).await, (400, told.to_owned()));
    office.booked(INTRO, NINE).await;
}

#[tokio::test]
async fn whoever_calls_off_with_a_token_is_named() {
    let office = open().await;
    let path = at(&office.booked(INTRO, NINE).await, "cancel");
    let cancelled = office.asked(&office.alice, "POST", &path, Value::Null).await;
    assert_eq!(cancelled["cancelledByEmail"], "alice@example.com");
}

#[tokio::test]
async fn what_is_over_or_was_never_there_is_not_called_off() {
    let office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let told = "Booking with uid=nope not found";
    let refused = office.refuses("POST", "/v2/bookings/nope/cancel", json!({"cancellationReason": 7})).await;
    assert_eq!(refused, (404, told.to_owned()));
    let refused = office.refuses("POST", &at(&booking, "cancel"), json!({"cancellationReason": 7})).await;
    assert_eq!(refused, (400, "cancellationReason must be a string".to_owned()));
    office.house.advance("10h").await;
    let told = "Cannot cancel a booking that has already ended";
    let refused = office.refuses("POST", &at(&booking, "cancel"), json!({})).await;
    assert_eq!(refused, (400, told.to_owned()));
    assert_eq!(office.seen(&booking).await["status"], "accepted");
}

#[tokio::test]
async fn a_seat_is_given_up_by_whoever_knows_it_and_all_by_a_host() {
    let office = open().await;
    let one = office.booked(CLASS, NINE).await;
    let mut asked = request(CLASS, NINE);
    asked["attendee"]["email"] = json!("other@example.com");
    let other = office.made(asked).await;
    let path = at(&one, "cancel");
    let refuses = async |body: Value| office.refuses("POST", &path, body).await;
    assert_eq!(refuses(json!({})).await, (401, "User not a host of this event".to_owned()));
    let told = "Invalid seatUid: this seat does not exist or has already been cancelled.";
    assert_eq!(refuses(json!({"seatUid": "nope"})).await, (400, told.to_owned()));
    let elsewhere = office.booked(CLASS, TEN).await;
    let told = "Invalid seatUid: this seat does not belong to this booking.";
    assert_eq!(refuses(json!({"seatUid": elsewhere["seatUid"]})).await, (400, told.to_owned()));

    let answer = office.ask_with(None, "POST", &path, json!({"seatUid": one["seatUid"]})).await;
    assert_eq!((answer.status, &answer.json["data"]["status"]), (200, &json!("accepted")));
    let path = at(&other, "cancel");
    let answer = office.ask_with(None, "POST", &path, json!({"seatUid": other["seatUid"]})).await;
    assert_eq!(answer.json["data"]["status"], "cancelled", "nobody is left in it");
    let whole = office.asked(&office.alice, "POST", &at(&elsewhere, "cancel"), json!({})).await;
    assert_eq!(whole["status"], "cancelled");
}

#[tokio::test]
async fn a_series_is_called_off_from_one_of_its_bookings_on_or_as_a_whole() {
    let office = open().await;
    let made = office.booked(WEEKLY, NINE).await;
    let statuses = |bookings: &Value| -> Vec<String> {
        let bookings = bookings.as_array().unwrap();
        bookings.iter().map(|it| it["status"].as_str().unwrap().to_owned()).collect()
    };
    let on = json!({"cancelSubsequentBookings": true});
    let answer = office.ask_with(None, "POST", &at(&made[2], "cancel"), on.clone()).await;
    assert_eq!(statuses(&answer.json["data"]), ["accepted", "accepted", "cancelled", "cancelled"]);
    let series = format!("/v2/bookings/{}/cancel", made[0]["recurringBookingUid"].as_str().unwrap());
    let (status, told) = office.refuses("POST", &series, on.clone()).await;
    assert!(status == 400 && told.starts_with("Cannot cancel subsequent bookings for recurring event"));
    let answer = office.ask_with(None, "POST", &series, json!({})).await;
    assert_eq!(statuses(&answer.json["data"]), ["cancelled"; 4]);
    assert_eq!(office.refuses("POST", &series, json!({})).await.0, 400);
    let single = office.booked(INTRO, NINE).await;
    let (status, told) = office.refuses("POST", &at(&single, "cancel"), on).await;
    assert!(status == 400 && told.ends_with("is not part of a recurring booking."), "{told}");
}

#[tokio::test]
async fn a_moved_booking_has_a_successor_and_is_off() {
    let office = open().await;
    let old = office.booked(INTRO, NINE).await;
    let body = json!({
        "start": "2026-01-01T09:15:00Z", "reschedulingReason": "Late", "rescheduledBy": "dora@example.com",
    });
    let answer = office.ask_with(None, "POST", &at(&old, "reschedule"), body.clone()).await;
    let new = &answer.json["data"];
    assert_eq!((answer.status, &new["status"]), (201, &json!("accepted")), "{}", answer.text);
    assert_ne!(new["uid"], old["uid"]);
    assert_eq!(new["rescheduledFromUid"], old["uid"]);
    assert_eq!(
        (&new["reschedulingReason"], &new["rescheduledByEmail"]),
        (&json!("Late"), &json!("dora@example.com"))
    );
    assert_eq!((&new["start"], &new["duration"]), (&json!("2026-01-01T09:15:00.000Z"), &json!(30)));
    assert_eq!(new["attendees"], old["attendees"]);
    let seen = office.seen(&old).await;
    assert_eq!((&seen["status"], &seen["rescheduledToUid"]), (&json!("cancelled"), &new["uid"]));
    let (status, told) = office.refuses("POST", &at(&old, "reschedule"), body.clone()).await;
    assert!(status == 400 && told.contains("rescheduled already to booking with uid="), "{told}");
    office.ask_with(None, "POST", &at(new, "cancel"), json!({})).await;
    let (status, told) = office.refuses("POST", &at(new, "reschedule"), body).await;
    assert!(
        status == 400 && told.ends_with("Please provide uid of a booking that is not cancelled."),
        "{told}"
    );
}

#[tokio::test]
async fn a_booking_stays_where_it_is_if_it_cannot_be_moved() {
    let office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    office.booked(INTRO, TEN).await;
    for (start, told) in [
        (json!(TEN), "User either already has booking at this time or is not available"),
        (json!("2026-01-01T20:00:00Z"), "User either already has booking at this time or is not available"),
        (json!("2025-01-01T09:00:00Z"), "Attempting to book a meeting in the past."),
        (json!("9999-12-30T22:00:00Z"), "The event type can't be booked"),
        (json!("soon"), "start must be a valid ISO 8601 date string"),
        (Value::Null, "start must be a valid ISO 8601 date string"),
    ] {
        let body = json!({"start": start});
        let (status, refused) = office.refuses("POST", &at(&booking, "reschedule"), body).await;
        assert!(status == 400 && refused.starts_with(told), "{start}: {refused}");
    }
    assert_eq!(office.seen(&booking).await, booking);
    assert_eq!(office.count().await, 2);
    let told = "Booking with uid=nope was not found in the database";
    let refused = office.refuses("POST", "/v2/bookings/nope/reschedule", json!({"start": TEN})).await;
    assert_eq!(refused, (404, told.to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_move_a_booking_one_does() {
    let office = open().await;
    let path = at(&office.booked(INTRO, NINE).await, "reschedule");
    let ask = |hour: u64| {
        let body = json!({"start": format!("2026-01-01T{hour}:00:00Z")});
        office.ask_with(None, "POST", &path, body)
    };
    let answers = all((10..16).map(ask).collect()).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(office.count().await, 2);
}

#[tokio::test]
async fn a_seat_is_moved_alone() {
    let office = open().await;
    let one = office.booked(CLASS, NINE).await;
    let mut asked = request(CLASS, NINE);
    asked["attendee"]["email"] = json!("other@example.com");
    let other = office.made(asked).await;
    let path = at(&one, "reschedule");
    let refuses = async |body: Value| office.refuses("POST", &path, body).await;
    assert_eq!(refuses(json!({"start": TEN})).await.0, 401, "all of them are moved by a host alone");
    let told = "Seat with uid=nope does not exist.";
    assert_eq!(refuses(json!({"start": TEN, "seatUid": "nope"})).await, (404, told.to_owned()));
    let told = "Attempting to book a meeting in the past.";
    let past = json!({"start": "2025-12-31T10:00:00Z", "seatUid": other["seatUid"]});
    assert_eq!(refuses(past).await, (400, told.to_owned()));
    let body = json!({"start": TEN, "seatUid": other["seatUid"]});
    let answer = office.ask_with(None, "POST", &path, body).await;
    let moved = &answer.json["data"];
    assert_eq!((answer.status, &moved["seatUid"]), (201, &other["seatUid"]), "{}", answer.text);
    assert_ne!(moved["uid"], one["uid"]);
    let path = format!("/v2/bookings/{}", one["uid"].as_str().unwrap());
    let left = office.asked(&office.alice, "GET", &path, Value::Null).await;
    assert_eq!((&left["status"], &left["attendees"][0]["seatUid"]), (&json!("accepted"), &one["seatUid"]));
}
