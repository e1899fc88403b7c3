//! Bodies, numbers and filters of event types that are not what they must be (production-api A3, A4, D).

use serde_json::{Value, json};

use crate::event_types::{PATH, at, made, talk};
use crate::office::Office;

#[tokio::test]
async fn a_body_that_is_not_what_it_must_be_is_refused_and_changes_nothing() {
    let office = Office::open().await;
    let made = made(&office, &office.alice, json!({})).await;
    for (change, words) in [
        (json!({"lengthInMinutes": 0}), "lengthInMinutes must not be less than 1"),
        (json!({"lengthInMinutes": "30"}), "lengthInMinutes must be an integer number"),
        (
            json!({"lengthInMinutes": 9_223_372_036_854_775_808_u64}),
            "lengthInMinutes must not be greater than 2147483647",
        ),
        (json!({"lengthInMinutes": -1}), "lengthInMinutes must not be less than 1"),
        (
            json!({"lengthInMinutesOptions": [15, 60]}),
            "lengthInMinutesOptions must include the provided lengthInMinutes",
        ),
        (json!({"title": 7}), "title must be a string"),
        (json!({"slug": "?!"}), "slug should not be empty"),
        (json!({"hidden": "yes"}), "hidden must be a boolean value"),
        (json!({"slotInterval": -5}), "slotInterval must not be less than 1"),
        (json!({"successRedirectUrl": "javascript:alert(1)"}), "successRedirectUrl must be a URL address"),
        (
            json!({"bookingWindow": {"type": "range", "value": ["2030-02-30", "2030-03-01"]}}),
            "Invalid bookingWindow structure.",
        ),
        (
            json!({"bookingWindow": {"type": "range", "value": ["2030-03-02", "2030-03-01"]}}),
            "Invalid bookingWindow structure.",
        ),
        (
            json!({"interfaceLanguage": "xx"}),
            "interfaceLanguage must be one of the following values: , en, ar",
        ),
        (json!({"locations": []}), "'locations' must contain at least 1 location."),
        (json!({"locations": [{"type": "integration", "integration": "zoom"}]}), "zoom not connected."),
        (
            json!({"locations": [{"type": "organizersDefaultApp"}]}),
            "Unsupported location type 'organizersDefaultApp'.",
        ),
        (
            json!({"bookingFields": [{"slug": "x"}]}),
            "All booking fields except ones with slug equal to title,",
        ),
        (
            json!({"bookingFields": [{"type": "email", "required": false}]}),
            "Booking fields validation failed:",
        ),
        (
            json!({"destinationCalendar": {"integration": "google_calendar", "externalId": "x"}}),
            "Invalid destinationCalendarId: Calendar does not exist",
        ),
        (json!({"customName": "{Mars}"}), "Invalid event name variables: {Mars}"),
    ] {
        for (method, path, body) in
            [("PATCH", at(&made), change.clone()), ("POST", PATH.to_owned(), merged(&change))]
        {
            let (status, said) = office.refused(&office.alice, method, &path, body).await;
            assert!(status == 400 && said.starts_with(words), "{method} {change}: {status} {said}");
        }
    }
    let listed = office.asked(&office.alice, "GET", PATH, Value::Null).await;
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(office.asked(&office.alice, "GET", &at(&made), Value::Null).await, made);
}

/// The body of another event type with this in it.
fn merged(change: &Value) -> Value {
    let mut other = talk(&json!({"slug": "other"}));
    other.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    other
}

#[tokio::test]
async fn what_is_wrong_inside_a_part_is_told_where_it_stands() {
    let office = Office::open().await;
    for (change, part, words) in [
        (
            json!({"seats": {"seatsPerTimeSlot": 0, "showAttendeeInfo": true, "showAvailabilityCount": true}}),
            "seats",
            "seatsPerTimeSlot must not be less than 1",
        ),
        (
            json!({"recurrence": {"interval": 1, "occurrences": 2, "frequency": "daily"}}),
            "recurrence",
            "frequency must be one of the following values: yearly, monthly, weekly",
        ),
        (
            json!({"color": {"lightThemeHex": "red", "darkThemeHex": "#000"}}),
            "color",
            "lightThemeHex must be a hexadecimal color",
        ),
    ] {
        let answer = office.ask(&office.alice, "POST", PATH, talk(&change)).await;
        let error = &answer.json["error"]["details"]["errors"][0];
        assert_eq!((answer.status, &error["property"]), (400, &json!(part)), "{}", answer.text);
        let inner = error["children"][0]["constraints"].as_object().unwrap().values().next().unwrap();
        assert_eq!(inner, words);
    }
}

#[tokio::test]
async fn numbers_that_no_event_type_has_are_not_found() {
    let office = Office::open().await;
    for id in ["0", "-1", "9223372036854775808", "99999999999999999999999"] {
        let refused = office.refused(&office.alice, "GET", &format!("{PATH}/{id}"), Value::Null).await;
        assert_eq!(refused, (404, format!("Event type with id {id} not found")));
    }
    let refused = office.refused(&office.alice, "GET", &format!("{PATH}/talk"), Value::Null).await;
    assert_eq!(refused, (400, "Validation failed (numeric string is expected)".to_owned()));
}

#[tokio::test]
async fn filters_that_are_out_of_range_are_refused() {
    let office = Office::open().await;
    for (query, words) in [
        ("sortCreatedAt=up", "sortCreatedAt must be one of the following values: asc, desc"),
        ("orgId=x", "orgId must be a number conforming to the specified constraints"),
    ] {
        let refused = office.refused(&office.alice, "GET", &format!("{PATH}?{query}"), Value::Null).await;
        assert_eq!(refused, (400, words.to_owned()));
    }
    let path = format!("{PATH}?username=alice&orgId=99999999999999999999");
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await, json!([]));
}

/// Every member that a body may have.
const MEMBERS: &[&str] = &[
    "lengthInMinutes",
    "lengthInMinutesOptions",
    "title",
    "slug",
    "description",
    "bookingFields",
    "disableGuests",
    "slotInterval",
    "minimumBookingNotice",
    "beforeEventBuffer",
    "afterEventBuffer",
    "scheduleId",
    "bookingLimitsCount",
    "bookerActiveBookingsLimit",
    "onlyShowFirstAvailableSlot",
    "bookingLimitsDuration",
    "bookingWindow",
    "offsetStart",
    "bookerLayouts",
    "confirmationPolicy",
    "recurrence",
    "requiresBookerEmailVerification",
    "hideCalendarNotes",
    "lockTimeZoneToggleOnBookingPage",
    "color",
    "seats",
    "customName",
    "destinationCalendar",
    "useDestinationCalendarEmail",
    "hideCalendarEventDetails",
    "successRedirectUrl",
    "hideOrganizerEmail",
    "calVideoSettings",
    "hidden",
    "bookingRequiresAuthentication",
    "disableCancelling",
    "disableRescheduling",
    "interfaceLanguage",
    "allowReschedulingPastBookings",
    "allowReschedulingCancelledBookings",
    "showOptimizedSlots",
    "locations",
    "schedulingType",
    "hosts",
    "assignAllTeamMembers",
    "emailSettings",
    "rescheduleWithSameRoundRobinHost",
];

/// Whatever the answer is, it is none of the server's own mistakes ([`Office::ask`]), and what is refused changes nothing.
#[tokio::test]
async fn whatever_a_member_of_a_body_holds_is_taken_or_refused_and_what_is_refused_changes_nothing() {
    let office = Office::open().await;
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(9_223_372_036_854_775_808_u64),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("{"),
        json!("\u{0}\u{202e}x"),
        json!([]),
        json!([null]),
        json!([[{}], "x"]),
        json!({}),
        json!({"disabled": true}),
        json!({"disabled": false}),
        json!({"disabled": 1, "type": "time", "noticeThreshold": []}),
        json!({"type": "range", "value": [null, "9999-12-31"]}),
        json!({"type": "range", "value": ["-9999-01-01", "9999-12-31T23:59:59.999999999Z"]}),
        json!([{"type": "text", "slug": "", "options": {}}, {"type": {}, "slug": []}]),
    ];
    let team = format!("/v2/teams/{}/event-types", office.team);
    let shift = talk(&json!({"schedulingType": "collective"}));
    let shift = office.asked(&office.alice, "POST", &team, shift).await;
    let talk = made(&office, &office.alice, json!({})).await;
    let mut taken = 0;
    for path in [at(&talk), format!("{team}/{}", shift["id"])] {
        let mut known = office.asked(&office.alice, "GET", &path, Value::Null).await;
        for (member, value) in
            MEMBERS.iter().flat_map(|member| values.iter().map(move |value| (member, value)))
        {
            let change = json!({(*member): value});
            let answer = office.ask(&office.alice, "PATCH", &path, change.clone()).await;
            let read = office.asked(&office.alice, "GET", &path, Value::Null).await;
            match answer.status {
                200 => (known, taken) = (read, taken + 1),
                400 | 404 => assert_eq!(read, known, "{change}: {}", answer.text),
                status => panic!("{change}: {status} {}", answer.text),
            }
        }
    }
    assert!(taken > 100, "some of it is fine: {taken}");
}
