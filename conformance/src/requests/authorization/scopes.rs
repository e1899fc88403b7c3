//! The sets of scopes that an authorization request may name: one alone, all, or all but one.

use super::{
    AuthorizationRequest,
    details::{Change, PlainDetail},
};
use crate::requests::{phrases, union};

union! {
    /// A detail of an authorization request.
    RequestDetail, "request", Change = PlainDetail | ScopeAlone | EveryScopeWith | EveryScopeBut
}

impl RequestDetail {
    /// Changes what the phrase says.
    pub(crate) fn apply(&self, request: &mut AuthorizationRequest) {
        (self.0)(request);
    }
}

/// A list with a phrase for each of these scopes.
macro_rules! for_each_scope {
    ($(#[$doc:meta])* $name:ident: $before:literal $after:literal => $change:ident; $($scope:literal)+) => {
        phrases! {
            $(#[$doc])*
            $name, "request", Change {
                $(concat!($before, $scope, $after) => |r| r.$change($scope),)+
            }
        }
    };
}

/// The scopes of the documents' tables, for two lists. A test holds them against the others.
macro_rules! scopes {
    ($($scope:literal)+) => {
        for_each_scope! {
            /// One scope alone.
            ScopeAlone: "with the scope " " alone" => scope_alone; $($scope)+
        }
        for_each_scope! {
            /// Every scope that the client has, which must be among them.
            EveryScopeWith: "with every scope, " " among them" => every_scope_with; $($scope)+
        }
        for_each_scope! {
            /// Every scope that the client has, but this one and its twin.
            EveryScopeBut: "with every scope but " "" => every_scope_but; $($scope)+
        }
    };
}

scopes! {
    "EVENT_TYPE_READ"
    "EVENT_TYPE_WRITE"
    "BOOKING_READ"
    "BOOKING_WRITE"
    "SCHEDULE_READ"
    "SCHEDULE_WRITE"
    "APPS_READ"
    "APPS_WRITE"
    "PROFILE_READ"
    "PROFILE_WRITE"
    "TEAM_EVENT_TYPE_READ"
    "TEAM_EVENT_TYPE_WRITE"
    "TEAM_BOOKING_READ"
    "TEAM_BOOKING_WRITE"
    "TEAM_SCHEDULE_READ"
    "TEAM_SCHEDULE_WRITE"
    "TEAM_PROFILE_READ"
    "TEAM_PROFILE_WRITE"
    "TEAM_MEMBERSHIP_READ"
    "TEAM_MEMBERSHIP_WRITE"
    "ORG_EVENT_TYPE_READ"
    "ORG_EVENT_TYPE_WRITE"
    "ORG_BOOKING_READ"
    "ORG_BOOKING_WRITE"
    "ORG_SCHEDULE_READ"
    "ORG_SCHEDULE_WRITE"
    "ORG_PROFILE_READ"
    "ORG_PROFILE_WRITE"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::scopes::DOCUMENTED;

    #[test]
    fn every_documented_scope_can_be_named() {
        for scope in DOCUMENTED {
            for phrase in [
                format!("with the scope {scope} alone"),
                format!("with every scope, {scope} among them"),
                format!("with every scope but {scope}"),
            ] {
                assert!(phrase.parse::<RequestDetail>().is_ok(), "{phrase}");
            }
        }
    }

    #[test]
    fn only_the_phrases_of_the_lists_are_details() {
        assert!("with every scope".parse::<RequestDetail>().is_ok());
        for other in ["with the scope", "with a scope", "with the scope X alone", "with every scope but X"] {
            assert!(other.parse::<RequestDetail>().is_err(), "{other}");
        }
    }
}
