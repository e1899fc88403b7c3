//! What an integrator's backend would have stored of a managed user, and the ways to tell it.

use std::{
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    process::{Child, Command, Stdio},
    time::Duration,
};

use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{exchange::Question, transport::Transport, verdict::Halt};

/// A managed user as it was made, and as which client.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Handed {
    /// The user's id at Cal.com, a number.
    pub user_id: Value,
    /// As Cal.com stores it.
    pub email: String,
    /// The first access token.
    pub access_token: String,
    /// The first refresh token.
    pub refresh_token: String,
    /// In milliseconds, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token_expires_at: Option<i64>,
    /// In milliseconds, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_expires_at: Option<i64>,
    /// The platform client that made it.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// Where the API is, without its `/v2`.
    pub api_url: String,
}

impl Handed {
    /// The same as variables of an environment.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let number = |value: Option<i64>| value.map(|it| it.to_string()).unwrap_or_default();
        vec![
            ("CAL_USER_ID", plain(&self.user_id)),
            ("CAL_USER_EMAIL", self.email.clone()),
            ("CAL_ACCESS_TOKEN", self.access_token.clone()),
            ("CAL_REFRESH_TOKEN", self.refresh_token.clone()),
            ("CAL_ACCESS_TOKEN_EXPIRES_AT", number(self.access_token_expires_at)),
            ("CAL_REFRESH_TOKEN_EXPIRES_AT", number(self.refresh_token_expires_at)),
            ("CAL_PLATFORM_CLIENT_ID", self.client_id.clone()),
            ("CAL_PLATFORM_CLIENT_SECRET", self.client_secret.clone()),
            ("CAL_API_URL", self.api_url.clone()),
        ]
    }

    fn json(&self) -> Result<String, Halt> {
        serde_json::to_string(self).map_err(|error| Halt::Ours(error.to_string()))
    }
}

/// How a backend is told of a managed user.
#[derive(Debug, Clone)]
pub enum Handover {
    /// JSON is posted there.
    Webhook(Url),
    /// This is run by `sh`, with JSON on its stdin and variables in its environment.
    Command(String),
}

impl Handover {
    /// Tells it, and waits until it is stored.
    ///
    /// # Errors
    ///
    /// When the backend does not take it.
    pub async fn tell(&self, handed: &Handed, transport: &Transport) -> Result<(), Halt> {
        match self {
            Self::Webhook(url) => post(url, handed, transport).await,
            // How long it takes is nobody's fault, and nothing of the scenario's time.
            Self::Command(line) => transport.excused(run(line, handed, transport.deadline())).await?,
        }
    }
}

async fn post(url: &Url, handed: &Handed, transport: &Transport) -> Result<(), Halt> {
    let question = Question::post(url.clone(), "application/json", handed.json()?);
    let exchange = transport.ask_to_the_end(question).await?;
    if exchange.answer.status.is_success() {
        return Ok(());
    }
    let expected = "the handover webhook to answer 2xx when the managed user is stored";
    Err(Halt::mismatch(expected, exchange.answer.summary()))
}

async fn run(line: &str, handed: &Handed, deadline: Duration) -> Result<(), Halt> {
    const PAUSE: Duration = Duration::from_millis(10);
    let expected = "the handover command to exit with 0 when the managed user is stored";
    let ours = |error: std::io::Error| Halt::Ours(format!("the handover command could not be run: {error}"));
    let mut said = tempfile::tempfile().map_err(ours)?;
    let child = Command::new("sh")
        .args(["-c", line])
        .envs(handed.variables())
        .stdin(Stdio::piped())
        .stdout(said.try_clone().map_err(ours)?)
        .stderr(said.try_clone().map_err(ours)?)
        .spawn()
        .map_err(ours)?;
    let mut child = Leashed(child);
    if let Some(mut stdin) = child.0.stdin.take() {
        // A command that does not read it is free not to.
        let _ = writeln!(stdin, "{}", handed.json()?);
    }
    let began = tokio::time::Instant::now();
    let status = loop {
        if let Some(status) = child.0.try_wait().map_err(ours)? {
            break status;
        }
        if began.elapsed() >= deadline {
            let got = format!("it still ran after {} s (--timeout)", deadline.as_secs_f32());
            return Err(Halt::mismatch(expected, got));
        }
        tokio::time::sleep(PAUSE).await;
    };
    if status.success() {
        return Ok(());
    }
    let mut words = String::new();
    let _ = said.seek(SeekFrom::Start(0)).and_then(|_| said.read_to_string(&mut words));
    Err(Halt::mismatch(expected, format!("{status}; it said: {}", last_of(&words))))
}

/// A program that does not go on when nobody waits for it any more.
struct Leashed(Child);

impl Drop for Leashed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The end of what a program said, which is where it says why.
fn last_of(words: &str) -> String {
    const ENOUGH: usize = 400;
    let words = words.trim();
    if words.is_empty() {
        return "nothing".to_owned();
    }
    let cut = words.char_indices().rev().nth(ENOUGH).map_or(0, |(place, _)| place);
    words[cut..].to_owned()
}

crate::redaction::opaque!(Handed);

#[cfg(test)]
mod tests {
    use super::*;

    fn handed() -> Handed {
        Handed {
            user_id: 7.into(),
            email: "bob@example.com".to_owned(),
            access_token: "access".to_owned(),
            refresh_token: "refresh".to_owned(),
            access_token_expires_at: Some(5),
            refresh_token_expires_at: None,
            client_id: "client".to_owned(),
            client_secret: "hush".to_owned(),
            api_url: "http://127.0.0.1:1".to_owned(),
        }
    }

    #[tokio::test]
    async fn a_command_gets_the_user_on_its_stdin_and_in_its_environment() {
        let ten = Duration::from_secs(10);
        let line = r#"read -r line; test "$line" = "$EXPECTED" || { echo "$line" >&2; exit 3; }
            test "$CAL_USER_ID/$CAL_ACCESS_TOKEN/$CAL_PLATFORM_CLIENT_SECRET" = 7/access/hush"#;
        let json = handed().json().unwrap();
        let line = format!("EXPECTED='{json}'; {line}");
        run(&line, &handed(), ten).await.unwrap();
        let told = run("echo no room >&2; exit 3", &handed(), ten).await.unwrap_err().message();
        assert!(told.contains("exit status: 3") && told.contains("no room"), "{told}");
        let told = run("sleep 60", &handed(), Duration::from_millis(50)).await.unwrap_err().message();
        assert!(told.contains("still ran"), "{told}");
    }

    #[test]
    fn what_is_handed_over_does_not_show() {
        assert!(!format!("{:?}", handed()).contains("hush"));
    }
}
