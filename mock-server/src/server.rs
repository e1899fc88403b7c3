//! A server with its listener: for `cal-mock` and for tests that embed it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::http::{self, Limits};
use crate::postman::{self, MailServer};
use crate::store::{App, ClockStart, Env, Environment, Rate, Settings, World, credentials, environment};
use crate::wire::{Behaviour, Fault, Origin, Strictness, Witness};

/// So many may connect at once before the first of them is accepted; whoever comes then tries again a second later.
const ARRIVING: u32 = 4_096;

/// How a server is to be.
#[derive(Debug)]
#[must_use = "nothing listens before `start`"]
pub struct Builder {
    world: World,
    clock: ClockStart,
    seed: Option<u64>,
    behaviour: Behaviour,
    faults: Vec<&'static Fault>,
    spared: Vec<&'static str>,
    address: SocketAddr,
    public_url: Option<String>,
    rate: Option<Rate>,
    limits: Limits,
    mail_server: Option<MailServer>,
    witness: Option<Arc<Witness>>,
}

impl Builder {
    /// Starts with this world instead of [`World::showcase`].
    pub fn world(mut self, world: World) -> Self {
        self.world = world;
        self
    }

    /// Stops the clock at `now`. Without it the clock runs.
    pub fn frozen_at(mut self, now: Timestamp) -> Self {
        self.clock = ClockStart::FrozenAt(now);
        self
    }

    /// Makes ids and codes repeatable; together with a frozen clock tokens too.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Makes the server wrong in this one way. Repeatable.
    pub fn fault(mut self, fault: &'static Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Behaves as the documents say, or as production does. Documented by default.
    pub fn behaviour(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// Behaves as production in this one point, too. Repeatable.
    pub fn quirk(self, quirk: &'static Fault) -> Self {
        self.fault(quirk)
    }

    /// Leaves out one of the behaviour's quirks. Repeatable.
    pub fn without_quirk(mut self, quirk: &'static Fault) -> Self {
        self.spared.push(quirk.name);
        self
    }

    fn wrongs(&self) -> Vec<&'static Fault> {
        let quirks = self.behaviour.quirks().iter().filter(|quirk| !self.spared.contains(&quirk.name));
        let mut wrongs: Vec<&'static Fault> = Vec::new();
        for fault in quirks.chain(self.faults.iter().copied()) {
            if wrongs.iter().all(|own| own.name != fault.name) {
                wrongs.push(fault);
            }
        }
        wrongs
    }

    /// Listens here instead of at a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The address that is advertised, where it is not the one that is listened at.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// Lets nobody ask the API more often than that. Without it everybody may, as often as they like.
    pub fn rate(mut self, rate: Rate) -> Self {
        self.rate = Some(rate);
        self
    }

    /// Bears this much of its clients, instead of what [`Limits::default`] says.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Lets `witness` note what the server asks of its strictness: where a fault could have shown.
    pub fn witness(mut self, witness: Arc<Witness>) -> Self {
        self.witness = Some(witness);
        self
    }

    /// Really sends the e-mails that otherwise only stand in the outbox.
    pub fn mail_server(mut self, server: MailServer) -> Self {
        self.mail_server = Some(server);
        self
    }

    /// Listens, and serves on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened at, or the advertised one is more than scheme, host and port.
    #[expect(clippy::unused_async, reason = "whoever embeds it awaits it, whatever a start has to wait for")]
    pub async fn start(self) -> io::Result<MockServer> {
        let wrongs = self.wrongs();
        let advertised = self.public_url.as_deref().map(Origin::parse).transpose();
        let advertised = advertised.map_err(|flaw| io::Error::new(io::ErrorKind::InvalidInput, flaw))?;
        let listener = listener(self.address)?;
        let address = listener.local_addr()?;
        let url = format!("http://{}", reachable(address));
        let public_url = advertised.map_or_else(|| Origin::parse(&url), Ok).map_err(io::Error::other)?;
        let settings = Settings {
            env: Env::new(self.clock, self.seed),
            strictness: Strictness::with(&wrongs).seen_by(self.witness),
            public_url,
            rate: self.rate,
        };
        let app = Arc::new(App::new(settings, self.world));
        let postman = self.mail_server.map(|server| {
            let (handed, bag) = mpsc::unbounded_channel();
            app.outbox.hand_to(handed);
            tokio::spawn(postman::deliver(server, bag))
        });
        let (stop, stopped) = watch::channel(());
        let accepting = tokio::spawn(http::serve(listener, Arc::clone(&app), self.limits, stopped));
        Ok(MockServer { app, url, wrongs, accepting, postman, stop })
    }
}

/// Listens as [`TcpListener::bind`] does, but for more that come at once.
fn listener(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // On Windows it would share the port with whoever has it.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(ARRIVING)
}

/// A server that runs. Dropping it ends it and its connections.
#[derive(Debug)]
pub struct MockServer {
    app: Arc<App>,
    url: String,
    wrongs: Vec<&'static Fault>,
    accepting: JoinHandle<()>,
    postman: Option<JoinHandle<()>>,
    stop: watch::Sender<()>,
}

impl MockServer {
    /// A server to be: the default world, a running clock, a free port.
    pub fn builder() -> Builder {
        Builder {
            world: World::showcase(),
            clock: ClockStart::Running,
            seed: None,
            behaviour: Behaviour::Documented,
            faults: Vec::new(),
            spared: Vec::new(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            rate: None,
            limits: Limits::default(),
            mail_server: None,
            witness: None,
        }
    }

    /// Where it listens, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address that it advertises, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> &str {
        self.app.public_url.as_str()
    }

    /// Where it is not as the documents say: quirks and faults.
    #[must_use]
    pub fn wrongs(&self) -> &[&'static Fault] {
        &self.wrongs
    }

    /// The environment variables that an application needs to speak to it.
    #[must_use]
    pub fn environment(&self) -> Environment {
        environment(&self.app)
    }

    /// Who is in its world, a line each, with the secrets of the default world.
    #[must_use]
    pub fn credentials(&self) -> Vec<String> {
        credentials(&self.app)
    }

    /// Makes everything as if it had just been started with `world`: clock, dice, journal, codes, tokens, sessions.
    /// The listener stays.
    pub fn reset(&self, world: World) {
        self.app.reset_to(world);
    }

    /// Stops listening, lets the requests under way end, and sends the e-mails that were written.
    pub async fn stop(mut self) {
        // It fails only if the server has ended already.
        let _ = self.stop.send(());
        let _ = (&mut self.accepting).await;
        self.app.outbox.dismiss_postman();
        if let Some(postman) = &mut self.postman {
            let _ = postman.await;
        }
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.accepting.abort();
        if let Some(postman) = &self.postman {
            postman.abort();
        }
    }
}

/// Where a server that listens at `address` is asked: `0.0.0.0` can be listened at but not called.
#[must_use]
pub fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    address
}
