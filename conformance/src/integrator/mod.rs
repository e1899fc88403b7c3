//! The reference integrator: a small backend whose users have managed users at Cal.com, with a refresh endpoint that
//! keeps chapter REFURL.
//!
//! It is a program of its own (`cargo run -p conformance --example integrator`), and the subject of that chapter where
//! nobody names another one. [`Wrong`] has the ways in which such a backend goes wrong: the chapter's faults.
//!
//! | file      | what                                                  |
//! |-----------|-------------------------------------------------------|
//! | `refresh` | a fresh access token for an old one: read this first  |
//! | `creation` | a managed user, made and remembered                   |
//! | `storage` | users and tokens, in SQLite                           |
//! | `turns`   | one refresh of a user at a time                       |
//! | `cal`     | Cal.com's API                                         |
//! | `http`    | the routes                                            |
//! | `pages`   | the files of a folder                                 |
//! | `wrong`   | the ways to go wrong                                  |

mod cal;
mod creation;
mod http;
mod pages;
mod refresh;
mod storage;
mod turns;
mod wrong;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, mpsc},
    thread,
};

use reqwest::Url;
use tokio::{net::TcpListener, sync::oneshot};

use self::{
    cal::Cal,
    storage::{Storage, Tokens},
    turns::Turns,
};
use crate::target::handover::Handed;

pub use wrong::Wrong;

/// How an integrator's backend is to be.
#[derive(Clone)]
pub struct Settings {
    /// Where Cal.com's API is, with or without its `/v2`.
    pub api_url: Url,
    /// The platform client.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
    /// Where users and tokens are kept; in memory where there is no file.
    pub database: Option<PathBuf>,
    /// A folder whose files are served.
    pub public: Option<PathBuf>,
    /// Managed users that were made elsewhere, and that it knows from the beginning.
    pub known: Vec<Handed>,
    /// In which way it is wrong.
    pub wrong: Option<Wrong>,
    /// For a test of what a kill leaves behind.
    pub dies_before_storing: Option<Dies>,
}

/// Where the process aborts, between Cal.com's answer and writing it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Dies {
    /// With a new managed user.
    User,
    /// With refreshed tokens.
    Tokens,
}

/// What the routes work with.
struct Backend {
    cal: Cal,
    storage: Storage,
    turns: Turns,
    public: Option<PathBuf>,
    wrong: Option<Wrong>,
    dies_before_storing: Option<Dies>,
}

impl Backend {
    fn new(settings: Settings) -> Result<Self, String> {
        let cal = Cal::new(&settings.api_url, &settings.client_id, &settings.client_secret)?;
        let storage = Storage::open(settings.database.as_deref())
            .map_err(|error| format!("the database cannot be opened: {error}"))?;
        let Settings { public, known, wrong, dies_before_storing, .. } = settings;
        let backend = Self { cal, storage, turns: Turns::default(), public, wrong, dies_before_storing };
        known.into_iter().try_for_each(|handed| backend.take_over(handed))?;
        Ok(backend)
    }

    /// Remembers a managed user that somebody else has made.
    fn take_over(&self, handed: Handed) -> Result<(), String> {
        let id = handed.user_id.as_i64().ok_or("the id of a managed user is a number")?;
        let tokens = Tokens { access: handed.access_token, refresh: handed.refresh_token };
        self.storage.remember(id, &handed.email, &tokens).map_err(|error| error.to_string())
    }

    /// Ends the process here, if a test wants that.
    fn die(&self, before: Dies) {
        if self.dies_before_storing == Some(before) {
            std::process::abort();
        }
    }

    fn is(&self, wrong: Wrong) -> bool {
        self.wrong == Some(wrong)
    }
}

/// Serves at `address`, until the process ends. `listening` hears the address.
///
/// # Errors
///
/// When the database cannot be opened or the address not be listened at.
pub async fn serve(
    settings: Settings,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), String> {
    let backend = Backend::new(settings)?;
    let cannot = |error: std::io::Error| format!("{address} cannot be listened at: {error}");
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    listening(listener.local_addr().map_err(cannot)?);
    http::serve(listener, Arc::new(backend)).await;
    Ok(())
}

/// An integrator on a thread of its own, at a free port of this machine. It ends when this is dropped.
#[derive(Debug)]
pub struct Integrator {
    /// Where it is, without a slash at the end.
    url: String,
    _running: oneshot::Sender<()>,
}

impl Integrator {
    /// Starts one.
    ///
    /// # Errors
    ///
    /// As [`serve`].
    pub fn start(settings: Settings) -> Result<Self, String> {
        let (started, start) = mpsc::channel();
        let (running, stopped) = oneshot::channel::<()>();
        let run = move || {
            let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error.to_string()))),
            };
            let listening = |address: SocketAddr| drop(started.send(Ok(format!("http://{address}"))));
            runtime.block_on(async {
                tokio::select! {
                    ended = serve(settings, (Ipv4Addr::LOCALHOST, 0).into(), listening) => {
                        if let Err(why) = ended {
                            let _ = started.send(Err(why));
                        }
                    }
                    _ = stopped => {}
                }
            });
        };
        thread::Builder::new().name("integrator".to_owned()).spawn(run).map_err(|e| e.to_string())?;
        let url = start.recv().map_err(|e| e.to_string())??;
        Ok(Self { url, _running: running })
    }

    /// Where its refresh endpoint is.
    #[must_use]
    pub fn refresh_url(&self) -> String {
        format!("{}/refresh", self.url)
    }

    /// Where it takes over users who were made elsewhere.
    #[must_use]
    pub fn handover_url(&self) -> String {
        format!("{}/handover", self.url)
    }
}

crate::redaction::opaque!(Settings, Backend);
