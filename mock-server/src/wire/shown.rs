//! What the log and the journal may show of what a stranger sent: never a secret, in whatever field it was put.
//!
//! People swap id and secret, paste a whole callback into `redirect_uri` and a token into the path. So nothing is
//! shown as it came: a text is recognized as one of ours, or only described.

use url::Url;

use super::Scope;

/// No text in the log or the journal is longer than this many characters.
const LONGEST: usize = 200;
/// Of a text shorter than this the last four characters would give too much away.
const LONG_ENOUGH_FOR_A_HINT: usize = 16;
/// A part of a path or a host name longer than this may be a code or a token.
const LONGEST_WORD: usize = 24;
/// What stands in place of what is not shown.
const HIDDEN: &str = "...";

/// `text` in one line that a terminal only prints, if it is not too long; else its beginning.
#[must_use]
pub fn cut(text: &str) -> String {
    let text = &in_one_line(text);
    match text.char_indices().nth(LONGEST - HIDDEN.len()) {
        Some((end, _)) if text.chars().count() > LONGEST => format!("{}{HIDDEN}", &text[..end]),
        _ => text.to_owned(),
    }
}

/// Lines that a terminal only prints: what moves the cursor or turns the writing direction is written out.
#[must_use]
pub fn visible(text: &str) -> String {
    written_out(text, |c| matches!(c, '\n' | '\t'))
}

/// The same in one line: nobody forges a line of the log.
fn in_one_line(text: &str) -> String {
    written_out(text, |_| false)
}

fn written_out(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let is_obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) && !is_kept(c) { written.extend(c.escape_unicode()) } else { written.push(c) }
    }
    written
}

/// What came as a word of a refusal: a number tells no secret, and anything else may.
#[must_use]
pub fn word(text: &str) -> &str {
    let is_number = text.len() < 20 && is_made_of(text, char::is_ascii_digit);
    if is_number { text } else { HIDDEN }
}

/// An id that no client has: it may be a secret.
#[must_use]
pub fn stranger(id: &str) -> String {
    let length = id.chars().count();
    let hint =
        id.get(id.len().saturating_sub(4)..).filter(|hint| is_made_of(hint, char::is_ascii_alphanumeric));
    match hint {
        Some(hint) if length >= LONG_ENOUGH_FOR_A_HINT => format!("{length} characters, ending in {hint}"),
        _ => format!("{length} characters"),
    }
}

/// Scheme, host and path of a URI; what does not look like one of ours is only described.
#[must_use]
pub fn uri(text: &str) -> String {
    if text.starts_with('/') && !text.contains(['?', '#']) {
        return path_of_words(text);
    }
    let Ok(url) = Url::parse(text) else { return format!("({} characters, no URL)", text.chars().count()) };
    let (true, Some(host)) = (matches!(url.scheme(), "http" | "https"), url.host_str()) else {
        return "(a URI of another scheme)".to_owned();
    };
    let host: Vec<_> =
        host.split('.').map(|label| if label.len() <= LONGEST_WORD { label } else { HIDDEN }).collect();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = path_of_words(url.path());
    let rest = if url.query().is_some() || url.fragment().is_some() { HIDDEN } else { "" };
    let user = if url.username().is_empty() && url.password().is_none() { "" } else { "...@" };
    format!("{}://{user}{}{port}{path}{rest}", url.scheme(), host.join("."))
}

/// A path, without those parts that are longer than words.
fn path_of_words(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.len() <= LONGEST_WORD { part } else { HIDDEN });
    parts.collect::<Vec<_>>().join("/")
}

/// The name of a member or key: a word as people name things.
#[must_use]
pub fn key(name: &str) -> &str {
    let is_word =
        name.len() <= LONGEST_WORD && is_made_of(name, |c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'));
    if is_word { name } else { "of this name" }
}

/// Several URIs.
#[must_use]
pub fn uris(list: &[String]) -> String {
    format!("[{}]", list.iter().map(|own| uri(own)).collect::<Vec<_>>().join(", "))
}

/// The path of a request: a `known` one, or its first two segments where they are words.
#[must_use]
pub fn path(text: &str, known: impl Fn(&str) -> bool) -> String {
    if known(text) {
        return text.to_owned();
    }
    let is_prefix = |part: &str| matches!(part, "v1" | "v2" | "_mock");
    let is_word =
        |part: &str| part.len() <= LONGEST_WORD && is_made_of(part, |c| c.is_ascii_lowercase() || *c == '-');
    let parts: Vec<_> = text.split('/').skip(1).collect();
    let known = parts.iter().take(2).take_while(|part| is_prefix(part) || is_word(part));
    let mut words: Vec<_> = known.copied().collect();
    if words.len() < parts.len() {
        words.push(HIDDEN);
    }
    format!("/{}", words.join("/"))
}

/// The method of a request: a registered one.
#[must_use]
pub fn method(word: &str) -> &str {
    one_of(word, &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
}

/// A grant type: one of those that there are.
#[must_use]
pub fn grant_type(word: &str) -> &str {
    one_of(word, &["authorization_code", "refresh_token", "client_credentials", "password", "implicit"])
}

/// A challenge method: one of the two that there are.
#[must_use]
pub fn challenge_method(word: &str) -> &str {
    one_of(word, &["S256", "s256", "plain"])
}

/// A scope: one that exists in this or another case, or a name of the same make.
#[must_use]
pub fn scope(word: &str) -> String {
    let upper = word.to_ascii_uppercase();
    let is_alike = upper.ends_with("_READ") || upper.ends_with("_WRITE");
    let is_plain = word.len() <= 32 && is_made_of(word, |c| c.is_ascii_alphabetic() || *c == '_');
    if Scope::named(&upper).is_some() || (is_alike && is_plain) {
        word.to_owned()
    } else {
        "another word".to_owned()
    }
}

/// The name of a parameter: one that OAuth knows, in whatever spelling. A JSON body sent as a form is one long name,
/// with the secret in it.
#[must_use]
pub fn parameter(name: &str) -> &str {
    let bare: String =
        name.chars().filter(|c| !matches!(c, '_' | '-')).collect::<String>().to_ascii_lowercase();
    if KNOWN_PARAMETERS.contains(&bare.as_str()) { name } else { "(another)" }
}

const KNOWN_PARAMETERS: &[&str] = &[
    "accesstoken",
    "appsecret",
    "assertion",
    "audience",
    "authorizationcode",
    "clientassertion",
    "clientassertiontype",
    "clientid",
    "clientsecret",
    "code",
    "codechallenge",
    "codechallengemethod",
    "codeverifier",
    "granttype",
    "id",
    "nonce",
    "password",
    "redirecturi",
    "redirecturl",
    "refreshtoken",
    "resource",
    "responsetype",
    "scope",
    "secret",
    "state",
    "token",
    "username",
];

fn one_of<'a>(word: &'a str, legal: &[&str]) -> &'a str {
    if legal.contains(&word) { word } else { "another word" }
}

fn is_made_of(text: &str, is_fine: impl Fn(&char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(|c| is_fine(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "5ec2e7015ec2e7015ec2e7015ec2e7015ec2e7015ec2e7015ec2e7015ec2e701";

    #[test]
    fn an_unknown_client_id_is_told_by_its_length_and_end() {
        assert_eq!(stranger(SECRET), "64 characters, ending in e701");
        assert_eq!(stranger("hunter2"), "7 characters");
        assert_eq!(stranger(&"\u{e4}".repeat(40)), "40 characters");
    }

    #[test]
    fn of_a_uri_scheme_host_and_path_are_shown() {
        assert_eq!(uri("https://u:pw@x.example:8443/cb?code=C#f"), "https://...@x.example:8443/cb...");
        assert_eq!(uri("http://localhost:3000/callback"), "http://localhost:3000/callback");
        assert_eq!(uri(&format!("https://{SECRET}/{SECRET}")), "https://.../...");
        assert_eq!((uri("/cb").as_str(), uri(&format!("/{SECRET}")).as_str()), ("/cb", "/..."));
        assert_eq!(uri(SECRET), "(64 characters, no URL)");
        assert_eq!(uri("hunterpw:x"), "(a URI of another scheme)");
    }

    #[test]
    fn of_a_path_a_known_route_or_two_words_are_shown() {
        let known = |path: &str| path == "/v2/auth/oauth2/token";
        assert_eq!(path("/v2/auth/oauth2/token", known), "/v2/auth/oauth2/token");
        assert_eq!(path("/v2/me/eyJhbGciOi", known), "/v2/me/...");
        assert_eq!(path("/v2/event-types", known), "/v2/event-types");
        assert_eq!(path(&format!("/{SECRET}/x"), known), "/...");
        assert_eq!(path("/_mock/v1/clients/x", known), "/_mock/v1/...");
        assert_eq!(path("/", known), "/...");
    }

    #[test]
    fn words_are_shown_when_they_are_among_those_that_exist() {
        assert_eq!((grant_type("password"), grant_type("hunterpw")), ("password", "another word"));
        assert_eq!((challenge_method("plain"), challenge_method(SECRET)), ("plain", "another word"));
        assert_eq!((parameter("clientId"), parameter("hunterpw")), ("clientId", "(another)"));
        assert_eq!(
            (scope("booking_read").as_str(), scope("hunterpw").as_str()),
            ("booking_read", "another word")
        );
        assert_eq!((method("PUT"), method("HUNTERPW")), ("PUT", "another word"));
    }

    #[test]
    fn a_text_stays_in_its_line_and_says_nothing_to_a_terminal() {
        let hostile = "a\r\n2026 INFO forged\u{1b}[2J\u{9b}31m\u{202e}\u{2028}z";
        assert_eq!(cut(hostile), "a\\u{d}\\u{a}2026 INFO forged\\u{1b}[2J\\u{9b}31m\\u{202e}\\u{2028}z");
        assert_eq!(visible("a\tb\n\u{1b}[2J\u{202e}"), "a\tb\n\\u{1b}[2J\\u{202e}");
        assert_eq!((word("4711"), word("hunter2"), word("")), ("4711", "...", "..."));
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(cut(&"\u{e4}".repeat(200)).chars().count(), 200);
        let cut = cut(&"\u{e4}".repeat(90_000));
        assert_eq!((cut.chars().count(), cut.ends_with("...")), (200, true));
    }
}
