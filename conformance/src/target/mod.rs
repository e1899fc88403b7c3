//! Who is asked.
//!
//! A target lends a scenario a *venue*: addresses, a way to make clients and users, a clock, and the promise that
//! nothing disturbs it there until it leaves.

pub mod backend;
pub mod clock;
pub mod consent;
pub mod handover;
pub mod mock;
pub mod needs;
pub mod profile;
pub mod provision;
pub mod remote;
pub mod serving;

use std::{collections::BTreeMap, sync::Arc};

use reqwest::Url;
use serde_json::Value;

pub use backend::Backend;
pub use clock::Clock;
pub use needs::Call;
pub use provision::{Door, Provision};

use self::{
    consent::Desk,
    profile::{Capability, Fixture},
};
use crate::{snapshot::Exactness, transport::Transport, verdict::Halt};

/// The server under test, as one scenario sees it.
#[derive(Debug, Clone)]
pub struct Venue {
    /// Where the consent page is; no trailing slash is assumed.
    pub app_url: Url,
    /// Where the API is.
    pub api_url: Url,
    /// How clients and users come to be.
    pub provision: Provision,
    /// Whose refresh endpoint is asked.
    pub backend: Backend,
    /// Where a person answers, if one is to give consent by hand.
    pub desk: Option<Arc<Desk>>,
    /// How its time is moved, if it can be.
    pub clock: Option<Clock>,
    /// What is there already, for what the list endpoints do not give.
    pub fixtures: BTreeMap<Fixture, Value>,
    /// Whether scenarios may create, change or delete something through the API.
    pub may_be_changed: bool,
    /// What it does not have, each with the reason.
    pub absent: BTreeMap<Capability, String>,
    /// How literally its answers are compared.
    pub exactness: Exactness,
    /// The way there.
    pub transport: Transport,
    /// Whether the scenario removes what it made.
    pub is_shared: bool,
    /// Sees what the embedded mock asks of its strictness.
    pub watch: Option<mock::Watch>,
}

impl Venue {
    /// The door through which clients, users and teams are made and changed.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] where nothing is made or changed there.
    pub fn door(&self) -> Result<&Door, Halt> {
        match &self.provision {
            Provision::Control(door) => Ok(door),
            Provision::Static(_) => {
                let why = "nothing is made or changed there ([provision] strategy = \"static\")";
                Err(Halt::Skip(why.to_owned()))
            }
        }
    }

    /// Whether its clients were there before, with redirect URIs of their own.
    #[must_use]
    pub fn has_standing_clients(&self) -> bool {
        matches!(self.provision, Provision::Static(_))
    }

    /// Stops a scenario where the target does not have this.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] with the target file's reason.
    pub fn offers(&self, capability: Capability) -> Result<(), Halt> {
        match self.absent.get(&capability) {
            Some(reason) => Err(Halt::Skip(format!("{reason} ([capabilities] {capability})"))),
            None => Ok(()),
        }
    }

    /// The same venue reached in another way.
    fn over(&self, transport: Transport) -> Self {
        let provision = match &self.provision {
            Provision::Control(door) => Provision::Control(door.over(transport.clone())),
            Provision::Static(standing) => Provision::Static(Arc::clone(standing)),
        };
        let clock = self.clock.as_ref().map(|clock| clock.over(transport.clone()));
        Self { provision, clock, transport, ..self.clone() }
    }

    /// The venue of one scenario, whose time begins now.
    fn for_one_scenario(&self) -> Arc<Self> {
        Arc::new(self.over(self.transport.for_one_scenario()))
    }

    /// The same venue for tidying up: no interruption and no scenario's end stands in the way.
    #[must_use]
    pub fn unhindered(&self) -> Self {
        self.over(self.transport.unhindered())
    }
}

/// A server, or a few lanes of one.
#[derive(Debug)]
pub enum Target {
    /// The embedded mock.
    Mock(mock::Lanes),
    /// A server at an address.
    Remote(remote::Remote),
}

impl Target {
    /// The name in reports.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Mock(_) => "mock",
            Self::Remote(remote) => &remote.name,
        }
    }

    /// What the target can do, before anybody enters; `None` where it can do everything.
    #[must_use]
    pub fn venue(&self) -> Option<Arc<Venue>> {
        match self {
            Self::Mock(_) => None,
            Self::Remote(remote) => Some(remote.venue()),
        }
    }

    /// Waits for a venue where nobody disturbs the scenario that makes this call.
    ///
    /// # Errors
    ///
    /// When a fresh world cannot be had.
    pub async fn enter(&self, call: &Call) -> Result<Visit, Halt> {
        match self {
            Self::Mock(lanes) => lanes.enter().await,
            Self::Remote(remote) => Ok(remote.enter(call).await),
        }
    }
}

/// A scenario's stay at a venue; the next one may enter when this is dropped.
#[derive(Debug)]
pub struct Visit {
    /// Where it plays.
    pub venue: Arc<Venue>,
    _place: Place,
}

/// What is given back at the end of a visit.
#[derive(Debug)]
#[expect(dead_code, reason = "held for what its drop gives back")]
enum Place {
    Lane(mock::Lane),
    Remote(remote::Place),
}
