//! What may be done with a booking, in which state and by whom (production-api D, "Booking"; calcom-openapi.json, the
//! descriptions of `/v2/bookings/{bookingUid}/...`).
//!
//! A booking belongs to its hosts, to the owner of its event type, and to the admins of the team or organization that it
//! belongs to. Who comes to it sees it in their list, and no more.

pub mod answers;
pub mod hosting;
pub mod list;
pub mod location;
pub mod time;

use jiff::Timestamp;
use serde_json::Value;

use crate::wire::{Booking, BookingError, BookingStatus, EventType, Owner, Team, User};

/// Somebody, and the teams that there are.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Who.
    pub user: &'a User,
    /// All teams and organizations.
    pub teams: &'a [Team],
}

impl Person<'_> {
    /// Whether it is their booking.
    #[must_use]
    pub fn runs(&self, booking: &Booking, event_type: Option<&EventType>) -> bool {
        booking.hosts.contains(&self.user.id) || event_type.is_some_and(|it| self.runs_event_type(it))
    }

    /// Whether it is their event type: their own, or one of a team that they run.
    #[must_use]
    pub fn runs_event_type(&self, event_type: &EventType) -> bool {
        match event_type.owner {
            Owner::User(owner) => owner == self.user.id || self.runs_an_organization_of(owner),
            Owner::Team(team) => self.runs_team(team),
        }
    }

    /// Whether they run an event type or are one of its hosts.
    #[must_use]
    pub fn belongs_to(&self, event_type: &EventType) -> bool {
        event_type.hosts.iter().any(|host| host.user == self.user.id) || self.runs_event_type(event_type)
    }

    /// Whether they come to a booking.
    #[must_use]
    pub fn attends(&self, booking: &Booking) -> bool {
        booking.attendees.iter().any(|attendee| self.user.is_at(&attendee.email))
    }

    /// Whether they and `other` are in one team.
    #[must_use]
    pub fn shares_a_team_with(&self, other: u64) -> bool {
        let has_both = |team: &Team| team.role_of(self.user.id).is_some() && team.role_of(other).is_some();
        self.teams.iter().any(has_both)
    }

    /// Whether they are in a team, or in the organization above it.
    #[must_use]
    pub fn is_in(&self, team: u64) -> bool {
        let is_member = |id: u64| self.team(id).is_some_and(|team| team.role_of(self.user.id).is_some());
        is_member(team) || self.team(team).and_then(|team| team.parent).is_some_and(is_member)
    }

    fn team(&self, id: u64) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// Admins of an organization run its teams.
    fn runs_team(&self, id: u64) -> bool {
        let runs = |id: u64| self.team(id).is_some_and(|team| team.is_run_by(self.user.id));
        runs(id) || self.team(id).and_then(|team| team.parent).is_some_and(runs)
    }

    fn runs_an_organization_of(&self, other: u64) -> bool {
        let has_both = |team: &Team| {
            team.is_organization && team.is_run_by(self.user.id) && team.role_of(other).is_some()
        };
        self.teams.iter().any(has_both)
    }
}

/// The word for what became of a booking.
#[must_use]
pub const fn word(status: BookingStatus) -> &'static str {
    match status {
        BookingStatus::Pending => "pending",
        BookingStatus::Accepted => "accepted",
        BookingStatus::Rejected => "rejected",
        BookingStatus::Cancelled => "cancelled",
    }
}

/// A booking is called off once, not when it is over, and not where its event type forbids it.
///
/// # Errors
///
/// Why it cannot be called off.
pub fn can_be_cancelled(
    booking: &Booking,
    event_type: Option<&EventType>,
    now: Timestamp,
) -> Result<(), BookingError> {
    if booking.status == BookingStatus::Cancelled {
        return Err(BookingError::AlreadyCancelled);
    }
    if event_type.is_some_and(|it| is_disabled(it, "disableCancelling")) {
        return Err(BookingError::NotToBeCancelled);
    }
    if booking.end <= now { Err(BookingError::AlreadyEnded) } else { Ok(()) }
}

/// A booking that was called off stays where it is; one that was moved has a successor. An event type may forbid it, or
/// when only so many minutes are left.
///
/// # Errors
///
/// Why it cannot be moved.
pub fn can_be_rescheduled(
    booking: &Booking,
    event_type: &EventType,
    now: Timestamp,
) -> Result<(), BookingError> {
    let uid = booking.uid.clone();
    match booking.status {
        BookingStatus::Cancelled => Err(match successor(booking) {
            Some(to) => BookingError::RescheduledBefore { uid, to: to.to_owned() },
            None => BookingError::CancelledBefore(uid),
        }),
        BookingStatus::Rejected => Err(BookingError::NotOn { uid, status: word(booking.status) }),
        BookingStatus::Pending | BookingStatus::Accepted if is_fixed(booking, event_type, now) => {
            Err(BookingError::NotToBeRescheduled)
        }
        BookingStatus::Pending | BookingStatus::Accepted => Ok(()),
    }
}

fn is_fixed(booking: &Booking, event_type: &EventType, now: Timestamp) -> bool {
    let setting = event_type.settings.get("disableRescheduling");
    let minutes = setting.and_then(|it| it.get("minutesBefore")).and_then(Value::as_i64);
    let left = booking.start.duration_since(now).as_mins();
    is_disabled(event_type, "disableRescheduling") || minutes.is_some_and(|minutes| left < minutes)
}

fn is_disabled(event_type: &EventType, setting: &str) -> bool {
    let setting = event_type.settings.get(setting);
    setting.and_then(|it| it.get("disabled")).and_then(Value::as_bool) == Some(true)
}

/// The booking that came instead of one.
#[must_use]
pub fn successor(booking: &Booking) -> Option<&str> {
    booking.notes.get("rescheduledToUid")?.as_str()
}

/// The series that a booking is one of.
#[must_use]
pub fn series(booking: &Booking) -> Option<&str> {
    booking.notes.get("recurringBookingUid")?.as_str()
}

/// Only what waits can be confirmed or declined.
///
/// # Errors
///
/// What became of it before.
pub fn awaits_an_answer(booking: &Booking) -> Result<(), BookingError> {
    match booking.status {
        BookingStatus::Pending => Ok(()),
        BookingStatus::Accepted => Err(BookingError::AlreadyConfirmed),
        status => Err(BookingError::NotPending { uid: booking.uid.clone(), status: word(status) }),
    }
}

/// What was called off or rejected is changed no more.
///
/// # Errors
///
/// What became of it.
pub fn can_be_changed(booking: &Booking) -> Result<(), BookingError> {
    if booking.is_on() {
        return Ok(());
    }
    Err(BookingError::NotOn { uid: booking.uid.clone(), status: word(booking.status) })
}

/// Nobody is late before a booking begins.
///
/// # Errors
///
/// When it begins.
pub fn has_begun(booking: &Booking, now: Timestamp) -> Result<(), BookingError> {
    if now >= booking.start {
        return Ok(());
    }
    let written = |moment: Timestamp| format!("{moment:.3}");
    Err(BookingError::NotBegun { now: written(now), start: written(booking.start) })
}

/// The letters of a uid: those that nobody mistakes for another.
const LETTERS: &[u8; 58] = b"123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

/// The word by which a booking is called: 22 letters, as production writes its ids.
#[must_use]
pub fn uid(bytes: [u8; 16]) -> String {
    let number = u128::from_be_bytes(bytes);
    let digits = std::iter::successors(Some(number), |rest| Some(rest / 58)).take(22);
    let letter = |digit: u128| {
        let place = usize::try_from(digit % 58).unwrap_or(0);
        char::from(LETTERS.get(place).copied().unwrap_or(b'1'))
    };
    let mut letters: Vec<char> = digits.map(letter).collect();
    letters.reverse();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests;
