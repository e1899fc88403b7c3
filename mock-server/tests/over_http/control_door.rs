//! The control door over HTTP.

use mock_server::{MockServer, World};
use serde_json::{Value, json};

use crate::house::{House, asking};

#[tokio::test]
async fn the_clock_stands_moves_and_comes_back() {
    let server = MockServer::builder()
        .world(World::empty())
        .frozen_at("2026-01-01T00:00:00Z".parse().unwrap())
        .seed(7)
        .start()
        .await
        .unwrap();
    let http = asking();
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
    let http = asking();
    let health = format!("{}/_mock/v1/health", server.url());

    for (origin, status) in [("https://evil.example", 403), ("null", 403), (server.url(), 200)] {
        let answer = http.get(&health).header("Origin", origin).send().await.unwrap();
        assert_eq!(answer.status(), status, "{origin}");
    }
    assert_eq!(http.get(&health).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_page_whose_name_was_pointed_at_this_machine_is_not_let_in() {
    let server = MockServer::builder().public_url("https://mock.example").start().await.unwrap();
    let http = asking();
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let ask = async |path: &str, host: &str, (name, value): (&str, &str)| {
        let request = http.get(format!("{}{path}", server.url())).header("Host", host).header(name, value);
        request.send().await.unwrap().status().as_u16()
    };
    let evil = format!("evil.example:{port}");
    for path in ["/_mock/v1/health", "/auth/login", "/_mock/callback"] {
        for header in [
            ("Origin", format!("http://{evil}")),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("User-Agent", "Mozilla/5.0".to_owned()),
        ] {
            assert_eq!(ask(path, &evil, (header.0, &header.1)).await, 403, "{path} {header:?}");
        }
        assert_eq!(ask(path, &evil, ("User-Agent", "curl/8")).await, 200, "{path}");
        for own in [format!("cal-mock:{port}"), format!("app.localhost:{port}"), format!("[::1]:{port}")] {
            assert_eq!(ask(path, &own, ("Origin", &format!("http://{own}"))).await, 200, "{path} {own}");
        }
        assert_eq!(ask(path, "mock.example", ("Origin", "https://mock.example")).await, 200, "{path}");
    }
}

#[tokio::test]
async fn the_clock_takes_steps_as_people_write_them() {
    let house = House::open().await;
    for (step, now) in [
        ("31m", "2026-01-01T00:31:00Z"),
        ("-31m", "2026-01-01T00:00:00Z"),
        ("1d", "2026-01-02T00:00:00Z"),
        ("-1 day", "2026-01-01T00:00:00Z"),
        ("30d 2h", "2026-01-31T02:00:00Z"),
    ] {
        let moved = house.http.patch(house.url("/_mock/v1/clock")).json(&json!({"advance": step}));
        assert_eq!(house.send(moved).await.json["now"], now, "{step}");
    }
    let set = json!({"now": "2026-02-01T00:00:00Z", "frozen": true});
    let set = house.send(house.http.put(house.url("/_mock/v1/clock")).json(&set)).await;
    assert_eq!(set.json, json!({"now": "2026-02-01T00:00:00Z", "frozen": true}));
    house.post("/_mock/v1/reset", &json!({})).await;
    assert_eq!(house.get("/_mock/v1/clock", None).await.json["now"], "2026-01-01T00:00:00Z");
}

#[tokio::test]
async fn a_client_is_made_edited_reviewed_and_removed() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let secret = client["client_secret"].as_str().unwrap();
    assert!(secret.len() == 64 && secret.chars().all(|c| c.is_ascii_hexdigit()));
    assert_eq!(house.client("public").await["client_secret"], json!(null));

    let path = format!("/_mock/v1/clients/{}", client["client_id"].as_str().unwrap());
    let edit = |changes| house.send(house.http.patch(house.url(&path)).json(&changes));
    let edited = edit(json!({"as": "owner", "name": "Acme 2", "scopes": ["APPS_READ"]})).await;
    assert_eq!((&edited.json["name"], &edited.json["scopes"]), (&json!("Acme 2"), &json!(["APPS_READ"])));
    assert_eq!(edited.json["client_secret"], json!(null));
    assert_eq!(edit(json!({"as": "owner", "status": "approved"})).await.status, 403);
    assert_eq!(edit(json!({"as": "admin", "status": "pending"})).await.json["status"], "pending");
    assert_eq!(edit(json!({"redirect_uris": []})).await.status, 400);

    let review = format!("{path}/review");
    let rejected = house.post(&review, &json!({"decision": "reject", "reason": "spam"})).await;
    assert_eq!(rejected.json["rejection_reason"], "spam");
    let approved = edit(json!({"as": "admin", "status": "approved"})).await;
    assert_eq!(approved.json["rejection_reason"], json!(null));
    let unfounded = house.post(&review, &json!({"decision": "reject", "reason": " "})).await;
    assert_eq!(unfounded.json["error_description"], "Rejection reason is required");
    let rejected = house.post(&review, &json!({"decision": "reject", "reason": "no"})).await;
    assert_eq!(rejected.json["status"], "rejected");
    assert_eq!(house.post(&review, &json!({"decision": "approve"})).await.json["status"], "approved");

    assert_eq!(house.delete(&path).await.status, 204);
    assert_eq!(house.delete(&path).await.status, 404);
}

#[tokio::test]
async fn a_team_acts_through_its_owner() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let bob = house.post("/_mock/v1/users", &json!({"name": "Bob"})).await.json;
    let members = json!([
        {"user": "alice@example.com", "role": "OWNER"},
        {"user": bob["id"], "role": "MEMBER"},
    ]);
    let team = house.post("/_mock/v1/teams", &json!({"members": members})).await.json;

    let refused = house.consent(&client, &json!({"user": bob["id"], "team": team["id"]})).await;
    assert!(refused.json["location"].as_str().unwrap().contains("error=unauthorized_client"));
    let code = house.code(&client, &json!({"team": team["id"]})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let profile = house.get("/v2/me", tokens["access_token"].as_str()).await;
    assert_eq!(profile.json["data"]["email"], "alice@example.com");
}

#[tokio::test]
async fn the_environment_stays_that_of_the_default_world_whatever_is_created() {
    let server = MockServer::builder().start().await.unwrap();
    let http = asking();
    let before = server.environment();
    for kind in ["confidential", "public"].repeat(4) {
        let order = json!({
            "name": "Another", "purpose": "tests", "type": kind, "status": "approved",
            "redirect_uris": ["http://localhost:3000/callback"], "scopes": ["BOOKING_READ"],
        });
        let made = http.post(format!("{}/_mock/v1/clients", server.url())).json(&order).send().await.unwrap();
        assert_eq!(made.status(), 201);
    }
    assert_eq!(server.environment(), before);
    assert_eq!(before.withheld, Vec::<&str>::new());
}

#[tokio::test]
async fn a_name_in_a_path_may_be_encoded() {
    let house = House::open().await;
    assert_eq!(house.delete("/_mock/v1/users/alice%40example.com").await.status, 204);
    assert_eq!(house.delete("/_mock/v1//_mock/v1/users/alice%40example.com").await.status, 404);
    assert_eq!(house.get("/_mock/v1//_mock/v1/health", None).await.status, 404);
}

#[tokio::test]
async fn a_server_does_not_print_its_key_or_what_its_people_sent() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let printed = format!("{:?}", house.server);
    let key = printed.split("signing_key: ").nth(1).unwrap();
    assert!(key.starts_with("Kept(Mutex { data: ***,"), "{key}");
    for secret in [&client["client_secret"], &tokens["access_token"], &json!(code)] {
        assert!(!printed.contains(secret.as_str().unwrap()));
    }
}
