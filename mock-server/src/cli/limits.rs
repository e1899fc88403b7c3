//! `--max-header`, `--max-body`, `--max-connections`, `--idle-timeout`, `--grace`: what the server bears of its clients.

use std::num::NonZeroUsize;
use std::time::Duration;

use clap::Args;
use jiff::SignedDuration;
use mock_server::Limits;

#[derive(Debug, Args)]
pub(super) struct Bounds {
    /// The longest header that is read, with its first line; a longer one is answered with 431
    #[arg(long, env = "CAL_MOCK_MAX_HEADER", value_name = "SIZE", default_value = "64KiB", value_parser = header)]
    max_header: usize,
    /// The longest body that is kept; the API's own limit of 100 kB and the pages' of 512 KiB stay below it
    #[arg(long, env = "CAL_MOCK_MAX_BODY", value_name = "SIZE", default_value = "8MiB", value_parser = body)]
    max_body: usize,
    /// So many connections at once; for one more the longest idle one is closed, and where none is idle it waits
    #[arg(long, env = "CAL_MOCK_MAX_CONNECTIONS", value_name = "N", default_value = "10000", value_parser = connections)]
    max_connections: NonZeroUsize,
    /// A connection on which nothing was asked for this long is closed
    #[arg(long, env = "CAL_MOCK_IDLE_TIMEOUT", value_name = "TIME", default_value = "60s", value_parser = idle)]
    idle_timeout: Duration,
    /// How long requests under way may still take after Ctrl-C or SIGTERM; a second signal ends at once
    #[arg(long, env = "CAL_MOCK_GRACE", value_name = "TIME", default_value = "2s", value_parser = grace)]
    grace: Duration,
}

impl Bounds {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            header: self.max_header,
            body: self.max_body,
            connections: self.max_connections,
            idle: self.idle_timeout,
            grace: self.grace,
            ..Limits::default()
        }
    }
}

const UNITS: [(&str, usize); 6] = [
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
];

fn header(text: &str) -> Result<usize, String> {
    size(text)
        .filter(|size| (1 << 10..=16 << 20).contains(size))
        .ok_or_else(|| "write a size from 1KiB to 16MiB, such as 64KiB".to_owned())
}

fn body(text: &str) -> Result<usize, String> {
    size(text)
        .filter(|size| (1 << 10..=1 << 30).contains(size))
        .ok_or_else(|| "write a size from 1KiB to 1GiB, such as 8MiB".to_owned())
}

/// `65536`, `64KiB`, `64 kB`.
fn size(text: &str) -> Option<usize> {
    let with_unit = UNITS.iter().find_map(|(unit, bytes)| Some((text.strip_suffix(unit)?, *bytes)));
    let (number, unit) = with_unit.unwrap_or((text, 1));
    number.trim_end().parse::<usize>().ok()?.checked_mul(unit)
}

fn connections(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a number from 1 on, such as 10000".to_owned())
}

fn idle(text: &str) -> Result<Duration, String> {
    duration(text)
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "write a length of time from 1ms to 24h, such as 60s or 5m".to_owned())
}

fn grace(text: &str) -> Result<Duration, String> {
    duration(text).ok_or_else(|| "write a length of time from 0s to 24h, such as 2s or 1m".to_owned())
}

/// `500ms`, `60s`, `1m 30s`; at most a day.
fn duration(text: &str) -> Option<Duration> {
    let duration: SignedDuration = text.parse().ok()?;
    Duration::try_from(duration).ok().filter(|duration| *duration <= Duration::from_secs(24 * 3_600))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(clap::Parser)]
    struct Alone {
        #[command(flatten)]
        bounds: Bounds,
    }

    #[test]
    fn where_nothing_is_said_the_limits_are_those_of_an_embedded_server() {
        assert_eq!(Alone::parse_from(["cal-mock"]).bounds.limits(), Limits::default());
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, bytes) in
            [("65536", 65_536), ("64KiB", 65_536), ("64 KiB", 65_536), ("100kB", 100_000), ("1MB", 1_000_000)]
        {
            assert_eq!(size(text), Some(bytes), "{text}");
        }
        for text in ["", "KiB", "-1", "1.5MiB", "64kb", "99999999999999GiB", "1 KiB B"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        for (text, millis) in [("500ms", 500), ("60s", 60_000), ("1m 30s", 90_000), ("2h", 7_200_000)] {
            assert_eq!(duration(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "60", "-1s", "25h", "soon"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
