//! Sentences about what tokens are and say.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cucumber::then;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{cast::UserRole, requests::phrases, stage::Stage, verdict::Halt};

#[then(expr = "they are of type {string} and the access token lasts {int} seconds")]
fn type_and_life(stage: &mut Stage, kind: String, seconds: u64) {
    let result = stage.answer().and_then(|it| {
        let (token_type, expires_in) = (it.answer.member("token_type"), it.answer.member("expires_in"));
        if token_type == Some(json!(kind)) && expires_in == Some(json!(seconds)) {
            return Ok(());
        }
        let expected = format!("token_type {kind:?} and expires_in {seconds}");
        Err(Halt::mismatch(expected, format!("{} and {}", shown(token_type), shown(expires_in))))
    });
    stage.assert(result);
}

#[then("the answer names the granted scopes")]
fn names_scopes(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let got = it.answer.member("scope");
        let is_named = got.as_ref().and_then(Value::as_str).is_some_and(|scope| !scope.is_empty());
        if is_named { Ok(()) } else { Err(Halt::mismatch("a scope that is a text", shown(got))) }
    });
    stage.assert(result);
}

#[then(expr = "the granted scopes are {string} in {order} order")]
async fn granted_scopes(stage: &mut Stage, scopes: String, order: OrderPhrase) {
    let scopes = stage.scopes_that_play(&scopes).await;
    let scopes = stage.keep(scopes);
    let result = stage.answer().and_then(|it| {
        let got = it.answer.member("scope");
        let text = got.as_ref().and_then(Value::as_str);
        let is_granted = match order.0 {
            Order::Any => text.is_some_and(|text| sorted(text) == sorted(&scopes)),
            Order::This => text == Some(scopes.as_str()),
        };
        if is_granted { Ok(()) } else { Err(Halt::mismatch(format!("scope {scopes:?}"), shown(got))) }
    });
    stage.assert(result);
}

#[then("the granted scopes are those that were asked for")]
fn granted_as_asked(stage: &mut Stage) {
    let asked = stage.exchanged.as_ref().map(|(_, grant)| grant.scopes.join(" "));
    let asked = stage.keep(asked.ok_or_else(|| Halt::Ours("nobody exchanged".to_owned())));
    let result = stage.answer().and_then(|it| {
        let got = it.answer.member("scope");
        // How they are separated is another rule's.
        let text = got.as_ref().and_then(Value::as_str).map(|text| text.replace(',', " "));
        let is_granted = text.is_some_and(|text| sorted(&text) == sorted(&asked));
        if is_granted { Ok(()) } else { Err(Halt::mismatch(format!("scope {asked:?}"), shown(got))) }
    });
    stage.assert(result);
}

#[then(expr = "the granted scopes are still {string}")]
async fn still_granted(stage: &mut Stage, scopes: String) {
    let scopes = stage.scopes_that_play(&scopes).await;
    let scopes = stage.keep(scopes);
    let result = stage.answer().and_then(|it| {
        let got = it.answer.member("scope");
        // How they are separated is another rule's.
        let text = got.as_ref().and_then(Value::as_str).map(|text| text.replace(',', " "));
        let is_same = text.is_some_and(|text| sorted(&text) == sorted(&scopes));
        if is_same { Ok(()) } else { Err(Halt::mismatch(format!("scope {scopes:?}"), shown(got))) }
    });
    stage.assert(result);
}

#[then(expr = "the {token} token is signed with {string}")]
fn signed_with(stage: &mut Stage, which: TokenName, algorithm: String) {
    let result = token(stage, which.0).and_then(|token| {
        let header = jsonwebtoken::decode_header(&token).map_err(|e| no_jwt(which.0, &e.to_string()))?;
        let got = (format!("{:?}", header.alg), header.typ.as_deref().unwrap_or_default().to_owned());
        if got == (algorithm.clone(), "JWT".to_owned()) {
            return Ok(());
        }
        Err(Halt::mismatch(
            format!("a JWT signed with {algorithm}"),
            format!("alg {} and typ {:?}", got.0, got.1),
        ))
    });
    stage.assert(result);
}

#[then(expr = "the {token} token holds exactly {string}")]
fn holds_exactly(stage: &mut Stage, which: TokenName, names: String) {
    let result = claims(stage, which.0).and_then(|claims| {
        let mut expected: Vec<&str> = names.split(", ").collect();
        let mut got: Vec<&str> = claims.keys().map(String::as_str).collect();
        expected.sort_unstable();
        got.sort_unstable();
        if expected == got {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("the claims {}", expected.join(", ")), got.join(", ")))
        }
    });
    stage.assert(result);
}

#[then(expr = "the {token} token's {string} is {content}")]
async fn claim_is(stage: &mut Stage, which: TokenName, claim: String, content: Content) {
    let result = claim_holds(stage, which.0, &claim, &content).await;
    stage.assert(result);
}

phrases! {
    /// Which of the two tokens.
    TokenName, "token", &'static str {
        "access" => "access",
        "refresh" => "refresh",
    }
}

/// Whether the order of scopes matters.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Order {
    Any,
    This,
}

phrases! {
    /// Whether the order of scopes matters.
    OrderPhrase, "order", Order {
        "any" => Order::Any,
        "this" => Order::This,
    }
}

/// What a claim may be said to be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    UserNumber,
    Null,
    GrantedScopes,
    EmptyList,
    Text(&'static str),
    ClientId,
    Now,
    AfterIssue(i64),
    Nonce(usize),
    Challenge,
    TeamNumber,
}

phrases! {
    /// What a claim of a token is.
    Content, "content", Expected {
        "the number of Alice" => Expected::UserNumber,
        "null" => Expected::Null,
        "the list of the granted scopes" => Expected::GrantedScopes,
        "an empty list" => Expected::EmptyList,
        "the text Access Token" => Expected::Text("Access Token"),
        "the text Refresh Token" => Expected::Text("Refresh Token"),
        "the text S256" => Expected::Text("S256"),
        "the client id" => Expected::ClientId,
        "the second of the exchange" => Expected::Now,
        "thirty minutes after the exchange" => Expected::AfterIssue(1_800),
        "thirty days after the exchange" => Expected::AfterIssue(2_592_000),
        "43 letters, digits, hyphens and underscores" => Expected::Nonce(43),
        "the challenge that was sent" => Expected::Challenge,
        "the number of the team" => Expected::TeamNumber,
    }
}

impl Stage {
    /// The scopes that play those which the book names, of the client that exchanged last.
    async fn scopes_that_play(&mut self, named: &str) -> Result<String, Halt> {
        let (role, _) = self.exchanged.clone().ok_or_else(|| Halt::Ours("nobody exchanged".to_owned()))?;
        let scopes = self.client(role).await?.scopes;
        let players: Option<Vec<String>> = named.split(' ').map(|scope| scopes.part(scope)).collect();
        let why = || Halt::Skip(format!("{} may ask for fewer scopes than these", role.section()));
        players.map(|players| players.join(" ")).ok_or_else(why)
    }
}

async fn claim_holds(stage: &mut Stage, which: &str, claim: &str, content: &Content) -> Result<(), Halt> {
    let claims = claims(stage, which)?;
    let got = claims.get(claim).cloned();
    let (role, grant) = stage.exchanged.clone().ok_or_else(|| Halt::Ours("nobody exchanged".to_owned()))?;
    let wanted = match content.0 {
        Expected::UserNumber => stage.user_id(UserRole::Alice).await?,
        Expected::Null => Value::Null,
        Expected::TeamNumber => {
            stage.team.clone().ok_or_else(|| Halt::Ours("the consent named no team".to_owned()))?
        }
        Expected::GrantedScopes => json!(grant.scopes),
        Expected::EmptyList => json!([]),
        Expected::Text(text) => json!(text),
        Expected::ClientId => json!(stage.client(role).await?.id),
        Expected::Challenge => {
            json!(grant.challenge.ok_or_else(|| Halt::Ours("no challenge was sent".to_owned()))?)
        }
        Expected::AfterIssue(seconds) => {
            let iat = claims.get("iat").and_then(Value::as_i64);
            json!(iat.ok_or_else(|| Halt::mismatch("a claim iat", "none"))? + seconds)
        }
        Expected::Now => {
            let (now, room) = time_there(stage).await?;
            let is_now = got.as_ref().and_then(Value::as_i64).is_some_and(|got| (got - now).abs() <= room);
            return if is_now { Ok(()) } else { Err(Halt::mismatch(format!("{claim} {now}"), shown(got))) };
        }
        Expected::Nonce(length) => {
            let text = got.as_ref().and_then(Value::as_str).unwrap_or_default();
            let harmless = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            return if harmless && text.len() == length {
                Ok(())
            } else {
                Err(Halt::mismatch(
                    format!("{claim} of {length} such characters"),
                    format!("{} others", text.len()),
                ))
            };
        }
    };
    if got.as_ref() == Some(&wanted) {
        Ok(())
    } else {
        Err(Halt::mismatch(format!("{claim} {wanted}"), shown(got)))
    }
}

/// The server's second, and how far off it may be read.
async fn time_there(stage: &Stage) -> Result<(i64, i64), Halt> {
    const ROOM: i64 = 5;
    let venue = stage.venue()?;
    if let Some(clock) = &venue.clock {
        let reading = clock.read().await?;
        return Ok((reading.now.as_second(), if reading.frozen { 0 } else { ROOM }));
    }
    let date = stage.answer()?.answer.header("date").map(str::to_owned);
    let date = date.and_then(|date| jiff::fmt::rfc2822::parse(&date).ok()).map(|date| date.timestamp());
    date.map(|date: Timestamp| (date.as_second(), ROOM)).ok_or_else(|| {
        Halt::Skip("the target tells no time, neither by a clock nor by a Date header".to_owned())
    })
}

fn token(stage: &Stage, which: &str) -> Result<String, Halt> {
    let it = stage.answer()?;
    let name = format!("{which}_token");
    let token = it.answer.member(&name).and_then(|token| token.as_str().map(str::to_owned));
    token.ok_or_else(|| Halt::mismatch(format!("an answer with {name}"), it.answer.summary()))
}

/// The claims, unverified: the key is the server's own.
fn claims(stage: &Stage, which: &str) -> Result<serde_json::Map<String, Value>, Halt> {
    let token = token(stage, which)?;
    let parts: Vec<&str> = token.split('.').collect();
    let [_, payload, _] = parts[..] else { return Err(no_jwt(which, "it does not have three parts")) };
    let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|e| no_jwt(which, &e.to_string()))?;
    serde_json::from_slice(&payload).map_err(|e| no_jwt(which, &e.to_string()))
}

fn no_jwt(which: &str, why: &str) -> Halt {
    Halt::mismatch(format!("a JWT as {which} token"), format!("something else ({why})"))
}

fn sorted(scopes: &str) -> Vec<&str> {
    let mut scopes: Vec<&str> = scopes.split(' ').collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

fn shown(value: Option<Value>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}
