//! How much the server bears: headers and bodies; what a limit that makes no sense is told.

use predicates::str::contains;

use crate::connections::Line;
use crate::running::{Running, cal_mock};

/// `POST {path}` with so long a body.
fn post(path: &str, length: usize) -> String {
    let body = "x".repeat(length);
    format!("POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {length}\r\n\r\n{body}")
}

#[test]
fn a_limit_that_makes_no_sense_is_2_and_says_how_one_is_written() {
    for (flag, variable, values, mend) in [
        ("--max-header", "CAL_MOCK_MAX_HEADER", ["1", "17MiB", "64 apples"], "1KiB to 16MiB, such as 64KiB"),
        ("--max-body", "CAL_MOCK_MAX_BODY", ["0", "2GiB", "much"], "1KiB to 1GiB, such as 8MiB"),
        ("--max-connections", "CAL_MOCK_MAX_CONNECTIONS", ["0", "1.5", "all"], "from 1 on, such as 10000"),
        ("--idle-timeout", "CAL_MOCK_IDLE_TIMEOUT", ["0s", "60", "25h"], "1ms to 24h, such as 60s or 5m"),
        ("--grace", "CAL_MOCK_GRACE", ["2", "25h", "soon"], "0s to 24h, such as 2s or 1m"),
    ] {
        for value in values {
            cal_mock().args([flag, value]).assert().code(2).stderr(contains(flag)).stderr(contains(mend));
        }
        cal_mock().env(variable, values[0]).assert().code(2).stderr(contains(mend));
    }
}

#[test]
fn a_header_may_be_as_long_as_the_limit_and_no_longer() {
    let (_program, url) = Running::start(&["--max-header", "2KiB"]);
    let of_length = |length: usize| {
        let rest = "GET /_mock/v1/health HTTP/1.1\r\nhost: a\r\nx: \r\n\r\n".len();
        format!("GET /_mock/v1/health HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "x".repeat(length - rest))
    };
    assert_eq!(Line::to(&url).asks(&of_length(2_048)), Some(200));
    assert_eq!(Line::to(&url).asks(&of_length(2_049)), Some(431));
}

#[test]
fn no_body_is_longer_than_the_limit_and_the_apis_own_limit_stays() {
    let (_program, url) = Running::start(&["--max-body", "200KiB"]);
    let mut line = Line::to(&url);
    // Neither is JSON: what is too large is not looked at.
    assert_eq!(line.asks(&post("/_mock/v1/users", 200 << 10)), Some(400));
    assert_eq!(line.asks(&post("/_mock/v1/users", (200 << 10) + 1)), Some(413));
    assert_eq!(line.asks(&post("/auth/login", (200 << 10) + 1)), Some(413));
    let token = "/v2/auth/oauth2/token";
    let json = |length| post(token, length).replace("host: ", "content-type: application/json\r\nhost: ");
    assert_eq!(line.asks(&json(102_400)), Some(400));
    assert_eq!(line.asks(&json(102_401)), Some(413));
    let (_program, url) = Running::start(&["--max-body", "1KiB"]);
    assert_eq!(
        (Line::to(&url).asks(&json(1_024)), Line::to(&url).asks(&json(1_025))),
        (Some(400), Some(413))
    );
}
