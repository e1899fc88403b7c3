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
    /// The token stands somewhere else, where nobody should look for it.
    elsewhere: Elsewhere,
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
            elsewhere: Elsewhere::Nowhere,
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
        let mut url = Url::parse(&format!("{base}/v2/me")).map_err(|e| Halt::Ours(e.to_string()))?;
        if self.elsewhere == Elsewhere::Query {
            url.query_pairs_mut().append_pair("access_token", &self.token);
        }
        let mut question = Question::get(url);
        if self.elsewhere == Elsewhere::Cookie {
            question = question.with_header("Cookie", format!("access_token={}", self.token));
        }
        Ok(match &self.authorization {
            Some(value) => question.with_header("Authorization", value),
            None => question,
        })
    }

    fn bearer(&mut self, token: &str) {
        self.authorization = Some(format!("Bearer {token}"));
    }

    /// Another header, and no signature.
    fn unsign(&mut self, header: &str) {
        let mut parts: Vec<String> = self.token.split('.').map(str::to_owned).collect();
        if let [first, _, signature] = parts.as_mut_slice() {
            *first = URL_SAFE_NO_PAD.encode(header);
            signature.clear();
            self.bearer(&parts.join("."));
        } else {
            self.impossible = Some(NO_JWT);
        }
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
            _ => self.impossible = Some(NO_JWT),
        }
    }
}

/// Where else a token may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    Nowhere,
    Query,
    Cookie,
}

const NO_JWT: &str = "the access token is no JWT, whose parts could be changed";

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
        "with the token's signature emptied" => |r| r.change_part(SIGNATURE, |_| String::new()),
        "with the token's signature cut away" => |r| {
            r.change_part(SIGNATURE, |_| String::new());
            r.authorization = r.authorization.as_deref().map(|it| it.trim_end_matches('.').to_owned());
        },
        "with the token unsigned" => |r| r.unsign(r#"{"alg":"none","typ":"JWT"}"#),
        "with the token unsigned and its algorithm spelt None" => |r| r.unsign(r#"{"alg":"None","typ":"JWT"}"#),
        "with the token in the query instead of the header" => |r| {
            r.authorization = None;
            r.elsewhere = Elsewhere::Query;
        },
        "with the token in a cookie instead of the header" => |r| {
            r.authorization = None;
            r.elsewhere = Elsewhere::Cookie;
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
