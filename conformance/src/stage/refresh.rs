//! Refreshing tokens.

use super::{Said, Stage};
use crate::{
    cast::{Client, ClientRole},
    exchange::Exchange,
    readings::refusal::tokens,
    requests::{
        details::{Change, RefreshDetail},
        token_request::{Grant, TokenRequest, Tokens},
    },
    verdict::Halt,
};

impl Stage {
    /// Refreshes the tokens that a client holds, with these details, and keeps the answer. What is done before may give
    /// the client other tokens: those that it held at first are the ones that are sent.
    pub(crate) async fn refresh(&mut self, role: ClientRole, details: &[RefreshDetail]) -> Result<(), Halt> {
        self.forget_question();
        let (grant, held) = (self.grant(role)?, self.held(role)?);
        for detail in details {
            self.prepare(role, detail.0.before).await?;
        }
        let request = TokenRequest::refresh(&self.client(role).await?, &grant, &held);
        let changes: Vec<Change> = details.iter().map(|detail| detail.0).collect();
        self.send_changed(role, request, &changes).await
    }

    /// For one code of a client after the other: exchanges it, and refreshes `times` times at once.
    pub(crate) async fn race_refreshes(&mut self, role: ClientRole, times: usize) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let mut rounds = Vec::new();
        for grant in self.grants_of(role) {
            rounds.push(self.refresh_at_once(&client, &grant, times).await?);
        }
        self.said = Said::Burst(rounds);
        Ok(())
    }

    /// The same, and then refreshes with each refresh token that came back; only these answers are kept.
    pub(crate) async fn try_what_came_back(&mut self, role: ClientRole, times: usize) -> Result<(), Halt> {
        let client = self.client(role).await?;
        let mut rounds = Vec::new();
        for grant in self.grants_of(role) {
            let answers = self.refresh_at_once(&client, &grant, times).await?;
            let mut tries = Vec::new();
            for came in answers.iter().filter_map(|answer| tokens(answer).ok()) {
                tries.push(self.try_once(&client, &grant, &came).await?);
            }
            rounds.push(tries);
        }
        self.said = Said::Burst(rounds);
        Ok(())
    }

    async fn refresh_at_once(
        &mut self,
        client: &Client,
        grant: &Grant,
        times: usize,
    ) -> Result<Vec<Exchange>, Halt> {
        self.send_successfully(client.role, &TokenRequest::exchange(client, grant)).await?;
        let request = TokenRequest::refresh(client, grant, &self.held(client.role)?);
        self.burst(&request, times).await
    }

    async fn try_once(&mut self, client: &Client, grant: &Grant, came: &Tokens) -> Result<Exchange, Halt> {
        self.hide(&came.access, "ACCESS_TOKEN");
        self.hide(&came.refresh, "REFRESH_TOKEN");
        let question = TokenRequest::refresh(client, grant, came).question(&self.venue()?.api_url)?;
        self.ask(question).await
    }
}
