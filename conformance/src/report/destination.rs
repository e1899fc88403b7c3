//! Where a report goes: a file, a pipe, or stdout.
//!
//! It is opened before anything is played, so that a wrong path costs nothing, and a file takes the place of the old one
//! only when it is whole.

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
    str::FromStr,
};

/// What `--report` says: a format and a place.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The file; nothing for stdout.
    file: Option<PathBuf>,
}

impl FromStr for Destination {
    type Err = String;

    /// Reads `json=FILE` and `json=-`.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some(("json", "-")) => Ok(Self { file: None }),
            Some(("json", file)) if !file.is_empty() => Ok(Self { file: Some(file.into()) }),
            Some(("json", _)) => Err("no file after `json=`; `json=-` is stdout".to_owned()),
            Some((other, _)) => Err(format!("no report is called {other:?}: use json=FILE")),
            None => Err("write FORMAT=FILE, such as json=report.json".to_owned()),
        }
    }
}

impl Destination {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// When it cannot be written, with the path.
    pub fn open(&self) -> Result<Place, String> {
        let Some(path) = &self.file else { return Ok(Place(Kind::Stdout)) };
        let unwritable = |e: io::Error| format!("the report {} cannot be written: {e}", path.display());
        if path.exists() && !path.is_file() {
            let file = fs::File::options().write(true).open(path).map_err(unwritable)?;
            return Ok(Place(Kind::Other(file)));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = beside().tempfile_in(folder.unwrap_or_else(|| ".".as_ref())).map_err(unwritable)?;
        Ok(Place(Kind::File(file, path.clone())))
    }
}

/// Others may read a report, unlike what is merely temporary.
fn beside() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// A destination that was opened.
#[derive(Debug)]
pub struct Place(Kind);

#[derive(Debug)]
enum Kind {
    Stdout,
    /// A file beside the one that it will replace.
    File(tempfile::NamedTempFile, PathBuf),
    /// Something else that can be written to: a pipe, a device.
    Other(fs::File),
}

impl Place {
    /// Whether it is stdout.
    #[must_use]
    pub fn is_stdout(&self) -> bool {
        matches!(self.0, Kind::Stdout)
    }

    /// Writes the whole report. That a reader of stdout went away is no error.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(self, text: &str) -> io::Result<()> {
        match self.0 {
            Kind::File(mut file, path) => {
                file.write_all(text.as_bytes())?;
                file.persist(path).map(drop).map_err(|e| e.error)
            }
            Kind::Other(mut file) => file.write_all(text.as_bytes()),
            Kind::Stdout => match io::stdout().write_all(text.as_bytes()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                written => written,
            },
        }
    }
}
