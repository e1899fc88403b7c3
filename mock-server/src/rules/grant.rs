//! What a granted request becomes: a code (oauth.txt §2, production-oauth B). Its tokens are `issuance`'s.

use jiff::{SignedDuration, Timestamp};

use super::authorization::{AuthorizationRequest, proof};
use super::scopes;
use crate::wire::{Client, Code, Grant, Grantee, Place, ScopeList, Strictness};

/// The code that Allow gives.
#[must_use]
pub fn code(
    request: &AuthorizationRequest,
    client: &Client,
    grantee: Grantee,
    now: Timestamp,
    strictness: &Strictness,
) -> Code {
    Code {
        grant: Grant {
            client: client.id.clone(),
            grantee,
            scopes: granted(request, client, strictness),
            proof: proof(request),
        },
        redirect_uri: request.redirect_uri.clone(),
        expires_at: later(now, code_lifetime(strictness)),
        is_spent: false,
    }
}

/// oauth.txt "Legacy Client Migration": "New access tokens issued after this change will carry only the scopes you
/// specified."
fn granted(request: &AuthorizationRequest, client: &Client, strictness: &Strictness) -> ScopeList {
    if client.is_legacy() && strictness.at(Place::LegacyGrantsForgetTheirScopes) {
        return ScopeList::default();
    }
    scopes::granted(&request.scopes, strictness)
}

/// Ten minutes (AUTHZ-27).
fn code_lifetime(strictness: &Strictness) -> SignedDuration {
    let minutes =
        match (strictness.at(Place::CodeLivesElevenMinutes), strictness.at(Place::CodeLivesNineMinutes)) {
            (true, _) => 11,
            (_, true) => 9,
            _ => 10,
        };
    SignedDuration::from_mins(minutes)
}

/// How many bytes a code is made of: 40 are 54 characters (AUTHZ-27).
#[must_use]
pub fn code_bytes<'a>(bytes: &'a [u8; 40], strictness: &Strictness) -> &'a [u8] {
    if strictness.at(Place::CodeIsShort) { &bytes[..32] } else { bytes }
}

pub(super) fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
