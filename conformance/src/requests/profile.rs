//! The question for the profile, and every detail in which it may differ from the usual.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use reqwest::Url;

use super::{phrases, spoil};
use crate::{cast::Client, exchange::Question, verdict::Halt};

const A_DAY: i64 = 86_400;
const THIRTY_MINUTES: i64 = 1_800;

/// A question for the profile, as it will be sent.
#[derive(Clone)]
pub struct ProfileRequest {
    /// The access token as it was given.
    token: String,
    client: Client,
    /// The `Authorization` header.
    authorization: Option<String>,
    /// The clock moves by so many seconds before.
    pub(crate) passes: Option<i64>,
    /// Why the server's tokens cannot be changed in this way.
    pub(crate) impossible: Option<&'static str>,
}

impl ProfileRequest {
    /// A question that would be answered.
    #[must_use]
    pub fn usual(client: &Client, access_token: &str) -> Self {
        Self {
            token: access_token.to_owned(),
            client: client.clone(),
            authorization: Some(format!("Bearer {access_token}")),
            passes: None,
            impossible: None,
        }
    }

    /// The request for the server at `api_url`.
    ///
    /// # Errors
    ///
    /// When the detail cannot be asked of this server's tokens.
    pub fn question(&self, api_url: &Url) -> Result<Question, Halt> {
        if let Some(reason) = self.impossible {
            return Err(Halt::Skip(reason.to_owned()));
        }
        let base = api_url.as_str().trim_end_matches('/');
        let url = Url::parse(&format!("{base}/v2/me")).map_err(|e| Halt::Ours(e.to_string()))?;
        let question = Question::get(url);
        Ok(match &self.authorization {
            Some(value) => question.with_header("Authorization", value),
            None => question,
        })
    }

    fn bearer(&mut self, token: &str) {
        self.authorization = Some(format!("Bearer {token}"));
    }

    /// Changes one part of a JWT; a token that is none is changed in its middle, where a rule allows that.
    fn change_part(&mut self, place: usize, change: fn(&str) -> String) {
        let mut parts: Vec<String> = self.token.split('.').map(str::to_owned).collect();
        match (parts.len(), parts.get_mut(place)) {
            (3, Some(part)) => {
                *part = change(part);
                self.bearer(&parts.join("."));
            }
            _ if place == SIGNATURE => self.bearer(&spoil::middle(&self.token.clone())),
            _ => self.impossible = Some("the access token is no JWT, whose parts could be changed"),
        }
    }
}

const HEADER: usize = 0;
const PAYLOAD: usize = 1;
const SIGNATURE: usize = 2;

type Change = fn(&mut ProfileRequest);

phrases! {
    /// A detail of a question for the profile.
    ProfileDetail, "call", Change {
        "without a token" => |r| r.authorization = None,
        "with a garbled token" => |r| r.bearer("not-a-token"),
        "with the token's payload changed" => |r| r.change_part(PAYLOAD, spoil::middle),
        "with the token's signature changed" => |r| r.change_part(SIGNATURE, spoil::middle),
        "with the token unsigned" => |r| {
            r.change_part(HEADER, |_| URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#));
            if let Some(signed) = r.authorization.clone() {
                let unsigned = signed.rsplit_once('.').map_or("", |(unsigned, _)| unsigned);
                r.authorization = Some(format!("{unsigned}."));
            }
        },
        "with an expired token" => |r| r.passes = Some(A_DAY),
        "thirty minutes later" => |r| r.passes = Some(THIRTY_MINUTES),
        "with the word bearer in lower case" => |r| r.authorization = Some(format!("bearer {}", r.token)),
        "with two blanks before the token" => |r| r.authorization = Some(format!("Bearer  {}", r.token)),
        "with its credentials as HTTP Basic" => |r| {
            let secret = r.client.secret.as_deref().unwrap_or_default();
            r.authorization = Some(format!("Basic {}", STANDARD.encode(format!("{}:{secret}", r.client.id))));
        },
    }
}

impl ProfileDetail {
    /// Changes what the phrase says.
    pub(crate) fn apply(&self, request: &mut ProfileRequest) {
        (self.0)(request);
    }
}

crate::redaction::opaque!(ProfileRequest);
