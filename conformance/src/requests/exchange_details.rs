//! Every detail in which an exchange may differ from the usual one.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256, Sha512};

use super::{
    authorization::{AuthorizationRequest, PUBLISHED_VERIFIER, UNKNOWN_CLIENT_ID, challenge},
    exchange::{ContentType, ExchangeRequest, Format},
    phrases, redirect_uri as uri, spoil,
};
use crate::cast::ClientRole;

/// Secrets and codes that nobody was given.
const MADE_UP_SECRET: &str = "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
const MADE_UP_VERIFIER: &str = "another-verifier-that-nobody-hashed-0123456";
const MADE_UP_REFRESH_TOKEN: &str = "made-up-refresh-token";

/// The largest body that is read: 100 kB as production counts them.
const SIZE_LIMIT: usize = 102_400;

const A_DAY: i64 = 86_400;

/// What happens before the exchange is made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Before {
    /// Nothing.
    Nothing,
    /// The code is exchanged once, which must succeed.
    Exchanged,
    /// The clock moves by so many seconds.
    Passed(i64),
    /// An admin rejects the client.
    Rejected,
    /// An admin sends the client back to review.
    SentBack,
    /// The user allows the client once more, with this change, and that code is exchanged.
    AskedAgain(fn(&mut AuthorizationRequest)),
    /// The same, where the change is a challenge made of the verifier in this way.
    AskedWithChallenge(fn(&str) -> String),
    /// Another client of the cast is there.
    Met(ClientRole),
}

/// What happens before, and what differs in the exchange.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub(crate) before: Before,
    pub(crate) apply: fn(&mut ExchangeRequest),
}

const fn differs(apply: fn(&mut ExchangeRequest)) -> Change {
    Change { before: Before::Nothing, apply }
}

const fn after(before: Before) -> Change {
    Change { before, apply: |_| {} }
}

const fn with_mallory(apply: fn(&mut ExchangeRequest)) -> Change {
    Change { before: Before::Met(ClientRole::Mallory), apply }
}

const ASKED_WITH_CHALLENGE: Before = Before::AskedAgain(|r| r.set_challenge(MADE_UP_VERIFIER, "S256"));

phrases! {
    /// A detail of an exchange.
    ExchangeDetail, "exchange", Change {
        "it was exchanged before" => after(Before::Exchanged),
        "a day later" => after(Before::Passed(A_DAY)),
        "after it was rejected" => after(Before::Rejected),
        "after it was sent back to review" => after(Before::SentBack),
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
        "with Mallory's credentials" => with_mallory(|r| {
            let Some(mallory) = r.stranger.clone() else { return };
            r.set("client_id", &mallory.id);
            r.set("client_secret", mallory.secret.as_deref().unwrap_or_default());
        }),
        "with Mallory's secret" => with_mallory(|r| {
            let secret = r.stranger.as_ref().and_then(|mallory| mallory.secret.clone());
            r.set("client_secret", &secret.unwrap_or_default());
        }),
        "with a wrong secret" => differs(|r| r.set("client_secret", MADE_UP_SECRET)),
        "with the last half of the secret cut off" => differs(|r| r.change("client_secret", spoil::half)),
        "with a character added to the secret" => differs(|r| r.change("client_secret", |it| format!("{it}a"))),
        "with the secret in capitals" => differs(|r| r.change("client_secret", str::to_ascii_uppercase)),
        "with a blank after the secret" => differs(|r| r.change("client_secret", |it| format!("{it} "))),
        "with the SHA-256 of the secret" => differs(|r| r.change("client_secret", hexadecimal)),
        "with only the last four digits of the secret right" => differs(|r| r.change("client_secret", |secret| {
            let last = secret.len().saturating_sub(4);
            format!("{}{}", spoil::never_issued(&secret[..last]), &secret[last..])
        })),
        "with an empty secret" => differs(|r| r.set("client_secret", "")),
        "without the secret" => differs(|r| r.without("client_secret")),
        "with a made-up secret in place of the verifier" => {
            differs(|r| r.replace("code_verifier", "client_secret", MADE_UP_SECRET))
        },
        "with null for the secret" => differs(|r| r.set_value("client_secret", Value::Null)),
        "with the secret repeated" => differs(|r| r.repeat("client_secret")),
        "with an unknown client id" => differs(|r| r.set("client_id", UNKNOWN_CLIENT_ID)),
        "without the client id" => differs(|r| r.without("client_id")),
        "with the client id in capitals" => differs(|r| r.change("client_id", str::to_ascii_uppercase)),
        "with a blank after the client id" => differs(|r| r.change("client_id", |it| format!("{it} "))),
        "with an empty client id" => differs(|r| r.set("client_id", "")),
        "with a number for the client id" => differs(|r| r.set_value("client_id", json!(1))),
        "with the client id repeated" => differs(|r| r.repeat("client_id")),
        "with wrong credentials as HTTP Basic beside the body" => {
            differs(|r| r.basic = Some((UNKNOWN_CLIENT_ID.to_owned(), MADE_UP_SECRET.to_owned())))
        },
        "with wrong credentials in the query beside the body" => differs(|r| {
            r.query = credentials(UNKNOWN_CLIENT_ID, MADE_UP_SECRET);
        }),
        "with its credentials as HTTP Basic instead of in the body" => differs(basic_instead),
        "with its credentials as HTTP Basic instead of in a form body" => differs(|r| {
            basic_instead(r);
            r.format = Format::Form;
        }),
        "with its credentials in the query instead of in the body" => differs(|r| {
            r.query = credentials(&r.text("client_id"), &r.text("client_secret"));
            r.without("client_id");
            r.without("client_secret");
        }),
        "with only its secret as HTTP Basic instead of in the body" => differs(|r| {
            r.basic = Some((r.text("client_id"), r.text("client_secret")));
            r.without("client_secret");
        }),
        "without the grant type" => differs(|r| r.without("grant_type")),
        "with an empty grant type" => differs(|r| r.set("grant_type", "")),
        "with the password grant type" => differs(|r| r.set("grant_type", "password")),
        "with the client credentials grant type" => differs(|r| r.set("grant_type", "client_credentials")),
        "with the implicit grant type" => differs(|r| r.set("grant_type", "implicit")),
        "with the grant type in capitals" => differs(|r| r.change("grant_type", str::to_ascii_uppercase)),
        "with a blank after the grant type" => differs(|r| r.change("grant_type", |it| format!("{it} "))),
        "with a list for the grant type" => differs(|r| r.set_value("grant_type", json!([r.text("grant_type")]))),
        "with the grant type repeated" => differs(|r| r.repeat("grant_type")),
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
            let other = r.client.redirect_uris.iter().find(|uri| **uri != r.grant.redirect_uri).cloned();
            r.set("redirect_uri", &other.unwrap_or_default());
        }),
        "with an unregistered redirect URI" => differs(|r| r.set("redirect_uri", uri::UNREGISTERED)),
        "with a slash after the redirect URI" => differs(|r| r.change("redirect_uri", |uri| format!("{uri}/"))),
        "with a query after the redirect URI" => differs(|r| r.change("redirect_uri", |uri| format!("{uri}?x=1"))),
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
        "with a scope added" => differs(|r| r.set("scope", "BOOKING_READ")),
        "with a state added" => differs(|r| r.set("state", "x")),
        "with a refresh token added" => differs(|r| r.set("refresh_token", MADE_UP_REFRESH_TOKEN)),
        "with a parameter called toString added" => differs(|r| r.set("toString", "x")),
        "with an unknown parameter added" => differs(|r| r.set("colour", "blue")),
        "with two unknown parameters added" => differs(|r| {
            r.set("zeta", "1");
            r.set("alpha", "2");
        }),
        "with an unknown parameter in place of the code" => differs(|r| r.replace("code", "colour", "blue")),
        "with only the client id and the grant type" => {
            differs(|r| r.fields.retain(|(name, _)| matches!(name.as_str(), "client_id" | "grant_type")))
        },
        "as a refresh without a refresh token" => differs(refresh),
        "as a refresh with a verifier added" => differs(|r| {
            refresh(r);
            r.set("refresh_token", MADE_UP_REFRESH_TOKEN);
            r.set("code_verifier", MADE_UP_VERIFIER);
        }),
        "as a refresh with a redirect URI added" => differs(|r| {
            let redirect_uri = r.text("redirect_uri");
            refresh(r);
            r.set("refresh_token", MADE_UP_REFRESH_TOKEN);
            r.set("redirect_uri", &redirect_uri);
        }),
        "as JSON" => differs(|r| r.format = Format::Json),
        "as JSON that says it is UTF-8" => differs(|r| typed(r, "application/json; charset=utf-8")),
        "as JSON with its type in capitals" => differs(|r| typed(r, "APPLICATION/JSON")),
        "as JSON in Latin-1" => differs(|r| typed(r, "application/json; charset=latin1")),
        "as a form" => differs(|r| r.format = Format::Form),
        "as a form that says it is UTF-8" => differs(|r| {
            r.format = Format::Form;
            typed(r, "application/x-www-form-urlencoded; charset=utf-8");
        }),
        "as a form in Latin-1" => differs(|r| {
            r.format = Format::Form;
            typed(r, "application/x-www-form-urlencoded; charset=latin1");
        }),
        "as a multipart form" => differs(|r| r.format = Format::Multipart),
        "with the body called plain text" => differs(|r| typed(r, "text/plain")),
        "with the body called XML" => differs(|r| typed(r, "application/xml")),
        "without saying the body's type" => differs(|r| r.content_type = ContentType::Unsaid),
        "without a body" => differs(|r| r.bodiless = true),
        "with a body of broken JSON" => differs(|r| r.rewrite = Some(|_| b"{client_id: }".to_vec())),
        "with the end of the JSON body cut off" => differs(|r| r.rewrite = Some(|mut body| {
            body.pop();
            body
        })),
        "with a JSON string as the body" => differs(|r| r.rewrite = Some(|_| b"\"x\"".to_vec())),
        "with a JSON number as the body" => differs(|r| r.rewrite = Some(|_| b"1".to_vec())),
        "with a JSON null as the body" => differs(|r| r.rewrite = Some(|_| b"null".to_vec())),
        "with a JSON list as the body" => differs(|r| r.rewrite = Some(|_| b"[]".to_vec())),
        "with blanks up to the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT)),
        "with blanks to one byte over the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT + 1)),
        "with blanks to ten times the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT * 10)),
        "by GET" => differs(|r| {
            r.method = reqwest::Method::GET;
            r.bodiless = true;
        }),
        "by PUT" => differs(|r| r.method = reqwest::Method::PUT),
        "by DELETE" => differs(|r| r.method = reqwest::Method::DELETE),
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

fn hexadecimal(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn credentials(id: &str, secret: &str) -> Vec<(String, String)> {
    vec![("client_id".to_owned(), id.to_owned()), ("client_secret".to_owned(), secret.to_owned())]
}

fn basic_instead(r: &mut ExchangeRequest) {
    r.basic = Some((r.text("client_id"), r.text("client_secret")));
    r.without("client_id");
    r.without("client_secret");
}

fn refresh(r: &mut ExchangeRequest) {
    r.set("grant_type", "refresh_token");
    r.without("code");
    r.without("redirect_uri");
    r.without("code_verifier");
}

fn typed(r: &mut ExchangeRequest, content_type: &'static str) {
    r.content_type = ContentType::Said(content_type);
}

/// A form whose code ends in a mark, which `rewrite` replaces by raw bytes.
fn code_ends_in_form(r: &mut ExchangeRequest, rewrite: fn(Vec<u8>) -> Vec<u8>) {
    r.format = Format::Form;
    r.change("code", |code| format!("{code}{MARK}"));
    r.rewrite = Some(rewrite);
}

fn replaced(body: &[u8], by: &str) -> Vec<u8> {
    String::from_utf8_lossy(body).replace(MARK, by).into_bytes()
}
