//! `GET /v2/me`: the profile of the user behind the token (oauth.txt §6, production-api C).

use serde_json::json;

use crate::http::respond::{self, Reply};
use crate::store::App;
use crate::wire::{Place, User};

pub(super) fn read(app: &App, user: &User) -> Reply {
    let is_in = |team: &crate::wire::Team| team.members.iter().any(|member| member.user == user.id);
    let organization = app.teams.all().into_iter().find(|team| team.is_organization && is_in(team));
    let mut data = json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "avatarUrl": null,
        "bio": null,
        "timeFormat": 12,
        "defaultScheduleId": null,
        "weekStart": "Sunday",
        "timeZone": "Europe/London",
        "username": user.username,
        "organizationId": organization.as_ref().map(|team| team.id),
    });
    if let Some(organization) = organization {
        data["organization"] = json!({"isPlatform": false, "id": organization.id});
    }
    if app.strictness.at(Place::ProfileHidesTheEmail) {
        data["email"] = json!("hidden");
    }
    respond::json(200, &json!({"status": "success", "data": data}))
}
