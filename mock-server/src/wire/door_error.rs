//! Every way the control door says no, but for the rules' own refusals, which it passes on.

use super::{ApiError, Check, Delivery, Misfit, Objection, Refusal, Refused, WorldError};

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
    #[error("{0}; /_mock/openapi.json lists what there is")]
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
    /// The body has too little, too much or something else.
    #[error("{0}")]
    Misfit(#[from] Misfit),
    /// The body is no world.
    #[error("{0}")]
    World(#[from] WorldError),
    /// A rule refuses it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A client may not be so, or not be changed so.
    #[error("{}", .0.refusal)]
    Objection(Box<Refused<Objection>>),
}

impl From<Refused<Objection>> for DoorError {
    fn from(refused: Refused<Objection>) -> Self {
        Self::Objection(Box::new(refused))
    }
}

impl DoorError {
    /// What the log may show of it: nothing that was sent.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::NoSuchRoute(_) => "there is no such operation at the door".to_owned(),
            Self::Unknown { what, .. } => format!("there is no such {what}"),
            Self::UserExists(_) => "there already is a user with this e-mail address".to_owned(),
            Self::Objection(refused) => refused.differed.clone(),
            Self::World(WorldError { mistakes, .. }) => {
                let places = mistakes.iter().map(|mistake| format!("{}:{}", mistake.line, mistake.column));
                format!("the world has mistakes at {}", places.collect::<Vec<_>>().join(", "))
            }
            other => other.to_string(),
        }
    }

    /// The check that refused, where one did.
    #[must_use]
    pub fn check(&self) -> Option<Check> {
        if let Self::Objection(refused) = self { Some(refused.check) } else { None }
    }

    /// The HTTP status and the `error` member.
    #[must_use]
    pub fn wire(&self) -> (u16, &'static str) {
        match self {
            Self::Foreign | Self::AnotherHost => (403, "forbidden"),
            Self::NoSuchRoute(_) | Self::Unknown { .. } => (404, "not_found"),
            Self::UserExists(_) => (409, "conflict"),
            Self::Objection(refused) => refused.refusal.wire(),
            Self::Refused(refusal) => match refusal.delivery() {
                Delivery::Token(status, error) => (status, error),
                Delivery::Page | Delivery::Redirect(_) => (400, refusal.error()),
            },
            _ => (400, "invalid_request"),
        }
    }
}
