//! One connection of the load generator: a request is written as it is, and of an answer only what must be known is read.
//!
//! Whatever this costs is taken from the cores on which the servers are measured.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that stays open.
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// An answer, as long as nothing else is asked.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) head: &'a [u8],
    pub(crate) body: &'a [u8],
}

impl Answer<'_> {
    /// The text between `before` and the next quotation mark.
    pub(crate) fn quoted(&self, before: &str) -> Option<&str> {
        let body = std::str::from_utf8(self.body).ok()?;
        let (_, rest) = body.split_once(before)?;
        rest.split_once('"').map(|(text, _)| text)
    }
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(16 * 1024) })
    }

    /// Sends `request` and reads its answer, which must have a `content-length`.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> std::io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.received.clear();
        let head = loop {
            if let Some(end) = end_of_head(&self.received) {
                break end;
            }
            self.read().await?;
        };
        let end = head + content_length(&self.received[..head]).ok_or_else(garbled)?;
        while self.received.len() < end {
            self.read().await?;
        }
        let (head, body) = self.received[..end].split_at(head);
        Ok(Answer { status: status(head).ok_or_else(garbled)?, head, body })
    }

    async fn read(&mut self) -> std::io::Result<()> {
        match self.stream.read_buf(&mut self.received).await? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn garbled() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, "no HTTP/1.1 with a length")
}

/// Where the body begins. Most bytes are jumped over: only every fourth can be none of the blank line's.
fn end_of_head(received: &[u8]) -> Option<usize> {
    let mut at = 3;
    while let Some(byte) = received.get(at) {
        at += match byte {
            b'\n' if received[..=at].ends_with(b"\r\n\r\n") => return Some(at + 1),
            b'\n' => 2,
            b'\r' => 1,
            _ => 4,
        };
    }
    None
}

/// Looked for from the end: hyper writes it after all others but the date.
fn content_length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"\r\ncontent-length: ";
    let at = head.windows(NAME.len()).rposition(|window| window == NAME)?;
    let digits = head[at + NAME.len()..].iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0')))
}

fn status(head: &[u8]) -> Option<u16> {
    std::str::from_utf8(head.get(9..12)?).ok()?.parse().ok()
}
