//! The rule book and the answers on record: those of the binary, or of a folder.

use std::{io, path::PathBuf};

use conformance::{catalogue::Shelf, run::Texts};

use super::{Ended, flags};

/// The texts, unless something is wrong with them.
pub(super) fn sound(which: &flags::Texts) -> Result<Texts, Ended> {
    let texts = read(which)?;
    let flaws = texts.lint();
    if flaws.is_empty() {
        return Ok(texts);
    }
    let lines: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    Err(Ended::usage(format!("the rule book has {} flaws:\n{}", flaws.len(), lines.join("\n"))))
}

fn read(which: &flags::Texts) -> Result<Texts, Ended> {
    let unreadable = |folder: &PathBuf, error: io::Error| {
        Ended::usage(format!("{} cannot be read: {error}", folder.display()))
    };
    let given = |folder: &Option<PathBuf>| folder.clone().filter(|folder| !folder.as_os_str().is_empty());
    let features = match &given(&which.features) {
        Some(folder) => Shelf::features_in(folder).map_err(|e| unreadable(folder, e))?,
        None => Shelf::embedded_features(),
    };
    let snapshots = match &given(&which.snapshots) {
        Some(folder) => Shelf::snapshots_in(folder).map_err(|e| unreadable(folder, e))?,
        None => Shelf::embedded_snapshots(),
    };
    Ok(Texts::read(&features, &snapshots))
}
