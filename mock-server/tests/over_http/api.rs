//! The API's own manners: envelope, preflight, prefixes, request ids (production-api A, production-oauth A.2).

use crate::house::House;
use serde_json::json;

#[tokio::test]
async fn an_unknown_path_is_404_in_the_envelope() {
    let house = House::open().await;
    let answer = house.get("/api/v2/nope?x=1", None).await;
    assert_eq!(answer.status, 404);
    assert_eq!(
        answer.json,
        json!({
            "status": "error", "timestamp": "2026-01-01T00:00:00.000Z", "path": "/v2/nope?x=1",
            "error": {
                "code": "NotFoundException", "message": "Cannot GET /v2/nope?x=1",
                "details": {"message": "Cannot GET /v2/nope?x=1", "error": "Not Found", "statusCode": 404},
            },
        })
    );
    assert_eq!(answer.header("x-request-id").len(), 36);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn a_json_body_that_cannot_be_read_is_400_in_the_envelope() {
    let house = House::open().await;
    for (body, status) in [("{x", 400), ("\"text\"", 400), ("{}", 404), ("", 404)] {
        let request = house.http.post(house.url("/v2/nope")).header("content-type", "application/json");
        let answer = house.send(request.body(body)).await;
        assert_eq!(answer.status, status, "{body}");
        if status == 400 {
            assert_eq!(answer.json["error"]["code"], "BadRequestException");
            assert_eq!(answer.json["error"]["details"]["statusCode"], 400);
        }
    }
}

#[tokio::test]
async fn another_method_at_the_token_endpoint_is_no_route() {
    let house = House::open().await;
    let answer = house.get("/v2/auth/oauth2/token", None).await;
    assert_eq!(answer.json["error"]["message"], "Cannot GET /v2/auth/oauth2/token");
    assert_eq!((answer.status, answer.header("allow")), (404, ""));
}

#[tokio::test]
async fn a_preflight_is_answered_on_any_path() {
    let house = House::open().await;
    let request = house.http.request(reqwest::Method::OPTIONS, house.url("/v2/anything"));
    let answer = house.send(request).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-max-age"), "86400");
    assert!(answer.header("access-control-allow-headers").starts_with("x-cal-client-id,"));
}

#[tokio::test]
async fn the_profile_wants_a_token_with_its_scope() {
    let house = House::open().await;
    let none = house.get("/v2/me", None).await;
    assert_eq!(none.status, 401);
    assert!(
        none.json["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with("ApiAuthStrategy - No authentication method")
    );
    assert_eq!(none.header("www-authenticate"), "");

    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({"scope": "BOOKING_READ"})).await;
    let token = house.exchange(&client, &code, &json!({})).await.json["access_token"].clone();
    let refused = house.get("/v2/me", token.as_str()).await;
    assert_eq!(refused.status, 403);
    assert_eq!(
        refused.json["error"]["message"],
        "insufficient_scope: token does not have the required scopes. Required: PROFILE_READ. Token has: BOOKING_READ"
    );
}

#[tokio::test]
async fn a_request_id_is_echoed_on_a_refusal_and_fresh_on_success() {
    let house = House::open().await;
    let ask = |body: serde_json::Value| {
        let request = house.http.post(house.url("/v2/auth/oauth2/token")).header("x-request-id", "mine");
        house.send(request.json(&body))
    };
    assert_eq!(ask(json!({})).await.header("x-request-id"), "mine");
    assert_eq!(ask(json!(1)).await.header("x-request-id"), "unknown-request-id");
    assert_eq!(house.token(&json!({})).await.header("x-request-id"), "unknown-request-id");
    let request = house.http.get(house.url("/v2/me")).header("x-request-id", "mine");
    assert_eq!(house.send(request).await.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn an_empty_request_id_is_none() {
    let house = House::open().await;
    let request = house.http.post(house.url("/v2/auth/oauth2/token")).header("x-request-id", "");
    assert_eq!(house.send(request.json(&json!({}))).await.header("x-request-id"), "unknown-request-id");
}

#[tokio::test]
async fn half_of_a_platform_clients_credentials_is_told_which_half_is_missing() {
    let house = House::open().await;
    let ask = async |headers: &[(&str, &str)]| {
        let request = house.http.get(house.url("/v2/me"));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let answer = house.send(request).await;
        assert_eq!((answer.status, &answer.json["error"]["code"]), (401, &json!("UnauthorizedException")));
        answer.json["error"]["message"].as_str().unwrap().to_owned()
    };
    let (id, key) = (("x-cal-client-id", "someone"), ("x-cal-secret-key", "5ec2e7"));
    assert_eq!(
        ask(&[id]).await,
        "ApiAuthStrategy - Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth bearer token as 'Authentication' header"
    );
    assert_eq!(
        ask(&[key]).await,
        "ApiAuthStrategy - Only 'x-cal-secret-key' header provided. Please also provide 'x-cal-client-id' header or Auth bearer token as 'Authentication' header"
    );
    assert_eq!(ask(&[id, key]).await, "ApiAuthStrategy - oAuth client - Client with ID someone not found");
}

#[tokio::test]
async fn paths_of_the_enterprise_edition_are_those_of_the_api() {
    let house = House::open().await;
    assert_eq!(house.get("/v2/ee/me", None).await.status, 401);
    let answer = house.get("/api/v2/ee/nope?x=1", None).await;
    assert_eq!(answer.json["path"], "/v2/nope?x=1");
}

#[tokio::test]
async fn the_api_says_that_it_is_well() {
    let house = House::open().await;
    let answer = house.get("/health", None).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "OK"));
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_to_wait() {
    let house = House::taught(|builder| builder.rate("2/m".parse().unwrap())).await;
    let standing = |answer: &crate::house::Answer| {
        ["limit", "remaining", "reset"]
            .map(|what| answer.header(&format!("x-ratelimit-{what}-default")).to_owned())
    };
    for remaining in ["1", "0"] {
        let answer = house.get("/v2/me", Some("a")).await;
        assert_eq!((answer.status, standing(&answer)), (401, ["2", remaining, "60"].map(str::to_owned)));
    }
    let answer = house.get("/v2/me", Some("a")).await;
    let words = "CustomThrottlerGuard - Too many requests. Please try again later.";
    let error = json!({"code": "ThrottlerException", "message": words, "details": words});
    assert_eq!((answer.status, &answer.json["error"]), (429, &error));
    assert_eq!(standing(&answer), ["2", "0", "60"].map(str::to_owned));
    assert_eq!(answer.header("retry-after"), "");
    // Another token, another address and the token endpoint's callers are others; a path that is none counts nothing.
    assert_eq!(house.get("/v2/me", Some("b")).await.status, 401);
    assert_eq!(house.get("/v2/nope", Some("a")).await.header("x-ratelimit-limit-default"), "");
    house.advance("60s").await;
    assert_eq!(house.get("/v2/me", Some("a")).await.status, 401);
}

#[tokio::test]
async fn without_a_rate_nobody_is_counted() {
    let house = House::open().await;
    for _ in 0..200 {
        let answer = house.get("/v2/me", None).await;
        assert_eq!((answer.status, answer.header("x-ratelimit-limit-default")), (401, ""));
    }
}
