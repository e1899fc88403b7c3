//! Details of what belongs to a code: the code itself, its redirect URI, its verifier, and the request before it.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::json;
use sha2::{Digest as _, Sha256, Sha512};

use super::{
    Before, Change, MADE_UP_REFRESH_TOKEN, MADE_UP_VERIFIER, after,
    client::{MADE_UP_SECRET, hexadecimal},
    differs,
};
use crate::requests::{
    A_DAY,
    authorization::{PUBLISHED_VERIFIER, challenge},
    phrases, redirect_uri as uri, spoil,
    token_request::{Format, TokenRequest},
};

const ASKED_WITH_CHALLENGE: Before = Before::AskedAgain(|r| r.set_challenge(MADE_UP_VERIFIER, "S256"));

phrases! {
    /// A detail of what belongs to a code.
    CodeDetail, "code", Change {
        "it was exchanged before" => after(Before::Exchanged),
        "a day after it was exchanged" => after(Before::Both(&Before::Exchanged, &Before::Passed(A_DAY))),
        "after a request with a challenge" => after(ASKED_WITH_CHALLENGE),
        "after a request with a challenge, with the verifier added" => Change {
            before: ASKED_WITH_CHALLENGE,
            apply: |r| r.set("code_verifier", MADE_UP_VERIFIER),
        },
        "after a request with the challenge padded" => asked_with(|verifier| challenge(verifier) + "="),
        "after a request with the verifier as the challenge" => asked_with(str::to_owned),
        "after a request with the challenge in hexadecimal" => asked_with(hexadecimal),
        "after a request with the challenge in standard Base64" => after(Before::AskedAgain(|r| {
            let verifier = verifier_that_tells_alphabets_apart();
            let challenge = STANDARD_NO_PAD.encode(Sha256::digest(&verifier));
            r.set("code_challenge", &challenge);
            r.verifier = Some(verifier);
        })),
        "after a request with upper and lower case of the challenge swapped" => {
            asked_with(|verifier| spoil::other_case(&challenge(verifier)))
        },
        "after a request with only the start of the challenge" => {
            asked_with(|verifier| spoil::half(&challenge(verifier)))
        },
        "after a request with a SHA-512 challenge" => {
            asked_with(|verifier| URL_SAFE_NO_PAD.encode(Sha512::digest(verifier)))
        },
        "with a made-up secret in place of the verifier" => {
            differs(|r| r.replace("code_verifier", "client_secret", MADE_UP_SECRET))
        },
        "without the code" => differs(|r| r.without("code")),
        "without the code and the redirect URI" => differs(|r| {
            r.without("code");
            r.without("redirect_uri");
        }),
        "with an empty code" => differs(|r| r.set("code", "")),
        "with a code that was never issued" => differs(|r| r.change("code", spoil::never_issued)),
        "with one character of the code changed" => differs(|r| r.change("code", spoil::middle)),
        "with the last half of the code cut off" => differs(|r| r.change("code", spoil::half)),
        "with a character added to the code" => differs(|r| r.change("code", |code| format!("{code}a"))),
        "with a blank after the code" => differs(|r| r.change("code", |it| format!("{it} "))),
        "with upper and lower case of the code swapped" => differs(|r| r.change("code", spoil::other_case)),
        "with a number for the code" => differs(|r| r.set_value("code", json!(1))),
        "with a list for the code" => differs(|r| r.set_value("code", json!([r.text("code")]))),
        "with an object for the code" => differs(|r| r.set_value("code", json!({ "code": r.text("code") }))),
        "with a truth value for the code" => differs(|r| r.set_value("code", json!(true))),
        "with a list nested a thousand deep for the code" => differs(|r| {
            r.set("code", NESTED);
            r.rewrite = Some(|body| {
                let deep = "[".repeat(1_000) + &"]".repeat(1_000);
                String::from_utf8_lossy(&body).replace(&json!(NESTED).to_string(), &deep).into_bytes()
            });
        }),
        "with the code repeated" => differs(|r| r.repeat("code")),
        "with a zero byte in the code" => differs(|r| r.change("code", |code| {
            let start = spoil::half(code);
            format!("{start}\0{}", &code[start.len()..])
        })),
        "with broken UTF-8 in the code of a form" => differs(|r| code_ends_in_form(r, |body| replaced(&body, "%FF%FE"))),
        "with a stray percent sign in the code of a form" => {
            differs(|r| code_ends_in_form(r, |body| replaced(&body, "%")))
        },
        "without the redirect URI" => differs(|r| r.without("redirect_uri")),
        "with an empty redirect URI" => differs(|r| r.set("redirect_uri", "")),
        "with its first redirect URI" => differs(|r| {
            let first = r.client.redirect_uris.first().cloned().unwrap_or_default();
            r.set("redirect_uri", &first);
        }),
        "with its other redirect URI" => differs(|r| {
            match r.client.redirect_uris.iter().find(|uri| **uri != r.grant.redirect_uri).cloned() {
                Some(other) => r.set("redirect_uri", &other),
                None => r.cannot(format!("{} has one redirect URI alone", r.client.role.section())),
            }
        }),
        "with an unregistered redirect URI" => differs(|r| r.set("redirect_uri", uri::UNREGISTERED)),
        "with a slash after the redirect URI" => differs(|r| r.change("redirect_uri", |uri| format!("{uri}/"))),
        "with a query after the redirect URI" => differs(|r| r.change("redirect_uri", uri::one_more_parameter)),
        "with more letters after the redirect URI" => differs(|r| r.change("redirect_uri", |uri| format!("{uri}evil"))),
        "with only the start of the redirect URI" => differs(|r| r.change("redirect_uri", uri::start)),
        "with the redirect URI's host in capitals" => differs(|r| r.change("redirect_uri", uri::host_in_capitals)),
        "with the redirect URI's default port written out" => {
            differs(|r| r.change("redirect_uri", uri::default_port))
        },
        "with dot segments in the redirect URI" => differs(|r| r.change("redirect_uri", uri::dot_segments)),
        "with a letter of the redirect URI percent-encoded" => {
            differs(|r| r.change("redirect_uri", uri::percent_encoded_letter))
        },
        "with a blank after the redirect URI" => differs(|r| r.change("redirect_uri", |it| format!("{it} "))),
        "with the redirect URI's path in capitals" => differs(|r| r.change("redirect_uri", uri::path_in_capitals)),
        "with the redirect URI repeated" => differs(|r| r.repeat("redirect_uri")),
        "without the verifier" => differs(|r| r.without("code_verifier")),
        "with an empty verifier" => differs(|r| r.set("code_verifier", "")),
        "with another verifier" => differs(|r| r.set("code_verifier", MADE_UP_VERIFIER)),
        "with the challenge as the verifier" => differs(|r| {
            let challenge = r.grant.challenge.clone().unwrap_or_default();
            r.set("code_verifier", &challenge);
        }),
        "with one character of the verifier changed" => differs(|r| r.change("code_verifier", spoil::middle)),
        "with the last half of the verifier cut off" => differs(|r| r.change("code_verifier", spoil::half)),
        "with upper and lower case of the verifier swapped" => differs(|r| r.change("code_verifier", spoil::other_case)),
        "with a blank after the verifier" => differs(|r| r.change("code_verifier", |it| format!("{it} "))),
        "with the verifier of the published example" => differs(|r| r.set("code_verifier", PUBLISHED_VERIFIER)),
        "with a verifier added" => differs(|r| r.set("code_verifier", MADE_UP_VERIFIER)),
        "with a refresh token added" => differs(|r| r.set("refresh_token", MADE_UP_REFRESH_TOKEN)),
        "with an unknown parameter in place of the code" => differs(|r| r.replace("code", "colour", "blue")),
    }
}

/// Stands in a body where something follows that no value can hold.
const NESTED: &str = "conformance-nested";
const MARK: &str = "conformance-mark";

const fn asked_with(challenge: fn(&str) -> String) -> Change {
    after(Before::AskedWithChallenge(challenge))
}

/// A verifier whose hash is written otherwise in standard Base64 than in base64url.
fn verifier_that_tells_alphabets_apart() -> String {
    (0..1_000)
        .map(|number| format!("{MADE_UP_VERIFIER}-{number}"))
        .find(|verifier| challenge(verifier).contains(['-', '_']))
        .unwrap_or_else(|| MADE_UP_VERIFIER.to_owned())
}

/// A form whose code ends in a mark, which `rewrite` replaces by raw bytes.
fn code_ends_in_form(r: &mut TokenRequest, rewrite: fn(Vec<u8>) -> Vec<u8>) {
    r.format = Format::Form;
    r.change("code", |code| format!("{code}{MARK}"));
    r.rewrite = Some(rewrite);
}

fn replaced(body: &[u8], by: &str) -> Vec<u8> {
    String::from_utf8_lossy(body).replace(MARK, by).into_bytes()
}
