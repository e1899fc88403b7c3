//! Details about who asks: the client, its secret, and what became of it before.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Before, Change, after, differs};
use crate::{
    cast::ClientRole,
    requests::{
        A_DAY,
        authorization::UNKNOWN_CLIENT_ID,
        phrases, spoil,
        token_request::{Format, TokenRequest},
    },
};

/// A secret that nobody was given.
pub(super) const MADE_UP_SECRET: &str = "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

const fn with_mallory(apply: fn(&mut TokenRequest)) -> Change {
    Change { before: Before::Met(ClientRole::Mallory), apply }
}

phrases! {
    /// A detail about who asks.
    ClientDetail, "asker", Change {
        "a day later" => after(Before::Passed(A_DAY)),
        "after it was rejected" => after(Before::Rejected),
        "after it was sent back to review" => after(Before::SentBack),
        "after its owner renamed it" => after(Before::Renamed),
        "with Mallory's credentials" => with_mallory(|r| {
            let Some(mallory) = r.stranger.clone() else { return };
            let redirect_uri = r.text("redirect_uri");
            if !redirect_uri.is_empty() && !mallory.redirect_uris.contains(&redirect_uri) {
                // Two mistakes at once would prove nothing of either.
                r.cannot(format!("{} does not have this redirect URI, too", mallory.role.section()));
            }
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
            let last = secret.char_indices().rev().nth(3).map_or(0, |(place, _)| place);
            format!("{}{}", spoil::never_issued(&secret[..last]), &secret[last..])
        })),
        "with an empty secret" => differs(|r| r.set("client_secret", "")),
        "without the secret" => differs(|r| r.without("client_secret")),
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
    }
}

pub(super) fn hexadecimal(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn credentials(id: &str, secret: &str) -> Vec<(String, String)> {
    vec![("client_id".to_owned(), id.to_owned()), ("client_secret".to_owned(), secret.to_owned())]
}

fn basic_instead(r: &mut TokenRequest) {
    r.basic = Some((r.text("client_id"), r.text("client_secret")));
    r.without("client_id");
    r.without("client_secret");
}
