//! `cal-mock` in a process of its own, of which one can see what it holds.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::Instant;

/// Whoever waits for this long has been forgotten.
pub(crate) const FORGOTTEN: Duration = Duration::from_secs(60);

pub(crate) struct Program {
    process: Child,
    pub(crate) url: String,
    folder: TempDir,
}

impl Program {
    /// Starts it on a free port and waits until it listens.
    pub(crate) fn start(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("ready.json");
        let mut command = Command::new(cargo_bin!("cal-mock"));
        command.args(flags).args(["--port", "0", "--ready-file"]).arg(&ready);
        command.stdout(Stdio::null()).stderr(File::create(folder.path().join("log")).unwrap());
        let mut program = Self { process: command.spawn().unwrap(), url: String::new(), folder };
        loop {
            let text = fs::read_to_string(&ready).unwrap_or_default();
            if let Ok(ready) = serde_json::from_str::<Value>(&text) {
                ready["url"].as_str().unwrap().clone_into(&mut program.url);
                return program;
            }
            assert!(program.process.try_wait().unwrap().is_none(), "it ended: {}", program.log());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Host and port.
    pub(crate) fn address(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    /// How many files and connections it has open.
    pub(crate) fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.process.id())).unwrap().count()
    }

    /// Until it has no more open than it had.
    pub(crate) fn waits_until_open_files_are(&self, most: usize) {
        let long_enough = Instant::now() + FORGOTTEN;
        while self.open_files() > most {
            assert!(Instant::now() < long_enough, "{} files are open, and were {most}", self.open_files());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// How much memory it has.
    pub(crate) fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Stops it, which must end well; what it has logged.
    pub(crate) fn end(mut self) -> String {
        let told = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(told.success(), "it was still there");
        assert_eq!(self.process.wait().unwrap().code(), Some(0));
        self.log()
    }

    fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.path().join("log")).unwrap()).into_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How many files this process may open; the server inherits the limit.
pub(crate) fn open_files_limit() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    line.split_whitespace().nth(3).unwrap().parse().unwrap_or(usize::MAX)
}
