//! The journal of the control door.

use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn long_texts_do_not_fill_the_journal() {
    let house = House::open().await;
    let long = "x".repeat(90_000);
    house.token(&json!({"client_id": long, "grant_type": "refresh_token", "refresh_token": "r"})).await;
    let redirect_uri = format!("https://acme.example/{}", "a/".repeat(20_000));
    let client = house.client("confidential").await;
    house.exchange(&client, "c", &json!({"redirect_uri": redirect_uri})).await;
    house.consent(&client, &json!({"redirect_uri": redirect_uri})).await;
    let journal = house.get("/_mock/v1/requests", None).await;
    assert!(journal.text.len() < 3_000, "{}", journal.text.len());
}

#[tokio::test]
async fn an_unknown_client_is_found_in_the_journal_by_what_was_sent() {
    let house = House::open().await;
    let swapped = "5ec2e701".repeat(8);
    house.token(&json!({"client_id": swapped, "grant_type": "refresh_token", "refresh_token": "r"})).await;
    let journal = house.get(&format!("/_mock/v1/requests?client={swapped}"), None).await;
    let entry = &journal.json["requests"][0];
    assert_eq!(entry["client"], "64 characters, ending in e701");
    assert_eq!(entry["differed"], "no client has this id: 64 characters, ending in e701");
}

#[tokio::test]
async fn what_a_rule_refuses_at_the_door_is_written_down_with_the_rule_and_the_client() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let path = format!("/_mock/v1/clients/{}", client["client_id"].as_str().unwrap());
    let secrets = format!("{path}/secrets");
    house.post(&secrets, &json!({})).await;
    assert_eq!(house.post(&secrets, &json!({})).await.status, 400);
    house.send(house.http.patch(house.url(&path)).json(&json!({"status": "approved"}))).await;
    house.post("/_mock/v1/clients", &json!({"type": "public"})).await;
    house.post(&path, &json!({})).await;
    let journal = house.get("/_mock/v1/requests", None).await.json;
    let written: Vec<_> =
        journal["requests"].as_array().unwrap().iter().map(|entry| &entry["rules"][0]).collect();
    assert_eq!(written, ["ROTATE-03", "CLIENT-14", "CLIENT-13"]);
    let third = &journal["requests"][0];
    assert_eq!((&third["client"], &third["status"]), (&client["client_id"], &json!(400)));
    assert_eq!(third["differed"], "it has 2 secrets");
    let of_this = format!("/_mock/v1/requests?client={}", client["client_id"].as_str().unwrap());
    assert_eq!(house.get(&of_this, None).await.json["requests"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_the_api_refuses_is_written_down_with_the_reason_and_without_words_of_others() {
    let office = crate::office::Office::open().await;
    let token = office.token("BOOKING_READ").await;
    office.ask_with(Some(&token), "GET", "/v2/schedules/17", json!(null)).await;
    office.ask(&office.carol, "GET", &format!("/v2/teams/{}", office.team), json!(null)).await;
    office.ask(&office.alice, "PATCH", "/v2/me", json!({"timeFormat": 100, "bio": "s3cret"})).await;
    office.ask(&office.alice, "GET", "/v2/bookings/s3cret/references", json!(null)).await;
    let journal = office.house.get("/_mock/v1/requests", None).await;
    assert!(!journal.text.contains("s3cret"), "{}", journal.text);
    let requests = journal.json["requests"].as_array().unwrap();
    let [.., scope, team, profile, booking] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((&scope["path"], &scope["check"]), (&json!("/v2/schedules/17"), &json!("scopes-held")));
    assert_eq!(scope["differed"], "the endpoint needs SCHEDULE_READ, the token has [BOOKING_READ]");
    assert_eq!(team["check"], "in-team");
    assert_eq!(profile["differed"], "timeFormat must be one of the following values: 12, 24");
    assert_eq!(booking["path"], "/v2/bookings/{bookingUid}/references");
}
