//! A team or an organization, and who is in it.

use serde::{Deserialize, Serialize};

/// What a member may do in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: u64,
    /// As what.
    pub role: Role,
}

/// A team or an organization.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Team {
    /// The number in tokens and paths.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Whether it is an organization.
    #[serde(default)]
    pub is_organization: bool,
    /// The organization it belongs to.
    #[serde(default)]
    pub parent: Option<u64>,
    /// Who is in it.
    pub members: Vec<Member>,
}

impl Team {
    /// Whether `user` is an admin or owner of it.
    #[must_use]
    pub fn is_run_by(&self, user: u64) -> bool {
        self.members.iter().any(|member| member.user == user && member.role != Role::Member)
    }

    /// The member who owns it.
    #[must_use]
    pub fn owner(&self) -> Option<u64> {
        self.members.iter().find(|member| member.role == Role::Owner).map(|member| member.user)
    }
}
