//! Servers that are wrong in exactly one way, to prove that a rule can fail.
//!
//! What a fault `breaks` is written by hand from the rule book: the rules whose own sentence it violates. A file per
//! chapter of the book; those that production has, too, stand in `quirks.rs`.

mod authorization;
mod client;
mod legacy;
mod managed;
mod profile;
mod proof_key;
mod refresh;
mod review;
mod rotate;
mod scope;
mod token;

use std::fmt;
use std::sync::LazyLock;

use super::quirks;
use super::strictness::Flaw;

/// Whose way of being wrong it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    /// Nobody's: it was made up to prove that a rule can fail.
    Fault,
    /// Production's: there the documents are not obeyed.
    Quirk,
}

impl Kind {
    /// What it is called in lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// One way of being wrong.
#[derive(Clone)]
pub struct Fault {
    /// What `--fault` calls it, and `--quirk` if it is one.
    pub name: &'static str,
    /// Whose it is.
    pub kind: Kind,
    /// What it does wrong, in one sentence.
    pub wrong: &'static str,
    /// The rules that must notice; one that goes by rows may be named with the row that must, such as
    /// `SCOPE-03/get-bookings`: then exactly its named rows do.
    pub breaks: &'static [&'static str],
    /// How it is done.
    pub flaws: &'static [Flaw],
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.name)
    }
}

/// Every fault, by chapter, and then the quirks.
#[must_use]
pub fn faults() -> &'static [Fault] {
    static ALL: LazyLock<Vec<Fault>> = LazyLock::new(|| {
        [
            authorization::FAULTS,
            token::FAULTS,
            proof_key::FAULTS,
            refresh::FAULTS,
            scope::FAULTS,
            profile::FAULTS,
            client::FAULTS,
            review::FAULTS,
            rotate::FAULTS,
            legacy::FAULTS,
            managed::FAULTS,
            quirks::QUIRKS,
        ]
        .concat()
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
    Fault { name, kind: Kind::Fault, wrong, breaks, flaws }
}

#[cfg(test)]
mod tests;
