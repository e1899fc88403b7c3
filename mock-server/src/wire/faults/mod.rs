//! Servers that are wrong in exactly one way, to prove that a rule can fail.
//!
//! What a fault `breaks` is written by hand from the rule book: the rules whose own sentence it violates. A file per
//! chapter of the book.

mod authorization;
mod profile;
mod proof_key;
mod refresh;
mod token;

use std::fmt;
use std::sync::LazyLock;

use super::strictness::Flaw;

/// One way of being wrong.
#[derive(Clone)]
pub struct Fault {
    /// What `--fault` calls it.
    pub name: &'static str,
    /// What it does wrong, in one sentence.
    pub wrong: &'static str,
    /// The rules that must notice.
    pub breaks: &'static [&'static str],
    /// How it is done.
    pub flaws: &'static [Flaw],
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.name)
    }
}

/// Every fault, by chapter.
#[must_use]
pub fn faults() -> &'static [Fault] {
    static ALL: LazyLock<Vec<Fault>> = LazyLock::new(|| {
        [authorization::FAULTS, token::FAULTS, proof_key::FAULTS, refresh::FAULTS, profile::FAULTS].concat()
    });
    &ALL
}

impl Fault {
    /// The fault called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        faults().iter().find(|fault| fault.name == name)
    }
}

/// Shorthand for the tables.
const fn fault(
    name: &'static str,
    breaks: &'static [&'static str],
    flaws: &'static [Flaw],
    wrong: &'static str,
) -> Fault {
    Fault { name, wrong, breaks, flaws }
}

#[cfg(test)]
mod tests;
