//! What the pages of a client's life show: an owner's clients, the admin's review, the outbox.

use std::fmt;

use askama::Template;
use jiff::Timestamp;

use super::{Client, User};
use crate::http::pages::permissions::Group;
use crate::wire::Secret;

/// What stands around each of these pages.
#[derive(Debug)]
pub struct Around<'a> {
    /// Which of them it is.
    pub here: Here,
    /// Who is signed in.
    pub visitor: Option<SignedIn<'a>>,
    /// What was just done, as a sentence.
    pub done: Option<&'a str>,
}

/// The parts of these pages, as the navigation knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// An owner's clients.
    Developer,
    /// An owner's platform clients.
    Platform,
    /// The admin's review.
    Admin,
    /// The e-mails.
    Outbox,
}

/// Somebody who is signed in.
#[derive(Debug)]
pub struct SignedIn<'a> {
    /// Who.
    pub user: User<'a>,
    /// Whether they review clients.
    pub is_admin: bool,
    /// What every form repeats.
    pub token: &'a str,
}

impl Around<'_> {
    pub(super) fn is_admin(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.is_admin)
    }

    pub(super) fn token(&self) -> &str {
        self.visitor.as_ref().map_or("", |visitor| visitor.token)
    }
}

/// Where the review of a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody reviewed it yet.
    Pending,
    /// Anyone can use it.
    Approved,
    /// Nobody can.
    Rejected,
}

impl State {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
        }
    }

    pub(super) fn explained(self) -> &'static str {
        match self {
            Self::Pending => "It waits for an admin's review. Until then only its owner can connect it.",
            Self::Approved => "An admin accepted it: anyone can connect it.",
            Self::Rejected => {
                "An admin rejected it: nobody can connect it. It is reviewed again when a change is saved that has to be, such as another name or a new scope."
            }
        }
    }
}

/// A client in a list, and at the top of its own page.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Name and logo.
    pub client: Client<'a>,
    /// The client id.
    pub id: &'a str,
    /// The page about it.
    pub address: String,
    /// Where its review stands.
    pub state: State,
    /// Confidential or public, as a person says it.
    pub kind: &'a str,
    /// Whether it is from before scopes.
    pub is_legacy: bool,
    /// Who registered it, where that is told.
    pub owner: Option<String>,
    /// Why it was rejected.
    pub reason: Option<&'a str>,
}

impl Entry<'_> {
    /// The name, or the id of one without.
    pub(super) fn title(&self) -> &str {
        if self.client.name.trim().is_empty() { self.id } else { self.client.name }
    }
}

/// A moment, as a person reads it.
#[derive(Debug, Clone, Copy)]
pub struct Moment(pub Timestamp);

impl Moment {
    pub(super) fn iso(self) -> String {
        self.0.to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%-d %b %Y, %H:%M UTC"))
    }
}

/// Why something that was typed is not taken.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The field, as its element is called.
    pub field: String,
    /// The refusal, word for word.
    pub said: String,
    /// What to do.
    pub advice: &'static str,
}

impl Problem {
    pub(super) fn told(&self) -> Told<'_> {
        self.told_of("Nothing was saved.")
    }

    /// The same with another word about what did not happen.
    pub(super) fn told_of<'a>(&'a self, outcome: &'a str) -> Told<'a> {
        Told { problem: self, outcome }
    }
}

/// A refusal beside its field.
#[derive(Debug, Template)]
#[template(path = "settings/told.html")]
pub(super) struct Told<'a> {
    problem: &'a Problem,
    outcome: &'a str,
}

/// An owner's clients.
#[derive(Debug, Template)]
#[template(path = "settings/clients.html")]
pub struct Clients<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The clients.
    pub clients: &'a [Entry<'a>],
}

/// A secret, the one time that it is shown.
#[derive(Debug, Template)]
#[template(path = "settings/secret.html")]
pub struct NewSecret<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// What happened.
    pub title: &'a str,
    /// The client's name.
    pub name: &'a str,
    /// The client's id.
    pub id: &'a str,
    /// The secret itself.
    pub secret: &'a Secret,
    /// Whether the client has another one.
    pub is_second: bool,
    /// The client's page.
    pub address: &'a str,
    /// What the copy button does: the page's one script, which its headers allow by its hash.
    pub script: &'a str,
}

/// Asks once more before something is gone.
#[derive(Debug, Template)]
#[template(path = "settings/confirm.html")]
pub struct Confirm<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The question.
    pub title: &'a str,
    /// The client's name.
    pub name: &'a str,
    /// What it would mean.
    pub text: &'a str,
    /// Where yes is sent.
    pub action: &'a str,
    /// The form's one-time token.
    pub ticket: &'a str,
    /// What the button says.
    pub button: &'a str,
    /// Where no leads.
    pub back: &'a str,
}

/// What an edit would send back to review, before it is saved.
#[derive(Debug, Template)]
#[template(path = "settings/warning.html")]
pub struct Warning<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The client's name.
    pub name: &'a str,
    /// The changes that have to be reviewed, a sentence each.
    pub triggers: &'a [String],
    /// Where the form is sent.
    pub action: &'a str,
    /// Name and value of what was typed, and of the tokens.
    pub fields: &'a [(String, String)],
}

/// Says that something was not done, or was done before.
#[derive(Debug, Template)]
#[template(path = "settings/notice.html")]
pub struct Refusal<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The status it is sent with.
    pub status: u16,
    /// What happened, in a few words.
    pub title: &'a str,
    /// The refusal, word for word.
    pub said: Option<&'a str>,
    /// What to do.
    pub text: &'a str,
    /// Label and address of the way on.
    pub way_on: (&'a str, &'a str),
}

/// The clients of everybody, by where their review stands.
#[derive(Debug, Template)]
#[template(path = "settings/reviews.html")]
pub struct Reviews<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// Pending, approved, rejected.
    pub sections: Vec<Section<'a>>,
}

/// Clients whose review stands at the same point.
#[derive(Debug)]
pub struct Section<'a> {
    /// That point.
    pub state: State,
    /// The clients.
    pub clients: Vec<Entry<'a>>,
}

/// One client before the admin.
#[derive(Debug, Template)]
#[template(path = "settings/review.html")]
pub struct Review<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The client.
    pub client: Entry<'a>,
    /// What it is for.
    pub purpose: &'a str,
    /// Its website.
    pub website: Option<&'a str>,
    /// Its logo, in words.
    pub logo: Option<String>,
    /// Where it sends people.
    pub redirect_uris: &'a [String],
    /// What it may ask for; empty where nothing limits it.
    pub permissions: Vec<Group>,
    /// The reason that was typed.
    pub reason: &'a str,
    /// Why it is not taken.
    pub problem: Option<Problem>,
    /// Why nothing was decided yet.
    pub warning: Option<&'a str>,
    /// The form's one-time token.
    pub ticket: &'a str,
}

/// The e-mails that were written.
#[derive(Debug, Template)]
#[template(path = "settings/outbox.html")]
pub struct Outbox<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// Latest first.
    pub mails: Vec<Envelope<'a>>,
}

/// An e-mail in the list.
#[derive(Debug)]
pub struct Envelope<'a> {
    /// The page about it.
    pub address: String,
    /// To whom.
    pub to: &'a str,
    /// About what.
    pub subject: &'a str,
    /// When.
    pub sent: Moment,
}

/// One e-mail.
#[derive(Debug, Template)]
#[template(path = "settings/mail.html")]
pub struct Mail<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// To whom, about what, when.
    pub mail: Envelope<'a>,
    /// From whom.
    pub from: &'a str,
    /// Its HTML: shown in a frame that runs nothing and loads nothing.
    pub html: &'a str,
    /// Its text.
    pub text: &'a str,
}
