//! Each test starts from a rule that lacks nothing and takes one thing away.

use super::*;
use crate::{catalogue::Shelf, fault::faults, snapshot::file_with};

const BOOK: &str = "Feature: f
  @TOKEN-05 @documented
  Rule: r
    \"s\" (p)
    w
    EXCUSE
    @control
    Scenario: It works
      Then a
    @refusal
    Scenario: It is refused
      Then a
";

fn gaps_where(change: impl FnOnce(&str) -> String, record: &str, faults: &[Fault]) -> Vec<String> {
    let shelf = |name: &str, text: String| Shelf { texts: vec![(name.to_owned(), text)], folder: None };
    let book = Book::read(&shelf("f.feature", change(BOOK).replace("    EXCUSE\n", "")));
    assert_eq!(book.flaws, []);
    let records = Records::read(&shelf(record, file_with("HTTP 400\n\nx\n", "")));
    gaps(&book, &records, faults).iter().map(ToString::to_string).collect()
}

fn unchanged(text: &str) -> String {
    text.to_owned()
}

fn excused(line: &str) -> impl FnOnce(&str) -> String {
    move |text| text.replace("EXCUSE", line)
}

const RECORD: &str = "token/TOKEN-05.row.snap";

#[test]
fn a_rule_that_is_proved_has_no_gap() {
    assert_eq!(gaps_where(unchanged, RECORD, faults()), Vec::<String>::new());
}

#[test]
fn a_rule_that_no_fault_breaks_has_a_gap() {
    let gaps = gaps_where(unchanged, RECORD, &[]);
    assert!(gaps[0].starts_with("GAP      TOKEN-05: no fault breaks it"), "{gaps:?}");
    let gaps = gaps_where(excused("Without a fault: nobody could."), RECORD, &[]);
    assert!(gaps[0].starts_with("excused  TOKEN-05: no fault breaks it"), "{gaps:?}");
}

#[test]
fn a_refusal_without_a_control_is_a_gap() {
    let gaps = gaps_where(|text| text.replace("    @control\n", ""), RECORD, faults());
    assert!(gaps[0].contains("it refuses without a control"), "{gaps:?}");
}

#[test]
fn a_rule_that_refuses_without_a_record_of_its_own_has_a_gap() {
    for others in ["token/TOKEN-06.snap", "token/TOKEN-051.snap"] {
        let gaps = gaps_where(unchanged, others, faults());
        assert!(gaps[0].contains("no answer on record is its own"), "{gaps:?}");
    }
    let reason = "Without a record: the refusal is that of TOKEN-06.";
    let gaps = gaps_where(excused(reason), "token/TOKEN-06.snap", faults());
    assert!(gaps[0].ends_with("(the refusal is that of TOKEN-06.)"), "{gaps:?}");
    let grants = |text: &str| text.replace("    @refusal\n", "");
    assert_eq!(gaps_where(grants, "token/TOKEN-06.snap", faults()), Vec::<String>::new());
}

#[test]
fn a_reason_without_a_gap_is_one() {
    let gaps = gaps_where(excused("Without a record: there is none."), RECORD, faults());
    assert!(gaps[0].contains("take the line out"), "{gaps:?}");
    let gaps = gaps_where(excused("Without a doubt: x."), RECORD, faults());
    assert!(gaps[0].contains("`Without a doubt` is no gap"), "{gaps:?}");
}

#[test]
fn a_fault_that_breaks_no_rule_of_the_book_is_a_gap() {
    let book = Book::read(&Shelf::embedded_features());
    assert_eq!(strangers(&book, faults()), []);
    let fault = Fault { breaks: &["TOKEN-05", "TOKEN-99"], ..faults()[0] };
    let gaps = strangers(&book, &[fault]);
    assert!(gaps[0].what.contains("said to break TOKEN-99"), "{gaps:?}");
    assert_eq!(gaps.len(), 1);
    let fault = Fault { breaks: &["SCOPE-03/get-me", "SCOPE-03/get-you"], ..faults()[0] };
    let gaps = strangers(&book, &[fault]);
    assert!(gaps[0].what.contains("said to break SCOPE-03/get-you"), "{gaps:?}");
    assert_eq!(gaps.len(), 1);
}
