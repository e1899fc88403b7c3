//! The Readings, one sentence each. Every test starts from a rule that passes and spoils one thing.

use std::time::Duration;

use super::*;
use crate::{catalogue::Shelf, stage::Notes};

const BOOK: &str = "Feature: f
  @TOKEN-05 @AUTHORITY
  Rule: r
    \"s\" (p)
    w
    @control
    Scenario: c
      Then a
    @refusal
    Scenario Outline: r
      Given b
      Then a
      Examples:
        | id  |
        | one |
        | two |
";

/// The control, and both rows.
const CONTROL: usize = 7;
const ONE: usize = 15;
const TWO: usize = 16;

/// A rule that passes, of a book in which it is the only one.
struct Case {
    book: Book,
    played: BTreeMap<Spot, Played>,
    skipped: BTreeMap<Spot, String>,
    deciding: Deciding,
}

impl Case {
    fn of(authority: &str) -> Self {
        let text = BOOK.replace("AUTHORITY", authority);
        let texts = vec![("f.feature".to_owned(), text)];
        let book = Book::read(&Shelf { texts, folder: None });
        assert_eq!(book.flaws, []);
        let lines: Vec<usize> = book.scenarios().map(|(_, scenario)| scenario.spot.line).collect();
        assert_eq!(lines, [CONTROL, ONE, TWO]);
        let notes = Notes { asserted: 1, ..Notes::default() };
        let played = Played { stop: None, notes, duration: Duration::ZERO };
        let played = book.scenarios().map(|(_, scenario)| (scenario.spot.clone(), played.clone())).collect();
        Self { book, played, skipped: BTreeMap::new(), deciding: Deciding::Documented }
    }

    fn spot(line: usize) -> Spot {
        Spot { file: "f.feature".to_owned(), line }
    }

    fn stopped(mut self, line: usize, kind: StepType, halt: Halt) -> Self {
        let stop = Stop { step: "x".to_owned(), kind: Some(kind), line, halt };
        self.played.get_mut(&Self::spot(line)).unwrap().stop = Some(stop);
        self
    }

    fn broken(self, line: usize) -> Self {
        self.stopped(line, StepType::Then, Halt::mismatch("this", "that"))
    }

    fn skipped(mut self, line: usize) -> Self {
        self.skipped.insert(Self::spot(line), "no clock".to_owned());
        self
    }

    fn rules(&self) -> Vec<(Rule, RuleVerdict)> {
        let chosen: Vec<Spot> = self.book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect();
        judge(&self.book, &chosen, &self.skipped, &self.played, self.deciding)
    }

    #[track_caller]
    fn comes_to(&self, outcome: Outcome, code: Exit) -> RuleVerdict {
        let rules = self.rules();
        assert_eq!((rules[0].1.outcome, exit(&rules)), (outcome, code), "{:?}", rules[0].1.reason);
        rules[0].1.clone()
    }
}

#[test]
fn a_rule_whose_scenarios_all_pass_passes() {
    Case::of("documented").comes_to(Outcome::Pass, Exit::Conforms);
}

#[test]
fn the_worst_row_decides() {
    Case::of("documented").broken(TWO).comes_to(Outcome::Fail, Exit::Broken);
    let transport = Halt::Transport("reset".to_owned());
    let torn = Case::of("documented").stopped(ONE, StepType::When, transport);
    torn.comes_to(Outcome::Inconclusive, Exit::Inconclusive);
    torn.broken(TWO).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn a_control_that_fails_fails_its_rule_and_the_refusals_are_not_judged() {
    let verdict = Case::of("documented").broken(CONTROL).broken(ONE).comes_to(Outcome::Fail, Exit::Broken);
    let outcomes: Vec<Outcome> = verdict.scenarios.iter().map(|(_, it)| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Fail, Outcome::Skipped, Outcome::Skipped]);
}

#[test]
fn a_given_that_comes_out_otherwise_fails_its_rule() {
    let case = Case::of("documented").stopped(ONE, StepType::Given, Halt::mismatch("this", "that"));
    let verdict = case.comes_to(Outcome::Fail, Exit::Broken);
    assert_eq!(verdict.reason.as_deref(), Some("one: could not be set up: expected this, got that"));
}

#[test]
fn a_mistake_of_ours_is_an_error_and_never_a_pass() {
    let ours = Case::of("documented").stopped(ONE, StepType::Then, Halt::Ours("oops".to_owned()));
    ours.comes_to(Outcome::Error, Exit::Internal);
    let why = "nobody reviewed it".to_owned();
    let unrecorded = Halt::Unrecorded { name: "TOKEN-05".to_owned(), why };
    let case = Case::of("documented").stopped(ONE, StepType::Then, unrecorded);
    case.comes_to(Outcome::Error, Exit::Unrecorded);
    case.broken(TWO).comes_to(Outcome::Error, Exit::Broken);
}

#[test]
fn a_scenario_that_asserted_nothing_or_was_never_played_is_an_error() {
    let mut case = Case::of("documented");
    case.played.get_mut(&Case::spot(ONE)).unwrap().notes.asserted = 0;
    case.comes_to(Outcome::Error, Exit::Internal);
    let mut case = Case::of("documented");
    case.played.remove(&Case::spot(TWO));
    case.comes_to(Outcome::Error, Exit::Internal);
}

#[test]
fn skipped_rows_are_counted_beside_the_others() {
    Case::of("documented").skipped(ONE).comes_to(Outcome::Pass, Exit::Conforms);
    Case::of("documented").skipped(ONE).broken(TWO).comes_to(Outcome::Fail, Exit::Broken);
    let nothing = Case::of("documented").skipped(CONTROL).skipped(ONE).skipped(TWO);
    nothing.comes_to(Outcome::Skipped, Exit::NothingRan);
}

#[test]
fn an_observed_rule_warns_unless_it_is_asked_to_decide() {
    let mut case = Case::of("observed").broken(ONE);
    case.comes_to(Outcome::Warn, Exit::Conforms);
    case.deciding = Deciding::Observed;
    case.comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn without_a_control_that_passed_no_refusal_is_judged() {
    Case::of("documented").skipped(CONTROL).comes_to(Outcome::Skipped, Exit::NothingRan);
    let transport = Halt::Transport("reset".to_owned());
    let torn = Case::of("documented").stopped(CONTROL, StepType::When, transport);
    torn.broken(ONE).comes_to(Outcome::Inconclusive, Exit::Inconclusive);
}

#[test]
fn a_control_alone_proves_nothing() {
    Case::of("documented").skipped(ONE).skipped(TWO).comes_to(Outcome::Skipped, Exit::NothingRan);
}

#[test]
fn a_failed_control_hides_no_mistake_of_ours() {
    let ours = Case::of("documented").stopped(ONE, StepType::Then, Halt::Ours("oops".to_owned()));
    ours.broken(CONTROL).comes_to(Outcome::Error, Exit::Internal);
}

#[test]
fn what_was_skipped_is_told_beside_the_outcome() {
    let verdict = Case::of("documented").skipped(ONE).comes_to(Outcome::Pass, Exit::Conforms);
    assert_eq!(verdict.skips(), Some((1, 3, "no clock")));
}

#[test]
fn a_clock_that_was_not_put_back_leaves_nothing_certain() {
    let mut case = Case::of("documented");
    case.played.get_mut(&Case::spot(ONE)).unwrap().notes.trouble = Some("refused".to_owned());
    case.comes_to(Outcome::Inconclusive, Exit::Inconclusive);
}

#[test]
fn a_connection_that_breaks_in_a_rule_that_decides_nothing_leaves_the_verdict() {
    let torn = Halt::Transport("reset".to_owned());
    let mut case = Case::of("observed").stopped(ONE, StepType::When, torn);
    case.comes_to(Outcome::Inconclusive, Exit::Conforms);
    case.deciding = Deciding::Observed;
    case.comes_to(Outcome::Inconclusive, Exit::Inconclusive);
}

#[test]
fn a_clock_that_was_not_put_back_leaves_nothing_certain_whatever_was_skipped() {
    let mut case = Case::of("documented");
    let one = case.played.get_mut(&Case::spot(ONE)).unwrap();
    one.notes.trouble = Some("lost".to_owned());
    case.comes_to(Outcome::Inconclusive, Exit::Inconclusive);
    let case = case.stopped(ONE, StepType::When, Halt::Skip("no team".to_owned()));
    case.comes_to(Outcome::Inconclusive, Exit::Inconclusive);
}
