//! The control door and its OpenAPI document: neither says more than the other.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, HOME, House};

/// Every operation of the document: method, path with names in braces, and what is said of it.
fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.push((method.to_uppercase().parse().unwrap(), path.clone(), operation.clone()));
        }
    }
    operations
}

async fn document(house: &House) -> Value {
    house.get("/_mock/openapi.json", None).await.json
}

/// The request that an operation wants, made to succeed.
async fn wanted(house: &House, name: &str) -> (String, Value) {
    let client = house.client("confidential").await;
    let client = format!("/clients/{}", client["client_id"].as_str().unwrap());
    let new_client = json!({
        "name": "Acme", "purpose": "tests", "type": "public", "scopes": ["BOOKING_READ"], "redirect_uris": [HOME],
    });
    let (path, body) = match name {
        "readHealth" => ("/health".to_owned(), json!({})),
        "reset" => ("/reset".to_owned(), json!({})),
        "readEnvironment" => ("/environment".to_owned(), json!({})),
        "readRequests" => ("/requests?client=x".to_owned(), json!({})),
        "readRoutes" => ("/routes".to_owned(), json!({})),
        "readClock" => ("/clock".to_owned(), json!({})),
        "advanceClock" => ("/clock".to_owned(), json!({"advance": "1m"})),
        "setClock" => ("/clock".to_owned(), json!({"frozen": true})),
        "readWorld" => ("/world".to_owned(), json!({})),
        "replaceWorld" => ("/world".to_owned(), json!({"users": [{"email": "bob@example.com"}]})),
        "createClient" => ("/clients".to_owned(), new_client),
        "editClient" => (client, json!({"purpose": "other tests"})),
        "readClient" | "removeClient" => (client, json!({})),
        "reviewClient" => (format!("{client}/review"), json!({"decision": "approve"})),
        "readOutbox" => ("/outbox?to=alice@example.com".to_owned(), json!({})),
        "readSecrets" | "createSecret" => (format!("{client}/secrets"), json!({})),
        "revokeSecret" => {
            let made = house.post(&format!("/_mock/v1{client}/secrets"), &json!({})).await.json;
            (format!("{client}/secrets/{}", made["id"]), json!({}))
        }
        "createUser" => ("/users".to_owned(), json!({})),
        "removeUser" => ("/users/alice@example.com".to_owned(), json!({})),
        "createTeam" => ("/teams".to_owned(), json!({})),
        "removeTeam" => {
            let team = house.post("/_mock/v1/teams", &json!({})).await.json;
            (format!("/teams/{}", team["id"]), json!({}))
        }
        "createPlatformClient" => {
            ("/platform-clients".to_owned(), json!({"name": "Orbit", "redirect_uris": [HOME]}))
        }
        "readPlatformClient" | "editPlatformClient" | "removePlatformClient" => {
            let platform = house.platform_client().await;
            (format!("/platform-clients/{}", platform["client_id"].as_str().unwrap()), json!({}))
        }
        "authorize" => ("/authorize".to_owned(), json!({"user": "alice@example.com", "client_id": "x"})),
        other => panic!("nobody knows how to ask for {other}"),
    };
    (format!("/_mock/v1{path}"), body)
}

async fn ask(house: &House, method: &Method, path: &str, body: &Value) -> Answer {
    house.send(house.http.request(method.clone(), house.url(path)).json(body)).await
}

#[tokio::test]
async fn every_operation_of_the_document_is_answered_as_it_says() {
    for (method, path, operation) in operations(&document(&House::open().await).await) {
        // A house of its own: one of them is `reset`.
        let house = House::open().await;
        let name = operation["operationId"].as_str().unwrap();
        let (asked, mut body) = wanted(&house, name).await;
        assert_eq!(
            asked.split(['/', '?']).count(),
            path.split('/').count() + asked.matches('?').count(),
            "{name}"
        );
        if name == "authorize" {
            let client = house.client("confidential").await;
            body["client_id"] = client["client_id"].clone();
            body["redirect_uri"] = json!(HOME);
            body["scope"] = json!("BOOKING_READ");
        }
        let answer = ask(&house, &method, &asked, &body).await;
        let responses = operation["responses"].as_object().unwrap();
        let (status, response) = responses.iter().find(|(status, _)| *status != "default").unwrap();
        assert_eq!(answer.status.to_string(), *status, "{name}: {answer:?}");
        let schema = &response["content"]["application/json"]["schema"];
        if schema.is_null() {
            assert_eq!(answer.text, "", "{name}");
        } else if schema["$ref"].is_null() {
            is_as_described(&answer.json, schema, name);
        }
    }
}

/// Whether an object has the required members, and none that are not described.
fn is_as_described(value: &Value, schema: &Value, name: &str) {
    let names = |list: &Value| -> BTreeSet<String> {
        list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let present: BTreeSet<String> = value.as_object().unwrap().keys().cloned().collect();
    let described: BTreeSet<String> = schema["properties"].as_object().unwrap().keys().cloned().collect();
    assert!(present.is_subset(&described), "{name}: {present:?} {described:?}");
    assert!(names(&schema["required"]).is_subset(&present), "{name}: {present:?}");
}

/// What the door says of a member that it does not know names those that it does.
#[tokio::test]
async fn the_members_of_every_body_are_those_of_the_document() {
    let house = House::open().await;
    for (method, _, operation) in operations(&document(&house).await) {
        let name = operation["operationId"].as_str().unwrap();
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        if schema.is_null() || !schema["$ref"].is_null() {
            continue;
        }
        let (path, _) = wanted(&house, name).await;
        let refused = ask(&house, &method, &path, &json!({"colour": "red"})).await;
        let said = refused.json["error_description"].as_str().unwrap();
        let known = said.strip_prefix("there is no member colour; there are ").unwrap();
        let known: Vec<_> = known.split(", ").collect();
        let described: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
        assert_eq!(known, described, "{name}");
        for required in schema["required"].as_array().unwrap() {
            let refused = ask(&house, &method, &path, &json!({})).await;
            assert_eq!(refused.status, 400, "{name} without {required}");
        }
    }
}

#[tokio::test]
async fn the_parts_of_a_world_are_those_of_the_document() {
    // The default world has something in every list.
    let house = House::taught(|builder| builder.world(mock_server::World::showcase())).await;
    let document = document(&house).await;
    let world = house.get("/_mock/v1/world", None).await.json;
    let lists = document["components"]["schemas"]["World"]["properties"].as_object().unwrap();
    assert_eq!(lists.keys().collect::<Vec<_>>(), world.as_object().unwrap().keys().collect::<Vec<_>>());
    for (list, schema) in lists {
        is_as_described(&world[list][0], &schema["items"], list);
        let refused = house.put("/_mock/v1/world", &json!({list.clone(): [{"colour": "red"}]})).await;
        let said = refused.json["error_description"].as_str().unwrap();
        let known: Vec<_> = said.split("there are ").nth(1).unwrap().split(", ").collect();
        let described: Vec<_> = schema["items"]["properties"].as_object().unwrap().keys().collect();
        assert_eq!(known, described);
    }
}

#[tokio::test]
async fn nothing_is_answered_that_is_not_in_the_document() {
    let house = House::open().await;
    let document = document(&house).await;
    let described: BTreeSet<String> =
        operations(&document).iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let paths: BTreeSet<String> = operations(&document).into_iter().map(|(_, path, _)| path).collect();
    for path in paths {
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer =
                ask(&house, &method, &path.replace(['{', '}'], "x"), &json!({"colour": "red"})).await;
            let is_none =
                answer.json["error_description"].as_str().is_some_and(|said| said.starts_with("Cannot "));
            assert_eq!(
                !is_none,
                described.contains(&format!("{method} {path}")),
                "{method} {path} {answer:?}"
            );
        }
    }
    let other = house.get("/_mock/v1/nope", None).await;
    assert_eq!(other.status, 404);
    assert!(other.text.contains("/_mock/openapi.json lists what there is"), "{other:?}");
}

#[tokio::test]
async fn no_operation_lets_in_a_page_of_another_origin_and_each_its_own() {
    let house = House::open().await;
    let own = house.url("");
    let mut all = operations(&document(&house).await);
    all.push((Method::GET, "/_mock/openapi.json".to_owned(), json!({})));
    for (method, path, _) in all {
        let path = path.replace(['{', '}'], "x");
        let from = async |origin: &str| {
            let request = house.http.request(method.clone(), house.url(&path)).header("origin", origin);
            house.send(request.header("sec-fetch-mode", "cors").json(&json!({"colour": "red"}))).await
        };
        for foreign in ["https://evil.example", "null", "http://127.0.0.1:1"] {
            let refused = from(foreign).await;
            assert_eq!(
                (refused.status, &refused.json["error"]),
                (403, &json!("forbidden")),
                "{method} {path}"
            );
        }
        assert_ne!(from(&own).await.status, 403, "{method} {path}");
    }
}

#[tokio::test]
async fn the_document_says_that_a_world_is_told_and_taken_as_toml_too() {
    let house = House::open().await;
    let world = document(&house).await["paths"]["/_mock/v1/world"].clone();
    for body in [&world["get"]["responses"]["200"], &world["put"]["requestBody"]] {
        assert!(body["content"]["application/toml"].is_object(), "{body}");
    }
}
