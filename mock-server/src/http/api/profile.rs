//! `GET`, `PATCH /v2/me`: the user behind the token (oauth.txt §6, production-api C).

use serde_json::{Value, json};

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::store::App;
use crate::wire::{ApiError, Place, User};

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let user = call.user()?;
    let mut data = profile(call.app, user);
    let organization = call.app.organization_of(user.id);
    if let Some(organization) = organization {
        data["organization"] = json!({"isPlatform": false, "id": organization.id});
    }
    Ok(shapes::success(200, &data))
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

fn profile(app: &App, user: &User) -> Value {
    let hides_the_email = app.strictness.at(Place::ProfileHidesTheEmail);
    json!({
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
    })
}
