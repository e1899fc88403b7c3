//! What a managed user may be: `CreateManagedUserInput` of calcom-openapi.json (platform-quickstart 3, production-api E1).

use serde_json::{Map, Value};

use crate::rules::profile;
use crate::rules::properties::{self, Is, Property, is_email, may, must};
use crate::rules::team_settings::slug;
use crate::wire::{ApiError, Case, Check, ClientId, Constraint, DAYS, Place, Refused, Strictness, Violation};

/// What is said of a managed user to be: the name and the day the week begins with may be anything where production's
/// quirks rule.
#[must_use]
pub fn of_new(strictness: &Strictness) -> Vec<Property> {
    let name = if strictness.at(Place::ManagedUserNameRequired) {
        must("name", Is::Text)
    } else {
        may("name", Is::Text)
    };
    let any_week = strictness.at(Place::ManagedUserWeekStartUnchecked);
    vec![
        must("email", Is::Text),
        name,
        may("timeFormat", Is::Judged(time_format)),
        may("weekStart", if any_week { Is::Text } else { Is::In(DAYS) }),
        may("timeZone", Is::TimeZone),
        may("locale", Is::OneOf(profile::LOCALES)),
        may("avatarUrl", Is::Url),
        may("bio", Is::Text),
        may("metadata", Is::Metadata),
    ]
}

fn time_format(_: &str, value: &Value) -> Option<Constraint> {
    let is_one = matches!(value.as_u64(), Some(12 | 24));
    let told = || Constraint::Said("isTimeFormat", "timeFormat must be a number either 12 or 24".to_owned());
    (!is_one).then(told)
}

/// What `body` says of a managed user to be.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn read(body: Map<String, Value>, strictness: &Strictness) -> Result<Map<String, Value>, Vec<Violation>> {
    properties::read(&profile::coerced(body), &of_new(strictness))
}

/// How the address of a managed user is kept: with the client's id behind a plus, so that it is nobody else's.
#[must_use]
pub fn stored_email(email: &str, client: &ClientId, strictness: &Strictness) -> String {
    let mark = format!("+{client}@");
    if email.contains(&mark) || strictness.at(Place::ManagedEmailsAreKeptPlain) {
        return email.to_owned();
    }
    match email.split_once('@') {
        Some((local, domain)) => format!("{local}{mark}{domain}"),
        None => format!("{email}{mark}undefined"),
    }
}

/// The first part of a managed user's booking links: their stored address up to its second label, as one word.
#[must_use]
pub fn username(stored_email: &str) -> String {
    let (local, domain) = stored_email.split_once('@').unwrap_or((stored_email, ""));
    let mut labels = domain.split('.');
    let mut label = || labels.next().unwrap_or_default();
    slug(&format!("{local}-{}-{}", label(), label()))
}

/// A managed user to be, or one who is to have another address.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// What is wrong with the body.
    pub violations: &'a [Violation],
    /// The address as it would be kept.
    pub email: &'a str,
    /// The managed user of this client who has it.
    pub taken_by: Option<u64>,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether there may be such a managed user.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-api E1.
pub fn judge(case: &Candidate<'_>) -> Result<(), Refused<ApiError>> {
    case.strictness.walk(
        case,
        &[
            (
                Check::ManagedUserFits,
                |case| case.violations.is_empty(),
                ApiError::Invalid(case.violations.to_vec()),
            ),
            (
                Check::ManagedEmailValid,
                |case| is_email(case.email),
                ApiError::InviteFailed(case.email.to_owned()),
            ),
            (
                Check::ManagedEmailFree,
                |case| case.taken_by.is_none(),
                ApiError::ManagedUserExists(case.taken_by.unwrap_or_default()),
            ),
        ],
    )
}

impl Case for Candidate<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::ManagedUserFits => {
                self.violations.iter().map(Violation::told).collect::<Vec<_>>().join("; ")
            }
            Check::ManagedEmailValid => "the e-mail address is none".to_owned(),
            _ => "this platform client has a managed user with this e-mail address".to_owned(),
        }
    }
}

/// The number in the path, and whether it is that of a managed user of this client.
#[derive(Debug)]
pub struct Named<'a> {
    /// As it is written.
    pub name: &'a str,
    /// Whether it is one of this client's.
    pub is_ours: bool,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether a path names a managed user of this client.
///
/// # Errors
///
/// That it does not.
pub fn is_ours(case: &Named<'_>) -> Result<(), Refused<ApiError>> {
    let unknown = ApiError::NotOfThisClient(case.name.to_owned());
    case.strictness.walk(case, &[(Check::ManagedUserOfThisClient, |case| case.is_ours, unknown)])
}

impl Case for Named<'_> {
    fn differed(&self, _: Check) -> String {
        "this platform client manages no user with this number".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_with_the_clients_id() {
        let client = ClientId("abc".to_owned());
        for (email, stored, name) in [
            ("bob@example.com", "bob+abc@example.com", "bob-abc-example-com"),
            ("bob+abc@example.com", "bob+abc@example.com", "bob-abc-example-com"),
            ("Bob+tag@mail.example.co.uk", "Bob+tag+abc@mail.example.co.uk", "bob-tag-abc-mail-example"),
            ("bob", "bob+abc@undefined", "bob-abc-undefined"),
        ] {
            let kept = stored_email(email, &client, &Strictness::default());
            assert_eq!((kept.as_str(), username(&kept).as_str()), (stored, name));
        }
    }

    #[test]
    fn a_body_without_anything_lacks_an_address_and_for_production_a_name() {
        let missing = |strictness: &Strictness| {
            let violations = read(Map::new(), strictness).unwrap_err();
            violations.iter().map(Violation::told).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(missing(&Strictness::default()), "email must be a string");
        let quirk = crate::wire::Fault::named("managed-user-name-required").unwrap();
        assert_eq!(missing(&Strictness::with(&[quirk])), "email must be a string; name must be a string");
    }
}
