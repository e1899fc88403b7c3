//! How a scenario stopped, what that makes of its rule, and what a run exits with.
//!
//! Outcomes and exit codes are public: programs read them, so none is ever renumbered.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What came of a rule, or of one scenario of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that the rule says held.
    Pass,
    /// It was not asked; the reason says why.
    Skipped,
    /// The rule is broken as a waiver says, which the exit code forgives.
    Waived,
    /// A connection broke, so that nobody can say.
    Inconclusive,
    /// The rule is broken, and does not decide the verdict.
    Warn,
    /// The rule is broken.
    Fail,
    /// The harness itself was at fault: an answer without a record, a mistake of ours.
    Error,
}

impl Outcome {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Skipped => "skipped",
            Self::Waived => "waived",
            Self::Inconclusive => "inconclusive",
            Self::Warn => "warn",
            Self::Fail => "fail",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a scenario could not go on. A step that returns one stops its scenario.
#[derive(Debug, Clone)]
pub enum Halt {
    /// The server answered otherwise than the step needs. At a `Then` it broke the rule; before, the scenario
    /// could not be set up.
    Mismatch(Mismatch),
    /// The target lacks what the scenario needs.
    Skip(String),
    /// The connection broke or a deadline passed.
    Transport(String),
    /// The answer on record with this name is missing, or nobody has reviewed it.
    Unrecorded {
        /// Name of the record.
        name: String,
        /// What is wrong with it, and the mend.
        why: String,
    },
    /// A mistake of the harness.
    Ours(String),
}

impl Halt {
    /// What was expected, and what came instead.
    pub fn mismatch(expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self::Mismatch(Mismatch { expected: expected.into(), got: got.into(), diff: None })
    }

    /// The message in one line or a few.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Mismatch(it) => format!("expected {}, got {}", it.expected, it.got),
            Self::Skip(why) => why.clone(),
            Self::Transport(why) => format!("the connection failed: {why}"),
            Self::Unrecorded { name, why } => format!("{name}: {why}"),
            Self::Ours(why) => format!("mistake of the harness: {why}"),
        }
    }
}

/// An expectation beside what came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What the rule wants, as the end of the sentence "expected ...".
    pub expected: String,
    /// What the server did.
    pub got: String,
    /// Line by line, where both are texts.
    pub diff: Option<String>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let beside = |text: &str| text.trim_end().replace('\n', "\n          ");
        write!(f, "expected: {}\ngot:      {}", beside(&self.expected), beside(&self.got))?;
        self.diff.iter().flat_map(|diff| diff.lines()).try_for_each(|line| write!(f, "\n  {line}"))
    }
}

/// What `cal-conformance` exits with. Never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Exit {
    /// Every rule that decides is kept.
    Conforms,
    /// A rule is broken.
    Broken,
    /// Usage, configuration or lint.
    Usage,
    /// The target cannot be reached.
    Unreachable,
    /// A connection broke in the middle of a rule.
    Inconclusive,
    /// Nothing ran, or a rule that was required did not.
    NothingRan,
    /// A waiver is stale or expired.
    StaleWaiver,
    /// A snapshot is missing or unreviewed.
    Unrecorded,
    /// A fault was not caught.
    SelfcheckFailed,
    /// A mistake of the harness.
    Internal,
    /// A signal came before the end.
    Interrupted,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Conforms => 0,
            Self::Broken => 1,
            Self::Usage => 2,
            Self::Unreachable | Self::Inconclusive => 3,
            Self::NothingRan => 4,
            Self::StaleWaiver => 5,
            Self::Unrecorded => 6,
            Self::SelfcheckFailed => 7,
            Self::Internal => 8,
            Self::Interrupted => 130,
        }
    }

    /// How it ranks where several apply: the lowest rank is reported.
    const fn rank(self) -> u8 {
        match self {
            Self::Interrupted => 0,
            Self::Internal => 1,
            Self::Usage => 2,
            Self::Unreachable => 3,
            Self::NothingRan => 4,
            Self::SelfcheckFailed => 5,
            Self::Broken => 6,
            Self::Inconclusive => 7,
            Self::Unrecorded => 8,
            Self::StaleWaiver => 9,
            Self::Conforms => 10,
        }
    }

    /// The one that is reported where several apply.
    #[must_use]
    pub fn gravest(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().min_by_key(|exit| exit.rank()).unwrap_or(Self::Conforms)
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn several_causes_are_reported_in_the_promised_order() {
        let promised = [
            Exit::Interrupted,
            Exit::Internal,
            Exit::Usage,
            Exit::Unreachable,
            Exit::NothingRan,
            Exit::SelfcheckFailed,
            Exit::Broken,
            Exit::Inconclusive,
            Exit::Unrecorded,
            Exit::StaleWaiver,
            Exit::Conforms,
        ];
        assert_eq!(promised.len(), Exit::iter().count());
        for (place, graver) in promised.iter().enumerate() {
            for milder in &promised[place..] {
                assert_eq!(Exit::gravest([*milder, *graver]), *graver);
            }
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_interface() {
        let numbers: Vec<u8> = Exit::iter().map(Exit::code).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 130]);
    }
}
