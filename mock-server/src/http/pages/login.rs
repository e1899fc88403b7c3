//! `/auth/login`: choose a user, or e-mail and password.

use form_urlencoded::Serializer;

use http::header::SET_COOKIE;

use super::form::{Form, Trouble};
use super::rooms::{self, LOGIN};
use super::view::{self, Login};
use super::visitor::{self, Visitor};
use super::{settings, sheet};
use crate::http::respond::{self, Reply};
use crate::http::site::Request;
use crate::store::App;
use crate::wire::{User, UserRole};

/// As many users can be chosen with one click; the others type.
const MOST_CHOICES: usize = 12;

/// The address of this page, with the way back to `request`.
pub(super) fn address(back: &str) -> String {
    let query = Serializer::new(String::new()).append_pair("callbackUrl", back).finish();
    format!("{LOGIN}?{query}")
}

pub(super) fn show(app: &App, request: &Request) -> Reply {
    let back = form_urlencoded::parse(request.query().as_bytes()).find(|(name, _)| name == "callbackUrl");
    let back = back.map(|(_, back)| back.into_owned()).unwrap_or_default();
    page(app, 200, &Typed { back: &back, ..Typed::default() }, None)
}

/// Somebody sent a form after their session had ended: they sign in, and what they typed comes along.
pub(super) fn interrupted(app: &App, back: &str, kept: &str) -> Reply {
    page(app, 401, &Typed { back, kept: Some(kept), email: "" }, None)
}

pub(super) fn sign_in(app: &App, request: &Request) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let typed =
        Typed { email: form.field("email"), back: form.field("callbackUrl"), kept: form.all("kept").next() };
    let Some(user) = chosen(app, &form).or_else(|| recognized(app, &form)) else {
        return page(app, 401, &typed, Some("The email or the password is wrong."));
    };
    let (visitor, cookie) = visitor::sign_in(app, request, user);
    let mut reply = welcome(app, &visitor, &typed);
    respond::set(&mut reply, SET_COOKIE, &cookie);
    reply
}

pub(super) fn sign_out(app: &App, request: &Request) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    if Visitor::of(app, request).is_some_and(|visitor| !visitor.made(form.field("csrf"))) {
        return Trouble::Forged.page();
    }
    visitor::sign_out(app, request);
    sheet::go(LOGIN)
}

/// What stands on the page, and what it carries along.
#[derive(Debug, Default)]
struct Typed<'a> {
    email: &'a str,
    /// Where to go afterwards.
    back: &'a str,
    /// What was typed into the form that the login interrupted.
    kept: Option<&'a str>,
}

/// One click: this is a mock, everybody may be anybody.
fn chosen(app: &App, form: &Form) -> Option<User> {
    app.users.find(&form.field("user").parse().ok()?).filter(has_an_account)
}

/// A managed user is no account: their tokens act for them, and nobody signs in as one (platform-quickstart 3, "What is it
/// not?").
fn has_an_account(user: &User) -> bool {
    user.managed_by.is_none()
}

fn recognized(app: &App, form: &Form) -> Option<User> {
    let email = form.field("email").trim();
    let user = app.users.all().into_iter().find(|user| user.is_at(email) && has_an_account(user))?;
    user.password.matches(form.field("password")).then_some(user)
}

/// A path of this server and nothing else: browsers take `//host` and `/\host` for another one.
fn is_own_page(back: &str) -> bool {
    let is_path = back.starts_with('/') && !back.starts_with("//");
    is_path && !back.contains('\\') && !back.chars().any(char::is_control)
}

/// On to where they came from.
fn welcome(app: &App, visitor: &Visitor, typed: &Typed<'_>) -> Reply {
    if is_own_page(typed.back) {
        let typed_before = typed.kept.filter(|kept| !kept.is_empty());
        let resumed = typed_before.and_then(|kept| settings::resume(app, visitor, typed.back, kept));
        return resumed.unwrap_or_else(|| sheet::go(typed.back));
    }
    let text = format!("You are signed in as {}.", visitor.user.email);
    sheet::notice(200, "Welcome", &text, Some(("Go to your OAuth clients", rooms::CLIENTS)))
}

fn page(app: &App, status: u16, typed: &Typed<'_>, error: Option<&str>) -> Reply {
    let mut users = app.users.all();
    users.retain(has_an_account);
    let ids: Vec<String> = users.iter().map(|user| user.id.to_string()).collect();
    let choices: Vec<_> =
        users.iter().zip(&ids).take(MOST_CHOICES).map(|(user, id)| seen(user, id)).collect();
    let callback = if is_own_page(typed.back) { typed.back } else { "" };
    let Typed { email, kept, .. } = *typed;
    sheet::page(status, &Login { users: &choices, email, error, callback, kept, action: LOGIN })
}

/// A user as a person sees them.
pub(super) fn seen<'a>(user: &'a User, id: &'a str) -> view::User<'a> {
    let role = if user.role == UserRole::Admin { "Admin" } else { "" };
    view::User { id, name: user.name.as_deref().unwrap_or_default(), email: &user.email, role }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_host() {
        for own in ["/", "/auth/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Facme.example"] {
            assert!(is_own_page(own), "{own}");
        }
        for foreign in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "x"]
        {
            assert!(!is_own_page(foreign), "{foreign}");
        }
    }
}
