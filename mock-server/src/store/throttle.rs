//! How often somebody may ask (production-api A7). It knows no caller, only the words by which they are told apart.

use std::collections::HashMap;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

use super::shelf::Kept;

/// So many requests in so much time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub requests: u64,
    /// In how much time. Whoever asks more often is kept out for as long again.
    pub window: SignedDuration,
}

impl Rate {
    /// So many requests in so many seconds.
    #[must_use]
    pub const fn per(requests: u64, seconds: i64) -> Self {
        Self { requests, window: SignedDuration::from_secs(seconds) }
    }
}

impl FromStr for Rate {
    type Err = &'static str;

    /// Reads `120/m`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (requests, unit) = text.split_once('/').ok_or(HOW_IT_IS_WRITTEN)?;
        let requests = requests.parse().ok().filter(|requests| *requests > 0).ok_or(HOW_IT_IS_WRITTEN)?;
        let seconds = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => return Err(HOW_IT_IS_WRITTEN),
        };
        Ok(Self::per(requests, seconds))
    }
}

const HOW_IT_IS_WRITTEN: &str = "write a number of requests, a slash and s, m or h, such as 120/m";

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How often they may ask.
    pub limit: u64,
    /// How often they still may.
    pub remaining: u64,
    /// In how many seconds they begin anew.
    pub reset: i64,
    /// Whether this request was one too many.
    pub is_blocked: bool,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    asked: u64,
    end: Timestamp,
}

/// The count of everybody's requests.
#[derive(Debug, Default)]
pub struct Throttle(Kept<HashMap<(String, &'static str), Count>>);

/// As many are remembered before those whose time is over are forgotten.
const MANY: usize = 10_000;

impl Throttle {
    /// Counts a request of `who` under the limit called `name`.
    pub fn count(&self, who: &str, name: &'static str, rate: Rate, now: Timestamp) -> Standing {
        let end = |from: Timestamp| from.checked_add(rate.window).unwrap_or(from);
        let mut counts = self.0.lock();
        if counts.len() > MANY {
            counts.retain(|_, count| count.end > now);
        }
        let fresh = Count { asked: 0, end: end(now) };
        let count = counts.entry((who.to_owned(), name)).or_insert(fresh);
        // A clock that was moved back begins anew, too.
        if count.end <= now || count.end > end(now) {
            *count = fresh;
        }
        count.asked = count.asked.saturating_add(1);
        // Whoever goes too far waits as long again, from then on.
        if count.asked == rate.requests.saturating_add(1) {
            count.end = end(now);
        }
        let left = count.end.duration_since(now);
        Standing {
            limit: rate.requests,
            remaining: rate.requests.saturating_sub(count.asked),
            reset: left.as_secs() + i64::from(left.subsec_nanos() > 0),
            is_blocked: count.asked > rate.requests,
        }
    }

    /// Forgets everybody.
    pub(super) fn clear(&self) {
        self.0.lock().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_000 + second).unwrap()
    }

    #[test]
    fn whoever_asks_too_often_waits_and_begins_anew() {
        let throttle = Throttle::default();
        let rate: Rate = "2/m".parse().unwrap();
        let ask = |who, second| {
            let standing = throttle.count(who, "Default", rate, at(second));
            (standing.remaining, standing.reset, standing.is_blocked)
        };
        assert_eq!(ask("alice", 0), (1, 60, false));
        assert_eq!(ask("alice", 10), (0, 50, false));
        assert_eq!(ask("bob", 10), (1, 60, false));
        assert_eq!(ask("alice", 20), (0, 60, true));
        assert_eq!(ask("alice", 79), (0, 1, true));
        assert_eq!(ask("alice", 80), (1, 60, false));
    }

    #[test]
    fn two_limits_of_one_caller_are_counted_apart() {
        let throttle = Throttle::default();
        let one = Rate::per(1, 1);
        assert!(!throttle.count("alice", "Teams_delete", one, at(0)).is_blocked);
        assert!(!throttle.count("alice", "Default", one, at(0)).is_blocked);
        assert!(throttle.count("alice", "Teams_delete", one, at(0)).is_blocked);
    }

    #[test]
    fn a_rate_is_a_number_of_requests_and_a_time() {
        assert_eq!("120/m".parse(), Ok(Rate::per(120, 60)));
        for text in ["", "120", "0/m", "x/m", "120/d", "-1/s"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }
}
