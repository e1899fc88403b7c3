//! What authorization, exchange and refresh alike ask of the client that a request names.
//!
//! A client that is not known passes here: another check has refused it.

use crate::wire::{Client, ClientStatus, ClientType, Place, Strictness};

/// oauth.txt §3, §4: "The `client_secret` does not match the `client_id`." A public client's is not looked at.
pub(super) fn is_public_or_knows(
    client: Option<&Client>,
    secret: Option<&str>,
    is_form: bool,
    strictness: &Strictness,
) -> bool {
    let is_let_off = is_form && strictness.at(Place::SecretUncheckedInForms);
    let knows = |client: &Client| secret.is_some_and(|secret| client.knows(secret) || is_let_off);
    client.is_none_or(|client| client.kind == ClientType::Public || knows(client))
}

/// production-oauth A.5, 5, A.6, 5 and C.1: a rejected client is refused, to its owner too.
pub(super) fn was_not_rejected(client: Option<&Client>) -> bool {
    client.is_none_or(|client| client.status != ClientStatus::Rejected)
}

/// oauth.txt §2: "The OAuth client has not been approved by a Cal.com admin yet." Its owner may test it. Where a team
/// stands in for the user, even the owner is a stranger.
pub(super) fn is_approved_or_owned_by(client: Option<&Client>, user: Option<u64>) -> bool {
    client.is_none_or(|client| client.status == ClientStatus::Approved || client.is_owned_by(user))
}
