//! Sentences about exchanging a code.

use cucumber::{given, then, when};
use futures::future::join_all;

use crate::{
    cast::ClientRole,
    exchange::Exchange,
    requests::{
        exchange::{ExchangeRequest, Grant},
        exchange_details::{Before, ExchangeDetail},
    },
    stage::{Said, Stage, Tokens},
    verdict::Halt,
};

#[given(expr = "{client} exchanged the code")]
async fn exchanged(stage: &mut Stage, client: ClientRole) {
    exchanges(stage, client).await;
    let result = stage.answer().and_then(tokens).map(drop);
    stage.keep(result);
}

#[given(expr = "{client} exchanged the code, but {exchange}, and was refused")]
async fn exchanged_and_refused(stage: &mut Stage, client: ClientRole, detail: ExchangeDetail) {
    exchanges_with(stage, client, detail).await;
    let result = stage.answer().and_then(|it| refused(it).map(drop));
    stage.keep(result);
    stage.remember();
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

#[when(expr = "{client} exchanges the code, but {exchange} and also {exchange}")]
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
        _ => Err(Halt::Ours(format!("it was not {client} who exchanged last"))),
    };
    stage.assert(result);
}

#[then("exactly one exchange of each code gets tokens")]
fn one_winner(stage: &mut Stage) {
    let result = winners(&stage.said);
    stage.assert(result);
}

#[then("the exchange is refused")]
fn is_refused(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| refused(it).map(drop));
    stage.assert(result);
}

#[then(expr = "the exchange is refused as {string}")]
fn refused_as(stage: &mut Stage, error: String) {
    let result = stage.answer().and_then(|it| {
        let words = refused(it)?;
        if words.error == error { Ok(()) } else { Err(unlike(it, &format!("a refusal as {error:?}"))) }
    });
    stage.assert(result);
}

#[then(expr = "the exchange is refused as {string} with {string}")]
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
        let is_whole = !it.answer.status.is_server_error() && !gives_anything(it);
        if is_whole { Ok(()) } else { Err(unlike(it, "no tokens and a status below 500")) }
    });
    stage.assert(result);
}

#[then("the answer forbids caching")]
fn forbids_caching(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        for (name, value) in [("cache-control", "no-store"), ("pragma", "no-cache")] {
            if it.answer.header(name) != Some(value) {
                let got =
                    it.answer.header(name).map_or_else(|| format!("no {name}"), |it| format!("{name}: {it}"));
                return Err(Halt::mismatch(format!("{name}: {value}"), got));
            }
        }
        Ok(())
    });
    stage.assert(result);
}

impl Stage {
    /// Exchanges the latest code of a client, with these details, and keeps the answer.
    async fn exchange(&mut self, role: ClientRole, details: &[ExchangeDetail]) -> Result<(), Halt> {
        for detail in details {
            self.prepare(role, detail.0.before).await?;
        }
        let client = self.client(role).await?;
        let grant = self.grant(role)?;
        let mut request = ExchangeRequest::usual(&client, &grant);
        for detail in details {
            if let Before::Met(stranger) = detail.0.before {
                request.stranger = Some(self.client(stranger).await?);
            }
            (detail.0.apply)(&mut request);
        }
        self.send(role, &request).await
    }

    async fn send(&mut self, role: ClientRole, request: &ExchangeRequest) -> Result<(), Halt> {
        let api_url = self.venue()?.api_url.clone();
        let question = request.question(&api_url).map_err(|e| Halt::Ours(e.to_string()))?;
        let exchange = self.ask(question).await?;
        if let Ok(tokens) = tokens(&exchange) {
            self.hide(&tokens.access, "ACCESS_TOKEN");
            self.hide(&tokens.refresh, "REFRESH_TOKEN");
            self.tokens.insert(role, tokens);
        }
        self.exchanged = Some((role, request.grant.clone()));
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Makes true what a detail says was so before.
    async fn prepare(&mut self, role: ClientRole, before: Before) -> Result<(), Halt> {
        match before {
            Before::Nothing => {}
            Before::Passed(seconds) => self.pass(seconds).await?,
            Before::Exchanged => {
                let (client, grant) = (self.client(role).await?, self.grant(role)?);
                self.send(role, &ExchangeRequest::usual(&client, &grant)).await?;
                self.answer().and_then(tokens)?;
            }
            Before::Rejected => {
                let client = self.client(role).await?;
                self.venue()?.door.review(&client.id, "reject").await?;
            }
            Before::SentBack => {
                let client = self.client(role).await?;
                self.venue()?.door.send_back_to_review(&client.id).await?;
            }
            Before::AskedAgain(change) => {
                let user = self.granter(role)?;
                self.allow(user, role, change).await?;
            }
            Before::AskedWithChallenge(challenge) => {
                let user = self.granter(role)?;
                self.allow(user, role, |request| {
                    let verifier = request.verifier.clone().unwrap_or_default();
                    request.set("code_challenge", &challenge(&verifier));
                })
                .await?;
            }
            Before::Met(stranger) => drop(self.client(stranger).await?),
        }
        Ok(())
    }

    /// Starts `times` exchanges of each code of a client together, one code after the other.
    async fn race(&mut self, role: ClientRole, times: usize) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let venue = self.venue()?;
        let mut rounds = Vec::new();
        for (_, grant) in self.grants.get(&role).cloned().unwrap_or_default() {
            let request = ExchangeRequest::usual(&client, &grant);
            let question = request.question(&venue.api_url).map_err(|e| Halt::Ours(e.to_string()))?;
            self.note(&question);
            let racers = (0..times).map(|_| venue.transport.ask(question.clone()));
            let answers: Vec<Exchange> = join_all(racers).await.into_iter().collect::<Result<_, _>>()?;
            rounds.push(answers);
        }
        self.said = Said::Burst(rounds);
        Ok(())
    }

    /// The latest code of a client.
    fn grant(&self, role: ClientRole) -> Result<Grant, Halt> {
        let grant = self.grants.get(&role).and_then(|grants| grants.last()).map(|(_, grant)| grant.clone());
        grant.ok_or_else(|| Halt::Ours(format!("{role} has no code")))
    }

    /// Who allowed a client last.
    fn granter(&self, role: ClientRole) -> Result<crate::cast::UserRole, Halt> {
        let user = self.grants.get(&role).and_then(|grants| grants.last()).map(|(user, _)| *user);
        user.ok_or_else(|| Halt::Ours(format!("nobody allowed {role}")))
    }

    /// The answer that came last.
    pub(super) fn answer(&self) -> Result<&Exchange, Halt> {
        match &self.said {
            Said::Answer(exchange) => Ok(exchange),
            _ => Err(Halt::Ours("no answer was the last thing said".to_owned())),
        }
    }
}

fn unlike(it: &Exchange, expected: &str) -> Halt {
    Halt::mismatch(expected, it.answer.summary())
}

/// The tokens of a successful exchange.
fn tokens(it: &Exchange) -> Result<Tokens, Halt> {
    let text =
        |name: &str| it.answer.member(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    match (it.answer.status.as_u16(), text("access_token"), text("refresh_token"), it.answer.member("error"))
    {
        (200, Some(access), Some(refresh), None) => Ok(Tokens { access, refresh }),
        _ => Err(unlike(it, "200 with an access token and a refresh token")),
    }
}

/// The words of a refusal.
pub(super) struct Words {
    /// `error`
    pub(super) error: String,
    /// `error_description`
    pub(super) description: String,
}

/// Refused: a 4xx with `error` and `error_description`, and nowhere a token or a code.
pub(super) fn refused(it: &Exchange) -> Result<Words, Halt> {
    let expected = "a refusal: a status from 400 to 499, an error and an error_description, and no token";
    let text =
        |name: &str| it.answer.member(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let (Some(error), Some(description)) = (text("error"), text("error_description")) else {
        return Err(unlike(it, expected));
    };
    if !it.answer.status.is_client_error() || gives_anything(it) {
        return Err(unlike(it, expected));
    }
    Ok(Words { error, description })
}

/// Whether an access token, a refresh token or a code is anywhere in the answer.
fn gives_anything(it: &Exchange) -> bool {
    fn holds(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Object(members) => members.iter().any(|(name, value)| {
                let is_credential = matches!(
                    name.as_str(),
                    "access_token" | "refresh_token" | "accessToken" | "refreshToken" | "code"
                );
                (is_credential && !value.is_null()) || holds(value)
            }),
            serde_json::Value::Array(items) => items.iter().any(holds),
            serde_json::Value::String(text) => is_jwt(text),
            _ => false,
        }
    }
    it.answer.json().is_some_and(|json| holds(&json))
        || it.answer.headers.values().filter_map(|value| value.to_str().ok()).any(is_jwt)
}

fn is_jwt(text: &str) -> bool {
    text.split_whitespace().any(|word| word.starts_with("eyJ") && word.matches('.').count() == 2)
}

/// No winner and two winners are both wrong, and every loser is refused properly.
fn winners(said: &Said) -> Result<(), Halt> {
    let Said::Burst(rounds) = said else { return Err(Halt::Ours("nobody raced".to_owned())) };
    if rounds.is_empty() {
        return Err(Halt::Ours("no code was raced for".to_owned()));
    }
    for (number, answers) in rounds.iter().enumerate() {
        let winners = answers.iter().filter(|it| tokens(it).is_ok()).count();
        if winners != 1 {
            let expected = format!("one of {} simultaneous exchanges to get tokens", answers.len());
            return Err(Halt::mismatch(expected, format!("{winners} for code {}", number + 1)));
        }
        for loser in answers.iter().filter(|it| tokens(it).is_err()) {
            refused(loser)?;
        }
    }
    Ok(())
}
