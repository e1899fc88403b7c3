//! The pages a person sees in a browser.
//!
//! [`view`] has one struct a page, each beside its template; [`permissions`] puts scopes into sentences. No page
//! needs a script or a file from anywhere else. To look at all of them: `cargo run --example page_gallery FOLDER`.

pub mod permissions;
pub mod view;

use super::respond::{self, Reply};
use super::site::Request;
use crate::store::App;

pub(super) fn owns(_path: &str) -> bool {
    false
}

pub(super) fn answer(_app: &App, _request: &Request) -> Reply {
    respond::json(404, &serde_json::json!({}))
}
