//! One request through the building: read it, find whose it is, let it be answered, write it down.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use http::request::Parts;
use hyper::body::{Body as _, Incoming};
use tracing::Level;

use super::body::{self, Body, Incomplete};
use super::respond::Reply;
use super::routes::Map;
use super::{Limits, api, control, pages};
use crate::http::api::Rendezvous;
use crate::store::{App, Entry};
use crate::wire::{Check, ClientId, Refused, shown};

/// A server without its connections.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) app: Arc<App>,
    pub(super) map: Map,
    pub(super) rendezvous: Rendezvous,
    limits: Limits,
}

/// A request that was read.
pub(super) struct Request {
    pub(super) parts: Parts,
    pub(super) body: Body,
    /// The address that it came from.
    pub(super) peer: IpAddr,
    /// The path as production rewrites it, where that is another one.
    rewritten: Option<String>,
}

/// Only what no secret is in: headers, path and query may hold some.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("body", &self.body).finish_non_exhaustive()
    }
}

impl Request {
    fn new(parts: Parts, body: Body, peer: IpAddr) -> Self {
        let rewritten = rewritten(parts.uri.path());
        Self { parts, body, peer, rewritten }
    }

    pub(super) fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The path as production rewrites it.
    pub(super) fn path(&self) -> &str {
        self.rewritten.as_deref().unwrap_or(self.parts.uri.path())
    }

    /// The raw query, without its question mark.
    pub(super) fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }

    /// The first parameter of the query that is called `name`; empty where there is none.
    pub(super) fn parameter(&self, name: &str) -> String {
        let mut all = form_urlencoded::parse(self.query().as_bytes());
        all.find(|(own, _)| own == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    /// The path with its query.
    pub(super) fn target(&self) -> String {
        match self.parts.uri.query() {
            Some(query) => format!("{}?{query}", self.path()),
            None => self.path().to_owned(),
        }
    }

    /// A header, if it is there and is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }
}

/// `/api/v2/...` and `/v2/ee/...` are `/v2/...` (production-api A2).
fn rewritten(path: &str) -> Option<String> {
    let is_versioned = |rest: &&str| *rest == "/v2" || rest.starts_with("/v2/");
    let inner = path.strip_prefix("/api").filter(is_versioned);
    match inner.unwrap_or(path).strip_prefix("/v2/ee/") {
        Some(rest) => Some(format!("/v2/{rest}")),
        None => inner.map(str::to_owned),
    }
}

/// What an answer tells the journal beside itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    pub(super) client: Option<String>,
    /// The managed user whose token came with it.
    pub(super) user: Option<u64>,
    pub(super) check: Option<Check>,
    pub(super) differed: Option<String>,
}

impl Note {
    /// The request was about `client`.
    pub(super) fn about(client: Option<&str>) -> Self {
        Self { client: client.filter(|id| !id.is_empty()).map(str::to_owned), ..Self::default() }
    }

    /// A check refused it.
    pub(super) fn refused<R>(mut self, refused: &Refused<R>) -> Self {
        self.check = Some(refused.check);
        self.differed = Some(refused.differed.clone());
        self
    }

    /// One more thing that its sender may wonder about.
    pub(super) fn and(mut self, remark: &str) -> Self {
        self.differed = self.differed.map(|differed| format!("{differed}; {remark}"));
        self
    }

    /// Pins it to an answer.
    pub(super) fn on(self, mut reply: Reply) -> Reply {
        reply.extensions_mut().insert(self);
        reply
    }
}

impl Site {
    pub(super) fn new(app: Arc<App>, limits: Limits) -> Self {
        Self { app, map: Map::default(), rendezvous: Rendezvous::default(), limits }
    }

    /// Answers one request and writes it down.
    pub(super) async fn answer(&self, request: http::Request<Incoming>, peer: IpAddr) -> Reply {
        let (parts, incoming) = request.into_parts();
        let body = if incoming.is_end_stream() {
            Ok(Body::Whole(Bytes::new()))
        } else {
            let longest = longest(&self.app, parts.uri.path()).min(self.limits.body);
            body::read(incoming, self.limits.patience, longest).await
        };
        let is_whole = body.is_ok();
        let body = body.unwrap_or_else(|Incomplete| Body::Whole(Bytes::new()));
        let request = Request::new(parts, body, peer);
        // Half a request is not carried out, whatever it asks for.
        let reply = if is_whole { self.dispatch(&request).await } else { self.incomplete(&request) };
        self.write_down(&request, &reply);
        reply
    }

    fn incomplete(&self, request: &Request) -> Reply {
        match request.path() {
            path if control::is_here(path) => control::incomplete(),
            path if pages::is_here(&self.app, path) => pages::incomplete(),
            _ => api::incomplete(self, request),
        }
    }

    async fn dispatch(&self, request: &Request) -> Reply {
        match request.path() {
            path if control::is_here(path) => control::answer(&self.app, request),
            path if pages::is_here(&self.app, path) => pages::answer(&self.app, request),
            _ => api::answer(self, request).await,
        }
    }

    fn write_down(&self, request: &Request, reply: &Reply) {
        let nothing = Note::default();
        let note = reply.extensions().get::<Note>().unwrap_or(&nothing);
        let entry = Entry {
            seq: 0,
            time: self.app.env.clock.now(),
            method: shown::method(request.method().as_str()).to_owned(),
            path: self.path_as_shown(request.path()),
            status: reply.status().as_u16(),
            client: note.client.clone().map(|id| client_as_shown(&self.app, id)),
            user: note.user,
            check: note.check.map(Check::name),
            rules: note.check.map_or(&[][..], Check::rules),
            differed: note.differed.as_deref().map(shown::cut),
        };
        // The door writes down only what a client did, or its owner may not: whoever reads the journal would find their own reading.
        let is_at_the_door = control::is_here(request.path());
        let is_of_a_client = entry.client.is_some() || entry.check.is_some();
        let is_refused = entry.differed.is_some();
        let line = (is_refused || tracing::enabled!(Level::DEBUG)).then(|| line(&entry));
        if !is_at_the_door || is_of_a_client {
            self.app.journal.write(entry);
        }
        // Last: nobody may be reading the log.
        match line {
            Some(line) if is_refused => tracing::info!("{line}"),
            Some(line) => tracing::debug!("{line}"),
            None => {}
        }
    }

    /// A path of the API with its numbers, that of a page, and without the words that somebody wrote into it.
    fn path_as_shown(&self, path: &str) -> String {
        let own = self.map.shown(path).or_else(|| pages::shown(&self.app, path));
        own.unwrap_or_else(|| shown::path(path, |path| self.knows(path)))
    }

    /// Whether `path` is one of this server's own, word by word.
    fn knows(&self, path: &str) -> bool {
        self.map.has(path) || control::owns(path)
    }
}

/// A line of the log.
fn line(entry: &Entry) -> String {
    let Entry { method, path, status, .. } = entry;
    let rules = entry.rules.join(", ");
    match (entry.check, &entry.differed) {
        (Some(check), Some(differed)) if rules.is_empty() => {
            format!("{method} {path} -> {status}, refused by {check}: {differed}")
        }
        (Some(check), Some(differed)) => {
            format!("{method} {path} -> {status}, refused by {check} ({rules}): {differed}")
        }
        (None, Some(differed)) => format!("{method} {path} -> {status}, refused: {differed}"),
        _ => format!("{method} {path} -> {status}"),
    }
}

/// As many bytes as a body for `path` may have, within the limits: to the door whole worlds are sent.
fn longest(app: &App, path: &str) -> usize {
    match path {
        path if control::is_here(path) => usize::MAX,
        path if pages::is_here(app, path) => pages::LONGEST,
        _ => body::LONGEST,
    }
}

/// How the journal calls the client that a request names. Only a known one is called by its id: what is none may be a
/// secret in the wrong place.
pub(super) fn client_as_shown(app: &App, id: String) -> String {
    let id = ClientId(id);
    let is_known = app.clients.has(&id) || app.platform_clients.has(&id);
    if is_known { id.0 } else { shown::stranger(&id.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_prints_neither_its_address_nor_its_headers_nor_its_body() {
        let request =
            http::Request::get("/v2/me/5ec2e7?code=5ec2e7").header("authorization", "Bearer 5ec2e7");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let request = Request::new(parts, Body::Whole(Bytes::from_static(b"5ec2e7")), [127, 0, 0, 1].into());
        let printed = format!("{request:?}");
        assert!(!printed.contains("5ec2e7") && printed.contains("6 bytes"), "{printed}");
    }

    #[test]
    fn other_spellings_of_a_path_are_rewritten() {
        for (path, to) in [
            ("/api/v2/me", Some("/v2/me")),
            ("/v2/ee/me", Some("/v2/me")),
            ("/api/v2/ee/me", Some("/v2/me")),
            ("/v2/eel", None),
            ("/api/v1/me", None),
        ] {
            assert_eq!(rewritten(path).as_deref(), to);
        }
    }
}
