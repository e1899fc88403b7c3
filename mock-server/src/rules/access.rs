//! What a token may touch: the scope guard, before who calls is asked (production-api B1, production-oauth E).

use crate::wire::{ApiError, Case, Check, Claims, Family, Refused, Scope, Strictness, shown};

/// A call and the scope that its endpoint wants.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What a valid access token says. Anything else is not this guard's business.
    pub claims: Option<&'a Claims>,
    /// The scope of the endpoint.
    pub required: &'static str,
}

/// Whether the token's scopes cover the endpoint.
///
/// # Errors
///
/// What is missing, and what the token has.
pub fn admit(case: &Entry<'_>, strictness: &Strictness) -> Result<(), Refused<ApiError>> {
    let held = case.claims.map(|claims| claims.scope.0.join(", ")).unwrap_or_default();
    let refusal = ApiError::InsufficientScope { required: case.required.to_owned(), held };
    strictness.walk(case, &[(Check::ScopesHeld, covers, refusal)])
}

/// Held literally, or as the `ORG_` twin of a `TEAM_` scope; WRITE is not READ. A token that has no scope from after
/// scopes were introduced is not limited by any.
fn covers(case: &Entry<'_>) -> bool {
    let Some(claims) = case.claims else { return true };
    let is_limiting = |word: &str| Scope::named(word).is_some_and(|scope| scope.family() != Family::Legacy);
    if !claims.scope.words().any(is_limiting) {
        return true;
    }
    let twin = case.required.strip_prefix("TEAM_").map(|rest| format!("ORG_{rest}"));
    claims.scope.has(case.required) || twin.is_some_and(|twin| claims.scope.has(&twin))
}

impl Case for Entry<'_> {
    fn differed(&self, _: Check) -> String {
        let words = self.claims.into_iter().flat_map(|claims| claims.scope.words());
        let held: Vec<_> = words.map(shown::scope).collect();
        format!("the endpoint needs {}, the token has [{}]", self.required, held.join(", "))
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
        admit(&Entry { claims: Some(&claims), required }, &Strictness::default()).is_ok()
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
