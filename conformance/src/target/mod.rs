//! Who is asked.
//!
//! A target lends a scenario a *venue*: addresses, a way to make clients and users, a clock, and the promise that
//! nothing disturbs it there until it leaves.

pub mod clock;
pub mod consent;
pub mod mock;
pub mod profile;
pub mod provision;
pub mod remote;

use std::sync::Arc;

use reqwest::Url;

pub use clock::Clock;
pub use provision::control::Door;

use crate::{snapshot::Exactness, transport::Transport, verdict::Halt};

/// The server under test, as one scenario sees it.
#[derive(Debug, Clone)]
pub struct Venue {
    /// Where the consent page is; no trailing slash is assumed.
    pub app_url: Url,
    /// Where the API is.
    pub api_url: Url,
    /// How clients and users come to be.
    pub door: Door,
    /// How its time is moved, if it can be.
    pub clock: Option<Clock>,
    /// How literally its answers are compared.
    pub exactness: Exactness,
    /// The way there.
    pub transport: Transport,
    /// Whether the scenario removes what it made.
    pub is_shared: bool,
}

impl Venue {
    /// What the venue lacks of `needs`, as a reason to skip.
    #[must_use]
    pub fn lacks(&self, need: &str) -> Option<String> {
        match need {
            "clock" if self.clock.is_none() => {
                Some("the target's clock cannot be moved ([clock] strategy = \"none\")".to_owned())
            }
            "mock" if self.exactness != Exactness::Raw => {
                Some("asked of the embedded mock alone: the wording is ours".to_owned())
            }
            _ => None,
        }
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

    /// Waits for a venue. An exclusive visit has the server to itself.
    ///
    /// # Errors
    ///
    /// When a fresh world cannot be had.
    pub async fn enter(&self, exclusive: bool) -> Result<Visit, Halt> {
        match self {
            Self::Mock(lanes) => lanes.enter().await,
            Self::Remote(remote) => Ok(remote.enter(exclusive).await),
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
    Among(tokio::sync::OwnedRwLockReadGuard<()>, Option<tokio::sync::OwnedSemaphorePermit>),
    Alone(tokio::sync::OwnedRwLockWriteGuard<()>),
}

impl Target {
    /// What the target can do, before anybody enters; `None` where it can do everything.
    #[must_use]
    pub fn venue(&self) -> Option<Arc<Venue>> {
        match self {
            Self::Mock(_) => None,
            Self::Remote(remote) => Some(remote.venue()),
        }
    }
}
