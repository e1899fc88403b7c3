//! Servers that are wrong about managed users, their tokens and their platform's client: chapter MANAGED.

use super::{Fault, fault};
use crate::wire::ApiError;
use crate::wire::Check::{
    ManagedEmailFree, ManagedEmailValid, ManagedTokenInTime, ManagedUserFits, OriginRegistered,
    PlatformPermits, SecretKeyFits,
};
use crate::wire::Flaw::{At, Pardon, RewordApi};
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("managed-user-body-in-other-words", &["MANAGED-14"], &[Pardon(ManagedUserFits)],
        "Whatever is wrong with what is said of a managed user, it is the e-mail address that is blamed."),
    fault("managed-email-may-be-none", &["MANAGED-02/empty", "MANAGED-14"], &[Pardon(ManagedEmailValid)],
        "A managed user is created with an e-mail address that is none."),
    fault("managed-email-may-be-taken", &["MANAGED-14"], &[Pardon(ManagedEmailFree)],
        "Two managed users of a client have the same e-mail address."),
    fault("managed-emails-are-kept-plain", &["MANAGED-14", "MANAGED-15"], &[At(Place::ManagedEmailsAreKeptPlain)],
        "The e-mail address of a managed user is stored as it was sent."),
    fault("platform-secret-unchecked", &["MANAGED-07", "MANAGED-12", "MANAGED-14", "MANAGED-15", "MANAGED-17"], &[Pardon(SecretKeyFits)],
        "Any secret will do for a platform client."),
    fault("managed-tokens-never-expire", &["MANAGED-11", "MANAGED-16"], &[Pardon(ManagedTokenInTime)],
        "The access token of a managed user that expired still works."),
    fault("expired-managed-token-is-unknown", &["MANAGED-16"], &[RewordApi(ManagedTokenInTime, ApiError::InvalidAccessToken)],
        "An expired access token is answered 401 and not 498, so that atoms do not refresh it."),
    fault("managed-tokens-live-two-hours", &["MANAGED-16"], &[At(Place::ManagedTokensLiveTwoHours)],
        "The access token of a managed user lives for two hours."),
    fault("managed-tokens-end-to-the-second", &["MANAGED-16"], &[At(Place::ManagedTokensEndToTheSecond)],
        "The life of a managed user's access token is not rounded down to the minute."),
    fault("expired-managed-tokens-linger", &["MANAGED-16"], &[At(Place::ExpiredManagedTokensLinger)],
        "A refresh sweeps no expired token away, so that they are answered 498 for ever."),
    fault("used-managed-refresh-token-lives", &["MANAGED-17"], &[At(Place::UsedManagedRefreshTokenLives)],
        "A refresh token of a managed user works as often as it is sent."),
    fault("managed-refresh-ends-access-tokens", &["MANAGED-17"], &[At(Place::ManagedRefreshEndsAccessTokens)],
        "A refresh ends the access tokens of before."),
    fault("platform-permissions-unchecked", &["MANAGED-13"], &[Pardon(PlatformPermits)],
        "What a platform client did not enable is open to its users all the same."),
    fault("platform-permits-all-reading", &["MANAGED-13"], &[At(Place::PlatformPermitsAllReading)],
        "A platform client's users may read whatever it did not enable."),
    fault("platform-permits-all-writing", &["MANAGED-13"], &[At(Place::PlatformPermitsAllWriting)],
        "A platform client's users may write whatever it did not enable."),
    fault("permission-refused-in-other-words", &["MANAGED-18"], &[RewordApi(PlatformPermits, ApiError::RunsNoPlatform)],
        "A user whose platform client did not enable something is told of a role that is missing."),
    fault("origins-unchecked", &["MANAGED-18", "MANAGED-19"], &[Pardon(OriginRegistered)],
        "A page of any origin may bring a managed user's token."),
];
