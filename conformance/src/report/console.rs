//! The report for a person: rules by chapter, then every failure, then one line that says it all.

use std::io::{self, Write};

use anstyle::Style;

use super::{Report, failure, style};
use crate::{
    redaction::visible,
    verdict::{Exit, Outcome},
};

/// Writes the report. Colour is the stream's business.
///
/// # Errors
///
/// When the stream cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut chapter = "";
    for (rule, verdict) in &report.rules {
        if rule.chapter() != chapter {
            chapter = rule.chapter();
            writeln!(out, "\n{}{chapter}{}", BOLD.render(), BOLD.render_reset())?;
        }
        let style = style(verdict.outcome);
        let (on, off) = (style.render(), style.render_reset());
        write!(out, "  {on}{:<12}{off} {:<10} {}", verdict.outcome.word(), rule.id, rule.title)?;
        match verdict.skips() {
            Some((skipped, of, reason)) => {
                writeln!(out, " ({skipped} of {of} scenarios skipped: {})", visible(reason))?;
            }
            None => match verdict.reason.as_ref().filter(|_| verdict.outcome == Outcome::Skipped) {
                Some(reason) => writeln!(out, " ({})", visible(reason))?,
                None => writeln!(out)?,
            },
        }
    }
    writeln!(out)?;
    let mut failures = report
        .rules
        .iter()
        .filter(|(_, verdict)| !matches!(verdict.outcome, Outcome::Pass | Outcome::Skipped));
    if let Some(first) = failures.next() {
        for (rule, verdict) in std::iter::once(first).chain(failures) {
            writeln!(out, "{}", failure::tell(rule, verdict, report))?;
        }
    }
    for id in &report.missing {
        writeln!(out, "{id} is required and was not asked")?;
    }
    for stale in report.rules.iter().flat_map(|(_, verdict)| &verdict.stale) {
        writeln!(out, "{stale}")?;
    }
    writeln!(out, "{}", last_line(report))?;
    out.flush()
}

/// `mock conforms: 71 rules passed`
fn last_line(report: &Report) -> String {
    let counts: Vec<String> =
        report.summary().iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    let verdict = match report.exit {
        Exit::Conforms => "conforms",
        Exit::Broken => "does not conform",
        Exit::Unrecorded => "cannot be judged: answers on record are missing or unreviewed",
        Exit::Inconclusive | Exit::Unreachable => "cannot be judged: connections broke",
        Exit::NothingRan if report.missing.is_empty() => "was not asked anything",
        Exit::NothingRan => "was not asked all that is required",
        Exit::StaleWaiver => "conforms, but a waiver is stale or expired",
        Exit::Interrupted => "was not asked everything: interrupted",
        Exit::Usage | Exit::SelfcheckFailed | Exit::Internal => {
            "cannot be judged: the harness itself failed, please report it"
        }
    };
    let skips: usize =
        report.rules.iter().filter_map(|(_, verdict)| verdict.skips()).map(|(skipped, ..)| skipped).sum();
    let skips = if skips == 0 { String::new() } else { format!("; {skips} scenarios skipped") };
    format!("{} {verdict} ({}{skips})", report.target, counts.join(", "))
}

const BOLD: Style = Style::new().bold();
