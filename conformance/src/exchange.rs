//! One request and its answer: kept whole, shown redacted, replayable with curl.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{Method, StatusCode, Url, header::HeaderMap};

use crate::{
    redaction::{Piece, Redaction, hide_lookalikes},
    target::consent::page::Page,
};

/// What was asked.
#[derive(Clone)]
pub struct Question {
    /// The method.
    pub method: Method,
    /// The address, query included.
    pub url: Url,
    /// Headers that the scenario chose, in order.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Option<Vec<u8>>,
}

impl Question {
    /// A GET without a body.
    #[must_use]
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, headers: Vec::new(), body: None }
    }

    /// A POST of `body`, which is of `content_type`.
    pub fn post(url: Url, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            method: Method::POST,
            url,
            headers: vec![("Content-Type".to_owned(), content_type.to_owned())],
            body: Some(body.into()),
        }
    }

    /// The same with one header more.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same question for a shell, secrets as `${NAMES}`.
    #[must_use]
    pub fn curl(&self, redaction: &Redaction) -> String {
        let mut line = String::from("curl -i");
        let implied = if self.body.is_some() { Method::POST } else { Method::GET };
        if self.method != implied {
            let _ = write!(line, " -X {}", self.method);
        }
        let _ = write!(line, " {}", quoted(self.url.as_str(), redaction));
        for (name, value) in &self.headers {
            match value.strip_prefix("Basic ").and_then(|credentials| STANDARD.decode(credentials).ok()) {
                Some(credentials) => {
                    let credentials = String::from_utf8_lossy(&credentials).into_owned();
                    let _ = write!(line, " \\\n  -u {}", quoted(&credentials, redaction));
                }
                None => {
                    let _ = write!(line, " \\\n  -H {}", quoted(&format!("{name}: {value}"), redaction));
                }
            }
        }
        let Some(body) = &self.body else { return line };
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            line.push_str(" \\\n  -H 'Content-Type:'");
        }
        let text = String::from_utf8_lossy(body);
        let blanks = text.len() - text.trim_end_matches(' ').len();
        let (text, blanks) = if blanks > ENOUGH { (text.trim_end_matches(' '), blanks) } else { (&*text, 0) };
        let _ = write!(line, " \\\n  --data-raw {}", quoted(&shortened(text), redaction));
        if blanks > 0 {
            let _ = write!(line, "\"$(printf '%*s' {blanks} '')\"");
        }
        line
    }
}

/// A text for a shell: what may show in single quotes, what may not as `"${NAME}"` beside them.
fn quoted(text: &str, redaction: &Redaction) -> String {
    let words = redaction.pieces(text).into_iter().map(|piece| match piece {
        Piece::Name(name) => format!("\"${{{name}}}\""),
        Piece::Text(text) => literal(&hide_lookalikes(&text)),
    });
    let words: String = words.collect();
    if words.is_empty() { "''".to_owned() } else { words }
}

/// In single quotes; with control characters in the quotes that name them.
fn literal(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let named: String = text
        .chars()
        .map(|c| match c {
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\'' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("$'{named}'")
}

/// More of a page's words than this tell nothing new.
const PAGE: usize = 200;

/// More of a body than this is not worth the screen.
const ENOUGH: usize = 2_000;

/// Bodies that are sent to be too long are not worth a screen each.
fn shortened(text: &str) -> String {
    if text.len() <= ENOUGH {
        return text.to_owned();
    }
    format!("{}... ({} bytes in all)", beginning(text, PAGE), text.len())
}

/// As many characters as `most`, and no part of a word: half a secret would be known to nobody as one, and show.
fn beginning(text: &str, most: usize) -> &str {
    let Some((end, next)) = text.char_indices().nth(most) else { return text };
    let ends_a_word = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ',' | '{' | '}');
    if ends_a_word(next) {
        return &text[..end];
    }
    text[..end].rfind(ends_a_word).map_or("", |last| &text[..=last])
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The body as text; bytes that are no UTF-8 are replaced.
    pub body: String,
}

impl Answer {
    /// The body as JSON, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&self.body).ok()
    }

    /// A member of the body, if that is a JSON object which has it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<serde_json::Value> {
        self.json()?.get(name).cloned()
    }

    /// A header's value, if it is there and readable.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Every value of a header.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<String> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
    }

    /// Status and body in a few words, for "expected ..., got ...".
    #[must_use]
    pub fn summary(&self) -> String {
        let body = self.body.trim();
        if let Some(location) = self.header("location") {
            return format!("{} to {location}", self.status.as_u16());
        }
        if self.header("content-type").is_some_and(|kind| kind.contains("html")) {
            let page = Page::read(body).text();
            return format!("{} with a page of HTML, {:?}", self.status.as_u16(), beginning(&page, PAGE));
        }
        match body {
            "" => format!("{} with an empty body", self.status.as_u16()),
            _ => format!("{} with {}", self.status.as_u16(), shortened(body)),
        }
    }
}

/// A question and what came of it.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was asked.
    pub question: Question,
    /// What came back.
    pub answer: Answer,
}

crate::redaction::opaque!(Question);

#[cfg(test)]
mod tests {
    use reqwest::header::{CONTENT_TYPE, HeaderValue};

    use super::*;

    /// What a shell makes of the last argument of a curl.
    fn pasted(curl: &str) -> String {
        let script = format!("CAL_CLIENT_SECRET=hush; curl() {{ printf '%s' \"${{@: -1}}\"; }}; {curl}");
        let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn a_curl_that_is_pasted_sends_the_same_body() {
        let url = Url::parse("http://127.0.0.1:9/v2/auth/oauth2/token").unwrap();
        let mut redaction = Redaction::default();
        redaction.name("http://127.0.0.1:9", "CAL_API_URL");
        redaction.name("hush", "CAL_CLIENT_SECRET");
        for body in [
            r#"{"client_secret":"hush","redirect_uri":"hushevil"}"#,
            r#"$5 `ls` "x" it's $HOME ! \ %s"#,
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhush\r\n\tit's",
        ] {
            let curl = Question::post(url.clone(), "application/json", body).curl(&redaction);
            assert_eq!(pasted(&curl), body, "{curl}");
            assert!(!curl.contains("hush"), "{curl}");
            assert!(curl.contains("\"${CAL_API_URL}\"'/v2/auth/oauth2/token'"), "{curl}");
        }
        let blanks = format!("{{}}{}", " ".repeat(5_000));
        assert_eq!(pasted(&Question::post(url, "application/json", blanks.clone()).curl(&redaction)), blanks);
    }

    #[test]
    fn no_half_of_a_secret_stands_where_a_summary_ends() {
        let answer = |kind: &'static str, body: String| {
            let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind))].into_iter().collect();
            Answer { status: StatusCode::OK, headers, body }.summary()
        };
        let secret = "5ec2e701".repeat(8);
        let mut redaction = Redaction::default();
        redaction.name(&secret, "CAL_CLIENT_SECRET");
        // Wherever the cut falls: before the secret, in it and behind it.
        for lead in 130..210 {
            let (lead, rest) = ("a ".repeat(lead / 2), " z".repeat(2_000));
            for told in [
                answer("application/json", format!("{lead}\"{secret}\"{rest}")),
                answer("text/html", format!("<p>{lead}{secret}{rest}")),
            ] {
                let told = redaction.redact(&told);
                assert!(!told.contains("5ec2"), "{told}");
                assert!(told.contains("a a a"), "{told}");
            }
        }
        let long = answer("text/plain", "x".repeat(5_000));
        assert_eq!(long, "200 with ... (5000 bytes in all)", "one word is nobody's to divide");
    }

    #[test]
    fn credentials_of_http_basic_are_named_in_a_curl() {
        let mut redaction = Redaction::default();
        redaction.name("the-id", "CAL_CLIENT_ID");
        redaction.name("hush", "CAL_CLIENT_SECRET");
        let basic = format!("Basic {}", STANDARD.encode("the-id:hush"));
        let url = Url::parse("http://127.0.0.1:9/").unwrap();
        let curl = Question::get(url).with_header("Authorization", basic).curl(&redaction);
        assert!(curl.ends_with(r#"-u "${CAL_CLIENT_ID}"':'"${CAL_CLIENT_SECRET}""#), "{curl}");
    }
}
