//! A team or an organization, and who is in it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a member may do in a team, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    /// Takes part.
    Member,
    /// Runs it.
    Admin,
    /// Runs it and owns it.
    Owner,
}

/// One user's part in a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The number of the membership in paths.
    pub id: u64,
    /// Who.
    pub user: u64,
    /// As what.
    pub role: Role,
    /// Whether they said yes; until then they are none.
    pub accepted: bool,
    /// Whether admins may not act in their name.
    pub disable_impersonation: bool,
}

impl Member {
    /// One who said yes.
    #[must_use]
    pub const fn new(id: u64, user: u64, role: Role) -> Self {
        Self { id, user, role, accepted: true, disable_impersonation: false }
    }
}

/// A team or an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The number in tokens and paths.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Whether it is an organization.
    pub is_organization: bool,
    /// The organization it belongs to.
    pub parent: Option<u64>,
    /// Who is in it, or was asked to be.
    pub members: Vec<Member>,
    /// Everything else that was set, as the API writes it (`slug`, `bio`, `timeZone` ...).
    pub settings: Map<String, Value>,
}

impl Team {
    /// A new organization, run by `owner` if it has one.
    #[must_use]
    pub fn organization(id: u64, name: &str, owner: Option<Member>) -> Self {
        Self {
            id,
            name: name.to_owned(),
            is_organization: true,
            parent: None,
            members: owner.into_iter().collect(),
            settings: Map::new(),
        }
    }

    /// As what `user` is in it; nobody who did not say yes is.
    #[must_use]
    pub fn role_of(&self, user: u64) -> Option<Role> {
        let is_theirs = |member: &&Member| member.user == user && member.accepted;
        self.members.iter().find(is_theirs).map(|member| member.role)
    }

    /// Whether `user` is an admin or owner of it.
    #[must_use]
    pub fn is_run_by(&self, user: u64) -> bool {
        self.role_of(user).is_some_and(|role| role >= Role::Admin)
    }

    /// The member who owns it.
    #[must_use]
    pub fn owner(&self) -> Option<u64> {
        let owns = |member: &&Member| member.role == Role::Owner && member.accepted;
        self.members.iter().find(owns).map(|member| member.user)
    }
}
