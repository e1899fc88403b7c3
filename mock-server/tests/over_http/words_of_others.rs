//! What the API refuses repeats words of the body and the query to whoever sent them, and to nobody else: neither the journal
//! nor the log, which say the same, hold one.

use serde_json::{Value, json};

use crate::office::Office;

/// Whatever was sent in the wrong place: a password, say.
const WORD: &str = "hunter2-Pw!";

/// The fields of a value, as JSON pointers.
fn fields(value: &Value, place: &str) -> Vec<String> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect(),
        _ => return vec![place.to_owned()],
    };
    let inside = inside.iter().flat_map(|(name, it)| fields(it, &format!("{place}/{name}")));
    std::iter::once(place.to_owned()).filter(|place| !place.is_empty()).chain(inside).collect()
}

/// Requests that hold every field in which a word could be repeated.
fn requests(office: &Office, event_type: u64, booking: &str) -> Vec<(&'static str, String, Value)> {
    let guest = json!({"name": "Gus", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let start = "2026-01-05T10:00:00Z";
    let response = json!({"title": "t", "colour": "red"});
    let of_type = |kind: &str| json!({"type": kind, "slug": "colour", "label": "l", "required": false, "options": ["red"]});
    let types = |extra: Value| {
        let mut it = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk-2"});
        it.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        it
    };
    let team = office.team;
    let platform = office.platform["client_id"].as_str().unwrap();
    vec![
        (
            "POST",
            "/v2/bookings".into(),
            json!({"eventTypeId": event_type, "start": start, "attendee": guest, "bookingFieldsResponses": response, "location": {"type": "integration", "integration": "zoom"}, "guests": ["a@b.example"], "lengthInMinutes": 30}),
        ),
        (
            "POST",
            "/v2/bookings".into(),
            json!({"eventTypeSlug": "x", "username": "y", "organizationSlug": "z", "start": start, "attendee": guest}),
        ),
        (
            "POST",
            "/v2/bookings".into(),
            json!({"eventTypeSlug": "x", "teamSlug": "y", "organizationSlug": "z", "start": start, "attendee": guest}),
        ),
        (
            "POST",
            "/v2/bookings".into(),
            json!({"eventTypeSlug": "talk", "username": "alice", "start": start, "attendee": guest}),
        ),
        (
            "POST",
            format!("/v2/bookings/{booking}/reschedule"),
            json!({"start": start, "seatUid": "x", "rescheduledBy": "a@b.example"}),
        ),
        (
            "POST",
            format!("/v2/bookings/{booking}/cancel"),
            json!({"seatUid": "x", "cancellationReason": "r"}),
        ),
        (
            "POST",
            format!("/v2/bookings/{booking}/mark-absent"),
            json!({"attendees": [{"email": "a@b.example", "absent": true}]}),
        ),
        (
            "PATCH",
            format!("/v2/bookings/{booking}/location"),
            json!({"location": {"type": "integration", "integration": "zoom"}}),
        ),
        (
            "POST",
            format!("/v2/bookings/{booking}/guests"),
            json!({"guests": [{"email": "a@b.example", "name": "n"}]}),
        ),
        (
            "POST",
            "/v2/event-types".into(),
            types(
                json!({"locations": [{"type": "integration", "integration": "zoom"}, {"type": "address", "address": "1", "public": true}]}),
            ),
        ),
        (
            "POST",
            "/v2/event-types".into(),
            types(json!({"bookingFields": [of_type("select"), of_type("text")]})),
        ),
        (
            "POST",
            "/v2/event-types".into(),
            types(
                json!({"customName": "{Mars}", "description": "d", "scheduleId": 1, "color": {"lightThemeHex": "#fff", "darkThemeHex": "#fff"}}),
            ),
        ),
        (
            "POST",
            format!("/v2/teams/{team}/event-types"),
            types(json!({"schedulingType": "collective", "hosts": [{"userId": 1}]})),
        ),
        ("POST", "/v2/teams".into(), json!({"name": WORD, "slug": "s", "metadata": {"a": "b"}})),
        ("POST", "/v2/teams".into(), json!({"name": WORD})),
        ("POST", format!("/v2/teams/{team}/memberships"), json!({"userId": 1, "role": "MEMBER"})),
        (
            "POST",
            "/v2/schedules".into(),
            json!({"name": "n", "timeZone": "UTC", "isDefault": false, "availability": [{"days": ["Monday"], "startTime": "09:00", "endTime": "17:00"}]}),
        ),
        (
            "PATCH",
            "/v2/me".into(),
            json!({"email": "a@b.example", "timeZone": "UTC", "weekStart": "Monday", "locale": "en", "name": "n"}),
        ),
        (
            "POST",
            "/v2/slots/reservations".into(),
            json!({"eventTypeId": event_type, "slotStart": start, "reservationDuration": 5}),
        ),
        (
            "POST",
            format!("/v2/oauth-clients/{platform}/users"),
            json!({"email": "x", "name": "n", "timeZone": "UTC", "locale": "en"}),
        ),
        ("POST", format!("/v2/oauth/{platform}/refresh"), json!({"refreshToken": "x"})),
        (
            "POST",
            "/v2/calendars/ics-feed/save".into(),
            json!({"urls": ["https://a.example/a.ics"], "readOnly": true}),
        ),
    ]
}

#[tokio::test]
async fn no_word_that_was_sent_stands_in_the_journal() {
    let office = Office::open().await;
    let alice = &office.alice;
    let talk = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk", "bookingFields": [{"type": "select", "slug": "colour", "label": "l", "required": false, "placeholder": "p", "options": ["red"]}]});
    let event_type = office.asked(alice, "POST", "/v2/event-types", talk).await["id"].as_u64().unwrap();
    let guest = json!({"name": "Gus", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let booking = json!({"eventTypeId": event_type, "start": "2026-01-06T10:00:00Z", "attendee": guest});
    let booking =
        office.asked(alice, "POST", "/v2/bookings", booking).await["uid"].as_str().unwrap().to_owned();
    let mut repeated = 0;
    for (method, path, body) in requests(&office, event_type, &booking) {
        for field in fields(&body, "") {
            for value in [json!(WORD), json!([WORD]), json!({WORD: WORD})] {
                let mut spoilt = body.clone();
                *spoilt.pointer_mut(&field).unwrap() = value;
                let answer = office.ask(alice, method, &path, spoilt).await;
                let message = answer.json["error"]["message"].as_str().unwrap_or_default();
                repeated += usize::from(message.contains(WORD));
            }
        }
        // Now, while all of it is kept.
        is_nowhere(&office).await;
    }
    assert!(repeated >= 12, "the answers do repeat words: {repeated}");
    let word: String = WORD.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for query in [
        "eventTypeSlug={}&username={}",
        "eventTypeSlug={}&teamSlug={}",
        "usernames={},{}&organizationSlug={}",
        "eventTypeId={}",
        "eventTypeId=1&timeZone={}",
        "eventTypeSlug=talk&username=alice&bookingUidToReschedule={}",
    ] {
        let path = format!("/v2/slots?{}&start=2026-01-06&end=2026-01-07", query.replace("{}", &word));
        office.ask(alice, "GET", &path, Value::Null).await;
    }
    for path in [
        "/v2/bookings?status={}",
        "/v2/bookings?attendeeEmail={}&sortStart={}",
        "/v2/bookings/{}",
        "/v2/bookings/by-seat/{}",
        "/v2/event-types?username={}",
        "/v2/event-types/{}",
        "/v2/schedules/{}",
        "/v2/teams/{}",
        "/v2/slots/reservations/{}",
        "/v2/calendars/{}/check",
    ] {
        office.ask(alice, "GET", &path.replace("{}", &word), Value::Null).await;
    }
    is_nowhere(&office).await;
}

async fn is_nowhere(office: &Office) {
    let journal = office.house.get("/_mock/v1/requests", None).await;
    if journal.text.contains(WORD) {
        let entries = journal.json["requests"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry.to_string().contains(WORD));
        panic!("{entry:?}");
    }
}
