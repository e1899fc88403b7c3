//! What the fuzzers share: a mock that is asked over a real connection, and what a seed may leave open.

mod mock;

pub use mock::{Answer, Mock};

/// Stands in for `$SECRET`: long enough that nobody finds it by chance, and like none of the default world's.
pub const SECRET: &str = "f00dfaceb0a7c0ffee15f00dfaceb0a7c0ffee15f00dfaceb0a7c0ffee15f00d";

/// Whether a text gives the secret away, be it the half of it.
#[must_use]
pub fn tells(text: &str) -> bool {
    let halves = [&SECRET[..SECRET.len() / 2], &SECRET[SECRET.len() / 2..]];
    halves.iter().any(|half| text.contains(half))
}

/// The input as text. What is no UTF-8 is not worth a byte of it: the readers below take texts alone.
#[must_use]
pub fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// The first line, and what is below it.
#[must_use]
pub fn first_line(data: &[u8]) -> (&[u8], &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    end.map_or((data, &[]), |end| (&data[..end], &data[end + 1..]))
}

/// What may stand in a header: anything else would be another request.
#[must_use]
pub fn header(bytes: &[u8]) -> String {
    bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).map(|byte| char::from(*byte)).collect()
}

/// `data` with a text in place of each `name`.
#[must_use]
pub fn replaced(data: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut made = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name.as_bytes()) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(text.as_bytes());
        rest = &rest[at + name.len()..];
    }
    made.extend_from_slice(rest);
    made
}
