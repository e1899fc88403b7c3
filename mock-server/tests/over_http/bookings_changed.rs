//! What is changed of a booking: confirmed or declined, who comes along and who does not, where and with whom; and whose it
//! is.

use serde_json::{Value, json};

use crate::agency::{ALICE, BOB, CAROL, CAROLS, CHECKED, HELP, INTRO, PITCH, at, open};
use crate::office::Office;

const NINE: &str = "2026-01-01T09:00:00Z";
const TEN: &str = "2026-01-01T10:00:00Z";

#[tokio::test]
async fn a_host_confirms_or_declines_what_waits_and_nothing_else() {
    let office = open().await;
    for (what, body, status) in
        [("confirm", Value::Null, "accepted"), ("decline", json!({"reason": "No"}), "rejected")]
    {
        let booking = office.booked(CHECKED, NINE).await;
        let path = at(&booking, what);
        let decided = office.asked(&office.alice, "POST", &path, body).await;
        assert_eq!(decided["status"], status);
        assert_eq!(office.seen(&booking).await, decided);
        let (refused, told) = office.refuses_alice("POST", &path, Value::Null).await;
        let again = if status == "accepted" { "Booking already confirmed" } else { "Booking with uid=" };
        assert!(refused == 400 && told.starts_with(again), "{told}");
        let off = office.asked(&office.alice, "POST", &at(&booking, "cancel"), Value::Null).await;
        assert_eq!(off["location"], decided["location"], "where it would have been is remembered");
        let (refused, told) = office.refuses_alice("POST", &path, Value::Null).await;
        assert!(refused == 400 && told.contains(" is cancelled, only a pending booking"), "{told}");
    }
    let booking = office.booked(CHECKED, NINE).await;
    let (status, told) = office.refuses_alice("POST", &at(&booking, "decline"), json!({"reason": 1})).await;
    assert_eq!((status, told.as_str()), (400, "reason must be a string"));
    assert_eq!(office.seen(&booking).await["status"], "pending");
}

#[tokio::test]
async fn whoever_moves_what_waits_makes_it_wait_again_unless_it_is_a_host() {
    let office = open().await;
    let booking = office.booked(CHECKED, NINE).await;
    office.asked(&office.alice, "POST", &at(&booking, "confirm"), Value::Null).await;
    let body = json!({"start": TEN});
    let by_dora = office.ask_with(None, "POST", &at(&booking, "reschedule"), body).await.json["data"].clone();
    assert_eq!(by_dora["status"], "pending");
    let body = json!({"start": NINE, "rescheduledBy": "alice@example.com"});
    let by_alice = office.ask_with(None, "POST", &at(&by_dora, "reschedule"), body).await;
    assert_eq!(by_alice.json["data"]["status"], "accepted");
}

#[tokio::test]
async fn guests_are_added_once_each_and_not_too_many() {
    let office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let path = at(&booking, "guests");
    let guests = |emails: Vec<String>| json!({"guests": emails.iter().map(|email| json!({"email": email})).collect::<Vec<_>>()});
    let body =
        json!({"guests": [{"email": "eve@example.com", "name": "Eve"}, {"email": "dora@example.com"}]});
    let changed = office.asked(&office.alice, "POST", &path, body.clone()).await;
    assert_eq!(changed["guests"], json!(["eve@example.com"]));
    assert_eq!(changed["attendees"][1]["name"], "Eve");
    assert_eq!(office.seen(&booking).await, changed);
    for (body, told) in [
        (body, "emails_must_be_unique_valid"),
        (json!({}), "guests must be an array"),
        (json!({"guests": []}), "guests must contain at least 1 elements"),
        (
            guests((0..11).map(|n| format!("{n}@example.com")).collect()),
            "guests must contain no more than 10 elements",
        ),
        (json!({"guests": [{"name": "Eve"}]}), "email must be an email"),
        (
            json!({"guests": [{"email": "f@example.com", "timeZone": "Mars"}]}),
            "timeZone must be a valid IANA time-zone",
        ),
        (json!({"guests": ["f@example.com"]}), "0 must be an object"),
    ] {
        assert_eq!(office.refuses_alice("POST", &path, body).await, (400, told.to_owned()));
    }
    for tens in ["a", "b"] {
        office
            .asked(
                &office.alice,
                "POST",
                &path,
                guests((0..10).map(|n| format!("{tens}{n}@example.com")).collect()),
            )
            .await;
    }
    let body = guests((0..10).map(|n| format!("c{n}@example.com")).collect());
    let told = "A booking can have at most 30 guests";
    assert_eq!(office.refuses_alice("POST", &path, body).await, (400, told.to_owned()));
    assert_eq!(office.seen(&booking).await["guests"].as_array().unwrap().len(), 21);
}

#[tokio::test]
async fn a_booking_takes_place_where_it_is_told_to() {
    let office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let path = at(&booking, "location");
    assert_eq!(office.asked(&office.alice, "PATCH", &path, json!({})).await, booking);
    for (location, told) in [
        (json!("here"), "location must be an object"),
        (json!({}), "type must be one of"),
        (json!({"type": "moon"}), "type must be one of"),
        (json!({"type": "address"}), "location must be one of"),
        (json!({"type": "address", "address": ""}), "address should not be empty"),
    ] {
        let (status, refused) = office.refuses_alice("PATCH", &path, json!({"location": location})).await;
        assert!(status == 400 && refused.starts_with(told), "{refused}");
    }
    for (location, kept) in [
        (json!({"type": "address", "address": "1 High Street"}), "1 High Street"),
        (json!({"type": "link", "link": "https://meet.example/x"}), "https://meet.example/x"),
        (json!({"type": "phone", "phone": "+442079460000"}), "+442079460000"),
        (json!({"type": "attendeeDefined", "location": "My place"}), "My place"),
    ] {
        let moved = office.asked(&office.alice, "PATCH", &path, json!({"location": location})).await;
        assert_eq!((&moved["location"], &moved["meetingUrl"]), (&json!(kept), &json!(kept)));
        assert_eq!(office.seen(&booking).await, moved);
    }
}

#[tokio::test]
async fn who_did_not_come_is_told_once_it_began() {
    let mut office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let path = at(&booking, "mark-absent");
    let body = json!({"host": true, "attendees": [{"email": "DORA@example.com", "absent": true}]});
    let told = "Bookings can only be marked as absent after their scheduled start time. Current time in UTC+0: 2026-01-01T00:00:00.000Z, Booking start time in UTC+0: 2026-01-01T09:00:00.000Z";
    let early = office.refuses_alice("POST", &path, body.clone()).await;
    assert_eq!(early, (400, told.to_owned()));
    office.wait("9h").await;
    for (body, status, told) in [
        (json!({"host": "yes"}), 400, "host must be a boolean value"),
        (json!({"attendees": {}}), 400, "attendees must be an array"),
        (json!({"attendees": [{"email": "dora@example.com"}]}), 400, "absent must be a boolean value"),
        (
            json!({"host": true, "attendees": [{"email": "eve@example.com", "absent": true}]}),
            404,
            "Attendee with e-mail eve@example.com",
        ),
    ] {
        let (refused, sentence) = office.refuses_alice("POST", &path, body).await;
        assert!(refused == status && sentence.starts_with(told), "{sentence}");
    }
    assert_eq!(office.seen(&booking).await, booking, "a refusal changes nothing");
    let marked = office.asked(&office.alice, "POST", &path, body).await;
    assert_eq!((&marked["absentHost"], &marked["attendees"][0]["absent"]), (&json!(true), &json!(true)));
    assert_eq!(office.seen(&booking).await, marked);
}

#[tokio::test]
async fn another_host_takes_a_booking_if_one_is_free() {
    let office = open().await;
    let booking = office.booked(HELP, NINE).await;
    let first = booking["hosts"][0]["id"].as_u64().unwrap();
    let other = if first == ALICE { BOB } else { ALICE };
    let given = office.asked(&office.alice, "POST", &at(&booking, "reassign"), Value::Null).await;
    assert_eq!(given["reassignedTo"]["id"], other);
    assert_eq!(office.seen(&booking).await["hosts"][0]["id"], other);
    let back = at(&booking, &format!("reassign/{first}"));
    let given = office.asked(&office.alice, "POST", &back, json!({"reason": "Lunch"})).await;
    assert_eq!(given["reassignedTo"]["id"], first);

    let refused = async |path: String| office.refuses_alice("POST", &path, Value::Null).await;
    let (status, told) = refused(back).await;
    assert!(status == 400 && told.starts_with("User with id="), "{told}");
    let (status, told) = refused(at(&booking, &format!("reassign/{CAROL}"))).await;
    assert!(status == 400 && told.starts_with("User with id=3 is not a valid Round Robin host"), "{told}");
    for nobody in ["999", "-1", "9223372036854775808", "99999999999999999999999"] {
        let told = format!("User with id={nobody} was not found in the database");
        assert_eq!(refused(at(&booking, &format!("reassign/{nobody}"))).await, (404, told));
    }
    assert_eq!(refused(at(&booking, "reassign/bob")).await.0, 400);

    let own = office.booked(INTRO, "2026-01-01T11:00:00Z").await;
    let (status, told) = refused(at(&own, "reassign")).await;
    assert!(status == 400 && told.ends_with("not a round robin event type"), "{told}");
    office.booked(HELP, NINE).await;
    let told = "Can't reassign the booking because no other host is available at that time.";
    assert_eq!(refused(at(&booking, "reassign")).await, (400, told.to_owned()));
    assert_eq!(refused(at(&booking, &format!("reassign/{other}"))).await, (400, told.to_owned()));
}

#[tokio::test]
async fn what_is_off_is_changed_no_more() {
    let office = open().await;
    let booking = office.booked(HELP, NINE).await;
    office.ask_with(None, "POST", &at(&booking, "cancel"), json!({})).await;
    for (method, what, body) in [
        ("POST", "guests", json!({"guests": [{"email": "eve@example.com"}]})),
        ("PATCH", "location", json!({"location": {"type": "address", "address": "x"}})),
        ("POST", "reassign", Value::Null),
    ] {
        let (status, told) = office.refuses_alice(method, &at(&booking, what), body).await;
        assert!(status == 400 && told.ends_with("is cancelled and can't be changed"), "{told}");
    }
}

/// Everything that is done with a booking by its hosts alone.
async fn do_all(office: &Office, who: &crate::office::Person, booking: &Value) -> Vec<u16> {
    let mut statuses = Vec::new();
    for (method, what, body) in [
        ("GET", "references", Value::Null),
        ("GET", "calendar-links", Value::Null),
        ("GET", "recordings", Value::Null),
        ("GET", "transcripts", Value::Null),
        ("GET", "conferencing-sessions", Value::Null),
        ("POST", "guests", json!({"guests": [{"email": "eve@example.com"}]})),
        ("PATCH", "location", json!({"location": {"type": "address", "address": "x"}})),
        ("POST", "mark-absent", json!({"host": true})),
        ("POST", "reassign", Value::Null),
        ("POST", "reassign/2", Value::Null),
        ("POST", "confirm", Value::Null),
        ("POST", "decline", Value::Null),
    ] {
        statuses.push(office.ask(who, method, &at(booking, what), body).await.status);
    }
    statuses
}

#[tokio::test]
async fn a_booking_is_its_hosts_and_those_who_run_it_and_nobody_elses() {
    let office = open().await;
    let unknown = json!({"uid": "nope"});
    assert_eq!(do_all(&office, &office.alice, &unknown).await, [404; 12]);
    let alices = office.booked(CHECKED, NINE).await;
    assert_eq!(do_all(&office, &office.carol, &alices).await, [403; 12]);
    let carols = office.booked(CAROLS, NINE).await;
    assert_eq!(do_all(&office, &office.alice, &carols).await, [403; 12]);
    assert_eq!(office.seen(&alices).await, alices, "a refusal changes nothing");
    let pitch = office.booked(PITCH, TEN).await;
    let path = at(&pitch, "guests");
    for (who, email) in [(&office.alice, "a@example.com"), (&office.bob, "b@example.com")] {
        office.asked(who, "POST", &path, json!({"guests": [{"email": email}]})).await;
    }
    let help = office.booked(HELP, "2026-01-01T11:00:00Z").await;
    office.asked(&office.alice, "GET", &at(&help, "references"), Value::Null).await;
}
