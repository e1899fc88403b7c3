//! `/_mock/outbox`: the e-mails that were written, to be read.
//!
//! Like the control door it is open to everybody at this machine. A mail's HTML stands in a frame that runs nothing, and
//! that loads nothing because it inherits the headers of its page.

use super::settings::around;
use super::view::settings::{Envelope, Here, Mail, Moment, Outbox};
use super::visitor::Visitor;
use super::{rooms, sheet};
use crate::http::respond::Reply;
use crate::http::site::{Note, Request};
use crate::store::App;
use crate::wire::Email;

pub(super) fn list(app: &App, request: &Request) -> Reply {
    let visitor = Visitor::of(app, request);
    let emails = app.outbox.read(None);
    let mails = emails.iter().rev().map(envelope).collect();
    sheet::page(200, &Outbox { around: around(visitor.as_ref(), Here::Outbox, None), mails })
}

pub(super) fn show(app: &App, request: &Request, id: &str) -> Reply {
    let visitor = Visitor::of(app, request);
    let Some(email) = id.parse().ok().and_then(|id| app.outbox.find(id)) else {
        let way_on = Some(("Go to the outbox", rooms::OUTBOX));
        return sheet::notice(404, "There is no such e-mail", "Only the latest thousand are kept.", way_on);
    };
    let page = Mail {
        around: around(visitor.as_ref(), Here::Outbox, None),
        mail: envelope(&email),
        from: &email.from,
        html: &email.html,
        text: &email.text,
    };
    Note::about(Some(&email.client_id.0)).on(sheet::page(200, &page))
}

fn envelope(email: &Email) -> Envelope<'_> {
    Envelope {
        address: format!("{}/{}", rooms::OUTBOX, email.id),
        to: &email.to,
        subject: &email.subject,
        sent: Moment(email.sent_at),
    }
}
