//! Teams, alone or of an organization (production-api D, "Team").

use serde_json::json;

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::paging::{SKIP, TAKE, part};
use crate::rules::team_settings;
use crate::wire::{ApiError, Member, Role, Team};

/// All that the caller is in, or was asked to be in.
pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?.id;
    let own = call.app.teams.all().into_iter().filter(|team| names(team, user));
    Ok(shapes::success(200, &own.map(|team| team_settings::shown(&team)).collect()))
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    Ok(shapes::success(200, &team_settings::shown(call.team()?)))
}

pub(super) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(&[TAKE, SKIP])?;
    let teams = part(of_organization(call)?, &query);
    Ok(shapes::success(200, &teams.iter().map(team_settings::shown).collect()))
}

/// Those of the organization that the caller is in, with what they are there; whoever runs it sees them all.
pub(super) fn list_own_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(&[TAKE, SKIP])?;
    let user = call.user()?.id;
    let runs_it = call.organization()?.is_run_by(user);
    let mut teams = of_organization(call)?;
    teams.retain(|team| runs_it || names(team, user));
    let shown = |team: &Team| {
        let mut told = team_settings::shown(team);
        if let Some(own) = team.members.iter().find(|member| member.user == user) {
            told["accepted"] = json!(own.accepted);
            told["role"] = json!(own.role);
        }
        told
    };
    Ok(shapes::success(200, &part(teams, &query).iter().map(shown).collect()))
}

/// The caller owns it, and is in it at once unless they say otherwise.
pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?.id;
    let said = call.body(team_settings::OF_NEW)?;
    let organization = call.written("orgId").map(|_| call.organization()).transpose()?;
    let owner = Member {
        accepted: said.get("autoAcceptCreator") != Some(&json!(false)),
        ..Member::new(call.app.next_number(), user, Role::Owner)
    };
    let parent = organization.map(|organization| organization.id);
    let team = team_settings::new(call.app.next_number(), parent, owner, said);
    if call.app.teams.put_unless(team.id, team.clone(), |other| stands_in_the_way(&team, other, user)) {
        return Ok(shapes::success(201, &team_settings::shown(&team)));
    }
    Err(if parent.is_some() { ApiError::RecordExists } else { ApiError::TeamNameTaken(team.name) })
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let id = call.team()?.id;
    let said = call.body(team_settings::OF_CHANGED)?;
    let edited = call.app.teams.edit_among(&id, |team, others| {
        team_settings::apply(team, said);
        let is_taken = others.iter().any(|other| shares_the_address(team, other));
        if is_taken { Err(ApiError::RecordExists) } else { Ok(()) }
    })?;
    let team = edited.ok_or(ApiError::NoSuchRecord)?;
    Ok(shapes::success(200, &team_settings::shown(&team)))
}

/// Everything that hangs on it goes with it.
pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let id = call.team()?.id;
    let gone = call.app.remove_team(id).ok_or(ApiError::NoSuchRecord)?;
    Ok(shapes::success(200, &team_settings::shown(&gone)))
}

/// Nobody has two teams of one name; an organization has no two of one address.
fn stands_in_the_way(team: &Team, other: &Team, user: u64) -> bool {
    match team.parent {
        None => other.name == team.name && names(other, user),
        Some(_) => shares_the_address(team, other),
    }
}

fn shares_the_address(team: &Team, other: &Team) -> bool {
    let is_sibling = team.parent.is_some() && team.parent == other.parent && team.id != other.id;
    is_sibling && team_settings::slug_of(team) == team_settings::slug_of(other)
}

/// Whether somebody is in a team or was asked to be.
fn names(team: &Team, user: u64) -> bool {
    team.members.iter().any(|member| member.user == user)
}

fn of_organization(call: &Call<'_>) -> Result<Vec<Team>, ApiError> {
    let organization = call.organization()?.id;
    Ok(call.app.teams.all().into_iter().filter(|team| team.parent == Some(organization)).collect())
}
