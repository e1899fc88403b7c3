//! Who sits at the browser: the session cookie and the user behind it.

use cookie::{Cookie, SameSite};
use http::header::COOKIE;
use subtle::ConstantTimeEq;

use crate::http::site::Request;
use crate::store::{App, Session};
use crate::wire::{Secret, User};

/// The session cookie.
const NAME: &str = "cal-mock-session";

/// Somebody who is signed in.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) user: User,
    session: Session,
}

impl Visitor {
    /// Whoever is signed in at the browser that sent `request`.
    pub(super) fn of(app: &App, request: &Request) -> Option<Self> {
        let session = app.sessions.find(&session_cookie(request)?, app.env.clock.now())?;
        let user = app.users.find(&session.user)?;
        Some(Self { user, session })
    }

    /// What the forms of this session repeat.
    pub(super) fn form_token(&self) -> &str {
        self.session.form_token.reveal()
    }

    /// Whether a form was made for this session.
    pub(super) fn made(&self, form_token: &str) -> bool {
        self.form_token().as_bytes().ct_eq(form_token.as_bytes()).into()
    }
}

/// Signs `user` in at the browser that gets an answer with this cookie; whoever was signed in there no longer is.
pub(super) fn sign_in(app: &App, request: &Request, user: User) -> (Visitor, String) {
    sign_out(app, request);
    let value = Secret::new(hex::encode(app.env.dice.bytes::<32>()));
    let form_token = Secret::new(hex::encode(app.env.dice.bytes::<32>()));
    let now = app.env.clock.now();
    let session = Session::new(user.id, form_token, now);
    app.sessions.open(&value, session.clone(), now);
    let cookie = Cookie::build((NAME, value.reveal())).path("/").http_only(true).same_site(SameSite::Lax);
    let cookie = cookie.secure(app.public_url.is_https()).build();
    (Visitor { user, session }, cookie.to_string())
}

/// Nobody is signed in at the browser that sent `request` any more.
pub(super) fn sign_out(app: &App, request: &Request) {
    if let Some(cookie) = session_cookie(request) {
        app.sessions.close(&cookie);
    }
}

fn session_cookie(request: &Request) -> Option<String> {
    let headers = request.parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = headers.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == NAME).map(|cookie| cookie.value().to_owned())
}
