//! An owner's platform clients at the pages: registered, looked at, edited, deleted.

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{House, all};
use crate::platform::{Client, Platform};
use crate::visit::{Browser, Form, Page};

pub(crate) const LIST: &str = "/settings/platform";
pub(crate) const NEW: &str = "/settings/platform/new";

/// The form of a platform client that would be registered.
pub(crate) async fn filled(browser: &Browser<'_>) -> Form {
    let mut form = browser.open(NEW).await.form("save");
    form.set("name", "Acme");
    form.set("redirect_uri", "https://acme.example");
    form
}

pub(crate) fn page_of(client: &Client) -> String {
    format!("{LIST}/{}", client.id)
}

/// What the door says of a platform client.
pub(crate) async fn as_it_is(house: &House, id: &str) -> Value {
    house.get(&format!("/_mock/v1/platform-clients/{id}"), None).await.json
}

pub(crate) async fn clients(house: &House) -> Vec<Value> {
    house.get("/_mock/v1/world", None).await.json["platform_clients"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_platform_client_is_registered_and_its_page_shows_id_and_secret_whenever_it_is_opened() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    assert!(browser.open(LIST).await.has("no-clients"));
    let page = browser.press(&filled(&browser).await, "save").await;
    assert!(page.says("done").contains("registered"), "{}", page.text);
    let (id, secret) = (page.says("client-id"), page.says("client-secret"));
    assert_eq!(secret.len(), 64);
    for _ in 0..2 {
        let again = browser.open(&format!("{LIST}/{id}")).await;
        assert_eq!((again.says("client-id"), again.says("client-secret")), (id.clone(), secret.clone()));
        assert_eq!(again.header("cache-control"), "no-store");
        assert!(again.has("copy-id") && again.has("copy-secret") && again.has("no-managed-users"));
    }
    let url = house.url(&format!("/v2/oauth-clients/{id}/users"));
    let asked = house.http.post(url).header("x-cal-secret-key", &secret);
    let made = house.send(asked.json(&json!({"email": "bob@example.com", "name": "Bob"}))).await;
    assert_eq!(made.status, 201, "the id and the secret of the page open the API: {}", made.text);
    let list = browser.open(LIST).await;
    assert_eq!((list.all("client").len(), list.says("managed-count")), (1, "1 managed user".to_owned()));
    let journal = house.get("/_mock/v1/requests", None).await.text;
    for text in [&list.text, &journal] {
        assert!(!text.contains(&secret));
    }
    assert!(journal.contains("/settings/platform/{clientId}"));
}

#[tokio::test]
async fn the_script_of_the_page_is_the_one_that_its_headers_allow() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let platform = Platform::open().await;
    let browser = Browser::alices(&platform.house).await;
    let page = browser.open(&page_of(&platform.orbit)).await;
    assert_eq!(page.text.matches("<script").count(), 1);
    let script = page.text.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with(&format!("; script-src 'sha256-{hash}'")), "{policy}");
    for path in [LIST, NEW] {
        assert!(!browser.open(path).await.text.contains("<script"), "{path}");
    }
}

#[tokio::test]
async fn everything_that_is_typed_is_kept_and_shown_again() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    assert_eq!(form.values("permission").len(), 10, "most likely all are needed");
    assert_eq!(form.value("default_event_types"), "yes");
    let uris = ["https://acme.example/cb", "https://*.acme.example", "http://localhost:3000"];
    form.set_all("redirect_uri", &uris);
    for what in ["booking", "reschedule", "cancel"] {
        form.set(&format!("{what}_url"), &format!(" https://acme.example/{what}?x=1 "));
    }
    form.set_all("permission", &["BOOKING_READ", "APPS_WRITE"]);
    form.set_all("default_event_types", &[]);
    let page = browser.press(&form, "save").await;
    let id = page.says("client-id");
    let shown = json!({
        "client_id": id, "name": "Acme", "redirect_uris": uris, "permissions": ["BOOKING_READ", "APPS_WRITE"],
        "booking_url": "https://acme.example/booking?x=1",
        "reschedule_url": "https://acme.example/reschedule?x=1",
        "cancel_url": "https://acme.example/cancel?x=1", "default_event_types": false,
    });
    let mut kept = as_it_is(&house, &id).await;
    assert!(kept["owner"].is_u64() && kept["organization"].is_u64());
    kept.as_object_mut().unwrap().retain(|name, _| shown.get(name).is_some());
    assert_eq!(kept, shown);
    let form = page.form("save");
    assert_eq!(form.values("redirect_uri"), uris);
    assert_eq!(form.values("permission"), ["BOOKING_READ", "APPS_WRITE"]);
    assert_eq!(form.value("cancel_url"), "https://acme.example/cancel?x=1");
    assert_eq!(form.values("default_event_types"), [""; 0]);
}

#[tokio::test]
async fn an_edit_changes_what_was_typed_and_counts_for_tokens_from_before() {
    let platform = Platform::open().await;
    let (house, orbit) = (&platform.house, &platform.orbit);
    let bob = platform.managed(orbit, &json!({"email": "bob@example.com", "name": "Bob"})).await;
    let browser = Browser::alices(house).await;
    let form = browser.open(&page_of(orbit)).await.form("save");
    let nothing = browser.press(&form, "save").await;
    assert!(nothing.says("done").starts_with("Nothing was different"));
    let mut form = nothing.form("save");
    form.set("name", "Orbit & <Sons>");
    form.set_all("permission", &["BOOKING_READ"]);
    form.set("booking_url", "https://orbit.example/booked");
    let page = browser.press(&form, "save").await;
    assert_eq!(
        (page.says("done").as_str(), page.form("save").value("name").as_str()),
        ("Saved.", "Orbit & <Sons>")
    );
    assert_eq!(
        platform.tells(&bob.access, &Method::GET, "/v2/schedules").await.0,
        403,
        "no longer permitted"
    );
    let again = browser.send(&form, "save").await;
    assert_eq!((again.status, again.link("way-on")), (409, page_of(orbit)), "the same form once more");
    let mut form = page.form("save");
    form.set("booking_url", "");
    browser.press(&form, "save").await;
    let now = as_it_is(house, &orbit.id).await;
    assert_eq!((&now["booking_url"], &now["name"]), (&Value::Null, &json!("Orbit & <Sons>")));
}

/// Field, what is typed, beside what it is said, and the sentence.
const WRONG: &[(&str, &[&str], &str, &str)] = &[
    ("name", &[" "], "error-name", "Client name is required"),
    ("name", &[], "error-name", "Client name is required"),
    ("redirect_uri", &[], "error-redirect-uri-1", "At least one redirect URI is required"),
    ("redirect_uri", &["", " "], "error-redirect-uri-1", "At least one redirect URI is required"),
    ("redirect_uri", &["https://a.example", "nowhere"], "error-redirect-uri-2", "Invalid URL: nowhere"),
    ("booking_url", &["/booked"], "error-booking-url", "The booking URL must begin with https:// or http://"),
    ("reschedule_url", &["javascript:1"], "error-reschedule-url", "The reschedule URL must begin with"),
    ("cancel_url", &["https://"], "error-cancel-url", "The cancel URL must begin with"),
    ("permission", &[], "error-permissions", "At least one permission is required"),
    ("permission", &["EVERYTHING"], "error-permissions", "At least one permission is required"),
];

#[tokio::test]
async fn what_is_refused_is_said_beside_its_field_and_keeps_what_was_typed() {
    let platform = Platform::open().await;
    let browser = Browser::alices(&platform.house).await;
    let before = (as_it_is(&platform.house, &platform.orbit.id).await, clients(&platform.house).await.len());
    for (field, typed, beside, said) in WRONG {
        let edit = browser.open(&page_of(&platform.orbit)).await.form("save");
        for mut form in [filled(&browser).await, edit] {
            form.set("booking_url", "https://typed.example/");
            form.set_all(field, typed);
            let refused = browser.send(&form, "save").await;
            assert_eq!(refused.status, 400, "{field}");
            let told = refused.says(beside);
            assert!(told.contains(said) && told.ends_with("Nothing was saved."), "{field}: {told}");
            assert_eq!(refused.text.matches(" autofocus").count(), 1, "{field}");
            assert!(refused.text.contains("<title>Error: "), "{field}");
            if *field != "booking_url" {
                assert_eq!(refused.form("save").value("booking_url"), "https://typed.example/");
            }
            if let [typed, ..] = typed
                && !typed.trim().is_empty()
                && *field != "permission"
            {
                assert_eq!(refused.form("save").value(field), *typed);
            }
            let mended = refused.form("save").value("ticket");
            assert!(!mended.is_empty() && mended != form.value("ticket"));
        }
    }
    assert_eq!(
        (as_it_is(&platform.house, &platform.orbit.id).await, clients(&platform.house).await.len()),
        before
    );
}

#[tokio::test]
async fn lines_for_redirect_uris_come_and_go_with_what_was_typed() {
    let platform = Platform::open().await;
    let browser = Browser::alices(&platform.house).await;
    let edit = browser.open(&page_of(&platform.orbit)).await.form("save");
    for mut form in [filled(&browser).await, edit] {
        form.set_all("permission", &["BOOKING_READ"]);
        let first = form.value("redirect_uri");
        let mut form = browser.send(&form, "add-redirect-uri").await.form("save");
        form.set_all("redirect_uri", &[&first, "https://second.example"]);
        let removed = browser.send(&form, "remove-redirect-uri").await;
        assert_eq!(removed.status, 200);
        let form = removed.form("save");
        assert_eq!(form.values("redirect_uri"), ["https://second.example"]);
        assert_eq!(form.values("permission"), ["BOOKING_READ"], "what was ticked stays ticked");
    }
    assert_eq!(clients(&platform.house).await.len(), 2, "nothing is saved yet");
}

#[tokio::test]
async fn managed_users_are_listed_with_all_that_is_known_and_where_they_are_booked() {
    let platform = Platform::open().await;
    let orbit = &platform.orbit;
    let bob = json!({"email": "bob@example.com", "name": "Bob <b>", "timeZone": "Europe/Rome"});
    let bob = platform.managed(orbit, &bob).await;
    platform.managed(&platform.comet, &json!({"email": "eve@example.com", "name": "Eve"})).await;
    let page = Browser::alices(&platform.house).await.open(&page_of(orbit)).await;
    let rows = page.all("managed-user");
    assert_eq!(rows.len(), 1, "the other client's users are not there");
    let email = format!("bob+{}@example.com", orbit.id);
    let username = bob.user["username"].as_str().unwrap();
    for known in ["Bob <b>", &email, username, "Europe/Rome", &bob.id.to_string(), "1 Jan 2026, 00:00 UTC"] {
        assert!(rows[0].contains(known), "{known}: {}", rows[0]);
    }
    assert_eq!(page.text.matches(&format!(r#"href="/{username}/"#)).count(), 4, "the four first event types");
    assert!(!page.text.contains(&bob.access) && !page.text.contains(&bob.refresh));
}

#[tokio::test]
async fn of_very_many_managed_users_the_first_hundred_are_shown() {
    let platform = Platform::open().await;
    for number in 0..101 {
        let email = format!("u{number}@example.com");
        platform.managed(&platform.orbit, &json!({"email": email, "name": "U"})).await;
    }
    let page = Browser::alices(&platform.house).await.open(&page_of(&platform.orbit)).await;
    assert_eq!(page.all("managed-user").len(), 100);
    assert!(
        page.says("more-managed-users").contains(&format!("/v2/oauth-clients/{}/users", platform.orbit.id))
    );
    assert!(page.text.contains(r#"<span class="count">101</span>"#));
}

#[tokio::test]
async fn a_platform_client_is_deleted_after_one_more_question_and_its_users_go_along() {
    let platform = Platform::open().await;
    let (house, orbit) = (&platform.house, &platform.orbit);
    let bob = platform.managed(orbit, &json!({"email": "bob@example.com", "name": "Bob"})).await;
    let browser = Browser::alices(house).await;
    let question = browser.open(&browser.open(&page_of(orbit)).await.link("delete")).await;
    assert!(
        question.says("confirm-text").contains("The user that it manages goes along"),
        "{}",
        question.text
    );
    assert_eq!(browser.open(&question.link("cancel")).await.status, 200, "nothing is gone yet");
    assert_eq!(platform.me(&bob.access).await.0, 200);
    let form = question.form("confirm");
    let racing = all((0..4).map(|_| browser.send(&form, "confirm")).collect()).await;
    let won: Vec<&Page> = racing.iter().filter(|page| page.status == 303).collect();
    assert_eq!(won.len(), 1, "of the same form that is sent four times at once");
    let gone = browser.open(won[0].header("location")).await;
    assert!(gone.has("no-clients") && gone.says("done").contains("deleted"));
    assert_eq!(platform.me(&bob.access).await.0, 401);
    assert_eq!(as_it_is(house, &orbit.id).await["error"], "not_found");
    assert_eq!(browser.open(&page_of(orbit)).await.status, 404);
    assert_eq!(clients(house).await.len(), 1, "the other one is still there");
}

#[tokio::test]
async fn of_one_form_that_is_sent_several_times_at_once_one_client_is_registered() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let form = filled(&browser).await;
    let answers = all((0..6).map(|_| browser.send(&form, "save")).collect()).await;
    assert_eq!(answers.iter().filter(|page| page.status == 303).count(), 1);
    assert!(answers.iter().all(|page| matches!(page.status, 303 | 409)));
    assert_eq!(clients(&house).await.len(), 1);
}

#[tokio::test]
async fn of_a_secret_that_came_as_a_hash_the_last_four_digits_are_shown() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let world = house.get("/_mock/v1/world", None).await.json;
    assert_eq!(house.put("/_mock/v1/world", &world).await.status, 200);
    let browser = Browser::alices(house).await;
    let page = browser.open(&page_of(&platform.orbit)).await;
    assert!(!page.has("client-secret") && !page.has("copy-secret") && page.has("copy-id"), "{}", page.text);
    assert_eq!(page.says("secret-hint"), platform.orbit.secret[60..]);
    assert!(page.says("secret-unknown").contains("no more of it is known"));
    let asked = platform.ask(&platform.orbit, "GET", "/users", Value::Null).await;
    assert_eq!(asked.status, 200, "it works all the same");
}

#[tokio::test]
async fn oauth_clients_and_platform_clients_lead_to_each_other() {
    let platform = Platform::open().await;
    let browser = Browser::alices(&platform.house).await;
    for (from, other, testid) in [
        ("/settings/developer/oauth", LIST, "nav-platform"),
        (LIST, "/settings/developer/oauth", "nav-developer"),
        (NEW, "/settings/developer/oauth", "nav-developer"),
    ] {
        assert_eq!(browser.open(from).await.link(testid), other, "{from}");
    }
    let here = browser.open(&page_of(&platform.orbit)).await;
    assert!(here.text.contains(r#"data-testid="nav-platform" aria-current="page""#));
}
