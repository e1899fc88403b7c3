//! What anybody may know of a client (production-oauth A.8, production-api E5).

use serde_json::{Value, json};

use crate::house::HOME;
use crate::office::Office;

#[tokio::test]
async fn a_client_is_shown_without_secrets_status_or_scopes() {
    let office = Office::open().await;
    let client = office.house.client("confidential").await;
    let path = format!("/v2/auth/oauth2/clients/{}", client["client_id"].as_str().unwrap());
    let shown = office.asked(&office.carol, "GET", &path, Value::Null).await;
    let wanted = json!({
        "client_id": client["client_id"], "redirect_uris": [HOME, "https://acme.example/second"], "redirect_uri": HOME,
        "name": "Acme", "logo": null, "is_trusted": false, "client_type": "CONFIDENTIAL",
    });
    assert_eq!(shown, wanted);
    let scoped = office.token("PROFILE_READ").await;
    assert_eq!(office.ask_with(Some(&scoped), "GET", &path, Value::Null).await.status, 200);
    assert_eq!(office.ask_with(None, "GET", &path, Value::Null).await.status, 401);
}

#[tokio::test]
async fn a_client_that_nobody_reviewed_yet_is_shown() {
    let office = Office::open().await;
    let new = json!({
        "name": "Beta", "purpose": "tests", "type": "public", "status": "pending", "redirect_uris": [HOME],
        "scopes": ["PROFILE_READ"],
    });
    let client = office.house.post("/_mock/v1/clients", &new).await.json;
    let path = format!("/v2/auth/oauth2/clients/{}", client["client_id"].as_str().unwrap());
    assert_eq!(office.asked(&office.carol, "GET", &path, Value::Null).await["client_type"], "PUBLIC");
}

#[tokio::test]
async fn atoms_ask_without_a_token_whether_there_is_such_a_client() {
    let office = Office::open().await;
    let client = office.house.client("public").await;
    let path = format!("/v2/atoms/auth/oauth2/clients/{}", client["client_id"].as_str().unwrap());
    let answer = office.ask_with(None, "GET", &path, Value::Null).await;
    assert_eq!(answer.json["data"], json!({"clientId": client["client_id"], "organizationId": null}));
}

#[tokio::test]
async fn a_client_that_there_is_not_is_not_found() {
    let office = Office::open().await;
    for path in ["/v2/auth/oauth2/clients/nobody", "/v2/atoms/auth/oauth2/clients/nobody"] {
        let answer = office.ask(&office.alice, "GET", path, Value::Null).await;
        let error = json!({"code": "HttpException", "message": "unauthorized_client", "details": "unauthorized_client"});
        assert_eq!((answer.status, &answer.json["error"]), (404, &error));
    }
}
