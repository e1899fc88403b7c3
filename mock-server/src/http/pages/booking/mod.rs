//! `/{username}/{eventSlug}`, `/booking/{uid}` and `/reschedule/{uid}`: the public pages on which anybody books a person,
//! looks at a booking, moves it and calls it off (platform-quickstart 2.3). Nobody signs in.
//!
//! They book by the rules of `POST /v2/bookings`, and what is refused stands on the page with what was typed. Of a team
//! there is no such page.

mod book;
mod booked;
mod refusal;
mod reschedule;
mod times;

use percent_encoding::percent_decode_str;

use super::{rooms, sheet};
use crate::http::api::Requester;
use crate::http::respond::Reply;
use crate::http::site::Note;
use crate::rules::platform::landing;
use crate::store::App;
use crate::wire::{Booking, EventType, Owner, Place, PlatformClient, User};

pub(super) use book::{book, offer};
pub(super) use booked::{cancel, show};
pub(super) use reschedule::{ask, reschedule};

/// Whether a page is at `/{username}/{slug}`: elsewhere everything stays as it would be without one.
pub(super) fn is_there(app: &App, username: &str, slug: &str) -> bool {
    Offered::at(app, username, slug).is_some()
}

/// What is booked at a page: a person's event type, and the person.
struct Offered {
    event_type: EventType,
    host: User,
}

impl Offered {
    /// What the names in a path lead to. What is hidden is not found.
    fn at(app: &App, username: &str, slug: &str) -> Option<Self> {
        let (username, slug) = (decoded(username), decoded(slug));
        let called = app.event_types.all().into_iter().filter(|it| it.slug == slug && !it.hidden);
        called.filter_map(|event_type| Self::of(app, event_type)).find(|it| it.host.username == username)
    }

    /// An event type and whose it is; nothing where it is a team's.
    fn of(app: &App, event_type: EventType) -> Option<Self> {
        let Owner::User(owner) = event_type.owner else { return None };
        Some(Self { event_type, host: app.users.find(&owner)? })
    }

    /// The platform client that manages the person.
    fn platform(&self, app: &App) -> Option<PlatformClient> {
        self.host.managed_by.as_ref().and_then(|by| app.platform_clients.find(&by.client))
    }

    /// What the journal is told.
    fn note(&self, app: &App) -> Note {
        Note::about(self.platform(app).as_ref().map(|client| client.id.0.as_str()))
    }
}

/// What the journal is told of a page about a booking.
fn note(app: &App, booking: &Booking) -> Note {
    let offered = app.event_types.find(&booking.event_type).and_then(|it| Offered::of(app, it));
    offered.map(|it| it.note(app)).unwrap_or_default()
}

/// A name in a path as it was before it came into the path.
fn decoded(name: &str) -> String {
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// What a browser did before it lands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Booking,
    Rescheduling,
    Cancelling,
}

impl After {
    /// The page of `client` for it.
    fn page(self, client: PlatformClient) -> Option<String> {
        match self {
            Self::Booking => client.booking_url,
            Self::Rescheduling => client.reschedule_url,
            Self::Cancelling => client.cancel_url,
        }
    }

    /// What is told about it beside the booking.
    const fn told(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Booking => None,
            Self::Rescheduling => Some(("reschedule", "true")),
            Self::Cancelling => Some(("cancel", "true")),
        }
    }
}

/// Sends the browser to the page of the platform client for it, or to the page about the booking where there is none.
fn land(app: &App, booking: &Booking, seat: Option<&str>, after: After) -> Reply {
    let own = rooms::booking(&booking.uid, seat);
    let offered = app.event_types.find(&booking.event_type).and_then(|it| Offered::of(app, it));
    let Some(offered) = offered else { return sheet::go(&own) };
    let after = if after == After::Cancelling && app.strictness.at(Place::CancellingLandsOnTheBookingUrl) {
        After::Booking
    } else {
        after
    };
    let stays = after == After::Rescheduling && app.strictness.at(Place::ReschedulingLandsAtHome);
    let page = offered.platform(app).and_then(|client| after.page(client)).filter(|_| !stays);
    let names = [("slug", offered.event_type.slug.as_str()), ("username", &offered.host.username)];
    let seat = seat.map(|seat| ("seatUid", seat));
    let told: Vec<_> = names.into_iter().chain(after.told()).chain(seat).collect();
    let location = page.map_or(own, |page| {
        if app.strictness.at(Place::LandingForgetsTheBooking) {
            return page;
        }
        landing::address(&page, &rooms::escaped(&booking.uid), &told)
    });
    offered.note(app).on(sheet::go(&location))
}

/// Nobody asks who books.
const fn anybody(app: &App) -> Requester<'_> {
    Requester { app, caller: None }
}

fn no_such_booking() -> Reply {
    let text = "The address may be mistyped, or whoever could be booked is gone, and the booking with them.";
    sheet::notice(404, "There is no such booking", text, None)
}
