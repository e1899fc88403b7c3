//! Servers that are wrong about clients from before scopes and their migration: chapter LEGACY.

use super::{Fault, fault};
use crate::wire::Flaw::At;
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("clients-without-scopes-are-not-legacy", &["LEGACY-01", "LEGACY-03", "LEGACY-05"],
        &[At(Place::ClientsWithoutScopesAreNotLegacy)],
        "A client without scopes must ask for some."),
    fault("old-scopes-are-not-legacy", &["LEGACY-02"], &[At(Place::OldScopesAreNotLegacy)],
        "A client with the two old scopes alone is held to scopes."),
    fault("one-old-scope-makes-legacy", &["LEGACY-06/kept-booking", "LEGACY-07/kept-booking", "LEGACY-11"],
        &[At(Place::OneOldScopeMakesLegacy)],
        "A client that still has an old scope is legacy, whatever else it has."),
    fault("legacy-clients-must-ask", &["LEGACY-01", "LEGACY-02", "LEGACY-03"], &[At(Place::LegacyClientsMustAsk)],
        "A legacy client cannot authorize without a scope."),
    fault("unscoped-tokens-are-held", &["LEGACY-01", "LEGACY-02", "LEGACY-04", "LEGACY-08", "ME-01"],
        &[At(Place::UnscopedTokensAreHeld)],
        "A token without scopes opens nothing."),
    fault("legacy-clients-are-held-to-their-scopes", &["LEGACY-01", "LEGACY-02", "LEGACY-05"],
        &[At(Place::LegacyClientsAreHeldToTheirScopes)],
        "A legacy client may ask only for scopes that are registered."),
    fault("legacy-grants-forget-their-scopes", &["LEGACY-05"], &[At(Place::LegacyGrantsForgetTheirScopes)],
        "What a legacy client asks for is granted without limits."),
    fault("migration-is-forgotten", &["LEGACY-06", "LEGACY-07"], &[At(Place::MigrationIsForgotten)],
        "A legacy client that is given scopes stays legacy."),
    fault("migration-ends-access-tokens", &["LEGACY-08"], &[At(Place::MigrationEndsAccessTokens)],
        "Access tokens from before a migration end with it."),
    fault("migration-ends-refresh-tokens", &["LEGACY-08"], &[At(Place::MigrationEndsRefreshTokens)],
        "Refresh tokens from before a migration end with it."),
    fault("unscoped-grants-name-their-scopes", &["LEGACY-09"], &[At(Place::UnscopedGrantsNameTheirScopes)],
        "A grant without scopes is told by the old scope names."),
    fault("unscoped-grants-name-no-scope", &["LEGACY-09"], &[At(Place::UnscopedGrantsNameNoScope)],
        "A grant without scopes lacks the member scope."),
    fault("old-scopes-are-held", &["LEGACY-10"], &[At(Place::OldScopesAreHeld)],
        "A token with the old scopes alone opens nothing."),
    fault("legacy-tokens-are-never-held", &["LEGACY-10"], &[At(Place::LegacyTokensAreNeverHeld)],
        "A token of a legacy client opens everything, whatever scopes it has."),
];
