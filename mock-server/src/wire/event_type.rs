//! What can be booked, and of whom (production-api D, "Event type", "Team event type", "Private link").

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Whose event type it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A person's.
    User(u64),
    /// A team's.
    Team(u64),
}

/// How a team's hosts share what is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scheduling {
    /// One of them, in turn.
    RoundRobin,
    /// All of them together.
    Collective,
    /// Each has a copy of their own.
    Managed,
}

/// A person who takes part in a team's event type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Who.
    pub user: u64,
    /// Whether nothing takes place without them.
    #[serde(default)]
    pub mandatory: bool,
    /// `lowest`, `low`, `medium`, `high` or `highest`.
    #[serde(default = "medium")]
    pub priority: String,
}

fn medium() -> String {
    "medium".to_owned()
}

/// An address of an event type that only those know who were told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateLink {
    /// The word in paths.
    pub id: String,
    /// When it ends, if time ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// How often it can be used, if use ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_usage_count: Option<u64>,
    /// How often it was.
    #[serde(default)]
    pub usage_count: u64,
}

/// Something that can be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventType {
    /// The number in paths.
    pub id: u64,
    /// Whose it is.
    pub owner: Owner,
    /// What it is called.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// What it is about.
    pub description: String,
    /// How long it takes, in minutes.
    pub length: u64,
    /// Whether it is left out of public lists.
    pub hidden: bool,
    /// When it can be booked; else by its hosts' default schedules.
    pub schedule: Option<u64>,
    /// How a team shares it; nothing for a person's.
    pub scheduling: Option<Scheduling>,
    /// Who takes part, where it is a team's.
    pub hosts: Vec<Host>,
    /// Its private links.
    pub private_links: Vec<PrivateLink>,
    /// Everything else that was set, as the API writes it (`locations`, `confirmationPolicy`, `seats` ...).
    pub settings: Map<String, Value>,
}

impl EventType {
    /// One of half an hour of which nobody said any more.
    #[must_use]
    pub fn new(id: u64, owner: Owner) -> Self {
        Self {
            id,
            owner,
            title: String::new(),
            slug: String::new(),
            description: String::new(),
            length: 30,
            hidden: false,
            schedule: None,
            scheduling: None,
            hosts: Vec::new(),
            private_links: Vec::new(),
            settings: Map::new(),
        }
    }

    /// Whether a booking waits until a host confirms it.
    #[must_use]
    pub fn wants_confirmation(&self) -> bool {
        let policy = self.settings.get("confirmationPolicy");
        let is_disabled =
            policy.and_then(|policy| policy.get("disabled")).and_then(Value::as_bool) == Some(true);
        policy.is_some() && !is_disabled
    }

    /// The managed event type of which it is a host's copy.
    #[must_use]
    pub fn parent(&self) -> Option<u64> {
        self.settings.get(Self::PARENT)?.as_u64()
    }

    /// The setting that names [`Self::parent`].
    pub const PARENT: &str = "parentEventTypeId";

    /// How many may take one slot, where several may.
    #[must_use]
    pub fn seats(&self) -> Option<u64> {
        self.settings.get("seats")?.get("seatsPerTimeSlot")?.as_u64()
    }
}
