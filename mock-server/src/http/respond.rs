//! Values to bytes: the few shapes in which this server answers, and the headers they carry.

use bytes::Bytes;
use http::header::{self, HeaderName};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;
use serde::Serialize;

use crate::wire::LAST_RESORT;

/// An answer.
pub(super) type Reply = Response<Full<Bytes>>;

const JSON: &str = "application/json; charset=utf-8";

/// Most answers fit into as many bytes, and need not be moved while they are written.
const USUAL: usize = 1_024;

/// A JSON body.
pub(super) fn json(status: u16, value: &impl Serialize) -> Reply {
    let mut text = Vec::with_capacity(USUAL);
    if serde_json::to_writer(&mut text, value).is_err() {
        text.clear();
    }
    with_body(status, JSON, text)
}

/// A JSON body that was written before.
pub(super) fn json_text(status: u16, text: Bytes) -> Reply {
    with_body(status, JSON, text)
}

/// Any body.
pub(super) fn with_body(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(Full::new(body.into()));
    *reply.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply
}

/// No body at all.
pub(super) fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    reply
}

/// Sets a header; a value that no header can hold is left out.
pub(super) fn set(reply: &mut Reply, name: HeaderName, value: &str) {
    // As bytes: a redirect URI may hold letters beyond ASCII.
    if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
        reply.headers_mut().insert(name, value);
    }
}

/// The framework's bare shape (production-api A2).
pub(super) fn bare(status: u16, message: &str) -> Reply {
    json(status, &serde_json::json!({"statusCode": status, "message": message}))
}

/// What is answered when a handler panicked.
pub(super) fn last_resort() -> Reply {
    bare(500, LAST_RESORT)
}
