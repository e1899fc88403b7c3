//! Servers that are wrong about what a token may touch: chapter SCOPE.

use super::{Fault, fault};
use crate::wire::ApiError;
use crate::wire::Check::{OpenToThirdParties, ScopesHeld};
use crate::wire::Flaw::{At, Pardon, RewordApi};
use crate::wire::Place;

#[rustfmt::skip]
pub(super) const FAULTS: &[Fault] = &[
    fault("one-scope-is-not-granted", &["SCOPE-01"], &[At(Place::OneScopeIsNotGranted)],
        "ORG_SCHEDULE_WRITE is left out of what is granted."),
    fault("booking-references-are-closed", &["SCOPE-02"], &[At(Place::ReferencesAreClosed)],
        "The references of a booking are open to no token that has scopes."),
    fault("scopes-are-not-asked-for", &["SCOPE-03", "SCOPE-06", "SCOPE-07"], &[Pardon(ScopesHeld)],
        "No endpoint asks for a scope."),
    fault("scopes-of-the-client-decide", &["SCOPE-03"], &[At(Place::ClientScopesDecide)],
        "A token may touch whatever its client may ask for."),
    fault("booking-list-asks-no-scope", &["SCOPE-03"], &[At(Place::BookingListAsksNoScope)],
        "The list of bookings wants no scope."),
    fault("schedules-ask-no-scope", &["SCOPE-03"], &[At(Place::SchedulesAskNoScope)],
        "No endpoint of the user's own schedules wants a scope."),
    fault("refused-writes-happen", &["SCOPE-03"], &[At(Place::RefusedWritesHappen)],
        "A write that is refused for want of a scope is carried out all the same."),
    fault("cancelling-wants-a-token", &["SCOPE-04"], &[At(Place::CancellingWantsAToken)],
        "A booking cannot be cancelled without a token."),
    fault("organization-scopes-open-no-team", &["SCOPE-05"], &[At(Place::OrganizationScopesOpenNoTeam)],
        "An ORG_ scope does not grant its TEAM_ twin."),
    fault("team-scopes-open-the-organization", &["SCOPE-06"], &[At(Place::TeamScopesOpenTheOrganization)],
        "A TEAM_ scope grants its ORG_ twin."),
    fault("personal-scopes-open-teams", &["SCOPE-06"], &[At(Place::PersonalScopesOpenTeams)],
        "A user-level scope grants its TEAM_ and ORG_ twins."),
    fault("write-opens-read", &["SCOPE-03", "SCOPE-07"], &[At(Place::WriteOpensRead)],
        "X_WRITE grants X_READ."),
    fault("read-opens-write", &["SCOPE-03", "SCOPE-07"], &[At(Place::ReadOpensWrite)],
        "X_READ grants X_WRITE."),
    fault("insufficient-scope-in-other-words", &["SCOPE-08"],
        &[RewordApi(ScopesHeld, ApiError::NotForThirdParties)],
        "A token without the scope of the endpoint is told that the endpoint is open to nobody."),
    fault("closed-endpoint-in-other-words", &["SCOPE-09"],
        &[RewordApi(OpenToThirdParties, ApiError::InvalidAccessToken)],
        "A token with scopes is called invalid at an endpoint that is in no table."),
    fault("scopes-without-endpoints-are-not-granted", &["SCOPE-10"],
        &[At(Place::ScopesWithoutEndpointsAreNotGranted)],
        "The five scopes that no endpoint asks for are left out of what is granted."),
    fault("scopes-come-after-the-lookup", &["SCOPE-11"], &[At(Place::ScopesComeAfterTheLookup)],
        "Whose things they are is looked at before the scopes of the token."),
    fault("schedules-hide-their-overrides", &["SCOPE-12"], &[At(Place::SchedulesHideTheirOverrides)],
        "A schedule is shown without its overrides."),
    fault("closed-endpoints-are-open", &["SCOPE-13"], &[Pardon(OpenToThirdParties)],
        "An endpoint that is in no table answers any token."),
];
