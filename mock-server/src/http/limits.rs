//! What one server bears of its clients: how large, how many, how long.

use std::num::NonZeroUsize;
use std::time::Duration;

/// How much the server takes, and how long it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A header, with its first line, may have this many bytes. A longer one is answered with 431.
    pub header: usize,
    /// No body is kept that has more bytes. Production's own limit for the API (production-oauth A.1) and that of the
    /// pages are lower and stay; only the control door takes a body as long as this.
    pub body: usize,
    /// So many connections are held at once. For one more the longest idle one is closed; where each has sent a whole header, it waits.
    pub connections: NonZeroUsize,
    /// A connection on which nothing was asked for this long is closed.
    pub idle: Duration,
    /// A client is not waited for that sends no whole header, sends no whole body or takes nothing of its answer for
    /// this long; a header may get up to twice as much.
    pub patience: Duration,
    /// The requests under way get this long when the server stops.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header: 64 * 1024,
            body: 8 * 1024 * 1024,
            connections: NonZeroUsize::new(10_000).unwrap_or(NonZeroUsize::MAX),
            idle: Duration::from_secs(60),
            patience: Duration::from_secs(10),
            grace: Duration::from_secs(2),
        }
    }
}
