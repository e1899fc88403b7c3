//! The ways in which a subject can be wrong, whoever it is: the mock's faults, and the reference integrator's variants.
//!
//! Chapter REFURL asks an integrator's backend and no other chapter does. So the integrator's faults are that chapter's
//! alone, and the mock's are judged in all the others.

use std::sync::LazyLock;

use strum::IntoEnumIterator as _;

use crate::{
    catalogue::{Rule, book},
    integrator::Wrong,
    target::mock,
};

/// The chapter whose subject is an integrator's backend.
pub const INTEGRATORS: &str = "REFURL";

/// A way to be wrong.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// What `--fault` calls it.
    pub name: &'static str,
    /// What it does wrong, in one sentence.
    pub wrong: &'static str,
    /// The rules that must notice, or rows of them.
    pub breaks: &'static [&'static str],
    /// Who does it.
    pub whose: Whose,
}

/// Who is wrong.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// The mock.
    Mock(&'static mock::Fault),
    /// The reference integrator.
    Integrator(Wrong),
}

impl Whose {
    /// Whether this rule asks whoever is wrong.
    #[must_use]
    pub fn is_asked_by(self, rule: &Rule) -> bool {
        matches!(self, Self::Integrator(_)) == is_an_integrators(rule)
    }
}

/// Whether a rule asks an integrator's backend.
#[must_use]
pub fn is_an_integrators(rule: &Rule) -> bool {
    book::chapter(&rule.id) == INTEGRATORS
}

impl From<&'static mock::Fault> for Fault {
    fn from(fault: &'static mock::Fault) -> Self {
        Self { name: fault.name, wrong: fault.wrong, breaks: fault.breaks, whose: Whose::Mock(fault) }
    }
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Self {
            name: wrong.name(),
            wrong: wrong.sentence(),
            breaks: wrong.breaks(),
            whose: Whose::Integrator(wrong),
        }
    }
}

/// Every fault: the mock's in their order, then the integrator's.
#[must_use]
pub fn faults() -> &'static [Fault] {
    static ALL: LazyLock<Vec<Fault>> = LazyLock::new(|| {
        let of_the_mock = mock::faults().iter().map(Fault::from);
        of_the_mock.chain(Wrong::iter().map(Fault::from)).collect()
    });
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_faults_share_a_name() {
        let mut names: Vec<&str> = faults().iter().map(|fault| fault.name).collect();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
    }

    #[test]
    fn an_integrators_fault_breaks_rules_of_its_chapter_alone() {
        for fault in faults() {
            let is_an_integrators = matches!(fault.whose, Whose::Integrator(_));
            for claim in fault.breaks {
                assert_eq!(book::chapter(claim) == INTEGRATORS, is_an_integrators, "{}", fault.name);
            }
        }
    }
}
