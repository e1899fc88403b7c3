//! The ready file: JSON that says where the server listens. It is there whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use mock_server::MockServer;
use serde_json::json;

use super::Failure;

/// Writes it beside its place, then moves it there: nobody reads half of it. What is no file (a pipe, `/dev/fd/3`) is
/// written to as it is, and not replaced.
pub(super) fn write(file: &Path, server: &MockServer) -> Result<(), Failure> {
    let ready =
        json!({"url": server.public_url(), "pid": std::process::id(), "version": env!("CARGO_PKG_VERSION")});
    let text = format!("{ready}\n");
    let is_special = fs::metadata(file).is_ok_and(|there| !there.is_file() && !there.is_dir());
    let written = if is_special { fs::write(file, text) } else { replace(file, &text) };
    written.map_err(|error| Failure::Usage(format!("cannot write --ready-file {}: {error}", file.display())))
}

fn replace(file: &Path, text: &str) -> io::Result<()> {
    let beside = beside(file);
    let written = write_new(&beside, text).and_then(|()| fs::rename(&beside, file));
    // What was begun; it may not have come so far.
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
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
