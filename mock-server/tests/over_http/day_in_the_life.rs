//! A day in the life of an integrator: what one step does, the next one sees.

use serde_json::{Value, json};

use crate::office::Office;

const MONDAY: &str = "2026-01-05T10:00:00.000Z";
const TUESDAY: &str = "2026-01-06T11:00:00.000Z";

#[tokio::test]
async fn an_event_type_is_booked_confirmed_moved_and_called_off() {
    let office = Office::open().await;
    let alice = &office.alice;
    let interview = json!({
        "lengthInMinutes": 60, "title": "Interview", "slug": "interview",
        "confirmationPolicy": {"type": "always", "blockUnconfirmedBookingsInBooker": false},
    });
    office.asked(alice, "POST", "/v2/event-types", interview).await;

    // The integrator lists what can be booked, and when.
    let token = office.token("EVENT_TYPE_READ BOOKING_READ BOOKING_WRITE").await;
    let ask = async |method: &str, path: &str, body: Value| {
        let answer = office.ask_with(Some(&token), method, path, body).await;
        assert!(answer.status < 300, "{method} {path}: {}", answer.text);
        answer.json["data"].clone()
    };
    let event_types = ask("GET", "/v2/event-types", Value::Null).await;
    assert_eq!(event_types[0]["slug"], "interview");
    let event_type = &event_types[0]["id"];
    let slots = format!("/v2/slots?eventTypeId={event_type}&start=2026-01-05&end=2026-01-06");
    let is_free = async |start: &str| {
        let slots = office.ask_with(None, "GET", &slots, Value::Null).await.json["data"].clone();
        slots.to_string().contains(&start[..16])
    };
    assert!(is_free(MONDAY).await && is_free(TUESDAY).await);

    // A guest books without any token; it waits for the host, and nobody else gets the slot.
    let guest = json!({"name": "Gus Guest", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let booking = json!({"eventTypeId": event_type, "start": MONDAY, "attendee": guest});
    let booked = office.ask_with(None, "POST", "/v2/bookings", booking.clone()).await;
    assert_eq!((booked.status, &booked.json["data"]["status"]), (201, &json!("pending")), "{}", booked.text);
    let uid = booked.json["data"]["uid"].as_str().unwrap().to_owned();
    assert_eq!(office.ask_with(None, "POST", "/v2/bookings", booking).await.status, 400);
    assert!(!is_free(MONDAY).await);

    // The integrator reads it, and the host's yes goes through them.
    let waiting = ask("GET", "/v2/bookings?status=unconfirmed", Value::Null).await;
    assert_eq!((waiting[0]["uid"].as_str(), &waiting[0]["start"]), (Some(&*uid), &json!(MONDAY)));
    let confirmed = ask("POST", &format!("/v2/bookings/{uid}/confirm"), Value::Null).await;
    assert_eq!(confirmed["status"], "accepted");
    let upcoming = ask("GET", "/v2/bookings?status=upcoming", Value::Null).await;
    assert_eq!((upcoming[0]["uid"].as_str(), &upcoming[0]["status"]), (Some(&*uid), &json!("accepted")));

    // The guest moves it: a new booking takes the place of the old one, and its slot is free again.
    let later = json!({"start": TUESDAY, "reschedulingReason": "a dentist"});
    let moved = office.ask_with(None, "POST", &format!("/v2/bookings/{uid}/reschedule"), later).await;
    assert_eq!(moved.status, 201, "{}", moved.text);
    let moved_uid = moved.json["data"]["uid"].as_str().unwrap().to_owned();
    assert_eq!(moved.json["data"]["start"], TUESDAY);
    let old = ask("GET", &format!("/v2/bookings/{uid}"), Value::Null).await;
    assert_eq!((&old["status"], old["rescheduledToUid"].as_str()), (&json!("cancelled"), Some(&*moved_uid)));
    assert!(is_free(MONDAY).await && !is_free(TUESDAY).await);

    // And calls it off.
    let why = json!({"cancellationReason": "it hurts"});
    let cancelled = office.ask_with(None, "POST", &format!("/v2/bookings/{moved_uid}/cancel"), why).await;
    assert_eq!((cancelled.status, &cancelled.json["data"]["status"]), (200, &json!("cancelled")));
    let read = ask("GET", &format!("/v2/bookings/{moved_uid}"), Value::Null).await;
    assert_eq!((&read["status"], &read["cancellationReason"]), (&json!("cancelled"), &json!("it hurts")));
    assert!(is_free(TUESDAY).await);
    let upcoming = ask("GET", "/v2/bookings?status=upcoming", Value::Null).await;
    assert_eq!(upcoming, json!([]));
}
