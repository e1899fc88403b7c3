//! The target file as people write it. Unknown keys are an error.

use serde::Deserialize;
use toml::Spanned;

use super::{Consent, Fixture, Person, Provision, Role, secret::Reference};

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) target: Server,
    #[serde(default)]
    pub(super) clients: Clients,
    pub(super) platform: Option<Spanned<Platform>>,
    #[serde(default)]
    pub(super) users: Users,
    pub(super) consent: Option<Strategy<Consent>>,
    pub(super) provision: Spanned<Strategy<Provision>>,
    pub(super) clock: Option<Strategy<Clock>>,
    #[serde(default)]
    pub(super) limits: Limits,
    #[serde(default)]
    pub(super) fixtures: Fixtures,
    #[serde(default)]
    pub(super) capabilities: Capabilities,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Server {
    pub(super) name: Spanned<String>,
    pub(super) app_url: Spanned<String>,
    pub(super) api_url: Spanned<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clients {
    confidential: Option<Spanned<Client>>,
    public: Option<Spanned<Client>>,
    legacy: Option<Spanned<Client>>,
    pending: Option<Spanned<Client>>,
    rejected: Option<Spanned<Client>>,
    rotating: Option<Spanned<Client>>,
    other: Option<Spanned<Client>>,
}

impl Clients {
    pub(super) fn named(self) -> impl Iterator<Item = (Role, Spanned<Client>)> {
        [
            (Role::Confidential, self.confidential),
            (Role::Public, self.public),
            (Role::Legacy, self.legacy),
            (Role::Pending, self.pending),
            (Role::Rejected, self.rejected),
            (Role::Rotating, self.rotating),
            (Role::Other, self.other),
        ]
        .into_iter()
        .filter_map(|(role, client)| Some((role, client?)))
    }
}

/// A client as it stands there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Client {
    pub(super) id: Spanned<String>,
    pub(super) secret: Option<Spanned<Reference>>,
    pub(super) redirect_uris: Spanned<Vec<Spanned<String>>>,
    pub(super) scopes: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) second_secret: Option<Spanned<Reference>>,
    pub(super) revoked_secret: Option<Spanned<Reference>>,
}

/// The platform client as it stands there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Platform {
    pub(super) id: Spanned<String>,
    pub(super) secret: Option<Spanned<Reference>>,
    #[serde(default)]
    pub(super) redirect_uris: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Users {
    owner: Option<Spanned<User>>,
    other: Option<Spanned<User>>,
    admin: Option<Spanned<User>>,
}

impl Users {
    pub(super) fn named(self) -> impl Iterator<Item = (Person, Spanned<User>)> {
        [(Person::Owner, self.owner), (Person::Other, self.other), (Person::Admin, self.admin)]
            .into_iter()
            .filter_map(|(person, user)| Some((person, user?)))
    }
}

/// A user as they stand there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) email: Spanned<String>,
    pub(super) password: Option<Spanned<Reference>>,
}

/// A section that only says how.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Strategy<T> {
    pub(super) strategy: T,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Clock {
    None,
    Control,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub(super) rate: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) destructive: bool,
}

/// What is there already, by its id.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fixtures {
    organization: Option<Spanned<Id>>,
    team: Option<Spanned<Id>>,
    organization_team: Option<Spanned<Id>>,
    event_type: Option<Spanned<Id>>,
    private_link: Option<Spanned<Id>>,
    team_event_type: Option<Spanned<Id>>,
    organization_team_event_type: Option<Spanned<Id>>,
    booking: Option<Spanned<Id>>,
    organization_team_booking: Option<Spanned<Id>>,
    schedule: Option<Spanned<Id>>,
    membership: Option<Spanned<Id>>,
    organization_team_membership: Option<Spanned<Id>>,
    user: Option<Spanned<Id>>,
    calendar: Option<Spanned<Id>>,
}

impl Fixtures {
    pub(super) fn named(self) -> impl Iterator<Item = (Fixture, Spanned<Id>)> {
        [
            (Fixture::Organization, self.organization),
            (Fixture::Team, self.team),
            (Fixture::OrganizationTeam, self.organization_team),
            (Fixture::EventType, self.event_type),
            (Fixture::PrivateLink, self.private_link),
            (Fixture::TeamEventType, self.team_event_type),
            (Fixture::OrganizationTeamEventType, self.organization_team_event_type),
            (Fixture::Booking, self.booking),
            (Fixture::OrganizationTeamBooking, self.organization_team_booking),
            (Fixture::Schedule, self.schedule),
            (Fixture::Membership, self.membership),
            (Fixture::OrganizationTeamMembership, self.organization_team_membership),
            (Fixture::User, self.user),
            (Fixture::Calendar, self.calendar),
        ]
        .into_iter()
        .filter_map(|(fixture, id)| Some((fixture, id?)))
    }
}

/// An id, as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "toml::Value")]
pub(super) enum Id {
    Number(i64),
    Text(String),
}

impl TryFrom<toml::Value> for Id {
    type Error = &'static str;

    fn try_from(written: toml::Value) -> Result<Self, Self::Error> {
        match written {
            toml::Value::Integer(number) => Ok(Self::Number(number)),
            toml::Value::String(text) => Ok(Self::Text(text)),
            _ => Err("an id is a number or a text"),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capabilities {
    teams: Option<Spanned<Presence>>,
    legacy: Option<Spanned<Presence>>,
    rotation: Option<Spanned<Presence>>,
    review: Option<Spanned<Presence>>,
    outbox: Option<Spanned<Presence>>,
    managed_users: Option<Spanned<Presence>>,
    embed: Option<Spanned<Presence>>,
}

impl Capabilities {
    pub(super) fn named(self) -> impl Iterator<Item = (super::Capability, Spanned<Presence>)> {
        use super::Capability::{Embed, Legacy, ManagedUsers, Outbox, Review, Rotation, Teams};
        [
            (Teams, self.teams),
            (Legacy, self.legacy),
            (Rotation, self.rotation),
            (Review, self.review),
            (Outbox, self.outbox),
            (ManagedUsers, self.managed_users),
            (Embed, self.embed),
        ]
        .into_iter()
        .filter_map(|(capability, presence)| Some((capability, presence?)))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Presence {
    pub(super) present: bool,
    pub(super) reason: Option<String>,
}
