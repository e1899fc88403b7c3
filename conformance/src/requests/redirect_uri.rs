//! A redirect URI that is almost the registered one.

use reqwest::Url;

/// An address that nobody registers.
pub(crate) const UNREGISTERED: &str = "https://stranger.example/callback";

/// The parts of `scheme://host[:port]/path`, as they are written.
struct Parts<'a> {
    scheme: &'a str,
    authority: &'a str,
    path: &'a str,
}

/// Splits without normalising; a registered redirect URI always has this form.
fn parts(uri: &str) -> Parts<'_> {
    let (scheme, rest) = uri.split_once("://").unwrap_or(("https", uri));
    let slash = rest.find('/').unwrap_or(rest.len());
    Parts { scheme, authority: &rest[..slash], path: &rest[slash..] }
}

pub(crate) fn other_scheme(uri: &str) -> String {
    let it = parts(uri);
    let scheme = if it.scheme == "https" { "http" } else { "https" };
    format!("{scheme}://{}{}", it.authority, it.path)
}

pub(crate) fn other_host(uri: &str) -> String {
    let it = parts(uri);
    let port = it.authority.find(':').map_or("", |colon| &it.authority[colon..]);
    format!("{}://stranger.example{port}{}", it.scheme, it.path)
}

pub(crate) fn subdomain(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://evil.{}{}", it.scheme, it.authority, it.path)
}

pub(crate) fn other_port(uri: &str) -> String {
    let it = parts(uri);
    let (host, port) = it.authority.split_once(':').unwrap_or((it.authority, ""));
    let port = if port == "8443" { "8444" } else { "8443" };
    format!("{}://{host}:{port}{}", it.scheme, it.path)
}

pub(crate) fn default_port(uri: &str) -> String {
    let it = parts(uri);
    if let Some((host, port)) = it.authority.split_once(':') {
        return format!("{}://{host}:0{port}{}", it.scheme, it.path);
    }
    let port = if it.scheme == "https" { 443 } else { 80 };
    format!("{}://{}:{port}{}", it.scheme, it.authority, it.path)
}

pub(crate) fn scheme_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}", it.scheme.to_ascii_uppercase(), it.authority, it.path)
}

pub(crate) fn host_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}", it.scheme, it.authority.to_ascii_uppercase(), it.path)
}

pub(crate) fn path_in_capitals(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}{}", it.scheme, it.authority, it.path.to_ascii_uppercase())
}

pub(crate) fn other_path(uri: &str) -> String {
    let start = uri.rfind('/').map_or(uri, |slash| &uri[..slash]);
    format!("{start}/elsewhere")
}

pub(crate) fn dot_segments(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://{}/x/..{}", it.scheme, it.authority, it.path)
}

pub(crate) fn percent_encoded_letter(uri: &str) -> String {
    let it = parts(uri);
    let letter = it.path.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
    let (before, from) = it.path.split_at(letter);
    let mut rest = from.chars();
    let encoded = rest.next().map_or_else(String::new, |c| format!("%{:02X}", u32::from(c)));
    format!("{}://{}{before}{encoded}{}", it.scheme, it.authority, rest.as_str())
}

pub(crate) fn start(uri: &str) -> String {
    let mut start = uri.to_owned();
    start.pop();
    start
}

pub(crate) fn with_user_name(uri: &str) -> String {
    let it = parts(uri);
    format!("{}://acme@{}{}", it.scheme, it.authority, it.path)
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
        for uri in ["https://acme.example/callback", "http://127.0.0.1:4225/_mock/callback"] {
            let neighbours = [
                other_scheme,
                other_host,
                subdomain,
                other_port,
                default_port,
                scheme_in_capitals,
                path_in_capitals,
                other_path,
                dot_segments,
                percent_encoded_letter,
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
}
