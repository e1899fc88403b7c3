//! Where a request comes from: a program, a page of this server, or a page of somebody else.
//!
//! A browser says which page sends a request, but whoever owns a name can point it at this machine (DNS rebinding):
//! then page and server seem to be one. So an `Origin` that equals the `Host` proves nothing unless nobody else can
//! own that host.

use url::Host;

use super::site::Request;
use crate::store::App;

/// Whether a browser sent `request` for a page of another origin. Programs say nothing, and are let in.
pub(super) fn is_foreign(app: &App, request: &Request) -> bool {
    let has_foreign_origin = request.parts.headers.contains_key("origin")
        && !request.header("origin").is_some_and(|origin| is_own(app, request, origin));
    has_foreign_origin || matches!(request.header("sec-fetch-site"), Some("cross-site" | "same-site"))
}

/// Whether a browser sent `request` to a name that may belong to anybody.
pub(super) fn is_rebound(app: &App, request: &Request) -> bool {
    let host = request.header("host").unwrap_or_default();
    is_from_a_browser(request) && !is_advertised(app, host) && !belongs_to_this_machine(host)
}

fn is_own(app: &App, request: &Request, origin: &str) -> bool {
    let host = request.header("host").unwrap_or_default();
    let is_host = || origin.split_once("://").is_some_and(|(_, place)| place.eq_ignore_ascii_case(host));
    origin == app.public_url.as_str()
        || (is_host() && (is_advertised(app, host) || belongs_to_this_machine(host)))
}

/// Programs send none of these. Over plain HTTP a browser leaves out `Sec-Fetch-Site`, and `Origin` when it only reads;
/// and a script may call itself what it likes, but cannot take `Accept-Language` away. Node sends that, too, beside a
/// `Sec-Fetch-Mode` that no script can set.
fn is_from_a_browser(request: &Request) -> bool {
    let is_named = |name| request.parts.headers.contains_key(name);
    let names_itself = request.header("user-agent").is_some_and(|agent| agent.starts_with("Mozilla/"));
    let speaks_a_language = is_named("accept-language") && !is_named("sec-fetch-mode");
    is_named("origin") || is_named("sec-fetch-site") || names_itself || speaks_a_language
}

fn is_advertised(app: &App, host: &str) -> bool {
    app.public_url.authority().eq_ignore_ascii_case(host)
}

/// An address, `localhost`, or a name without a dot, such as that of a container: no stranger can own one.
fn belongs_to_this_machine(host: &str) -> bool {
    let name = without_port(host);
    match Host::parse(name) {
        Ok(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Ok(Host::Domain(name)) => !name.is_empty() && (!name.contains('.') || name.ends_with(".localhost")),
        Err(_) => false,
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_owns_an_address_or_a_name_without_a_dot() {
        for own in [
            "127.0.0.1:4225",
            "[::1]:4225",
            "[::1]",
            "localhost",
            "LocalHost:1",
            "app.localhost:80",
            "cal-mock:4225",
        ] {
            assert!(belongs_to_this_machine(own), "{own}");
        }
        for foreign in [
            "evil.example",
            "evil.example:4225",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "",
            ":80",
            "a b",
        ] {
            assert!(!belongs_to_this_machine(foreign), "{foreign}");
        }
    }
}
