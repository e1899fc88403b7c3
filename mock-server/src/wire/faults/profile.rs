//! Servers that are wrong about an access token at the API: chapter ME.

use super::{Fault, fault};
use crate::wire::ApiError;
use crate::wire::Check::{
    CredentialsPresent, PermissionsNeedCredentials, PermissionsOfToken, TokenGenuine, TokenInTime,
};
use crate::wire::Flaw::{At, Pardon, RewordApi};
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("profile-hides-the-email", &["ME-01", "MANAGED-08", "MANAGED-15"], &[At(Place::ProfileHidesTheEmail)],
        "The profile does not hold the user's e-mail address."),
    fault("signature-is-ignored", &["ME-02"], &[At(Place::SignatureIsIgnored)],
        "A token is believed whoever signed it."),
    fault("expired-token-passes", &["ME-02", "TOKEN-04"], &[Pardon(TokenInTime)],
        "An access token that expired still works."),
    fault("missing-token-in-other-words", &["ME-03", "MANAGED-16/none"],
        &[RewordApi(CredentialsPresent, ApiError::InvalidAccessToken)],
        "A request without a token is told that its token is invalid."),
    fault("invalid-token-in-other-words", &["ME-03", "MANAGED-14", "MANAGED-15", "MANAGED-16", "MANAGED-17"],
        &[RewordApi(TokenGenuine, ApiError::NobodyBehindToken)],
        "A garbled token is told that its user is gone."),
    fault("profile-shows-the-locale", &["ME-04", "SCOPE-12/get-me", "SCOPE-12/patch-me"], &[At(Place::ProfileShowsTheLocale)],
        "The profile has a member more."),
    fault("profile-forgets-the-name", &["ME-04"], &[At(Place::ProfileForgetsTheName)],
        "A new name is taken without a word and not kept."),
    fault("permissions-are-not-asked-first", &["ME-05/garbled-*", "ME-05/expired-*", "ME-05/refresh-*"],
        &[RewordApi(PermissionsOfToken, ApiError::InvalidAccessToken)],
        "Where permissions are looked at first, a garbled token is 401 and not 403."),
    fault("missing-permissions-in-other-words", &["ME-05/none-*"],
        &[RewordApi(PermissionsNeedCredentials, ApiError::NoCredentials)],
        "Where permissions are looked at first, a missing token is 401 and not 403."),
];
