//! How often a target may be asked: `60/m`.

use std::{fmt, str::FromStr, time::Duration};

/// So many requests in a second, a minute or an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    requests: u32,
    unit: char,
    seconds: u32,
}

impl Rate {
    /// The time from one request to the next.
    #[must_use]
    pub fn spacing(self) -> Duration {
        Duration::from_secs(u64::from(self.seconds)) / self.requests
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no rate; write 60/m, or so many a second (/s) or hour (/h)");
        let (requests, unit) = text.trim().split_once('/').ok_or_else(wrong)?;
        let requests = requests.trim().parse().ok().filter(|requests| *requests > 0).ok_or_else(wrong)?;
        let (unit, seconds) = match unit.trim() {
            "s" => ('s', 1),
            "m" => ('m', 60),
            "h" => ('h', 3_600),
            _ => return Err(wrong()),
        };
        Ok(Self { requests, unit, seconds })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.requests, self.unit)
    }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_says_how_far_requests_stand_apart() {
        for (text, spacing) in [("60/m", 1_000), ("10/s", 100), ("3600/h", 1_000), ("120/m", 500)] {
            let rate: Rate = text.parse().unwrap();
            assert_eq!((rate.spacing(), rate.to_string()), (Duration::from_millis(spacing), text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_rate_is_told_how_one_looks() {
        for text in ["", "60", "0/m", "-1/m", "60/d", "1.5/m", "60/minute", "/m"] {
            assert!(text.parse::<Rate>().unwrap_err().contains("60/m"), "{text}");
        }
    }
}
