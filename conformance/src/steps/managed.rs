//! Sentences about platform clients and what they do with their managed users.

use cucumber::{given, when};
use serde_json::json;

use crate::{
    cast::{
        UserRole,
        platform::{ManagedRole, PERMISSIONS, PlatformRole},
    },
    exchange::Exchange,
    readings::managed::{created, refused, renewed},
    requests::{
        managed::{caller::CallerDetail, creation::CreationDetail, renewal::RenewalDetail},
        payload::Payload,
        phrases,
    },
    stage::{Stage, managed::Deed},
    verdict::Halt,
};

phrases! {
    /// What a platform client does with one of its users.
    DeedWord, "deed", Deed {
        "reads" => Deed::Reads,
        "read" => Deed::Reads,
        "deletes" => Deed::Deletes,
        "deleted" => Deed::Deletes,
        "force-refreshes" => Deed::ForceRefreshes,
        "force-refreshed" => Deed::ForceRefreshes,
    }
}

#[given(expr = "{platform} has the permissions {string}")]
fn has_permissions(stage: &mut Stage, platform: PlatformRole, permissions: String) {
    let permissions = permissions.split_whitespace().map(str::to_owned).collect();
    let result = stage.plan_platform(platform).map(|plan| plan.permissions = Some(permissions));
    stage.keep(result);
}

#[given(expr = "{platform} has the redirect URIs {string}")]
fn has_redirect_uris(stage: &mut Stage, platform: PlatformRole, uris: String) {
    let uris = uris.split_whitespace().map(str::to_owned).collect();
    let result = stage.plan_platform(platform).map(|plan| plan.redirect_uris = Some(uris));
    stage.keep(result);
}

#[given(expr = "{platform}'s users begin with event types")]
fn has_default_event_types(stage: &mut Stage, platform: PlatformRole) {
    let result = stage.plan_platform(platform).map(|plan| plan.has_default_event_types = true);
    stage.keep(result);
}

#[given(expr = "{user} owns {platform}")]
fn owns(stage: &mut Stage, user: UserRole, platform: PlatformRole) {
    let result = stage.plan_platform(platform).map(|plan| plan.owner = Some(user));
    stage.keep(result);
}

#[given(expr = "{platform} was left the permission {string} alone")]
async fn left_alone(stage: &mut Stage, platform: PlatformRole, permission: String) {
    let result = stage.edit_platform(platform, &json!({ "permissions": [permission] })).await;
    stage.keep(result);
}

#[given(expr = "{platform} was left every permission but {string}")]
async fn left_without(stage: &mut Stage, platform: PlatformRole, permission: String) {
    let left: Vec<&str> = PERMISSIONS.into_iter().filter(|it| *it != permission).collect();
    let is_one = if left.len() + 1 == PERMISSIONS.len() {
        Ok(())
    } else {
        Err(Halt::Ours(format!("no permission is called {permission}")))
    };
    stage.keep(is_one);
    let result = stage.edit_platform(platform, &json!({ "permissions": left })).await;
    stage.keep(result);
}

#[given(expr = "{user} registered with {managed}'s e-mail")]
async fn registered_like(stage: &mut Stage, user: UserRole, managed: ManagedRole) {
    let result = stage.register_like(user, managed).await;
    stage.keep(result);
}

#[given(expr = "{platform} created {managed}")]
async fn created_before(stage: &mut Stage, platform: PlatformRole, user: ManagedRole) {
    let result = stage.create_managed(platform, user, &[]).await;
    stage.keep(result);
    let result = stage.answer().and_then(created).map(drop);
    stage.keep(result);
}

#[given(expr = "{platform} created {managed}, {creation}")]
async fn created_before_with(
    stage: &mut Stage,
    platform: PlatformRole,
    user: ManagedRole,
    detail: CreationDetail,
) {
    let result = stage.create_managed(platform, user, &[detail]).await;
    stage.keep(result);
    let result = stage.answer().and_then(created).map(drop);
    stage.keep(result);
}

#[given(expr = "{platform} created {managed}, but {creation}, and was refused")]
async fn created_and_refused(
    stage: &mut Stage,
    platform: PlatformRole,
    user: ManagedRole,
    detail: CreationDetail,
) {
    let result = stage.create_managed(platform, user, &[detail]).await;
    stage.keep(result);
    let result = stage.answer().and_then(|it| refused(it, &[]));
    stage.keep(result);
}

#[when(expr = "{platform} creates {managed}")]
async fn creates(stage: &mut Stage, platform: PlatformRole, user: ManagedRole) {
    let result = stage.create_managed_watched(platform, user, &[]).await;
    stage.keep(result);
}

#[when(expr = "{platform} creates {managed},( but) {creation}")]
async fn creates_with(stage: &mut Stage, platform: PlatformRole, user: ManagedRole, detail: CreationDetail) {
    let result = stage.create_managed_watched(platform, user, &[detail]).await;
    stage.keep(result);
}

#[when(expr = "{platform} creates {managed},( but) {creation} and also {creation}")]
async fn creates_with_both(
    stage: &mut Stage,
    platform: PlatformRole,
    user: ManagedRole,
    first: CreationDetail,
    second: CreationDetail,
) {
    let result = stage.create_managed_watched(platform, user, &[first, second]).await;
    stage.keep(result);
}

#[given(expr = "{platform} refreshed {managed}'s tokens")]
async fn refreshed(stage: &mut Stage, platform: PlatformRole, user: ManagedRole) {
    refreshes(stage, platform, user).await;
    let result = stage.answer().and_then(renewed).map(drop);
    stage.keep(result);
}

#[given(expr = "{platform} refreshed {managed}'s tokens, but {renewal}, and was refused")]
async fn refreshed_and_refused(
    stage: &mut Stage,
    platform: PlatformRole,
    user: ManagedRole,
    detail: RenewalDetail,
) {
    refreshes_with(stage, platform, user, detail).await;
    let result = stage.answer().and_then(|it| refused(it, &stage.hidden_of_platforms()));
    stage.keep(result);
}

#[when(expr = "{platform} refreshes {managed}'s tokens")]
async fn refreshes(stage: &mut Stage, platform: PlatformRole, user: ManagedRole) {
    let result = stage.refresh_managed(platform, user, None).await;
    stage.keep(result);
}

#[when(expr = "{platform} refreshes {managed}'s tokens,( but) {renewal}")]
async fn refreshes_with(stage: &mut Stage, platform: PlatformRole, user: ManagedRole, detail: RenewalDetail) {
    let result = stage.refresh_managed(platform, user, Some(detail.0)).await;
    stage.keep(result);
}

#[when(expr = "{platform} {deed} {managed}")]
async fn does(stage: &mut Stage, platform: PlatformRole, deed: DeedWord, user: ManagedRole) {
    let result = stage.manage(platform, deed.0, user, None).await;
    stage.keep(result);
}

#[when(expr = "{platform} {deed} {managed}, but {caller}")]
async fn does_but(
    stage: &mut Stage,
    platform: PlatformRole,
    deed: DeedWord,
    user: ManagedRole,
    detail: CallerDetail,
) {
    let result = stage.manage(platform, deed.0, user, Some(detail.0)).await;
    stage.keep(result);
}

#[given(expr = "{platform} {deed} {managed}")]
async fn did(stage: &mut Stage, platform: PlatformRole, deed: DeedWord, user: ManagedRole) {
    does(stage, platform, deed, user).await;
    let result = stage.answer().and_then(done);
    stage.keep(result);
}

#[when(expr = "{platform} updates {managed}, sending {payload}")]
async fn updates(stage: &mut Stage, platform: PlatformRole, user: ManagedRole, payload: Payload) {
    let result = stage.manage(platform, Deed::Updates(payload.0), user, None).await;
    stage.keep(result);
}

#[when(expr = "{platform} updates {managed}, sending {payload}, but {caller}")]
async fn updates_but(
    stage: &mut Stage,
    platform: PlatformRole,
    user: ManagedRole,
    payload: Payload,
    detail: CallerDetail,
) {
    let result = stage.manage(platform, Deed::Updates(payload.0), user, Some(detail.0)).await;
    stage.keep(result);
}

#[when(expr = "{platform} lists its users")]
async fn lists(stage: &mut Stage, platform: PlatformRole) {
    let result = stage.list_managed(platform, "", None).await;
    stage.keep(result);
}

#[when(expr = "{platform} lists its users, asking for {string}")]
async fn lists_some(stage: &mut Stage, platform: PlatformRole, query: String) {
    let result = stage.list_managed(platform, &query, None).await;
    stage.keep(result);
}

#[when(expr = "{platform} lists its users, but {caller}")]
async fn lists_but(stage: &mut Stage, platform: PlatformRole, detail: CallerDetail) {
    let result = stage.list_managed(platform, "", Some(detail.0)).await;
    stage.keep(result);
}

#[given(expr = "{platform} updated {managed}, sending {payload}")]
async fn updated(stage: &mut Stage, platform: PlatformRole, user: ManagedRole, payload: Payload) {
    updates(stage, platform, user, payload).await;
    let result = stage.answer().and_then(done);
    stage.keep(result);
}

#[given(expr = "{platform} {deed} {managed}, and was refused")]
async fn did_and_was_refused(stage: &mut Stage, platform: PlatformRole, deed: DeedWord, user: ManagedRole) {
    does(stage, platform, deed, user).await;
    let result = stage.answer().and_then(|it| refused(it, &stage.hidden_of_platforms()));
    stage.keep(result);
}

#[given(expr = "{platform} {deed} {managed}, but {caller}, and was refused")]
async fn did_but_and_was_refused(
    stage: &mut Stage,
    platform: PlatformRole,
    deed: DeedWord,
    user: ManagedRole,
    detail: CallerDetail,
) {
    does_but(stage, platform, deed, user, detail).await;
    let result = stage.answer().and_then(|it| refused(it, &stage.hidden_of_platforms()));
    stage.keep(result);
}

fn done(it: &Exchange) -> Result<(), Halt> {
    let is_done = it.answer.status.is_success();
    if is_done { Ok(()) } else { Err(Halt::mismatch("200 to 299", it.answer.summary())) }
}
