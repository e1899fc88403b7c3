//! What this server says of itself, against the documents.
//!
//! The documents are not in this repository. They are looked for where `CAL_DOCUMENTS` points, else beside the
//! repository's folder; where they are not, these tests say so and skip.
#![expect(clippy::unwrap_used, reason = "a test that cannot read has nothing to say")]

use std::fs;
use std::path::PathBuf;

mod quirks;
mod routes;

/// The text of a document.
#[expect(clippy::disallowed_methods, reason = "where the documents are is not for a flag of the product")]
fn read(name: &str) -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/spec");
    let folder = std::env::var("CAL_DOCUMENTS").map_or_else(|_| beside(), PathBuf::from);
    if let Ok(text) = fs::read_to_string(folder.join(name)) {
        println!("documents: read");
        return Some(text);
    }
    assert!(std::env::var("CAL_DOCUMENTS").is_err(), "CAL_DOCUMENTS points to {}", folder.display());
    println!("documents: skipped, {} is not there", folder.display());
    None
}
