//! The control door over HTTP.

use mock_server::{MockServer, World};
use serde_json::{Value, json};

#[tokio::test]
async fn the_clock_stands_moves_and_comes_back() {
    let server = MockServer::builder()
        .world(World::empty())
        .frozen_at("2026-01-01T00:00:00Z".parse().unwrap())
        .seed(7)
        .start()
        .await
        .unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let clock = format!("{}/_mock/v1/clock", server.url());

    let moved: Value =
        http.patch(&clock).json(&json!({"advance": "31m"})).send().await.unwrap().json().await.unwrap();
    assert_eq!(moved, json!({"now": "2026-01-01T00:31:00Z", "frozen": true}));

    server.reset(World::empty());
    let back: Value = http.get(&clock).send().await.unwrap().json().await.unwrap();
    assert_eq!(back["now"], "2026-01-01T00:00:00Z");
}

#[tokio::test]
async fn a_page_of_another_origin_is_not_let_in() {
    let server = MockServer::builder().start().await.unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let health = format!("{}/_mock/v1/health", server.url());

    for (origin, status) in [("https://evil.example", 403), ("null", 403), (server.url(), 200)] {
        let answer = http.get(&health).header("Origin", origin).send().await.unwrap();
        assert_eq!(answer.status(), status, "{origin}");
    }
    assert_eq!(http.get(&health).send().await.unwrap().status(), 200);
}
