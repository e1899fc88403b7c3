//! Looks out for the failure after which nothing more need be asked (`--fail-fast`).
//!
//! A refusal that fails proves nothing before its control has passed, so every rule is judged anew with each of its
//! scenarios that ends.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use jiff::civil::Date;

use crate::{
    catalogue::{Book, Rule, Spot},
    judgement::judge,
    plan::Deciding,
    play::Played,
    verdict::{Halt, Outcome},
    waivers::Waivers,
};

/// The rules, and what was seen of them.
#[derive(Debug)]
pub struct FirstFailure {
    /// A book of one rule each, and in which of them a scenario stands.
    books: Vec<Book>,
    places: BTreeMap<Spot, usize>,
    deciding: Deciding,
    waivers: Waivers,
    today: Date,
    seen: Mutex<BTreeMap<Spot, Played>>,
}

impl FirstFailure {
    /// Looks out in `book`; what is forgiven `today` is no failure.
    #[must_use]
    pub fn new(book: &Book, deciding: Deciding, waivers: Waivers, today: Date) -> Self {
        let alone = |rule: &Rule| Book { rules: vec![rule.clone()], ..Book::default() };
        let places = book.rules.iter().enumerate().flat_map(|(place, rule)| {
            rule.scenarios.iter().map(move |scenario| (scenario.spot.clone(), place))
        });
        let places = places.collect();
        Self {
            books: book.rules.iter().map(alone).collect(),
            places,
            deciding,
            waivers,
            today,
            seen: Mutex::default(),
        }
    }

    /// Whether a rule that decides is broken for certain, now that this scenario has ended.
    #[must_use]
    pub fn saw(&self, spot: &Spot, played: &Played) -> bool {
        let ends = played.stop.as_ref().map(|stop| &stop.halt);
        if matches!(ends, Some(Halt::Transport(_))) {
            // It is played again.
            return false;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(spot.clone(), played.clone());
        let Some(book) = self.places.get(spot).and_then(|place| self.books.get(*place)) else { return false };
        // The whole rule is judged: a control that has not ended may still fail, and then no refusal counts.
        let all: Vec<Spot> = book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect();
        let unended = all.iter().filter(|spot| !seen.contains_key(*spot));
        let unended = unended.map(|spot| (spot.clone(), "it has not ended".to_owned())).collect();
        let mut judged = judge(book, &all, &unended, &seen, self.deciding);
        self.waivers.forgive(&mut judged, self.today);
        let scenarios = judged.iter().flat_map(|(_, verdict)| &verdict.scenarios);
        scenarios.into_iter().any(|(_, verdict)| verdict.outcome == Outcome::Fail)
    }
}
