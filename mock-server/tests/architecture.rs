//! The shape of the house, held by a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has nothing to say")]

use std::fs;
use std::path::{Path, PathBuf};

/// Ground floor first. A floor may use itself and the floors before it.
const FLOORS: [&str; 4] = ["wire", "rules", "store", "http"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// A floor is a folder and, where it has one, the file beside it.
fn floor(name: &str) -> Vec<PathBuf> {
    rust_files(&source().join(name))
}

#[test]
fn no_floor_reaches_up() {
    for (height, name) in FLOORS.iter().enumerate() {
        for file in floor(name) {
            let text = fs::read_to_string(&file).unwrap();
            for above in FLOORS[height + 1..].iter().copied().chain(["server", "cli"]) {
                let reach = format!("crate::{above}");
                assert!(!text.contains(&reach), "{} uses {reach}", file.display());
            }
        }
    }
}

#[test]
fn the_rules_do_no_input_or_output_and_ask_nobody_the_time() {
    for file in floor("rules") {
        let text = fs::read_to_string(&file).unwrap();
        for word in
            ["async fn", "std::time", "std::fs", "std::env", "tokio", "hyper", "getrandom", "Mutex", "now()"]
        {
            assert!(!text.contains(word), "{} says `{word}`", file.display());
        }
    }
}

#[test]
fn every_faulty_place_stands_in_the_source_once() {
    let sources: Vec<String> = ["rules", "store", "http"]
        .iter()
        .flat_map(|name| floor(name))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for flaw in mock_server::faults().iter().flat_map(|fault| fault.flaws) {
        let mock_server::wire::Flaw::At(place) = flaw else { continue };
        let name = format!("Place::{place:?}");
        let places =
            sources.iter().flat_map(|text| text.match_indices(&name).map(move |(at, _)| &text[at..]));
        let whole = places.filter(|text| {
            let rest = &text[name.len()..];
            !rest.starts_with(|c: char| c.is_alphanumeric())
        });
        assert_eq!(whole.count(), 1, "{name}");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
        assert!(text.lines().count() <= 400, "{} has a second noun", file.display());
    }
}
