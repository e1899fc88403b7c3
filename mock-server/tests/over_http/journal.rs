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
    assert_eq!(third["differed"], "Maximum of 2 secrets allowed. Delete an existing secret first.");
    let of_this = format!("/_mock/v1/requests?client={}", client["client_id"].as_str().unwrap());
    assert_eq!(house.get(&of_this, None).await.json["requests"].as_array().unwrap().len(), 2);
}
