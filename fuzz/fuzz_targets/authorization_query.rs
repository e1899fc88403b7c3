//! The query of an authorization request, before somebody who is signed in: at the page, and allowed at the door.
//!
//! Nobody is sent anywhere but to a redirect URI of the default world, the login or the embed; `state` comes back as it was
//! sent; `$MARK` stands for markup, which comes back as text.

#![no_main]

use std::cell::RefCell;

use fuzz::{Mock, replaced};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

const PAGE: &str = "/auth/oauth2/authorize";
/// What the door takes of a query.
const PARAMETERS: [&str; 7] = [
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "response_type",
];
const MARK: &str = "\"'><b id=mark>";

struct Visit {
    mock: Mock,
    cookie: String,
}

thread_local! {
    static VISIT: RefCell<Visit> = RefCell::new({
        let mut mock = Mock::start();
        let cookie = mock.sign_in();
        Visit { mock, cookie }
    });
}

fuzz_target!(|data: &[u8]| VISIT.with_borrow_mut(|Visit { mock, cookie }| {
    let home = format!("{}/_mock/callback", mock.url());
    let data = replaced(data, "$HOME", &home);
    let query = sendable(&replaced(&data, "$MARK", MARK));
    let answer = mock.ask("GET", &format!("{PAGE}?{query}"), &format!("cookie: {cookie}\r\n"), b"");
    assert!(answer.status < 500 || answer.status == 505, "{answer:?}");
    assert!(!answer.body.contains("<b id=mark>"), "markup came back: {answer:?}");
    let location = answer.header("location");
    assert!(location.is_empty() || goes_home(location, &home) || is_own_page(location), "sent to {location}");

    let asked = asked(&query);
    let answer = mock.door("POST", "authorize", &Value::Object(asked.clone()));
    assert!(answer.status < 500, "{answer:?}");
    let said = answer.json();
    let Some(location) = said["location"].as_str() else {
        assert!(said["error_description"].is_string(), "{answer:?}");
        return;
    };
    assert!(goes_home(location, &home), "sent to {location}");
    let sent: Vec<_> =
        asked.get("state").and_then(Value::as_str).filter(|it| !it.is_empty()).into_iter().collect();
    let returned: Vec<_> = pairs(location.split_once('?').map_or("", |(_, query)| query))
        .filter(|(name, value)| name == "state" && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    assert_eq!(returned, sent, "state came back otherwise");
}));

/// The bytes that a query can hold; the others in percents.
fn sendable(query: &[u8]) -> String {
    let fine =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}');
    // A longer one is refused for its length, by another rule.
    query
        .iter()
        .take(8_000)
        .map(|byte| if fine(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The same request as the door takes it. Of a repeated parameter the first counts.
fn asked(query: &str) -> Map<String, Value> {
    let mut asked = Map::new();
    for (name, value) in pairs(query).filter(|(name, _)| PARAMETERS.contains(&name.as_str())) {
        asked.entry(name).or_insert(Value::String(value));
    }
    asked.insert("user".to_owned(), Value::from("owner@example.com"));
    asked
}

fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned()
}

/// All clients of the default world have one redirect URI.
fn goes_home(location: &str, home: &str) -> bool {
    location.strip_prefix(home).is_some_and(|rest| rest.starts_with('?'))
}

fn is_own_page(location: &str) -> bool {
    location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\")
}
