//! The rules and their scenarios, as the feature files state them.
//!
//! A `Rule:` of Gherkin is a rule of the book: its tags carry id and authority, its title says what holds, the first
//! paragraph of its description is the documents' sentence with its place, the rest says why it matters.

use std::{fmt, path::PathBuf};

use cucumber::{feature::Ext as _, gherkin};
use serde::Serialize;

use super::shelf::Shelf;

/// The chapters in the order of the rule book.
const CHAPTERS: [&str; 13] = [
    "CLIENT", "REVIEW", "AUTHZ", "TOKEN", "PKCE", "REFRESH", "ROTATE", "LEGACY", "SCOPE", "ME", "EMBED",
    "MANAGED", "REFURL",
];

/// Who states a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The documents: it decides for every target.
    Documented,
    /// Production: it decides for the mock, and elsewhere only when asked to.
    Observed,
}

impl Authority {
    /// The word in tags and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
        }
    }
}

/// What a scenario is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It must succeed, or the refusals of its rule prove nothing.
    Control,
    /// What the rule refuses.
    Refusal,
    /// What the rule grants.
    Assertion,
}

/// Where a scenario stands; no two share one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The feature file.
    pub file: String,
    /// The line, of the row where it is one of an outline.
    pub line: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One obligation.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `TOKEN-05`.
    pub id: String,
    /// Who states it.
    pub authority: Authority,
    /// What holds.
    pub title: String,
    /// The sentence that says so, and where it stands.
    pub source: String,
    /// Why it matters.
    pub why: String,
    /// What it lacks, and why that is no gap: `Without a record: the refusal is that of TOKEN-05.`
    pub excuses: Vec<(String, String)>,
    /// Where it stands.
    pub spot: Spot,
    /// What is asked.
    pub scenarios: Vec<Scenario>,
}

impl Rule {
    /// `TOKEN` of `TOKEN-05`.
    #[must_use]
    pub fn chapter(&self) -> &str {
        chapter(&self.id)
    }
}

/// One question, or one row of an outline.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its title, placeholders filled in.
    pub name: String,
    /// The row's id, where it is a row.
    pub row: Option<String>,
    /// Where it stands.
    pub spot: Spot,
    /// What it is for.
    pub kind: Kind,
    /// Its tags with those of its rule and feature, without the `@`.
    pub tags: Vec<String>,
    /// Its steps, those of the backgrounds included.
    pub steps: Vec<gherkin::Step>,
}

impl Scenario {
    /// How a person names it: by its row, or by its title where it is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.row.as_deref().unwrap_or(&self.name)
    }

    /// Whether nothing else may run beside it on a shared server.
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        self.tags.iter().any(|tag| tag == "exclusive")
    }

    /// Whether it creates, changes or deletes something.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        self.tags.iter().any(|tag| tag == "destructive")
    }

    /// What a target must have for it: `clock` of `@needs:clock`.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.strip_prefix("needs:"))
    }

    /// The name of its answer on record: `TOKEN-05`, `TOKEN-12.password`. A row that is named after another rule's
    /// record means that one.
    #[must_use]
    pub fn record_name(&self, rule: &str) -> String {
        match &self.row {
            Some(row) if is_id(row.split('.').next().unwrap_or_default()) => row.clone(),
            Some(row) => format!("{rule}.{row}"),
            None => rule.to_owned(),
        }
    }
}

/// A feature file that cannot be read, or a rule that is no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub spot: Spot,
    /// What is wrong, and the mend.
    pub message: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.spot, self.message)
    }
}

/// All rules.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// In the order of chapters and numbers.
    pub rules: Vec<Rule>,
    /// The parsed files, outlines expanded, for the runner.
    pub features: Vec<gherkin::Feature>,
    /// The parsed files as they were written, for lint.
    pub written: Vec<gherkin::Feature>,
    /// What could not be read.
    pub flaws: Vec<Flaw>,
}

impl Book {
    /// Reads the feature files of a shelf. What cannot be read stands among the flaws.
    #[must_use]
    pub fn read(shelf: &Shelf) -> Self {
        let mut book = Self::default();
        for (path, text) in &shelf.texts {
            match parse(path, text) {
                Ok((written, expanded)) => {
                    for rule in &expanded.rules {
                        match read_rule(&expanded, rule, path) {
                            Ok(rule) => book.rules.push(rule),
                            Err(flaw) => book.flaws.push(flaw),
                        }
                    }
                    book.features.push(expanded);
                    book.written.push(written);
                }
                Err(flaw) => book.flaws.push(flaw),
            }
        }
        book.rules.sort_by_key(|rule| order(&rule.id));
        book
    }

    /// The rule called `id`.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
    }

    /// Every scenario with its rule.
    pub fn scenarios(&self) -> impl Iterator<Item = (&Rule, &Scenario)> {
        self.rules.iter().flat_map(|rule| rule.scenarios.iter().map(move |scenario| (rule, scenario)))
    }
}

/// `TOKEN` of `TOKEN-05`.
#[must_use]
pub fn chapter(id: &str) -> &str {
    id.split_once('-').map_or(id, |(chapter, _)| chapter)
}

/// Where a rule stands in the book: chapter, then number.
#[must_use]
pub fn order(id: &str) -> (usize, String, u32) {
    let (chapter, number) = id.split_once('-').unwrap_or((id, ""));
    let place = CHAPTERS.iter().position(|known| *known == chapter).unwrap_or(CHAPTERS.len());
    (place, chapter.to_owned(), number.parse().unwrap_or(u32::MAX))
}

/// Whether `tag` is a rule's id.
#[must_use]
pub fn is_id(tag: &str) -> bool {
    tag.split_once('-').is_some_and(|(chapter, number)| {
        !chapter.is_empty()
            && chapter.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() >= 2
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A file as it was written, and with its outlines expanded.
fn parse(path: &str, text: &str) -> Result<(gherkin::Feature, gherkin::Feature), Flaw> {
    let flaw = |line, message| Flaw { spot: Spot { file: path.to_owned(), line }, message };
    let mut written = gherkin::Feature::parse(text, gherkin::GherkinEnv::default()).map_err(|error| {
        let message = error.to_string();
        // The parser names the place at which it gave up, often the line after the culprit.
        flaw(line_in(&message), "from about here on this is not Gherkin: is a keyword missing?".to_owned())
    })?;
    written.path = Some(PathBuf::from(path));
    let expanded = written.clone().expand_examples().map_err(|error| {
        let message = format!("no column <{}> in the examples", error.name);
        flaw(error.pos.line, message)
    })?;
    Ok((written, expanded))
}

/// The line in `Error at 12:3: ...`; the parser's own field is private.
fn line_in(message: &str) -> usize {
    message
        .strip_prefix("Error at ")
        .and_then(|rest| rest.split(':').next())
        .and_then(|line| line.parse().ok())
        .unwrap_or(1)
}

fn read_rule(feature: &gherkin::Feature, rule: &gherkin::Rule, path: &str) -> Result<Rule, Flaw> {
    let spot = Spot { file: path.to_owned(), line: rule.position.line };
    let flaw = |message: String| Flaw { spot: spot.clone(), message };
    let mut ids = rule.tags.iter().filter(|tag| is_id(tag));
    let id = ids.next().ok_or_else(|| flaw("a rule needs its id as a tag, such as @TOKEN-05".to_owned()))?;
    if let Some(second) = ids.next() {
        return Err(flaw(format!("a rule has one id, this one has {id} and {second}")));
    }
    let authorities: Vec<Authority> = [Authority::Documented, Authority::Observed]
        .into_iter()
        .filter(|authority| rule.tags.iter().any(|tag| tag == authority.word()))
        .collect();
    let [authority] = authorities[..] else {
        return Err(flaw(format!("{id} needs one of the tags @documented and @observed")));
    };
    let (source, why, excuses) = paragraphs(rule.description.as_deref().unwrap_or_default());
    let scenarios =
        rule.scenarios.iter().map(|scenario| read_scenario(feature, rule, scenario, path)).collect();
    Ok(Rule { id: id.clone(), authority, title: rule.name.clone(), source, why, excuses, spot, scenarios })
}

/// The first line of a description, the excuses in it, and the other lines.
fn paragraphs(description: &str) -> (String, String, Vec<(String, String)>) {
    let mut lines = description.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default().to_owned();
    let (excuses, others): (Vec<&str>, Vec<&str>) = lines.partition(|line| excuse(line).is_some());
    (first, others.join(" "), excuses.into_iter().filter_map(excuse).collect())
}

/// `record` and the reason, of `Without a record: the reason.`
fn excuse(line: &str) -> Option<(String, String)> {
    let (what, why) = line.strip_prefix("Without a ")?.split_once(": ")?;
    Some((what.to_owned(), why.to_owned()))
}

fn read_scenario(
    feature: &gherkin::Feature,
    rule: &gherkin::Rule,
    scenario: &gherkin::Scenario,
    path: &str,
) -> Scenario {
    let tags: Vec<String> = feature.tags.iter().chain(&rule.tags).chain(&scenario.tags).cloned().collect();
    let has = |word: &str| scenario.tags.iter().any(|tag| tag == word);
    let kind = if has("control") {
        Kind::Control
    } else if has("refusal") {
        Kind::Refusal
    } else {
        Kind::Assertion
    };
    let backgrounds = [&feature.background, &rule.background];
    let steps = backgrounds
        .into_iter()
        .flatten()
        .flat_map(|background| &background.steps)
        .chain(&scenario.steps)
        .cloned()
        .collect();
    Scenario {
        name: scenario.name.clone(),
        row: row_id(scenario),
        spot: Spot { file: path.to_owned(), line: scenario.position.line },
        kind,
        tags,
        steps,
    }
}

/// The cell under `id` of an expanded row.
fn row_id(scenario: &gherkin::Scenario) -> Option<String> {
    let rows = &scenario.examples.first()?.table.as_ref()?.rows;
    let (header, row) = (rows.first()?, rows.get(1)?);
    let column = header.iter().position(|name| name == "id")?;
    row.get(column).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_chapter_and_number() {
        for id in ["TOKEN-05", "ME-01", "AUTHZ-29"] {
            assert!(is_id(id), "{id}");
        }
        for other in ["control", "needs:clock", "TOKEN-5", "token-05", "-05", "TOKEN-x5"] {
            assert!(!is_id(other), "{other}");
        }
    }

    #[test]
    fn the_book_is_in_the_order_of_chapters_and_numbers() {
        let mut ids = ["ZEBRA-01", "ME-01", "TOKEN-10", "TOKEN-09", "AUTHZ-01"];
        ids.sort_by_key(|id| order(id));
        assert_eq!(ids, ["AUTHZ-01", "TOKEN-09", "TOKEN-10", "ME-01", "ZEBRA-01"]);
    }

    #[test]
    fn a_file_that_is_not_gherkin_is_a_flaw_with_its_line() {
        let texts =
            vec![("features/x.feature".to_owned(), "Feature: x\n\n  Rule: y\n\n nonsense\n".to_owned())];
        let book = Book::read(&Shelf { texts, folder: None });
        assert!(book.rules.is_empty());
        assert_eq!(book.flaws.len(), 1, "{:?}", book.flaws);
    }
}
