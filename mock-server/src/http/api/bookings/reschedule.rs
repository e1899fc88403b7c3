//! `POST /v2/bookings/{bookingUid}/reschedule`: another time (calcom-openapi.json, `RescheduleBookingInput_2024_08_13`,
//! `RescheduleSeatedBookingInput_2024_08_13`). A new booking comes, and the old one is called off; each names the other.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::shapes;
use super::cancel;
use super::desk::{self, Desk};
use super::draft::Names;
use super::shape::{self, SEATS};
use super::{Requester, uid};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::availability::{Diary, Span};
use crate::rules::booking::{self, Person};
use crate::rules::booking::{location, time};
use crate::rules::properties::{self, Is, Property, may, must};
use crate::store::App;
use crate::wire::{ApiError, Booking, BookingError, BookingStatus};

const BODY: &[Property] = &[
    must("start", Is::Moment),
    may("rescheduledBy", Is::Email),
    may("reschedulingReason", Is::Text),
    may("seatUid", Is::Word),
];

pub(in super::super) fn reschedule(call: &Call<'_>) -> Result<Reply, ApiError> {
    let (moved, seat) = put_off(call.requester(), &uid(call), &call.raw_body()?)?;
    let shown = match seat {
        Some(seat) => shape::seated(call, &moved, &seat),
        None => shape::booking(call, &moved),
    };
    Ok(shapes::success(201, &shown))
}

/// Moves a booking, or one seat of it, for whoever asks at the API or at a page. The booking that came instead, and the
/// seat.
pub(in crate::http) fn put_off(
    who: Requester<'_>,
    uid: &str,
    said: &Map<String, Value>,
) -> Result<(Booking, Option<String>), ApiError> {
    let app = who.app;
    let old = app.bookings.find(&uid.to_owned());
    let old = old.ok_or_else(|| BookingError::NoSuchBooking(uid.to_owned()))?;
    let event_type = app.event_types.find(&old.event_type);
    let event_type = event_type.ok_or(BookingError::NoSuchEventType(old.event_type))?;
    let asked = properties::read(said, BODY).map_err(ApiError::Invalid)?;
    let seat = asked.get("seatUid").and_then(Value::as_str);
    if shape::is_seated(&old, Some(&event_type)) && seat.is_none() {
        cancel::is_a_host(who, &old)?;
    }
    let start = asked.get("start").and_then(Value::as_str).and_then(properties::moment);
    let minutes = u64::try_from(old.minutes()).unwrap_or(event_type.length);
    let span = start.and_then(|start| Span::of(start, minutes)).ok_or(BookingError::OutOfBounds)?;
    let plan = Move {
        app,
        status: status(who, &old, &event_type, &asked),
        names: Names::fresh(app),
        desk: Desk::of(app, event_type),
        notes: notes(who, &asked),
        span,
        now: who.now(),
    };
    let buffers = desk::buffers(app);
    let moved = app.bookings.among(|all| match seat {
        Some(seat) => plan.one(all, uid, seat, &buffers),
        None => plan.all(all, uid, &buffers),
    })?;
    Ok((moved, seat.map(str::to_owned)))
}

/// Where a booking waits for a yes, it waits again, unless a host moves it.
fn status(
    who: Requester<'_>,
    old: &Booking,
    event_type: &crate::wire::EventType,
    asked: &Map<String, Value>,
) -> BookingStatus {
    let by = asked.get("rescheduledBy").and_then(Value::as_str);
    let named = by.and_then(|email| who.app.users.all().into_iter().find(|user| user.is_at(email)));
    let teams = who.app.teams.all();
    let runs = |user| Person { user, teams: &teams }.runs(old, Some(event_type));
    let is_by_a_host = named.as_ref().is_some_and(runs) || who.caller.is_some_and(runs);
    if event_type.wants_confirmation() && !is_by_a_host {
        BookingStatus::Pending
    } else {
        BookingStatus::Accepted
    }
}

/// Who moves it, and why.
fn notes(who: Requester<'_>, asked: &Map<String, Value>) -> Map<String, Value> {
    let caller = who.caller.map(|user| json!(user.email));
    let by = asked.get("rescheduledBy").cloned().or(caller);
    let reason = asked.get("reschedulingReason").cloned();
    let told = [("reschedulingReason", reason), ("rescheduledByEmail", by)];
    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

struct Move<'a> {
    app: &'a App,
    desk: Desk,
    status: BookingStatus,
    names: Names,
    notes: Map<String, Value>,
    span: Span,
    now: Timestamp,
}

type Bookings = BTreeMap<String, Booking>;
type Buffers = BTreeMap<u64, crate::rules::availability::Buffers>;

impl Move<'_> {
    /// The whole booking.
    fn all(&self, all: &mut Bookings, uid: &str, buffers: &Buffers) -> Result<Booking, BookingError> {
        let missing = || BookingError::NoSuchBooking(uid.to_owned());
        let old = all.get(uid).ok_or_else(missing)?.clone();
        self.can_be_made(&old)?;
        let diary = Diary { bookings: all, buffers, except: Some(uid) };
        let hosts = self.choose(&diary, &old)?;
        let new = self.successor(&old, hosts);
        let old = all.get_mut(uid).ok_or_else(missing)?;
        self.leave_for(old, &new);
        all.insert(new.uid.clone(), new.clone());
        Ok(new)
    }

    /// One seat: into a booking at that time in which there is room, or into a new one.
    fn one(
        &self,
        all: &mut Bookings,
        uid: &str,
        seat: &str,
        buffers: &Buffers,
    ) -> Result<Booking, BookingError> {
        let missing = || BookingError::NoSuchBooking(uid.to_owned());
        let mut old = all.get(uid).ok_or_else(missing)?.clone();
        self.can_be_made(&old)?;
        let before = old.clone();
        let gone = cancel::leave(&mut old, seat);
        let (attendee, answers) = gone.ok_or_else(|| BookingError::NoSuchSeat(seat.to_owned()))?;
        // An empty booking gives its time free; one in which others stay does not.
        let except = (!old.is_on()).then_some(uid);
        let diary = Diary { bookings: all, buffers, except };
        let mut new = match self.desk.seated_at(self.span, &diary) {
            Some(other) if other.uid == uid => return Ok(before),
            Some(other) => {
                self.desk.has_seat_for(other, &attendee.email)?;
                other.clone()
            }
            None => {
                let hosts = self.choose(&diary, &old)?;
                let mut new = self.successor(&before, hosts);
                new.attendees.clear();
                new.notes.remove(SEATS);
                new
            }
        };
        new.attendees.push(attendee);
        new.updated_at = self.now;
        shape::keep_answers(&mut new, seat, answers.unwrap_or_else(|| json!({})));
        old.updated_at = self.now;
        if !old.is_on() {
            self.leave_for(&mut old, &new);
        }
        all.insert(old.uid.clone(), old);
        all.insert(new.uid.clone(), new.clone());
        Ok(new)
    }

    fn can_be_made(&self, old: &Booking) -> Result<(), BookingError> {
        booking::can_be_rescheduled(old, &self.desk.event_type, self.now)?;
        time::can_start(&self.desk.event_type, self.span.start, self.now)
    }

    fn choose(&self, diary: &Diary<'_>, old: &Booking) -> Result<Vec<u64>, BookingError> {
        let hosts = self.desk.crew.choose(self.span, diary, &old.hosts);
        hosts.ok_or_else(|| self.desk.nobody_is_free())
    }

    /// The booking that comes instead of `old`.
    fn successor(&self, old: &Booking, hosts: Vec<u64>) -> Booking {
        let mut new = old.clone();
        new.id = self.names.id;
        new.uid.clone_from(&self.names.uid);
        new.status = self.status;
        (new.start, new.end) = (self.span.start, self.span.end);
        new.hosts = hosts;
        (new.created_at, new.updated_at) = (self.now, self.now);
        new.absent_host = false;
        new.attendees.iter_mut().for_each(|attendee| attendee.absent = false);
        let first = new.attendees.first().map(|attendee| attendee.name.clone()).unwrap_or_default();
        new.title = super::draft::title(self.app, &self.desk.event_type, new.hosts.first().copied(), &first);
        for name in ["rescheduledToUid", "meetingUrl", "reschedulingReason", "rescheduledByEmail"] {
            new.notes.remove(name);
        }
        new.notes.extend(self.notes.clone());
        new.notes.insert("rescheduledFromUid".to_owned(), json!(old.uid));
        let calendar = format!("{}@Cal.com", old.uid);
        new.notes.entry("icsUid").or_insert_with(|| json!(calendar));
        location::settle(&mut new);
        new
    }

    /// Calls off `old`: `new` came instead.
    fn leave_for(&self, old: &mut Booking, new: &Booking) {
        old.status = BookingStatus::Cancelled;
        old.updated_at = self.now;
        old.notes.insert("rescheduledToUid".to_owned(), json!(new.uid));
        if let Some(by) = self.notes.get("rescheduledByEmail") {
            old.notes.insert("rescheduledByEmail".to_owned(), by.clone());
        }
    }
}
