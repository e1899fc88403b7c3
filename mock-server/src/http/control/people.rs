//! `/_mock/v1/users` and `/_mock/v1/teams`.

use serde::Deserialize;
use serde_json::{Map, json};

use super::{Name, Outcome};
use crate::http::respond;
use crate::store::App;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{DoorError, Hash, Member, Profile, Role, Team, User, UserRole, Wanted};

/// A user to be. Not printed: the password is in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUser {
    email: Option<String>,
    name: Option<String>,
    password: Option<String>,
    #[serde(default)]
    role: UserRole,
}

impl Order for NewUser {
    const FIELDS: &'static [Field] = &[
        may("email", Wanted::Email),
        may("name", Wanted::Text),
        may("password", Wanted::Text),
        may("role", Wanted::OneOf(&["user", "admin"])),
    ];
}

/// A team to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTeam {
    name: Option<String>,
    organization: Option<Organization>,
    #[serde(default)]
    members: Vec<NewMember>,
}

impl Order for NewTeam {
    const FIELDS: &'static [Field] = &[
        may("name", Wanted::Text),
        may("organization", Wanted::Organization),
        may("members", Wanted::Members),
    ];
}

/// `true` makes an organization, an id puts the team into one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Organization {
    Itself(bool),
    Of(u64),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    user: Name,
    role: Role,
}

/// What the door shows of a user that was just made.
pub(super) const USER: &[Field] =
    &[must("id", Wanted::Number), must("email", Wanted::Email), must("password", Wanted::Text)];
/// What the door shows of a team that was just made.
pub(super) const TEAM: &[Field] = &[must("id", Wanted::Number)];

pub(super) fn create_user(app: &App, new: NewUser) -> Outcome {
    let id = app.next_number();
    let email = new.email.unwrap_or_else(|| format!("user-{id}@example.com"));
    let password = new.password.unwrap_or_else(|| hex::encode(app.env.dice.bytes::<8>()));
    let username = User::username_for(&email);
    let user = User {
        id,
        email: email.clone(),
        name: new.name,
        username,
        password: Hash::of(&password),
        role: new.role,
        profile: Profile::default(),
        managed_by: None,
    };
    if !app.welcome(user, |other| other.is_at(&email)) {
        return Err(DoorError::UserExists(email));
    }
    Ok(respond::json(201, &json!({"id": id, "email": email, "password": password})))
}

pub(super) fn remove_user(app: &App, name: &str) -> Outcome {
    let gone = app.user_called(name).and_then(|user| app.remove_user(user.id));
    gone.map(|_| respond::empty(http::StatusCode::NO_CONTENT)).ok_or_else(|| unknown("user", name))
}

pub(super) fn create_team(app: &App, new: NewTeam) -> Outcome {
    let (is_organization, parent) = match new.organization {
        None => (false, None),
        Some(Organization::Itself(itself)) => (itself, None),
        Some(Organization::Of(parent)) => {
            let found = app.teams.find(&parent).filter(|team| team.is_organization);
            found.ok_or_else(|| unknown("organization", &parent.to_string()))?;
            (false, Some(parent))
        }
    };
    let member = |new: NewMember| Ok(Member::new(app.next_number(), new.user.user(app)?.id, new.role));
    let members = new.members.into_iter().map(member).collect::<Result<_, DoorError>>()?;
    let id = app.next_number();
    let name = new.name.unwrap_or_else(|| format!("Team {id}"));
    app.teams.put(id, Team { id, name, is_organization, parent, members, settings: Map::new() });
    Ok(respond::json(201, &json!({"id": id})))
}

pub(super) fn remove_team(app: &App, id: &str) -> Outcome {
    let gone = id.parse().ok().and_then(|id| app.remove_team(id));
    gone.map(|_| respond::empty(http::StatusCode::NO_CONTENT)).ok_or_else(|| unknown("team", id))
}

fn unknown(what: &'static str, name: &str) -> DoorError {
    DoorError::Unknown { what, name: name.to_owned() }
}
