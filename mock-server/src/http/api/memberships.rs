//! Who is in a team, or was asked to be: with and without an organization before it (production-api D, "Membership").

use serde_json::{Map, Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::memberships;
use crate::rules::paging::{SKIP, TAKE, part};
use crate::wire::{ApiError, Member, Team, User};

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
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn invite(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
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
