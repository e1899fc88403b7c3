//! The one place through which a text goes before anybody sees it.
//!
//! A stage names what it learns (a client secret, a code, a token); every report is made of texts in which those
//! values are replaced by their `$NAMES`. What nobody named but looks like a credential is replaced by its kind.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};

/// The values that must not show, and what stands for them.
#[derive(Clone, Default)]
pub struct Redaction {
    /// Value and name, longest value first, so that no value is cut by a shorter one inside it.
    names: Vec<(String, String)>,
}

impl std::fmt::Debug for Redaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names.iter().map(|(_, name)| name)).finish()
    }
}

/// Types that hold secrets print their name and nothing else.
macro_rules! opaque {
    ($($type:ty),+ $(,)?) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), " { .. }"))
            }
        })+
    };
}
pub(crate) use opaque;

/// A part of a redacted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// What may show.
    Text(String),
    /// The name of a value that may not.
    Name(String),
}

impl Redaction {
    /// From now on `value` reads as `$name`. A value that is too short to be a secret is left alone.
    pub fn name(&mut self, value: &str, name: &str) {
        const TOO_SHORT: usize = 4;
        if value.len() < TOO_SHORT || self.names.iter().any(|(known, _)| known == value) {
            return;
        }
        self.names.push((value.to_owned(), name.to_owned()));
        for written in [form_encoded(value), json_escaped(value), STANDARD_NO_PAD.encode(value)] {
            if written != value {
                self.names.push((written, name.to_owned()));
            }
        }
        self.names.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
    }

    /// `text` without any value that must not show.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let written = self.pieces(text).into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Name(name) => format!("${name}"),
        });
        hide_lookalikes(&written.collect::<String>())
    }

    /// `text` cut where values stand that must not show.
    pub(crate) fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let next = self
                .names
                .iter()
                .filter_map(|(value, name)| Some((rest.find(value.as_str())?, value.len(), name)))
                .min_by_key(|(place, length, _)| (*place, std::cmp::Reverse(*length)));
            let Some((place, length, name)) = next else { break };
            if place > 0 {
                pieces.push(Piece::Text(rest[..place].to_owned()));
            }
            pieces.push(Piece::Name(name.clone()));
            rest = &rest[place + length..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        pieces
    }
}

/// As it would stand inside a JSON text.
fn json_escaped(value: &str) -> String {
    serde_json::Value::from(value).to_string().trim_matches('"').to_owned()
}

/// As it would stand in a query or a form.
fn form_encoded(value: &str) -> String {
    url::form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

/// Writes out what a terminal or an XML reader would obey or refuse: control characters and turns of the writing
/// direction.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) { written.extend(c.escape_unicode()) } else { written.push(c) }
    }
    written
}

/// A JSON text that says the same, and in which a terminal finds nothing to obey either.
pub(crate) fn visible_json(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        // Outside of its texts JSON has none of them, and all are written with four digits.
        if is_obeyed(c) {
            written.extend(["\\u", &hex(c)]);
        } else {
            written.push(c);
        }
    }
    written
}

fn hex(c: char) -> String {
    format!("{:04x}", u32::from(c))
}

fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// Hides whatever has the look of a credential, though nobody named it.
pub(crate) fn hide_lookalikes(text: &str) -> String {
    CREDENTIALS
        .iter()
        .fold(text.to_owned(), |text, (pattern, kind)| pattern.replace_all(&text, *kind).into_owned())
}

static CREDENTIALS: LazyLock<Vec<(regex::Regex, &str)>> = LazyLock::new(|| {
    [
        (r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*", "$$TOKEN"),
        (
            r#"(\\?"(?:access_token|refresh_token|accessToken|refreshToken|client_secret|code_verifier|password)\\?"\s*:\s*\\?")(?:[^"\\$]|\\[^"])[^"\\]*"#,
            "${1}***",
        ),
        (r#"(\\?"code\\?"\s*:\s*\\?")[A-Za-z0-9_-]{32,}"#, "${1}***"),
        (
            r"(\b(?:code|client_secret|password|refresh_token|access_token|code_verifier)=)[^&\s$#][^&\s#]*",
            "${1}***",
        ),
        (r"(Basic )[A-Za-z0-9+/=_-]{8,}", "${1}***"),
        (r"(?i)(cookie: )[^\r\n]*", "${1}***"),
    ]
    .into_iter()
    .filter_map(|(pattern, kind)| Some((regex::Regex::new(pattern).ok()?, kind)))
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_value_never_shows_whatever_its_encoding() {
        let mut redaction = Redaction::default();
        redaction.name("s3cret+/value", "CAL_CLIENT_SECRET");
        let text = redaction.redact("a s3cret+/value, a s3cret%2B%2Fvalue and a czNjcmV0Ky92YWx1ZQ==");
        assert_eq!(text, "a $CAL_CLIENT_SECRET, a $CAL_CLIENT_SECRET and a $CAL_CLIENT_SECRET==");
        assert!(!format!("{redaction:?}").contains("s3cret"));
    }

    #[test]
    fn a_named_value_never_shows_inside_json() {
        let mut redaction = Redaction::default();
        redaction.name(r#"a"b\c"#, "CAL_CLIENT_SECRET");
        assert_eq!(
            redaction.redact(r#"{"client_secret":"a\"b\\c"}"#),
            r#"{"client_secret":"$CAL_CLIENT_SECRET"}"#
        );
    }

    #[test]
    fn the_longest_value_is_hidden_first() {
        let mut redaction = Redaction::default();
        redaction.name("abcd", "SHORT");
        redaction.name("abcdefgh", "LONG");
        assert_eq!(redaction.redact("abcdefgh abcd"), "$LONG $SHORT");
    }

    #[test]
    fn what_looks_like_a_credential_is_hidden_unnamed() {
        let redaction = Redaction::default();
        for (text, hidden) in [
            ("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln", "$TOKEN"),
            (r#"{"refresh_token":"abc"}"#, r#"{"refresh_token":"***"}"#),
            (r#"{"code":"abcdefghijklmnopqrstuvwxyz0123456789"}"#, r#"{"code":"***"}"#),
            (
                r#"{"error":{"code":"UnauthorizedException"}}"#,
                r#"{"error":{"code":"UnauthorizedException"}}"#,
            ),
            (r#"{"refresh_token":"$NAMED"}"#, r#"{"refresh_token":"$NAMED"}"#),
            ("/callback?code=abc&state=s", "/callback?code=***&state=s"),
            ("Authorization: Basic aWQ6c2VjcmV0", "Authorization: Basic ***"),
            ("Cookie: session=abc; x=y", "Cookie: ***"),
        ] {
            assert_eq!(redaction.redact(text), hidden);
        }
    }

    #[test]
    fn a_json_text_says_the_same_and_a_terminal_obeys_none_of_it() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{2028}\u{ffff}\r\n\t\"\\\u{1f600}";
        let written = visible_json(&serde_json::json!([hostile]).to_string());
        assert_eq!(written.chars().find(|c| is_obeyed(*c)), None, "{written:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap()[0], hostile);
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(visible("a\u{1b}[2Jb\r\n\tc\u{202e}"), "a\\u{1b}[2Jb\\u{d}\n\tc\\u{202e}");
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(CREDENTIALS.len(), 6);
    }
}
