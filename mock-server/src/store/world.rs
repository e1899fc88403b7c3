//! A world: the users, teams and clients with which a server starts, and what of them can be and was booked. Plain data, secrets as hashes.
//!
//! A person writes one as TOML, a program as JSON; both are read by the same rules, and what is written out can be read
//! again.

mod calendar;
mod entries;
mod platform;
mod reading;
mod text;
mod writing;

use self::calendar::{BookingEntry, EventTypeEntry, FeedEntry, ScheduleEntry};
use self::entries::{ClientEntry, TeamEntry, UserEntry};
use self::platform::PlatformClientEntry;
use self::text::Text;
use crate::wire::fields::{Field, Order};
use crate::wire::{Booking, Client, EventType, Feed, PlatformClient, Schedule, Team, User, WorldError};

/// The users, teams and clients with which a server starts.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// People with accounts.
    pub users: Vec<User>,
    /// Teams and organizations.
    pub teams: Vec<Team>,
    /// OAuth clients.
    pub clients: Vec<Client>,
    /// Platform clients.
    pub platform_clients: Vec<PlatformClient>,
    /// When people can be booked.
    pub schedules: Vec<Schedule>,
    /// What can be booked.
    pub event_types: Vec<EventType>,
    /// What was booked.
    pub bookings: Vec<Booking>,
    /// Calendars that are read from addresses.
    pub feeds: Vec<Feed>,
}

impl World {
    /// Nobody and nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A world that shows everything: the default one, with the fixed and obviously fake credentials of
    /// [`showcase`](super::showcase).
    #[must_use]
    pub fn showcase() -> Self {
        super::showcase::world()
    }

    /// The numbers by which something in it is called.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        let secrets = self.clients.iter().flat_map(|client| &client.secrets).map(|secret| secret.id);
        let users = self.users.iter().map(|user| user.id);
        let members = self.teams.iter().flat_map(|team| &team.members).map(|member| member.id);
        let schedules = self.schedules.iter().map(|schedule| schedule.id);
        let event_types = self.event_types.iter().map(|event_type| event_type.id);
        let bookings = self.bookings.iter().map(|booking| booking.id);
        let teams = self.teams.iter().map(|team| team.id);
        let feeds = self.feeds.iter().map(|feed| feed.id);
        users
            .chain(feeds)
            .chain(teams)
            .chain(members)
            .chain(schedules)
            .chain(event_types)
            .chain(bookings)
            .chain(secrets)
    }

    /// Reads the world that somebody wrote as TOML.
    ///
    /// # Errors
    ///
    /// Every mistake in it, with its place and its mend.
    pub fn from_toml(text: &str) -> Result<Self, WorldError> {
        reading::read(&Text::from_toml(text)?)
    }

    /// Reads the world that somebody wrote as JSON.
    ///
    /// # Errors
    ///
    /// Every mistake in it, with its place and its mend.
    pub fn from_json(text: &str) -> Result<Self, WorldError> {
        reading::read(&Text::from_json(text)?)
    }
}

/// The lists of a world, and what may stand in each.
pub(crate) fn world_parts() -> [(&'static str, &'static [Field]); 8] {
    [
        ("users", UserEntry::FIELDS),
        ("teams", TeamEntry::FIELDS),
        ("clients", ClientEntry::FIELDS),
        ("platform_clients", PlatformClientEntry::FIELDS),
        ("schedules", ScheduleEntry::FIELDS),
        ("event_types", EventTypeEntry::FIELDS),
        ("bookings", BookingEntry::FIELDS),
        ("feeds", FeedEntry::FIELDS),
    ]
}

#[cfg(test)]
mod tests;
