//! Every way a world that somebody wrote is none, each with its mend.

use std::fmt;

use super::misfit::names;
use super::{Misfit, Objection, Wanted, shown};

/// What is wrong with one part of a world. `Display` says what, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorldMistake {
    /// It is not written in the language that it should be.
    #[error("this is no {language}: {why}; {mend}")]
    Unreadable {
        /// TOML or JSON.
        language: &'static str,
        /// What the parser says of it, without the text itself.
        why: String,
        /// What helps, most likely.
        mend: &'static str,
    },
    /// An object has too little, too much or something else.
    #[error("{}", misfit(.0))]
    Misfit(#[from] Misfit),
    /// A client may not be so.
    #[error("{}; {}", shown::cut(&.0.shown()), mend(.0))]
    Objection(#[from] Objection),
    /// Two are called the same.
    #[error("{first} has the {what} {} already; give each its own", shown::cut(.name))]
    Twice {
        /// An id or an e-mail address.
        what: &'static str,
        /// The one that is shared.
        name: String,
        /// Where the first one stands.
        first: String,
    },
    /// A client without an id has the name of another.
    #[error("{0} has this name already, and ids are made from names; give one of the two an id")]
    NameTwice(String),
    /// A user who is not there.
    #[error("there is no such user; {}", known(.0))]
    NoUser(Vec<String>),
    /// An organization that is not there.
    #[error(
        "there is no organization with this id; add a team with it and `organization = true`, or leave this out"
    )]
    NoOrganization,
    /// Something else that is not there.
    #[error("there is no {0} with this id; add one, or leave out what names it")]
    Nowhere(&'static str),
    /// Something that is over before it begins.
    #[error("{0} must be after {1}")]
    EndsFirst(&'static str, &'static str),
    /// An event type of nobody, or of two.
    #[error("an event type has one owner: write either user or team")]
    OneOwner,
    /// A booking of nothing, or of two things.
    #[error(
        "a booking is of one event type: write event_type, or former_event_type if that was deleted since"
    )]
    OneEventType,
    /// A confidential client without a secret.
    #[error("a confidential client needs a secret; add secrets = [\"...\"], or make it type = \"public\"")]
    SecretMissing,
    /// A public client with a secret.
    #[error("a public client has no secrets; leave them out, or make it type = \"confidential\"")]
    SecretOfPublicClient,
    /// More than a rotation needs.
    #[error("a client has two secrets at most; leave the others out")]
    TooManySecrets,
    /// A secret that is not one.
    #[error("a secret must not be empty; write one, or leave it out")]
    SecretEmpty,
    /// Two secrets with one id.
    #[error("two secrets of this client have the same id; give each its own")]
    SecretTwice,
}

fn misfit(misfit: &Misfit) -> String {
    match misfit {
        Misfit::Missing(name) => format!("{name} is missing; add it"),
        Misfit::Unknown { name, known } => {
            format!("there is no key {}; there are {}", shown::key(name), names(known))
        }
        Misfit::Wrong(name, Wanted::Objects) => {
            format!("{name} must be a list of objects; in TOML each begins with a line [[{name}]]")
        }
        Misfit::Wrong(name, wanted) => format!("{name} must be {wanted}"),
        Misfit::Null(_) => format!("{misfit}; leave it out"),
        other @ Misfit::Within { .. } => other.to_string(),
    }
}

fn known(users: &[String]) -> String {
    match users {
        [] => "add one to the users".to_owned(),
        users => shown::cut(&format!("there are {}", users.join(", "))),
    }
}

fn mend(objection: &Objection) -> &'static str {
    match objection {
        Objection::NameMissing => "write how the consent page is to call it",
        Objection::PurposeMissing => "write what it is for, or leave purpose out",
        Objection::ScopeMissing => {
            "add scopes = [\"BOOKING_READ\"], or legacy = true for a client from before scopes"
        }
        Objection::UnreadableWebsite => "write its whole address, or leave website_url out",
        Objection::UnreadableLanding(_) => "write its whole address, or leave it out",
        Objection::PermissionMissing => "leave permissions out for all of them",
        Objection::UnreadableLogo => "write its whole address, or leave logo out",
        Objection::UnknownScope(_) => "the scopes are those of the documents' tables, such as BOOKING_READ",
        Objection::RedirectUriMissing => "leave redirect_uris out for the mock's own page, /_mock/callback",
        Objection::TooManyRedirectUris => "leave some out",
        Objection::DuplicateRedirectUri(_) => "leave one of them out",
        Objection::UnreadableRedirectUri(_) => {
            "write a whole one such as http://localhost:3000/callback, or a page of the mock such as /_mock/callback"
        }
        Objection::FragmentInRedirectUri(_) => "leave out what follows the #",
        Objection::InsecureRedirectUri(_) => "write https://",
        _ => "see the documents",
    }
}

/// Where a mistake stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// The part of the world, such as `clients[0].owner`; empty for all of it.
    pub part: String,
    /// What it is.
    pub mistake: WorldMistake,
}

impl fmt::Display for Misplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, part, mistake } = self;
        let colon = if part.is_empty() { "" } else { ": " };
        write!(f, "{line}:{column}: {part}{colon}{mistake}")
    }
}

/// Why a text is no world: the mistakes that were found, in their order. Never without one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct WorldError {
    /// The first ones.
    pub mistakes: Vec<Misplaced>,
    /// How many others there are.
    pub more: usize,
}

impl WorldError {
    /// As many mistakes are told: nobody mends more at a time.
    pub(crate) const MOST: usize = 20;

    /// What is to be said of it, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let more = (self.more > 0).then(|| format!("and {} more", self.more));
        self.mistakes.iter().map(ToString::to_string).chain(more).collect()
    }
}

impl fmt::Display for WorldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join("\n"))
    }
}
