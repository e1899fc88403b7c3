//! Details of a refresh token: what became of it before, and what is sent in its place.

use serde_json::{Value, json};

use super::{Before, Change, MADE_UP_VERIFIER, after, differs};
use crate::{
    cast::ClientRole,
    requests::{
        forgery::{self, Forgery},
        phrases, spoil,
        token_request::TokenRequest,
    },
};

const A_YEAR: i64 = 365 * 86_400;

phrases! {
    /// A detail of a refresh token.
    RefreshTokenDetail, "refresh token", Change {
        "after its refresh token was used" => after(Before::Refreshed),
        "after another sign-in of the same user" => after(Before::SignedInAgain),
        "after another sign-in of the same user was refreshed" => after(Before::SignInRefreshed),
        "after another user's sign-in was refreshed" => after(Before::StrangersSignInRefreshed),
        "after the same user's sign-in with Mallory was refreshed" => {
            after(Before::StrangerRefreshed(ClientRole::Mallory))
        },
        "after all but one of its scopes were taken away" => after(Before::Narrowed),
        "a year later" => after(Before::Passed(A_YEAR)),
        "without the refresh token" => differs(|r| r.without("refresh_token")),
        "with an empty refresh token" => differs(|r| r.set("refresh_token", "")),
        "with a garbled refresh token" => differs(|r| r.set("refresh_token", "not-a-token")),
        "with the last half of the refresh token cut off" => differs(|r| r.change("refresh_token", spoil::half)),
        "with a blank after the refresh token" => differs(|r| r.change("refresh_token", |it| format!("{it} "))),
        "with a refresh token that was never issued" => differs(|r| r.change("refresh_token", spoil::never_issued)),
        "with the refresh token's payload changed" => differs(|r| forge(r, Forgery::PayloadChanged)),
        "with the refresh token's signature changed" => differs(|r| forge(r, Forgery::SignatureChanged)),
        "with the refresh token's signature emptied" => differs(|r| forge(r, Forgery::SignatureEmptied)),
        "with the refresh token's signature cut away" => differs(|r| forge(r, Forgery::SignatureCutAway)),
        "with the refresh token signed by somebody else" => differs(|r| forge(r, Forgery::SignedByAnother)),
        "with the refresh token unsigned" => differs(|r| forge(r, Forgery::Unsigned("none"))),
        "with the refresh token unsigned and its algorithm spelt None" => {
            differs(|r| forge(r, Forgery::Unsigned("None")))
        },
        "with its access token in place of the refresh token" => differs(|r| {
            let access = r.tokens.as_ref().map(|tokens| tokens.access.clone());
            r.set("refresh_token", &access.unwrap_or_default());
        }),
        "with the code in place of the refresh token" => differs(|r| {
            let code = r.grant.code.clone();
            r.set("refresh_token", &code);
        }),
        "with null for the refresh token" => differs(|r| r.set_value("refresh_token", Value::Null)),
        "with a number for the refresh token" => differs(|r| r.set_value("refresh_token", json!(1))),
        "with a list for the refresh token" => {
            differs(|r| r.set_value("refresh_token", json!([r.text("refresh_token")])))
        },
        "with the refresh token repeated" => differs(|r| r.repeat("refresh_token")),
        "with a wider scope added" => differs(|r| r.set("scope", "BOOKING_READ BOOKING_WRITE PROFILE_READ")),
        "with a verifier added" => differs(|r| r.set("code_verifier", MADE_UP_VERIFIER)),
        "with the redirect URI added" => differs(|r| {
            let redirect_uri = r.grant.redirect_uri.clone();
            r.set("redirect_uri", &redirect_uri);
        }),
        "with the code added" => differs(|r| {
            let code = r.grant.code.clone();
            r.set("code", &code);
        }),
    }
}

fn forge(r: &mut TokenRequest, forgery: Forgery) {
    match forgery::forged(&r.text("refresh_token"), forgery) {
        Some(forged) => r.set("refresh_token", &forged),
        None => r.cannot(forgery::NO_JWT),
    }
}
