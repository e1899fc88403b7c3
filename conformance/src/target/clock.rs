//! The target's time.

use jiff::Timestamp;

use super::Door;
use crate::{transport::Transport, verdict::Halt};

/// A clock that can be moved.
#[derive(Debug, Clone)]
pub struct Clock {
    door: Door,
}

/// What a clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub struct Reading {
    /// The time.
    pub now: Timestamp,
    /// Whether it stands still.
    pub frozen: bool,
}

impl Clock {
    /// Moved through the mock's door.
    #[must_use]
    pub fn control(door: Door) -> Self {
        Self { door }
    }

    /// The same clock, reached in another way.
    #[must_use]
    pub fn over(&self, transport: Transport) -> Self {
        Self { door: self.door.over(transport) }
    }

    /// What it says.
    ///
    /// # Errors
    ///
    /// When the door does not answer with a time.
    pub async fn read(&self) -> Result<Reading, Halt> {
        self.door.clock().await
    }

    /// Moves it by `seconds`, back where they are negative.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub async fn advance(&self, seconds: i64) -> Result<(), Halt> {
        self.door.advance_clock(seconds).await
    }
}
