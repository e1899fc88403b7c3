//! The pages a person sees in a browser.
//!
//! [`view`] has one struct a page, each beside its template; [`permissions`] puts scopes into sentences. No page
//! needs a script or a file from anywhere else. To look at all of them: `cargo run --example page_gallery FOLDER`.

pub mod permissions;
pub mod view;

mod authorize;
mod callback;
mod form;
mod login;
mod sheet;
mod visitor;

use http::Method;

use super::origin;
use super::respond::Reply;
use super::site::Request;
use crate::store::App;
use crate::wire::DoorError;

const AUTHORIZE: &str = "/auth/oauth2/authorize";
const LOGIN: &str = "/auth/login";

/// Whether `path` is one of the pages.
pub(super) fn owns(path: &str) -> bool {
    [AUTHORIZE, LOGIN, crate::store::showcase::CALLBACK].contains(&path)
}

/// Answers a request of which only a part came.
pub(super) fn incomplete() -> Reply {
    form::Trouble::Incomplete.page()
}

/// Answers a request for a page.
pub(super) fn answer(app: &App, request: &Request) -> Reply {
    if origin::is_rebound(app, request) {
        return sheet::notice(403, "Another name", &DoorError::AnotherHost.to_string(), None);
    }
    let _still = app.still();
    match (request.method(), request.path()) {
        (&Method::GET | &Method::HEAD, AUTHORIZE) => authorize::show(app, request),
        (&Method::POST, AUTHORIZE) => authorize::decide(app, request),
        (&Method::GET | &Method::HEAD, LOGIN) => login::show(app, request),
        (&Method::POST, LOGIN) => login::sign_in(app, request),
        (&Method::GET | &Method::HEAD, _) => callback::show(app, request),
        _ => sheet::notice(405, "Not like this", "This page is opened with GET.", None),
    }
}
