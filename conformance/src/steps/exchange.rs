//! Sentences about exchanging a code.

use cucumber::{given, then, when};

use crate::{
    cast::ClientRole,
    readings::refusal::{given_in, refused, tokens, unlike, winners},
    requests::details::ExchangeDetail,
    stage::Stage,
    verdict::Halt,
};

#[given(expr = "{client} exchanged the code")]
async fn exchanged(stage: &mut Stage, client: ClientRole) {
    exchanges(stage, client).await;
    let result = stage.answer().and_then(tokens).map(drop);
    stage.keep(result);
}

#[given(expr = "{client} exchanged the code, {exchange}")]
async fn exchanged_with(stage: &mut Stage, client: ClientRole, detail: ExchangeDetail) {
    exchanges_with(stage, client, detail).await;
    let result = stage.answer().and_then(tokens).map(drop);
    stage.keep(result);
}

#[given(expr = "{client} exchanged the code, but {exchange}, and was refused")]
async fn exchanged_and_refused(stage: &mut Stage, client: ClientRole, detail: ExchangeDetail) {
    exchanges_with(stage, client, detail).await;
    let result = stage.answer().and_then(|it| refused(it).map(drop));
    stage.keep(result);
    let remembered = stage.remember();
    stage.keep(remembered);
}

#[when(expr = "{client} exchanges the code")]
async fn exchanges(stage: &mut Stage, client: ClientRole) {
    let result = stage.exchange(client, &[]).await;
    stage.keep(result);
}

#[when(expr = "{client} exchanges the code,( but) {exchange}")]
async fn exchanges_with(stage: &mut Stage, client: ClientRole, detail: ExchangeDetail) {
    let result = stage.exchange(client, &[detail]).await;
    stage.keep(result);
}

#[when(expr = "{client} exchanges the code,( but) {exchange} and also {exchange}")]
async fn exchanges_with_both(
    stage: &mut Stage,
    client: ClientRole,
    first: ExchangeDetail,
    second: ExchangeDetail,
) {
    let result = stage.exchange(client, &[first, second]).await;
    stage.keep(result);
}

#[when(expr = "{client} exchanges each code {int} times at once")]
async fn exchanges_at_once(stage: &mut Stage, client: ClientRole, times: usize) {
    let result = stage.race(client, times).await;
    stage.keep(result);
}

#[then(expr = "{client} gets tokens")]
fn gets_tokens(stage: &mut Stage, client: ClientRole) {
    let result = match &stage.exchanged {
        Some((role, _)) if *role == client => stage.answer().and_then(tokens).map(drop),
        _ => Err(Halt::Ours(format!("it was not {client} who asked for tokens last"))),
    };
    stage.assert(result);
}

#[then("exactly one exchange of each code gets tokens")]
fn one_winner(stage: &mut Stage) {
    let result = winners(&stage.said, "simultaneous exchanges");
    stage.assert(result);
}

#[then(expr = "the exchange/refresh is refused")]
fn is_refused(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| refused(it).map(drop));
    stage.assert(result);
}

#[then(expr = "the exchange/refresh is refused as {string}")]
fn refused_as(stage: &mut Stage, error: String) {
    let result = stage.answer().and_then(|it| {
        let words = refused(it)?;
        if words.error == error { Ok(()) } else { Err(unlike(it, &format!("a refusal as {error:?}"))) }
    });
    stage.assert(result);
}

#[then(expr = "the exchange/refresh is refused as {string} with {string}")]
fn refused_as_with(stage: &mut Stage, error: String, description: String) {
    let result = stage.answer().and_then(|it| {
        let words = refused(it)?;
        if words.error == error && words.description == description {
            return Ok(());
        }
        Err(unlike(it, &format!("a refusal as {error:?} with {description:?}")))
    });
    stage.assert(result);
}

#[then("no tokens are given and the server is not broken")]
fn not_broken(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let is_whole = !it.answer.status.is_server_error() && given_in(it).is_none();
        if is_whole { Ok(()) } else { Err(unlike(it, "no tokens and a status below 500")) }
    });
    stage.assert(result);
}

#[then("the answer forbids caching")]
fn forbids_caching(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        for (name, value) in [("cache-control", "no-store"), ("pragma", "no-cache")] {
            let got = it.answer.values(name);
            if got != [value] {
                let got =
                    if got.is_empty() { format!("no {name}") } else { format!("{name}: {}", got.join(", ")) };
                return Err(Halt::mismatch(format!("{name}: {value}"), got));
            }
        }
        Ok(())
    });
    stage.assert(result);
}
