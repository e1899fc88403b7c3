//! What the program logs of hostile requests: each entry is one line, and no terminal obeys it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use serde_json::Value;

use crate::running::Running;

/// What a terminal obeys, what begins another line, and what turns the writing direction: in Unicode, and as JSON has it.
const HOSTILE: &str =
    "x\r\n2026-01-01T00:00:00Z  INFO forged\u{1b}[2J\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\u{2028}y";

/// Sends these bytes, and waits for the answer.
fn send(url: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    stream.write_all(bytes).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn request(url: &str, line: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
    );
    send(url, &[head.as_bytes(), body.as_bytes()].concat())
}

/// Asks for what is refused, with hostile words wherever a refusal could repeat them.
fn provoke(url: &str) {
    let json = "content-type: application/json\r\n";
    let word = Value::from(HOSTILE).to_string();
    let escaped: String = HOSTILE.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for path in ["/v2/{}", "/v2/bookings/{}", "/booking/{}", "/_mock/v1/{}", "/{}/{}", "/_mock/v1/clients/{}"]
    {
        request(url, &format!("GET {}", path.replace("{}", &escaped)), "", "");
    }
    // Bytes that no client should send, and that a parser may let through.
    for raw in [
        "GET /\u{9b}31m HTTP/1.1\r\nhost: x\r\n\r\n",
        "GE\u{1b}T / HTTP/1.1\r\n\r\n",
        "\u{1b}]0;x\u{7}\r\n\r\n",
    ] {
        send(url, raw.as_bytes());
    }
    request(url, "GET /v2/me", "authorization: Bearer x\u{9b}31m\r\nuser-agent: \u{9b}31m\r\n", "");
    request(
        url,
        &format!("GET /v2/slots?eventTypeSlug={escaped}&username={escaped}&start=2026-01-02&end=2026-01-03"),
        "cal-api-version: 2024-09-04\r\n",
        "",
    );
    for (path, body) in [
        ("/v2/auth/oauth2/token", format!("{{\"client_id\": {word}, \"grant_type\": {word}}}")),
        (
            "/v2/bookings",
            format!(
                "{{\"start\": \"2030-01-02T08:00:00Z\", \"eventTypeSlug\": {word}, \"username\": {word}, \"attendee\": {{\"name\": {word}, \"email\": \"a@b.example\", \"timeZone\": \"UTC\"}}}}"
            ),
        ),
        ("/_mock/v1/users", format!("{{\"email\": {word}, {word}: 1}}")),
        (
            "/_mock/v1/clients",
            format!("{{\"name\": {word}, \"redirect_uris\": [{word}], \"scopes\": [{word}]}}"),
        ),
        (
            "/_mock/v1/authorize",
            format!("{{\"client_id\": {word}, \"user\": {word}, \"redirect_uri\": {word}}}"),
        ),
        ("/_mock/v1/clock", word.clone()),
    ] {
        request(url, &format!("POST {path}"), &format!("{json}cal-api-version: 2024-08-13\r\n"), &body);
    }
    request(
        url,
        "PUT /_mock/v1/world",
        json,
        &format!("{{\"users\": [{{\"email\": {word}, {word}: {word}}}]}}"),
    );
}

#[test]
fn a_request_writes_one_line_of_the_log_whatever_it_holds() {
    for format in ["text", "json"] {
        let (program, url) = Running::start(&["-v", "--log-format", format]);
        provoke(&url);
        let (_, log) = program.end();
        assert!(log.lines().count() >= 14, "{log}");
        assert!(
            log.contains("User with username ... not found"),
            "a refusal that repeats words is among them: {log}"
        );
        let obeyed = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{2028}'..='\u{202e}');
        assert_eq!(log.chars().find(|c| obeyed(*c)), None, "{log:?}");
        for line in log.lines() {
            if format == "json" {
                assert!(
                    serde_json::from_str::<Value>(line).is_ok_and(|it| it["level"].is_string()),
                    "{line:?}"
                );
            } else {
                let (moment, _) = line.trim_start().split_once(' ').unwrap();
                assert!(
                    !line.contains("2026-01-01T00:00:00Z  INFO forged") || !line.starts_with("2026-01-01T00"),
                    "{line}"
                );
                assert!(moment.ends_with('Z') && moment.contains('T'), "{line:?}");
            }
        }
        assert!(!log.contains("forged"), "{log}");
    }
}
