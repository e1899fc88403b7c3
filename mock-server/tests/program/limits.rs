//! How much the server bears: headers, bodies, connections, idleness.

use std::io::{Read, Write};
use std::net::TcpStream;

use predicates::str::contains;

use crate::running::{Running, cal_mock};

/// One connection, on which bytes are sent.
pub(crate) struct Line(TcpStream);

pub(crate) const HEALTH: &str = "GET /_mock/v1/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

impl Line {
    pub(crate) fn to(url: &str) -> Self {
        Self(TcpStream::connect(url.trim_start_matches("http://")).unwrap())
    }

    /// The same, and this is sent.
    pub(crate) fn saying(url: &str, text: &str) -> Self {
        let mut line = Self::to(url);
        line.says(text);
        line
    }

    /// The server may have closed it.
    pub(crate) fn says(&mut self, text: &str) {
        let _ = self.0.write_all(text.as_bytes());
    }

    /// The status of the next answer, which is short; nothing where it was closed.
    pub(crate) fn hears(&mut self) -> Option<u16> {
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => seen.extend(byte),
                _ => return None,
            }
        }
        let head = String::from_utf8(seen).unwrap();
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.0.read_exact(&mut body).unwrap();
        Some(head.split(' ').nth(1).unwrap().parse().unwrap())
    }

    pub(crate) fn asks(&mut self, text: &str) -> Option<u16> {
        self.says(text);
        self.hears()
    }
}

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

#[test]
fn a_connection_is_closed_when_it_was_idle_for_long_and_not_while_a_header_comes() {
    let (_program, url) = Running::start(&["--idle-timeout", "200ms"]);
    let mut never_asked = Line::to(&url);
    let mut asked = Line::to(&url);
    assert_eq!(asked.asks(HEALTH), Some(200));
    let (half, rest) = HEALTH.split_at(20);
    let mut slow = Line::saying(&url, half);
    assert_eq!((never_asked.hears(), asked.hears()), (None, None));
    assert_eq!(slow.asks(rest), Some(200));
}

#[test]
fn one_connection_more_than_the_limit_closes_the_longest_idle_one() {
    let (program, url) = Running::start(&["--max-connections", "3"]);
    let mut first = Line::to(&url);
    let mut second = Line::to(&url);
    assert_eq!((first.asks(HEALTH), second.asks(HEALTH)), (Some(200), Some(200)));
    let mut never_asked = Line::to(&url);
    assert_eq!(Line::to(&url).asks(HEALTH), Some(200));
    assert_eq!(never_asked.hears(), None, "who never asked anything goes first");
    let mut third = Line::to(&url);
    assert_eq!((second.asks(HEALTH), third.asks(HEALTH)), (Some(200), Some(200)));
    let mut fourth = Line::to(&url);
    assert_eq!(fourth.asks(HEALTH), Some(200));
    assert_eq!(
        (first.hears(), second.asks(HEALTH)),
        (None, Some(200)),
        "then who is idle for the longest time"
    );
    let complaints = program.end().1;
    let told = complaints.lines().filter(|line| line.contains("--max-connections")).count();
    assert_eq!(told, 1, "{complaints}");
}

#[test]
fn where_every_connection_is_busy_one_more_waits_for_its_turn() {
    let (_program, url) = Running::start(&["--max-connections", "2"]);
    let half =
        "POST /v2/auth/oauth2/token HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\nexpect: 100-continue\r\n\r\n";
    let mut busy = [Line::saying(&url, half), Line::saying(&url, half)];
    for line in &mut busy {
        assert_eq!(line.hears(), Some(100), "its body is being waited for");
    }
    let mut waiting = Line::saying(&url, HEALTH);
    assert_eq!(busy[0].asks("x"), Some(400));
    assert_eq!((waiting.hears(), busy[1].asks("x")), (Some(200), Some(400)));
}
