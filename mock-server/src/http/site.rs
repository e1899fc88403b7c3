//! One request through the building: read it, find whose it is, let it be answered, write it down.

use std::sync::Arc;

use http::Method;
use http::request::Parts;
use hyper::body::Incoming;

use super::body::{self, Body};
use super::respond::Reply;
use super::routes::Map;
use super::serve::PATIENCE;
use super::{api, control, pages};
use crate::http::api::Rendezvous;
use crate::store::{App, Entry};
use crate::wire::Refused;

/// A server without its connections.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) app: Arc<App>,
    pub(super) map: Map,
    pub(super) rendezvous: Rendezvous,
}

/// A request that was read.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) parts: Parts,
    pub(super) body: Body,
}

impl Request {
    pub(super) fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The path as production rewrites it: `/api/v2/...` is `/v2/...` (production-api A2).
    pub(super) fn path(&self) -> &str {
        let path = self.parts.uri.path();
        path.strip_prefix("/api").filter(|rest| *rest == "/v2" || rest.starts_with("/v2/")).unwrap_or(path)
    }

    /// The raw query, without its question mark.
    pub(super) fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }

    /// The path with its query.
    pub(super) fn target(&self) -> String {
        match self.parts.uri.query() {
            Some(query) => format!("{}?{query}", self.path()),
            None => self.path().to_owned(),
        }
    }

    /// Whether a browser sent it for a page of another origin. Programs say nothing, and are let in.
    pub(super) fn comes_from_elsewhere(&self, app: &App) -> bool {
        let host = self.header("host").unwrap_or_default();
        let is_host = |origin: &str| origin.split_once("://").is_some_and(|(_, place)| place == host);
        let is_own = |origin: &str| origin == app.public_url || is_host(origin);
        let foreign_origin =
            self.parts.headers.contains_key("origin") && !self.header("origin").is_some_and(is_own);
        foreign_origin || matches!(self.header("sec-fetch-site"), Some("cross-site" | "same-site"))
    }

    /// A header, if it is there and is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }
}

/// What an answer tells the journal beside itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    pub(super) client: Option<String>,
    pub(super) check: Option<&'static str>,
    pub(super) differed: Option<String>,
}

impl Note {
    /// The request was about `client`.
    pub(super) fn about(client: Option<&str>) -> Self {
        Self { client: client.filter(|id| !id.is_empty()).map(str::to_owned), ..Self::default() }
    }

    /// A check refused it.
    pub(super) fn refused<R>(mut self, refused: &Refused<R>) -> Self {
        self.check = Some(refused.check.name());
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
    pub(super) fn new(app: Arc<App>) -> Self {
        Self { app, map: Map::new(), rendezvous: Rendezvous::default() }
    }

    /// Answers one request and writes it down.
    pub(super) async fn answer(&self, request: http::Request<Incoming>) -> Reply {
        let (parts, incoming) = request.into_parts();
        let body = body::read(incoming, PATIENCE).await;
        let request = Request { parts, body };
        let reply = self.dispatch(&request).await;
        self.write_down(&request, &reply);
        reply
    }

    async fn dispatch(&self, request: &Request) -> Reply {
        match request.path() {
            path if path.starts_with("/_mock/v1/") => control::answer(&self.app, request),
            path if pages::owns(path) => pages::answer(&self.app, request),
            _ => api::answer(self, request).await,
        }
    }

    fn write_down(&self, request: &Request, reply: &Reply) {
        let note = reply.extensions().get::<Note>().cloned().unwrap_or_default();
        let (method, path, status) = (request.method().as_str(), request.path(), reply.status().as_u16());
        if let (Some(check), Some(differed)) = (note.check, note.differed.as_deref()) {
            tracing::info!("{method} {path} -> {status}, refused by {check}: {differed}");
        } else {
            tracing::debug!("{method} {path} -> {status}");
        }
        // The door writes down only what a client did: whoever reads the journal would find their own reading.
        if path.starts_with("/_mock/v1/") && note.client.is_none() && note.check.is_none() {
            return;
        }
        self.app.journal.write(Entry {
            seq: 0,
            time: self.app.env.clock.now(),
            method: method.to_owned(),
            path: path.to_owned(),
            status,
            client: note.client,
            check: note.check,
            differed: note.differed,
        });
    }
}
