//! Schedules: one's own and, below an organization, those of its members (production-api D, "Schedule").
//!
//! | file | what it does |
//! |---|---|
//! | `schedules.rs` | lists, shows, makes, changes and deletes |
//! | [`lists`] | lists those of a whole team or organization |
//!
//! Which one is a person's default stands in their profile.

mod lists;

use std::convert::Infallible;

use serde_json::{Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::availability;
use crate::store::App;
use crate::wire::{ApiError, Place, Schedule};

pub(super) use lists::{list_of_member, list_of_organization, list_of_team};

// Below an organization the path says whose they are; all else is the same.
pub(super) use self::{
    create as create_for_member, delete as delete_of_member, edit as edit_of_member, read as read_of_member,
};

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let own = call.app.schedules.all().into_iter().filter(|schedule| schedule.owner == owner);
    Ok(shown_together(call.app, own))
}

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
    let owner = owner(call)?;
    let said = call.body(availability::OF_NEW)?;
    availability::ends_come_after_starts(&said)?;
    let mut schedule = availability::blank(call.app.next_number(), owner);
    availability::apply(&mut schedule, &said);
    call.app.schedules.put(schedule.id, schedule.clone());
    if availability::is_default(&said) {
        choose_default(call.app, owner, schedule.id)?;
    }
    Ok(shapes::success(201, &shown(call.app, &schedule)))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let id = named(call, owner)?.id;
    let said = call.body(availability::OF_CHANGED)?;
    availability::ends_come_after_starts(&said)?;
    let edited = call.app.schedules.edit(&id, |schedule| -> Result<(), ApiError> {
        availability::apply(schedule, &said);
        if availability::is_default(&said) {
            make_default(call.app, schedule);
        }
        Ok(())
    })?;
    let schedule = edited.ok_or_else(|| ApiError::NoSuchSchedule(id.to_string()))?;
    Ok(shapes::success(200, &shown(call.app, &schedule)))
}

/// Whoever had it as their default has none any more, and event types that went by it go by their owner's.
pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let gone = || ApiError::NoScheduleToDelete(call.name("scheduleId").to_owned());
    let schedule = named(call, owner).map_err(|error| match error {
        ApiError::NoSuchSchedule(_) => gone(),
        other => other,
    })?;
    call.app.schedules.remove(&schedule.id).ok_or_else(gone)?;
    set_default(call.app, owner, |default| default.filter(|id| *id != schedule.id));
    for event_type in call.app.event_types.all() {
        if event_type.schedule == Some(schedule.id) {
            let _: Result<_, Infallible> = call.app.event_types.edit(&event_type.id, |event_type| {
                event_type.schedule = event_type.schedule.filter(|id| *id != schedule.id);
                Ok(())
            });
        }
    }
    Ok(shapes::done())
}

/// Makes a schedule its owner's default, who must be `user`. Nothing where there is no such schedule.
pub(super) fn choose_default(app: &App, user: u64, id: u64) -> Result<Option<Schedule>, ApiError> {
    app.schedules.edit(&id, |schedule| {
        of(user, schedule)?;
        make_default(app, schedule);
        Ok(())
    })
}

/// Asked while the schedule is held, so that one that is deleted at the same moment is nobody's default afterwards.
fn make_default(app: &App, schedule: &Schedule) {
    set_default(app, schedule.owner, |_| Some(schedule.id));
}

fn set_default(app: &App, owner: u64, choose: impl FnOnce(Option<u64>) -> Option<u64>) {
    let _: Result<_, Infallible> = app.users.edit(&owner, |user| {
        user.profile.default_schedule = choose(user.profile.default_schedule);
        Ok(())
    });
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
    let mut shown = json!({
        "id": schedule.id,
        "ownerId": schedule.owner,
        "name": schedule.name,
        "timeZone": schedule.time_zone,
        "availability": schedule.availability,
        "isDefault": default == Some(schedule.id),
    });
    if !app.strictness.at(Place::SchedulesHideTheirOverrides) {
        shown["overrides"] = json!(schedule.overrides);
    }
    shown
}
