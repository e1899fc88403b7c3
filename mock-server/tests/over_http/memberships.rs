//! Memberships over HTTP, of a team alone and of an organization's (production-api D, "Membership").

use mock_server::World;
use mock_server::wire::{
    EventType, Hash, Host, Member, Owner, Profile, Role, Schedule, Scheduling, Team, User, UserRole,
};
use serde_json::{Map, Value, json};

use crate::house::House;
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

/// A person who is in the organization and in none of its teams.
async fn somebody_new(office: &Office) -> u64 {
    let path = format!("/v2/teams/{}/memberships", office.organization);
    let body = json!({"userId": office.carol.id, "accepted": true});
    office.asked(&office.alice, "POST", &path, body).await;
    office.carol.id
}

#[tokio::test]
async fn a_membership_is_made_read_changed_and_deleted() {
    let office = Office::open().await;
    let carol = somebody_new(&office).await;
    for place in places(&office) {
        let list = format!("{place}/memberships");
        let body = json!({"userId": carol, "role": "MEMBER", "unheardOf": 1});
        let made = office.asked(&office.alice, "POST", &list, body).await;
        let wanted = json!({
            "id": made["id"], "userId": carol, "teamId": made["teamId"], "accepted": false, "role": "MEMBER",
            "user": {"email": "carol@example.com", "username": "carol", "name": "A. Person"},
            "disableImpersonation": false,
        });
        assert_eq!(made, wanted);
        let one = format!("{list}/{}", made["id"]);
        assert_eq!(office.asked(&office.bob, "GET", &one, Value::Null).await, wanted);
        let team = format!("/v2/teams/{}", made["teamId"]);
        assert_eq!(
            office.ask(&office.carol, "GET", &team, Value::Null).await.status,
            403,
            "not accepted yet"
        );

        let change = json!({"accepted": true, "role": "ADMIN", "disableImpersonation": true, "userId": 1});
        let changed = office.asked(&office.alice, "PATCH", &one, change).await;
        assert_eq!(
            (&changed["accepted"], &changed["role"], &changed["disableImpersonation"], &changed["userId"]),
            (&json!(true), &json!("ADMIN"), &json!(true), &json!(carol))
        );
        assert_eq!(office.asked(&office.alice, "PATCH", &one, json!({})).await, changed);
        let renamed = office.ask(&office.carol, "PATCH", &team, json!({"bio": "Carol was here"})).await;
        assert_eq!(renamed.status, 200, "an admin changes the team");

        assert_eq!(office.asked(&office.alice, "DELETE", &one, Value::Null).await, changed);
        assert_eq!(office.ask(&office.carol, "GET", &team, Value::Null).await.status, 403);
        for (method, body) in [("GET", Value::Null), ("PATCH", json!({"role": 1})), ("DELETE", Value::Null)] {
            let refused = office.refused(&office.alice, method, &one, body).await;
            assert_eq!(refused, (404, "Organization's Team membership not found".to_owned()), "{method}");
        }
        office.asked(&office.alice, "POST", &list, json!({"userId": carol, "role": "OWNER"})).await;
    }
}

#[tokio::test]
async fn nobody_is_in_a_team_twice() {
    let office = Office::open().await;
    let carol = somebody_new(&office).await;
    for place in places(&office) {
        let list = format!("{place}/memberships");
        let again = json!({"userId": office.bob.id, "role": "ADMIN"});
        let answer = office.ask(&office.alice, "POST", &list, again).await;
        assert_eq!(answer.status, 409);
        let message = "Invalid Input: Trying to create a record that already exists.";
        assert_eq!(answer.json["error"], json!({"code": "CONFLICT", "message": message}));
        let new = json!({"userId": carol, "role": "MEMBER"});
        let many = (0..8).map(|_| office.ask(&office.alice, "POST", &list, new.clone()));
        let statuses: Vec<_> =
            crate::house::all(many.collect()).await.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        let members = office.asked(&office.alice, "GET", &list, Value::Null).await;
        assert_eq!(users(&members), [office.alice.id, office.bob.id, carol]);
        assert_eq!(members[1]["role"], "MEMBER");
    }
}

#[tokio::test]
async fn only_who_is_in_the_organization_joins_its_teams() {
    let office = Office::open().await;
    let not_part = (422, "User is not part of the Organization".to_owned());
    let [alone, within] = places(&office);
    let of_organization_by_its_own_name = format!("/v2/teams/{}", office.organization_team);
    for place in [within, of_organization_by_its_own_name] {
        for user in [json!(office.carol.id), json!(999), json!(-1), json!(1e300)] {
            let body = json!({"userId": user, "role": "MEMBER"});
            let refused = office.refused(&office.alice, "POST", &format!("{place}/memberships"), body).await;
            assert_eq!(refused, not_part, "{place} {user}");
        }
    }
    let nobody =
        office.ask(&office.alice, "POST", &format!("{alone}/memberships"), json!({"userId": 999})).await;
    let message = "Invalid Query: The requested record was not found.";
    assert_eq!(
        (nobody.status, &nobody.json["error"]),
        (404, &json!({"code": "NOT_FOUND", "message": message}))
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_membership_is_said_and_changes_nothing() {
    let office = Office::open().await;
    for place in places(&office) {
        let list = format!("{place}/memberships");
        let before = office.asked(&office.alice, "GET", &list, Value::Null).await;
        let one = format!("{list}/{}", before[1]["id"]);
        for (change, sentence) in [
            (json!({"role": "KING"}), "role must be one of the following values: MEMBER, OWNER, ADMIN"),
            (json!({"role": "member"}), "role must be one of the following values: MEMBER, OWNER, ADMIN"),
            (json!({"accepted": "yes"}), "accepted must be a boolean value"),
            (json!({"disableImpersonation": 1}), "disableImpersonation must be a boolean value"),
        ] {
            let mut new = json!({"userId": office.carol.id, "role": "MEMBER"});
            new.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            for (method, path, body) in [("POST", &list, new), ("PATCH", &one, change)] {
                let refused = office.refused(&office.alice, method, path, body).await;
                assert_eq!(refused, (400, sentence.to_owned()), "{method}");
            }
        }
        for user in [Value::Null, json!("1"), json!(1.5), json!([])] {
            let body = json!({"userId": user, "role": "MEMBER"});
            let refused = office.refused(&office.alice, "POST", &list, body).await;
            assert_eq!(refused, (400, "userId must be an integer number".to_owned()));
        }
        assert_eq!(office.asked(&office.alice, "GET", &list, Value::Null).await, before);
    }
    let [_, within] = places(&office);
    let body = json!({"userId": office.carol.id});
    let refused = office.refused(&office.alice, "POST", &format!("{within}/memberships"), body).await;
    assert_eq!(refused, (400, "role must be one of the following values: MEMBER, OWNER, ADMIN".to_owned()));
}

#[tokio::test]
async fn a_membership_of_another_team_is_neither_changed_nor_deleted() {
    let office = Office::open().await;
    let [alone, within] = places(&office);
    let members = office.asked(&office.alice, "GET", &format!("{within}/memberships"), Value::Null).await;
    let path = format!("{alone}/memberships/{}", members[1]["id"]);
    for method in ["PATCH", "DELETE"] {
        let refused = office.refused(&office.alice, method, &path, json!({"role": "ADMIN"})).await;
        assert_eq!(refused, (404, "Organization's Team membership not found".to_owned()));
    }
    let after = office.asked(&office.alice, "GET", &format!("{within}/memberships"), Value::Null).await;
    assert_eq!(after, members);
}

#[tokio::test]
async fn the_last_owner_may_go_as_in_production() {
    let office = Office::open().await;
    let [alone, _] = places(&office);
    let members = office.asked(&office.alice, "GET", &format!("{alone}/memberships"), Value::Null).await;
    let of_alice = format!("{alone}/memberships/{}", members[0]["id"]);
    office.asked(&office.alice, "DELETE", &of_alice, Value::Null).await;
    let left = office.asked(&office.bob, "GET", &format!("{alone}/memberships"), Value::Null).await;
    assert_eq!(users(&left), [office.bob.id]);
}

#[tokio::test]
async fn an_invite_is_a_link_with_a_token_of_its_own() {
    let office = Office::open().await;
    let [alone, within] = places(&office);
    let home = office.house.url("");
    let mut tokens = Vec::new();
    for (place, before, after) in [
        (&alone, "/teams?token=", ""),
        (&alone, "/teams?token=", ""),
        (&within, "/signup?token=", "&callbackUrl=/getting-started"),
    ] {
        let invite = office.asked(&office.alice, "POST", &format!("{place}/invite"), Value::Null).await;
        let token = invite["token"].as_str().unwrap().to_owned();
        assert!(token.len() == 64 && token.chars().all(|c| c.is_ascii_hexdigit()));
        assert_eq!(invite["inviteLink"], format!("{home}{before}{token}{after}"));
        assert!(!tokens.contains(&token));
        tokens.push(token);
        let refused = office.refused(&office.bob, "POST", &format!("{place}/invite"), Value::Null).await;
        assert_eq!(refused.0, 403);
    }
}

/// An organization 6 with its team 7, where Alice (1) hosts an event type that all members host and Bob (2) is not yet.
fn world() -> World {
    let user = |id: u64, name: &str| User {
        id,
        email: format!("{name}@example.com"),
        name: None,
        username: name.to_owned(),
        password: Hash::of("x"),
        role: UserRole::User,
        profile: Profile { default_schedule: Some(id + 10), ..Profile::default() },
        managed_by: None,
    };
    let team = |id: u64, parent: Option<u64>, members: &[(u64, Role)]| Team {
        id,
        name: format!("Team {id}"),
        is_organization: parent.is_none(),
        parent,
        members: members.iter().map(|(user, role)| Member::new(id * 10 + user, *user, *role)).collect(),
        settings: Map::new(),
    };
    let event_type = EventType {
        title: "Help".to_owned(),
        slug: "help".to_owned(),
        scheduling: Some(Scheduling::RoundRobin),
        hosts: vec![Host { user: 1, mandatory: false, priority: "medium".to_owned() }],
        settings: json!({"assignAllTeamMembers": true}).as_object().unwrap().clone(),
        ..EventType::new(5, Owner::Team(7))
    };
    World {
        users: vec![user(1, "alice"), user(2, "bob")],
        teams: vec![
            team(6, None, &[(1, Role::Owner), (2, Role::Member)]),
            team(7, Some(6), &[(1, Role::Owner)]),
        ],
        schedules: vec![Schedule::working_hours(11, 1, "UTC"), Schedule::working_hours(12, 2, "UTC")],
        event_types: vec![event_type],
        ..World::empty()
    }
}

#[tokio::test]
async fn whoever_joins_a_team_hosts_what_all_members_host_until_they_leave() {
    let office = Office::in_house(House::taught(|builder| builder.world(world())).await).await;
    let place = "/v2/organizations/6/teams/7";
    let hosts = || async {
        let path = format!("{place}/schedules?eventTypeId=5");
        let list = office.asked(&office.alice, "GET", &path, Value::Null).await;
        list.as_array().unwrap().iter().map(|schedule| schedule["ownerId"].clone()).collect::<Vec<_>>()
    };
    let of_bob = format!("{place}/users/2/schedules?eventTypeId=5");
    assert_eq!(hosts().await, [1]);
    let list = format!("{place}/memberships");
    let body = json!({"userId": 2, "role": "MEMBER"});
    let made = office.asked(&office.alice, "POST", &list, body).await;
    assert_eq!(hosts().await, [1], "asked, and did not say yes");
    let one = format!("{list}/{}", made["id"]);
    office.asked(&office.alice, "PATCH", &one, json!({"accepted": true})).await;
    assert_eq!(hosts().await, [1, 2]);
    let schedules = office.asked(&office.bob, "GET", &of_bob, Value::Null).await;
    assert_eq!(schedules[0]["id"], 12);
    office.asked(&office.alice, "PATCH", &one, json!({"accepted": true, "role": "ADMIN"})).await;
    assert_eq!(hosts().await, [1, 2], "nobody hosts twice");
    office.asked(&office.alice, "DELETE", &one, Value::Null).await;
    assert_eq!(hosts().await, [1]);
    let again = json!({"userId": 2, "role": "MEMBER", "accepted": true});
    office.asked(&office.alice, "POST", &list, again).await;
    assert_eq!(hosts().await, [1, 2]);
    office.asked(&office.bob, "DELETE", "/v2/schedules/12", Value::Null).await;
    assert_eq!(hosts().await, [1], "who has no schedule is not listed");
}

#[tokio::test]
async fn a_schedule_by_which_an_event_type_went_leaves_it() {
    let mut world = world();
    world.event_types[0].schedule = Some(11);
    let office = Office::in_house(House::taught(|builder| builder.world(world)).await).await;
    let path = "/v2/organizations/6/teams/7/users/1/schedules?eventTypeId=5";
    assert_eq!(office.asked(&office.alice, "GET", path, Value::Null).await[0]["id"], 11);
    let other = json!({"name": "Other", "timeZone": "UTC", "isDefault": true});
    let other = office.asked(&office.alice, "POST", "/v2/schedules", other).await["id"].clone();
    assert_eq!(office.asked(&office.alice, "GET", path, Value::Null).await[0]["id"], 11);
    office.asked(&office.alice, "DELETE", "/v2/schedules/11", Value::Null).await;
    assert_eq!(office.asked(&office.alice, "GET", path, Value::Null).await[0]["id"], other);
}

#[tokio::test]
async fn whoever_comes_back_to_a_team_hosts_nothing_that_not_all_host() {
    let mut world = world();
    world.event_types[0].settings.clear();
    world.event_types[0].hosts.push(Host { user: 2, mandatory: false, priority: "medium".to_owned() });
    world.teams[1].members.push(Member::new(72, 2, Role::Member));
    let office = Office::in_house(House::taught(|builder| builder.world(world)).await).await;
    let place = "/v2/organizations/6/teams/7";
    let hosts = || async {
        let path = format!("{place}/schedules?eventTypeId=5");
        office.asked(&office.alice, "GET", &path, Value::Null).await.as_array().unwrap().len()
    };
    assert_eq!(hosts().await, 2);
    office.asked(&office.alice, "DELETE", &format!("{place}/memberships/72"), Value::Null).await;
    let again = json!({"userId": 2, "role": "MEMBER", "accepted": true});
    office.asked(&office.alice, "POST", &format!("{place}/memberships"), again).await;
    assert_eq!(hosts().await, 1);
}
