//! Who says who asks: the details about client id and secret, the same for everything that a platform client asks.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Change, Meets, PlatformRequest, alone, meeting};
use crate::requests::{phrases, spoil};

/// A client that nobody made: as long as those of the documents' example, and of their letters.
const UNKNOWN: &str = "clu0nobody0000000000000000";

phrases! {
    /// A detail about who asks.
    CallerDetail, "caller", Change {
        "without the secret" => alone(|r| r.secret = None),
        "with an empty secret" => alone(|r| r.secret = Some(String::new())),
        "with a wrong secret" => alone(|r| r.secret = Some(spoil::never_issued(&r.platform.secret))),
        "with the last half of the secret cut off" => alone(|r| r.secret = Some(spoil::half(&r.platform.secret))),
        "with a character added to the secret" => alone(|r| r.secret = Some(format!("{}a", r.platform.secret))),
        "with upper and lower case of the secret swapped" => alone(|r| {
            let swapped = spoil::other_case(&r.platform.secret);
            if swapped == r.platform.secret {
                r.impossible = Some("the secret has no letter");
            }
            r.secret = Some(swapped);
        }),
        "with its client id in place of the secret" => alone(|r| r.secret = Some(r.platform.id.clone())),
        "with the secret in the query instead of the header" => alone(|r| {
            r.secret = None;
            r.query.push(("x-cal-secret-key".to_owned(), r.platform.secret.clone()));
        }),
        "with the secret in the body instead of the header" => alone(|r| {
            r.secret = None;
            r.set("x-cal-secret-key", r.platform.secret.clone());
            r.set("clientSecret", r.platform.secret.clone());
        }),
        "with the secret as Bearer instead of in its own header" => alone(|r| {
            r.secret = None;
            r.headers.push(("Authorization", format!("Bearer {}", r.platform.secret)));
        }),
        "with its credentials as HTTP Basic instead of the header" => alone(|r| {
            r.secret = None;
            r.headers.push(("Authorization", basic(r)));
        }),
        "with its id in a header and no secret" => alone(|r| {
            r.secret = None;
            r.headers.push(("x-cal-client-id", r.platform.id.clone()));
        }),
        "with Bob's access token instead of the secret" => meeting(Meets::BobsTokens, |r| {
            r.secret = None;
            let (access, _) = r.held();
            r.headers.push(("Authorization", format!("Bearer {access}")));
        }),
        "for a client that does not exist" => alone(|r| UNKNOWN.clone_into(&mut r.client_id)),
        "for the client in capitals" => alone(|r| {
            r.client_id = r.platform.id.to_uppercase();
            if r.client_id == r.platform.id {
                r.impossible = Some("the client id has no letter in lower case");
            }
        }),
        "with Comet's secret" => meeting(Meets::Comet, |r| r.secret = r.met.other.as_ref().map(|it| it.secret.clone())),
        "for Comet with its own secret" => meeting(Meets::Comet, |r| {
            r.client_id = comet(r);
        }),
        "for Comet with its own credentials in headers" => meeting(Meets::Comet, |r| {
            r.client_id = comet(r);
            r.headers.push(("x-cal-client-id", r.platform.id.clone()));
        }),
    }
}

fn comet(r: &PlatformRequest) -> String {
    r.met.other.as_ref().map(|it| it.id.clone()).unwrap_or_default()
}

fn basic(r: &PlatformRequest) -> String {
    format!("Basic {}", STANDARD.encode(format!("{}:{}", r.platform.id, r.platform.secret)))
}

#[cfg(test)]
mod tests {
    use reqwest::{Method, Url};

    use super::*;
    use crate::cast::platform::{Platform, PlatformRole};

    #[test]
    fn no_detail_leaves_the_right_secret_at_the_right_address() {
        let platform = |role, id: &str, secret: &str| Platform {
            role,
            id: id.to_owned(),
            secret: secret.to_owned(),
            redirect_uris: Vec::new(),
        };
        let orbit = platform(PlatformRole::Orbit, "clu1orbit", "s3cretOfOrbit");
        for (phrase, change) in CallerDetail::LIST {
            let mut request =
                PlatformRequest::usual(&orbit, Method::POST, "/v2/oauth-clients/{clientId}/users");
            request.set("email", "bob@acme.example");
            request.met.other = Some(platform(PlatformRole::Comet, "clu2comet", "s3cretOfComet"));
            (change.apply)(&mut request);
            let is_right =
                request.client_id == orbit.id && request.secret.as_deref() == Some(orbit.secret.as_str());
            assert!(!is_right, "{phrase}");
            let question = request.question(&Url::parse("http://127.0.0.1:9").unwrap()).unwrap();
            assert_eq!(request.text("email"), "bob@acme.example", "{phrase}");
            assert!(question.url.path().ends_with("/users"), "{phrase}");
        }
    }
}
