//! What a page's form sent: the fields of a POST that came from our own pages.

use super::sheet;
use crate::http::body::{Body, Written};
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::store::App;

/// The fields of a form.
#[derive(Debug)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the form of `request`.
    ///
    /// # Errors
    ///
    /// A page that says what is wrong with it.
    pub(super) fn read(app: &App, request: &Request) -> Result<Self, Reply> {
        if request.comes_from_elsewhere(app) {
            return Err(forged());
        }
        match &request.body {
            Body::Whole(bytes) if Written::of(&request.parts.headers) == Written::Form => {
                Ok(Self(form_urlencoded::parse(bytes).into_owned().collect()))
            }
            Body::Whole(_) => Err(sheet::notice(400, "That was no form", "Go back and try again.", None)),
            Body::TooLarge => Err(sheet::notice(413, "Too large", "The form is larger than this page takes.", None)),
            Body::Incomplete => Err(sheet::notice(408, "Incomplete", "The rest of the form never came.", None)),
        }
    }

    /// The field called `name`; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

/// The answer to a form that another site may have sent.
pub(super) fn forged() -> Reply {
    let text = "The form did not come from this page, or the page was too old. Go back, reload it and decide again.";
    sheet::notice(403, "This decision was not taken", text, None)
}
