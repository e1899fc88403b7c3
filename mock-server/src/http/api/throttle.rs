//! `--rate-limit`: counts requests by their callers, and says so in headers (production-api A7).

use http::HeaderName;

use crate::http::respond::{self, Reply};
use crate::http::routes::{Operation, Route};
use crate::http::site::Request;
use crate::rules::bearer;
use crate::store::{App, Rate, Standing};
use crate::wire::Hash;

/// What is left of a caller's requests, and under which name it is told.
pub(super) struct Told {
    name: &'static str,
    pub(super) standing: Standing,
}

/// Counts this request, if the server counts.
pub(super) fn count(app: &App, request: &Request, route: &Route) -> Option<Told> {
    let usual = app.rate?;
    let (name, rate) = own_limit(route).unwrap_or(("Default", usual));
    let standing = app.throttle.count(&who(request), name, rate, app.env.clock.now());
    Some(Told { name, standing })
}

/// Some operations have a limit of their own.
fn own_limit(route: &Route) -> Option<(&'static str, Rate)> {
    match route.operation {
        Operation::AddGuests => Some(("Booking_guests_add", Rate::per(5, 60))),
        Operation::DeleteTeam if route.path.starts_with("/v2/organizations/") => {
            Some(("Org_teams_delete", Rate::per(1, 1)))
        }
        Operation::DeleteTeam => Some(("Teams_delete", Rate::per(1, 1))),
        _ => None,
    }
}

/// The token, kept as a hash; else the platform client; else the address.
fn who(request: &Request) -> String {
    let token = request.parts.headers.get(http::header::AUTHORIZATION);
    if let Some(token) = token {
        let authorization = String::from_utf8_lossy(token.as_bytes());
        return format!("token {}", Hash::of(&bearer::token(&authorization)).into_hex());
    }
    if let Some(client) = request.header("x-cal-client-id") {
        return format!("client {client}");
    }
    format!(
        "address {}",
        request.header("cf-connecting-ip").map_or_else(|| request.peer.to_string(), str::to_owned)
    )
}

impl Told {
    /// Says in the headers how many requests are left.
    pub(super) fn on(&self, mut reply: Reply) -> Reply {
        let Standing { limit, remaining, reset, .. } = self.standing;
        for (what, value) in
            [("limit", limit.to_string()), ("remaining", remaining.to_string()), ("reset", reset.to_string())]
        {
            let name = format!("x-ratelimit-{what}-{}", self.name.to_ascii_lowercase());
            if let Ok(name) = HeaderName::try_from(name) {
                respond::set(&mut reply, name, &value);
            }
        }
        reply
    }
}
