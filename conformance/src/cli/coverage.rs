//! `cal-conformance coverage`.

use conformance::{coverage, fault::faults, verdict::Exit};

use super::{Ended, flags::Coverage, terminal, texts};

/// Prints what proves each rule; with `--check` a gap without a reason decides.
pub(super) fn run(flags: &Coverage) -> Result<Exit, Ended> {
    let texts = texts::sound(&flags.texts)?;
    if texts.book.rules.is_empty() {
        return Err(Ended::new(Exit::NothingRan, "the rule book holds no rule"));
    }
    let mut gaps = coverage::gaps(&texts.book, &texts.records, faults());
    if texts.is_whole {
        gaps.extend(coverage::strangers(&texts.book, faults()));
    }
    terminal::print(&coverage::table(&texts.book, &texts.records, &gaps))?;
    let has_hole = gaps.iter().any(|gap| gap.excuse.is_none());
    Ok(if flags.check && has_hole { Exit::Broken } else { Exit::Conforms })
}
