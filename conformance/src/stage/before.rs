//! Making true what a detail of a request to the token endpoint says was so before.

use super::Stage;
use crate::{
    cast::{ClientRole, UserRole},
    requests::{
        authorization::AuthorizationRequest,
        details::Before,
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
            Before::SignedInAgain => self.sign_in(self.granter(role)?, role).await,
            Before::SignInRefreshed => self.refresh_a_sign_in(self.granter(role)?, role).await,
            Before::StrangersSignInRefreshed => {
                let stranger = match self.granter(role)? {
                    UserRole::Alice => UserRole::Owen,
                    UserRole::Owen => UserRole::Alice,
                };
                self.refresh_a_sign_in(stranger, role).await
            }
            Before::StrangerRefreshed(stranger) => {
                self.refresh_a_sign_in(self.granter(role)?, stranger).await
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
            Before::Met(stranger) => self.client(stranger).await.map(drop),
        }
    }

    /// The user allows the client once more, and the code is exchanged.
    async fn sign_in(&mut self, user: UserRole, role: ClientRole) -> Result<(), Halt> {
        self.allow(user, role, |_| {}).await?;
        self.exchange_successfully(role).await
    }

    /// The same, and its tokens are refreshed.
    async fn refresh_a_sign_in(&mut self, user: UserRole, role: ClientRole) -> Result<(), Halt> {
        self.sign_in(user, role).await?;
        self.refresh_successfully(role).await
    }

    async fn exchange_successfully(&mut self, role: ClientRole) -> Result<(), Halt> {
        let request = TokenRequest::exchange(&self.client(role).await?, &self.grant(role)?);
        self.send_successfully(role, &request).await
    }

    async fn refresh_successfully(&mut self, role: ClientRole) -> Result<(), Halt> {
        let request = TokenRequest::refresh(&self.client(role).await?, &self.grant(role)?, &self.held(role)?);
        self.send_successfully(role, &request).await
    }

    /// The tokens that a client holds.
    pub(crate) fn held(&self, role: ClientRole) -> Result<Tokens, Halt> {
        self.tokens.get(&role).cloned().ok_or_else(|| Halt::Ours(format!("{role} has no tokens")))
    }
}
