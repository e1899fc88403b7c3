//! How exactly the documents are obeyed. Strictness is a value that is handed to the rules (ARCHITECTURE, idea 4).
//!
//! A decision is an ordered list of named checks, and [`Strictness::walk`] is the one function that walks it. The
//! documented strictness stops at the first check that does not hold; a fault is wrong in exactly one way.

use std::sync::Arc;

use super::{ApiError, Check, Fault, Objection, Place, Refusal, Witness};

/// One way of being wrong.
#[derive(Debug, Clone)]
pub enum Flaw {
    /// Lets a check pass. Never one that yields a value, such as the client or the code.
    Pardon(Check),
    /// Refuses with another refusal.
    Reword(Check, Refusal),
    /// Refuses with another error of the API.
    RewordApi(Check, ApiError),
    /// Refuses a registration, an edit or a rotation in other words.
    RewordObjection(Check, Objection),
    /// Judges the first check before the second.
    Move(Check, Check),
    /// Is wrong at a named place outside the tables.
    At(Place),
}

/// What was judged; it can say what differed from what a check wants. Never a secret.
pub trait Case {
    /// What differed, for the log and the journal.
    fn differed(&self, check: Check) -> String;
}

/// A kind of refusal that a check can answer with.
pub trait Answer: Clone {
    /// What `flaw` makes of the refusals of one check.
    fn instead(flaw: &Flaw) -> Option<(Check, Self)>;
}

impl Answer for Refusal {
    fn instead(flaw: &Flaw) -> Option<(Check, Self)> {
        if let Flaw::Reword(check, refusal) = flaw { Some((*check, refusal.clone())) } else { None }
    }
}

impl Answer for ApiError {
    fn instead(flaw: &Flaw) -> Option<(Check, Self)> {
        if let Flaw::RewordApi(check, error) = flaw { Some((*check, error.clone())) } else { None }
    }
}

impl Answer for Objection {
    fn instead(flaw: &Flaw) -> Option<(Check, Self)> {
        if let Flaw::RewordObjection(check, objection) = flaw {
            Some((*check, objection.clone()))
        } else {
            None
        }
    }
}

/// A refusal, the check that made it and what differed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused<R = Refusal> {
    /// The check that did not hold.
    pub check: Check,
    /// What is answered.
    pub refusal: R,
    /// What differed, for the log and the journal.
    pub differed: String,
}

/// A named check: a predicate that states what must hold, and the refusal where it does not.
pub type Step<C, R> = (Check, fn(&C) -> bool, R);

/// How exactly the documents are obeyed.
#[derive(Debug, Clone, Default)]
pub struct Strictness {
    flaws: Vec<&'static Flaw>,
    witness: Option<Arc<Witness>>,
}

impl Strictness {
    /// As the documents say, but for these faults.
    #[must_use]
    pub fn with(faults: &[&'static Fault]) -> Self {
        Self { flaws: faults.iter().flat_map(|fault| fault.flaws).collect(), witness: None }
    }

    /// The same, and `witness` notes what is asked of it.
    #[must_use]
    pub fn seen_by(self, witness: Option<Arc<Witness>>) -> Self {
        Self { witness, ..self }
    }

    /// Whether the server is to be wrong at `place`.
    #[must_use]
    pub fn at(&self, place: Place) -> bool {
        if let Some(witness) = &self.witness {
            witness.asks(place);
        }
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::At(own) if *own == place))
    }

    /// Judges `case` by `checks` in their order; the first that does not hold refuses.
    ///
    /// # Errors
    ///
    /// The refusal of that check.
    pub fn walk<C: Case, R: Answer>(&self, case: &C, checks: &[Step<C, R>]) -> Result<(), Refused<R>> {
        if self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Move(..))) {
            return self.judge(case, checks, self.moved(checks).into_iter());
        }
        self.judge(case, checks, checks.iter())
    }

    fn judge<'a, C: Case + 'a, R: Answer + 'a>(
        &self,
        case: &C,
        checks: &[Step<C, R>],
        order: impl Iterator<Item = &'a Step<C, R>>,
    ) -> Result<(), Refused<R>> {
        for (check, holds, otherwise) in order {
            let holds = holds(case);
            if let Some(witness) = self.witness.as_ref().filter(|_| !holds) {
                witness.refuses(*check, checks.iter().map(|(check, ..)| *check));
            }
            if !holds && !self.pardons(*check) {
                return Err(self.refuse(case, *check, otherwise));
            }
        }
        Ok(())
    }

    fn moved<'a, C, R>(&self, checks: &'a [Step<C, R>]) -> Vec<&'a Step<C, R>> {
        let mut order: Vec<_> = checks.iter().collect();
        for flaw in &self.flaws {
            let Flaw::Move(moved, target) = flaw else { continue };
            let place = |check| order.iter().position(|step| step.0 == check);
            if let (Some(from), Some(to)) = (place(*moved), place(*target)) {
                let step = order.remove(from);
                order.insert(if from < to { to - 1 } else { to }, step);
            }
        }
        order
    }

    fn pardons(&self, check: Check) -> bool {
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Pardon(own) if *own == check))
    }

    fn refuse<C: Case, R: Answer>(&self, case: &C, check: Check, otherwise: &R) -> Refused<R> {
        let worded = self.flaws.iter().filter_map(|flaw| R::instead(flaw)).find(|(own, _)| *own == check);
        let refusal = worded.map_or_else(|| otherwise.clone(), |(_, other)| other);
        Refused { check, refusal, differed: case.differed(check) }
    }
}

#[cfg(test)]
mod tests;
