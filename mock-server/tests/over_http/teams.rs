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

/// Everything that can be set of a team.
fn settings() -> Value {
    json!({
        "slug": "cal-team", "logoUrl": "https://a.example/logo.png", "calVideoLogo": "https://a.example/video.png",
        "appLogo": "https://a.example/app.png", "appIconLogo": "https://a.example/icon.png", "bio": "We help",
        "hideBranding": true, "isPrivate": true, "hideBookATeamMember": true, "metadata": {"key": "value", "n": 1.5},
        "theme": "dark", "brandColor": "#fff", "darkBrandColor": "#000", "bannerUrl": "https://a.example/banner.png",
        "timeFormat": 24, "timeZone": "America/New_York", "weekStart": "Monday",
    })
}

fn merged(one: &Value, other: &Value) -> Value {
    let members = one.as_object().unwrap().iter().chain(other.as_object().unwrap());
    members.map(|(name, value)| (name.clone(), value.clone())).collect::<serde_json::Map<_, _>>().into()
}

/// Where teams are made: alone, and in the organization.
fn places(office: &Office) -> [String; 2] {
    ["/v2/teams".to_owned(), format!("/v2/organizations/{}/teams", office.organization)]
}

#[tokio::test]
async fn a_team_is_made_read_changed_and_deleted() {
    let office = Office::open().await;
    for place in places(&office) {
        let body = merged(&settings(), &json!({"name": "Cal Team", "unheardOf": 1}));
        let made = office.asked(&office.alice, "POST", &place, body).await;
        let mut wanted =
            merged(&json!({"id": made["id"], "name": "Cal Team", "isOrganization": false}), &settings());
        if place != "/v2/teams" {
            wanted["parentId"] = json!(office.organization);
        }
        assert_eq!(made, wanted);
        let one = format!("{place}/{}", made["id"]);
        assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await, wanted);
        assert!(names(&office, &office.alice, &place).await.contains(&"Cal Team".to_owned()));

        let change =
            json!({"name": "Help", "timeZone": "Europe/Rome", "isPrivate": false, "isOrganization": true});
        let changed = office.asked(&office.alice, "PATCH", &one, change).await;
        wanted = merged(&wanted, &json!({"name": "Help", "timeZone": "Europe/Rome", "isPrivate": false}));
        assert_eq!(changed, wanted);
        assert_eq!(office.asked(&office.alice, "PATCH", &one, json!({})).await, wanted);
        assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await, wanted);

        assert_eq!(office.asked(&office.alice, "DELETE", &one, Value::Null).await, wanted);
        assert!(!names(&office, &office.alice, &place).await.contains(&"Help".to_owned()));
        let refused = office.refused(&office.alice, "GET", &one, Value::Null).await;
        let sentence = if place == "/v2/teams" {
            (403, format!("RolesGuard - User is not a member of the team with id={}.", made["id"]))
        } else {
            (404, format!("IsTeamInOrg - Team ({}) not found.", made["id"]))
        };
        assert_eq!(refused, sentence);
    }
}

#[tokio::test]
async fn a_team_of_which_only_the_name_is_said_has_the_defaults() {
    let office = Office::open().await;
    let made = office.asked(&office.carol, "POST", "/v2/teams", json!({"name": "Größe & Co."})).await;
    let wanted = json!({
        "id": made["id"], "name": "Größe & Co.", "isOrganization": false, "slug": "größe-co.",
        "hideBranding": false, "isPrivate": false, "hideBookATeamMember": false, "timeZone": "Europe/London",
        "weekStart": "Sunday",
    });
    assert_eq!(made, wanted);
    let one = format!("/v2/teams/{}", made["id"]);
    let renamed = office.asked(&office.carol, "PATCH", &one, json!({"name": "Other"})).await;
    assert_eq!(renamed["slug"], "größe-co.", "the address stays");
}

#[tokio::test]
async fn whoever_makes_a_team_owns_it_and_is_in_it_unless_they_say_otherwise() {
    let office = Office::open().await;
    for (place, accepts) in
        places(&office).iter().flat_map(|place| [(place.clone(), true), (place.clone(), false)])
    {
        let body = json!({"name": format!("Team {accepts}"), "autoAcceptCreator": accepts});
        let made = office.asked(&office.alice, "POST", &place, body).await;
        let one = format!("/v2/teams/{}", made["id"]);
        let answer = office.ask(&office.alice, "GET", &format!("{one}/memberships"), Value::Null).await;
        if accepts {
            let member = &answer.json["data"][0];
            assert_eq!(
                (&member["userId"], &member["role"], &member["accepted"]),
                (&json!(office.alice.id), &json!("OWNER"), &json!(true))
            );
        } else {
            assert_eq!(answer.status, 403);
        }
        assert!(names(&office, &office.alice, "/v2/teams").await.contains(&format!("Team {accepts}")));
        assert_eq!(office.ask(&office.carol, "GET", &one, Value::Null).await.status, 403);
    }
}

#[tokio::test]
async fn nobody_has_two_teams_of_one_name() {
    let office = Office::open().await;
    let sentence = "You already have created a team with name=Support".to_owned();
    let refused = office.refused(&office.alice, "POST", "/v2/teams", json!({"name": "Support"})).await;
    assert_eq!(refused, (400, sentence));
    office.asked(&office.carol, "POST", "/v2/teams", json!({"name": "Support"})).await;
    let many = (0..8).map(|_| office.ask(&office.alice, "POST", "/v2/teams", json!({"name": "Rush"})));
    let statuses: Vec<_> =
        crate::house::all(many.collect()).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    let names = names(&office, &office.alice, "/v2/teams").await;
    assert_eq!(names.iter().filter(|name| *name == "Rush").count(), 1);
}

#[tokio::test]
async fn an_organization_has_no_two_teams_of_one_address() {
    let office = Office::open().await;
    let place = format!("/v2/organizations/{}/teams", office.organization);
    let taken = (409, "Invalid Input: Trying to create a record that already exists.".to_owned());
    assert_eq!(office.refused(&office.alice, "POST", &place, json!({"name": "sales"})).await, taken);
    let made = office.asked(&office.alice, "POST", &place, json!({"name": "Other"})).await;
    let one = format!("{place}/{}", made["id"]);
    let answer = office.ask(&office.alice, "PATCH", &one, json!({"slug": "sales"})).await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json["error"], json!({"code": "CONFLICT", "message": taken.1}));
    assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await["slug"], "other");
    let same = office.asked(&office.alice, "PATCH", &one, json!({"slug": "other", "bio": "x"})).await;
    assert_eq!(same["bio"], "x");
}

#[tokio::test]
async fn what_is_wrong_with_a_team_is_said_and_changes_nothing() {
    let office = Office::open().await;
    for (place, id) in places(&office).iter().zip([office.team, office.organization_team]) {
        let one = format!("{place}/{id}");
        let before = office.asked(&office.alice, "GET", &one, Value::Null).await;
        let all = names(&office, &office.alice, place).await;
        for (change, sentence) in [
            (json!({"name": ""}), "name must be longer than or equal to 1 characters"),
            (json!({"name": 1}), "name must be a string"),
            (json!({"slug": []}), "slug must be a string"),
            (json!({"logoUrl": "logo"}), "logoUrl must be a URL address"),
            (json!({"bannerUrl": "javascript:x"}), "bannerUrl must be a URL address"),
            (json!({"isPrivate": "true"}), "isPrivate must be a boolean value"),
            (json!({"timeZone": "Mars"}), "timeZone must be a valid IANA time-zone"),
            (
                json!({"timeFormat": "x"}),
                "timeFormat must be a number conforming to the specified constraints",
            ),
            (json!({"metadata": []}), "metadata must be an object"),
            (
                json!({"metadata": {"key": null}}),
                "Metadata must have at most 50 keys, each key up to 40 characters, and values up to 500 characters.",
            ),
        ] {
            let new = merged(&json!({"name": "New"}), &change);
            for (method, path, body) in [("POST", place, new), ("PATCH", &one, change)] {
                let refused = office.refused(&office.alice, method, path, body).await;
                assert_eq!(refused, (400, sentence.to_owned()), "{method}");
            }
        }
        let refused = office.refused(&office.alice, "POST", place, json!({})).await;
        assert_eq!(refused, (400, "name must be a string".to_owned()));
        assert_eq!(office.asked(&office.alice, "GET", &one, Value::Null).await, before);
        assert_eq!(names(&office, &office.alice, place).await, all);
    }
}

#[tokio::test]
async fn members_change_and_delete_no_team() {
    let office = Office::open().await;
    let [alone, within] = places(&office);
    for (method, path, place) in [
        ("PATCH", format!("{alone}/{}", office.team), format!("team with id={}", office.team)),
        ("DELETE", format!("{alone}/{}", office.team), format!("team with id={}", office.team)),
        ("POST", within.clone(), format!("organization with id={}", office.organization)),
        (
            "DELETE",
            format!("{within}/{}", office.organization_team),
            format!("organization with id={} team with id={}", office.organization, office.organization_team),
        ),
    ] {
        let role = if path.starts_with("/v2/org") { "ORG_ADMIN" } else { "TEAM_ADMIN" };
        let sentence = format!(
            "RolesGuard - user with id={} does not have the minimum required role={role} within {place}.",
            office.bob.id
        );
        let refused = office.refused(&office.bob, method, &path, json!({"name": "Mine"})).await;
        assert_eq!(refused, (403, sentence), "{method} {path}");
    }
    assert_eq!(names(&office, &office.bob, "/v2/teams").await, ["Support", "Acme", "Sales"]);
}

#[tokio::test]
async fn of_many_who_delete_a_team_at_once_one_does() {
    let office = Office::open().await;
    let path = format!("/v2/teams/{}", office.team);
    let deletions = (0..6).map(|_| office.ask(&office.alice, "DELETE", &path, Value::Null));
    let statuses: Vec<_> =
        crate::house::all(deletions.collect()).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}
