//! Exchanging a refresh token for new tokens (oauth.txt §4, production-oauth A.6).

use jiff::Timestamp;

use super::client;
use super::token_request::Refresh;
use crate::wire::{Case, Check, Claims, Client, Grant, Refusal, Refused, Strictness, Use, shown};

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
            (Check::RefreshTokenGenuine, token_is_genuine_and_in_time, Refusal::InvalidRefreshToken),
            (Check::RefreshTokenOfThisClient, token_belongs_to_the_client, Refusal::ClientIdMismatch),
            (Check::ClientNotRejectedAtRefresh, client_was_not_rejected, Refusal::ClientRejected),
            (Check::ClientApprovedAtRefresh, client_is_approved_or_the_users_own, Refusal::ClientNotApproved),
            (Check::RefreshTokenCounts, |case| case.counts, Refusal::RefreshTokenRevoked),
        ],
    )?;
    granted(case).ok_or_else(|| Refused {
        check: Check::RefreshTokenGenuine,
        refusal: Refusal::InvalidRefreshToken,
        differed: "the token names neither a user nor a team".to_owned(),
    })
}

fn granted(case: &Renewal<'_>) -> Option<Grant> {
    let claims = case.claims?;
    let grantee = claims.grantee()?;
    Some(Grant { client: case.client?.id.clone(), grantee, scopes: claims.scope.clone(), proof: None })
}

/// oauth.txt §4: "No OAuth client exists with the provided `client_id`."
fn client_is_known(case: &Renewal<'_>) -> bool {
    case.client.is_some()
}

fn confidential_client_knows_its_secret(case: &Renewal<'_>) -> bool {
    client::is_public_or_knows(case.client, case.request.client_secret.as_deref())
}

/// oauth.txt §4: "The refresh token is invalid, expired, or malformed."
fn token_is_genuine_and_in_time(case: &Renewal<'_>) -> bool {
    case.claims.is_some_and(|claims| claims.token_type == Use::Refresh && claims.is_in_time(case.now))
}

/// production-oauth A.6, 4.
fn token_belongs_to_the_client(case: &Renewal<'_>) -> bool {
    case.claims.is_none_or(|claims| claims.client_id == case.request.client_id)
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
            Check::SecretMatchesAtRefresh => "the client_secret is none of the client's".to_owned(),
            Check::RefreshTokenGenuine => match self.claims {
                None => "the token is garbled, or was not signed by this server".to_owned(),
                Some(claims) if claims.token_type != Use::Refresh => "this is an access token".to_owned(),
                Some(claims) => {
                    format!("the token expired at {}, now it is {}", claims.exp, self.now.as_second())
                }
            },
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
