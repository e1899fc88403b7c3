//! How long the tokens of managed users live, and what a refresh ends (production-api E3, E4).

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, ToSpan, Unit};

use crate::wire::{ApiError, Case, Check, Place, Refused, Strictness};

/// Access tokens live this long, up to the minute in which it ends.
const ACCESS: SignedDuration = SignedDuration::from_mins(60);

/// When an access token that is issued at `now` is worth nothing any more.
#[must_use]
pub fn access_end(now: Timestamp, strictness: &Strictness) -> Timestamp {
    let life = if strictness.at(Place::ManagedTokensLiveTwoHours) { ACCESS * 2 } else { ACCESS };
    let end = now.checked_add(life).unwrap_or(now);
    if strictness.at(Place::ManagedTokensEndToTheSecond) {
        return end;
    }
    let minute = TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Floor);
    end.round(minute).unwrap_or(end)
}

/// When a refresh token that is issued at `now` is said to end: a year later, at the beginning of that day. It is not
/// looked at when the token is used.
#[must_use]
pub fn refresh_end(now: Timestamp) -> Timestamp {
    let day = now.to_zoned(TimeZone::UTC).date();
    let day = day.checked_add(1.year()).unwrap_or(day);
    DateTime::from(day).to_zoned(TimeZone::UTC).map_or(now, |end| end.timestamp())
}

/// A refresh token that was presented.
#[derive(Debug)]
pub struct Renewal<'a> {
    /// Whether it is one of this client's, and was not used yet.
    pub counts: bool,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether new tokens are issued for it.
///
/// # Errors
///
/// That it does not count. There is one sentence for whatever is wrong with it.
pub fn renew(case: &Renewal<'_>) -> Result<(), Refused<ApiError>> {
    case.strictness
        .walk(case, &[(Check::ManagedRefreshTokenCounts, |case| case.counts, ApiError::InvalidRefreshToken)])
}

impl Case for Renewal<'_> {
    fn differed(&self, _: Check) -> String {
        "the refresh token was used before, was taken back, belongs to another platform client, or is none"
            .to_owned()
    }
}

/// What a refresh ends.
#[derive(Debug, Clone, Copy)]
pub struct Aftermath {
    /// The refresh token that was used.
    pub the_used_one: bool,
    /// The access tokens of this user.
    pub access_tokens: bool,
    /// The access tokens of this client that have expired.
    pub expired_ones: bool,
}

/// "The old access token stays valid until its own expiry"; what has expired is swept away.
#[must_use]
pub fn aftermath(strictness: &Strictness) -> Aftermath {
    Aftermath {
        the_used_one: !strictness.at(Place::UsedManagedRefreshTokenLives),
        access_tokens: strictness.at(Place::ManagedRefreshEndsAccessTokens),
        expired_ones: !strictness.at(Place::ExpiredManagedTokensLinger),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_rounded_down() {
        let strictness = Strictness::default();
        for (now, access, refresh) in [
            ("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z", "2027-01-01T00:00:00Z"),
            ("2026-01-01T09:00:59.999Z", "2026-01-01T10:00:00Z", "2027-01-01T00:00:00Z"),
            ("2024-02-29T23:30:01Z", "2024-03-01T00:30:00Z", "2025-02-28T00:00:00Z"),
        ] {
            let now: Timestamp = now.parse().unwrap();
            assert_eq!(access_end(now, &strictness).to_string(), access);
            assert_eq!(refresh_end(now).to_string(), refresh);
        }
    }
}
