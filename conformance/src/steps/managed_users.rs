//! Sentences about what managed users ask with their tokens.

use cucumber::{given, when};

use crate::{
    cast::platform::ManagedRole,
    readings::managed::turned_away,
    requests::{
        endpoint::{Endpoint, MethodWord, Template, VersionWord},
        managed::holding::Holding,
        payload::Payload,
    },
    stage::Stage,
};

#[given(expr = "something of {managed}'s stands at {path}")]
async fn stands(stage: &mut Stage, user: ManagedRole, path: Template) {
    let result = stage.fill_for_managed(user, &path.0).await;
    stage.keep(result);
}

#[when(expr = "{managed} asks {method} {path} in version {version}, sending {payload}")]
async fn asks(
    stage: &mut Stage,
    user: ManagedRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_as_managed(user, &endpoint, &Holding::USUAL, None).await;
    stage.keep(result);
}

#[when(expr = "{managed} asks {method} {path} in version {version}, sending {payload}, {holding}")]
async fn asks_holding(
    stage: &mut Stage,
    user: ManagedRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    holding: Holding,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_as_managed(user, &endpoint, &holding, None).await;
    stage.keep(result);
}

#[when(expr = "{managed} asks {method} {path} in version {version}, sending {payload}, watched at {path}")]
async fn asks_watched(
    stage: &mut Stage,
    user: ManagedRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    seen_at: Template,
) {
    let endpoint = Endpoint::new(&method, path, &version, &payload);
    let result = stage.ask_as_managed(user, &endpoint, &Holding::USUAL, Some(&seen_at.0)).await;
    stage.keep(result);
}

#[given(expr = "{managed} asked {method} {path} in version {version}, sending {payload}, and was refused")]
async fn asked_and_refused(
    stage: &mut Stage,
    user: ManagedRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
) {
    asks(stage, user, method, path, version, payload).await;
    let result = stage.answer().and_then(|it| turned_away(it, &stage.hidden_of_platforms()));
    stage.keep(result);
}

#[given(
    expr = "{managed} asked {method} {path} in version {version}, sending {payload}, {holding}, and was refused"
)]
async fn asked_holding_and_refused(
    stage: &mut Stage,
    user: ManagedRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    holding: Holding,
) {
    asks_holding(stage, user, method, path, version, payload, holding).await;
    let result = stage.answer().and_then(|it| turned_away(it, &stage.hidden_of_platforms()));
    stage.keep(result);
}
