//! `GET /_mock/v1/requests`: what was asked, what was answered, and which check refused.

use serde_json::json;

use crate::http::respond::{self, Reply};
use crate::http::site::client_as_shown;
use crate::store::App;

/// All of it, or what was about `client`.
pub(super) fn read(app: &App, client: Option<&str>) -> Reply {
    let entries = match client {
        // Of a client that was removed some entries have the id, later ones only its description.
        Some(id) => app.journal.read_of(&[id, &client_as_shown(app, id.to_owned())]),
        None => app.journal.read(),
    };
    respond::json(200, &json!({"requests": entries}))
}
