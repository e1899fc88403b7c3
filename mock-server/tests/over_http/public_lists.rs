//! The lists of event types where they want neither a scope nor a token (the quirk `event-type-lists-are-public`).

use mock_server::wire::Behaviour;
use serde_json::{Value, json};

use crate::house::House;
use crate::office::Office;

#[tokio::test]
async fn whoever_has_no_token_sees_what_is_not_hidden_of_whom_they_name() {
    let office =
        Office::in_house(House::taught(|builder| builder.behaviour(Behaviour::Production)).await).await;
    let talk = |slug: &str, hidden: bool| json!({"lengthInMinutes": 30, "title": "Talk", "slug": slug, "hidden": hidden});
    office.asked(&office.alice, "POST", "/v2/event-types", talk("open", false)).await;
    office.asked(&office.alice, "POST", "/v2/event-types", talk("hidden", true)).await;
    let slugs = async |path: String| {
        let answer = office.ask_with(None, "GET", &path, Value::Null).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        let listed = answer.json["data"].as_array().unwrap().clone();
        listed.iter().map(|it| it["slug"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let list = "/v2/event-types";
    assert_eq!(slugs(list.to_owned()).await, [""; 0]);
    assert_eq!(slugs(format!("{list}?username=alice")).await, ["open"]);
    assert_eq!(slugs(format!("{list}?username=alice&eventSlug=hidden")).await, [""; 0]);
    assert_eq!(slugs(format!("{list}?usernames=alice,bob")).await, ["dynamic"]);
    let shift =
        json!({"lengthInMinutes": 30, "title": "Shift", "slug": "shift", "schedulingType": "roundRobin"});
    let team = format!("/v2/teams/{}/event-types", office.team);
    let (organization, part) = (office.organization, office.organization_team);
    let below = format!("/v2/organizations/{organization}/teams/{part}/event-types");
    for path in [&team, &below] {
        office.asked(&office.alice, "POST", path, shift.clone()).await;
        assert_eq!(slugs(path.clone()).await, ["shift"]);
    }
    assert_eq!(slugs("/v2/teams/999999/event-types".to_owned()).await, [""; 0]);
    let elsewhere = format!("/v2/organizations/{organization}/teams/{}/event-types", office.team);
    assert_eq!(office.ask_with(None, "GET", &elsewhere, Value::Null).await.status, 403);
    let nowhere = "/v2/organizations/999999/teams/1/event-types";
    assert_eq!(office.ask_with(None, "GET", nowhere, Value::Null).await.status, 403);
    let one = office.asked(&office.alice, "GET", list, Value::Null).await[0]["id"].clone();
    assert_eq!(office.ask_with(None, "GET", &format!("{list}/{one}"), Value::Null).await.status, 403);
}
