//! What authorization, exchange and refresh alike ask of the client that a request names.
//!
//! A client that is not known passes here: another check has refused it.

use crate::wire::{Client, ClientStatus, ClientType, Family, KeptSecret, Place, Scope, Strictness};

/// oauth.txt "Legacy Client Migration": "no scopes configured, or if it only has the old legacy scope values".
pub(super) fn is_legacy(client: &Client, strictness: &Strictness) -> bool {
    let is_old = |word: &str| Scope::named(word).is_some_and(|scope| scope.family() == Family::Legacy);
    let is_legacy = client.is_legacy()
        || (client.scopes.words().any(is_old) && strictness.at(Place::OneOldScopeMakesLegacy));
    let is_passed_over = if client.scopes.is_empty() {
        strictness.at(Place::ClientsWithoutScopesAreNotLegacy)
    } else {
        strictness.at(Place::OldScopesAreNotLegacy)
    };
    is_legacy && !is_passed_over
}

/// oauth.txt §3, §4: "The `client_secret` does not match the `client_id`." A public client's is not looked at.
pub(super) fn is_public_or_knows(
    client: Option<&Client>,
    secret: Option<&str>,
    is_form: bool,
    strictness: &Strictness,
) -> bool {
    let is_let_off = is_form && strictness.at(Place::SecretUncheckedInForms);
    let knows =
        |client: &Client| secret.is_some_and(|secret| recognizes(client, secret, strictness) || is_let_off);
    client.is_none_or(|client| client.kind == ClientType::Public || knows(client))
}

/// oauth.txt §5: "both secrets are valid simultaneously".
fn recognizes(client: &Client, secret: &str, strictness: &Strictness) -> bool {
    let only = |kept: Option<&KeptSecret>| kept.is_some_and(|kept| kept.hash.matches(secret));
    if strictness.at(Place::OnlyTheNewestSecretWorks) {
        only(client.secrets.last())
    } else if strictness.at(Place::OnlyTheOldestSecretWorks) {
        only(client.secrets.first())
    } else {
        client.knows(secret)
    }
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
