//! Every detail in which a request to the token endpoint may differ from the usual one.
//!
//! An exchange may differ in who asks, in its body and in what belongs to the code; a refresh in who asks, in its body
//! and in its refresh token.

mod body;
mod client;
mod code;
mod refresh_token;
mod secret;

use self::{
    body::BodyDetail, client::ClientDetail, code::CodeDetail, refresh_token::RefreshTokenDetail,
    secret::SecretDetail,
};
use super::{authorization::AuthorizationRequest, token_request::TokenRequest, union};
use crate::cast::ClientRole;

/// A verifier, and a refresh token, that nobody was given.
const MADE_UP_VERIFIER: &str = "another-verifier-that-nobody-hashed-0123456";
const MADE_UP_REFRESH_TOKEN: &str = "made-up-refresh-token";

union! {
    /// A detail of an exchange.
    ExchangeDetail, "exchange", Change = ClientDetail | SecretDetail | BodyDetail | CodeDetail
}

union! {
    /// A detail of a refresh.
    RefreshDetail, "refresh", Change = ClientDetail | SecretDetail | BodyDetail | RefreshTokenDetail
}

/// What happens before the request is made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Before {
    /// Nothing.
    Nothing,
    /// The code is exchanged once, which must succeed.
    Exchanged,
    /// The refresh token is used once, which must succeed.
    Refreshed,
    /// The first refresh token that the client was given is used once, which must succeed.
    FirstRefreshed,
    /// The client is allowed once more and that code is exchanged.
    SignedIn(SignIn),
    /// The same, and the tokens of that sign-in are refreshed.
    SignInRefreshed(SignIn),
    /// Two of these, one after the other.
    Both(&'static Before, &'static Before),
    /// The same user allows another client of the cast, and its tokens are refreshed.
    StrangerRefreshed(ClientRole),
    /// The clock moves by so many seconds.
    Passed(i64),
    /// An admin rejects the client.
    Rejected,
    /// An admin sends the client back to review.
    SentBack,
    /// The owner gives the client another name, which a review follows.
    Renamed,
    /// An admin leaves the client one of its scopes.
    Narrowed,
    /// The user allows the client once more, with this change, and that code is exchanged.
    AskedAgain(fn(&mut AuthorizationRequest)),
    /// The same, where the change is a challenge made of the verifier in this way.
    AskedWithChallenge(fn(&str) -> String),
    /// One of the client's secrets was revoked.
    SecretRevoked,
    /// Another client of the cast is there.
    Met(ClientRole),
}

/// One more sign-in beside the one that a scenario is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SignIn {
    /// Whether it is another user who allows the client.
    pub(crate) by_another_user: bool,
    /// What differs in the request.
    pub(crate) change: fn(&mut AuthorizationRequest),
}

impl SignIn {
    const USUAL: Self = Self { by_another_user: false, change: |_| {} };
    const BY_ANOTHER_USER: Self = Self { by_another_user: true, change: |_| {} };
    const NARROWER: Self = Self { by_another_user: false, change: |r| r.scope_alone("PROFILE_READ") };
}

/// What happens before, and what differs in the request.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub(crate) before: Before,
    pub(crate) apply: fn(&mut TokenRequest),
}

const fn differs(apply: fn(&mut TokenRequest)) -> Change {
    Change { before: Before::Nothing, apply }
}

const fn after(before: Before) -> Change {
    Change { before, apply: |_| {} }
}
