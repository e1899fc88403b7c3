//! The default world (INTERFACE, "cal-mock"): fixed and obviously fake credentials, printed at the start.

mod calendar;

use serde_json::{Map, json};

use super::World;
use crate::wire::{
    Client, ClientId, ClientStatus, ClientType, Hash, KeptSecret, Member, Permissions, PlatformClient,
    PlatformSecret, Profile, Role, Scope, ScopeList, Secret, Team, User, UserRole,
};

/// Everybody's password.
pub const PASSWORD: &str = "correct-horse-battery-staple";
/// The page of the mock that stands in for an application's redirect URI.
pub const CALLBACK: &str = "/_mock/callback";
/// What the printed example asks for.
pub const SCOPE: &str = "BOOKING_READ BOOKING_WRITE PROFILE_READ";

/// The client ids and secrets: 64 hex digits each, as production's are.
macro_rules! fake {
    ($digits:literal) => {
        concat!($digits, $digits, $digits, $digits, $digits, $digits, $digits, $digits)
    };
}

/// A client that keeps a secret.
pub const CONFIDENTIAL: (&str, &str) = (fake!("ca1c0de1"), fake!("5ec2e701"));
/// A client that proves itself by PKCE.
pub const PUBLIC: &str = fake!("ca1c0de2");
/// A client from before scopes.
pub const LEGACY: (&str, &str) = (fake!("ca1c0de3"), fake!("5ec2e703"));
/// A client that nobody reviewed yet.
pub const PENDING: (&str, &str) = (fake!("ca1c0de4"), fake!("5ec2e704"));
/// A client that was rejected.
pub const REJECTED: (&str, &str) = (fake!("ca1c0de5"), fake!("5ec2e705"));
/// A client in the middle of a rotation: its first secret. The second is [`SECOND_SECRET`].
pub const ROTATING: (&str, &str) = (fake!("ca1c0de6"), fake!("5ec2e706"));
/// The second secret of [`ROTATING`].
pub const SECOND_SECRET: &str = fake!("5ec2e766");

/// A platform client: its id, in the form of production's, and its secret.
pub const PLATFORM: (&str, &str) = ("clca1c0de7ca1c0de7ca1c0de", fake!("5ec2e707"));

/// The user who owns the clients.
pub const OWNER: &str = "owner@example.com";
/// The user who reviews clients.
pub const ADMIN: &str = "admin@example.com";
/// An ordinary user.
pub const USER: &str = "user@example.com";

const OWNER_ID: u64 = 1;
const ADMIN_ID: u64 = 2;
const USER_ID: u64 = 3;

const SUPPORT: u64 = 10;
const ACME: u64 = 20;
const SALES: u64 = 21;
const PLATFORM_ORGANIZATION: u64 = 22;

pub(super) fn world() -> World {
    World {
        users: vec![
            user(OWNER_ID, OWNER, "Olivia Owner", UserRole::User),
            user(ADMIN_ID, ADMIN, "Adam Admin", UserRole::Admin),
            user(USER_ID, USER, "Uma User", UserRole::User),
        ],
        teams: vec![
            team(SUPPORT, "Acme Support", false, None, &[(OWNER_ID, Role::Owner), (USER_ID, Role::Member)]),
            team(ACME, "Acme Inc.", true, None, &[(ADMIN_ID, Role::Owner), (USER_ID, Role::Member)]),
            team(SALES, "Acme Sales", false, Some(ACME), &[(ADMIN_ID, Role::Owner), (USER_ID, Role::Admin)]),
            team(PLATFORM_ORGANIZATION, "Acme Platform", true, None, &[(OWNER_ID, Role::Owner)]),
        ],
        clients: vec![
            client(CONFIDENTIAL.0, "Acme Scheduler", &[CONFIDENTIAL.1], ClientStatus::Approved),
            Client { kind: ClientType::Public, ..client(PUBLIC, "Acme Mobile", &[], ClientStatus::Approved) },
            Client {
                scopes: ScopeList::default(),
                ..client(LEGACY.0, "Acme Classic", &[LEGACY.1], ClientStatus::Approved)
            },
            client(PENDING.0, "Acme Beta", &[PENDING.1], ClientStatus::Pending),
            Client {
                rejection_reason: Some("The purpose is not clear".to_owned()),
                ..client(REJECTED.0, "Acme Spam", &[REJECTED.1], ClientStatus::Rejected)
            },
            client(ROTATING.0, "Acme Rotating", &[ROTATING.1, SECOND_SECRET], ClientStatus::Approved),
        ],
        platform_clients: vec![PlatformClient {
            id: ClientId(PLATFORM.0.to_owned()),
            name: "Acme Platform".to_owned(),
            redirect_uris: vec![CALLBACK.to_owned(), "http://localhost:3000".to_owned()],
            booking_url: None,
            reschedule_url: None,
            cancel_url: None,
            permissions: Permissions::all(),
            default_event_types: true,
            organization: PLATFORM_ORGANIZATION,
            owner: Some(OWNER_ID),
            secret: PlatformSecret::of(Secret::new(PLATFORM.1)),
        }],
        schedules: calendar::schedules(),
        event_types: calendar::event_types(),
        bookings: calendar::bookings(),
        feeds: calendar::feeds(),
    }
}

/// The plain secret of a client of this world, if `client` still has it.
#[must_use]
pub fn secret_of(client: &Client) -> Option<&'static str> {
    [CONFIDENTIAL, LEGACY, PENDING, REJECTED, ROTATING]
        .into_iter()
        .find(|(id, secret)| client.id.0 == *id && client.knows(secret))
        .map(|(_, secret)| secret)
}

fn user(id: u64, email: &str, name: &str, role: UserRole) -> User {
    let username = User::username_for(email);
    User {
        id,
        email: email.to_owned(),
        name: Some(name.to_owned()),
        username,
        password: Hash::of(PASSWORD),
        role,
        profile: Profile { default_schedule: Some(calendar::working_hours_of(id)), ..Profile::default() },
        managed_by: None,
    }
}

fn team(id: u64, name: &str, is_organization: bool, parent: Option<u64>, members: &[(u64, Role)]) -> Team {
    let members =
        (1..).zip(members).map(|(place, &(user, role))| Member::new(id * 10 + place, user, role)).collect();
    let slug = name.to_lowercase().replace(' ', "-").replace('.', "");
    let settings = Map::from_iter([("slug".to_owned(), json!(slug))]);
    Team { id, name: name.to_owned(), is_organization, parent, members, settings }
}

fn client(id: &str, name: &str, secrets: &[&str], status: ClientStatus) -> Client {
    Client {
        id: ClientId(id.to_owned()),
        name: name.to_owned(),
        purpose: "Shows how a client of this kind behaves".to_owned(),
        website_url: None,
        logo: None,
        kind: ClientType::Confidential,
        status,
        rejection_reason: None,
        owner: Some(OWNER_ID),
        redirect_uris: vec![CALLBACK.to_owned(), "http://localhost:3000/callback".to_owned()],
        scopes: Scope::documented().map(Scope::word).collect(),
        secrets: (1..).zip(secrets).map(|(id, secret)| kept(id, secret)).collect(),
    }
}

fn kept(id: u64, secret: &str) -> KeptSecret {
    KeptSecret { id, ..KeptSecret::of(&Secret::new(secret)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_secrets_look_like_productions() {
        for word in [CONFIDENTIAL.0, CONFIDENTIAL.1, PUBLIC, LEGACY.0, SECOND_SECRET] {
            assert_eq!(word.len(), 64);
            assert!(word.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c)));
        }
    }

    #[test]
    fn the_secrets_that_are_printed_are_the_clients_own() {
        let world = world();
        assert_eq!(world.clients.iter().filter(|client| secret_of(client).is_some()).count(), 5);
        assert!(world.clients.iter().any(|client| client.knows(SECOND_SECRET)));
    }
}
