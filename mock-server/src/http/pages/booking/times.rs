//! The times at which something is free, as a page offers them: some at once, by day, in the zone where the host lives.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::http::api;
use crate::http::pages::view::booking::{Day, Time, Times};
use crate::rules::availability::Span;
use crate::rules::properties;
use crate::store::App;
use crate::wire::{EventType, User};

/// So many times stand on one page.
const AT_ONCE: usize = 32;
/// As far ahead is looked at first, and then where that is too little.
const RANGES: [SignedDuration; 2] =
    [SignedDuration::from_hours(28 * 24), SignedDuration::from_hours(366 * 24)];

/// What is looked for.
pub(super) struct Search<'a> {
    pub(super) event_type: &'a EventType,
    pub(super) host: &'a User,
    pub(super) minutes: u64,
    /// The booking that is about to be moved.
    pub(super) except: Option<&'a str>,
    /// The page on which the times stand.
    pub(super) page: &'a str,
    /// From when on, as its query says; from now on where it says nothing.
    pub(super) from: &'a str,
    /// The time that was chosen before.
    pub(super) chosen: &'a str,
}

/// The times.
pub(super) fn times(app: &App, search: &Search<'_>) -> Times {
    let now = app.env.clock.now();
    let from = properties::moment(search.from).map_or(now, |from| from.max(now));
    let mut free = Vec::new();
    for ahead in RANGES {
        let range = Span { start: from, end: from.checked_add(ahead).unwrap_or(Timestamp::MAX) };
        free = api::free(app, search.event_type.clone(), search.minutes, range, search.except);
        if free.len() > AT_ONCE {
            break;
        }
    }
    let later = free.get(AT_ONCE).map(|first| address(search.page, *first));
    free.truncate(AT_ONCE);
    let clock = Clock::of(search.host);
    let chosen = properties::moment(search.chosen);
    let mut days: Vec<Day> = Vec::new();
    for start in free {
        let title = clock.day(start);
        let time =
            Time { moment: start.to_string(), label: clock.time(start), is_chosen: chosen == Some(start) };
        match days.last_mut().filter(|day| day.title == title) {
            Some(day) => day.times.push(time),
            None => days.push(Day { title, times: vec![time] }),
        }
    }
    let first = (from > now).then(|| search.page.to_owned());
    let from = if from > now { from.to_string() } else { String::new() };
    let host_has_hours = app.schedules.all().iter().any(|schedule| schedule.owner == search.host.id);
    Times { zone: clock.name, days, host_has_hours, from, later, first }
}

fn address(page: &str, from: Timestamp) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}from={from}")
}

/// How a host is shown the time.
pub(super) struct Clock {
    pub(super) name: String,
    zone: TimeZone,
    has_12_hours: bool,
}

impl Clock {
    pub(super) fn of(host: &User) -> Self {
        let name = host.profile.time_zone.clone();
        let zone = properties::time_zone(&name).unwrap_or(TimeZone::UTC);
        Self { name, zone, has_12_hours: host.profile.time_format == 12 }
    }

    pub(super) fn day(&self, moment: Timestamp) -> String {
        moment.to_zoned(self.zone.clone()).strftime("%A, %-d %B %Y").to_string()
    }

    pub(super) fn time(&self, moment: Timestamp) -> String {
        let format = if self.has_12_hours { "%-I:%M %P" } else { "%H:%M" };
        moment.to_zoned(self.zone.clone()).strftime(format).to_string()
    }
}
