//! The rule book against the rules: ids and authorities are those of `rules.md`, quotations stand in the documents.
//!
//! The documents are not in this repository. They are looked for where `CAL_DOCUMENTS` points, else beside the
//! repository's folder; where they are not, these tests say so and skip.

use std::{collections::BTreeMap, fs, path::PathBuf};

use conformance::catalogue::{Authority, Book, Shelf};

/// The chapters that are built.
const BUILT: [&str; 4] = ["AUTHZ", "TOKEN", "PKCE", "REFRESH"];
const BUILT_RULES: [&str; 3] = ["ME-01", "ME-02", "ME-03"];

#[expect(clippy::disallowed_methods, reason = "where the documents are is not for a flag of the product")]
fn documents() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/spec");
    let folder = std::env::var("CAL_DOCUMENTS").map_or_else(|_| beside(), PathBuf::from);
    if folder.join("rules.md").is_file() {
        println!("documents: read");
        return Some(folder);
    }
    assert!(std::env::var("CAL_DOCUMENTS").is_err(), "CAL_DOCUMENTS points to {}", folder.display());
    println!("documents: skipped, {} is not there", folder.display());
    None
}

#[test]
fn ids_and_authorities_are_those_of_the_rules() {
    let Some(documents) = documents() else { return };
    let rules = fs::read_to_string(documents.join("rules.md")).unwrap();
    let wanted: BTreeMap<String, Authority> = rules
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let (id, mark) = (cells.next()?, cells.next()?);
            let authority = match mark {
                "D" => Authority::Documented,
                "O" => Authority::Observed,
                _ => return None,
            };
            let chapter = id.split_once('-')?.0;
            (BUILT.contains(&chapter) || BUILT_RULES.contains(&id)).then(|| (id.to_owned(), authority))
        })
        .collect();
    let book = Book::read(&Shelf::embedded_features());
    let stated: BTreeMap<String, Authority> =
        book.rules.iter().map(|rule| (rule.id.clone(), rule.authority)).collect();
    assert!(wanted.len() > 70, "{} rules read", wanted.len());
    assert_eq!(stated, wanted);
}

#[test]
fn every_quotation_stands_in_the_documents() {
    let Some(documents) = documents() else { return };
    let text = fs::read_to_string(documents.join("oauth.txt")).unwrap();
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = folded(&text);
    let book = Book::read(&Shelf::embedded_features());
    for rule in book.rules.iter().filter(|rule| rule.authority == Authority::Documented) {
        let quotation =
            rule.source.strip_prefix('"').and_then(|rest| rest.rsplit_once("\" (")).map(|(it, _)| it);
        let quotation = quotation.unwrap_or_else(|| panic!("{} quotes nothing: {}", rule.id, rule.source));
        assert!(
            !quotation.is_empty() && text.contains(&folded(quotation)),
            "{} quotes what does not stand there: {quotation}",
            rule.id
        );
    }
}
