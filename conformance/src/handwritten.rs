//! A TOML file that a person wrote: what is wrong with it is told with file, line and column.

use std::{fmt, fs, ops::Range, path::Path};

use serde::de::DeserializeOwned;

/// A file and its text.
#[derive(Debug, Clone)]
pub struct Handwritten {
    name: String,
    text: String,
}

impl Handwritten {
    /// A text that is at hand, with the name under which its mistakes are told.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => Err(Unusable { place: name, message: format!("cannot be read: {error}") }),
        }
    }

    /// What stands in it.
    ///
    /// # Errors
    ///
    /// When it is not TOML, or holds something else than a `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Unusable> {
        toml::from_str(&self.text).map_err(|error| {
            let place = error.span().map_or_else(|| self.name.clone(), |span| self.place(span));
            Unusable { place, message: error.message().replace('\n', "; ") }
        })
    }

    /// `FILE:LINE:COLUMN` of what begins there.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> String {
        // A byte order mark is passed over by the parser, and seen by nobody.
        let before = self.text.get(..span.start).unwrap_or(&self.text).trim_start_matches('\u{feff}');
        let line = before.split('\n').count();
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        format!("{}:{line}:{column}", self.name)
    }

    /// What begins there cannot be used.
    pub fn unusable(&self, span: Range<usize>, message: impl Into<String>) -> Unusable {
        Unusable { place: self.place(span), message: message.into() }
    }
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Unusable {
    /// The file, with line and column where they are known.
    pub place: String,
    /// What is wrong, and the mend.
    pub message: String,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_letters_from_one() {
        let file = Handwritten::new("f.toml", "a = 1\né = x\n");
        assert_eq!(file.place(0..1), "f.toml:1:1");
        assert_eq!(file.place(11..12), "f.toml:2:5");
        assert_eq!(file.place(99..99), "f.toml:3:1");
        assert_eq!(Handwritten::new("f.toml", "\u{feff}a = x").place(7..8), "f.toml:1:5");
        let error = file.parse::<toml::Table>().unwrap_err();
        assert!(error.place.starts_with("f.toml:2:"), "{error}");
    }
}
