//! No secret stands in the journal or the log, wherever in a request it was put.
//!
//! In a process of its own: which log lines are wanted is remembered for a whole process, and another test that logs to
//! nobody at the wrong moment would have it remembered that none are.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

#[path = "over_http/house.rs"]
#[expect(dead_code, reason = "this test needs a part of the house")]
mod house;
#[path = "over_http/visit.rs"]
#[expect(dead_code, reason = "this test needs a part of the browser")]
mod visit;

use std::io;
use std::sync::{Arc, Mutex};

use house::{HOME, House};
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;
use visit::Browser;

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const PASSWORD: &str = "hunter2-pw";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[tokio::test]
async fn no_secret_is_shown_wherever_it_was_put() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _kept = tracing::subscriber::set_default(subscriber);
    let house = House::open().await;
    let secrets = known_secrets(&house).await;
    for secret in &secrets {
        put_everywhere(&house, secret).await;
    }
    let journal = house.get("/_mock/v1/requests", None).await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(journal.json["requests"].as_array().unwrap().len() > 100);
    assert!(log.contains("refused by client-known-at-exchange (TOKEN-10): no client has this id"), "{log}");
    assert!(log.contains("PUT /_mock/v1/world -> 400, refused: the world has mistakes at 1:"), "{log}");
    for secret in &secrets {
        assert!(!journal.text.contains(secret.as_str()), "{secret} in the journal");
        let line = log.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "{secret} in the log");
    }
}

/// A client secret, a code, both tokens, a password and a verifier; a platform client's secret, and a managed user's tokens.
async fn known_secrets(house: &House) -> Vec<String> {
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let fresh = house.code(&client, &json!({})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (platform, bob) = platform(house).await;
    vec![
        text(&platform["client_secret"]),
        text(&bob["accessToken"]),
        text(&bob["refreshToken"]),
        text(&client["client_secret"]),
        fresh,
        text(&tokens["access_token"]),
        text(&tokens["refresh_token"]),
        PASSWORD.to_owned(),
        VERIFIER.to_owned(),
    ]
}

/// A platform client, and a user whom it manages.
async fn platform(house: &House) -> (Value, Value) {
    let new = json!({"name": "Orbit", "redirect_uris": [HOME], "owner": "alice@example.com"});
    let client = house.post("/_mock/v1/platform-clients", &new).await.json;
    let url = house.url(&format!("/v2/oauth-clients/{}/users", client["client_id"].as_str().unwrap()));
    let asked = house.http.post(url).header("x-cal-secret-key", client["client_secret"].as_str().unwrap());
    let bob = json!({"email": "bob@example.com", "name": "Bob", "timeZone": "Europe/Rome"});
    let made = house.send(asked.json(&bob)).await.json["data"].clone();
    (client, made)
}

async fn put_everywhere(house: &House, secret: &str) {
    let client = house.client("public").await;
    let id = client["client_id"].as_str().unwrap();
    in_token_requests(house, id, secret).await;
    in_authorizations(house, id, secret).await;
    in_addresses_and_headers(house, secret).await;
    in_clients_and_their_secrets(house, id, secret).await;
    in_platform_pages(house, secret).await;
    in_public_pages(house, secret).await;
    in_worlds(house, secret).await;
}

async fn in_clients_and_their_secrets(house: &House, id: &str, secret: &str) {
    for path in [format!("/_mock/v1/clients/{secret}"), format!("/_mock/v1/clients/{id}")] {
        house.post(&format!("{path}/secrets"), &json!({})).await;
        house.delete(&format!("{path}/secrets/{secret}")).await;
        house.post(&format!("{path}/review"), &json!({"decision": secret, secret: secret})).await;
        for value in dressed(secret) {
            for name in ["name", "redirect_uris", "scopes", "as", "status", secret] {
                for value in [json!(value), json!([value])] {
                    house.send(house.http.patch(house.url(&path)).json(&json!({name: value}))).await;
                }
            }
        }
    }
}

async fn in_platform_pages(house: &House, secret: &str) {
    let browser = Browser::signed_in(house, "alice@example.com", "wonderland").await;
    let (client, _) = platform(house).await;
    for page in ["new", client["client_id"].as_str().unwrap()] {
        let form = browser.open(&format!("/settings/platform/{page}")).await.form("save");
        for value in dressed(secret) {
            for name in ["name", "redirect_uri", "booking_url", "permission", "csrf", "ticket", "do", secret]
            {
                let mut spoiled = form.clone();
                spoiled.set(name, &value);
                browser.send(&spoiled, "save").await;
            }
        }
    }
    for path in [format!("/settings/platform/{secret}"), format!("/settings/platform/{secret}/delete")] {
        browser.open(&path).await;
    }
}

/// At the pages of somebody who can be booked, and of a booking.
async fn in_public_pages(house: &House, secret: &str) {
    let (_, bob) = platform(house).await;
    let browser = Browser { house, cookie: String::new() };
    let page = format!("/{}/thirty-minutes", bob["user"]["username"].as_str().unwrap());
    let mut form = browser.open(&page).await.form("book");
    form.set("start", "2026-01-02T08:00:00Z");
    form.set("name", "Dora");
    form.set("email", "dora@example.com");
    let booked = browser.send(&form, "book").await;
    let uid = booked.header("location").to_owned();
    let mut moving = browser.open(&uid.replace("booking", "reschedule")).await.form("move-booking");
    moving.set("start", "2026-01-02T10:00:00Z");
    let off = browser.open(&uid).await.form("cancel-booking");
    for value in dressed(secret) {
        for (form, button) in [(&form, "book"), (&moving, "move-booking"), (&off, "cancel-booking")] {
            for name in ["seatUid", "start", "name", "email", "from", secret] {
                let mut spoiled = form.clone();
                spoiled.set(name, &value);
                browser.send(&spoiled, button).await;
            }
        }
    }
    for path in
        ["/{}/{}", "/booking/{}", "/booking/{}?seatUid={}", "/booking/{}/cancel", "/reschedule/{}?from={}"]
    {
        browser.open(&path.replace("{}", secret)).await;
    }
}

/// In every place of a world: most of them are refused, and some hold.
async fn in_worlds(house: &House, secret: &str) {
    let alice = json!({"email": "alice@example.com"});
    for value in dressed(secret) {
        for name in ["id", "email", "name", "username", "password", "role", secret] {
            for value in [json!(value), json!(format!("{value}@x")), json!({"hash": value})] {
                let twice = json!([alice, {name: value}, {name: value}]);
                house.put("/_mock/v1/world", &json!({"users": twice})).await;
            }
        }
        for name in ["id", "name", "type", "owner", "redirect_uris", "scopes", "secrets", secret] {
            for value in [json!(value), json!([value, value]), json!([{"hash": value, "hint": ""}])] {
                let mut client = json!({"name": "Acme", "scopes": ["BOOKING_READ"], "secrets": ["x"]});
                client[name] = value;
                let twice = json!({"users": [alice], "clients": [client, client]});
                house.put("/_mock/v1/world", &twice).await;
            }
        }
        let torn = format!("{{\"users\": [{{\"email\": {value}");
        house.send(house.http.put(house.url("/_mock/v1/world")).body(torn.clone())).await;
        let toml = house.http.put(house.url("/_mock/v1/world")).header("content-type", "application/toml");
        house.send(toml.body(torn)).await;
    }
    let alice = json!({"email": "alice@example.com", "password": "wonderland"});
    house.put("/_mock/v1/world", &json!({"users": [alice]})).await;
}

async fn in_token_requests(house: &House, id: &str, secret: &str) {
    let forms = [
        json!({
            "client_id": id, "grant_type": "authorization_code", "code": "c", "redirect_uri": HOME,
            "code_verifier": "v",
        }),
        json!({"client_id": id, "grant_type": "refresh_token", "refresh_token": "r", "client_secret": "s"}),
    ];
    for form in forms {
        for name in form.as_object().unwrap().keys() {
            for value in dressed(secret) {
                let mut spoiled = form.clone();
                spoiled[name] = json!(value);
                house.token(&spoiled).await;
                let names =
                    spoiled.as_object().unwrap().iter().map(|(name, value)| (name, value.as_str().unwrap()));
                let pairs: Vec<_> = names.collect();
                house.send(house.http.post(house.url("/v2/auth/oauth2/token")).form(&pairs)).await;
            }
        }
        let mut spoiled = form.clone();
        spoiled[secret] = json!(secret);
        house.token(&spoiled).await;
        house.token(&json!({secret: secret})).await;
        house.token(&json!({"client_id": [secret]})).await;
    }
}

async fn in_authorizations(house: &House, id: &str, secret: &str) {
    let asked = json!({
        "client_id": id, "redirect_uri": HOME, "scope": "BOOKING_READ", "state": "s", "code_challenge": "c",
        "code_challenge_method": "S256", "response_type": "code", "user": "alice@example.com", "team": "7",
    });
    for name in asked.as_object().unwrap().keys() {
        for value in dressed(secret) {
            let mut spoiled = asked.clone();
            spoiled[name] = json!(value);
            house.post("/_mock/v1/authorize", &spoiled).await;
        }
    }
}

async fn in_addresses_and_headers(house: &House, secret: &str) {
    for path in [
        format!("/{secret}"),
        format!("/v2/me/{secret}"),
        format!("/v2/{secret}"),
        format!("/v2/me?token={secret}"),
        format!("/_mock/v1/{secret}"),
        format!("/_mock/v1/clients/{secret}"),
        format!("/_mock/v1/platform-clients/{secret}"),
        format!("/v2/oauth-clients/{secret}/users"),
        format!("/v2/provider/{secret}"),
        format!("/_mock/callback?code={secret}"),
        format!("/auth/oauth2/authorize?client_id={secret}&state={secret}"),
    ] {
        house.get(&path, Some(secret)).await;
        house.delete(&path).await;
    }
    for header in
        ["content-type", "content-encoding", "authorization", "x-request-id", "x-cal-client-id", "cookie"]
    {
        let value = format!("application/json; charset={secret}");
        let request = house.http.post(house.url("/v2/auth/oauth2/token")).header(header, value).body("{}");
        house.send(request).await;
        house.send(house.http.get(house.url("/v2/me")).header(header, secret)).await;
    }
    for path in ["/v2/oauth/x/refresh", &format!("/v2/oauth/{secret}/refresh"), "/v2/oauth-clients/x/users"] {
        let request = house.http.post(house.url(path)).header("x-cal-secret-key", secret);
        house.send(request.json(&json!({"refreshToken": secret, "email": secret, "name": secret}))).await;
    }
    house.post("/_mock/v1/users", &json!({"email": secret, "password": secret, "role": secret})).await;
    house.post("/_mock/v1/teams", &json!({"name": secret, "members": secret})).await;
    let form = [("email", secret), ("password", secret), ("callbackUrl", secret)];
    house.send(house.http.post(house.url("/auth/login")).form(&form)).await;
}

/// A secret by itself and in the addresses into which people paste one.
fn dressed(secret: &str) -> [String; 4] {
    [
        secret.to_owned(),
        format!("https://u:{secret}@x.example/?code={secret}#{secret}"),
        format!("{HOME}?code={secret}"),
        format!("{secret} {secret}"),
    ]
}
