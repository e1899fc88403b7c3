//! What a page's form sent: the fields of a POST that came from our own pages.

use super::sheet;
use crate::http::body::{Body, Written};
use crate::http::origin;
use crate::http::respond::Reply;
use crate::http::site::Request;
use crate::store::App;

/// The fields of a form. It does not print them: one is a password.
pub(super) struct Form(Vec<(String, String)>);

/// Why a form is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Another site may have sent it.
    Forged,
    /// The body is something else.
    NoForm,
    /// It is larger than any of ours.
    TooLarge,
    /// The connection fell silent before its end.
    Incomplete,
}

impl Trouble {
    /// The page that says so.
    pub(super) fn page(self) -> Reply {
        let (status, title, text) = match self {
            Self::Forged => (
                403,
                "This form was not taken",
                "It did not come from this page, or the page was too old. Nothing was changed. Go back, reload the page and try again.",
            ),
            Self::NoForm => (400, "That was no form", "Go back and try again."),
            Self::TooLarge => (
                413,
                "Too large",
                "The form is larger than this page takes. Nothing was changed. Go back and make it smaller.",
            ),
            Self::Incomplete => (408, "Incomplete", "The rest of the form never came."),
        };
        sheet::notice(status, title, text, None)
    }
}

impl Form {
    /// Reads the form of `request`.
    pub(super) fn read(app: &App, request: &Request) -> Result<Self, Trouble> {
        if origin::is_foreign(app, request) {
            return Err(Trouble::Forged);
        }
        match &request.body {
            Body::Whole(bytes) if Written::of(&request.parts.headers) == Written::Form => {
                let fields: Vec<_> = form_urlencoded::parse(bytes).into_owned().collect();
                // Nobody can type it, and no database holds it.
                let is_typed = fields.iter().all(|(_, value)| !value.contains('\0'));
                is_typed.then_some(Self(fields)).ok_or(Trouble::NoForm)
            }
            Body::Whole(_) => Err(Trouble::NoForm),
            Body::TooLarge => Err(Trouble::TooLarge),
        }
    }

    /// What a form of before sent, as [`kept`](Self::kept) has it.
    pub(super) fn of(kept: &str) -> Self {
        Self(form_urlencoded::parse(kept.as_bytes()).into_owned().collect())
    }

    /// What was typed, so that it can be carried through the login: all but what belongs to one session.
    pub(super) fn kept(&self) -> String {
        let typed = self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "ticket"));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish()
    }

    /// All fields called `name`, in their order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The field called `name`; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}
