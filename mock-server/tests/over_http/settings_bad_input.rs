//! What the form of a client refuses: each refusal stands beside its field, says what to do, keeps what was typed and
//! changes nothing.

use serde_json::json;

use crate::house::{HOME, House};
use crate::settings_pages::{as_it_is, client, clients, filled, page_of};
use crate::visit::{Browser, Page};

/// A field, what is typed there, where the refusal stands, how it begins, and what to do.
type Bad = (&'static str, &'static [&'static str], &'static str, &'static str, &'static str);

const ELEVEN: &[&str] = &[
    "https://a/0",
    "https://a/1",
    "https://a/2",
    "https://a/3",
    "https://a/4",
    "https://a/5",
    "https://a/6",
    "https://a/7",
    "https://a/8",
    "https://a/9",
    "https://a/10",
];

const BAD: &[Bad] = &[
    ("name", &[""], "name", "Client name is required", "Type"),
    ("name", &[" \u{a0} "], "name", "Client name is required", "Type"),
    ("purpose", &[""], "purpose", "Purpose is required", "Say"),
    (
        "website",
        &["acme.example"],
        "website",
        "Website URL must begin with https:// or http://",
        "Type all of it",
    ),
    (
        "website",
        &["javascript:alert(1)"],
        "website",
        "Website URL must begin with https:// or http://",
        "leave it empty",
    ),
    ("logo", &["javascript:alert(1)"], "logo", "Logo must be an https:// address", "leave it empty"),
    (
        "logo",
        &["data:text/html,<script>alert(1)</script>"],
        "logo",
        "Logo must be an https:// address",
        "leave it empty",
    ),
    ("logo", &["http://acme.example/logo.png"], "logo", "Logo must be an https:// address", "leave it empty"),
    ("scope", &[], "scopes", "At least one scope is required", "Tick at least one"),
    (
        "scope",
        &["BOOKING_READ", "FISH_READ"],
        "scopes",
        "Requested scope is not a recognized scope",
        "Untick",
    ),
    ("scope", &["booking_read"], "scopes", "Requested scope is not a recognized scope", "Untick"),
    ("redirect_uri", &[], "redirect-uri-1", "At least one redirect URI is required", "Type where"),
    ("redirect_uri", &["", "  "], "redirect-uri-1", "At least one redirect URI is required", "Type where"),
    ("redirect_uri", &["nonsense"], "redirect-uri-1", "Invalid URL: nonsense", "Type all of it"),
    ("redirect_uri", &[HOME, "https://"], "redirect-uri-2", "Invalid URL: https://", "Type all of it"),
    ("redirect_uri", &["https://a\tb/"], "redirect-uri-1", "Invalid URL:", "Type all of it"),
    (
        "redirect_uri",
        &[HOME, "http://acme.example/"],
        "redirect-uri-2",
        "HTTPS is required for redirect URIs",
        "Begin it with https://",
    ),
    (
        "redirect_uri",
        &["myapp://callback"],
        "redirect-uri-1",
        "HTTPS is required for redirect URIs",
        "Begin it with https://",
    ),
    (
        "redirect_uri",
        &["javascript:alert(1)"],
        "redirect-uri-1",
        "HTTPS is required for redirect URIs",
        "Begin it with https://",
    ),
    (
        "redirect_uri",
        &["https://a/#x"],
        "redirect-uri-1",
        "URL fragments are not allowed in redirect URIs: https://a/#x",
        "Leave out the #",
    ),
    (
        "redirect_uri",
        &[HOME, "https://a/", HOME],
        "redirect-uri-3",
        "Duplicate redirect URI:",
        "Remove one of the two",
    ),
    ("redirect_uri", ELEVEN, "redirect-uris", "A maximum of 10 redirect URIs are allowed", "Remove some"),
    (
        "redirect_uri",
        &["https://a/\"><script>alert(1)</script>#x"],
        "redirect-uri-1",
        "URL fragments",
        "Leave out the #",
    ),
];

#[tokio::test]
async fn what_a_new_client_may_not_be_is_refused_beside_its_field_with_all_that_was_typed() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    for bad in BAD {
        let mut form = filled(&browser).await;
        form.set("type", "public");
        form.set_all(bad.0, bad.1);
        let page = browser.send(&form, "save").await;
        is_told(bad, &page, "public");
        assert_eq!(clients(&house).await.len(), 0, "{bad:?}");
        let mut mended = page.form("save");
        for (field, values) in [("name", "A"), ("purpose", "B"), ("website", ""), ("logo", "")] {
            mended.set(field, values);
        }
        mended.set("redirect_uri", HOME);
        mended.set("scope", "BOOKING_READ");
        let mended = browser.press(&mended, "save").await;
        assert!(mended.has("done"), "the page with the refusal can be sent again: {bad:?}");
        house.delete(&format!("/_mock/v1/clients/{}", mended.says("client-id"))).await;
    }
}

#[tokio::test]
async fn whoever_goes_back_in_the_browser_can_mend_the_same_form_and_send_it_again() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set("name", "");
    assert_eq!(browser.send(&form, "save").await.status, 400);
    form.set("name", "Acme");
    assert!(browser.send(&form, "save").await.has("client-secret"));
}

#[tokio::test]
async fn an_edit_that_may_not_be_is_refused_and_leaves_the_client_as_it_was() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let before = as_it_is(&house, &client).await;
    for bad in BAD {
        let mut form = browser.open(&page_of(&client)).await.form("save");
        form.set_all(bad.0, bad.1);
        is_told(bad, &browser.send(&form, "save").await, "");
        form.set("do", "send");
        let sent = browser.request(&form, "save").form(&form.fields);
        assert_eq!(browser.answer(sent, "").await.status, 400, "{bad:?}");
        assert_eq!(as_it_is(&house, &client).await, before, "{bad:?}");
    }
}

#[track_caller]
fn is_told(bad: &Bad, page: &Page, kind: &str) {
    let (field, typed, at, said, advice) = bad;
    let error = page.says(&format!("error-{at}"));
    assert!(page.status == 400 && error.starts_with(said), "{bad:?}: {error}");
    assert!(error.contains(advice) && error.ends_with("Nothing was saved."), "{bad:?}: {error}");
    assert!(page.text.contains("<title>Error: "), "{bad:?}");
    let points =
        if *at == "scopes" { r#""hint-scopes error-scopes""# } else { &format!(r#"error-{at}" autofocus"#) };
    assert!(page.text.contains(points), "its field points to it: {bad:?}");
    assert_eq!(page.text.matches(" autofocus").count(), 1, "{bad:?}");
    assert!(!page.text.contains("<script"), "{bad:?}");
    let form = page.form("save");
    let typed: &[&str] = if typed.is_empty() && *field == "redirect_uri" { &[""] } else { typed };
    assert_eq!(form.values(field), typed, "{bad:?}");
    for (other, value) in
        [("name", "Acme"), ("purpose", "tests"), ("redirect_uri", HOME), ("scope", "BOOKING_READ")]
    {
        if other != *field {
            assert_eq!(form.values(other), [value], "{bad:?}");
        }
    }
    assert_eq!(form.value("type"), kind, "{bad:?}");
}

#[tokio::test]
async fn what_is_unusual_but_allowed_is_kept_as_it_was_typed() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let long = format!("https://acme.example/{}", "x".repeat(1_979));
    assert_eq!(long.len(), 2_000);
    for uri in [
        "https://user:password@acme.example/",
        "https://m\u{fc}nchen.example/r\u{fc}ck",
        "https://\u{645}\u{62b}\u{627}\u{644}.example/",
        "http://localhost:3000/cb?x=1",
        "http://[::1]/",
        "http://acme.local/",
        "https://acme.example/#",
        &long,
    ] {
        let mut form = filled(&browser).await;
        form.set("redirect_uri", uri);
        let told = browser.send(&form, "save").await;
        assert!(told.has("client-secret"), "{uri}: {}", told.text);
        let page = browser.open(&told.link("secret-kept")).await;
        assert_eq!(page.form("save").values("redirect_uri"), [uri]);
    }
}

#[tokio::test]
async fn scopes_twice_are_one_and_old_ones_may_stand_beside_new_ones() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set_all("scope", &["BOOKING_READ", "READ_BOOKING", "BOOKING_READ"]);
    let told = browser.send(&form, "save").await;
    let page = browser.open(&told.link("secret-kept")).await;
    assert_eq!(page.form("save").values("scope"), ["BOOKING_READ", "READ_BOOKING"]);
    assert_eq!(clients(&house).await[0]["scopes"], json!(["BOOKING_READ", "READ_BOOKING"]));
}

#[tokio::test]
async fn a_scope_that_does_not_exist_can_be_unticked() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let mut form = filled(&browser).await;
    form.set_all("scope", &["BOOKING_READ", "<FISH>"]);
    let page = browser.send(&form, "save").await;
    assert!(page.text.contains("<legend>Not a scope</legend>") && page.text.contains("&#60;FISH&#62;"));
}

#[tokio::test]
async fn a_logo_of_the_largest_size_can_be_sent_and_more_than_a_form_holds_is_refused() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let logo = |bytes: usize| format!("data:image/png;base64,{}", "A".repeat(bytes - 22));
    let mut form = filled(&browser).await;
    form.set("logo", &logo(100_000));
    assert!(browser.send(&form, "save").await.has("client-secret"));
    let mut form = filled(&browser).await;
    form.set("logo", &logo(100_001));
    let refused = browser.send(&form, "save").await;
    assert_eq!((refused.status, refused.has("error-logo")), (400, true));
    form.set("logo", &logo(600_000));
    let refused = browser.send(&form, "save").await;
    assert_eq!(refused.status, 413);
    assert!(refused.text.contains("Nothing was changed"));
}

#[tokio::test]
async fn a_refusal_is_written_down_with_its_rule_and_without_what_was_typed() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let mut new = filled(&browser).await;
    new.set_all("scope", &[]);
    browser.send(&new, "save").await;
    let mut edit = browser.open(&page_of(&client)).await.form("save");
    edit.set("redirect_uri", "http://u:s3cret@acme.example/cb?code=s3cret");
    browser.send(&edit, "save").await;
    browser.open("/settings/developer/oauth/5ec2e701s3cret").await;
    let journal = house.get("/_mock/v1/requests", None).await;
    let entries = journal.json["requests"].as_array().unwrap();
    let refused: Vec<_> =
        entries.iter().filter(|entry| !entry["rules"].as_array().unwrap().is_empty()).collect();
    assert_eq!(
        refused.iter().map(|entry| &entry["rules"][0]).collect::<Vec<_>>(),
        ["CLIENT-02", "CLIENT-09"]
    );
    assert_eq!(refused[0]["path"], "/settings/developer/oauth/new");
    assert_eq!(refused[0]["differed"], "no scope is chosen, and the client is not legacy");
    assert_eq!(refused[1]["path"], "/settings/developer/oauth/{clientId}");
    assert_eq!(
        (&refused[1]["client"], &refused[1]["check"]),
        (&client["client_id"], &json!("redirect-uri-secure"))
    );
    assert!(!journal.text.contains("s3cret"), "{}", journal.text);
}
