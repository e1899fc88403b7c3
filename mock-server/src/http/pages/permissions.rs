//! The permissions that scopes stand for, as the sentences of the consent page.
//!
//! One scope is told in the words of the documents' Description column. READ and WRITE of one resource become one
//! line, and headings appear only when there is more than one kind of resource.

/// The sentences about one kind of resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What stands above them, where there is more than one group.
    pub heading: Option<&'static str>,
    /// What the client may do, in the order it was asked for.
    pub sentences: Vec<&'static str>,
}

/// Puts `scopes` into sentences. Words that are no scope are left out, and said twice is said once.
pub fn sentences<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Vec<Group> {
    let asked = by_resource(scopes);
    let mut groups: Vec<Group> = KINDS
        .into_iter()
        .map(|kind| Group {
            heading: Some(kind.heading()),
            sentences: asked
                .iter()
                .filter(|asked| asked.resource.kind() == kind)
                .map(Asked::sentence)
                .collect(),
        })
        .filter(|group| !group.sentences.is_empty())
        .collect();
    if let [only] = groups.as_mut_slice() {
        only.heading = None;
    }
    groups
}

/// What one scope allows; empty of a word that is none.
#[must_use]
pub fn sentence(scope: &str) -> &'static str {
    sentences([scope]).first().and_then(|group| group.sentences.first()).copied().unwrap_or_default()
}

/// Gathers what is asked of each resource, in the order of its first mention.
fn by_resource<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for (resource, verb) in scopes.into_iter().filter_map(parse) {
        let known = all.iter().position(|asked| asked.resource.word == resource.word);
        let place = known.unwrap_or_else(|| {
            all.push(Asked { resource, read: false, write: false });
            all.len() - 1
        });
        match verb {
            Verb::Read => all[place].read = true,
            Verb::Write => all[place].write = true,
        }
    }
    all
}

/// `TEAM_BOOKING_READ` is the resource `TEAM_BOOKING` and the verb `READ`.
fn parse(scope: &str) -> Option<(&'static Resource, Verb)> {
    let (word, verb) = scope.rsplit_once('_')?;
    let verb = match verb {
        "READ" => Verb::Read,
        "WRITE" => Verb::Write,
        _ => return None,
    };
    RESOURCES.iter().find(|resource| resource.word == word).map(|resource| (resource, verb))
}

enum Verb {
    Read,
    Write,
}

/// A resource and what is asked of it: at least one of the two.
struct Asked {
    resource: &'static Resource,
    read: bool,
    write: bool,
}

impl Asked {
    fn sentence(&self) -> &'static str {
        match (self.read, self.write) {
            (true, true) => self.resource.both,
            (false, true) => self.resource.write,
            (_, false) => self.resource.read,
        }
    }
}

/// Whose things a resource is about, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    User,
    Team,
    Organization,
}

const KINDS: [Kind; 3] = [Kind::User, Kind::Team, Kind::Organization];

impl Kind {
    fn heading(self) -> &'static str {
        match self {
            Self::User => "Personal",
            Self::Team => "Team",
            Self::Organization => "Organization",
        }
    }
}

/// A row of the documents' scope tables: a resource, and the Description of its READ and its WRITE.
struct Resource {
    word: &'static str,
    read: &'static str,
    write: &'static str,
    /// Ours, but for bookings, where production says it so.
    both: &'static str,
}

impl Resource {
    fn kind(&self) -> Kind {
        if self.word.starts_with("TEAM_") {
            Kind::Team
        } else if self.word.starts_with("ORG_") {
            Kind::Organization
        } else {
            Kind::User
        }
    }
}

const RESOURCES: &[Resource] = &[
    Resource {
        word: "EVENT_TYPE",
        read: "View event types",
        write: "Create, edit, and delete event types",
        both: "Create, read, update, and delete event types",
    },
    Resource {
        word: "BOOKING",
        read: "View bookings",
        write: "Create, edit, and delete bookings",
        both: "Create, read, update, and delete bookings",
    },
    Resource {
        word: "SCHEDULE",
        read: "View availability",
        write: "Create, edit, and delete availability",
        both: "Create, read, update, and delete availability",
    },
    Resource {
        word: "APPS",
        read: "View connected apps",
        write: "Connect and disconnect apps",
        both: "View, connect, and disconnect apps",
    },
    Resource {
        word: "PROFILE",
        read: "View personal info",
        write: "Edit personal info",
        both: "View and edit personal info",
    },
    Resource {
        word: "TEAM_EVENT_TYPE",
        read: "View team event types",
        write: "Create, edit, and delete team event types",
        both: "Create, read, update, and delete team event types",
    },
    Resource {
        word: "TEAM_BOOKING",
        read: "View team bookings",
        write: "Create, edit, and delete team bookings",
        both: "Create, read, update, and delete team bookings",
    },
    Resource {
        word: "TEAM_SCHEDULE",
        read: "View team schedules",
        write: "Create, edit, and delete team schedules",
        both: "Create, read, update, and delete team schedules",
    },
    Resource {
        word: "TEAM_PROFILE",
        read: "View team profiles",
        write: "Create, edit, and delete teams",
        both: "Create, read, update, and delete teams",
    },
    Resource {
        word: "TEAM_MEMBERSHIP",
        read: "View team memberships",
        write: "Create, edit, and delete team memberships",
        both: "Create, read, update, and delete team memberships",
    },
    Resource {
        word: "ORG_EVENT_TYPE",
        read: "View all event types across the organization",
        write: "Create, edit, and delete event types across the organization",
        both: "Create, read, update, and delete event types across the organization",
    },
    Resource {
        word: "ORG_BOOKING",
        read: "View all bookings across the organization",
        write: "Create, edit, and delete bookings across the organization",
        both: "Create, read, update, and delete bookings across the organization",
    },
    Resource {
        word: "ORG_SCHEDULE",
        read: "View schedules across the organization",
        write: "Create, edit, and delete schedules across the organization",
        both: "Create, read, update, and delete schedules across the organization",
    },
    Resource {
        word: "ORG_PROFILE",
        read: "View organization teams",
        write: "Create, edit, and delete organization teams",
        both: "Create, read, update, and delete organization teams",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scope_is_told_in_the_words_of_the_documents() {
        Asking("EVENT_TYPE_READ").shows(&["View event types"]);
        Asking("BOOKING_WRITE").shows(&["Create, edit, and delete bookings"]);
        Asking("ORG_EVENT_TYPE_READ").shows(&["View all event types across the organization"]);
    }

    #[test]
    fn read_and_write_of_one_resource_become_one_line() {
        Asking("BOOKING_READ BOOKING_WRITE").shows(&["Create, read, update, and delete bookings"]);
        Asking("PROFILE_READ PROFILE_WRITE").shows(&["View and edit personal info"]);
        Asking("APPS_READ APPS_WRITE").shows(&["View, connect, and disconnect apps"]);
    }

    #[test]
    fn the_merged_line_stands_where_the_resource_was_first_named() {
        Asking("BOOKING_WRITE PROFILE_READ BOOKING_READ")
            .shows(&["Create, read, update, and delete bookings", "View personal info"]);
    }

    #[test]
    fn read_and_write_of_different_resources_stay_apart() {
        Asking("BOOKING_READ PROFILE_WRITE").shows(&["View bookings", "Edit personal info"]);
    }

    #[test]
    fn read_of_the_team_and_write_of_the_user_stay_apart() {
        assert_eq!(
            sentences(["TEAM_BOOKING_READ", "BOOKING_WRITE"]),
            [
                Group { heading: Some("Personal"), sentences: vec!["Create, edit, and delete bookings"] },
                Group { heading: Some("Team"), sentences: vec!["View team bookings"] },
            ]
        );
    }

    #[test]
    fn the_order_is_the_one_they_were_asked_in() {
        Asking("SCHEDULE_READ BOOKING_READ").shows(&["View availability", "View bookings"]);
    }

    #[test]
    fn a_scope_said_twice_is_told_once() {
        Asking("BOOKING_READ BOOKING_READ").shows(&["View bookings"]);
    }

    #[test]
    fn words_that_are_no_scope_are_never_shown() {
        Asking("READ_BOOKING booking_read BOOKING_ BOOKING TEAM_APPS_READ _READ PROFILE_READ")
            .shows(&["View personal info"]);
    }

    #[test]
    fn nothing_asked_is_nothing_shown() {
        assert_eq!(sentences([]), []);
    }

    #[test]
    fn headings_appear_in_their_own_order_when_there_are_two_kinds_or_more() {
        let headings = |scopes: &str| -> Vec<Option<&str>> {
            sentences(scopes.split(' ')).iter().map(|group| group.heading).collect()
        };
        assert_eq!(headings("TEAM_BOOKING_READ TEAM_PROFILE_READ"), [None]);
        assert_eq!(headings("ORG_BOOKING_READ TEAM_BOOKING_READ"), [Some("Team"), Some("Organization")]);
        assert_eq!(
            headings("ORG_BOOKING_READ BOOKING_READ TEAM_BOOKING_READ"),
            [Some("Personal"), Some("Team"), Some("Organization")]
        );
    }

    struct Asking(&'static str);

    impl Asking {
        /// One group without a heading, with these lines and no others.
        #[track_caller]
        fn shows(&self, lines: &[&'static str]) {
            let shown = sentences(self.0.split(' '));
            assert_eq!(shown, [Group { heading: None, sentences: lines.to_vec() }]);
        }
    }
}
