//! The waiver file. Every mistake is told with file, line, column and the mend.

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Row, Waiver, Waivers};
use crate::{
    catalogue::{Book, Rule},
    handwritten::{Handwritten, Unusable},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default, rename = "waiver")]
    waivers: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: Option<Spanned<String>>,
    rows: Option<Spanned<Vec<Spanned<String>>>>,
    shows: Option<Spanned<String>>,
    reason: Option<Spanned<String>>,
    link: Option<String>,
    expires: Option<Spanned<toml::Value>>,
    #[serde(default)]
    sometimes: bool,
}

impl Waivers {
    /// Reads a waiver file and holds it against the rule book.
    ///
    /// # Errors
    ///
    /// When a key is unknown, missing or empty, when a rule or row does not exist, or when a waiver stands twice.
    pub fn read(file: &Handwritten, book: &Book) -> Result<Self, Unusable> {
        let mut waivers: Vec<Waiver> = Vec::new();
        for entry in file.parse::<Document>()?.waivers {
            let span = entry.span();
            let waiver = read_entry(file, span.clone(), entry.into_inner(), book)?;
            if let Some(first) = waivers.iter().find(|first| first.is_twin_of(&waiver)) {
                let message =
                    format!("the same waiver stands at {} already: take one of them out", first.place);
                return Err(file.unusable(span, message));
            }
            waivers.push(waiver);
        }
        Ok(Self(waivers))
    }
}

impl Waiver {
    /// Whether both forgive the same failure of the same row.
    fn is_twin_of(&self, other: &Self) -> bool {
        let share_a_row = match (&self.rows, &other.rows) {
            (Some(ours), Some(theirs)) => {
                ours.iter().any(|row| theirs.iter().any(|other| other.label == row.label))
            }
            _ => true,
        };
        self.rule == other.rule && self.shows == other.shows && share_a_row
    }
}

fn read_entry(file: &Handwritten, span: Range<usize>, entry: Entry, book: &Book) -> Result<Waiver, Unusable> {
    let id = wanted(file, &span, entry.rule, "rule", "name the rule, such as \"TOKEN-05\"")?;
    let rule = book.rules.iter().find(|rule| rule.id == *id.get_ref()).ok_or_else(|| {
        let message = format!("no rule is called {:?}; `cal-conformance list` shows them all", id.get_ref());
        file.unusable(id.span(), message)
    })?;
    let rows = entry.rows.map(|rows| read_rows(file, rows, rule)).transpose()?;
    let has_rows = rule.scenarios.iter().any(|scenario| scenario.row.is_some());
    if has_rows && rows.is_none() {
        let message = format!("rows is missing: {} is an outline, name {}", rule.id, labels(rule));
        return Err(file.unusable(span, message));
    }
    let shows = "write a text that stands in the failure as reported";
    let reason = "say why this is forgiven";
    Ok(Waiver {
        rule: rule.id.clone(),
        rows,
        shows: wanted(file, &span, entry.shows, "shows", shows)?.into_inner(),
        reason: wanted(file, &span, entry.reason, "reason", reason)?.into_inner(),
        link: entry.link,
        expires: entry.expires.map(|day| read_day(file, &day)).transpose()?,
        sometimes: entry.sometimes,
        place: file.place(span),
    })
}

/// A text that may be neither absent nor empty.
fn wanted(
    file: &Handwritten,
    entry: &Range<usize>,
    value: Option<Spanned<String>>,
    key: &str,
    mend: &str,
) -> Result<Spanned<String>, Unusable> {
    let value = value.ok_or_else(|| file.unusable(entry.clone(), format!("{key} is missing: {mend}")))?;
    if value.get_ref().trim().is_empty() {
        return Err(file.unusable(value.span(), format!("{key} is empty: {mend}")));
    }
    Ok(value)
}

fn read_rows(
    file: &Handwritten,
    rows: Spanned<Vec<Spanned<String>>>,
    rule: &Rule,
) -> Result<Vec<Row>, Unusable> {
    if rows.get_ref().is_empty() {
        let message = format!("rows is empty, so nothing is waived: name {}", labels(rule));
        return Err(file.unusable(rows.span(), message));
    }
    let mut read: Vec<Row> = Vec::new();
    for row in rows.into_inner() {
        let label = row.get_ref();
        if !rule.scenarios.iter().any(|scenario| scenario.label() == label) {
            let message = format!("{} has no row {label:?}: name {}", rule.id, labels(rule));
            return Err(file.unusable(row.span(), message));
        }
        if read.iter().any(|first| first.label == *label) {
            return Err(file.unusable(row.span(), format!("{label:?} stands twice: take one out")));
        }
        read.push(Row { label: label.clone(), place: file.place(row.span()) });
    }
    Ok(read)
}

/// The rows of a rule, and its plain scenarios by their titles.
fn labels(rule: &Rule) -> String {
    let mut labels: Vec<String> = Vec::new();
    for scenario in &rule.scenarios {
        let label = format!("{:?}", scenario.label());
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    format!("any of {}", labels.join(", "))
}

fn read_day(file: &Handwritten, day: &Spanned<toml::Value>) -> Result<Date, Unusable> {
    let as_date = |date: toml::value::Date| {
        let (year, month, day) = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
        Date::new(year.ok()?, month.ok()?, day.ok()?).ok()
    };
    match day.get_ref() {
        toml::Value::Datetime(it) if it.time.is_none() => it.date.and_then(as_date),
        _ => None,
    }
    .ok_or_else(|| file.unusable(day.span(), "expires is a day without quotes, such as 2027-06-30"))
}
