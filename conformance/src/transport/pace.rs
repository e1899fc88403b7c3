//! Keeps requests apart.

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

use crate::rate::Rate;

/// Gives every request a moment of its own, no two closer than the rate allows.
#[derive(Debug)]
pub(super) struct Pace {
    spacing: Duration,
    next: Mutex<Option<Instant>>,
}

impl Pace {
    pub(super) fn new(rate: Rate) -> Self {
        Self { spacing: rate.spacing(), next: Mutex::new(None) }
    }

    /// Waits until the next request may go, and says how long that took.
    pub(super) async fn wait(&self) -> Duration {
        let now = Instant::now();
        let mut next = self.next.lock().await;
        let mine = next.map_or(now, |next| next.max(now));
        *next = Some(mine + self.spacing);
        drop(next);
        sleep_until(mine).await;
        mine.saturating_duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn requests_that_come_together_go_one_after_the_other() {
        let pace = Pace::new("60/m".parse().unwrap());
        let began = Instant::now();
        for expected in [0, 1, 2] {
            pace.wait().await;
            assert_eq!(began.elapsed().as_secs(), expected);
        }
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(pace.wait().await, Duration::ZERO, "nobody waits for a moment that has passed");
    }
}
