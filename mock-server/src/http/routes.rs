//! The API's map: one table, read by the matching, the permission check and the 404s.

use http::Method;
use matchit::Router;

/// Who may call an operation with an OAuth token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, with or without a token.
    Public,
    /// A token that has this scope, or one that nothing limits.
    Scope(&'static str),
}

/// What is done. Dispatch matches on it exhaustively: a row without a handler does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Says that the server is there.
    Health,
    /// Exchanges a code for tokens.
    Token,
    /// The profile of the user behind the token.
    ReadProfile,
}

/// One row: these answer every `cal-api-version`, and none.
#[derive(Debug, Clone)]
pub struct Route {
    /// The HTTP method.
    pub method: Method,
    /// The path, without `/api` before it.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What is done.
    pub operation: Operation,
}

const fn row(method: Method, path: &'static str, access: Access, operation: Operation) -> Route {
    Route { method, path, access, operation }
}

/// The map itself.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    row(Method::GET,  "/health",               Access::Public,                Operation::Health),
    row(Method::POST, "/v2/auth/oauth2/token", Access::Public,                Operation::Token),
    row(Method::GET,  "/v2/me",                Access::Scope("PROFILE_READ"), Operation::ReadProfile),
];

/// Finds the row of a request.
#[derive(Debug)]
pub(super) struct Map(Router<Vec<&'static Route>>);

impl Map {
    pub(super) fn new() -> Self {
        let mut router = Router::new();
        let mut paths: Vec<_> = ROUTES.iter().map(|route| route.path).collect();
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

    /// Whether `path` is that of a row, to the letter.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.at(path).is_ok_and(|found| found.params.is_empty())
    }

    /// The row for `method` and `path`. A trailing slash is accepted, and `HEAD` is asked like `GET`.
    pub(super) fn find(&self, method: &Method, path: &str) -> Option<&'static Route> {
        let path = path.strip_suffix('/').unwrap_or(path);
        let method = if method == Method::HEAD { &Method::GET } else { method };
        self.0.at(path).ok()?.value.iter().find(|route| route.method == *method).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_own_path() {
        let map = Map::new();
        for route in ROUTES {
            let found = map.find(&route.method, route.path).map(|found| found.operation);
            assert_eq!(found, Some(route.operation));
        }
    }

    #[test]
    fn another_method_is_no_route() {
        assert!(Map::new().find(&Method::GET, "/v2/auth/oauth2/token").is_none());
        assert!(Map::new().find(&Method::HEAD, "/v2/me").is_some());
    }
}
