//! The secrets of a client at its page: one more, once; one less, after a question.

use serde_json::{Value, json};

use crate::house::House;
use crate::settings_pages::{as_it_is, client, page_of};
use crate::visit::{Browser, Page};

async fn exchanges(house: &House, client: &Value, secret: &str) -> u16 {
    let code = house.code(client, &json!({"scope": "BOOKING_READ"})).await;
    house.exchange(client, &code, &json!({"client_secret": secret})).await.status
}

#[tokio::test]
async fn a_second_secret_is_shown_once_and_both_work_until_one_is_revoked() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let first = client["client_secret"].as_str().unwrap();
    house.advance("1d").await;
    let page = browser.open(&page_of(&client)).await;
    assert!(!page.has("revoke-secret") && page.says("secret").contains("1 Jan 2026, 00:00 UTC"));
    let generate = page.form("generate-secret");
    let told = browser.send(&generate, "generate-secret").await;
    let second = told.says("client-secret");
    assert_eq!(
        (told.status, told.text.matches(&second).count(), told.header("cache-control")),
        (200, 1, "no-store")
    );
    for secret in [first, &second] {
        assert_eq!(exchanges(&house, &client, secret).await, 200);
    }

    let page = browser.open(&told.link("secret-kept")).await;
    assert_eq!(page.all("secret-hint"), [&first[60..], &second[60..]]);
    assert!(page.all("secret")[1].contains("2 Jan 2026, 00:00 UTC"));
    assert!(page.has("secret-limit") && !page.has("generate-secret"));
    let again = browser.send(&generate, "generate-secret").await;
    assert_eq!((again.status, again.link("way-on")), (409, page_of(&client)));
    assert!(![&page, &again].iter().any(|page| page.text.contains(&second) || page.text.contains(first)));

    let question = browser.open(&page.link("revoke-secret")).await;
    assert!(question.says("confirm-text").contains(&format!("ending in {}, made 1 Jan 2026", &first[60..])));
    assert_eq!(exchanges(&house, &client, first).await, 200, "nothing is revoked yet");
    let revoked = browser.press(&question.form("confirm"), "confirm").await;
    assert_eq!((revoked.has("done"), revoked.all("secret-hint")), (true, vec![second[60..].to_owned()]));
    assert_eq!(
        (exchanges(&house, &client, first).await, exchanges(&house, &client, &second).await),
        (401, 200)
    );
    let again = browser.send(&question.form("confirm"), "confirm").await;
    assert_eq!(again.status, 409);
    assert!(revoked.has("generate-secret") && !revoked.has("revoke-secret"));
}

#[tokio::test]
async fn a_third_secret_and_the_last_one_are_refused_beside_the_secrets() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let generate = browser.open(&page_of(&client)).await.form("generate-secret");
    let secrets = format!("/_mock/v1/clients/{}/secrets", client["client_id"].as_str().unwrap());
    let second = house.post(&secrets, &json!({})).await.json;
    let third = browser.send(&generate, "generate-secret").await;
    refused(&third, "Maximum of 2 secrets allowed. Delete an existing secret first. Revoke the one");
    let question = browser.open(&third.link("revoke-secret")).await;
    house.delete(&format!("{secrets}/{}", second["id"])).await;
    let last = browser.send(&question.form("confirm"), "confirm").await;
    refused(&last, "Cannot delete the last secret of a confidential client. Generate a new one first.");
    assert_eq!(as_it_is(&house, &client).await["secrets"].as_array().unwrap().len(), 1);
    let none = browser.open(&format!("{}/secrets/999/revoke", page_of(&client))).await;
    let said = "Secret not found or does not belong to this client. It may have been revoked before.";
    assert!(none.status == 404 && none.says("refusal").starts_with(said), "{}", none.text);
}

#[track_caller]
fn refused(page: &Page, said: &str) {
    assert_eq!(page.status, 400);
    let told = page.says("refusal");
    assert!(told.starts_with(said) && told.ends_with("Nothing was changed."), "{told}");
}

#[tokio::test]
async fn of_two_that_send_the_same_form_at_once_one_gets_a_secret() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let client = client(&house, json!({})).await;
    let generate = browser.open(&page_of(&client)).await.form("generate-secret");
    let pages = crate::house::all((0..8).map(|_| browser.send(&generate, "generate-secret")).collect()).await;
    let mut statuses: Vec<u16> = pages.iter().map(|page| page.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn a_hand_made_form_for_a_public_client_is_refused() {
    let house = House::open().await;
    let browser = Browser::alices(&house).await;
    let confidential = client(&house, json!({})).await;
    let public = client(&house, json!({"type": "public"})).await;
    let mut generate = browser.open(&page_of(&confidential)).await.form("generate-secret");
    generate.action = format!("{}/secrets", page_of(&public));
    refused(&browser.send(&generate, "generate-secret").await, "Public clients do not use client secrets");
}
