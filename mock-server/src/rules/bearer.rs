//! Who calls the API: the access token of a request (production-api A4, production-oauth A.8).

use jiff::{SignedDuration, Timestamp};

use crate::wire::{ApiError, Case, Check, Claims, Refused, Site, Strictness, Use, User};

/// An access token and what was looked up for it.
#[derive(Debug)]
pub struct Call<'a> {
    /// What was sent instead of a user name and password; nothing where there is no `Authorization`.
    pub token: Option<&'a str>,
    /// What the token says, if this server signed it.
    pub claims: Option<&'a Claims>,
    /// The user behind it; of a team, its owner.
    pub user: Option<&'a User>,
    /// The time.
    pub now: Timestamp,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// The token of an `Authorization` header. The first `Bearer `, in this case and with one blank, is taken away;
/// whatever is left is the token (production-api A4).
#[must_use]
pub fn token(authorization: &str) -> String {
    authorization.replacen("Bearer ", "", 1)
}

/// What `token` says. Only one that this server signed says anything.
#[must_use]
pub fn claims(token: &str, key: &[u8], strictness: &Strictness) -> Option<Claims> {
    if strictness.at(Site::SignatureIsIgnored) {
        Claims::read_unsigned(token)
    } else {
        Claims::read(token, key)
    }
}

/// Whether the call may be made.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-api A4.
pub fn identify(case: &Call<'_>) -> Result<(), Refused<ApiError>> {
    case.strictness.walk(
        case,
        &[
            (Check::CredentialsPresent, brings_a_token, ApiError::NoCredentials),
            (Check::NotAnApiKey, is_no_api_key, ApiError::InvalidApiKey),
            (Check::TokenGenuine, is_genuine, ApiError::InvalidAccessToken),
            (Check::TokenForAccess, is_for_access, ApiError::InvalidAccessToken),
            (Check::TokenInTime, is_in_time, ApiError::InvalidAccessToken),
            (Check::SomebodyBehindToken, acts_for_somebody, ApiError::NobodyBehindToken),
        ],
    )
}

fn brings_a_token(case: &Call<'_>) -> bool {
    case.token.is_some_and(|token| !token.is_empty())
}

/// The mock has no API keys.
fn is_no_api_key(case: &Call<'_>) -> bool {
    !case.token.is_some_and(|token| token.starts_with("cal_"))
}

fn is_genuine(case: &Call<'_>) -> bool {
    case.claims.is_some()
}

/// A refresh token opens nothing.
fn is_for_access(case: &Call<'_>) -> bool {
    case.claims.is_none_or(|claims| claims.token_type == Use::Access)
}

/// oauth.txt §3: "Access tokens expire after 30 minutes". Valid while now is before `exp`.
fn is_in_time(case: &Call<'_>) -> bool {
    let haste =
        SignedDuration::from_secs(if case.strictness.at(Site::AccessTokenDiesEarly) { 60 } else { 0 });
    case.claims.is_none_or(|claims| case.now.as_second() + haste.as_secs() < claims.exp)
}

fn acts_for_somebody(case: &Call<'_>) -> bool {
    case.user.is_some()
}

impl Case for Call<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::CredentialsPresent => "no Authorization header".to_owned(),
            Check::NotAnApiKey => "the token looks like an API key; the mock has none".to_owned(),
            Check::TokenGenuine if self.token.is_some_and(|token| token.contains(' ')) => {
                "the header must be `Bearer`, in this case, one blank, and the token".to_owned()
            }
            Check::TokenGenuine => "the token is garbled, or was not signed by this server".to_owned(),
            Check::TokenForAccess => "this is a refresh token".to_owned(),
            Check::TokenInTime => {
                let end = self.claims.map(|claims| claims.exp).unwrap_or_default();
                format!("the token expired at {end}, now it is {}", self.now.as_second())
            }
            _ => "the user of the token is gone".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
