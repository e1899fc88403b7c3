//! Sentences about the profile, and about time.

use cucumber::{given, then, when};

use crate::{
    cast::{ClientRole, UserRole},
    exchange::Exchange,
    readings::endpoint::holds,
    requests::{
        A_DAY, phrases,
        profile::{Passes, ProfileDetail, ProfileRequest},
    },
    stage::{Said, Stage},
    verdict::Halt,
};

/// The scope that opens the profile.
const PROFILE: &str = "PROFILE_READ";

#[given(expr = "{client} asked for the profile, but {call}, and was refused")]
async fn asked_and_refused(stage: &mut Stage, client: ClientRole, detail: ProfileDetail) {
    asks_with(stage, client, detail).await;
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refused(it, &emails));
    stage.keep(result);
}

#[when(expr = "{client} asks for the profile")]
async fn asks(stage: &mut Stage, client: ClientRole) {
    let result = stage.ask_profile(client, None).await;
    stage.keep(result);
}

#[given(expr = "{client} asked for the profile")]
async fn asked(stage: &mut Stage, client: ClientRole) {
    asks(stage, client).await;
    let result = stage.answer().and_then(accepted);
    stage.keep(result);
}

#[when(expr = "{client} asks for the profile,( but) {call}")]
async fn asks_with(stage: &mut Stage, client: ClientRole, detail: ProfileDetail) {
    let result = stage.ask_profile(client, Some(&detail)).await;
    stage.keep(result);
}

#[then(expr = "the profile is {user}'s")]
async fn profile_is(stage: &mut Stage, user: UserRole) {
    let email = stage.user(user).await.map(|user| user.email.clone());
    let email = stage.keep(email);
    let result = stage.answer().and_then(|it| {
        let is_theirs = it.answer.status.as_u16() == 200 && holds(it, &email);
        if is_theirs {
            Ok(())
        } else {
            Err(Halt::mismatch(format!("200 with {user}'s profile"), it.answer.summary()))
        }
    });
    stage.assert(result);
}

#[then(expr = "the answer is not about {user}")]
async fn not_about(stage: &mut Stage, user: UserRole) {
    let email = stage.user(user).await.map(|user| user.email.clone());
    let email = stage.keep(email);
    let result = stage.answer().and_then(|it| {
        let shows = holds(it, &email);
        if shows { Err(Halt::mismatch(format!("nothing of {user}'s"), it.answer.summary())) } else { Ok(()) }
    });
    stage.assert(result);
}

#[then("the API accepts the token")]
fn api_accepts(stage: &mut Stage) {
    let result = stage.answer().and_then(accepted);
    stage.assert(result);
}

#[then("the API refuses")]
async fn api_refuses(stage: &mut Stage) {
    let emails = stage.emails().await;
    let emails = stage.keep(emails);
    let result = stage.answer().and_then(|it| refused(it, &emails));
    stage.assert(result);
}

/// A span of time: exact on a clock that stands still, with room on one that runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    frozen: i64,
    running: i64,
}

phrases! {
    /// How much time passes.
    SpanPhrase, "span", Span {
        "a second less than ten minutes" => Span { frozen: 599, running: 570 },
        "ten minutes" => Span { frozen: 600, running: 630 },
        "a second less than thirty minutes" => Span { frozen: 1_799, running: 1_770 },
        "twenty minutes" => Span { frozen: 1_200, running: 1_200 },
        "thirty minutes" => Span { frozen: 1_800, running: 1_830 },
        "twenty days" => Span { frozen: 1_728_000, running: 1_728_000 },
        "a second less than thirty days" => Span { frozen: 2_591_999, running: 2_591_970 },
        "thirty days" => Span { frozen: 2_592_000, running: 2_592_030 },
        "a second less than fifty-nine and a half minutes" => Span { frozen: 3_569, running: 3_480 },
        "fifty-nine and a half minutes" => Span { frozen: 3_570, running: 3_630 },
        "a second less than sixty minutes" => Span { frozen: 3_599, running: 3_480 },
        "sixty minutes" => Span { frozen: 3_600, running: 3_630 },
        "a day" => Span { frozen: A_DAY, running: A_DAY },
        "a year and a day" => Span { frozen: 366 * A_DAY, running: 366 * A_DAY },
    }
}

#[given(expr = "{span} passed")]
async fn passed(stage: &mut Stage, span: SpanPhrase) {
    let result = stage.let_pass(span.0).await;
    stage.keep(result);
}

impl Stage {
    async fn let_pass(&mut self, span: Span) -> Result<(), Halt> {
        let venue = self.venue()?;
        let Some(clock) = &venue.clock else {
            return Err(Halt::Skip("the target's clock cannot be moved".to_owned()));
        };
        let seconds = if clock.read().await?.frozen { span.frozen } else { span.running };
        self.pass(seconds).await
    }

    async fn ask_profile(&mut self, role: ClientRole, detail: Option<&ProfileDetail>) -> Result<(), Halt> {
        let client = self.client(role).await?;
        if !role.is_legacy() && !client.scopes.has(PROFILE) {
            let why = format!("{} may not ask for {PROFILE}, which the profile takes", role.section());
            return Err(Halt::Skip(why));
        }
        let mut request = ProfileRequest::usual(&client, &self.held(role)?, &self.first_held(role)?);
        if let Some(detail) = detail {
            detail.apply(&mut request);
        }
        match request.passes {
            Passes::Nothing => {}
            Passes::ADay => self.pass(A_DAY).await?,
            Passes::ThirtyMinutes => self.let_pass(Span { frozen: 1_800, running: 1_830 }).await?,
        }
        let question = request.question(&self.venue()?.api_url)?;
        for (_, value) in &question.headers {
            let token = value.rsplit(' ').next().unwrap_or_default();
            self.hide(token, "ACCESS_TOKEN_AS_SENT");
        }
        let exchange = self.ask(question).await?;
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// The e-mails that a profile could hold.
    pub(crate) async fn emails(&mut self) -> Result<Vec<String>, Halt> {
        let mut emails = Vec::new();
        for role in [UserRole::Alice, UserRole::Owen] {
            match self.user(role).await {
                Ok(user) => emails.push(user.email.clone()),
                // Whoever is not there has no profile.
                Err(Halt::Skip(_)) => {}
                Err(halt) => return Err(halt),
            }
        }
        Ok(emails)
    }
}

fn accepted(it: &Exchange) -> Result<(), Halt> {
    match it.answer.status.as_u16() {
        200 => Ok(()),
        _ => Err(Halt::mismatch("200 for the token", it.answer.summary())),
    }
}

/// A 4xx with nobody's profile in it.
fn refused(it: &Exchange, emails: &[String]) -> Result<(), Halt> {
    let shows = emails.iter().any(|email| holds(it, email));
    if it.answer.status.is_client_error() && !shows {
        return Ok(());
    }
    Err(Halt::mismatch("a refusal: a status from 400 to 499 and no profile", it.answer.summary()))
}
