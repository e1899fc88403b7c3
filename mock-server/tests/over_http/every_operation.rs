//! Every row of the route table is asked for once, and answers as `calcom-openapi.json` says: the office sees to that.

use mock_server::http::ROUTES;
use reqwest::Method;
use serde_json::{Value, json};

use crate::office::Office;
use crate::openapi;

/// What the paths are about, made for one row.
struct Things {
    event_type: u64,
    team_event_type: u64,
    link: String,
    booking: String,
    pending: String,
    past: String,
    shared: String,
    seat: String,
    schedule: u64,
    membership: u64,
    reservation: String,
    client: String,
    platform: String,
    managed: Value,
}

#[tokio::test]
async fn every_operation_answers_as_the_document_of_the_api_says() {
    let mut asked = 0;
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/v2/")) {
        if route.path == "/v2/auth/oauth2/token" {
            continue;
        }
        let mut office = Office::open().await;
        let below_the_organization = route.path.contains("{orgId}");
        let things = things(&mut office, below_the_organization).await;
        let mut path = path(&office, &things, route.path);
        if path == "/v2/slots" {
            path = format!("{path}?eventTypeId={}&start=2026-01-06&end=2026-01-07", things.event_type);
        }
        let body = body(&office, &things, &route.method, route.path);
        let answer = office.ask(&office.alice, route.method.as_str(), &path, body).await;
        assert!(answer.status < 300, "{} {path}: {} {}", route.method, answer.status, answer.text);
        asked += usize::from(openapi::knows(route.method.as_str(), route.path));
    }
    if openapi::is_there() {
        assert_eq!(asked, 100, "as many operations of the document were asked for");
    }
}

async fn things(office: &mut Office, below_the_organization: bool) -> Things {
    if below_the_organization {
        join(office).await;
    }
    let number = |data: &Value| data["id"].as_u64().unwrap();
    let word = |data: &Value, name: &str| data[name].as_str().unwrap().to_owned();
    let team = if below_the_organization {
        format!("/v2/organizations/{}/teams/{}", office.organization, office.organization_team)
    } else {
        format!("/v2/teams/{}", office.team)
    };
    let new = |slug: &str| json!({"lengthInMinutes": 30, "title": "Talk", "slug": slug});
    let event_type = number(&office.asked(&office.alice, "POST", "/v2/event-types", new("talk")).await);
    // The clock stands still at the beginning of 2026, a Thursday. What is booked for the first day takes place.
    let past = word(&book(office, event_type, "2026-01-01T10:00:00Z").await, "uid");
    office.house.advance("36h").await;
    office.sign_in_again().await;
    let alice = &office.alice;
    let mut confirmed = new("interview");
    confirmed["confirmationPolicy"] = json!({"type": "always", "blockUnconfirmedBookingsInBooker": false});
    let confirmed = number(&office.asked(alice, "POST", "/v2/event-types", confirmed).await);
    let mut seated = new("class");
    seated["seats"] = json!({"seatsPerTimeSlot": 3, "showAttendeeInfo": true, "showAvailabilityCount": true});
    let seated = number(&office.asked(alice, "POST", "/v2/event-types", seated).await);
    let mut shared = new("demo");
    shared["schedulingType"] = json!("roundRobin");
    shared["hosts"] = json!([{"userId": alice.id}, {"userId": office.bob.id}]);
    let team_event_type = number(&office.asked(alice, "POST", &format!("{team}/event-types"), shared).await);
    let links = format!("/v2/event-types/{event_type}/private-links");
    let link = word(&office.asked(alice, "POST", &links, json!({"maxUsageCount": 3})).await, "linkId");
    let booking = word(&book(office, event_type, "2026-01-05T10:00:00Z").await, "uid");
    let pending = word(&book(office, confirmed, "2026-01-05T11:00:00Z").await, "uid");
    let shared = word(&book(office, team_event_type, "2026-01-05T12:00:00Z").await, "uid");
    let seat = word(&book(office, seated, "2026-01-05T13:00:00Z").await["attendees"][0], "seatUid");
    let schedule = json!({"name": "Evenings", "timeZone": "Europe/London", "isDefault": false});
    let schedule = number(&office.asked(alice, "POST", "/v2/schedules", schedule).await);
    let memberships = office.asked(alice, "GET", &format!("{team}/memberships"), Value::Null).await;
    let bobs = memberships.as_array().unwrap().iter().find(|it| it["userId"] == office.bob.id).map(number);
    let reservation = json!({"eventTypeId": event_type, "slotStart": "2026-01-06T10:00:00Z"});
    let reservation =
        word(&office.asked(alice, "POST", "/v2/slots/reservations", reservation).await, "reservationUid");
    let client = word(&office.house.client("confidential").await, "client_id");
    let platform = word(&office.platform, "client_id");
    let users = format!("/v2/oauth-clients/{platform}/users");
    // The document wants a name.
    let new = json!({"email": "bob@example.com", "name": "Bob", "timeZone": "Europe/Rome"});
    let managed = office.asked(alice, "POST", &users, new).await;
    Things {
        event_type,
        team_event_type,
        link,
        booking,
        pending,
        past,
        shared,
        seat,
        schedule,
        membership: bobs.unwrap(),
        reservation,
        client,
        platform,
        managed,
    }
}

async fn book(office: &Office, event_type: u64, start: &str) -> Value {
    let guest = json!({"name": "Gus", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let booking = json!({"eventTypeId": event_type, "start": start, "attendee": guest});
    office.asked(&office.alice, "POST", "/v2/bookings", booking).await
}

/// Carol is in the organization from now on, and in none of its teams.
async fn join(office: &mut Office) {
    let mut world = office.house.get("/_mock/v1/world", None).await.json;
    let teams = world["teams"].as_array_mut().unwrap();
    let organization = teams.iter_mut().find(|team| team["id"] == office.organization).unwrap();
    let carol = json!({"user": office.carol.id, "role": "MEMBER"});
    organization["members"].as_array_mut().unwrap().push(carol);
    office.house.put("/_mock/v1/world", &world).await;
    office.sign_in_again().await;
}

fn path(office: &Office, things: &Things, pattern: &str) -> String {
    let below_the_organization = pattern.contains("{orgId}");
    let team = if below_the_organization { office.organization_team } else { office.team };
    let event_type = if pattern.contains("{teamId}") { things.team_event_type } else { things.event_type };
    let booking = match pattern {
        _ if pattern.contains("{teamId}") => &things.shared,
        _ if pattern.contains("/reassign") => &things.shared,
        _ if pattern.ends_with("/confirm") || pattern.ends_with("/decline") => &things.pending,
        _ if pattern.ends_with("/mark-absent") => &things.past,
        _ => &things.booking,
    };
    let is_of_a_platform = ["/v2/oauth-clients/", "/v2/oauth/", "/v2/provider/"];
    let is_of_a_platform = is_of_a_platform.iter().any(|start| pattern.starts_with(start));
    let client = if is_of_a_platform { &things.platform } else { &things.client };
    let user = match pattern {
        _ if pattern.contains("/reassign/") => office.bob.id,
        _ if is_of_a_platform => things.managed["user"]["id"].as_u64().unwrap(),
        _ => office.alice.id,
    };
    [
        ("{eventTypeId}", event_type.to_string()),
        ("{linkId}", things.link.clone()),
        ("{bookingUid}", booking.clone()),
        ("{seatUid}", things.seat.clone()),
        ("{uid}", things.reservation.clone()),
        ("{scheduleId}", things.schedule.to_string()),
        ("{orgId}", office.organization.to_string()),
        ("{teamId}", team.to_string()),
        ("{membershipId}", things.membership.to_string()),
        ("{userId}", user.to_string()),
        ("{calendar}", "google".to_owned()),
        ("{clientId}", client.clone()),
    ]
    .iter()
    .fold(pattern.to_owned(), |path, (name, value)| path.replace(name, value))
}

/// What a row wants to be sent; nothing where it wants nothing.
fn body(office: &Office, things: &Things, method: &Method, path: &str) -> Value {
    let schedule = json!({"name": "Mornings", "timeZone": "Europe/London", "isDefault": false});
    let team_event_type = json!({
        "lengthInMinutes": 30, "title": "Panel", "slug": "panel", "schedulingType": "collective",
        "hosts": [{"userId": office.alice.id}],
    });
    let guest = json!({"name": "Gus", "email": "gus@example.com", "timeZone": "Europe/Berlin"});
    let last = path.rsplit('/').next().unwrap_or_default();
    match (method.as_str(), last) {
        ("POST", "event-types") if path.contains("{teamId}") => team_event_type,
        ("POST", "event-types") => json!({"lengthInMinutes": 15, "title": "Chat", "slug": "chat"}),
        ("PATCH", "{eventTypeId}") => json!({"title": "Another title"}),
        ("POST", "create-phone-call") => {
            json!({"yourPhoneNumber": "+14155550123", "numberToCall": "+14155550124", "calApiKey": "none"})
        }
        ("POST", "private-links") => json!({"expiresAt": "2026-12-31T00:00:00Z"}),
        ("PATCH", "{linkId}") => json!({"maxUsageCount": 7}),
        ("POST", "guests") => json!({"guests": [{"email": "eve@example.com", "name": "Eve"}]}),
        ("PATCH", "location") => json!({"location": {"type": "address", "address": "1 Main Street"}}),
        ("POST", "mark-absent") => json!({"host": true}),
        ("POST", "decline" | "{userId}") => json!({"reason": "a dentist"}),
        ("POST", "schedules") => schedule,
        ("PATCH", "{scheduleId}" | "{teamId}" | "{userId}" | "me") => json!({"name": "Another name"}),
        ("POST", "teams") => json!({"name": "Newcomers"}),
        ("POST", "memberships") if path.contains("{orgId}") => {
            json!({"userId": office.carol.id, "role": "MEMBER"})
        }
        ("POST", "memberships") => json!({"userId": office.carol.id}),
        ("PATCH", "{membershipId}") => json!({"role": "ADMIN"}),
        ("POST", "bookings") => {
            json!({"eventTypeId": things.event_type, "start": "2026-01-07T10:00:00Z", "attendee": guest})
        }
        ("POST", "cancel") => json!({"cancellationReason": "a dentist"}),
        ("POST", "reschedule") => json!({"start": "2026-01-08T10:00:00Z"}),
        ("POST", "reservations") => {
            json!({"eventTypeId": things.event_type, "slotStart": "2026-01-08T11:00:00Z"})
        }
        ("PATCH", "{uid}") => json!({"eventTypeId": things.event_type, "slotStart": "2026-01-08T12:00:00Z"}),
        ("POST", "users") => json!({"email": "carol@example.com", "name": "Carol", "weekStart": "Monday"}),
        ("POST", "refresh") => json!({"refreshToken": things.managed["refreshToken"]}),
        ("POST", "save") => json!({"urls": ["https://calendar.example/a.ics"]}),
        _ => Value::Null,
    }
}
