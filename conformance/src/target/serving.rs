//! A backend that is started, and ended when it is not needed any more.

use std::{
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use reqwest::Url;
use tokio::time::Instant;

use super::handover::Handed;
use crate::{transport::Transport, verdict::Halt};

/// So long a backend may take until it listens: it may have to be compiled.
const START: Duration = Duration::from_secs(60);

/// So long one that was told to end may take, and so may its port.
const END: Duration = Duration::from_secs(3);

const PAUSE: Duration = Duration::from_millis(20);

/// How a backend is started: by `sh`, with variables in its environment.
#[derive(Debug, Clone)]
pub struct Serving {
    command: String,
}

/// A backend that was started. It ends when this is dropped, and so does whatever it started itself.
#[derive(Debug)]
pub struct Stand {
    child: Child,
}

impl Serving {
    /// What `sh` is to run.
    #[must_use]
    pub fn new(command: String) -> Self {
        Self { command }
    }

    /// Starts it with these users, and waits until it listens. The variables are those of the last; all of them stand in
    /// `CAL_MANAGED_USERS`, a list in JSON.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn start(&self, known: &[Handed], url: &Url, transport: &Transport) -> Result<Stand, Halt> {
        let all = serde_json::to_string(known).map_err(|error| Halt::Ours(error.to_string()))?;
        let mut variables = known.last().map(Handed::variables).unwrap_or_default();
        variables.push(("CAL_MANAGED_USERS", all));
        self.start_with(variables, url, transport).await
    }

    /// Starts it with these variables, and waits until it listens.
    ///
    /// # Errors
    ///
    /// When it does not, or somebody else listens there.
    pub async fn start_with(
        &self,
        variables: Vec<(&'static str, String)>,
        url: &Url,
        transport: &Transport,
    ) -> Result<Stand, Halt> {
        is_free(url, transport).await?;
        let mut command = Command::new("sh");
        command.args(["-c", &self.command]).envs(variables).stdin(Stdio::null());
        // What it says is no report of ours.
        command.stdout(std::io::stderr()).stderr(Stdio::inherit());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn();
        let child =
            child.map_err(|error| Halt::Ours(format!("the serve command could not be run: {error}")))?;
        let mut stand = Stand { child };
        let expected = format!("the serve command to listen at {} within {} s", place(url), START.as_secs());
        let began = Instant::now();
        loop {
            if transport.reach(url).await.is_ok() {
                return Ok(stand);
            }
            if let Ok(Some(status)) = stand.child.try_wait() {
                let got = format!("its end, with {status}; what it said stands on stderr");
                return Err(Halt::mismatch(expected, got));
            }
            if began.elapsed() >= START {
                return Err(Halt::mismatch(expected, "nobody there"));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Whoever listens there already would be asked in place of the backend.
async fn is_free(url: &Url, transport: &Transport) -> Result<(), Halt> {
    let began = Instant::now();
    while transport.reach(url).await.is_ok() {
        if began.elapsed() >= END {
            let expected = format!("nobody at {} before the serve command has started", place(url));
            return Err(Halt::mismatch(
                expected,
                "somebody who listens there already: end it, or free the port",
            ));
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

fn place(url: &Url) -> String {
    url.origin().ascii_serialization()
}

impl Stand {
    /// Tells all of it, and says whether anybody is there.
    fn tell(&self, signal: &str) -> bool {
        let group = format!("-{}", self.child.id());
        let told = Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
        told.is_ok_and(|status| status.success())
    }

    /// Whether nobody of it is left: where `sh` started the backend as a process beside its own, it is gone first itself.
    #[cfg(unix)]
    fn is_gone(&mut self) -> bool {
        // Until it is waited for it counts as there.
        let _ = self.child.try_wait();
        !self.tell("-0")
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        #[cfg(unix)]
        {
            self.tell("-TERM");
            let rounds = END.as_millis() / PAUSE.as_millis();
            for _ in 0..rounds {
                if self.is_gone() {
                    break;
                }
                thread::sleep(PAUSE);
            }
            self.tell("-KILL");
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::CommandExt as _;

    use super::*;

    #[test]
    fn what_sh_started_beside_itself_has_its_time_to_end() {
        let folder = tempfile::tempdir().unwrap();
        let (ready, ended) = (folder.path().join("ready"), folder.path().join("ended"));
        // The `true` behind it keeps `sh` from becoming the other one.
        let script =
            "sh -c 'trap \"sleep 0.3; : > ended; exit\" TERM; : > ready; while :; do sleep 0.05; done'; true";
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(folder.path()).process_group(0);
        let stand = Stand { child: command.spawn().unwrap() };
        while !ready.exists() {
            thread::sleep(PAUSE);
        }
        drop(stand);
        assert!(ended.exists(), "it was killed before it had put its things in order");
    }
}
