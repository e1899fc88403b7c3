//! Request bodies: read within limits of size and time, then parsed as production does (production-oauth A.1).

mod form;
mod json;

use std::io::Read;
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http_body_util::BodyExt;
use hyper::body::Incoming;

use crate::wire::{Parameters, Place, Refusal, Strictness};

/// A body for the API may have this many bytes, packed or not.
pub(super) const LONGEST: usize = 102_400;
/// What comes beyond it is read and thrown away up to here, so that the sender gets to read the answer.
const PATIENTLY_IGNORED: usize = 64 * 1024 * 1024;

/// What came of a request's body. It does not print what it holds.
pub(super) enum Body {
    /// All of it.
    Whole(Bytes),
    /// More than is taken.
    TooLarge,
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::TooLarge => f.write_str("TooLarge"),
        }
    }
}

/// The connection ended or fell silent before the end of the body: nobody may act on such a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Incomplete;

/// Reads a body of up to so many bytes, for so long.
pub(super) async fn read(incoming: Incoming, patience: Duration, longest: usize) -> Result<Body, Incomplete> {
    tokio::time::timeout(patience, collect(incoming, longest)).await.unwrap_or(Err(Incomplete))
}

async fn collect(mut incoming: Incoming, longest: usize) -> Result<Body, Incomplete> {
    let mut taken = BytesMut::new();
    let mut seen = 0;
    while let Some(frame) = incoming.frame().await {
        let Ok(frame) = frame else { return Err(Incomplete) };
        let Ok(data) = frame.into_data() else { continue };
        seen += data.remaining();
        if seen > longest.max(PATIENTLY_IGNORED) {
            break;
        }
        if seen <= longest {
            taken.extend_from_slice(&data);
        }
    }
    Ok(if seen > longest { Body::TooLarge } else { Body::Whole(taken.freeze()) })
}

/// How a body is written, by its `Content-Type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Anything else: not parsed at all.
    Otherwise,
}

impl Written {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        match media_type(headers).split(';').next().unwrap_or_default().trim() {
            "application/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            _ => Self::Otherwise,
        }
    }
}

fn media_type(headers: &HeaderMap) -> String {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase()
}

/// Whether a body says that it is JSON and is not. Production reads bodies before it looks for a route.
pub(super) fn is_unreadable_json(headers: &HeaderMap, body: &Body) -> bool {
    let says_json = Written::of(headers) == Written::Json;
    says_json
        && matches!(
            parameters(headers, body, &Strictness::default()),
            Err(Refusal::UnreadableBody | Refusal::WronglyPacked)
        )
}

/// The parameters that a body holds. One that is not parsed holds none.
///
/// # Errors
///
/// A refusal for a body that cannot be read.
pub(super) fn parameters(
    headers: &HeaderMap,
    body: &Body,
    strictness: &Strictness,
) -> Result<Parameters, Refusal> {
    let written = Written::of(headers);
    if written == Written::Otherwise {
        return Ok(Parameters::default());
    }
    // Production looks at neither charset nor encoding of a body that is not there.
    if matches!(body, Body::Whole(bytes) if bytes.is_empty()) {
        return Ok(Parameters::default());
    }
    let charset = charset(headers, written)?;
    let bytes = match body {
        Body::Whole(bytes) => decoded(headers, bytes)?,
        Body::TooLarge => return Err(Refusal::BodyTooLarge),
    };
    if bytes.is_empty() {
        return Ok(Parameters::default());
    }
    match written {
        Written::Json => json::parse(&bytes, charset),
        Written::Form => form::parse(&bytes, strictness.at(Place::RepeatedParameterTakesTheFirst)),
        Written::Otherwise => Ok(Parameters::default()),
    }
}

/// The charsets in which a body is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    Utf16,
}

fn charset(headers: &HeaderMap, written: Written) -> Result<Charset, Refusal> {
    let media_type = media_type(headers);
    let named = media_type
        .split(';')
        .skip(1)
        .filter_map(|part| part.trim().strip_prefix("charset=").map(str::to_owned));
    let Some(name) = named.map(|name| name.trim_matches('"').to_owned()).next() else {
        return Ok(Charset::Utf8);
    };
    match (written, name.as_str()) {
        (_, "utf-8" | "utf8") => Ok(Charset::Utf8),
        (Written::Json, "utf-16" | "utf-16le" | "utf-16be") => Ok(Charset::Utf16),
        _ => Err(Refusal::UnsupportedCharset(name.to_ascii_uppercase())),
    }
}

/// Undoes the `Content-Encoding`. What unpacks to more than is taken is too large.
fn decoded(headers: &HeaderMap, bytes: &Bytes) -> Result<Bytes, Refusal> {
    let encoding =
        headers.get(CONTENT_ENCODING).map(|value| String::from_utf8_lossy(value.as_bytes()).to_lowercase());
    match encoding.as_deref() {
        None | Some("" | "identity") => Ok(bytes.clone()),
        Some("gzip") => unpacked(flate2::read::GzDecoder::new(bytes.as_ref())),
        Some("deflate") => unpacked(flate2::read::ZlibDecoder::new(bytes.as_ref())),
        Some(other) => Err(Refusal::UnsupportedEncoding(other.to_owned())),
    }
}

fn unpacked(packed: impl Read) -> Result<Bytes, Refusal> {
    let mut bytes = Vec::new();
    let room = u64::try_from(LONGEST + 1).unwrap_or(u64::MAX);
    packed.take(room).read_to_end(&mut bytes).map_err(|_| Refusal::WronglyPacked)?;
    if bytes.len() > LONGEST { Err(Refusal::BodyTooLarge) } else { Ok(bytes.into()) }
}

#[cfg(test)]
mod properties;
