//! The e-mails that people get: of an admin's decision over their client (oauth.txt §1). Text and HTML side by side, each
//! with its template.

use askama::Template;

use crate::store::App;
use crate::wire::{Client, ClientStatus, Email, User};

/// Who writes. No such host exists, so nobody's answer goes astray.
const FROM: &str = "Cal.com mock <no-reply@cal-mock.example>";

/// What a decision is told by, as text.
#[derive(Debug, Template)]
#[template(path = "mail/decision.txt", escape = "none")]
struct Text<'a>(Decision<'a>);

/// The same with markup.
#[derive(Debug, Template)]
#[template(path = "mail/decision.html")]
struct Html<'a>(Decision<'a>);

/// What was decided, over what, for whom.
#[derive(Debug, Clone, Copy)]
struct Decision<'a> {
    name: &'a str,
    client: &'a str,
    client_id: &'a str,
    is_accepted: bool,
    reason: &'a str,
    settings: &'a str,
}

/// The e-mail to `owner` that says what was decided over `client`. Nothing is written of one that is merely pending.
pub(super) fn decision(app: &App, client: &Client, owner: &User, status: ClientStatus) -> Option<Email> {
    let is_accepted = match status {
        ClientStatus::Approved => true,
        ClientStatus::Rejected => false,
        ClientStatus::Pending => return None,
    };
    let settings = format!("{}/settings/developer/oauth/{}", app.public_url.as_str(), client.id);
    let told = Decision {
        name: owner.name.as_deref().unwrap_or(&owner.email),
        client: &client.name,
        client_id: &client.id.0,
        is_accepted,
        reason: client.rejection_reason.as_deref().unwrap_or_default(),
        settings: &settings,
    };
    let verb = if is_accepted { "accepted" } else { "rejected" };
    let (Ok(text), Ok(html)) = (Text(told).render(), Html(told).render()) else {
        tracing::error!("an e-mail could not be written");
        return None;
    };
    Some(Email {
        id: 0,
        sent_at: app.env.clock.now(),
        from: FROM.to_owned(),
        to: owner.email.clone(),
        subject: format!("Your OAuth client {} was {verb}", one_line(&client.name)),
        text,
        html,
        client_id: client.id.clone(),
    })
}

/// A subject is one line, whatever somebody calls their client.
fn one_line(name: &str) -> String {
    name.split(char::is_control).collect::<Vec<_>>().join(" ")
}
