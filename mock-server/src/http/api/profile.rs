//! `GET`, `PATCH /v2/me`: the user behind the token (oauth.txt §6, production-api C).

use std::convert::Infallible;

use serde_json::{Value, json};

use super::call::Call;
use super::{managed_users, schedules, shapes};
use crate::http::respond::Reply;
use crate::rules::{profile, properties};
use crate::store::App;
use crate::wire::{ApiError, Place, User};

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?;
    let mut data = shown(call.app, user);
    let organization = call.app.organization_of(user.id);
    if let Some(organization) = organization {
        let is_platform = call.app.is_platform(organization.id);
        data["organization"] = json!({"isPlatform": is_platform, "id": organization.id});
    }
    Ok(shapes::success(200, &data))
}

/// Never with `organization`. Another time zone is also that of the schedule that was the default until now.
pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    let before = call.user()?;
    let said = properties::read(&profile::coerced(call.raw_body()?), profile::OF_CHANGED);
    let said = said.map_err(ApiError::Invalid)?;
    if before.managed_by.is_some() {
        if call.app.strictness.at(Place::ManagedUsersCannotEditThemselves) {
            return Err(ApiError::RunsNoPlatform);
        }
        let user = managed_users::change(call.app, before, &said);
        return Ok(shapes::success(200, &shown(call.app, &user.map_err(|no| no.error().clone())?)));
    }
    if let Some(number) = said.get("defaultScheduleId") {
        let schedule = schedules::own(call.app, before.id, number)?;
        schedules::choose_default(call.app, before.id, schedule.id)?;
    }
    let forgets = call.app.strictness.at(Place::ProfileForgetsTheName);
    let edited: Result<_, Infallible> = call.app.users.edit(&before.id, |user| {
        let name = user.name.clone();
        profile::apply(user, &said);
        if forgets {
            user.name = name;
        }
        Ok(())
    });
    let user = edited.ok().flatten().ok_or(ApiError::NobodyBehindToken)?;
    schedules::follow_the_zone(call.app, before, &user, &said);
    Ok(shapes::success(200, &shown(call.app, &user)))
}

fn shown(app: &App, user: &User) -> Value {
    let hides_the_email = app.strictness.at(Place::ProfileHidesTheEmail);
    let mut shown = json!({
        "id": user.id,
        "email": if hides_the_email { "hidden" } else { &user.email },
        "name": user.name,
        "avatarUrl": user.profile.avatar_url,
        "bio": user.profile.bio,
        "timeFormat": user.profile.time_format,
        "defaultScheduleId": user.profile.default_schedule,
        "weekStart": user.profile.week_start,
        "timeZone": user.profile.time_zone,
        "username": user.username,
        "organizationId": app.organization_of(user.id).map(|team| team.id),
    });
    if app.strictness.at(Place::ProfileShowsTheLocale) {
        shown["locale"] = json!(user.profile.locale);
    }
    shown
}
