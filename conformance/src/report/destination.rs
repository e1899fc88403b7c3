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

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a program.
    Json,
    /// For CI systems.
    Junit,
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "junit" => Some(Self::Junit),
            _ => None,
        }
    }
}

/// What `--report` says: a format and a place.
#[derive(Debug, Clone)]
pub struct Destination {
    format: Format,
    /// The file; nothing for stdout.
    file: Option<PathBuf>,
}

impl FromStr for Destination {
    type Err = String;

    /// Reads `json=FILE` and `junit=-`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, place) =
            text.split_once('=').ok_or("write FORMAT=FILE, such as json=report.json or junit=report.xml")?;
        let format = Format::named(name)
            .ok_or_else(|| format!("no report is called {name:?}: use json=FILE or junit=FILE"))?;
        match place {
            "" => Err(format!("no file after `{name}=`; `{name}=-` is stdout")),
            "-" => Ok(Self { format, file: None }),
            file => Ok(Self { format, file: Some(file.into()) }),
        }
    }
}

impl Destination {
    /// Opens all of them.
    ///
    /// # Errors
    ///
    /// When one cannot be written, or two go to the same place.
    pub fn open_all(destinations: &[Self]) -> Result<Vec<Place>, String> {
        for (number, destination) in destinations.iter().enumerate() {
            if destinations[..number].iter().any(|earlier| earlier.file == destination.file) {
                return Err(format!(
                    "two reports go to {}: give each a place of its own",
                    destination.name()
                ));
            }
        }
        destinations.iter().map(Self::open).collect()
    }

    fn name(&self) -> String {
        self.file.as_ref().map_or_else(|| "stdout".to_owned(), |path| path.display().to_string())
    }

    fn open(&self) -> Result<Place, String> {
        let unwritable = |e: io::Error| format!("the report {} cannot be written: {e}", self.name());
        let kind = match &self.file {
            None => Kind::Stdout,
            Some(path) if path.exists() && !path.is_file() => {
                Kind::Other(fs::File::options().write(true).open(path).map_err(unwritable)?)
            }
            Some(path) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let file =
                    beside().tempfile_in(folder.unwrap_or_else(|| ".".as_ref())).map_err(unwritable)?;
                Kind::File(file, path.clone())
            }
        };
        Ok(Place { format: self.format, name: self.name(), kind })
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
pub struct Place {
    /// How the report is written there.
    pub format: Format,
    name: String,
    kind: Kind,
}

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
        matches!(self.kind, Kind::Stdout)
    }

    /// Writes the whole report. That a reader of stdout went away is no error.
    ///
    /// # Errors
    ///
    /// When it cannot be written, with the place and what stands there now.
    pub fn write(self, text: &str) -> Result<(), String> {
        let (written, left) = match self.kind {
            Kind::File(file, path) => (replace(file, path, text), "; what stood there before is unchanged"),
            Kind::Other(mut file) => (file.write_all(text.as_bytes()), ""),
            Kind::Stdout => (write_out(text), ""),
        };
        written.map_err(|error| format!("the report {} could not be written: {error}{left}", self.name))
    }
}

fn replace(mut file: tempfile::NamedTempFile, path: PathBuf, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    // Some file systems say only here that the disk is full.
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|e| e.error)
}

fn write_out(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
