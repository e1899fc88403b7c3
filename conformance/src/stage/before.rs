//! Making true what a detail of a request to the token endpoint says was so before.

use super::Stage;
use crate::{
    cast::{ClientRole, UserRole},
    requests::{
        authorization::AuthorizationRequest,
        details::{Before, SignIn},
        registration::another_name,
        token_request::{TokenRequest, Tokens},
    },
    target::profile::Capability,
    verdict::Halt,
};

impl Stage {
    /// Makes true what a detail says was so before.
    pub(super) async fn prepare(&mut self, role: ClientRole, before: Before) -> Result<(), Halt> {
        match before {
            Before::Nothing => Ok(()),
            Before::Passed(seconds) => self.pass(seconds).await,
            Before::Exchanged => self.exchange_successfully(role).await,
            Before::Refreshed => self.refresh_successfully(role).await,
            Before::FirstRefreshed => {
                let first = self.first_held(role)?;
                let request = TokenRequest::refresh(&self.client(role).await?, &self.grant(role)?, &first);
                self.send_successfully(role, &request).await
            }
            Before::SignedIn(sign_in) => self.sign_in(role, sign_in).await,
            Before::SignInRefreshed(sign_in) => {
                self.sign_in(role, sign_in).await?;
                self.refresh_successfully(role).await
            }
            Before::Both(first, second) => {
                Box::pin(self.prepare(role, *first)).await?;
                Box::pin(self.prepare(role, *second)).await
            }
            Before::StrangerRefreshed(stranger) => {
                self.allow(self.granter(role)?, stranger, |_| {}).await?;
                self.exchange_successfully(stranger).await?;
                self.refresh_successfully(stranger).await
            }
            Before::Rejected => {
                let client = self.client(role).await?;
                let venue = self.venue()?;
                venue.offers(Capability::Review)?;
                venue.door()?.review(&client.id, "reject").await
            }
            Before::SentBack => {
                let client = self.client(role).await?;
                let venue = self.venue()?;
                venue.offers(Capability::Review)?;
                venue.door()?.send_back_to_review(&client.id).await
            }
            Before::Renamed => {
                let client = self.client(role).await?;
                let venue = self.venue()?;
                venue.offers(Capability::Review)?;
                venue.door()?.rename(&client.id, &another_name(&role.to_string())).await
            }
            Before::Narrowed => {
                let client = self.client(role).await?;
                self.venue()?.door()?.narrow(&client.id, ClientRole::NARROWED).await
            }
            Before::AskedAgain(change) => self.allow(self.granter(role)?, role, change).await,
            Before::AskedWithChallenge(challenge) => {
                let change = |request: &mut AuthorizationRequest| {
                    let verifier = request.verifier.clone().unwrap_or_default();
                    request.set("code_challenge", &challenge(&verifier));
                };
                self.allow(self.granter(role)?, role, change).await
            }
            Before::SecretRevoked => self.have_revoked(role).await,
            Before::Met(stranger) => self.client(stranger).await.map(drop),
        }
    }

    /// The client is allowed once more, and the code is exchanged.
    async fn sign_in(&mut self, role: ClientRole, sign_in: SignIn) -> Result<(), Halt> {
        let user = match (self.granter(role)?, sign_in.by_another_user) {
            (user, false) => user,
            (UserRole::Alice, true) => UserRole::Owen,
            (UserRole::Owen | UserRole::Ada, true) => UserRole::Alice,
        };
        self.allow(user, role, sign_in.change).await?;
        self.exchange_successfully(role).await
    }

    pub(super) async fn exchange_successfully(&mut self, role: ClientRole) -> Result<(), Halt> {
        let request = TokenRequest::exchange(&self.client(role).await?, &self.grant(role)?);
        self.send_successfully(role, &request).await
    }

    async fn refresh_successfully(&mut self, role: ClientRole) -> Result<(), Halt> {
        let request = TokenRequest::refresh(&self.client(role).await?, &self.grant(role)?, &self.held(role)?);
        self.send_successfully(role, &request).await
    }

    /// The tokens that a client was given last.
    pub(crate) fn held(&self, role: ClientRole) -> Result<Tokens, Halt> {
        let held = self.tokens.get(&role).and_then(|tokens| tokens.last());
        held.cloned().ok_or_else(|| Halt::Ours(format!("{role} has no tokens")))
    }

    /// The tokens that a client was given first.
    pub(crate) fn first_held(&self, role: ClientRole) -> Result<Tokens, Halt> {
        let first = self.tokens.get(&role).and_then(|tokens| tokens.first());
        first.cloned().ok_or_else(|| Halt::Ours(format!("{role} has no tokens")))
    }
}
