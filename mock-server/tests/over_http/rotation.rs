//! Rotating the secrets of a client through the control door.

use serde_json::{Value, json};

use crate::house::{HOME, House};

async fn exchange(house: &House, client: &Value, secret: &Value) -> (u16, Value) {
    let code = house.code(client, &json!({})).await;
    let answer = house.exchange(client, &code, &json!({"client_secret": secret})).await;
    (answer.status, answer.json["error_description"].clone())
}

fn path(client: &Value) -> String {
    format!("/_mock/v1/clients/{}/secrets", client["client_id"].as_str().unwrap())
}

#[tokio::test]
async fn both_secrets_work_until_one_is_revoked() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let first = client["secrets"][0].clone();
    house.advance("1d").await;
    let second = house.post(&path(&client), &json!({})).await;
    assert_eq!(second.status, 201);
    let plain = second.json["client_secret"].as_str().unwrap();
    assert!(plain.len() == 64 && plain.ends_with(second.json["secret_hint"].as_str().unwrap()));
    assert_eq!(first["created_at"], "2026-01-01T00:00:00Z");
    assert_eq!(second.json["created_at"], "2026-01-02T00:00:00Z");
    for secret in [&client["client_secret"], &second.json["client_secret"]] {
        assert_eq!(exchange(&house, &client, secret).await.0, 200);
    }

    let gone = house.delete(&format!("{}/{}", path(&client), first["id"])).await;
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    let refused = exchange(&house, &client, &client["client_secret"]).await;
    assert_eq!(refused, (401, json!("invalid_client_credentials")));
    assert_eq!(exchange(&house, &client, &second.json["client_secret"]).await.0, 200);
}

#[tokio::test]
async fn a_secret_is_shown_once_and_then_by_its_hint_alone() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let made = house.post(&path(&client), &json!({})).await.json;
    let edit = path(&client).replace("/secrets", "");
    let edited = house.send(house.http.patch(house.url(&edit)).json(&json!({"name": "Acme 2"}))).await;
    assert_eq!(
        edited.json["secrets"][1],
        json!({"id": made["id"], "secret_hint": made["secret_hint"], "created_at": made["created_at"]})
    );
    for path in ["/_mock/v1/world", "/_mock/v1/requests"] {
        let text = house.get(path, None).await.text + &edited.text;
        for secret in [&client["client_secret"], &made["client_secret"]] {
            assert!(!text.contains(secret.as_str().unwrap()), "{path}");
        }
    }
}

#[tokio::test]
async fn what_may_not_be_is_refused_in_productions_words() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let only = format!("{}/{}", path(&client), client["secrets"][0]["id"]);
    let last = "Cannot delete the last secret of a confidential client.";
    let said = |answer: crate::house::Answer| (answer.status, answer.json["error_description"].clone());
    assert_eq!(said(house.delete(&only).await), (400, json!(last)));
    assert_eq!(said(house.delete(&format!("{}/999", path(&client))).await), (400, json!(last)));

    house.post(&path(&client), &json!({})).await;
    let third = house.post(&path(&client), &json!({})).await;
    let most = "Maximum of 2 secrets allowed. Delete an existing secret first.";
    assert_eq!(said(third), (400, json!(most)));
    let other = house.delete(&format!("{}/999", path(&client))).await;
    assert_eq!(said(other), (404, json!("Secret not found or does not belong to this client.")));

    let public = house.client("public").await;
    let none = (400, json!("Public clients do not use client secrets"));
    assert_eq!(said(house.post(&path(&public), &json!({})).await), none);
    assert_eq!(said(house.delete(&format!("{}/1", path(&public))).await), none);
    let nobody = json!({"client_id": "nobody"});
    let unknown = (404, json!("OAuth Client not found"));
    assert_eq!(said(house.post(&path(&nobody), &json!({})).await), unknown);
    assert_eq!(said(house.delete(&format!("{}/1", path(&nobody))).await), unknown);
}

#[tokio::test]
async fn the_id_of_a_revoked_secret_is_not_given_to_the_next() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let second = house.post(&path(&client), &json!({})).await.json;
    house.delete(&format!("{}/{}", path(&client), second["id"])).await;
    let third = house.post(&path(&client), &json!({})).await.json;
    assert_ne!(second["id"], third["id"]);
}

#[tokio::test]
async fn tokens_outlive_the_secret_with_which_they_were_got() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let code = house.code(&client, &json!({"redirect_uri": HOME})).await;
    let tokens = house.exchange(&client, &code, &json!({})).await.json;
    let second = house.post(&path(&client), &json!({})).await.json;
    house.delete(&format!("{}/{}", path(&client), client["secrets"][0]["id"])).await;
    assert_eq!(house.get("/v2/me", tokens["access_token"].as_str()).await.status, 200);
    let refresh = json!({
        "client_id": client["client_id"], "client_secret": second["client_secret"],
        "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
    });
    assert_eq!(house.token(&refresh).await.status, 200);
}
