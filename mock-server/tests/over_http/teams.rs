//! Teams over HTTP (production-api D, "Team").

use serde_json::{Value, json};

use crate::office::{Office, Person};

async fn names(office: &Office, who: &Person, path: &str) -> Vec<String> {
    let list = office.asked(who, "GET", path, Value::Null).await;
    list.as_array().unwrap().iter().map(|team| team["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everybody_sees_the_teams_that_they_are_in() {
    let office = Office::open().await;
    assert_eq!(names(&office, &office.bob, "/v2/teams").await, ["Support", "Acme", "Sales"]);
    assert_eq!(names(&office, &office.carol, "/v2/teams").await, [""; 0]);
    let team = office.asked(&office.bob, "GET", &format!("/v2/teams/{}", office.team), Value::Null).await;
    let wanted = json!({
        "id": office.team, "name": "Support", "isOrganization": false, "slug": "support", "hideBranding": false,
        "isPrivate": false, "hideBookATeamMember": false, "timeZone": "Europe/London", "weekStart": "Sunday",
    });
    assert_eq!(team, wanted);
}

#[tokio::test]
async fn an_organization_shows_its_teams_and_to_each_their_own() {
    let office = Office::open().await;
    let teams = format!("/v2/organizations/{}/teams", office.organization);
    assert_eq!(names(&office, &office.bob, &teams).await, ["Sales"]);
    assert_eq!(names(&office, &office.bob, &format!("{teams}?skip=1")).await, [""; 0]);
    let refused = office.refused(&office.bob, "GET", &format!("{teams}/me?take=0"), Value::Null).await;
    assert_eq!(refused, (400, "take must not be less than 1".to_owned()));
    let own = office.asked(&office.bob, "GET", &format!("{teams}/me"), Value::Null).await;
    assert_eq!(
        (&own[0]["parentId"], &own[0]["role"], &own[0]["accepted"]),
        (&json!(office.organization), &json!("MEMBER"), &json!(true))
    );
    let one = format!("{teams}/{}", office.organization_team);
    assert_eq!(office.asked(&office.bob, "GET", &one, Value::Null).await["name"], "Sales");
}
