//! What a platform client asks for its users, and what these ask with their tokens.

use reqwest::{Method, Url};
use serde_json::Value;

use super::Lines;
use crate::{
    cast::{
        UserRole,
        platform::{Managed, ManagedRole, ManagedTokens, Platform, PlatformRole},
    },
    exchange::Exchange,
    readings::managed::{created, is_of, renewed},
    requests::{
        endpoint::Endpoint,
        managed::{
            Change, Meets, Met, PlatformRequest, creation::CreationDetail, holding::Holding,
            renewal::REFRESH_TOKEN,
        },
        payload::{Ingredients, Sends},
    },
    snapshot::Exactness,
    stage::{
        Said, Stage,
        endpoint::{Asked, Presented},
        things::plain,
    },
    verdict::Halt,
};

const USERS: &str = "/v2/oauth-clients/{clientId}/users";
const USER: &str = "/v2/oauth-clients/{clientId}/users/{userId}";
const FORCE_REFRESH: &str = "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh";
const REFRESH: &str = "/v2/oauth/{clientId}/refresh";

/// As many users a list holds at most.
const MOST_LISTED: usize = 250;

/// What a platform client does with one of its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Reads,
    Updates(Sends),
    Deletes,
    ForceRefreshes,
}

impl Stage {
    /// The e-mail that was sent last.
    pub(crate) fn email_sent(&self) -> String {
        let body = self.asked.as_ref().and_then(|asked| asked.body.as_ref());
        body.and_then(|body| body["email"].as_str()).unwrap_or_default().to_owned()
    }

    /// The client that was named in the path that was asked last; else Orbit.
    pub(crate) fn client_id_sent(&self) -> String {
        let path = self.asked.as_ref().map(|asked| asked.path.as_str()).unwrap_or_default();
        let named = path.strip_prefix("/v2/oauth-clients/").and_then(|rest| rest.split('/').next());
        let orbit = || self.platforms.clients.get(&PlatformRole::Orbit).map(|orbit| orbit.id.clone());
        named.map(str::to_owned).or_else(orbit).unwrap_or_default()
    }

    /// The users of all clients before and after one was asked for, where a list shows them.
    pub(crate) fn users_seen(&self) -> Result<Option<(&Lines, &Lines)>, Halt> {
        let seen = self.platforms.seen.as_ref().ok_or_else(|| Halt::Ours("nobody looked".to_owned()))?;
        let [before, after] = seen;
        Ok(before.as_ref().zip(after.as_ref()))
    }

    /// Whether a managed user stands in the list that came last, and the list in words.
    pub(crate) fn listed(&self, role: ManagedRole) -> Result<(bool, String), Halt> {
        let id = &self.managed(role)?.id;
        let it = self.answer()?;
        let list = it.answer.member("data").and_then(|data| data.as_array().cloned());
        let list = list.filter(|_| it.answer.status.is_success());
        let list = list.ok_or_else(|| Halt::mismatch("200 to 299 with a list", it.answer.summary()))?;
        Ok((list.iter().any(|user| user["id"] == *id), it.answer.summary()))
    }

    /// Whether what was made for somebody stands in the list that came last, and the list in words.
    pub(crate) fn thing_listed(&self) -> Result<(bool, String), Halt> {
        let it = self.answer()?;
        let list = it.answer.member("data").and_then(|data| data.as_array().cloned());
        let list = list.filter(|_| it.answer.status.is_success());
        let list = list.ok_or_else(|| Halt::mismatch("200 to 299 with a list", it.answer.summary()))?;
        let made = self.things.ids();
        if made.is_empty() {
            return Err(Halt::Ours("nothing was made".to_owned()));
        }
        let is_made = |item: &Value| made.contains(&&item["id"]) || made.contains(&&item["uid"]);
        Ok((list.iter().any(is_made), it.answer.summary()))
    }

    /// Creates a managed user, who is kept where one came of it, and keeps the answer.
    pub(crate) async fn create_managed(
        &mut self,
        by: PlatformRole,
        role: ManagedRole,
        details: &[CreationDetail],
    ) -> Result<(), Halt> {
        self.forget_question();
        let platform = self.platform(by).await?;
        let named = self.named(role);
        let mut request = PlatformRequest::usual(&platform, Method::POST, USERS);
        request.set("email", named.email);
        request.set("name", named.name);
        for detail in details {
            self.meet(detail.meets(), &mut request).await?;
            detail.apply(&mut request);
        }
        let exchange = self.send_to_platform(&request).await?;
        if let Ok(it) = created(&exchange) {
            // A wrong server may have made it for somebody else.
            let owner = self.platforms_there().into_iter().find(|it| it.id == request.client_id);
            let platform = owner.map_or(by, |owner| owner.role);
            self.introduce_managed(Managed {
                role,
                platform,
                id: it.id,
                email: it.email,
                tokens: vec![it.tokens],
            });
        }
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// The same, looking at all users of the clients before and after.
    pub(crate) async fn create_managed_watched(
        &mut self,
        by: PlatformRole,
        role: ManagedRole,
        details: &[CreationDetail],
    ) -> Result<(), Halt> {
        self.platform(by).await?;
        if details.iter().any(|detail| detail.meets() == Meets::Comet) {
            self.platform(PlatformRole::Comet).await?;
        }
        let before = self.all_managed().await?;
        self.create_managed(by, role, details).await?;
        let asked = self.last.clone();
        let after = self.all_managed().await?;
        self.last = asked;
        self.platforms.seen = Some([before, after]);
        Ok(())
    }

    /// Asks for new tokens of a managed user, which are kept, and keeps the answer.
    pub(crate) async fn refresh_managed(
        &mut self,
        by: PlatformRole,
        role: ManagedRole,
        change: Option<Change>,
    ) -> Result<(), Halt> {
        self.forget_question();
        let platform = self.platform(by).await?;
        let user = self.managed(role)?.clone();
        let mut request = PlatformRequest::usual(&platform, Method::POST, REFRESH);
        request.user_id = plain(&user.id);
        request.met.tokens.clone_from(&user.tokens);
        request.set(REFRESH_TOKEN, self.managed_tokens(role)?.refresh);
        if let Some(change) = change {
            self.meet(change.meets, &mut request).await?;
            (change.apply)(&mut request);
        }
        let exchange = self.send_to_platform(&request).await?;
        if let Ok(tokens) = renewed(&exchange) {
            self.keep_managed_tokens(role, tokens);
        }
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Does something with a managed user, and keeps the answer.
    pub(crate) async fn manage(
        &mut self,
        by: PlatformRole,
        deed: Deed,
        role: ManagedRole,
        change: Option<Change>,
    ) -> Result<(), Halt> {
        self.forget_question();
        let platform = self.platform(by).await?;
        let (method, template) = match deed {
            Deed::Reads => (Method::GET, USER),
            Deed::Updates(_) => (Method::PATCH, USER),
            Deed::Deletes => (Method::DELETE, USER),
            Deed::ForceRefreshes => (Method::POST, FORCE_REFRESH),
        };
        let mut request = PlatformRequest::usual(&platform, method, template);
        request.user_id = plain(&self.managed(role)?.id);
        if let Deed::Updates(sends) = deed {
            let of = Ingredients { word: super::unheard_of_word(), ..Ingredients::default() };
            request.body = sends.body(&of).and_then(|body| body.as_object().cloned());
        }
        if let Some(change) = change {
            self.meet(change.meets, &mut request).await?;
            (change.apply)(&mut request);
        }
        let exchange = self.send_to_platform(&request).await?;
        if deed == Deed::ForceRefreshes
            && let Ok(tokens) = renewed(&exchange)
        {
            self.keep_managed_tokens(role, tokens);
        }
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Asks for the list of a client's users, and keeps the answer. `query` names Bob's e-mails by `[e-mail]` and
    /// `[stored e-mail]`.
    pub(crate) async fn list_managed(
        &mut self,
        by: PlatformRole,
        query: &str,
        change: Option<Change>,
    ) -> Result<(), Halt> {
        self.forget_question();
        let platform = self.platform(by).await?;
        let mut request = PlatformRequest::usual(&platform, Method::GET, USERS);
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let mut value = value.into_owned();
            if value.contains("[stored e-mail]") {
                value = value.replace("[stored e-mail]", &self.managed(ManagedRole::Bob)?.email);
            }
            value = value.replace("[e-mail]", &self.named(ManagedRole::Bob).email);
            value = value.replace("[Carol's e-mail]", &self.named(ManagedRole::Carol).email);
            request.query.push((name.into_owned(), value));
        }
        if let Some(change) = change {
            self.meet(change.meets, &mut request).await?;
            (change.apply)(&mut request);
        }
        let exchange = self.send_to_platform(&request).await?;
        self.said = Said::Answer(Box::new(exchange));
        Ok(())
    }

    /// Asks an endpoint with the token of a managed user, and keeps the answer.
    pub(crate) async fn ask_as_managed(
        &mut self,
        role: ManagedRole,
        endpoint: &Endpoint,
        holding: &Holding,
        watched_at: Option<&str>,
    ) -> Result<(), Halt> {
        let user = self.managed(role)?;
        let platform = self.platform(user.platform).await?;
        let holding = holding.clone();
        let presented = move |stage: &Self| {
            let user = stage.managed(role)?;
            let token = holding.token(&user.tokens)?;
            let origin = holding.origin(&platform.redirect_uris)?;
            Ok(Presented { token, origin })
        };
        let (_, exchange) = self.ask_presenting(endpoint, presented, watched_at).await?;
        for (_, value) in &exchange.question.headers {
            // What was spoilt is still close enough to a token to give it away.
            if let Some(token) = value.strip_prefix("Bearer ") {
                self.hide(token, &role.named("TOKEN_AS_SENT"));
            }
        }
        Ok(())
    }

    /// What the braces of paths stand for is this managed user's from now on, and is looked at with its token.
    pub(crate) async fn fill_for_managed(&mut self, role: ManagedRole, template: &str) -> Result<(), Halt> {
        self.everything = Some(self.managed_tokens(role)?.access);
        self.things.are_managed = true;
        self.fill(template).await
    }

    /// Makes somebody be there whom a detail is about.
    async fn meet(&mut self, meets: Meets, request: &mut PlatformRequest) -> Result<(), Halt> {
        let met = match meets {
            Meets::Nobody => return Ok(()),
            Meets::Comet => Met { other: Some(self.platform(PlatformRole::Comet).await?), ..Met::default() },
            Meets::AlicesToken => {
                let access = self.everything().await?;
                let tokens = vec![ManagedTokens { access, refresh: String::new(), data: Value::Null }];
                Met { tokens, ..Met::default() }
            }
            Meets::BobsTokens => {
                Met { tokens: vec![self.managed_tokens(ManagedRole::Bob)?], ..Met::default() }
            }
            Meets::CometsCarol => {
                let is_comets =
                    |user: &&Managed| (user.role, user.platform) == (ManagedRole::Carol, PlatformRole::Comet);
                if !self.platforms.users.iter().any(|user| is_comets(&user)) {
                    Box::pin(self.create_managed(PlatformRole::Comet, ManagedRole::Carol, &[])).await?;
                }
                let carol = self.platforms.users.iter().find(is_comets);
                let carol = carol.ok_or_else(|| Halt::mismatch("a managed user of Comet's", "none"))?;
                Met { tokens: carol.tokens.clone(), ..Met::default() }
            }
            Meets::Alice => {
                Met { email: Some(self.user(UserRole::Alice).await?.email.clone()), ..Met::default() }
            }
            Meets::Bob => Met { email: Some(self.named(ManagedRole::Bob).email), ..Met::default() },
            Meets::BobAsStored => {
                Met { email: Some(self.managed(ManagedRole::Bob)?.email.clone()), ..Met::default() }
            }
        };
        let tokens = if met.tokens.is_empty() { std::mem::take(&mut request.met.tokens) } else { met.tokens };
        request.met = Met { tokens, ..met };
        Ok(())
    }

    /// Sends a request of a platform client.
    async fn send_to_platform(&mut self, request: &PlatformRequest) -> Result<Exchange, Halt> {
        let venue = self.venue()?;
        let question = request.question(&venue.api_url)?;
        // What was spoilt is still close enough to the secret to give it away.
        self.hide(request.secret.as_deref().unwrap_or_default(), "PLATFORM_SECRET_AS_SENT");
        self.hide(&request.text(REFRESH_TOKEN), "REFRESH_TOKEN_AS_SENT");
        self.note(&question);
        let exchange = if request.method == Method::GET {
            venue.transport.ask(question).await?
        } else {
            venue.transport.ask_to_the_end(question).await?
        };
        let template = request.template.to_owned();
        let body = request.body.clone().map(Value::Object);
        self.asked = Some(Asked { path: request.path(), template, filled: Vec::new(), body });
        Ok(exchange)
    }

    /// The users of all platform clients of the scenario whom it named, a line each; `None` where no list is shown.
    async fn all_managed(&mut self) -> Result<Option<Lines>, Halt> {
        let venue = self.venue()?;
        let alice = self.users.get(&UserRole::Alice).map(|alice| alice.email.clone());
        let emails: Vec<String> = self.platforms.people.values().map(|it| it.email.clone()).collect();
        let words: Vec<&str> = emails.iter().filter_map(|email| email.split('@').next()).collect();
        let is_named = |user: &Value| {
            let (text, email) = (user.to_string().to_lowercase(), user["email"].as_str().unwrap_or_default());
            words.iter().any(|word| text.contains(word)) || alice.as_ref().is_some_and(|it| is_of(email, it))
        };
        let mut lines = Lines::new();
        for platform in self.platforms_there() {
            let it = self.list_of(&platform, &venue.api_url).await?;
            let users = it.answer.member("data").and_then(|data| data.as_array().cloned());
            let Some(users) = users.filter(|_| it.answer.status.is_success()) else {
                if venue.exactness == Exactness::Raw {
                    return Err(Halt::mismatch("the list of a client's users", it.answer.summary()));
                }
                return Ok(None);
            };
            if users.len() >= MOST_LISTED {
                // Others may stand on a page behind this one.
                return Ok(None);
            }
            let named = users.iter().filter(|user| is_named(user));
            lines.extend(named.map(|user| format!("{} {}", user["id"], user["email"])));
        }
        Ok(Some(lines))
    }

    async fn list_of(&mut self, platform: &Platform, api_url: &Url) -> Result<Exchange, Halt> {
        let mut request = PlatformRequest::usual(platform, Method::GET, USERS);
        request.query.push(("limit".to_owned(), MOST_LISTED.to_string()));
        let question = request.question(api_url)?;
        self.note(&question);
        self.venue()?.transport.ask(question).await
    }
}
