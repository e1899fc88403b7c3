//! The README's rotation, command by command, beside an app that exchanges, refreshes and asks the API all the while.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mock_server::store::showcase::{ADMIN, CONFIDENTIAL, OWNER};
use serde_json::{Value, json};

use super::{Mock, acts, bash, start};

const END: &str = "=== the end of a block ===";

/// A shell that waits after each block until it is told to go on.
struct Session {
    process: Child,
    stdin: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Session {
    fn begin(mock: &Mock, folder: &Path, blocks: &[String]) -> Self {
        let waiting = |block: &String| format!("{block}\nprintf '\\n%s\\n' '{END}'\nread -r _");
        let script = blocks.iter().map(waiting).collect::<Vec<_>>().join("\n");
        let mut process =
            bash(mock, folder, &script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let stdin = process.stdin.take().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, stdin, lines }
    }

    /// What the next block prints.
    fn block(&mut self) -> String {
        let mut printed = String::new();
        loop {
            let line = self.lines.next().expect("the shell ended early").unwrap();
            if line == END {
                return printed;
            }
            printed.push_str(&line);
            printed.push('\n');
        }
    }

    fn go_on(&mut self) {
        self.stdin.write_all(b"\n").unwrap();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An app with several instances, each of which reads the secret anew for whatever it does.
struct App {
    url: String,
    secret: PathBuf,
    http: reqwest::Client,
    refused: Mutex<Vec<String>>,
    is_over: AtomicBool,
    rounds: [AtomicUsize; 3],
}

impl App {
    fn secret(&self) -> String {
        std::fs::read_to_string(&self.secret).unwrap().trim().to_owned()
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.url)).json(body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        if !status.is_success() {
            self.refused.lock().unwrap().push(format!("{path}: {status} {text}"));
        }
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn asks(&self, access_token: &Value) {
        let request = self.http.get(format!("{}/v2/me", self.url));
        let answer = request.bearer_auth(access_token.as_str().unwrap_or_default()).send().await.unwrap();
        if answer.status() != 200 {
            self.refused.lock().unwrap().push(format!("/v2/me: {}", answer.status()));
        }
    }

    /// `user` allows, and the code is exchanged. Each instance has a user of its own: a refresh ends the other refresh tokens of
    /// the same user.
    async fn exchanges(&self, user: &str) -> Value {
        let redirect_uri = format!("{}/_mock/callback", self.url);
        let request = json!({
            "client_id": CONFIDENTIAL.0, "redirect_uri": redirect_uri, "scope": "PROFILE_READ", "state": "s",
            "user": user, "decision": "allow",
        });
        let allowed = self.post("/_mock/v1/authorize", &request).await;
        let location = url::Url::parse(allowed["location"].as_str().unwrap()).unwrap();
        let code = location.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        let exchange = json!({
            "client_id": CONFIDENTIAL.0, "client_secret": self.secret(), "grant_type": "authorization_code",
            "code": code, "redirect_uri": redirect_uri,
        });
        self.post("/v2/auth/oauth2/token", &exchange).await
    }

    async fn refreshes(&self, refresh_token: &Value) -> Value {
        let refresh = json!({
            "client_id": CONFIDENTIAL.0, "client_secret": self.secret(), "grant_type": "refresh_token",
            "refresh_token": refresh_token,
        });
        self.post("/v2/auth/oauth2/token", &refresh).await
    }

    fn is_going_on(&self, instance: usize) -> bool {
        self.rounds[instance].fetch_add(1, Ordering::SeqCst);
        !self.is_over.load(Ordering::SeqCst)
    }

    /// Waits until every instance has begun and ended a round.
    async fn has_gone_round(&self) {
        let before: Vec<usize> = self.rounds.iter().map(|rounds| rounds.load(Ordering::SeqCst)).collect();
        for (rounds, before) in self.rounds.iter().zip(before) {
            while rounds.load(Ordering::SeqCst) < before + 2 {
                assert_eq!(*self.refused.lock().unwrap(), Vec::<String>::new());
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_refuses_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mock = start(folder.path());
    // Built with the whole workspace, the client wants to be told who does its TLS, though none is spoken here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let app = Arc::new(App {
        url: format!("http://{}", mock.address),
        secret: folder.path().join("client-secret"),
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
        refused: Mutex::default(),
        is_over: AtomicBool::new(false),
        rounds: Default::default(),
    });
    let mut blocks: Vec<String> = acts().into_iter().map(|act| act.commands).collect();
    let last = blocks.iter().position(|block| block.contains("curl -sS -X DELETE")).unwrap();
    blocks.truncate(last + 1);
    let first = blocks.iter().position(|block| block.contains("> client-secret")).unwrap();
    let mut session = Session::begin(&mock, folder.path(), &blocks);
    for _ in 0..first {
        session.block();
        session.go_on();
    }
    session.block();
    let old = app.secret();
    let instances = traffic(&app).await;

    // Make a second secret, give it to the app, try it, revoke the old one; the app goes on between any two of them.
    for _ in first + 1..blocks.len() {
        app.has_gone_round().await;
        session.go_on();
        session.block();
    }
    app.has_gone_round().await;
    app.is_over.store(true, Ordering::SeqCst);
    for instance in instances {
        instance.await.unwrap();
    }

    assert_eq!(*app.refused.lock().unwrap(), Vec::<String>::new());
    assert_ne!(app.secret(), old);
    std::fs::write(&app.secret, old).unwrap();
    app.exchanges(OWNER).await;
    let refused = app.refused.lock().unwrap();
    assert!(
        refused[0].contains("invalid_client_credentials"),
        "the old secret is still worth something: {refused:?}"
    );
}

/// Three instances: one exchanges, one refreshes, one asks with a token from before the rotation.
async fn traffic(app: &Arc<App>) -> Vec<tokio::task::JoinHandle<()>> {
    let (exchanging, refreshing, asking) = (Arc::clone(app), Arc::clone(app), Arc::clone(app));
    let mut refreshed = app.exchanges(ADMIN).await;
    let before = refreshed["access_token"].clone();
    vec![
        tokio::spawn(async move {
            while exchanging.is_going_on(0) {
                let tokens = exchanging.exchanges(OWNER).await;
                exchanging.asks(&tokens["access_token"]).await;
            }
        }),
        tokio::spawn(async move {
            while refreshing.is_going_on(1) {
                refreshed = refreshing.refreshes(&refreshed["refresh_token"]).await;
                refreshing.asks(&refreshed["access_token"]).await;
            }
        }),
        tokio::spawn(async move {
            while asking.is_going_on(2) {
                asking.asks(&before).await;
            }
        }),
    ]
}
