//! From a booking that may be changed; each test spoils one thing.

use serde_json::{Map, json};

use super::*;
use crate::wire::{Attendee, Hash, Host, Member, Profile, Role, UserRole};

const NINE: &str = "2026-01-01T09:00:00Z";

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

/// Alice's, accepted, from nine to ten; each test spoils one thing.
fn booking() -> Booking {
    Booking {
        id: 7,
        uid: "seven".to_owned(),
        event_type: 50,
        hosts: vec![1],
        status: BookingStatus::Accepted,
        title: String::new(),
        description: String::new(),
        start: at(NINE),
        end: at("2026-01-01T10:00:00Z"),
        location: String::new(),
        attendees: vec![Attendee {
            name: "Dora".to_owned(),
            email: "dora@example.com".to_owned(),
            time_zone: "UTC".to_owned(),
            language: None,
            phone_number: None,
            absent: false,
            seat: None,
        }],
        guests: Vec::new(),
        absent_host: false,
        created_at: at(NINE),
        updated_at: at(NINE),
        metadata: Map::new(),
        responses: Map::new(),
        notes: Map::new(),
    }
}

fn user(id: u64, email: &str) -> User {
    User {
        id,
        email: email.to_owned(),
        name: None,
        username: email.to_owned(),
        password: Hash::of(""),
        role: UserRole::User,
        profile: Profile::default(),
        managed_by: None,
    }
}

fn event_type(owner: Owner, hosts: &[u64]) -> EventType {
    let host = |user: &u64| Host { user: *user, mandatory: false, priority: String::new() };
    EventType { length: 60, hosts: hosts.iter().map(host).collect(), ..EventType::new(50, owner) }
}

/// An organization that user 5 runs, a team of it that 6 runs; 1 and 7 are in both.
fn teams() -> Vec<Team> {
    let team = |id, is_organization, parent, runs| Team {
        id,
        name: String::new(),
        is_organization,
        parent,
        members: vec![
            Member::new(id * 10, runs, Role::Owner),
            Member::new(id * 10 + 1, 1, Role::Member),
            Member::new(id * 10 + 2, 7, Role::Member),
        ],
        settings: Map::new(),
    };
    vec![team(20, true, None, 5), team(21, false, Some(20), 6), team(30, false, None, 8)]
}

#[test]
fn a_booking_is_its_hosts_and_those_who_run_what_it_is_of() {
    let teams = teams();
    let runs = |id: u64, event_type: &EventType| {
        Person { user: &user(id, "x@example.com"), teams: &teams }.runs(&booking(), Some(event_type))
    };
    let own = event_type(Owner::User(1), &[]);
    let who = |event_type: &EventType| (1..=9).filter(|id| runs(*id, event_type)).collect::<Vec<_>>();
    assert_eq!(who(&own), [1, 5], "a person's: theirs and their organization's admins'");
    assert_eq!(who(&event_type(Owner::Team(21), &[1, 7])), [1, 5, 6], "a team's: not every host's");
    assert_eq!(who(&event_type(Owner::Team(30), &[])), [1, 8], "a team without an organization");
    assert_eq!(who(&event_type(Owner::User(9), &[])), [1, 9]);
}

#[test]
fn whoever_comes_to_a_booking_does_not_run_it() {
    let (teams, dora) = (teams(), user(4, "DORA@example.com"));
    let dora = Person { user: &dora, teams: &teams };
    assert!(dora.attends(&booking()));
    assert!(!dora.runs(&booking(), Some(&event_type(Owner::User(1), &[]))));
}

#[test]
fn hosts_belong_to_an_event_type() {
    let teams = teams();
    let seven = user(7, "x@example.com");
    let seven = Person { user: &seven, teams: &teams };
    assert!(seven.belongs_to(&event_type(Owner::Team(21), &[7])));
    assert!(!seven.belongs_to(&event_type(Owner::Team(21), &[1])));
    assert!(seven.is_in(21) && !seven.is_in(99));
    assert!(seven.shares_a_team_with(5) && !seven.shares_a_team_with(4));
}

#[test]
fn a_booking_is_called_off_once_and_before_it_is_over() {
    let free = event_type(Owner::User(1), &[]);
    let outcome =
        |status, now: &str| can_be_cancelled(&Booking { status, ..booking() }, Some(&free), at(now));
    assert_eq!(outcome(BookingStatus::Accepted, "2026-01-01T09:59:59Z"), Ok(()));
    assert_eq!(outcome(BookingStatus::Pending, NINE), Ok(()));
    assert_eq!(outcome(BookingStatus::Cancelled, NINE), Err(BookingError::AlreadyCancelled));
    assert_eq!(outcome(BookingStatus::Accepted, "2026-01-01T10:00:00Z"), Err(BookingError::AlreadyEnded));
    let strict = set(json!({"disableCancelling": {"disabled": true}}));
    assert_eq!(can_be_cancelled(&booking(), Some(&strict), at(NINE)), Err(BookingError::NotToBeCancelled));
}

fn set(settings: Value) -> EventType {
    let Value::Object(settings) = settings else { unreachable!() };
    EventType { settings, ..event_type(Owner::User(1), &[]) }
}

#[test]
fn an_event_type_may_forbid_that_its_bookings_are_moved() {
    let outcome = |settings: Value, now: &str| can_be_rescheduled(&booking(), &set(settings), at(now));
    let early = "2026-01-01T08:00:00Z";
    assert_eq!(outcome(json!({}), early), Ok(()));
    let fixed = Err(BookingError::NotToBeRescheduled);
    assert_eq!(outcome(json!({"disableRescheduling": {"disabled": true}}), early), fixed);
    let late = json!({"disableRescheduling": {"minutesBefore": 60}});
    assert_eq!(outcome(late.clone(), early), Ok(()));
    assert_eq!(outcome(late, "2026-01-01T08:01:00Z"), fixed);
}

#[test]
fn what_was_moved_names_its_successor() {
    let uid = "seven".to_owned();
    assert_eq!(can_be_rescheduled(&booking(), &set(json!({})), at(NINE)), Ok(()));
    let mut gone = Booking { status: BookingStatus::Cancelled, ..booking() };
    assert_eq!(
        can_be_rescheduled(&gone, &set(json!({})), at(NINE)),
        Err(BookingError::CancelledBefore(uid.clone()))
    );
    gone.notes.insert("rescheduledToUid".to_owned(), json!("eight"));
    let to = "eight".to_owned();
    assert_eq!(
        can_be_rescheduled(&gone, &set(json!({})), at(NINE)),
        Err(BookingError::RescheduledBefore { uid: uid.clone(), to })
    );
    let rejected = Booking { status: BookingStatus::Rejected, ..booking() };
    assert_eq!(
        can_be_rescheduled(&rejected, &set(json!({})), at(NINE)),
        Err(BookingError::NotOn { uid, status: "rejected" })
    );
}

#[test]
fn only_what_waits_is_answered() {
    let outcome = |status| awaits_an_answer(&Booking { status, ..booking() });
    let not_pending = |status| Err(BookingError::NotPending { uid: "seven".to_owned(), status });
    assert_eq!(outcome(BookingStatus::Pending), Ok(()));
    assert_eq!(outcome(BookingStatus::Accepted), Err(BookingError::AlreadyConfirmed));
    assert_eq!(outcome(BookingStatus::Rejected), not_pending("rejected"));
    assert_eq!(outcome(BookingStatus::Cancelled), not_pending("cancelled"));
}

#[test]
fn nobody_is_late_before_it_begins() {
    assert_eq!(has_begun(&booking(), at(NINE)), Ok(()));
    assert!(has_begun(&booking(), at("2026-01-01T08:59:59Z")).is_err());
}

#[test]
fn a_uid_has_22_letters_whatever_the_dice_say() {
    assert_eq!(uid([0; 16]), "1".repeat(22));
    assert_eq!(uid([255; 16]).len(), 22);
    assert_ne!(uid([1; 16]), uid([2; 16]));
}
