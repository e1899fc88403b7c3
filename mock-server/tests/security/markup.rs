//! Whatever a client, a user, a team or a booking is called, a page shows it and obeys nothing of it.

use serde_json::{Value, json};

use crate::html::dangers;
use crate::town::Town;

/// Where it stands raw, something was not escaped.
const MARK: &str = "<script>alert('mark')</script>";

/// What is tried in every field, until the world takes one of a kind.
const HOSTILE: [&str; 5] = [
    "x\" onmouseover=\"alert(1) '><script>alert('mark')</script>",
    "x\"'><script>alert('mark')</script>@evil.example",
    "https://evil.example/\"onmouseover=\"alert(1)'><script>alert('mark')</script>",
    "javascript:alert('mark')//<script>alert('mark')</script>",
    "data:text/html,<script>alert('mark')</script>",
];

/// The fields that hold a text, as JSON pointers, but for those by which things are found and those of secrets.
fn fields(value: &Value, place: &str) -> Vec<String> {
    const KEPT: [&str; 10] =
        ["id", "uid", "hash", "hint", "username", "slug", "role", "status", "client_id", "managed_by"];
    let name = place.rsplit('/').next().unwrap_or_default();
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(name, value)| fields(value, &format!("{place}/{name}"))).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(at, item)| fields(item, &format!("{place}/{at}"))).collect()
        }
        Value::String(_) if !KEPT.contains(&name) => vec![place.to_owned()],
        _ => Vec::new(),
    }
}

/// The world of this town with `hostile` in as many fields as it takes, and in how many it did.
async fn spoilt(town: &Town, hostile: &str) -> (Value, Vec<String>) {
    let mut world = town.house.get("/_mock/v1/world", None).await.json;
    for user in world["users"].as_array_mut().unwrap() {
        user["bio"] = json!("b");
        user["avatar_url"] = json!("https://acme.example/a.png");
    }
    for client in world["clients"].as_array_mut().unwrap() {
        client["website_url"] = json!("https://acme.example");
        client["logo"] = json!("data:image/png;base64,eA==");
        client["rejection_reason"] = json!("r");
    }
    for client in world["platform_clients"].as_array_mut().unwrap() {
        for name in ["booking_url", "reschedule_url", "cancel_url"] {
            client[name] = json!("https://acme.example/x");
        }
    }
    for booking in world["bookings"].as_array_mut().unwrap() {
        booking["description"] = json!("d");
        booking["location"] = json!("l");
    }
    for it in world["event_types"].as_array_mut().unwrap() {
        it["description"] = json!("d");
    }
    assert_eq!(
        town.house.put("/_mock/v1/world", &world).await.status,
        200,
        "the fields that are added are right"
    );
    let mut taken = Vec::new();
    for place in fields(&world, "") {
        let mut spoiled = world.clone();
        *spoiled.pointer_mut(&place).unwrap() = json!(hostile);
        if town.house.put("/_mock/v1/world", &spoiled).await.status == 200 {
            world = spoiled;
            taken.push(place);
        }
    }
    (world, taken)
}

#[tokio::test]
async fn no_field_of_a_world_is_obeyed_by_a_page() {
    let mut shown = 0;
    for hostile in HOSTILE {
        let mut town = Town::open().await;
        let (world, taken) = spoilt(&town, hostile).await;
        assert!(!taken.is_empty(), "{hostile}");
        if hostile == HOSTILE[0] {
            for field in ["/clients/0/name", "/clients/0/purpose", "/users/1/name", "/teams/0/name"] {
                assert!(taken.iter().any(|place| place == field), "{field} is not among {taken:?}");
            }
        }
        town.house.put("/_mock/v1/world", &world).await;
        let ada =
            &world["users"].as_array().unwrap().iter().find(|user| user["role"] == "admin").unwrap()["id"];
        let signed_in =
            town.house.http.post(town.house.url("/auth/login")).form(&[("user", ada.to_string())]);
        let signed_in = town.house.send(signed_in).await;
        signed_in.header("set-cookie").split(';').next().unwrap().clone_into(&mut town.cookie);
        let consent = town.house.send(town.get(&consent(&world))).await;
        assert!(consent.text.contains("allow-button"), "{}", consent.text);
        shown += consent.text.matches("mark").count().min(1);
        obeys_nothing(&consent.text, "the consent page");
        review(&town, &world).await;
        for address in town.pages() {
            let own = town.house.send(town.get(&address)).await;
            shown += usize::from(own.text.contains("mark"));
            obeys_nothing(&own.text, &address);
            let query =
                form_urlencoded::Serializer::new(String::new()).extend_pairs(echoed(hostile)).finish();
            let asked = town.house.send(town.get(&format!("{address}?{query}"))).await;
            obeys_nothing(&asked.text, &address);
            let form = town.post(&address).await.form(&echoed(hostile));
            obeys_nothing(&town.house.send(form).await.text, &address);
        }
        for email in town.house.get("/_mock/v1/outbox", None).await.json["emails"].as_array().unwrap() {
            let html = email["html"].as_str().unwrap();
            shown += usize::from(html.contains("mark"));
            obeys_nothing(html, "an e-mail");
            let subject = email["subject"].as_str().unwrap();
            assert!(!subject.contains(['\r', '\n']), "{subject:?}");
        }
    }
    assert!(shown > 30, "what is hostile is really shown: {shown}");
}

/// The address at which Ada is asked for consent by her client, and for which of her teams.
fn consent(world: &Value) -> String {
    let client = &world["clients"][0];
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("client_id", client["id"].as_str().unwrap())
        .append_pair("redirect_uri", client["redirect_uris"][0].as_str().unwrap())
        .append_pair("scope", client["scopes"][0].as_str().unwrap())
        .append_pair("state", HOSTILE[0])
        .append_pair("show_account_selector", "true")
        .finish();
    format!("/auth/oauth2/authorize?{query}")
}

/// An e-mail about each client, with a hostile reason.
async fn review(town: &Town, world: &Value) {
    for client in world["clients"].as_array().unwrap() {
        let path = format!("/_mock/v1/clients/{}/review", client["id"].as_str().unwrap());
        let reason = json!({"decision": "reject", "reason": HOSTILE[0]});
        assert_eq!(town.house.post(&path, &reason).await.status, 200);
    }
}

/// Whatever a page might show again of what was sent.
fn echoed(hostile: &str) -> Vec<(&'static str, &str)> {
    const NAMES: [&str; 22] = [
        "callbackUrl",
        "client_id",
        "code",
        "description",
        "do",
        "done",
        "email",
        "error",
        "error_description",
        "from",
        "kept",
        "name",
        "purpose",
        "reason",
        "redirect_uri",
        "request",
        "scope",
        "seatUid",
        "start",
        "state",
        "website",
        "logo",
    ];
    NAMES.map(|name| (name, hostile)).into()
}

#[track_caller]
fn obeys_nothing(html: &str, at: &str) {
    assert_eq!(dangers(html), Vec::<String>::new(), "{at}:\n{html}");
    assert!(!html.contains(MARK) && !html.contains("\"onmouseover"), "{at}:\n{html}");
}
