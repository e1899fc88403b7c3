//! Beside which field a refusal stands, and what to do about it.

use super::lines::Lines;
use crate::http::pages::view::settings::Problem;
use crate::wire::Objection;

/// What `objection` means to somebody who typed these `lines` of redirect URIs.
pub(super) fn of(objection: &Objection, lines: &Lines) -> Problem {
    let line = |uri: &str| format!("redirect-uri-{}", lines.line_of(uri));
    let (field, advice) = match objection {
        Objection::NameMissing => ("name".to_owned(), "Type what people are to see."),
        Objection::PurposeMissing => ("purpose".to_owned(), "Say what it does with the data."),
        Objection::UnreadableWebsite => {
            ("website".to_owned(), "Type all of it, such as https://acme.example, or leave it empty.")
        }
        Objection::UnreadableLogo => ("logo".to_owned(), "Type one of these, or leave it empty."),
        Objection::ScopeMissing => ("scopes".to_owned(), "Tick at least one."),
        Objection::UnknownScope(_) => {
            ("scopes".to_owned(), "Untick what stands under \u{201c}Not a scope\u{201d}.")
        }
        Objection::RedirectUriMissing => {
            ("redirect-uri-1".to_owned(), "Type where people are sent afterwards.")
        }
        Objection::TooManyRedirectUris => ("redirect-uris".to_owned(), "Remove some of them."),
        Objection::DuplicateRedirectUri(uri) => (line(uri), "Remove one of the two."),
        Objection::UnreadableRedirectUri(uri) => {
            (line(uri), "Type all of it, such as https://acme.example/callback.")
        }
        Objection::FragmentInRedirectUri(uri) => (line(uri), "Leave out the # and what follows it."),
        Objection::InsecureRedirectUri(uri) => (line(uri), "Begin it with https://."),
        Objection::UnreadableLanding(landing) => (
            format!("{landing}-url"),
            "Type all of it, such as https://acme.example/booked, or leave it empty.",
        ),
        Objection::PermissionMissing => ("permissions".to_owned(), "Tick at least one."),
        Objection::TooManySecrets => ("secrets".to_owned(), "Revoke the one that is no longer used."),
        Objection::LastSecret => ("secrets".to_owned(), "Generate a new one first."),
        Objection::SecretNotFound => ("secrets".to_owned(), "It may have been revoked before."),
        Objection::ReasonMissing => ("reason".to_owned(), "Say what the owner should mend."),
        _ => ("form".to_owned(), ""),
    };
    Problem { field, said: objection.to_string(), advice }
}
