//! Clients who have all begun to ask, and go on at the same moment.
//!
//! Each has sent all but the last byte of something harmless; that and what they race for are then sent at once. So all
//! threads of the server are busy when the first of them gets there.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

pub(crate) struct Crowd(Vec<TcpStream>);

impl Crowd {
    /// So many connections that stay open.
    pub(crate) fn of(size: usize, address: &str) -> Self {
        let connect = |_| {
            let stream = TcpStream::connect(address).unwrap();
            stream.set_nodelay(true).unwrap();
            stream
        };
        Self((0..size).map(connect).collect())
    }

    /// The statuses of what each is answered to its request: method with path, and body.
    pub(crate) fn ask_at_once(&mut self, request: &dyn Fn(usize) -> (String, Value)) -> Vec<u16> {
        self.answers_at_once(request).into_iter().map(|(status, _)| status).collect()
    }

    /// The same with the bodies.
    pub(crate) fn answers_at_once(
        &mut self,
        request: &dyn Fn(usize) -> (String, Value),
    ) -> Vec<(u16, Value)> {
        let harmless = written("GET /_mock/v1/health", &Value::Null);
        let (last, most) = harmless.split_last().unwrap();
        let mut rests = Vec::new();
        for (number, stream) in self.0.iter_mut().enumerate() {
            stream.write_all(most).unwrap();
            let (line, body) = request(number);
            rests.push([&[*last], written(&line, &body).as_slice()].concat());
        }
        for (stream, rest) in self.0.iter_mut().zip(rests) {
            stream.write_all(&rest).unwrap();
        }
        self.0.iter_mut().map(second_answer).collect()
    }
}

/// Asks on a connection of its own.
pub(crate) fn ask(address: &str, line: &str, body: &Value) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&written(line, body)).unwrap();
    answer(&mut stream, &mut Vec::new())
}

fn second_answer(stream: &mut TcpStream) -> (u16, Value) {
    let mut seen = Vec::new();
    assert_eq!(answer(stream, &mut seen).0, 200);
    answer(stream, &mut seen)
}

fn written(line: &str, body: &Value) -> Vec<u8> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let length = body.len();
    format!(
        "{line} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// The next answer, of which some may have been seen already.
fn answer(stream: &mut TcpStream, seen: &mut Vec<u8>) -> (u16, Value) {
    let mut part = [0; 4_096];
    loop {
        if let Some(end) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            if seen.len() >= end + 4 + length {
                let status = head.split(' ').nth(1).unwrap().parse().unwrap();
                let body = serde_json::from_slice(&seen[end + 4..end + 4 + length]).unwrap_or_default();
                seen.drain(..end + 4 + length);
                return (status, body);
            }
        }
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "closed after {}", seen.escape_ascii());
        seen.extend_from_slice(&part[..read]);
    }
}
