//! Which scopes are asked for, and which of them may be (oauth.txt §2, production-oauth C.4).

use crate::wire::{Client, Place, Scope, ScopeList, Strictness};

/// The scopes of the `scope` parameter (AUTHZ-15, AUTHZ-23).
#[must_use]
pub fn requested(parameter: &str, strictness: &Strictness) -> ScopeList {
    let mut list = if strictness.at(Place::CommasDoNotSeparate) {
        ScopeList::split(parameter, &[' '])
    } else {
        ScopeList::parse(parameter)
    };
    if strictness.at(Place::ScopesIgnoreCase) {
        list.0.iter_mut().for_each(|word| word.make_ascii_uppercase());
    }
    list
}

/// What is granted of them: all, in the order in which they were asked for (AUTHZ-23).
#[must_use]
pub fn granted(requested: &ScopeList, strictness: &Strictness) -> ScopeList {
    let mut list = requested.clone();
    if strictness.at(Place::ScopesAreSorted) {
        list.0.sort();
    }
    if strictness.at(Place::OneScopeIsNotGranted) {
        list.0.retain(|word| word != "ORG_SCHEDULE_WRITE");
    }
    if strictness.at(Place::ScopesWithoutEndpointsAreNotGranted) {
        list.0.retain(|word| !WITHOUT_ENDPOINTS.contains(&word.as_str()));
    }
    list
}

/// The scopes that no endpoint asks for (oauth.txt §1, "No endpoints currently use this scope").
const WITHOUT_ENDPOINTS: &[&str] =
    &["APPS_WRITE", "TEAM_BOOKING_WRITE", "TEAM_SCHEDULE_WRITE", "ORG_EVENT_TYPE_WRITE", "ORG_BOOKING_WRITE"];

/// The first one that does not exist (AUTHZ-10, AUTHZ-11).
pub(super) fn unknown(requested: &ScopeList) -> Option<&str> {
    requested.words().find(|word| Scope::named(word).is_none())
}

/// The first one that exists but is not enabled on the client (AUTHZ-12).
pub(super) fn exceeding<'a>(requested: &'a ScopeList, client: &Client) -> Option<&'a str> {
    requested.words().find(|word| Scope::named(word).is_some() && !client.scopes.has(word))
}
