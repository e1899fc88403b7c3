//! The embedded mock: a few lanes, each a server on a free port, served by the thread that plays there.
//!
//! A scenario gets a lane with a fresh world, a frozen clock and seeded dice. This is the only file that may name the
//! crate `mock_server`: everything else about it is asked over HTTP.

use std::{
    collections::BTreeMap,
    net::Ipv4Addr,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use mock_server::{Builder, MockServer, Witness, World, store::showcase};
use reqwest::Url;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::{Backend, Clock, Door, Place, Provision, Venue, Visit};
use crate::{
    fault::{self, Whose},
    snapshot::Exactness,
    transport::Transport,
    verdict::Halt,
};

pub use mock_server::{Fault, Seen};

/// When every scenario's world begins.
const BEGINNING: &str = "2026-01-01T00:00:00Z";

/// The same dice for every scenario.
const SEED: u64 = 1;

/// Every way in which the mock can be wrong.
#[must_use]
pub fn faults() -> &'static [Fault] {
    mock_server::faults()
}

/// The command line that starts such a server by hand.
#[must_use]
pub fn command_line(fault: Option<&Fault>) -> String {
    fault.map_or_else(|| "cal-mock".to_owned(), |fault| format!("cal-mock --fault {}", fault.name))
}

/// Servers that play one scenario at a time each, all on one thread.
///
/// Whoever asks and whoever answers take turns there, so that no thread has to wake another for each request.
#[derive(Debug)]
pub struct Lanes {
    fault: Option<fault::Fault>,
    transport: Transport,
    count: usize,
    free: Arc<Mutex<Vec<Stand>>>,
    places: Arc<Semaphore>,
}

/// One server and how to reach it.
struct Stand {
    server: MockServer,
    witness: Arc<Witness>,
    venue: Arc<Venue>,
}

impl std::fmt::Debug for Stand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stand({})", self.venue.app_url)
    }
}

/// What the server of a lane was seen to ask of its strictness.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Witness>);

impl Watch {
    /// What it asked since the scenario began.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.0.seen()
    }
}

/// A lane while a scenario has it.
#[derive(Debug)]
pub struct Lane {
    stand: Option<Stand>,
    free: Arc<Mutex<Vec<Stand>>>,
    _place: OwnedSemaphorePermit,
}

impl Drop for Lane {
    fn drop(&mut self) {
        if let (Some(stand), Ok(mut free)) = (self.stand.take(), self.free.lock()) {
            free.push(stand);
        }
    }
}

impl Lanes {
    /// At most `count` servers, all wrong in the way of `fault`, if any, or with an integrator beside each that is. Each
    /// starts when it is first needed.
    #[must_use]
    pub fn new(count: usize, fault: Option<fault::Fault>, transport: Transport) -> Self {
        let count = count.max(1);
        Self { fault, transport, count, free: Arc::default(), places: Arc::new(Semaphore::new(count)) }
    }

    /// How many scenarios may be there at once.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The way to the servers.
    pub(crate) const fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Lanes of its own for one of so many threads, which has this transport.
    pub(crate) fn for_one_of(&self, threads: usize, transport: &Transport) -> Self {
        Self::new(self.count.div_ceil(threads.max(1)), self.fault, transport.clone())
    }

    /// Waits for a free lane and makes its world new.
    pub(super) async fn enter(&self) -> Result<Visit, Halt> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|e| Halt::Ours(e.to_string()))?;
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        let stand = match free {
            Some(stand) => stand,
            None => stand(self.fault, &self.transport).await.map_err(Halt::Ours)?,
        };
        stand.witness.clear();
        stand.server.reset(World::empty());
        let venue = stand.venue.for_one_scenario();
        let lane = Lane { stand: Some(stand), free: Arc::clone(&self.free), _place: place };
        Ok(Visit { venue, _place: Place::Lane(lane) })
    }
}

/// Starts a server on this thread.
async fn stand(fault: Option<fault::Fault>, transport: &Transport) -> Result<Stand, String> {
    let (fault, wrong) = match fault.map(|fault| fault.whose) {
        Some(Whose::Mock(fault)) => (Some(fault), None),
        Some(Whose::Integrator(wrong)) => (None, Some(wrong)),
        None => (None, None),
    };
    let beginning = BEGINNING.parse().map_err(|e: jiff::Error| e.to_string())?;
    let witness = Arc::new(Witness::default());
    let mut builder = MockServer::builder().world(World::empty()).frozen_at(beginning).seed(SEED);
    builder = builder.witness(Arc::clone(&witness));
    if let Some(fault) = fault {
        builder = builder.fault(fault);
    }
    let server = builder.start().await.map_err(|e| e.to_string())?;
    let url = Url::parse(server.url()).map_err(|e| e.to_string())?;
    let door = Door::new(url.clone(), transport.clone());
    let venue = Venue {
        app_url: url.clone(),
        api_url: url,
        clock: Some(Clock::control(door.clone())),
        provision: Provision::Control(door),
        desk: None,
        backend: Backend::Reference(wrong),
        fixtures: BTreeMap::new(),
        may_be_changed: true,
        absent: BTreeMap::new(),
        exactness: Exactness::Raw,
        transport: transport.clone(),
        is_shared: false,
        watch: Some(Watch(Arc::clone(&witness))),
    };
    Ok(Stand { server, witness, venue: Arc::new(venue) })
}

/// Starts a server on a thread of its own, whose runtime goes on until the sender is dropped.
fn start(builder: Builder) -> Result<(MockServer, oneshot::Sender<()>), String> {
    let (started, start) = mpsc::channel();
    let (running, stopped) = oneshot::channel::<()>();
    thread::Builder::new()
        .name("mock".to_owned())
        .spawn(move || {
            let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error.to_string()))),
            };
            runtime.block_on(async move {
                let _ = started.send(builder.start().await.map_err(|e| e.to_string()));
                let _ = stopped.await;
            });
        })
        .map_err(|e| e.to_string())?;
    Ok((start.recv().map_err(|e| e.to_string())??, running))
}

/// A mock with its default world, for a backend that calls it. It ends when this is dropped.
#[derive(Debug)]
pub struct Showcase {
    /// Where it is.
    pub url: String,
    /// The id and the fixed, fake secret of its platform client.
    pub platform: (&'static str, &'static str),
    _server: MockServer,
    _running: oneshot::Sender<()>,
}

impl Showcase {
    /// Starts one at a port of this machine; 0 is any free one.
    ///
    /// # Errors
    ///
    /// When it cannot be listened at.
    pub fn start(port: u16) -> Result<Self, String> {
        let (server, running) = start(MockServer::builder().listen((Ipv4Addr::LOCALHOST, port).into()))?;
        Ok(Self {
            url: server.url().to_owned(),
            platform: showcase::PLATFORM,
            _server: server,
            _running: running,
        })
    }
}
