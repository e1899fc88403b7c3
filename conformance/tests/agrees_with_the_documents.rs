//! The rule book against the rules: ids and authorities are those of `rules.md`, quotations stand in the documents, and
//! every scoped endpoint is asked.
//!
//! The documents are not in this repository. They are looked for where `CAL_DOCUMENTS` points, else beside the
//! repository's folder; where they are not, these tests say so and skip.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use conformance::catalogue::{Authority, Book, Scenario, Shelf};
use serde_json::Value;

/// The chapters that are built.
const BUILT: [&str; 12] = [
    "CLIENT", "REVIEW", "AUTHZ", "TOKEN", "PKCE", "REFRESH", "ROTATE", "LEGACY", "SCOPE", "ME", "MANAGED",
    "REFURL",
];

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
            BUILT.contains(&chapter).then(|| (id.to_owned(), authority))
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
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts = ["oauth.txt", "platform-quickstart.txt"]
        .map(|name| (name, folded(&fs::read_to_string(documents.join(name)).unwrap())));
    let book = Book::read(&Shelf::embedded_features());
    for rule in book.rules.iter().filter(|rule| rule.authority == Authority::Documented) {
        let quotation =
            rule.source.strip_prefix('"').and_then(|rest| rest.rsplit_once("\" (")).map(|(it, _)| it);
        let quotation = quotation.unwrap_or_else(|| panic!("{} quotes nothing: {}", rule.id, rule.source));
        let (_, text) = texts.iter().find(|(name, _)| rule.source.contains(&format!("({name}"))).unwrap();
        assert!(
            !quotation.is_empty() && text.contains(&folded(quotation)),
            "{} quotes what does not stand there: {quotation}",
            rule.id
        );
    }
}

/// What a row of the book asks: method, path, version and scope.
type Row = (String, String, String, String);

/// The rows of a rule whose tokens are given `before` a scope.
fn rows(book: &Book, rule: &str, before: &str, after: &str) -> BTreeSet<Row> {
    let row = |scenario: &Scenario| -> Option<Row> {
        let steps = || scenario.steps.iter().map(|step| step.value.as_str());
        let scope = steps().find_map(|step| step.split_once(before)?.1.strip_suffix(after))?;
        let asked = steps().find_map(|step| step.split_once(" asks ").map(|(_, asked)| asked))?;
        let mut words = asked.split([' ', ',']);
        let (method, path) = (words.next()?, words.next()?);
        let version = words.nth(2)?;
        Some((method.to_owned(), path.to_owned(), version.to_owned(), scope.to_owned()))
    };
    book.rule(rule).into_iter().flat_map(|rule| &rule.scenarios).filter_map(row).collect()
}

#[test]
fn every_scoped_endpoint_is_asked_with_its_scope_without_it_and_by_a_legacy_client() {
    let Some(documents) = documents() else { return };
    let endpoints = fs::read_to_string(documents.join("scope-endpoints.json")).unwrap();
    let endpoints: Vec<Value> = serde_json::from_str(&endpoints).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("any").to_owned();
    let wanted: BTreeSet<Row> = endpoints
        .iter()
        .filter(|row| row["scope"].is_string() && row["extra_not_in_seed"] != true)
        .map(|row| {
            (text(&row["method"]), text(&row["path"]), text(&row["cal_api_version"]), text(&row["scope"]))
        })
        .collect();
    assert_eq!(wanted.len(), 80);
    let book = Book::read(&Shelf::embedded_features());
    assert_eq!(rows(&book, "SCOPE-02", "a token, with the scope ", " alone"), wanted);
    assert_eq!(rows(&book, "SCOPE-03", "a token, with every scope but ", ""), wanted);
    let without_scope = |(method, path, version, _): Row| (method, path, version, String::new());
    let asked_without = rows(&book, "LEGACY-04", "Oldie a token, without a scope", "");
    assert!(asked_without.is_superset(&wanted.into_iter().map(without_scope).collect()));
    // Beside them what stands in no table: two endpoints that are closed to scopes, and twelve that are public.
    assert_eq!(asked_without.len(), 80 + 2 + 12);
}
