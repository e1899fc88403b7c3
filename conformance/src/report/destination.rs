//! Where a report goes: a file, a pipe, or stdout.
//!
//! It is opened before anything is played, so that a wrong path costs nothing, and a file takes the place of the old one
//! only when it is whole. What is no file is written to where it is, and so is what the system calls by a link:
//! `/dev/stdout` must stay what it is for everybody else.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::writing::Draft;

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
            Some(path) if is_no_file(path) || is_the_systems(path) => {
                Kind::Other(fs::File::options().append(true).open(path).map_err(unwritable)?)
            }
            Some(path) => Kind::File(Draft::at(path).map_err(unwritable)?),
        };
        Ok(Place { format: self.format, name: self.name(), kind })
    }
}

/// A pipe, a device, a folder.
fn is_no_file(path: &Path) -> bool {
    path.exists() && !path.is_file()
}

/// A link that the system keeps to what is open: `/dev/stdout`, `/dev/fd/3`, `/proc/self/fd/3`.
fn is_the_systems(path: &Path) -> bool {
    path.is_symlink() && ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder))
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
    File(Draft),
    /// Something else that can be written to: a pipe, a device, what is open already.
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
            Kind::File(draft) => (draft.write(text), "; what stood there before is unchanged"),
            Kind::Other(mut file) => (file.write_all(text.as_bytes()), ""),
            Kind::Stdout => (write_out(text), ""),
        };
        written.map_err(|error| format!("the report {} could not be written: {error}{left}", self.name))
    }
}

fn write_out(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
