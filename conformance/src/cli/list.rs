//! `cal-conformance list`.

use conformance::{explain, verdict::Exit};

use super::{
    Ended,
    flags::{Format, List},
    terminal, texts,
};

/// Prints every rule.
pub(super) fn run(flags: &List) -> Result<Exit, Ended> {
    let book = texts::sound(&flags.texts)?.book;
    let text = match flags.format {
        Format::Text => explain::list(&book),
        Format::Json => explain::list_json(&book).map_err(Ended::internal)?,
    };
    terminal::print(&text)
}
