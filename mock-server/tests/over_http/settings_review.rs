//! The admin's review at its pages, and the e-mails that come of it.

use serde_json::json;

use crate::house::House;
use crate::settings_pages::{as_it_is, client, page_of};
use crate::visit::Browser;

const REVIEWS: &str = "/settings/admin/oauth";

#[tokio::test]
async fn an_admin_sees_who_waits_and_who_does_not() {
    let house = House::open().await;
    for (name, status) in [("Beta", "pending"), ("Acme", "approved"), ("Spam", "rejected")] {
        client(&house, json!({"name": name, "status": status})).await;
    }
    let admin = Browser::of(&house, "adam", "admin").await;
    let page = admin.open(REVIEWS).await;
    assert_eq!(page.all("client-state"), ["Pending", "Approved", "Rejected"]);
    for (section, name) in
        [("pending-clients", "Beta"), ("approved-clients", "Acme"), ("rejected-clients", "Spam")]
    {
        assert!(page.says(section).starts_with(name.get(..1).unwrap()) && page.says(section).contains(name));
        assert!(page.says(section).contains("alice@example.com"));
    }
    assert!(
        page.has("nav-admin")
            && !Browser::alices(&house).await.open("/settings/developer/oauth").await.has("nav-admin")
    );
}

#[tokio::test]
async fn a_client_is_accepted_and_its_owner_finds_the_mail_in_the_outbox() {
    let house = House::open().await;
    let client = client(&house, json!({"status": "pending", "name": "Acme & Sons"})).await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let page = admin.open(&admin.open(REVIEWS).await.link_of_first_client()).await;
    let form = page.form("accept");
    let done = admin.press(&form, "accept").await;
    assert!(done.says("done").starts_with("The client is accepted"));
    assert_eq!(as_it_is(&house, &client).await["status"], "approved");
    assert_eq!(admin.send(&form, "accept").await.status, 409, "sent twice");
    assert!(!admin.open(&form.action).await.has("accept"), "it is accepted already");

    let outbox = admin.open("/_mock/outbox").await;
    assert_eq!(outbox.all("mail").len(), 1);
    assert!(outbox.says("mail").contains("Acme & Sons") && outbox.says("mail").contains("alice@example.com"));
    let mail = admin.open("/_mock/outbox/1").await;
    assert_eq!(mail.says("mail-to"), "alice@example.com");
    assert!(mail.says("mail-text").contains("Acme & Sons"));
    let frame = mail.text.split("<iframe").nth(1).unwrap().split("</iframe>").next().unwrap();
    assert!(
        frame.contains(" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"")
            && !frame.contains("<!doctype"),
        "{frame}"
    );
    assert_eq!(admin.open("/_mock/outbox/2").await.status, 404);
    assert_eq!(admin.open("/_mock/outbox/x").await.status, 404);
}

#[tokio::test]
async fn a_rejection_needs_a_reason_and_the_owner_reads_it() {
    let house = House::open().await;
    let client = client(&house, json!({"status": "pending"})).await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let owner = Browser::alices(&house).await;
    let review = page_of(&client).replace("developer", "admin");
    for empty in ["", " \r\n "] {
        let mut form = admin.open(&review).await.form("reject");
        form.set("reason", empty);
        let refused = admin.send(&form, "reject").await;
        assert_eq!(refused.status, 400);
        let said = refused.says("error-reason");
        assert_eq!(said, "Rejection reason is required Say what the owner should mend. Nothing was saved.");
        assert_eq!(as_it_is(&house, &client).await["status"], "pending");
    }
    let reason = "Say <b>who</b> reads the data,\nand why.";
    let mut form = admin.open(&review).await.form("reject");
    form.set("reason", reason);
    let done = admin.press(&form, "reject").await;
    assert!(done.says("done").starts_with("The client is rejected"));
    assert_eq!(as_it_is(&house, &client).await["rejection_reason"], reason);
    let page = owner.open(&page_of(&client)).await;
    assert_eq!(page.says("client-state"), "Rejected");
    assert_eq!(page.says("rejection-reason"), "Say <b>who</b> reads the data, and why.");
    assert!(!page.text.contains("<b>"));
    assert!(owner.open("/settings/developer/oauth").await.text.contains("Reason: "));

    let mut form = page.form("save");
    form.set("purpose", "another");
    let still = owner.press(&form, "save").await;
    assert_eq!((still.says("client-state").as_str(), still.has("rejection-reason")), ("Rejected", true));
    assert!(still.says("done").ends_with("the client stays rejected."), "{}", still.says("done"));
    let mut form = still.form("save");
    form.set("name", "Acme, mended");
    let warning = owner.send(&form, "save").await;
    let sent = owner.press(&warning.form("send-to-review"), "send-to-review").await;
    assert_eq!((sent.says("client-state").as_str(), sent.has("rejection-reason")), ("Pending", false));
    let outbox = owner.open("/_mock/outbox").await;
    assert_eq!(outbox.all("mail").len(), 1, "nobody gets a mail for sending a client back");
}

#[tokio::test]
async fn the_review_shows_what_there_is_to_review() {
    let house = House::open().await;
    let logo = format!("data:image/png;base64,{}", "A".repeat(9_978));
    let client = client(
        &house,
        json!({"website_url": "https://acme.example", "logo": logo, "scopes": ["BOOKING_READ"]}),
    )
    .await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let page = admin.open(&page_of(&client).replace("developer", "admin")).await;
    assert!(page.text.contains(r#"<a href="https://acme.example" rel="noopener noreferrer nofollow">"#));
    assert!(page.text.contains("<bdi>data:image/png, 10000 bytes</bdi>"), "its bytes tell nobody anything");
    for shown in ["View bookings", "tests", "https://acme.example/callback", "alice@example.com"] {
        assert!(page.text.contains(shown), "{shown}");
    }
    assert!(!page.has("accept") && page.has("reject"), "it is accepted already");
}

#[tokio::test]
async fn an_admin_may_edit_what_others_own_without_sending_it_back() {
    let house = House::open().await;
    let client = client(&house, json!({})).await;
    let admin = Browser::of(&house, "adam", "admin").await;
    let page = admin.open(&page_of(&client)).await;
    assert!(!page.has("secret-list") && !page.has("delete"), "the owner's alone");
    let mut form = page.form("save");
    form.set("name", "Acme 2");
    let saved = admin.press(&form, "save").await;
    assert_eq!((saved.says("done").as_str(), saved.says("client-state").as_str()), ("Saved.", "Approved"));
    let deletion = format!("{}/delete", page_of(&client));
    assert_eq!(admin.open(&deletion).await.status, 404);
}

#[tokio::test]
async fn a_plain_user_is_refused_at_the_review() {
    let house = House::open().await;
    let client = client(&house, json!({"status": "pending"})).await;
    let review = page_of(&client).replace("developer", "admin");
    let admin = Browser::of(&house, "adam", "admin").await;
    let owner = Browser::alices(&house).await;
    for path in [REVIEWS, &review] {
        let refused = owner.open(path).await;
        assert_eq!(refused.status, 403);
        assert!(refused.link("way-on").starts_with("/auth/login?callbackUrl=%2Fsettings%2Fadmin%2Foauth"));
        assert!(!refused.text.contains("Acme"));
    }
    let own = owner.open(&page_of(&client)).await.form("save");
    for (decision, said) in [
        ("accept", "Only admins can update OAuth client status"),
        ("reject", "Only admins can set a rejection reason"),
    ] {
        let mut form = admin.open(&review).await.form(decision);
        form.set("reason", "no");
        form.set("csrf", &own.value("csrf"));
        let refused = owner.send(&form, decision).await;
        assert_eq!((refused.status, refused.says("refusal").as_str()), (403, said));
    }
    assert_eq!(as_it_is(&house, &client).await["status"], "pending");
    let journal = house.get("/_mock/v1/requests", None).await.json;
    let rules: Vec<_> =
        journal["requests"].as_array().unwrap().iter().filter(|entry| entry["status"] == 403).collect();
    assert!(rules.len() == 4 && rules.iter().all(|entry| entry["rules"][0] == "CLIENT-14"), "{rules:?}");
}
