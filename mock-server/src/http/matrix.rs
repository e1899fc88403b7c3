//! The permission matrix as people and programs read it: the route table, printed.

use serde_json::{Value, json};

use super::routes::{Guard, ROUTES, Route};
use crate::rules::access::Access;

/// What is wanted of a token, in the word of the list; of a platform client it is its secret key.
fn wanted(route: &Route) -> &'static str {
    match route.access {
        _ if route.guard == Guard::Platform => "platform",
        Access::Public => "public",
        Access::Closed => "closed",
        Access::Scope(scope) => scope,
    }
}

/// A line each: method, path, versions, scope.
#[must_use]
pub fn as_text() -> String {
    let longest = ROUTES.iter().map(|route| route.path.len()).max().unwrap_or(0);
    let line = |route: &Route| {
        let versions = if route.versions.is_empty() { "any".to_owned() } else { route.versions.join(",") };
        format!("{:<6}  {:<longest$}  {versions:<21}  {}", route.method.as_str(), route.path, wanted(route))
    };
    ROUTES.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An object each. `scope` is `null` where a row has none; `access` then says whether it is public, closed, or a platform
/// client's.
#[must_use]
pub fn as_json() -> Value {
    let object = |route: &Route| {
        let (scope, access) = match route.access {
            Access::Scope(scope) => (Some(scope), "scope"),
            Access::Public | Access::Closed => (None, wanted(route)),
        };
        json!({
            "method": route.method.as_str(),
            "path": route.path,
            "versions": route.versions,
            "scope": scope,
            "access": access,
        })
    };
    ROUTES.iter().map(object).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_matrix_is_on_record() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
        insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("routes", as_text());
        });
    }

    #[test]
    fn both_ways_of_reading_it_have_every_row() {
        assert_eq!(as_text().lines().count(), ROUTES.len());
        assert_eq!(as_json().as_array().map(Vec::len), Some(ROUTES.len()));
    }
}
