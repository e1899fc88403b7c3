//! The part of a world that can be booked: schedules, event types, bookings, feeds. Their keys, and how they are read.

use std::collections::HashSet;
use std::ops::Not;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::entries::Name;
use super::reading::{Ids, Part, People, Reading};
use super::text::item;
use crate::wire::fields::{Field, Order, may, must};
use crate::wire::{
    Attendee, BEGINNING, Booking, BookingStatus, DAYS, EventType, Exception, Feed, Host, Hours, Owner,
    PrivateLink, Schedule, Scheduling, Team, User, Wanted, WorldMistake,
};

/// A schedule, as somebody writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct ScheduleEntry {
    id: Option<u64>,
    owner: Name,
    name: Option<String>,
    time_zone: Option<String>,
    availability: Option<Vec<Hours>>,
    #[serde(default)]
    overrides: Vec<Exception>,
}

impl Order for ScheduleEntry {
    const FIELDS: &'static [Field] = &[
        must("owner", Wanted::User),
        may("id", Wanted::Number),
        may("name", Wanted::Text),
        may("time_zone", Wanted::Zone),
        may("availability", Wanted::List(HOURS)),
        may("overrides", Wanted::List(EXCEPTION)),
    ];
}

const HOURS: &[Field] = &[
    must("days", Wanted::ManyOf(DAYS)),
    must("startTime", Wanted::TimeOfDay),
    must("endTime", Wanted::TimeOfDay),
];
const EXCEPTION: &[Field] =
    &[must("date", Wanted::Day), must("startTime", Wanted::TimeOfDay), must("endTime", Wanted::TimeOfDay)];

/// An event type, as somebody writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct EventTypeEntry {
    id: Option<u64>,
    user: Option<Name>,
    team: Option<u64>,
    title: String,
    slug: String,
    #[serde(default)]
    description: String,
    length: u64,
    #[serde(default)]
    hidden: bool,
    schedule: Option<u64>,
    scheduling: Option<Scheduling>,
    #[serde(default)]
    hosts: Vec<HostEntry>,
    #[serde(default)]
    private_links: Vec<PrivateLink>,
    #[serde(default)]
    settings: Map<String, Value>,
}

impl Order for EventTypeEntry {
    const FIELDS: &'static [Field] = &[
        must("title", Wanted::Text),
        must("slug", Wanted::Text),
        must("length", Wanted::Number),
        may("user", Wanted::User),
        may("team", Wanted::Number),
        may("id", Wanted::Number),
        may("description", Wanted::Text),
        may("hidden", Wanted::Flag),
        may("schedule", Wanted::Number),
        may("scheduling", Wanted::OneOf(&["roundRobin", "collective", "managed"])),
        may("hosts", Wanted::List(HOST)),
        may("private_links", Wanted::List(LINK)),
        may("settings", Wanted::Object),
    ];
}

#[derive(Debug, Deserialize)]
struct HostEntry {
    user: Name,
    #[serde(default)]
    mandatory: bool,
    priority: Option<String>,
}

const HOST: &[Field] = &[
    must("user", Wanted::User),
    may("mandatory", Wanted::Flag),
    may("priority", Wanted::OneOf(&["lowest", "low", "medium", "high", "highest"])),
];
const LINK: &[Field] = &[
    must("id", Wanted::Text),
    may("expires_at", Wanted::Moment),
    may("max_usage_count", Wanted::Number),
    may("usage_count", Wanted::Count),
];

/// A booking, as somebody writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct BookingEntry {
    id: Option<u64>,
    uid: String,
    event_type: Option<u64>,
    former_event_type: Option<u64>,
    hosts: Vec<Name>,
    status: Option<BookingStatus>,
    title: Option<String>,
    #[serde(default)]
    description: String,
    start: Timestamp,
    end: Timestamp,
    #[serde(default)]
    location: String,
    #[serde(default)]
    attendees: Vec<Attendee>,
    #[serde(default)]
    guests: Vec<String>,
    #[serde(default)]
    absent_host: bool,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    #[serde(default)]
    metadata: Map<String, Value>,
    #[serde(default)]
    responses: Map<String, Value>,
    #[serde(default)]
    notes: Map<String, Value>,
}

impl Order for BookingEntry {
    const FIELDS: &'static [Field] = &[
        must("uid", Wanted::Text),
        must("hosts", Wanted::Users),
        must("start", Wanted::Moment),
        must("end", Wanted::Moment),
        may("event_type", Wanted::Number),
        may("former_event_type", Wanted::Number),
        may("id", Wanted::Number),
        may("status", Wanted::OneOf(&["pending", "accepted", "rejected", "cancelled"])),
        may("title", Wanted::Text),
        may("description", Wanted::Text),
        may("location", Wanted::Text),
        may("attendees", Wanted::List(ATTENDEE)),
        may("guests", Wanted::Texts),
        may("absent_host", Wanted::Flag),
        may("created_at", Wanted::Moment),
        may("updated_at", Wanted::Moment),
        may("metadata", Wanted::Object),
        may("responses", Wanted::Object),
        may("notes", Wanted::Object),
    ];
}

const ATTENDEE: &[Field] = &[
    must("name", Wanted::Text),
    must("email", Wanted::Email),
    must("time_zone", Wanted::Zone),
    may("language", Wanted::Text),
    may("phone_number", Wanted::Text),
    may("absent", Wanted::Flag),
    may("seat", Wanted::Text),
];

/// A calendar that is read from addresses, as somebody writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct FeedEntry {
    id: Option<u64>,
    owner: Name,
    urls: Vec<String>,
    read_only: Option<bool>,
}

impl Order for FeedEntry {
    const FIELDS: &'static [Field] = &[
        must("owner", Wanted::User),
        must("urls", Wanted::Texts),
        may("id", Wanted::Number),
        may("read_only", Wanted::Flag),
    ];
}

impl Reading<'_> {
    pub(super) fn feeds(&mut self, entries: Vec<Part<FeedEntry>>, people: &People) -> Vec<Feed> {
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let mut feeds = Vec::new();
        for Part { name, entry, .. } in entries {
            let owner = self.user(&format!("{name}.owner"), &entry.owner, people);
            let id = self.unique_id(&name, entry.id, &mut ids);
            let read_only = entry.read_only.unwrap_or(true);
            feeds.extend(owner.map(|owner| Feed { id, owner, urls: entry.urls, read_only }));
        }
        feeds
    }

    /// Where no list of schedules was written, everybody has working hours.
    pub(super) fn schedules(
        &mut self,
        entries: Option<Vec<Part<ScheduleEntry>>>,
        users: &mut [User],
        people: &People,
    ) -> Vec<Schedule> {
        let Some(entries) = entries else {
            return (1..).zip(users).map(|(id, user)| at_work(id, user)).collect();
        };
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let mut schedules = Vec::new();
        for Part { name, entry, .. } in entries {
            let Some(owner) = self.user(&format!("{name}.owner"), &entry.owner, people) else { continue };
            let id = self.unique_id(&name, entry.id, &mut ids);
            let zone = users.iter().find(|user| user.id == owner).map(|user| user.profile.time_zone.clone());
            let hours = entry.availability.unwrap_or_else(|| vec![Hours::nine_to_five()]);
            let ends = hours.iter().map(|it| ("availability", &it.start, &it.end));
            let ends = ends.chain(entry.overrides.iter().map(|it| ("overrides", &it.start, &it.end)));
            if let Some((list, ..)) = ends.clone().find(|(_, start, end)| start > end) {
                self.complain(format!("{name}.{list}"), WorldMistake::EndsFirst("endTime", "startTime"));
            }
            schedules.push(Schedule {
                id,
                owner,
                name: entry.name.unwrap_or_else(|| "Working Hours".to_owned()),
                time_zone: entry.time_zone.or(zone).unwrap_or_default(),
                availability: hours,
                overrides: entry.overrides,
            });
        }
        schedules
    }

    pub(super) fn event_types(
        &mut self,
        entries: Vec<Part<EventTypeEntry>>,
        schedules: &[Schedule],
        teams: &[Team],
        people: &People,
    ) -> Vec<EventType> {
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let mut event_types = Vec::new();
        for Part { name, entry, .. } in entries {
            let owner = match (&entry.user, entry.team) {
                (Some(user), None) => self.user(&format!("{name}.user"), user, people).map(Owner::User),
                (None, Some(team)) => Some(Owner::Team(team)),
                _ => {
                    self.complain(name.clone(), WorldMistake::OneOwner);
                    None
                }
            };
            if entry.team.is_some_and(|id| !teams.iter().any(|team| team.id == id)) {
                self.complain(format!("{name}.team"), WorldMistake::Nowhere("team"));
            }
            if entry.schedule.is_some_and(|id| !schedules.iter().any(|schedule| schedule.id == id)) {
                self.complain(format!("{name}.schedule"), WorldMistake::Nowhere("schedule"));
            }
            let hosts = self.hosts(&format!("{name}.hosts"), entry.hosts, people);
            let id = self.unique_id(&name, entry.id, &mut ids);
            let Some(owner) = owner else { continue };
            event_types.push(EventType {
                title: entry.title,
                slug: entry.slug,
                description: entry.description,
                length: entry.length,
                hidden: entry.hidden,
                schedule: entry.schedule,
                scheduling: entry.scheduling,
                hosts,
                private_links: entry.private_links,
                settings: entry.settings,
                ..EventType::new(id, owner)
            });
        }
        event_types
    }

    fn hosts(&mut self, part: &str, entries: Vec<HostEntry>, people: &People) -> Vec<Host> {
        let mut hosts = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            let user = self.user(&format!("{}.user", item(part, index)), &entry.user, people);
            let priority = entry.priority.unwrap_or_else(|| "medium".to_owned());
            hosts.extend(user.map(|user| Host { user, mandatory: entry.mandatory, priority }));
        }
        hosts
    }

    pub(super) fn bookings(
        &mut self,
        entries: Vec<Part<BookingEntry>>,
        event_types: &[EventType],
        people: &People,
    ) -> Vec<Booking> {
        let mut ids = Ids::taken(entries.iter().filter_map(|part| part.entry.id));
        let (mut bookings, mut uids) = (Vec::new(), HashSet::new());
        for Part { name, entry, .. } in entries {
            if uids.insert(entry.uid.clone()).not() {
                self.twice(format!("{name}.uid"), "uid", &entry.uid, "another booking".to_owned());
            }
            let booked = self.booked(&name, &entry, event_types);
            let event_type = event_types.iter().find(|it| it.id == booked);
            if entry.end <= entry.start {
                self.complain(format!("{name}.end"), WorldMistake::EndsFirst("end", "start"));
            }
            let mut hosts = Vec::new();
            for (index, host) in entry.hosts.iter().enumerate() {
                hosts.extend(self.user(&item(&format!("{name}.hosts"), index), host, people));
            }
            let id = self.unique_id(&name, entry.id, &mut ids);
            let created_at = entry.created_at.unwrap_or(BEGINNING);
            bookings.push(Booking {
                id,
                uid: entry.uid,
                event_type: booked,
                hosts,
                status: entry.status.unwrap_or(BookingStatus::Accepted),
                title: entry.title.or_else(|| event_type.map(|it| it.title.clone())).unwrap_or_default(),
                description: entry.description,
                start: entry.start,
                end: entry.end,
                location: entry.location,
                attendees: entry.attendees,
                guests: entry.guests,
                absent_host: entry.absent_host,
                created_at,
                updated_at: entry.updated_at.unwrap_or(created_at),
                metadata: entry.metadata,
                responses: entry.responses,
                notes: entry.notes,
            });
        }
        bookings
    }

    /// The event type of a booking, which must be there unless it is said that it was deleted since.
    fn booked(&mut self, name: &str, entry: &BookingEntry, event_types: &[EventType]) -> u64 {
        match (entry.event_type, entry.former_event_type) {
            (Some(id), None) => {
                if !event_types.iter().any(|it| it.id == id) {
                    self.complain(format!("{name}.event_type"), WorldMistake::Nowhere("event type"));
                }
                id
            }
            (None, Some(id)) => id,
            _ => {
                self.complain(name.to_owned(), WorldMistake::OneEventType);
                0
            }
        }
    }

    /// Default schedules must be there, and their own.
    pub(super) fn default_schedules(&mut self, users: &[User], schedules: &[Schedule]) {
        for (index, user) in users.iter().enumerate() {
            let is_theirs = |id| schedules.iter().any(|it| it.id == id && it.owner == user.id);
            if user.profile.default_schedule.is_some_and(|id| !is_theirs(id)) {
                let part = format!("{}.default_schedule", item("users", index));
                self.complain(part, WorldMistake::Nowhere("schedule of this user"));
            }
        }
    }
}

/// Working hours for somebody of whom no schedule was written.
fn at_work(id: u64, user: &mut User) -> Schedule {
    user.profile.default_schedule.get_or_insert(id);
    Schedule::working_hours(id, user.id, &user.profile.time_zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fields::tests::is_true_to_its_table;

    #[test]
    fn whatever_a_table_lets_through_can_be_read() {
        is_true_to_its_table::<ScheduleEntry>();
        is_true_to_its_table::<EventTypeEntry>();
        is_true_to_its_table::<BookingEntry>();
        is_true_to_its_table::<FeedEntry>();
    }
}
