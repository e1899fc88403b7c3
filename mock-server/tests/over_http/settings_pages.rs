//! An owner's clients at the pages: registered, edited, sent back to review and deleted.

use serde_json::{Value, json};

use crate::house::{HOME, House};
use crate::visit::{Browser, Form, Page};

const LIST: &str = "/settings/developer/oauth";

/// The form of a client that would be registered.
pub(crate) async fn filled(browser: &Browser<'_>) -> Form {
    let mut form = browser.open("/settings/developer/oauth/new").await.form("save");
    form.set("name", "Acme");
    form.set("purpose", "tests");
    form.set("redirect_uri", HOME);
    form.set("scope", "BOOKING_READ");
    form
}

/// A client of alice's in some state, with these changes.
pub(crate) async fn client(house: &House, changes: Value) -> Value {
    let mut new = json!({
        "name": "Acme", "purpose": "tests", "type": "confidential", "status": "approved", "owner": "alice@example.com",
        "redirect_uris": [HOME], "scopes": ["BOOKING_READ"],
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let answer = house.post("/_mock/v1/clients", &new).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json
}

pub(crate) fn page_of(client: &Value) -> String {
    format!("{LIST}/{}", client["client_id"].as_str().unwrap())
}

pub(crate) async fn clients(house: &House) -> Vec<Value> {
    house.get("/_mock/v1/world", None).await.json["clients"].as_array().unwrap().clone()
}

/// What the door says of a client.
pub(crate) async fn as_it_is(house: &House, client: &Value) -> Value {
    house.get(&format!("/_mock/v1/clients/{}", client["client_id"].as_str().unwrap()), None).await.json
}

#[tokio::test]
async fn a_client_is_registered_pending_and_its_secret_is_shown_once() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    assert!(browser.open(LIST).await.has("no-clients"));
    let form = filled(&browser).await;
    let told = browser.send(&form, "save").await;
    let secret = told.says("client-secret");
    assert_eq!((told.status, secret.len(), told.text.matches(&secret).count()), (200, 64, 1));
    assert_eq!(told.header("cache-control"), "no-store");
    assert!(told.has("copy-secret") && told.says("secret-warning").contains("shown this once"));

    let id = told.says("client-id");
    let page = browser.open(&told.link("secret-kept")).await;
    assert_eq!(
        (page.path.as_str(), page.says("client-id"), page.says("client-state")),
        (&*format!("{LIST}/{id}"), id, "Pending".to_owned())
    );
    assert_eq!(page.says("secret-hint"), secret[60..]);
    let list = browser.open(LIST).await;
    assert_eq!((list.all("client").len(), list.says("client-state")), (1, "Pending".to_owned()));

    let gone = browser.open(&format!("{}/secrets", page.path)).await;
    assert_eq!((gone.status, gone.header("location")), (303, page.path.as_str()));
    let again = browser.send(&form, "save").await;
    assert_eq!((again.status, again.link("way-on")), (409, LIST.to_owned()));
    assert_eq!(clients(&house).await.len(), 1);
    let texts = [page.text, list.text, again.text, house.get("/_mock/v1/requests", None).await.text];
    assert!(texts.iter().all(|text| !text.contains(&secret)));
    let code =
        json!({"client_id": page.path.rsplit('/').next(), "redirect_uri": HOME, "scope": "BOOKING_READ"});
    let client = json!({"client_id": code["client_id"], "client_secret": secret});
    let code = house.code(&client, &code).await;
    assert_eq!(house.exchange(&client, &code, &json!({})).await.status, 200, "its owner may test it");
}

#[tokio::test]
async fn the_one_script_of_the_page_with_the_secret_is_the_one_that_its_headers_allow() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let told = browser.send(&filled(&browser).await, "save").await;
    assert_eq!(told.text.matches("<script").count(), 1);
    let script = told.text.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    let policy = told.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.ends_with(&format!("; script-src 'sha256-{hash}'")),
        "{policy}"
    );
    for path in [LIST, "/settings/developer/oauth/new", "/_mock/outbox"] {
        let page = browser.open(path).await;
        assert!(
            !page.text.contains("<script") && !page.header("content-security-policy").contains("script-src")
        );
    }
}

#[tokio::test]
async fn a_public_client_gets_no_secret_and_has_none_to_rotate() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set("type", "public");
    let page = browser.press(&form, "save").await;
    assert!(page.has("done") && page.has("no-secrets"), "{}", page.text);
    assert!(!page.has("generate-secret") && !page.has("client-secret"));
    assert_eq!(clients(&house).await[0]["type"], "public");
}

#[tokio::test]
async fn website_logo_and_every_scope_are_kept() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let logo = "data:image/png;base64,iVBORw0KGgo=";
    let mut form = filled(&browser).await;
    form.set("website", "https://acme.example");
    form.set("logo", logo);
    let page = browser.open("/settings/developer/oauth/new").await;
    let words: Vec<&str> = page
        .text
        .split(r#"name="scope" value=""#)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(words.len(), 28);
    for legend in ["User", "Team", "Organization"] {
        assert!(page.text.contains(&format!("<legend>{legend}</legend>")));
    }
    form.set_all("scope", &words);
    let told = browser.send(&form, "save").await;
    assert_eq!(told.status, 200);
    let page = browser.open(&told.link("secret-kept")).await;
    let form = page.form("save");
    assert_eq!(
        (form.values("scope").len(), form.value("website").as_str(), form.value("logo").as_str()),
        (28, "https://acme.example", logo)
    );
    assert!(page.text.contains(&format!(r#"<img class="avatar" src="{logo}""#)));
}

#[tokio::test]
async fn a_logo_elsewhere_is_named_but_not_loaded() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({"logo": "https://evil.example/logo.png"})).await;
    for page in [browser.open(LIST).await, browser.open(&page_of(&client)).await] {
        assert!(!page.text.contains("<img"), "{}", page.path);
    }
}

#[tokio::test]
async fn lines_for_redirect_uris_come_and_go_with_what_was_typed() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set("name", "Acme & <Sons>");
    let mut page = browser.send(&form, "add-redirect-uri").await;
    for line in 2..=10 {
        let mut form = page.form("save");
        assert_eq!(
            (page.status, form.value("name").as_str(), form.values("redirect_uri").len()),
            (200, "Acme & <Sons>", line)
        );
        assert_eq!(form.values("scope"), ["BOOKING_READ"]);
        let lines: Vec<String> = (1..=line).map(|line| format!("https://acme.example/{line}")).collect();
        form.set_all("redirect_uri", &lines.iter().map(String::as_str).collect::<Vec<_>>());
        if line < 10 {
            page = browser.send(&form, "add-redirect-uri").await;
        } else {
            page = browser.send(&form, "save").await;
        }
    }
    assert_eq!(clients(&house).await[0]["redirect_uris"].as_array().unwrap().len(), 10);
    let page = browser.open(&page.link("secret-kept")).await;
    assert!(!page.has("add-redirect-uri"), "ten is the most");
    let mut form = page.form("save");
    form.set("purpose", "typed meanwhile");
    let first_removed = browser.send(&form, "remove-redirect-uri").await.form("save");
    assert_eq!(
        (first_removed.value("purpose").as_str(), first_removed.values("redirect_uri").len()),
        ("typed meanwhile", 9)
    );
    assert_eq!(first_removed.value("redirect_uri"), "https://acme.example/2");
    assert_eq!(
        clients(&house).await[0]["redirect_uris"].as_array().unwrap().len(),
        10,
        "nothing is saved yet"
    );
}

#[tokio::test]
async fn an_edit_that_needs_no_review_is_saved_at_once() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({"scopes": ["BOOKING_READ", "BOOKING_WRITE"]})).await;
    let mut form = browser.open(&page_of(&client)).await.form("save");
    form.set("purpose", "Another one,\r\nin two lines");
    form.set("scope", "BOOKING_READ");
    let page = browser.press(&form, "save").await;
    assert_eq!((page.says("done").as_str(), page.says("client-state").as_str()), ("Saved.", "Approved"));
    let now = as_it_is(&house, &client).await;
    assert_eq!(
        (&now["purpose"], &now["scopes"]),
        (&json!("Another one,\nin two lines"), &json!(["BOOKING_READ"]))
    );
    let nothing = browser.press(&browser.open(&page_of(&client)).await.form("save"), "save").await;
    assert!(nothing.says("done").starts_with("Nothing was different"));
    assert_eq!(browser.send(&form, "save").await.status, 409, "the first form once more");
}

#[tokio::test]
async fn what_is_not_touched_stays_as_it_was_written() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let scopes = json!(["PROFILE_READ", "BOOKING_WRITE", "BOOKING_READ"]);
    let client = client(&house, json!({"scopes": scopes, "name": " Acme "})).await;
    let mut form = browser.open(&page_of(&client)).await.form("save");
    form.set_all("scope", &["BOOKING_READ", "BOOKING_WRITE", "PROFILE_READ"]);
    form.set("purpose", "another");
    assert_eq!(browser.press(&form, "save").await.says("done"), "Saved.", "nothing else was changed");
    let now = as_it_is(&house, &client).await;
    assert_eq!(
        (&now["scopes"], &now["name"], &now["purpose"]),
        (&scopes, &json!(" Acme "), &json!("another"))
    );
}

/// Name of a field, what is typed, and what the warning says of it.
const REVIEWED: &[(&str, &[&str], &str)] = &[
    ("name", &["Acme 2"], "The name"),
    ("website", &["https://acme.example"], "The website URL"),
    ("logo", &["https://acme.example/logo.png"], "The logo"),
    ("redirect_uri", &[HOME, "https://acme.example/2"], "https://acme.example/2"),
    ("redirect_uri", &["https://acme.example/2"], HOME),
    ("scope", &["BOOKING_READ", "TEAM_BOOKING_READ"], "TEAM_BOOKING_READ"),
];

#[tokio::test]
async fn what_has_to_be_reviewed_is_told_before_it_is_saved() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    for (field, values, said) in REVIEWED {
        let client = client(&house, json!({})).await;
        let mut form = browser.open(&page_of(&client)).await.form("save");
        form.set_all(field, values);
        let warning = browser.send(&form, "save").await;
        assert_eq!(warning.status, 200, "{field}");
        assert!(
            warning.has("review-warning") && warning.says("review-triggers").contains(said),
            "{}",
            warning.text
        );
        assert_eq!(as_it_is(&house, &client).await["status"], "approved", "{field}: nothing is saved yet");

        let back = browser.send(&warning.form("go-back"), "go-back").await;
        assert_eq!(back.form("save").values(field), *values, "{field}");
        assert_eq!(as_it_is(&house, &client).await["status"], "approved");

        let sent = browser.press(&warning.form("send-to-review"), "send-to-review").await;
        assert_eq!(sent.says("client-state"), "Pending", "{field}");
        assert!(sent.says("done").contains("sent to review"));
        assert_eq!(sent.form("save").values(field), *values);
        assert_eq!(browser.open(&page_of(&client)).await.form("save").values(field), *values);
    }
}

#[tokio::test]
async fn what_is_pending_anyway_is_saved_without_a_question() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({"status": "pending"})).await;
    let mut form = browser.open(&page_of(&client)).await.form("save");
    form.set("name", "Acme 2");
    assert_eq!(browser.press(&form, "save").await.says("done"), "Saved.");
    let now = as_it_is(&house, &client).await;
    assert_eq!((&now["name"], &now["status"]), (&json!("Acme 2"), &json!("pending")));
}

#[tokio::test]
async fn where_redirect_uris_need_no_review_no_question_is_asked() {
    let quirk = "redirect-uri-edit-needs-no-review";
    let house = House::taught(|builder| builder.quirk(mock_server::Fault::named(quirk).unwrap())).await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let mut form = browser.open(&page_of(&client)).await.form("save");
    form.set("redirect_uri", "https://acme.example/2");
    let page = browser.press(&form, "save").await;
    assert_eq!((page.says("done").as_str(), page.says("client-state").as_str()), ("Saved.", "Approved"));
}

#[tokio::test]
async fn a_legacy_client_keeps_its_scopes_until_some_are_chosen() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    for scopes in [json!([]), json!(["READ_BOOKING"])] {
        let client = client(&house, json!({"scopes": scopes, "legacy": true})).await;
        let page = browser.open(&page_of(&client)).await;
        assert!(page.text.contains("legacy"));
        let mut form = page.form("save");
        form.set("purpose", "another");
        assert_eq!(browser.press(&form, "save").await.says("done"), "Saved.");
        assert_eq!(as_it_is(&house, &client).await["scopes"], scopes);
        let mut form = browser.open(&page_of(&client)).await.form("save");
        form.set("scope", "PROFILE_READ");
        assert_eq!(
            browser.press(&form, "save").await.says("client-state"),
            "Approved",
            "user-level scopes need no review"
        );
        assert_eq!(as_it_is(&house, &client).await["legacy"], false);
    }
}

#[tokio::test]
async fn a_client_is_deleted_after_one_more_question() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let question = browser.open(&browser.open(&page_of(&client)).await.link("delete")).await;
    assert!(question.has("confirm-text"));
    assert_eq!(clients(&house).await.len(), 1, "nothing is gone yet");
    assert_eq!(browser.open(&question.link("cancel")).await.status, 200);
    let form = question.form("confirm");
    let gone = browser.press(&form, "confirm").await;
    assert_eq!((gone.says("done").as_str(), gone.has("no-clients")), ("The client is deleted.", true));
    assert_eq!(clients(&house).await.len(), 0);
    assert_eq!(browser.open(&page_of(&client)).await.status, 404);
    let again = browser.send(&form, "confirm").await;
    assert_eq!((again.status, again.link("way-on").as_str()), (409, LIST));
}

#[tokio::test]
async fn a_name_with_markup_or_turned_around_stays_a_name() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let admin = Browser::of(&house, "adam", "admin").await;
    for name in
        ["</title><script>alert(1)</script>", "\u{202e}evil \u{2066}x", "\" onfocus=\"alert(1)", "{{ name }}"]
    {
        let client = client(&house, json!({"name": name, "purpose": name})).await;
        let review = page_of(&client).replace("developer", "admin");
        let pages = [
            browser.open(LIST).await,
            browser.open(&page_of(&client)).await,
            browser.open(&format!("{}/delete", page_of(&client))).await,
            admin.open("/settings/admin/oauth").await,
            admin.open(&review).await,
        ];
        for Page { text, path, .. } in &pages {
            assert!(!text.contains("<script") && !text.contains(r#"" onfocus=""#), "{path}: {name}");
        }
        assert!(
            pages[1].text.contains(&format!("<h1><bdi>{}</bdi></h1>", escaped(name))),
            "{}",
            pages[1].text
        );
        assert_eq!(pages[1].form("save").value("name"), name);
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;");
    text.replace('"', "&#34;").replace('\'', "&#39;")
}
