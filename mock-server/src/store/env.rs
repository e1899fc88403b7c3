//! Everything that is not repeatable, in one place: what time it is, and how the dice fall.
//!
//! Made once, in `main` or by the embedding test, and passed down; clippy bans every other way to ask.

use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::shelf::Kept;

/// Clock and dice.
#[derive(Debug)]
pub struct Env {
    /// What time it is.
    pub clock: Clock,
    /// What the next id, secret or code is.
    pub dice: Dice,
}

impl Env {
    /// A clock that starts so, and dice that are seeded with `seed` or by the operating system.
    #[must_use]
    pub fn new(start: ClockStart, seed: Option<u64>) -> Self {
        Self { clock: Clock::new(start), dice: Dice::new(seed) }
    }

    /// As it was at the start.
    pub fn reset(&self) {
        self.clock.reset();
        self.dice.reset();
    }
}

/// How a clock starts, and is after a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClockStart {
    /// With the system's time.
    #[default]
    Running,
    /// Standing still.
    FrozenAt(Timestamp),
}

#[derive(Debug, Clone, Copy)]
enum Hands {
    Running { ahead: SignedDuration },
    Frozen { at: Timestamp },
}

impl From<ClockStart> for Hands {
    fn from(start: ClockStart) -> Self {
        match start {
            ClockStart::Running => Self::Running { ahead: SignedDuration::ZERO },
            ClockStart::FrozenAt(at) => Self::Frozen { at },
        }
    }
}

/// A clock that can be moved and stopped.
#[derive(Debug)]
pub struct Clock {
    start: ClockStart,
    hands: Kept<Hands>,
}

impl Clock {
    fn new(start: ClockStart) -> Self {
        Self { start, hands: Kept::new(start.into()) }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match *self.hands.lock() {
            Hands::Frozen { at } => at,
            Hands::Running { ahead } => system_time().checked_add(ahead).unwrap_or(Timestamp::MAX),
        }
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        matches!(*self.hands.lock(), Hands::Frozen { .. })
    }

    /// Moves it by `step`, running or not. `None` if it would leave the calendar.
    pub fn advance(&self, step: SignedDuration) -> Option<Timestamp> {
        let mut hands = self.hands.lock();
        let (moved, now) = match *hands {
            Hands::Frozen { at } => {
                let at = at.checked_add(step).ok()?;
                (Hands::Frozen { at }, at)
            }
            Hands::Running { ahead } => {
                let ahead = ahead.checked_add(step)?;
                (Hands::Running { ahead }, system_time().checked_add(ahead).ok()?)
            }
        };
        *hands = moved;
        Some(now)
    }

    /// Sets it to `now`; it then stands still or runs on from there.
    pub fn set(&self, now: Timestamp, frozen: bool) {
        *self.hands.lock() = if frozen {
            Hands::Frozen { at: now }
        } else {
            Hands::Running { ahead: now.duration_since(system_time()) }
        };
    }

    fn reset(&self) {
        *self.hands.lock() = self.start.into();
    }
}

fn system_time() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    Timestamp::now()
}

/// The next id, secret or code. Request ids are thrown with dice of their own, so that a health check in between does
/// not change the next code of a seeded server.
#[derive(Debug)]
pub struct Dice {
    seed: Option<u64>,
    words: Kept<ChaCha20Rng>,
    request_ids: Kept<ChaCha20Rng>,
}

impl Dice {
    fn new(seed: Option<u64>) -> Self {
        let (words, request_ids) = throw(seed);
        Self { seed, words: Kept::new(words), request_ids: Kept::new(request_ids) }
    }

    /// `N` bytes nobody was given before.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.words.lock().fill_bytes(&mut bytes);
        bytes
    }

    /// A fresh `X-Request-Id`.
    #[must_use]
    pub fn request_id(&self) -> String {
        let mut bytes = [0; 16];
        self.request_ids.lock().fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    fn reset(&self) {
        let (words, request_ids) = throw(self.seed);
        *self.words.lock() = words;
        *self.request_ids.lock() = request_ids;
    }
}

fn throw(seed: Option<u64>) -> (ChaCha20Rng, ChaCha20Rng) {
    let seed = seed.unwrap_or_else(system_entropy);
    let mut request_ids = ChaCha20Rng::seed_from_u64(seed);
    request_ids.set_stream(1);
    (ChaCha20Rng::seed_from_u64(seed), request_ids)
}

fn system_entropy() -> u64 {
    let mut bytes = [0; 8];
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    let asked = getrandom::fill(&mut bytes);
    if let Err(error) = asked {
        tracing::error!("the operating system gave no entropy, ids will be guessable: {error}");
    }
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env() -> Env {
        Env::new(ClockStart::FrozenAt("2026-01-01T00:00:00Z".parse().unwrap()), Some(7))
    }

    #[test]
    fn a_frozen_clock_moves_only_when_it_is_moved() {
        let env = env();
        assert_eq!(env.clock.now(), env.clock.now());
        env.clock.advance(SignedDuration::from_mins(31));
        assert_eq!(env.clock.now().to_string(), "2026-01-01T00:31:00Z");
        env.reset();
        assert_eq!(env.clock.now().to_string(), "2026-01-01T00:00:00Z");
    }

    #[test]
    fn the_same_seed_throws_the_same_whatever_was_asked_in_between() {
        let (one, other) = (env(), env());
        let _ = other.dice.request_id();
        assert_eq!(one.dice.bytes::<32>(), other.dice.bytes::<32>());
        assert_ne!(one.dice.bytes::<32>(), one.dice.bytes::<32>());
    }
}
