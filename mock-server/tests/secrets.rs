//! No secret stands in the journal or the log, wherever in a request it was put.
//!
//! In a process of its own: which log lines are wanted is remembered for a whole process, and another test that logs to
//! nobody at the wrong moment would have it remembered that none are.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

#[path = "over_http/house.rs"]
#[expect(dead_code, reason = "this test needs a part of the house")]
mod house;

use std::io;
use std::sync::{Arc, Mutex};

use house::{HOME, House};
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

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

/// A client secret, a code, both tokens, a password and a verifier.
async fn known_secrets(house: &House) -> Vec<String> {
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let fresh = house.code(&client, &json!({})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    vec![
        text(&client["client_secret"]),
        fresh,
        text(&tokens["access_token"]),
        text(&tokens["refresh_token"]),
        PASSWORD.to_owned(),
        VERIFIER.to_owned(),
    ]
}

async fn put_everywhere(house: &House, secret: &str) {
    let client = house.client("public").await;
    let id = client["client_id"].as_str().unwrap();
    in_token_requests(house, id, secret).await;
    in_authorizations(house, id, secret).await;
    in_addresses_and_headers(house, secret).await;
    in_clients_and_their_secrets(house, id, secret).await;
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
