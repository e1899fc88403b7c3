//! One scenario's stage: its cast, what they hold, and what was said last.
//!
//! A step is a sentence; what it takes to make it true stands here. Clients and users are made when they are first
//! named and removed at the end where the server is shared.

mod before;
mod cast;
mod consent;
mod endpoint;
mod exchange;
mod giving;
mod leave;
pub(crate) mod managed;
pub(crate) mod record;
mod refresh;
mod refresh_endpoint;
mod registration;
pub(crate) mod rotation;
mod shape;
pub(crate) mod things;
mod undo;

pub(crate) use registration::Act;

use std::{
    cell::RefCell,
    collections::BTreeMap,
    hash::{BuildHasher as _, RandomState},
    panic::resume_unwind,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

use serde_json::Value;
use tokio::time::Instant;

use crate::{
    cast::{Client, ClientRole, User, UserRole},
    catalogue::Records,
    exchange::{Exchange, Question},
    redaction::Redaction,
    requests::{
        authorization::AuthorizationRequest,
        token_request::{Grant, Tokens},
    },
    snapshot::Rendering,
    target::{Provision, Venue, Visit, clock::Reading, consent::form::Journey, mock::Seen},
    verdict::Halt,
};

/// What was said last, for a `Then` to look at.
#[derive(Debug, Default)]
pub enum Said {
    /// Nothing yet.
    #[default]
    Nothing,
    /// An authorization request came to an end.
    Authorization(Box<Authorization>),
    /// The token endpoint or the API answered.
    Answer(Box<Exchange>),
    /// Many exchanges or refreshes for each code at once, a list a code.
    Burst(Vec<Vec<Exchange>>),
}

/// An authorization request and its end.
#[derive(Debug)]
pub struct Authorization {
    /// Who was asked for consent.
    pub user: UserRole,
    /// What was asked.
    pub request: AuthorizationRequest,
    /// The redirect URIs that the client has registered.
    pub registered: Vec<String>,
    /// What came of it.
    pub journey: Journey,
}

/// What is left of a scenario when it is over.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// How often something was asserted.
    pub asserted: usize,
    /// How many requests were made of the subject itself.
    pub exchanges: usize,
    /// The last request of a scenario that stopped, for a shell.
    pub curl: Option<String>,
    /// Why the clock could not be put back, so that nobody can say what holds from here on.
    pub trouble: Option<String>,
    /// What was made on a shared server and could not be removed.
    pub left: Vec<String>,
    /// What the embedded mock asked of its strictness: where a fault could have shown.
    pub seen: Option<Seen>,
}

/// The world of a scenario.
#[derive(Debug, Default, cucumber::World)]
#[world(init = Self::new)]
pub struct Stage {
    visit: Option<Visit>,
    records: Arc<Records>,
    record_name: String,
    clients: BTreeMap<ClientRole, Client>,
    /// In what a client that is not there yet will differ from the usual.
    planned: BTreeMap<ClientRole, registration::Plan>,
    users: BTreeMap<UserRole, User>,
    /// Platform clients and their managed users.
    pub(crate) platforms: managed::Platforms,
    /// An integrator's backend, and who asks it.
    pub(crate) atoms: refresh_endpoint::Atoms,
    /// Kinds and ids of what the scenario made, for the end.
    made: Vec<(&'static str, String)>,
    /// What the clock of a shared server said before the scenario moved it, and when.
    found: Option<(Reading, Instant)>,
    /// By how much the scenario moved it.
    moved: i64,
    /// Whether an answer got lost when it did.
    moved_uncertainly: bool,
    /// The codes of each client, the latest last.
    pub(crate) grants: BTreeMap<ClientRole, Vec<(UserRole, Grant)>>,
    /// The tokens of each client, the latest last.
    pub(crate) tokens: BTreeMap<ClientRole, Vec<Tokens>>,
    /// The team that the consent named last.
    pub(crate) team: Option<Value>,
    /// Who asked for tokens last, and for which grant.
    pub(crate) exchanged: Option<(ClientRole, Grant)>,
    /// What was said last.
    pub(crate) said: Said,
    /// The refusal that a later one is compared with.
    pub(crate) before: Option<Rendering>,
    /// The endpoint that was asked last.
    asked: Option<endpoint::Asked>,
    /// What stood somewhere before and after it was asked.
    watched: Option<endpoint::Watched>,
    /// How the client stood before and after something was done to it.
    pub(crate) trace: Option<registration::Trace>,
    /// The booking that an answer told of, as it stands at its own address.
    booking: Option<Exchange>,
    /// What stands for each name in the braces of the path that was filled in last.
    filled: Vec<(String, String)>,
    /// What the braces of paths stand for.
    things: things::Things,
    /// A token with every scope, with which things are made and looked at.
    everything: Option<String>,
    /// What the scenario changed through the API.
    undo: Vec<undo::Undo>,
    redaction: Redaction,
    notes: Notes,
    last: Option<Question>,
}

thread_local! {
    /// Where the harness itself panicked last: the runner silences the usual message.
    static PANICKED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// An e-mail that nobody else has on a server that others use too, another run of ours in a container of its own (where
/// every process has the same number) included.
fn unheard_of(name: &str) -> String {
    static SERIAL: AtomicU64 = AtomicU64::new(0);
    static RUN: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()));
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    format!("{}.{:016x}.{serial}@conformance.example", name.to_lowercase(), *RUN)
}

/// A word that nobody else uses there, fit for a slug.
fn unheard_of_word() -> String {
    let address = unheard_of("conformance");
    address.split('@').next().unwrap_or_default().replace('.', "-")
}

impl Stage {
    fn new() -> Self {
        // The runner has just put a silent hook in place; its own comes back when the run is over.
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string);
            let _ = PANICKED.try_with(|panicked| panicked.replace(place));
        }));
        Self::default()
    }

    /// Where the harness panicked last on this thread, if it did since this was asked.
    #[must_use]
    pub fn panicked_at() -> Option<String> {
        PANICKED.take()
    }

    /// Begins the scenario whose answer on record is called `record_name`.
    pub fn enter(&mut self, visit: Visit, records: Arc<Records>, record_name: String) {
        self.redaction.name(visit.venue.api_url.as_str().trim_end_matches('/'), "CAL_API_URL");
        self.redaction.name(visit.venue.app_url.as_str().trim_end_matches('/'), "CAL_APP_URL");
        self.visit = Some(visit);
        self.records = records;
        self.record_name = record_name;
    }

    /// Unwraps what a step did, or stops the scenario with the reason, redacted.
    ///
    /// # Panics
    ///
    /// Unwinds with the [`Halt`] as payload: this is how a cucumber step stops.
    pub fn keep<T>(&mut self, result: Result<T, Halt>) -> T {
        match result {
            Ok(value) => value,
            // Not a panic of ours, so that no hook hears of it.
            Err(halt) => resume_unwind(Box::new(self.redacted(halt))),
        }
    }

    /// Like [`Stage::keep`] for what a `Then` asserts of an answer.
    ///
    /// # Panics
    ///
    /// With the [`Halt`] as payload.
    pub fn assert<T>(&mut self, result: Result<T, Halt>) -> T {
        self.notes.asserted += 1;
        self.keep(result)
    }

    fn redacted(&self, halt: Halt) -> Halt {
        let redact = |text: String| self.redaction.redact(&text);
        match halt {
            Halt::Mismatch(mut it) => {
                it.expected = redact(it.expected);
                it.got = redact(it.got);
                it.diff = it.diff.map(redact);
                Halt::Mismatch(it)
            }
            Halt::Skip(why) => Halt::Skip(redact(why)),
            Halt::Transport(why) => Halt::Transport(redact(why)),
            Halt::Unrecorded { name, why } => Halt::Unrecorded { name, why },
            Halt::Ours(why) => Halt::Ours(redact(why)),
        }
    }

    /// Where the scenario plays.
    ///
    /// # Errors
    ///
    /// When it has not begun.
    pub fn venue(&self) -> Result<Arc<Venue>, Halt> {
        let visit = self.visit.as_ref().ok_or_else(|| Halt::Ours("nobody entered the stage".to_owned()))?;
        Ok(Arc::clone(&visit.venue))
    }

    /// The answers on record.
    #[must_use]
    pub fn records(&self) -> Arc<Records> {
        Arc::clone(&self.records)
    }

    /// The name of the scenario's own answer on record.
    #[must_use]
    pub fn record_name(&self) -> &str {
        &self.record_name
    }

    /// From now on `value` shows as `$name`.
    pub fn hide(&mut self, value: &str, name: &str) {
        self.redaction.name(value, name);
    }

    /// Asks the subject, and keeps the question for the report.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub async fn ask(&mut self, question: Question) -> Result<Exchange, Halt> {
        self.note(&question);
        self.venue()?.transport.ask(question).await
    }

    /// What was asked before is not what goes wrong from here on.
    pub(crate) fn forget_question(&mut self) {
        self.last = None;
    }

    /// Keeps a question for the report.
    pub fn note(&mut self, question: &Question) {
        self.notes.exchanges += 1;
        self.last = Some(question.clone());
    }

    /// Moves the clock.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where the target's clock cannot be moved.
    pub async fn pass(&mut self, seconds: i64) -> Result<(), Halt> {
        let venue = self.venue()?;
        let clock = venue
            .clock
            .as_ref()
            .ok_or_else(|| Halt::Skip("the target's clock cannot be moved".to_owned()))?;
        if venue.is_shared && self.found.is_none() {
            self.found = Some((clock.read().await?, Instant::now()));
        }
        match clock.advance(seconds).await {
            Ok(()) => self.moved += seconds,
            Err(halt @ Halt::Transport(_)) => {
                // The answer was lost, and it may have been a yes.
                self.moved_uncertainly = true;
                return Err(halt);
            }
            Err(halt) => return Err(halt),
        }
        Ok(())
    }

    /// The client that plays `role`; it is made when it is first asked for.
    ///
    /// # Errors
    ///
    /// When the server does not make it.
    pub async fn client(&mut self, role: ClientRole) -> Result<Client, Halt> {
        if let Some(client) = self.clients.get(&role) {
            return Ok(client.clone());
        }
        let venue = self.venue()?;
        let client = match &venue.provision {
            Provision::Static(standing) => standing.client(role)?,
            Provision::Control(door) => {
                let owner = self.user_id(UserRole::Owen).await?;
                let plan = self.planned.remove(&role).unwrap_or_default();
                return self.make_client(door, plan.applied(role.order(owner)), role).await;
            }
        };
        self.introduce(&client);
        Ok(client)
    }

    /// The id of a user.
    ///
    /// # Errors
    ///
    /// When the server does not make the user.
    pub async fn user_id(&mut self, role: UserRole) -> Result<Value, Halt> {
        let id = self.user(role).await?.id.clone();
        id.ok_or_else(|| Halt::Skip("a target file does not say by which number a user goes".to_owned()))
    }

    /// The user who plays `role`; made when first asked for.
    ///
    /// # Errors
    ///
    /// When the server does not make the user.
    pub async fn user(&mut self, role: UserRole) -> Result<&mut User, Halt> {
        if !self.users.contains_key(&role) {
            let venue = self.venue()?;
            let user = match &venue.provision {
                Provision::Static(standing) => {
                    let account = standing.user(role)?;
                    if let Some(password) = &account.password {
                        self.hide(password, "CAL_USER_PASSWORD");
                    }
                    User::known(account, &venue)
                }
                Provision::Control(door) => {
                    let name = role.to_string();
                    let made = door.create_user(&name, &unheard_of(&name), role.role()).await?;
                    let id = things::plain(&made.id);
                    self.made.push(("users", id));
                    self.hide(&made.password, "CAL_USER_PASSWORD");
                    User::made(&made, &venue)
                }
            };
            self.hide(&user.email, "CAL_USER_EMAIL");
            self.users.insert(role, user);
        }
        self.users.get_mut(&role).ok_or_else(|| Halt::Ours(format!("{role} is not there")))
    }

    /// A team with these members.
    ///
    /// # Errors
    ///
    /// When the server does not make it.
    pub async fn team(&mut self, members: &[(&Value, &str)]) -> Result<Value, Halt> {
        let team = self.venue()?.door()?.create_team("Crew", members).await?;
        self.made.push(("teams", things::plain(&team)));
        Ok(team)
    }
}
