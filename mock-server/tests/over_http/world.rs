//! The world through the control door: read, replaced, and put back.

use mock_server::{MockServer, World};
use serde_json::{Value, json};

use crate::house::{HOME, House, asking};

const WORLD: &str = "/_mock/v1/world";

#[tokio::test]
async fn what_was_read_can_be_put_back_and_nothing_has_changed() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    house.client("public").await;
    let organization = house.post("/_mock/v1/teams", &json!({"organization": true})).await.json;
    let member = json!([{"user": "alice@example.com", "role": "OWNER"}]);
    house.post("/_mock/v1/teams", &json!({"organization": organization["id"], "members": member})).await;
    let before = house.get(WORLD, None).await;
    let put = house.put(WORLD, &before.json).await;
    assert_eq!((put.status, &put.json), (200, &before.json));
    assert_eq!(house.get(WORLD, None).await.json, before.json);

    let code = house.code(&client, &json!({})).await;
    assert_eq!(house.exchange(&client, &code, &json!({})).await.status, 200, "its secret still works");
}

#[tokio::test]
async fn who_is_gone_leaves_nothing_in_the_world_that_could_not_be_put_back() {
    let house = House::open().await;
    let client = json!({
        "name": "Acme", "purpose": "tests", "type": "public", "redirect_uris": [HOME],
        "scopes": ["BOOKING_READ"], "owner": "alice@example.com",
    });
    house.post("/_mock/v1/clients", &client).await;
    let organization = house.post("/_mock/v1/teams", &json!({"organization": true})).await.json;
    let member = json!([{"user": "alice@example.com", "role": "OWNER"}]);
    house.post("/_mock/v1/teams", &json!({"organization": organization["id"], "members": member})).await;
    assert_eq!(house.delete("/_mock/v1/users/alice@example.com").await.status, 204);
    assert_eq!(house.delete(&format!("/_mock/v1/teams/{}", organization["id"])).await.status, 204);
    let before = house.get(WORLD, None).await.json;
    let put = house.put(WORLD, &before).await;
    assert_eq!((put.status, put.json), (200, before));
}

#[tokio::test]
async fn a_world_is_told_and_taken_as_toml_too() {
    let house = House::open().await;
    house.client("confidential").await;
    let json = house.get(WORLD, None).await.json;
    let toml = house.send(house.http.get(house.url(WORLD)).header("accept", "application/toml")).await;
    assert_eq!(toml.header("content-type"), "application/toml; charset=utf-8");
    assert_eq!(World::from_toml(&toml.text).unwrap().to_json(), json);
    let put = house.http.put(house.url(WORLD)).header("content-type", "application/toml").body(toml.text);
    assert_eq!(house.send(put).await.json, json);
}

#[tokio::test]
async fn another_world_has_other_people_and_nothing_that_was_issued_to_the_former() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let unused = house.code(&client, &json!({})).await;
    let world = house.get(WORLD, None).await.json;
    house.put(WORLD, &json!({})).await;
    let lists = house.get(WORLD, None).await.json;
    assert!(lists.as_object().unwrap().values().all(|list| *list == json!([])), "{lists}");
    house.put(WORLD, &world).await;
    assert_eq!(house.get("/v2/me", tokens["access_token"].as_str()).await.status, 401);
    assert_eq!(house.exchange(&client, &unused, &json!({})).await.status, 400);
    let refresh = json!({
        "client_id": client["client_id"], "client_secret": client["client_secret"],
        "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
    });
    assert_eq!(house.token(&refresh).await.json["error"], "invalid_grant");
}

#[tokio::test]
async fn a_number_that_the_world_has_is_given_to_nobody_else() {
    let house = House::open().await;
    let world = json!({"users": [{"id": 5_000, "email": "bob@example.com"}]});
    house.put(WORLD, &world).await;
    let made = house.post("/_mock/v1/users", &json!({})).await.json;
    assert!(made["id"].as_u64().unwrap() > 5_000, "{made}");
}

#[tokio::test]
async fn a_reset_goes_back_to_the_start_whatever_was_put() {
    let server = MockServer::builder().start().await.unwrap();
    let http = asking();
    let url = |path: &str| format!("{}{path}", server.url());
    let world = async || http.get(url(WORLD)).send().await.unwrap().json::<Value>().await.unwrap();
    let before = world().await;
    http.put(url(WORLD)).json(&json!({})).send().await.unwrap();
    assert_ne!(world().await, before);
    http.post(url("/_mock/v1/reset")).send().await.unwrap();
    assert_eq!(world().await, before);
}

#[tokio::test]
async fn the_mocks_own_pages_are_told_without_its_address() {
    let server = MockServer::builder().start().await.unwrap();
    let world = asking().get(format!("{}{WORLD}", server.url())).send().await.unwrap().text().await.unwrap();
    assert!(world.contains("\"/_mock/callback\"") && !world.contains(server.url()), "{world}");
}

#[tokio::test]
async fn what_is_no_world_is_refused_with_every_mistake_and_changes_nothing() {
    let house = House::open().await;
    let before = house.get(WORLD, None).await.json;
    let wrong = json!({
        "users": [{"email": "bob"}],
        "clients": [{"name": "Acme", "type": "public", "scopes": ["NOPE"], "redirect_uris": [HOME]}],
    });
    let refused = house.put(WORLD, &wrong).await;
    assert_eq!((refused.status, &refused.json["error"]), (400, &json!("invalid_request")));
    let said = refused.json["error_description"].as_str().unwrap();
    assert!(said.contains("1:20: users[0]: email must be an e-mail address"), "{said}");
    assert!(said.contains("clients[0].scopes[0]: Requested scope is not a recognized scope"), "{said}");
    assert_eq!(house.get(WORLD, None).await.json, before);
}

#[tokio::test]
async fn a_world_may_be_larger_than_a_request_to_the_api() {
    let house = House::open().await;
    let users: Vec<_> = (0..2_000)
        .map(|n| json!({"email": format!("user-{n}@example.com"), "name": "x".repeat(60)}))
        .collect();
    assert_eq!(house.put(WORLD, &json!({"users": users})).await.status, 200);
    let too_large = json!({"users": [{"email": "bob@example.com", "name": "x".repeat(9_000_000)}]});
    assert_eq!(house.put(WORLD, &too_large).await.status, 413);
}

#[tokio::test]
async fn what_is_told_of_the_world_holds_no_secret_in_plain() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let second = format!("/_mock/v1/clients/{}/secrets", client["client_id"].as_str().unwrap());
    let second = house.post(&second, &json!({})).await.json;
    house.post("/_mock/v1/users", &json!({"email": "bob@example.com", "password": "hunter2-pw"})).await;
    let json = house.get(WORLD, None).await.text;
    let toml = house.send(house.http.get(house.url(WORLD)).header("accept", "application/toml")).await.text;
    for text in [json, toml] {
        assert!(text.contains("bob@example.com"), "{text}");
        for secret in [&client["client_secret"], &second["client_secret"], &json!("hunter2-pw")] {
            assert!(!text.contains(secret.as_str().unwrap()), "{secret}");
        }
    }
}

#[tokio::test]
async fn whatever_can_be_made_at_the_door_can_be_put_back() {
    let house = House::open().await;
    let own = house.url("/cb");
    let client = json!({
        "name": "Acme", "purpose": "tests", "type": "public", "scopes": ["BOOKING_READ"],
        "redirect_uris": [own, "http://localhost/cb"],
    });
    assert_eq!(house.post("/_mock/v1/clients", &client).await.status, 201);
    assert_eq!(house.post("/_mock/v1/users", &json!({"email": "\u{c4}@example.com"})).await.status, 201);
    let again = house.post("/_mock/v1/users", &json!({"email": "\u{e4}@example.com"})).await;
    assert_eq!((again.status, &again.json["error"]), (409, &json!("conflict")));
    let before = house.get(WORLD, None).await.json;
    let put = house.put(WORLD, &before).await;
    assert_eq!((put.status, put.json), (200, before));
}

#[tokio::test]
async fn behind_the_largest_id_there_are_others() {
    let house = House::open().await;
    let largest = 1_u64 << 53;
    let world = |id: u64| json!({"users": [{"id": id, "email": "bob@example.com"}]});
    assert_eq!(house.put(WORLD, &world(largest + 1)).await.status, 400);
    assert_eq!(house.put(WORLD, &world(largest)).await.status, 200);
    house.post("/_mock/v1/users", &json!({})).await;
    let before = house.get(WORLD, None).await.json;
    let put = house.put(WORLD, &before).await;
    assert_eq!((put.status, put.json), (200, before));
}

#[tokio::test]
async fn a_world_without_clients_names_no_redirect_uri_and_no_scope() {
    let house = House::open().await;
    let told = house.get("/_mock/v1/environment", None).await.text;
    assert!(!told.contains("CAL_REDIRECT_URI") && !told.contains("CAL_SCOPE"), "{told}");
    house.client("confidential").await;
    let told = house.get("/_mock/v1/environment", None).await.text;
    assert!(told.contains("CAL_REDIRECT_URI") && told.contains("CAL_SCOPE"), "{told}");
}

/// Whoever is removed leaves nothing behind that names them, and what outlives what it was made of is read again.
#[tokio::test]
async fn a_world_in_which_much_was_deleted_is_written_and_read_again() {
    let office = crate::office::Office::open().await;
    let new = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk"});
    let event_type = office.asked(&office.alice, "POST", "/v2/event-types", new).await;
    let guest = json!({"name": "Gus", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let booking =
        json!({"eventTypeId": event_type["id"], "start": "2026-01-05T10:00:00Z", "attendee": guest});
    office.asked(&office.alice, "POST", "/v2/bookings", booking).await;
    let path = format!("/v2/event-types/{}", event_type["id"]);
    office.asked(&office.alice, "DELETE", &path, json!(null)).await;
    let world = office.house.get(WORLD, None).await.json;
    assert_eq!(world["bookings"][0]["former_event_type"], event_type["id"]);
    assert_eq!(office.house.put(WORLD, &world).await.json, world);

    office.house.delete(&format!("/_mock/v1/users/{}", office.alice.id)).await;
    let world = office.house.get(WORLD, None).await.json;
    assert_eq!(world["bookings"], json!([]));
    assert_eq!(office.house.put(WORLD, &world).await.json, world);
}
