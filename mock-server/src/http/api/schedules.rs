//! Schedules: one's own and, below an organization, those of its members (production-api D, "Schedule").
//!
//! | file | what it does |
//! |---|---|
//! | `schedules.rs` | lists and shows |
//! | [`lists`] | lists those of a whole team or organization |
//!
//! Which one is a person's default stands in their profile.

mod lists;

use serde_json::{Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::store::App;
use crate::wire::{ApiError, Schedule};

pub(super) use lists::{list_of_organization, list_of_team};

// Below an organization the path says whose they are; all else is the same.
pub(super) use self::{
    create as create_for_member, delete as delete_of_member, edit as edit_of_member, read as read_of_member,
};

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let own = call.app.schedules.all().into_iter().filter(|schedule| schedule.owner == owner);
    Ok(shown_together(call.app, own))
}

pub(super) use lists::list_of_member;

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let schedule = named(call, owner(call)?)?;
    Ok(shapes::success(200, &shown(call.app, &schedule)))
}

pub(super) fn read_default(call: &Call<'_>) -> Result<Reply, ApiError> {
    let default = call.user()?.profile.default_schedule;
    let schedule = default.and_then(|id| call.app.schedules.find(&id));
    let data = schedule.map_or(Value::Null, |schedule| shown(call.app, &schedule));
    Ok(shapes::success(200, &data))
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

/// Whose schedules the call is about.
fn owner(call: &Call<'_>) -> Result<u64, ApiError> {
    match call.number("userId") {
        Some(member) => Ok(member),
        None => Ok(call.user()?.id),
    }
}

/// The schedule in the path, which must be the `owner`'s.
fn named(call: &Call<'_>, owner: u64) -> Result<Schedule, ApiError> {
    let found = call.number("scheduleId").and_then(|id| call.app.schedules.find(&id));
    let schedule = found.ok_or_else(|| ApiError::NoSuchSchedule(call.name("scheduleId").to_owned()))?;
    of(owner, &schedule)?;
    Ok(schedule)
}

fn of(owner: u64, schedule: &Schedule) -> Result<(), ApiError> {
    if schedule.owner == owner {
        Ok(())
    } else {
        Err(ApiError::ForeignSchedule { user: owner, schedule: schedule.id })
    }
}

fn shown_together(app: &App, schedules: impl IntoIterator<Item = Schedule>) -> Reply {
    let data: Value = schedules.into_iter().map(|schedule| shown(app, &schedule)).collect();
    shapes::success(200, &data)
}

fn shown(app: &App, schedule: &Schedule) -> Value {
    let default = app.users.find(&schedule.owner).and_then(|owner| owner.profile.default_schedule);
    json!({
        "id": schedule.id,
        "ownerId": schedule.owner,
        "name": schedule.name,
        "timeZone": schedule.time_zone,
        "availability": schedule.availability,
        "isDefault": default == Some(schedule.id),
        "overrides": schedule.overrides,
    })
}
