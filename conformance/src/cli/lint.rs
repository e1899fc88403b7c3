//! `cal-conformance lint`.

use conformance::verdict::Exit;

use super::{Ended, flags::Lint, terminal, texts};

/// Says that nothing is to mend, where nothing is.
pub(super) fn run(flags: &Lint) -> Result<Exit, Ended> {
    let book = texts::sound(&flags.texts)?.book;
    let scenarios = book.scenarios().count();
    if scenarios == 0 {
        return Err(Ended::new(Exit::NothingRan, "the rule book holds no scenario"));
    }
    terminal::print(&format!("{} rules, {scenarios} scenarios: nothing to mend\n", book.rules.len()))
}
