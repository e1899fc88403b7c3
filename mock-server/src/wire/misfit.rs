//! What is wrong with the members of an object that somebody wrote: a body of the control door, a part of a world file.

use std::fmt;

use super::fields::Field;
use super::shown;

/// Why an object is not what was wanted. `Display` says it of a JSON body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It lacks a member.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// It has a member that means nothing here.
    #[error("there is no member {}; there are {}", shown::key(.name), names(.known))]
    Unknown {
        /// How it is called.
        name: String,
        /// Those that there are.
        known: &'static [Field],
    },
    /// A member is something else.
    #[error("{0} must be {1}")]
    Wrong(&'static str, Wanted),
    /// A text holds what no database and no page can hold.
    #[error("{0} must not hold U+0000")]
    Null(&'static str),
    /// Something is wrong inside a member.
    #[error("{part}: {misfit}")]
    Within {
        /// The member, and where it is a list the item, such as `members[1]`.
        part: String,
        /// What.
        misfit: Box<Misfit>,
    },
}

/// How `fields` are called.
pub(super) fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
}

impl Misfit {
    pub(super) fn within(self, part: String) -> Self {
        Self::Within { part, misfit: Box::new(self) }
    }

    /// The member that it is about.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Missing(_) | Self::Within { .. } => None,
            Self::Unknown { name, .. } => Some(name),
            Self::Wrong(name, _) | Self::Null(name) => Some(name),
        }
    }
}

/// What a member must be. `Display` says so to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Any text.
    Text,
    /// A list of texts.
    Texts,
    /// Yes or no.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A number that can be an id.
    Number,
    /// An e-mail address.
    Email,
    /// A user.
    User,
    /// Who does something with a client.
    Actor,
    /// A team.
    Team,
    /// An organization, or that it is one.
    Organization,
    /// The members of a team.
    Members,
    /// A moment.
    Moment,
    /// A length of time.
    Length,
    /// How a client is called.
    ClientId,
    /// A password, or what is kept of one.
    Password,
    /// What is kept of a secret.
    Hash,
    /// Client secrets, or what is kept of them.
    Secrets,
    /// A client secret, or what is kept of it.
    Secret,
    /// An object.
    Object,
    /// A list of objects.
    Objects,
    /// A list of objects with these members.
    List(&'static [Field]),
    /// A list of these words.
    ManyOf(&'static [&'static str]),
    /// A list of users.
    Users,
    /// A whole number from 0 on.
    Count,
    /// A time zone.
    Zone,
    /// A day.
    Day,
    /// A time of day.
    TimeOfDay,
    /// How many hours a clock shows.
    TimeFormat,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Texts => "a list of texts",
            Self::Flag => "true or false",
            Self::OneOf(words) => return write!(f, "one of {}", words.join(", ")),
            Self::Number => "a whole number from 1 on, up to 9007199254740992",
            Self::Email => "an e-mail address, with an @",
            Self::User => "the id or the e-mail address of a user",
            Self::Actor => "owner, admin, or the id or the e-mail address of a user",
            Self::Team => "the id of a team",
            Self::Organization => "true, or the id of an organization",
            Self::Members => {
                "a list of objects, each with a user (id or e-mail address) and a role (MEMBER, ADMIN or OWNER)"
            }
            Self::Moment => "a time such as 2026-01-01T00:00:00Z",
            Self::Length => "a length of time such as 31m or -1d",
            Self::ClientId => "a text of up to 128 letters, digits, - and _",
            Self::Password => "a text, or an object with the hash that is kept of it (64 lower-case hex digits)",
            Self::Hash => "64 lower-case hex digits",
            Self::Secrets => {
                "a list, each a text, or an object with hash (64 lower-case hex digits), hint, and if you like id (a number) and created_at (a time)"
            }
            Self::Secret => {
                "a text, or an object with hash (64 lower-case hex digits), hint, and if you like id (a number) and created_at (a time)"
            }
            Self::Object => "an object",
            Self::Objects => "a list of objects",
            Self::List(fields) => return write!(f, "a list of objects, each with {}", names(fields)),
            Self::ManyOf(words) => return write!(f, "a list of {}", words.join(", ")),
            Self::Users => "a list of ids or e-mail addresses of users",
            Self::Count => "a whole number from 0 on",
            Self::Zone => "a time zone such as Europe/London",
            Self::Day => "a day such as 2026-01-31",
            Self::TimeOfDay => "a time such as 09:00",
            Self::TimeFormat => "12 or 24",
        })
    }
}
