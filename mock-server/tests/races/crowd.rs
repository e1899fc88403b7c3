//! Clients who have all sent everything but the last byte of a request, and then send that.

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
        let mut lasts = Vec::new();
        for (number, stream) in self.0.iter_mut().enumerate() {
            let (line, body) = request(number);
            let bytes = written(&line, &body);
            let (last, most) = bytes.split_last().unwrap();
            stream.write_all(most).unwrap();
            lasts.push(*last);
        }
        for (stream, last) in self.0.iter_mut().zip(lasts) {
            stream.write_all(&[last]).unwrap();
        }
        self.0.iter_mut().map(answer).collect()
    }
}

/// Asks on a connection of its own.
pub(crate) fn ask(address: &str, line: &str, body: &Value) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&written(line, body)).unwrap();
    answer(&mut stream)
}

fn written(line: &str, body: &Value) -> Vec<u8> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let length = body.len();
    format!(
        "{line} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

fn answer(stream: &mut TcpStream) -> (u16, Value) {
    let mut seen = Vec::new();
    let mut part = [0; 4_096];
    loop {
        if let Some(end) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            if seen.len() >= end + 4 + length {
                let status = head.split(' ').nth(1).unwrap().parse().unwrap();
                return (status, serde_json::from_slice(&seen[end + 4..]).unwrap_or_default());
            }
        }
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "closed after {}", seen.escape_ascii());
        seen.extend_from_slice(&part[..read]);
    }
}
