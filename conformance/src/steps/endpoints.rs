//! Sentences about the endpoints of the API.

use cucumber::{given, then, when};
use jiff::Timestamp;

use crate::{
    cast::{ClientRole, UserRole},
    readings::endpoint::{answers, refuses},
    requests::{
        authorization::RequestDetail,
        endpoint::{Bearer, BearerPhrase, Endpoint, MethodWord, Template, VersionWord},
        payload::Payload,
    },
    stage::Stage,
    verdict::Halt,
};

#[given(expr = "{user} gave {client} a token, {request}")]
async fn gave(stage: &mut Stage, user: UserRole, client: ClientRole, detail: RequestDetail) {
    let result = stage.give_token(user, client, |request| detail.apply(request)).await;
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

#[given(
    expr = "{client} asked {method} {path} in version {version}, sending {payload}, {bearer}, and was refused"
)]
async fn asked_with_and_refused(
    stage: &mut Stage,
    client: ClientRole,
    method: MethodWord,
    path: Template,
    version: VersionWord,
    payload: Payload,
    bearer: BearerPhrase,
) {
    asks_with(stage, client, method, path, version, payload, bearer).await;
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refuses(it, &emails));
    stage.keep(result);
}

#[then("the endpoint answers")]
fn endpoint_answers(stage: &mut Stage) {
    let result = stage.venue().and_then(|venue| answers(stage.answer()?, venue.exactness));
    stage.assert(result);
}

#[then("the endpoint answers, where there is one")]
fn endpoint_answers_if_there(stage: &mut Stage) {
    let result = stage.venue().and_then(|venue| {
        let it = stage.answer()?;
        if it.answer.status.as_u16() == 404 {
            return Err(Halt::Skip(format!("the target has no {}", it.question.url.path())));
        }
        answers(it, venue.exactness)
    });
    stage.assert(result);
}

#[then("the booking is accepted for the time that was asked for")]
fn booking_accepted(stage: &mut Stage) {
    let result = stage.booking().and_then(|(booking, start)| {
        let begins = booking["start"].as_str().and_then(|start| start.parse::<Timestamp>().ok());
        if booking["status"] == "accepted" && begins == start {
            return Ok(());
        }
        let start = start.map(|start| start.to_string()).unwrap_or_default();
        let got = format!("one that is {} and begins {}", booking["status"], booking["start"]);
        Err(Halt::mismatch(format!("a booking that is accepted and begins {start}"), got))
    });
    stage.assert(result);
}

#[then("the booking is cancelled")]
fn booking_cancelled(stage: &mut Stage) {
    let result = stage.booking().and_then(|(booking, _)| match booking["status"].as_str() {
        Some("cancelled") => Ok(()),
        _ => Err(Halt::mismatch("a booking that is cancelled", format!("one that is {}", booking["status"]))),
    });
    stage.assert(result);
}

#[then("the endpoint refuses")]
async fn endpoint_refuses(stage: &mut Stage) {
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refuses(it, &emails));
    stage.assert(result);
}

#[then("nothing was changed")]
fn nothing_changed(stage: &mut Stage) {
    let result = stage.saw_no_change();
    stage.assert(result);
}
