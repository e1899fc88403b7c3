//! Calendars that are connected, and those that are read from an address (production-api D, B4).

use serde_json::{Value, json};

use crate::office::Office;

#[tokio::test]
async fn everybody_has_a_google_calendar_and_no_other() {
    let office = Office::open().await;
    let answer = office.ask(&office.carol, "GET", "/v2/calendars/google/check", Value::Null).await;
    assert_eq!((answer.status, answer.json), (200, json!({"status": "success"})));
    for (calendar, words) in [
        ("apple", "Credentials for apple calendar not found."),
        ("office365", "Credentials for office_365_calendar not found."),
    ] {
        let path = format!("/v2/calendars/{calendar}/check");
        assert_eq!(office.refused(&office.carol, "GET", &path, Value::Null).await, (400, words.to_owned()));
    }
}

#[tokio::test]
async fn a_kind_of_calendar_that_there_is_not_is_refused_with_those_that_there_are() {
    let office = Office::open().await;
    let answer = office.ask(&office.carol, "GET", "/v2/calendars/wall/check", Value::Null).await;
    let message = "Invalid calendar type, available calendars are: ";
    let details = json!({"message": message, "error": "google, office365, apple", "statusCode": 400});
    assert_eq!(
        answer.json["error"],
        json!({"code": "BadRequestException", "message": message, "details": details})
    );
}

#[tokio::test]
async fn a_feed_that_was_saved_is_listed_for_its_owner_alone() {
    let office = Office::open().await;
    let urls = json!(["https://a.example/one.ics", "http://a.example/two.ics"]);
    let made =
        office.asked(&office.alice, "POST", "/v2/calendars/ics-feed/save", json!({"urls": urls})).await;
    let wanted = json!({
        "id": made["id"], "type": "ics-feed_calendar", "userId": office.alice.id, "teamId": null, "appId": "ics-feed",
        "invalid": false,
    });
    assert_eq!(made, wanted);
    let listed = office.asked(&office.alice, "GET", "/v2/calendars", Value::Null).await;
    let feed = &listed["connectedCalendars"][1];
    assert_eq!((&feed["credentialId"], &feed["integration"]["slug"]), (&made["id"], &json!("ics-feed")));
    let found: Vec<_> =
        feed["calendars"].as_array().unwrap().iter().map(|it| it["externalId"].clone()).collect();
    assert_eq!(json!(found), urls);
    let bobs = office.asked(&office.bob, "GET", "/v2/calendars", Value::Null).await;
    assert_eq!(bobs["connectedCalendars"].as_array().unwrap().len(), 1);
    assert_eq!(bobs["destinationCalendar"]["externalId"], office.bob.email);
}

#[tokio::test]
async fn bookings_are_written_into_a_calendar_that_can_be_written() {
    let office = Office::open().await;
    let url = "https://a.example/one.ics";
    let talk = json!({
        "lengthInMinutes": 30, "title": "Talk", "slug": "talk",
        "destinationCalendar": {"integration": "ics-feed_calendar", "externalId": url},
    });
    let refused = |words: &str| (400, format!("Invalid destinationCalendarId: Calendar does not {words}"));
    let path = "/v2/event-types";
    assert_eq!(office.refused(&office.alice, "POST", path, talk.clone()).await, refused("exist"));
    office.asked(&office.alice, "POST", "/v2/calendars/ics-feed/save", json!({"urls": [url]})).await;
    assert_eq!(
        office.refused(&office.alice, "POST", path, talk.clone()).await,
        refused("have write permission")
    );
    let other = json!({"urls": ["https://a.example/two.ics"], "readOnly": false});
    office.asked(&office.alice, "POST", "/v2/calendars/ics-feed/save", other).await;
    let mut talk = talk;
    talk["destinationCalendar"]["externalId"] = json!("https://a.example/two.ics");
    office.asked(&office.alice, "POST", path, talk).await;
}

#[tokio::test]
async fn a_feed_without_an_address_is_refused_and_not_listed() {
    let office = Office::open().await;
    let not_ics = "The URL must be a valid ICS URL (ending with .ics)";
    for (body, words) in [
        (json!({}), "urls must be an array"),
        (json!({"urls": "https://a.example/one.ics"}), "urls must be an array"),
        (json!({"urls": []}), "urls should not be empty"),
        (json!({"urls": [""]}), "each value in urls should not be empty"),
        (json!({"urls": ["https://a.example/one"]}), not_ics),
        (json!({"urls": ["ftp://a.example/one.ics"]}), not_ics),
        (json!({"urls": [7]}), not_ics),
        (
            json!({"urls": ["https://a.example/one.ics"], "readOnly": "no"}),
            "readOnly must be a boolean value",
        ),
    ] {
        let refused = office.refused(&office.alice, "POST", "/v2/calendars/ics-feed/save", body).await;
        assert_eq!(refused, (400, words.to_owned()));
    }
    let listed = office.asked(&office.alice, "GET", "/v2/calendars", Value::Null).await;
    assert_eq!(listed["connectedCalendars"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn after_a_reset_nobody_has_a_feed() {
    let office = Office::open().await;
    let feed = json!({"urls": ["https://a.example/one.ics"]});
    office.asked(&office.alice, "POST", "/v2/calendars/ics-feed/save", feed).await;
    let before = office.alice.id;
    office.house.post("/_mock/v1/reset", &json!({})).await;
    let alice = json!({"email": "alice@example.com", "password": "wonderland"});
    office.house.post("/_mock/v1/users", &alice).await;
    let office = Office::in_house(office.house).await;
    assert_eq!(office.alice.id, before, "the numbers begin again");
    let listed = office.asked(&office.alice, "GET", "/v2/calendars", Value::Null).await;
    assert_eq!(listed["connectedCalendars"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_and_feeds_are_closed_to_tokens_with_scopes() {
    let office = Office::open().await;
    let token = office.token("APPS_READ APPS_WRITE").await;
    let check = office.ask_with(Some(&token), "GET", "/v2/calendars/google/check", Value::Null).await;
    assert_eq!(check.status, 200);
    let feed = json!({"urls": ["https://a.example/one.ics"]});
    for (method, path, body) in
        [("GET", "/v2/calendars", Value::Null), ("POST", "/v2/calendars/ics-feed/save", feed)]
    {
        let answer = office.ask_with(Some(&token), method, path, body).await;
        assert_eq!(answer.status, 403, "{}", answer.text);
    }
}
