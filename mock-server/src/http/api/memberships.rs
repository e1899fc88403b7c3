//! Who is in a team, or was asked to be: with and without an organization before it (production-api D, "Membership").

use std::convert::Infallible;

use serde_json::{Map, Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::memberships;
use crate::rules::paging::{SKIP, TAKE, part};
use crate::store::App;
use crate::wire::{ApiError, EventType, Host, Member, Owner, Team, User};

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(&[TAKE, SKIP, memberships::EMAILS])?;
    let emails = memberships::wanted_emails(&query)?;
    let team = call.team()?;
    let is_wanted = |user: &User| emails.is_empty() || emails.iter().any(|email| user.is_at(email));
    let people = team.members.iter().filter_map(|member| Some((member, call.app.users.find(&member.user)?)));
    let wanted = people.filter(|(_, user)| is_wanted(user)).collect();
    let data = part(wanted, &query).iter().map(|(member, user)| shown(team, member, user)).collect();
    Ok(shapes::success(200, &data))
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    answer(call, 200, team, named(call, team)?)
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let is_below_an_organization = call.written("orgId").is_some();
    let said = call.body(if is_below_an_organization {
        memberships::OF_NEW_IN_ORGANIZATION
    } else {
        memberships::OF_NEW
    })?;
    let team = call.team()?;
    let user = newcomer(call, team, &said)?;
    let mut member = memberships::asked(call.app.next_number(), user.id);
    memberships::apply(&mut member, &said);
    let edited = call.app.teams.edit(&team.id, |team| {
        if team.members.iter().any(|other| other.user == user.id) {
            return Err(ApiError::RecordExists);
        }
        team.members.push(member.clone());
        Ok::<(), ApiError>(())
    })?;
    let team = edited.ok_or(ApiError::NoSuchRecord)?;
    if member.accepted {
        join_event_types(call.app, &team, user.id);
    }
    Ok(shapes::success(201, &shown(&team, &member, &user)))
}

/// Who is to join; in a team of an organization only those who are in that.
fn newcomer(call: &Call<'_>, team: &Team, said: &Map<String, Value>) -> Result<User, ApiError> {
    let id = said.get("userId").and_then(Value::as_u64);
    let user = id.and_then(|id| call.app.users.find(&id));
    match team.parent.and_then(|parent| call.app.teams.find(&parent)) {
        None => user.ok_or(ApiError::NoSuchRecord),
        Some(organization) => {
            user.filter(|user| organization.role_of(user.id).is_some()).ok_or(ApiError::NotPartOfOrganization)
        }
    }
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    let before = named(call, team)?;
    let said = call.body(memberships::OF_CHANGED)?;
    let edited = call.app.teams.edit(&team.id, |team| {
        let member = team.members.iter_mut().find(|member| member.id == before.id);
        memberships::apply(member.ok_or(ApiError::NoSuchMembership)?, &said);
        Ok::<(), ApiError>(())
    })?;
    let team = edited.ok_or(ApiError::NoSuchMembership)?;
    let member = named(call, &team)?;
    if member.accepted && !before.accepted {
        join_event_types(call.app, &team, member.user);
    }
    answer(call, 200, &team, member)
}

/// Whoever leaves a team hosts none of its event types any more. The last owner may leave, as in production.
pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    let gone = named(call, team)?;
    call.app.teams.edit(&team.id, |team| {
        let before = team.members.len();
        team.members.retain(|member| member.id != gone.id);
        if team.members.len() < before { Ok(()) } else { Err(ApiError::NoSuchMembership) }
    })?;
    change_event_types(call.app, team, |event_type| event_type.hosts.retain(|host| host.user != gone.user));
    answer(call, 200, team, gone)
}

/// A link by which whoever has it can join: to the team's own page, or for an organization's to the sign-up.
pub(super) fn invite(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    let token = hex::encode(call.app.env.dice.bytes::<32>());
    let home = call.app.public_url.as_str();
    let link = if team.parent.is_some() || team.is_organization {
        format!("{home}/signup?token={token}&callbackUrl=/getting-started")
    } else {
        format!("{home}/teams?token={token}")
    };
    Ok(shapes::success(200, &json!({"token": token, "inviteLink": link})))
}

/// Whoever joins hosts what all members host.
fn join_event_types(app: &App, team: &Team, user: u64) {
    change_event_types(app, team, |event_type| {
        let is_for_all = event_type.settings.get("assignAllTeamMembers") == Some(&Value::Bool(true));
        if is_for_all && !event_type.hosts.iter().any(|host| host.user == user) {
            event_type.hosts.push(Host { user, mandatory: false, priority: "medium".to_owned() });
        }
    });
}

fn change_event_types(app: &App, team: &Team, change: impl Fn(&mut EventType)) {
    let own = app.event_types.all().into_iter().filter(|event_type| event_type.owner == Owner::Team(team.id));
    for event_type in own {
        let _: Result<_, Infallible> = app.event_types.edit(&event_type.id, |event_type| {
            change(event_type);
            Ok(())
        });
    }
}

/// The membership in the path, which must be one of the team.
fn named<'a>(call: &Call<'_>, team: &'a Team) -> Result<&'a Member, ApiError> {
    let id = call.number("membershipId");
    team.members.iter().find(|member| Some(member.id) == id).ok_or(ApiError::NoSuchMembership)
}

fn answer(call: &Call<'_>, status: u16, team: &Team, member: &Member) -> Result<Reply, ApiError> {
    let user = call.app.users.find(&member.user).ok_or(ApiError::NoSuchMembership)?;
    Ok(shapes::success(status, &shown(team, member, &user)))
}

fn shown(team: &Team, member: &Member, user: &User) -> Value {
    let mut person = Map::new();
    person.insert("email".to_owned(), json!(user.email));
    let others = [
        ("avatarUrl", json!(user.profile.avatar_url)),
        ("username", json!(user.username)),
        ("name", json!(user.name)),
        ("bio", json!(user.profile.bio)),
    ];
    for (name, value) in others.into_iter().filter(|(_, value)| !value.is_null()) {
        person.insert(name.to_owned(), value);
    }
    if !user.profile.metadata.is_empty() {
        person.insert("metadata".to_owned(), user.profile.metadata.clone().into());
    }
    json!({
        "id": member.id,
        "userId": member.user,
        "teamId": team.id,
        "accepted": member.accepted,
        "role": member.role,
        "user": person,
        "disableImpersonation": member.disable_impersonation,
    })
}
