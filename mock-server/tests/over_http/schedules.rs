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
