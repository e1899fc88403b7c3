//! `as`: who does something with a client at the door.

use serde::Deserialize;

use super::Name;
use crate::http::desk::Who;
use crate::store::App;
use crate::wire::{DoorError, User};

/// `"owner"`, `"admin"`, or a user by id or e-mail address. The owner, where nothing is said.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct As(Name);

impl Default for As {
    fn default() -> Self {
        Self(Name::Text("owner".to_owned()))
    }
}

impl As {
    /// Some admin.
    pub(super) fn admin() -> Self {
        Self(Name::Text("admin".to_owned()))
    }

    /// Whoever `parameter` of a query names.
    pub(super) fn named(parameter: Option<&str>) -> Self {
        parameter.map_or_else(Self::default, |name| Self(Name::Text(name.to_owned())))
    }

    /// Looks up who that is.
    pub(super) fn found(self, app: &App) -> Result<Found, DoorError> {
        match &self.0 {
            Name::Text(text) if text == "owner" => Ok(Found::Owner),
            Name::Text(text) if text == "admin" => Ok(Found::Admin),
            _ => Ok(Found::User(Box::new(self.0.user(app)?))),
        }
    }
}

/// Who that is.
#[derive(Debug)]
pub(super) enum Found {
    Owner,
    Admin,
    User(Box<User>),
}

impl Found {
    pub(super) fn who(&self) -> Who<'_> {
        match self {
            Self::Owner => Who::Owner,
            Self::Admin => Who::Admin,
            Self::User(user) => Who::User(user),
        }
    }
}
