//! Exchanging a refresh token for new tokens (oauth.txt §4, production-oauth A.6).

use jiff::Timestamp;

use super::client;
use super::token_request::Refresh;
use crate::wire::{
    Case, Check, Claims, Client, ClientType, Grant, Place, Refusal, Refused, SigningKey, Strictness, Use,
    shown,
};

/// A refresh and what was looked up for it.
#[derive(Debug)]
pub struct Renewal<'a> {
    /// What the client sent.
    pub request: &'a Refresh,
    /// The client it names.
    pub client: Option<&'a Client>,
    /// What the token says, if this server signed it.
    pub claims: Option<&'a Claims>,
    /// Whether the token still counts: it was neither rotated nor removed.
    pub counts: bool,
    /// Whether it came as a form: only a faulty server cares.
    pub is_form: bool,
    /// The time.
    pub now: Timestamp,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// What is granted anew: the scopes of the original authorization, without its challenge.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-oauth A.6.
pub fn renew(case: &Renewal<'_>) -> Result<Grant, Refused> {
    case.strictness.walk(
        case,
        &[
            (Check::ClientKnownAtRefresh, client_is_known, Refusal::ClientNotFound),
            (Check::SecretMatchesAtRefresh, confidential_client_knows_its_secret, Refusal::WrongSecret),
            (Check::RefreshTokenGenuine, token_was_signed_here, Refusal::InvalidRefreshToken),
            (Check::RefreshTokenForRefresh, token_is_a_refresh_token, Refusal::InvalidRefreshToken),
            (Check::RefreshTokenInTime, token_is_in_time, Refusal::InvalidRefreshToken),
            (Check::RefreshTokenOfThisClient, token_belongs_to_the_client, Refusal::ClientIdMismatch),
            (Check::ClientNotRejectedAtRefresh, client_was_not_rejected, Refusal::ClientRejected),
            (Check::ClientApprovedAtRefresh, client_is_approved_or_the_users_own, Refusal::ClientNotApproved),
            (Check::RefreshTokenCounts, token_still_counts, Refusal::RefreshTokenRevoked),
        ],
    )?;
    granted(case).ok_or_else(|| Refused {
        check: Check::RefreshTokenGenuine,
        refusal: Refusal::InvalidRefreshToken,
        differed: "the token names neither a user nor a team".to_owned(),
    })
}

fn granted(case: &Renewal<'_>) -> Option<Grant> {
    let (claims, client) = (case.claims?, case.client?);
    let mut scopes = claims.scope.clone();
    if case.strictness.at(Place::RefreshLosesAScope) {
        scopes.0 = scopes.0.split_off(1.min(scopes.0.len()));
    }
    if case.strictness.at(Place::RefreshAsksTheClient) {
        scopes.0.retain(|word| client.scopes.has(word));
    }
    Some(Grant { client: client.id.clone(), grantee: claims.grantee()?, scopes, proof: None })
}

/// What `token` says. Only one that this server signed says anything.
#[must_use]
pub fn claims(token: &str, key: &SigningKey, strictness: &Strictness) -> Option<Claims> {
    let is_believed = strictness.at(Place::RefreshSignatureIsIgnored)
        || (strictness.at(Place::UnsignedTokensRefresh) && Claims::is_unsigned(token));
    if is_believed { Claims::read_unsigned(token) } else { Claims::read(token, key) }
}

/// Which refresh tokens of the same client and grantee a refresh ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All of them (production-oauth B).
    All,
    /// Only a faulty server: the one that was used.
    TheUsedOne,
    /// Only a faulty server.
    None,
}

/// What a refresh ends (REFRESH-13, REFRESH-14).
#[must_use]
pub fn ends(strictness: &Strictness) -> Ended {
    if strictness.at(Place::UsedRefreshTokenLives) {
        Ended::None
    } else if strictness.at(Place::SiblingRefreshTokensLive) {
        Ended::TheUsedOne
    } else {
        Ended::All
    }
}

/// oauth.txt §4: "No OAuth client exists with the provided `client_id`."
fn client_is_known(case: &Renewal<'_>) -> bool {
    case.client.is_some()
}

/// A public client needs none, but at a faulty server; there a confidential one may do without.
fn confidential_client_knows_its_secret(case: &Renewal<'_>) -> bool {
    let secret = case.request.client_secret.as_deref();
    let is_public = case.client.is_some_and(|client| client.kind == ClientType::Public);
    if is_public && case.strictness.at(Place::PublicRefreshNeedsASecret) {
        return secret.is_some();
    }
    let may_lack_it = case.strictness.at(Place::RefreshSecretMayBeMissing);
    (secret.is_none() && may_lack_it)
        || client::is_public_or_knows(case.client, secret, case.is_form, case.strictness)
}

/// oauth.txt §4: "The refresh token is invalid ... or malformed."
fn token_was_signed_here(case: &Renewal<'_>) -> bool {
    case.claims.is_some()
}

/// production-oauth A.6, 3: an access token is none.
fn token_is_a_refresh_token(case: &Renewal<'_>) -> bool {
    let takes_any = case.strictness.at(Place::AccessTokensRefresh);
    case.claims.is_none_or(|claims| claims.token_type == Use::Refresh || takes_any)
}

/// oauth.txt §4: "The refresh token is ... expired ...".
fn token_is_in_time(case: &Renewal<'_>) -> bool {
    case.claims.is_none_or(|claims| claims.is_in_time(case.now))
}

/// production-oauth A.6, 4.
fn token_belongs_to_the_client(case: &Renewal<'_>) -> bool {
    let is_public = case.client.is_some_and(|client| client.kind == ClientType::Public);
    let is_let_off = is_public && case.strictness.at(Place::PublicClientsRefreshAnything);
    is_let_off || case.claims.is_none_or(|claims| claims.client_id == case.request.client_id)
}

/// production-oauth A.6, 7: it was neither used nor removed. An access token has no row that could be gone.
fn token_still_counts(case: &Renewal<'_>) -> bool {
    let was_migrated = case.claims.is_some_and(|claims| claims.scope.is_empty())
        && case.client.is_some_and(|client| !client.is_legacy());
    let is_cut_off = was_migrated && case.strictness.at(Place::MigrationEndsRefreshTokens);
    (case.counts && !is_cut_off) || case.claims.is_some_and(|claims| claims.token_type == Use::Access)
}

fn client_was_not_rejected(case: &Renewal<'_>) -> bool {
    client::was_not_rejected(case.client)
}

fn client_is_approved_or_the_users_own(case: &Renewal<'_>) -> bool {
    client::is_approved_or_owned_by(case.client, case.claims.and_then(|claims| claims.user_id))
}

impl Case for Renewal<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::ClientKnownAtRefresh => {
                format!("no client has this id: {}", shown::stranger(&self.request.client_id))
            }
            Check::SecretMatchesAtRefresh => match self.request.client_secret.as_deref() {
                None => "the client is confidential and sent no client_secret".to_owned(),
                Some("") => "the client_secret is empty".to_owned(),
                Some(_) => "the client_secret is none of the client's".to_owned(),
            },
            Check::RefreshTokenGenuine => "the token is garbled, or was not signed by this server".to_owned(),
            Check::RefreshTokenForRefresh => "this is an access token".to_owned(),
            Check::RefreshTokenInTime => {
                let end = self.claims.map(|claims| claims.exp).unwrap_or_default();
                format!("the token expired at {end}, now it is {}", self.now.as_second())
            }
            Check::RefreshTokenOfThisClient => "the token was issued to another client".to_owned(),
            Check::ClientNotRejectedAtRefresh => "the client was rejected".to_owned(),
            Check::ClientApprovedAtRefresh => {
                "the client is not approved, and the user is not its owner".to_owned()
            }
            Check::RefreshTokenCounts => "the token was rotated, or its user or client removed".to_owned(),
            other => other.name().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
