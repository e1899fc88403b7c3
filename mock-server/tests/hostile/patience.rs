//! Clients that are slow, or take nothing: they are not waited for, and only they.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use mock_server::{Limits, MockServer};
use tokio::runtime::Runtime;

use crate::program::FORGOTTEN;

const HEALTH: &[u8] = b"GET /_mock/v1/health HTTP/1.1\r\nhost: a\r\n\r\n";

/// A server without patience, which minds no idleness, and a connection to it.
fn impatient() -> (Runtime, MockServer, TcpStream) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (patience, idle) = (Duration::from_millis(100), Duration::from_secs(24 * 3_600));
    let limits = Limits { patience, idle, ..Limits::default() };
    let server = runtime.block_on(MockServer::builder().limits(limits).start()).unwrap();
    let stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(FORGOTTEN)).unwrap();
    stream.set_write_timeout(Some(FORGOTTEN)).unwrap();
    (runtime, server, stream)
}

/// Everything that comes until the end.
fn heard(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

#[test]
fn a_header_that_does_not_end_is_not_waited_for() {
    let (_runtime, _server, mut stream) = impatient();
    stream.write_all(&HEALTH[..20]).unwrap();
    assert_eq!(heard(&mut stream), "");
}

#[test]
fn a_body_that_does_not_end_is_not_waited_for() {
    let (_runtime, _server, mut stream) = impatient();
    let half = b"POST /v2/auth/oauth2/token HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nx";
    stream.write_all(half).unwrap();
    let answer = heard(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 4") && answer.contains("request aborted"), "{answer}");
}

#[test]
fn an_answer_that_is_not_taken_is_not_held_for_ever() {
    let (_runtime, _server, mut stream) = impatient();
    let request = b"GET /_mock/v1/world HTTP/1.1\r\nhost: a\r\n\r\n".repeat(1_000);
    // Until the server, which cannot get rid of its answers, has closed.
    let ended = loop {
        if let Err(error) = stream.write_all(&request) {
            break error.kind();
        }
    };
    assert!(matches!(ended, ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{ended}");
}
