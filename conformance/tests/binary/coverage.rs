//! What `coverage` says, and when it decides.

use predicates::{prelude::PredicateBooleanExt as _, str::contains};

use crate::subjects::{book, cal_conformance, rule};

const SCENARIOS: &str = "    Scenario: It holds\n      Given Alice allowed Acme\n      When Acme exchanges the code\n      \
                         Then Acme gets tokens\n";

#[test]
fn the_book_has_no_gap_without_a_reason() {
    let run = cal_conformance().args(["coverage", "--check"]).assert().code(0);
    run.stdout(contains("TOKEN-05").and(contains("excused  TOKEN-08")).and(contains(": 0 gaps, and ")));
}

#[test]
fn a_gap_without_a_reason_decides_only_where_that_was_asked() {
    let strange = rule(SCENARIOS).replace("TOKEN-05", "TOKEN-99");
    let folder = book(&strange);
    let coverage = |args: &[&str]| {
        let mut run = cal_conformance();
        run.arg("coverage").args(args).arg("--features").arg(folder.path());
        run.assert()
    };
    coverage(&["--check"]).code(1).stdout(contains("GAP      TOKEN-99: no fault breaks it"));
    coverage(&[]).code(0).stdout(contains("GAP      TOKEN-99"));
    let reason = strange.replace("It matters.", "It matters.\n    Without a fault: nobody could make it.");
    std::fs::write(folder.path().join("rule.feature"), reason).unwrap();
    coverage(&["--check"]).code(0).stdout(contains("(nobody could make it.)"));
}
