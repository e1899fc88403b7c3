//! Walking a table of checks, honestly and with each kind of flaw.

use super::*;

struct Nothing;

impl Case for Nothing {
    fn differed(&self, check: Check) -> String {
        check.name().to_owned()
    }
}

const REFUSED: Step<Nothing, Refusal> = (Check::ClientKnown, |_| false, Refusal::UnknownClientId);
const ALSO_REFUSED: Step<Nothing, Refusal> = (Check::ScopePresent, |_| false, Refusal::ScopeMissing);

fn outcome(flaw: Option<&'static Flaw>) -> Result<(), Refusal> {
    let strictness = Strictness { flaws: flaw.into_iter().collect(), witness: None };
    strictness.walk(&Nothing, &[REFUSED, ALSO_REFUSED]).map_err(|refused| refused.refusal)
}

#[test]
fn the_first_check_that_does_not_hold_refuses() {
    assert_eq!(outcome(None), Err(Refusal::UnknownClientId));
}

#[test]
fn a_pardoned_check_lets_the_next_one_refuse() {
    assert_eq!(outcome(Some(&Flaw::Pardon(Check::ClientKnown))), Err(Refusal::ScopeMissing));
}

#[test]
fn a_reworded_check_refuses_with_other_words() {
    assert_eq!(outcome(Some(&Flaw::Reword(Check::ClientKnown, Refusal::Denied))), Err(Refusal::Denied));
}

#[test]
fn a_moved_check_refuses_too_early() {
    let flaw = &Flaw::Move(Check::ScopePresent, Check::ClientKnown);
    assert_eq!(outcome(Some(flaw)), Err(Refusal::ScopeMissing));
}
