//! Waivers, one sentence each. Every test starts from a broken row that is forgiven and spoils one thing.

use std::{collections::BTreeMap, time::Duration};

use cucumber::gherkin::StepType;

use super::*;
use crate::{
    catalogue::{Book, Shelf, Spot},
    handwritten::Handwritten,
    judgement::{exit, judge},
    plan::Deciding,
    play::{Played, Stop},
    stage::Notes,
    verdict::{Exit, Halt},
};

const BOOK: &str = "Feature: f
  @TOKEN-05 @AUTHORITY
  Rule: r
    \"s\" (p)
    w
    @control
    Scenario: It works
      Then a
    @refusal
    Scenario Outline: It is refused
      Given b
      Then a
      Examples:
        | id  |
        | one |
        | two |
    @refusal
    Scenario: It is refused at once
      Then a
  @TOKEN-06 @documented
  Rule: q
    \"s\" (p)
    w
    @control
    Scenario: It works
      Then a
    @refusal
    Scenario: It is refused
      Then a
";

/// The scenarios of TOKEN-05, and those of TOKEN-06.
const CONTROL: usize = 7;
const ONE: usize = 15;
const TWO: usize = 16;
const AT_ONCE: usize = 18;
const OTHER_CONTROL: usize = 25;
const OTHER: usize = 28;

const WAIVER: &str = "[[waiver]]
rule = \"TOKEN-05\"
rows = [\"one\"]
shows = \"got: 200\"
reason = \"known\"
link = \"https://known.example\"
expires = 2027-06-30
";

/// A book with waivers, and a run in which row `one` is broken as they say.
struct Case {
    book: Book,
    played: BTreeMap<Spot, Played>,
    skipped: BTreeMap<Spot, String>,
    chosen: Vec<Spot>,
    deciding: Deciding,
    waivers: String,
    today: Date,
}

impl Case {
    fn new() -> Self {
        Self::of("documented")
    }

    fn of(authority: &str) -> Self {
        let texts = vec![("f.feature".to_owned(), BOOK.replace("AUTHORITY", authority))];
        let book = Book::read(&Shelf { texts, folder: None });
        assert_eq!(book.flaws, []);
        let lines: Vec<usize> = book.scenarios().map(|(_, scenario)| scenario.spot.line).collect();
        assert_eq!(lines, [CONTROL, ONE, TWO, AT_ONCE, OTHER_CONTROL, OTHER]);
        let notes = Notes { asserted: 1, ..Notes::default() };
        let played = Played { stop: None, notes, duration: Duration::ZERO };
        let played = book.scenarios().map(|(_, scenario)| (scenario.spot.clone(), played.clone())).collect();
        let case = Self {
            chosen: book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect(),
            book,
            played,
            skipped: BTreeMap::new(),
            deciding: Deciding::Documented,
            waivers: WAIVER.to_owned(),
            today: Date::constant(2027, 6, 30),
        };
        case.broken(ONE)
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
        self.stopped(line, StepType::Then, Halt::mismatch("a refusal", "200 with tokens"))
    }

    fn broken_otherwise(self, line: usize) -> Self {
        self.stopped(line, StepType::Then, Halt::mismatch("a refusal", "500 with nothing"))
    }

    fn mended(mut self, line: usize) -> Self {
        self.played.get_mut(&Self::spot(line)).unwrap().stop = None;
        self
    }

    fn skipped(mut self, line: usize) -> Self {
        self.skipped.insert(Self::spot(line), "no clock".to_owned());
        self
    }

    fn unasked(mut self, line: usize) -> Self {
        self.chosen.retain(|spot| *spot != Self::spot(line));
        self
    }

    fn waivers(mut self, change: impl FnOnce(&str) -> String) -> Self {
        self.waivers = change(WAIVER);
        self
    }

    fn on(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    #[track_caller]
    fn comes_to(&self, outcome: Outcome, code: Exit) -> RuleVerdict {
        let waivers = Waivers::read(&Handwritten::new("w.toml", &self.waivers), &self.book).unwrap();
        let mut rules = judge(&self.book, &self.chosen, &self.skipped, &self.played, self.deciding);
        waivers.forgive(&mut rules, self.today);
        let (_, verdict) = &rules[0];
        assert_eq!((verdict.outcome, exit(&rules)), (outcome, code), "{:?}", verdict.reason);
        verdict.clone()
    }

    #[track_caller]
    fn is_unusable(&self, place: &str, message: &str) {
        let error = Waivers::read(&Handwritten::new("w.toml", &self.waivers), &self.book).unwrap_err();
        assert!(error.to_string().starts_with(&format!("w.toml:{place}: ")), "{error}");
        assert!(error.message.contains(message), "{error}");
    }
}

fn stale(verdict: &RuleVerdict) -> Vec<String> {
    verdict.stale.iter().map(ToString::to_string).collect()
}

#[test]
fn a_broken_row_that_is_named_is_forgiven_and_still_stands_as_broken() {
    let verdict = Case::new().comes_to(Outcome::Waived, Exit::Conforms);
    let said = &verdict.scenarios[1].1;
    assert_eq!(said.waiver.as_ref().unwrap().to_string(), "known (https://known.example)");
    assert_eq!(verdict.reason.as_deref(), Some("one: expected a refusal, got 200 with tokens"));
    Case::new().waivers(|_| String::new()).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn a_broken_row_that_is_not_named_decides() {
    Case::new().broken(TWO).comes_to(Outcome::Fail, Exit::Broken);
    Case::new().broken(AT_ONCE).comes_to(Outcome::Fail, Exit::Broken);
    Case::new().broken(OTHER).comes_to(Outcome::Waived, Exit::Broken);
}

#[test]
fn a_row_that_fails_in_another_way_decides() {
    Case::new().broken_otherwise(ONE).comes_to(Outcome::Fail, Exit::Broken);
    let unset = Halt::mismatch("a code", "an error");
    Case::new().stopped(ONE, StepType::Given, unset).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn several_rows_may_be_named_and_each_must_show_the_text() {
    let both = |text: &str| text.replace("[\"one\"]", "[\"one\", \"two\"]");
    Case::new().broken(TWO).waivers(both).comes_to(Outcome::Waived, Exit::Conforms);
    Case::new().broken_otherwise(TWO).waivers(both).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn a_row_that_may_fail_in_two_ways_has_two_waivers() {
    let both = |text: &str| format!("{text}\n{}", text.replace("got: 200", "got: 500"));
    Case::new().waivers(both).comes_to(Outcome::Waived, Exit::Conforms);
    Case::new().waivers(both).broken_otherwise(ONE).comes_to(Outcome::Waived, Exit::Conforms);
}

#[test]
fn a_plain_scenario_beside_rows_is_named_by_its_title() {
    let title = |text: &str| format!("{text}\n{}", text.replace("\"one\"", "\"It is refused at once\""));
    Case::new().broken(AT_ONCE).waivers(title).comes_to(Outcome::Waived, Exit::Conforms);
    let verdict = Case::new().waivers(title).comes_to(Outcome::Waived, Exit::StaleWaiver);
    assert!(stale(&verdict)[0].contains("It is refused at once of TOKEN-05 passes"), "{verdict:?}");
}

#[test]
fn a_rule_without_rows_is_waived_as_a_whole() {
    let other = |text: &str| text.replace("TOKEN-05", "TOKEN-06").replace("rows = [\"one\"]\n", "");
    let case = || Case::new().mended(ONE).waivers(other);
    case().broken(OTHER).comes_to(Outcome::Pass, Exit::Conforms);
    case().broken(OTHER_CONTROL).comes_to(Outcome::Pass, Exit::Broken);
    case().comes_to(Outcome::Pass, Exit::StaleWaiver);
    case().unasked(OTHER).comes_to(Outcome::Pass, Exit::Conforms);
    case().skipped(OTHER).comes_to(Outcome::Pass, Exit::Conforms);
    let named = |text: &str| other(text).replace("shows", "rows = [\"It is refused\"]\nshows");
    Case::new().mended(ONE).waivers(named).broken(OTHER).comes_to(Outcome::Pass, Exit::Conforms);
    Case::new().mended(ONE).waivers(named).broken(OTHER_CONTROL).comes_to(Outcome::Pass, Exit::Broken);
}

#[test]
fn a_row_that_could_not_be_set_up_is_forgiven_where_the_waiver_shows_it() {
    let unset = || Halt::mismatch("a code", "200 with tokens");
    Case::new().stopped(ONE, StepType::Given, unset()).comes_to(Outcome::Waived, Exit::Conforms);
    let shown = |text: &str| text.replace("got: 200", "could not be set up:");
    let case = Case::new().waivers(shown);
    case.stopped(ONE, StepType::Given, unset()).comes_to(Outcome::Waived, Exit::Conforms);
    Case::new().waivers(shown).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn a_text_of_the_report_is_found_however_its_lines_break() {
    let whole = "shows = '''expected: a refusal\n    got:      200 with tokens'''";
    Case::new()
        .waivers(|text| text.replace("shows = \"got: 200\"", whole))
        .comes_to(Outcome::Waived, Exit::Conforms);
}

#[test]
fn a_rule_that_does_not_decide_is_waived_as_well() {
    Case::of("observed").comes_to(Outcome::Waived, Exit::Conforms);
    Case::of("observed").broken(TWO).comes_to(Outcome::Warn, Exit::Conforms);
    Case::of("observed").mended(ONE).comes_to(Outcome::Pass, Exit::StaleWaiver);
}

#[test]
fn a_control_is_forgiven_together_with_the_refusals_that_it_hides_and_never_alone() {
    let control = |text: &str| text.replace("\"one\"", "\"It works\"");
    Case::new().broken(CONTROL).waivers(control).comes_to(Outcome::Fail, Exit::Broken);
    let all =
        |text: &str| text.replace("\"one\"", "\"It works\", \"one\", \"two\", \"It is refused at once\"");
    let verdict = Case::new().broken(CONTROL).waivers(all).comes_to(Outcome::Waived, Exit::Conforms);
    let outcomes: Vec<Outcome> = verdict.scenarios.iter().map(|(_, it)| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Waived, Outcome::Skipped, Outcome::Skipped, Outcome::Skipped]);
}

#[test]
fn a_broken_control_hides_a_waived_row_and_decides() {
    let verdict = Case::new().broken(CONTROL).comes_to(Outcome::Fail, Exit::Broken);
    assert_eq!(stale(&verdict), Vec::<String>::new());
}

#[test]
fn a_waiver_whose_row_passes_is_stale_unless_it_is_for_sometimes() {
    let verdict = Case::new().mended(ONE).comes_to(Outcome::Pass, Exit::StaleWaiver);
    assert_eq!(
        stale(&verdict),
        ["w.toml:3:9: this waiver is stale: one of TOKEN-05 passes: take the row out"]
    );
    let sometimes = |text: &str| format!("{text}sometimes = true\n");
    Case::new().mended(ONE).waivers(sometimes).comes_to(Outcome::Pass, Exit::Conforms);
    Case::new().waivers(sometimes).comes_to(Outcome::Waived, Exit::Conforms);
}

#[test]
fn a_row_that_passes_beside_one_that_is_broken_is_stale() {
    let both = |text: &str| text.replace("[\"one\"]", "[\"one\", \"two\"]");
    Case::new().waivers(both).comes_to(Outcome::Waived, Exit::StaleWaiver);
}

#[test]
fn a_broken_rule_is_graver_than_a_stale_waiver() {
    Case::new().mended(ONE).broken(TWO).comes_to(Outcome::Fail, Exit::Broken);
}

#[test]
fn a_waiver_holds_until_the_end_of_its_day() {
    Case::new().on(Date::constant(2027, 6, 30)).comes_to(Outcome::Waived, Exit::Conforms);
    let verdict = Case::new().on(Date::constant(2027, 7, 1)).comes_to(Outcome::Waived, Exit::StaleWaiver);
    assert_eq!(stale(&verdict), ["w.toml:1:1: this waiver expired on 2027-06-30: renew it, or take it out"]);
    let endless = |text: &str| text.replace("expires = 2027-06-30\n", "");
    let case = Case::new().waivers(endless);
    case.on(Date::constant(2099, 1, 1)).comes_to(Outcome::Waived, Exit::Conforms);
}

#[test]
fn chance_does_not_keep_a_waiver_from_expiring() {
    let sometimes = |text: &str| format!("{text}sometimes = true\n");
    let late = || Case::new().waivers(sometimes).on(Date::constant(2027, 7, 1));
    late().comes_to(Outcome::Waived, Exit::StaleWaiver);
    late().mended(ONE).comes_to(Outcome::Pass, Exit::StaleWaiver);
}

#[test]
fn a_waiver_of_what_was_not_asked_is_left_alone() {
    let late = || Case::new().on(Date::constant(2099, 1, 1));
    late().unasked(ONE).comes_to(Outcome::Pass, Exit::Conforms);
    late().skipped(ONE).comes_to(Outcome::Pass, Exit::Conforms);
    Case::new().skipped(CONTROL).comes_to(Outcome::Skipped, Exit::Conforms);
}

#[test]
fn a_broken_connection_or_a_mistake_of_ours_is_never_forgiven() {
    let anything = |text: &str| text.replace("got: 200", "e");
    for (halt, outcome, code) in [
        (Halt::Transport("reset by peer".to_owned()), Outcome::Inconclusive, Exit::Inconclusive),
        (Halt::Ours("oops, a mistake".to_owned()), Outcome::Error, Exit::Internal),
        (Halt::Unrecorded { name: "e".to_owned(), why: "e".to_owned() }, Outcome::Error, Exit::Unrecorded),
    ] {
        let case = Case::new().waivers(anything).stopped(ONE, StepType::Then, halt);
        case.comes_to(outcome, code);
    }
}

#[test]
fn what_is_worse_than_a_waived_row_decides_beside_it() {
    let torn = || Case::new().stopped(TWO, StepType::Then, Halt::Transport("reset".to_owned()));
    torn().comes_to(Outcome::Waived, Exit::Inconclusive);
    let ours = Halt::Ours("oops".to_owned());
    Case::new().stopped(TWO, StepType::Then, ours).comes_to(Outcome::Error, Exit::Internal);
}

#[test]
fn a_rule_or_row_that_does_not_exist_is_named_with_its_place_and_the_mend() {
    let case = |from: &str, to: &str| Case::new().waivers(|text| text.replace(from, to));
    case("TOKEN-05", "TOKEN-99").is_unusable("2:8", "`cal-conformance list` shows them all");
    case("TOKEN-05", "token-05").is_unusable("2:8", "no rule is called");
    case("\"one\"", "\"three\"").is_unusable(
        "3:9",
        "TOKEN-05 has no row \"three\": name any of \"It works\", \"one\", \"two\", \"It is refused at once\"",
    );
    case("[\"one\"]", "[\"one\", \"\"]").is_unusable("3:16", "has no row \"\"");
    case("[\"one\"]", "[\"one\", \"one\"]").is_unusable("3:16", "stands twice");
    case("[\"one\"]", "[]").is_unusable("3:8", "rows is empty");
    case("rows = [\"one\"]\n", "").is_unusable("1:1", "rows is missing: TOKEN-05 is an outline");
    case("TOKEN-05", "TOKEN-06").is_unusable("3:9", "TOKEN-06 has no row \"one\"");
}

#[test]
fn a_key_that_is_unknown_missing_empty_or_of_another_kind_is_named_with_its_place() {
    let case = |from: &str, to: &str| Case::new().waivers(|text| text.replace(from, to));
    case("reason", "raeson").is_unusable("5:1", "unknown field `raeson`");
    case("[[waiver]]", "[[waivers]]").is_unusable("1:3", "unknown field `waivers`");
    case("rule = \"TOKEN-05\"\n", "").is_unusable("1:1", "rule is missing");
    case("shows = \"got: 200\"\n", "").is_unusable("1:1", "shows is missing: write a text that");
    case("got: 200", " ").is_unusable("4:9", "shows is empty");
    case("reason = \"known\"\n", "").is_unusable("1:1", "reason is missing");
    case("2027-06-30", "\"2027-06-30\"").is_unusable("7:11", "a day without quotes");
    case("2027-06-30", "2027-06-30T00:00:00Z").is_unusable("7:11", "a day without quotes");
    case("2027-06-30", "2027-02-30").is_unusable("7:11", "invalid date");
    case("[\"one\"]", "\"one\"").is_unusable("3:8", "expected a sequence");
    case("2027-06-30", "2027-06-30\nsometimes = 1").is_unusable("8:13", "expected a boolean");
}

#[test]
fn a_waiver_that_stands_twice_is_named_with_both_places() {
    let twice = |text: &str| format!("{text}\n{}", text.replace("known", "known already"));
    Case::new().waivers(twice).is_unusable("9:1", "the same waiver stands at w.toml:1:1 already");
    let overlapping = |text: &str| format!("{text}\n{}", text.replace("[\"one\"]", "[\"two\", \"one\"]"));
    Case::new().waivers(overlapping).is_unusable("9:1", "already");
    let beside = |text: &str| format!("{text}\n{}", text.replace("[\"one\"]", "[\"two\"]"));
    Case::new().waivers(beside).broken(TWO).comes_to(Outcome::Waived, Exit::Conforms);
}
