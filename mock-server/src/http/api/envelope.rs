//! The API's error envelope, and the headers that every answer of the API carries (production-api A2, A5).

use http::HeaderValue;
use http::header::HeaderName;
use serde_json::{Value, json};

use crate::http::respond::{self, Reply};
use crate::http::site::Request;
use crate::store::App;
use crate::wire::{ApiError, Violation};

/// Carries the id of a request; an answer that has one already keeps it.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request that was answered before anyone looked at its headers.
pub(super) const UNKNOWN_REQUEST: &str = "unknown-request-id";

/// An error in the API's envelope.
pub(super) fn error(app: &App, request: &Request, error: &ApiError) -> Reply {
    let (status, code, reason) = error.wire();
    let message = error.to_string();
    let details = match error {
        ApiError::Invalid(violations) => {
            Some(json!({"errors": violations.iter().map(Violation::to_json).collect::<Vec<_>>()}))
        }
        ApiError::TooManyRequests | ApiError::NoSuchClient | ApiError::AccessTokenExpired => {
            Some(json!(message))
        }
        ApiError::UnknownProvider => Some(json!({"message": message, "statusCode": status})),
        _ if reason.is_empty() => None,
        _ => Some(json!({"message": message, "error": reason, "statusCode": status})),
    };
    let mut told = json!({"code": code, "message": message});
    if let Some(details) = details {
        told["details"] = details;
    }
    let mut reply = respond::json(
        status,
        &json!({
            "status": "error",
            "timestamp": timestamp(app),
            "path": request.target(),
            "error": told,
        }),
    );
    if *error == ApiError::UnreadableBody {
        respond::set(&mut reply, REQUEST_ID, UNKNOWN_REQUEST);
    }
    reply
}

fn timestamp(app: &App) -> Value {
    super::shapes::moment(app.env.clock.now())
}

/// Adds what every answer carries.
pub(super) fn dress(app: &App, request: &Request, reply: &mut Reply) {
    let headers = reply.headers_mut();
    // Else it grows twice.
    headers.reserve(ALWAYS.len() + 2);
    for (name, value) in &ALWAYS {
        headers.insert(name.clone(), value.clone());
    }
    if request.method() == http::Method::OPTIONS {
        for (name, value) in &PREFLIGHT {
            headers.insert(name.clone(), value.clone());
        }
    } else if !headers.contains_key(&REQUEST_ID) {
        respond::set(reply, REQUEST_ID, &app.env.dice.request_id());
    }
}

/// A header that is the same on every answer: made when this is compiled.
type Header = (HeaderName, HeaderValue);

const fn header(name: &'static str, value: &'static str) -> Header {
    (HeaderName::from_static(name), HeaderValue::from_static(value))
}

/// The defaults of helmet, and `Access-Control-Allow-Origin`.
static ALWAYS: [Header; 13] = [
    header("access-control-allow-origin", "*"),
    header(
        "content-security-policy",
        "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
    ),
    header("cross-origin-opener-policy", "same-origin"),
    header("cross-origin-resource-policy", "same-origin"),
    header("origin-agent-cluster", "?1"),
    header("referrer-policy", "no-referrer"),
    header("strict-transport-security", "max-age=15552000; includeSubDomains"),
    header("x-content-type-options", "nosniff"),
    header("x-dns-prefetch-control", "off"),
    header("x-download-options", "noopen"),
    header("x-frame-options", "SAMEORIGIN"),
    header("x-permitted-cross-domain-policies", "none"),
    header("x-xss-protection", "0"),
];

/// The answer to a preflight (production-api A5).
static PREFLIGHT: [Header; 3] = [
    header("access-control-allow-methods", "GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS"),
    header(
        "access-control-allow-headers",
        "x-cal-client-id,x-cal-secret-key,x-cal-platform-embed,cal-api-version,Accept,Authorization,Content-Type,Origin",
    ),
    header("access-control-max-age", "86400"),
];
