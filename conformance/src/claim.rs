//! What a fault is said to break: a rule, or some rows of one: `SCOPE-03/get-bookings`, `SCOPE-03/get-*`.

use std::collections::BTreeSet;

use crate::{catalogue::book::order, fault::Fault};

/// The rule of a claim: `SCOPE-03` of `SCOPE-03/get-bookings`.
#[must_use]
pub fn rule_of(claim: &str) -> &str {
    claim.split_once('/').map_or(claim, |(rule, _)| rule)
}

/// The row of a claim, where it names one.
#[must_use]
pub fn row_of(claim: &str) -> Option<&str> {
    claim.split_once('/').map(|(_, row)| row)
}

/// Whether a row is the one that a claim names, or one of them: a `*` stands for any letters.
#[must_use]
pub fn fits(named: &str, row: &str) -> bool {
    glob::Pattern::new(named).is_ok_and(|pattern| pattern.matches(row))
}

/// Whether a fault is said to break a rule, or rows of it.
#[must_use]
pub fn names(fault: &Fault, rule: &str) -> bool {
    fault.breaks.iter().any(|claim| rule_of(claim) == rule)
}

/// The rows of a rule that a fault is said to break; `None` where it may be any.
#[must_use]
pub fn rows<'a>(fault: &'a Fault, rule: &str) -> Option<BTreeSet<&'a str>> {
    let claims = fault.breaks.iter().filter(|claim| rule_of(claim) == rule);
    claims.map(|claim| row_of(claim)).collect()
}

/// The rules of a fault in the order of the book, those broken in some rows with their number.
#[must_use]
pub fn told(fault: &Fault) -> String {
    let mut rules: Vec<&str> = fault.breaks.iter().map(|claim| rule_of(claim)).collect();
    rules.sort_by_key(|rule| order(rule));
    rules.dedup();
    let told = rules.into_iter().map(|rule| match rows(fault, rule) {
        None => rule.to_owned(),
        Some(rows) if rows.iter().any(|row| row.contains('*')) => {
            format!("{rule} ({})", rows.into_iter().collect::<Vec<_>>().join(", "))
        }
        Some(rows) if rows.len() == 1 => format!("{rule} (1 row)"),
        Some(rows) => format!("{rule} ({} rows)", rows.len()),
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_a_rule_or_a_row_of_one() {
        assert_eq!((rule_of("SCOPE-03/get-me"), row_of("SCOPE-03/get-me")), ("SCOPE-03", Some("get-me")));
        assert_eq!((rule_of("SCOPE-03"), row_of("SCOPE-03")), ("SCOPE-03", None));
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        assert!(fits("get-*", "get-me") && fits("get-me", "get-me") && fits("*", "x"));
        assert!(!fits("get-*", "patch-me") && !fits("get-me", "get-me-one"));
        let fault = Fault { breaks: &["SCOPE-03/get-*"], ..crate::fault::faults()[0] };
        assert_eq!(told(&fault), "SCOPE-03 (get-*)");
    }

    #[test]
    fn a_rule_named_bare_may_break_in_any_row() {
        let fault = |breaks| Fault { breaks, ..crate::fault::faults()[0] };
        let by_rows = fault(&["SCOPE-03/b", "SCOPE-03/a", "SCOPE-02"]);
        assert_eq!(rows(&by_rows, "SCOPE-03"), Some(BTreeSet::from(["a", "b"])));
        assert_eq!(rows(&by_rows, "SCOPE-02"), None);
        assert_eq!(told(&by_rows), "SCOPE-02, SCOPE-03 (2 rows)");
        assert!(names(&by_rows, "SCOPE-03") && !names(&by_rows, "SCOPE-04"));
        assert_eq!(rows(&fault(&["SCOPE-03/b", "SCOPE-03"]), "SCOPE-03"), None);
    }
}
