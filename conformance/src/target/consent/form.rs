//! Consent by form: the contract that a server's pages can meet without a browser.
//!
//! The page is fetched with a cookie jar; redirects within the app's origin are followed, ten at most; a page with one
//! password field is the login; then the submit button `allow-button` or `deny-button` is pressed. A redirect URI is
//! never fetched.

use cookie_store::CookieStore;
use reqwest::Url;

use super::page::{Form, Page};
use crate::{
    exchange::{Exchange, Question},
    requests::redirect_uri::leads_to,
    transport::Transport,
    verdict::Halt,
};

/// Redirects that are followed on the way to an answer.
const MOST_REDIRECTS: usize = 10;

/// A browser of one user, as far as consent needs one.
pub struct Browser {
    /// Only this origin is visited.
    app_url: Url,
    transport: Transport,
    jar: CookieStore,
    email: String,
    password: String,
}

/// Which button is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Allow.
    Allow,
    /// Deny.
    Deny,
}

impl Decision {
    const fn button(self) -> &'static str {
        match self {
            Self::Allow => "allow-button",
            Self::Deny => "deny-button",
        }
    }
}

/// Where an authorization request ended.
#[derive(Debug, Clone)]
pub enum Landing {
    /// The browser was sent to this address, as written in the `Location`.
    Away(String),
    /// A page stayed.
    Page {
        /// The button that was looked for and is not there.
        missing: Option<&'static str>,
    },
    /// A page stayed that nobody but the person at the browser saw.
    Unseen,
}

/// An authorization request from its first answer to its last.
#[derive(Debug, Clone)]
pub struct Journey {
    /// Every exchange on the way.
    pub exchanges: Vec<Exchange>,
    /// Its end.
    pub landing: Landing,
}

impl Journey {
    /// The last answer.
    ///
    /// # Errors
    ///
    /// When nothing was asked.
    pub fn last(&self) -> Result<&Exchange, Halt> {
        self.exchanges.last().ok_or_else(|| Halt::Ours("a journey without an exchange".to_owned()))
    }
}

impl Browser {
    /// The browser of the user with these credentials.
    #[must_use]
    pub fn new(app_url: Url, transport: Transport, email: &str, password: &str) -> Self {
        let jar = CookieStore::default();
        Self { app_url, transport, jar, email: email.to_owned(), password: password.to_owned() }
    }

    /// Opens `url`, signs in where asked to, and presses the button; any address that leads to one of
    /// `redirect_uris` is an end, not a page to fetch.
    ///
    /// # Errors
    ///
    /// When a connection breaks, when the sign-in does not work, or when the way has no end.
    pub async fn authorize(
        &mut self,
        url: Url,
        redirect_uris: &[String],
        decision: Option<Decision>,
    ) -> Result<Journey, Halt> {
        let mut exchanges = Vec::new();
        let mut next = Question::get(url);
        let mut signed_in = false;
        let mut pressed = false;
        let mut redirects = 0;
        // Each turn follows a redirect, signs in once or presses once.
        while redirects <= MOST_REDIRECTS {
            let exchange = self.ask(next).await?;
            let here = exchange.question.url.clone();
            if let Some(location) = location(&exchange) {
                let target = here.join(&location).ok();
                let address =
                    if Url::parse(&location).is_ok() { None } else { target.as_ref().map(Url::to_string) };
                let within = target.filter(|to| to.origin() == self.app_url.origin());
                exchanges.push(exchange);
                let Some(target) = within.filter(|target| !leads_away(&location, target, redirect_uris))
                else {
                    return Ok(Journey { exchanges, landing: Landing::Away(address.unwrap_or(location)) });
                };
                redirects += 1;
                next = Question::get(target);
                continue;
            }
            let page = Page::read(&exchange.answer.body);
            if let Some(login) = page.login(&self.email, &self.password) {
                if signed_in {
                    let got = format!("the login page again, {}", exchange.answer.status);
                    return Err(Halt::mismatch("to be signed in with the right e-mail and password", got));
                }
                signed_in = true;
                exchanges.push(exchange);
                next = submission(&here, &login, redirect_uris)?;
                continue;
            }
            let button = decision.filter(|_| !pressed).and_then(|decision| page.press(decision.button()));
            exchanges.push(exchange);
            let Some(form) = button else {
                let missing = decision.filter(|_| !pressed).map(Decision::button);
                return Ok(Journey { exchanges, landing: Landing::Page { missing } });
            };
            pressed = true;
            next = submission(&here, &form, redirect_uris)?;
        }
        Err(Halt::mismatch(
            "an end of the authorization request",
            format!("no end after {MOST_REDIRECTS} redirects"),
        ))
    }

    /// The exchange holds the question without the cookies, which nobody may see.
    async fn ask(&mut self, question: Question) -> Result<Exchange, Halt> {
        if question.url.origin() != self.app_url.origin() {
            let away = question.url.origin().ascii_serialization();
            return Err(Halt::mismatch("a form of the app's own origin", format!("one that goes to {away}")));
        }
        let cookies: Vec<String> = self
            .jar
            .get_request_values(&question.url)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut sent = question.clone();
        if !cookies.is_empty() {
            sent = sent.with_header("Cookie", cookies.join("; "));
        }
        let mut exchange = self.transport.ask(sent).await?;
        exchange.question = question;
        for cookie in exchange.answer.headers.get_all("set-cookie") {
            if let Ok(cookie) = cookie.to_str() {
                // A cookie that a browser would refuse is none.
                let _ = self.jar.parse(cookie, &exchange.question.url);
            }
        }
        Ok(exchange)
    }
}

/// The `Location` of a redirect.
fn location(exchange: &Exchange) -> Option<String> {
    let header = exchange.answer.headers.get("location")?;
    exchange.answer.status.is_redirection().then(|| String::from_utf8_lossy(header.as_bytes()).into_owned())
}

/// Whether an address is a redirect URI, which is never fetched. One that is no address can only be compared as it is
/// written.
fn leads_away(location: &str, target: &Url, redirect_uris: &[String]) -> bool {
    let is_no_address = |uri: &str| Url::parse(uri).is_err();
    redirect_uris
        .iter()
        .any(|uri| leads_to(target, uri) || is_no_address(uri) && location.starts_with(uri.as_str()))
}

/// The request that a form makes.
fn submission(page: &Url, form: &Form, redirect_uris: &[String]) -> Result<Question, Halt> {
    let target = if form.action.is_empty() { Ok(page.clone()) } else { page.join(&form.action) };
    let mut target =
        target.map_err(|e| Halt::mismatch("a form with an address", format!("{} ({e})", form.action)))?;
    if leads_away(&form.action, &target, redirect_uris) {
        return Err(Halt::mismatch("a form of the app's own", "one that goes to a redirect URI"));
    }
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
    if form.is_post {
        let origin = page.origin().ascii_serialization();
        return Ok(Question::post(target, "application/x-www-form-urlencoded", body)
            .with_header("Origin", origin)
            .with_header("Referer", page.origin().ascii_serialization()));
    }
    target.set_query(Some(&body));
    Ok(Question::get(target))
}

crate::redaction::opaque!(Browser);
