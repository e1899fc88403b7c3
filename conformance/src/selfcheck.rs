//! Every fault must be caught by the rules that it names, and by no other; where it names rows of a rule, by exactly these.
//!
//! For each fault a mock that is wrong in that one way is asked every rule but those that ask an integrator; these are
//! asked of a reference integrator that is wrong, beside a mock that is not. A rule *fails* when the server was judged
//! at a `Then` of a refusal or an assertion and found wrong; it is *not judged* when its control or a `Given` could not
//! pass there, which is no catch for a rule that names the fault and no blame for one that does not. A connection that
//! breaks is no catch.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc, time::Duration};

use crate::{
    catalogue::{Book, Kind, Records, Rule, Scenario, Spot},
    claim,
    fault::{Fault, Whose, faults},
    integrator::Wrong,
    play::{Played, Setting, play_here},
    stopping::Stopping,
    target::{Target, mock::Lanes},
    transport::Transport,
    troupe,
    verdict::{Exit, Halt},
};

/// So long an integrator that never answers is waited for.
const SILENCE: Duration = Duration::from_secs(2);

/// So many scenarios are played by one troupe before it takes others.
const SHARE: usize = 200;

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

/// What one rule said of a faulty server.
#[derive(Debug)]
pub struct Notice {
    /// All in all.
    pub noticed: Noticed,
    /// Of the scenario that decided.
    pub why: String,
    /// Each scenario, by its row or title, that did not hold.
    pub scenarios: BTreeMap<String, (Noticed, String)>,
    /// The rows and titles of all scenarios that can fail for the fault's sake: those that are no controls.
    pub rows: Vec<String>,
}

/// What one fault did.
#[derive(Debug)]
pub struct Trial {
    /// The fault.
    pub fault: Fault,
    /// What each rule said.
    pub notices: BTreeMap<String, Notice>,
}

impl Trial {
    /// Rules and rows that the fault names and that did not fail, with what they said instead.
    #[must_use]
    pub fn missed(&self) -> Vec<String> {
        self.fault.breaks.iter().flat_map(|claim| self.missed_of(claim)).collect()
    }

    /// What was missed of one claim: the rule, or each of its rows.
    fn missed_of(&self, claim: &str) -> Vec<String> {
        let rule = claim::rule_of(claim);
        let Some(notice) = self.notices.get(rule) else {
            return vec![format!("{claim} (is no rule that asks whoever is wrong)")];
        };
        let Some(named) = claim::row_of(claim).filter(|_| notice.noticed == Noticed::Fails) else {
            let missed = missed(notice.noticed, &notice.why);
            return missed.into_iter().map(|said| format!("{claim} ({said})")).collect();
        };
        let rows: Vec<&String> = notice.rows.iter().filter(|row| claim::fits(named, row)).collect();
        if rows.is_empty() {
            return vec![format!("{claim} (is no row of the rule)")];
        }
        let of_row = |row: &String| {
            let (noticed, why) =
                notice.scenarios.get(row).cloned().unwrap_or((Noticed::Holds, String::new()));
            Some(format!("{rule}/{row} ({})", missed(noticed, &why)?))
        };
        rows.into_iter().filter_map(of_row).collect()
    }

    /// Rules and rows that failed though the fault does not name them, with the reason.
    #[must_use]
    pub fn accused(&self) -> Vec<String> {
        let blames = |noticed: Noticed| matches!(noticed, Noticed::Fails | Noticed::Trouble);
        let mut accused = Vec::new();
        for (id, notice) in self.notices.iter().filter(|(_, notice)| blames(notice.noticed)) {
            if !claim::names(&self.fault, id) {
                accused.push(format!("{id} ({})", notice.why));
            } else if let Some(rows) = claim::rows(&self.fault, id) {
                let others = notice.scenarios.iter().filter(|(label, (noticed, _))| {
                    *noticed == Noticed::Fails && !rows.iter().any(|row| claim::fits(row, label))
                });
                accused.extend(others.map(|(label, (_, why))| format!("{id}/{label} ({why})")));
            }
        }
        accused
    }

    /// Whether every rule that names it failed, and no other.
    #[must_use]
    pub fn is_caught(&self) -> bool {
        !self.fault.breaks.is_empty() && self.missed().is_empty() && self.accused().is_empty()
    }
}

/// What was said instead of failing.
fn missed(noticed: Noticed, why: &str) -> Option<String> {
    match noticed {
        Noticed::Fails => None,
        Noticed::Holds => Some("holds".to_owned()),
        Noticed::NotJudged => Some(format!("not judged: {why}")),
        Noticed::Trouble => Some(format!("trouble: {why}")),
    }
}

/// How the subjects answer that are not wrong, and what the mock was seen to ask of its strictness meanwhile.
///
/// The world, the clock and the dice of a scenario are always the same, and a fault acts where the server asks its
/// strictness about it, and nowhere else. So where the honest server never asked about what a fault changes, the server with
/// the fault would do the same, step by step, and is not asked again.
#[derive(Debug)]
pub struct Honest {
    played: BTreeMap<Spot, Played>,
}

impl Honest {
    /// Plays all rules against subjects that are not wrong.
    ///
    /// # Errors
    ///
    /// When nobody can play.
    pub fn play(
        book: &Book,
        records: &Arc<Records>,
        transport: &Transport,
        concurrency: usize,
    ) -> Result<Self, String> {
        let spots: Vec<Spot> = book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect();
        let shares: Vec<&[Spot]> = spots.chunks(SHARE).collect();
        let played = troupe::side_by_side(concurrency, &shares, transport, async |share, transport| {
            play_with(book, records, share, None, transport, at_once(concurrency)).await
        })?;
        Ok(Self { played: played.into_iter().flatten().collect() })
    }

    /// What was seen of the scenario at `spot`.
    #[must_use]
    pub fn at(&self, spot: &Spot) -> Option<&Played> {
        self.played.get(spot)
    }

    /// Whether `fault` could have changed anything about the scenario at `spot`.
    #[must_use]
    pub fn could_show(&self, fault: Fault, spot: &Spot) -> bool {
        let Whose::Mock(fault) = fault.whose else { return true };
        let seen = self.played.get(spot).and_then(|played| played.notes.seen.as_ref());
        seen.is_none_or(|seen| fault.could_show(seen))
    }
}

/// Of so many scenarios at once, those of one troupe.
fn at_once(concurrency: usize) -> usize {
    concurrency.div_ceil(troupe::troupes())
}

/// Plays some scenarios on this thread against subjects with `fault`, or without one.
pub async fn play_with(
    book: &Book,
    records: &Arc<Records>,
    spots: &[Spot],
    fault: Option<Fault>,
    transport: &Transport,
    concurrency: usize,
) -> BTreeMap<Spot, Played> {
    let setting = Setting {
        target: Arc::new(Target::Mock(Lanes::new(concurrency, fault, transport.clone()))),
        // What a faulty mock answers is nothing to review.
        records: Arc::new(records.without_folder()),
        concurrency,
        progress: None,
        stopping: Stopping::default(),
        first_failure: None,
    };
    play_here(book, spots, &setting).await
}

/// Asks the subjects with these faults, several of them at once. `tried` hears of each.
///
/// # Errors
///
/// When nobody can play.
pub fn try_faults(
    book: &Book,
    records: &Arc<Records>,
    honest: &Honest,
    faults: &[Fault],
    transport: &Transport,
    concurrency: usize,
    tried: impl Fn() + Sync,
) -> Result<Vec<Trial>, String> {
    troupe::side_by_side(concurrency, faults, transport, async |fault, transport| {
        let trial = try_fault(book, records, honest, *fault, transport, at_once(concurrency)).await;
        tried();
        trial
    })
}

/// Asks the subject with `fault` by all the rules that ask it, wherever the fault could show.
async fn try_fault(
    book: &Book,
    records: &Arc<Records>,
    honest: &Honest,
    fault: Fault,
    transport: &Transport,
    concurrency: usize,
) -> Trial {
    let transport = match fault.whose {
        Whose::Integrator(Wrong::Hangs) => &transport.clone().giving_up_after(SILENCE),
        _ => transport,
    };
    let asks = |rule: &Rule| fault.whose.is_asked_by(rule);
    let could_show = |scenario: &Scenario| honest.could_show(fault, &scenario.spot);
    let spots: Vec<Spot> = book
        .scenarios()
        .filter(|(rule, scenario)| asks(rule) && could_show(scenario))
        .map(|(_, scenario)| scenario.spot.clone())
        .collect();
    let played = play_with(book, records, &spots, Some(fault), transport, concurrency).await;
    let at = |spot: &Spot| played.get(spot).or_else(|| honest.at(spot));
    let rules = book.rules.iter().filter(|rule| asks(rule));
    let notices = rules.map(|rule| (rule.id.clone(), notice(rule, &at))).collect();
    Trial { fault, notices }
}

/// What a rule says of the server that was played against. Without its controls nothing is judged, and in trouble nobody
/// knows.
fn notice<'a>(rule: &Rule, played: &impl Fn(&Spot) -> Option<&'a Played>) -> Notice {
    let scenarios: BTreeMap<String, (Noticed, String)> = rule
        .scenarios
        .iter()
        .filter_map(|scenario| {
            Some((scenario.label().to_owned(), stopped(scenario, played(&scenario.spot))?))
        })
        .collect();
    let is_control =
        |label: &str| rule.scenarios.iter().any(|it| it.kind == Kind::Control && it.label() == label);
    let first = |wanted: fn(Noticed, bool) -> bool| {
        scenarios.iter().find(|(label, (noticed, _))| wanted(*noticed, is_control(label)))
    };
    let deciding = first(|noticed, _| noticed == Noticed::Trouble)
        .or_else(|| first(|noticed, is_control| is_control && noticed == Noticed::NotJudged))
        .or_else(|| first(|noticed, _| noticed == Noticed::Fails))
        .or_else(|| first(|noticed, _| noticed == Noticed::NotJudged));
    let (noticed, why) = deciding.map_or((Noticed::Holds, String::new()), |(label, (noticed, why))| {
        (*noticed, format!("{label}: {why}"))
    });
    let can_fail = rule.scenarios.iter().filter(|scenario| scenario.kind != Kind::Control);
    let rows = can_fail.map(|scenario| scenario.label().to_owned()).collect();
    Notice { noticed, why, scenarios, rows }
}

/// What a scenario says that did not go through.
fn stopped(scenario: &Scenario, played: Option<&Played>) -> Option<(Noticed, String)> {
    let Some(played) = played else {
        return Some((Noticed::Trouble, "never played".to_owned()));
    };
    let stop = played.stop.as_ref()?;
    let noticed = match &stop.halt {
        Halt::Mismatch(_) if scenario.kind == Kind::Control => Noticed::NotJudged,
        Halt::Mismatch(_) if stop.is_judgement() => Noticed::Fails,
        Halt::Mismatch(_) | Halt::Skip(_) => Noticed::NotJudged,
        Halt::Transport(_) | Halt::Unrecorded { .. } | Halt::Ours(_) => Noticed::Trouble,
    };
    Some((noticed, stop.halt.message()))
}

/// Rules that no fault names: nothing shows that they can fail.
#[must_use]
pub fn unproven(book: &Book) -> Vec<String> {
    let is_named = |rule: &&Rule| faults().iter().any(|fault| claim::names(fault, &rule.id));
    book.rules.iter().filter(|rule| !is_named(rule)).map(|rule| rule.id.clone()).collect()
}

/// The matrix fault by rule, and what is wrong with it.
#[must_use]
pub fn matrix(trials: &[Trial], unproven: &[String]) -> String {
    let mut text = String::new();
    let width = trials.iter().map(|trial| trial.fault.name.len()).max().unwrap_or(0);
    for trial in trials {
        let word = if trial.is_caught() { "caught" } else { "MISSED" };
        let _ = writeln!(text, "{word}  {:<width$}  {}", trial.fault.name, claim::told(&trial.fault));
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

#[cfg(test)]
mod tests;
