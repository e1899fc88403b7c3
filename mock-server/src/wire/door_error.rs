//! Every way the control door says no, but for the rules' own refusals, which it passes on.

use std::fmt;

use super::{ApiError, Delivery, Objection, Refusal};

/// Why the door does not do what it was asked. `Display` is the `error_description`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DoorError {
    /// A browser sent it for a page of another origin.
    #[error("the control door is closed to pages of another origin")]
    Foreign,
    /// A browser sent it to a name that may belong to anybody.
    #[error("this server is not known by that name: use its own address, or start it with --public-url")]
    AnotherHost,
    /// No such path, or not with this method.
    #[error("{0}")]
    NoSuchRoute(ApiError),
    /// There is nothing of that name.
    #[error("there is no {what} {name}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// How it was called.
        name: String,
    },
    /// An e-mail address that somebody has.
    #[error("there already is a user {0}")]
    UserExists(String),
    /// The clock was moved too far.
    #[error("the clock would leave the calendar")]
    EndOfTime,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// The body is JSON, but no object.
    #[error("the body must be an object")]
    NotAnObject,
    /// The body lacks a member.
    #[error("{0} is missing")]
    MemberMissing(&'static str),
    /// The body has a member that means nothing here.
    #[error("there is no member {name}; there are {known}")]
    MemberUnknown {
        /// How it is called.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// A member of the body is something else.
    #[error("{0} must be {1}")]
    MemberWrong(&'static str, Wanted),
    /// A rule refuses it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A client may not be so.
    #[error("{0}")]
    Objection(#[from] Objection),
}

impl DoorError {
    /// The HTTP status and the `error` member.
    #[must_use]
    pub const fn wire(&self) -> (u16, &'static str) {
        match self {
            Self::Foreign | Self::AnotherHost => (403, "forbidden"),
            Self::NoSuchRoute(_) | Self::Unknown { .. } => (404, "not_found"),
            Self::UserExists(_) => (409, "conflict"),
            Self::Objection(Objection::StatusByOwner) => (403, "invalid_request"),
            Self::Refused(refusal) => match refusal.delivery() {
                Delivery::Token(status, error) => (status, error),
                Delivery::Page | Delivery::Redirect(_) => (400, refusal.error()),
            },
            _ => (400, "invalid_request"),
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
    /// An e-mail address.
    Email,
    /// A user.
    User,
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
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Texts => "a list of texts",
            Self::Flag => "true or false",
            Self::OneOf(words) => return write!(f, "one of {}", words.join(", ")),
            Self::Email => "an e-mail address, with an @",
            Self::User => "the id or the e-mail address of a user",
            Self::Team => "the id of a team",
            Self::Organization => "true, or the id of an organization",
            Self::Members => {
                "a list of objects, each with a user (id or e-mail address) and a role (MEMBER, ADMIN or OWNER)"
            }
            Self::Moment => "a time such as 2026-01-01T00:00:00Z",
            Self::Length => "a length of time such as 31m or -1d",
        })
    }
}
