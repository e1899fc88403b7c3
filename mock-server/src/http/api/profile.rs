//! `GET`, `PATCH /v2/me`: the user behind the token (oauth.txt §6, production-api C).

use std::convert::Infallible;

use serde::Serialize;
use serde_json::{Value, json};

use super::call::Call;
use super::{managed_users, schedules, shapes};
use crate::http::respond::Reply;
use crate::rules::{profile, properties};
use crate::store::App;
use crate::wire::{ApiError, Place, User};

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let mut shown = shown(call.app, call.user()?);
    shown.organization = shown.organization_id.map(|id| {
        let is_platform = call.app.is_platform(id);
        Organization { is_platform, id }
    });
    Ok(shapes::record(200, &shown))
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
        return Ok(shapes::record(200, &shown(call.app, &user.map_err(|no| no.error().clone())?)));
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
    Ok(shapes::record(200, &shown(call.app, &user)))
}

/// A profile, in the order of production's.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    id: u64,
    email: &'a str,
    name: Option<&'a str>,
    avatar_url: Option<&'a str>,
    bio: Option<&'a str>,
    time_format: u64,
    default_schedule_id: Option<u64>,
    week_start: &'a str,
    time_zone: &'a str,
    username: &'a str,
    organization_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<Organization>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization {
    is_platform: bool,
    id: u64,
}

fn shown<'a>(app: &App, user: &'a User) -> Shown<'a> {
    let hides_the_email = app.strictness.at(Place::ProfileHidesTheEmail);
    let shows_the_locale = app.strictness.at(Place::ProfileShowsTheLocale);
    Shown {
        id: user.id,
        email: if hides_the_email { "hidden" } else { &user.email },
        name: user.name.as_deref(),
        avatar_url: user.profile.avatar_url.as_deref(),
        bio: user.profile.bio.as_deref(),
        time_format: user.profile.time_format,
        default_schedule_id: user.profile.default_schedule,
        week_start: &user.profile.week_start,
        time_zone: &user.profile.time_zone,
        username: &user.username,
        organization_id: app.organization_of(user.id).map(|team| team.id),
        locale: shows_the_locale.then(|| json!(user.profile.locale)),
        organization: None,
    }
}
