//! The route table beside the documents' tables of scopes (`oauth.txt`, "Available Scopes"), which are read anew each time.

use std::collections::{BTreeMap, BTreeSet};

use mock_server::http::ROUTES;
use mock_server::rules::access::Access;
use serde_json::Value;

use crate::read;

/// Method and path, a name in braces.
type Endpoint = (String, String);

#[test]
fn the_route_table_holds_exactly_the_endpoints_of_the_documents_tables() {
    let (Some(oauth), Some(titles)) = (read("oauth.txt"), read("scope-endpoints.json")) else { return };
    let documented = tables(&oauth, &by_title(&titles));
    let mut here: BTreeMap<&str, BTreeSet<Endpoint>> = BTreeMap::new();
    for route in ROUTES {
        if let Access::Scope(scope) = route.access {
            let endpoint = (route.method.to_string(), route.path.to_owned());
            assert!(here.entry(scope).or_default().insert(endpoint), "{} {} twice", route.method, route.path);
        }
    }
    let with_endpoints: BTreeMap<&str, BTreeSet<Endpoint>> = documented
        .iter()
        .filter(|(_, endpoints)| !endpoints.is_empty())
        .map(|(scope, endpoints)| (scope.as_str(), endpoints.clone()))
        .collect();
    assert_eq!(here, with_endpoints);
    assert_eq!((documented.len(), here.values().map(BTreeSet::len).sum()), (28, 80));
}

#[test]
fn the_endpoints_that_the_documents_call_public_want_nothing() {
    let Some(oauth) = read("oauth.txt") else { return };
    let (_, rest) = oauth.split_once("Some endpoints like ").unwrap();
    let (sentence, _) = rest.split_once(" are public endpoints").unwrap();
    let named: Vec<Endpoint> =
        sentence.split("POST ").skip(1).map(|part| endpoint(&format!("POST {part}"))).collect();
    assert_eq!(named.len(), 3, "{sentence}");
    for (method, path) in named {
        let route = ROUTES.iter().find(|route| route.method == *method && route.path == path);
        assert_eq!(route.map(|route| route.access), Some(Access::Public), "{method} {path}");
    }
}

/// The endpoints of each scope. Those of the first table are told by their titles, the others by method and path.
fn tables(oauth: &str, by_title: &BTreeMap<String, Endpoint>) -> BTreeMap<String, BTreeSet<Endpoint>> {
    let (_, chapter) = oauth.split_once("Available Scopes").unwrap();
    let (chapter, _) = chapter.split_once("2. Authorize").unwrap();
    let mut tables: BTreeMap<String, BTreeSet<Endpoint>> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in chapter.lines() {
        let (scope, rest) = scope_at_the_start(line);
        if let Some(scope) = scope {
            tables.entry(scope.to_owned()).or_default();
            current = Some(scope.to_owned());
        }
        let is_row = scope.is_some() || (current.is_some() && !rest.trim().is_empty());
        let Some(own) = current.as_ref().filter(|_| is_row) else {
            current = None;
            continue;
        };
        let rest = rest.trim();
        if !rest.ends_with("No endpoints currently use this scope") {
            let item = rest.strip_suffix(',').unwrap_or(rest);
            tables.get_mut(own).unwrap().insert(of_item(item, by_title));
        }
        if !rest.ends_with(',') {
            current = None;
        }
    }
    tables
}

/// `TEAM_BOOKING_READView team bookings...`: the scope stands in front, without a blank behind it.
fn scope_at_the_start(line: &str) -> (Option<&str>, &str) {
    let end = ["_READ", "_WRITE"].iter().filter_map(|end| Some(line.find(end)? + end.len())).min();
    let is_scope = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    match end.filter(|end| is_scope(&line[..*end])) {
        Some(end) => (Some(&line[..end]), &line[end..]),
        None => (None, line),
    }
}

/// The first item of a scope has the scope's description in front of it, without a blank between.
fn of_item(item: &str, by_title: &BTreeMap<String, Endpoint>) -> Endpoint {
    let method =
        ["GET /", "POST /", "PATCH /", "DELETE /"].iter().filter_map(|method| item.find(method)).min();
    if let Some(start) = method {
        return endpoint(&item[start..]);
    }
    let titles = by_title.iter().filter(|(title, _)| item.ends_with(title.as_str()));
    titles
        .max_by_key(|(title, _)| title.len())
        .unwrap_or_else(|| panic!("no endpoint is called {item:?}"))
        .1
        .clone()
}

/// `GET /v2/teams/:teamId/bookings`, and what stands behind it.
fn endpoint(text: &str) -> Endpoint {
    let mut words = text.split([' ', ',']);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let named =
        |part: &str| part.strip_prefix(':').map_or_else(|| part.to_owned(), |name| format!("{{{name}}}"));
    (method.to_owned(), path.split('/').map(named).collect::<Vec<_>>().join("/"))
}

/// Which endpoint is called how in the first table.
fn by_title(rows: &str) -> BTreeMap<String, Endpoint> {
    let rows: Value = serde_json::from_str(rows).unwrap();
    let of = |row: &Value| {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let is_of_the_first_table =
            !["TEAM_", "ORG_"].iter().any(|start| row["scope"].as_str().unwrap().starts_with(start));
        is_of_the_first_table.then(|| (text("title"), (text("method"), text("path"))))
    };
    rows.as_array()
        .unwrap()
        .iter()
        .filter(|row| row["scope"].is_string() && row["extra_not_in_seed"].is_null())
        .filter_map(of)
        .collect()
}
