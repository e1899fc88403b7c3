//! The answers on record, by name.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::shelf::Shelf;
use crate::{
    snapshot::{content_of, file_with},
    verdict::Halt,
    writing::Draft,
};

/// The records of a run.
#[derive(Debug, Clone, Default)]
pub struct Records {
    contents: BTreeMap<String, Result<String, String>>,
    /// Where an answer without a record is written for review.
    folder: Option<PathBuf>,
}

impl Records {
    /// Reads a shelf of files in insta's format.
    #[must_use]
    pub fn read(shelf: &Shelf) -> Self {
        let mut contents = BTreeMap::new();
        let (pending, accepted): (Vec<_>, Vec<_>) =
            shelf.texts.iter().partition(|(path, _)| is_pending(path));
        for (path, text) in accepted {
            contents.insert(name_of(path), content_of(text));
        }
        for (path, _) in pending {
            let why =
                format!("a changed answer waits for review in {path}: `cal-conformance snapshots review`");
            contents.insert(name_of(path), Err(why));
        }
        Self { contents, folder: shelf.folder.clone() }
    }

    /// What stands on record under `name`.
    ///
    /// # Errors
    ///
    /// [`Halt::Unrecorded`] when nothing does, or when nobody has reviewed it.
    pub fn content(&self, name: &str) -> Result<&str, Halt> {
        let unrecorded = |why: &str| Halt::Unrecorded { name: name.to_owned(), why: why.to_owned() };
        match self.contents.get(name) {
            Some(Ok(content)) => Ok(content),
            Some(Err(why)) => Err(unrecorded(why)),
            None => Err(unrecorded(
                "no answer on record has this name: run against the mock with --snapshots, then review what it \
                 wrote with `cal-conformance snapshots review`",
            )),
        }
    }

    /// Leaves an answer beside the records for review, where they are in a folder.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn leave_for_review(&self, name: &str, content: &str, description: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let folder = folder.join(super::book::chapter(name).to_ascii_lowercase());
        fs::create_dir_all(&folder)?;
        Draft::at(&folder.join(format!("{name}.snap.new")))?.write(&file_with(content, description))
    }

    /// The same, without a place to leave answers for review.
    #[must_use]
    pub fn without_folder(&self) -> Self {
        Self { contents: self.contents.clone(), folder: None }
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.contents.keys().map(String::as_str)
    }
}

fn is_pending(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "new")
}

/// `TOKEN-12.password` of `snapshots/token/TOKEN-12.password.snap`.
fn name_of(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.trim_end_matches(".new").trim_end_matches(".snap").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(paths: &[&str]) -> Records {
        let texts = paths.iter().map(|path| ((*path).to_owned(), file_with("HTTP 400\n\nx\n", ""))).collect();
        Records::read(&Shelf { texts, folder: None })
    }

    #[test]
    fn an_accepted_answer_is_found_by_its_name() {
        let records = records(&["snapshots/token/TOKEN-12.password.snap"]);
        assert_eq!(records.content("TOKEN-12.password").unwrap(), "HTTP 400\n\nx\n");
    }

    #[test]
    fn a_missing_or_unreviewed_answer_is_none() {
        let records = records(&["snapshots/token/TOKEN-05.snap", "snapshots/token/TOKEN-05.snap.new"]);
        assert!(matches!(records.content("TOKEN-05"), Err(Halt::Unrecorded { .. })));
        assert!(matches!(records.content("TOKEN-06"), Err(Halt::Unrecorded { .. })));
    }
}
