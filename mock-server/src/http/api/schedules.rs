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

use serde_json::{Map, Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::rules::schedule;
use crate::store::App;
use crate::wire::{ApiError, Place, Schedule, User};

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
    let user = call.user()?;
    let found = user.profile.default_schedule.and_then(|id| call.app.schedules.find(&id));
    let schedule = found.filter(|schedule| schedule.owner == user.id);
    let data = schedule.map_or(Value::Null, |schedule| shown(call.app, &schedule));
    Ok(shapes::success(200, &data))
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let said = call.body(schedule::OF_NEW)?;
    schedule::ends_come_after_starts(&said)?;
    let mut schedule = schedule::blank(call.app.next_number(), owner);
    schedule::apply(&mut schedule, &said);
    call.app.schedules.put(schedule.id, schedule.clone());
    if schedule::is_default(&said) {
        choose_default(call.app, owner, schedule.id)?;
    }
    Ok(shapes::success(201, &shown(call.app, &schedule)))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let id = named(call, owner)?.id;
    let said = call.body(schedule::OF_CHANGED)?;
    schedule::ends_come_after_starts(&said)?;
    let edited = call.app.schedules.edit(&id, |schedule| -> Result<(), ApiError> {
        schedule::apply(schedule, &said);
        if schedule::is_default(&said) {
            make_default(call.app, schedule);
        }
        Ok(())
    })?;
    let schedule = edited.ok_or_else(|| ApiError::NoSuchSchedule(id.to_string()))?;
    Ok(shapes::success(200, &shown(call.app, &schedule)))
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    let owner = owner(call)?;
    let gone = || ApiError::NoScheduleToDelete(call.name("scheduleId").to_owned());
    let schedule = named(call, owner).map_err(|error| match error {
        ApiError::NoSuchSchedule(_) => gone(),
        other => other,
    })?;
    if !forget(call.app, &schedule) {
        return Err(gone());
    }
    Ok(shapes::done())
}

/// Whoever had it as their default has none any more, and event types that went by it go by their owner's. Whether it
/// was still there.
fn forget(app: &App, schedule: &Schedule) -> bool {
    let is_it = |id: &u64| *id == schedule.id;
    let was_there = app.schedules.remove(&schedule.id).is_some();
    set_default(app, schedule.owner, |default| default.filter(|id| !is_it(id)));
    for event_type in app.event_types.all() {
        if event_type.schedule.as_ref().is_some_and(is_it) {
            let _: Result<_, Infallible> = app.event_types.edit(&event_type.id, |event_type| {
                event_type.schedule = event_type.schedule.filter(|id| !is_it(id));
                Ok(())
            });
        }
    }
    was_there
}

/// The schedule that a body names by its number, which must be `user`'s own.
pub(super) fn own(app: &App, user: u64, number: &Value) -> Result<Schedule, ApiError> {
    let found = number.as_u64().and_then(|id| app.schedules.find(&id));
    let schedule = found.ok_or_else(|| ApiError::NoSuchSchedule(number.to_string()))?;
    of(user, &schedule)?;
    Ok(schedule)
}

/// Makes a schedule its owner's default, who must be `user`. Nothing where there is no such schedule.
pub(super) fn choose_default(app: &App, user: u64, id: u64) -> Result<Option<Schedule>, ApiError> {
    app.schedules.edit(&id, |schedule| {
        of(user, schedule)?;
        make_default(app, schedule);
        Ok(())
    })
}

/// Somebody who moved to another time zone takes along the schedule that was their default until now.
pub(super) fn follow_the_zone(app: &App, before: &User, now: &User, said: &Map<String, Value>) {
    let default = before.profile.default_schedule.filter(|_| said.contains_key("timeZone"));
    let Some(default) = default else { return };
    let _: Result<_, Infallible> = app.schedules.edit(&default, |schedule| {
        if schedule.owner == now.id {
            schedule.time_zone.clone_from(&now.profile.time_zone);
        }
        Ok(())
    });
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

/// Whose schedules the call is about: a member's whom the path names, else the caller's.
fn owner(call: &Call<'_>) -> Result<u64, ApiError> {
    let Some(user) = call.written("userId") else { return Ok(call.user()?.id) };
    call.number("userId").ok_or_else(|| ApiError::UserNotInOrganization {
        user: user.to_owned(),
        organization: call.name("orgId").to_owned(),
    })
}

/// The schedule in the path, which must be the `owner`'s.
fn named(call: &Call<'_>, owner: u64) -> Result<Schedule, ApiError> {
    let found = call.number("scheduleId").and_then(|id| call.app.schedules.find(&id));
    let schedule = found.ok_or_else(|| ApiError::NoSuchSchedule(call.name("scheduleId").to_owned()))?;
    if !is_shared(call, &schedule) {
        of(owner, &schedule)?;
    }
    Ok(schedule)
}

/// A faulty server takes all users of a platform client for one.
fn is_shared(call: &Call<'_>, schedule: &Schedule) -> bool {
    let others = call.app.users.lend(&schedule.owner);
    let by = |user: Option<&User>| user.and_then(|user| user.managed_by.as_ref()).map(|by| by.client.clone());
    let (own, others) = (by(call.caller.as_deref()), by(others.as_deref()));
    call.app.strictness.at(Place::ManagedUsersShareTheirSchedules) && own.is_some() && own == others
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

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::store::{ClockStart, Env, Settings, World};
    use crate::wire::{Origin, Strictness};

    const ROUNDS: usize = 2_000;

    #[test]
    fn a_schedule_that_is_chosen_and_deleted_at_once_is_nobodys_default_afterwards() {
        let settings = Settings {
            env: Env::new(ClockStart::Running, None),
            strictness: Strictness::default(),
            public_url: Origin::parse("http://localhost").unwrap(),
            rate: None,
        };
        let app = App::new(settings, World::showcase());
        let owner = app.users.all()[0].id;
        for round in 0..ROUNDS {
            let schedule = Schedule::working_hours(app.next_number(), owner, "UTC");
            app.schedules.put(schedule.id, schedule.clone());
            let barrier = Barrier::new(3);
            let gone = thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        barrier.wait();
                        choose_default(&app, owner, schedule.id)
                    });
                }
                barrier.wait();
                forget(&app, &schedule)
            });
            let default = app.users.find(&owner).unwrap().profile.default_schedule;
            assert!(gone && default != Some(schedule.id), "round {round}");
        }
        assert!(!forget(&app, &Schedule::working_hours(9999, owner, "UTC")));
    }
}
