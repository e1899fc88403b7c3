//! The control door `/_mock/v1/...`: clock, world and consent for programs (INTERFACE, "Control door").
//!
//! JSON in, JSON out; a refusal is `{"error", "error_description"}` with the rule's own text. A page of another origin
//! is not let in.

mod authorize;
mod clients;
mod clock;
mod environment;
mod people;

use http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::body::Body;
use super::origin;
use super::respond::{self, Reply};
use super::site::{Request, client_as_shown};
use crate::rules::registration::Objection;
use crate::store::App;
use crate::wire::User;

/// Where the door is.
pub(super) const PREFIX: &str = "/_mock/v1/";

/// Whether `path` is one of the door's that hold no name.
pub(super) fn owns(path: &str) -> bool {
    let resources =
        ["health", "reset", "environment", "requests", "clients", "users", "teams", "authorize", "clock"];
    path.strip_prefix(PREFIX).is_some_and(|rest| resources.contains(&rest))
}

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
    fn bad(why: impl std::fmt::Display) -> Self {
        Self { status: 400, error: "invalid_request", description: format!("{why}") }
    }

    /// There already is one.
    fn conflict(description: String) -> Self {
        Self { status: 409, error: "conflict", description }
    }

    /// There is no such thing.
    fn unknown(what: &str, name: impl std::fmt::Display) -> Self {
        Self { status: 404, error: "not_found", description: format!("there is no {what} {name}") }
    }
}

impl Trouble {
    fn into_reply(self) -> Reply {
        respond::json(self.status, &json!({"error": self.error, "error_description": self.description}))
    }
}

impl From<Objection> for Trouble {
    fn from(objection: Objection) -> Self {
        let status = if objection == Objection::StatusByOwner { 403 } else { 400 };
        Self { status, ..Self::bad(objection) }
    }
}

/// How the door names a user: by id or by e-mail address.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Name {
    Number(u64),
    Text(String),
}

impl Name {
    fn user(self, app: &App) -> Result<User, Trouble> {
        let name = match self {
            Self::Number(id) => id.to_string(),
            Self::Text(text) => text,
        };
        app.user_called(&name).ok_or_else(|| Trouble::unknown("user", name))
    }
}

/// Answers a request at the door.
pub(super) fn answer(app: &App, request: &Request) -> Reply {
    admit(app, request).and_then(|()| dispatch(app, request)).unwrap_or_else(Trouble::into_reply)
}

/// A browser says which page sends a request; only pages of this server may.
fn admit(app: &App, request: &Request) -> Result<(), Trouble> {
    if origin::is_rebound(app, request) || origin::is_foreign(app, request) {
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
        (&Method::GET, ["environment"]) => Ok(environment::read(app)),
        (&Method::GET, ["requests"]) => Ok(journal(app, request)),
        (&Method::POST, ["clients"]) => clients::create(app, read(request)?),
        (&Method::PATCH, ["clients", id]) => clients::edit(app, id, read(request)?),
        (&Method::DELETE, ["clients", id]) => clients::remove(app, id),
        (&Method::POST, ["clients", id, "review"]) => clients::review(app, id, read(request)?),
        (&Method::POST, ["users"]) => people::create_user(app, read(request)?),
        (&Method::DELETE, ["users", name]) => people::remove_user(app, name),
        (&Method::POST, ["teams"]) => people::create_team(app, read(request)?),
        (&Method::DELETE, ["teams", id]) => people::remove_team(app, id),
        (&Method::POST, ["authorize"]) => authorize::decide(app, &read(request)?),
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

fn journal(app: &App, request: &Request) -> Reply {
    let client = form_urlencoded::parse(request.query().as_bytes()).find(|(name, _)| name == "client");
    let entries = match client {
        // Of a client that was removed some entries have the id, later ones only its description.
        Some((_, id)) => app.journal.read_of(&[&id, &client_as_shown(app, id.clone().into_owned())]),
        None => app.journal.read(),
    };
    respond::json(200, &json!({"requests": entries}))
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
