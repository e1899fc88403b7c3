//! The platform clients of a world: their keys, and how they are read.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::entries::{Name, SecretEntry};
use super::reading::{Ids, Part, People, Reading};
use crate::rules::platform::client::{self, Platform};
use crate::store::showcase;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{
    BEGINNING, Check, ClientId, Hash, KeptSecret, Member, Objection, PERMISSIONS, Permissions,
    PlatformClient, PlatformSecret, Refused, Role, Strictness, Team, Wanted, WorldMistake, shown,
};

/// A platform client, as somebody writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct PlatformClientEntry {
    id: Option<String>,
    name: String,
    secret: SecretEntry,
    redirect_uris: Option<Vec<String>>,
    booking_url: Option<String>,
    reschedule_url: Option<String>,
    cancel_url: Option<String>,
    permissions: Option<Permissions>,
    #[serde(default = "yes")]
    default_event_types: bool,
    organization: Option<u64>,
    owner: Option<Name>,
}

impl Order for PlatformClientEntry {
    const FIELDS: &'static [Field] = &[
        must("name", Wanted::Text),
        must("secret", Wanted::Secret),
        may("id", Wanted::ClientId),
        may("redirect_uris", Wanted::Texts),
        may("booking_url", Wanted::Text),
        may("reschedule_url", Wanted::Text),
        may("cancel_url", Wanted::Text),
        may("permissions", Wanted::ManyOf(PERMISSIONS)),
        may("default_event_types", Wanted::Flag),
        may("organization", Wanted::Number),
        may("owner", Wanted::User),
    ];
}

const fn yes() -> bool {
    true
}

/// The ids of the platform clients that somebody wrote, so that users can name who manages them.
pub(super) fn ids(world: &Value) -> Vec<ClientId> {
    let entries = world.get("platform_clients").and_then(Value::as_array).into_iter().flatten();
    let id = |entry: &Value| {
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        text("id").map(|id| ClientId(id.to_owned())).or_else(|| text("name").map(id_of))
    };
    entries.filter_map(id).collect()
}

/// The id of one that was given none. In the form of production's.
fn id_of(name: &str) -> ClientId {
    let mut id = Hash::of(name).into_hex();
    id.truncate(23);
    ClientId(format!("cl{id}"))
}

impl Reading<'_> {
    /// Each stands for an organization; where none is named, one comes with it.
    pub(super) fn platform_clients(
        &mut self,
        entries: Vec<Part<PlatformClientEntry>>,
        teams: &mut Vec<Team>,
        people: &People,
    ) -> Vec<PlatformClient> {
        let mut clients: Vec<PlatformClient> = Vec::new();
        let mut names = HashMap::new();
        for Part { name, entry, .. } in entries {
            let owner = entry.owner.as_ref();
            let owner = owner.and_then(|owner| self.user(&format!("{name}.owner"), owner, people));
            let id = entry.id.clone().map_or_else(|| id_of(&entry.name), ClientId);
            if let Some(first) = names.insert(id.clone(), name.clone()) {
                self.twice(format!("{name}.id"), "id", &shown::stranger(&id.0), first);
            }
            let organization = match entry.organization {
                Some(id) => {
                    if !teams.iter().any(|team| team.id == id && team.is_organization) {
                        self.complain(format!("{name}.organization"), WorldMistake::NoOrganization);
                    }
                    id
                }
                None => founded(teams, &entry.name, owner),
            };
            clients.push(self.platform_client(&name, entry, id, organization, owner));
        }
        clients
    }

    fn platform_client(
        &mut self,
        part: &str,
        entry: PlatformClientEntry,
        id: ClientId,
        organization: u64,
        owner: Option<u64>,
    ) -> PlatformClient {
        let secret = match entry.secret {
            SecretEntry::Plain(plain) => {
                if plain.reveal().trim().is_empty() {
                    self.complain(format!("{part}.secret"), WorldMistake::SecretEmpty);
                }
                PlatformSecret::of(plain)
            }
            SecretEntry::Kept { id, hash, hint, created_at } => {
                let (id, created_at) = (id.unwrap_or(1), created_at.unwrap_or(BEGINNING));
                PlatformSecret { kept: KeptSecret { id, hash, hint, created_at }, plain: None }
            }
        };
        let client = PlatformClient {
            id,
            name: entry.name,
            redirect_uris: entry.redirect_uris.unwrap_or_else(|| vec![showcase::CALLBACK.to_owned()]),
            booking_url: entry.booking_url,
            reschedule_url: entry.reschedule_url,
            cancel_url: entry.cancel_url,
            permissions: entry.permissions.unwrap_or_else(Permissions::all),
            default_event_types: entry.default_event_types,
            organization,
            owner,
            secret,
        };
        let judged = client::judge(&Platform::of(&client, &Strictness::default()));
        if let Err(Refused { check, refusal, .. }) = judged {
            let key = match (check, &refusal) {
                (Check::NameGiven, _) => "name".to_owned(),
                (Check::PermissionGiven, _) => "permissions".to_owned(),
                (_, Objection::UnreadableLanding(landing)) => format!("{landing}_url"),
                _ => "redirect_uris".to_owned(),
            };
            self.complain(format!("{part}.{key}"), refusal);
        }
        client
    }
}

/// An organization of its own for a platform client, run by its owner.
fn founded(teams: &mut Vec<Team>, name: &str, owner: Option<u64>) -> u64 {
    let mut ids = Ids::taken(teams.iter().map(|team| team.id));
    let mut memberships = Ids::taken(teams.iter().flat_map(|team| &team.members).map(|member| member.id));
    let id = ids.next();
    let owner = owner.map(|owner| Member::new(memberships.next(), owner, Role::Owner));
    teams.push(Team::organization(id, name, owner));
    id
}

/// A platform client as it is read again. Its secret is kept as a hash.
pub(super) fn written(client: &PlatformClient) -> Value {
    json!({
        "id": client.id,
        "name": client.name,
        "secret": client.secret.kept,
        "redirect_uris": client.redirect_uris,
        "booking_url": client.booking_url,
        "reschedule_url": client.reschedule_url,
        "cancel_url": client.cancel_url,
        "permissions": client.permissions,
        "default_event_types": client.default_event_types,
        "organization": client.organization,
        "owner": client.owner,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fields::tests::is_true_to_its_table;

    #[test]
    fn whatever_the_table_lets_through_can_be_read() {
        is_true_to_its_table::<PlatformClientEntry>();
    }
}
