//! When somebody can be booked: the hours of a schedule in its time zone, less what they have already (calcom-openapi.json,
//! `/v2/slots` and `/v2/schedules`).

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::properties;
use crate::wire::{Booking, DAYS, EventType, Schedule};

/// From one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// From here on.
    pub start: Timestamp,
    /// Up to here.
    pub end: Timestamp,
}

impl Span {
    /// As many minutes from `start` on; nothing where the calendar ends before.
    #[must_use]
    pub fn of(start: Timestamp, minutes: u64) -> Option<Self> {
        Some(Self { start, end: start.checked_add(duration(minutes)).ok()? })
    }

    /// Whether there is a moment that is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part that is in both.
    fn shared_with(&self, other: &Self) -> Option<Self> {
        let shared = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (shared.start < shared.end).then_some(shared)
    }
}

/// Longer than anything lasts: a hundred years.
const LONGEST: u64 = 100 * 366 * 24 * 60;

/// So many minutes.
#[must_use]
pub fn duration(minutes: u64) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(minutes.min(LONGEST)).unwrap_or_default())
}

/// The minutes that stay free around a booking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Buffers {
    /// Before it.
    pub before: u64,
    /// After it.
    pub after: u64,
}

impl Buffers {
    /// Those of an event type.
    #[must_use]
    pub fn of(event_type: &EventType) -> Self {
        Self {
            before: number(event_type, "beforeEventBuffer"),
            after: number(event_type, "afterEventBuffer"),
        }
    }
}

/// A number among the settings of an event type, or nothing.
#[must_use]
pub fn number(event_type: &EventType, setting: &str) -> u64 {
    event_type.settings.get(setting).and_then(serde_json::Value::as_u64).unwrap_or(0)
}

/// What was booked, and what stays free around it by event type.
#[derive(Debug, Clone, Copy)]
pub struct Diary<'a> {
    /// All bookings.
    pub bookings: &'a BTreeMap<String, Booking>,
    /// What stays free around them.
    pub buffers: &'a BTreeMap<u64, Buffers>,
    /// A booking that is about to go away.
    pub except: Option<&'a str>,
}

impl Diary<'_> {
    /// The bookings that count.
    pub fn on(&self) -> impl Iterator<Item = &Booking> {
        self.bookings.values().filter(|booking| booking.is_on() && self.except != Some(&booking.uid))
    }

    /// When `user` is taken for something around which so much must stay free.
    #[must_use]
    pub fn taken(&self, user: u64, new: Buffers) -> Vec<Span> {
        self.on()
            .filter(|booking| booking.hosts.contains(&user))
            .map(|booking| {
                let own = self.buffers.get(&booking.event_type).copied().unwrap_or_default();
                let earlier = duration(own.before.saturating_add(new.after));
                let later = duration(own.after.saturating_add(new.before));
                Span {
                    start: booking.start.checked_sub(earlier).unwrap_or(Timestamp::MIN),
                    end: booking.end.checked_add(later).unwrap_or(Timestamp::MAX),
                }
            })
            .collect()
    }
}

/// The hours of a schedule that touch `within`, in order, without gaps of nothing between them.
#[must_use]
pub fn hours(schedule: &Schedule, within: Span) -> Vec<Span> {
    let zone = properties::time_zone(&schedule.time_zone).unwrap_or(TimeZone::UTC);
    let day_of = |moment: Timestamp| zone.to_datetime(moment).date();
    // A day before: its hours may reach over midnight in another zone.
    let first = day_of(within.start).yesterday().unwrap_or(Date::MIN);
    let last = day_of(within.end);
    let mut spans: Vec<Span> = first
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= last)
        .flat_map(|day| hours_of_day(schedule, day))
        .filter_map(|(day, start, end)| {
            let moment = |day: Date, time: Time| zone.to_timestamp(day.to_datetime(time)).ok();
            let start = moment(day, start)?;
            let end = match end {
                Some(end) => moment(day, end)?,
                None => moment(day.tomorrow().ok()?, Time::midnight())?,
            };
            (start < end).then_some(Span { start, end })
        })
        .collect();
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(before) if span.start <= before.end => before.end = before.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged.retain(|span| span.overlaps(&within));
    merged
}

/// From when to when on one day; up to midnight where there is no second time. What is written for a day beats what is
/// written for its kind.
fn hours_of_day(schedule: &Schedule, day: Date) -> Vec<(Date, Time, Option<Time>)> {
    let exceptions: Vec<_> = schedule.overrides.iter().filter(|exception| exception.date == day).collect();
    let weekday = DAYS.get(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)).copied();
    let written: Vec<(&str, &str)> = if exceptions.is_empty() {
        let is_for_it = |days: &[String]| days.iter().any(|name| Some(name.as_str()) == weekday);
        let hours = schedule.availability.iter().filter(|hours| is_for_it(&hours.days));
        hours.map(|hours| (hours.start.as_str(), hours.end.as_str())).collect()
    } else {
        exceptions.iter().map(|exception| (exception.start.as_str(), exception.end.as_str())).collect()
    };
    let read = |(start, end): (&str, &str)| {
        let (start, end) = (properties::time_of_day(start)?, properties::time_of_day(end)?);
        // The last minute of a day stands for its end, and so does midnight behind a time of the day.
        let is_midnight = end == Time::constant(23, 59, 0, 0) || (end == Time::midnight() && start > end);
        (is_midnight || start < end).then_some((day, start, (!is_midnight).then_some(end)))
    };
    written.into_iter().filter_map(read).collect()
}

/// What is left of `open` without what is `taken`.
#[must_use]
pub fn without(open: Vec<Span>, taken: &[Span]) -> Vec<Span> {
    taken.iter().fold(open, |open, taken| {
        let cut = |span: Span| {
            let before = Span { start: span.start, end: span.end.min(taken.start) };
            let after = Span { start: span.start.max(taken.end), end: span.end };
            let parts = if span.overlaps(taken) { [Some(before), Some(after)] } else { [Some(span), None] };
            parts.into_iter().flatten().filter(|part| part.start < part.end)
        };
        open.into_iter().flat_map(cut).collect()
    })
}

/// What is in both.
#[must_use]
pub fn shared(one: &[Span], other: &[Span]) -> Vec<Span> {
    one.iter().flat_map(|one| other.iter().filter_map(|other| one.shared_with(other))).collect()
}

#[cfg(test)]
mod tests;
