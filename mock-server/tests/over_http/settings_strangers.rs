//! Who may not: strangers, other sites, and whoever is no longer signed in.

use serde_json::json;

use crate::house::House;
use crate::settings_pages::{as_it_is, client, clients, filled, page_of};
use crate::visit::Browser;

#[tokio::test]
async fn another_owners_client_is_not_to_be_edited_and_not_found_for_the_rest() {
    let house = House::open().await;
    let theirs = client(&house, json!({})).await;
    let secrets = format!("/_mock/v1/clients/{}/secrets", theirs["client_id"].as_str().unwrap());
    house.post(&secrets, &json!({})).await;
    let before = as_it_is(&house, &theirs).await;
    let stranger = Browser::of(&house, "mallory", "user").await;
    assert!(stranger.open("/settings/developer/oauth").await.has("no-clients"));
    let revocation = format!("{}/secrets/{}/revoke", page_of(&theirs), before["secrets"][0]["id"]);
    for path in [page_of(&theirs), format!("{}/delete", page_of(&theirs)), revocation.clone()] {
        let missed = stranger.open(&path).await;
        assert_eq!(
            (missed.status, missed.says("refusal").as_str()),
            (404, "OAuth Client not found"),
            "{path}"
        );
        assert!(!missed.text.contains("Acme"));
    }
    let form = filled(&stranger).await;
    let not_found = (404, "OAuth Client not found");
    for (action, refusal) in [
        (page_of(&theirs), (403, "You do not have permission to update this OAuth client")),
        (format!("{}/delete", page_of(&theirs)), not_found),
        (format!("{}/secrets", page_of(&theirs)), not_found),
        (revocation, not_found),
    ] {
        let mut form = form.clone();
        form.action.clone_from(&action);
        let refused = stranger.send(&form, "save").await;
        assert_eq!((refused.status, refused.says("refusal").as_str()), refusal, "{action}");
        assert!(!refused.text.contains(before["secrets"][0]["secret_hint"].as_str().unwrap()));
    }
    assert_eq!(as_it_is(&house, &theirs).await, before);
}

#[tokio::test]
async fn an_unknown_client_and_an_unknown_page_are_not_found() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    for path in ["/settings/developer/oauth/nobody", "/settings/developer/oauth/nobody/delete"] {
        let missed = browser.open(path).await;
        assert_eq!(
            (missed.status, missed.link("way-on").as_str()),
            (404, "/settings/developer/oauth"),
            "{path}"
        );
    }
    for path in ["/settings", "/settings/developer", "/settings/developer/oauth/x/y", "/settings/teams"] {
        let missed = browser.open(path).await;
        assert_eq!(missed.status, 404, "{path}");
        assert!(
            missed.text.contains("There is no such page")
                && missed.header("content-type").starts_with("text/html")
        );
    }
}

#[tokio::test]
async fn other_methods_are_refused() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    for path in ["/settings/developer/oauth", "/settings/admin/oauth", "/_mock/outbox", "/_mock/outbox/1"] {
        let request = house.http.post(house.url(path)).header("cookie", &browser.cookie).form(&[("a", "b")]);
        assert_eq!(browser.answer(request, path).await.status, 405, "{path}");
        let request = house.http.delete(house.url(path)).header("cookie", &browser.cookie);
        assert_eq!(browser.answer(request, path).await.status, 405, "{path}");
    }
    assert_eq!(browser.open("/auth/logout").await.status, 405);
}

#[tokio::test]
async fn whoever_is_not_signed_in_goes_to_the_login_and_back() {
    let house = House::open().await;
    let client = client(&house, json!({})).await;
    let nobody = Browser { house: &house, cookie: String::new() };
    for path in [
        "/settings/developer/oauth".to_owned(),
        "/settings/developer/oauth/new".to_owned(),
        page_of(&client),
        format!("{}/delete", page_of(&client)),
        "/settings/admin/oauth".to_owned(),
    ] {
        let sent = nobody.open(&path).await;
        let back = path.replace('/', "%2F");
        assert_eq!(
            (sent.status, sent.header("location")),
            (303, &*format!("/auth/login?callbackUrl={back}"))
        );
        let mut login = nobody.open(sent.header("location")).await.form("login-button");
        login.set("email", "alice@example.com");
        login.set("password", "wonderland");
        let back = nobody.send(&login, "login-button").await;
        assert_eq!((back.status, back.header("location")), (303, path.as_str()));
    }
    assert_eq!(nobody.open("/_mock/outbox").await.status, 200, "the outbox is open, like the control door");
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let house = House::open().await;
    let owner = Browser::alices(&house).await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let client = client(&house, json!({"status": "pending"})).await;
    let page = owner.open(&page_of(&client)).await;
    let mut edit = page.form("save");
    edit.set("name", "Evil");
    let review = admin.open(&page_of(&client).replace("developer", "admin")).await;
    let deletion = owner.open(&page.link("delete")).await.form("confirm");
    let before = as_it_is(&house, &client).await;
    let forms = [
        (&owner, filled(&owner).await, "save"),
        (&owner, edit, "save"),
        (&owner, page.form("generate-secret"), "generate-secret"),
        (&owner, deletion, "confirm"),
        (&owner, page.form("sign-out"), "sign-out"),
        (&admin, review.form("accept"), "accept"),
    ];
    for (browser, form, button) in &forms {
        for (name, value) in
            [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")]
        {
            let refused =
                browser.answer(browser.request(form, button).header(name, value), &form.action).await;
            assert_eq!((refused.status, refused.header("location")), (403, ""), "{button}: {name}: {value}");
            assert!(refused.text.contains("Nothing was changed"));
        }
        for (field, value) in [("csrf", "guessed"), ("csrf", ""), ("ticket", "")] {
            let mut forged = form.clone();
            forged.set(field, value);
            if (*button, field) != ("sign-out", "ticket") {
                let refused = browser.send(&forged, button).await;
                assert_eq!(
                    (refused.status, refused.header("location")),
                    (403, ""),
                    "{button}: {field}: {value}"
                );
            }
        }
    }
    assert_eq!((as_it_is(&house, &client).await, clients(&house).await.len()), (before, 1));
    assert_eq!(owner.open("/settings/developer/oauth").await.status, 200, "nobody was signed out");
}

#[tokio::test]
async fn what_was_typed_outlives_the_session_and_is_saved_only_when_it_is_sent_again() {
    let house = House::open().await;
    let mut browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let mut edit = browser.open(&page_of(&client)).await.form("save");
    edit.set("purpose", "Umlauts \u{e4}\u{f6}\u{fc} & <b>\nin two lines");
    let mut new = filled(&browser).await;
    new.set_all("redirect_uri", &["https://a/", "https://b/"]);
    for (form, field) in [(edit, "purpose"), (new, "redirect_uri")] {
        house.advance("31d").await;
        let before = (as_it_is(&house, &client).await, clients(&house).await.len());
        let interrupted = browser.send(&form, "save").await;
        assert!(interrupted.status == 401 && interrupted.has("interrupted"), "{}", interrupted.text);
        let mut login = interrupted.form("login-button");
        login.set("email", "alice@example.com");
        login.set("password", "wrong");
        let wrong = browser.send(&login, "login-button").await;
        assert!(wrong.status == 401 && wrong.has("login-error"));
        let mut login = wrong.form("login-button");
        login.set("password", "wonderland");
        let again = browser.send(&login, "login-button").await;
        browser.take_cookie(&again);
        assert!(again.status == 200 && again.says("unsaved").contains("nothing was saved"), "{}", again.text);
        assert_eq!(again.form("save").values(field), form.values(field));
        assert_eq!((as_it_is(&house, &client).await, clients(&house).await.len()), before);
        let saved = browser.press(&again.form("save"), "save").await;
        assert!(saved.status == 200 && (saved.has("done") || saved.has("client-secret")), "{}", saved.text);
    }
}

#[tokio::test]
async fn where_nothing_was_typed_the_login_says_that_nothing_was_done_and_leads_back() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let page = browser.open(&page_of(&client)).await;
    let deletion = browser.open(&page.link("delete")).await;
    house.advance("31d").await;
    for (form, button, back) in [
        (page.form("generate-secret"), "generate-secret", page_of(&client)),
        (deletion.form("confirm"), "confirm", format!("{}/delete", page_of(&client))),
    ] {
        let interrupted = browser.send(&form, button).await;
        assert!(interrupted.status == 401 && interrupted.says("interrupted").contains("nothing was changed"));
        let mut login = interrupted.form("login-button");
        login.set("email", "alice@example.com");
        login.set("password", "wonderland");
        let gone_on = browser.send(&login, "login-button").await;
        assert_eq!((gone_on.status, gone_on.header("location")), (303, back.as_str()));
    }
    assert_eq!(as_it_is(&house, &client).await["secrets"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_reason_that_was_typed_outlives_the_session_too() {
    let house = House::open().await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let client = client(&house, json!({"status": "pending"})).await;
    let mut form = admin.open(&page_of(&client).replace("developer", "admin")).await.form("reject");
    form.set("reason", "Say more");
    house.advance("31d").await;
    let mut login = admin.send(&form, "reject").await.form("login-button");
    login.set("email", "adam@example.com");
    login.set("password", "wonderland");
    let again = admin.send(&login, "login-button").await;
    assert_eq!((again.form("reject").value("reason").as_str(), again.has("unsaved")), ("Say more", true));
    assert_eq!(as_it_is(&house, &client).await["status"], "pending");
}

#[tokio::test]
async fn a_form_that_was_opened_by_an_earlier_sign_in_is_shown_again() {
    let house = House::open().await;
    let mut browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set("name", "Typed before");
    browser.cookie = Browser::alices(&house).await.cookie;
    let again = browser.send(&form, "save").await;
    assert_eq!((again.status, again.form("save").value("name").as_str()), (403, "Typed before"));
    assert!(again.says("unsaved").contains("nothing was saved") && clients(&house).await.is_empty());
    assert!(browser.send(&again.form("save"), "save").await.has("client-secret"));
}

#[tokio::test]
async fn whoever_signs_out_is_signed_out() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let page = browser.open("/settings/developer/oauth").await;
    assert_eq!(page.says("signed-in-user"), "Signed in as alice@example.com");
    let gone = browser.send(&page.form("sign-out"), "sign-out").await;
    assert_eq!((gone.status, gone.header("location")), (303, "/auth/login"));
    assert_eq!(browser.open("/settings/developer/oauth").await.status, 303);
}

#[tokio::test]
async fn a_sentence_about_what_was_done_is_one_of_ours() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let page = browser.open("/settings/developer/oauth?done=%3Cscript%3E").await;
    assert!(page.status == 200 && !page.has("done") && !page.text.contains("script"));
}
