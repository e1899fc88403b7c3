//! Registering a client: what it must say of itself, and what its redirect URIs must be (oauth.txt §1, production-oauth D).

use url::{Host, Url};

use crate::wire::{Case, Check, Objection, Place, Refused, ScopeList, Strictness, shown};

/// A client may have this many redirect URIs.
pub const MOST_REDIRECT_URIS: usize = 10;
/// A logo that is sent along is no longer than this.
const LONGEST_LOGO: usize = 100_000;

/// What a client says of itself, when it is registered and as it would stand after an edit.
#[derive(Debug)]
pub struct Registration<'a> {
    /// What the consent page is to call it.
    pub name: &'a str,
    /// What it is for.
    pub purpose: &'a str,
    /// Its website.
    pub website_url: Option<&'a str>,
    /// Its logo.
    pub logo: Option<&'a str>,
    /// What it may ask for.
    pub scopes: &'a ScopeList,
    /// Whether it may be without scopes: one from before they were introduced.
    pub is_legacy: bool,
    /// Where users may be sent back to.
    pub redirect_uris: &'a [String],
    /// The server of which a redirect URI that begins with `/` is a page; nothing where that is none.
    pub home: &'a str,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether a client may be registered so.
///
/// # Errors
///
/// The first check that does not hold.
pub fn judge(case: &Registration<'_>) -> Result<(), Refused<Objection>> {
    describes(case)?;
    scopes(case)?;
    redirect_uris(case)
}

/// Whether it says what it is.
///
/// # Errors
///
/// What is missing, or cannot be read.
pub fn describes(case: &Registration<'_>) -> Result<(), Refused<Objection>> {
    case.strictness.walk(
        case,
        &[
            (Check::NameGiven, has_a_name, Objection::NameMissing),
            (Check::PurposeGiven, has_a_purpose, Objection::PurposeMissing),
            (Check::WebsiteReadable, website_is_one, Objection::UnreadableWebsite),
            (Check::LogoReadable, logo_can_be_drawn, Objection::UnreadableLogo),
        ],
    )
}

/// Whether it may have these scopes.
///
/// # Errors
///
/// What is missing or unknown.
pub fn scopes(case: &Registration<'_>) -> Result<(), Refused<Objection>> {
    let unknown = Objection::UnknownScope(unknown_scope(case).to_owned());
    case.strictness.walk(
        case,
        &[
            (Check::ScopeGiven, has_a_scope_or_is_legacy, Objection::ScopeMissing),
            (Check::RegisteredScopesExist, scopes_exist, unknown),
        ],
    )
}

/// Whether it may have these redirect URIs.
///
/// # Errors
///
/// The first thing that is wrong with them.
pub fn redirect_uris(case: &Registration<'_>) -> Result<(), Refused<Objection>> {
    case.strictness.walk(
        case,
        &[
            (Check::RedirectUriGiven, has_a_redirect_uri, Objection::RedirectUriMissing),
            (Check::AtMostTenRedirectUris, has_at_most_ten, Objection::TooManyRedirectUris),
        ],
    )?;
    for (place, uri) in case.redirect_uris.iter().enumerate() {
        let home = if uri.starts_with('/') { case.home } else { "" };
        let one = RedirectUri {
            written: uri,
            url: Url::parse(&format!("{home}{uri}")).ok(),
            before: &case.redirect_uris[..place],
        };
        case.strictness.walk(
            &one,
            &[
                (Check::RedirectUriIsUrl, is_a_url, Objection::UnreadableRedirectUri(uri.clone())),
                (
                    Check::RedirectUriWithoutFragment,
                    has_no_fragment,
                    Objection::FragmentInRedirectUri(uri.clone()),
                ),
                (Check::RedirectUriSecure, is_secure, Objection::InsecureRedirectUri(uri.clone())),
                (
                    Check::RedirectUriDistinct,
                    is_the_first_of_its_kind,
                    Objection::DuplicateRedirectUri(uri.clone()),
                ),
            ],
        )?;
    }
    Ok(())
}

/// One of the redirect URIs.
#[derive(Debug)]
struct RedirectUri<'a> {
    written: &'a str,
    url: Option<Url>,
    before: &'a [String],
}

fn has_a_name(case: &Registration<'_>) -> bool {
    !case.name.trim().is_empty()
}

fn has_a_purpose(case: &Registration<'_>) -> bool {
    !case.purpose.trim().is_empty()
}

fn website_is_one(case: &Registration<'_>) -> bool {
    case.website_url.is_none_or(is_of_the_web)
}

fn logo_can_be_drawn(case: &Registration<'_>) -> bool {
    case.logo.is_none_or(|logo| {
        let is_image = logo.starts_with("data:image/") && logo.len() <= LONGEST_LOGO;
        let is_address = logo.starts_with("https://") && is_of_the_web(logo);
        (is_image || is_address) && !logo.contains(char::is_control)
    })
}

/// Whether `address` is one that a browser opens.
pub(super) fn is_of_the_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
        && !address.contains(char::is_control)
}

/// oauth.txt §1: "You must select at least one scope when creating the OAuth client."
fn has_a_scope_or_is_legacy(case: &Registration<'_>) -> bool {
    !case.scopes.is_empty() || case.is_legacy
}

fn scopes_exist(case: &Registration<'_>) -> bool {
    super::scopes::unknown(case.scopes).is_none()
}

fn unknown_scope<'a>(case: &Registration<'a>) -> &'a str {
    super::scopes::unknown(case.scopes).unwrap_or_default()
}

fn has_a_redirect_uri(case: &Registration<'_>) -> bool {
    !case.redirect_uris.is_empty()
}

/// oauth.txt §1: "You can register up to 10 redirect URIs per OAuth client."
fn has_at_most_ten(case: &Registration<'_>) -> bool {
    let lacking = usize::from(case.strictness.at(Place::NineRedirectUrisAtMost));
    case.redirect_uris.len() <= MOST_REDIRECT_URIS - lacking
}

/// The parser drops line breaks and tabs; a redirect to what was registered could not be sent.
fn is_a_url(one: &RedirectUri<'_>) -> bool {
    one.url.is_some() && !one.written.contains(char::is_control)
}

fn has_no_fragment(one: &RedirectUri<'_>) -> bool {
    let fragment = one.url.as_ref().and_then(Url::fragment);
    fragment.is_none_or(str::is_empty)
}

fn is_secure(one: &RedirectUri<'_>) -> bool {
    one.url.as_ref().is_some_and(|url| match url.scheme() {
        "https" => true,
        "http" => url.host().is_some_and(|host| is_local(&host)),
        _ => false,
    })
}

fn is_local(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            *name == "localhost" || name.strip_suffix(".local").is_some_and(|rest| !rest.is_empty())
        }
        Host::Ipv4(address) => *address == std::net::Ipv4Addr::LOCALHOST,
        Host::Ipv6(address) => *address == std::net::Ipv6Addr::LOCALHOST,
    }
}

fn is_the_first_of_its_kind(one: &RedirectUri<'_>) -> bool {
    !one.before.iter().any(|other| other == one.written)
}

impl Case for Registration<'_> {
    fn differed(&self, check: Check) -> String {
        match check {
            Check::NameGiven => "the name is empty".to_owned(),
            Check::PurposeGiven => "the purpose is empty".to_owned(),
            Check::WebsiteReadable => {
                format!("the website is {}", shown::uri(self.website_url.unwrap_or_default()))
            }
            Check::LogoReadable => {
                let length = self.logo.map(str::len).unwrap_or_default();
                format!("the logo, {length} bytes, is neither an https address nor a small image")
            }
            Check::ScopeGiven => "no scope is chosen, and the client is not legacy".to_owned(),
            Check::RegisteredScopesExist => format!("no such scope: {}", shown::scope(unknown_scope(self))),
            Check::RedirectUriGiven => "there is no redirect URI".to_owned(),
            Check::AtMostTenRedirectUris => format!("there are {} redirect URIs", self.redirect_uris.len()),
            other => other.name().to_owned(),
        }
    }
}

impl Case for RedirectUri<'_> {
    fn differed(&self, check: Check) -> String {
        let uri = shown::uri(self.written);
        match check {
            Check::RedirectUriIsUrl => format!("a redirect URI is no URL: {uri}"),
            Check::RedirectUriWithoutFragment => format!("a redirect URI has a fragment: {uri}"),
            Check::RedirectUriSecure => {
                format!("a redirect URI is neither https nor http on this machine: {uri}")
            }
            _ => format!("a redirect URI stands there twice: {uri}"),
        }
    }
}

#[cfg(test)]
mod tests;
