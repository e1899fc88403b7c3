//! Sentences about registering, editing, reviewing and deleting clients.

use cucumber::{given, when};

use super::standing::State;
use crate::{
    cast::{ClientRole, UserRole},
    readings::{refusal::unlike, registration as reading},
    requests::{
        phrases,
        registration::{EditDetail, RegistrationDetail, ReviewDetail},
    },
    stage::{Act, Stage},
};

phrases! {
    /// What an admin decides.
    Decision, "decision", &'static str {
        "accepts" => "approve",
        "rejects" => "reject",
    }
}

phrases! {
    /// What an admin decided before.
    Decided, "decided", &'static str {
        "accepted" => "approve",
        "rejected" => "reject",
    }
}

#[given(expr = "{client} has the scopes {string}")]
fn has_scopes(stage: &mut Stage, client: ClientRole, scopes: String) {
    let result = stage.plan(client).map(|plan| {
        plan.scopes = Some(scopes.split_whitespace().map(str::to_owned).collect());
    });
    stage.keep(result);
}

#[given(expr = "{client} has a website and a logo")]
fn has_website_and_logo(stage: &mut Stage, client: ClientRole) {
    let result = stage.plan(client).map(|plan| plan.has_website_and_logo = true);
    stage.keep(result);
}

#[given(expr = "{client} was {state}")]
async fn was(stage: &mut Stage, client: ClientRole, wanted: State) {
    let result = stage.bring_into(client, wanted.0).await;
    stage.keep(result);
}

#[given(expr = "{user} registered {client}")]
async fn registered(stage: &mut Stage, user: UserRole, client: ClientRole) {
    registers(stage, user, client).await;
    let result = stage.answer().and_then(|it| reading::registered(it)?.fit_for(client).map(drop));
    stage.keep(result);
}

#[given(expr = "{user} registered {client}, {registration}")]
async fn registered_with(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RegistrationDetail) {
    registers_with(stage, user, client, detail).await;
    let result = stage.answer().and_then(|it| reading::registered(it)?.fit_for(client).map(drop));
    stage.keep(result);
}

#[given(expr = "{user} registered {client}, but {registration}, and was refused")]
async fn registered_and_refused(
    stage: &mut Stage,
    user: UserRole,
    client: ClientRole,
    detail: RegistrationDetail,
) {
    registers_with(stage, user, client, detail).await;
    let result = stage.answer().and_then(reading::refused);
    stage.keep(result);
}

#[given(expr = "{user} edited {client}, {edit}")]
async fn edited(stage: &mut Stage, user: UserRole, client: ClientRole, detail: EditDetail) {
    edits(stage, user, client, detail).await;
    let result = stage.answer().and_then(|it| reading::shown(it).map(drop));
    stage.keep(result);
}

#[given(expr = "{user} edited {client}, but {edit}, and was refused")]
async fn edited_and_refused(stage: &mut Stage, user: UserRole, client: ClientRole, detail: EditDetail) {
    edits(stage, user, client, detail).await;
    let result = stage.answer().and_then(reading::refused);
    stage.keep(result);
}

#[given(expr = "{user} {decided} {client}")]
async fn reviewed(stage: &mut Stage, user: UserRole, decided: Decided, client: ClientRole) {
    reviews(stage, user, Decision(decided.0), client).await;
    let wanted = if decided.0 == "approve" { "approved" } else { "rejected" };
    let result = stage.answer().and_then(|it| {
        let is_so = reading::shown(it)?["status"] == wanted;
        if is_so { Ok(()) } else { Err(unlike(it, &format!("a client that is {wanted}"))) }
    });
    stage.keep(result);
}

#[given(expr = "{user} {decided} {client}, and was refused")]
async fn reviewed_and_refused(stage: &mut Stage, user: UserRole, decided: Decided, client: ClientRole) {
    reviews(stage, user, Decision(decided.0), client).await;
    let result = stage.answer().and_then(reading::refused);
    stage.keep(result);
}

#[given(expr = "{user} rejected {client}, but {review}, and was refused")]
async fn rejected_and_refused(stage: &mut Stage, user: UserRole, client: ClientRole, detail: ReviewDetail) {
    rejects_with(stage, user, client, detail).await;
    let result = stage.answer().and_then(reading::refused);
    stage.keep(result);
}

#[when(expr = "{user} registers {client}")]
async fn registers(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.register_client(user, client, |_| {}).await;
    stage.keep(result);
}

#[when(expr = "{user} registers {client},( but) {registration}")]
async fn registers_with(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RegistrationDetail) {
    let result = stage.register_client(user, client, |form| detail.apply(form)).await;
    stage.keep(result);
}

#[when(expr = "{user} edits {client},( but) {edit}")]
async fn edits(stage: &mut Stage, user: UserRole, client: ClientRole, detail: EditDetail) {
    let result = stage.edit_client(user, client, |form| detail.apply(form)).await;
    stage.keep(result);
}

#[when(expr = "{user} edits {client}, {edit} and also {edit}")]
async fn edits_both(
    stage: &mut Stage,
    user: UserRole,
    client: ClientRole,
    first: EditDetail,
    second: EditDetail,
) {
    let both = |form: &mut _| {
        first.apply(form);
        second.apply(form);
    };
    let result = stage.edit_client(user, client, both).await;
    stage.keep(result);
}

#[when(expr = "{user} {decision} {client}")]
async fn reviews(stage: &mut Stage, user: UserRole, decision: Decision, client: ClientRole) {
    let result = stage.act(user, client, Act::review(decision.0)).await;
    stage.keep(result);
}

#[when(expr = "{user} rejects {client}, but {review}")]
async fn rejects_with(stage: &mut Stage, user: UserRole, client: ClientRole, detail: ReviewDetail) {
    let result = stage.act(user, client, Act::review("reject").changed(detail.0)).await;
    stage.keep(result);
}

#[when(expr = "{user} deletes {client}")]
async fn deletes(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.act(user, client, Act::deletion()).await;
    stage.keep(result);
}

#[when(expr = "{user} asks for the list of {client}'s secrets")]
async fn asks_for_secrets(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.act(user, client, Act::list_of_secrets()).await;
    stage.keep(result);
}

#[when(expr = "somebody looks {client} up at the door")]
async fn looks_up(stage: &mut Stage, client: ClientRole) {
    let result = stage.look_up(client).await;
    stage.keep(result);
}

#[when(expr = "{user} reads the e-mails that came")]
async fn reads_emails(stage: &mut Stage, user: UserRole) {
    let result = stage.read_emails(user).await;
    stage.keep(result);
}
