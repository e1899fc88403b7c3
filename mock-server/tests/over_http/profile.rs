//! The profile over HTTP (production-api C).

use mock_server::World;
use mock_server::wire::{Hash, Profile, Schedule, User, UserRole};
use serde_json::{Value, json};

use crate::house::House;
use crate::office::{Office, Person};

async fn me(office: &Office, who: &Person) -> Value {
    office.asked(who, "GET", "/v2/me", Value::Null).await
}

/// What is kept of Alice besides, as the other members of her team see it.
async fn metadata(office: &Office) -> Value {
    let path = format!("/v2/teams/{}/memberships", office.team);
    office.asked(&office.bob, "GET", &path, Value::Null).await[0]["user"]["metadata"].clone()
}

#[tokio::test]
async fn the_profile_has_its_members_and_the_organization_of_those_who_are_in_one() {
    let office = Office::open().await;
    let carol = me(&office, &office.carol).await;
    let mut wanted = json!({
        "id": office.carol.id, "email": "carol@example.com", "name": "A. Person", "avatarUrl": null, "bio": null,
        "timeFormat": 12, "defaultScheduleId": carol["defaultScheduleId"], "weekStart": "Sunday",
        "timeZone": "Europe/London", "username": "carol", "organizationId": null,
    });
    assert_eq!(carol, wanted);
    assert!(carol["defaultScheduleId"].is_u64());
    let bob = me(&office, &office.bob).await;
    wanted = json!({"isPlatform": false, "id": office.organization});
    assert_eq!((&bob["organization"], &bob["organizationId"]), (&wanted, &json!(office.organization)));
}

#[tokio::test]
async fn a_profile_is_changed_and_read_back_without_the_organization() {
    let office = Office::open().await;
    let mut wanted = me(&office, &office.alice).await;
    wanted.as_object_mut().unwrap().remove("organization");
    for empty in [json!({}), json!({"unheardOf": 1, "id": 7, "username": "x"}), Value::Null] {
        assert_eq!(office.asked(&office.alice, "PATCH", "/v2/me", empty).await, wanted);
    }
    for (said, shown) in [
        (json!({"name": "Alice L."}), json!({"name": "Alice L."})),
        (json!({"timeFormat": 24}), json!({"timeFormat": 24})),
        (json!({"timeFormat": "12"}), json!({"timeFormat": 12})),
        (json!({"weekStart": "Saturday"}), json!({"weekStart": "Saturday"})),
        (json!({"timeZone": "America/New_york"}), json!({"timeZone": "America/New_York"})),
        (json!({"locale": "zh-TW"}), json!({})),
        (json!({"avatarUrl": "https://a.example/a.png"}), json!({"avatarUrl": "https://a.example/a.png"})),
        (json!({"bio": "Curiouser", "name": null}), json!({"bio": "Curiouser"})),
        (json!({"metadata": {"a": true}}), json!({})),
    ] {
        wanted.as_object_mut().unwrap().extend(shown.as_object().unwrap().clone());
        assert_eq!(office.asked(&office.alice, "PATCH", "/v2/me", said).await, wanted);
        let mut read = me(&office, &office.alice).await;
        assert!(read.as_object_mut().unwrap().remove("organization").is_some());
        assert_eq!(read, wanted);
    }
    assert_eq!(metadata(&office).await, json!({"a": true}));
}

#[tokio::test]
async fn another_time_zone_is_also_that_of_the_default_schedule_and_of_no_other() {
    let office = Office::open().await;
    let other = json!({"name": "Other", "timeZone": "Asia/Tokyo", "isDefault": false});
    let other = office.asked(&office.alice, "POST", "/v2/schedules", other).await;
    office.asked(&office.alice, "PATCH", "/v2/me", json!({"timeZone": "europe/rome"})).await;
    let default = office.asked(&office.alice, "GET", "/v2/schedules/default", Value::Null).await;
    assert_eq!(default["timeZone"], "Europe/Rome");
    let path = format!("/v2/schedules/{}", other["id"]);
    assert_eq!(office.asked(&office.alice, "GET", &path, Value::Null).await["timeZone"], "Asia/Tokyo");
    let of_bob = office.asked(&office.bob, "GET", "/v2/schedules/default", Value::Null).await;
    assert_eq!(of_bob["timeZone"], "Europe/London");
    office.ask(&office.alice, "DELETE", &format!("/v2/schedules/{}", default["id"]), Value::Null).await;
    let without = office.asked(&office.alice, "PATCH", "/v2/me", json!({"timeZone": "UTC"})).await;
    assert_eq!((&without["timeZone"], &without["defaultScheduleId"]), (&json!("UTC"), &Value::Null));
}

#[tokio::test]
async fn another_time_zone_is_never_that_of_somebody_elses_schedule() {
    let mut world = World { schedules: vec![Schedule::working_hours(12, 2, "Asia/Tokyo")], ..World::empty() };
    for (id, name) in [(1, "alice"), (2, "bob")] {
        world.users.push(User {
            id,
            email: format!("{name}@example.com"),
            name: None,
            username: name.to_owned(),
            password: Hash::of("x"),
            role: UserRole::User,
            profile: Profile { default_schedule: Some(12), ..Profile::default() },
            managed_by: None,
        });
    }
    let office = Office::in_house(House::taught(|builder| builder.world(world)).await).await;
    office.asked(&office.alice, "PATCH", "/v2/me", json!({"timeZone": "UTC"})).await;
    let of_bob = office.asked(&office.bob, "GET", "/v2/schedules/12", Value::Null).await;
    assert_eq!(of_bob["timeZone"], "Asia/Tokyo");
    let default = office.asked(&office.alice, "GET", "/v2/schedules/default", Value::Null).await;
    assert_eq!(default, Value::Null, "nor is it hers to read");
}

#[tokio::test]
async fn another_address_waits_for_its_verification() {
    let office = Office::open().await;
    let change = json!({"email": "New@Example.com", "metadata": {"a": 1}});
    let answer = office.asked(&office.alice, "PATCH", "/v2/me", change).await;
    assert_eq!(answer["email"], "alice@example.com");
    let wanted = json!({"a": 1, "emailChangeWaitingForVerification": "new@example.com"});
    assert_eq!(metadata(&office).await, wanted);
    assert_eq!(me(&office, &office.alice).await["email"], "alice@example.com");
}

#[tokio::test]
async fn the_default_schedule_is_one_of_ones_own() {
    let office = Office::open().await;
    let before = me(&office, &office.alice).await;
    let of_bob = office.asked(&office.bob, "GET", "/v2/schedules/default", Value::Null).await["id"].clone();
    let foreign = format!("User with ID={} does not own schedule with ID={of_bob}", office.alice.id);
    let gone = |id: &str| (404, format!("Schedule with ID={id} does not exist."));
    for (id, refusal) in [
        (of_bob, (403, foreign)),
        (json!(999), gone("999")),
        (json!(-1), gone("-1")),
        (json!(9_223_372_036_854_775_808_u64), gone("9223372036854775808")),
        (json!(1.5), gone("1.5")),
    ] {
        let body = json!({"defaultScheduleId": id, "name": "Changed", "timeZone": "UTC"});
        assert_eq!(office.refused(&office.alice, "PATCH", "/v2/me", body).await, refusal);
    }
    assert_eq!(me(&office, &office.alice).await, before);
    let other = json!({"name": "Other", "timeZone": "Asia/Tokyo", "isDefault": false});
    let other = office.asked(&office.alice, "POST", "/v2/schedules", other).await["id"].clone();
    let changed = office.asked(&office.alice, "PATCH", "/v2/me", json!({"defaultScheduleId": other})).await;
    assert_eq!(changed["defaultScheduleId"], other);
    let default = office.asked(&office.alice, "GET", "/v2/schedules/default", Value::Null).await;
    assert_eq!((&default["id"], &default["isDefault"]), (&other, &json!(true)));
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_said_and_changes_nothing() {
    let office = Office::open().await;
    let before = me(&office, &office.alice).await;
    let formats = "timeFormat must be one of the following values: 12, 24";
    let days = "weekStart must be one of the following values: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday";
    let metadata =
        "Metadata must have at most 50 keys, each key up to 40 characters, and values up to 500 characters.";
    let many: Value =
        (0..51).map(|number| (format!("key{number}"), json!(1))).collect::<serde_json::Map<_, _>>().into();
    for (change, constraint, sentence) in [
        (json!({"email": 1}), "isString", "email must be a string"),
        (json!({"name": {}}), "isString", "name must be a string"),
        (json!({"timeFormat": 13}), "isIn", formats),
        (json!({"timeFormat": "noon"}), "isIn", formats),
        (json!({"timeFormat": ""}), "isIn", formats),
        (json!({"timeFormat": 1e300}), "isIn", formats),
        (
            json!({"defaultScheduleId": "1"}),
            "isNumber",
            "defaultScheduleId must be a number conforming to the specified constraints",
        ),
        (json!({"weekStart": "waba"}), "isIn", days),
        (json!({"weekStart": "monday"}), "isIn", days),
        (json!({"timeZone": "Mars/Olympus"}), "isTimeZone", "timeZone must be a valid IANA time-zone"),
        (json!({"timeZone": ""}), "isTimeZone", "timeZone must be a valid IANA time-zone"),
        (json!({"timeZone": 7}), "isTimeZone", "timeZone must be a valid IANA time-zone"),
        (json!({"avatarUrl": "avatar"}), "isUrl", "avatarUrl must be a URL address"),
        (json!({"avatarUrl": "javascript:alert(1)"}), "isUrl", "avatarUrl must be a URL address"),
        (json!({"bio": []}), "isString", "bio must be a string"),
        (json!({"metadata": "x"}), "isObject", "metadata must be an object"),
        (json!({"metadata": many}), "validateMetadata", metadata),
        (json!({"metadata": {"x".repeat(41): 1}}), "validateMetadata", metadata),
        (json!({"metadata": {"x": "x".repeat(501)}}), "validateMetadata", metadata),
        (json!({"metadata": {"x": {}}}), "validateMetadata", metadata),
    ] {
        let mut body = json!({"name": "Changed"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = office.ask(&office.alice, "PATCH", "/v2/me", body.clone()).await;
        assert_eq!(answer.status, 400, "{change}");
        let error = &answer.json["error"];
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("BadRequestException"), &json!("Bad Request Exception"))
        );
        let (property, value) = change.as_object().unwrap().iter().next().unwrap();
        let told = json!([{
            "target": body, "value": value, "property": property, "children": [],
            "constraints": {constraint: sentence},
        }]);
        assert_eq!(error["details"]["errors"], told);
        assert_eq!(me(&office, &office.alice).await, before);
    }
    let answer = office.ask(&office.alice, "PATCH", "/v2/me", json!({"locale": "tlh", "bio": 1})).await;
    let errors = answer.json["error"]["details"]["errors"].as_array().unwrap();
    let sentence = errors[0]["constraints"]["isEnum"].as_str().unwrap();
    assert!(sentence.starts_with("locale must be one of the following values: ar, ca, de,"), "{sentence}");
    assert_eq!(errors.len(), 2);
}

#[tokio::test]
async fn a_body_that_is_no_object_changes_nothing() {
    let office = Office::open().await;
    let before = me(&office, &office.alice).await;
    for (body, status) in [("{", 400), ("[]", 200), ("\"x\"", 400), ("null", 400)] {
        let request = office.house.http.patch(office.house.url("/v2/me")).bearer_auth(&office.alice.token);
        let request = request.header("content-type", "application/json").body(body);
        assert_eq!(office.house.send(request).await.status, status, "{body}");
    }
    assert_eq!(me(&office, &office.alice).await, before);
}

#[tokio::test]
async fn the_legacy_clients_profile_and_that_of_a_scoped_token_are_the_same() {
    let office = Office::in_house(House::open().await).await;
    let token = office.token("PROFILE_WRITE").await;
    let answer = office.ask_with(Some(&token), "PATCH", "/v2/me", json!({"bio": "x"})).await;
    assert_eq!((answer.status, &answer.json["data"]["bio"]), (200, &json!("x")));
    assert_eq!(office.ask_with(Some(&token), "GET", "/v2/me", Value::Null).await.status, 403);
    assert_eq!(me(&office, &office.alice).await["bio"], "x");
}
