//! An endpoint as the rule book names it: a method, a path with placeholders, a version, and what is sent.
//!
//! What a placeholder stands for is found or made on the stage (`stage/things.rs`); which version answers which path
//! stands in production-api A6.

use std::{convert::Infallible, str::FromStr};

use reqwest::{Method, Url};
use serde_json::Value;

use super::{
    payload::{Payload, Sends},
    phrases,
};
use crate::{exchange::Question, verdict::Halt};

/// The header that says which controller answers.
const VERSION: &str = "cal-api-version";

phrases! {
    /// The method of a request.
    MethodWord, "method", fn() -> Method {
        "GET" => || Method::GET,
        "POST" => || Method::POST,
        "PATCH" => || Method::PATCH,
        "DELETE" => || Method::DELETE,
        "HEAD" => || Method::HEAD,
    }
}

phrases! {
    /// The version that is asked for; nothing is said where any will do.
    VersionWord, "version", Option<&'static str> {
        "any" => None,
        "2024-04-15" => Some("2024-04-15"),
        "2024-06-11" => Some("2024-06-11"),
        "2024-06-14" => Some("2024-06-14"),
        "2024-08-13" => Some("2024-08-13"),
        "2024-09-04" => Some("2024-09-04"),
        "2026-02-25" => Some("2026-02-25"),
        "2099-12-31" => Some("2099-12-31"),
    }
}

phrases! {
    /// Whose token comes along, where it is not the client's own.
    BearerPhrase, "bearer", Bearer {
        "without a token" => Bearer::Nobodys,
        "with a garbled token" => Bearer::Garbled,
        "with its refresh token" => Bearer::Refresh,
    }
}

/// Whose token comes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// The one that the client was given last.
    Held,
    /// None.
    Nobodys,
    /// The refresh token in place of the access token.
    Refresh,
    /// Something that is no token.
    Garbled,
}

/// What a garbled token looks like.
pub(crate) const GARBLED: &str = "not-a-token";

/// A path in which things stand in braces.
#[derive(Debug, Clone)]
pub(crate) struct Template(pub(crate) String);

impl cucumber::Parameter for Template {
    // A placeholder that nothing stands for is an undefined step.
    const REGEX: &'static str = concat!(
        r"(?:/api)?/v2(?:/(?:[a-z0-9-]+|\{(?:orgId|teamId|eventTypeId|linkId|bookingUid|scheduleId|userId|membershipId",
        r"|calendar|clientId|platformId|platformOrgId|carolId|seatUid|reservationUid|unknownId|foreignTeamId|foreignOrgId)\}))+/?(?:\?colour=green)?"
    );
    const NAME: &'static str = "path";
}

impl FromStr for Template {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// What a sentence asks.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    pub(crate) template: String,
    pub(crate) version: Option<&'static str>,
    pub(crate) sends: Sends,
}

impl Endpoint {
    /// What the words of a sentence ask.
    pub(crate) fn new(method: &MethodWord, path: Template, version: &VersionWord, sends: &Payload) -> Self {
        Self { method: (method.0)(), template: path.0, version: version.0, sends: sends.0 }
    }

    /// A GET of what stands at `template`, in the version that answers there.
    pub(crate) fn look(template: &str) -> Self {
        let version = version_of(template);
        Self { method: Method::GET, template: template.to_owned(), version, sends: Sends::Nothing }
    }

    /// Whether it may change something.
    pub(crate) fn writes(&self) -> bool {
        self.method != Method::GET && self.method != Method::HEAD
    }
}

/// The version that answers at a path, where not every one does (production-api A6).
pub(crate) fn version_of(path: &str) -> Option<&'static str> {
    if path.contains("/private-links") {
        return Some("2024-09-04");
    }
    match path.split('/').nth(2) {
        Some("event-types") => Some("2024-06-14"),
        Some("bookings") => Some("2024-08-13"),
        Some("schedules") => Some("2024-06-11"),
        Some("slots") => Some("2024-09-04"),
        _ => None,
    }
}

/// A request to the API, whoever asks.
pub(crate) fn question(
    api_url: &Url,
    method: &Method,
    path: &str,
    version: Option<&str>,
    token: Option<&str>,
    body: Option<&Value>,
) -> Result<Question, Halt> {
    let base = api_url.as_str().trim_end_matches('/');
    let url =
        Url::parse(&format!("{base}{path}")).map_err(|e| Halt::Ours(format!("{path} is no path: {e}")))?;
    let mut question = match body {
        Some(body) => Question::post(url, "application/json", body.to_string()),
        None => Question::get(url),
    };
    question.method = method.clone();
    if let Some(version) = version {
        question = question.with_header(VERSION, version);
    }
    if let Some(token) = token {
        question = question.with_header("Authorization", format!("Bearer {token}"));
    }
    Ok(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_goes_by_the_first_word_of_a_path() {
        for (path, version) in [
            ("/v2/event-types/{eventTypeId}", Some("2024-06-14")),
            ("/v2/event-types/{eventTypeId}/private-links", Some("2024-09-04")),
            ("/v2/bookings", Some("2024-08-13")),
            ("/v2/teams/{teamId}/event-types", None),
            ("/v2/organizations/{orgId}/users/{userId}/schedules", None),
        ] {
            assert_eq!(version_of(path), version, "{path}");
        }
    }
}
