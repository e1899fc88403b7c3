//! What the application does behind its person's back: it exchanges the code.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mock_server::store::showcase;
use serde_json::Value;

use crate::browser::{Visit, asking};

impl Visit {
    /// Exchanges `code` as the default world's client, with these changes.
    pub(crate) async fn exchange(&self, code: &str, changes: &[(&str, &str)]) -> Value {
        let callback = self.callback();
        let mut form = BTreeMap::from([
            ("grant_type", "authorization_code"),
            ("client_id", showcase::CONFIDENTIAL.0),
            ("redirect_uri", &callback),
            ("code", code),
        ]);
        form.extend(changes.iter().copied());
        let url = format!("{}/v2/auth/oauth2/token", self.server.url());
        asking().post(url).form(&form).send().await.unwrap().json().await.unwrap()
    }
}

/// What stands in the access token.
pub(crate) fn claims(tokens: &Value) -> Value {
    let token = tokens["access_token"].as_str().unwrap();
    let claims = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

/// What stands at `url`.
pub(crate) async fn asking_text(url: &str) -> String {
    asking().get(url).send().await.unwrap().text().await.unwrap()
}
