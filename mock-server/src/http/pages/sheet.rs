//! A page as an answer: HTML that cannot be framed, is not cached and loads nothing from anywhere.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{self, HeaderName};
use sha2::{Digest, Sha256};

use super::view::Notice;
use crate::http::respond::{self, Reply};

/// No `form-action`: browsers hold the redirect after Allow to it, and that leads to the application.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: &[(HeaderName, &str)] = &[
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    // Not `no-referrer`: with it browsers hide the origin of the page's own forms, too.
    (header::REFERRER_POLICY, "same-origin"),
];

/// `page` with this status.
pub(super) fn page(status: u16, page: &impl Template) -> Reply {
    match page.render() {
        Ok(html) => dressed(respond::with_body(status, "text/html; charset=utf-8", html)),
        Err(error) => {
            tracing::error!("a page could not be made: {error}");
            respond::last_resort()
        }
    }
}

/// The same, with the one script that the page holds: its hash lets it run, and no other.
pub(super) fn page_with_script(status: u16, page_with_it: &impl Template, script: &str) -> Reply {
    let mut reply = page(status, page_with_it);
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let policy = format!("{CONTENT_SECURITY_POLICY}; script-src 'sha256-{hash}'");
    respond::set(&mut reply, header::CONTENT_SECURITY_POLICY, &policy);
    reply
}

/// A page that says no, or only that something is so.
pub(super) fn notice(status: u16, title: &str, text: &str, way_on: Option<(&str, &str)>) -> Reply {
    page(status, &Notice { status, title, text, way_on })
}

/// Sends the browser elsewhere, with GET.
pub(super) fn go(location: &str) -> Reply {
    let mut reply = respond::empty(http::StatusCode::SEE_OTHER);
    respond::set(&mut reply, header::LOCATION, location);
    if !reply.headers().contains_key(header::LOCATION) {
        let text = "The address to go to holds a character that no redirect can carry, such as a line break.";
        return notice(400, "Nowhere to go", text, None);
    }
    dressed(reply)
}

fn dressed(mut reply: Reply) -> Reply {
    for (name, value) in ALWAYS {
        reply.headers_mut().insert(name.clone(), HeaderValue::from_static(value));
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_redirect_is_sent_without_the_place_to_go_to() {
        assert_eq!(go("/auth/login").status(), 303);
        let nowhere = go("https://acme.example/\nx");
        assert_eq!((nowhere.status().as_u16(), nowhere.headers().get("location")), (400, None));
    }
}
