//! What the form of a client and the page about it show.

use askama::Template;

use super::frame::Frame;
use super::settings::{Around, Entry, Here, Moment, Problem};

/// A client may have this many secrets.
const MOST_SECRETS: usize = 2;

/// The form of a client to be.
#[derive(Debug, Template)]
#[template(path = "settings/new.html")]
pub struct NewClient<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// The form.
    pub form: Form<'a>,
}

/// A client before its owner, or before an admin who may edit it.
#[derive(Debug, Template)]
#[template(path = "settings/client.html")]
pub struct ClientPage<'a> {
    /// What stands around it.
    pub around: Around<'a>,
    /// Label and address of where it stands in a list.
    pub back: (&'a str, &'a str),
    /// The client.
    pub client: Entry<'a>,
    /// Its secrets: the owner's alone.
    pub secrets: Option<Secrets<'a>>,
    /// What an edit means for the review.
    pub edit_note: &'a str,
    /// The form of an edit.
    pub form: Form<'a>,
}

/// The secrets of a client, by what a person knows them.
#[derive(Debug)]
pub struct Secrets<'a> {
    /// Whether it can have none.
    pub is_public: bool,
    /// Oldest first.
    pub kept: Vec<Kept<'a>>,
    /// The one-time token of the form that makes one more.
    pub ticket: &'a str,
    /// Why the last wish about them was not granted.
    pub problem: Option<Problem>,
}

/// What is known of one secret.
#[derive(Debug)]
pub struct Kept<'a> {
    /// By which it is revoked.
    pub id: u64,
    /// Its last four digits; may be empty.
    pub hint: &'a str,
    /// When it was made.
    pub made: Moment,
}

impl Secrets<'_> {
    fn has_room(&self) -> bool {
        self.kept.len() < MOST_SECRETS
    }
}

/// What is typed about a client.
#[derive(Debug)]
pub struct Form<'a> {
    /// What every form about a client has.
    pub frame: Frame<'a>,
    /// What it is for.
    pub purpose: &'a str,
    /// The website; may be empty.
    pub website: &'a str,
    /// The logo; may be empty.
    pub logo: &'a str,
    /// Whether it is public, where that can be chosen.
    pub is_public: Option<bool>,
    /// What can be ticked.
    pub scopes: Vec<ScopeGroup<'a>>,
}

/// Scopes about the same kind of things.
#[derive(Debug)]
pub struct ScopeGroup<'a> {
    /// What stands above them.
    pub legend: &'static str,
    /// The scopes.
    pub scopes: Vec<ScopeBox<'a>>,
}

/// A scope that can be ticked.
#[derive(Debug)]
pub struct ScopeBox<'a> {
    /// Its spelling.
    pub word: &'a str,
    /// What it allows.
    pub sentence: &'a str,
    /// Whether it is ticked.
    pub is_checked: bool,
}
