//! Servers that are wrong about which edits send a client back to review: chapter REVIEW.

use super::{Fault, fault};
use crate::wire::Check::ClientApprovedAtRefresh;
use crate::wire::Flaw::{At, Pardon};
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("renaming-needs-no-review", &["REVIEW-01"], &[At(Place::RenamingNeedsNoReview)],
        "An owner can rename a client without a review."),
    fault("logo-needs-no-review", &["REVIEW-02"], &[At(Place::LogoNeedsNoReview)],
        "An owner can change the logo of a client without a review."),
    fault("website-needs-no-review", &["REVIEW-03"], &[At(Place::WebsiteNeedsNoReview)],
        "An owner can change the website of a client without a review."),
    fault("added-redirect-uris-need-no-review", &["REVIEW-04"], &[At(Place::AddedRedirectUrisNeedNoReview)],
        "An owner can add a redirect URI to a client without a review."),
    fault("removed-redirect-uris-need-no-review", &["REVIEW-04"], &[At(Place::RemovedRedirectUrisNeedNoReview)],
        "An owner can take a redirect URI from a client without a review."),
    fault("expansion-needs-no-review", &["REVIEW-05"], &[At(Place::ExpansionNeedsNoReview)],
        "An owner can give a client further scopes without a review."),
    fault("write-beside-read-needs-no-review", &["REVIEW-05"], &[At(Place::WriteBesideReadNeedsNoReview)],
        "An owner can add the WRITE of a READ without a review."),
    fault("team-scopes-need-no-review", &["REVIEW-05"], &[At(Place::TeamScopesNeedNoReview)],
        "An owner can give a client team scopes without a review."),
    fault("organization-scopes-need-no-review", &["REVIEW-05"], &[At(Place::OrganizationScopesNeedNoReview)],
        "An owner can give a client organization scopes without a review."),
    fault("read-beside-write-needs-review", &["REVIEW-07"], &[At(Place::ReadBesideWriteNeedsReview)],
        "Adding the READ of a WRITE sends a client back to review."),
    fault("removal-needs-review", &["REVIEW-08"], &[At(Place::RemovalNeedsReview)],
        "Taking scopes away sends a client back to review."),
    fault("purpose-needs-review", &["REVIEW-09"], &[At(Place::PurposeNeedsReview)],
        "Another purpose sends a client back to review."),
    fault("legacy-scopes-need-review", &["LEGACY-08", "REVIEW-10"], &[At(Place::LegacyScopesNeedReview)],
        "Giving a legacy client user-level scopes sends it back to review."),
    fault("legacy-team-scopes-need-no-review", &["REVIEW-11"], &[At(Place::LegacyTeamScopesNeedNoReview)],
        "An owner can give a legacy client team scopes without a review."),
    fault("legacy-organization-scopes-need-no-review", &["REVIEW-11"],
        &[At(Place::LegacyOrganizationScopesNeedNoReview)],
        "An owner can give a legacy client organization scopes without a review."),
    fault("admin-edits-need-review", &["REVIEW-12"], &[At(Place::AdminEditsNeedReview)],
        "An edit by an admin sends a client back to review."),
    fault("demotion-needs-review", &["REVIEW-13"], &[At(Place::DemotionNeedsReview)],
        "Replacing WRITE by READ sends a client back to review."),
    fault("unapproved-clients-refresh", &["REVIEW-14"], &[Pardon(ClientApprovedAtRefresh)],
        "A client that was sent back to pending refreshes the tokens that it has."),
    fault("harmless-edits-reopen", &["REVIEW-15"], &[At(Place::HarmlessEditsReopen)],
        "Any edit makes a rejected client pending."),
    fault("harmless-edits-approve", &["REVIEW-15"], &[At(Place::HarmlessEditsApprove)],
        "An edit that needs no review approves a pending client."),
    fault("reason-outlives-the-rejection", &["REVIEW-15"], &[At(Place::ReasonOutlivesTheRejection)],
        "The reason of a rejection is still shown when the client is pending or approved."),
];
