//! A world as text, to be read again: everything, secrets as hashes.

use serde_json::{Value, json};

use super::World;
use crate::wire::{Client, Team, User};

impl World {
    /// The world as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let users: Vec<_> = self.users.iter().map(user).collect();
        let teams: Vec<_> = self.teams.iter().map(team).collect();
        let clients: Vec<_> = self.clients.iter().map(client).collect();
        json!({"users": users, "teams": teams, "clients": clients})
    }

    /// The world as TOML, which is what a person edits.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut lists = self.to_json();
        if let Some(lists) = lists.as_object_mut() {
            lists.retain(|_, list| list.as_array().is_some_and(|list| !list.is_empty()));
        }
        // It holds nothing that TOML cannot say; a test writes a whole world.
        toml::to_string(&lists).unwrap_or_default()
    }
}

fn user(user: &User) -> Value {
    present(json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "username": user.username,
        "password": {"hash": user.password},
        "role": user.role,
    }))
}

fn team(team: &Team) -> Value {
    let organization = match team.parent {
        Some(parent) => json!(parent),
        None => json!(team.is_organization.then_some(true)),
    };
    present(json!({
        "id": team.id, "name": team.name, "organization": organization, "members": team.members,
    }))
}

fn client(client: &Client) -> Value {
    present(json!({
        "id": client.id,
        "name": client.name,
        "purpose": client.purpose,
        "type": client.kind,
        "status": client.status,
        "rejection_reason": client.rejection_reason,
        "owner": client.owner,
        "redirect_uris": client.redirect_uris,
        "scopes": client.scopes,
        "legacy": client.is_legacy().then_some(true),
        "secrets": client.secrets,
    }))
}

/// TOML has no word for what is not there.
fn present(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    value
}
