//! The report for a program (INTERFACE, `--report json=FILE`).

use serde::Serialize;

use super::Report;
use crate::{
    catalogue::Authority,
    judgement::{RuleVerdict, ScenarioVerdict},
    redaction::visible_json,
    verdict::Outcome,
};

#[derive(Serialize)]
struct Document<'a> {
    tool: Tool<'a>,
    target: Name<'a>,
    started: String,
    ended: String,
    exit_code: u8,
    summary: serde_json::Map<String, serde_json::Value>,
    rules: Vec<RuleEntry<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'static str,
    digest: &'a str,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct RuleEntry<'a> {
    id: &'a str,
    authority: Authority,
    title: &'a str,
    source: &'a str,
    outcome: Outcome,
    reason: Option<String>,
    scenarios: Vec<ScenarioEntry<'a>>,
}

#[derive(Serialize)]
struct ScenarioEntry<'a> {
    name: &'a str,
    row: Option<&'a str>,
    file: &'a str,
    line: usize,
    outcome: Outcome,
    reason: Option<String>,
    duration_ms: u64,
    exchanges: usize,
}

/// Why a rule did not pass, which of its waivers are stale, or what of it was not asked.
fn rule_reason(verdict: &RuleVerdict) -> Option<String> {
    let skips = verdict.skips().filter(|_| verdict.reason.is_none() && verdict.stale.is_empty());
    let skips = skips.map(|(skipped, of, why)| format!("{skipped} of {of} scenarios skipped: {why}"));
    let reasons: Vec<String> = verdict
        .reason
        .clone()
        .into_iter()
        .chain(verdict.stale.iter().map(ToString::to_string))
        .chain(skips)
        .collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// Why a scenario did not pass, and why it is forgiven.
fn reason(said: &ScenarioVerdict) -> Option<String> {
    let reason = said.reason.as_ref()?;
    Some(
        said.waiver.as_ref().map_or_else(|| reason.clone(), |waiver| format!("{reason}; forgiven: {waiver}")),
    )
}

/// The report as JSON, with a newline at its end.
///
/// # Errors
///
/// Never in practice: every member is plain.
pub fn text(report: &Report) -> serde_json::Result<String> {
    let rules = report
        .rules
        .iter()
        .map(|(rule, verdict)| RuleEntry {
            id: &rule.id,
            authority: rule.authority,
            title: &rule.title,
            source: &rule.source,
            outcome: verdict.outcome,
            reason: rule_reason(verdict),
            scenarios: verdict
                .scenarios
                .iter()
                .map(|(scenario, said)| ScenarioEntry {
                    name: &scenario.name,
                    row: scenario.row.as_deref(),
                    file: &scenario.spot.file,
                    line: scenario.spot.line,
                    outcome: said.outcome,
                    reason: reason(said),
                    duration_ms: said
                        .played
                        .as_ref()
                        .map_or(0, |played| u64::try_from(played.duration.as_millis()).unwrap_or(u64::MAX)),
                    exchanges: said.played.as_ref().map_or(0, |played| played.notes.exchanges),
                })
                .collect(),
        })
        .collect();
    let summary = report
        .summary()
        .into_iter()
        .map(|(outcome, count)| (outcome.word().to_owned(), count.into()))
        .collect();
    let document = Document {
        tool: Tool { name: "cal-conformance", version: env!("CARGO_PKG_VERSION"), digest: &report.digest },
        target: Name { name: &report.target },
        started: report.started.to_string(),
        ended: report.ended.to_string(),
        exit_code: report.exit.code(),
        summary,
        rules,
    };
    Ok(visible_json(&serde_json::to_string_pretty(&document)?) + "\n")
}
