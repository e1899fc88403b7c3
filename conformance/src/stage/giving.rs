//! Giving a client a token: consent and exchange in one, taken again where the clients stand there already.

use reqwest::Url;
use serde_json::json;

use super::Stage;
use crate::{
    cast::{ClientRole, UserRole},
    readings::refusal,
    requests::{
        authorization::AuthorizationRequest,
        token_request::{Grant, TokenRequest, Tokens},
    },
    target::{Door, Provision, provision::kept::Occasion},
    verdict::Halt,
};

impl Stage {
    /// Makes a client hold a token that a user gave it.
    pub(crate) async fn give_token(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut AuthorizationRequest),
    ) -> Result<(), Halt> {
        let venue = self.venue()?;
        let Provision::Static(standing) = &venue.provision else {
            self.allow(user, role, change).await?;
            self.exchange_successfully(role).await?;
            return self.expect_granted(role);
        };
        let client = self.client(role).await?;
        let mut request = AuthorizationRequest::usual(&client);
        change(&mut request);
        request.impossible()?;
        let scope = request.parameter("scope").unwrap_or_default().to_owned();
        let occasion = Occasion { client_id: client.id, user, scope };
        if let Some((grant, tokens)) = standing.kept.of(&occasion) {
            self.hide(&tokens.access, "ACCESS_TOKEN");
            self.hide(&tokens.refresh, "REFRESH_TOKEN");
            self.grants.entry(role).or_default().push((user, grant));
            self.tokens.entry(role).or_default().push(tokens);
            return Ok(());
        }
        self.allow(user, role, change).await?;
        self.exchange_successfully(role).await?;
        self.expect_granted(role)?;
        standing.kept.keep(occasion, self.grant(role)?, self.held(role)?);
        Ok(())
    }

    /// A token that lacks what was allowed opens less for another reason.
    fn expect_granted(&self, role: ClientRole) -> Result<(), Halt> {
        let (grant, held) = (self.grant(role)?, self.held(role)?);
        let mut allowed: Vec<&str> = grant.scopes.iter().map(String::as_str).collect();
        let Some(mut granted) = held.scopes() else { return Ok(()) };
        allowed.sort_unstable();
        granted.sort_unstable();
        if granted == allowed {
            return Ok(());
        }
        Err(Halt::mismatch(
            format!("a token with {}", allowed.join(" ")),
            format!("one with {}", granted.join(" ")),
        ))
    }

    /// A token of Omni's, given by Alice, that has every scope there is.
    pub(super) async fn everything(&mut self) -> Result<String, Halt> {
        if let Some(token) = &self.everything {
            return Ok(token.clone());
        }
        let venue = self.venue()?;
        let tokens = match &venue.provision {
            Provision::Control(door) => self.everything_through(door).await?,
            Provision::Static(_) => self.everything_beside().await?,
        };
        self.hide(&tokens.access, "ACCESS_TOKEN_WITH_EVERY_SCOPE");
        self.hide(&tokens.refresh, "REFRESH_TOKEN_WITH_EVERY_SCOPE");
        self.everything = Some(tokens.access.clone());
        Ok(tokens.access)
    }

    /// Through the door, which takes one request: no page is judged here.
    async fn everything_through(&mut self, door: &Door) -> Result<Tokens, Halt> {
        let client = self.client(ClientRole::Omni).await?;
        let user = self.user_id(UserRole::Alice).await?;
        let redirect_uri = client.redirect_uris.first().cloned().unwrap_or_default();
        let scopes = client.scopes.all().to_vec();
        let order = json!({
            "client_id": client.id,
            "redirect_uri": redirect_uri,
            "scope": scopes.join(" "),
            "state": "for-what-is-needed",
            "user": user,
            "decision": "allow",
        });
        let (exchange, location) = door.authorize(&order).await?;
        let code = code_in(&location)
            .ok_or_else(|| Halt::mismatch("a code from the control door", exchange.answer.summary()))?;
        self.hide(&code, "CODE");
        let grant = Grant { code, redirect_uri, verifier: None, challenge: None, scopes };
        let venue = self.venue()?;
        let question = TokenRequest::exchange(&client, &grant).question(&venue.api_url)?;
        refusal::tokens(&venue.transport.ask(question).await?)
    }

    /// As a scenario would, and then as if nothing had been said.
    async fn everything_beside(&mut self) -> Result<Tokens, Halt> {
        let said = std::mem::take(&mut self.said);
        let (exchanged, last) = (self.exchanged.take(), self.last.clone());
        self.give_token(UserRole::Alice, ClientRole::Omni, AuthorizationRequest::every_scope).await?;
        (self.said, self.exchanged, self.last) = (said, exchanged, last);
        self.grants.entry(ClientRole::Omni).or_default().pop();
        let held = self.tokens.entry(ClientRole::Omni).or_default().pop();
        held.ok_or_else(|| Halt::Ours("a token was given and is not there".to_owned()))
    }
}

fn code_in(location: &str) -> Option<String> {
    let url = Url::parse(location).ok()?;
    url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned())
}
