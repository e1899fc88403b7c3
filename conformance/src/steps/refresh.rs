//! Sentences about refreshing tokens.

use cucumber::{given, then, when};

use crate::{
    cast::ClientRole,
    readings::refusal::{refused, tokens, winners},
    requests::details::RefreshDetail,
    stage::Stage,
};

#[given(expr = "{client} refreshed")]
async fn refreshed(stage: &mut Stage, client: ClientRole) {
    refreshes(stage, client).await;
    let result = stage.answer().and_then(tokens).map(drop);
    stage.keep(result);
}

#[given(expr = "{client} refreshed, {refresh}")]
async fn refreshed_with(stage: &mut Stage, client: ClientRole, detail: RefreshDetail) {
    refreshes_with(stage, client, detail).await;
    let result = stage.answer().and_then(tokens).map(drop);
    stage.keep(result);
}

#[given(expr = "{client} refreshed, but {refresh}, and was refused")]
async fn refreshed_and_refused(stage: &mut Stage, client: ClientRole, detail: RefreshDetail) {
    refreshes_with(stage, client, detail).await;
    let result = stage.answer().and_then(|it| refused(it).map(drop));
    stage.keep(result);
}

#[when(expr = "{client} refreshes")]
async fn refreshes(stage: &mut Stage, client: ClientRole) {
    let result = stage.refresh(client, &[]).await;
    stage.keep(result);
}

#[when(expr = "{client} refreshes,( but) {refresh}")]
async fn refreshes_with(stage: &mut Stage, client: ClientRole, detail: RefreshDetail) {
    let result = stage.refresh(client, &[detail]).await;
    stage.keep(result);
}

#[when(expr = "{client} refreshes,( but) {refresh} and also {refresh}")]
async fn refreshes_with_both(
    stage: &mut Stage,
    client: ClientRole,
    first: RefreshDetail,
    second: RefreshDetail,
) {
    let result = stage.refresh(client, &[first, second]).await;
    stage.keep(result);
}

#[when(expr = "{client} exchanges each code and refreshes {int} times at once")]
async fn refreshes_at_once(stage: &mut Stage, client: ClientRole, times: usize) {
    let result = stage.race_refreshes(client, times).await;
    stage.keep(result);
}

#[when(
    expr = "{client} exchanges each code, refreshes {int} times at once and then with each refresh token that came back"
)]
async fn tries_what_came_back(stage: &mut Stage, client: ClientRole, times: usize) {
    let result = stage.try_what_came_back(client, times).await;
    stage.keep(result);
}

#[then("exactly one refresh for each code gets tokens")]
fn one_winner(stage: &mut Stage) {
    let result = winners(&stage.said, "refreshes");
    stage.assert(result);
}
