//! A mock with the default world and a clock that stands still, on a thread of its own, asked over one connection.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use mock_server::MockServer;
use serde_json::{Value, json};

/// Whoever waits longer than this for an answer was forgotten.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server and the way there.
pub struct Mock {
    url: String,
    stream: Option<TcpStream>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The lines of its head behind the first.
    pub head: String,
    /// Its body.
    pub body: String,
}

impl Answer {
    /// A header; empty where it is not there.
    #[must_use]
    pub fn header(&self, wanted: &str) -> &str {
        let pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut named = pairs.filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.next().map_or("", |(_, value)| value.trim())
    }

    /// The body, where it is JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

impl Mock {
    /// Starts one. It runs as long as the process.
    #[must_use]
    pub fn start() -> Self {
        let (started, start) = mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async move {
                let now = "2026-01-01T00:00:00Z".parse().expect("a moment");
                let server = MockServer::builder().frozen_at(now).seed(1).start().await.expect("a free port");
                started.send(server.url().to_owned()).expect("somebody waits");
                std::future::pending::<()>().await;
                drop(server);
            });
        });
        Self { url: start.recv().expect("it starts"), stream: None }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sends a request and reads the answer.
    pub fn ask(&mut self, method: &str, target: &str, headers: &str, body: &[u8]) -> Answer {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nhost: mock\r\ncontent-length: {}\r\n{headers}\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        // A connection that was kept may have ended meanwhile; a new one that gives no answer is a find.
        let kept = self.stream.take().and_then(|stream| self.exchange(stream, &request));
        kept.or_else(|| self.exchange(self.connect(), &request)).expect("every request has an answer")
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.url.trim_start_matches("http://")).expect("it listens");
        stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(PATIENCE))).expect("a socket");
        stream
    }

    fn exchange(&mut self, mut stream: TcpStream, request: &[u8]) -> Option<Answer> {
        // One that refuses while it is still being told hangs up on the rest, and its answer is there all the same.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            more(&mut stream, &mut bytes)?;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let (first, head) = head.split_once("\r\n").unwrap_or((&head, ""));
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut answer = Answer { status, head: head.to_owned(), body: String::new() };
        let length: usize = answer.header("content-length").parse().unwrap_or_default();
        while bytes.len() < end + 4 + length {
            more(&mut stream, &mut bytes)?;
        }
        answer.body = String::from_utf8(bytes.split_off(end + 4)).expect("texts are UTF-8");
        if !answer.header("connection").eq_ignore_ascii_case("close") {
            self.stream = Some(stream);
        }
        Some(answer)
    }

    /// Asks the control door, and expects an answer.
    pub fn door(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let body = body.to_string();
        self.ask(method, &format!("/_mock/v1/{path}"), "content-type: application/json\r\n", body.as_bytes())
    }

    /// A code for the client that keeps a secret, to whom the ordinary user allowed something.
    pub fn code(&mut self, client: &str, redirect_uri: &str) -> String {
        let asked = json!({
            "client_id": client, "redirect_uri": redirect_uri, "scope": "PROFILE_READ", "user": "user@example.com",
        });
        let answer = self.door("POST", "authorize", &asked).json();
        let location = answer["location"].as_str().unwrap_or_default();
        let code = location.split("code=").nth(1).and_then(|rest| rest.split('&').next());
        code.expect("the default world's client gets a code").to_owned()
    }

    /// Signs the ordinary user in, and gives the cookie that says so.
    pub fn sign_in(&mut self) -> String {
        let form = b"email=user%40example.com&password=correct-horse-battery-staple&callbackUrl=";
        let answer =
            self.ask("POST", "/auth/login", "content-type: application/x-www-form-urlencoded\r\n", form);
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        assert!(!cookie.is_empty(), "nobody was signed in: {answer:?}");
        cookie
    }
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut piece = [0; 16 * 1024];
    match stream.read(&mut piece) {
        Ok(0) => None,
        Ok(read) => {
            bytes.extend_from_slice(&piece[..read]);
            Some(())
        }
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            panic!("no answer came")
        }
        Err(_) => None,
    }
}
