//! What a platform client may do with the users that it manages (platform-quickstart 2 to 4, production-api E).
//!
//! Who calls is decided in `bearer.rs`; [`origin`] says from which pages browsers may bring a managed user's token, and
//! [`user`] what a managed user may be.

pub mod client;
pub mod landing;
pub mod origin;
pub mod tokens;
pub mod user;

use crate::wire::{ApiError, Case, Check, PlatformClient, Refused, Role, Strictness, Team};

/// Somebody who handles the managed users of a platform client.
#[derive(Debug)]
pub struct Governance<'a> {
    /// Whose users they are; nothing where there is no such client.
    pub client: Option<&'a PlatformClient>,
    /// How the path names it.
    pub named: &'a str,
    /// Whether the call proves itself by the client's own secret.
    pub has_its_key: bool,
    /// The organization of whoever calls, and as what they are in it.
    pub organization: Option<(&'a Team, Role)>,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether they may: by the client's secret, or as whoever runs its organization.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-api E.
pub fn govern(case: &Governance<'_>) -> Result<(), Refused<ApiError>> {
    let foreign = ApiError::ForeignPlatform {
        client: case.named.to_owned(),
        organization: case.organization.map(|(team, _)| team.id).unwrap_or_default(),
    };
    case.strictness.walk(
        case,
        &[
            (Check::PlatformOfThisClient, is_of_this_client, foreign),
            (Check::RunsThePlatform, runs_an_organization, ApiError::RunsNoPlatform),
        ],
    )
}

fn runs_an_organization(case: &Governance<'_>) -> bool {
    case.has_its_key || case.organization.is_some_and(|(_, role)| role >= Role::Admin)
}

/// Whoever is in no organization runs none: that is the next check's.
fn is_of_this_client(case: &Governance<'_>) -> bool {
    let own = case.client.map(|client| client.organization);
    case.has_its_key || case.organization.is_none_or(|(team, _)| Some(team.id) == own)
}

impl Case for Governance<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::RunsThePlatform => "the user runs no organization".to_owned(),
            _ => "the platform client in the path belongs to another organization, or to none".to_owned(),
        }
    }
}
