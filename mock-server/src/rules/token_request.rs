//! Reading a request to the token endpoint: the input pipe (production-oauth A.4).
//!
//! What the documents call "all parameters are required" (oauth.txt §3.1, §3.2), with production's own words.

use crate::wire::{Case, Check, Parameters, Place, Refusal, Refused, Strictness, shown};

/// A request that has all its parameters, and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenRequest {
    /// `grant_type=authorization_code`.
    Exchange(Exchange),
    /// `grant_type=refresh_token`.
    Refresh(Refresh),
}

/// The parameters of a refresh.
#[derive(Clone, PartialEq, Eq)]
pub struct Refresh {
    /// `client_id`.
    pub client_id: String,
    /// `refresh_token`.
    pub refresh_token: String,
    /// `client_secret`.
    pub client_secret: Option<String>,
}

impl std::fmt::Debug for Refresh {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refresh").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// The parameters of an exchange.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// `client_id`.
    pub client_id: String,
    /// `code`.
    pub code: String,
    /// `redirect_uri`. Only a faulty server takes a request without one.
    pub redirect_uri: Option<String>,
    /// `client_secret`.
    pub client_secret: Option<String>,
    /// `code_verifier`.
    pub code_verifier: Option<String>,
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exchange").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

const EXCHANGE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";

/// Reads a request.
///
/// # Errors
///
/// The first check that does not hold, in the order of production-oauth A.4.
pub fn read(parameters: &Parameters, strictness: &Strictness) -> Result<TokenRequest, Refused> {
    let wrong = wrong_properties(parameters, strictness);
    let sentence = sentence(&wrong, strictness);
    let case = Pipe { parameters, wrong: &wrong };
    strictness.walk(
        &case,
        &[
            (Check::ClientIdPresent, names_a_client, Refusal::ClientIdMissing),
            (Check::GrantTypeLegal, grant_type_is_legal, Refusal::GrantTypeIllegal),
            (Check::PropertiesFit, properties_fit, Refusal::WrongProperties(sentence)),
        ],
    )?;
    let text = |name| parameters.text(name).map(str::to_owned);
    if parameters.text("grant_type") == Some(REFRESH) {
        return Ok(TokenRequest::Refresh(Refresh {
            client_id: text("client_id").unwrap_or_default(),
            refresh_token: text("refresh_token").unwrap_or_default(),
            client_secret: text("client_secret"),
        }));
    }
    Ok(TokenRequest::Exchange(Exchange {
        client_id: text("client_id").unwrap_or_default(),
        code: text("code").unwrap_or_default(),
        redirect_uri: text("redirect_uri"),
        client_secret: text("client_secret"),
        code_verifier: text("code_verifier"),
    }))
}

/// The refusal of a body that could not be read at all (TOKEN-16, TOKEN-29).
#[must_use]
pub fn unreadable(refusal: Refusal) -> Refused {
    let differed = match &refusal {
        Refusal::UnsupportedCharset(_) => "the body is in a charset that is not read here".to_owned(),
        Refusal::UnsupportedEncoding(_) => "the body has a Content-Encoding that cannot be undone".to_owned(),
        refusal => format!("the body: {refusal}"),
    };
    Refused { check: Check::BodyReadable, refusal, differed }
}

struct Pipe<'a> {
    parameters: &'a Parameters,
    wrong: &'a [Wrong],
}

/// oauth.txt §3: "`client_id` is required".
fn names_a_client(case: &Pipe<'_>) -> bool {
    case.parameters.text("client_id").is_some_and(|id| !id.is_empty())
}

/// oauth.txt §3: "`grant_type` must be '`authorization_code`' or '`refresh_token`'".
fn grant_type_is_legal(case: &Pipe<'_>) -> bool {
    matches!(case.parameters.text("grant_type"), Some(EXCHANGE | REFRESH))
}

/// oauth.txt §3.1: "All parameters are required".
fn properties_fit(case: &Pipe<'_>) -> bool {
    case.wrong.is_empty()
}

/// What is wrong with one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrong {
    Unexpected(String),
    NotAText(&'static str),
}

/// Which parameters a request must have. What it is held to is chosen by whether it names a `client_secret`, whatever
/// its value, and not by the kind of client that is registered.
fn expected(parameters: &Parameters) -> &'static [&'static str] {
    let is_refresh = parameters.text("grant_type") == Some(REFRESH);
    match (is_refresh, parameters.names("client_secret")) {
        (false, true) => &["client_id", "grant_type", "code", "redirect_uri", "client_secret"],
        (false, false) => &["client_id", "grant_type", "code", "redirect_uri", "code_verifier"],
        (true, true) => &["client_id", "grant_type", "refresh_token", "client_secret"],
        (true, false) => &["client_id", "grant_type", "refresh_token"],
    }
}

/// Unexpected parameters first, in the order of the body; then those that are missing or no text, in the table's.
fn wrong_properties(parameters: &Parameters, strictness: &Strictness) -> Vec<Wrong> {
    let expected = expected(parameters);
    let named = parameters.0.keys();
    let unexpected =
        named.filter(|name| !expected.contains(&name.as_str()) && !INHERITED.contains(&name.as_str()));
    // Two of them were judged by checks of their own.
    let missing = expected.iter().skip(2).filter(|name| parameters.text(name).is_none());
    let mut wrong: Vec<Wrong> = unexpected.cloned().map(Wrong::Unexpected).collect();
    wrong.extend(missing.copied().map(Wrong::NotAText));
    let is_pardoned = |finding: &Wrong| match finding {
        Wrong::NotAText(name @ "redirect_uri") => {
            strictness.at(Place::RedirectUriMayBeMissing)
                && parameters.names("client_secret")
                && !parameters.names(name)
        }
        Wrong::NotAText(name @ "code_verifier") => {
            strictness.at(Place::VerifierMayBeMissing) && !parameters.names(name)
        }
        Wrong::Unexpected(name) if name == "scope" => {
            parameters.text("grant_type") == Some(REFRESH) && strictness.at(Place::RefreshTakesAScope)
        }
        _ => false,
    };
    if matches!(wrong.as_slice(), [only] if is_pardoned(only)) {
        wrong.clear();
    }
    wrong
}

/// Names that every JavaScript object has: production drops them without a word (production-oauth A.4, 5).
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Production's grammar: no blank after the comma inside, one at the end of each part.
fn sentence(wrong: &[Wrong], strictness: &Strictness) -> String {
    let parts = wrong.iter().map(|finding| match finding {
        Wrong::Unexpected(name) => format!("{name} property is wrong,property {name} should not exist "),
        Wrong::NotAText(name) => format!("{name} property is wrong,{name} must be a string "),
    });
    let sentence = parts.collect::<Vec<_>>().join(", ");
    if strictness.at(Place::PropertyTextsAreTrimmed) { sentence.trim_end().to_owned() } else { sentence }
}

impl Case for Pipe<'_> {
    fn differed(&self, check: Check) -> String {
        let sent: Vec<_> = self.parameters.0.keys().map(|name| shown::parameter(name)).collect();
        let sent = sent.join(", ");
        match check {
            Check::ClientIdPresent => format!("no client_id in the body, which has [{sent}]"),
            Check::GrantTypeLegal => {
                let named =
                    self.parameters.text("grant_type").map_or("missing or no text", shown::grant_type);
                format!("grant_type is {named}")
            }
            _ => format!("the body has [{sent}], wanted are {:?}", expected(self.parameters)),
        }
    }
}

#[cfg(test)]
mod tests;
