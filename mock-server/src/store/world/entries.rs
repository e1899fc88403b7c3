//! What may stand in a world: the keys of a user, a team and a client, as somebody writes them.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{ClientStatus, ClientType, DAYS, Hash, Profile, Role, ScopeList, Secret, UserRole, Wanted};

/// The lists of a world.
pub(super) const WORLD: &[Field] = &[
    may("users", Wanted::Objects),
    may("teams", Wanted::Objects),
    may("clients", Wanted::Objects),
    may("platform_clients", Wanted::Objects),
    may("schedules", Wanted::Objects),
    may("event_types", Wanted::Objects),
    may("bookings", Wanted::Objects),
    may("feeds", Wanted::Objects),
];

/// How somebody names a user: by id or by e-mail address.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Name {
    Number(u64),
    Text(String),
}

#[derive(Debug, Deserialize)]
pub(crate) struct UserEntry {
    pub(super) id: Option<u64>,
    pub(super) email: String,
    pub(super) name: Option<String>,
    pub(super) username: Option<String>,
    pub(super) password: Option<PasswordEntry>,
    #[serde(default)]
    pub(super) role: UserRole,
    pub(super) managed_by: Option<String>,
    pub(super) managed_since: Option<Timestamp>,
    #[serde(flatten)]
    pub(super) profile: Profile,
}

impl Order for UserEntry {
    const FIELDS: &'static [Field] = &[
        must("email", Wanted::Email),
        may("id", Wanted::Number),
        may("name", Wanted::Text),
        may("username", Wanted::Text),
        may("password", Wanted::Password),
        may("role", Wanted::OneOf(&["user", "admin"])),
        may("avatar_url", Wanted::Text),
        may("bio", Wanted::Text),
        may("time_format", Wanted::TimeFormat),
        may("week_start", Wanted::OneOf(DAYS)),
        may("time_zone", Wanted::Zone),
        may("locale", Wanted::Text),
        may("default_schedule", Wanted::Number),
        may("metadata", Wanted::Object),
        may("managed_by", Wanted::ClientId),
        may("managed_since", Wanted::Moment),
    ];
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PasswordEntry {
    Plain(Secret),
    Kept { hash: Hash },
}

#[derive(Debug, Deserialize)]
pub(crate) struct TeamEntry {
    pub(super) id: Option<u64>,
    pub(super) name: Option<String>,
    pub(super) organization: Option<OrganizationEntry>,
    #[serde(default)]
    pub(super) members: Vec<MemberEntry>,
    #[serde(default)]
    pub(super) settings: Map<String, Value>,
}

impl Order for TeamEntry {
    const FIELDS: &'static [Field] = &[
        may("id", Wanted::Number),
        may("name", Wanted::Text),
        may("organization", Wanted::Organization),
        may("members", Wanted::List(MEMBER)),
        may("settings", Wanted::Object),
    ];
}

/// `true` for an organization, an id for a team of one.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum OrganizationEntry {
    Itself(bool),
    Of(u64),
}

#[derive(Debug, Deserialize)]
pub(super) struct MemberEntry {
    pub(super) id: Option<u64>,
    pub(super) user: Name,
    pub(super) role: Role,
    #[serde(default = "yes")]
    pub(super) accepted: bool,
    #[serde(default)]
    pub(super) disable_impersonation: bool,
}

const MEMBER: &[Field] = &[
    must("user", Wanted::User),
    must("role", Wanted::OneOf(&["MEMBER", "ADMIN", "OWNER"])),
    may("id", Wanted::Number),
    may("accepted", Wanted::Flag),
    may("disable_impersonation", Wanted::Flag),
];

const fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
pub(crate) struct ClientEntry {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) purpose: Option<String>,
    pub(super) website_url: Option<String>,
    pub(super) logo: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<ClientType>,
    pub(super) status: Option<ClientStatus>,
    pub(super) rejection_reason: Option<String>,
    pub(super) owner: Option<Name>,
    pub(super) redirect_uris: Option<Vec<String>>,
    #[serde(default)]
    pub(super) scopes: ScopeList,
    #[serde(default)]
    pub(super) legacy: bool,
    #[serde(default)]
    pub(super) secrets: Vec<SecretEntry>,
}

impl Order for ClientEntry {
    const FIELDS: &'static [Field] = &[
        must("name", Wanted::Text),
        may("id", Wanted::ClientId),
        may("purpose", Wanted::Text),
        may("website_url", Wanted::Text),
        may("logo", Wanted::Text),
        may("type", Wanted::OneOf(&["confidential", "public"])),
        may("status", Wanted::OneOf(&["pending", "approved", "rejected"])),
        may("rejection_reason", Wanted::Text),
        may("owner", Wanted::User),
        may("redirect_uris", Wanted::Texts),
        may("scopes", Wanted::Texts),
        may("legacy", Wanted::Flag),
        may("secrets", Wanted::Secrets),
    ];
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum SecretEntry {
    Plain(Secret),
    Kept { id: Option<u64>, hash: Hash, hint: String, created_at: Option<Timestamp> },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fields::tests::is_true_to_its_table;

    #[test]
    fn whatever_a_table_lets_through_can_be_read() {
        is_true_to_its_table::<UserEntry>();
        is_true_to_its_table::<TeamEntry>();
        is_true_to_its_table::<ClientEntry>();
    }
}
