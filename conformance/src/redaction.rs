//! The one place through which a text goes before anybody sees it.
//!
//! A stage names what it learns (a client secret, a code, a token); every report is made of texts in which those
//! values are replaced by their `$NAMES`. What nobody named but looks like a credential is replaced by its kind.

use std::sync::LazyLock;

/// The values that must not show, and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Redaction {
    /// Value and name, longest value first, so that no value is cut by a shorter one inside it.
    names: Vec<(String, String)>,
}

impl Redaction {
    /// From now on `value` reads as `$name`. A value that is too short to be a secret is left alone.
    pub fn name(&mut self, value: &str, name: &str) {
        const TOO_SHORT: usize = 4;
        if value.len() < TOO_SHORT || self.names.iter().any(|(known, _)| known == value) {
            return;
        }
        self.names.push((value.to_owned(), format!("${name}")));
        let encoded: String = form_encoded(value);
        if encoded != value {
            self.names.push((encoded, format!("${name}")));
        }
        self.names.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
    }

    /// `text` without any value that must not show.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (value, name) in &self.names {
            text = text.replace(value.as_str(), name);
        }
        CREDENTIALS.iter().fold(text, |text, (pattern, kind)| pattern.replace_all(&text, *kind).into_owned())
    }
}

/// As it would stand in a query or a form.
fn form_encoded(value: &str) -> String {
    url::form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

/// Whatever has the look of a credential, though nobody named it.
static CREDENTIALS: LazyLock<Vec<(regex::Regex, &str)>> = LazyLock::new(|| {
    [
        (r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*", "$$TOKEN"),
        (r#"("(?:access_token|refresh_token|client_secret|password)"\s*:\s*")[^"$][^"]*""#, "${1}***\""),
        (r"(\b(?:code|client_secret|password|refresh_token|access_token)=)[^&\s$#][^&\s#]*", "${1}***"),
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
        let text = redaction.redact("a s3cret+/value and a s3cret%2B%2Fvalue");
        assert_eq!(text, "a $CAL_CLIENT_SECRET and a $CAL_CLIENT_SECRET");
    }

    #[test]
    fn what_looks_like_a_credential_is_hidden_unnamed() {
        let redaction = Redaction::default();
        assert_eq!(redaction.redact("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln"), "$TOKEN");
        assert_eq!(redaction.redact(r#"{"refresh_token":"abc"}"#), r#"{"refresh_token":"***"}"#);
        assert_eq!(redaction.redact("/callback?code=abc&state=s"), "/callback?code=***&state=s");
        assert_eq!(redaction.redact(r#"{"refresh_token":"$NAMED"}"#), r#"{"refresh_token":"$NAMED"}"#);
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(CREDENTIALS.len(), 3);
    }
}
