//! Servers and rule books to run the binary against.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    thread,
};

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary under test, with nothing in its environment that could change what it does.
pub(crate) fn cal_conformance() -> Command {
    let mut command = Command::cargo_bin("cal-conformance").unwrap();
    #[expect(clippy::disallowed_methods, reason = "what is there is taken away")]
    let ambient = std::env::vars().map(|(name, _)| name);
    for name in ambient {
        let upper = name.to_ascii_uppercase();
        if ["CAL_CONFORMANCE_", "INSTA_", "CUCUMBER_"].iter().any(|it| upper.starts_with(it))
            || upper.contains("PROXY")
        {
            command.env_remove(name);
        }
    }
    command.env("NO_COLOR", "1");
    command
}

/// A server that gives every request the same answer, on a port of its own until the test ends.
pub(crate) fn server_that_always_says(answer: &'static str) -> String {
    server(move |stream| {
        let _ = stream.write_all(answer.as_bytes());
    })
}

/// A server that is there when it is greeted, and breaks every other connection off.
pub(crate) fn server_that_breaks_off() -> String {
    server_of_requests(|request, stream| {
        if request.starts_with(b"GET / ") {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        }
    })
}

/// A server that treats each connection in this way after it has read a request.
pub(crate) fn server(treat: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> String {
    server_of_requests(move |_, stream| treat(stream))
}

/// What stands before the server at `url` and breaks off every request whose first line begins so.
pub(crate) fn proxy_that_breaks_off(url: &str, beginning: &'static str) -> String {
    let host = url.strip_prefix("http://").unwrap().to_owned();
    server_of_requests(move |request, stream| {
        let text = String::from_utf8_lossy(request);
        if text.starts_with(beginning) {
            return;
        }
        let last = text.replacen("\r\n", "\r\nconnection: close\r\n", 1);
        let mut answer = Vec::new();
        let mut there = TcpStream::connect(&host).unwrap();
        there.write_all(last.as_bytes()).unwrap();
        let _ = there.read_to_end(&mut answer);
        let _ = stream.write_all(&answer);
    })
}

/// The same for one that looks at the request.
pub(crate) fn server_of_requests(treat: impl Fn(&[u8], &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let treat = std::sync::Arc::new(treat);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let treat = std::sync::Arc::clone(&treat);
            thread::spawn(move || {
                let Ok(mut stream) = stream else { return };
                let request = read_request(&mut stream);
                treat(&request, &mut stream);
            });
        }
    });
    url
}

/// Reads head and body, so that no answer is lost to a reset.
fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = seen.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
            let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next());
            let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
            if seen.len() >= end + 4 + length {
                return seen;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return seen,
            Ok(read) => seen.extend_from_slice(&buffer[..read]),
        }
    }
}

/// A target file for the server at `url`.
pub(crate) fn target_file(url: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("target.toml");
    let text = format!(
        "[target]\nname = \"subject\"\napp_url = \"{url}\"\napi_url = \"{url}\"\n\n[consent]\nstrategy = \"form\"\n\n\
         [provision]\nstrategy = \"control\"\n"
    );
    fs::write(&file, text).unwrap();
    (folder, file.to_string_lossy().into_owned())
}

/// A folder with one feature file of this text.
pub(crate) fn book(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rule.feature"), text).unwrap();
    folder
}

/// A feature with one rule, whose scenarios are `scenarios`.
pub(crate) fn rule(scenarios: &str) -> String {
    format!(
        "Feature: A feature\n\n  @TOKEN-05 @documented\n  Rule: Something holds\n    \"It does.\" (a place)\n    \
         It matters.\n\n{scenarios}"
    )
}

/// Whether `path` is a file with something in it.
pub(crate) fn is_written(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| it.len() > 0)
}
