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
