//! The shape of the house, held by a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has nothing to say")]

use std::collections::BTreeSet;
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

/// The floors that `text` names from the top of the crate: by `crate::`, in a group or alone, or by as many `super::`
/// as lead out of a floor. `depth` counts the parts of its path below `src`, the file itself among them.
fn reaches(text: &str, depth: usize) -> BTreeSet<String> {
    let text: String = text.split_whitespace().collect();
    // A test module inside a file stands one deeper, a `mod.rs` one higher.
    let ladders = (depth.saturating_sub(1).max(1)..=depth + 1).map(|rungs| "super::".repeat(rungs));
    let mut reached = BTreeSet::new();
    for top in ladders.chain(["crate::".to_owned()]) {
        for (at, _) in text.match_indices(&top).filter(|(at, _)| !text[..*at].ends_with("super::")) {
            let rest = &text[at + top.len()..];
            match rest.strip_prefix('{') {
                Some(group) => reached.extend(heads(group)),
                None => reached.extend(word(rest)),
            }
        }
    }
    reached
}

/// The first words of the parts of a group `{a::b, c::{d, e}}`, of which the first brace is gone.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut is_head, mut heads) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        if is_head && depth == 0 {
            heads.extend(word(&group[at..]));
        }
        is_head = depth == 0 && c == ',';
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(word).filter(|word| !word.is_empty())
}

#[test]
fn a_reach_is_seen_in_whatever_form() {
    for (text, depth) in [
        ("use crate::http::site;", 2),
        ("use crate::{wire, http};", 2),
        ("use crate::{\n    wire::{Check, Place},\n    http::routes,\n};", 2),
        ("use super::super::http;", 2),
        ("use super::super::{wire, http};", 2),
        ("use super::super::super::http::site;", 3),
    ] {
        assert!(reaches(text, depth).contains("http"), "{text}");
    }
    for text in
        ["use crate::wire::{self, http};", "use http::Method;", "use super::http;", "crate::wire::Http"]
    {
        assert!(!reaches(text, 3).contains("http"), "{text}");
    }
}

#[test]
fn no_floor_reaches_up() {
    for (height, name) in FLOORS.iter().enumerate() {
        for file in floor(name) {
            let depth = file.strip_prefix(source()).unwrap().components().count();
            let reached = reaches(&fs::read_to_string(&file).unwrap(), depth);
            for above in FLOORS[height + 1..].iter().copied().chain(["server", "cli"]) {
                assert!(!reached.contains(above), "{} uses {above}", file.display());
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
