//! What can be booked in the default world, and what was: each kind of answer has something to show.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{ADMIN_ID, OWNER_ID, SALES, SUPPORT, USER_ID};
use crate::wire::{
    Attendee, BEGINNING, Booking, BookingStatus, EventType, Exception, Feed, Host, Hours, Owner, PrivateLink,
    Schedule, Scheduling,
};

/// The schedule of everybody's working hours.
pub(super) const fn working_hours_of(user: u64) -> u64 {
    30 + user
}

const EVENINGS: u64 = 39;
const MEETING: u64 = 40;
const INTERVIEW: u64 = 41;
const DEMO: u64 = 42;
const PANEL: u64 = 43;
const CHECKUP: u64 = 44;

pub(super) fn schedules() -> Vec<Schedule> {
    let working_hours = |user| Schedule::working_hours(working_hours_of(user), user, "Europe/London");
    let evening =
        Hours { days: vec!["Tuesday".to_owned()], start: "18:00".to_owned(), end: "21:00".to_owned() };
    let day_off = jiff::civil::date(2030, 12, 24);
    let overrides = vec![Exception { date: day_off, start: "18:00".to_owned(), end: "19:00".to_owned() }];
    let evenings = Schedule {
        name: "Evenings".to_owned(),
        availability: vec![evening],
        overrides,
        ..Schedule::working_hours(EVENINGS, USER_ID, "Europe/London")
    };
    [OWNER_ID, ADMIN_ID, USER_ID].map(working_hours).into_iter().chain([evenings]).collect()
}

pub(super) fn event_types() -> Vec<EventType> {
    let link = PrivateLink {
        id: "showcaselink".to_owned(),
        expires_at: None,
        max_usage_count: Some(10),
        usage_count: 3,
    };
    let wants_confirmation =
        json!({"confirmationPolicy": {"type": "always", "blockUnconfirmedBookingsInBooker": false}});
    let host = |user| Host { user, mandatory: false, priority: "medium".to_owned() };
    let shared = |scheduling| EventType {
        scheduling: Some(scheduling),
        hosts: vec![host(ADMIN_ID), host(USER_ID)],
        ..event_type(0, Owner::Team(SALES), "", 30)
    };
    vec![
        EventType { private_links: vec![link], ..event_type(MEETING, Owner::User(USER_ID), "Meeting", 30) },
        EventType {
            settings: members(wants_confirmation),
            ..event_type(INTERVIEW, Owner::User(USER_ID), "Interview", 60)
        },
        EventType {
            id: DEMO,
            title: "Demo".to_owned(),
            slug: "demo".to_owned(),
            ..shared(Scheduling::RoundRobin)
        },
        EventType {
            id: PANEL,
            title: "Panel".to_owned(),
            slug: "panel".to_owned(),
            ..shared(Scheduling::Collective)
        },
        EventType {
            scheduling: Some(Scheduling::RoundRobin),
            hosts: vec![host(OWNER_ID), host(USER_ID)],
            ..event_type(CHECKUP, Owner::Team(SUPPORT), "Checkup", 15)
        },
    ]
}

pub(super) fn bookings() -> Vec<Booking> {
    let cancelled =
        json!({"cancellationReason": "Something came up", "cancelledByEmail": "guest@example.com"});
    vec![
        booking(50, "showcase-upcoming", MEETING, &[USER_ID], "2030-01-07T10:00:00Z", 30),
        Booking {
            status: BookingStatus::Pending,
            ..booking(51, "showcase-pending", INTERVIEW, &[USER_ID], "2030-01-08T10:00:00Z", 60)
        },
        booking(52, "showcase-past", MEETING, &[USER_ID], "2026-01-05T10:00:00Z", 30),
        Booking {
            status: BookingStatus::Cancelled,
            notes: members(cancelled),
            ..booking(53, "showcase-cancelled", MEETING, &[USER_ID], "2030-01-09T10:00:00Z", 30)
        },
        booking(54, "showcase-demo", DEMO, &[ADMIN_ID], "2030-01-10T10:00:00Z", 30),
        booking(55, "showcase-checkup", CHECKUP, &[OWNER_ID], "2030-01-10T14:00:00Z", 15),
    ]
}

pub(super) fn feeds() -> Vec<Feed> {
    let urls = vec!["https://calendar.example/uma.ics".to_owned()];
    vec![Feed { id: 60, owner: USER_ID, urls, read_only: true }]
}

fn event_type(id: u64, owner: Owner, title: &str, length: u64) -> EventType {
    EventType {
        title: title.to_owned(),
        slug: title.to_lowercase(),
        description: format!("{length} minutes to show how it is answered"),
        length,
        ..EventType::new(id, owner)
    }
}

fn booking(id: u64, uid: &str, event_type: u64, hosts: &[u64], start: &str, minutes: i64) -> Booking {
    let start: Timestamp = start.parse().unwrap_or(BEGINNING);
    let guest = Attendee {
        name: "Gus Guest".to_owned(),
        email: "guest@example.com".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        language: Some("en".to_owned()),
        phone_number: None,
        absent: false,
        seat: None,
    };
    Booking {
        id,
        uid: uid.to_owned(),
        event_type,
        hosts: hosts.to_vec(),
        status: BookingStatus::Accepted,
        title: "A meeting with Gus Guest".to_owned(),
        description: String::new(),
        start,
        end: start.checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(start),
        location: "integrations:daily".to_owned(),
        attendees: vec![guest],
        guests: Vec::new(),
        absent_host: false,
        created_at: BEGINNING,
        updated_at: BEGINNING,
        metadata: Map::new(),
        responses: Map::new(),
        notes: Map::new(),
    }
}

fn members(object: Value) -> Map<String, Value> {
    if let Value::Object(members) = object { members } else { Map::new() }
}
