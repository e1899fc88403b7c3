//! A server in a process of its own, and what the system says about it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark that cannot measure has nothing to say"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Whoever does not answer until then is broken.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that runs; dropping it ends it.
pub(crate) struct Program {
    process: Child,
    pub(crate) address: SocketAddr,
    /// How long it took from the start to its first answer.
    pub(crate) first_answer_after: Duration,
}

impl Program {
    /// The server under test, as its users start it.
    pub(crate) fn cal_mock() -> Self {
        Self::start(Command::new(env!("CARGO_BIN_EXE_cal-mock")), "/health")
    }

    /// Starts `command` with `--port` and some free one, and asks for `path` until it answers.
    pub(crate) fn start(mut command: Command, path: &str) -> Self {
        let address = free_address();
        command.arg("--port").arg(address.port().to_string());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CAL_MOCK_")) {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let start = Instant::now();
        let process = command.spawn().unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n");
        while !is_answered(address, request.as_bytes()) {
            assert!(start.elapsed() < PATIENCE, "{command:?} does not answer");
            std::thread::sleep(Duration::from_micros(100));
        }
        Self { process, address, first_answer_after: start.elapsed() }
    }

    /// The processor time that it used so far, to a hundredth of a second.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        // The name in parentheses may hold blanks; utime and stime are the 12th and 13th field behind it.
        let (_, fields) = stat.rsplit_once(')').unwrap();
        let ticks = fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().unwrap());
        Duration::from_millis(10 * ticks.sum::<u64>())
    }

    /// The memory that it holds, in KiB.
    pub(crate) fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim_end_matches("kB").trim().parse().unwrap()
    }
}

fn is_answered(address: SocketAddr, request: &[u8]) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    // A port at which nobody listens yet can be lent to whoever calls it.
    let is_somebody_else = stream.local_addr().ok() != Some(address);
    is_somebody_else
        && stream.write_all(request).is_ok()
        && stream.read(&mut [0; 512]).is_ok_and(|read| read > 0)
}

fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
