//! Memberships over HTTP, of a team alone and of an organization's (production-api D, "Membership").

use serde_json::{Value, json};

use crate::office::Office;

/// Where the memberships of the team alone are, and those of the organization's team.
fn places(office: &Office) -> [String; 2] {
    [
        format!("/v2/teams/{}", office.team),
        format!("/v2/organizations/{}/teams/{}", office.organization, office.organization_team),
    ]
}

fn users(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|membership| membership["userId"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn members_see_who_is_in_their_team() {
    let office = Office::open().await;
    let (alice, bob) = (office.alice.id, office.bob.id);
    for place in places(&office) {
        let list = office.asked(&office.bob, "GET", &format!("{place}/memberships"), Value::Null).await;
        assert_eq!(users(&list), [alice, bob]);
        let one = format!("{place}/memberships/{}", list[1]["id"]);
        let membership = office.asked(&office.bob, "GET", &one, Value::Null).await;
        assert_eq!(membership, list[1]);
        assert_eq!((&membership["role"], &membership["accepted"]), (&json!("MEMBER"), &json!(true)));
        let user = json!({"email": "bob@example.com", "username": "bob", "name": "A. Person"});
        assert_eq!(membership["user"], user);
    }
}

#[tokio::test]
async fn a_list_of_memberships_is_paged_and_filtered() {
    let office = Office::open().await;
    let (alice, bob) = (office.alice.id, office.bob.id);
    for place in places(&office) {
        for (query, wanted) in [
            ("take=1", vec![alice]),
            ("skip=1&take=9", vec![bob]),
            ("emails=BOB@example.com", vec![bob]),
            ("emails=carol@example.com", vec![]),
            ("emails=bob@example.com,alice@example.com", vec![alice, bob]),
            ("emails=", vec![alice, bob]),
        ] {
            let path = format!("{place}/memberships?{query}");
            assert_eq!(users(&office.asked(&office.bob, "GET", &path, Value::Null).await), wanted, "{query}");
        }
        for (query, sentence) in [
            ("take=0", "take must not be less than 1"),
            ("skip=-1", "skip must not be less than 0"),
            ("emails=bob", "Each email must be a valid email address"),
        ] {
            let path = format!("{place}/memberships?{query}");
            let refused = office.refused(&office.bob, "GET", &path, Value::Null).await;
            assert_eq!(refused, (400, sentence.to_owned()));
        }
    }
}

#[tokio::test]
async fn a_membership_of_another_team_is_not_there() {
    let office = Office::open().await;
    let [alone, within] = places(&office);
    let list = |place: String| {
        let office = &office;
        async move { office.asked(&office.bob, "GET", &format!("{place}/memberships"), Value::Null).await }
    };
    let (of_alone, of_within) = (list(alone.clone()).await, list(within.clone()).await);
    for (place, id) in [
        (&alone, of_within[0]["id"].to_string()),
        (&within, of_alone[0]["id"].to_string()),
        (&alone, "999".to_owned()),
        (&alone, "-1".to_owned()),
        (&within, "9223372036854775808".to_owned()),
    ] {
        let refused =
            office.refused(&office.bob, "GET", &format!("{place}/memberships/{id}"), Value::Null).await;
        assert_eq!(refused, (404, "Organization's Team membership not found".to_owned()), "{id}");
    }
}
