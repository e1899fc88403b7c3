//! Lists of bookings are written once and given out again, but never when something has changed that they show.

use serde_json::{Value, json};

use crate::agency::{ACME, BOB, HELP, INTRO, SUPPORT, at, open};
use crate::office::{Office, Person};

const LISTS: [&str; 2] = ["/v2/bookings", "/v2/bookings?take=100"];

/// The list of `who`, asked for twice: the second time it may have been kept.
async fn list(office: &Office, who: &Person, path: &str) -> Value {
    let first = office.asked(who, "GET", path, Value::Null).await;
    assert_eq!(office.asked(who, "GET", path, Value::Null).await, first, "{path}");
    first
}

/// An office in which Alice has a booking, and her lists were asked for.
async fn office() -> (Office, Value) {
    let office = open().await;
    let booking = office.booked(INTRO, "2026-01-01T09:00:00Z").await;
    for path in LISTS {
        assert_eq!(list(&office, &office.alice, path).await.as_array().unwrap().len(), 1);
    }
    (office, booking)
}

/// The only booking in each of the lists.
async fn only(office: &Office) -> Value {
    let [one, other] =
        [list(office, &office.alice, LISTS[0]).await, list(office, &office.alice, LISTS[1]).await];
    assert_eq!(one, other);
    one[0].clone()
}

#[tokio::test]
async fn what_becomes_of_a_booking_shows_at_once() {
    let (office, booking) = office().await;
    let moved = json!({"location": {"type": "address", "address": "1 High Street"}});
    office.asked(&office.alice, "PATCH", &at(&booking, "location"), moved).await;
    assert_eq!(only(&office).await["location"], "1 High Street");
    let reason = json!({"cancellationReason": "rain"});
    office.asked(&office.alice, "POST", &at(&booking, "cancel"), reason).await;
    assert_eq!(only(&office).await["status"], "cancelled");
    office.booked(INTRO, "2026-01-01T12:00:00Z").await;
    assert_eq!(list(&office, &office.alice, LISTS[0]).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn another_name_of_a_host_shows_at_once() {
    let (office, _) = office().await;
    office.asked(&office.alice, "PATCH", "/v2/me", json!({"name": "Alicia"})).await;
    assert_eq!(only(&office).await["hosts"][0]["name"], "Alicia");
}

#[tokio::test]
async fn another_slug_of_the_event_type_shows_at_once() {
    let (office, _) = office().await;
    let path = format!("/v2/event-types/{INTRO}");
    office.asked(&office.alice, "PATCH", &path, json!({"slug": "hello"})).await;
    assert_eq!(only(&office).await["eventType"]["slug"], "hello");
    office.asked(&office.alice, "DELETE", &path, Value::Null).await;
    assert_eq!(only(&office).await["eventType"]["slug"], "");
}

#[tokio::test]
async fn another_role_shows_at_once() {
    let office = open().await;
    office.booked(HELP, "2026-01-01T09:00:00Z").await;
    let (path, bobs) = (format!("/v2/teams/{SUPPORT}/memberships"), "/v2/bookings?teamId=10");
    let before = list(&office, &office.bob, bobs).await;
    assert_eq!(before, json!([]), "Alice holds it, and Bob runs nothing");
    let member = office.asked(&office.alice, "GET", &path, Value::Null).await;
    let his = member.as_array().unwrap().iter().find(|member| member["userId"] == BOB).unwrap()["id"].clone();
    office.asked(&office.alice, "PATCH", &format!("{path}/{his}"), json!({"role": "OWNER"})).await;
    assert_eq!(list(&office, &office.bob, bobs).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn everybody_is_shown_their_own_list() {
    let (office, _) = office().await;
    assert_eq!(list(&office, &office.bob, LISTS[0]).await, json!([]));
    assert_eq!(list(&office, &office.alice, LISTS[0]).await.as_array().unwrap().len(), 1);
    let theirs = format!("/v2/organizations/{ACME}/bookings");
    assert_eq!(list(&office, &office.alice, &theirs).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_list_that_goes_by_the_clock_is_written_each_time() {
    let (mut office, _) = office().await;
    let path = "/v2/bookings?status=upcoming";
    assert_eq!(list(&office, &office.alice, path).await.as_array().unwrap().len(), 1);
    office.wait("24h").await;
    assert_eq!(list(&office, &office.alice, path).await, json!([]));
}

#[tokio::test]
async fn another_world_shows_at_once() {
    let (mut office, _) = office().await;
    let mut world = office.house.get("/_mock/v1/world", None).await.json;
    world["bookings"][0]["title"] = json!("Another title");
    office.house.put("/_mock/v1/world", &world).await;
    office.alice.token = office.token("").await;
    assert_eq!(only(&office).await["title"], "Another title");
    office.house.post("/_mock/v1/reset", &json!({})).await;
    let answer = office.ask(&office.alice, "GET", LISTS[0], Value::Null).await;
    assert_eq!(answer.status, 403, "a token of the other world: {}", answer.text);
}
