//! What the form of a client and the page about it show.

use askama::Template;

use super::settings::{Around, Entry, Here, Moment, Problem};

/// A client may have this many redirect URIs: there is no button for one more.
const MOST_REDIRECT_URIS: usize = 10;
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
    /// The name.
    pub name: &'a str,
    /// What it is for.
    pub purpose: &'a str,
    /// The website; may be empty.
    pub website: &'a str,
    /// The logo; may be empty.
    pub logo: &'a str,
    /// Whether it is public, where that can be chosen.
    pub is_public: Option<bool>,
    /// A line each, at least one.
    pub redirect_uris: &'a [String],
    /// What can be ticked.
    pub scopes: Vec<ScopeGroup<'a>>,
    /// Why what was typed is not taken.
    pub problem: Option<Problem>,
    /// Why nothing was saved yet, where it is no fault of what was typed.
    pub warning: Option<&'a str>,
    /// The redirect URI that is typed next, counted from one.
    pub focus: Option<usize>,
    /// The form's one-time token.
    pub ticket: &'a str,
    /// What the button says.
    pub save: &'a str,
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

impl Form<'_> {
    fn has_room(&self) -> bool {
        self.redirect_uris.len() < MOST_REDIRECT_URIS
    }

    fn problem_of(&self, field: &str) -> Option<&Problem> {
        self.problem.as_ref().filter(|problem| problem.field == field)
    }

    fn is_about(&self, field: &str) -> bool {
        self.problem_of(field).is_some()
    }

    /// The refusal beside a field; empty where there is none.
    fn told(&self, field: &str) -> String {
        let told = self.problem_of(field).map(|problem| problem.told().render());
        told.and_then(Result::ok).unwrap_or_default()
    }

    /// The attributes by which a field names its hint and its refusal. `field` is one of ours.
    fn marks(&self, field: &str) -> String {
        self.described(field, &format!("hint-{field}"))
    }

    fn described(&self, field: &str, hint: &str) -> String {
        if self.problem_of(field).is_none() {
            return format!(r#" aria-describedby="{hint}""#);
        }
        format!(r#" aria-invalid="true" aria-describedby="{hint} error-{field}" autofocus"#)
    }

    fn lines(&self) -> Vec<Line<'_>> {
        (1..).zip(self.redirect_uris).map(|(number, uri)| self.line(number, uri)).collect()
    }

    fn line<'a>(&self, number: usize, uri: &'a str) -> Line<'a> {
        // What is wrong with all of them is said of the first.
        let is_about_all = number == 1 && self.problem_of("redirect-uris").is_some();
        let field = if is_about_all { "redirect-uris".to_owned() } else { format!("redirect-uri-{number}") };
        let focus = if self.focus == Some(number) { " autofocus" } else { "" };
        let marks = self.described(&field, "hint-redirect-uri") + focus;
        let told = if is_about_all { String::new() } else { self.told(&field) };
        Line { number, uri, marks, told }
    }
}

/// A line of the list of redirect URIs.
struct Line<'a> {
    /// Counted from one.
    number: usize,
    uri: &'a str,
    marks: String,
    told: String,
}
