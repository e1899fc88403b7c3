//! What is asked for new tokens of a managed user: the refresh token, and every detail in which it may differ.

use serde_json::{Value, json};

use super::{Change, Meets, PlatformRequest, alone, caller::CallerDetail, meeting};
use crate::requests::{
    forgery::{self, Forgery},
    phrases, spoil, union,
};

/// The member that holds it.
pub(crate) const REFRESH_TOKEN: &str = "refreshToken";

phrases! {
    /// A detail about the refresh token.
    OfRenewal, "of renewal", Change {
        "without the refresh token" => alone(|r| r.leave_out(REFRESH_TOKEN)),
        "without a body" => alone(|r| r.body = None),
        "with an empty refresh token" => alone(|r| r.set(REFRESH_TOKEN, "")),
        "with null for the refresh token" => alone(|r| r.set(REFRESH_TOKEN, Value::Null)),
        "with a number for the refresh token" => alone(|r| r.set(REFRESH_TOKEN, 1)),
        "with a list for the refresh token" => alone(|r| {
            let token = r.text(REFRESH_TOKEN);
            r.set(REFRESH_TOKEN, json!([token]));
        }),
        "with the refresh token under another key" => alone(|r| {
            let token = r.text(REFRESH_TOKEN);
            r.leave_out(REFRESH_TOKEN);
            r.set("refresh_token", token);
        }),
        "with a garbled refresh token" => alone(|r| r.set(REFRESH_TOKEN, "not-a-token")),
        "with a refresh token that was never issued" => alone(|r| change(r, spoil::never_issued)),
        "with the last half of the refresh token cut off" => alone(|r| change(r, spoil::half)),
        "with a character added to the refresh token" => alone(|r| change(r, |it| format!("{it}a"))),
        "with a blank after the refresh token" => alone(|r| change(r, |it| format!("{it} "))),
        "with the refresh token's payload changed" => alone(|r| forge(r, Forgery::PayloadChanged)),
        "with the refresh token's signature changed" => alone(|r| forge(r, Forgery::SignatureChanged)),
        "with the refresh token's signature cut away" => alone(|r| forge(r, Forgery::SignatureCutAway)),
        "with the refresh token signed by somebody else" => alone(|r| forge(r, Forgery::SignedByAnother)),
        "with the refresh token unsigned" => alone(|r| forge(r, Forgery::Unsigned("none"))),
        "with its access token in place of the refresh token" => alone(|r| {
            let (access, _) = r.held();
            r.set(REFRESH_TOKEN, access);
        }),
        "with the user's id in place of the refresh token" => alone(|r| {
            let id = r.user_id.clone();
            r.set(REFRESH_TOKEN, id);
        }),
        "with the refresh token in the query instead of in the body" => alone(|r| {
            let token = r.text(REFRESH_TOKEN);
            r.query.push((REFRESH_TOKEN.to_owned(), token));
            r.body = None;
        }),
        "with the refresh token as Bearer instead of in the body" => alone(|r| {
            let token = r.text(REFRESH_TOKEN);
            r.headers.push(("Authorization", format!("Bearer {token}")));
            r.body = None;
        }),
        "with the refresh token that it was given before" => alone(|r| {
            let tokens = &r.met.tokens;
            let before = tokens.len().checked_sub(2).and_then(|place| tokens.get(place));
            match before.map(|it| it.refresh.clone()) {
                Some(before) => r.set(REFRESH_TOKEN, before),
                None => r.impossible = Some("it was given no refresh token before"),
            }
        }),
        "with the refresh token of Comet's Carol" => meeting(Meets::CometsCarol, |r| {
            let (_, refresh) = r.held();
            r.set(REFRESH_TOKEN, refresh);
        }),
        "by Comet with its own credentials" => meeting(Meets::Comet, |r| {
            if let Some(comet) = &r.met.other {
                r.client_id.clone_from(&comet.id);
                r.secret = Some(comet.secret.clone());
            }
        }),
        "below /api" => alone(|r| r.is_below_api = true),
    }
}

fn change(r: &mut PlatformRequest, change: fn(&str) -> String) {
    let token = r.text(REFRESH_TOKEN);
    r.set(REFRESH_TOKEN, change(&token));
}

fn forge(r: &mut PlatformRequest, forgery: Forgery) {
    match forgery::forged(&r.text(REFRESH_TOKEN), forgery) {
        Some(forged) => r.set(REFRESH_TOKEN, forged),
        None => r.impossible = Some(forgery::NO_JWT),
    }
}

union! {
    /// In what a request for new tokens differs from the usual.
    RenewalDetail, "renewal", Change = OfRenewal | CallerDetail
}

#[cfg(test)]
mod tests {
    use reqwest::{Method, Url};

    use super::*;
    use crate::cast::platform::{ManagedTokens, Platform, PlatformRole};

    fn usual() -> PlatformRequest {
        let platform = |role, id: &str| Platform {
            role,
            id: id.to_owned(),
            secret: format!("s3cretOf{id}"),
            redirect_uris: Vec::new(),
        };
        let tokens = |part: &str| ManagedTokens {
            access: format!("eyJhYWNjZXNz.{part}YWFhYWFhYWE.c2lnbmF0dXJl"),
            refresh: format!("eyJhcmVmcmVz.{part}YmJiYmJiYmI.c2lnbmF0dXJl"),
            data: Value::Null,
        };
        let orbit = platform(PlatformRole::Orbit, "clu1orbit");
        let mut request = PlatformRequest::usual(&orbit, Method::POST, "/v2/oauth/{clientId}/refresh");
        request.met.other = Some(platform(PlatformRole::Comet, "clu2comet"));
        request.met.tokens = vec![tokens("b2xk"), tokens("bmV3")];
        "179".clone_into(&mut request.user_id);
        let (_, refresh) = request.held();
        request.set(REFRESH_TOKEN, refresh);
        request
    }

    #[test]
    fn each_detail_changes_the_request() {
        let url = Url::parse("http://127.0.0.1:9").unwrap();
        let as_sent = |request: &PlatformRequest| {
            let question = request.question(&url).unwrap();
            (question.url.to_string(), question.headers, question.body)
        };
        let foreign = "with the refresh token of Comet's Carol";
        for (phrase, change) in OfRenewal::LIST.iter().filter(|(phrase, _)| *phrase != foreign) {
            let mut request = usual();
            (change.apply)(&mut request);
            assert_ne!(as_sent(&request), as_sent(&usual()), "{phrase}");
        }
    }
}
