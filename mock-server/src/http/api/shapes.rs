//! The shapes that all answers of the API share (production-api A1).

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::http::respond::{self, Reply};
use crate::rules::paging::Page;

/// `{"status":"success","data":...}`.
pub(super) fn success(status: u16, data: &Value) -> Reply {
    respond::json(status, &json!({"status": "success", "data": data}))
}

/// A success that has nothing to show.
pub(super) fn done() -> Reply {
    respond::json(200, &json!({"status": "success"}))
}

/// One page of a list, with where it stands among the others.
pub(super) fn page(data: &[Value], page: &Page) -> Reply {
    respond::json(200, &json!({"status": "success", "data": data, "pagination": page}))
}

/// A moment with milliseconds, as JavaScript writes it.
pub(super) fn moment(moment: Timestamp) -> Value {
    Value::String(format!("{moment:.3}"))
}
