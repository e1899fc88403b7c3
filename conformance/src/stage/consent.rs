//! Asking a user for consent.

use reqwest::Url;
use serde_json::{Value, json};

use super::{Authorization, Said, Stage};
use crate::{
    cast::{Client, ClientRole, UserRole},
    exchange::Question,
    readings::arrival::{arrival, expect_code},
    requests::{
        authorization::{AuthorizationRequest, TeamRelation},
        token_request::Grant,
    },
    target::consent::form::{Decision, Journey, Landing},
    verdict::Halt,
};

impl Stage {
    /// Asks for consent, with a change, and keeps what came of it.
    pub(crate) async fn authorize(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut AuthorizationRequest),
    ) -> Result<(), Halt> {
        let mut client = self.client(role).await?;
        let mut request = AuthorizationRequest::usual(&client);
        change(&mut request);
        if let Some(instead) = request.instead {
            // With redirect URIs and scopes of its own, so that nothing else is wrong.
            client = self.client(instead).await?;
            request = AuthorizationRequest::usual(&client);
            change(&mut request);
        }
        request.impossible()?;
        if let Some(redirect_uri) = request.registers {
            self.register(role, redirect_uri).await?;
        }
        let journey = match request.team {
            Some(relation) => self.consent_for_team(user, &client, &request, relation).await?,
            None => self.consent(user, &client, &request).await?,
        };
        if let Landing::Away(location) = &journey.landing
            && let Some(code) = Url::parse(location).ok().and_then(|url| {
                url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned())
            })
        {
            self.hide(&code, "CODE");
        }
        let registered = client.redirect_uris;
        self.said = Said::Authorization(Box::new(Authorization { user, request, registered, journey }));
        Ok(())
    }

    /// The same, where a code must come of it.
    pub(crate) async fn allow(
        &mut self,
        user: UserRole,
        role: ClientRole,
        change: impl Fn(&mut AuthorizationRequest),
    ) -> Result<(), Halt> {
        self.authorize(user, role, change).await?;
        let it = self.authorization()?;
        let code = expect_code(&arrival(it)?)?;
        let value = |name: &str| it.request.parameter(name).map(str::to_owned);
        let scope = value("scope").unwrap_or_default();
        let parts = scope.split([',', ' ']).filter(|part| !part.is_empty());
        let grant = Grant {
            code,
            redirect_uri: value("redirect_uri").unwrap_or_default(),
            verifier: it.request.verifier.clone(),
            challenge: value("code_challenge"),
            scopes: parts.map(str::to_owned).collect(),
        };
        if let Some(verifier) = &grant.verifier {
            let verifier = verifier.clone();
            self.hide(&verifier, "CODE_VERIFIER");
        }
        self.grants.entry(role).or_default().push((user, grant));
        Ok(())
    }

    async fn consent(
        &mut self,
        user: UserRole,
        client: &Client,
        request: &AuthorizationRequest,
    ) -> Result<Journey, Halt> {
        let url = request.url(&self.venue()?.app_url).map_err(|e| Halt::Ours(e.to_string()))?;
        let ends = redirect_uris(request, &client.redirect_uris);
        let decision = request.decision;
        self.note(&Question::get(url.clone()));
        self.user(user).await?.browser.authorize(url, &ends, decision).await
    }

    /// A team cannot be named in the address, so this goes through the control door.
    async fn consent_for_team(
        &mut self,
        user: UserRole,
        client: &Client,
        request: &AuthorizationRequest,
        relation: TeamRelation,
    ) -> Result<Journey, Halt> {
        let (user, owner) = (self.user_id(user).await?, self.user_id(UserRole::Owen).await?);
        let team = match relation {
            TeamRelation::Runs => self.team(&[(&user, "ADMIN")]).await?,
            TeamRelation::Member => self.team(&[(&user, "MEMBER"), (&owner, "OWNER")]).await?,
            TeamRelation::Stranger => self.team(&[(&owner, "OWNER")]).await?,
        };
        let mut order: serde_json::Map<String, Value> =
            request.parameters.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        order.insert("client_id".to_owned(), json!(client.id));
        order.insert("user".to_owned(), user);
        order.insert("team".to_owned(), team.clone());
        self.team = Some(team);
        let decision = if request.decision == Some(Decision::Deny) { "deny" } else { "allow" };
        order.insert("decision".to_owned(), json!(decision));
        let order = Value::Object(order);
        let venue = self.venue()?;
        self.note(&venue.door()?.authorization(&order)?);
        let (exchange, location) = venue.door()?.authorize(&order).await?;
        Ok(Journey { exchanges: vec![exchange], landing: Landing::Away(location) })
    }

    /// The authorization request that came to its end last.
    pub(crate) fn authorization(&self) -> Result<&Authorization, Halt> {
        match &self.said {
            Said::Authorization(it) => Ok(it),
            _ => Err(Halt::Ours("no authorization request was the last thing said".to_owned())),
        }
    }

    /// The same, where it was this user's.
    pub(crate) fn authorization_of(&self, user: UserRole) -> Result<&Authorization, Halt> {
        let it = self.authorization()?;
        if it.user == user { Ok(it) } else { Err(Halt::Ours(format!("it was {} who asked last", it.user))) }
    }
}

/// The redirect URI that was sent, and those of the client.
fn redirect_uris(request: &AuthorizationRequest, registered: &[String]) -> Vec<String> {
    let sent = request.parameter("redirect_uri").into_iter().map(str::to_owned);
    sent.chain(registered.iter().cloned()).filter(|uri| !uri.is_empty()).collect()
}

impl Authorization {
    /// The redirect URI that was sent, and those of the client.
    pub(crate) fn redirect_uris(&self) -> Vec<String> {
        redirect_uris(&self.request, &self.registered)
    }
}
