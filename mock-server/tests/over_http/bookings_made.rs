//! Making bookings: what is asked for, what is free, and who holds it.

use serde_json::{Value, json};

use crate::agency::{
    ACME, ALICE, BOB, CHECKED, CLASS, EMPTY, HELP, INTERNAL, INTRO, LONG, MANAGED, PITCH, SALES, TIRING,
    WEEKLY, open, request,
};
use crate::house::all;

const NINE: &str = "2026-01-01T09:00:00Z";
const TAKEN: &str = "User either already has booking at this time or is not available";

#[tokio::test]
async fn a_booking_is_made_without_a_token_and_read_back() {
    let office = open().await;
    let mut asked = request(INTRO, NINE);
    asked["guests"] = json!(["eve@example.com", "DORA@example.com"]);
    asked["metadata"] = json!({"order": "7"});
    asked["bookingFieldsResponses"] = json!({"notes": "Tea", "shoes": 42});
    asked["attendee"]["language"] = json!("it");
    let made = office.made(asked).await;
    assert_eq!(made["uid"].as_str().unwrap().len(), 22);
    assert_eq!(
        (&made["status"], &made["start"], &made["end"], &made["duration"]),
        (
            &json!("accepted"),
            &json!("2026-01-01T09:00:00.000Z"),
            &json!("2026-01-01T09:30:00.000Z"),
            &json!(30)
        )
    );
    assert_eq!(made["title"], "intro between alice and Dora");
    assert_eq!(made["description"], "Tea");
    assert_eq!(made["hosts"][0]["id"], ALICE);
    assert_eq!(made["eventType"], json!({"id": INTRO, "slug": "intro"}));
    assert_eq!(made["guests"], json!(["eve@example.com"]));
    assert_eq!(made["attendees"][0]["language"], "it");
    assert_eq!(made["attendees"][1]["email"], "eve@example.com");
    assert_eq!(made["metadata"], json!({"order": "7"}));
    assert_eq!(made["bookingFieldsResponses"]["shoes"], 42);
    assert_eq!(made["bookingFieldsResponses"]["email"], "dora@example.com");
    let room = format!("https://app.cal.com/video/{}", made["uid"].as_str().unwrap());
    assert_eq!((&made["location"], &made["meetingUrl"]), (&json!(room), &json!(room)));
    assert_eq!(office.seen(&made).await, made);
}

#[tokio::test]
async fn ids_are_the_same_with_the_same_seed() {
    let (one, other) = (open().await, open().await);
    assert_eq!(one.booked(INTRO, NINE).await, other.booked(INTRO, NINE).await);
}

#[tokio::test]
async fn a_token_that_is_bad_is_refused_where_none_is_fine() {
    let office = open().await;
    for path in ["/v2/bookings", "/v2/bookings/x/cancel", "/v2/bookings/x/reschedule"] {
        let answer = office.ask_with(Some("garbage"), "POST", path, request(INTRO, NINE)).await;
        assert_eq!(answer.json["error"]["message"], "Invalid Access Token.", "{path}");
    }
    assert_eq!(office.count().await, 0);
}

#[tokio::test]
async fn an_event_type_is_named_by_its_slug_and_its_owner() {
    let office = open().await;
    let named = |names: Value| {
        let mut asked = request(INTRO, NINE);
        asked.as_object_mut().unwrap().remove("eventTypeId");
        asked.as_object_mut().unwrap().extend(names.as_object().unwrap().clone());
        asked
    };
    for (names, status, told) in [
        (json!({}), 400, "eventTypeId must be a number conforming to the specified constraints"),
        (
            json!({"eventTypeSlug": "intro"}),
            400,
            "eventTypeId must be a number conforming to the specified constraints",
        ),
        (json!({"eventTypeId": 999}), 404, "Event type with id 999 not found."),
        (json!({"eventTypeId": u64::MAX}), 404, "Event type with id 18446744073709551615 not found."),
        (
            json!({"eventTypeSlug": "intro", "username": "mallory"}),
            404,
            "User with username mallory not found",
        ),
        (
            json!({"eventTypeSlug": "nope", "username": "alice"}),
            404,
            "Event type with slug nope belonging to user alice not found.",
        ),
        (
            json!({"eventTypeSlug": "nope", "username": "alice", "organizationSlug": "acme"}),
            404,
            "Event type with slug nope belonging to user alice within organization acme not found.",
        ),
        (
            json!({"eventTypeSlug": "intro", "username": "carol", "organizationSlug": "acme"}),
            404,
            "User with username carol not found",
        ),
        (json!({"eventTypeSlug": "help", "teamSlug": "sales"}), 404, "Team with slug sales not found"),
        (
            json!({"eventTypeSlug": "nope", "teamSlug": "support"}),
            404,
            "Event type with slug nope belonging to team support not found.",
        ),
        (
            json!({"eventTypeSlug": "pitch", "teamSlug": "sales", "organizationSlug": "nope"}),
            404,
            "slots-input.service.ts: Organization with slug nope not found",
        ),
        (
            json!({"eventTypeSlug": "nope", "teamSlug": "sales", "organizationSlug": "acme"}),
            404,
            "Event type with slug nope belonging to team sales within organization acme not found.",
        ),
    ] {
        let refused = office.refuses("POST", "/v2/bookings", named(names.clone())).await;
        assert_eq!(refused, (status, told.to_owned()), "{names}");
    }
    assert_eq!(office.count().await, 0);
    let own = office.made(named(json!({"eventTypeSlug": "intro", "username": "alice"}))).await;
    assert_eq!(own["eventTypeId"], INTRO);
    let mut teams = named(json!({"eventTypeSlug": "pitch", "teamSlug": "sales", "organizationSlug": "acme"}));
    teams["start"] = json!("2026-01-01T10:00:00Z");
    assert_eq!(office.made(teams).await["eventTypeId"], PITCH);
    assert_ne!(ACME, SALES);
}

#[tokio::test]
async fn what_is_not_what_it_must_be_is_refused_and_books_nothing() {
    let office = open().await;
    for (pointer, value, told) in [
        ("/start", json!("tomorrow"), "start must be a valid ISO 8601 date string"),
        ("/start", json!("2026-02-30T09:00:00Z"), "start must be a valid ISO 8601 date string"),
        ("/start", json!(7), "start must be a valid ISO 8601 date string"),
        ("/start", json!("2025-12-31T09:00:00Z"), "Attempting to book a meeting in the past."),
        ("/start", json!("0001-01-01T09:00:00Z"), "Attempting to book a meeting in the past."),
        ("/start", json!("9999-12-30T21:59:00Z"), "The event type can't be booked"),
        ("/start", json!("9999-12-30T09:00:00Z"), ""),
        ("/attendee", json!("Dora"), "attendee must be an object"),
        ("/attendee", Value::Null, "attendee must be an object"),
        ("/attendee/name", json!(""), "name should not be empty"),
        ("/attendee/timeZone", json!("Europe/Atlantis"), "timeZone must be a valid IANA time-zone"),
        ("/attendee/email", json!("dora"), "email must be an email"),
        ("/attendee/email", Value::Null, "email must be an email"),
        ("/attendee/language", json!("tlh"), "language must be one of"),
        ("/guests", json!("eve@example.com"), "guests must be an array"),
        ("/guests", json!(["eve"]), "guests must be an email"),
        ("/metadata", json!({"a": {}}), "Metadata must have at most 50 keys"),
        ("/lengthInMinutes", json!(45), "Can't specify 'lengthInMinutes'"),
        ("/lengthInMinutes", json!(0), "lengthInMinutes must not be less than 1"),
        ("/lengthInMinutes", json!("30"), "lengthInMinutes must be a number"),
        ("/recurrenceCount", json!(2), "Event type with id=50 is not a recurring event"),
        ("/location", json!(7), "location must be one of"),
        ("/location", json!({"type": "moon"}), "location must be one of"),
        ("/location", json!({"type": "attendeePhone"}), "location must be one of"),
        (
            "/location",
            json!({"type": "attendeeDefined", "location": "here"}),
            "Booking location with type attendeeDefined not valid for event type with id=50. The event type has following location types: integration, and only",
        ),
        (
            "/location",
            json!({"type": "integration", "integration": "zoom"}),
            "Booking location with integration zoom not valid for event type with id=50.",
        ),
        ("/instant", json!(true), "Instant bookings are only supported for team event types"),
        ("/eventTypeId", json!(-1), "eventTypeId must not be less than 0"),
        ("/eventTypeId", json!("50"), "eventTypeId must be a number"),
    ] {
        let mut asked = request(INTRO, NINE);
        match pointer.rsplit_once('/').unwrap() {
            ("", name) => asked[name] = value.clone(),
            (part, name) => asked.pointer_mut(part).unwrap()[name] = value.clone(),
        }
        if told.is_empty() {
            office.made(asked).await;
            continue;
        }
        let (status, refused) = office.refuses("POST", "/v2/bookings", asked).await;
        assert!(refused.starts_with(told) && (400..=404).contains(&status), "{pointer} {value}: {refused}");
    }
    assert_eq!(office.count().await, 1);
}

#[tokio::test]
async fn somebody_with_a_telephone_needs_no_e_mail_address() {
    let office = open().await;
    let mut asked = request(INTRO, NINE);
    asked["attendee"] = json!({"name": "Dora", "timeZone": "Europe/Rome", "phoneNumber": "+44 20 7946 0000"});
    let made = office.made(asked).await;
    assert_eq!(made["attendees"][0]["phoneNumber"], "+44 20 7946 0000");
    assert_eq!(made["attendees"][0]["email"], "442079460000@sms.cal.com");
}

#[tokio::test]
async fn only_free_time_within_the_hours_is_booked() {
    let office = open().await;
    office.booked(INTRO, "2026-01-01T10:00:00Z").await;
    for (start, is_free) in [
        ("2026-01-01T10:00:00Z", false),
        ("2026-01-01T09:45:00Z", false),
        ("2026-01-01T10:29:00Z", false),
        ("2026-01-01T10:30:00Z", true),
        ("2026-01-01T09:30:00Z", true),
        ("2026-01-01T08:59:00Z", false),
        ("2026-01-01T16:31:00Z", false),
        ("2026-01-01T16:30:00Z", true),
        ("2026-01-03T10:00:00Z", false),
        ("2026-01-02T10:00:00+01:00", true),
    ] {
        let answer = office.ask_with(None, "POST", "/v2/bookings", request(INTRO, start)).await;
        assert_eq!(answer.status == 201, is_free, "{start}: {}", answer.text);
        if !is_free {
            assert_eq!(answer.json["error"]["message"], TAKEN);
        }
    }
}

#[tokio::test]
async fn a_rest_is_kept_before_and_after() {
    let office = open().await;
    office.booked(INTRO, "2026-01-01T12:00:00Z").await;
    for (event_type, start, status) in [
        (TIRING, "2026-01-01T12:45:00Z", 400),
        (TIRING, "2026-01-01T11:15:00Z", 400),
        (TIRING, "2026-01-01T13:00:00Z", 201),
        (INTRO, "2026-01-01T13:45:00Z", 400),
        (INTRO, "2026-01-01T14:00:00Z", 201),
    ] {
        let answer = office.ask_with(None, "POST", "/v2/bookings", request(event_type, start)).await;
        assert_eq!(answer.status, status, "{start}");
    }
}

#[tokio::test]
async fn an_event_type_is_booked_as_its_owner_defined_it() {
    let office = open().await;
    let mut fine = request(LONG, "2026-01-01T12:00:00Z");
    fine["bookingFieldsResponses"] = json!({"size": "M"});
    fine["lengthInMinutes"] = json!(60);
    fine["location"] = json!({"type": "integration", "integration": "google-meet"});
    for (name, value, told) in [
        ("start", json!("2026-01-01T11:30:00Z"), "The event type can't be booked at the \"start\" time"),
        ("start", json!("2026-02-02T12:00:00Z"), "The event type can't be booked at the \"start\" time"),
        (
            "lengthInMinutes",
            json!(45),
            "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. The possible lengths are: 15, 30, 60",
        ),
        ("bookingFieldsResponses", json!({}), "Missing required booking field response: size"),
        ("bookingFieldsResponses", json!({"size": true}), "Invalid type for booking field 'size'."),
        (
            "bookingFieldsResponses",
            json!({"size": "XL"}),
            "Invalid option 'XL' for booking field 'size'. Allowed options are: S, M.",
        ),
        (
            "bookingFieldsResponses",
            json!({"size": "S", "first": "yes"}),
            "Invalid type for booking field 'first'.",
        ),
        ("location", json!({"type": "link"}), "Booking location with type link not valid"),
    ] {
        let mut asked = fine.clone();
        asked[name] = value;
        let (status, refused) = office.refuses("POST", "/v2/bookings", asked).await;
        assert!(refused.starts_with(told) && status == 400, "{refused}");
    }
    let made = office.made(fine.clone()).await;
    assert_eq!(made["duration"], 60);
    assert!(made["location"].as_str().unwrap().starts_with("https://meet.google.com/"), "{made}");
    fine["start"] = json!("2026-01-01T13:00:00Z");
    fine["location"] = json!({"type": "attendeePhone", "phone": "+442079460000"});
    assert_eq!(office.made(fine.clone()).await["location"], "+442079460000");
    fine["start"] = json!("2026-01-01T14:00:00Z");
    fine["location"] = Value::Null;
    assert_eq!(office.made(fine).await["location"], "1 High Street");
}

#[tokio::test]
async fn an_event_type_for_its_own_people_asks_who_they_are() {
    let office = open().await;
    let ask = async |token: Option<&str>| {
        let answer = office.ask_with(token, "POST", "/v2/bookings", request(INTERNAL, NINE)).await;
        answer.status
    };
    assert_eq!(ask(None).await, 401);
    assert_eq!(ask(Some(&office.carol.token)).await, 403);
    assert_eq!(ask(Some(&office.alice.token)).await, 201);
}

#[tokio::test]
async fn a_booking_waits_where_its_owner_wants_to_confirm_it() {
    let office = open().await;
    let made = office.booked(CHECKED, NINE).await;
    assert_eq!((&made["status"], &made["location"]), (&json!("pending"), &json!("integrations:daily")));
    assert_eq!(office.refuses("POST", "/v2/bookings", request(INTRO, NINE)).await, (400, TAKEN.to_owned()));
}

#[tokio::test]
async fn hosts_take_turns_until_none_is_free() {
    let office = open().await;
    let one = office.booked(HELP, NINE).await;
    let other = office.booked(HELP, NINE).await;
    let mut hosts = [one["hosts"][0]["id"].as_u64(), other["hosts"][0]["id"].as_u64()];
    hosts.sort_unstable();
    assert_eq!(hosts, [Some(ALICE), Some(BOB)]);
    let told = "One of the hosts either already has booking at this time or is not available";
    assert_eq!(office.refuses("POST", "/v2/bookings", request(HELP, NINE)).await, (400, told.to_owned()));
}

#[tokio::test]
async fn a_meeting_of_all_hosts_takes_the_time_of_all() {
    let office = open().await;
    let made = office.booked(PITCH, NINE).await;
    assert_eq!(made["hosts"].as_array().unwrap().len(), 2);
    assert_eq!(made["title"], "pitch between sales and Dora");
    for event_type in [PITCH, HELP, INTRO] {
        assert_eq!(office.refuses("POST", "/v2/bookings", request(event_type, NINE)).await.0, 400);
    }
}

#[tokio::test]
async fn what_nobody_holds_cannot_be_booked() {
    let office = open().await;
    let (status, told) = office.refuses("POST", "/v2/bookings", request(MANAGED, NINE)).await;
    assert!(status == 400 && told.starts_with("Event type with id=62 is the parent managed event type"));
    let (status, told) = office.refuses("POST", "/v2/bookings", request(EMPTY, NINE)).await;
    assert!(status == 422 && told.starts_with("Can't book this team event type because it has no hosts."));
}

#[tokio::test]
async fn seats_are_taken_until_none_is_left() {
    let office = open().await;
    let sit = |email: &str| {
        let mut asked = request(CLASS, NINE);
        asked["attendee"]["email"] = json!(email);
        asked
    };
    let one = office.made(sit("one@example.com")).await;
    let other = office.made(sit("other@example.com")).await;
    assert_eq!(one["uid"], other["uid"]);
    assert_ne!(one["seatUid"], other["seatUid"]);
    assert_eq!(other["attendees"], json!([]), "who has a seat is told to nobody");
    let told = "No more seats left at this seated booking.";
    let full = office.refuses("POST", "/v2/bookings", sit("third@example.com")).await;
    assert_eq!(full, (409, told.to_owned()));
    let path = format!("/v2/bookings/{}", one["uid"].as_str().unwrap());
    let whole = office.asked(&office.alice, "GET", &path, Value::Null).await;
    assert_eq!(whole["attendees"].as_array().unwrap().len(), 2, "the host sees everybody");
    assert_eq!(whole["attendees"][0]["seatUid"], one["seatUid"]);
    let path = format!("/v2/bookings/by-seat/{}", other["seatUid"].as_str().unwrap());
    let own = office.ask_with(None, "GET", &path, Value::Null).await.json["data"].clone();
    assert_eq!(own["attendees"][0]["email"], "other@example.com", "whoever knows a seat sees it alone");
    assert_eq!(own["attendees"].as_array().unwrap().len(), 1);
    let told = "Booking with seatUid=nope was not found in the database";
    assert_eq!(office.refuses("GET", "/v2/bookings/by-seat/nope", Value::Null).await, (404, told.to_owned()));
}

#[tokio::test]
async fn a_series_is_made_at_once_or_not_at_all() {
    let office = open().await;
    office.booked(INTRO, "2026-01-15T10:00:00Z").await;
    let mut asked = request(WEEKLY, "2026-01-01T10:00:00Z");
    assert_eq!(office.refuses("POST", "/v2/bookings", asked.clone()).await, (400, TAKEN.to_owned()));
    assert_eq!(office.count().await, 1);
    asked["recurrenceCount"] = json!(5);
    let told = "Provided recurrence count is higher than the event type's recurring event count.";
    assert_eq!(office.refuses("POST", "/v2/bookings", asked.clone()).await, (400, told.to_owned()));
    asked["recurrenceCount"] = json!(2);
    let made = office.made(asked).await;
    let starts: Vec<_> = made.as_array().unwrap().iter().map(|it| it["start"].clone()).collect();
    assert_eq!(starts, ["2026-01-01T10:00:00.000Z", "2026-01-08T10:00:00.000Z"]);
    let series = format!("/v2/bookings/{}", made[0]["recurringBookingUid"].as_str().unwrap());
    assert_eq!(office.ask_with(None, "GET", &series, Value::Null).await.json["data"], made);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_the_same_time_one_gets_it() {
    let office = open().await;
    let slots = (5..10).flat_map(|day| (9..17).map(move |hour| format!("2026-01-{day:02}T{hour:02}:00:00Z")));
    let slots: Vec<String> = slots.collect();
    for slot in &slots {
        let ask = || office.ask_with(None, "POST", "/v2/bookings", request(INTRO, slot));
        let answers = all((0..8).map(|_| ask()).collect()).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "{slot}");
    }
    assert_eq!(office.count().await, 40);
}
