//! Who calls the API: the access token of a request (production-api A4, production-oauth A.8).

use std::borrow::Cow;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::platform::origin;
use crate::wire::{
    ApiError, Case, Check, Claims, Client, ClientStatus, Place, PlatformClient, Refused, Strictness, Use,
    User, shown,
};

/// An access token and what was looked up for it.
pub struct Call<'a> {
    /// The header `x-cal-client-id`, where it is not empty.
    pub client_id: Option<&'a str>,
    /// The header `x-cal-secret-key`, where it is not empty.
    pub secret_key: Option<&'a str>,
    /// The platform client that `client_id` names.
    pub platform: Option<&'a PlatformClient>,
    /// From which page a browser sent it: the header `Origin`.
    pub origin: Option<&'a str>,
    /// What was sent instead of a user name and password; nothing where there is no `Authorization`.
    pub token: Option<&'a str>,
    /// What the token says, if this server signed it.
    pub claims: Option<&'a Claims>,
    /// What is known of the token, if it is a managed user's.
    pub managed: Option<&'a Managed>,
    /// Whether this server signed a token of which it knows nothing any more: only the journal is told.
    pub is_forgotten: bool,
    /// The user behind it; of a team, its owner; of a platform client that proves itself by its key, the client's.
    pub user: Option<&'a User>,
    /// The time.
    pub now: Timestamp,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// A managed user's access token that has a row.
#[derive(Debug, Clone)]
pub struct Managed {
    /// The platform client that manages its user.
    pub client: PlatformClient,
    /// When it is worth nothing any more.
    pub end: Timestamp,
    /// Whether it was taken back since it was last used: production remembers it for a while.
    pub is_taken_back: bool,
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("claims", &self.claims).field("now", &self.now).finish_non_exhaustive()
    }
}

/// The token of an `Authorization` header. The first `Bearer `, in this case and with one blank, is taken away;
/// whatever is left is the token (production-api A4).
#[must_use]
pub fn token(authorization: &str) -> Cow<'_, str> {
    if let Some(token) = authorization.strip_prefix("Bearer ") {
        return token.into();
    }
    authorization.replacen("Bearer ", "", 1).into()
}

/// What `token` says. Only one that this server signed says anything: `genuine` is what it says then.
#[must_use]
pub fn claims(
    token: &str,
    genuine: impl FnOnce() -> Option<Arc<Claims>>,
    strictness: &Strictness,
) -> Option<Arc<Claims>> {
    if strictness.at(Place::SignatureIsIgnored) {
        Claims::read_unsigned(token).map(Arc::new)
    } else {
        genuine()
    }
}

/// Whether a faulty server takes a token for worthless because of what became of its client since. One that is right
/// does not even look: "Existing access and refresh tokens remain valid" (oauth.txt §5), "Tokens issued before the
/// migration continue to work" (Legacy Client Migration).
#[must_use]
pub fn is_cut_off(claims: &Claims, client: impl FnOnce() -> Option<Client>, strictness: &Strictness) -> bool {
    let cuts = [
        (Place::RejectionEndsAccessTokens, was_rejected as fn(&Claims, &Client) -> bool),
        (Place::TwoSecretsCloseTheApi, is_being_rotated),
        (Place::MigrationEndsAccessTokens, was_migrated),
    ];
    let at_work: Vec<_> = cuts.into_iter().filter(|(place, _)| strictness.at(*place)).collect();
    let client = if at_work.is_empty() { None } else { client() };
    client.is_some_and(|client| at_work.iter().any(|(_, cuts_off)| cuts_off(claims, &client)))
}

fn was_rejected(_: &Claims, client: &Client) -> bool {
    client.status == ClientStatus::Rejected
}

fn is_being_rotated(_: &Claims, client: &Client) -> bool {
    client.secrets.len() > 1
}

fn was_migrated(claims: &Claims, client: &Client) -> bool {
    claims.scope.is_empty() && !client.is_legacy()
}

/// Whether the call may be made.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-api A4.
pub fn identify(case: &Call<'_>) -> Result<(), Refused<ApiError>> {
    let unknown = ApiError::PlatformClientNotFound(case.client_id.unwrap_or_default().to_owned());
    case.strictness.walk(
        case,
        &[
            (Check::ClientKeysFit, is_known_with_its_key, unknown),
            (Check::SecretKeyFits, has_its_own_key, ApiError::WrongSecretKey),
            (Check::ClientIdNotAlone, brings_no_client_id_alone, ApiError::OnlyClientId),
            (Check::SecretKeyNotAlone, brings_no_secret_key_alone, ApiError::OnlySecretKey),
            (Check::CredentialsPresent, brings_a_token, ApiError::NoCredentials),
            (Check::NotAnApiKey, is_no_api_key, ApiError::InvalidApiKey),
            (Check::TokenGenuine, is_genuine, ApiError::InvalidAccessToken),
            (Check::TokenForAccess, is_for_access, ApiError::InvalidAccessToken),
            (Check::TokenInTime, is_in_time, ApiError::InvalidAccessToken),
            (Check::ManagedTokenKept, was_not_taken_back, ApiError::NoClientOfToken),
            (Check::ManagedTokenInTime, has_not_ended, ApiError::AccessTokenExpired),
            (Check::OriginRegistered, comes_from_a_registered_origin, foreign_origin(case)),
            (Check::SomebodyBehindToken, acts_for_somebody, ApiError::NobodyBehindToken),
        ],
    )
}

/// Whether the platform client permits what the endpoint does (platform-quickstart 2.4). Tokens that no platform client
/// gave are not its business.
///
/// # Errors
///
/// What is not permitted.
pub fn permits(case: &Call<'_>, permission: &str) -> Result<(), Refused<ApiError>> {
    let Some(client) = case.permitting() else { return Ok(()) };
    let refusal = ApiError::NotPermitted { client: client.id.0.clone(), permission: permission.to_owned() };
    let case = Permission { client, wanted: permission, strictness: case.strictness };
    case.strictness.walk(&case, &[(Check::PlatformPermits, is_permitted, refusal)])
}

/// What an endpoint does, and who is to permit it.
struct Permission<'a> {
    client: &'a PlatformClient,
    wanted: &'a str,
    strictness: &'a Strictness,
}

fn is_permitted(case: &Permission<'_>) -> bool {
    let at = |place, ending: &str| case.strictness.at(place) && case.wanted.ends_with(ending);
    case.client.permissions.have(case.wanted)
        || at(Place::PlatformPermitsAllReading, "_READ")
        || at(Place::PlatformPermitsAllWriting, "_WRITE")
        || (at(Place::PlatformWritePermitsReading, "_READ")
            && case.client.permissions.have(&case.wanted.replace("_READ", "_WRITE")))
}

impl Case for Permission<'_> {
    fn differed(&self, _: Check) -> String {
        let held = self.client.permissions.words().collect::<Vec<_>>().join(", ");
        format!("the endpoint needs {}, the platform client has [{held}]", self.wanted)
    }
}

/// Whether the permission guard, which some endpoints ask before who calls, lets the call pass (ME-05).
///
/// # Errors
///
/// The first check that does not hold, in the order of production-api A4.
pub fn permit(case: &Call<'_>) -> Result<(), Refused<ApiError>> {
    let nobodys = ApiError::NoPermissionsOfToken(case.token.unwrap_or_default().to_owned());
    case.strictness.walk(
        case,
        &[
            (Check::PermissionsNeedCredentials, brings_something, ApiError::NoPermissionsWithoutCredentials),
            (Check::PermissionsOfToken, is_somebodys_token, nobodys),
        ],
    )
}

fn brings_something(case: &Call<'_>) -> bool {
    brings_a_token(case) || case.client_id.is_some()
}

/// API keys are not this guard's business. A managed user's token passes though it has expired: it has a row.
fn is_somebodys_token(case: &Call<'_>) -> bool {
    let is_valid = is_genuine(case) && is_for_access(case) && is_in_time(case);
    !brings_a_token(case) || !is_no_api_key(case) || is_valid
}

impl<'a> Call<'a> {
    /// Whether a platform client's id and key decide, and no token is looked at.
    #[must_use]
    pub const fn is_by_key(&self) -> bool {
        self.client_id.is_some() && self.secret_key.is_some()
    }

    /// The platform client whose permissions count.
    fn permitting(&self) -> Option<&'a PlatformClient> {
        if brings_a_token(self) && !self.is_by_key() {
            self.managed.map(|managed| &managed.client)
        } else {
            self.platform
        }
    }
}

fn is_known_with_its_key(case: &Call<'_>) -> bool {
    !case.is_by_key() || case.platform.is_some()
}

/// Compared in constant time.
fn has_its_own_key(case: &Call<'_>) -> bool {
    let key = case.secret_key.unwrap_or_default();
    !case.is_by_key() || case.platform.is_some_and(|client| client.knows(key))
}

fn brings_no_client_id_alone(case: &Call<'_>) -> bool {
    case.client_id.is_none() || case.secret_key.is_some() || brings_a_token(case)
}

fn brings_no_secret_key_alone(case: &Call<'_>) -> bool {
    case.secret_key.is_none() || case.client_id.is_some() || brings_a_token(case)
}

fn brings_a_token(case: &Call<'_>) -> bool {
    case.is_by_key() || case.token.is_some_and(|token| !token.is_empty())
}

/// The mock has no API keys.
fn is_no_api_key(case: &Call<'_>) -> bool {
    case.is_by_key() || !case.token.is_some_and(|token| token.starts_with("cal_"))
}

/// One that this server signed, or that has a row.
fn is_genuine(case: &Call<'_>) -> bool {
    case.is_by_key() || case.claims.is_some() || case.managed.is_some()
}

/// The managed user's token, where one decides.
fn managed<'a>(case: &Call<'a>) -> Option<&'a Managed> {
    case.managed.filter(|_| !case.is_by_key())
}

fn was_not_taken_back(case: &Call<'_>) -> bool {
    managed(case).is_none_or(|managed| !managed.is_taken_back)
}

fn has_not_ended(case: &Call<'_>) -> bool {
    managed(case).is_none_or(|managed| case.now < managed.end)
}

fn comes_from_a_registered_origin(case: &Call<'_>) -> bool {
    let (Some(managed), Some(origin)) = (managed(case), case.origin) else { return true };
    origin::is_registered(origin, &managed.client.redirect_uris, case.strictness)
}

fn foreign_origin(case: &Call<'_>) -> ApiError {
    let client = case.managed.map(|managed| managed.client.id.0.clone()).unwrap_or_default();
    ApiError::ForeignOrigin { origin: case.origin.unwrap_or_default().to_owned(), client }
}

/// A refresh token opens nothing.
fn is_for_access(case: &Call<'_>) -> bool {
    case.claims.is_none_or(|claims| claims.token_type == Use::Access)
}

/// oauth.txt §3: "Access tokens expire after 30 minutes". Valid while now is before `exp`.
fn is_in_time(case: &Call<'_>) -> bool {
    let haste =
        SignedDuration::from_secs(if case.strictness.at(Place::AccessTokenDiesEarly) { 60 } else { 0 });
    let then = case.now.checked_add(haste).unwrap_or(case.now);
    case.claims.is_none_or(|claims| claims.is_in_time(then))
}

fn acts_for_somebody(case: &Call<'_>) -> bool {
    case.user.is_some() || case.is_by_key()
}

impl Case for Call<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::ClientKeysFit => "no platform client has this id".to_owned(),
            Check::SecretKeyFits => "x-cal-secret-key is not the secret of this platform client".to_owned(),
            Check::ClientIdNotAlone => {
                "a platform client is named, and x-cal-secret-key is missing".to_owned()
            }
            Check::SecretKeyNotAlone => "x-cal-secret-key came without x-cal-client-id".to_owned(),
            Check::CredentialsPresent | Check::PermissionsNeedCredentials => {
                "no Authorization header".to_owned()
            }
            Check::NotAnApiKey => "the token looks like an API key; the mock has none".to_owned(),
            Check::ManagedTokenKept => {
                "the token was taken back by a forced refresh, or its user is gone".to_owned()
            }
            Check::ManagedTokenInTime => {
                let end = self.managed.map(|managed| managed.end).unwrap_or_default();
                format!("the token expired at {end}, now it is {}", self.now)
            }
            Check::OriginRegistered => format!(
                "a page of {} sent it, and no redirect URI of the platform client is there",
                shown::cut(self.origin.unwrap_or_default())
            ),
            Check::PermissionsOfToken if self.claims.is_none() => self.differed(Check::TokenGenuine),
            Check::PermissionsOfToken if !is_for_access(self) => self.differed(Check::TokenForAccess),
            Check::PermissionsOfToken => self.differed(Check::TokenInTime),
            Check::TokenGenuine if self.is_forgotten => {
                "this managed user's token is gone: a refresh swept it away when it had expired, it was taken back, or its user was deleted".to_owned()
            }
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
