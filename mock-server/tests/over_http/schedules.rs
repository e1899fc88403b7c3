//! Schedules over HTTP: one's own and those of members (production-api D, "Schedule").

use serde_json::{Value, json};

use crate::office::{Office, Person};

/// The schedule with which everybody begins.
async fn default_of(office: &Office, who: &Person) -> Value {
    office.asked(who, "GET", "/v2/schedules/default", Value::Null).await
}

/// The numbers of the schedules in a list.
fn ids(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|schedule| schedule["id"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn everybody_begins_with_working_hours_as_their_default() {
    let office = Office::open().await;
    let default = default_of(&office, &office.alice).await;
    let wanted = json!({
        "id": default["id"], "ownerId": office.alice.id, "name": "Working Hours", "timeZone": "Europe/London",
        "availability": [{
            "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "startTime": "09:00", "endTime": "17:00",
        }],
        "isDefault": true, "overrides": [],
    });
    assert_eq!(default, wanted);
    let one = format!("/v2/schedules/{}", default["id"]);
    assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await, wanted);
    assert_eq!(office.asked(&office.alice, "GET", "/v2/schedules", Value::Null).await, json!([wanted]));
}

#[tokio::test]
async fn nobody_reads_the_schedule_of_another_or_one_that_is_not_there() {
    let office = Office::open().await;
    let of_bob = default_of(&office, &office.bob).await["id"].clone();
    let refused = |id: String| {
        let office = &office;
        async move { office.refused(&office.alice, "GET", &format!("/v2/schedules/{id}"), Value::Null).await }
    };
    let foreign = format!("User with ID={} does not own schedule with ID={of_bob}", office.alice.id);
    assert_eq!(refused(of_bob.to_string()).await, (403, foreign));
    for id in ["0", "-1", "999", "9223372036854775808", "99999999999999999999999999"] {
        assert_eq!(refused(id.to_owned()).await, (404, format!("Schedule with ID={id} does not exist.")));
    }
    for id in ["x", "1.5", "1e3", "%20"] {
        let sentence = "Validation failed (numeric string is expected)".to_owned();
        assert_eq!(refused(id.to_owned()).await, (400, sentence), "{id}");
    }
}

#[tokio::test]
async fn members_see_the_schedules_of_their_team_and_organization_page_by_page() {
    let office = Office::open().await;
    let of_alice = default_of(&office, &office.alice).await["id"].as_u64().unwrap();
    let of_bob = default_of(&office, &office.bob).await["id"].as_u64().unwrap();
    let organization = format!("/v2/organizations/{}", office.organization);
    for path in [
        format!("/v2/teams/{}/schedules", office.team),
        format!("{organization}/teams/{}/schedules", office.organization_team),
        format!("{organization}/schedules"),
    ] {
        let list = |query: &'static str| {
            let (office, path) = (&office, &path);
            async move { ids(&office.asked(&office.bob, "GET", &format!("{path}{query}"), Value::Null).await) }
        };
        assert_eq!(list("").await, [of_alice, of_bob]);
        assert_eq!(list("?take=1").await, [of_alice]);
        assert_eq!(list("?skip=1&take=250").await, [of_bob]);
        assert_eq!(list("?skip=18446744073709551615").await, [0; 0]);
        for (query, sentence) in [
            ("take=0", "take must not be less than 1"),
            ("take=251", "take must not be greater than 250"),
            ("skip=-1", "skip must not be less than 0"),
            ("take=x", "take must be a number conforming to the specified constraints"),
        ] {
            let refused = office.refused(&office.bob, "GET", &format!("{path}?{query}"), Value::Null).await;
            assert_eq!(refused, (400, sentence.to_owned()), "{query}");
        }
    }
}

#[tokio::test]
async fn members_see_the_schedules_of_one_member() {
    let office = Office::open().await;
    let of_alice = default_of(&office, &office.alice).await["id"].as_u64().unwrap();
    let of_carol = default_of(&office, &office.carol).await["id"].as_u64().unwrap();
    let organization = format!("/v2/organizations/{}", office.organization);
    let members = format!("{organization}/users/{}/schedules", office.alice.id);
    let in_team =
        format!("{organization}/teams/{}/users/{}/schedules", office.organization_team, office.alice.id);
    for path in [&members, &in_team] {
        let list = office.asked(&office.bob, "GET", path, Value::Null).await;
        assert_eq!(ids(&list), [of_alice]);
    }
    let one = office.asked(&office.bob, "GET", &format!("{members}/{of_alice}"), Value::Null).await;
    assert_eq!(one["ownerId"], office.alice.id);
    let refused = office.refused(&office.bob, "GET", &format!("{members}/{of_carol}"), Value::Null).await;
    let foreign = format!("User with ID={} does not own schedule with ID={of_carol}", office.alice.id);
    assert_eq!(refused, (403, foreign));
    let refused =
        office.refused(&office.bob, "GET", &format!("{in_team}?eventTypeId=999"), Value::Null).await;
    assert_eq!(refused, (404, "Event type with id 999 not found".to_owned()));
    let list = format!("{organization}/teams/{}/schedules?eventTypeId=999", office.organization_team);
    assert_eq!(office.asked(&office.bob, "GET", &list, Value::Null).await, json!([]));
}

/// A schedule that can be made, with other words for some of its members; `null` leaves one out.
fn new(changes: &Value) -> Value {
    let mut body = json!({"name": "Evenings", "timeZone": "Europe/Rome", "isDefault": false});
    let members = body.as_object_mut().unwrap();
    members.extend(changes.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    body
}

/// Where schedules are made: one's own by Alice, and Bob's by Alice, who runs the organization.
fn places(office: &Office) -> [(String, &Person); 2] {
    let of_bob = format!("/v2/organizations/{}/users/{}/schedules", office.organization, office.bob.id);
    [("/v2/schedules".to_owned(), &office.alice), (of_bob, &office.bob)]
}

#[tokio::test]
async fn a_schedule_is_made_read_changed_and_deleted() {
    let office = Office::open().await;
    for (place, owner) in places(&office) {
        let hours = json!([{"days": ["Tuesday", "Sunday"], "startTime": "18:00", "endTime": "22:30"}]);
        let days_off = json!([{"date": "2028-02-29", "startTime": "00:00", "endTime": "00:00"}]);
        let body = new(&json!({"availability": hours, "overrides": days_off, "unheardOf": [1]}));
        let made = office.asked(&office.alice, "POST", &place, body).await;
        let wanted = json!({
            "id": made["id"], "ownerId": owner.id, "name": "Evenings", "timeZone": "Europe/Rome",
            "availability": hours, "isDefault": false, "overrides": days_off,
        });
        assert_eq!(made, wanted);
        let own = format!("/v2/schedules/{}", made["id"]);
        assert_eq!(office.asked(owner, "GET", &own, Value::Null).await, wanted);

        let one = format!("{place}/{}", made["id"]);
        let change = json!({"name": "Late", "availability": [], "id": 1, "ownerId": office.carol.id});
        let changed = office.asked(&office.alice, "PATCH", &one, change).await;
        assert_eq!((&changed["name"], &changed["availability"]), (&json!("Late"), &json!([])));
        assert_eq!((&changed["id"], &changed["ownerId"]), (&made["id"], &json!(owner.id)));
        assert_eq!((&changed["overrides"], &changed["timeZone"]), (&days_off, &json!("Europe/Rome")));
        assert_eq!(office.asked(&office.alice, "PATCH", &one, json!({})).await, changed);
        assert_eq!(office.asked(owner, "GET", &own, Value::Null).await, changed);

        let gone = office.ask(&office.alice, "DELETE", &one, Value::Null).await;
        assert_eq!((gone.status, gone.json), (200, json!({"status": "success"})));
        let sentence = format!("Schedule with ID={} does not exist.", made["id"]);
        assert_eq!(office.refused(owner, "GET", &own, Value::Null).await, (404, sentence.clone()));
        for (method, body, status) in
            [("GET", Value::Null, 404), ("PATCH", json!({"name": 1}), 404), ("DELETE", Value::Null, 400)]
        {
            if method != "GET" || place != "/v2/schedules" {
                let refused = office.refused(&office.alice, method, &one, body).await;
                assert_eq!(refused, (status, sentence.clone()), "{method}");
            }
        }
    }
}

#[tokio::test]
async fn a_schedule_of_which_no_hours_are_said_is_nine_to_five() {
    let office = Office::open().await;
    let made = office.asked(&office.alice, "POST", "/v2/schedules", new(&json!({}))).await;
    let default = default_of(&office, &office.alice).await;
    assert_eq!(made["availability"], default["availability"]);
    assert_eq!(made["overrides"], json!([]));
}

#[tokio::test]
async fn one_schedule_is_the_default_and_it_can_be_moved_and_deleted() {
    let office = Office::open().await;
    for (place, owner) in places(&office) {
        let first = default_of(&office, owner).await;
        let second = office.asked(&office.alice, "POST", &place, new(&json!({"isDefault": true}))).await;
        assert_eq!(second["isDefault"], true);
        let list = office.asked(owner, "GET", "/v2/schedules", Value::Null).await;
        let defaults = |list: &Value| {
            let list = list.as_array().unwrap();
            list.iter().filter(|it| it["isDefault"] == true).map(|it| it["id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(defaults(&list), [second["id"].clone()]);

        let path = format!("{place}/{}", first["id"]);
        let moved = office.asked(&office.alice, "PATCH", &path, json!({"isDefault": true})).await;
        assert_eq!(moved, first);
        assert_eq!(default_of(&office, owner).await, first);
        // Saying that it is not the default changes nothing, as in production.
        office.asked(&office.alice, "PATCH", &path, json!({"isDefault": false})).await;
        let profile = office.asked(owner, "GET", "/v2/me", Value::Null).await;
        assert_eq!(profile["defaultScheduleId"], first["id"]);

        assert_eq!(office.ask(&office.alice, "DELETE", &path, Value::Null).await.status, 200);
        assert_eq!(default_of(&office, owner).await, Value::Null);
        let profile = office.asked(owner, "GET", "/v2/me", Value::Null).await;
        assert_eq!(profile["defaultScheduleId"], Value::Null);
        let list = office.asked(owner, "GET", "/v2/schedules", Value::Null).await;
        assert_eq!(ids(&list), [second["id"].as_u64().unwrap()]);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_schedule_is_said_and_changes_nothing() {
    let office = Office::open().await;
    let hours = |days: Value, start: &str, end: &str| json!({"availability": [{"days": days, "startTime": start, "endTime": end}]});
    let exception = |date: &str, start: &str, end: &str| json!({"overrides": [{"date": date, "startTime": start, "endTime": end}]});
    let wrong = [
        json!({"name": 7}),
        json!({"timeZone": "Mars/Olympus"}),
        json!({"timeZone": ""}),
        json!({"timeZone": 1}),
        json!({"isDefault": "yes"}),
        json!({"availability": "always"}),
        json!({"availability": [1]}),
        json!({"availability": [{}]}),
        hours(json!(["Moonday"]), "09:00", "17:00"),
        hours(json!(["Monday"]), "9:00", "17:00"),
        hours(json!(["Monday"]), "09:00", "24:00"),
        hours(json!(["Monday"]), "17:00", "09:00"),
        hours(json!(["Monday"]), "09:00", "09:00"),
        exception("2026-02-30", "09:00", "17:00"),
        exception("99999-01-01", "09:00", "17:00"),
        exception("2026-02-20", "17:00", "09:00"),
        json!({"overrides": {}}),
    ];
    for (place, owner) in places(&office) {
        let before = office.asked(owner, "GET", "/v2/schedules", Value::Null).await;
        let one = format!("{place}/{}", before[0]["id"]);
        for change in &wrong {
            for (method, path, body) in [("POST", &place, new(change)), ("PATCH", &one, change.clone())] {
                let answer = office.ask(&office.alice, method, path, body).await;
                assert_eq!(answer.status, 400, "{method} {change}: {}", answer.text);
                assert_eq!(answer.json["error"]["message"], "Bad Request Exception");
                assert!(answer.json["error"]["details"]["errors"][0]["property"].is_string());
            }
        }
        for missing in ["name", "timeZone", "isDefault"] {
            let answer = office.ask(&office.alice, "POST", &place, new(&json!({missing: null}))).await;
            assert_eq!(answer.json["error"]["details"]["errors"][0]["property"], missing);
        }
        assert_eq!(office.asked(owner, "GET", "/v2/schedules", Value::Null).await, before);
    }
    let refused = office.ask(&office.alice, "POST", "/v2/schedules", new(&json!({"timeZone": "Mars"}))).await;
    let wanted = json!([{
        "target": {"name": "Evenings", "timeZone": "Mars", "isDefault": false}, "value": "Mars",
        "property": "timeZone", "children": [],
        "constraints": {"isTimeZone": "timeZone must be a valid IANA time-zone"},
    }]);
    assert_eq!(refused.json["error"]["details"]["errors"], wanted);
}

#[tokio::test]
async fn nobody_changes_or_deletes_the_schedule_of_another() {
    let office = Office::open().await;
    let before = default_of(&office, &office.bob).await;
    let path = format!("/v2/schedules/{}", before["id"]);
    let sentence = format!("User with ID={} does not own schedule with ID={}", office.alice.id, before["id"]);
    for (method, body) in
        [("PATCH", json!({"name": "Mine"})), ("PATCH", json!({"name": 1})), ("DELETE", Value::Null)]
    {
        assert_eq!(office.refused(&office.alice, method, &path, body).await, (403, sentence.clone()));
    }
    // Below Alice's own number it is not Bob's either, although she runs the organization.
    let below_alice = format!(
        "/v2/organizations/{}/users/{}/schedules/{}",
        office.organization, office.alice.id, before["id"]
    );
    for method in ["PATCH", "DELETE"] {
        assert_eq!(office.refused(&office.alice, method, &below_alice, json!({})).await.0, 403);
    }
    assert_eq!(default_of(&office, &office.bob).await, before);
    assert_eq!(office.refused(&office.alice, "DELETE", "/v2/schedules/-1", Value::Null).await.0, 400);
}

#[tokio::test]
async fn of_many_who_delete_a_schedule_at_once_one_does() {
    let office = Office::open().await;
    for _ in 0..20 {
        let made =
            office.asked(&office.alice, "POST", "/v2/schedules", new(&json!({"isDefault": true}))).await;
        let path = format!("/v2/schedules/{}", made["id"]);
        let deletions = (0..4).map(|_| office.ask(&office.alice, "DELETE", &path, Value::Null));
        let statuses: Vec<_> =
            crate::house::all(deletions.collect()).await.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(default_of(&office, &office.alice).await, Value::Null);
    }
}
