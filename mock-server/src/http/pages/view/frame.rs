//! What every form about a client shows, whatever kind of client it is: the name, the redirect URIs, and what is said
//! beside a field.

use askama::Template;

use super::settings::Problem;

/// What every form about a client has.
#[derive(Debug)]
pub struct Frame<'a> {
    /// The name.
    pub name: &'a str,
    /// A line each, at least one.
    pub redirect_uris: &'a [String],
    /// So many there can be, where that is limited: then there is no button for one more.
    pub most_redirect_uris: Option<usize>,
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

impl Frame<'_> {
    pub(super) fn has_room(&self) -> bool {
        self.most_redirect_uris.is_none_or(|most| self.redirect_uris.len() < most)
    }

    fn problem_of(&self, field: &str) -> Option<&Problem> {
        self.problem.as_ref().filter(|problem| problem.field == field)
    }

    pub(super) fn is_about(&self, field: &str) -> bool {
        self.problem_of(field).is_some()
    }

    /// The refusal beside a field; empty where there is none.
    pub(super) fn told(&self, field: &str) -> String {
        let told = self.problem_of(field).map(|problem| problem.told().render());
        told.and_then(Result::ok).unwrap_or_default()
    }

    /// The attributes by which a field names its hint and its refusal. `field` is one of ours.
    pub(super) fn marks(&self, field: &str) -> String {
        self.described(field, &format!("hint-{field}"))
    }

    fn described(&self, field: &str, hint: &str) -> String {
        if self.problem_of(field).is_none() {
            return format!(r#" aria-describedby="{hint}""#);
        }
        format!(r#" aria-invalid="true" aria-describedby="{hint} error-{field}" autofocus"#)
    }

    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        (1..).zip(self.redirect_uris).map(|(number, uri)| self.line(number, uri)).collect()
    }

    fn line<'a>(&self, number: usize, uri: &'a str) -> Line<'a> {
        // What is wrong with all of them is said of the first.
        let is_about_all = number == 1 && self.is_about("redirect-uris");
        let field = if is_about_all { "redirect-uris".to_owned() } else { format!("redirect-uri-{number}") };
        let focus = if self.focus == Some(number) { " autofocus" } else { "" };
        let marks = self.described(&field, "hint-redirect-uri") + focus;
        let told = if is_about_all { String::new() } else { self.told(&field) };
        Line { number, uri, marks, told }
    }
}

/// A line of the list of redirect URIs.
pub(super) struct Line<'a> {
    /// Counted from one.
    pub(super) number: usize,
    pub(super) uri: &'a str,
    pub(super) marks: String,
    pub(super) told: String,
}
