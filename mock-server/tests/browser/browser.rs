//! Starts what a visit takes: one chromedriver for all of them, and a browser and a server for each.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use mock_server::MockServer;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::equipment::{Equipment, equipment};

/// So many browsers are open at once.
const AT_ONCE: usize = 2;
/// What is not there by then does not come. A page takes milliseconds; a busy machine may take its time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox", // which root does not get, and who runs this in a container is root
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Whether the browser runs scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    On,
    Off,
}

/// Somebody with a fresh browser before a fresh server. The browser is closed when this is dropped, also by a panic.
pub(crate) struct Visit {
    pub(crate) browser: WebDriver,
    pub(crate) server: MockServer,
    pub(crate) scripts: Scripts,
    pub(crate) equipment: &'static Equipment,
    /// How many pages were looked at.
    pub(crate) looks: AtomicUsize,
    _chromedriver: Arc<Chromedriver>,
    _turn: SemaphorePermit<'static>,
}

/// With scripts and without: neither where there is no browser.
pub(crate) fn with_scripts_and_without() -> &'static [Scripts] {
    equipment().map_or(&[], |_| &[Scripts::On, Scripts::Off])
}

impl Visit {
    pub(crate) async fn begin(scripts: Scripts) -> Self {
        static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
        let equipment = equipment().unwrap();
        let chromedriver = Chromedriver::shared(equipment);
        let turn = TURNS.acquire().await.unwrap();
        let browser = WebDriver::builder(&chromedriver.url, capabilities(equipment, scripts))
            .client(asking())
            .poller(Arc::new(ElementPollerWithTimeout::new(PATIENCE, Duration::from_millis(20))))
            .await
            .unwrap();
        browser.set_script_timeout(PATIENCE).await.unwrap();
        let server = MockServer::builder().start().await.unwrap();
        let looks = AtomicUsize::new(0);
        Self { browser, server, scripts, equipment, looks, _chromedriver: chromedriver, _turn: turn }
    }
}

impl Drop for Visit {
    /// Says on stdout, whatever cargo hides there, that this visit took place: `.ci/run` counts these lines.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let looks = self.looks.load(Ordering::Relaxed);
            let _ = writeln!(std::io::stdout(), "browser: visited, {looks} pages looked at");
        }
    }
}

fn capabilities(equipment: &Equipment, scripts: Scripts) -> Capabilities {
    let mut chrome = DesiredCapabilities::chrome();
    chrome.set_binary(&equipment.chromium.to_string_lossy()).unwrap();
    for flag in FLAGS {
        chrome.add_arg(flag).unwrap();
    }
    if scripts == Scripts::Off {
        let blocked = json!({"profile.managed_default_content_settings.javascript": 2});
        chrome.add_experimental_option("prefs", blocked).unwrap();
    }
    chrome.into()
}

/// Minds no proxy. Keeps no connection, because the last request of a visit is sent from another runtime.
pub(crate) fn asking() -> reqwest::Client {
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap()
}

/// The program that drives browsers. It ends when the last visit that uses it does.
struct Chromedriver {
    url: String,
    process: Child,
    /// Kept open, so that it can go on writing.
    _output: BufReader<ChildStdout>,
    /// Where the browsers leave what they leave.
    _folder: TempDir,
}

impl Chromedriver {
    fn shared(equipment: &Equipment) -> Arc<Self> {
        static RUNNING: Mutex<Weak<Chromedriver>> = Mutex::new(Weak::new());
        let mut running = RUNNING.lock().unwrap();
        running.upgrade().unwrap_or_else(|| {
            let started = Arc::new(Self::start(equipment));
            *running = Arc::downgrade(&started);
            started
        })
    }

    fn start(equipment: &Equipment) -> Self {
        let folder = TempDir::new().unwrap();
        let mut process = Command::new(&equipment.chromedriver)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let port = loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "chromedriver ended at once");
            if let Some(port) = line.trim().strip_prefix("ChromeDriver was started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        Self { url: format!("http://127.0.0.1:{port}"), process, _output: output, _folder: folder }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
