//! The whole flow over HTTP, by the control door: client, user, consent, exchange, profile.

use crate::house::House;
use serde_json::json;

#[tokio::test]
async fn a_confidential_client_gets_tokens_that_open_the_profile() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;

    let answer = house.exchange(&client, &code, &json!({})).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json["expires_in"], 1800);
    assert_eq!(answer.json["scope"], "PROFILE_READ BOOKING_READ");

    let token = answer.json["access_token"].as_str().unwrap();
    let profile = house.get("/v2/me", Some(token)).await;
    assert_eq!(profile.status, 200, "{profile:?}");
    assert_eq!(profile.json["data"]["email"], "alice@example.com");

    let again = house.exchange(&client, &code, &json!({})).await;
    assert_eq!(again.json, json!({"error": "invalid_grant", "error_description": "code_invalid_or_expired"}));
}

#[tokio::test]
async fn an_access_token_lives_to_the_last_second_of_its_half_hour() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let answer = house.exchange(&client, &code, &json!({})).await;
    let token = answer.json["access_token"].as_str().unwrap();

    house.advance("1799s").await;
    assert_eq!(house.get("/v2/me", Some(token)).await.status, 200);
    house.advance("1s").await;
    let late = house.get("/v2/me", Some(token)).await;
    assert_eq!((late.status, &late.json["error"]["message"]), (401, &json!("Invalid Access Token.")));
}

#[tokio::test]
async fn of_many_racing_exchanges_exactly_one_wins() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    for _ in 0..5 {
        let code = house.code(&client, &json!({})).await;
        let nothing = json!({});
        let racers: Vec<_> = (0..8).map(|_| house.exchange(&client, &code, &nothing)).collect();
        let mut won = 0;
        for answer in crate::house::all(racers).await {
            won += usize::from(answer.status == 200);
        }
        assert_eq!(won, 1);
    }
}

#[tokio::test]
async fn on_the_server_that_loses_races_two_win() {
    let house = House::with_fault("code-exchanges-can-race").await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let nothing = json!({});
    let answers = crate::house::all((0..2).map(|_| house.exchange(&client, &code, &nothing)).collect()).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 2, "{answers:?}");
    assert_eq!(house.exchange(&client, &code, &nothing).await.status, 400);
}

#[tokio::test]
async fn a_refresh_token_gives_new_tokens_once() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let refresh = json!({
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "grant_type": "refresh_token",
        "refresh_token": tokens["refresh_token"],
    });
    let renewed = house.token(&refresh).await;
    assert_eq!((renewed.status, &renewed.json["scope"]), (200, &tokens["scope"]));
    let again = house.token(&refresh).await;
    assert_eq!(again.json["error_description"], "refresh_token_revoked");
}

#[tokio::test]
async fn a_removed_users_token_opens_nothing() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    house.delete("/_mock/v1/users/alice@example.com").await;
    let answer = house.get("/v2/me", tokens["access_token"].as_str()).await;
    assert_eq!(answer.status, 401);
    assert!(answer.json["error"]["message"].as_str().unwrap().contains("No user or team owner"));
}

#[tokio::test]
async fn the_journal_says_what_differed_and_no_secret() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    house.exchange(&client, &code, &json!({"client_secret": "guessed"})).await;

    let id = client["client_id"].as_str().unwrap();
    let journal = house.get(&format!("/_mock/v1/requests?client={id}"), None).await;
    let last = journal.json["requests"].as_array().unwrap().last().unwrap();
    assert_eq!(last["check"], "secret-matches");
    assert_eq!(last["rules"], json!(["TOKEN-09"]));
    assert_eq!(last["differed"], "the client_secret is none of the client's");
    assert_eq!(last["path"], "/v2/auth/oauth2/token");
    for secret in ["guessed", client["client_secret"].as_str().unwrap(), &code] {
        assert!(!journal.text.contains(secret));
    }
}
