//! Comparing the last answer with the one on record.

use reqwest::Url;
use serde_json::Value;

use super::{Authorization, Said, Stage, endpoint::Asked};
use crate::{
    exchange::Exchange,
    readings::arrival::ERROR,
    requests::{redirect_uri::leads_to, token_request::Tokens},
    snapshot::{self, Exactness, HEADERS, Rendering},
    target::{
        consent::{form::Landing, page::Page},
        needs::UNSEEN,
    },
    verdict::{Halt, Mismatch},
};

/// The status line of a record whose answer sent the browser elsewhere: how is free.
const REDIRECT: &str = "REDIRECT";

/// What of an answer is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `error` and `error_description` of a body.
    Words,
    /// The status line.
    Status,
    /// The status line, the content type and the body.
    StatusAndBody,
    /// The other headers that stand on record.
    Headers,
    /// The status of a page and the text of its error.
    Page,
    /// The raw `Location`.
    Redirect,
}

impl Stage {
    /// The content of a record; where there is none, the answer is left for review.
    pub(crate) fn record(&self, name: &str) -> Result<String, Halt> {
        let records = self.records();
        match records.content(name) {
            Ok(content) => Ok(content.to_owned()),
            Err(halt) => {
                if name == self.record_name() {
                    self.leave_for_review(name)?;
                }
                Err(halt)
            }
        }
    }

    fn leave_for_review(&self, name: &str) -> Result<(), Halt> {
        self.leave_content_for_review(name, &self.rendering()?.text())
    }

    /// Only the mock's answers are worth a record.
    pub(super) fn leave_content_for_review(&self, name: &str, content: &str) -> Result<(), Halt> {
        if self.venue()?.exactness != Exactness::Raw {
            return Ok(());
        }
        let left =
            self.records().leave_for_review(name, content, &format!("The answer that {name} provokes"));
        left.map_err(|e| Halt::Ours(format!("the answer could not be left for review: {e}")))
    }

    /// The last answer in the form of a record.
    fn rendering(&self) -> Result<Rendering, Halt> {
        match &self.said {
            Said::Authorization(it) => render_authorization(it, self.venue()?.has_standing_clients()),
            Said::Answer(exchange) => {
                let mut rendering = render_answer(exchange)?;
                if let Some(asked) = &self.asked {
                    rendering.body = self.without_ids(&rendering.body, asked);
                    rendering.body = self.without_platforms(&rendering.body);
                }
                Ok(rendering)
            }
            Said::Nothing | Said::Burst(_) => {
                Err(Halt::Ours("nothing was said that has a record".to_owned()))
            }
        }
    }

    /// A body in which the path stands as in the book, and the scopes of the token as what they are. They are replaced
    /// where they stand in the token's order, so that another order shows.
    fn without_ids(&self, body: &str, asked: &Asked) -> String {
        let template = asked.template.replace('{', "[").replace('}', "]");
        let mut body = body.replace(&asked.path, &template);
        for (name, id) in &asked.filled {
            // A sentence ends behind it, or goes on.
            for end in [".", " ", "\""] {
                body = body.replace(&format!("id={id}{end}"), &format!("id=[{name}]{end}"));
            }
        }
        let held = self.tokens.values().flatten().next_back();
        let granted = held.and_then(Tokens::scopes).map(|scopes| scopes.join(", "));
        match granted {
            Some(granted) => {
                body.replace(&format!("Token has: {granted}\""), "Token has: [the granted scopes]\"")
            }
            None => body,
        }
    }

    /// Keeps what was said, for a later answer to be compared with.
    pub(crate) fn remember(&mut self) -> Result<(), Halt> {
        self.before = Some(self.rendering()?);
        Ok(())
    }

    /// Whether the words are those of the refusal before: which mistake is told, whatever it is called.
    pub(crate) fn same_as_before(&self) -> Result<(), Halt> {
        let before =
            self.before.as_ref().ok_or_else(|| Halt::Ours("nothing was refused before".to_owned()))?;
        let (before, now) = (told(before), told(&self.rendering()?));
        match differ(&before, &now) {
            None => Ok(()),
            diff => Err(Halt::Mismatch(Mismatch { expected: before, got: now, diff })),
        }
    }

    pub(crate) fn compare(&self, name: &str, part: Part) -> Result<(), Halt> {
        let record = self.record(name)?;
        let (expected, got) = (Rendering::parse(&record), self.rendering()?);
        let exactness = self.venue()?.exactness;
        let difference = match part {
            Part::Words => differ(&words(&expected.body), &words(&got.body)),
            Part::Status => differ(&expected.status, &got.status),
            Part::StatusAndBody | Part::Page => {
                snapshot::compare(&record, &got, snapshot::Part::StatusAndBody, exactness).err()
            }
            Part::Headers => snapshot::compare(&record, &got, snapshot::Part::Headers, exactness).err(),
            Part::Redirect => snapshot::compare(&record, &got, snapshot::Part::Whole, exactness).err(),
        };
        let Some(diff) = difference else { return Ok(()) };
        if name == self.record_name() {
            self.leave_for_review(name)?;
        }
        let (expected, got) = (format!("the answer on record as {name}"), "another".to_owned());
        Err(Halt::Mismatch(Mismatch { expected, got, diff: Some(diff) }))
    }
}

/// The words of a refusal: of a redirect, a body or a page.
fn told(rendering: &Rendering) -> String {
    if rendering.status == REDIRECT { error_of(rendering) } else { words(&rendering.body) }
}

fn differ(expected: &str, got: &str) -> Option<String> {
    (expected != got).then(|| snapshot::diff(&format!("{expected}\n"), &format!("{got}\n")))
}

/// `error` and `error_description` of a body, or all of it where it has neither.
fn words(body: &str) -> String {
    let json: Value = serde_json::from_str(body).unwrap_or_default();
    match (json.get("error"), json.get("error_description")) {
        (None, None) => body.to_owned(),
        (error, description) => format!("{}\n{}", shown(error), shown(description)),
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

/// `error` and `error_description` of the `Location` in a record.
fn error_of(rendering: &Rendering) -> String {
    let location =
        rendering.headers.iter().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
    let query = location.split_once('?').map_or("", |(_, query)| query);
    let pairs: Vec<String> = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name.starts_with("error"))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("\n")
}

/// The redirect URI of the book's own clients, which stands in the records.
const HOME: &str = "https://acme.example/callback";

/// The `Location` as one of the book's clients would have it.
fn at_home(location: &str, redirect_uri: &str) -> String {
    let leads_home = Url::parse(location).is_ok_and(|url| leads_to(&url, redirect_uri));
    let Some((_, query)) = location.split_once('?').filter(|_| leads_home) else {
        return location.to_owned();
    };
    let own = redirect_uri.split_once('?').map_or("", |(_, own)| own);
    let added = query.strip_prefix(own).map_or(query, |added| added.trim_start_matches('&'));
    format!("{HOME}?{added}")
}

fn render_authorization(it: &Authorization, has_standing_clients: bool) -> Result<Rendering, Halt> {
    if let Landing::Away(location) = &it.journey.landing {
        let redirect_uri = it.request.parameter("redirect_uri").unwrap_or_default();
        let location = if has_standing_clients { at_home(location, redirect_uri) } else { location.clone() };
        let headers = vec![format!("location: {location}")];
        return Ok(Rendering { status: REDIRECT.to_owned(), headers, body: String::new() });
    }
    let Landing::Page { .. } = it.journey.landing else { return Err(Halt::Skip(UNSEEN.to_owned())) };
    let last = it.journey.last()?;
    let page = Page::read(&last.answer.body);
    let body = page.text_of(ERROR).unwrap_or_else(|| page.text());
    Ok(Rendering { status: status_line(last), headers: Vec::new(), body })
}

fn render_answer(exchange: &Exchange) -> Result<Rendering, Halt> {
    let answer = &exchange.answer;
    let headers = HEADERS
        .into_iter()
        .flat_map(|name| answer.values(name).into_iter().map(move |value| format!("{name}: {value}")))
        .collect();
    let mut body = answer.body.clone();
    if let Some(Value::String(timestamp)) = answer.member("timestamp") {
        expect_timestamp(&timestamp)?;
        body = body.replacen(&timestamp, "[timestamp]", 1);
    }
    Ok(Rendering { status: status_line(exchange), headers, body })
}

fn status_line(exchange: &Exchange) -> String {
    format!("HTTP {}", exchange.answer.status.as_u16())
}

/// `2026-02-01T10:00:00.000Z`, before it is replaced.
fn expect_timestamp(text: &str) -> Result<(), Halt> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if shape == "0000-00-00T00:00:00.000Z" && text.parse::<jiff::Timestamp>().is_ok() {
        return Ok(());
    }
    Err(Halt::mismatch("a timestamp such as 2026-02-01T10:00:00.000Z", format!("{text:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_compared_whatever_the_redirect_uri_of_a_standing_client() {
        for (location, redirect_uri) in [
            ("https://a.example/cb?error=x&state=s", "https://a.example/cb"),
            ("https://a.example/cb?t=7&error=x&state=s", "https://a.example/cb?t=7"),
            ("https://a.example/?error=x&state=s", "https://a.example"),
        ] {
            assert_eq!(at_home(location, redirect_uri), "https://acme.example/callback?error=x&state=s");
        }
        let elsewhere = "https://b.example/cb?error=x";
        assert_eq!(at_home(elsewhere, "https://a.example/cb"), elsewhere);
    }
}
