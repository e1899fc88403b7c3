//! Texts by their names: embedded in the binary, or read from a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest as _, Sha256};

static FEATURES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../features");
static SNAPSHOTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../snapshots");

/// Texts, sorted by name.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Path below the shelf's root with `/`, and text.
    pub texts: Vec<(String, String)>,
    /// The folder on disk, where it is not embedded.
    pub folder: Option<PathBuf>,
}

impl Shelf {
    /// The features of the binary.
    #[must_use]
    pub fn embedded_features() -> Self {
        Self::embedded(&FEATURES, "features", &["feature"])
    }

    /// The snapshots of the binary.
    #[must_use]
    pub fn embedded_snapshots() -> Self {
        Self::embedded(&SNAPSHOTS, "snapshots", &["snap", "new"])
    }

    /// The feature files below `folder`.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn features_in(folder: &Path) -> io::Result<Self> {
        Self::read(folder, &["feature"])
    }

    /// The snapshots below `folder`.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn snapshots_in(folder: &Path) -> io::Result<Self> {
        Self::read(folder, &["snap", "new"])
    }

    /// Whether it came with the binary.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.folder.is_none()
    }

    /// SHA-256 over names and texts, in hexadecimal: which rule book was played.
    #[must_use]
    pub fn digest(shelves: &[&Self]) -> String {
        let mut hash = Sha256::new();
        for (name, text) in shelves.iter().flat_map(|shelf| &shelf.texts) {
            for part in [name, text] {
                hash.update(part.len().to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }

    fn embedded(dir: &Dir<'_>, root: &str, endings: &[&str]) -> Self {
        let mut texts = Vec::new();
        gather_embedded(dir, root, endings, &mut texts);
        texts.sort();
        Self { texts, folder: None }
    }

    fn read(folder: &Path, endings: &[&str]) -> io::Result<Self> {
        let mut texts = Vec::new();
        gather(folder, &folder.to_string_lossy(), endings, &mut texts)?;
        texts.sort();
        Ok(Self { texts, folder: Some(folder.to_owned()) })
    }
}

fn wanted(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

fn gather_embedded(dir: &Dir<'_>, root: &str, endings: &[&str], texts: &mut Vec<(String, String)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => gather_embedded(dir, root, endings, texts),
            DirEntry::File(file) if wanted(file.path(), endings) => {
                let name = format!("{root}/{}", file.path().to_string_lossy().replace('\\', "/"));
                texts.push((name, String::from_utf8_lossy(file.contents()).into_owned()));
            }
            DirEntry::File(_) => {}
        }
    }
}

fn gather(folder: &Path, root: &str, endings: &[&str], texts: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!("{root}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            gather(&path, &name, endings, texts)?;
        } else if wanted(&path, endings) {
            texts.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
