//! The tokens of managed users over HTTP: what they open, when they end, what a refresh makes of them (production-api A4,
//! E3 to E5).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mock_server::http::ROUTES;
use mock_server::rules::access::Access;
use mock_server::wire::PERMISSIONS;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::all;
use crate::platform::{self, Managed, Platform, sentence};

const EXPIRED: &str = "ACCESS_TOKEN_IS_EXPIRED";
const INVALID: &str = "Invalid Access Token.";

fn said(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

async fn bob(platform: &Platform) -> Managed {
    platform.managed(&platform.orbit, &json!({"email": "bob@example.com"})).await
}

fn text(answer: &crate::house::Answer, name: &str) -> String {
    answer.json["data"][name].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn tokens_say_whose_they_are_and_when_they_end() {
    let platform = Platform::open().await;
    platform.house.advance("90s").await;
    let made = platform.ask(&platform.orbit, "POST", "/users", json!({"email": "bob@example.com"})).await;
    let data = &made.json["data"];
    // An hour and a minute and a half after midnight, down to the minute; a year, down to the day.
    let ends = (1_767_229_260_000_u64, 1_798_761_600_000_u64);
    assert_eq!(data["accessTokenExpiresAt"], ends.0);
    assert_eq!(data["refreshTokenExpiresAt"], ends.1);
    for (name, kind, end) in
        [("accessToken", "access_token", ends.0), ("refreshToken", "refresh_token", ends.1)]
    {
        let claims = said(data[name].as_str().unwrap());
        let wanted = json!({
            "type": kind, "clientId": platform.orbit.id, "ownerId": data["user"]["id"], "expiresAt": end,
            "jti": claims["jti"], "iat": 1_767_225_690,
        });
        assert_eq!(claims, wanted);
    }
    let fresh = platform.refresh(&platform.orbit, data["refreshToken"].as_str().unwrap()).await;
    let members: Vec<_> = fresh.json["data"].as_object().unwrap().keys().collect();
    assert_eq!(members, ["accessToken", "accessTokenExpiresAt", "refreshToken", "refreshTokenExpiresAt"]);
    assert_eq!(said(&text(&fresh, "accessToken"))["userId"], data["user"]["id"]);
}

#[tokio::test]
async fn an_expired_token_is_498_until_a_refresh_of_its_client_sweeps_it_away() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = bob(&platform).await;
    let others = platform.managed(&platform.comet, &json!({"email": "eve@example.com"})).await;
    house.advance("59m59s").await;
    assert_eq!(platform.me(&bob.access).await.0, 200);
    house.advance("1s").await;
    let answer = house.get("/v2/me", Some(&bob.access)).await;
    assert_eq!((answer.status, &answer.json["error"]["code"]), (498, &json!("TokenExpiredException")));
    assert_eq!(
        (&answer.json["error"]["message"], &answer.json["error"]["details"]),
        (&json!(EXPIRED), &json!(EXPIRED))
    );
    for path in [
        "/v2/bookings",
        "/v2/event-types",
        "/v2/schedules",
        &format!("/v2/provider/{}/access-token", platform.orbit.id),
    ] {
        assert_eq!(
            platform.tells(&bob.access, &Method::GET, path).await,
            (498, EXPIRED.to_owned()),
            "{path}"
        );
    }
    let fresh = platform.refresh(&platform.orbit, &bob.refresh).await;
    assert_eq!(platform.me(&bob.access).await, (401, INVALID.to_owned()));
    let journal = house.get("/_mock/v1/requests", None).await.text;
    assert!(
        journal.contains("a refresh swept it away when it had expired"),
        "the journal says why: {journal}"
    );
    assert_eq!(platform.me(&text(&fresh, "accessToken")).await.0, 200);
    assert_eq!(
        platform.me(&others.access).await,
        (498, EXPIRED.to_owned()),
        "another client's are not swept"
    );
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_the_old_access_token_lives_on() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    let fresh = platform.refresh(&platform.orbit, &bob.refresh).await;
    assert_eq!(fresh.status, 200, "{}", fresh.text);
    let invalid = (400, "Invalid refresh token".to_owned());
    for token in [&*bob.refresh, &*bob.access, "", "x"] {
        assert_eq!(sentence(&platform.refresh(&platform.orbit, token).await), invalid, "{token}");
    }
    assert_eq!(sentence(&platform.refresh(&platform.comet, &text(&fresh, "refreshToken")).await), invalid);
    assert_eq!(platform.me(&bob.access).await.0, 200);
    assert_eq!(platform.me(&text(&fresh, "accessToken")).await.0, 200);
    assert_eq!(platform.me(&text(&fresh, "refreshToken")).await, (401, INVALID.to_owned()));
    let again = platform.refresh(&platform.orbit, &text(&fresh, "refreshToken")).await;
    assert_eq!(again.status, 200, "a refused attempt of others ends nothing");
    let url = platform.house.url(&format!("/v2/oauth/{}/refresh", platform.orbit.id));
    let ask = async |secret: Option<&str>, body: Value| {
        let request = platform.house.http.post(&url).json(&body);
        let request =
            if let Some(secret) = secret { request.header("x-cal-secret-key", secret) } else { request };
        sentence(&platform.house.send(request).await)
    };
    let missing = (400, "refreshToken must be a string".to_owned());
    assert_eq!(ask(Some(&platform.orbit.secret), json!({})).await, missing);
    assert_eq!(ask(Some(&platform.orbit.secret), json!({"refreshToken": 7})).await, missing);
    let wrong = (401, "ApiAuthStrategy - oAuth client - Invalid client secret".to_owned());
    let token = json!({"refreshToken": text(&again, "refreshToken")});
    assert_eq!(ask(Some("x"), token.clone()).await, wrong);
    assert_eq!(ask(Some(&platform.comet.secret), token.clone()).await, wrong);
    assert_eq!(ask(None, token.clone()).await.0, 401);
    assert_eq!(ask(Some(&platform.orbit.secret), token).await.0, 200);
}

#[tokio::test]
async fn of_refreshes_that_race_one_wins() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    let answers = all((0..8).map(|_| platform.refresh(&platform.orbit, &bob.refresh)).collect()).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 400).count(), 7);
}

#[tokio::test]
async fn a_refresh_token_is_used_after_its_year_too() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    platform.house.advance("10000h").await;
    assert_eq!(platform.refresh(&platform.orbit, &bob.refresh).await.status, 200);
}

#[tokio::test]
async fn a_forced_refresh_takes_everything_back_and_a_used_token_is_remembered() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    let second = platform.refresh(&platform.orbit, &bob.refresh).await;
    assert_eq!(platform.me(&bob.access).await.0, 200);
    let forced =
        platform.ask(&platform.orbit, "POST", &format!("/users/{}/force-refresh", bob.id), Value::Null).await;
    assert_eq!(forced.status, 200);
    let no_client = "ApiAuthStrategy - access token - OAuth client not found given the access token";
    assert_eq!(platform.me(&bob.access).await, (401, no_client.to_owned()));
    assert_eq!(platform.me(&text(&second, "accessToken")).await, (401, INVALID.to_owned()), "nobody used it");
    assert_eq!(platform.refresh(&platform.orbit, &text(&second, "refreshToken")).await.status, 400);
    assert_eq!(platform.me(&text(&forced, "accessToken")).await.0, 200);
    assert_eq!(platform.refresh(&platform.orbit, &text(&forced, "refreshToken")).await.status, 200);
}

/// A path of the row in which every name is nobody's.
fn path(pattern: &str) -> String {
    let number = ["eventTypeId", "scheduleId", "userId"].iter();
    let path = number.fold(pattern.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), "999999"));
    path.replace("{calendar}", "google").replace(['{', '}'], "")
}

#[tokio::test]
async fn a_permission_opens_its_own_endpoints_and_no_others() {
    let platform = Platform::open().await;
    let mut asked = 0;
    for permission in PERMISSIONS {
        let only = platform::client(&platform.house, &json!({"permissions": [permission]})).await;
        let others: Vec<_> = PERMISSIONS.iter().filter(|other| *other != permission).collect();
        let without = platform::client(&platform.house, &json!({"permissions": others})).await;
        for (client, is_alone) in [(&only, true), (&without, false)] {
            let user = platform.managed(client, &json!({"email": "bob@example.com"})).await;
            for route in ROUTES {
                let Access::Scope(scope) = route.access else { continue };
                if !PERMISSIONS.contains(&scope) {
                    continue;
                }
                let (status, told) = platform.tells(&user.access, &route.method, &path(route.path)).await;
                let refusal = format!(
                    "PermissionsGuard - oAuth client with id={} does not have the required permissions={scope}. Go to platform dashboard settings and add the required permissions to the oAuth client.",
                    client.id
                );
                let is_permitted = (scope == *permission) == is_alone;
                let is_refused = (status, told.as_str()) == (403, &refusal);
                assert_eq!(
                    is_refused, !is_permitted,
                    "{permission} {} {}: {status} {told}",
                    route.method, route.path
                );
                asked += 1;
            }
        }
    }
    assert!(asked > 500, "{asked}");
}

#[tokio::test]
async fn a_browser_brings_a_token_from_the_clients_own_pages_alone() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    let from =
        async |origin: &str| platform.tells_from(Some(origin), &bob.access, &Method::GET, "/v2/me").await;
    assert_eq!(from("https://orbit.example").await.0, 200);
    for origin in [
        "https://evil.example",
        "http://orbit.example",
        "https://orbit.example:444",
        "null",
        "https://orbit.example.evil",
    ] {
        let wanted = format!(
            "ApiAuthStrategy - access token - Invalid request origin - please open https://app.cal.com/settings/platform and add the origin '{origin}' to the 'Redirect uris' of your OAuth client with ID '{}'",
            platform.orbit.id
        );
        assert_eq!(from(origin).await, (401, wanted));
    }
    let url = platform.house.url(&format!("/_mock/v1/platform-clients/{}", platform.orbit.id));
    let edit = json!({"redirect_uris": ["https://*.orbit.example"]});
    assert_eq!(platform.house.send(platform.house.http.patch(&url).json(&edit)).await.status, 200);
    assert_eq!(from("https://orbit.example").await.0, 401);
    assert_eq!(from("https://app.orbit.example").await.0, 200);
    platform.house.advance("61m").await;
    assert_eq!(from("https://evil.example").await, (498, EXPIRED.to_owned()), "its end comes first");
}

#[tokio::test]
async fn an_application_is_told_which_platform_client_it_is_and_whether_a_token_counts() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = bob(&platform).await;
    let provider = house.get(&format!("/v2/provider/{}", platform.orbit.id), None).await;
    let wanted = json!({"clientId": platform.orbit.id, "organizationId": platform.orbit.organization, "name": "Orbit"});
    assert_eq!((provider.status, &provider.json["data"]), (200, &wanted));
    let unknown = house.get("/v2/provider/nobody", None).await;
    let details = json!({"message": "Unauthorized", "statusCode": 401});
    assert_eq!((unknown.status, &unknown.json["error"]["details"]), (401, &details));
    let check = format!("/v2/provider/{}/access-token", platform.comet.id);
    let good = house.get(&check, Some(&bob.access)).await;
    assert_eq!((good.status, good.json), (200, json!({"status": "success"})), "whosever client it is");
    assert_eq!(platform.tells("x", &Method::GET, &check).await, (401, INVALID.to_owned()));
}

#[tokio::test]
async fn a_managed_user_sees_nothing_of_another() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    let eve = platform
        .managed(&platform.orbit, &json!({"email": "eve@example.com", "timeZone": "Europe/Rome"}))
        .await;
    let schedule = eve.user["defaultScheduleId"].as_u64().unwrap();
    let (status, told) =
        platform.tells(&bob.access, &Method::GET, &format!("/v2/schedules/{schedule}")).await;
    assert_eq!(
        (status, told),
        (403, format!("User with ID={} does not own schedule with ID={schedule}", bob.id))
    );
    let organization = format!("/v2/organizations/{}", platform.orbit.organization);
    for path in [format!("/users/{}/schedules", eve.id), "/schedules".to_owned(), "/bookings".to_owned()] {
        let (status, told) =
            platform.tells(&bob.access, &Method::GET, &format!("{organization}{path}")).await;
        assert!(status == 403 && told.contains("minimum required role=ORG_ADMIN"), "{path}: {status} {told}");
    }
    assert_eq!(platform.tells(&bob.access, &Method::GET, &format!("{organization}/teams/me")).await.0, 200);
    let id = platform.house.get("/v2/me", Some(&bob.access)).await.json["data"]["id"].clone();
    assert_eq!(id, json!(bob.id));
}

#[tokio::test]
async fn the_journal_names_the_user_whose_refresh_token_came() {
    let platform = Platform::open().await;
    let bob = bob(&platform).await;
    platform.refresh(&platform.orbit, &bob.refresh).await;
    platform.refresh(&platform.orbit, &bob.refresh).await;
    platform.refresh(&platform.orbit, "nobodys").await;
    let journal = platform.house.get(&format!("/_mock/v1/requests?client={}", platform.orbit.id), None).await;
    let refreshes: Vec<_> = journal.json["requests"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["path"] == "/v2/oauth/{clientId}/refresh")
        .map(|entry| (entry["status"].as_u64().unwrap(), entry["user"].as_u64(), entry["check"].as_str()))
        .collect();
    let counts = Some("managed-refresh-token-counts");
    assert_eq!(refreshes, [(200, Some(bob.id), None), (400, Some(bob.id), counts), (400, None, counts)]);
    assert!(!journal.text.contains(&bob.refresh) && !journal.text.contains(&platform.orbit.secret));
}

#[tokio::test]
async fn a_platform_clients_own_key_opens_the_api_for_its_owner() {
    let platform = Platform::open().await;
    let with = async |client: &platform::Client, secret: &str| {
        let request = platform.house.http.get(platform.house.url("/v2/me"));
        let request = request.header("x-cal-client-id", &client.id).header("x-cal-secret-key", secret);
        platform.house.send(request).await
    };
    let own = with(&platform.orbit, &platform.orbit.secret).await;
    assert_eq!((own.status, &own.json["data"]["email"]), (200, &json!("alice@example.com")));
    let wrong = (401, "ApiAuthStrategy - oAuth client - Invalid client secret".to_owned());
    assert_eq!(sentence(&with(&platform.orbit, "x").await), wrong);
    assert_eq!(with(&platform.comet, &platform.comet.secret).await.status, 401, "nobody owns it");
}

#[tokio::test]
async fn an_exported_world_brings_platform_clients_and_their_users_back() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = platform
        .managed(&platform.orbit, &json!({"email": "bob@example.com", "timeZone": "Europe/Rome"}))
        .await;
    let world = house.get("/_mock/v1/world", None).await;
    assert!(!world.text.contains(&platform.orbit.secret) && !world.text.contains(&bob.refresh));
    let put = house.put("/_mock/v1/world", &world.json).await;
    assert_eq!((put.status, &put.json), (200, &world.json));
    assert_eq!(
        platform.me(&bob.access).await,
        (401, INVALID.to_owned()),
        "what was issued before is worth nothing"
    );
    let path = format!("/users/{}", bob.id);
    assert_eq!(platform.ask(&platform.orbit, "GET", &path, Value::Null).await.json["data"], bob.user);
    let fresh = platform.ask(&platform.orbit, "POST", &format!("{path}/force-refresh"), Value::Null).await;
    assert_eq!(platform.me(&text(&fresh, "accessToken")).await.0, 200);
    let gone = house.delete(&format!("/_mock/v1/platform-clients/{}", platform.orbit.id)).await;
    assert_eq!(gone.status, 204);
    assert_eq!(platform.me(&text(&fresh, "accessToken")).await.0, 401);
    let world = house.get("/_mock/v1/world", None).await.text;
    assert!(!world.contains(&platform.orbit.id), "neither the client nor its users nor its organization");
    assert!(!world.contains(r#""name":"Orbit""#), "{world}");
}

#[tokio::test]
async fn a_platform_client_goes_with_its_organization_and_the_world_still_loads() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = bob(&platform).await;
    let gone = house.delete(&format!("/_mock/v1/teams/{}", platform.orbit.organization)).await;
    assert_eq!(gone.status, 204);
    assert_eq!(platform.me(&bob.access).await, (401, INVALID.to_owned()));
    assert_eq!(house.get(&format!("/v2/provider/{}", platform.orbit.id), None).await.status, 401);
    let world = house.get("/_mock/v1/world", None).await.json;
    assert_eq!(house.put("/_mock/v1/world", &world).await.status, 200);
}

#[tokio::test]
async fn a_secret_that_is_taken_for_an_address_is_not_written_down() {
    let platform = Platform::open().await;
    let path = format!("/users?emails={}", platform.orbit.secret);
    assert_eq!(platform.ask(&platform.orbit, "GET", &path, Value::Null).await.status, 400);
    let journal = platform.house.get("/_mock/v1/requests", None).await.text;
    assert!(!journal.contains(&platform.orbit.secret) && journal.contains("one of the e-mail addresses"));
}
