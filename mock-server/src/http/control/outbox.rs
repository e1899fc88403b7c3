//! `/_mock/v1/outbox`: the e-mails that were written.

use serde_json::json;

use crate::http::respond::{self, Reply};
use crate::store::App;

/// Those to `address`, or all of them, the oldest first.
pub(super) fn read(app: &App, address: Option<&str>) -> Reply {
    respond::json(200, &json!({"emails": app.outbox.read(address)}))
}
