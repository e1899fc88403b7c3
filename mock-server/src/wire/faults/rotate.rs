//! Servers that are wrong about rotating client secrets: chapter ROTATE.

use super::{Fault, fault};
use crate::wire::Check::{NotTheLastSecret, RoomForASecret, UsesSecrets};
use crate::wire::Flaw::{At, Pardon, RewordObjection};
use crate::wire::Objection;
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("only-the-newest-secret-works", &["ROTATE-01", "ROTATE-02", "ROTATE-06/generated-first"],
        &[At(Place::OnlyTheNewestSecretWorks)],
        "A new secret ends the old one at once."),
    fault("only-the-oldest-secret-works", &["ROTATE-01", "ROTATE-02", "ROTATE-06/generated-second"],
        &[At(Place::OnlyTheOldestSecretWorks)],
        "A new secret works only when the old one is revoked."),
    fault("third-secret", &["ROTATE-03"], &[Pardon(RoomForASecret)],
        "A client can have a third secret."),
    fault("revoked-secrets-linger", &["ROTATE-03/revoked-*", "ROTATE-04"], &[At(Place::RevokedSecretsLinger)],
        "A revoked secret goes on working."),
    fault("revoking-takes-the-oldest", &["ROTATE-01/replaced-to-older", "ROTATE-04", "ROTATE-06/refresh-*-second", "ROTATE-10/newer-twice"],
        &[At(Place::RevokingTakesTheOldest)],
        "Whichever secret is named, the older one is revoked."),
    fault("generating-ends-refresh-tokens", &["ROTATE-06"], &[At(Place::GeneratingEndsRefreshTokens)],
        "A new secret ends the refresh tokens from before."),
    fault("revoking-ends-refresh-tokens", &["ROTATE-06"], &[At(Place::RevokingEndsRefreshTokens)],
        "Revoking a secret ends the refresh tokens from before."),
    fault("secrets-of-public-clients", &["ROTATE-07", "ROTATE-10/ROTATE-07.revoke*"], &[Pardon(UsesSecrets)],
        "A public client can be given a secret."),
    fault("rotation-needs-review", &["ROTATE-06", "ROTATE-08"], &[At(Place::RotationNeedsReview)],
        "A new secret sends the client back to review."),
    fault("two-secrets-close-the-api", &["ROTATE-06", "ROTATE-09"], &[At(Place::TwoSecretsCloseTheApi)],
        "While a client has two secrets the API takes none of its tokens."),
    fault("last-secret-can-be-revoked", &["ROTATE-10"], &[Pardon(NotTheLastSecret)],
        "A client can be left without a secret."),
    fault("last-secret-in-other-words", &["ROTATE-10"],
        &[RewordObjection(NotTheLastSecret, Objection::SecretNotFound)],
        "Of the last secret it is said that there is none."),
];
