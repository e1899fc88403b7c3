//! What was booked (production-api D, "Booking"), and slots that are held for a while.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What became of a booking so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BookingStatus {
    /// It waits for a host's yes.
    Pending,
    /// It takes place.
    Accepted,
    /// A host said no.
    Rejected,
    /// It was called off.
    Cancelled,
}

/// Somebody who comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// What they are called.
    pub name: String,
    /// Where they are told.
    pub email: String,
    /// The zone they live in.
    pub time_zone: String,
    /// The language in which they are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Whether they did not come.
    #[serde(default)]
    pub absent: bool,
    /// The word by which their seat is called, where the event type has seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
}

/// Something that was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Its number.
    pub id: u64,
    /// The word in paths.
    pub uid: String,
    /// What was booked.
    pub event_type: u64,
    /// The users who hold it, the organizer first.
    pub hosts: Vec<u64>,
    /// What became of it.
    pub status: BookingStatus,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Where it takes place.
    pub location: String,
    /// Who comes, whoever booked it first.
    pub attendees: Vec<Attendee>,
    /// E-mail addresses of others who come along.
    pub guests: Vec<String>,
    /// Whether the host did not come.
    pub absent_host: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Whatever its maker wanted kept.
    pub metadata: Map<String, Value>,
    /// The answers to the questions of the event type.
    pub responses: Map<String, Value>,
    /// What else is known of it, as the API writes it (`cancellationReason`, `rescheduledFromUid`, `meetingUrl` ...).
    pub notes: Map<String, Value>,
}

impl Booking {
    /// Whether it takes up its hosts' time.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        matches!(self.status, BookingStatus::Pending | BookingStatus::Accepted)
    }

    /// How long it takes, in minutes.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.end.duration_since(self.start).as_mins()
    }
}

/// A slot that is held for somebody who is about to book it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The word in paths.
    pub uid: String,
    /// What is about to be booked.
    pub event_type: u64,
    /// When the slot begins.
    pub start: Timestamp,
    /// When the slot ends.
    pub end: Timestamp,
    /// For how many minutes it is held.
    pub minutes: u64,
    /// Until when.
    pub until: Timestamp,
}
