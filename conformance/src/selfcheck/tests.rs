//! Each test starts from a fault that is caught and changes one thing of what was noticed.

use std::sync::LazyLock;

use super::*;

static FAULT: LazyLock<Fault> =
    LazyLock::new(|| Fault { breaks: &["SCOPE-03/a", "SCOPE-03/b", "SCOPE-02"], ..faults()[0] });

fn trial(change: impl FnOnce(&mut BTreeMap<String, Notice>)) -> Trial {
    let fails = |label: &str| (label.to_owned(), (Noticed::Fails, "got 200".to_owned()));
    let notice = |labels: &[&str]| Notice {
        noticed: Noticed::Fails,
        why: "got 200".to_owned(),
        scenarios: labels.iter().map(|label| fails(label)).collect(),
        rows: labels.iter().map(|label| (*label).to_owned()).collect(),
    };
    let mut notices = BTreeMap::from([
        ("SCOPE-02".to_owned(), notice(&["any"])),
        ("SCOPE-03".to_owned(), notice(&["a", "b"])),
    ]);
    change(&mut notices);
    Trial { fault: *FAULT, notices }
}

fn row(all: &mut BTreeMap<String, Notice>, label: &str, noticed: Noticed) {
    let rule = all.get_mut("SCOPE-03").unwrap();
    rule.scenarios.insert(label.to_owned(), (noticed, "why".to_owned()));
}

#[test]
fn a_fault_is_caught_where_exactly_its_rows_fail() {
    assert!(trial(|_| {}).is_caught());
}

#[test]
fn a_rule_that_is_named_bare_may_fail_in_any_row() {
    let caught = trial(|it| {
        let rule = it.get_mut("SCOPE-02").unwrap();
        rule.scenarios.insert("another".to_owned(), (Noticed::Fails, "why".to_owned()));
    });
    assert!(caught.is_caught());
}

#[test]
fn a_row_that_holds_or_cannot_be_judged_is_missed() {
    let holds = trial(|it| drop(it.get_mut("SCOPE-03").unwrap().scenarios.remove("b")));
    assert_eq!(holds.missed(), ["SCOPE-03/b (holds)"]);
    let unjudged = trial(|it| row(it, "b", Noticed::NotJudged));
    assert_eq!(unjudged.missed(), ["SCOPE-03/b (not judged: why)"]);
}

#[test]
fn a_rule_that_is_not_judged_misses_all_its_rows() {
    let unjudged = trial(|it| it.get_mut("SCOPE-03").unwrap().noticed = Noticed::NotJudged);
    assert_eq!(unjudged.missed().len(), 2);
    assert!(unjudged.accused().is_empty());
}

#[test]
fn a_row_that_the_fault_does_not_name_is_accused() {
    assert_eq!(trial(|it| row(it, "c", Noticed::Fails)).accused(), ["SCOPE-03/c (why)"]);
    assert!(trial(|it| row(it, "c", Noticed::NotJudged)).is_caught(), "it could not be judged");
}

#[test]
fn a_rule_that_the_fault_does_not_name_is_accused() {
    let other = Notice {
        noticed: Noticed::Fails,
        why: "x: why".to_owned(),
        scenarios: BTreeMap::new(),
        rows: Vec::new(),
    };
    assert_eq!(trial(|it| drop(it.insert("TOKEN-05".to_owned(), other))).accused(), ["TOKEN-05 (x: why)"]);
}

#[test]
fn of_rows_that_are_named_together_each_must_fail() {
    static ALL: LazyLock<Fault> = LazyLock::new(|| Fault { breaks: &["SCOPE-03/*"], ..faults()[0] });
    let all = |trial: Trial| {
        let mut trial = Trial { fault: *ALL, ..trial };
        trial.notices.remove("SCOPE-02");
        trial
    };
    assert!(all(trial(|_| {})).is_caught());
    let one_holds = all(trial(|it| it.get_mut("SCOPE-03").unwrap().rows.push("c".to_owned())));
    assert_eq!(one_holds.missed(), ["SCOPE-03/c (holds)"]);
    let none = all(trial(|it| it.get_mut("SCOPE-03").unwrap().rows.clear()));
    assert_eq!(none.missed(), ["SCOPE-03/* (is no row of the rule)"]);
}
