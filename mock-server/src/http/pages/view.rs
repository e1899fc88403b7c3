//! What each page shows: plain values beside the template that lays them out.
//!
//! Every text is escaped by its template. Names are isolated (`bdi`), so that none can turn the sentence around it.

pub mod booking;
pub mod client;
pub mod frame;
pub mod platform;
pub mod settings;

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
    /// What was typed into the form that the login interrupts, comes back as `kept`; `None` where it interrupts none.
    pub kept: Option<&'a str>,
    /// Where every form of the page is sent.
    pub action: &'a str,
}

/// An authorization error that stands on the page.
#[derive(Debug, Template)]
#[template(path = "authorize_error.html")]
pub struct AuthorizeError<'a> {
    /// The error, word for word.
    pub error: &'a str,
    /// Where another user signs in, where somebody is signed in: the owner of a pending client might.
    pub change_user: Option<&'a str>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::pages::permissions::sentences;

    #[test]
    fn a_name_cannot_become_markup() {
        let evil = "\"><script>alert('&')</script>";
        let page = consent(evil, &["BOOKING_READ"], &[], &pairs(&[(evil, evil)]));
        assert_eq!(page.matches("<script").count(), 0);
        assert_eq!(page.matches("&#34;&#62;&#60;script&#62;alert(&#39;&#38;&#39;)").count(), 4);
    }

    #[test]
    fn one_form_carries_the_request_and_both_decisions() {
        let page = consent("Acme", &["BOOKING_READ"], &[], &pairs(&[("request", "state=a%0Ab")]));
        assert_eq!(page.matches("<form").count(), 1);
        assert!(page.contains(r#"<input type="hidden" name="request" value="state=a%0Ab">"#));
        assert!(page.contains(r#"name="decision" value="allow" data-testid="allow-button">"#));
        assert!(page.contains(r#"name="decision" value="deny" data-testid="deny-button">"#));
    }

    #[test]
    fn permissions_are_listed_and_a_client_without_any_gets_the_legacy_list() {
        let scoped = consent("Acme", &["EVENT_TYPE_READ"], &[], &[]);
        assert!(scoped.contains(r#"data-testid="scope-permissions-list""#));
        assert_eq!(scoped.matches("<li>").count(), 1);
        assert!(scoped.contains("<li>View event types</li>"));
        let legacy = consent("Acme", &[], &[], &[]);
        assert!(legacy.contains(r#"data-testid="legacy-permissions-list""#));
        assert!(!legacy.contains("scope-permissions-list"));
    }

    #[test]
    fn teams_are_offered_when_there_are_some() {
        assert!(!consent("Acme", &[], &[], &[]).contains("<select"));
        let page = consent("Acme", &[], &pairs(&[("7", "Support")]), &[]);
        assert!(page.contains(r#"<select id="team" name="team""#));
        assert!(page.contains(r#"<option value="7">"#));
    }

    #[test]
    fn the_login_has_one_password_and_sends_the_way_back_with_every_form() {
        let page = login(None);
        assert_eq!(page.matches(r#"type="password""#).count(), 1);
        assert_eq!(page.matches("<form").count(), 2);
        assert_eq!(page.matches(r#"<input type="hidden" name="callbackUrl" value="/back">"#).count(), 2);
        assert!(!page.contains(r#"role="alert""#));
    }

    #[test]
    fn a_wrong_password_is_an_alert_that_its_field_points_to() {
        let page = login(Some("Wrong."));
        assert!(page.contains(r#"id="login-error" role="alert" data-testid="login-error">Wrong.</p>"#));
        assert_eq!(page.matches(r#"aria-describedby="login-error""#).count(), 2);
    }

    #[test]
    fn an_authorization_error_stands_alone_in_its_element() {
        let page = AuthorizeError { error: "Invalid input", change_user: None }.render().unwrap();
        assert!(page.contains(r#"data-testid="authorize-error">Invalid input</p>"#));
    }

    #[test]
    fn a_state_that_was_not_sent_is_not_shown_as_an_empty_one() {
        let arrival = || Arrival::Error { error: "access_denied", description: None };
        let without = Callback { arrival: arrival(), state: None }.render().unwrap();
        assert!(!without.contains("callback-state"));
        let with = Callback { arrival: arrival(), state: Some("x") }.render().unwrap();
        assert!(with.contains(r#"<code data-testid="callback-state">x</code>"#));
    }

    #[test]
    fn no_page_needs_a_script_or_another_host() {
        for page in [consent("Acme", &[], &[], &[]), login(Some("Wrong."))] {
            let page = page.replace("xmlns='http://www.w3.org/2000/svg'", "");
            for word in ["<script", "http:", "https:", "src=\"//", "@import", "url("] {
                assert!(!page.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn a_place_is_the_host_that_a_browser_would_ask() {
        for (redirect_uri, expected) in [
            ("https://acme.example/callback?x=1", "acme.example"),
            ("https://acme.example:443/", "acme.example"),
            ("http://127.0.0.1:4225/_mock/callback", "127.0.0.1:4225"),
            ("https://acme.example@evil.example/", "evil.example"),
            ("https://\u{430}cme.example/", "xn--cme-5cd.example"),
            ("acme-app://callback", "acme-app:"),
        ] {
            assert_eq!(place(redirect_uri), expected);
        }
    }

    #[test]
    fn initials_are_letters_where_there_are_some() {
        for (name, initials) in [
            ("Acme Scheduling Inc", "AS"),
            ("acme", "A"),
            ("\u{1f389} acme", "A"),
            ("\u{1f389}", "\u{1f389}"),
            ("", ""),
        ] {
            assert_eq!(Avatar { name, logo: None }.initials(), initials);
        }
    }

    fn consent(
        name: &str,
        scopes: &[&str],
        teams: &[(String, String)],
        fields: &[(String, String)],
    ) -> String {
        let page = Consent {
            client: Client { name, logo: None },
            user: ALICE,
            change_user: "/auth/login",
            permissions: sentences(scopes.iter().copied()),
            place: "acme.example",
            teams,
            action: "/auth/oauth2/authorize",
            fields,
        };
        page.render().unwrap()
    }

    fn login(error: Option<&str>) -> String {
        let page =
            Login { users: &[ALICE], email: "", error, callback: "/back", kept: None, action: "/auth/login" };
        page.render().unwrap()
    }

    const ALICE: User<'_> = User { id: "2", name: "Alice", email: "alice@example.com", role: "User" };

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}
