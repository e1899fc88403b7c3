//! Whatever is thrown at the server: a clear 4xx or a closed connection, never a panic, a hang or a 5xx.

use crate::house::House;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const TOKEN: &str = "/v2/auth/oauth2/token";

/// Sends `body` as it is and returns status, error and description.
async fn refusal(house: &House, content_type: &str, body: impl Into<reqwest::Body>) -> (u16, String, String) {
    let request = house.http.post(house.url(TOKEN)).header("content-type", content_type).body(body);
    let answer = house.send(request).await;
    assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
    let text = |name: &str| answer.json[name].as_str().unwrap_or_default().to_owned();
    (answer.status, text("error"), text("error_description"))
}

fn invalid(status: u16, description: &str) -> (u16, String, String) {
    (status, "invalid_request".to_owned(), description.to_owned())
}

#[tokio::test]
async fn a_body_that_is_no_object_is_refused_in_the_shape_of_oauth() {
    let house = House::open().await;
    let deep = "[".repeat(50_000);
    for body in ["{", "\"x\"", "1", "null", "{\"a\":}", "{\"a\":\"\u{0}\"}", deep.as_str()] {
        let said = refusal(&house, "application/json", body.to_owned()).await;
        assert_eq!(said, invalid(400, "Body should be an object"), "{body:.20}");
    }
    let said = refusal(&house, "application/json", b"{\"a\":\"\xff\xfe\"}".to_vec()).await;
    assert_eq!(said, invalid(400, "Body should be an object"));
}

#[tokio::test]
async fn what_is_not_parsed_holds_no_client_id() {
    let house = House::open().await;
    let missing = invalid(400, "client_id is required");
    assert_eq!(refusal(&house, "application/json", "[]").await, missing);
    assert_eq!(refusal(&house, "application/json", "").await, missing);
    assert_eq!(refusal(&house, "text/plain", "client_id=x").await, missing);
    assert_eq!(refusal(&house, "multipart/form-data", "client_id=x").await, missing);
    assert_eq!(
        refusal(&house, "application/x-www-form-urlencoded", "client_id=a&client_id=b").await,
        missing
    );
    assert_eq!(refusal(&house, "application/x-www-form-urlencoded", "client_id[a]=b").await, missing);
    let bare = house.send(house.http.post(house.url(TOKEN))).await;
    assert_eq!((bare.status, &bare.json["error_description"]), (400, &json!("client_id is required")));
}

#[tokio::test]
async fn what_is_too_large_or_in_another_alphabet_says_so() {
    let house = House::open().await;
    let large = format!("{{\"client_id\":\"{}\"}}", "x".repeat(102_400));
    assert_eq!(refusal(&house, "application/json", large).await, invalid(413, "request entity too large"));
    let latin = refusal(&house, "application/json; charset=latin1", "{}").await;
    assert_eq!(latin, invalid(415, "unsupported charset \"LATIN1\""));
    let many = "a=1&".repeat(1_001);
    assert_eq!(
        refusal(&house, "application/x-www-form-urlencoded", many).await,
        invalid(413, "too many parameters")
    );
    let fits = format!("{{\"client_id\":\"{}\"}}", "x".repeat(102_400 - 16));
    assert_eq!(refusal(&house, "application/json", fits).await.0, 400);
}

#[tokio::test]
async fn packed_bodies_are_unpacked_within_limits() {
    use std::io::Write;
    let house = House::open().await;
    let pack = |text: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let send = |encoding: &'static str, body: Vec<u8>| {
        let request = house.http.post(house.url(TOKEN)).header("content-type", "application/json");
        house.send(request.header("content-encoding", encoding).body(body))
    };
    let read = send("gzip", pack("{\"client_id\":\"x\"}")).await;
    assert!(read.text.contains("grant_type must be"), "{read:?}");
    assert_eq!(send("gzip", pack(&" ".repeat(5_000_000))).await.status, 413);
    assert_eq!(send("gzip", b"nonsense".to_vec()).await.status, 400);
    assert_eq!(send("br", b"x".to_vec()).await.status, 415);
}

#[tokio::test]
async fn stray_percents_and_zeros_in_addresses_do_no_harm() {
    let house = House::open().await;
    for path in
        ["/v2/%", "/v2/%00", "/v2/%zz?%", "/%ff%fe", "/auth/oauth2/authorize?client_id=%&state=%ff", "//"]
    {
        let answer =
            raw(&house, &format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await;
        let status: u16 = answer.split(' ').nth(1).unwrap().parse().unwrap();
        assert!((300..500).contains(&status), "{path}: {answer}");
    }
}

#[tokio::test]
async fn half_requests_and_endless_headers_end_with_a_4xx_or_a_closed_connection() {
    let house = House::open().await;
    let endless = format!("GET / HTTP/1.1\r\nx: {}", "x".repeat(1_000_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(10_000));
    for request in
        ["GET /v2/me", "\0\0\0\0\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", endless.as_str(), many.as_str()]
    {
        let answer = raw(&house, request).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{request:.20}: {answer}");
    }
    let torn = format!(
        "POST {TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{{"
    );
    let answer = raw(&house, &torn).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert_eq!(house.get("/_mock/v1/health", None).await.status, 200);
}

#[tokio::test]
async fn half_a_request_is_not_carried_out() {
    let house = House::open().await;
    for (request, said) in [
        ("POST /_mock/v1/reset HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n", "request aborted"),
        (
            "DELETE /_mock/v1/users/alice@example.com HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n",
            "request aborted",
        ),
        ("POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n", "Incomplete"),
        ("GET /v2/me HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n", "BadRequestException"),
        ("POST /v2/auth/oauth2/token HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n", "request aborted"),
    ] {
        let answer = raw(&house, request).await;
        assert!(
            answer.is_empty() || (answer.starts_with("HTTP/1.1 4") && answer.contains(said)),
            "{request}: {answer}"
        );
    }
    let alice = json!({"email": "alice@example.com"});
    assert_eq!(house.post("/_mock/v1/users", &alice).await.status, 409, "alice is still there");
}

#[tokio::test]
async fn of_a_body_that_is_not_there_neither_charset_nor_encoding_is_judged() {
    let house = House::open().await;
    let missing = invalid(400, "client_id is required");
    assert_eq!(refusal(&house, "application/json; charset=latin1", "").await, missing);
    let request = house.http.post(house.url(TOKEN)).header("content-type", "application/json");
    let answer = house.send(request.header("content-encoding", "br")).await;
    assert_eq!(answer.json["error_description"], "client_id is required");
}

#[tokio::test]
async fn a_redirect_uri_with_a_line_break_is_not_registered() {
    let house = House::open().await;
    let client = json!({
        "name": "Acme", "purpose": "tests", "type": "public", "status": "approved", "scopes": ["BOOKING_READ"],
        "redirect_uris": ["https://acme.example/\n"],
    });
    let refused = house.post("/_mock/v1/clients", &client).await;
    assert_eq!(
        (refused.status, &refused.json["error_description"]),
        (400, &json!("Invalid URL: https://acme.example/\n"))
    );
}

/// Sends `request`, says that nothing more will come, and reads to the end.
async fn raw(house: &House, request: &str) -> String {
    let address = house.server.url().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may close before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn the_door_says_what_it_does_not_understand() {
    let house = House::open().await;
    for (path, body) in [
        ("/_mock/v1/clients", json!({"type": "confidential"})),
        ("/_mock/v1/clients", json!({"type": "secret"})),
        ("/_mock/v1/clients", json!({"colour": "red"})),
        ("/_mock/v1/users", json!([])),
        ("/_mock/v1/authorize", json!({})),
        ("/_mock/v1/authorize", json!({"user": "nobody@example.com"})),
        ("/_mock/v1/clients/x/review", json!({"decision": "approve"})),
        ("/_mock/v1/nope", json!({})),
    ] {
        let answer = house.post(path, &body).await;
        assert!((400..500).contains(&answer.status), "{path}: {answer:?}");
        assert!(answer.json["error_description"].is_string(), "{path}: {answer:?}");
    }
    let clock = house.http.patch(house.url("/_mock/v1/clock")).json(&json!({"advance": "99999999999h"}));
    assert_eq!(house.send(clock).await.status, 400);
}

#[tokio::test]
async fn the_door_names_the_member_that_is_wrong_in_plain_words() {
    let house = House::open().await;
    for (path, body, said) in [
        ("/_mock/v1/users", json!([]), "the body must be an object"),
        ("/_mock/v1/users", json!({"email": "alice"}), "email must be an e-mail address, with an @"),
        (
            "/_mock/v1/users",
            json!({"colour": "red"}),
            "there is no member colour; there are email, name, password, role",
        ),
        ("/_mock/v1/clients", json!({}), "type is missing"),
        ("/_mock/v1/clients", json!({"type": "secret"}), "type must be one of confidential, public"),
        ("/_mock/v1/authorize", json!({"user": 1, "team": "mine"}), "team must be the id of a team"),
        ("/_mock/v1/authorize", json!({"user": 1, "team": true}), "team must be the id of a team"),
        (
            "/_mock/v1/teams",
            json!({"members": [{"user": 1, "role": "BOSS"}]}),
            "members[0]: role must be one of MEMBER, ADMIN, OWNER",
        ),
    ] {
        let answer = house.post(path, &body).await;
        assert_eq!(
            (answer.status, answer.json["error_description"].as_str()),
            (400, Some(said)),
            "{path} {body}"
        );
    }
    let torn = house.http.post(house.url("/_mock/v1/users")).body("{");
    assert_eq!(house.send(torn).await.json["error_description"], "the body is not JSON");
}
