//! `POST /v2/bookings`: a booking, a seat in one, or a series (calcom-openapi.json, `CreateBookingInput_2024_08_13`).
//!
//! Nobody is asked who they are, unless the event type wants it. What is free is looked at and taken under one lock.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::shapes;
use super::desk::{self, Desk, Wanted};
use super::draft::{Draft, Names};
use super::{Requester, people, shape};
use crate::http::api::call::Call;
use crate::http::respond::Reply;
use crate::rules::availability::{Diary, Span};
use crate::rules::booking::Person;
use crate::rules::booking::{answers, location, time};
use crate::rules::properties::{self, Is, Property, may, must};
use crate::store::App;
use crate::wire::{
    ApiError, Booking, BookingError, BookingStatus, Constraint, EventType, Owner, Scheduling, Violation,
};

const BODY: &[Property] = &[
    must("start", Is::Moment),
    must("attendee", Is::Part(people::ATTENDEE)),
    may("bookingFieldsResponses", Is::Object),
    may("eventTypeId", Is::Whole(0, u64::MAX)),
    may("eventTypeSlug", Is::Word),
    may("username", Is::Word),
    may("teamSlug", Is::Word),
    may("organizationSlug", Is::Word),
    may("guests", Is::Emails),
    may("meetingUrl", Is::Text),
    may("location", Is::Anything),
    may("metadata", Is::Metadata),
    may("lengthInMinutes", Is::Whole(1, u64::MAX)),
    may("recurrenceCount", Is::Whole(1, u64::MAX)),
    may("instant", Is::Flag),
];

pub(in super::super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    let made = book(call.requester(), &call.raw_body()?)?;
    let comes_back = made.comes_back;
    let show = |(booking, seat): &(Booking, Option<String>)| match seat {
        Some(seat) => shape::seated(call, booking, seat),
        None => shape::booking(call, booking),
    };
    let mut shown: Vec<Value> = made.bookings.iter().map(show).collect();
    let shown = if comes_back { shown.into() } else { shown.pop().unwrap_or_default() };
    Ok(shapes::success(201, &shown))
}

/// What was made of a request.
pub(in crate::http) struct Made {
    /// In order; with the seat that was taken, where there are seats.
    pub(in crate::http) bookings: Vec<(Booking, Option<String>)>,
    /// Whether they are a series.
    comes_back: bool,
}

/// Books what is asked for, at the API or at a page.
pub(in crate::http) fn book(who: Requester<'_>, said: &Map<String, Value>) -> Result<Made, ApiError> {
    let asked = properties::read(said, BODY).map_err(ApiError::Invalid)?;
    judge_location(&asked)?;
    let event_type = find(who, &asked)?;
    let number = |name: &str| asked.get(name).and_then(Value::as_u64);
    let minutes = time::minutes(&event_type, number("lengthInMinutes"))?;
    let draft = draft(&asked, &event_type)?;
    let start = asked.get("start").and_then(Value::as_str).and_then(properties::moment);
    let start = start.ok_or(BookingError::OutOfBounds)?;
    let zone = &draft.attendee.time_zone;
    let starts = time::occurrences(&event_type, number("recurrenceCount"), start, zone)?;
    let now = who.now();
    time::can_start(&event_type, start, now)?;
    let spans: Option<Vec<Span>> = starts.into_iter().map(|start| Span::of(start, minutes)).collect();
    let plan = Plan {
        app: who.app,
        spans: spans.ok_or(BookingError::OutOfBounds)?,
        draft,
        now,
        desk: Desk::of(who.app, event_type),
    };
    Ok(plan.carry_out()?)
}

/// The event type that is asked for, if whoever asks may book it.
fn find(who: Requester<'_>, asked: &Map<String, Value>) -> Result<EventType, ApiError> {
    let wanted = Wanted::in_properties(asked).ok_or_else(|| desk::unnamed(asked))?;
    let event_type = wanted.find(who.app)?.ok_or_else(|| wanted.missing())?;
    let setting = |name: &str| event_type.settings.get(name).and_then(Value::as_bool) == Some(true);
    if setting("bookingRequiresAuthentication") {
        let user = who.caller.ok_or(BookingError::WantsAuthentication)?;
        let teams = who.app.teams.all();
        if !(Person { user, teams: &teams }).belongs_to(&event_type) {
            return Err(BookingError::WantsAuthorization.into());
        }
    }
    if event_type.scheduling == Some(Scheduling::Managed) {
        return Err(BookingError::Managed(event_type.id).into());
    }
    let is_instant = asked.get("instant").and_then(Value::as_bool) == Some(true);
    match event_type.owner {
        Owner::Team(team) if event_type.hosts.is_empty() => {
            Err(BookingError::NoHosts { event_type: event_type.id, team }.into())
        }
        Owner::User(_) if is_instant => Err(BookingError::InstantOfPerson.into()),
        _ => Ok(event_type),
    }
}

/// A location is told in words, or is one of a kind with what belongs to it.
fn judge_location(asked: &Map<String, Value>) -> Result<(), ApiError> {
    let is_fine = match asked.get("location") {
        None | Some(Value::String(_)) => true,
        Some(Value::Object(location)) => location::is_whole(location),
        Some(_) => false,
    };
    if is_fine {
        return Ok(());
    }
    Err(ApiError::Invalid(vec![Violation {
        target: asked.clone(),
        property: "location".to_owned(),
        broken: Some(Constraint::Location),
        children: Vec::new(),
    }]))
}

/// What is booked, if it is what the event type wants to know.
fn draft(asked: &Map<String, Value>, event_type: &EventType) -> Result<Draft, ApiError> {
    let object = |name: &str| asked.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
    let attendee = people::attendee(asked)?;
    let answers = object("bookingFieldsResponses");
    answers::are_complete(event_type, &answers, attendee.phone_number.as_deref())?;
    let place = asked.get("location").or_else(|| asked.get("meetingUrl"));
    let location = location::choose(event_type, place)?;
    let guests = people::guests(asked, &attendee);
    let mut responses = Map::new();
    responses.insert("email".to_owned(), json!(attendee.email));
    responses.insert("name".to_owned(), json!(attendee.name));
    let description = answers.get("notes").and_then(Value::as_str).unwrap_or_default().to_owned();
    responses.extend(answers);
    if let Some(number) = &attendee.phone_number {
        responses.insert("attendeePhoneNumber".to_owned(), json!(number));
    }
    if !guests.is_empty() {
        responses.insert("guests".to_owned(), guests.iter().map(|guest| guest.email.clone()).collect());
    }
    if let Some(place) = place {
        responses.insert("location".to_owned(), location::answered(place));
    }
    let waits = event_type.wants_confirmation();
    Ok(Draft {
        description,
        location,
        attendee,
        guests,
        metadata: object("metadata"),
        responses,
        notes: Map::new(),
        status: if waits { BookingStatus::Pending } else { BookingStatus::Accepted },
    })
}

/// What is to be made.
struct Plan<'a> {
    app: &'a App,
    desk: Desk,
    draft: Draft,
    /// When it takes place, each time that it does.
    spans: Vec<Span>,
    now: Timestamp,
}

impl Plan<'_> {
    /// Takes the time.
    fn carry_out(mut self) -> Result<Made, BookingError> {
        let app = self.app;
        let comes_back = time::comes_back(&self.desk.event_type);
        if comes_back {
            let series = crate::rules::booking::uid(app.env.dice.bytes());
            self.draft.notes.insert("recurringBookingUid".to_owned(), series.into());
        }
        let names: Vec<Names> = self.spans.iter().map(|_| Names::fresh(app)).collect();
        let buffers = desk::buffers(app);
        let made = app.bookings.among(|bookings| {
            let diary = Diary { bookings, buffers: &buffers, except: None };
            let made = self.spans.iter().zip(&names).map(|(span, names)| self.take(*span, names, &diary));
            let made: Vec<Booking> = made.collect::<Result<_, _>>()?;
            bookings.extend(made.iter().map(|booking| (booking.uid.clone(), booking.clone())));
            Ok::<_, BookingError>(made)
        })?;
        let id = self.desk.event_type.id;
        let is_booked = |span: Span| self.spans.contains(&span);
        app.reservations.among(|held| {
            held.retain(|_, it| it.event_type != id || !is_booked(Span { start: it.start, end: it.end }));
        });
        let has_seats = self.desk.event_type.seats().is_some();
        let seats = names.into_iter().map(|names| has_seats.then_some(names.seat));
        Ok(Made { bookings: made.into_iter().zip(seats).collect(), comes_back })
    }

    /// The booking at that time, if somebody is free for it or a seat in it is.
    fn take(&self, span: Span, names: &Names, diary: &Diary<'_>) -> Result<Booking, BookingError> {
        if let Some(booking) = self.desk.seated_at(span, diary) {
            let mut booking = booking.clone();
            self.desk.has_seat_for(&booking, &self.draft.attendee.email)?;
            self.draft.sit_down(&mut booking, &names.seat);
            booking.updated_at = self.now;
            return Ok(booking);
        }
        let hosts = self.desk.crew.choose(span, diary, &[]).ok_or_else(|| self.desk.nobody_is_free())?;
        Ok(self.draft.booking(self.app, &self.desk, names, span, hosts, self.now))
    }
}
