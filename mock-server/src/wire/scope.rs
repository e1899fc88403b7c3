//! The scopes a token may carry, and whose things each opens (oauth.txt §1, production-oauth E).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whose things a scope opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The user's own.
    User,
    /// Those of a team.
    Team,
    /// Those of an organization.
    Organization,
    /// The two names from before scopes: they restrict nothing.
    Legacy,
}

/// One row of the documents' scope tables.
struct Row {
    word: &'static str,
    family: Family,
}

const fn row(word: &'static str, family: Family) -> Row {
    Row { word, family }
}

/// Every scope that exists, in the order of the documents. The only place where they are spelled.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    row("EVENT_TYPE_READ",        Family::User),
    row("EVENT_TYPE_WRITE",       Family::User),
    row("BOOKING_READ",           Family::User),
    row("BOOKING_WRITE",          Family::User),
    row("SCHEDULE_READ",          Family::User),
    row("SCHEDULE_WRITE",         Family::User),
    row("APPS_READ",              Family::User),
    row("APPS_WRITE",             Family::User),
    row("PROFILE_READ",           Family::User),
    row("PROFILE_WRITE",          Family::User),
    row("TEAM_EVENT_TYPE_READ",   Family::Team),
    row("TEAM_EVENT_TYPE_WRITE",  Family::Team),
    row("TEAM_BOOKING_READ",      Family::Team),
    row("TEAM_BOOKING_WRITE",     Family::Team),
    row("TEAM_SCHEDULE_READ",     Family::Team),
    row("TEAM_SCHEDULE_WRITE",    Family::Team),
    row("TEAM_PROFILE_READ",      Family::Team),
    row("TEAM_PROFILE_WRITE",     Family::Team),
    row("TEAM_MEMBERSHIP_READ",   Family::Team),
    row("TEAM_MEMBERSHIP_WRITE",  Family::Team),
    row("ORG_EVENT_TYPE_READ",    Family::Organization),
    row("ORG_EVENT_TYPE_WRITE",   Family::Organization),
    row("ORG_BOOKING_READ",       Family::Organization),
    row("ORG_BOOKING_WRITE",      Family::Organization),
    row("ORG_SCHEDULE_READ",      Family::Organization),
    row("ORG_SCHEDULE_WRITE",     Family::Organization),
    row("ORG_PROFILE_READ",       Family::Organization),
    row("ORG_PROFILE_WRITE",      Family::Organization),
    row("READ_BOOKING",           Family::Legacy),
    row("READ_PROFILE",           Family::Legacy),
];

/// A scope that exists.
#[derive(Clone, Copy)]
pub struct Scope(&'static Row);

impl Scope {
    /// The scope spelled `word`, to the letter.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.word == word).map(Self)
    }

    /// All 28 scopes of the documents' tables, in their order, without the two legacy names.
    pub fn documented() -> impl Iterator<Item = Self> {
        TABLE.iter().filter(|row| row.family != Family::Legacy).map(Self)
    }

    /// The two names from before scopes.
    pub fn old() -> impl Iterator<Item = Self> {
        TABLE.iter().filter(|row| row.family == Family::Legacy).map(Self)
    }

    /// Its one spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.0.word
    }

    /// Whose things it opens.
    #[must_use]
    pub const fn family(self) -> Family {
        self.0.family
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Scope words as somebody wrote them: order and repetitions kept, unknown ones too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeList(pub Vec<String>);

impl ScopeList {
    /// Splits on runs of commas and blanks; tabs and newlines separate nothing (AUTHZ-15, AUTHZ-23).
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::split(text, &[',', ' '])
    }

    /// The same words, each once, in the order in which they come first.
    #[must_use]
    pub fn distinct(&self) -> Self {
        let mut distinct = Self::default();
        for word in self.words().filter(|word| !word.is_empty()) {
            if !distinct.has(word) {
                distinct.0.push(word.to_owned());
            }
        }
        distinct
    }

    /// Splits on runs of `separators`.
    #[must_use]
    pub fn split(text: &str, separators: &[char]) -> Self {
        Self(text.split(separators).filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// As the token response says it (TOKEN-03).
    #[must_use]
    pub fn joined(&self) -> String {
        self.0.join(" ")
    }

    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether `word` is among them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.words().any(|own| own == word)
    }
}

impl<'a> FromIterator<&'a str> for ScopeList {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        Self(words.into_iter().map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_name_twenty_eight_scopes() {
        assert_eq!(Scope::documented().count(), 28);
    }

    #[test]
    fn a_scope_is_found_by_its_own_word_and_no_other_case() {
        for scope in Scope::documented() {
            assert_eq!(Scope::named(scope.word()).map(Scope::word), Some(scope.word()));
            assert!(Scope::named(&scope.word().to_lowercase()).is_none());
        }
    }

    #[test]
    fn runs_of_commas_and_blanks_separate_and_order_is_kept() {
        let list = ScopeList::parse(" ,PROFILE_READ, ,BOOKING_READ  APPS_READ,");
        assert_eq!(list.joined(), "PROFILE_READ BOOKING_READ APPS_READ");
        assert_eq!(ScopeList::parse("A\tB").0, ["A\tB"]);
        assert!(ScopeList::parse(" , ").is_empty());
    }
}
