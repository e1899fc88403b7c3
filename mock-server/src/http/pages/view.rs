//! What each page shows: plain values beside the template that lays them out.
//!
//! Every text is escaped by its template. Names are isolated (`bdi`), so that none can turn the sentence around it.

use askama::Template;
use url::Url;

use super::permissions::Group;

/// The consent page: who asks, for what, on behalf of whom.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub struct Consent<'a> {
    /// Who asks.
    pub client: Client<'a>,
    /// Who is signed in.
    pub user: User<'a>,
    /// Where another user signs in: the login page, with the way back here.
    pub change_user: &'a str,
    /// What the client may do, from [`sentences`](super::permissions::sentences). Empty means a token that nothing
    /// limits, and the page says so.
    pub permissions: Vec<Group>,
    /// Where the browser goes afterwards, as [`place`] tells it.
    pub place: &'a str,
    /// Id and name of the teams that can be chosen instead of the user; a choice comes back as `team`, empty for
    /// the user.
    pub teams: &'a [(String, String)],
    /// Where the decision is sent, with `decision` as `allow` or `deny`.
    pub action: &'a str,
    /// Name and value of what the form carries: the request and the token against forgery. Browsers rewrite line
    /// breaks in form values, so a request travels best as its raw, encoded query in one field.
    pub fields: &'a [(String, String)],
}

/// The login page: choose a user, or e-mail and password.
#[derive(Debug, Template)]
#[template(path = "login.html")]
pub struct Login<'a> {
    /// Who can be chosen with one click; the choice comes back as `user`.
    pub users: &'a [User<'a>],
    /// What was typed as e-mail before, or nothing.
    pub email: &'a str,
    /// What was wrong with it, as a sentence.
    pub error: Option<&'a str>,
    /// Where to go afterwards, comes back as `callbackUrl`; empty for nowhere.
    pub callback: &'a str,
    /// Where every form of the page is sent.
    pub action: &'a str,
    /// Name and value of what else every form carries.
    pub fields: &'a [(String, String)],
}

/// An authorization error that stands on the page.
#[derive(Debug, Template)]
#[template(path = "authorize_error.html")]
pub struct AuthorizeError<'a> {
    /// The error, word for word.
    pub error: &'a str,
}

/// Any other page that says no.
#[derive(Debug, Template)]
#[template(path = "notice.html")]
pub struct Notice<'a> {
    /// The status it is sent with.
    pub status: u16,
    /// What happened, in a few words.
    pub title: &'a str,
    /// What it means and what to do next, in a sentence or two.
    pub text: &'a str,
    /// Label and address of the way on.
    pub way_on: Option<(&'a str, &'a str)>,
}

/// The mock's own redirect URI: what a client would have been sent.
#[derive(Debug, Template)]
#[template(path = "callback.html")]
pub struct Callback<'a> {
    /// What came.
    pub arrival: Arrival<'a>,
    /// The `state`, if there is one.
    pub state: Option<&'a str>,
}

/// What a redirect brought.
#[derive(Debug)]
pub enum Arrival<'a> {
    /// A code.
    Code {
        /// The code itself.
        code: &'a str,
        /// The command that exchanges it.
        command: &'a str,
    },
    /// An error.
    Error {
        /// The `error`.
        error: &'a str,
        /// The `error_description`, if there is one.
        description: Option<&'a str>,
    },
    /// Neither: somebody opened the page by hand.
    Nothing,
}

/// A client, as a person sees it.
#[derive(Debug)]
pub struct Client<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its logo: a `data:` URI or a path of this server. Without one its initials stand there.
    pub logo: Option<&'a str>,
}

/// A user, as a person sees them.
#[derive(Debug)]
pub struct User<'a> {
    /// The id, which the login form sends.
    pub id: &'a str,
    /// The name; may be empty.
    pub name: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// What the badge says; none where empty.
    pub role: &'a str,
}

impl Client<'_> {
    fn avatar(&self) -> Avatar<'_> {
        Avatar { name: self.name, logo: self.logo }
    }
}

impl User<'_> {
    /// The name, or the e-mail address of somebody without one.
    fn title(&self) -> &str {
        if self.name.is_empty() { self.email } else { self.name }
    }

    fn avatar(&self) -> Avatar<'_> {
        Avatar { name: self.title(), logo: None }
    }
}

/// A logo, or the initials that stand in for it.
#[derive(Debug, Template)]
#[template(path = "avatar.html")]
struct Avatar<'a> {
    name: &'a str,
    logo: Option<&'a str>,
}

impl Avatar<'_> {
    /// The first letters of the first two words; of a name without letters, how it begins.
    fn initials(&self) -> String {
        let letters =
            self.name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let initials: String = letters.take(2).flat_map(char::to_uppercase).collect();
        if initials.is_empty() { self.name.trim().chars().take(2).collect() } else { initials }
    }

    /// One of the colours of the style sheet, always the same one for a name.
    fn tone(&self) -> u32 {
        self.name.chars().fold(0, |sum: u32, c| sum.wrapping_mul(31).wrapping_add(u32::from(c))) % 6
    }
}

/// Where a redirect URI leads, as a person reads it: the host, with its port where it is unusual, always in its
/// ASCII form, so that no letter can pass for another. An app's own scheme is its own place.
#[must_use]
pub fn place(redirect_uri: &str) -> String {
    let Ok(url) = Url::parse(redirect_uri) else { return redirect_uri.to_owned() };
    match (url.host_str(), url.port()) {
        _ if !matches!(url.scheme(), "http" | "https") => format!("{}:", url.scheme()),
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => redirect_uri.to_owned(),
    }
}
