//! The control door `/_mock/v1/...`: clock, world and consent for programs (INTERFACE, "Control door").
//!
//! JSON in, JSON out; a refusal is `{"error", "error_description"}` with the rule's own text. A page of another origin
//! is not let in.

mod authorize;
mod clients;
mod clock;
mod environment;
mod order;
mod people;

use std::borrow::Cow;

use http::Method;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::json;

use self::order::read;
use super::origin;
use super::respond::{self, Reply};
use super::site::{Request, client_as_shown};
use crate::store::App;
use crate::wire::{ApiError, DoorError, Refusal, User};

/// Where the door is.
pub(super) const PREFIX: &str = "/_mock/v1/";

/// Whether `path` is one of the door's that hold no name.
pub(super) fn owns(path: &str) -> bool {
    let resources =
        ["health", "reset", "environment", "requests", "clients", "users", "teams", "authorize", "clock"];
    path.strip_prefix(PREFIX).is_some_and(|rest| resources.contains(&rest))
}

/// What a request at the door comes to: both are answers.
type Outcome = Result<Reply, DoorError>;

/// How the door names a user: by id or by e-mail address.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Name {
    Number(u64),
    Text(String),
}

impl Name {
    fn user(self, app: &App) -> Result<User, DoorError> {
        let name = match self {
            Self::Number(id) => id.to_string(),
            Self::Text(text) => text,
        };
        app.user_called(&name).ok_or(DoorError::Unknown { what: "user", name })
    }
}

/// Answers a request at the door.
pub(super) fn answer(app: &App, request: &Request) -> Reply {
    admit(app, request).and_then(|()| dispatch(app, request)).unwrap_or_else(|error| refusal(&error))
}

/// Answers a request of which only a part came.
pub(super) fn incomplete() -> Reply {
    refusal(&Refusal::BodyIncomplete.into())
}

fn refusal(error: &DoorError) -> Reply {
    let (status, word) = error.wire();
    respond::json(status, &json!({"error": word, "error_description": error.to_string()}))
}

/// A browser says which page sends a request; only pages of this server may.
fn admit(app: &App, request: &Request) -> Result<(), DoorError> {
    if origin::is_rebound(app, request) {
        return Err(DoorError::AnotherHost);
    }
    if origin::is_foreign(app, request) {
        return Err(DoorError::Foreign);
    }
    Ok(())
}

/// The parts of the path behind the door's own, decoded: a name may be an e-mail address.
fn parts(request: &Request) -> Vec<Cow<'_, str>> {
    let path = request.path().strip_prefix(PREFIX).unwrap_or_default();
    path.split('/').map(|part| percent_decode_str(part).decode_utf8_lossy()).collect()
}

fn dispatch(app: &App, request: &Request) -> Outcome {
    let parts = parts(request);
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    let body = &request.body;
    match (request.method(), parts.as_slice()) {
        (&Method::GET | &Method::HEAD, ["health"]) => Ok(respond::json(200, &json!({"status": "ok"}))),
        (&Method::POST, ["reset"]) => {
            app.reset();
            Ok(respond::json(200, &json!({"status": "ok"})))
        }
        (&Method::GET, ["environment"]) => Ok(environment::read(app)),
        (&Method::GET, ["requests"]) => Ok(journal(app, request)),
        (&Method::POST, ["clients"]) => clients::create(app, read(body)?),
        (&Method::PATCH, ["clients", id]) => clients::edit(app, id, read(body)?),
        (&Method::DELETE, ["clients", id]) => clients::remove(app, id),
        (&Method::POST, ["clients", id, "review"]) => clients::review(app, id, read(body)?),
        (&Method::POST, ["users"]) => people::create_user(app, read(body)?),
        (&Method::DELETE, ["users", name]) => people::remove_user(app, name),
        (&Method::POST, ["teams"]) => people::create_team(app, read(body)?),
        (&Method::DELETE, ["teams", id]) => people::remove_team(app, id),
        (&Method::POST, ["authorize"]) => authorize::decide(app, &read(body)?),
        (&Method::GET, ["clock"]) => Ok(clock::read(app)),
        (&Method::PATCH, ["clock"]) => clock::advance(app, &read(body)?),
        (&Method::PUT, ["clock"]) => clock::set(app, &read(body)?),
        _ => {
            let (method, path) = (request.method().to_string(), request.path().to_owned());
            Err(DoorError::NoSuchRoute(ApiError::NoSuchRoute { method, path }))
        }
    }
}

fn journal(app: &App, request: &Request) -> Reply {
    let client = form_urlencoded::parse(request.query().as_bytes()).find(|(name, _)| name == "client");
    let entries = match client {
        // Of a client that was removed some entries have the id, later ones only its description.
        Some((_, id)) => app.journal.read_of(&[&id, &client_as_shown(app, id.clone().into_owned())]),
        None => app.journal.read(),
    };
    respond::json(200, &json!({"requests": entries}))
}
