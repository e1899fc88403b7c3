//! `cal-conformance explain RULE`.

use conformance::{explain, verdict::Exit};

use super::{Ended, flags::Explain, terminal, texts};

/// Prints all there is to say of one rule.
pub(super) fn run(flags: &Explain) -> Result<Exit, Ended> {
    let book = texts::sound(&flags.texts)?.book;
    let rule = book.rule(&flags.rule).ok_or_else(|| {
        Ended::usage(format!("no rule is called {:?}; `cal-conformance list` shows them all", flags.rule))
    })?;
    terminal::print(&explain::explain(rule))
}
