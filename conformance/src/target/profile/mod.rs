//! The target file: who is asked and how it is made to answer.
//!
//! `written` is the file as people write it, `check` finds what cannot be meant. What comes out is whole: secrets are
//! read out of the environment, defaults are filled in.

mod check;
mod hint;
mod platform;
mod secret;
mod written;

use std::{collections::BTreeMap, path::Path};

use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;

use self::written::Written;
use crate::{
    handwritten::{Handwritten, Unusable},
    rate::Rate,
};

/// Looks up a variable of the environment.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A target file that can be used.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The server.
    pub server: Server,
    /// Clients that are there already.
    pub clients: BTreeMap<Role, Registration>,
    /// The platform client that is there already, which makes managed users.
    pub platform: Option<PlatformClient>,
    /// Users who are there already.
    pub users: BTreeMap<Person, Account>,
    /// How a user is made to click Allow.
    pub consent: Consent,
    /// How clients in some state come to be.
    pub provision: Provision,
    /// Whether its time is moved through the mock's door.
    pub moves_the_clock: bool,
    /// How often it may be asked.
    pub rate: Option<Rate>,
    /// Whether scenarios may create, change or delete something through the API.
    pub destructive: bool,
    /// What is there already.
    pub fixtures: BTreeMap<Fixture, Value>,
    /// What it does not have, each with the reason.
    pub absent: BTreeMap<Capability, String>,
}

/// `[target]`
#[derive(Debug, Clone)]
pub struct Server {
    /// The name in reports.
    pub name: String,
    /// Where the consent page is.
    pub app_url: Url,
    /// Where the API is.
    pub api_url: Url,
}

/// The clients that a target file may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Approved, with a secret.
    Confidential,
    /// Approved, without one.
    Public,
    /// Approved, of the time before scopes.
    Legacy,
    /// Not accepted yet.
    Pending,
    /// Rejected.
    Rejected,
    /// With two secrets, or one that was revoked.
    Rotating,
    /// Approved, with a secret, somebody else.
    Other,
}

/// The users that a target file may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Person {
    /// The one who owns the clients.
    Owner,
    /// An ordinary user.
    Other,
    /// One who reviews clients.
    Admin,
}

/// A client that is there already.
#[derive(Clone)]
pub struct Registration {
    /// Its id.
    pub id: String,
    /// Its secret, where it has one.
    pub secret: Option<String>,
    /// Where it may send users back to, the usual one first.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Vec<String>,
    /// A second secret that works.
    pub second_secret: Option<String>,
    /// One that no longer does.
    pub revoked_secret: Option<String>,
}

/// A platform client that is there already.
#[derive(Clone)]
pub struct PlatformClient {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// From where browsers may ask, patterns with a `*` among them; empty where the file does not say.
    pub redirect_uris: Vec<String>,
}

/// A user who is there already.
#[derive(Clone)]
pub struct Account {
    /// How to sign in.
    pub email: String,
    /// With what; a person at a browser may know it better.
    pub password: Option<String>,
}

/// How a user is made to click Allow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Fetch the page, submit its form.
    #[default]
    Form,
    /// A person opens an address and pastes where it led.
    Manual,
}

/// How clients in some state come to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provision {
    /// They are those of the file.
    Static,
    /// The mock's door.
    Control,
}

/// What a target file may name because the list endpoints do not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Fixture {
    /// An organization.
    Organization,
    /// A team outside any organization.
    Team,
    /// A team in the organization.
    OrganizationTeam,
    /// An event type of the user.
    EventType,
    /// A private link of it.
    PrivateLink,
    /// An event type of the team.
    TeamEventType,
    /// An event type of the team in the organization.
    OrganizationTeamEventType,
    /// A booking of the user.
    Booking,
    /// A booking of the team in the organization.
    OrganizationTeamBooking,
    /// A schedule of the user.
    Schedule,
    /// A membership of the team.
    Membership,
    /// A membership of the team in the organization.
    OrganizationTeamMembership,
    /// Somebody else, who may be made a member.
    User,
    /// A calendar that is connected: google, office365 or apple.
    Calendar,
}

/// What a target may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Capability {
    /// Teams and organizations.
    Teams,
    /// Clients of the time before scopes.
    Legacy,
    /// Second secrets.
    Rotation,
    /// Clients that wait for acceptance, or were not accepted.
    Review,
    /// A way to see the e-mails.
    Outbox,
    /// Managed users.
    ManagedUsers,
    /// The onboarding embed.
    Embed,
}

impl Profile {
    /// Reads a target file; `lookup` knows the environment.
    ///
    /// # Errors
    ///
    /// [`Unusable`] with line and column where the file is wrong.
    pub fn read(path: &Path, lookup: Lookup<'_>) -> Result<Self, Unusable> {
        Self::parse(&Handwritten::read(path)?, lookup)
    }

    /// A mock of Cal.com at `url`: everything is made through its door.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where this is no address.
    pub fn of_a_mock(url: &str) -> Result<Self, Unusable> {
        let url = toml::Value::from(url);
        let text = format!(
            "[target]\nname = \"mock\"\napp_url = {url}\napi_url = {url}\n[provision]\nstrategy = \"control\"\n"
        );
        Self::parse(&Handwritten::new("--mock", text), &|_| None)
    }

    /// Reads a target file that is at hand; `lookup` knows the environment.
    ///
    /// # Errors
    ///
    /// [`Unusable`] with line and column where the file is wrong.
    pub fn parse(file: &Handwritten, lookup: Lookup<'_>) -> Result<Self, Unusable> {
        let written: Written =
            file.parse().map_err(|it| Unusable { message: hint::mended(&it.message), place: it.place })?;
        check::checked(written, file, lookup)
    }
}

crate::redaction::opaque!(Registration, PlatformClient, Account);

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
