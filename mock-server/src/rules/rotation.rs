//! Rotating the secrets of a client (oauth.txt §5, production-oauth D).

use crate::wire::{Case, Check, Client, ClientType, Objection, Place, Refused, Strictness};

/// A client has at most this many secrets.
pub const MOST_SECRETS: usize = 2;

/// A client whose secrets are handled.
#[derive(Debug)]
pub struct Rotation<'a> {
    /// The client.
    pub client: &'a Client,
    /// Whether its owner does it.
    pub is_owners: bool,
    /// The secret that is to be revoked, as it was named; nothing where one is to be made.
    pub secret: Option<&'a str>,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether the secrets of a client may be looked at. To anybody but its owner it does not exist.
///
/// # Errors
///
/// The first check that does not hold.
pub fn may_look(case: &Rotation<'_>) -> Result<(), Refused<Objection>> {
    case.strictness
        .walk(case, &[(Check::SecretsOfOwnClient, is_handled_by_the_owner, Objection::ClientNotFound)])
}

/// Whether a client may get one more secret.
///
/// # Errors
///
/// The first check that does not hold.
pub fn may_add(case: &Rotation<'_>) -> Result<(), Refused<Objection>> {
    case.strictness.walk(
        case,
        &[
            (Check::SecretsOfOwnClient, is_handled_by_the_owner, Objection::ClientNotFound),
            (Check::UsesSecrets, uses_secrets, Objection::SecretOfPublicClient),
            (Check::RoomForASecret, has_room_for_one_more, Objection::TooManySecrets),
        ],
    )
}

/// Whether a secret of a client may be revoked. That it is the last one is said whatever its id.
///
/// # Errors
///
/// The first check that does not hold.
pub fn may_revoke(case: &Rotation<'_>) -> Result<(), Refused<Objection>> {
    case.strictness.walk(
        case,
        &[
            (Check::SecretsOfOwnClient, is_handled_by_the_owner, Objection::ClientNotFound),
            (Check::UsesSecrets, uses_secrets, Objection::SecretOfPublicClient),
            (Check::NotTheLastSecret, keeps_a_secret, Objection::LastSecret),
            (Check::SecretThere, secret_is_its_own, Objection::SecretNotFound),
        ],
    )
}

/// What a rotation does beside making or revoking a secret: on a server that is right, nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aftermath {
    /// The refresh tokens of the client end.
    pub ends_refresh_tokens: bool,
    /// The client goes back to review.
    pub needs_review: bool,
    /// What is revoked, where something is to be.
    pub revokes: Revoked,
}

/// What a revocation revokes: on a server that is right, the secret that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked {
    /// That one.
    Named,
    /// The oldest one, whichever was named.
    Oldest,
    /// None.
    Nothing,
}

/// oauth.txt §5: "Existing access and refresh tokens remain valid after secret rotation", "Revoking a secret takes
/// effect immediately".
#[must_use]
pub fn aftermath(case: &Rotation<'_>) -> Aftermath {
    let is_revocation = case.secret.is_some();
    Aftermath {
        ends_refresh_tokens: if is_revocation {
            case.strictness.at(Place::RevokingEndsRefreshTokens)
        } else {
            case.strictness.at(Place::GeneratingEndsRefreshTokens)
        },
        needs_review: !is_revocation && case.strictness.at(Place::RotationNeedsReview),
        revokes: match (
            case.strictness.at(Place::RevokedSecretsLinger),
            case.strictness.at(Place::RevokingTakesTheOldest),
        ) {
            (true, _) => Revoked::Nothing,
            (_, true) => Revoked::Oldest,
            _ => Revoked::Named,
        },
    }
}

fn is_handled_by_the_owner(case: &Rotation<'_>) -> bool {
    case.is_owners
}

/// oauth.txt §5: "Secret rotation applies only to confidential clients."
fn uses_secrets(case: &Rotation<'_>) -> bool {
    case.client.kind == ClientType::Confidential
}

/// oauth.txt §5: "You can have a maximum of 2 secrets per client."
fn has_room_for_one_more(case: &Rotation<'_>) -> bool {
    case.client.secrets.len() < MOST_SECRETS
}

fn keeps_a_secret(case: &Rotation<'_>) -> bool {
    case.client.secrets.len() > 1
}

fn secret_is_its_own(case: &Rotation<'_>) -> bool {
    case.client.secrets.iter().any(|own| case.secret == Some(own.id.to_string().as_str()))
}

impl Case for Rotation<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::SecretsOfOwnClient => "it is not its owner who asks".to_owned(),
            Check::UsesSecrets => "the client is public".to_owned(),
            Check::RoomForASecret => format!("it has {} secrets", self.client.secrets.len()),
            Check::NotTheLastSecret => "it has no other secret".to_owned(),
            _ => "none of its secrets has this id".to_owned(),
        }
    }
}
