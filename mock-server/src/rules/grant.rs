//! What a granted request becomes: a code, then tokens (oauth.txt §3, production-oauth B).

use jiff::{SignedDuration, Timestamp};

use super::authorization::{AuthorizationRequest, proof};
use super::scopes;
use crate::wire::{Claims, ClientId, ClientType, Code, Grant, Grantee, Place, ScopeList, Strictness, Use};

/// An access token lives this long (oauth.txt §3: "Access tokens expire after 30 minutes").
const ACCESS_LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// A refresh token lives this long.
const REFRESH_LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The code that Allow gives.
#[must_use]
pub fn code(
    request: &AuthorizationRequest,
    grantee: Grantee,
    now: Timestamp,
    strictness: &Strictness,
) -> Code {
    Code {
        grant: Grant {
            client: ClientId(request.client_id.clone()),
            grantee,
            scopes: scopes::granted(&request.scopes, strictness),
            proof: proof(request),
        },
        redirect_uri: request.redirect_uri.clone(),
        expires_at: later(now, code_lifetime(strictness)),
        is_spent: false,
    }
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

/// What the access token says.
#[must_use]
pub fn access_claims(grant: &Grant, now: Timestamp) -> Claims {
    claims(grant, now, Use::Access, ACCESS_LIFETIME)
}

/// What the refresh token says: also the challenge of the exchange, and what ties it to its row.
#[must_use]
pub fn refresh_claims(grant: &Grant, secret: String, now: Timestamp) -> Claims {
    let proof = grant.proof.clone();
    let (code_challenge, code_challenge_method) = proof.map(|proof| (proof.challenge, proof.method)).unzip();
    Claims {
        secret: Some(secret),
        code_challenge,
        code_challenge_method,
        ..claims(grant, now, Use::Refresh, REFRESH_LIFETIME)
    }
}

/// The first moment at which a refresh token of `now` is worth nothing.
#[must_use]
pub fn refresh_ends(now: Timestamp) -> Timestamp {
    later(now, REFRESH_LIFETIME)
}

fn claims(grant: &Grant, now: Timestamp, token_type: Use, lifetime: SignedDuration) -> Claims {
    Claims {
        user_id: grant.grantee.user(),
        team_id: grant.grantee.team(),
        scope: grant.scopes.clone(),
        token_type,
        client_id: grant.client.0.clone(),
        iat: now.as_second(),
        exp: later(now, lifetime).as_second(),
        secret: None,
        code_challenge: None,
        code_challenge_method: None,
    }
}

/// `expires_in` (TOKEN-01).
#[must_use]
pub fn expires_in(client: ClientType, strictness: &Strictness) -> i64 {
    let is_faulty = client == ClientType::Confidential && strictness.at(Place::ExpiresInAnHour);
    if is_faulty { 3_600 } else { ACCESS_LIFETIME.as_secs() }
}

/// `token_type` (TOKEN-01).
#[must_use]
pub fn token_type(client: ClientType, strictness: &Strictness) -> &'static str {
    let is_faulty = client == ClientType::Confidential && strictness.at(Place::TokenTypeIsCapitalized);
    if is_faulty { "Bearer" } else { "bearer" }
}

/// `scope`: one text, separated by blanks (TOKEN-03).
#[must_use]
pub fn scope_text(granted: &ScopeList, strictness: &Strictness) -> String {
    if strictness.at(Place::ScopeJoinedByCommas) { granted.0.join(",") } else { granted.joined() }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
