//! What a platform client must say of itself (platform-quickstart 2.2). The words are ours: no source has production's.

use crate::rules::registration::is_of_the_web;
use crate::wire::{Case, Check, Objection, Permissions, PlatformClient, Refused, Strictness};

/// What a platform client says of itself, when it is registered and as it would stand after an edit.
#[derive(Debug)]
pub struct Platform<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whose pages may bring its users' tokens; may hold a `*`, and begin with `/` for pages of this server.
    pub redirect_uris: &'a [String],
    /// Where browsers land: what it is called, and the address.
    pub landings: [(&'static str, Option<&'a str>); 3],
    /// What its users' tokens may touch.
    pub permissions: &'a Permissions,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether there may be such a platform client.
///
/// # Errors
///
/// The first check that does not hold.
pub fn judge(case: &Platform<'_>) -> Result<(), Refused<Objection>> {
    let uri = case.unreadable_uri().unwrap_or_default().to_owned();
    let landing = case.unreadable_landing().unwrap_or_default();
    case.strictness.walk(
        case,
        &[
            (Check::NameGiven, |case| !case.name.trim().is_empty(), Objection::NameMissing),
            (Check::RedirectUriGiven, |case| !case.redirect_uris.is_empty(), Objection::RedirectUriMissing),
            (
                Check::RedirectUriIsUrl,
                |case| case.unreadable_uri().is_none(),
                Objection::UnreadableRedirectUri(uri),
            ),
            (
                Check::LandingReadable,
                |case| case.unreadable_landing().is_none(),
                Objection::UnreadableLanding(landing),
            ),
            (
                Check::PermissionGiven,
                |case| case.permissions.words().next().is_some(),
                Objection::PermissionMissing,
            ),
        ],
    )
}

impl<'a> Platform<'a> {
    /// What `client` says of itself.
    #[must_use]
    pub fn of(client: &'a PlatformClient, strictness: &'a Strictness) -> Self {
        let PlatformClient { name, redirect_uris, permissions, .. } = client;
        let landings = [
            ("booking", client.booking_url.as_deref()),
            ("reschedule", client.reschedule_url.as_deref()),
            ("cancel", client.cancel_url.as_deref()),
        ];
        Self { name, redirect_uris, landings, permissions, strictness }
    }

    fn unreadable_uri(&self) -> Option<&'a str> {
        self.redirect_uris.iter().find(|uri| !is_address_or_pattern(uri)).map(String::as_str)
    }

    fn unreadable_landing(&self) -> Option<&'static str> {
        let is_wrong = |(_, url): &&(&'static str, Option<&str>)| url.is_some_and(|url| !is_of_the_web(url));
        self.landings.iter().find(is_wrong).map(|(name, _)| *name)
    }
}

/// A `*` may stand anywhere, also where a host must: then nobody parses it.
fn is_address_or_pattern(uri: &str) -> bool {
    !uri.contains(char::is_control)
        && !uri.trim().is_empty()
        && (uri.contains('*') || uri.starts_with('/') || is_of_the_web(uri))
}

impl Case for Platform<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::NameGiven => "the name is empty".to_owned(),
            Check::RedirectUriGiven => "no redirect URI".to_owned(),
            Check::RedirectUriIsUrl => "a redirect URI is neither an address nor holds a *".to_owned(),
            Check::LandingReadable => {
                format!("the {} URL is no address of the web", self.unreadable_landing().unwrap_or_default())
            }
            _ => "no permission".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(
        name: &str,
        uris: &[&str],
        booking: Option<&str>,
        permissions: &Permissions,
    ) -> Option<Objection> {
        let uris: Vec<String> = uris.iter().map(|uri| (*uri).to_owned()).collect();
        let landings = [("booking", booking), ("reschedule", None), ("cancel", None)];
        let strictness = Strictness::default();
        judge(&Platform { name, redirect_uris: &uris, landings, permissions, strictness: &strictness })
            .err()
            .map(|refused| refused.refusal)
    }

    #[test]
    fn a_platform_client_says_who_it_is_and_where_its_pages_are() {
        let all = &Permissions::all();
        for uri in
            ["https://a.example/cb", "http://localhost:3000", "https://*.a.example", "*", "/_mock/callback"]
        {
            assert_eq!(refusal("A", &[uri], Some("https://a.example/booked"), all), None, "{uri}");
        }
        assert_eq!(refusal(" ", &["*"], None, all), Some(Objection::NameMissing));
        assert_eq!(refusal("A", &[], None, all), Some(Objection::RedirectUriMissing));
        for uri in ["a.example", "", "https://a.example/\n", "ftp://a.example"] {
            let unreadable = Objection::UnreadableRedirectUri(uri.to_owned());
            assert_eq!(refusal("A", &["*", uri], None, all), Some(unreadable));
        }
        assert_eq!(refusal("A", &["*"], Some("/booked"), all), Some(Objection::UnreadableLanding("booking")));
        assert_eq!(refusal("A", &["*"], None, &Permissions::default()), Some(Objection::PermissionMissing));
    }
}
