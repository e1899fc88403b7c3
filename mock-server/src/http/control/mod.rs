//! The control door `/_mock/v1/...`: clock, world and consent for programs (INTERFACE, "Control door").
//!
//! JSON in, JSON out; a refusal is `{"error", "error_description"}` with the rule's own text. A page of another origin
//! is not let in.

mod acting;
mod authorize;
mod clients;
mod clock;
mod document;
mod environment;
mod journal;
mod operations;
mod order;
mod outbox;
mod people;
mod platform;
mod secrets;
mod world;

use serde::Deserialize;
use serde_json::json;

use super::origin;
use super::respond::{self, Reply};
use super::site::{Note, Request};
use crate::store::App;
use crate::wire::{ApiError, DoorError, Refusal, User};

/// Where the door is.
const PREFIX: &str = "/_mock/v1/";

/// Whether `path` leads here: to an operation, or to the document that describes them.
pub(super) fn is_here(path: &str) -> bool {
    path.starts_with(PREFIX) || path == document::PATH
}

/// Whether `path` is one of the door's that hold no name.
pub(super) fn owns(path: &str) -> bool {
    path == document::PATH || operations::owns(path)
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
    admit(app, request).and_then(|()| dispatch(app, request)).unwrap_or_else(|error| refusal(&error, None))
}

/// Answers a request of which only a part came.
pub(super) fn incomplete() -> Reply {
    refusal(&Refusal::BodyIncomplete.into(), None)
}

/// What was refused by a rule is written down, and about which client.
fn refusal(error: &DoorError, client: Option<&str>) -> Reply {
    let (status, word) = error.wire();
    let reply = respond::json(status, &json!({"error": word, "error_description": error.to_string()}));
    let check = error.check();
    let note = Note::about(client.filter(|_| check.is_some()));
    Note { check, differed: Some(error.shown()), ..note }.on(reply)
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

fn dispatch(app: &App, request: &Request) -> Outcome {
    // Only for whoever asks for it: it is long.
    if request.path() == document::PATH
        && let Some(document) = document::read(request.method())
    {
        return Ok(document);
    }
    if let Some((operation, call)) = operations::find(request) {
        let _still = (!operation.is_upheaval).then(|| app.still());
        let client = operation.path.starts_with("clients/{").then(|| call.name(0));
        return Ok((operation.answer)(app, &call).unwrap_or_else(|error| refusal(&error, client)));
    }
    let (method, path) = (request.method().to_string(), request.path().to_owned());
    Err(DoorError::NoSuchRoute(ApiError::NoSuchRoute { method, path }))
}
