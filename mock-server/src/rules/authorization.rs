//! The authorization request: opening the page, and Allow (oauth.txt §2, production-oauth C.1, AUTHZ-22).

use url::Url;

use super::{client, scopes};
use crate::wire::{
    Case, Check, Client, ClientType, Place, Proof, Refusal, Refused, ScopeList, Strictness, Team, shown,
};

/// The only challenge method (oauth.txt §2: "PKCE code challenge (S256 method)").
const S256: &str = "S256";

/// What a browser asks for at the authorization page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// `client_id`.
    pub client_id: String,
    /// `redirect_uri`.
    pub redirect_uri: String,
    /// `state`.
    pub state: Option<String>,
    /// `scope`, split.
    pub scopes: ScopeList,
    /// `code_challenge`.
    pub challenge: Option<String>,
    /// `code_challenge_method`.
    pub method: Option<String>,
    /// `response_type`, which is not read (AUTHZ-26).
    pub response_type: Option<String>,
}

/// The account that was chosen to act in the name of.
#[derive(Debug, Clone)]
pub enum Account {
    /// The user who is signed in.
    Own,
    /// A team, if there is one of that number.
    Team(Option<Team>),
}

/// An authorization request and what was looked up for it.
#[derive(Debug)]
pub struct Authorization<'a> {
    /// What is asked for.
    pub request: &'a AuthorizationRequest,
    /// The client it names.
    pub client: Option<&'a Client>,
    /// The user who is signed in.
    pub user: u64,
    /// In whose name.
    pub account: Account,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether the consent page may be shown.
///
/// # Errors
///
/// The first check that does not hold, in the order of AUTHZ-22.
pub fn open(case: &Authorization<'_>) -> Result<(), Refused> {
    case.strictness.walk(
        case,
        &[
            (Check::RedirectUriPresent, names_a_redirect_uri, Refusal::RedirectUriMissing),
            (Check::RedirectUriReadable, redirect_uri_is_a_url, Refusal::RedirectUriUnreadable),
            (Check::ClientKnown, client_is_known, Refusal::UnknownClientId),
            (Check::RedirectUriRegistered, redirect_uri_is_registered, Refusal::UnregisteredRedirectUri),
            (Check::ClientNotRejected, client_was_not_rejected, Refusal::RejectedClient),
            (Check::ClientApproved, client_is_approved_or_the_users_own, Refusal::UnapprovedClient),
            (Check::ScopePresent, asks_for_a_scope, Refusal::ScopeMissing),
            (Check::ScopesExist, scopes_exist, Refusal::UnknownScope),
            (Check::ScopesRegistered, scopes_are_registered, Refusal::ExceedingScope),
        ],
    )?;
    faulty_at_opening(case)
}

/// Whether Allow gives a code. Everything is judged again: the world may have changed since the page was shown.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-oauth C.1, step 6.
pub fn allow(case: &Authorization<'_>) -> Result<(), Refused> {
    case.strictness.walk(
        case,
        &[
            (Check::StatePresent, state_is_there_if_it_must_be, Refusal::StateMissing),
            (Check::RedirectUriPresent, names_a_redirect_uri, Refusal::RedirectUriMissing),
            (Check::RedirectUriReadable, redirect_uri_is_a_url, Refusal::RedirectUriUnreadable),
            (Check::ClientKnown, client_is_known, Refusal::UnknownClientId),
            (Check::ClientNotRejected, client_was_not_rejected, Refusal::RejectedMeanwhile),
            (Check::ClientApproved, client_is_approved_or_the_users_own, Refusal::UnapprovedMeanwhile),
            (Check::RedirectUriRegistered, redirect_uri_is_registered, Refusal::UnregisteredRedirectUri),
            (Check::ScopePresent, asks_for_a_scope, Refusal::ScopeMissing),
            (Check::ScopesExist, scopes_exist, Refusal::UnknownScope),
            (Check::ScopesRegistered, scopes_are_registered, Refusal::ExceedingScope),
            (Check::ChallengePresent, public_client_sends_a_challenge, Refusal::ChallengeMissing),
            (Check::ChallengeMethodS256, challenge_method_is_s256, Refusal::ChallengeMethodUnknown),
            (Check::TeamRunByUser, user_runs_the_team, Refusal::TeamRefused),
        ],
    )
}

/// What Deny comes to (AUTHZ-13).
#[must_use]
pub fn deny() -> Refused {
    let differed = "the user clicked Deny".to_owned();
    Refused { check: Check::UserConsents, refusal: Refusal::Denied, differed }
}

/// The challenge that a code remembers. Without a method it means S256 (AUTHZ-28).
#[must_use]
pub fn proof(request: &AuthorizationRequest) -> Option<Proof> {
    let challenge = request.challenge.clone()?;
    Some(Proof { challenge, method: request.method.clone().unwrap_or_else(|| S256.to_owned()) })
}

/// oauth.txt §2: `state` is recommended, and no more. Production wants one, be it empty (production-oauth C.1).
fn state_is_there_if_it_must_be(case: &Authorization<'_>) -> bool {
    case.request.state.is_some() || !case.strictness.at(Place::StateRequired)
}

/// oauth.txt §2: `redirect_uri` is required.
fn names_a_redirect_uri(case: &Authorization<'_>) -> bool {
    !case.request.redirect_uri.is_empty()
}

fn redirect_uri_is_a_url(case: &Authorization<'_>) -> bool {
    Url::parse(&case.request.redirect_uri).is_ok()
}

/// oauth.txt §2: "Client not found: No OAuth client exists with the provided `client_id`."
fn client_is_known(case: &Authorization<'_>) -> bool {
    case.client.is_some()
}

/// oauth.txt §2: "Must exactly match one of the registered redirect URIs."
fn redirect_uri_is_registered(case: &Authorization<'_>) -> bool {
    case.client.is_none_or(|client| {
        let first = usize::from(case.strictness.at(Place::OnlyTheFirstRedirectUri));
        let some =
            if first == 1 { client.redirect_uris.get(..1) } else { Some(client.redirect_uris.as_slice()) };
        some.unwrap_or_default().iter().any(|uri| matches(uri, &case.request.redirect_uri, case.strictness))
    })
}

/// To the letter: no prefix, no case folding, no tolerance (AUTHZ-07).
fn matches(registered: &str, named: &str, strictness: &Strictness) -> bool {
    let without_query = |uri: &str| uri.split('?').next().unwrap_or_default().to_owned();
    registered == named
        || (strictness.at(Place::RedirectUriByPrefix) && named.starts_with(registered))
        || (strictness.at(Place::RedirectUriIgnoresCase) && named.eq_ignore_ascii_case(registered))
        || (strictness.at(Place::RedirectUriIgnoresTrailingSlash)
            && named.trim_end_matches('/') == registered.trim_end_matches('/'))
        || (strictness.at(Place::RedirectUriIgnoresQuery)
            && without_query(named) == without_query(registered))
}

fn client_was_not_rejected(case: &Authorization<'_>) -> bool {
    let is_own = case.client.is_some_and(|client| client.is_owned_by(Some(case.user)));
    client::was_not_rejected(case.client) || (is_own && case.strictness.at(Place::OwnersUseRejectedClients))
}

fn client_is_approved_or_the_users_own(case: &Authorization<'_>) -> bool {
    let user = Some(case.user).filter(|_| !case.strictness.at(Place::OwnerIsAStranger));
    client::is_approved_or_owned_by(case.client, user)
}

/// oauth.txt §2: "Scope required". A legacy client need not ask.
fn asks_for_a_scope(case: &Authorization<'_>) -> bool {
    !case.request.scopes.is_empty() || case.client.is_none_or(|it| is_spared_the_scope(it, case.strictness))
}

/// oauth.txt §2: "Unknown scope ... applies to both regular and legacy clients."
fn scopes_exist(case: &Authorization<'_>) -> bool {
    let may_invent = case.strictness.at(Place::LegacyClientsInventScopes)
        && case.client.is_some_and(|it| client::is_legacy(it, case.strictness));
    may_invent || scopes::unknown(&case.request.scopes).is_none()
}

/// oauth.txt §2: "scopes not enabled on the OAuth client". Legacy clients skip it.
fn scopes_are_registered(case: &Authorization<'_>) -> bool {
    case.client.is_none_or(|it| {
        let is_free = client::is_legacy(it, case.strictness)
            && !case.strictness.at(Place::LegacyClientsAreHeldToTheirScopes);
        is_free || scopes::exceeding(&case.request.scopes, it).is_none()
    })
}

fn is_spared_the_scope(client: &Client, strictness: &Strictness) -> bool {
    client::is_legacy(client, strictness) && !strictness.at(Place::LegacyClientsMustAsk)
}

/// oauth.txt §3.2: "You must have sent a `code_challenge` during the authorization step."
fn public_client_sends_a_challenge(case: &Authorization<'_>) -> bool {
    case.request.challenge.is_some() || case.client.is_none_or(|client| client.kind != ClientType::Public)
}

/// oauth.txt §2: "PKCE code challenge (S256 method)". Not to name it is to mean it.
fn challenge_method_is_s256(case: &Authorization<'_>) -> bool {
    let is_unnamed = case.request.method.is_none()
        && !(case.request.challenge.is_some() && case.strictness.at(Place::ChallengeMethodRequired));
    is_unnamed || case.request.method.as_deref() == Some(S256)
}

/// oauth.txt §2: "has insufficient permissions".
fn user_runs_the_team(case: &Authorization<'_>) -> bool {
    match &case.account {
        Account::Own => true,
        Account::Team(team) => team.as_ref().is_some_and(|team| team.is_run_by(case.user)),
    }
}

fn faulty_at_opening(case: &Authorization<'_>) -> Result<(), Refused> {
    let foreign = case.request.response_type.as_deref().is_some_and(|kind| kind != "code");
    if foreign && case.strictness.at(Place::ResponseTypeMustBeCode) {
        return Err(unfounded("a response type other than code"));
    }
    Ok(())
}

/// A refusal that only a faulty server makes.
fn unfounded(what: &str) -> Refused {
    Refused { check: Check::UserConsents, refusal: Refusal::Unfounded, differed: format!("fault: {what}") }
}

impl Case for Authorization<'_> {
    fn differed(&self, check: Check) -> String {
        let request = self.request;
        match check {
            Check::StatePresent => "the request has no state, which production wants".to_owned(),
            Check::RedirectUriPresent => "the request names no redirect_uri".to_owned(),
            Check::RedirectUriReadable => {
                format!("redirect_uri is no URL: {}", shown::uri(&request.redirect_uri))
            }
            Check::ClientKnown => format!("no client has this id: {}", shown::stranger(&request.client_id)),
            Check::RedirectUriRegistered => {
                let registered = self.client.map_or(&[][..], |client| client.redirect_uris.as_slice());
                format!(
                    "redirect_uri {} is none of {}",
                    shown::uri(&request.redirect_uri),
                    shown::uris(registered)
                )
            }
            Check::ClientNotRejected => "the client was rejected".to_owned(),
            Check::ClientApproved => {
                format!("the client is not approved, and user {} is not its owner", self.user)
            }
            Check::ScopePresent => "the request asks for no scope, and the client is not legacy".to_owned(),
            Check::ScopesExist => {
                let unknown = scopes::unknown(&request.scopes).unwrap_or_default();
                format!("no such scope: {}", shown::scope(unknown))
            }
            Check::ScopesRegistered => {
                let exceeding = self.client.and_then(|client| scopes::exceeding(&request.scopes, client));
                format!("{} is not enabled on the client", shown::scope(exceeding.unwrap_or_default()))
            }
            Check::ChallengePresent => "the client is public and sent no code_challenge".to_owned(),
            Check::ChallengeMethodS256 => {
                let method = request.method.as_deref().map_or("missing", shown::challenge_method);
                format!("code_challenge_method is {method}")
            }
            Check::TeamRunByUser => format!("user {} is neither admin nor owner of that team", self.user),
            other => other.name().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
