//! Who may not see or change an owner's platform clients: strangers, admins, other sites, whoever is no longer signed in, and
//! managed users, who never are.

use serde_json::json;

use crate::platform::Platform;
use crate::platform_pages::{LIST, NEW, as_it_is, clients, filled, page_of};
use crate::visit::Browser;

#[tokio::test]
async fn a_platform_client_is_its_owners_alone() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let owner = Browser::alices(house).await;
    let page = owner.open(&page_of(&platform.orbit)).await;
    let mut edit = page.form("save");
    edit.set("name", "Evil");
    let deletion = owner.open(&page.link("delete")).await.form("confirm");
    let before = as_it_is(house, &platform.orbit.id).await;
    for role in ["user", "admin"] {
        let stranger = Browser::of(house, role, role).await;
        assert!(stranger.open(LIST).await.has("no-clients"), "{role}");
        let own = filled(&stranger).await;
        for path in [page_of(&platform.orbit), format!("{}/delete", page_of(&platform.orbit))] {
            let missed = stranger.open(&path).await;
            assert_eq!((missed.status, missed.link("way-on")), (404, LIST.to_owned()), "{role} {path}");
            assert!(!missed.text.contains("Orbit") && !missed.text.contains(&platform.orbit.secret));
        }
        for (form, button) in [(&edit, "save"), (&edit, "add-redirect-uri"), (&deletion, "confirm")] {
            let mut form = form.clone();
            form.set("csrf", &own.value("csrf"));
            form.set("ticket", &own.value("ticket"));
            let missed = stranger.send(&form, button).await;
            assert_eq!(missed.status, 404, "{role} {button}");
            assert!(!missed.text.contains("Orbit") && !missed.text.contains(&platform.orbit.secret));
        }
    }
    assert_eq!(as_it_is(house, &platform.orbit.id).await, before);
    assert_eq!(owner.open(&page_of(&platform.comet)).await.status, 404, "a client that nobody owns");
    assert_eq!(owner.open("/settings/platform/nobody").await.status, 404);
    assert_eq!(owner.open("/settings/platform/a/b/c").await.status, 404);
}

#[tokio::test]
async fn forged_forms_and_other_methods_change_nothing() {
    let platform = Platform::open().await;
    let browser = Browser::alices(&platform.house).await;
    let page = browser.open(&page_of(&platform.orbit)).await;
    let mut edit = page.form("save");
    edit.set("name", "Evil");
    let forms = [
        (filled(&browser).await, "save"),
        (edit, "save"),
        (browser.open(&page.link("delete")).await.form("confirm"), "confirm"),
    ];
    for (form, button) in &forms {
        let foreign = browser.request(form, button).header("origin", "https://evil.example");
        assert_eq!(browser.answer(foreign, &form.action).await.status, 403);
        for (field, value) in [("csrf", "guessed"), ("csrf", ""), ("ticket", "")] {
            let mut forged = form.clone();
            forged.set(field, value);
            let refused = browser.send(&forged, button).await;
            assert_eq!((refused.status, refused.header("location")), (403, ""), "{field}");
        }
    }
    for path in [LIST, NEW, &page_of(&platform.orbit)] {
        let request = platform.house.http.delete(platform.house.url(path)).header("cookie", &browser.cookie);
        assert_eq!(browser.answer(request, path).await.status, 405, "{path}");
    }
    let list = platform.house.http.post(platform.house.url(LIST)).header("cookie", &browser.cookie);
    assert_ne!(browser.answer(list.form(&[("a", "b")]), LIST).await.status, 200);
    assert_eq!(as_it_is(&platform.house, &platform.orbit.id).await["name"], "Orbit");
    assert_eq!(clients(&platform.house).await.len(), 2);
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let mut browser = Browser::alices(house).await;
    let mut edit = browser.open(&page_of(&platform.orbit)).await.form("save");
    edit.set("name", "Typed <before>");
    let mut new = filled(&browser).await;
    new.set("name", "Typed <before>");
    for form in [edit, new] {
        house.advance("31d").await;
        let nobody = Browser { house, cookie: String::new() };
        let sent = nobody.open(&form.action).await;
        assert_eq!((sent.status, sent.header("location").starts_with("/auth/login?")), (303, true));
        let interrupted = browser.send(&form, "save").await;
        assert!(interrupted.status == 401 && interrupted.has("interrupted"));
        let mut login = interrupted.form("login-button");
        login.set("email", "alice@example.com");
        login.set("password", "wonderland");
        let again = browser.send(&login, "login-button").await;
        browser.take_cookie(&again);
        assert_eq!(
            (again.has("unsaved"), again.form("save").value("name")),
            (true, "Typed <before>".to_owned())
        );
        let saved = browser.press(&again.form("save"), "save").await;
        assert!(saved.has("done") && saved.has("client-secret"), "{}", saved.text);
    }
}

#[tokio::test]
async fn nobody_signs_in_as_a_managed_user() {
    let platform = Platform::open().await;
    let house = &platform.house;
    let bob = platform.managed(&platform.orbit, &json!({"email": "bob@example.com", "name": "Bob"})).await;
    let mut world = house.get("/_mock/v1/world", None).await.json;
    let users = world["users"].as_array_mut().unwrap();
    let managed = users.iter_mut().find(|user| user["id"] == bob.id).unwrap();
    managed["password"] = json!("wonderland");
    let put = house.put("/_mock/v1/world", &world).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let nobody = Browser { house, cookie: String::new() };
    let login = nobody.open("/auth/login").await;
    assert_eq!(login.all("choose-user").len(), 1, "Alice alone: {}", login.text);
    assert!(!login.text.contains("Bob"));
    let mut form = login.form("login-button");
    form.set("email", bob.user["email"].as_str().unwrap());
    form.set("password", "wonderland");
    let refused = nobody.send(&form, "login-button").await;
    assert_eq!((refused.status, refused.header("set-cookie")), (401, ""));
    let mut form = login.form("login-button");
    form.set("user", &bob.id.to_string());
    let refused = nobody.send(&form, "login-button").await;
    assert_eq!((refused.status, refused.header("set-cookie")), (401, ""));
}
