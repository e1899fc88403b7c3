//! How long a scenario may take as a whole.

use std::{sync::Mutex, time::Duration};

use tokio::time::Instant;

/// A scenario's time, and what of it does not count.
#[derive(Debug)]
pub(super) struct Errand {
    began: Instant,
    allowed: Duration,
    excused: Mutex<Duration>,
}

impl Errand {
    pub(super) fn new(allowed: Duration) -> Self {
        Self { began: Instant::now(), allowed, excused: Mutex::default() }
    }

    /// Time that the target is not to blame for: our own waiting.
    pub(super) fn excuse(&self, time: Duration) {
        if let Ok(mut excused) = self.excused.lock() {
            *excused += time;
        }
    }

    /// What is left, `None` where nothing is.
    pub(super) fn left(&self) -> Option<Duration> {
        let excused = self.excused.lock().map(|it| *it).unwrap_or_default();
        let spent = self.began.elapsed().saturating_sub(excused);
        self.allowed.checked_sub(spent).filter(|left| !left.is_zero())
    }

    pub(super) fn allowed(&self) -> Duration {
        self.allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn our_own_waiting_does_not_count() {
        let errand = Errand::new(Duration::from_secs(60));
        tokio::time::advance(Duration::from_secs(50)).await;
        assert_eq!(errand.left(), Some(Duration::from_secs(10)));
        errand.excuse(Duration::from_secs(30));
        assert_eq!(errand.left(), Some(Duration::from_secs(40)));
        tokio::time::advance(Duration::from_secs(40)).await;
        assert_eq!(errand.left(), None);
    }
}
