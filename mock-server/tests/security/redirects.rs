//! No redirect leads where nobody registered that it may, and no value that is sent becomes a header.

use std::io::{Read, Write};

use serde_json::json;
use url::Url;

use crate::house::{HOME, House, value};
use crate::town::Town;
use crate::visit::Browser;

/// What browsers take for another host, though it looks like a path, and what is one.
const AWAY: [&str; 12] = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "/\r\nX-Evil: 1",
];

/// Names under which other servers take an address to go to.
const NAMES: [&str; 9] =
    ["callbackUrl", "next", "redirect", "redirect_uri", "returnTo", "url", "from", "seatUid", "state"];

/// Where a browser at `house` that was sent there would be.
fn arrives(house: &House, location: &str) -> Option<String> {
    let base = Url::parse(house.server.url()).unwrap();
    let landed = base.join(location).unwrap();
    (landed.origin() != base.origin()).then(|| landed.to_string())
}

#[tokio::test]
async fn a_login_leads_to_a_page_of_this_server_whatever_it_was_told() {
    let house = House::open().await;
    for back in AWAY {
        let browser = Browser { house: &house, cookie: String::new() };
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("callbackUrl", back).finish();
        let page = browser.open(&format!("/auth/login?{query}")).await;
        assert!(!page.text.contains("evil.example"), "{back:?}");
        let mut login = page.form("login-button");
        login.set("email", "alice@example.com");
        login.set("password", "wonderland");
        login.set("callbackUrl", back);
        let answer = browser.send(&login, "login-button").await;
        let location = answer.headers.get("location").map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(location.as_deref().and_then(|location| arrives(&house, location)), None, "{back:?}");
        assert!(!answer.header("set-cookie").is_empty(), "{back:?}: it is the login that was tried");
    }
    let own = "/auth/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Facme.example";
    let mut login =
        Browser { house: &house, cookie: String::new() }.open("/auth/login").await.form("login-button");
    login.set("email", "alice@example.com");
    login.set("password", "wonderland");
    login.set("callbackUrl", own);
    let answer = Browser { house: &house, cookie: String::new() }.send(&login, "login-button").await;
    assert_eq!(answer.header("location"), own);
}

#[tokio::test]
async fn no_page_sends_anybody_where_its_address_or_its_form_says() {
    let town = Town::open().await;
    let mut redirects = 0;
    for address in town.pages() {
        for away in AWAY {
            let pairs = NAMES.map(|name| (name, away));
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let there = format!("{address}?{query}");
            let form =
                town.house.http.post(town.house.url(&there)).header("cookie", &town.cookie).form(&pairs);
            for asked in [town.get(&there), town.house.http.get(town.house.url(&there)), form] {
                let answer = town.house.send(asked).await;
                assert!(answer.headers.get("x-evil").is_none(), "{address} {away:?}");
                let Some(location) = answer.headers.get("location") else { continue };
                redirects += 1;
                let location = location.to_str().unwrap();
                assert_eq!(arrives(&town.house, location), None, "{address} {away:?}: {location}");
            }
        }
    }
    assert!(redirects > 50, "{redirects}");
}

#[tokio::test]
async fn a_decision_goes_to_a_registered_redirect_uri_alone() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    for decision in ["allow", "deny"] {
        let said = json!({"decision": decision});
        let registered = house.consent(&client, &said).await;
        let location = registered.json["location"].as_str().unwrap_or_default();
        assert!(location.starts_with(&format!("{HOME}?")), "{decision}: {}", registered.text);
        let near = [
            "https://acme.example.evil.example/callback",
            "https://acme.example/callback/../../evil",
            "https://acme.example/callback?x=1",
            "https://acme.example/callback#x",
            "https://acme.example@evil.example/callback",
            "https://acme.example\\@evil.example/callback",
            "HTTPS://ACME.EXAMPLE/callback",
        ];
        for uri in near.iter().chain(&AWAY) {
            let answer = house.consent(&client, &json!({"decision": decision, "redirect_uri": uri})).await;
            assert_eq!(answer.json["location"], json!(null), "{decision} {uri}: {}", answer.text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_holds_a_line_break_comes_back_as_it_was_and_is_no_header() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let state = "s\r\nSet-Cookie: evil=1\r\nX-Evil: 1\r\n\r\n<script>";
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", client["client_id"].as_str().unwrap())
        .append_pair("redirect_uri", HOME)
        .append_pair("scope", "BOOKING_READ")
        .append_pair("state", state)
        .finish();
    let alice = Browser::alices(&house).await;
    for button in ["allow-button", "deny-button"] {
        let form = alice.open(&format!("/auth/oauth2/authorize?{query}")).await.form(button);
        let request = alice.request(&form, button).build().unwrap();
        let raw = tokio::task::block_in_place(|| raw(&request));
        let (head, body) = raw.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 303") && body.is_empty(), "{raw}");
        assert!(!head.to_ascii_lowercase().contains("\r\nset-cookie:"), "{head}");
        assert!(!head.to_ascii_lowercase().contains("\r\nx-evil:"), "{head}");
        let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        assert_eq!(value(&Url::parse(location).unwrap(), "state"), state);
    }
}

/// The answer to `request`, byte for byte as it came over the wire.
fn raw(request: &reqwest::Request) -> String {
    let url = request.url();
    let address = url.socket_addrs(|| None).unwrap()[0];
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let text = |name: &str| request.headers()[name].to_str().unwrap();
    let body = request.body().unwrap().as_bytes().unwrap();
    write!(
        stream,
        "POST {} HTTP/1.1\r\nhost: {address}\r\ncookie: {}\r\ncontent-type: {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        url.path(),
        text("cookie"),
        text("content-type"),
        body.len()
    )
    .unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
