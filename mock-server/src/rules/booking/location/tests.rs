//! From places that an event type offers; each test spoils one thing.

use super::*;
use crate::wire::Owner;

fn event_type(locations: Value) -> EventType {
    EventType {
        settings: Map::from_iter([("locations".to_owned(), locations)]),
        ..EventType::new(50, Owner::User(1))
    }
}

fn everywhere() -> EventType {
    event_type(json!([
        {"type": "address", "address": "1 High Street"}, {"type": "link", "link": "https://meet.example/x"},
        {"type": "phone", "phone": "+44"}, {"type": "attendeeAddress"}, {"type": "attendeePhone"},
        {"type": "attendeeDefined"}, {"type": "integration", "integration": "zoom"},
        {"type": "organizersDefaultApp"},
    ]))
}

#[test]
fn a_booking_takes_place_where_its_maker_and_its_event_type_agree() {
    let kept = |asked: Value| choose(&everywhere(), Some(&asked)).unwrap();
    for (asked, wanted) in [
        (json!({"type": "address"}), "1 High Street"),
        (json!({"type": "link"}), "https://meet.example/x"),
        (json!({"type": "phone"}), "+44"),
        (json!({"type": "attendeeAddress", "address": "Mine"}), "Mine"),
        (json!({"type": "attendeePhone", "phone": "+39"}), "+39"),
        (json!({"type": "attendeeDefined", "location": "Bar"}), "Bar"),
        (json!({"type": "integration", "integration": "zoom"}), "integrations:zoom"),
        (json!({"type": "organizersDefaultApp"}), "conferencing"),
        (json!("The moon"), "The moon"),
    ] {
        assert_eq!(kept(asked), wanted);
    }
    assert_eq!(choose(&everywhere(), None), Ok("1 High Street".to_owned()));
    assert_eq!(choose(&event_type(json!([])), None), Ok(CAL_VIDEO.to_owned()));
}

#[test]
fn a_booking_takes_place_nowhere_else() {
    let own = event_type(json!([{"type": "integration", "integration": "zoom"}]));
    let other = choose(&own, Some(&json!({"type": "link"})));
    assert!(
        matches!(other, Err(BookingError::LocationNotOffered { offered, .. }) if offered == "integration")
    );
    let other = choose(&own, Some(&json!({"type": "integration", "integration": "jitsi"})));
    assert!(matches!(other, Err(BookingError::IntegrationNotOffered { offered, .. }) if offered == "zoom"));
}

#[test]
fn a_location_has_what_belongs_to_its_kind() {
    let is = |location: Value| is_whole(location.as_object().unwrap());
    assert!(is(json!({"type": "address"})) && is(json!({"type": "attendeePhone", "phone": "+39"})));
    assert!(!is(json!({"type": "attendeePhone"})) && !is(json!({"type": "attendeePhone", "phone": ""})));
    assert!(!is(json!({"type": "moon"})) && !is(json!({})) && !is(json!({"type": 7})));
}

#[test]
fn an_answer_tells_the_location_as_production_keeps_it() {
    for (asked, value, option) in [
        (json!("The moon"), "somewhereElse", "The moon"),
        (json!({"type": "address"}), "inPerson", ""),
        (json!({"type": "attendeePhone", "phone": "+39"}), "phone", "+39"),
        (json!({"type": "integration", "integration": "cal-video"}), CAL_VIDEO, ""),
    ] {
        assert_eq!(answered(&asked), json!({"value": value, "optionValue": option}));
    }
}

#[test]
fn a_room_is_the_same_each_time() {
    assert_eq!(room("seven"), room("seven"));
    assert_ne!(room("seven"), room("eight"));
    assert_eq!(room("seven").len(), 20);
}
