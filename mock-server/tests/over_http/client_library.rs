//! A real client library, the crate `oauth2`, gets tokens as a confidential and as a public client.

use crate::house::{HOME, House};
use oauth2::basic::BasicClient;
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    HttpResponse, PkceCodeChallenge, RedirectUrl, Scope, TokenResponse, TokenUrl,
};
use serde_json::{Value, json};
use std::future::Future;
use std::pin::Pin;

/// The library's view of our HTTP client.
struct Carrier(reqwest::Client);

impl<'c> AsyncHttpClient<'c> for Carrier {
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Self::Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = self.0.execute(request.try_into()?).await?;
            let mut response = HttpResponse::new(Vec::new());
            *response.status_mut() = answer.status();
            response.headers_mut().clone_from(answer.headers());
            *response.body_mut() = answer.bytes().await?.to_vec();
            Ok(response)
        })
    }
}

fn text(client: &Value, name: &str) -> String {
    client[name].as_str().unwrap().to_owned()
}

/// What alice's browser brings back from the address that the library made.
async fn consent(house: &House, url: &url::Url) -> (String, String) {
    let mut asked = json!({"user": "alice@example.com", "decision": "allow"});
    for (name, value) in url.query_pairs() {
        asked[name.as_ref()] = json!(value);
    }
    let location = house.post("/_mock/v1/authorize", &asked).await.json["location"].clone();
    let location = url::Url::parse(location.as_str().unwrap()).unwrap();
    (crate::house::value(&location, "code"), crate::house::value(&location, "state"))
}

#[tokio::test]
async fn as_a_confidential_client() {
    let house = House::open().await;
    let client = house.client("confidential").await;
    let library = BasicClient::new(ClientId::new(text(&client, "client_id")))
        .set_client_secret(ClientSecret::new(text(&client, "client_secret")))
        .set_auth_type(AuthType::RequestBody)
        .set_auth_uri(AuthUrl::new(house.url("/auth/oauth2/authorize")).unwrap())
        .set_token_uri(TokenUrl::new(house.url("/v2/auth/oauth2/token")).unwrap())
        .set_redirect_uri(RedirectUrl::new(HOME.to_owned()).unwrap());

    let (url, sent) =
        library.authorize_url(CsrfToken::new_random).add_scope(Scope::new("PROFILE_READ".to_owned())).url();
    let (code, state) = consent(&house, &url).await;
    assert_eq!(&state, sent.secret());

    let carrier = Carrier(house.http.clone());
    let tokens = library.exchange_code(AuthorizationCode::new(code)).request_async(&carrier).await.unwrap();
    assert_eq!(tokens.expires_in(), Some(std::time::Duration::from_secs(1800)));
    assert_eq!(house.get("/v2/me", Some(tokens.access_token().secret())).await.status, 200);
    let renewed =
        library.exchange_refresh_token(tokens.refresh_token().unwrap()).request_async(&carrier).await;
    assert!(renewed.is_ok());
}

#[tokio::test]
async fn as_a_public_client() {
    let house = House::open().await;
    let client = house.client("public").await;
    let library = BasicClient::new(ClientId::new(text(&client, "client_id")))
        .set_auth_type(AuthType::RequestBody)
        .set_auth_uri(AuthUrl::new(house.url("/auth/oauth2/authorize")).unwrap())
        .set_token_uri(TokenUrl::new(house.url("/v2/auth/oauth2/token")).unwrap())
        .set_redirect_uri(RedirectUrl::new(HOME.to_owned()).unwrap());

    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, _) = library
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("BOOKING_READ".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let (code, _) = consent(&house, &url).await;
    let asked = library.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(verifier);
    let tokens = asked.request_async(&Carrier(house.http.clone())).await.unwrap();
    assert_eq!(tokens.scopes().unwrap()[0].as_str(), "BOOKING_READ");
}
