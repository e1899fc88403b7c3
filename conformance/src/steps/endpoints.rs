//! Sentences about the endpoints of the API.

use cucumber::{given, when};

use crate::{
    cast::{ClientRole, UserRole},
    readings::endpoint::{answers, refuses},
    requests::{
        authorization::RequestDetail,
        endpoint::{Bearer, BearerPhrase, Endpoint, MethodWord, Template, VersionWord},
        payload::Payload,
    },
    stage::Stage,
};

#[given(expr = "{user} gave {client} a token, {request}")]
async fn gave(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    let result = stage.give_token(user, client, |request| detail.apply(request)).await;
    stage.keep(result);
}

#[given(expr = "{user} belongs to an organization")]
async fn belongs(stage: &mut Stage, user: UserRole) {
    let result = stage.organization_of(user).await.map(drop);
    stage.keep(result);
}

#[given(expr = "something stands at {path}")]
async fn something_stands(stage: &mut Stage, path: Template) {
    let result = stage.fill(&path.0).await;
    stage.keep(result);
}

#[given(expr = "a booking of {user}'s has begun")]
async fn has_begun(stage: &mut Stage, user: UserRole) {
    let result = stage.begun_booking(user, false).await;
    stage.keep(result);
}

#[given(expr = "a booking of {user}'s has begun, where the clock can be moved")]
async fn has_begun_if_possible(stage: &mut Stage, user: UserRole) {
    let has_clock = stage.venue().map(|venue| venue.clock.is_some());
    if stage.keep(has_clock) {
        has_begun(stage, user).await;
    }
}

#[given(expr = "a booking of {user}'s is over")]
async fn is_over(stage: &mut Stage, user: UserRole) {
    let result = stage.begun_booking(user, true).await;
    stage.keep(result);
}

#[when(expr = "{client} asks {method} {path} in version {version}, sending {payload}")]
async fn asks(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_endpoint(client, &endpoint, Bearer::Held, None).await;
    stage.keep(result);
}

#[when(expr = "{client} asks {method} {path} in version {version}, sending {payload}, watched at {path}")]
async fn asks_watched(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    seen_at: Template,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_endpoint(client, &endpoint, Bearer::Held, Some(&seen_at.0)).await;
    stage.keep(result);
}

#[when(expr = "{client} asks {method} {path} in version {version}, sending {payload}, {bearer}")]
async fn asks_with(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    bearer: BearerPhrase,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_endpoint(client, &endpoint, bearer.0, None).await;
    stage.keep(result);
}

#[when(
    expr = "{client} asks {method} {path} in version {version}, sending {payload}, and looks at the booking"
)]
async fn asks_and_looks(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    asks(stage, client, method, path, version, payload).await;
    let result = stage.look_at_booking().await;
    stage.keep(result);
}

#[when(
    expr = "{client} asks {method} {path} in version {version}, sending {payload}, {bearer}, and looks at the booking"
)]
async fn asks_with_and_looks(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    bearer: BearerPhrase,
) {
    asks_with(stage, client, method, path, version, payload, bearer).await;
    let result = stage.look_at_booking().await;
    stage.keep(result);
}

#[given(expr = "{client} asked {method} {path} in version {version}, sending {payload}")]
async fn asked_and_answered(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    asks(stage, client, method, path, version, payload).await;
    let result = stage.venue().and_then(|venue| answers(stage.answer()?, venue.exactness));
    stage.keep(result);
}

#[given(expr = "{client} asked {method} {path} in version {version}, sending {payload}, and was refused")]
async fn asked_and_refused(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    asks(stage, client, method, path, version, payload).await;
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refuses(it, &emails));
    stage.keep(result);
}
