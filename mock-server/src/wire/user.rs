//! A person with an account (the profile's members: production-api C).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::client::ClientId;
use super::platform::ManagedBy;
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
    /// What they say of themselves.
    pub profile: Profile,
    /// Who manages them, where they are no account of their own.
    #[serde(default)]
    pub managed_by: Option<ManagedBy>,
}

/// What a person says of themselves, and how they like to be shown the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Their picture.
    pub avatar_url: Option<String>,
    /// A line about them.
    pub bio: Option<String>,
    /// 12 or 24.
    pub time_format: u64,
    /// The day their weeks begin with.
    pub week_start: String,
    /// The zone they live in.
    pub time_zone: String,
    /// Their language.
    pub locale: Option<String>,
    /// The schedule that counts where an event type names none.
    pub default_schedule: Option<u64>,
    /// Whatever a program wanted kept.
    pub metadata: Map<String, Value>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            avatar_url: None,
            bio: None,
            time_format: 12,
            week_start: "Sunday".to_owned(),
            time_zone: "Europe/London".to_owned(),
            locale: None,
            default_schedule: None,
            metadata: Map::new(),
        }
    }
}

impl User {
    /// Whether this is their e-mail address, in whatever case.
    #[must_use]
    pub fn is_at(&self, email: &str) -> bool {
        Self::folded(&self.email) == Self::folded(email)
    }

    /// Whether the platform client `id` manages them.
    #[must_use]
    pub fn is_managed_by(&self, id: &ClientId) -> bool {
        self.managed_by.as_ref().is_some_and(|by| by.client == *id)
    }

    /// The first part of the booking links of somebody with this address, where nobody said another.
    #[must_use]
    pub fn username_for(email: &str) -> String {
        email.split('@').next().unwrap_or_default().to_owned()
    }

    /// An e-mail address as it is compared.
    #[must_use]
    pub fn folded(email: &str) -> String {
        email.to_lowercase()
    }
}
