//! Who is in the mock's world, and requests that succeed there.

use std::net::SocketAddr;

use jiff::SignedDuration;
use mock_server::World;
use mock_server::store::showcase::{CONFIDENTIAL, SCOPE, USER};
use mock_server::wire::{Booking, User};
use serde_json::{Value, json};

use super::load::Connection;

/// As many bookings are in the list.
const BOOKINGS: usize = 100;
/// As many users refresh at once: a refresh ends the other tokens of its user and client.
const USERS: usize = 64;
/// The first of them.
const FIRST_USER: u64 = 10_000;
const REDIRECT_URI: &str = "http://localhost:3000/callback";

/// A server whose world is known.
pub(crate) struct Stage {
    address: SocketAddr,
    door: Connection,
}

impl Stage {
    /// Furnishes the server at `address`: the default world with a crowd of users, and one of them has many bookings.
    pub(crate) async fn set(address: SocketAddr) -> Self {
        let door = Connection::open(address).await.unwrap();
        let mut stage = Self { address, door };
        stage.asked(&request("PUT", "/_mock/v1/world", &world().to_json())).await;
        stage
    }

    /// Exchanges of so many fresh codes.
    pub(crate) async fn exchanges(&mut self, count: usize) -> Vec<Vec<u8>> {
        let mut exchanges = Vec::with_capacity(count);
        for _ in 0..count {
            exchanges.push(self.exchange(json!(USER)).await);
        }
        exchanges
    }

    /// A refresh token each for so many users.
    pub(crate) async fn refresh_tokens(&mut self, count: usize) -> Vec<String> {
        let mut tokens = Vec::with_capacity(count);
        for user in (FIRST_USER..).take(count) {
            tokens.push(self.tokens(json!(user)).await["refresh_token"].as_str().unwrap().to_owned());
        }
        tokens
    }

    /// A request for `path` with the access token of the user who has many bookings.
    pub(crate) async fn asking(&mut self, path: &str) -> Vec<u8> {
        let tokens = self.tokens(json!(USER)).await;
        let token = tokens["access_token"].as_str().unwrap();
        let version = "cal-api-version: 2026-02-25\r\n";
        format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\n{version}\r\n",
            self.address
        )
        .into_bytes()
    }

    /// What the mock answers to `request`, head and body.
    pub(crate) async fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let answer = self.door.ask(request).await.unwrap();
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
        [answer.head, answer.body].concat()
    }

    /// What the mock answers to an exchange.
    pub(crate) async fn answered_exchange(&mut self) -> Vec<u8> {
        let exchange = self.exchange(json!(USER)).await;
        self.answer(&exchange).await
    }

    async fn tokens(&mut self, user: Value) -> Value {
        let exchange = self.exchange(user).await;
        self.asked(&exchange).await
    }

    /// The consent without a browser, and the exchange that may follow it.
    async fn exchange(&mut self, user: Value) -> Vec<u8> {
        let wanted = json!({
            "client_id": CONFIDENTIAL.0, "redirect_uri": REDIRECT_URI, "scope": SCOPE, "state": "x",
            "response_type": "code", "user": user,
        });
        let sent_back = self.asked(&request("POST", "/_mock/v1/authorize", &wanted)).await;
        let location = url::Url::parse(sent_back["location"].as_str().unwrap()).unwrap();
        let (_, code) = location.query_pairs().find(|(name, _)| name == "code").unwrap();
        let exchange = json!({
            "client_id": CONFIDENTIAL.0, "client_secret": CONFIDENTIAL.1, "grant_type": "authorization_code",
            "code": code, "redirect_uri": REDIRECT_URI,
        });
        token_request(&exchange)
    }

    async fn asked(&mut self, request: &[u8]) -> Value {
        let answer = self.door.ask(request).await.unwrap();
        assert!(answer.status < 300, "{}", String::from_utf8_lossy(answer.body));
        serde_json::from_slice(answer.body).unwrap()
    }
}

/// The refresh that `token` is for.
pub(crate) fn refresh(token: &str) -> Vec<u8> {
    token_request(&json!({
        "client_id": CONFIDENTIAL.0, "client_secret": CONFIDENTIAL.1, "grant_type": "refresh_token",
        "refresh_token": token,
    }))
}

fn token_request(body: &Value) -> Vec<u8> {
    request("POST", "/v2/auth/oauth2/token", body)
}

fn request(method: &str, path: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    (head + &body).into_bytes()
}

fn world() -> World {
    let mut world = World::showcase();
    let model = world.users.iter().find(|user| user.is_at(USER)).unwrap().clone();
    let listed = world.bookings[0].clone();
    world.users.extend((FIRST_USER..).take(USERS).map(|id| somebody(id, &model)));
    world.bookings = (0..BOOKINGS).map(|number| booking(number, &listed)).collect();
    world
}

fn somebody(id: u64, model: &User) -> User {
    let mut user = model.clone();
    user.id = id;
    user.email = format!("crowd-{id}@example.com");
    user.username = format!("crowd-{id}");
    user.profile.default_schedule = None;
    user
}

fn booking(number: usize, model: &Booking) -> Booking {
    let later = SignedDuration::from_hours(24 * i64::try_from(number).unwrap());
    Booking {
        id: model.id + u64::try_from(number).unwrap(),
        uid: format!("crowd-{number}"),
        start: model.start + later,
        end: model.end + later,
        ..model.clone()
    }
}
