//! `/auth/login`: choose a user, or e-mail and password.

use form_urlencoded::Serializer;

use super::form::Form;
use super::view::{self, Login};
use super::{LOGIN, sheet, visitor};
use crate::http::respond::Reply;
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
    page(app, 200, "", None, &back)
}

pub(super) fn sign_in(app: &App, request: &Request) -> Reply {
    let form = match Form::read(app, request) {
        Ok(form) => form,
        Err(trouble) => return trouble.page(),
    };
    let back = form.field("callbackUrl");
    let Some(user) = chosen(app, &form).or_else(|| recognized(app, &form)) else {
        return page(app, 401, form.field("email"), Some("The email or the password is wrong."), back);
    };
    let mut reply = if is_own_page(back) { sheet::go(back) } else { welcome(&user) };
    visitor::sign_in(app, request, &user, &mut reply);
    reply
}

/// One click: this is a mock, everybody may be anybody.
fn chosen(app: &App, form: &Form) -> Option<User> {
    app.users.find(&form.field("user").parse().ok()?)
}

fn recognized(app: &App, form: &Form) -> Option<User> {
    let email = form.field("email").trim();
    let user = app.users.all().into_iter().find(|user| user.is_at(email))?;
    user.password.matches(form.field("password")).then_some(user)
}

/// A path of this server and nothing else: browsers take `//host` and `/\host` for another one.
fn is_own_page(back: &str) -> bool {
    let is_path = back.starts_with('/') && !back.starts_with("//");
    is_path && !back.contains('\\') && !back.chars().any(char::is_control)
}

fn welcome(user: &User) -> Reply {
    let text = format!("You are signed in as {}.", user.email);
    sheet::notice(200, "Welcome", &text, None)
}

fn page(app: &App, status: u16, email: &str, error: Option<&str>, back: &str) -> Reply {
    let users = app.users.all();
    let ids: Vec<String> = users.iter().map(|user| user.id.to_string()).collect();
    let choices: Vec<_> =
        users.iter().zip(&ids).take(MOST_CHOICES).map(|(user, id)| seen(user, id)).collect();
    let callback = if is_own_page(back) { back } else { "" };
    sheet::page(status, &Login { users: &choices, email, error, callback, action: LOGIN })
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
