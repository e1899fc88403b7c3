//! What is said of a membership (calcom-openapi.json: `CreateTeamMembershipInput`, `CreateOrgTeamMembershipDto`,
//! `UpdateTeamMembershipInput`), and by whom lists of them are filtered.

use serde_json::{Map, Value};

use super::properties::{Is, Property, may, must};
use crate::wire::{ApiError, Constraint, EventType, Host, Member, Role, Violation};

/// What a role can be called.
const ROLES: &[&str] = &["MEMBER", "OWNER", "ADMIN"];
/// More addresses than these are not looked for at once.
const MOST_EMAILS: usize = 20;

/// Whose memberships are listed.
pub const EMAILS: Property = may("emails", Is::Texts);

/// What is said of a new one.
pub const OF_NEW: &[Property] = &[
    must("userId", Is::AnyInteger),
    may("accepted", Is::Flag),
    may("role", Is::OneOf(ROLES)),
    may("disableImpersonation", Is::Flag),
];

/// What is said of a new one in a team of an organization.
pub const OF_NEW_IN_ORGANIZATION: &[Property] = &[
    must("userId", Is::AnyInteger),
    may("accepted", Is::Flag),
    must("role", Is::OneOf(ROLES)),
    may("disableImpersonation", Is::Flag),
];

/// What is changed of one.
pub const OF_CHANGED: &[Property] =
    &[may("accepted", Is::Flag), may("role", Is::OneOf(ROLES)), may("disableImpersonation", Is::Flag)];

/// Somebody who was asked to join: what nobody says anything else about.
#[must_use]
pub const fn asked(id: u64, user: u64) -> Member {
    Member { accepted: false, ..Member::new(id, user, Role::Member) }
}

/// Takes what is said of a membership over into it.
pub fn apply(member: &mut Member, said: &Map<String, Value>) {
    let flag = |name: &str, now: bool| said.get(name).and_then(Value::as_bool).unwrap_or(now);
    member.accepted = flag("accepted", member.accepted);
    member.disable_impersonation = flag("disableImpersonation", member.disable_impersonation);
    member.role = match said.get("role").and_then(Value::as_str) {
        Some("MEMBER") => Role::Member,
        Some("ADMIN") => Role::Admin,
        Some("OWNER") => Role::Owner,
        _ => member.role,
    };
}

/// Whoever joins a team hosts what all its members host.
pub fn join(event_type: &mut EventType, user: u64) {
    let is_for_all = event_type.settings.get("assignAllTeamMembers") == Some(&Value::Bool(true));
    if is_for_all && !event_type.hosts.iter().any(|host| host.user == user) {
        event_type.hosts.push(Host { user, mandatory: false, priority: "medium".to_owned() });
    }
}

/// Whoever leaves a team hosts nothing of it any more.
pub fn leave(event_type: &mut EventType, user: u64) {
    event_type.hosts.retain(|host| host.user != user);
}

/// The addresses that a query wants, each once; none where it wants everybody.
///
/// # Errors
///
/// Too many of them, or one that is none.
pub fn wanted_emails(query: &Map<String, Value>) -> Result<Vec<String>, ApiError> {
    let texts = query.get(EMAILS.name).and_then(Value::as_array).into_iter().flatten();
    let mut emails: Vec<String> = Vec::new();
    for email in texts.filter_map(Value::as_str).map(|text| text.trim().to_lowercase()) {
        if !email.is_empty() && !emails.contains(&email) {
            emails.push(email);
        }
    }
    let broken = if emails.len() > MOST_EMAILS {
        Constraint::TooManyEmails
    } else if emails.iter().any(|email| !super::properties::is_email(email)) {
        Constraint::EachEmail
    } else {
        return Ok(emails);
    };
    let property = EMAILS.name.to_owned();
    let violation = Violation { target: query.clone(), property, broken: Some(broken), children: Vec::new() };
    Err(ApiError::Invalid(vec![violation]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::Owner;

    fn wanted(emails: &[&str]) -> Result<Vec<String>, String> {
        let query = json!({"emails": emails});
        wanted_emails(query.as_object().unwrap_or(&Map::new())).map_err(|error| error.told())
    }

    #[test]
    fn addresses_are_folded_and_wanted_once() {
        assert_eq!(
            wanted(&["Bob@example.com", "bob@example.com ", ""]),
            Ok(vec!["bob@example.com".to_owned()])
        );
        assert_eq!(wanted(&[""]), Ok(Vec::new()));
        assert_eq!(wanted(&["bob"]), Err("Each email must be a valid email address".to_owned()));
        let many: Vec<String> = (0..21).map(|number| format!("bob{number}@example.com")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(wanted(&many[..20]).map(|emails| emails.len()), Ok(20));
        let too_many =
            "emails array cannot contain more than 20 email addresses for team membership filtering";
        assert_eq!(wanted(&many), Err(too_many.to_owned()));
    }

    #[test]
    fn what_is_not_said_stays() {
        let mut member = asked(1, 2);
        assert!(!member.accepted && member.role == Role::Member);
        apply(&mut member, json!({"role": "ADMIN"}).as_object().unwrap_or(&Map::new()));
        assert!(!member.accepted && member.role == Role::Admin);
        apply(&mut member, json!({"accepted": true}).as_object().unwrap_or(&Map::new()));
        assert!(member.accepted && member.role == Role::Admin && !member.disable_impersonation);
    }

    #[test]
    fn members_host_what_all_host_once_and_no_longer_than_they_are_members() {
        let mut event_type = EventType::new(1, Owner::Team(7));
        join(&mut event_type, 2);
        assert!(event_type.hosts.is_empty());
        event_type.settings.insert("assignAllTeamMembers".to_owned(), json!(true));
        for user in [2, 3, 2] {
            join(&mut event_type, user);
        }
        let hosts = |it: &EventType| it.hosts.iter().map(|host| host.user).collect::<Vec<_>>();
        assert_eq!(hosts(&event_type), [2, 3]);
        leave(&mut event_type, 2);
        assert_eq!(hosts(&event_type), [3]);
    }
}
