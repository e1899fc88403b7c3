//! Sentences about an integrator's refresh endpoint, and about atoms, which asks it.

use cucumber::{given, then, when};

use crate::{
    cast::platform::ManagedRole, readings::refresh_endpoint as reading, requests::atoms::Presenting,
    stage::Stage,
};

#[given(expr = "the backend keeps {managed}'s tokens")]
async fn keeps(stage: &mut Stage, user: ManagedRole) {
    let result = stage.hand_over(user).await;
    stage.keep(result);
}

#[given(expr = "{managed}'s access token has expired")]
async fn has_expired(stage: &mut Stage, user: ManagedRole) {
    let result = stage.expire(user).await;
    stage.keep(result);
}

#[given(expr = "the endpoint answered atoms for {managed}")]
async fn answered(stage: &mut Stage, user: ManagedRole) {
    asks(stage, user).await;
    let result = stage.last_call().and_then(reading::accepts);
    stage.keep(result);
}

#[given(expr = "the endpoint gave atoms a token for {managed}")]
async fn gave(stage: &mut Stage, user: ManagedRole) {
    asks(stage, user).await;
    let result = stage.last_call().and_then(reading::gave_a_token);
    stage.keep(result);
}

#[given(expr = "the endpoint gave atoms a token that works for {managed}")]
async fn gave_a_working_one(stage: &mut Stage, user: ManagedRole) {
    let result = stage.gets_a_working_token(user).await;
    stage.keep(result);
}

#[given(expr = "atoms asked the endpoint for {managed} {int} times at once")]
async fn asked_at_once(stage: &mut Stage, user: ManagedRole, times: usize) {
    asks_at_once(stage, user, times).await;
    let result = stage.all_work_for(user);
    stage.keep(result);
}

#[when(expr = "atoms asks the endpoint for {managed}")]
async fn asks(stage: &mut Stage, user: ManagedRole) {
    let result = stage.call_endpoint(user, 1).await;
    stage.keep(result);
}

#[when(expr = "atoms asks the endpoint for {managed} and tries the token")]
async fn asks_and_tries(stage: &mut Stage, user: ManagedRole) {
    asks_at_once(stage, user, 1).await;
}

#[when(expr = "atoms asks the endpoint for {managed} {int} times at once and tries each token")]
async fn asks_at_once(stage: &mut Stage, user: ManagedRole, times: usize) {
    let result = stage.call_endpoint(user, times).await;
    stage.keep(result);
    tries(stage).await;
}

#[when(expr = "atoms asks the endpoint for {managed} with each token that it was given and tries what comes")]
async fn asks_with_each(stage: &mut Stage, user: ManagedRole) {
    let result = stage.call_endpoint_with_each(user).await;
    stage.keep(result);
    tries(stage).await;
}

#[when(expr = "atoms asks the endpoint {presenting}")]
async fn asks_presenting(stage: &mut Stage, presenting: Presenting) {
    let result = stage.call_endpoint_presenting(presenting.0).await;
    stage.keep(result);
}

#[when("atoms reads the answer")]
fn reads(stage: &mut Stage) {
    let result = stage.last_call().and_then(|call| call.answer().map(drop));
    stage.keep(result);
}

#[when("atoms asks the API who it is")]
async fn tries(stage: &mut Stage) {
    let result = stage.try_tokens().await;
    stage.keep(result);
}

#[when("everything in the answer is tried as a refresh token")]
async fn tries_everything(stage: &mut Stage) {
    let result = stage.try_words().await;
    stage.keep(result);
}

#[when("the API's journal is read")]
async fn journal_is_read(stage: &mut Stage) {
    let result = stage.read_journal().await;
    stage.keep(result);
}

#[then("the endpoint answers GET")]
fn answers_get(stage: &mut Stage) {
    let result = stage.last_call().and_then(reading::answers_get);
    stage.assert(result);
}

#[then("the endpoint accepts the expired token")]
fn accepts(stage: &mut Stage) {
    let result = stage.last_call().and_then(reading::accepts);
    stage.assert(result);
}

#[then("the answer is an object with an access token")]
fn has_the_format(stage: &mut Stage) {
    let result = stage.last_call().and_then(reading::has_the_format);
    stage.assert(result);
}

#[then("the answer holds neither a refresh token nor the client secret")]
async fn keeps_secrets(stage: &mut Stage) {
    let result = stage.keeps_secrets().await;
    stage.assert(result);
}

#[then(expr = "the API knows {managed} by the token")]
fn is_known(stage: &mut Stage, user: ManagedRole) {
    let result = stage.all_work_for(user);
    stage.assert(result);
}

#[then(expr = "atoms holds a working token of {managed}'s")]
fn holds_a_working_token(stage: &mut Stage, user: ManagedRole) {
    let result = stage.all_work_for(user);
    stage.assert(result);
}

#[then(expr = "each of them ended with a working token of {managed}'s")]
fn each_has_a_working_token(stage: &mut Stage, user: ManagedRole) {
    let result = stage.all_work_for(user);
    stage.assert(result);
}

#[then(expr = "{managed}'s refresh token was exchanged at the API")]
fn was_refreshed(stage: &mut Stage, user: ManagedRole) {
    let result = stage.managed(user).and_then(|user| reading::was_refreshed(&stage.atoms.journal, &user.id));
    stage.assert(result);
}

#[then("atoms gets a token")]
fn gets_a_token(stage: &mut Stage) {
    let result = stage.last_call().and_then(reading::gave_a_token);
    stage.assert(result);
}

#[then("atoms gets no token")]
fn gets_no_token(stage: &mut Stage) {
    let result = stage.last_call().and_then(reading::gave_no_token);
    stage.assert(result);
}
