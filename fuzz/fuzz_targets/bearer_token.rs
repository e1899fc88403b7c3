//! An `Authorization` header at `GET /v2/me`: below `$TOKEN` a token that counts, below `$REFRESH` one that opens nothing.
//!
//! The line is sent as it is: it opens the API if it is the token to the letter, and never else. Then its text is taken as
//! the payload, and as the header, of a token that this server's key did sign: none of it is believed beyond what it says,
//! and no other key makes it count.

#![no_main]

use std::cell::RefCell;

use fuzz::{Mock, header, replaced, text};
use jsonwebtoken::{Algorithm, EncodingKey};
use libfuzzer_sys::fuzz_target;
use mock_server::rules::bearer;
use mock_server::store::showcase::CONFIDENTIAL;
use mock_server::wire::{Claims, SigningKey};
use serde_json::json;

const KEY: [u8; 32] = [7; 32];
const OTHER_KEY: [u8; 32] = [8; 32];
/// `{"alg":"HS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

struct Visit {
    mock: Mock,
    access: String,
    refresh: String,
}

thread_local! {
    static VISIT: RefCell<Visit> = RefCell::new({
        let mut mock = Mock::start();
        let redirect_uri = format!("{}/_mock/callback", mock.url());
        let body = json!({
            "client_id": CONFIDENTIAL.0, "client_secret": CONFIDENTIAL.1, "grant_type": "authorization_code",
            "code": mock.code(CONFIDENTIAL.0, &redirect_uri), "redirect_uri": redirect_uri,
        });
        let json = "content-type: application/json\r\n";
        let tokens = mock.ask("POST", "/v2/auth/oauth2/token", json, body.to_string().as_bytes()).json();
        let token = |name: &str| tokens[name].as_str().expect("tokens").to_owned();
        Visit { mock, access: token("access_token"), refresh: token("refresh_token") }
    });
}

fuzz_target!(|data: &[u8]| {
    VISIT.with_borrow_mut(|visit| ask(visit, data));
    if let Some(text) = text(data) {
        judge(text);
    }
});

/// Over the wire: 200 is for the one token that was given, and for no other.
fn ask(Visit { mock, access, refresh }: &mut Visit, data: &[u8]) {
    let data = replaced(&replaced(data, "$TOKEN", access), "$REFRESH", refresh);
    let sent = header(&data);
    let sent = sent.trim();
    let answer = mock.ask("GET", "/v2/me", &format!("authorization: {sent}\r\n"), b"");
    let is_the_token = sent.replacen("Bearer ", "", 1) == *access;
    assert_eq!(answer.status == 200, is_the_token, "{sent:?}: {answer:?}");
    if !is_the_token {
        assert_eq!(answer.status, 401, "{sent:?}: {answer:?}");
        assert!(answer.json()["error"]["message"].is_string(), "{answer:?}");
    }
}

/// Below the wire: what is believed was signed with the key.
fn judge(text: &str) {
    let read = |token: &str, key| Claims::read(token, &SigningKey::new(key));
    let token = bearer::token(text);
    assert!(read(&token, KEY).is_none(), "nobody signed {token:?}");

    let signed = signed(HEADER, &encoded(text));
    if let Some(claims) = read(&signed, KEY) {
        assert!(read(&signed, OTHER_KEY).is_none(), "another key made it count");
        let own = claims.sign(&SigningKey::new(KEY)).expect("claims are signed");
        assert_eq!(read(&own, KEY), Some(claims), "what was read is not what is written");
    }
    let headed = self::signed(&encoded(text), &encoded(&claims()));
    if read(&headed, KEY).is_some() {
        let head: serde_json::Value = serde_json::from_str(text).expect("a header that was believed is JSON");
        assert_eq!(head["alg"], "HS256", "another algorithm was believed");
    }
}

fn encoded(text: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}

/// A token that the key signed, whatever stands in it.
fn signed(header: &str, payload: &str) -> String {
    let message = format!("{header}.{payload}");
    let key = EncodingKey::from_secret(&KEY);
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256).expect("a signature");
    format!("{message}.{signature}")
}

/// The claims of an access token.
fn claims() -> String {
    let claims = json!({
        "userId": 1, "teamId": null, "scope": ["PROFILE_READ"], "token_type": "Access Token", "clientId": "acme",
        "iat": 0, "exp": 1800,
    });
    debug_assert!(serde_json::from_value::<Claims>(claims.clone()).is_ok());
    claims.to_string()
}
