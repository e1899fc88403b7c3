//! What proves each rule: its scenarios, the controls of its refusals, the answers on record, the faults that break it.
//!
//! What is missing is a gap. A gap is filled, or its reason stands as a line of the rule's description: `Without a
//! record: the refusal is that of TOKEN-05.` A reason without a gap is a gap of its own.

use std::fmt::{self, Write as _};

use crate::{
    catalogue::{Book, Kind, Records, Rule},
    claim,
    fault::Fault,
};

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The rule, or the fault, that it is about.
    pub of: String,
    /// What is missing, and the mend.
    pub what: String,
    /// Why it may be missing.
    pub excuse: Option<String>,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.excuse {
            Some(excuse) => write!(f, "excused  {}: {} ({excuse})", self.of, self.what),
            None => write!(f, "GAP      {}: {}", self.of, self.what),
        }
    }
}

/// What each rule lacks.
#[must_use]
pub fn gaps(book: &Book, records: &Records, faults: &[Fault]) -> Vec<Gap> {
    book.rules.iter().flat_map(|rule| gaps_of(rule, records, faults)).collect()
}

fn gaps_of(rule: &Rule, records: &Records, faults: &[Fault]) -> Vec<Gap> {
    let refuses = count(rule, Kind::Refusal) > 0;
    let lacks = [
        (
            "fault",
            breaking(rule, faults).next().is_none(),
            "no fault breaks it, so nothing shows that it can fail",
        ),
        ("control", refuses && count(rule, Kind::Control) == 0, "it refuses without a control"),
        ("record", refuses && own_records(rule, records).next().is_none(), "no answer on record is its own"),
    ];
    let mut gaps = Vec::new();
    for (what, is_missing, why) in lacks {
        let excuse = rule.excuses.iter().find(|(excused, _)| excused == what).map(|(_, why)| why.clone());
        if is_missing {
            let mend = match excuse {
                Some(_) => why.to_owned(),
                None => format!("{why}: add one, or say why not in its description, `Without a {what}: ...`"),
            };
            gaps.push(Gap { of: rule.id.clone(), what: mend, excuse });
        } else if excuse.is_some() {
            let what = format!("it says `Without a {what}` and has one: take the line out");
            gaps.push(Gap { of: rule.id.clone(), what, excuse: None });
        }
    }
    for (what, _) in rule.excuses.iter().filter(|(what, _)| lacks.iter().all(|(known, ..)| what != known)) {
        let what = format!("`Without a {what}` is no gap: a rule may lack a fault, a control or a record");
        gaps.push(Gap { of: rule.id.clone(), what, excuse: None });
    }
    gaps
}

/// Faults that name a rule or a row which is not in the book. Only a whole book can say so.
#[must_use]
pub fn strangers(book: &Book, faults: &[Fault]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for fault in faults {
        for claim in fault.breaks.iter().filter(|claim| !stands_in(book, claim)) {
            let what = format!("this fault is said to break {claim}, which is not in the book");
            gaps.push(Gap { of: fault.name.to_owned(), what, excuse: None });
        }
    }
    gaps
}

fn stands_in(book: &Book, claim: &str) -> bool {
    book.rule(claim::rule_of(claim)).is_some_and(|rule| {
        let row = claim::row_of(claim);
        row.is_none_or(|row| rule.scenarios.iter().any(|scenario| claim::fits(row, scenario.label())))
    })
}

/// The rules, a line each, then the gaps, then what they come to.
#[must_use]
pub fn table(book: &Book, records: &Records, gaps: &[Gap]) -> String {
    let mut text = format!(
        "{:<11} {:>9} {:>8} {:>8} {:>7}  faults\n",
        "rule", "scenarios", "refusals", "controls", "records"
    );
    for rule in &book.rules {
        let faults = crate::explain::faults(rule);
        let _ = writeln!(
            text,
            "{:<11} {:>9} {:>8} {:>8} {:>7}  {}",
            rule.id,
            rule.scenarios.len(),
            count(rule, Kind::Refusal),
            count(rule, Kind::Control),
            own_records(rule, records).count(),
            if faults.is_empty() { "none".to_owned() } else { faults.join(" ") },
        );
    }
    text.push('\n');
    for gap in gaps {
        let _ = writeln!(text, "{gap}");
    }
    let holes = gaps.iter().filter(|gap| gap.excuse.is_none()).count();
    let _ = writeln!(
        text,
        "{} rules, {} scenarios: {holes} gaps, and {} with a reason",
        book.rules.len(),
        book.scenarios().count(),
        gaps.len() - holes
    );
    text
}

fn count(rule: &Rule, kind: Kind) -> usize {
    rule.scenarios.iter().filter(|scenario| scenario.kind == kind).count()
}

fn breaking<'a>(rule: &'a Rule, faults: &'a [Fault]) -> impl Iterator<Item = &'a Fault> {
    faults.iter().filter(|fault| claim::names(fault, &rule.id))
}

/// Answers on record that are named after the rule.
fn own_records<'a>(rule: &'a Rule, records: &'a Records) -> impl Iterator<Item = &'a str> {
    records.names().filter(|name| name.split('.').next() == Some(rule.id.as_str()))
}

#[cfg(test)]
mod tests;
