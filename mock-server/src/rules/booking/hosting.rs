//! Who holds a booking: the owner of an event type, all hosts of a team's, or one of them in turn (calcom-openapi.json,
//! `schedulingType`).

use jiff::Timestamp;

use crate::rules::availability::{self, Buffers, Diary, Span};
use crate::wire::{EventType, Scheduling};

/// Somebody who may hold a booking.
#[derive(Debug, Clone)]
pub struct Host {
    /// Who.
    pub user: u64,
    /// When they can be booked; never, where there is none.
    pub schedule: Option<crate::wire::Schedule>,
    /// Whether nothing takes place without them.
    pub is_mandatory: bool,
    /// How gladly they are taken: the higher the sooner.
    pub priority: usize,
}

/// Those who share what is booked of an event type.
#[derive(Debug, Clone)]
pub struct Crew {
    /// Who.
    pub hosts: Vec<Host>,
    /// What is booked.
    pub event_type: u64,
    /// Whether one of them in turn is enough.
    pub takes_turns: bool,
    /// What stays free around a booking.
    pub buffers: Buffers,
}

/// The words for priorities, the lowest first.
pub const PRIORITIES: &[&str] = &["lowest", "low", "medium", "high", "highest"];

impl Crew {
    /// These hosts of an event type.
    #[must_use]
    pub fn of(event_type: &EventType, hosts: Vec<Host>) -> Self {
        Self {
            hosts,
            event_type: event_type.id,
            takes_turns: event_type.scheduling == Some(Scheduling::RoundRobin),
            buffers: Buffers::of(event_type),
        }
    }

    /// The hosts who take a booking, the organizer first; nobody where they are not free. `gladly` are taken before
    /// others.
    #[must_use]
    pub fn choose(&self, span: Span, diary: &Diary<'_>, gladly: &[u64]) -> Option<Vec<u64>> {
        let is_free = |host: &&Host| self.is_free(host, span, diary);
        if !self.takes_turns {
            let all = self.hosts.iter().map(|host| host.user).collect::<Vec<_>>();
            return (!all.is_empty() && self.hosts.iter().all(|host| is_free(&host))).then_some(all);
        }
        let (always, in_turn) = self.split();
        if !always.iter().all(is_free) {
            return None;
        }
        let always = always.iter().map(|host| host.user);
        if in_turn.is_empty() {
            return Some(always.collect::<Vec<_>>()).filter(|hosts| !hosts.is_empty());
        }
        let load = |host: &Host| {
            let is_theirs = |booking: &&crate::wire::Booking| {
                booking.event_type == self.event_type && booking.hosts.contains(&host.user)
            };
            diary.on().filter(is_theirs).count()
        };
        let rank = |host: &&Host| {
            (!gladly.contains(&host.user), PRIORITIES.len().saturating_sub(host.priority), load(host))
        };
        let next = in_turn.into_iter().filter(is_free).min_by_key(rank)?;
        Some(std::iter::once(next.user).chain(always).collect())
    }

    /// Whether a host could take a booking.
    #[must_use]
    pub fn is_free(&self, host: &Host, span: Span, diary: &Diary<'_>) -> bool {
        self.free_times(host, span, diary).iter().any(|free| free.contains(&span))
    }

    /// The moments at which something of `minutes` can begin, every `interval` minutes, in order.
    #[must_use]
    pub fn starts(&self, within: Span, minutes: u64, interval: u64, diary: &Diary<'_>) -> Vec<Timestamp> {
        let times = |host: &Host| self.free_times(host, within, diary);
        let together = |hosts: &[&Host], beginning: Option<Vec<Span>>| {
            hosts.iter().fold(beginning, |common, host| {
                Some(common.map_or_else(|| times(host), |common| availability::shared(&common, &times(host))))
            })
        };
        let (always, in_turn) = self.split();
        let common = together(&always, None);
        let options: Vec<Vec<Span>> = if in_turn.is_empty() {
            common.into_iter().collect()
        } else {
            in_turn.iter().filter_map(|host| together(&[*host], common.clone())).collect()
        };
        let zone = self.hosts.first().and_then(|host| host.schedule.as_ref());
        let zone = zone.map_or("UTC", |schedule| &schedule.time_zone);
        let cut = |free: &Span| cut(*free, within, minutes, interval, zone);
        let mut starts: Vec<Timestamp> = options.iter().flatten().flat_map(cut).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Those without whom nothing takes place, and those who take turns.
    fn split(&self) -> (Vec<&Host>, Vec<&Host>) {
        self.hosts.iter().partition(|host| !self.takes_turns || host.is_mandatory)
    }

    fn free_times(&self, host: &Host, within: Span, diary: &Diary<'_>) -> Vec<Span> {
        let Some(schedule) = &host.schedule else { return Vec::new() };
        availability::without(availability::hours(schedule, within), &diary.taken(host.user, self.buffers))
    }
}

/// The moments in a free time at which something can begin: the first is a round one, the next follow at the interval.
fn cut(free: Span, within: Span, minutes: u64, interval: u64, zone: &str) -> Vec<Timestamp> {
    let interval = interval.max(1);
    let zone = crate::rules::properties::time_zone(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let round =
        [60, 30, 20, 15, 10, 5].into_iter().find(|round| interval.is_multiple_of(*round)).unwrap_or(1);
    let civil = zone.to_datetime(free.start);
    let minute = u64::try_from(civil.minute()).unwrap_or(0);
    let is_odd = civil.second() != 0 || civil.subsec_nanosecond() != 0;
    let passed = minute % round;
    let missing = if passed == 0 && !is_odd { 0 } else { round - passed };
    let seconds = i64::from(civil.second());
    let nanoseconds = i64::from(civil.subsec_nanosecond());
    let first = free
        .start
        .checked_sub(jiff::SignedDuration::new(seconds, i32::try_from(nanoseconds).unwrap_or(0)))
        .and_then(|start| start.checked_add(availability::duration(missing)));
    let fits = |start: &Timestamp| {
        Span::of(*start, minutes).is_some_and(|span| free.contains(&span)) && *start <= within.end
    };
    let next = |start: &Timestamp| start.checked_add(availability::duration(interval)).ok();
    std::iter::successors(first.ok(), next).take_while(fits).filter(|start| *start >= within.start).collect()
}

#[cfg(test)]
mod tests;
