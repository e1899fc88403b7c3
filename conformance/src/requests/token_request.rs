//! A request to the token endpoint, of a code or of a refresh token: what is sent, byte for byte.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::{cast::Client, exchange::Question, verdict::Halt};

/// The type of a usual body.
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// The separator of a multipart form.
const BOUNDARY: &str = "conformance-boundary";

/// A code and what belongs to it.
#[derive(Clone)]
pub struct Grant {
    /// The code.
    pub code: String,
    /// Where it was sent to.
    pub redirect_uri: String,
    /// What its challenge was made of, if there was one.
    pub verifier: Option<String>,
    /// The challenge that was sent.
    pub challenge: Option<String>,
    /// The scopes that were asked for, in their order.
    pub scopes: Vec<String>,
}

/// The tokens that came for a grant.
#[derive(Clone)]
pub struct Tokens {
    /// The access token.
    pub access: String,
    /// The refresh token.
    pub refresh: String,
    /// The granted scopes, as the answer writes them.
    pub scope: Option<String>,
}

impl Tokens {
    /// The granted scopes in their order, where the answer named them.
    pub(crate) fn scopes(&self) -> Option<Vec<&str>> {
        let scope = self.scope.as_deref()?;
        Some(scope.split([',', ' ']).filter(|scope| !scope.is_empty()).collect())
    }
}

/// How the parameters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Form,
    Multipart,
}

/// What the body is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentType {
    /// What the format is.
    OfFormat,
    /// Something else.
    Said(&'static str),
    /// Nothing.
    Unsaid,
}

/// A request to the token endpoint, as it will be sent.
#[derive(Clone)]
pub struct TokenRequest {
    /// Who asks.
    pub(crate) client: Client,
    /// What is exchanged, or was when the tokens were given.
    pub(crate) grant: Grant,
    /// The tokens that are refreshed.
    pub(crate) tokens: Option<Tokens>,
    /// Another client of the cast, where a detail names one.
    pub(crate) stranger: Option<Client>,
    pub(crate) method: Method,
    /// The parameters of the body, in their order; a name may stand twice.
    pub(crate) fields: Vec<(String, Value)>,
    pub(crate) format: Format,
    pub(crate) content_type: ContentType,
    /// Takes the place of the body's bytes, or changes them.
    pub(crate) rewrite: Option<fn(Vec<u8>) -> Vec<u8>>,
    /// No body at all.
    pub(crate) bodiless: bool,
    /// Blanks are added up to this many bytes.
    pub(crate) padded_to: Option<usize>,
    pub(crate) basic: Option<(String, String)>,
    /// A token in the `Authorization` header, where nobody should look for one.
    pub(crate) bearer: Option<String>,
    pub(crate) query: Vec<(String, String)>,
    /// Why a detail cannot be asked with this client, this code or these tokens.
    pub(crate) impossible: Option<String>,
}

impl TokenRequest {
    /// An exchange that would succeed: the documented parameters in the documents' order.
    #[must_use]
    pub fn exchange(client: &Client, grant: &Grant) -> Self {
        let mut request = Self::by(client, grant);
        request.set("grant_type", "authorization_code");
        request.set("code", &grant.code);
        request.set("redirect_uri", &grant.redirect_uri);
        if let (None, Some(verifier)) = (&client.secret, &grant.verifier) {
            request.set("code_verifier", verifier);
        }
        request
    }

    /// A refresh that would succeed: the documented parameters in the documents' order.
    #[must_use]
    pub fn refresh(client: &Client, grant: &Grant, tokens: &Tokens) -> Self {
        let mut request = Self { tokens: Some(tokens.clone()), ..Self::by(client, grant) };
        request.set("grant_type", "refresh_token");
        request.set("refresh_token", &tokens.refresh);
        request
    }

    /// A request in which the client says who it is, and nothing else.
    fn by(client: &Client, grant: &Grant) -> Self {
        let mut request = Self {
            client: client.clone(),
            grant: grant.clone(),
            tokens: None,
            stranger: None,
            method: Method::POST,
            fields: Vec::new(),
            format: Format::Json,
            content_type: ContentType::OfFormat,
            rewrite: None,
            bodiless: false,
            padded_to: None,
            basic: None,
            bearer: None,
            query: Vec::new(),
            impossible: None,
        };
        request.set("client_id", &client.id);
        if let Some(secret) = &client.secret {
            request.set("client_secret", secret);
        }
        request
    }

    /// The request for the server at `api_url`.
    ///
    /// # Errors
    ///
    /// [`Halt::Skip`] when a detail cannot be asked.
    pub fn question(&self, api_url: &Url) -> Result<Question, Halt> {
        if let Some(reason) = &self.impossible {
            return Err(Halt::Skip(reason.clone()));
        }
        let base = api_url.as_str().trim_end_matches('/');
        let mut url =
            Url::parse(&format!("{base}/v2/auth/oauth2/token")).map_err(|e| Halt::Ours(e.to_string()))?;
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let mut question = Question { method: self.method.clone(), url, headers: Vec::new(), body: None };
        if let Some((name, password)) = &self.basic {
            let credentials = STANDARD.encode(format!("{name}:{password}"));
            question = question.with_header("Authorization", format!("Basic {credentials}"));
        }
        if let Some(token) = &self.bearer {
            question = question.with_header("Authorization", format!("Bearer {token}"));
        }
        if self.bodiless {
            return Ok(question);
        }
        question = match self.content_type {
            ContentType::OfFormat => question.with_header("Content-Type", self.format.content_type()),
            ContentType::Said(content_type) => question.with_header("Content-Type", content_type),
            ContentType::Unsaid => question,
        };
        question.body = Some(self.body());
        Ok(question)
    }

    fn body(&self) -> Vec<u8> {
        let mut body = match self.format {
            Format::Json => as_json(&self.fields),
            Format::Form => as_form(&self.fields),
            Format::Multipart => as_multipart(&self.fields),
        }
        .into_bytes();
        if let Some(rewrite) = self.rewrite {
            body = rewrite(body);
        }
        if let Some(length) = self.padded_to {
            body.resize(length.max(body.len()), b' ');
        }
        body
    }

    /// The value of a parameter that is a text.
    pub(crate) fn text(&self, name: &str) -> String {
        let value = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Sets a parameter to a text, in its old place where it has one.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.set_value(name, json!(value));
    }

    /// Sets a parameter, in its old place where it has one.
    pub(crate) fn set_value(&mut self, name: &str, value: Value) {
        match self.fields.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((name.to_owned(), value)),
        }
    }

    /// Changes a parameter's text, which must come out as another one.
    pub(crate) fn change(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let text = self.text(name);
        let changed = change(&text);
        if changed == text {
            self.cannot(format!("this {name} reads the same when it is changed like that"));
        }
        self.set(name, &changed);
    }

    /// A detail that does not exist here.
    pub(crate) fn cannot(&mut self, why: impl Into<String>) {
        self.impossible.get_or_insert(why.into());
    }

    /// Leaves a parameter out.
    pub(crate) fn without(&mut self, name: &str) {
        self.fields.retain(|(key, _)| key != name);
    }

    /// Gives a parameter another name and value, in its place.
    pub(crate) fn replace(&mut self, name: &str, by: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|(key, _)| key == name) {
            *field = (by.to_owned(), json!(value));
        }
    }

    /// A form in which a parameter stands twice.
    pub(crate) fn repeat(&mut self, name: &str) {
        self.format = Format::Form;
        if let Some(field) = self.fields.iter().find(|(key, _)| key == name).cloned() {
            self.fields.push(field);
        }
    }
}

impl Format {
    fn content_type(self) -> String {
        match self {
            Self::Json => JSON.to_owned(),
            Self::Form => FORM.to_owned(),
            Self::Multipart => format!("multipart/form-data; boundary={BOUNDARY}"),
        }
    }
}

/// Written by hand, because a parameter may stand twice.
fn as_json(fields: &[(String, Value)]) -> String {
    let members: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", members.join(","))
}

fn as_form(fields: &[(String, Value)]) -> String {
    let pairs = fields.iter().map(|(name, value)| (name, plain(value)));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn as_multipart(fields: &[(String, Value)]) -> String {
    let parts = fields.iter().map(|(name, value)| {
        let value = plain(value);
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    parts.chain([format!("--{BOUNDARY}--\r\n")]).collect::<Vec<_>>().concat()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

crate::redaction::opaque!(Grant, Tokens, TokenRequest);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{ClientRole, scopes::Scopes, secrets::Secrets};

    fn usual() -> TokenRequest {
        let client = Client {
            role: ClientRole::Acme,
            id: "id".to_owned(),
            secret: Some("hush".to_owned()),
            secrets: Secrets::default(),
            redirect_uris: vec!["https://a.example/cb".to_owned()],
            scopes: Scopes::default(),
        };
        let grant = Grant {
            code: "c+d".to_owned(),
            redirect_uri: "https://a.example/cb".to_owned(),
            verifier: None,
            challenge: None,
            scopes: Vec::new(),
        };
        TokenRequest::exchange(&client, &grant)
    }

    #[test]
    fn the_usual_parameters_are_the_documented_ones_in_their_order() {
        let body = String::from_utf8(usual().body()).unwrap();
        let expected = r#"{"client_id":"id","client_secret":"hush","grant_type":"authorization_code","code":"c+d","redirect_uri":"https://a.example/cb"}"#;
        assert_eq!(body, expected);
    }

    #[test]
    fn a_repeated_parameter_stands_twice_in_a_form() {
        let mut request = usual();
        request.repeat("code");
        let body = String::from_utf8(request.body()).unwrap();
        assert_eq!(body.matches("code=c%2Bd").count(), 2, "{body}");
    }

    #[test]
    fn padding_reaches_its_size() {
        let mut request = usual();
        request.padded_to = Some(102_400);
        assert_eq!(request.body().len(), 102_400);
    }
}
