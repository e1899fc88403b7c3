//! Exchanging a code.

use futures::future::join_all;

use super::{Said, Stage};
use crate::{
    cast::{ClientRole, UserRole},
    exchange::Exchange,
    readings::refusal::tokens,
    requests::{
        exchange::{ExchangeRequest, Grant},
        exchange_details::{Before, ExchangeDetail},
    },
    verdict::Halt,
};

/// Parameters that must not show, and how their values are called where they have no other name.
const SECRETS: [(&str, &str); 4] = [
    ("client_secret", "CLIENT_SECRET_AS_SENT"),
    ("code", "CODE_AS_SENT"),
    ("code_verifier", "CODE_VERIFIER_AS_SENT"),
    ("refresh_token", "REFRESH_TOKEN_AS_SENT"),
];

impl Stage {
    /// Exchanges the latest code of a client, with these details, and keeps the answer.
    pub(crate) async fn exchange(
        &mut self,
        role: ClientRole,
        details: &[ExchangeDetail],
    ) -> Result<(), Halt> {
        self.forget_question();
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
        for (parameter, name) in SECRETS {
            // What was spoilt is still close enough to the secret to give it away.
            self.hide(&request.text(parameter), name);
        }
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
    pub(crate) async fn race(&mut self, role: ClientRole, times: usize) -> Result<(), Halt> {
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
    fn granter(&self, role: ClientRole) -> Result<UserRole, Halt> {
        let user = self.grants.get(&role).and_then(|grants| grants.last()).map(|(user, _)| *user);
        user.ok_or_else(|| Halt::Ours(format!("nobody allowed {role}")))
    }

    /// The answer that came last.
    pub(crate) fn answer(&self) -> Result<&Exchange, Halt> {
        match &self.said {
            Said::Answer(exchange) => Ok(exchange),
            _ => Err(Halt::Ours("no answer was the last thing said".to_owned())),
        }
    }
}
