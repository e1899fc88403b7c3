//! `/v2/bookings` and the bookings of teams and organizations (production-api D, "Booking"; calcom-openapi.json).
//!
//! | file             | what it answers                                                       |
//! |------------------|-----------------------------------------------------------------------|
//! | [`list`]         | lists: a user's, a team's, an organization's                          |
//! | [`read`]         | one booking, by its uid, by that of its series, by a seat             |
//! | [`extras`]       | what hangs on it: references and calendar links                       |
//! | [`video`]        | recordings, transcripts and sessions of a booking in Cal Video        |
//! | [`create`]       | a booking, a seat in one, or a series                                 |
//! | [`cancel`]       | a booking, a seat or a series called off                              |
//! | [`reschedule`]   | another time                                                          |
//! | [`changes`]      | guests, location, who did not come                                    |
//! | [`confirmation`] | yes or no to one that waits                                           |
//! | [`reassign`]     | another host                                                          |
//!
//! Shared by them: [`shape`], how a booking is shown; [`desk`], who can be booked for what; [`draft`], a booking before it
//! is made; [`people`], who comes to it.

mod cancel;
mod changes;
mod confirmation;
mod create;
mod desk;
mod draft;
mod extras;
mod list;
mod people;
mod read;
mod reassign;
mod reschedule;
mod shape;
mod video;

use jiff::Timestamp;

use super::call::Call;
use crate::rules::booking::Person;
use crate::store::App;
use crate::wire::{ApiError, Booking, BookingError, EventType, User};

pub(in crate::http) use cancel::call_off;
pub(super) use cancel::cancel;
pub(super) use changes::{add_guests, mark_absent, relocate};
pub(super) use confirmation::{confirm, decline};
pub(in crate::http) use create::book;
pub(super) use create::create;
pub(super) use desk::{Desk, Wanted, buffers, unnamed, user_called};
pub(super) use extras::{calendar_links, references, references_of_team};
pub(super) use list::{list, list_of_organization, list_of_team};
pub(super) use read::{read, read_by_seat};
pub(super) use reassign::{reassign, reassign_to};
pub(in crate::http) use reschedule::put_off;
pub(super) use reschedule::reschedule;
pub(super) use video::{conferencing_sessions, recordings, transcripts};

/// Whoever wants a booking made, moved or cancelled: a caller of the API, or somebody at a page of whom nobody asks who
/// they are.
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct Requester<'a> {
    pub(in crate::http) app: &'a App,
    pub(in crate::http) caller: Option<&'a User>,
}

impl Requester<'_> {
    fn now(&self) -> Timestamp {
        self.app.env.clock.now()
    }
}

/// The uid in the path.
fn uid(call: &Call<'_>) -> String {
    call.name("bookingUid").to_owned()
}

/// The booking in the path, if it is one of the caller's. `missing` says that there is none.
fn own(
    call: &Call<'_>,
    missing: fn(String) -> BookingError,
) -> Result<(Booking, Option<EventType>), ApiError> {
    let user = call.user()?;
    let booking = call.app.bookings.find(&uid(call)).ok_or_else(|| missing(uid(call)))?;
    let event_type = call.app.event_types.find(&booking.event_type);
    let teams = call.app.teams.all();
    if (Person { user, teams: &teams }).runs(&booking, event_type.as_ref()) {
        return Ok((booking, event_type));
    }
    Err(BookingError::NotYours { user: user.id, uid: booking.uid }.into())
}
