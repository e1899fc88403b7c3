//! A world: the users, teams and clients with which a server starts. Plain data, secrets as hashes.

use serde::{Deserialize, Serialize};

use crate::wire::{Client, Team, User};

/// The users, teams and clients with which a server starts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct World {
    /// People with accounts.
    pub users: Vec<User>,
    /// Teams and organizations.
    pub teams: Vec<Team>,
    /// OAuth clients.
    pub clients: Vec<Client>,
}

impl World {
    /// Nobody and nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A world that shows everything: the default one, with the fixed and obviously fake credentials of
    /// [`showcase`](super::showcase).
    #[must_use]
    pub fn showcase() -> Self {
        super::showcase::world()
    }
}
