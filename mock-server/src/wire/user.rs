//! A person with an account (the profile's members: production-api C).

use serde::{Deserialize, Serialize};

use super::secret::Hash;

/// What an account may do at Cal.com itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserRole {
    /// An ordinary account.
    #[default]
    User,
    /// Reviews clients.
    Admin,
}

/// A person with an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    /// The number in tokens and in the profile.
    pub id: u64,
    /// How they sign in.
    pub email: String,
    /// What they are called.
    pub name: Option<String>,
    /// The first part of their booking links.
    pub username: String,
    /// What is kept of their password.
    pub password: Hash,
    /// What they may do at Cal.com itself.
    pub role: UserRole,
}

impl User {
    /// Whether this is their e-mail address, in whatever case.
    #[must_use]
    pub fn is_at(&self, email: &str) -> bool {
        Self::folded(&self.email) == Self::folded(email)
    }

    /// An e-mail address as it is compared.
    #[must_use]
    pub fn folded(email: &str) -> String {
        email.to_lowercase()
    }
}
