//! A file that takes the place of another: it is there whole or not at all, and nothing is written through a link that
//! somebody laid where it is to stand.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// A file to be, beside the place that it will take.
#[derive(Debug)]
pub struct Draft {
    file: NamedTempFile,
    place: PathBuf,
}

impl Draft {
    /// Begins a file that will stand at `place`.
    ///
    /// # Errors
    ///
    /// When its folder cannot be written.
    pub fn at(place: &Path) -> io::Result<Self> {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = readable().tempfile_in(folder.unwrap_or_else(|| ".".as_ref()))?;
        Ok(Self { file, place: place.to_owned() })
    }

    /// Writes all of it, and puts it where it is to stand.
    ///
    /// # Errors
    ///
    /// When it cannot be written; what stood there before stands there still.
    pub fn write(mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        // Some file systems say only here that the disk is full.
        self.file.as_file().sync_all()?;
        self.file.persist(self.place).map(drop).map_err(|error| error.error)
    }
}

/// Others may read it, unlike what is merely temporary.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_what_it_leads_to_is_left_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        let (theirs, ours) = (folder.path().join("theirs"), folder.path().join("ours"));
        fs::write(&theirs, "theirs").unwrap();
        std::os::unix::fs::symlink(&theirs, &ours).unwrap();
        Draft::at(&ours).unwrap().write("ours").unwrap();
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
        assert!(fs::symlink_metadata(&ours).unwrap().is_file());
        assert_eq!(fs::read_to_string(&ours).unwrap(), "ours");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
    }

    #[test]
    fn what_is_never_written_leaves_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        drop(Draft::at(&folder.path().join("ours")).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(Draft::at(&folder.path().join("no/such/folder")).is_err());
    }
}
