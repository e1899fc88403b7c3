//! One request and its answer: kept whole, shown redacted, replayable with curl.

use std::fmt::Write as _;

use reqwest::{Method, StatusCode, Url, header::HeaderMap};

use crate::redaction::Redaction;

/// What was asked.
#[derive(Debug, Clone)]
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

    /// The same question for a shell, secrets as `$NAMES`.
    #[must_use]
    pub fn curl(&self, redaction: &Redaction) -> String {
        let mut line = String::from("curl -i");
        let implied = if self.body.is_some() { Method::POST } else { Method::GET };
        if self.method != implied {
            let _ = write!(line, " -X {}", self.method);
        }
        let _ = write!(line, " {}", quoted(&redaction.redact(self.url.as_str())));
        for (name, value) in &self.headers {
            let _ = write!(line, " \\\n  -H {}", quoted(&redaction.redact(&format!("{name}: {value}"))));
        }
        if let Some(body) = &self.body {
            let text = String::from_utf8_lossy(body);
            let _ = write!(line, " \\\n  --data-raw {}", quoted(&redaction.redact(&shortened(&text))));
        }
        line
    }
}

/// In double quotes for a shell, so that `$NAMES` are filled in and nothing else happens.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\\' | '`' => out.extend(['\\', c]),
            '$' if !rest.peek().is_some_and(char::is_ascii_uppercase) => out.push_str("\\$"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Bodies that are sent to be too long are not worth a screen each.
fn shortened(text: &str) -> String {
    const ENOUGH: usize = 2_000;
    if text.len() <= ENOUGH {
        return text.to_owned();
    }
    let start: String = text.chars().take(200).collect();
    format!("{start}... ({} bytes in all)", text.len())
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

    /// Status and body in a few words, for "expected ..., got ...".
    #[must_use]
    pub fn summary(&self) -> String {
        let body = self.body.trim();
        if let Some(location) = self.header("location") {
            return format!("{} to {location}", self.status.as_u16());
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

impl Exchange {
    /// The exchange as a reader of a report sees it.
    #[must_use]
    pub fn transcript(&self, redaction: &Redaction) -> String {
        let mut text = format!("> {} {}\n", self.question.method, self.question.url);
        let _ = writeln!(text, "< {}", self.answer.status);
        for name in ["content-type", "cache-control", "pragma", "location"] {
            if let Some(value) = self.answer.header(name) {
                let _ = writeln!(text, "< {name}: {value}");
            }
        }
        let _ = write!(text, "{}", shortened(&self.answer.body));
        redaction.redact(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curl_fills_in_names_and_nothing_else() {
        let url = Url::parse("http://127.0.0.1:9/v2/auth/oauth2/token").unwrap();
        let body = r#"{"client_secret":"hush","code":"$5 `ls` \\"}"#;
        let mut redaction = Redaction::default();
        redaction.name("http://127.0.0.1:9", "CAL_API_URL");
        redaction.name("hush", "CAL_CLIENT_SECRET");
        let curl = Question::post(url, "application/json", body).curl(&redaction);
        assert!(curl.contains("\"$CAL_API_URL/v2/auth/oauth2/token\""), "{curl}");
        assert!(curl.contains(r#"{\"client_secret\":\"$CAL_CLIENT_SECRET\","#), "{curl}");
        assert!(curl.contains(r"\$5 \`ls\` \\\\"), "{curl}");
    }
}
