//! Servers that are wrong about what a token may touch: chapter SCOPE.

use super::{Fault, fault};
use crate::wire::ApiError;
use crate::wire::Check::{OpenToThirdParties, ScopesHeld};
use crate::wire::Flaw::{At, Pardon, RewordApi};
use crate::wire::Place;

/// Whatever scopes a token has, it may touch everything: all refusals for want of one are gone.
const WITHOUT_SCOPES: &[&str] = &[
    "REFRESH-03",
    "LEGACY-10",
    "SCOPE-03/*",
    "SCOPE-06/*",
    "SCOPE-07/*",
    "SCOPE-11/unknown-id",
    "SCOPE-11/no-number",
    "SCOPE-11/foreign-team",
    "SCOPE-11/foreign-organization",
    "SCOPE-11/bad-body",
    "SCOPE-11/empty-body",
];
/// The same, and the tokens from before a migration, for which the client's new scopes are too few.
const BY_THE_CLIENT: &[&str] = &{
    let mut all = ["LEGACY-08"; WITHOUT_SCOPES.len() + 1];
    let mut place = 0;
    while place < WITHOUT_SCOPES.len() {
        all[place] = WITHOUT_SCOPES[place];
        place += 1;
    }
    all
};
/// The endpoints of the user's own schedules, and what their two scopes are to each other.
const SCHEDULES: &[&str] = &[
    "LEGACY-10/write",
    "SCOPE-03/get-schedules",
    "SCOPE-03/get-schedules-one",
    "SCOPE-03/get-schedules-default",
    "SCOPE-03/post-schedules",
    "SCOPE-03/patch-schedules-one",
    "SCOPE-03/delete-schedules-one",
    "SCOPE-03/other-version-of-schedules",
    "SCOPE-07/get-schedules-by-schedule-write",
    "SCOPE-07/post-schedules-by-schedule-read",
];
/// The endpoints whose ORG_ scope has a TEAM_ twin: all that there are.
const OF_THE_ORGANIZATION: &[&str] = &[
    "SCOPE-03/get-organizations-event-types",
    "SCOPE-03/get-organizations-bookings",
    "SCOPE-03/get-organizations-schedules",
    "SCOPE-03/*-organizations-users-schedules",
    "SCOPE-03/*-organizations-users-schedules-one",
    "SCOPE-03/get-organizations-teams",
    "SCOPE-03/get-organizations-teams-me",
    "SCOPE-03/post-organizations-teams",
    "SCOPE-03/patch-organizations-teams-one",
    "SCOPE-03/delete-organizations-teams-one",
    "SCOPE-06/*-by-team-*",
];
/// The endpoints whose TEAM_ or ORG_ scope has a user-level twin: all but those of memberships.
const WITH_A_PERSONAL_TWIN: &[&str] = &[
    "SCOPE-03/*-teams-event-types*",
    "SCOPE-03/*-teams-bookings*",
    "SCOPE-03/*-teams-schedules",
    "SCOPE-03/*-teams-users-schedules",
    "SCOPE-03/*-organizations-*schedules*",
    "SCOPE-03/*-teams",
    "SCOPE-03/*-teams-one",
    "SCOPE-03/get-organizations-event-types",
    "SCOPE-03/get-organizations-bookings",
    "SCOPE-03/get-organizations-teams-me",
    "SCOPE-06/*-by-event-type-*",
    "SCOPE-06/*-by-booking-*",
    "SCOPE-06/*-by-schedule-*",
    "SCOPE-06/*-by-profile-*",
];
/// Whatever leaves something behind that can be looked at: all writes but calls by phone and invites.
const WRITES_THAT_SHOW: &[&str] = &[
    "LEGACY-10/write",
    "SCOPE-03/patch-*",
    "SCOPE-03/delete-*",
    "SCOPE-03/form",
    "SCOPE-03/post-bookings-mark-absent",
    "SCOPE-03/post-bookings-confirm",
    "SCOPE-03/post-bookings-decline",
    "SCOPE-03/post-bookings-guests",
    "SCOPE-03/post-bookings-reassign*",
    "SCOPE-03/post-event-types*",
    "SCOPE-03/post-*teams",
    "SCOPE-03/post-*teams-event-types",
    "SCOPE-03/post-*teams-memberships",
    "SCOPE-03/post-*schedules",
];

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("one-scope-is-not-granted", &["SCOPE-01"], &[At(Place::OneScopeIsNotGranted)],
        "ORG_SCHEDULE_WRITE is left out of what is granted."),
    fault("booking-references-are-closed", &[
            "SCOPE-02/get-bookings-references",
            "SCOPE-08/SCOPE-03.get-bookings-references",
            "SCOPE-12/get-bookings-references",
        ], &[At(Place::ReferencesAreClosed)],
        "The references of a booking are open to no token that has scopes."),
    fault("scopes-are-not-asked-for", WITHOUT_SCOPES, &[Pardon(ScopesHeld)],
        "No endpoint asks for a scope."),
    fault("scopes-of-the-client-decide", BY_THE_CLIENT, &[At(Place::ClientScopesDecide)],
        "A token may touch whatever its client may ask for."),
    fault("booking-list-asks-no-scope", &["LEGACY-10", "SCOPE-03/get-bookings", "SCOPE-07/get-bookings-by-booking-write"],
        &[At(Place::BookingListAsksNoScope)],
        "The list of bookings wants no scope."),
    fault("schedules-ask-no-scope", SCHEDULES, &[At(Place::SchedulesAskNoScope)],
        "No endpoint of the user's own schedules wants a scope."),
    fault("refused-writes-happen", WRITES_THAT_SHOW, &[At(Place::RefusedWritesHappen)],
        "A write that is refused for want of a scope is carried out all the same."),
    fault("cancelling-wants-a-token", &["SCOPE-04/cancel"], &[At(Place::CancellingWantsAToken)],
        "A booking cannot be cancelled without a token."),
    fault("organization-scopes-open-no-team", &["SCOPE-05/*"], &[At(Place::OrganizationScopesOpenNoTeam)],
        "An ORG_ scope does not grant its TEAM_ twin."),
    fault("team-scopes-open-the-organization", OF_THE_ORGANIZATION,
        &[At(Place::TeamScopesOpenTheOrganization)],
        "A TEAM_ scope grants its ORG_ twin."),
    fault("personal-scopes-open-teams", WITH_A_PERSONAL_TWIN, &[At(Place::PersonalScopesOpenTeams)],
        "A user-level scope grants its TEAM_ and ORG_ twins."),
    fault("write-opens-read", &["SCOPE-03/get-*", "SCOPE-07/*-write"], &[At(Place::WriteOpensRead)],
        "X_WRITE grants X_READ."),
    fault("read-opens-write", &["LEGACY-10/write", "SCOPE-03/delete-*", "SCOPE-03/patch-*", "SCOPE-03/post-*", "SCOPE-07/*-read"],
        &[At(Place::ReadOpensWrite)],
        "X_READ grants X_WRITE."),
    fault("insufficient-scope-in-other-words", &["SCOPE-08/*"],
        &[RewordApi(ScopesHeld, ApiError::NotForThirdParties)],
        "A token without the scope of the endpoint is told that the endpoint is open to nobody."),
    fault("closed-endpoint-in-other-words", &["SCOPE-09/*"],
        &[RewordApi(OpenToThirdParties, ApiError::InvalidAccessToken)],
        "A token with scopes is called invalid at an endpoint that is in no table."),
    fault("scopes-without-endpoints-are-not-granted", &["SCOPE-01", "SCOPE-10/*"],
        &[At(Place::ScopesWithoutEndpointsAreNotGranted)],
        "The five scopes that no endpoint asks for are left out of what is granted."),
    fault("scopes-come-after-the-lookup", &["SCOPE-11/no-number", "SCOPE-11/foreign-team", "SCOPE-11/foreign-organization"],
        &[At(Place::ScopesComeAfterTheLookup)],
        "Whose things they are is looked at before the scopes of the token."),
    fault("schedules-hide-their-overrides",
        &["SCOPE-12/get-*schedules*", "SCOPE-12/post-*schedules", "SCOPE-12/patch-*schedules-one"],
        &[At(Place::SchedulesHideTheirOverrides)],
        "A schedule is shown without its overrides."),
    fault("closed-endpoints-are-open", &["LEGACY-10/closed", "SCOPE-13/*"], &[Pardon(OpenToThirdParties)],
        "An endpoint that is in no table answers any token."),
];
