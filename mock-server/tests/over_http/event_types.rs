//! `/v2/event-types`: what is written is read back, and nobody else's is touched (production-api D).

use serde_json::{Value, json};

use crate::house::{House, all};
use crate::office::{Office, Person};

pub(crate) const PATH: &str = "/v2/event-types";

/// A body that succeeds, with these members beside or instead of its own.
pub(crate) fn talk(changes: &Value) -> Value {
    let mut body = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk"});
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    body
}

pub(crate) async fn made(office: &Office, who: &Person, changes: Value) -> Value {
    office.asked(who, "POST", PATH, talk(&changes)).await
}

pub(crate) fn at(event_type: &Value) -> String {
    format!("{PATH}/{}", event_type["id"])
}

#[tokio::test]
async fn an_event_type_that_says_only_what_it_must_has_everything_else_by_default() {
    let office = Office::open().await;
    let made = made(&office, &office.alice, json!({})).await;
    let read = office.asked(&office.alice, "GET", &at(&made), Value::Null).await;
    assert_eq!(made, read);
    assert_eq!(read["ownerId"], office.alice.id);
    assert_eq!(read["users"][0]["username"], "alice");
    assert_eq!(read["bookingUrl"], format!("{}/alice/talk", office.house.server.url()));
    assert_eq!(read["locations"], json!([{"type": "integration", "integration": "cal-video"}]));
    let slugs: Vec<_> =
        read["bookingFields"].as_array().unwrap().iter().map(|field| &field["slug"]).collect();
    assert_eq!(slugs, ["name", "email", "title", "notes", "guests", "rescheduleReason"]);
    let members: Vec<_> = read.as_object().unwrap().keys().map(String::as_str).collect();
    let mut last = 0;
    for member in [
        "id",
        "lengthInMinutes",
        "title",
        "slug",
        "description",
        "locations",
        "bookingFields",
        "disableGuests",
        "recurrence",
        "metadata",
        "price",
        "currency",
        "lockTimeZoneToggleOnBookingPage",
        "forwardParamsSuccessRedirect",
        "successRedirectUrl",
        "isInstantEvent",
        "scheduleId",
        "hidden",
        "bookingRequiresAuthentication",
        "ownerId",
        "users",
        "bookingUrl",
    ] {
        let place = members.iter().position(|name| *name == member).unwrap();
        assert!(place >= last, "{member} stands in the documents' order");
        last = place;
    }
}

#[tokio::test]
async fn everything_that_was_set_is_answered() {
    let office = Office::open().await;
    let schedule =
        office.house.get("/v2/me", Some(&office.alice.token)).await.json["data"]["defaultScheduleId"].clone();
    let mut set = json!({
        "lengthInMinutesOptions": [15, 30, 60], "description": "About it", "slotInterval": 10, "minimumBookingNotice": 0,
        "beforeEventBuffer": 5, "afterEventBuffer": 6, "scheduleId": schedule, "bookingLimitsCount": {"day": 1, "week": 2},
        "bookingLimitsDuration": {"day": 60}, "bookerActiveBookingsLimit": {"maximumActiveBookings": 3, "offerReschedule": true},
        "onlyShowFirstAvailableSlot": true, "bookingWindow": {"type": "range", "value": ["2030-09-05", "2030-09-09"]},
        "offsetStart": 3, "bookerLayouts": {"defaultLayout": "week", "enabledLayouts": ["month", "week"]},
        "confirmationPolicy": {
            "type": "time", "noticeThreshold": {"unit": "minutes", "count": 30}, "blockUnconfirmedBookingsInBooker": true,
        },
        "requiresBookerEmailVerification": true, "hideCalendarNotes": true, "lockTimeZoneToggleOnBookingPage": true,
        "color": {"lightThemeHex": "#292929", "darkThemeHex": "#fafafa"},
    });
    let others = json!({
        "customName": "{Event type title} with {Scheduler}",
        "destinationCalendar": {"integration": "google_calendar", "externalId": office.alice.email},
        "useDestinationCalendarEmail": true, "hideCalendarEventDetails": true, "successRedirectUrl": "https://a.example/x",
        "hideOrganizerEmail": true, "hidden": true, "bookingRequiresAuthentication": true,
        "calVideoSettings": {"disableRecordingForGuests": true, "redirectUrlOnExit": "https://a.example", "sendTranscriptionEmails": false},
        "disableCancelling": {"disabled": true}, "disableRescheduling": {"disabled": false, "minutesBefore": 60},
        "interfaceLanguage": "de", "allowReschedulingPastBookings": true, "allowReschedulingCancelledBookings": true,
        "showOptimizedSlots": true, "disableGuests": true,
        "locations": [{"type": "address", "address": "123 St", "public": true}, {"type": "attendeePhone"}],
    });
    set.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    let made = made(&office, &office.alice, set.clone()).await;
    for (name, value) in set.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    let field =
        |slug: &str| made["bookingFields"].as_array().unwrap().iter().find(|field| field["slug"] == slug);
    assert_eq!(field("guests").unwrap()["hidden"], true);
    assert!(field("location").is_some(), "there is a choice of locations");
    assert_eq!(office.asked(&office.alice, "GET", &at(&made), Value::Null).await, made);
}

#[tokio::test]
async fn seats_and_recurrence_are_answered_and_can_be_taken_back() {
    let office = Office::open().await;
    let seats = json!({"seatsPerTimeSlot": 4, "showAttendeeInfo": true, "showAvailabilityCount": false});
    let recurrence = json!({"interval": 1, "occurrences": 10, "frequency": "weekly"});
    let made = made(&office, &office.alice, json!({"seats": seats, "recurrence": recurrence})).await;
    assert_eq!((&made["seats"], &made["recurrence"]), (&seats, &recurrence));
    let off = json!({"seats": {"disabled": true}, "recurrence": {"disabled": true}});
    let edited = office.asked(&office.alice, "PATCH", &at(&made), off).await;
    assert_eq!((&edited["seats"], &edited["recurrence"]), (&json!({"disabled": true}), &Value::Null));
}

#[tokio::test]
async fn a_change_changes_what_it_names_and_nothing_else() {
    let office = Office::open().await;
    let made = made(
        &office,
        &office.alice,
        json!({"description": "Old", "color": {"lightThemeHex": "#fff", "darkThemeHex": "#000"}}),
    )
    .await;
    let change = json!({"title": "New", "slug": "A New One", "color": null, "unheardOf": 1});
    let edited = office.asked(&office.alice, "PATCH", &at(&made), change).await;
    assert_eq!(
        (&edited["title"], &edited["slug"], &edited["description"]),
        (&json!("New"), &json!("a-new-one"), &json!("Old"))
    );
    assert!(edited.get("color").is_none() && edited.get("unheardOf").is_none());
    assert_eq!(office.asked(&office.alice, "PATCH", &at(&made), json!({})).await, edited);
    assert_eq!(office.asked(&office.alice, "GET", &at(&made), Value::Null).await, edited);
}

#[tokio::test]
async fn what_was_deleted_is_gone_with_its_private_links() {
    let office = Office::open().await;
    let made = made(&office, &office.alice, json!({})).await;
    office.asked(&office.alice, "POST", &format!("{}/private-links", at(&made)), json!({})).await;
    let gone = office.asked(&office.alice, "DELETE", &at(&made), Value::Null).await;
    assert_eq!(gone, json!({"id": made["id"], "lengthInMinutes": 30, "title": "Talk", "slug": "talk"}));
    let not_found = format!("Event type with id {} not found", made["id"]);
    for (method, path, body) in [
        ("GET", at(&made), Value::Null),
        ("PATCH", at(&made), json!({"title": "x"})),
        ("DELETE", at(&made), Value::Null),
        ("GET", format!("{}/private-links", at(&made)), Value::Null),
    ] {
        let refused = office.refused(&office.alice, method, &path, body).await;
        assert_eq!(refused, (404, not_found.clone()), "{method} {path}");
    }
    assert_eq!(office.asked(&office.alice, "GET", PATH, Value::Null).await, json!([]));
}

#[tokio::test]
async fn nobody_elses_is_read_or_changed() {
    let office = Office::open().await;
    let made = made(&office, &office.carol, json!({})).await;
    let not_found = (404, format!("Event type with id {} not found", made["id"]));
    let bob = &office.bob;
    assert_eq!(office.refused(bob, "GET", &at(&made), Value::Null).await, not_found);
    assert_eq!(office.refused(bob, "PATCH", &at(&made), json!({"title": "Mine"})).await, not_found);
    let not_owned = format!("User with ID={} does not own event type with ID={}", bob.id, made["id"]);
    assert_eq!(office.refused(bob, "DELETE", &at(&made), Value::Null).await, (403, not_owned));
    assert_eq!(office.asked(&office.carol, "GET", &at(&made), Value::Null).await, made);
    assert_eq!(office.asked(bob, "GET", PATH, Value::Null).await, json!([]));
}

#[tokio::test]
async fn whoever_runs_the_organization_reads_what_its_members_have_and_changes_nothing() {
    let office = Office::open().await;
    let made = made(&office, &office.bob, json!({})).await;
    assert_eq!(office.asked(&office.alice, "GET", &at(&made), Value::Null).await, made);
    assert_eq!(office.ask(&office.alice, "PATCH", &at(&made), json!({"title": "x"})).await.status, 404);
}

#[tokio::test]
async fn two_of_one_person_have_two_addresses() {
    let office = Office::open().await;
    made(&office, &office.alice, json!({})).await;
    let other = made(&office, &office.alice, json!({"slug": "other"})).await;
    let taken = (400, "User already has an event type with this slug.".to_owned());
    assert_eq!(office.refused(&office.alice, "POST", PATH, talk(&json!({"slug": " Talk"}))).await, taken);
    assert_eq!(office.refused(&office.alice, "PATCH", &at(&other), json!({"slug": "talk"})).await, taken);
    office.asked(&office.alice, "PATCH", &at(&other), json!({"slug": "other"})).await;
    made(&office, &office.bob, json!({})).await;
}

#[tokio::test]
async fn of_many_who_want_one_address_at_once_one_gets_it() {
    let office = Office::open().await;
    let body = talk(&json!({}));
    let asked = (0..8).map(|_| office.ask(&office.alice, "POST", PATH, body.clone())).collect();
    let statuses: Vec<_> = all(asked).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    let mut others = Vec::new();
    for slug in ["a", "b", "c", "d"] {
        others.push(at(&made(&office, &office.alice, json!({"slug": slug})).await));
    }
    let wanted = json!({"slug": "wanted"});
    let asked = others.iter().map(|path| office.ask(&office.alice, "PATCH", path, wanted.clone())).collect();
    let statuses: Vec<_> = all(asked).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn a_list_shows_ones_own_or_what_a_named_person_does_not_hide() {
    let office = Office::open().await;
    made(&office, &office.alice, json!({"slug": "open"})).await;
    made(&office, &office.alice, json!({"slug": "hidden", "hidden": true})).await;
    made(&office, &office.bob, json!({"slug": "bobs"})).await;
    let bobs = ("bob@example.com", &office.bob);
    let slugs = async |who: &Person, query: &str| {
        let listed = office.asked(who, "GET", &format!("{PATH}{query}"), Value::Null).await;
        listed
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["slug"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(slugs(&office.alice, "").await, ["open", "hidden"]);
    assert_eq!(slugs(&office.alice, "?sortCreatedAt=desc").await, ["hidden", "open"]);
    assert_eq!(slugs(&office.alice, "?username=alice").await, ["open", "hidden"]);
    assert_eq!(slugs(bobs.1, "?username=alice").await, ["open"]);
    assert_eq!(slugs(bobs.1, "?username=alice&eventSlug=open").await, ["open"]);
    assert_eq!(slugs(bobs.1, "?username=alice&eventSlug=hidden").await, [""; 0]);
    assert_eq!(slugs(bobs.1, "?username=nobody").await, [""; 0]);
    let organization = |id: u64| format!("?username=alice&orgId={id}");
    assert_eq!(slugs(bobs.1, &organization(office.organization)).await, ["open"]);
    assert_eq!(slugs(bobs.1, &organization(office.team)).await, [""; 0]);
    assert_eq!(slugs(bobs.1, "?username=alice&orgSlug=nowhere").await, [""; 0]);
}

#[tokio::test]
async fn a_list_leaves_out_the_questions_that_are_hidden() {
    let office = Office::open().await;
    made(&office, &office.alice, json!({})).await;
    let listed = office.asked(&office.alice, "GET", PATH, Value::Null).await;
    let fields = listed[0]["bookingFields"].as_array().unwrap().clone();
    assert!(fields.iter().all(|field| field["slug"] != "title"), "the title is hidden by default");
    assert_eq!(fields.len(), 5);
}

#[tokio::test]
async fn several_people_are_booked_together_for_what_nobody_made() {
    let office = Office::open().await;
    let path = format!("{PATH}?usernames=alice, bob,nobody");
    let listed = office.asked(&office.carol, "GET", &path, Value::Null).await;
    let names: Vec<_> = listed[0]["users"].as_array().unwrap().iter().map(|user| &user["username"]).collect();
    assert_eq!(names, ["alice", "bob"]);
    assert_eq!(
        (&listed[0]["id"], &listed[0]["slug"], listed.as_array().unwrap().len()),
        (&json!(0), &json!("dynamic"), 1)
    );
}

#[tokio::test]
async fn a_schedule_is_ones_own() {
    let office = Office::open().await;
    let schedule =
        office.house.get("/v2/me", Some(&office.bob.token)).await.json["data"]["defaultScheduleId"].clone();
    let said = format!("User with ID={} does not own schedule with ID={schedule}", office.alice.id);
    for body in [talk(&json!({"scheduleId": schedule}))] {
        assert_eq!(office.refused(&office.alice, "POST", PATH, body).await, (404, said.clone()));
    }
    let made = made(&office, &office.bob, json!({"scheduleId": schedule})).await;
    assert_eq!(made["scheduleId"], schedule);
    let edited = office.asked(&office.bob, "PATCH", &at(&made), json!({"scheduleId": null})).await;
    assert_eq!(edited["scheduleId"], Value::Null);
}

#[tokio::test]
async fn the_same_dice_give_the_same_numbers() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let office = Office::in_house(House::open().await).await;
        ids.push(made(&office, &office.alice, json!({})).await["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn new_questions_take_the_place_of_the_former_ones() {
    let office = Office::open().await;
    let question = |slug: &str| json!({"type": "text", "slug": slug, "label": "?", "required": true});
    let made = made(&office, &office.alice, json!({"bookingFields": [question("a"), question("b")]})).await;
    let edited =
        office.asked(&office.alice, "PATCH", &at(&made), json!({"bookingFields": [question("c")]})).await;
    let slugs: Vec<_> =
        edited["bookingFields"].as_array().unwrap().iter().map(|field| &field["slug"]).collect();
    assert_eq!(slugs, ["name", "email", "c", "title", "notes", "guests", "rescheduleReason"]);
}

#[tokio::test]
async fn of_many_who_delete_one_at_once_one_does() {
    let office = Office::open().await;
    let path = at(&made(&office, &office.alice, json!({})).await);
    let asked = (0..8).map(|_| office.ask(&office.alice, "DELETE", &path, Value::Null)).collect();
    let statuses: Vec<_> = all(asked).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}
