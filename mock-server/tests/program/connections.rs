//! A connection from its beginning to its end: what may come behind each other, how long it may be idle, how many there
//! may be.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use mock_server::store::showcase;
use serde_json::{Value, json};

use crate::running::Running;

/// Whoever waits for this long has been forgotten.
const FORGOTTEN: Duration = Duration::from_secs(60);

/// One connection, on which bytes are sent.
pub(crate) struct Line(TcpStream);

pub(crate) const HEALTH: &str = "GET /_mock/v1/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

impl Line {
    pub(crate) fn to(url: &str) -> Self {
        let stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(FORGOTTEN)).unwrap();
        Self(stream)
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

    /// Nothing more will come.
    fn ends(&self) {
        self.0.shutdown(Shutdown::Write).unwrap();
    }

    /// The status of the next answer; nothing where it was closed.
    pub(crate) fn hears(&mut self) -> Option<u16> {
        self.hears_all().map(|(status, _)| status)
    }

    fn hears_all(&mut self) -> Option<(u16, String)> {
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => seen.extend(byte),
                Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("neither answered nor closed"),
                _ => return None,
            }
        }
        let head = String::from_utf8(seen).unwrap();
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.0.read_exact(&mut body).unwrap();
        Some((head.split(' ').nth(1).unwrap().parse().unwrap(), String::from_utf8(body).unwrap()))
    }

    /// The body of the answer to this.
    fn tells(&mut self, text: &str) -> String {
        self.says(text);
        self.hears_all().unwrap().1
    }

    pub(crate) fn asks(&mut self, text: &str) -> Option<u16> {
        self.says(text);
        self.hears()
    }
}

/// An exchange that succeeds, with whatever code the door gives.
fn exchange(url: &str) -> String {
    let (id, secret) = showcase::CONFIDENTIAL;
    let home = format!("{url}/_mock/callback");
    let order = json!({
        "client_id": id, "redirect_uri": home, "scope": "PROFILE_READ", "state": "s", "user": showcase::USER,
        "decision": "allow",
    });
    let allowed = Line::to(url).tells(&post("/_mock/v1/authorize", &order));
    let code = allowed.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let body = json!({
        "client_id": id, "client_secret": secret, "grant_type": "authorization_code", "code": code, "redirect_uri": home,
    });
    post("/v2/auth/oauth2/token", &body)
}

fn post(path: &str, body: &Value) -> String {
    let body = body.to_string();
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

#[test]
fn a_request_that_comes_while_another_is_answered_is_read_afterwards() {
    // Such a server waits a while whether the same code comes a second time.
    let (_program, url) = Running::start(&["--quirk", "code-exchanges-can-race"]);
    let mut line = Line::saying(&url, &exchange(&url));
    // So that it is most likely a packet of its own, and comes in that while. It is answered in any case.
    thread::sleep(Duration::from_millis(15));
    line.says(HEALTH);
    assert_eq!((line.hears(), line.hears()), (Some(200), Some(200)));
    let mut line = Line::saying(&url, &exchange(&url));
    thread::sleep(Duration::from_millis(15));
    line.ends();
    assert_eq!((line.hears(), line.hears()), (Some(200), None), "the end is seen, too");
}

#[test]
fn a_connection_is_closed_when_it_was_idle_for_long_and_not_while_a_header_comes() {
    let (_program, url) = Running::start(&["--idle-timeout", "2s"]);
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
