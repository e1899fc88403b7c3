//! The schedules of a team, of an organization, and of one of their members (calcom-openapi.json: `take`, `skip`, and
//! below a team of an organization `eventTypeId`).

use serde_json::{Map, Value};

use super::shown_together;
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::paging::{SKIP, TAKE, part};
use crate::rules::properties::{Is, Property, may};
use crate::wire::{ApiError, EventType, EventTypeError, Owner, Schedule, Team};

const EVENT_TYPE: Property = may("eventTypeId", Is::Number);

pub(in crate::http::api) fn list_of_team(call: &Call<'_>) -> Result<Reply, ApiError> {
    let team = call.team()?;
    let is_below_an_organization = call.written("orgId").is_some();
    let query =
        call.query(if is_below_an_organization { &[TAKE, SKIP, EVENT_TYPE] } else { &[TAKE, SKIP] })?;
    let schedules = match event_type(call, &query) {
        None => of_members(call, team),
        Some(Err(_)) => Vec::new(),
        Some(Ok(found)) if found.owner != Owner::Team(team.id) => Vec::new(),
        Some(Ok(found)) => {
            let hosts = found.hosts.iter().filter(|host| team.role_of(host.user).is_some());
            let mut ids: Vec<u64> =
                hosts.filter_map(|host| counting_schedule(call, &found, host.user)).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.iter().filter_map(|id| call.app.schedules.find(id)).collect()
        }
    };
    Ok(shown_together(call.app, part(schedules, &query)))
}

pub(in crate::http::api) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    let query = call.query(&[TAKE, SKIP])?;
    let schedules = of_members(call, call.organization()?);
    Ok(shown_together(call.app, part(schedules, &query)))
}

pub(in crate::http::api) fn list_of_member(call: &Call<'_>) -> Result<Reply, ApiError> {
    if call.written("teamId").is_none() {
        return super::list(call);
    }
    match event_type(call, &call.query(&[EVENT_TYPE])?) {
        None => super::list(call),
        Some(found) => Ok(shown_together(call.app, of_event_type(call, &found?)?)),
    }
}

/// The schedules of all who are in a team.
fn of_members(call: &Call<'_>, team: &Team) -> Vec<Schedule> {
    let is_theirs = |schedule: &Schedule| team.role_of(schedule.owner).is_some();
    call.app.schedules.all().into_iter().filter(is_theirs).collect()
}

/// The event type in the query, if one is named. Zero names none, as in production.
fn event_type(call: &Call<'_>, query: &Map<String, Value>) -> Option<Result<EventType, ApiError>> {
    let named = query.get(EVENT_TYPE.name).filter(|named| named.as_f64() != Some(0.0))?;
    let found = named.as_u64().and_then(|id| call.app.event_types.find(&id));
    Some(found.ok_or_else(|| EventTypeError::NotFound(named.to_string()).into()))
}

/// The schedule by which the member in the path can be booked with an event type.
fn of_event_type(call: &Call<'_>, event_type: &EventType) -> Result<Option<Schedule>, ApiError> {
    let user = super::owner(call)?;
    let takes_part =
        event_type.owner == Owner::User(user) || event_type.hosts.iter().any(|host| host.user == user);
    if !takes_part {
        return Err(ApiError::NotOfEventType { user, event_type: event_type.id });
    }
    let id = counting_schedule(call, event_type, user);
    let Some(schedule) = id.and_then(|id| call.app.schedules.find(&id)) else { return Ok(None) };
    if schedule.owner != user {
        return Err(ApiError::ScheduleOutOfReach { user, schedule: schedule.id });
    }
    Ok(Some(schedule))
}

/// The schedule of the event type, else the user's default.
fn counting_schedule(call: &Call<'_>, event_type: &EventType, user: u64) -> Option<u64> {
    let default = || call.app.users.find(&user)?.profile.default_schedule;
    event_type.schedule.or_else(default)
}
