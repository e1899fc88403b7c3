//! Somebody who asks now and then, on a thread of their own, and remembers how long they waited at worst.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "it measures, and ends where it cannot")]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between two questions.
const EVERY: Duration = Duration::from_millis(1);

/// Asks until it is dropped.
pub(crate) struct Probe {
    waited: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Probe {
    /// Asks the server at `address` for `/health`.
    pub(crate) fn of(address: SocketAddr) -> Self {
        let (waited, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let (told, end) = (Arc::clone(&waited), Arc::clone(&is_over));
        let thread = std::thread::spawn(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_nodelay(true).unwrap();
            let request = format!("GET /health HTTP/1.1\r\nhost: {address}\r\n\r\n");
            let mut answer = [0; 4096];
            while !end.load(Ordering::Relaxed) {
                let start = Instant::now();
                stream.write_all(request.as_bytes()).unwrap();
                assert!(stream.read(&mut answer).unwrap() > 0);
                let waited = u64::try_from(start.elapsed().as_micros()).unwrap();
                told.fetch_max(waited, Ordering::Relaxed);
                std::thread::sleep(EVERY);
            }
        });
        Self { waited, is_over, thread: Some(thread) }
    }

    /// Asks a thread that does nothing but answer: how long the machine itself makes one wait.
    pub(crate) fn of_the_machine() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        // It ends when the one that asks does.
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.set_nodelay(true).unwrap();
            let mut question = [0; 4096];
            while stream.read(&mut question).is_ok_and(|read| read > 0) && stream.write_all(b"OK").is_ok() {}
        });
        Self::of(address)
    }

    /// The longest wait since this was asked last.
    pub(crate) fn longest(&self) -> Duration {
        Duration::from_micros(self.waited.swap(0, Ordering::Relaxed))
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // What went wrong there was printed there.
            let _ = thread.join();
        }
    }
}
