//! An office in which things can be booked: the event types of Alice, Bob and their teams, from nine to five on working days
//! in UTC. It is Thursday, January 1st 2026, midnight.

use mock_server::World;
use mock_server::wire::{
    EventType, Hash, Host, Member, Owner, Profile, Role, Schedule, Scheduling, Team, User, UserRole,
};
use serde_json::{Map, Value, json};

use crate::house::{Answer, House};
use crate::office::Office;

pub(crate) const ALICE: u64 = 1;
pub(crate) const BOB: u64 = 2;
pub(crate) const CAROL: u64 = 3;

/// A team of Alice's, in which Bob is a member.
pub(crate) const SUPPORT: u64 = 10;
/// An organization of Alice's, in which Bob is a member.
pub(crate) const ACME: u64 = 20;
/// Its team.
pub(crate) const SALES: u64 = 21;

/// Alice's, half an hour.
pub(crate) const INTRO: u64 = 50;
/// Alice's, an hour; she wants to confirm it.
pub(crate) const CHECKED: u64 = 51;
/// Alice's, an hour with two seats, whose owners are told to nobody.
pub(crate) const CLASS: u64 = 52;
/// Alice's, an hour on four weeks.
pub(crate) const WEEKLY: u64 = 53;
/// Alice's, a quarter of an hour, half of one or one, two hours from now on.
pub(crate) const LONG: u64 = 54;
/// Alice's, half an hour with half an hour of rest around it.
pub(crate) const TIRING: u64 = 55;
/// Alice's, for herself and those who run it.
pub(crate) const INTERNAL: u64 = 56;
/// Carol's, half an hour.
pub(crate) const CAROLS: u64 = 57;
/// Alice and Bob in turn, half an hour.
pub(crate) const HELP: u64 = 60;
/// Alice and Bob together, an hour.
pub(crate) const PITCH: u64 = 61;
/// What copies are made of.
pub(crate) const MANAGED: u64 = 62;
/// Nobody's turn.
pub(crate) const EMPTY: u64 = 63;

/// Opens it.
pub(crate) async fn open() -> Office {
    Office::in_house(House::taught(|builder| builder.world(world())).await).await
}

fn world() -> World {
    let everybody = [(ALICE, "alice"), (BOB, "bob"), (CAROL, "carol")];
    World {
        users: everybody.map(|(id, name)| user(id, name)).to_vec(),
        schedules: everybody.map(|(id, _)| Schedule::working_hours(id * 10, id, "UTC")).to_vec(),
        teams: vec![
            team(SUPPORT, "support", false, None),
            team(ACME, "acme", true, None),
            team(SALES, "sales", false, Some(ACME)),
        ],
        event_types: event_types(),
        ..World::empty()
    }
}

fn event_types() -> Vec<EventType> {
    let alices = |id, slug, minutes, settings| event_type(id, Owner::User(ALICE), slug, minutes, settings);
    let teams = |id, team, slug, minutes, scheduling, hosts: &[u64]| EventType {
        scheduling: Some(scheduling),
        hosts: hosts
            .iter()
            .map(|user| Host { user: *user, mandatory: false, priority: "medium".to_owned() })
            .collect(),
        ..event_type(id, Owner::Team(team), slug, minutes, json!({}))
    };
    vec![
        alices(INTRO, "intro", 30, json!({})),
        alices(CHECKED, "checked", 60, json!({"confirmationPolicy": {"type": "always"}})),
        alices(
            CLASS,
            "class",
            60,
            json!({"seats": {"seatsPerTimeSlot": 2, "showAttendeeInfo": false, "showAvailabilityCount": true}}),
        ),
        alices(
            WEEKLY,
            "weekly",
            60,
            json!({"recurrence": {"interval": 1, "occurrences": 4, "frequency": "weekly"}}),
        ),
        alices(
            LONG,
            "long",
            30,
            json!({"lengthInMinutesOptions": [15, 30, 60], "minimumBookingNotice": 720,
            "bookingWindow": {"type": "calendarDays", "value": 30, "rolling": true},
            "locations": [
                {"type": "address", "address": "1 High Street", "public": true}, {"type": "attendeePhone"},
                {"type": "integration", "integration": "google-meet"},
            ],
            "bookingFields": [
                {"type": "select", "slug": "size", "required": true, "options": ["S", "M"]},
                {"type": "boolean", "slug": "first", "required": false},
            ]}),
        ),
        alices(TIRING, "tiring", 30, json!({"beforeEventBuffer": 30, "afterEventBuffer": 30})),
        alices(INTERNAL, "internal", 30, json!({"bookingRequiresAuthentication": true})),
        event_type(CAROLS, Owner::User(CAROL), "carols", 30, json!({})),
        teams(HELP, SUPPORT, "help", 30, Scheduling::RoundRobin, &[ALICE, BOB]),
        teams(PITCH, SALES, "pitch", 60, Scheduling::Collective, &[ALICE, BOB]),
        teams(MANAGED, SUPPORT, "managed", 30, Scheduling::Managed, &[ALICE, BOB]),
        teams(EMPTY, SUPPORT, "empty", 30, Scheduling::RoundRobin, &[]),
    ]
}

fn event_type(id: u64, owner: Owner, slug: &str, length: u64, settings: Value) -> EventType {
    let Value::Object(settings) = settings else { unreachable!() };
    EventType { title: slug.to_owned(), slug: slug.to_owned(), length, settings, ..EventType::new(id, owner) }
}

fn user(id: u64, name: &str) -> User {
    User {
        id,
        email: format!("{name}@example.com"),
        name: Some(name.to_owned()),
        username: name.to_owned(),
        password: Hash::of("wonderland"),
        role: UserRole::User,
        profile: Profile { default_schedule: Some(id * 10), ..Profile::default() },
        managed_by: None,
    }
}

fn team(id: u64, slug: &str, is_organization: bool, parent: Option<u64>) -> Team {
    let members = vec![Member::new(id * 10, ALICE, Role::Owner), Member::new(id * 10 + 1, BOB, Role::Member)];
    let settings = Map::from_iter([("slug".to_owned(), json!(slug))]);
    Team { id, name: slug.to_owned(), is_organization, parent, members, settings }
}

/// A request that books `event_type` for Dora.
pub(crate) fn request(event_type: u64, start: &str) -> Value {
    json!({
        "start": start, "eventTypeId": event_type,
        "attendee": {"name": "Dora", "email": "dora@example.com", "timeZone": "Europe/Rome"},
    })
}

impl Office {
    /// The booking of `event_type` that Dora makes, without a token.
    #[track_caller]
    pub(crate) fn booked(&self, event_type: u64, start: &str) -> impl Future<Output = Value> {
        self.made(request(event_type, start))
    }

    /// The booking that is asked for so, without a token.
    #[track_caller]
    pub(crate) fn made(&self, request: Value) -> impl Future<Output = Value> {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.ask_with(None, "POST", "/v2/bookings", request).await;
            assert_eq!(answer.status, 201, "{caller}: {}", answer.text);
            answer.json["data"].clone()
        }
    }

    /// The status and the sentence of what is refused without a token.
    pub(crate) async fn refuses(&self, method: &str, path: &str, body: Value) -> (u16, String) {
        sentence(&self.ask_with(None, method, path, body).await)
    }

    /// The same with the token of Alice.
    pub(crate) async fn refuses_alice(&self, method: &str, path: &str, body: Value) -> (u16, String) {
        sentence(&self.ask(&self.alice, method, path, body).await)
    }

    /// Some hours later; Alice comes with another token.
    pub(crate) async fn wait(&mut self, hours: &str) {
        self.house.advance(hours).await;
        self.alice.token = self.token("").await;
    }

    /// A booking as anybody sees it.
    pub(crate) async fn seen(&self, booking: &Value) -> Value {
        let path = format!("/v2/bookings/{}", booking["uid"].as_str().unwrap());
        self.ask_with(None, "GET", &path, Value::Null).await.json["data"].clone()
    }

    /// How many bookings there are of Alice's, whatever became of them.
    pub(crate) async fn count(&self) -> u64 {
        let path = "/v2/bookings?take=1";
        let answer = self.ask(&self.alice, "GET", path, Value::Null).await;
        answer.json["pagination"]["totalItems"].as_u64().unwrap()
    }
}

/// The status of a refusal and what it says, as deep inside as it says anything.
fn sentence(answer: &Answer) -> (u16, String) {
    let error = &answer.json["error"];
    assert!(error["code"].is_string(), "{} {}", answer.status, answer.text);
    let mut violation = &error["details"]["errors"][0];
    while violation["children"][0].is_object() {
        violation = &violation["children"][0];
    }
    let told = violation["constraints"].as_object().and_then(|it| it.values().next());
    (answer.status, told.unwrap_or(&error["message"]).as_str().unwrap().to_owned())
}

/// Where a booking is, with what is done there.
pub(crate) fn at(booking: &Value, what: &str) -> String {
    format!("/v2/bookings/{}/{what}", booking["uid"].as_str().unwrap())
}
