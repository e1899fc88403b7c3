//! The question for the profile, and every detail in which it may differ from the usual.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Url;

use super::{
    forgery::{self, Forgery},
    phrases,
    token_request::Tokens,
};
use crate::{cast::Client, exchange::Question, verdict::Halt};

/// A question for the profile, as it will be sent.
#[derive(Clone)]
pub struct ProfileRequest {
    /// The tokens as they were given.
    tokens: Tokens,
    /// The first ones that the client was given.
    first: Tokens,
    client: Client,
    /// The `Authorization` header.
    authorization: Option<String>,
    /// The token stands somewhere else, where nobody should look for it.
    elsewhere: Elsewhere,
    /// What the clock does before.
    pub(crate) passes: Passes,
    /// Why the server's tokens cannot be changed in this way.
    pub(crate) impossible: Option<&'static str>,
}

impl ProfileRequest {
    /// A question that would be answered.
    #[must_use]
    pub fn usual(client: &Client, tokens: &Tokens, first: &Tokens) -> Self {
        Self {
            tokens: tokens.clone(),
            first: first.clone(),
            client: client.clone(),
            authorization: Some(format!("Bearer {}", tokens.access)),
            elsewhere: Elsewhere::Nowhere,
            passes: Passes::Nothing,
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
            url.query_pairs_mut().append_pair("access_token", &self.tokens.access);
        }
        let mut question = Question::get(url);
        if self.elsewhere == Elsewhere::Cookie {
            question = question.with_header("Cookie", format!("access_token={}", self.tokens.access));
        }
        Ok(match &self.authorization {
            Some(value) => question.with_header("Authorization", value),
            None => question,
        })
    }

    fn bearer(&mut self, token: &str) {
        self.authorization = Some(format!("Bearer {token}"));
    }

    fn forge(&mut self, forgery: Forgery) {
        match forgery::forged(&self.tokens.access, forgery) {
            Some(forged) => self.bearer(&forged),
            None => self.impossible = Some(forgery::NO_JWT),
        }
    }
}

/// How much time passes before a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passes {
    Nothing,
    /// Enough for any access token.
    ADay,
    /// As long as one lives, with room on a clock that runs.
    ThirtyMinutes,
}

/// Where else a token may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    Nowhere,
    Query,
    Cookie,
}

type Change = fn(&mut ProfileRequest);

phrases! {
    /// A detail of a question for the profile.
    ProfileDetail, "call", Change {
        "without a token" => |r| r.authorization = None,
        "with a garbled token" => |r| r.bearer("not-a-token"),
        "with the first access token that it was given" => |r| {
            let first = r.first.access.clone();
            r.bearer(&first);
        },
        "with three parts that are no JSON" => |r| r.bearer("not.a.token"),
        "with the token's life prolonged under its old signature" => |r| r.forge(Forgery::LifeProlonged),
        "with its refresh token in place of the access token" => |r| {
            let refresh = r.tokens.refresh.clone();
            r.bearer(&refresh);
        },
        "with the token's payload changed" => |r| r.forge(Forgery::PayloadChanged),
        "with the token's signature changed" => |r| r.forge(Forgery::SignatureChanged),
        "with the token's signature emptied" => |r| r.forge(Forgery::SignatureEmptied),
        "with the token's signature cut away" => |r| r.forge(Forgery::SignatureCutAway),
        "with the token signed by somebody else" => |r| r.forge(Forgery::SignedByAnother),
        "with the token unsigned" => |r| r.forge(Forgery::Unsigned("none")),
        "with the token unsigned and its algorithm spelt None" => |r| r.forge(Forgery::Unsigned("None")),
        "with the token in the query instead of the header" => |r| {
            r.authorization = None;
            r.elsewhere = Elsewhere::Query;
        },
        "with the token in a cookie instead of the header" => |r| {
            r.authorization = None;
            r.elsewhere = Elsewhere::Cookie;
        },
        "with an expired token" => |r| r.passes = Passes::ADay,
        "thirty minutes later" => |r| r.passes = Passes::ThirtyMinutes,
        "with the word bearer in lower case" => |r| r.authorization = Some(format!("bearer {}", r.tokens.access)),
        "with two blanks before the token" => |r| r.authorization = Some(format!("Bearer  {}", r.tokens.access)),
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
