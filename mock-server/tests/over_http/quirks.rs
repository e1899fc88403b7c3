//! `--behaviour production`: where Cal.com's own server departs from the documents.

use std::collections::BTreeSet;

use mock_server::{Behaviour, Fault};
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::house::{Answer, House, all};

const SECOND: &str = "https://acme.example/second";

async fn production() -> House {
    House::taught(|builder| builder.behaviour(Behaviour::Production)).await
}

/// Production, but for this one quirk.
async fn production_without(quirk: &str) -> House {
    let quirk = Fault::quirk_named(quirk).unwrap();
    House::taught(|builder| builder.behaviour(Behaviour::Production).without_quirk(quirk)).await
}

fn location(answer: &Answer) -> &str {
    answer.json["location"].as_str().unwrap()
}

#[tokio::test]
async fn production_takes_any_registered_redirect_uri_at_the_exchange_and_an_empty_one() {
    for (house, status) in [
        (production().await, 200),
        (production_without("redirect-uri-not-bound").await, 400),
        (House::open().await, 400),
    ] {
        let client = house.client("confidential").await;
        for other in [SECOND, ""] {
            let code = house.code(&client, &json!({})).await;
            assert_eq!(house.exchange(&client, &code, &json!({"redirect_uri": other})).await.status, status);
        }
        let code = house.code(&client, &json!({})).await;
        let foreign = house.exchange(&client, &code, &json!({"redirect_uri": "https://x.example/"})).await;
        assert_eq!((foreign.status, &foreign.json["error"]), (400, &json!("invalid_grant")));
    }
}

#[tokio::test]
async fn production_wants_a_challenge_method_named() {
    const REFUSED: &str = "error=invalid_request&error_description=code_challenge_method+must+be+S256";
    for kind in ["public", "confidential"] {
        let house = production().await;
        let client = house.client(kind).await;
        let answer = house.consent(&client, &json!({"code_challenge": "c"})).await;
        assert!(location(&answer).contains(REFUSED), "{kind} {answer:?}");
        let named = json!({"code_challenge": "c", "code_challenge_method": "S256"});
        assert!(location(&house.consent(&client, &named).await).contains("code="));
        let without = production_without("code-challenge-method-required").await;
        let client = without.client(kind).await;
        let answer = without.consent(&client, &json!({"code_challenge": "c"})).await;
        assert!(location(&answer).contains("code="), "{kind} {answer:?}");
    }
}

#[tokio::test]
async fn production_wants_a_state_be_it_empty() {
    let house = production().await;
    let client = house.client("confidential").await;
    let answer = house.consent(&client, &json!({"state": null})).await;
    let refused = "https://acme.example/callback?error=invalid_request&error_description=Invalid+input";
    assert_eq!(location(&answer), refused);
    let journal = house.get("/_mock/v1/requests", None).await.json;
    assert_eq!(journal["requests"][0]["check"], "state-present");
    assert!(location(&house.consent(&client, &json!({"state": ""})).await).contains("code="));
    let denied = house.consent(&client, &json!({"state": null, "decision": "deny"})).await;
    assert!(location(&denied).contains("error=access_denied"));

    let without = production_without("state-required").await;
    let client = without.client("confidential").await;
    assert!(location(&without.consent(&client, &json!({"state": null})).await).contains("code="));
}

async fn unreadable(house: &House, content_type: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = house.http.post(house.url("/v2/auth/oauth2/token")).header(CONTENT_TYPE, content_type);
    house.send(request.header("x-request-id", "mine").body(body)).await
}

#[tokio::test]
async fn production_answers_malformed_json_in_the_apis_envelope() {
    let house = production().await;
    for body in ["{", "\"x\"", "1", "null"] {
        let answer = unreadable(&house, "application/json", body).await;
        let error = json!({
            "code": "BadRequestException", "message": "Unexpected token in JSON",
            "details": {"message": "Unexpected token in JSON", "error": "Bad Request", "statusCode": 400},
        });
        let wanted = json!({
            "status": "error", "timestamp": "2026-01-01T00:00:00.000Z", "path": "/v2/auth/oauth2/token",
            "error": error,
        });
        assert_eq!((answer.status, &answer.json), (400, &wanted), "{body}");
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("", ""));
        assert_eq!(answer.header("x-request-id"), "unknown-request-id");
    }
    let read = unreadable(&house, "application/json", "[]").await;
    assert_eq!((read.status, &read.json["error_description"]), (400, &json!("client_id is required")));
    assert_eq!(read.header("cache-control"), "no-store");
}

#[tokio::test]
async fn production_answers_what_it_did_not_even_try_to_read_in_the_bare_shape() {
    let house = production().await;
    let bare = |answer: Answer| {
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("", ""));
        assert_eq!(answer.json["statusCode"], answer.status);
        assert_eq!(answer.json.as_object().unwrap().len(), 2);
        (answer.status, answer.json["message"].as_str().unwrap().to_owned())
    };
    let form = "application/x-www-form-urlencoded";
    for (content_type, body, wanted) in [
        ("application/json", "x".repeat(102_401), (413, "request entity too large")),
        ("application/json; charset=latin1", "{}".to_owned(), (415, "unsupported charset \"LATIN1\"")),
        (form, "a=1&".repeat(1_001), (413, "too many parameters")),
        (form, format!("a{}=1", "[b]".repeat(40)), (400, "The input exceeded the depth")),
    ] {
        let (status, message) = bare(unreadable(&house, content_type, body).await);
        assert_eq!((status, message.as_str()), wanted);
    }
    let packed = |encoding| {
        let request = house.http.post(house.url("/v2/auth/oauth2/token")).header(CONTENT_TYPE, form);
        house.send(request.header(CONTENT_ENCODING, encoding).body("nonsense"))
    };
    assert_eq!(bare(packed("gzip").await), (400, "incorrect header check".to_owned()));
    assert_eq!(bare(packed("br").await), (415, "unsupported content encoding \"br\"".to_owned()));
}

#[tokio::test]
async fn without_its_quirk_production_refuses_unreadable_bodies_in_the_shape_of_oauth() {
    let house = production_without("unreadable-body-is-not-oauth-shaped").await;
    let answer = unreadable(&house, "application/json", "{").await;
    let members: BTreeSet<_> = answer.json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(members, BTreeSet::from(["error".to_owned(), "error_description".to_owned()]));
}

#[tokio::test]
async fn at_production_two_exchanges_that_meet_both_win_and_the_code_is_used_up() {
    let house = production().await;
    let client = house.client("confidential").await;
    let nothing = json!({});
    for _ in 0..10 {
        let code = house.code(&client, &nothing).await;
        let answers = all((0..2).map(|_| house.exchange(&client, &code, &nothing)).collect()).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 2, "{answers:?}");
        assert_eq!(house.exchange(&client, &code, &nothing).await.status, 400);
    }
}

#[tokio::test]
async fn where_exchanges_race_a_right_one_does_not_meet_a_wrong_one() {
    let house = production().await;
    let client = house.client("confidential").await;
    let other = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let nothing = json!({});
    let wrong = json!({"client_secret": "wrong"});
    let answers = all(vec![
        house.exchange(&client, &code, &wrong),
        house.exchange(&other, &code, &nothing),
        house.exchange(&client, &code, &nothing),
    ])
    .await;
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [401, 400, 200]);
    assert_eq!(house.exchange(&client, &code, &nothing).await.status, 400);
}

#[tokio::test]
async fn where_exchanges_race_a_code_that_was_used_up_stays_so_however_many_try_it() {
    let house = production().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let nothing = json!({});
    assert_eq!(house.exchange(&client, &code, &nothing).await.status, 200);
    let answers = all((0..4).map(|_| house.exchange(&client, &code, &nothing)).collect()).await;
    assert!(answers.iter().all(|answer| answer.status == 400), "{answers:?}");
}

#[tokio::test]
async fn one_quirk_can_be_had_alone() {
    let quirk = Fault::quirk_named("state-required").unwrap();
    let house = House::taught(|builder| builder.quirk(quirk)).await;
    let client = house.client("confidential").await;
    assert!(location(&house.consent(&client, &json!({"state": null})).await).contains("Invalid+input"));
    let code: Value = json!(house.code(&client, &json!({})).await);
    let bound = house.exchange(&client, code.as_str().unwrap(), &json!({"redirect_uri": SECOND})).await;
    assert_eq!(bound.status, 400);
}
