//! What a token may touch: the scope guard, before who calls is asked (production-api B1, production-oauth E).

use crate::wire::{ApiError, Case, Check, Claims, Family, Place, Refused, Scope, Strictness, shown};

/// Who may call an endpoint with an OAuth token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, whatever their token's scopes, or without a token.
    Public,
    /// A token that has this scope, or one that nothing limits.
    Scope(&'static str),
    /// A token that nothing limits: the endpoint is in no table (SCOPE-13).
    Closed,
}

/// A call and what its endpoint wants.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What a valid access token says. Anything else is not this guard's business.
    pub claims: Option<&'a Claims>,
    /// Who may call the endpoint.
    pub access: Access,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether the token's scopes cover the endpoint.
///
/// # Errors
///
/// What is missing, and what the token has.
pub fn admit(case: &Entry<'_>) -> Result<(), Refused<ApiError>> {
    let held = case.claims.map(|claims| claims.scope.0.join(", ")).unwrap_or_default();
    let required = case.required().unwrap_or_default().to_owned();
    case.strictness.walk(
        case,
        &[
            (Check::OpenToThirdParties, is_open, ApiError::NotForThirdParties),
            (Check::ScopesHeld, covers, ApiError::InsufficientScope { required, held }),
        ],
    )
}

impl Entry<'_> {
    fn required(&self) -> Option<&'static str> {
        if let Access::Scope(required) = self.access { Some(required) } else { None }
    }

    /// A token that has no scope from after scopes were introduced is not limited by any.
    fn is_limited(&self) -> bool {
        let are_old_ones_held = self.strictness.at(Place::OldScopesAreHeld);
        let is_limiting = |word: &str| {
            Scope::named(word).is_some_and(|scope| scope.family() != Family::Legacy || are_old_ones_held)
        };
        let is_held = self.strictness.at(Place::UnscopedTokensAreHeld);
        self.claims.is_some_and(|claims| is_held || claims.scope.words().any(is_limiting))
    }

    fn holds(&self, scope: &str) -> bool {
        self.claims.is_some_and(|claims| claims.scope.has(scope))
    }
}

/// Deny by default (production-api B1).
fn is_open(case: &Entry<'_>) -> bool {
    case.access != Access::Closed || !case.is_limited()
}

/// Held literally, or as the `ORG_` twin of a `TEAM_` scope; WRITE is not READ.
fn covers(case: &Entry<'_>) -> bool {
    let Some(required) = case.required() else { return true };
    !case.is_limited()
        || case.holds(required)
        || is_opened_by_twin(case, required)
        || is_opened_by_mistake(case, required)
}

/// oauth.txt §1: "An ORG_ scope automatically grants the corresponding TEAM_ scope."
fn is_opened_by_twin(case: &Entry<'_>, required: &str) -> bool {
    !case.strictness.at(Place::OrganizationScopesOpenNoTeam)
        && required.strip_prefix("TEAM_").is_some_and(|rest| case.holds(&format!("ORG_{rest}")))
}

/// What opens an endpoint on a server that is wrong about it.
fn is_opened_by_mistake(case: &Entry<'_>, required: &str) -> bool {
    let swapped = |place, from, to| {
        let other = required.ends_with(from).then(|| required.replace(from, to));
        case.strictness.at(place) && other.is_some_and(|other| case.holds(&other))
    };
    let without = |place, families: &[&str], instead: &str| {
        let rest = families.iter().find_map(|family| required.strip_prefix(family));
        case.strictness.at(place) && rest.is_some_and(|rest| case.holds(&format!("{instead}{rest}")))
    };
    swapped(Place::WriteOpensRead, "_READ", "_WRITE")
        || swapped(Place::ReadOpensWrite, "_WRITE", "_READ")
        || without(Place::TeamScopesOpenTheOrganization, &["ORG_"], "TEAM_")
        || without(Place::PersonalScopesOpenTeams, &["TEAM_", "ORG_"], "")
}

impl Case for Entry<'_> {
    fn differed(&self, check: Check) -> String {
        let words = self.claims.into_iter().flat_map(|claims| claims.scope.words());
        let held: Vec<_> = words.map(shown::scope).collect();
        let held = held.join(", ");
        if check == Check::OpenToThirdParties {
            return format!("the endpoint is open to no token with scopes, the token has [{held}]");
        }
        let required = self.required().unwrap_or_default();
        format!("the endpoint needs {required}, the token has [{held}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{ScopeList, Use};

    fn admits(held: &str, required: &'static str) -> bool {
        let claims = Claims {
            user_id: Some(1),
            team_id: None,
            scope: ScopeList::parse(held),
            token_type: Use::Access,
            client_id: String::new(),
            iat: 0,
            exp: 0,
            secret: None,
            code_challenge: None,
            code_challenge_method: None,
        };
        let strictness = Strictness::default();
        let access = if required.is_empty() { Access::Closed } else { Access::Scope(required) };
        admit(&Entry { claims: Some(&claims), access, strictness: &strictness }).is_ok()
    }

    #[test]
    fn an_endpoint_in_no_table_is_open_to_tokens_without_scopes_alone() {
        assert!(!admits("APPS_READ PROFILE_READ", ""));
        assert!(admits("", "") && admits("READ_PROFILE", ""));
    }

    #[test]
    fn a_token_opens_what_its_scopes_name() {
        assert!(admits("BOOKING_READ PROFILE_READ", "PROFILE_READ"));
        assert!(!admits("BOOKING_READ PROFILE_WRITE", "PROFILE_READ"));
    }

    #[test]
    fn an_organizations_scope_opens_its_teams_and_not_the_reverse() {
        assert!(admits("ORG_PROFILE_READ", "TEAM_PROFILE_READ"));
        assert!(!admits("TEAM_PROFILE_READ", "ORG_PROFILE_READ"));
        assert!(!admits("PROFILE_READ", "TEAM_PROFILE_READ"));
    }

    #[test]
    fn a_token_without_scopes_or_with_old_ones_alone_opens_everything() {
        assert!(admits("", "PROFILE_READ"));
        assert!(admits("READ_BOOKING", "PROFILE_READ"));
        assert!(!admits("READ_PROFILE BOOKING_READ", "PROFILE_READ"));
    }
}
