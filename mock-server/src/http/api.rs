//! The API: `/v2/...`, and everything that nobody else owns.

use super::respond::{self, Reply};
use super::site::{Request, Site};

/// Where the first of two racing exchanges waits.
#[derive(Debug, Default)]
pub(super) struct Rendezvous;

pub(super) async fn answer(_site: &Site, _request: &Request) -> Reply {
    respond::json(404, &serde_json::json!({}))
}
