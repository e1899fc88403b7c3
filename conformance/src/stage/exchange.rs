//! Requests to the token endpoint, and the exchange of a code.

use super::{Said, Stage};
use crate::{
    cast::{ClientRole, UserRole},
    exchange::Exchange,
    readings::refusal::tokens,
    requests::{
        details::{Before, Change, ExchangeDetail},
        token_request::{Grant, TokenRequest},
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
        let request = TokenRequest::exchange(&self.client(role).await?, &self.grant(role)?);
        let changes: Vec<Change> = details.iter().map(|detail| detail.0).collect();
        self.send_changed(role, request, &changes).await
    }

    /// Sends a request to the token endpoint with these changes, and keeps the answer.
    pub(super) async fn send_changed(
        &mut self,
        role: ClientRole,
        mut request: TokenRequest,
        changes: &[Change],
    ) -> Result<(), Halt> {
        for change in changes {
            if let Before::Met(stranger) = change.before {
                request.stranger = Some(self.client(stranger).await?);
            }
            (change.apply)(&mut request);
        }
        self.send(role, &request).await
    }

    /// Sends a request to the token endpoint; the tokens, if any, are kept, and so is the answer.
    pub(super) async fn send(&mut self, role: ClientRole, request: &TokenRequest) -> Result<(), Halt> {
        let api_url = self.venue()?.api_url.clone();
        for (parameter, name) in SECRETS {
            // What was spoilt is still close enough to the secret to give it away.
            self.hide(&request.text(parameter), name);
        }
        let question = request.question(&api_url)?;
        let exchange = self.ask(question).await?;
        if let Ok(tokens) = tokens(&exchange) {
            self.hide(&tokens.access, "ACCESS_TOKEN");
            self.hide(&tokens.refresh, "REFRESH_TOKEN");
            self.tokens.entry(role).or_default().push(tokens);
        }
        self.exchanged = Some((role, request.grant.clone()));
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// The same, where tokens must come of it.
    pub(super) async fn send_successfully(
        &mut self,
        role: ClientRole,
        request: &TokenRequest,
    ) -> Result<(), Halt> {
        self.send(role, request).await?;
        self.answer().and_then(tokens).map(drop)
    }

    /// Starts `times` exchanges of each code of a client together, one code after the other.
    pub(crate) async fn race(&mut self, role: ClientRole, times: usize) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let mut rounds = Vec::new();
        for grant in self.grants_of(role) {
            rounds.push(self.burst(&TokenRequest::exchange(&client, &grant), times).await?);
        }
        self.said = Said::Burst(rounds);
        Ok(())
    }

    /// Sends a request many times at once.
    pub(super) async fn burst(
        &mut self,
        request: &TokenRequest,
        times: usize,
    ) -> Result<Vec<Exchange>, Halt> {
        let venue = self.venue()?;
        let question = request.question(&venue.api_url)?;
        self.note(&question);
        venue.transport.ask_at_once(&question, times).await
    }

    /// The codes of a client, in their order.
    pub(super) fn grants_of(&self, role: ClientRole) -> Vec<Grant> {
        let grants = self.grants.get(&role).into_iter().flatten();
        grants.map(|(_, grant)| grant.clone()).collect()
    }

    /// The latest code of a client.
    pub(super) fn grant(&self, role: ClientRole) -> Result<Grant, Halt> {
        let grant = self.grants.get(&role).and_then(|grants| grants.last()).map(|(_, grant)| grant.clone());
        grant.ok_or_else(|| Halt::Ours(format!("{role} has no code")))
    }

    /// Who allowed a client last.
    pub(super) fn granter(&self, role: ClientRole) -> Result<UserRole, Halt> {
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
