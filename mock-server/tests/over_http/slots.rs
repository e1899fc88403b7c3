//! Slots: when something can be booked, and holding it for a while.

use serde_json::{Value, json};

use crate::agency::{CLASS, EMPTY, HELP, INTRO, LONG, MANAGED, PITCH, TIRING, at, open, request};
use crate::house::all;
use crate::office::Office;

const THURSDAY: &str = "start=2026-01-01&end=2026-01-01";
const RESERVATIONS: &str = "/v2/slots/reservations";

async fn slots(office: &Office, query: &str) -> Value {
    let answer = office.ask_with(None, "GET", &format!("/v2/slots?{query}"), Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json["data"].clone()
}

/// The times of the first day.
async fn times(office: &Office, query: &str) -> Vec<String> {
    let slots = slots(office, query).await;
    let Some(first) = slots.as_object().unwrap().values().next() else { return Vec::new() };
    first.as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap()[11..16].to_owned()).collect()
}

#[tokio::test]
async fn slots_fill_the_hours_of_every_working_day() {
    let office = open().await;
    let shown = slots(&office, &format!("eventTypeId={INTRO}&start=2026-01-01&end=2026-01-05")).await;
    let days: Vec<_> = shown.as_object().unwrap().keys().cloned().collect();
    assert_eq!(days, ["2026-01-01", "2026-01-02", "2026-01-05"]);
    let thursday = shown["2026-01-01"].as_array().unwrap();
    assert_eq!(thursday.len(), 16);
    assert_eq!(thursday[0], json!({"start": "2026-01-01T09:00:00.000Z"}));
    let part = "start=2026-01-01T11:00:00Z&end=2026-01-01T12:00:00Z";
    let times = times(&office, &format!("eventTypeId={INTRO}&{part}")).await;
    assert_eq!(times, ["11:00", "11:30", "12:00"]);
    assert_eq!(thursday[15], json!({"start": "2026-01-01T16:30:00.000Z"}));
}

#[tokio::test]
async fn slots_are_told_in_the_zone_the_length_and_the_form_that_are_asked_for() {
    let office = open().await;
    let query = format!("eventTypeId={INTRO}&{THURSDAY}&timeZone=America/New_York&duration=60&format=range");
    let shown = slots(&office, &query).await;
    let first = json!({"start": "2026-01-01T04:00:00.000-05:00", "end": "2026-01-01T05:00:00.000-05:00"});
    assert_eq!(shown["2026-01-01"][0], first);
    assert_eq!(shown["2026-01-01"].as_array().unwrap().len(), 8);
    let far = format!("eventTypeId={INTRO}&{THURSDAY}&timeZone=Asia/Tokyo");
    let days: Vec<_> = slots(&office, &far).await.as_object().unwrap().keys().cloned().collect();
    assert_eq!(days, ["2026-01-01", "2026-01-02"]);
}

#[tokio::test]
async fn an_event_type_is_named_by_its_slug_and_its_owner() {
    let office = open().await;
    for (query, count) in [
        ("eventTypeSlug=intro&username=alice", 16),
        ("eventTypeSlug=intro&username=alice&organizationSlug=acme", 16),
        ("eventTypeSlug=help&teamSlug=support", 16),
        ("eventTypeSlug=pitch&teamSlug=sales&organizationSlug=acme", 8),
        ("usernames=alice,bob&organizationSlug=acme", 16),
        ("usernames=alice,carol&duration=60", 8),
    ] {
        assert_eq!(times(&office, &format!("{query}&{THURSDAY}")).await.len(), count, "{query}");
    }
    for (query, status, told) in [
        ("eventTypeId=999", 404, "Event Type not found"),
        ("eventTypeSlug=nope&username=alice", 404, "Event Type not found"),
        ("eventTypeSlug=intro&username=mallory", 404, "User with username mallory not found"),
        ("eventTypeSlug=help&teamSlug=nope", 404, "Team with slug nope not found"),
        ("usernames=alice,mallory", 404, "User with username mallory not found"),
        ("", 400, "eventTypeId must be a number conforming to the specified constraints"),
        ("eventTypeId=x", 400, "eventTypeId must be a number conforming to the specified constraints"),
    ] {
        let path = format!("/v2/slots?{THURSDAY}&{query}");
        assert_eq!(office.refuses("GET", &path, Value::Null).await, (status, told.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_range_that_cannot_be_is_refused() {
    let office = open().await;
    let range = "Invalid time range given - check the 'start' and 'end' query parameters.";
    for (query, told) in [
        ("end=2026-01-02", "start must be a valid ISO 8601 date string"),
        ("start=2026-01-01", "end must be a valid ISO 8601 date string"),
        ("start=2026-02-30&end=2026-03-01", "start must be a valid ISO 8601 date string"),
        ("start=2026-01-02&end=2026-01-01", range),
        ("start=2026-01-01&end=2028-01-01", range),
        ("start=0001-01-01&end=9999-12-30", range),
        ("start=2026-01-01&end=2026-01-01&timeZone=Mars", "timeZone must be a valid IANA time-zone"),
        ("start=2026-01-01&end=2026-01-01&duration=0", "duration must not be less than 1"),
        (
            "start=2026-01-01&end=2026-01-01&format=pretty",
            "format must be one of the following values: range, time",
        ),
    ] {
        let path = format!("/v2/slots?eventTypeId={INTRO}&{query}");
        assert_eq!(office.refuses("GET", &path, Value::Null).await, (400, told.to_owned()), "{query}");
    }
    assert_eq!(
        slots(&office, &format!("eventTypeId={INTRO}&start=9999-12-30&end=9999-12-30")).await["9999-12-30"]
            .as_array()
            .unwrap()
            .len(),
        16
    );
    assert_eq!(
        slots(&office, &format!("eventTypeId={INTRO}&start=0001-01-01&end=0001-01-02")).await,
        json!({})
    );
}

#[tokio::test]
async fn what_is_booked_is_no_slot_but_for_whoever_moves_it() {
    let office = open().await;
    let booking = office.booked(INTRO, "2026-01-01T10:00:00Z").await;
    let query = format!("eventTypeId={INTRO}&{THURSDAY}");
    assert!(!times(&office, &query).await.contains(&"10:00".to_owned()));
    let uid = booking["uid"].as_str().unwrap();
    let moving = format!("{query}&bookingUidToReschedule={uid}");
    assert!(times(&office, &moving).await.contains(&"10:00".to_owned()));
    let tiring = times(&office, &format!("eventTypeId={TIRING}&{THURSDAY}")).await;
    assert_eq!(tiring[..2], ["09:00", "11:00"], "half an hour of rest on both sides");
    office.ask_with(None, "POST", &at(&booking, "cancel"), json!({})).await;
    assert!(times(&office, &query).await.contains(&"10:00".to_owned()));
}

#[tokio::test]
async fn notice_and_window_are_kept() {
    let office = open().await;
    assert_eq!(times(&office, &format!("eventTypeId={LONG}&{THURSDAY}")).await[0], "12:00");
    let months = slots(&office, &format!("eventTypeId={LONG}&start=2026-01-01&end=2026-03-01")).await;
    assert_eq!(months.as_object().unwrap().keys().next_back().unwrap(), "2026-01-30");
}

#[tokio::test]
async fn hosts_share_their_slots_as_their_event_type_says() {
    let office = open().await;
    office.booked(INTRO, "2026-01-01T10:00:00Z").await;
    let has_ten = async |event_type: u64| {
        times(&office, &format!("eventTypeId={event_type}&{THURSDAY}")).await.contains(&"10:00".to_owned())
    };
    assert!(has_ten(HELP).await, "Bob is free");
    assert!(!has_ten(PITCH).await, "Alice is not");
    for nobody in [MANAGED, EMPTY] {
        assert_eq!(slots(&office, &format!("eventTypeId={nobody}&{THURSDAY}")).await, json!({}));
    }
}

#[tokio::test]
async fn a_slot_with_seats_tells_how_many_are_left() {
    let office = open().await;
    let first =
        async || slots(&office, &format!("eventTypeId={CLASS}&{THURSDAY}")).await["2026-01-01"][0].clone();
    assert_eq!(
        first().await,
        json!({"start": "2026-01-01T09:00:00.000Z", "seatsBooked": 0, "seatsRemaining": 2, "seatsTotal": 2})
    );
    let booking = office.booked(CLASS, "2026-01-01T09:00:00Z").await;
    let shown = first().await;
    assert_eq!((&shown["seatsRemaining"], &shown["bookingUid"]), (&json!(1), &booking["uid"]));
    let mut asked = request(CLASS, "2026-01-01T09:00:00Z");
    asked["attendee"]["email"] = json!("other@example.com");
    office.made(asked).await;
    assert_eq!(first().await["start"], "2026-01-01T10:00:00.000Z");
}

fn held(event_type: u64, start: &str) -> Value {
    json!({"eventTypeId": event_type, "slotStart": start})
}

#[tokio::test]
async fn a_slot_is_held_for_five_minutes() {
    let office = open().await;
    let body = held(INTRO, "2026-01-01T10:00:00Z");
    let answer = office.ask_with(None, "POST", RESERVATIONS, body.clone()).await;
    let made = &answer.json["data"];
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!((&made["slotEnd"], &made["slotDuration"]), (&json!("2026-01-01T10:30:00.000Z"), &json!(30)));
    assert_eq!(
        (&made["reservationDuration"], &made["reservationUntil"]),
        (&json!(5), &json!("2026-01-01T00:05:00.000Z"))
    );
    let path = format!("{RESERVATIONS}/{}", made["reservationUid"].as_str().unwrap());
    let read = async || office.ask_with(None, "GET", &path, Value::Null).await.json["data"].clone();
    assert_eq!(read().await["reservationUid"], made["reservationUid"]);
    let query = format!("eventTypeId={INTRO}&{THURSDAY}");
    assert!(!times(&office, &query).await.contains(&"10:00".to_owned()));
    let told = "This time slot is already reserved by another user. Please choose a different time.";
    assert_eq!(office.refuses("POST", RESERVATIONS, body.clone()).await, (422, told.to_owned()));
    office.house.advance("5m").await;
    assert_eq!(read().await, Value::Null);
    assert!(times(&office, &query).await.contains(&"10:00".to_owned()));
    assert_eq!(office.ask_with(None, "POST", RESERVATIONS, body).await.status, 201);
}

#[tokio::test]
async fn a_held_slot_is_moved_and_given_up() {
    let office = open().await;
    let hold = async |start: &str| {
        let answer = office.ask_with(None, "POST", RESERVATIONS, held(INTRO, start)).await;
        format!("{RESERVATIONS}/{}", answer.json["data"]["reservationUid"].as_str().unwrap())
    };
    let (path, _) = (hold("2026-01-01T10:00:00Z").await, hold("2026-01-01T12:00:00Z").await);
    hold("2026-01-01T10:45:00Z").await;
    let later = held(INTRO, "2026-01-01T10:15:00Z");
    let answer = office.ask_with(None, "PATCH", &path, later).await;
    assert_eq!((answer.status, &answer.json["data"]["slotStart"]), (200, &json!("2026-01-01T10:15:00.000Z")));
    let refused = office.refuses("PATCH", &path, held(INTRO, "2026-01-01T12:15:00Z")).await;
    assert_eq!(refused.0, 422);
    let shown = office.ask_with(None, "GET", &path, Value::Null).await;
    assert_eq!(shown.json["data"]["slotStart"], "2026-01-01T10:15:00.000Z", "a refusal changes nothing");
    assert_eq!(office.ask_with(None, "DELETE", &path, Value::Null).await.json, json!({"status": "success"}));
    assert_eq!(office.ask_with(None, "GET", &path, Value::Null).await.json["data"], Value::Null);
    for method in ["PATCH", "DELETE"] {
        let (status, told) = office.refuses(method, &path, held(INTRO, "2026-01-01T10:00:00Z")).await;
        assert!(status == 404 && told.starts_with("Slot with uid="), "{told}");
    }
}

#[tokio::test]
async fn only_whoever_belongs_to_it_says_for_how_long() {
    let office = open().await;
    let mut body = held(INTRO, "2026-01-01T10:00:00Z");
    body["reservationDuration"] = json!(60);
    let (status, told) = office.refuses("POST", RESERVATIONS, body.clone()).await;
    assert!(status == 401 && told.starts_with("reservationDuration can only be used for authenticated"));
    assert_eq!(office.refused(&office.carol, "POST", RESERVATIONS, body.clone()).await.0, 403);
    let made = office.asked(&office.bob, "POST", RESERVATIONS, body).await;
    assert_eq!(made["reservationUntil"], "2026-01-01T01:00:00.000Z");
    let answer =
        office.ask_with(Some("garbage"), "POST", RESERVATIONS, held(INTRO, "2026-01-01T11:00:00Z")).await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn what_cannot_be_held_is_refused() {
    let office = open().await;
    office.booked(INTRO, "2026-01-01T10:00:00Z").await;
    for (event_type, changes, status, told) in [
        (INTRO, json!({}), 422, "Can't reserve a slot if the event is already booked."),
        (999, json!({}), 404, "Event Type with ID=999 not found"),
        (EMPTY, json!({}), 400, "Cannot reserve a slot for a team event without any hosts"),
        (INTRO, json!({"slotStart": "2026-02-30"}), 400, "slotStart must be a valid ISO 8601 date string"),
        (INTRO, json!({"slotStart": "9999-12-30T21:59:59Z"}), 400, "Invalid end date"),
        (
            INTRO,
            json!({"eventTypeId": "50"}),
            400,
            "eventTypeId must be a number conforming to the specified constraints",
        ),
        (
            INTRO,
            json!({"slotDuration": 15}),
            400,
            "You passed 'slotDuration' but this event type is not a variable length event type.",
        ),
        (
            LONG,
            json!({"slotDuration": 20}),
            400,
            "Provided 'slotDuration' is not one of the possible lengths for the event type. The possible lengths for this variable length event type are: 15, 30, 60",
        ),
    ] {
        let mut body = held(event_type, "2026-01-01T10:00:00Z");
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        assert_eq!(office.refuses("POST", RESERVATIONS, body).await, (status, told.to_owned()));
    }
    let forever =
        json!({"eventTypeId": INTRO, "slotStart": "2026-01-01T11:00:00Z", "reservationDuration": u64::MAX});
    office.asked(&office.alice, "POST", RESERVATIONS, forever).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_is_held_until_it_is_booked_and_by_one_alone() {
    let office = open().await;
    let ask = || office.ask_with(None, "POST", RESERVATIONS, held(INTRO, "2026-01-01T10:00:00Z"));
    let answers = all((0..10).map(|_| ask()).collect()).await;
    let won: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(won.len(), 1);
    office.booked(INTRO, "2026-01-01T10:00:00Z").await;
    let path = format!("{RESERVATIONS}/{}", won[0].json["data"]["reservationUid"].as_str().unwrap());
    assert_eq!(office.ask_with(None, "GET", &path, Value::Null).await.json["data"], Value::Null);
}
