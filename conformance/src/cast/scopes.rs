//! What a client may ask for, and what stands for the scopes that the rule book names.
//!
//! A usual request asks for `BOOKING_READ PROFILE_READ`. A client that somebody else registered may lack one of them:
//! then others of its scopes play their parts, in requests and in what is expected of the answers.

/// The scopes of the documents' tables.
pub const DOCUMENTED: [&str; 28] = [
    "EVENT_TYPE_READ",
    "EVENT_TYPE_WRITE",
    "BOOKING_READ",
    "BOOKING_WRITE",
    "SCHEDULE_READ",
    "SCHEDULE_WRITE",
    "APPS_READ",
    "APPS_WRITE",
    "PROFILE_READ",
    "PROFILE_WRITE",
    "TEAM_EVENT_TYPE_READ",
    "TEAM_EVENT_TYPE_WRITE",
    "TEAM_BOOKING_READ",
    "TEAM_BOOKING_WRITE",
    "TEAM_SCHEDULE_READ",
    "TEAM_SCHEDULE_WRITE",
    "TEAM_PROFILE_READ",
    "TEAM_PROFILE_WRITE",
    "TEAM_MEMBERSHIP_READ",
    "TEAM_MEMBERSHIP_WRITE",
    "ORG_EVENT_TYPE_READ",
    "ORG_EVENT_TYPE_WRITE",
    "ORG_BOOKING_READ",
    "ORG_BOOKING_WRITE",
    "ORG_SCHEDULE_READ",
    "ORG_SCHEDULE_WRITE",
    "ORG_PROFILE_READ",
    "ORG_PROFILE_WRITE",
];

/// The scope of an organization that opens what a team's scope opens: `ORG_PROFILE_READ` for `TEAM_PROFILE_READ`.
#[must_use]
pub fn twin(scope: &str) -> Option<&'static str> {
    let family = scope.strip_prefix("TEAM_")?;
    DOCUMENTED.into_iter().find(|it| it.strip_prefix("ORG_") == Some(family))
}

/// What the cast's own clients have: every `_READ` scope of the documents, and one to write.
pub(super) fn of_the_cast() -> Vec<String> {
    let has = |scope: &&str| scope.ends_with("_READ") || *scope == "BOOKING_WRITE";
    DOCUMENTED.into_iter().filter(has).map(str::to_owned).collect()
}

/// The two of a usual request, and the third that a request for three adds.
const FIRST: &str = "BOOKING_READ";
const SECOND: &str = "PROFILE_READ";
const THIRD: &str = "EVENT_TYPE_READ";

/// The scope that is asked for where none may be asked for, unless a client has it.
const NOT_ENABLED: &str = "SCHEDULE_WRITE";

/// The scopes that a client has registered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes {
    registered: Vec<String>,
}

impl Scopes {
    /// These.
    #[must_use]
    pub fn new(registered: Vec<String>) -> Self {
        Self { registered }
    }

    /// Whether the client has `scope`.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.registered.iter().any(|it| it == scope)
    }

    /// All of them, in their order.
    #[must_use]
    pub fn all(&self) -> &[String] {
        &self.registered
    }

    /// All that do not open what `scope` opens, in their order.
    #[must_use]
    pub fn others_than(&self, scope: &str) -> Vec<String> {
        let opens = |it: &String| it == scope || twin(scope) == Some(it.as_str());
        self.registered.iter().filter(|it| !opens(it)).cloned().collect()
    }

    /// What a usual request asks for: two, or the only one there is.
    #[must_use]
    pub fn usual(&self) -> Vec<String> {
        [self.first(), self.second()].into_iter().flatten().collect()
    }

    /// The same with a third one, where there are three.
    #[must_use]
    pub fn usual_three(&self) -> Option<[String; 3]> {
        Some([self.first()?, self.second()?, self.third()?])
    }

    /// A documented scope that the client lacks.
    #[must_use]
    pub fn lacking(&self) -> Option<&'static str> {
        [NOT_ENABLED].into_iter().chain(DOCUMENTED).find(|scope| !self.has(scope))
    }

    /// What plays the part of a scope that the book names, if anything does.
    #[must_use]
    pub fn part(&self, named: &str) -> Option<String> {
        match named {
            FIRST => self.first(),
            SECOND => self.second(),
            THIRD => self.third(),
            _ => Some(named.to_owned()),
        }
    }

    /// The profile can only be asked for with its own scope, so that a client which has it asks for it.
    fn second(&self) -> Option<String> {
        let first = self.first()?;
        if self.has(SECOND) && first != SECOND {
            return Some(SECOND.to_owned());
        }
        let third = [THIRD.to_owned()].into_iter().filter(|it| self.has(it));
        self.others().chain(third).find(|scope| *scope != first)
    }

    fn first(&self) -> Option<String> {
        if self.has(FIRST) {
            return Some(FIRST.to_owned());
        }
        let stands_for_itself =
            || [THIRD, SECOND].into_iter().find(|scope| self.has(scope)).map(str::to_owned);
        self.others().next().or_else(stands_for_itself)
    }

    fn third(&self) -> Option<String> {
        let taken = self.usual();
        let free = |scope: &String| !taken.contains(scope);
        [THIRD.to_owned()].into_iter().filter(|it| self.has(it)).chain(self.others()).find(free)
    }

    /// Those that the book gives no part, in the file's order.
    fn others(&self) -> impl Iterator<Item = String> {
        self.registered.iter().filter(|it| ![FIRST, SECOND, THIRD].contains(&it.as_str())).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(words: &str) -> Scopes {
        Scopes::new(words.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn the_cast_plays_the_book_to_the_letter() {
        let cast = Scopes::new(of_the_cast());
        assert_eq!(cast.usual(), ["BOOKING_READ", "PROFILE_READ"]);
        assert_eq!(cast.usual_three().unwrap()[2], "EVENT_TYPE_READ");
        assert_eq!(cast.lacking(), Some("SCHEDULE_WRITE"));
    }

    #[test]
    fn other_scopes_take_the_parts_of_those_that_a_client_lacks() {
        for (registered, usual) in [
            ("APPS_READ BOOKING_READ", "BOOKING_READ APPS_READ"),
            ("APPS_READ PROFILE_READ", "APPS_READ PROFILE_READ"),
            ("EVENT_TYPE_READ PROFILE_READ", "EVENT_TYPE_READ PROFILE_READ"),
            ("EVENT_TYPE_READ APPS_READ", "APPS_READ EVENT_TYPE_READ"),
            ("SCHEDULE_READ APPS_READ", "SCHEDULE_READ APPS_READ"),
            ("BOOKING_WRITE", "BOOKING_WRITE"),
            ("PROFILE_READ", "PROFILE_READ"),
            ("EVENT_TYPE_READ", "EVENT_TYPE_READ"),
        ] {
            assert_eq!(scopes(registered).usual().join(" "), usual, "{registered}");
        }
        let four = scopes("SCHEDULE_READ APPS_READ PROFILE_WRITE");
        assert_eq!(four.part("BOOKING_READ").unwrap(), "SCHEDULE_READ");
        assert_eq!(four.part("PROFILE_READ").unwrap(), "APPS_READ");
        assert_eq!(four.part("EVENT_TYPE_READ").unwrap(), "PROFILE_WRITE");
        assert_eq!(scopes("BOOKING_READ PROFILE_READ").usual_three(), None);
        assert_eq!(scopes("BOOKING_WRITE").part("PROFILE_READ"), None);
    }

    #[test]
    fn a_token_with_every_scope_but_one_opens_nothing_of_it() {
        let all = Scopes::new(DOCUMENTED.map(str::to_owned).to_vec());
        assert_eq!(all.others_than("BOOKING_READ").len(), 27);
        let others = all.others_than("TEAM_PROFILE_READ");
        assert!(!others.iter().any(|it| it == "TEAM_PROFILE_READ" || it == "ORG_PROFILE_READ"), "{others:?}");
        assert_eq!(all.others_than("TEAM_MEMBERSHIP_READ").len(), 27, "there is no twin");
        assert_eq!(all.others_than("ORG_PROFILE_READ").len(), 27, "a team's scope opens nothing of it");
    }

    #[test]
    fn a_client_with_every_scope_lacks_none() {
        assert_eq!(scopes("SCHEDULE_WRITE").lacking(), Some("EVENT_TYPE_READ"));
        assert_eq!(scopes(&DOCUMENTED.join(" ")).lacking(), None);
    }
}
