//! The program, and how a test starts and ends it.

use std::io::Read;
use std::process::{Child, Stdio};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// Those that a shell may have set.
pub(crate) const VARIABLES: [&str; 18] = [
    "CAL_MOCK_HOST",
    "CAL_MOCK_PORT",
    "CAL_MOCK_PUBLIC_URL",
    "CAL_MOCK_FAULT",
    "CAL_MOCK_BEHAVIOUR",
    "CAL_MOCK_QUIRK",
    "CAL_MOCK_NO_QUIRK",
    "CAL_MOCK_WORLD",
    "CAL_MOCK_SEED",
    "CAL_MOCK_LOG_FORMAT",
    "CAL_MOCK_RATE_LIMIT",
    "CAL_MOCK_MAX_HEADER",
    "CAL_MOCK_MAX_BODY",
    "CAL_MOCK_MAX_CONNECTIONS",
    "CAL_MOCK_IDLE_TIMEOUT",
    "CAL_MOCK_GRACE",
    "CAL_MOCK_SMTP",
    "PORT",
];

pub(crate) fn cal_mock() -> Command {
    let mut command = Command::new(cargo_bin!("cal-mock"));
    for name in VARIABLES {
        command.env_remove(name);
    }
    command
}

/// The program, ended with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts it on a free port and waits until it listens: the program and its address.
    pub(crate) fn start(flags: &[&str]) -> (Self, String) {
        Self::start_with(flags, &[])
    }

    /// The same, with these variables. The flags of a command follow it.
    pub(crate) fn start_with(flags: &[&str], variables: &[(&str, &str)]) -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("ready.json");
        let mut command = std::process::Command::new(cargo_bin!("cal-mock"));
        command.args(flags).args(["--port", "0", "--ready-file"]).arg(&ready);
        command.envs(variables.iter().copied());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = Self(command.spawn().unwrap());
        loop {
            let text = std::fs::read_to_string(&ready).unwrap_or_default();
            if let Ok(ready) = serde_json::from_str::<Value>(&text) {
                assert_eq!(ready["pid"], program.0.id());
                return (program, ready["url"].as_str().unwrap().to_owned());
            }
            assert!(program.0.try_wait().unwrap().is_none(), "it ended before it was ready");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Asks it to stop: it says what it has to say, and ends.
    pub(crate) fn stop(&self) {
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).assert().success();
    }

    /// Stops it; what it printed and what it complained of.
    pub(crate) fn end(mut self) -> (String, String) {
        self.stop();
        let (mut printed, mut complained) = (String::new(), String::new());
        self.0.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        self.0.stderr.take().unwrap().read_to_string(&mut complained).unwrap();
        (printed, complained)
    }
}
