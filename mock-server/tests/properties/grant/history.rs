//! What can happen to a grant.

use proptest::prelude::*;
use proptest::sample::Index;

/// The two clients of each history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// It keeps secrets.
    Acme,
    /// It proves itself by PKCE.
    Nimbus,
}

/// The two users. One of them owns both clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum User {
    Owen,
    Alice,
}

/// What differs from the exchange that would succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    None,
    /// The other client brings it, with credentials of its own.
    OtherClient,
    /// A secret, or a verifier, that nobody was given.
    WrongProof,
    /// A redirect URI that is registered, and not that of the request.
    OtherRedirectUri,
    /// One that is not registered.
    ForeignRedirectUri,
}

/// One of the codes, tokens or secrets that there are by then.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    Newest,
    Any(Index),
}

impl Which {
    /// Its place among `all`.
    pub(super) fn place<T>(self, all: &[T]) -> usize {
        match self {
            Self::Newest => all.len() - 1,
            Self::Any(index) => index.index(all.len()),
        }
    }

    pub(super) fn of<T>(self, all: &[T]) -> &T {
        &all[self.place(all)]
    }
}

/// One event of a history.
#[derive(Debug, Clone)]
pub(super) enum Event {
    Allow(Who, User),
    Deny(Who, User),
    /// A code is exchanged, with one of the secrets that Acme ever had.
    Exchange(Which, Slip, Which),
    /// A refresh token is used, likewise.
    Refresh(Which, Slip, Which),
    /// An access token is tried.
    Call(Which),
    /// Acme gets a secret more.
    AddSecret,
    /// One of the secrets that Acme ever had is revoked.
    RevokeSecret(Which),
    Accept(Who),
    Reject(Who),
    /// An admin sends it back to review.
    Suspend(Who),
    /// Its owner gives it another name, which asks for a review.
    Rename(Who),
    /// Its owner says otherwise what it is for, which does not.
    Explain(Who),
    /// So many seconds pass.
    Wait(i64),
}

/// Some thirty events. Those that let a grant live come more often than those that end it.
pub(super) fn history() -> impl Strategy<Value = Vec<Event>> {
    let who = prop_oneof![Just(Who::Acme), Just(Who::Nimbus)];
    let user = prop_oneof![Just(User::Owen), Just(User::Alice)];
    let slip = prop_oneof![
        6 => Just(Slip::None),
        1 => Just(Slip::OtherClient),
        1 => Just(Slip::WrongProof),
        1 => Just(Slip::OtherRedirectUri),
        1 => Just(Slip::ForeignRedirectUri),
    ];
    // Around the ends of a code, an access token and a refresh token.
    let wait = prop_oneof![
        Just(1),
        Just(299),
        Just(300),
        Just(599),
        Just(600),
        Just(899),
        Just(900),
        Just(1_799),
        Just(1_800),
        Just(86_400),
        Just(1_296_000),
        Just(1_296_000),
        Just(2_591_999),
        Just(2_592_000),
    ];
    // What was given last is what a client uses.
    let any = || prop_oneof![3 => Just(Which::Newest), 2 => any::<Index>().prop_map(Which::Any)];
    let event = prop_oneof![
        8 => (who.clone(), user.clone()).prop_map(|(who, user)| Event::Allow(who, user)),
        1 => (who.clone(), user).prop_map(|(who, user)| Event::Deny(who, user)),
        8 => (any(), slip.clone(), any()).prop_map(|(code, slip, secret)| Event::Exchange(code, slip, secret)),
        8 => (any(), slip, any()).prop_map(|(token, slip, secret)| Event::Refresh(token, slip, secret)),
        6 => any().prop_map(Event::Call),
        2 => Just(Event::AddSecret),
        2 => any().prop_map(Event::RevokeSecret),
        3 => who.clone().prop_map(Event::Accept),
        1 => who.clone().prop_map(Event::Reject),
        1 => who.clone().prop_map(Event::Suspend),
        1 => who.clone().prop_map(Event::Rename),
        1 => who.prop_map(Event::Explain),
        4 => wait.prop_map(Event::Wait),
    ];
    prop::collection::vec(event, 10..40)
}
