//! From settings that can be; each test spoils one thing.

use super::*;
use crate::wire::Owner;

fn talk() -> EventType {
    EventType { title: "Talk".to_owned(), slug: "talk".to_owned(), ..EventType::new(1, Owner::User(1)) }
}

/// The talk after `bodies`, one after the other.
fn after(bodies: &[Value]) -> Result<EventType, EventTypeError> {
    let mut talk = talk();
    for body in bodies {
        settle(&mut talk, body.as_object().unwrap(), &[], Kind::Personal)?;
    }
    Ok(talk)
}

fn setting(name: &str, bodies: &[Value]) -> Value {
    after(bodies).unwrap().settings.get(name).cloned().unwrap_or_default()
}

#[test]
fn what_was_set_is_kept_and_what_was_switched_off_is_not() {
    let seats = json!({"seatsPerTimeSlot": 4, "showAttendeeInfo": true, "showAvailabilityCount": true});
    let window = json!({"type": "calendarDays", "value": 5, "rolling": false});
    let policy = json!({"type": "always", "blockUnconfirmedBookingsInBooker": false});
    for (name, set) in [
        ("seats", seats),
        ("recurrence", json!({"interval": 1, "occurrences": 2, "frequency": "weekly"})),
        ("bookingLimitsCount", json!({"day": 1})),
        ("bookingLimitsDuration", json!({"day": 60})),
        ("bookerActiveBookingsLimit", json!({"maximumActiveBookings": 3})),
        ("bookingWindow", window),
        ("confirmationPolicy", policy),
    ] {
        let on = json!({(name): set});
        assert_eq!(setting(name, std::slice::from_ref(&on)), set, "{name}");
        assert_eq!(setting(name, &[on, json!({(name): {"disabled": true}})]), Value::Null, "{name}");
    }
}

#[test]
fn a_policy_shows_its_threshold_only_where_time_decides() {
    let threshold = json!({"unit": "hours", "count": 2});
    let policy =
        |kind: &str| json!({"confirmationPolicy": {"noticeThreshold": threshold, "type": kind, "more": 1}});
    assert_eq!(
        setting("confirmationPolicy", &[policy("time")]),
        json!({"type": "time", "noticeThreshold": threshold, "blockUnconfirmedBookingsInBooker": false})
    );
    assert!(setting("confirmationPolicy", &[policy("always")]).get("noticeThreshold").is_none());
}

#[test]
fn rescheduling_is_disabled_always_or_shortly_before() {
    let is = |set: Value| setting("disableRescheduling", &[json!({"disableRescheduling": set})]);
    assert_eq!(is(json!({"disabled": true, "minutesBefore": 5})), json!({"disabled": true}));
    assert_eq!(is(json!({"minutesBefore": 5})), json!({"disabled": false, "minutesBefore": 5}));
    assert_eq!(is(json!({"disabled": false})), Value::Null);
}

#[test]
fn a_window_of_days_is_kept_as_days() {
    let range = json!({"bookingWindow": {"type": "range", "value": ["2030-09-05T10:00:00Z", "2030-09-09"]}});
    assert_eq!(setting("bookingWindow", &[range])["value"], json!(["2030-09-05", "2030-09-09"]));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let seats =
        json!({"seats": {"seatsPerTimeSlot": 4, "showAttendeeInfo": true, "showAvailabilityCount": true}});
    let phone = json!({"type": "attendeePhone"});
    for (bodies, reason) in [
        (vec![seats.clone(), json!({"locations": [phone, phone]})], EventTypeError::SeatsAndLocations),
        (
            vec![seats, json!({"confirmationPolicy": {"type": "always"}})],
            EventTypeError::SeatsAndConfirmation,
        ),
        (
            vec![json!({
                "recurrence": {"interval": 1, "occurrences": 2, "frequency": "weekly"},
                "bookerActiveBookingsLimit": {"maximumActiveBookings": 3},
            })],
            EventTypeError::RecurrenceAndLimit,
        ),
        (vec![json!({"lengthInMinutesOptions": [15, 60]})], EventTypeError::LengthNotOffered),
        (
            vec![json!({"lengthInMinutesOptions": [15, 30]}), json!({"lengthInMinutes": 20})],
            EventTypeError::LengthNotOffered,
        ),
        (
            vec![json!({"customName": "{Organiser} and {Mars}"})],
            EventTypeError::UnknownVariable("{Mars}".to_owned()),
        ),
    ] {
        assert_eq!(after(&bodies).unwrap_err(), reason);
        assert!(after(&bodies[..bodies.len() - 1]).is_ok());
    }
    assert!(
        after(&[json!({"customName": "{Organiser} { and } {", "lengthInMinutesOptions": [15, 30]})]).is_err()
    );
    assert!(after(&[json!({"customName": "{Organiser} and {Scheduler}"})]).is_ok());
}

#[test]
fn guests_that_are_disabled_are_not_asked_for_until_they_are_enabled() {
    let hidden = |bodies: &[Value]| setting("bookingFields", bodies)[0]["hidden"].clone();
    let off = json!({"disableGuests": true});
    assert_eq!(hidden(std::slice::from_ref(&off)), true);
    assert_eq!(hidden(&[off, json!({"disableGuests": false})]), false);
}

#[test]
fn what_came_as_nothing_is_emptied() {
    let mut talk = after(&[json!({"scheduleId": 7, "successRedirectUrl": "https://a.example"})]).unwrap();
    settle(&mut talk, &Map::new(), &["scheduleId", "successRedirectUrl"], Kind::Personal).unwrap();
    assert_eq!((talk.schedule, talk.settings.len()), (None, 0));
}

#[test]
fn an_address_has_no_blanks() {
    for (written, made) in [
        ("Learn the secrets!", "learn-the-secrets"),
        (" a--b ", "a-b"),
        ("30min", "30min"),
        ("Über_uns", "über_uns"),
        ("!!", ""),
    ] {
        assert_eq!(slug(written), made);
    }
}
