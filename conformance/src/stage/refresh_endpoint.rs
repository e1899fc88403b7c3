//! Atoms and an integrator's refresh endpoint: what the backend is told, what atoms asks it as a browser would
//! (production-api F), and what the token is worth that comes back.

use std::collections::BTreeMap;

use cucumber::gherkin::Step;
use reqwest::Method;
use serde_json::json;

use super::Stage;
use crate::{
    cast::platform::{ManagedRole, PlatformRole},
    exchange::{Exchange, Question},
    readings::refresh_endpoint::{
        Call, Journal, Reply, Secrets, gave_a_token, keeps_secrets, words, works_for,
    },
    requests::{
        atoms::{Brought, forged},
        endpoint,
    },
    target::{backend::Open, handover::Handed},
    verdict::Halt,
};

/// The platform client whose users the backend keeps.
const OWN: PlatformRole = PlatformRole::Orbit;

/// After so many seconds an access token has expired.
const LIFE_AND_A_MINUTE: i64 = 61 * 60;

/// As many words of an answer are tried, those that look like a JWT first.
const MOST_WORDS: usize = 20;

/// Atoms, and the backend that it asks.
#[derive(Debug, Default)]
pub(crate) struct Atoms {
    backend: Option<Open>,
    /// How often tokens expire in this scenario.
    expiries: i64,
    /// The access token that atoms holds for each user; several where pages of one user got different ones.
    held: BTreeMap<ManagedRole, Vec<String>>,
    /// What came of the endpoint's last call, or of the last ones at once.
    pub(crate) calls: Vec<Call>,
    /// What in the last answer the API took for a refresh token.
    pub(crate) refreshing: Vec<String>,
    /// What the API's journal said when it was read.
    pub(crate) journal: Journal,
    /// The number of the entry at which the journal ended when the tokens had expired.
    mark: u64,
}

impl Atoms {
    /// Hears of the steps that follow.
    pub(crate) fn expect(&mut self, steps: &[Step]) {
        let is_expiry = |step: &&Step| step.value.ends_with("access token has expired");
        self.expiries = steps.iter().filter(is_expiry).map(|_| 1).sum();
    }

    /// The backend goes, if it was started for this scenario.
    pub(super) fn close(&mut self) {
        self.backend = None;
    }
}

impl Stage {
    /// Sets the clock of the API back, so that tokens which have expired by it have expired by the backend's clock, too,
    /// should that look at its own. When they have expired for the last time in the scenario both clocks read the same, so
    /// that the tokens which come then are good by both.
    pub(super) async fn set_back(&mut self) -> Result<(), Halt> {
        self.pass(-self.atoms.expiries * LIFE_AND_A_MINUTE).await
    }

    /// Tells the backend of a managed user; atoms holds the same access token.
    pub(crate) async fn hand_over(&mut self, role: ManagedRole) -> Result<(), Halt> {
        let client = self.platform(OWN).await?;
        let user = self.managed(role)?.clone();
        let tokens = self.managed_tokens(role)?;
        let venue = self.venue()?;
        let handed = Handed {
            user_id: user.id,
            email: user.email,
            access_token: tokens.access.clone(),
            refresh_token: tokens.refresh,
            access_token_expires_at: tokens.data["accessTokenExpiresAt"].as_i64(),
            refresh_token_expires_at: tokens.data["refreshTokenExpiresAt"].as_i64(),
            client_id: client.id.clone(),
            client_secret: client.secret.clone(),
            api_url: venue.api_url.as_str().trim_end_matches('/').to_owned(),
        };
        let mut open = match self.atoms.backend.take() {
            Some(open) => open,
            None => venue.backend.open(&venue.api_url, &client)?,
        };
        let told = open.hand_over(handed, &venue.transport).await;
        self.atoms.backend = Some(open);
        told?;
        self.atoms.held.insert(role, vec![tokens.access]);
        Ok(())
    }

    /// Moves the clock until the tokens that atoms holds for a user have expired, and sees that the API says so.
    pub(crate) async fn expire(&mut self, role: ManagedRole) -> Result<(), Halt> {
        self.pass(LIFE_AND_A_MINUTE).await?;
        for token in self.held_by_atoms(role)? {
            let answer = self.who_is(&token).await?.answer;
            if !matches!(answer.status.as_u16(), 401 | 498) {
                let expected = "401 or 498 for a managed user's access token after 61 minutes";
                return Err(Halt::mismatch(expected, answer.summary()));
            }
        }
        // What the backend does comes later.
        self.atoms.mark = self.journal().await.map_or(0, |journal| journal.end());
        Ok(())
    }

    /// The access tokens that atoms holds for a user.
    fn held_by_atoms(&self, role: ManagedRole) -> Result<Vec<String>, Halt> {
        let held = self.atoms.held.get(&role).filter(|held| !held.is_empty());
        held.cloned().ok_or_else(|| Halt::Ours(format!("atoms holds no token of {role}'s")))
    }

    /// Atoms asks the endpoint with the token that it holds for a user, and holds what comes; so many times at once.
    pub(crate) async fn call_endpoint(&mut self, role: ManagedRole, times: usize) -> Result<(), Halt> {
        let token = self.held_by_atoms(role)?.swap_remove(0);
        let calls = self.ask_backend(Some(&token), times).await?;
        self.hold(role, calls);
        Ok(())
    }

    /// Atoms asks the endpoint with each of the tokens that it holds for a user, one after the other.
    pub(crate) async fn call_endpoint_with_each(&mut self, role: ManagedRole) -> Result<(), Halt> {
        let mut calls = Vec::new();
        for token in self.held_by_atoms(role)? {
            calls.extend(self.ask_backend(Some(&token), 1).await?);
        }
        self.hold(role, calls);
        Ok(())
    }

    /// Atoms asks the endpoint with something else.
    pub(crate) async fn call_endpoint_presenting(&mut self, brought: Brought) -> Result<(), Halt> {
        let token = match brought {
            Brought::Nothing => None,
            Brought::Text(text) => Some(text.to_owned()),
            Brought::Forged(forgery) => {
                Some(forged(&self.managed_tokens(ManagedRole::Bob)?.access, forgery)?)
            }
            Brought::Untold => {
                self.create_managed(OWN, ManagedRole::Carol, &[]).await?;
                Some(self.managed_tokens(ManagedRole::Carol)?.access)
            }
            Brought::RefreshToken => Some(self.managed_tokens(ManagedRole::Bob)?.refresh),
            Brought::ClientSecret => Some(self.platform(OWN).await?.secret),
        };
        if let Some(token) = token.as_ref().filter(|_| brought.is_made_up()) {
            self.hide(token, "TOKEN_AS_SENT");
        }
        self.atoms.calls = self.ask_backend(token.as_deref(), 1).await?;
        Ok(())
    }

    fn hold(&mut self, role: ManagedRole, calls: Vec<Call>) {
        let tokens: Vec<String> = calls.iter().filter_map(Call::token).collect();
        if !tokens.is_empty() {
            self.atoms.held.insert(role, tokens);
        }
        self.atoms.calls = calls;
    }

    /// The endpoint is asked as atoms does it in a browser, and what is not a token is looked up in the API's journal.
    async fn ask_backend(&mut self, token: Option<&str>, times: usize) -> Result<Vec<Call>, Halt> {
        let transport = self.venue()?.transport.clone();
        let backend = self.atoms.backend.as_mut();
        let backend = backend.ok_or_else(|| Halt::Ours("the backend keeps nobody's tokens".to_owned()))?;
        let url = backend.refresh_url(&transport).await?;
        self.hide(url.as_str(), "REFRESH_URL");
        let mut question = Question::get(url).with_header("Content-Type", "application/json");
        if let Some(token) = token {
            question = question.with_header("Authorization", format!("Bearer {token}"));
        }
        let mark = self.journal().await.map_or(0, |journal| journal.end());
        self.note(&question);
        let replies = transport.ask_or_hear_nothing(&question, times).await?;
        let mut calls: Vec<Call> = replies
            .into_iter()
            .map(|reply| {
                let silence = Reply::Silence(transport.deadline());
                let reply = reply.map_or(silence, |it| Reply::Answered(Box::new(it)));
                Call { reply, seen: None, proof: None }
            })
            .collect();
        for token in calls.iter().filter_map(Call::token) {
            self.hide(&token, "FRESH_ACCESS_TOKEN");
        }
        if calls.iter().any(|call| call.token().is_none()) {
            let seen = self.journal().await.map(|journal| journal.since(mark).told());
            for call in calls.iter_mut().filter(|call| call.token().is_none()) {
                call.seen.clone_from(&seen);
            }
        }
        Ok(calls)
    }

    /// Asks the API who it is by each token that came.
    pub(crate) async fn try_tokens(&mut self) -> Result<(), Halt> {
        let mut calls = std::mem::take(&mut self.atoms.calls);
        let asked = self.last.clone();
        for call in &mut calls {
            if let Some(token) = call.token() {
                call.proof = Some(self.who_is(&token).await?);
            }
        }
        // It is the call of the endpoint that is to be repeated by hand.
        self.last = asked;
        self.atoms.calls = calls;
        Ok(())
    }

    async fn who_is(&mut self, token: &str) -> Result<Exchange, Halt> {
        let api_url = self.venue()?.api_url.clone();
        let question = endpoint::question(&api_url, &Method::GET, "/v2/me", None, Some(token), None)?;
        self.ask(question).await
    }

    /// The endpoint's last call, where there was one alone.
    ///
    /// # Errors
    ///
    /// When there was none.
    pub(crate) fn last_call(&self) -> Result<&Call, Halt> {
        self.atoms.calls.last().ok_or_else(|| Halt::Ours("nobody asked the endpoint".to_owned()))
    }

    /// The endpoint gave a token that works.
    pub(crate) async fn gets_a_working_token(&mut self, role: ManagedRole) -> Result<(), Halt> {
        self.call_endpoint(role, 1).await?;
        gave_a_token(self.last_call()?)?;
        self.try_tokens().await?;
        self.all_work_for(role)
    }

    /// Whether each call ended with a token by which the API knows this user.
    pub(crate) fn all_work_for(&self, role: ManagedRole) -> Result<(), Halt> {
        let id = &self.managed(role)?.id;
        self.last_call()?;
        let all = self.atoms.calls.len();
        for (place, call) in self.atoms.calls.iter().enumerate() {
            works_for(call, id).map_err(|halt| match halt {
                Halt::Mismatch(mut it) if all > 1 => {
                    it.got = format!("of {all} calls the answer to number {}: {}", place + 1, it.got);
                    Halt::Mismatch(it)
                }
                halt => halt,
            })?;
        }
        Ok(())
    }

    /// Tries whatever in the last answer could be a refresh token. One that is, is used up by it.
    pub(crate) async fn try_words(&mut self) -> Result<(), Halt> {
        let client = self.platform(OWN).await?;
        let words = words(self.last_call()?.answer()?);
        let api_url = self.venue()?.api_url.clone();
        let asked = self.last.clone();
        let mut refreshing = Vec::new();
        for word in words.into_iter().take(MOST_WORDS) {
            let path = format!("/v2/oauth/{}/refresh", client.id);
            let body = json!({ "refreshToken": word });
            let question = endpoint::question(&api_url, &Method::POST, &path, None, None, Some(&body))?;
            let question = question.with_header("x-cal-secret-key", client.secret.clone());
            self.note(&question);
            let answer = self.venue()?.transport.ask_to_the_end(question).await?.answer;
            if answer.status.is_success() {
                self.hide(&word, "A_REFRESH_TOKEN");
                refreshing.push(word);
            }
        }
        self.last = asked;
        self.atoms.refreshing = refreshing;
        Ok(())
    }

    /// Whether the last answer holds neither the secret of the client nor a refresh token.
    pub(crate) async fn keeps_secrets(&mut self) -> Result<(), Halt> {
        let client = self.platform(OWN).await?;
        let given = self.platforms.users.iter().flat_map(|user| &user.tokens);
        let refresh_tokens: Vec<String> = given.map(|tokens| tokens.refresh.clone()).collect();
        let secrets =
            Secrets { refresh_tokens: &refresh_tokens, client_id: &client.id, client_secret: &client.secret };
        keeps_secrets(self.last_call()?, &self.atoms.refreshing, &secrets)
    }

    /// Reads the API's journal.
    pub(crate) async fn read_journal(&mut self) -> Result<(), Halt> {
        self.venue()?.door()?;
        let journal = self.journal().await.ok_or_else(|| {
            Halt::mismatch("the journal of the API (GET /_mock/v1/requests)", "none that could be read")
        })?;
        self.atoms.journal = journal.since(self.atoms.mark);
        Ok(())
    }

    /// What the API's journal says of the backend's client, where there is one.
    async fn journal(&mut self) -> Option<Journal> {
        let client = self.platform(OWN).await.ok()?;
        let venue = self.venue().ok()?;
        let path = format!("requests?client={}", client.id);
        let it = venue.door().ok()?.ask(Method::GET, &path, None).await.ok()?;
        Some(Journal(it.answer.member("requests")?.as_array()?.clone()))
    }
}
