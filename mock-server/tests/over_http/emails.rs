//! The e-mails of a review: in the outbox, and really sent where a mail server is named.

use mock_server::MailServer;
use serde_json::{Value, json};

use crate::catcher::Catcher;
use crate::house::{Answer, House};

const OWNER: &str = "owner@example.com";

/// A pending client with this name, whose owner is there.
async fn registered(house: &House, name: &str) -> Value {
    house.post("/_mock/v1/users", &json!({"email": OWNER, "name": "Olivia <Owner>"})).await;
    let new = json!({
        "name": name, "purpose": "tests", "type": "public", "owner": OWNER,
        "redirect_uris": ["https://acme.example/"], "scopes": ["BOOKING_READ"],
    });
    house.post("/_mock/v1/clients", &new).await.json
}

async fn review(house: &House, client: &Value, decision: &Value) -> Answer {
    let path = format!("/_mock/v1/clients/{}/review", client["client_id"].as_str().unwrap());
    house.post(&path, decision).await
}

async fn outbox(house: &House, to: &str) -> Vec<Value> {
    let answer = house.get(&format!("/_mock/v1/outbox?to={to}"), None).await;
    answer.json["emails"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_owner_hears_of_a_decision_once_and_nobody_else_does() {
    let house = House::open().await;
    let client = registered(&house, "Acme").await;
    assert_eq!(review(&house, &client, &json!({"decision": "approve"})).await.status, 200);
    let emails = outbox(&house, OWNER).await;
    let [email] = emails.as_slice() else { panic!("{emails:?}") };
    assert_eq!((&email["id"], &email["client_id"]), (&json!(1), &client["client_id"]));
    assert_eq!(email["subject"], "Your OAuth client Acme was accepted");
    assert_eq!(email["sent_at"], "2026-01-01T00:00:00Z");
    let text = email["text"].as_str().unwrap();
    assert!(
        text.contains("your OAuth client \"Acme\" was accepted. It is ready to be used by anyone."),
        "{text}"
    );
    assert!(text.contains(&house.url("/settings/developer/oauth/")), "{text}");
    assert_eq!(outbox(&house, "alice@example.com").await.len(), 0);
}

#[tokio::test]
async fn a_rejection_is_told_with_its_reason_and_markup_in_it_is_text() {
    let house = House::open().await;
    let client = registered(&house, "Acme <b>\u{202e}").await;
    let refused = review(&house, &client, &json!({"decision": "reject", "reason": " "})).await;
    assert_eq!(refused.json["error_description"], "Rejection reason is required");
    assert_eq!(outbox(&house, OWNER).await.len(), 0, "a refused review is told to nobody");
    review(&house, &client, &json!({"decision": "reject", "reason": "<script>too vague</script>"})).await;
    let emails = outbox(&house, OWNER).await;
    let email = emails.last().unwrap();
    assert!(email["text"].as_str().unwrap().contains("The reason: <script>too vague</script>\n"));
    let html = email["html"].as_str().unwrap();
    assert!(!html.contains("<script>") && html.contains("&#60;script&#62;too vague"), "{html}");
    assert!(
        html.contains("<bdi>Acme &#60;b&#62;\u{202e}</bdi>")
            && html.contains("<bdi>Olivia &#60;Owner&#62;</bdi>"),
        "{html}"
    );
}

#[tokio::test]
async fn an_edit_that_needs_review_and_a_client_of_nobody_are_told_to_nobody() {
    let house = House::open().await;
    let client = registered(&house, "Acme").await;
    let path = format!("/_mock/v1/clients/{}", client["client_id"].as_str().unwrap());
    house.send(house.http.patch(house.url(&path)).json(&json!({"name": "Acme 2"}))).await;
    let orphan = house.client("public").await;
    review(&house, &orphan, &json!({"decision": "approve"})).await;
    let all = house.get("/_mock/v1/outbox", None).await.json;
    assert_eq!(all, json!({"emails": []}));
}

#[tokio::test]
async fn a_reset_empties_the_outbox() {
    let house = House::open().await;
    let client = registered(&house, "Acme").await;
    review(&house, &client, &json!({"decision": "approve"})).await;
    house.post("/_mock/v1/reset", &json!({})).await;
    assert_eq!(house.get("/_mock/v1/outbox", None).await.json, json!({"emails": []}));
}

#[tokio::test]
async fn a_mail_server_gets_what_stands_in_the_outbox() {
    let catcher = Catcher::open().await;
    let server: MailServer = catcher.address.parse().unwrap();
    let house = House::taught(|builder| builder.mail_server(server)).await;
    let client = registered(&house, "Acme \u{e9}\r\nBcc: eve@example.com").await;
    review(&house, &client, &json!({"decision": "reject", "reason": "too vague"})).await;
    review(&house, &client, &json!({"decision": "approve"})).await;
    // Whatever was handed over is brought before the server is gone.
    house.server.stop().await;
    let letters = catcher.letters();
    let [rejected, accepted] = letters.as_slice() else { panic!("{letters:?}") };
    assert!(rejected.from.contains("<no-reply@cal-mock.example>"), "{rejected:?}");
    assert_eq!(rejected.to.len(), 1);
    assert!(rejected.to[0].contains(&format!("<{OWNER}>")), "{rejected:?}");
    assert!(
        rejected.text.contains("The reason: too vague") && rejected.text.contains("multipart/alternative")
    );
    assert!(accepted.text.contains("ready to be used by anyone"), "{accepted:?}");
    let headers = rejected.text.split("\n\n").next().unwrap();
    assert!(!headers.lines().any(|line| line.starts_with("Bcc:")), "{headers}");
}

#[tokio::test]
async fn a_mail_server_that_is_down_loses_nothing_of_the_outbox() {
    // The listener is dropped at once: nobody answers there.
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let house = House::taught(|builder| builder.mail_server(closed.to_string().parse().unwrap())).await;
    let client = registered(&house, "Acme").await;
    assert_eq!(review(&house, &client, &json!({"decision": "approve"})).await.status, 200);
    assert_eq!(outbox(&house, OWNER).await.len(), 1);
    house.server.stop().await;
}
