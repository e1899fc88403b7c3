//! Managed users over HTTP: made, listed, changed, deleted (platform-quickstart 3, production-api E1, E2).

use serde_json::{Value, json};

use crate::house::{House, all};
use crate::platform::{self, Platform, sentence};

#[tokio::test]
async fn an_address_alone_makes_a_managed_user_with_the_documents_defaults() {
    let platform = Platform::open().await;
    let bob = platform.managed(&platform.orbit, &json!({"email": "bob@example.com"})).await;
    let id = &platform.orbit.id;
    let wanted = json!({
        "id": bob.id, "email": format!("bob+{id}@example.com"), "username": format!("bob-{id}-example-com"),
        "name": null, "bio": null, "timeZone": "Europe/London", "weekStart": "Sunday",
        "createdDate": "2026-01-01T00:00:00.000Z", "timeFormat": 12, "defaultScheduleId": null, "locale": null,
        "avatarUrl": null,
    });
    assert_eq!(bob.user, wanted);
    let me = platform.house.get("/v2/me", Some(&bob.access)).await.json;
    let organization = json!({"isPlatform": true, "id": platform.orbit.organization});
    assert_eq!((&me["data"]["id"], &me["data"]["organization"]), (&json!(bob.id), &organization));
}

#[tokio::test]
async fn whatever_is_said_of_a_managed_user_is_kept() {
    let platform = Platform::open().await;
    let said = json!({
        "email": "carol@example.com", "name": "Carol", "timeFormat": 24, "weekStart": "Monday",
        "timeZone": "America/New_york", "locale": "de", "avatarUrl": "https://a.example/c.png", "bio": "Hi",
        "metadata": {"plan": "free"},
    });
    let carol = platform.managed(&platform.orbit, &said).await;
    for (name, wanted) in said.as_object().unwrap() {
        let wanted = match name.as_str() {
            "email" => json!(format!("carol+{}@example.com", platform.orbit.id)),
            "timeZone" => json!("America/New_York"),
            _ => wanted.clone(),
        };
        assert_eq!(carol.user[name], wanted, "{name}");
    }
    let schedules = {
        let request = platform.house.http.get(platform.house.url("/v2/schedules")).bearer_auth(&carol.access);
        platform.house.send(request.header("cal-api-version", "2024-06-11")).await.json["data"].clone()
    };
    assert_eq!(schedules.as_array().unwrap().len(), 1);
    assert_eq!(schedules[0]["id"], carol.user["defaultScheduleId"]);
    assert_eq!(schedules[0]["name"], "Default schedule");
    assert_eq!(schedules[0]["timeZone"], "America/New_York");
    assert_eq!(
        schedules[0]["availability"],
        json!([{
            "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "startTime": "09:00", "endTime": "17:00",
        }])
    );
}

#[tokio::test]
async fn users_begin_with_four_event_types_unless_their_client_wants_none() {
    let platform = Platform::open().await;
    let bare = platform::client(&platform.house, &json!({"default_event_types": false})).await;
    let slugs = async |client| {
        let user = platform.managed(client, &json!({"email": "bob@example.com"})).await;
        let request =
            platform.house.http.get(platform.house.url("/v2/event-types")).bearer_auth(&user.access);
        let list = platform.house.send(request.header("cal-api-version", "2024-06-14")).await.json;
        list["data"].as_array().unwrap().iter().map(|it| it["slug"].clone()).collect::<Vec<_>>()
    };
    let four = ["thirty-minutes", "thirty-minutes-video", "sixty-minutes", "sixty-minutes-video"];
    assert_eq!(slugs(&platform.orbit).await, four);
    assert!(slugs(&bare).await.is_empty());
}

#[tokio::test]
async fn what_a_managed_user_cannot_be_is_refused_and_makes_nobody() {
    let platform = Platform::open().await;
    let days = "weekStart must be one of the following values: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday";
    let zone = "timeZone must be a valid IANA time-zone";
    let format = "timeFormat must be a number either 12 or 24";
    for (name, value, wanted) in [
        ("email", Value::Null, "email must be a string"),
        ("email", json!(7), "email must be a string"),
        ("name", json!(7), "name must be a string"),
        ("timeFormat", json!(100), format),
        ("timeFormat", json!("noon"), format),
        ("timeFormat", json!(0), format),
        ("weekStart", json!("waba"), days),
        ("weekStart", json!("monday"), days),
        ("weekStart", json!(""), days),
        ("weekStart", json!(1), days),
        ("timeZone", json!("Mars/Olympus"), zone),
        ("timeZone", json!(""), zone),
        ("timeZone", json!(1), zone),
        ("avatarUrl", json!("nowhere"), "avatarUrl must be a URL address"),
        ("bio", json!(1), "bio must be a string"),
    ] {
        let mut body = json!({"email": "bob@example.com", "name": "Bob"});
        body[name] = value;
        let refused = platform.ask(&platform.orbit, "POST", "/users", body.clone()).await;
        assert_eq!(sentence(&refused), (400, wanted.to_owned()), "{body}");
        assert_eq!(refused.json["error"]["details"]["errors"][0]["property"], json!(name));
    }
    for (email, stored) in [
        ("bob", "bob+{id}@undefined"),
        ("@example.com", "+{id}@example.com"),
        ("a b@example.com", "a b+{id}@example.com"),
    ] {
        let refused = platform.ask(&platform.orbit, "POST", "/users", json!({"email": email})).await;
        let stored = stored.replace("{id}", &platform.orbit.id);
        if email.starts_with('@') {
            // The mark stands before the @: there is an address again.
            assert_eq!(refused.status, 201);
            continue;
        }
        let wanted = format!("Invite failed because {stored} is not a valid email address");
        assert_eq!(sentence(&refused), (400, wanted));
        assert_eq!(
            (&refused.json["error"]["code"], &refused.json["error"]["details"]),
            (&json!("TRPCError"), &Value::Null)
        );
    }
    let locale = platform
        .ask(&platform.orbit, "POST", "/users", json!({"email": "b@example.com", "locale": "xx"}))
        .await;
    assert!(sentence(&locale).1.starts_with("locale must be one of the following values: ar, ca, "));
    assert_eq!(
        platform.ask(&platform.orbit, "GET", "/users", Value::Null).await.json["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn an_address_belongs_to_one_user_of_a_client_and_to_another_of_another() {
    let platform = Platform::open().await;
    let body = json!({"email": "alice@example.com"});
    let alice = platform.managed(&platform.orbit, &body).await;
    let again = platform.ask(&platform.orbit, "POST", "/users", json!({"email": "ALICE@example.com"})).await;
    let wanted = format!("User with the provided e-mail already exists. Existing user ID={}", alice.id);
    assert_eq!(sentence(&again), (409, wanted));
    assert_eq!(again.json["error"]["code"], "ConflictException");
    let others = platform.managed(&platform.comet, &body).await;
    assert_ne!(others.id, alice.id);
    let stored = json!({"email": format!("alice+{}@example.com", platform.orbit.id)});
    assert_eq!(platform.ask(&platform.orbit, "POST", "/users", stored).await.status, 409, "as it is kept");
}

#[tokio::test]
async fn of_many_who_make_the_same_user_at_once_one_does() {
    let platform = Platform::open().await;
    let body = json!({"email": "bob@example.com", "timeZone": "Europe/Rome"});
    let answers =
        all((0..8).map(|_| platform.ask(&platform.orbit, "POST", "/users", body.clone())).collect()).await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn a_list_is_cut_and_filtered_by_addresses_in_either_form() {
    let platform = Platform::open().await;
    let mut ids = Vec::new();
    for name in ["ann", "bob", "cat"] {
        ids.push(
            platform.managed(&platform.orbit, &json!({"email": format!("{name}@example.com")})).await.id,
        );
    }
    platform.managed(&platform.comet, &json!({"email": "ann@example.com"})).await;
    let stored = format!("bob%2B{}@example.com", platform.orbit.id);
    for (query, wanted) in [
        (String::new(), &ids[..]),
        ("?limit=2".to_owned(), &ids[..2]),
        ("?limit=1&offset=1".to_owned(), &ids[1..2]),
        ("?offset=3".to_owned(), &[]),
        ("?emails=bob@example.com".to_owned(), &ids[1..2]),
        (format!("?emails={stored}"), &ids[1..2]),
        ("?emails=bob@example.com,cat@example.com".to_owned(), &ids[1..]),
        ("?emails=nobody@example.com".to_owned(), &[]),
    ] {
        let list = platform.ask(&platform.orbit, "GET", &format!("/users{query}"), Value::Null).await;
        let found: Vec<_> =
            list.json["data"].as_array().unwrap().iter().map(|it| it["id"].as_u64().unwrap()).collect();
        assert_eq!(found, wanted, "{query}");
    }
    for (query, wanted) in [
        ("limit=0", "limit must not be less than 1"),
        ("limit=251", "limit must not be greater than 250"),
        ("offset=251", "offset must not be greater than 250"),
        ("emails=nonsense", "Invalid email nonsense"),
    ] {
        let refused = platform.ask(&platform.orbit, "GET", &format!("/users?{query}"), Value::Null).await;
        assert_eq!(sentence(&refused), (400, wanted.to_owned()));
    }
}

#[tokio::test]
async fn a_managed_user_is_changed_by_their_client_and_by_themselves() {
    let platform = Platform::open().await;
    let bob = platform
        .managed(&platform.orbit, &json!({"email": "bob@example.com", "timeZone": "Europe/Rome"}))
        .await;
    let path = format!("/users/{}", bob.id);
    let changed = platform
        .ask(&platform.orbit, "PATCH", &path, json!({"email": "rob@example.com", "timeZone": "Asia/Tokyo"}))
        .await;
    let data = &changed.json["data"];
    let id = &platform.orbit.id;
    assert_eq!(data["email"], json!(format!("rob+{id}@example.com")));
    assert_eq!(data["username"], json!(format!("rob-{id}-example-com")));
    assert_eq!(platform.ask(&platform.orbit, "GET", &path, Value::Null).await.json["data"], *data);
    let request =
        platform.house.http.get(platform.house.url("/v2/schedules/default")).bearer_auth(&bob.access);
    let schedule = platform.house.send(request.header("cal-api-version", "2024-06-11")).await.json;
    assert_eq!(schedule["data"]["timeZone"], "Asia/Tokyo", "their default schedule follows");
    let own = platform.house.http.patch(platform.house.url("/v2/me")).bearer_auth(&bob.access);
    let own = platform.house.send(own.json(&json!({"email": "bo@example.com", "name": "Bo"}))).await.json;
    assert_eq!(
        (&own["data"]["email"], &own["data"]["name"]),
        (&json!(format!("bo+{id}@example.com")), &json!("Bo"))
    );
    platform.managed(&platform.orbit, &json!({"email": "cat@example.com"})).await;
    for (body, status, wanted) in [
        (json!({"email": "cat@example.com"}), 409, "User with the provided e-mail already exists."),
        (json!({"email": "nonsense"}), 400, "Invite failed because "),
        (json!({"weekStart": "waba"}), 400, "weekStart must be one of"),
        (json!({"timeZone": "Mars/Olympus"}), 400, "timeZone must be a valid IANA time-zone"),
        (json!({"defaultScheduleId": 999_999}), 404, "Schedule with ID=999999 does not exist."),
    ] {
        let refused = platform.ask(&platform.orbit, "PATCH", &path, body).await;
        let (told_status, told) = sentence(&refused);
        assert!(told_status == status && told.starts_with(wanted), "{told_status} {told}");
    }
    let same = platform.ask(&platform.orbit, "PATCH", &path, json!({"email": "bo@example.com"})).await;
    assert_eq!(same.status, 200, "one's own address is free");
}

#[tokio::test]
async fn whoever_is_deleted_is_gone_with_their_tokens_and_their_place() {
    let platform = Platform::open().await;
    let bob = platform.managed(&platform.orbit, &json!({"email": "bob@example.com"})).await;
    let path = format!("/users/{}", bob.id);
    let gone = platform.ask(&platform.orbit, "DELETE", &path, Value::Null).await;
    assert_eq!((gone.status, &gone.json["data"]), (200, &bob.user));
    let missing = (404, format!("User with ID {} is not part of this OAuth client.", bob.id));
    for method in ["GET", "PATCH", "DELETE"] {
        assert_eq!(sentence(&platform.ask(&platform.orbit, method, &path, json!({})).await), missing);
    }
    assert_eq!(platform.me(&bob.access).await, (401, "Invalid Access Token.".to_owned()));
    assert_eq!(
        sentence(&platform.refresh(&platform.orbit, &bob.refresh).await),
        (400, "Invalid refresh token".to_owned())
    );
    let world = platform.house.get("/_mock/v1/world", None).await.text;
    assert!(!world.contains(&format!("bob+{}", platform.orbit.id)));
    platform.managed(&platform.orbit, &json!({"email": "bob@example.com"})).await;
}

#[tokio::test]
async fn whoever_is_not_this_clients_is_not_found() {
    let platform = Platform::open().await;
    let others = platform.managed(&platform.comet, &json!({"email": "bob@example.com"})).await;
    let world = platform.house.get("/_mock/v1/world", None).await.json;
    let alice = world["users"][0]["id"].as_u64().unwrap();
    for id in [others.id, alice, 999_999] {
        for (method, rest) in [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/force-refresh")] {
            let refused =
                platform.ask(&platform.orbit, method, &format!("/users/{id}{rest}"), json!({})).await;
            let wanted = format!("User with ID {id} is not part of this OAuth client.");
            assert_eq!(sentence(&refused), (404, wanted), "{method}");
        }
    }
    assert_eq!(platform.me(&others.access).await.0, 200);
}

#[tokio::test]
async fn without_the_clients_own_secret_nobody_handles_its_users() {
    let platform = Platform::open().await;
    let (orbit, comet) = (&platform.orbit, &platform.comet);
    let bob = platform.managed(orbit, &json!({"email": "bob@example.com"})).await;
    let nobody = platform::Client { id: "nobody".to_owned(), secret: orbit.secret.clone(), organization: 0 };
    let alone = "ApiAuthStrategy - Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth bearer token as 'Authentication' header";
    let wrong = "ApiAuthStrategy - oAuth client - Invalid client secret";
    let unknown = "ApiAuthStrategy - oAuth client - Client with ID nobody not found";
    let before = platform.house.get("/_mock/v1/world", None).await.text;
    for (client, secret, wanted) in [
        (orbit, None, alone),
        (orbit, Some(""), alone),
        (orbit, Some("x"), wrong),
        (orbit, Some(&*comet.secret), wrong),
        (orbit, Some(&*orbit.secret.to_uppercase()), wrong),
        (&nobody, Some(&*orbit.secret), unknown),
    ] {
        for (method, path) in [
            ("POST", "/users".to_owned()),
            ("GET", "/users".to_owned()),
            ("GET", format!("/users/{}", bob.id)),
            ("PATCH", format!("/users/{}", bob.id)),
            ("DELETE", format!("/users/{}", bob.id)),
            ("POST", format!("/users/{}/force-refresh", bob.id)),
        ] {
            let refused = platform.ask_with(secret, client, method, &path, json!({"email": 7})).await;
            assert_eq!(sentence(&refused), (401, wanted.to_owned()), "{method} {path} {secret:?}");
        }
    }
    assert_eq!(platform.house.get("/_mock/v1/world", None).await.text, before, "nothing was changed");
}

#[tokio::test]
async fn a_token_handles_managed_users_only_for_whoever_runs_the_platform() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = platform.managed(&platform.orbit, &json!({"email": "bob@example.com"})).await;
    let told = async |token: &str, client: &platform::Client| {
        let url = house.url(&format!("/v2/oauth-clients/{}/users", client.id));
        sentence(&house.send(house.http.get(url).bearer_auth(token)).await)
    };
    let role = (403, "OrganizationRolesGuard - User must have one of the roles: ADMIN, OWNER.".to_owned());
    assert_eq!(told(&bob.access, &platform.orbit).await, role);
    let legacy = json!({
        "name": "Classic", "purpose": "tests", "type": "confidential", "status": "approved", "legacy": true,
        "redirect_uris": [crate::house::HOME],
    });
    let legacy = house.post("/_mock/v1/clients", &legacy).await.json;
    let token = async |user: &str| {
        let code = house.code(&legacy, &json!({"user": user, "scope": null})).await;
        house.exchange(&legacy, &code, &json!({})).await.json["access_token"].as_str().unwrap().to_owned()
    };
    let alice = token("alice@example.com").await;
    assert_eq!(told(&alice, &platform.orbit).await, (200, String::new()), "she owns Orbit's organization");
    let foreign = format!(
        "OAuthClientGuard - forbidden. oAuth client with id={} does not belong to the organization with id={}.",
        platform.comet.id, platform.orbit.organization
    );
    assert_eq!(told(&alice, &platform.comet).await, (403, foreign));
    house.post("/_mock/v1/users", &json!({"email": "eve@example.com"})).await;
    let eve = token("eve@example.com").await;
    assert_eq!(told(&eve, &platform.orbit).await, role);
    let members = json!([{"user": "eve@example.com", "role": "OWNER"}]);
    house.post("/_mock/v1/teams", &json!({"organization": true, "members": members})).await;
    assert!(told(&eve, &platform.orbit).await.1.starts_with("OAuthClientGuard - forbidden."));
    let others = platform.managed(&platform.comet, &json!({"email": "carol@example.com"})).await;
    assert!(told(&others.access, &platform.orbit).await.1.starts_with("OAuthClientGuard - forbidden."));
}

#[tokio::test]
async fn production_wants_a_name_and_takes_any_day() {
    let house = House::taught(|builder| builder.behaviour(mock_server::Behaviour::Production)).await;
    let platform = Platform::in_house(house).await;
    let refused = platform.ask(&platform.orbit, "POST", "/users", json!({})).await;
    let errors = refused.json["error"]["details"]["errors"].as_array().unwrap();
    let told: Vec<_> = errors.iter().map(|it| it["constraints"]["isString"].as_str().unwrap()).collect();
    assert_eq!(told, ["email must be a string", "name must be a string"]);
    let bob = json!({"email": "bob@example.com", "name": "Bob", "weekStart": "waba"});
    let bob = platform.managed(&platform.orbit, &bob).await;
    assert_eq!(bob.user["weekStart"], "waba");
    let path = format!("/users/{}", bob.id);
    assert_eq!(platform.ask(&platform.orbit, "PATCH", &path, json!({"weekStart": "waba"})).await.status, 400);
}

#[tokio::test]
async fn a_change_that_is_refused_changes_nothing_and_of_two_at_once_one_gets_the_address() {
    let platform = Platform::open().await;
    let new = json!({"email": "bob@example.com", "timeZone": "Europe/Rome"});
    let bob = platform.managed(&platform.orbit, &new).await;
    let cat = platform.managed(&platform.orbit, &json!({"email": "cat@example.com"})).await;
    let request = platform.house.http.post(platform.house.url("/v2/schedules")).bearer_auth(&bob.access);
    let other = json!({"name": "Other", "timeZone": "Europe/Rome", "isDefault": false});
    let other = platform.house.send(request.header("cal-api-version", "2024-06-11").json(&other)).await.json;
    let path = format!("/users/{}", bob.id);
    let both = json!({"defaultScheduleId": other["data"]["id"], "email": "cat@example.com"});
    assert_eq!(platform.ask(&platform.orbit, "PATCH", &path, both.clone()).await.status, 409);
    assert_eq!(platform.ask(&platform.orbit, "GET", &path, Value::Null).await.json["data"], bob.user);
    let mine = json!({"defaultScheduleId": other["data"]["id"], "email": "rob@example.com"});
    let changed = platform.ask(&platform.orbit, "PATCH", &path, mine).await.json["data"].clone();
    assert_eq!(changed["defaultScheduleId"], other["data"]["id"]);
    for round in 0..20 {
        let wanted = json!({"email": format!("one-{round}@example.com")});
        let paths = [path.clone(), format!("/users/{}", cat.id)];
        let asked = paths.iter().map(|path| platform.ask(&platform.orbit, "PATCH", path, wanted.clone()));
        let mut statuses: Vec<_> = all(asked.collect()).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }
    let strange = platform.ask(&platform.orbit, "PATCH", "/users/999999", json!({"weekStart": "waba"})).await;
    assert_eq!(strange.status, 400, "a body is judged before who it is about");
}

#[tokio::test]
async fn two_addresses_that_come_to_one_word_lead_to_two_booking_pages() {
    let platform = Platform::open().await;
    let mut names = Vec::new();
    for email in ["bob@mail.example.com", "bob@mail.example.org", "bob@mail.example.net"] {
        names
            .push(platform.managed(&platform.orbit, &json!({"email": email})).await.user["username"].clone());
    }
    assert_eq!(names[0], format!("bob-{}-mail-example", platform.orbit.id));
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2], "{names:?}");
}
