//! A platform client: whoever builds Cal.com into a product of their own, and the users it manages (platform-quickstart 2
//! and 3, production-api E).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::{ClientId, KeptSecret};
use super::secret::Secret;

/// What a platform client may be permitted, five resources to read and to write (platform-quickstart 2.4).
pub const PERMISSIONS: &[&str] = &[
    "EVENT_TYPE_READ",
    "EVENT_TYPE_WRITE",
    "BOOKING_READ",
    "BOOKING_WRITE",
    "SCHEDULE_READ",
    "SCHEDULE_WRITE",
    "PROFILE_READ",
    "PROFILE_WRITE",
    "APPS_READ",
    "APPS_WRITE",
];

/// Words of [`PERMISSIONS`], in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Permissions(Vec<&'static str>);

impl Permissions {
    /// All of them.
    #[must_use]
    pub fn all() -> Self {
        Self(PERMISSIONS.to_vec())
    }

    /// Whether `word` is among them.
    #[must_use]
    pub fn have(&self, word: &str) -> bool {
        self.0.contains(&word)
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

impl From<Vec<String>> for Permissions {
    /// Words that there are not are left out: whoever takes them from somebody has judged them before.
    fn from(words: Vec<String>) -> Self {
        Self(PERMISSIONS.iter().copied().filter(|known| words.iter().any(|word| word == known)).collect())
    }
}

/// The secret of a platform client. Its settings show it whenever they are opened (platform-quickstart 3), so that the
/// plain text is kept; where a world came with a hash alone, nobody knows it.
#[derive(Clone)]
pub struct PlatformSecret {
    /// What is compared, and by what a person knows it.
    pub kept: KeptSecret,
    /// The plain text, where it is known.
    pub plain: Option<Secret>,
}

impl PlatformSecret {
    /// One whose plain text is known.
    #[must_use]
    pub fn of(plain: Secret) -> Self {
        Self { kept: KeptSecret::of(&plain), plain: Some(plain) }
    }
}

impl fmt::Debug for PlatformSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A platform client.
#[derive(Debug, Clone)]
pub struct PlatformClient {
    /// What it is called on the wire.
    pub id: ClientId,
    /// What its owner calls it.
    pub name: String,
    /// Whose browsers' pages may bring its users' tokens. `*` stands for any characters.
    pub redirect_uris: Vec<String>,
    /// Where browsers land that booked something.
    pub booking_url: Option<String>,
    /// Where browsers land that rescheduled something.
    pub reschedule_url: Option<String>,
    /// Where browsers land that cancelled something.
    pub cancel_url: Option<String>,
    /// What its users' tokens may touch.
    pub permissions: Permissions,
    /// Whether its users begin with four event types.
    pub default_event_types: bool,
    /// The organization that it stands for; its users are members.
    pub organization: u64,
    /// The user who registered it.
    pub owner: Option<u64>,
    /// What it proves itself by.
    pub secret: PlatformSecret,
}

impl PlatformClient {
    /// Whether `secret` is its own.
    #[must_use]
    pub fn knows(&self, secret: &str) -> bool {
        self.secret.kept.hash.matches(secret)
    }
}

/// By whom a user is managed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedBy {
    /// The platform client.
    pub client: ClientId,
    /// Since when.
    pub since: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_stand_in_their_order_and_others_are_none() {
        let some = Permissions::from(vec!["APPS_READ".to_owned(), "BOOKING_READ".to_owned(), "X".to_owned()]);
        assert_eq!(some.words().collect::<Vec<_>>(), ["BOOKING_READ", "APPS_READ"]);
        assert!(some.have("APPS_READ") && !some.have("X") && !some.have("APPS_WRITE"));
    }

    #[test]
    fn a_platform_clients_secret_does_not_print_itself() {
        let secret = PlatformSecret::of(Secret::new("5ec2e7"));
        assert_eq!(format!("{secret:?}"), "***");
    }
}
