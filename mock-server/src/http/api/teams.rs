//! Teams, alone or of an organization (production-api D, "Team").

use serde_json::json;

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::paging::{SKIP, TAKE, part};
use crate::rules::team_settings;
use crate::wire::{ApiError, Team};

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

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

/// Whether somebody is in a team or was asked to be.
fn names(team: &Team, user: u64) -> bool {
    team.members.iter().any(|member| member.user == user)
}

fn of_organization(call: &Call<'_>) -> Result<Vec<Team>, ApiError> {
    let organization = call.organization()?.id;
    Ok(call.app.teams.all().into_iter().filter(|team| team.parent == Some(organization)).collect())
}
