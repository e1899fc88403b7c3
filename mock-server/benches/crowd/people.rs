//! Some users of a server, each with a connection of their own, who consent, exchange and refresh without end.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure has nothing to say")]

use std::net::SocketAddr;

use mock_server::store::showcase::{CONFIDENTIAL, SCOPE};

use super::load::{Answer, Connection};

/// As many do it at once.
const COUNT: usize = 16;
const REDIRECT_URI: &str = "http://localhost:3000/callback";

/// A user and their browser and application in one.
pub(crate) struct Person {
    connection: Connection,
    consent: Vec<u8>,
}

/// So many new users of the server at `address`, where time stands still from now on.
pub(crate) async fn move_in(address: SocketAddr) -> Vec<Person> {
    let mut door = Connection::open(address).await.unwrap();
    let still = r#"{"now":"2026-01-01T00:00:00Z","frozen":true}"#;
    succeeded(&door.ask(&request("PUT", "/_mock/v1/clock", still)).await.unwrap());
    let mut people = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        let answer = door.ask(&request("POST", "/_mock/v1/users", "{}")).await.unwrap();
        succeeded(&answer);
        let user: serde_json::Value = serde_json::from_slice(answer.body).unwrap();
        let wanted = format!(
            r#"{{"client_id":"{}","redirect_uri":"{REDIRECT_URI}","scope":"{SCOPE}","state":"x","user":{}}}"#,
            CONFIDENTIAL.0, user["id"]
        );
        let consent = request("POST", "/_mock/v1/authorize", &wanted);
        people.push(Person { connection: Connection::open(address).await.unwrap(), consent });
    }
    people
}

impl Person {
    /// A fresh code.
    pub(crate) async fn consent(&mut self) -> String {
        let answer = self.connection.ask(&self.consent).await.unwrap();
        succeeded(&answer);
        let location = answer.quoted(r#""location":""#).unwrap();
        let (_, rest) = location.split_once("code=").unwrap();
        rest.split('&').next().unwrap().to_owned()
    }

    /// Exchanges `code` for tokens, and returns the refresh token.
    pub(crate) async fn exchange(&mut self, code: &str) -> String {
        let more =
            format!(r#""grant_type":"authorization_code","code":"{code}","redirect_uri":"{REDIRECT_URI}""#);
        self.refresh_token(&more).await
    }

    /// Exchanges `token` for new ones, and returns the new refresh token.
    pub(crate) async fn refresh(&mut self, token: &str) -> String {
        self.refresh_token(&format!(r#""grant_type":"refresh_token","refresh_token":"{token}""#)).await
    }

    async fn refresh_token(&mut self, more: &str) -> String {
        let body =
            format!(r#"{{"client_id":"{}","client_secret":"{}",{more}}}"#, CONFIDENTIAL.0, CONFIDENTIAL.1);
        let answer = self.connection.ask(&request("POST", "/v2/auth/oauth2/token", &body)).await.unwrap();
        succeeded(&answer);
        answer.quoted(r#""refresh_token":""#).unwrap().to_owned()
    }
}

fn succeeded(answer: &Answer<'_>) {
    assert!((200..300).contains(&answer.status), "{}", String::from_utf8_lossy(answer.body));
}

fn request(method: &str, path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
