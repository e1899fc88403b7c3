//! Sentences about what the tokens of a managed user say, and when they end.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cucumber::{given, then};
use jiff::{Timestamp, ToSpan as _, Unit, Zoned, tz::TimeZone};
use serde_json::{Map, Value, json};

use super::tokens::TokenName;
use crate::{cast::platform::ManagedRole, requests::phrases, stage::Stage, verdict::Halt};

/// A clock that runs is read a little late.
const ROOM: i64 = 5;

#[given(expr = "the minute was {int} seconds old")]
async fn minute_was(stage: &mut Stage, seconds: i64) {
    let result = wait_into_minute(stage, seconds).await;
    stage.keep(result);
}

async fn wait_into_minute(stage: &mut Stage, seconds: i64) -> Result<(), Halt> {
    let venue = stage.venue()?;
    let why = || Halt::Skip("the target's clock cannot be moved".to_owned());
    let now = venue.clock.as_ref().ok_or_else(why)?.read().await?.now.as_second();
    stage.pass((seconds - now).rem_euclid(60)).await
}

/// When a token ends, where it is given now.
type End = fn(&Zoned) -> Result<Zoned, jiff::Error>;

phrases! {
    /// When a token ends.
    EndPhrase, "end", End {
        "an hour later, rounded down to the minute" => |now| rounded(&now.checked_add(1.hour())?, Unit::Minute),
        "a year later, rounded down to the day" => |now| rounded(&now.checked_add(1.year())?, Unit::Day),
    }
}

fn rounded(time: &Zoned, unit: Unit) -> Result<Zoned, jiff::Error> {
    time.round(jiff::ZonedRound::new().smallest(unit).mode(jiff::RoundMode::Trunc))
}

#[then(expr = "the {token} token ends {end}")]
async fn ends(stage: &mut Stage, which: TokenName, end: EndPhrase) {
    let result = ends_then(stage, which.0, end.0).await;
    stage.assert(result);
}

async fn ends_then(stage: &mut Stage, which: &str, end: End) -> Result<(), Halt> {
    let venue = stage.venue()?;
    let why = || Halt::Skip("the target tells no time".to_owned());
    let reading = venue.clock.as_ref().ok_or_else(why)?.read().await?;
    let room = if reading.frozen { 0 } else { ROOM };
    let mut expected = Vec::new();
    for second in [reading.now.as_second() - room, reading.now.as_second()] {
        let ours = |e: jiff::Error| Halt::Ours(e.to_string());
        let then = Timestamp::from_second(second).map_err(ours)?.to_zoned(TimeZone::UTC);
        expected.push(end(&then).map_err(ours)?.timestamp().as_millisecond());
    }
    let data = stage.answer()?.answer.member("data").unwrap_or_default();
    let got = &data[format!("{which}TokenExpiresAt")];
    if got.as_i64().is_some_and(|got| expected.contains(&got)) {
        return Ok(());
    }
    Err(Halt::mismatch(format!("{which}TokenExpiresAt {}", expected[0]), got.to_string()))
}

#[then(expr = "{managed}'s {token} token holds exactly {string}")]
fn holds_exactly(stage: &mut Stage, user: ManagedRole, which: TokenName, names: String) {
    let result = claims(stage, user, which.0).and_then(|claims| {
        let mut expected: Vec<&str> = names.split(", ").collect();
        let mut got: Vec<&str> = claims.keys().map(String::as_str).collect();
        expected.sort_unstable();
        got.sort_unstable();
        if got == expected {
            return Ok(());
        }
        Err(Halt::mismatch(format!("the claims {}", expected.join(", ")), got.join(", ")))
    });
    stage.assert(result);
}

#[then(
    expr = "{managed}'s {token} token is a(n) {string} of its client and itself, and ends when the answer says"
)]
fn is_of_both(stage: &mut Stage, user: ManagedRole, which: TokenName, kind: String) {
    let result = claims(stage, user, which.0).and_then(|claims| {
        let it = stage.managed(user)?;
        let client = stage.platforms_there().into_iter().find(|client| client.role == it.platform);
        let data = stage.answer()?.answer.member("data").unwrap_or_default();
        let mut expected = json!({
            "type": kind,
            "clientId": client.map(|client| client.id),
            "ownerId": it.id,
            "expiresAt": data[format!("{}TokenExpiresAt", which.0)],
        });
        if claims.contains_key("userId") {
            expected["userId"] = it.id.clone();
        }
        let got: Map<String, Value> =
            claims.into_iter().filter(|(name, _)| expected.get(name).is_some()).collect();
        let got = Value::Object(got);
        if got == expected { Ok(()) } else { Err(Halt::mismatch(expected.to_string(), got.to_string())) }
    });
    stage.assert(result);
}

/// What a token of a managed user says.
fn claims(stage: &Stage, user: ManagedRole, which: &str) -> Result<Map<String, Value>, Halt> {
    let tokens = stage.managed_tokens(user)?;
    let token = if which == "access" { tokens.access } else { tokens.refresh };
    let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let claims = payload.and_then(|json| serde_json::from_slice(&json).ok());
    claims.ok_or_else(|| Halt::mismatch(format!("an {which} token that is a JWT"), "another text"))
}
