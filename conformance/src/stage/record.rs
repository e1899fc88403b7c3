//! Comparing the last answer with the one on record.

use serde_json::Value;

use super::{Authorization, Said, Stage};
use crate::{
    exchange::Exchange,
    readings::arrival::ERROR,
    snapshot::{self, Exactness, HEADERS, Rendering},
    target::consent::{form::Landing, page::Page},
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

    /// Only the mock's answers are worth a record.
    fn leave_for_review(&self, name: &str) -> Result<(), Halt> {
        if self.venue()?.exactness != Exactness::Raw {
            return Ok(());
        }
        let content = self.rendering()?.text();
        let left =
            self.records().leave_for_review(name, &content, &format!("The answer that {name} provokes"));
        left.map_err(|e| Halt::Ours(format!("the answer could not be left for review: {e}")))
    }

    /// The last answer in the form of a record.
    fn rendering(&self) -> Result<Rendering, Halt> {
        match &self.said {
            Said::Authorization(it) => render_authorization(it),
            Said::Answer(exchange) => render_answer(exchange),
            Said::Nothing | Said::Burst(_) => {
                Err(Halt::Ours("nothing was said that has a record".to_owned()))
            }
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

fn render_authorization(it: &Authorization) -> Result<Rendering, Halt> {
    if let Landing::Away(location) = &it.journey.landing {
        let headers = vec![format!("location: {location}")];
        return Ok(Rendering { status: REDIRECT.to_owned(), headers, body: String::new() });
    }
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
