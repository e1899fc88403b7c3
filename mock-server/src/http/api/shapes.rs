//! The shapes that all answers of the API share (production-api A1).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::http::respond::{self, Reply};
use crate::rules::paging::Page;

/// `{"status":"success","data":...}`.
pub(super) fn success(status: u16, data: &Value) -> Reply {
    record(status, data)
}

/// The same of a record that can be written as it is: a tree of it would cost more than its text.
pub(super) fn record(status: u16, data: &impl Serialize) -> Reply {
    respond::json(status, &Success { status: "success", data, pagination: None })
}

#[derive(Serialize)]
struct Success<'a, T> {
    status: &'static str,
    data: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<&'a Page>,
}

/// A success that has nothing to show.
pub(super) fn done() -> Reply {
    respond::json(200, &json!({"status": "success"}))
}

/// The text of one page of a list, with where it stands among the others.
pub(super) fn page(data: &[Value], page: &Page) -> Vec<u8> {
    let page = Success { status: "success", data: &data, pagination: Some(page) };
    serde_json::to_vec(&page).unwrap_or_default()
}

/// A moment with milliseconds, as JavaScript writes it.
pub(super) fn moment(moment: Timestamp) -> Value {
    Value::String(format!("{moment:.3}"))
}
