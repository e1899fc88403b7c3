//! The ready file: JSON that says where the server listens. It is there whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use mock_server::MockServer;
use serde_json::json;

use super::Failure;

/// Writes it beside its place, then moves it there: nobody reads half of it.
pub(super) fn write(file: &Path, server: &MockServer) -> Result<(), Failure> {
    let ready =
        json!({"url": server.public_url(), "pid": std::process::id(), "version": env!("CARGO_PKG_VERSION")});
    let beside = beside(file);
    let written = write_new(&beside, &format!("{ready}\n")).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| {
        // Only if it came so far.
        let _ = fs::remove_file(&beside);
        Failure::Usage(format!("cannot write --ready-file {}: {error}", file.display()))
    })
}

/// Through no link that somebody laid there: its name can be guessed.
fn write_new(file: &Path, text: &str) -> io::Result<()> {
    // One that a server of this number left behind.
    let _ = fs::remove_file(file);
    fs::File::options().write(true).create_new(true).open(file)?.write_all(text.as_bytes())
}

fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(format!(".{}", std::process::id()));
    name.into()
}
