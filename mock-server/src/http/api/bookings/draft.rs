//! A booking that is about to be made: what is known before it is known who holds it.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::shape;
use crate::rules::availability::Span;
use crate::rules::booking::{self, location};
use crate::store::App;
use crate::wire::{Attendee, Booking, BookingStatus, EventType, Owner, Scheduling};

/// What every booking of a request has in common.
pub(super) struct Draft {
    pub(super) description: String,
    pub(super) location: String,
    pub(super) attendee: Attendee,
    pub(super) guests: Vec<Attendee>,
    pub(super) metadata: Map<String, Value>,
    pub(super) responses: Map<String, Value>,
    pub(super) notes: Map<String, Value>,
    pub(super) status: BookingStatus,
}

/// What a booking is called by.
pub(super) struct Names {
    pub(super) id: u64,
    pub(super) uid: String,
    pub(super) seat: String,
}

impl Names {
    pub(super) fn fresh(app: &App) -> Self {
        let seat = uuid::Builder::from_random_bytes(app.env.dice.bytes()).into_uuid().to_string();
        Self { id: app.next_number(), uid: booking::uid(app.env.dice.bytes()), seat }
    }
}

impl Draft {
    /// The booking, now that it is known who holds it.
    pub(super) fn booking(
        &self,
        app: &App,
        desk: &Desk,
        names: &Names,
        span: Span,
        hosts: Vec<u64>,
        now: Timestamp,
    ) -> Booking {
        let mut booking = Booking {
            id: names.id,
            uid: names.uid.clone(),
            event_type: desk.event_type.id,
            title: title(app, &desk.event_type, hosts.first().copied(), &self.attendee.name),
            hosts,
            status: self.status,
            description: self.description.clone(),
            start: span.start,
            end: span.end,
            location: self.location.clone(),
            attendees: Vec::new(),
            guests: Vec::new(),
            absent_host: false,
            created_at: now,
            updated_at: now,
            metadata: self.metadata.clone(),
            responses: self.responses.clone(),
            notes: self.notes.clone(),
        };
        if desk.event_type.seats().is_some() {
            self.sit_down(&mut booking, &names.seat);
        } else {
            booking.guests = self.guests.iter().map(|guest| guest.email.clone()).collect();
            booking.attendees = std::iter::once(&self.attendee).chain(&self.guests).cloned().collect();
        }
        location::settle(&mut booking);
        booking
    }

    /// Gives the attendee a seat in a booking.
    pub(super) fn sit_down(&self, booking: &mut Booking, seat: &str) {
        booking.attendees.push(Attendee { seat: Some(seat.to_owned()), ..self.attendee.clone() });
        let mut responses = self.responses.clone();
        // Whoever sees a seat is not told the address of its owner twice.
        responses.remove("email");
        let answers = json!({"bookingFieldsResponses": responses, "metadata": self.metadata});
        shape::keep_answers(booking, seat, answers);
    }
}

/// What a booking is called: of a team that comes together, by the team's name.
pub(super) fn title(app: &App, event_type: &EventType, host: Option<u64>, attendee: &str) -> String {
    let team = match event_type.owner {
        Owner::Team(team) if event_type.scheduling != Some(Scheduling::RoundRobin) => app.teams.find(&team),
        _ => None,
    };
    let user = || host.and_then(|id| app.users.find(&id)).map(|user| user.name.unwrap_or(user.username));
    let host = team.map(|team| team.name).or_else(user).unwrap_or_default();
    format!("{} between {host} and {attendee}", event_type.title)
}
