//! Redeeming an authorization code (oauth.txt §3, production-oauth A.5).

use jiff::Timestamp;

use super::token_request::Exchange;
use super::{client, pkce};
use crate::wire::{Case, Check, Client, ClientType, Code, Place, Refusal, Refused, Strictness, shown};

/// An exchange and what was looked up for it.
#[derive(Debug)]
pub struct Redemption<'a> {
    /// What the client sent.
    pub request: &'a Exchange,
    /// The client it names.
    pub client: Option<&'a Client>,
    /// The code it names, as it was issued.
    pub code: Option<Code>,
    /// Whether it came as a form: only a faulty server cares.
    pub is_form: bool,
    /// The time.
    pub now: Timestamp,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether the code may be exchanged, and whether it is used up: also by some attempts that fail.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-oauth A.5.
pub fn redeem(code: Option<&mut Code>, case: &Redemption<'_>) -> Result<(), Refused> {
    let outcome = authenticate(case).map_err(|refused| (spends_early(case, &refused), refused));
    let outcome =
        outcome.and_then(|()| prove(case).map_err(|refused| (spends_late(case, &refused), refused)));
    if let Some(code) = code {
        code.is_spent |= outcome.as_ref().map_or_else(|(spends, _)| *spends, |()| true);
    }
    outcome.map_err(|(_, refused)| refused)
}

/// Up to here the code stays as it was (TOKEN-19, TOKEN-20).
fn authenticate(case: &Redemption<'_>) -> Result<(), Refused> {
    case.strictness.walk(
        case,
        &[
            (Check::ClientKnownAtExchange, client_is_known, Refusal::ClientNotFound),
            (
                Check::RedirectUriRegisteredAtExchange,
                redirect_uri_is_empty_or_registered,
                Refusal::RedirectUriMismatch,
            ),
            (Check::SecretMatches, confidential_client_knows_its_secret, Refusal::WrongSecret),
            (Check::CodeKnown, code_was_issued, Refusal::CodeInvalid),
            (Check::CodeUnused, code_was_not_used_before, Refusal::CodeInvalid),
            (Check::CodeOfThisClient, code_belongs_to_the_client, Refusal::CodeInvalid),
            (Check::CodeInTime, code_is_still_fresh, Refusal::CodeInvalid),
            (Check::RedirectUriOfTheCode, redirect_uri_is_that_of_the_code, Refusal::RedirectUriMismatch),
        ],
    )
}

/// From here on the code is used up, whatever comes out (PKCE-06).
fn prove(case: &Redemption<'_>) -> Result<(), Refused> {
    case.strictness.walk(
        case,
        &[
            (Check::ClientNotRejectedAtExchange, client_was_not_rejected, Refusal::ClientRejected),
            (
                Check::ClientApprovedAtExchange,
                client_is_approved_or_the_users_own,
                Refusal::ClientNotApproved,
            ),
            (Check::PkcePresented, challenge_and_verifier_are_there, Refusal::PkceMissing),
            (Check::VerifierMatches, verifier_hashes_to_the_challenge, Refusal::PkceFailed),
        ],
    )
}

/// oauth.txt §3: "No OAuth client exists with the provided `client_id`."
fn client_is_known(case: &Redemption<'_>) -> bool {
    case.client.is_some()
}

/// production-oauth A.5, 2. An empty one is judged with the code.
fn redirect_uri_is_empty_or_registered(case: &Redemption<'_>) -> bool {
    let Some(named) = case.request.redirect_uri.as_deref().filter(|uri| !uri.is_empty()) else { return true };
    case.client.is_none_or(|client| client.redirect_uris.iter().any(|uri| uri == named))
}

fn confidential_client_knows_its_secret(case: &Redemption<'_>) -> bool {
    let secret = case.request.client_secret.as_deref();
    client::is_public_or_knows(case.client, secret, case.is_form, case.strictness)
}

/// oauth.txt §3: "... or is invalid."
fn code_was_issued(case: &Redemption<'_>) -> bool {
    case.code.is_some()
}

/// oauth.txt §3: "The authorization code has already been used ..."
fn code_was_not_used_before(case: &Redemption<'_>) -> bool {
    case.code.as_ref().is_none_or(|code| !code.is_spent)
}

/// oauth.txt §3: "... or is invalid": another client's is (TOKEN-30).
fn code_belongs_to_the_client(case: &Redemption<'_>) -> bool {
    case.code.as_ref().is_none_or(|code| case.client.is_some_and(|client| client.id == code.grant.client))
}

/// oauth.txt §3: "... has expired ..."
fn code_is_still_fresh(case: &Redemption<'_>) -> bool {
    case.code.as_ref().is_none_or(|code| case.now < code.expires_at)
}

/// oauth.txt §3.1: "Must match the redirect URI used in the authorization request".
fn redirect_uri_is_that_of_the_code(case: &Redemption<'_>) -> bool {
    let is_public = case.client.is_some_and(|client| client.kind == ClientType::Public);
    let is_unbound = is_public && case.strictness.at(Place::PublicRedirectUriIsUnbound);
    let Some(named) = case.request.redirect_uri.as_deref() else { return true };
    is_unbound || case.code.as_ref().is_none_or(|code| code.redirect_uri == named)
}

fn client_was_not_rejected(case: &Redemption<'_>) -> bool {
    client::was_not_rejected(case.client)
}

fn client_is_approved_or_the_users_own(case: &Redemption<'_>) -> bool {
    let user = case.code.as_ref().and_then(|code| code.grant.grantee.user());
    client::is_approved_or_owned_by(case.client, user)
}

/// A public client proves itself by PKCE; a confidential one that sent a challenge must, too (PKCE-08).
fn needs_proof(case: &Redemption<'_>) -> bool {
    let is_public = case.client.is_some_and(|client| client.kind == ClientType::Public);
    let has_challenge = case.code.as_ref().is_some_and(|code| code.grant.proof.is_some());
    // The input pipe lets no such request through, but for that of a faulty server.
    let is_let_off = case.request.client_secret.is_none() && case.request.code_verifier.is_none();
    if is_public {
        !is_let_off
    } else {
        has_challenge && !case.strictness.at(Place::ConfidentialClientsSkipPkce)
    }
}

/// oauth.txt §3.2: "You must have sent a `code_challenge`", and `code_verifier` is required.
fn challenge_and_verifier_are_there(case: &Redemption<'_>) -> bool {
    let proof = case.code.as_ref().and_then(|code| code.grant.proof.as_ref());
    let has_verifier = case.request.code_verifier.as_deref().is_some_and(|verifier| !verifier.is_empty());
    !needs_proof(case) || (has_verifier && proof.is_some_and(|proof| proof.method == "S256"))
}

/// oauth.txt §3.2: "The original PKCE code verifier used to generate the `code_challenge`".
fn verifier_hashes_to_the_challenge(case: &Redemption<'_>) -> bool {
    let verifier = case.request.code_verifier.as_deref().unwrap_or_default();
    let proof = case.code.as_ref().and_then(|code| code.grant.proof.as_ref());
    !needs_proof(case)
        || proof.is_some_and(|proof| pkce::verifies(verifier, &proof.challenge, case.strictness))
}

/// An attempt that fails before the code was found right leaves it alone; a faulty server does not.
fn spends_early(case: &Redemption<'_>, refused: &Refused) -> bool {
    match refused.check {
        Check::CodeOfThisClient => case.strictness.at(Place::ForeignAttemptSpendsTheCode),
        Check::SecretMatches => case.strictness.at(Place::WrongSecretSpendsTheCode),
        Check::RedirectUriRegisteredAtExchange | Check::RedirectUriOfTheCode => {
            case.strictness.at(Place::WrongRedirectUriSpendsTheCode)
        }
        _ => false,
    }
}

/// production-oauth A.5: "from here the code is gone".
fn spends_late(case: &Redemption<'_>, refused: &Refused) -> bool {
    refused.check != Check::VerifierMatches || !case.strictness.at(Place::FailedVerifierKeepsTheCode)
}

impl Case for Redemption<'_> {
    fn differed(&self, check: Check) -> String {
        let request = self.request;
        let named = request.redirect_uri.as_deref().unwrap_or_default();
        let code = self.code.as_ref();
        match check {
            Check::ClientKnownAtExchange => {
                format!("no client has this id: {}", shown::stranger(&request.client_id))
            }
            Check::RedirectUriRegisteredAtExchange => {
                let registered = self.client.map_or(&[][..], |client| client.redirect_uris.as_slice());
                format!("redirect_uri {} is none of {}", shown::uri(named), shown::uris(registered))
            }
            Check::SecretMatches => match request.client_secret.as_deref() {
                None => "the client is confidential and sent no client_secret".to_owned(),
                Some("") => "the client_secret is empty".to_owned(),
                Some(_) => "the client_secret is none of the client's".to_owned(),
            },
            Check::CodeKnown => "this code was never issued".to_owned(),
            Check::CodeUnused => "this code was already used".to_owned(),
            Check::CodeOfThisClient => "this code was issued to another client".to_owned(),
            Check::CodeInTime => {
                let end = code.map(|code| code.expires_at.to_string()).unwrap_or_default();
                format!("this code expired at {end}, now it is {}", self.now)
            }
            Check::RedirectUriOfTheCode => {
                let own = code.map(|code| code.redirect_uri.as_str()).unwrap_or_default();
                let (named, own) = (shown::uri(named), shown::uri(own));
                format!("redirect_uri is {named}, the authorization request said {own}")
            }
            Check::ClientNotRejectedAtExchange => "the client was rejected".to_owned(),
            Check::ClientApprovedAtExchange => {
                "the client is not approved, and the code is not its owner's".to_owned()
            }
            Check::PkcePresented => {
                match (code.is_some_and(|code| code.grant.proof.is_some()), &request.code_verifier) {
                    (true, _) => "a code_challenge was sent, but no code_verifier came".to_owned(),
                    (false, _) => "no code_challenge was sent to the authorization page".to_owned(),
                }
            }
            Check::VerifierMatches => "the code_verifier does not hash to the code_challenge".to_owned(),
            other => other.name().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
