//! Details of a refresh token: what became of it before, and what is sent in its place.

use serde_json::{Value, json};

use super::{Before, Change, MADE_UP_VERIFIER, SignIn, after, differs};
use crate::{
    cast::ClientRole,
    requests::{
        A_DAY,
        forgery::{self, Forgery},
        phrases, spoil,
        token_request::TokenRequest,
    },
};

const A_YEAR: i64 = 365 * A_DAY;

const SIGN_IN_REFRESHED: Before = Before::SignInRefreshed(SignIn::USUAL);

phrases! {
    /// A detail of a refresh token.
    RefreshTokenDetail, "refresh token", Change {
        "after its refresh token was used" => after(Before::Refreshed),
        "a day after its refresh token was used" => after(Before::Both(&Before::Refreshed, &Before::Passed(A_DAY))),
        "after the first refresh token that it was given was used" => after(Before::FirstRefreshed),
        "after another sign-in of the same user" => after(Before::SignedIn(SignIn::USUAL)),
        "after another sign-in of the same user with the scope PROFILE_READ alone" => {
            after(Before::SignedIn(SignIn::NARROWER))
        },
        "after another sign-in of the same user was refreshed" => after(SIGN_IN_REFRESHED),
        "a day after another sign-in of the same user was refreshed" => {
            after(Before::Both(&SIGN_IN_REFRESHED, &Before::Passed(A_DAY)))
        },
        "after another sign-in of the same user with the scope PROFILE_READ alone was refreshed" => {
            after(Before::SignInRefreshed(SignIn::NARROWER))
        },
        "after another user's sign-in" => after(Before::SignedIn(SignIn::BY_ANOTHER_USER)),
        "after another user's sign-in was refreshed" => after(Before::SignInRefreshed(SignIn::BY_ANOTHER_USER)),
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
        "with umlauts for the refresh token" => differs(|r| r.set("refresh_token", "\u{e4}\u{f6}\u{fc}.\u{df}.\u{c4}")),
        "with a refresh token of five thousand characters" => {
            differs(|r| r.set("refresh_token", &format!("{0}.{0}.{0}", "a".repeat(1_666))))
        },
        "with a refresh token that was never issued" => differs(|r| r.change("refresh_token", spoil::never_issued)),
        "with the refresh token's payload changed" => differs(|r| forge(r, Forgery::PayloadChanged)),
        "with the refresh token's signature changed" => differs(|r| forge(r, Forgery::SignatureChanged)),
        "with the refresh token's signature emptied" => differs(|r| forge(r, Forgery::SignatureEmptied)),
        "with the refresh token's signature cut away" => differs(|r| forge(r, Forgery::SignatureCutAway)),
        "with the refresh token's life prolonged under its old signature" => differs(|r| forge(r, Forgery::LifeProlonged)),
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
        "with the refresh token in the query instead of in the body" => differs(|r| {
            r.query = vec![("refresh_token".to_owned(), r.text("refresh_token"))];
            r.without("refresh_token");
        }),
        "with the refresh token as Bearer instead of in the body" => differs(|r| {
            r.bearer = Some(r.text("refresh_token"));
            r.without("refresh_token");
        }),
        "with Nimbus's client id and no secret" => Change {
            before: Before::Met(ClientRole::Nimbus),
            apply: |r| {
                let nimbus = r.stranger.as_ref().map(|nimbus| nimbus.id.clone());
                r.set("client_id", &nimbus.unwrap_or_default());
                r.without("client_secret");
            },
        },
        "with null for the refresh token" => differs(|r| r.set_value("refresh_token", Value::Null)),
        "with a number for the refresh token" => differs(|r| r.set_value("refresh_token", json!(1))),
        "with a list for the refresh token" => {
            differs(|r| r.set_value("refresh_token", json!([r.text("refresh_token")])))
        },
        "with the refresh token repeated" => differs(|r| r.repeat("refresh_token")),
        "with an empty scope added" => differs(|r| r.set("scope", "")),
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
