//! Event types of teams (production-api D, "Team event type").

use serde_json::{Value, json};

use crate::office::{Office, Person};

fn path(office: &Office) -> String {
    format!("/v2/teams/{}/event-types", office.team)
}

fn below_organization(office: &Office) -> String {
    format!("/v2/organizations/{}/teams/{}/event-types", office.organization, office.organization_team)
}

/// A body that succeeds, with these members beside or instead of its own.
fn shift(changes: &Value) -> Value {
    let mut body =
        json!({"lengthInMinutes": 30, "title": "Shift", "slug": "shift", "schedulingType": "roundRobin"});
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    body
}

async fn made(office: &Office, changes: Value) -> Value {
    office.asked(&office.alice, "POST", &path(office), shift(&changes)).await
}

#[tokio::test]
async fn what_a_team_has_is_read_back_by_its_members() {
    let office = Office::open().await;
    let hosts = json!([{"userId": office.bob.id, "mandatory": true, "priority": "high"}, {"userId": office.alice.id}]);
    let set = json!({"hosts": hosts, "emailSettings": {"disableEmailsToHosts": true}, "rescheduleWithSameRoundRobinHost": true,
        "locations": [{"type": "organizersDefaultApp"}]});
    for base in [path(&office), below_organization(&office)] {
        let made = office.asked(&office.alice, "POST", &base, shift(&set)).await;
        assert_eq!(
            made["hosts"][0],
            json!({
                "userId": office.bob.id, "name": "A. Person", "username": "bob", "mandatory": true, "priority": "high",
                "avatarUrl": null,
            })
        );
        assert_eq!(
            (&made["hosts"][1]["mandatory"], &made["hosts"][1]["priority"]),
            (&json!(false), &json!("medium"))
        );
        assert_eq!(
            (&made["schedulingType"], &made["rescheduleWithSameRoundRobinHost"]),
            (&json!("roundRobin"), &json!(true))
        );
        assert_eq!(made["emailSettings"], set["emailSettings"]);
        assert!(made.get("users").is_none() && made.get("bookingUrl").is_none());
        assert_eq!((&made["team"]["id"], &made["ownerId"]), (&made["teamId"], &Value::Null));
        let one = format!("{base}/{}", made["id"]);
        assert_eq!(office.asked(&office.bob, "GET", &one, Value::Null).await, made);
        assert_eq!(office.asked(&office.bob, "GET", &base, Value::Null).await, json!([made]));
    }
}

#[tokio::test]
async fn all_of_a_team_can_take_part_together() {
    let office = Office::open().await;
    let made = made(&office, json!({"schedulingType": "collective", "assignAllTeamMembers": true})).await;
    let users: Vec<_> =
        made["hosts"].as_array().unwrap().iter().map(|host| host["userId"].as_u64().unwrap()).collect();
    assert_eq!((users, &made["assignAllTeamMembers"]), (vec![office.alice.id, office.bob.id], &json!(true)));
    assert!(made["hosts"][0].get("priority").is_none(), "priority counts where hosts take turns");
}

#[tokio::test]
async fn who_is_not_in_the_team_is_no_host() {
    let office = Office::open().await;
    let (carol, team) = (office.carol.id, office.team);
    let hosts = json!({"hosts": [{"userId": office.bob.id}, {"userId": carol}, {"userId": 0}]});
    let said = (404, format!("Invalid hosts: {carol}, 0 are not members of team with id {team}."));
    assert_eq!(office.refused(&office.alice, "POST", &path(&office), shift(&hosts)).await, said);
    let made = made(&office, json!({})).await;
    let one = format!("{}/{}", path(&office), made["id"]);
    assert_eq!(office.refused(&office.alice, "PATCH", &one, hosts).await, said);
    assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await, made);
}

#[tokio::test]
async fn a_change_changes_what_it_names_and_nothing_else() {
    let office = Office::open().await;
    let made = made(&office, json!({"hosts": [{"userId": office.bob.id}], "description": "Old"})).await;
    let one = format!("{}/{}", path(&office), made["id"]);
    let edited = office.asked(&office.alice, "PATCH", &one, json!({"title": "New"})).await;
    assert_eq!(
        (&edited["title"], &edited["description"], &edited["hosts"]),
        (&json!("New"), &made["description"], &made["hosts"])
    );
    let without = office.refused(&office.alice, "PATCH", &one, json!({"schedulingType": "collective"})).await;
    assert!(
        without.0 == 400 && without.1.starts_with("Hosts required when switching schedulingType."),
        "{without:?}"
    );
    let change = json!({"schedulingType": "collective", "hosts": [{"userId": office.alice.id}]});
    let edited = office.asked(&office.alice, "PATCH", &one, change).await;
    assert_eq!(
        (&edited["schedulingType"], &edited["hosts"][0]["userId"]),
        (&json!("collective"), &json!(office.alice.id))
    );
}

#[tokio::test]
async fn what_was_deleted_is_gone() {
    let office = Office::open().await;
    let made = made(&office, json!({})).await;
    let one = format!("{}/{}", path(&office), made["id"]);
    let gone = office.asked(&office.alice, "DELETE", &one, Value::Null).await;
    assert_eq!(gone, json!({"id": made["id"], "title": "Shift"}));
    let not_found = (404, format!("Event type with id {} not found", made["id"]));
    for (method, body) in [("GET", Value::Null), ("PATCH", json!({"title": "x"})), ("DELETE", Value::Null)] {
        assert_eq!(office.refused(&office.alice, method, &one, body).await, not_found, "{method}");
    }
    assert_eq!(office.asked(&office.alice, "GET", &path(&office), Value::Null).await, json!([]));
}

#[tokio::test]
async fn what_belongs_elsewhere_is_not_found_there() {
    let office = Office::open().await;
    let made = made(&office, json!({})).await;
    let talk = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk"});
    let own = office.asked(&office.alice, "POST", "/v2/event-types", talk).await;
    let phone = json!({"yourPhoneNumber": "+15551234567", "numberToCall": "+15551234567", "calApiKey": "k"});
    for (path, id) in [(below_organization(&office), &made["id"]), (path(&office), &own["id"])] {
        let one = format!("{path}/{id}");
        let call = format!("{one}/create-phone-call");
        for (method, path, body) in [
            ("GET", &one, Value::Null),
            ("PATCH", &one, json!({"title": "Mine"})),
            ("DELETE", &one, Value::Null),
            ("POST", &call, phone.clone()),
        ] {
            let refused = office.refused(&office.alice, method, path, body).await;
            assert_eq!(refused, (404, format!("Event type with id {id} not found")), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn members_look_and_admins_change() {
    let office = Office::open().await;
    let made = made(&office, json!({})).await;
    let one = format!("{}/{}", path(&office), made["id"]);
    for (method, path, body) in [
        ("POST", path(&office), shift(&json!({"slug": "other"}))),
        ("PATCH", one.clone(), json!({"title": "x"})),
        ("DELETE", one.clone(), Value::Null),
    ] {
        assert_eq!(office.ask(&office.bob, method, &path, body).await.status, 403, "{method}");
    }
    assert_eq!(office.ask(&office.carol, "GET", &one, Value::Null).await.status, 403);
    assert_eq!(office.asked(&office.bob, "GET", &path(&office), Value::Null).await, json!([made]));
}

#[tokio::test]
async fn hosts_and_who_runs_the_team_read_it_among_event_types() {
    let office = Office::open().await;
    let made = made(&office, json!({"hosts": [{"userId": office.bob.id}]})).await;
    let one = format!("/v2/event-types/{}", made["id"]);
    for reader in [&office.alice, &office.bob] {
        assert_eq!(office.asked(reader, "GET", &one, Value::Null).await, made);
    }
    assert_eq!(office.ask(&office.carol, "GET", &one, Value::Null).await.status, 404);
    assert_eq!(office.ask(&office.alice, "PATCH", &one, json!({"title": "x"})).await.status, 404);
    assert_eq!(office.ask(&office.alice, "DELETE", &one, Value::Null).await.status, 403);
    assert_eq!(office.asked(&office.alice, "GET", "/v2/event-types", Value::Null).await, json!([]));
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_cut() {
    let office = Office::open().await;
    let base = below_organization(&office);
    let all_take_part = json!({"assignAllTeamMembers": true});
    for slug in ["a", "b", "c"] {
        let mut body = shift(&all_take_part);
        body["slug"] = json!(slug);
        office.asked(&office.alice, "POST", &base, body).await;
    }
    made(&office, json!({"slug": "of-another-team"})).await;
    let slugs = async |path: String| {
        let listed = office.asked(&office.bob, "GET", &path, Value::Null).await;
        listed
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["slug"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(slugs(base.clone()).await, ["a", "b", "c"]);
    assert_eq!(slugs(format!("{base}?eventSlug=b")).await, ["b"]);
    assert_eq!(slugs(format!("{base}?eventSlug=x")).await, [""; 0]);
    assert_eq!(slugs(format!("{base}?sortCreatedAt=desc")).await, ["c", "b", "a"]);
    let listed = office.asked(&office.bob, "GET", &format!("{base}?hostsLimit=1"), Value::Null).await;
    assert!(listed.as_array().unwrap().iter().all(|it| it["hosts"].as_array().unwrap().len() == 1));
    let whole = format!("/v2/organizations/{}/teams/event-types", office.organization);
    assert_eq!(slugs(whole.clone()).await, ["a", "b", "c"]);
    assert_eq!(slugs(format!("{whole}?take=2&skip=1&sortCreatedAt=desc")).await, ["b", "a"]);
    assert_eq!(slugs(format!("{whole}?skip=9223372036854775808")).await, [""; 0]);
    for (query, words) in [
        (format!("{whole}?take=0"), "take must not be less than 1"),
        (format!("{whole}?take=251"), "take must not be greater than 250"),
        (format!("{whole}?skip=-1"), "skip must not be less than 0"),
        (
            format!("{base}?hostsLimit=x"),
            "hostsLimit must be a number conforming to the specified constraints",
        ),
        (format!("{base}?sortCreatedAt=x"), "sortCreatedAt must be one of the following values: asc, desc"),
    ] {
        assert_eq!(office.refused(&office.bob, "GET", &query, Value::Null).await, (400, words.to_owned()));
    }
}

#[tokio::test]
async fn two_of_one_team_have_two_addresses() {
    let office = Office::open().await;
    made(&office, json!({})).await;
    let other = made(&office, json!({"slug": "other"})).await;
    let taken = (400, "Team event type with this slug already exists".to_owned());
    assert_eq!(office.refused(&office.alice, "POST", &path(&office), shift(&json!({}))).await, taken);
    let one = format!("{}/{}", path(&office), other["id"]);
    assert_eq!(office.refused(&office.alice, "PATCH", &one, json!({"slug": "shift"})).await, taken);
    office.asked(&office.alice, "POST", &below_organization(&office), shift(&json!({}))).await;
}

#[tokio::test]
async fn of_a_managed_one_each_host_has_a_copy_that_goes_its_way() {
    let office = Office::open().await;
    let hosts = json!([{"userId": office.alice.id}, {"userId": office.bob.id}]);
    let answered = made(&office, json!({"schedulingType": "managed", "hosts": hosts})).await;
    let (managed, copies) = (&answered[0], &answered.as_array().unwrap()[1..]);
    assert_eq!(
        (&managed["schedulingType"], managed["hosts"].as_array().unwrap().len()),
        (&json!("managed"), 2)
    );
    let owners: Vec<_> =
        copies.iter().map(|copy| (copy["ownerId"].clone(), copy["parentEventTypeId"].clone())).collect();
    let id = &managed["id"];
    assert_eq!(owners, [(json!(office.alice.id), id.clone()), (json!(office.bob.id), id.clone())]);
    let listed = async |who: &Person| office.asked(who, "GET", "/v2/event-types", Value::Null).await;
    assert_eq!(listed(&office.bob).await[0]["id"], copies[1]["id"]);
    let one = format!("{}/{id}", path(&office));
    let change = json!({"title": "New", "hosts": [{"userId": office.bob.id}]});
    let answered = office.asked(&office.alice, "PATCH", &one, change).await;
    assert_eq!((&answered[1]["title"], &answered[1]["id"]), (&json!("New"), &copies[1]["id"]));
    assert_eq!(listed(&office.alice).await, json!([]));
    assert_eq!(
        office.asked(&office.alice, "GET", &path(&office), Value::Null).await.as_array().unwrap().len(),
        1
    );
    office.asked(&office.alice, "DELETE", &one, Value::Null).await;
    assert_eq!(listed(&office.bob).await, json!([]));
}

#[tokio::test]
async fn an_agent_calls_whoever_has_a_number() {
    let office = Office::open().await;
    let made = made(&office, json!({})).await;
    let call = format!("{}/{}/create-phone-call", path(&office), made["id"]);
    let body = json!({"yourPhoneNumber": "+15551234567", "numberToCall": "+15557654321", "calApiKey": "key"});
    let called = office.asked(&office.alice, "POST", &call, body.clone()).await;
    assert!(called["callId"].is_string() && called["agentId"].is_string());
    let number = "Invalid phone number format. Expected format: +<CountryCode><PhoneNumber> with no spaces or separators.";
    for (name, value, words) in [
        ("numberToCall", json!("555"), number),
        ("yourPhoneNumber", Value::Null, number),
        ("calApiKey", Value::Null, "calApiKey must be a string"),
        (
            "templateType",
            json!("x"),
            "templateType must be one of the following values: CHECK_IN_APPOINTMENT, CUSTOM_TEMPLATE",
        ),
    ] {
        let mut spoiled = body.clone();
        spoiled[name] = value;
        assert_eq!(office.refused(&office.alice, "POST", &call, spoiled).await, (400, words.to_owned()));
    }
}

#[tokio::test]
async fn a_body_that_is_not_what_it_must_be_is_refused_and_changes_nothing() {
    let office = Office::open().await;
    let made = made(&office, json!({"hosts": [{"userId": office.bob.id}]})).await;
    let one = format!("{}/{}", path(&office), made["id"]);
    for (change, words) in [
        (
            json!({"schedulingType": "alone"}),
            "schedulingType must be one of the following values: collective, roundRobin",
        ),
        (json!({"hosts": {}}), "hosts must be an array"),
        (json!({"assignAllTeamMembers": 1}), "assignAllTeamMembers must be a boolean value"),
        (json!({"lengthInMinutes": 1.5}), "lengthInMinutes must be an integer number"),
        (
            json!({"scheduleId": 9_223_372_036_854_775_808_u64}),
            "scheduleId must not be greater than 2147483647",
        ),
    ] {
        for (method, path, body) in
            [("PATCH", one.clone(), change.clone()), ("POST", path(&office), shift(&change))]
        {
            let (status, said) = office.refused(&office.alice, method, &path, body).await;
            assert!(status == 400 && said.starts_with(words), "{method} {change}: {status} {said}");
        }
    }
    for hosts in [json!([7]), json!([{"userId": "x"}]), json!([{"userId": 1, "priority": "urgent"}])] {
        assert_eq!(office.ask(&office.alice, "PATCH", &one, json!({"hosts": hosts})).await.status, 400);
    }
    assert_eq!(office.asked(&office.alice, "GET", &path(&office), Value::Null).await, json!([made]));
}
