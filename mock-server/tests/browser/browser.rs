//! Starts what a visit takes: one chromedriver for all of them, and a browser and a server for each.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
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
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

const FLAGS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe", // ends with chromedriver
    "--no-sandbox",            // which root does not get, and who runs this in a container is root
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

/// Somebody with a browser before a fresh server.
pub(crate) struct Visit {
    pub(crate) browser: WebDriver,
    pub(crate) server: MockServer,
    pub(crate) scripts: Scripts,
    pub(crate) equipment: &'static Equipment,
    /// How many pages were looked at.
    pub(crate) looks: AtomicUsize,
    _turn: SemaphorePermit<'static>,
}

/// Browsers that no visit uses: to start one takes longer than most visits. One in which a test failed is not kept.
static IDLE: Mutex<Vec<(Scripts, WebDriver)>> = Mutex::new(Vec::new());

/// With scripts and without: neither where there is no browser.
pub(crate) fn with_scripts_and_without() -> &'static [Scripts] {
    equipment().map_or(&[], |_| &[Scripts::On, Scripts::Off])
}

impl Visit {
    pub(crate) async fn begin(scripts: Scripts) -> Self {
        static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
        let equipment = equipment().unwrap();
        let turn = TURNS.acquire().await.unwrap();
        let browser = match idle(scripts) {
            Some(browser) => forgetful(browser).await,
            None => start(equipment, scripts).await,
        };
        let server = MockServer::builder().start().await.unwrap();
        Self { browser, server, scripts, equipment, looks: AtomicUsize::new(0), _turn: turn }
    }
}

impl Drop for Visit {
    /// Says on stdout, whatever cargo hides there, that this visit took place: `.ci/run` counts these lines.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let looks = self.looks.load(Ordering::Relaxed);
            let _ = writeln!(std::io::stdout(), "browser: visited, {looks} pages looked at");
            IDLE.lock().unwrap().push((self.scripts, self.browser.clone()));
        }
    }
}

fn idle(scripts: Scripts) -> Option<WebDriver> {
    let mut idle = IDLE.lock().unwrap();
    let place = idle.iter().position(|(own, _)| *own == scripts)?;
    Some(idle.swap_remove(place).1)
}

/// The browser with one empty tab, and nobody signed in.
async fn forgetful(browser: WebDriver) -> WebDriver {
    browser.cdp().send_raw("Network.clearBrowserCookies", ()).await.unwrap();
    let mut tabs = browser.windows().await.unwrap();
    let last = tabs.pop().unwrap();
    for tab in tabs {
        browser.switch_to_window(tab).await.unwrap();
        browser.close_window().await.unwrap();
    }
    browser.switch_to_window(last).await.unwrap();
    browser.goto("about:blank").await.unwrap();
    browser
}

async fn start(equipment: &Equipment, scripts: Scripts) -> WebDriver {
    let chromedriver = Chromedriver::running(equipment);
    let browser = WebDriver::builder(&chromedriver.url, capabilities(equipment, scripts))
        .client(asking())
        .poller(Arc::new(ElementPollerWithTimeout::new(PATIENCE, Duration::from_millis(20))))
        .await
        .unwrap();
    browser.set_script_timeout(PATIENCE).await.unwrap();
    browser
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

/// Minds no proxy. Keeps no connection: each test asks from a runtime of its own.
pub(crate) fn asking() -> reqwest::Client {
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap()
}

/// Runs chromedriver until its own input ends, which it does with the process of the tests, however that ends. The
/// browsers go with it, a moment later, because they are driven through a pipe; and then what they left.
const GUARD: &str = r#"
    "$1" --port=0 </dev/null & driver=$!
    read -r _
    kill $driver; wait
    for _ in 1 2 3 4 5 6 7 8 9; do rm -rf "$TMPDIR" && break; sleep 1; done
"#;

/// The program that drives browsers: one for all tests.
struct Chromedriver {
    url: String,
    /// Its input and its output stay open as long as the tests run.
    _guard: (Child, BufReader<ChildStdout>),
}

impl Chromedriver {
    fn running(equipment: &Equipment) -> &'static Self {
        static RUNNING: OnceLock<Chromedriver> = OnceLock::new();
        RUNNING.get_or_init(|| Self::start(equipment))
    }

    fn start(equipment: &Equipment) -> Self {
        let mut guard = Command::new("sh")
            .args(["-c", GUARD, "guard"])
            .arg(&equipment.chromedriver)
            .env("TMPDIR", TempDir::new().unwrap().keep())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(guard.stdout.take().unwrap());
        let port = loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "chromedriver ended at once");
            if let Some(port) = line.trim().strip_prefix("ChromeDriver was started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        Self { url: format!("http://127.0.0.1:{port}"), _guard: (guard, output) }
    }
}

#[tokio::test]
async fn scripts_run_where_they_are_on_and_nowhere_else() {
    for &scripts in with_scripts_and_without() {
        let visit = Visit::begin(scripts).await;
        let page = "data:text/html,<p>Off</p><script>document.querySelector('p').textContent = 'On'</script>";
        visit.browser.goto(page).await.unwrap();
        assert_eq!(visit.text().await, format!("{scripts:?}"));
    }
}
