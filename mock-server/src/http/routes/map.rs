//! Finds the row of a request: by method, path and version.

use http::Method;
use matchit::Router;

use super::{ROUTES, Route};
use crate::wire::Version;

/// The names in a path, decoded.
pub type Names = Vec<(String, String)>;

/// Finds the row of a request.
#[derive(Debug)]
pub struct Map(Router<Vec<&'static Route>>);

/// The map of all rows.
impl Default for Map {
    fn default() -> Self {
        let mut router = Router::new();
        let mut paths: Vec<_> = ROUTES.iter().map(|route| route.path).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let rows = ROUTES.iter().filter(|route| route.path == path).collect();
            // Two rows that cannot be told apart; a test walks the whole table.
            if let Err(error) = router.insert(path, rows) {
                tracing::error!("the route {path} is lost: {error}");
            }
        }
        Self(router)
    }
}

impl Map {
    /// Whether `path` is that of a row, to the letter.
    pub(in crate::http) fn has(&self, path: &str) -> bool {
        self.0.at(path).is_ok_and(|found| found.params.is_empty())
    }

    /// `path` as a row has it: the numbers that are no secrets stand in it, other names in braces.
    pub(in crate::http) fn shown(&self, path: &str) -> Option<String> {
        let found = self.0.at(path.strip_suffix('/').unwrap_or(path)).ok()?;
        let row = found.value.first()?.path.to_owned();
        let numbers = found.params.iter().filter(|(_, text)| is_number(text));
        Some(numbers.fold(row, |row, (name, text)| row.replace(&format!("{{{name}}}"), text)))
    }

    /// `text` with the names of the row where it holds the words that `path` has there: they may be secrets in the wrong
    /// place.
    pub(in crate::http) fn without_words(&self, text: &str, path: &str) -> String {
        let Ok(found) = self.0.at(path.strip_suffix('/').unwrap_or(path)) else { return text.to_owned() };
        let words = found.params.iter().filter(|(_, word)| !is_number(word));
        words.fold(text.to_owned(), |text, (name, word)| {
            let decoded = percent_encoding::percent_decode_str(word).decode_utf8_lossy();
            text.replace(&*decoded, &format!("{{{name}}}"))
        })
    }

    /// The row for `method` and `path` in this version, and the names in the path. A trailing slash is accepted, and
    /// `HEAD` is asked like `GET`.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str, version: Version) -> Option<(&'static Route, Names)> {
        let path = path.strip_suffix('/').unwrap_or(path);
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let found = self.0.at(path).ok()?;
        let answers = |route: &&&Route| {
            route.method == *method && (route.versions.is_empty() || route.versions.contains(&version.word()))
        };
        let route = found.value.iter().find(answers)?;
        let decoded =
            |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let names = found.params.iter().map(|(name, text)| (name.to_owned(), decoded(text))).collect();
        Some((route, names))
    }
}

/// A number tells no secret.
fn is_number(text: &str) -> bool {
    text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::Operation;
    use super::*;

    const OLDEST: Option<&str> = None;

    #[test]
    fn every_row_is_found_by_its_own_path() {
        let map = Map::default();
        for route in ROUTES {
            let version = Version::of(route.versions.first().copied());
            let found = map.find(&route.method, route.path, version).map(|(found, _)| found.path);
            assert_eq!(found, Some(route.path), "{} {}", route.method, route.path);
        }
    }

    #[test]
    fn another_method_or_version_is_no_route() {
        let map = Map::default();
        let finds =
            |method: Method, path: &str, version| map.find(&method, path, Version::of(version)).is_some();
        assert!(!finds(Method::GET, "/v2/auth/oauth2/token", OLDEST));
        assert!(finds(Method::HEAD, "/v2/me", OLDEST));
        assert!(finds(Method::GET, "/v2/bookings", Some("2026-02-25")));
        assert!(!finds(Method::GET, "/v2/bookings", OLDEST));
        assert!(!finds(Method::GET, "/v2/event-types/1/private-links", Some("2024-06-14")));
        assert!(finds(Method::GET, "/v2/event-types/1/private-links", Some("unheard-of")));
    }

    #[test]
    fn a_word_wins_over_a_name() {
        let map = Map::default();
        for (path, version, operation) in [
            ("/v2/schedules/default", "2024-06-11", Operation::ReadDefaultSchedule),
            ("/v2/organizations/1/teams/me", "", Operation::ListOwnTeamsOfOrganization),
            ("/v2/organizations/1/teams/event-types", "", Operation::ListEventTypesOfOrganization),
            ("/v2/organizations/1/teams/7", "", Operation::ReadTeam),
        ] {
            let found = map.find(&Method::GET, path, Version::of(Some(version)));
            assert_eq!(found.map(|(route, _)| route.operation), Some(operation), "{path}");
        }
    }
}
