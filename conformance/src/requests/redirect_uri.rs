//! A redirect URI that is almost the registered one.

use reqwest::Url;

/// An address that nobody registers.
pub(crate) const UNREGISTERED: &str = "https://stranger.example/callback";

/// The parts of `scheme://host[:port]/path[?query]`, as they are written.
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    /// With its colon; empty where there is none.
    port: &'a str,
    path: &'a str,
    /// With its question mark; empty where there is none.
    query: &'a str,
}

/// Splits without normalising.
fn parts(uri: &str) -> Parts<'_> {
    let (scheme, rest) = uri.split_once("://").unwrap_or(("https", uri));
    let (rest, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // The colons of an IPv6 address stand in brackets.
    let behind_brackets = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let colon = authority[behind_brackets..].find(':').map(|colon| behind_brackets + colon);
    let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
    Parts { scheme, host, port, path, query }
}

pub(crate) fn other_scheme(uri: &str) -> String {
    let it = parts(uri);
    let scheme = if it.scheme == "https" { "http" } else { "https" };
    format!("{scheme}://{}{}{}{}", it.host, it.port, it.path, it.query)
}

pub(crate) fn other_host(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://stranger.example{}{}{}", it.scheme, it.port, it.path, it.query)
}

pub(crate) fn subdomain(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://evil.{}{}{}{}", it.scheme, it.host, it.port, it.path, it.query)
}

pub(crate) fn other_port(uri: &str) -> String {
    let it = parts(uri);
    let port = if it.port == ":8443" { "8444" } else { "8443" };
    format!("{}://{}:{port}{}{}", it.scheme, it.host, it.path, it.query)
}

pub(crate) fn default_port(uri: &str) -> String {
    let it = parts(uri);
    let port = match (it.port.strip_prefix(':'), it.scheme) {
        (Some(port), _) => format!("0{port}"),
        (None, "https") => "443".to_owned(),
        (None, _) => "80".to_owned(),
    };
    format!("{}://{}:{port}{}{}", it.scheme, it.host, it.path, it.query)
}

pub(crate) fn scheme_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}{}{}", it.scheme.to_ascii_uppercase(), it.host, it.port, it.path, it.query)
}

pub(crate) fn host_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}{}{}", it.scheme, it.host.to_ascii_uppercase(), it.port, it.path, it.query)
}

pub(crate) fn path_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}{}{}", it.scheme, it.host, it.port, it.path.to_ascii_uppercase(), it.query)
}

pub(crate) fn other_path(uri: &str) -> String {
    let it = parts(uri);
    let folder = it.path.rfind('/').map_or("", |slash| &it.path[..slash]);
    format!("{}://{}{}{folder}/elsewhere{}", it.scheme, it.host, it.port, it.query)
}

pub(crate) fn one_folder_deeper(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}{}/deeper{}", it.scheme, it.host, it.port, it.path.trim_end_matches('/'), it.query)
}

pub(crate) fn dot_segments(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}/x/..{}{}", it.scheme, it.host, it.port, it.path, it.query)
}

pub(crate) fn percent_encoded_letter(uri: &str) -> String {
    let it = parts(uri);
    let Some(letter) = it.path.find(|c: char| c.is_ascii_alphabetic()) else { return uri.to_owned() };
    let (before, from) = it.path.split_at(letter);
    let (letter, rest) = from.split_at(1);
    let code = letter.bytes().next().unwrap_or_default();
    format!("{}://{}{}{before}%{code:02X}{rest}{}", it.scheme, it.host, it.port, it.query)
}

pub(crate) fn one_more_parameter(uri: &str) -> String {
    let joint = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{joint}x=1")
}

pub(crate) fn start(uri: &str) -> String {
    let mut start = uri.to_owned();
    start.pop();
    start
}

pub(crate) fn with_user_name(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://acme@{}{}{}{}", it.scheme, it.host, it.port, it.path, it.query)
}

/// Whether `location` leads to `redirect_uri`, whatever was added to its query.
pub(crate) fn leads_to(location: &Url, redirect_uri: &str) -> bool {
    let Ok(home) = Url::parse(redirect_uri) else { return false };
    location.origin() == home.origin() && location.path() == home.path()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_neighbour_is_another_address() {
        for uri in [
            "https://acme.example/callback",
            "http://127.0.0.1:4225/_mock/callback",
            "https://acme.example:8443/callback?to=/home&lang=en",
            "http://[::1]:3000/callback",
        ] {
            let neighbours = [
                other_scheme,
                other_host,
                subdomain,
                other_port,
                default_port,
                scheme_in_capitals,
                path_in_capitals,
                other_path,
                one_folder_deeper,
                dot_segments,
                percent_encoded_letter,
                one_more_parameter,
                start,
                with_user_name,
            ];
            for neighbour in neighbours {
                assert_ne!(neighbour(uri), uri);
            }
        }
        let uri = "https://acme.example/callback";
        assert_eq!(host_in_capitals(uri), "https://ACME.EXAMPLE/callback");
        assert_eq!(percent_encoded_letter(uri), "https://acme.example/%63allback");
        assert_eq!(default_port(uri), "https://acme.example:443/callback");
        assert_eq!(dot_segments(uri), "https://acme.example/x/../callback");
    }

    #[test]
    fn a_query_and_a_port_stay_where_they_are() {
        let uri = "http://[::1]:3000/a/cb?to=/home";
        assert_eq!(other_path(uri), "http://[::1]:3000/a/elsewhere?to=/home");
        assert_eq!(one_folder_deeper(uri), "http://[::1]:3000/a/cb/deeper?to=/home");
        assert_eq!(other_port(uri), "http://[::1]:8443/a/cb?to=/home");
        assert_eq!(default_port(uri), "http://[::1]:03000/a/cb?to=/home");
        assert_eq!(one_more_parameter(uri), "http://[::1]:3000/a/cb?to=/home&x=1");
    }

    #[test]
    fn an_address_leads_home_by_its_parts_and_not_by_its_first_letters() {
        let leads = |location: &str, home| leads_to(&Url::parse(location).unwrap(), home);
        assert!(leads("https://acme.example/cb?code=1", "https://acme.example/cb"));
        assert!(leads("HTTPS://ACME.example:443/cb?t=7&code=1", "https://acme.example/cb?t=7"));
        for elsewhere in
            ["https://acme.example/cb-other", "https://acme.example:1/cb", "http://acme.example/cb"]
        {
            assert!(!leads(elsewhere, "https://acme.example/cb"), "{elsewhere}");
        }
    }
}
