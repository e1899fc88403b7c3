//! A world as text, to be read again: everything, secrets as hashes.

use serde_json::{Map, Value, json};

use super::{World, platform};
use crate::wire::{Booking, Client, EventType, Feed, Owner, Schedule, Team, User};

impl World {
    /// The world as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let users: Vec<_> = self.users.iter().map(user).collect();
        let teams: Vec<_> = self.teams.iter().map(team).collect();
        let clients: Vec<_> = self.clients.iter().map(client).collect();
        let platform_clients: Vec<_> =
            self.platform_clients.iter().map(|client| present(platform::written(client))).collect();
        let schedules: Vec<_> = self.schedules.iter().map(schedule).collect();
        let event_types: Vec<_> = self.event_types.iter().map(event_type).collect();
        let bookings: Vec<_> = self.bookings.iter().map(|it| booking(it, &self.event_types)).collect();
        let feeds: Vec<_> = self.feeds.iter().map(feed).collect();
        json!({
            "users": users, "teams": teams, "clients": clients, "platform_clients": platform_clients,
            "schedules": schedules, "event_types": event_types, "bookings": bookings, "feeds": feeds,
        })
    }

    /// The world as TOML, which is what a person edits.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut lists = self.to_json();
        if let Some(lists) = lists.as_object_mut() {
            // That there are no schedules is said: else everybody would have working hours.
            lists.retain(|name, list| {
                name == "schedules" || list.as_array().is_some_and(|list| !list.is_empty())
            });
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
        "avatar_url": user.profile.avatar_url,
        "bio": user.profile.bio,
        "time_format": user.profile.time_format,
        "week_start": user.profile.week_start,
        "time_zone": user.profile.time_zone,
        "locale": user.profile.locale,
        "default_schedule": user.profile.default_schedule,
        "metadata": filled(&user.profile.metadata),
        "managed_by": user.managed_by.as_ref().map(|by| &by.client),
        "managed_since": user.managed_by.as_ref().map(|by| by.since),
    }))
}

fn team(team: &Team) -> Value {
    let organization = match team.parent {
        Some(parent) => json!(parent),
        None => json!(team.is_organization.then_some(true)),
    };
    present(json!({
        "id": team.id, "name": team.name, "organization": organization, "members": team.members,
        "settings": filled(&team.settings),
    }))
}

fn client(client: &Client) -> Value {
    present(json!({
        "id": client.id,
        "name": client.name,
        "purpose": client.purpose,
        "website_url": client.website_url,
        "logo": client.logo,
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

fn schedule(schedule: &Schedule) -> Value {
    json!({
        "id": schedule.id,
        "owner": schedule.owner,
        "name": schedule.name,
        "time_zone": schedule.time_zone,
        "availability": schedule.availability,
        "overrides": schedule.overrides,
    })
}

fn event_type(event_type: &EventType) -> Value {
    let (user, team) = match event_type.owner {
        Owner::User(id) => (Some(id), None),
        Owner::Team(id) => (None, Some(id)),
    };
    present(json!({
        "id": event_type.id,
        "user": user,
        "team": team,
        "title": event_type.title,
        "slug": event_type.slug,
        "description": event_type.description,
        "length": event_type.length,
        "hidden": event_type.hidden,
        "schedule": event_type.schedule,
        "scheduling": event_type.scheduling,
        "hosts": event_type.hosts,
        "private_links": event_type.private_links,
        "settings": filled(&event_type.settings),
    }))
}

fn booking(booking: &Booking, event_types: &[EventType]) -> Value {
    let is_there = event_types.iter().any(|it| it.id == booking.event_type);
    present(json!({
        "id": booking.id,
        "uid": booking.uid,
        "event_type": is_there.then_some(booking.event_type),
        "former_event_type": (!is_there).then_some(booking.event_type),
        "hosts": booking.hosts,
        "status": booking.status,
        "title": booking.title,
        "description": booking.description,
        "start": booking.start,
        "end": booking.end,
        "location": booking.location,
        "attendees": booking.attendees,
        "guests": booking.guests,
        "absent_host": booking.absent_host,
        "created_at": booking.created_at,
        "updated_at": booking.updated_at,
        "metadata": filled(&booking.metadata),
        "responses": filled(&booking.responses),
        "notes": filled(&booking.notes),
    }))
}

fn feed(feed: &Feed) -> Value {
    json!({"id": feed.id, "owner": feed.owner, "urls": feed.urls, "read_only": feed.read_only})
}

/// Nothing where there is nothing in it.
fn filled(members: &Map<String, Value>) -> Option<Value> {
    (!members.is_empty()).then(|| without_nulls(&Value::Object(members.clone())))
}

/// What programs wanted kept may hold nulls, for which TOML has no word.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            kept.map(|(name, value)| (name.clone(), without_nulls(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().filter(|item| !item.is_null()).map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// TOML has no word for what is not there.
fn present(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    value
}
