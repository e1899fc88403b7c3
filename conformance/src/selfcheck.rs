//! Every fault must be caught by the rules that name it, and by no other.
//!
//! For each fault a mock that is wrong in that one way is asked every rule. A rule *fails* when the server was judged
//! at a `Then` of a refusal or an assertion and found wrong; it is *not judged* when its control or a `Given` could not
//! pass there, which is no catch for a rule that names the fault and no blame for one that does not. A connection that
//! breaks is no catch.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    rc::Rc,
};

use crate::{
    catalogue::{Book, Kind, Records, Rule, Spot, book::order},
    play::{Played, Setting, play},
    stopping::Stopping,
    target::{
        Target,
        mock::{self, Fault, Lanes},
    },
    transport::Transport,
    verdict::{Exit, Halt},
};

/// What a rule said of a faulty server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noticed {
    /// It was judged and found wrong.
    Fails,
    /// It was judged and found right.
    Holds,
    /// It could not be judged there.
    NotJudged,
    /// The harness or the connection failed.
    Trouble,
}

/// What one fault did.
#[derive(Debug)]
pub struct Trial {
    /// The fault.
    pub fault: &'static Fault,
    /// What each rule said.
    pub noticed: BTreeMap<String, (Noticed, String)>,
}

impl Trial {
    /// Rules that the fault names and that did not fail, with what they said instead.
    #[must_use]
    pub fn missed(&self) -> Vec<String> {
        let said = |id: &str| match self.noticed.get(id) {
            Some((Noticed::Holds, _)) => "holds".to_owned(),
            Some((Noticed::NotJudged, why)) => format!("not judged: {why}"),
            Some((_, why)) => format!("trouble: {why}"),
            None => "is not in the rule book".to_owned(),
        };
        let fails = |id: &str| matches!(self.noticed.get(id), Some((Noticed::Fails, _)));
        self.fault.breaks.iter().filter(|id| !fails(id)).map(|id| format!("{id} ({})", said(id))).collect()
    }

    /// Rules that failed though the fault does not name them, with the reason.
    #[must_use]
    pub fn accused(&self) -> Vec<String> {
        self.noticed
            .iter()
            .filter(|(id, (noticed, _))| {
                matches!(noticed, Noticed::Fails | Noticed::Trouble)
                    && !self.fault.breaks.contains(&id.as_str())
            })
            .map(|(id, (_, why))| format!("{id} ({why})"))
            .collect()
    }

    /// Whether every rule that names it failed, and no other.
    #[must_use]
    pub fn is_caught(&self) -> bool {
        !self.fault.breaks.is_empty() && self.missed().is_empty() && self.accused().is_empty()
    }
}

/// Plays all rules against a mock with `fault`.
///
/// # Errors
///
/// When the mock cannot start.
pub async fn try_fault(
    book: &Book,
    records: &Rc<Records>,
    fault: &'static Fault,
    transport: &Transport,
    concurrency: usize,
) -> Result<Trial, String> {
    let lanes = Lanes::start(concurrency, Some(fault), transport)?;
    let setting = Setting {
        target: Rc::new(Target::Mock(lanes)),
        // What a faulty mock answers is nothing to review.
        records: Rc::new(records.without_folder()),
        concurrency,
        progress: None,
        stopping: Stopping::default(),
        first_failure: None,
    };
    let spots: Vec<Spot> = book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect();
    let played = play(book, &spots, &setting).await;
    let noticed = book.rules.iter().map(|rule| (rule.id.clone(), notice(rule, &played))).collect();
    Ok(Trial { fault, noticed })
}

/// What a rule says of the server that was played against.
fn notice(rule: &Rule, played: &BTreeMap<Spot, Played>) -> (Noticed, String) {
    let stops: Vec<_> = rule
        .scenarios
        .iter()
        .map(|scenario| (scenario, played.get(&scenario.spot).map(|played| played.stop.as_ref())))
        .collect();
    let mut not_judged = None;
    let mut fails = None;
    for (scenario, stop) in stops {
        let label = scenario.label();
        let Some(stop) = stop else { return (Noticed::Trouble, format!("{label}: never played")) };
        let Some(stop) = stop else { continue };
        let why = format!("{label}: {}", stop.halt.message());
        match &stop.halt {
            Halt::Mismatch(_) if scenario.kind == Kind::Control => return (Noticed::NotJudged, why),
            Halt::Mismatch(_) if stop.is_judgement() => {
                fails.get_or_insert(why);
            }
            Halt::Mismatch(_) | Halt::Skip(_) => {
                not_judged.get_or_insert(why);
            }
            Halt::Transport(_) | Halt::Unrecorded { .. } | Halt::Ours(_) => return (Noticed::Trouble, why),
        }
    }
    match (fails, not_judged) {
        (Some(why), _) => (Noticed::Fails, why),
        (None, Some(why)) => (Noticed::NotJudged, why),
        (None, None) => (Noticed::Holds, String::new()),
    }
}

/// Rules that no fault names: nothing shows that they can fail.
#[must_use]
pub fn unproven(book: &Book) -> Vec<String> {
    let named: BTreeSet<&str> = mock::faults().iter().flat_map(|fault| fault.breaks).copied().collect();
    book.rules.iter().filter(|rule| !named.contains(rule.id.as_str())).map(|rule| rule.id.clone()).collect()
}

/// The matrix fault by rule, and what is wrong with it.
#[must_use]
pub fn matrix(trials: &[Trial], unproven: &[String]) -> String {
    let mut text = String::new();
    let width = trials.iter().map(|trial| trial.fault.name.len()).max().unwrap_or(0);
    for trial in trials {
        let word = if trial.is_caught() { "caught" } else { "MISSED" };
        let mut rules: Vec<&str> = trial.fault.breaks.to_vec();
        rules.sort_by_key(|id| order(id));
        let _ = writeln!(text, "{word}  {:<width$}  {}", trial.fault.name, rules.join(" "));
        for missed in trial.missed() {
            let _ = writeln!(text, "          should have noticed: {}", one_line(&missed));
        }
        for accused in trial.accused() {
            let _ = writeln!(text, "          failed too: {}", one_line(&accused));
        }
    }
    for id in unproven {
        let _ = writeln!(text, "UNPROVEN  no fault breaks {id}");
    }
    let caught = trials.iter().filter(|trial| trial.is_caught()).count();
    let _ = write!(text, "\n{caught} of {} faults caught", trials.len());
    if !unproven.is_empty() {
        let _ = write!(text, ", {} rules unproven", unproven.len());
    }
    text.push('\n');
    text
}

fn one_line(text: &str) -> String {
    const ENOUGH: usize = 300;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.char_indices().nth(ENOUGH).map_or_else(|| line.clone(), |(end, _)| format!("{}...", &line[..end]))
}

/// What the selfcheck exits with.
#[must_use]
pub fn exit(trials: &[Trial], unproven: &[String]) -> Exit {
    if trials.is_empty() {
        return Exit::NothingRan;
    }
    if unproven.is_empty() && trials.iter().all(Trial::is_caught) {
        return Exit::Conforms;
    }
    Exit::SelfcheckFailed
}
