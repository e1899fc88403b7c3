//! The control door `/_mock/v1/...`: clock, world and consent for programs (INTERFACE, "Control door").
//!
//! JSON in, JSON out; a refusal is `{"error", "error_description"}` with the rule's own text. A page of another origin
//! is not let in.

mod clock;

use http::Method;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::body::Body;
use super::respond::{self, Reply};
use super::site::Request;
use crate::store::App;

/// What a request at the door comes to: both are answers.
type Outcome = Result<Reply, Trouble>;

/// Why the door does not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    status: u16,
    error: &'static str,
    description: String,
}

impl Trouble {
    /// It makes no sense.
    fn bad(description: impl ToString) -> Self {
        Self { status: 400, error: "invalid_request", description: description.to_string() }
    }

    /// There is no such thing.
    fn unknown(what: &str, name: impl std::fmt::Display) -> Self {
        Self { status: 404, error: "not_found", description: format!("there is no {what} {name}") }
    }
}

/// Answers a request at the door.
pub(super) fn answer(app: &App, request: &Request) -> Reply {
    admit(request).and_then(|()| dispatch(app, request)).unwrap_or_else(|trouble| {
        let body = json!({"error": trouble.error, "error_description": trouble.description});
        respond::json(trouble.status, &body)
    })
}

/// A browser says which page sends a request; only pages of this server may.
fn admit(request: &Request) -> Result<(), Trouble> {
    if request.comes_from_elsewhere() {
        let description = "the control door is closed to pages of another origin".to_owned();
        return Err(Trouble { status: 403, error: "forbidden", description });
    }
    Ok(())
}

fn dispatch(app: &App, request: &Request) -> Outcome {
    let path = request.path().trim_start_matches("/_mock/v1/");
    let parts: Vec<&str> = path.split('/').collect();
    match (request.method(), parts.as_slice()) {
        (&Method::GET | &Method::HEAD, ["health"]) => Ok(respond::json(200, &json!({"status": "ok"}))),
        (&Method::POST, ["reset"]) => {
            app.reset();
            Ok(respond::json(200, &json!({"status": "ok"})))
        }
        (&Method::GET, ["clock"]) => Ok(clock::read(app)),
        (&Method::PATCH, ["clock"]) => clock::advance(app, &read(request)?),
        (&Method::PUT, ["clock"]) => clock::set(app, &read(request)?),
        _ => Err(Trouble {
            status: 404,
            error: "not_found",
            description: format!("Cannot {} {}", request.method(), request.path()),
        }),
    }
}

/// The body as JSON.
fn read<T: DeserializeOwned>(request: &Request) -> Result<T, Trouble> {
    match &request.body {
        Body::Whole(bytes) if bytes.is_empty() => serde_json::from_str("{}").map_err(Trouble::bad),
        Body::Whole(bytes) => serde_json::from_slice(bytes).map_err(Trouble::bad),
        Body::TooLarge => {
            let description = "request entity too large".to_owned();
            Err(Trouble { status: 413, error: "invalid_request", description })
        }
        Body::Incomplete => Err(Trouble::bad("request aborted")),
    }
}
