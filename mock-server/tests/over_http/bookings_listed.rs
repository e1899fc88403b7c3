//! Lists of bookings, and what hangs on one.

use serde_json::{Value, json};

use crate::agency::{
    ACME, ALICE, BOB, CAROL, CAROLS, CHECKED, HELP, INTRO, LONG, PITCH, SALES, SUPPORT, WEEKLY, at, open,
    request,
};
use crate::office::{Office, Person};

const NINE: &str = "2026-01-01T09:00:00Z";

/// The event types of the bookings in a list, in its order.
async fn listed(office: &Office, who: &Person, path: &str) -> Vec<u64> {
    let data = office.asked(who, "GET", path, Value::Null).await;
    data.as_array().unwrap().iter().map(|booking| booking["eventTypeId"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn everybody_lists_what_they_hold_run_and_come_to() {
    let office = open().await;
    office.booked(INTRO, NINE).await;
    let mut asked = request(CAROLS, "2026-01-01T10:00:00Z");
    asked["attendee"]["email"] = json!("BOB@example.com");
    office.made(asked).await;
    office.booked(HELP, "2026-01-01T11:00:00Z").await;
    office.booked(PITCH, "2026-01-01T12:00:00Z").await;
    assert_eq!(listed(&office, &office.alice, "/v2/bookings").await, [INTRO, HELP, PITCH]);
    assert_eq!(listed(&office, &office.carol, "/v2/bookings").await, [CAROLS]);
    let bobs = listed(&office, &office.bob, "/v2/bookings").await;
    assert!(bobs.contains(&CAROLS) && bobs.contains(&PITCH) && !bobs.contains(&INTRO), "{bobs:?}");
}

#[tokio::test]
async fn a_team_and_an_organization_list_their_own() {
    let office = open().await;
    for (event_type, hour) in [(INTRO, 9), (HELP, 10), (PITCH, 11), (CAROLS, 12)] {
        office.booked(event_type, &format!("2026-01-01T{hour:02}:00:00Z")).await;
    }
    for (path, wanted) in [
        (format!("/v2/teams/{SUPPORT}/bookings"), vec![HELP]),
        (format!("/v2/organizations/{ACME}/teams/{SALES}/bookings"), vec![PITCH]),
        (format!("/v2/organizations/{ACME}/bookings"), vec![INTRO, HELP, PITCH]),
        (format!("/v2/organizations/{ACME}/bookings?teamId={SALES}"), vec![PITCH]),
        (
            format!("/v2/organizations/{ACME}/bookings?userIds={BOB}&eventTypeIds={PITCH},{INTRO}"),
            vec![PITCH],
        ),
    ] {
        assert_eq!(listed(&office, &office.bob, &path).await, wanted, "{path}");
        assert_eq!(office.refused(&office.carol, "GET", &path, Value::Null).await.0, 403, "{path}");
    }
    let path = format!("/v2/organizations/{ACME}/bookings?userIds={ALICE},{CAROL}");
    let told = "You do not have permissions to fetch bookings for specified userIds";
    assert_eq!(office.refuses_alice("GET", &path, Value::Null).await, (403, told.to_owned()));
}

#[tokio::test]
async fn a_list_shows_what_is_asked_for_in_that_order() {
    let mut office = open().await;
    office.booked(INTRO, "2026-01-01T09:00:00Z").await;
    let mut asked = request(INTRO, "2026-01-01T15:00:00Z");
    asked["attendee"] = json!({"name": "Eve", "email": "eve+a@example.com", "timeZone": "UTC"});
    let eves = office.made(asked).await;
    office.booked(CHECKED, "2026-01-01T11:00:00Z").await;
    let gone = office.booked(HELP, "2026-01-01T13:00:00Z").await;
    office.ask_with(None, "POST", &at(&gone, "cancel"), json!({})).await;
    let series = office.booked(WEEKLY, "2026-01-01T16:00:00Z").await;
    assert_eq!(series.as_array().unwrap().len(), 4);
    office.wait("10h").await;
    let uid = eves["uid"].as_str().unwrap();
    let weekly = [WEEKLY; 4];
    for (query, wanted) in [
        ("status=past", vec![INTRO]),
        ("status=upcoming", [&[CHECKED, INTRO][..], &weekly].concat()),
        ("status=unconfirmed", vec![CHECKED]),
        ("status=cancelled", vec![HELP]),
        ("status=recurring", weekly.to_vec()),
        ("status=past,cancelled&sortStart=asc", vec![INTRO, HELP]),
        ("attendeeEmail=eve%2Ba@example.com", vec![INTRO]),
        ("attendeeEmail=eve+a@example.com", vec![INTRO]),
        ("attendeeName=Eve", vec![INTRO]),
        (&format!("bookingUid={uid}"), vec![INTRO]),
        (&format!("eventTypeId={CHECKED}"), vec![CHECKED]),
        (&format!("eventTypeIds={CHECKED},{HELP}"), vec![CHECKED, HELP]),
        (&format!("teamsIds={SUPPORT},{SALES}"), vec![HELP]),
        (&format!("teamId={ACME}"), vec![]),
        ("afterStart=2026-01-08T00:00:00Z", vec![WEEKLY; 3]),
        ("beforeEnd=2026-01-01T12:00:00.000Z&sortEnd=desc", vec![CHECKED, INTRO]),
        ("afterCreatedAt=2026-01-01T00:00:01Z", vec![]),
        ("beforeUpdatedAt=2025-01-01T00:00:00Z", vec![]),
        ("sortStart=desc&take=2&skip=4", vec![INTRO, HELP]),
        ("sortCreated=desc&take=1", vec![INTRO]),
        ("sortUpdatedAt=asc&take=1&skip=7", vec![WEEKLY]),
        ("skip=18446744073709551615", vec![]),
    ] {
        assert_eq!(listed(&office, &office.alice, &format!("/v2/bookings?{query}")).await, wanted, "{query}");
    }
    let answer = office.ask(&office.alice, "GET", "/v2/bookings?take=3&skip=3", Value::Null).await;
    let wanted = json!({
        "totalItems": 8, "remainingItems": 2, "returnedItems": 3, "itemsPerPage": 3, "currentPage": 2,
        "totalPages": 3, "hasNextPage": true, "hasPreviousPage": true,
    });
    assert_eq!(answer.json["pagination"], wanted);
}

#[tokio::test]
async fn a_filter_or_a_page_that_cannot_be_is_refused() {
    let office = open().await;
    for (query, told) in [
        ("status=lost", "status must be one of"),
        ("status=", "status must be one of"),
        ("take=0", "take must not be less than 1"),
        ("take=251", "take must not be greater than 250"),
        ("take=many", "take must be a number"),
        ("skip=-1", "skip must not be less than 0"),
        ("eventTypeId=x", "eventTypeId must be a number"),
        ("eventTypeIds=1,x", "eventTypeIds must be a number"),
        ("afterStart=soon", "afterStart must be a valid ISO 8601"),
        ("beforeEnd=2026-02-30T00:00:00Z", "beforeEnd must be a valid ISO 8601"),
        ("sortStart=up", "sortStart must be one of"),
    ] {
        for path in ["/v2/bookings".to_owned(), format!("/v2/teams/{SUPPORT}/bookings")] {
            let path = format!("{path}?{query}");
            let (status, refused) = office.refuses_alice("GET", &path, Value::Null).await;
            assert!(status == 400 && refused.starts_with(told), "{path}: {refused}");
        }
    }
    assert_eq!(listed(&office, &office.alice, "/v2/bookings?unknown=1").await, [0; 0]);
}

#[tokio::test]
async fn a_uid_of_no_booking_is_not_found() {
    let office = open().await;
    let told = "Booking with uid=nope was not found in the database";
    assert_eq!(office.refuses("GET", "/v2/bookings/nope", Value::Null).await, (404, told.to_owned()));
}

#[tokio::test]
async fn a_booking_in_cal_video_leaves_recordings_once_it_is_over() {
    let mut office = open().await;
    let booking = office.booked(INTRO, NINE).await;
    let kinds = ["recordings", "transcripts", "conferencing-sessions"];
    for what in kinds {
        assert_eq!(office.extras(&booking, what).await, json!([]), "{what}");
    }
    office.wait("10h").await;
    for what in kinds {
        let shown = office.extras(&booking, what).await;
        assert_eq!(shown.as_array().unwrap().len(), 1, "{what}");
        assert_eq!(office.extras(&booking, what).await, shown, "the same each time");
    }
    let session = office.extras(&booking, "conferencing-sessions").await;
    assert_eq!(session[0]["participants"].as_array().unwrap().len(), 2);
    let references = office.extras(&booking, "references").await;
    assert_eq!(references[0]["type"], "daily_video");
    assert_eq!(session[0]["room"], references[0]["eventUid"]);

    let waiting = office.booked(CHECKED, "2026-01-01T11:00:00Z").await;
    for what in kinds {
        let told =
            format!("No Cal Video reference found with booking uid {}", waiting["uid"].as_str().unwrap());
        let refused = office.refuses_alice("GET", &at(&waiting, what), Value::Null).await;
        assert_eq!(refused, (404, told));
    }
}

impl Office {
    /// What hangs on a booking, for Alice.
    async fn extras(&self, booking: &Value, what: &str) -> Value {
        self.asked(&self.alice, "GET", &at(booking, what), Value::Null).await
    }
}

#[tokio::test]
async fn references_are_filtered_by_their_type() {
    let office = open().await;
    let mut asked = request(LONG, "2026-01-01T12:00:00Z");
    asked["bookingFieldsResponses"] = json!({"size": "M"});
    asked["location"] = json!({"type": "integration", "integration": "google-meet"});
    let path = at(&office.made(asked).await, "references");
    let types = async |query: &str| -> Vec<Value> {
        let shown = office.asked(&office.alice, "GET", &format!("{path}{query}"), Value::Null).await;
        shown.as_array().unwrap().iter().map(|it| it["type"].clone()).collect()
    };
    assert_eq!(types("").await, ["google_calendar", "google_video"]);
    assert_eq!(types("?type=google_video").await, ["google_video"]);
    assert_eq!(types("?type=zoom_video").await, [Value::Null; 0]);
    let (status, told) = office.refuses_alice("GET", &format!("{path}?type=fax"), Value::Null).await;
    assert!(status == 400 && told.starts_with("type must be one of"), "{told}");
}

#[tokio::test]
async fn a_team_lists_the_references_of_its_own_bookings_alone() {
    let office = open().await;
    let pitch = office.booked(PITCH, NINE).await;
    let help = office.booked(HELP, "2026-01-01T10:00:00Z").await;
    let path = |booking: &Value| {
        let uid = booking["uid"].as_str().unwrap();
        format!("/v2/organizations/{ACME}/teams/{SALES}/bookings/{uid}/references")
    };
    let shown = office.asked(&office.bob, "GET", &path(&pitch), Value::Null).await;
    assert_eq!(shown[0]["type"], "daily_video");
    for stranger in [&help, &json!({"uid": "nope"})] {
        let (status, told) = office.refused(&office.bob, "GET", &path(stranger), Value::Null).await;
        assert!(status == 404 && told.starts_with("Booking with uid "), "{told}");
    }
    assert_eq!(office.refused(&office.carol, "GET", &path(&pitch), Value::Null).await.0, 403);
}

#[tokio::test]
async fn calendar_links_carry_the_booking() {
    let office = open().await;
    let mut asked = request(INTRO, NINE);
    asked["bookingFieldsResponses"] = json!({"notes": "Tea, cake\nand more"});
    let path = at(&office.made(asked).await, "calendar-links");
    let links = office.asked(&office.alice, "GET", &path, Value::Null).await;
    let labels: Vec<_> = links.as_array().unwrap().iter().map(|link| link["label"].clone()).collect();
    assert_eq!(labels, ["Google Calendar", "Microsoft Office", "Microsoft Outlook", "ICS"]);
    let google = url::Url::parse(links[0]["link"].as_str().unwrap()).unwrap();
    assert_eq!(crate::house::value(&google, "dates"), "20260101T090000Z/20260101T093000Z");
    assert_eq!(crate::house::value(&google, "text"), "intro between alice and Dora");
    let outlook = url::Url::parse(links[2]["link"].as_str().unwrap()).unwrap();
    assert_eq!(crate::house::value(&outlook, "startdt"), "2026-01-01T09:00:00Z");
    let ics = links[3]["link"].as_str().unwrap().strip_prefix("data:text/calendar,").unwrap();
    let ics = percent_encoding::percent_decode_str(ics).decode_utf8().unwrap();
    assert!(ics.contains("\r\nDTSTART:20260101T090000Z\r\n"), "{ics}");
    assert!(ics.contains("\r\nDESCRIPTION:Tea\\, cake\\nand more\r\n"), "{ics}");
}
