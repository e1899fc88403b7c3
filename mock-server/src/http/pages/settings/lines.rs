//! The redirect URIs of a client as they are typed, a line each, and what is said beside the form that they stand in.

use crate::http::pages::form::Form;
use crate::http::pages::view::frame::Frame;
use crate::http::pages::view::settings::Problem;

/// The lines: always one at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines(Vec<String>);

impl Default for Lines {
    fn default() -> Self {
        Self(vec![String::new()])
    }
}

impl Lines {
    /// Those of a client as it is.
    pub(super) fn of(uris: &[String]) -> Self {
        Self::filled(uris.to_vec())
    }

    /// What was sent.
    pub(super) fn typed(form: &Form) -> Self {
        Self::filled(form.all("redirect_uri").map(str::to_owned).collect())
    }

    fn filled(lines: Vec<String>) -> Self {
        if lines.is_empty() { Self::default() } else { Self(lines) }
    }

    pub(super) fn all(&self) -> &[String] {
        &self.0
    }

    /// Does what a button of the list says, and tells which line is typed in next, counted from one. `None` where it is
    /// another button.
    pub(super) fn press(&mut self, button: &str) -> Option<usize> {
        if button == "add-uri" {
            self.0.push(String::new());
            return Some(self.0.len());
        }
        let line: usize = button.strip_prefix("remove-uri-")?.parse().ok()?;
        if (1..=self.0.len()).contains(&line) {
            self.0.remove(line - 1);
        }
        if self.0.is_empty() {
            self.0.push(String::new());
        }
        Some(line.min(self.0.len()))
    }

    /// The redirect URIs, without the lines in which nothing stands.
    pub(super) fn uris(&self) -> Vec<String> {
        let lines = self.0.iter().map(|uri| uri.trim());
        lines.filter(|uri| !uri.is_empty()).map(str::to_owned).collect()
    }

    /// The line in which `uri` stands, or stands again, counted from one.
    pub(super) fn line_of(&self, uri: &str) -> usize {
        self.0.iter().rposition(|line| line.trim() == uri).map_or(1, |place| place + 1)
    }
}

/// What else stands on the page of a client, beside what it is.
#[derive(Default)]
pub(super) struct Aside<'a> {
    pub(super) done: Option<&'a str>,
    pub(super) problem: Option<Problem>,
    pub(super) secrets_problem: Option<Problem>,
    pub(super) warning: Option<&'a str>,
    pub(super) focus: Option<usize>,
}

impl<'a> Aside<'a> {
    /// What every form about a client has, with this beside it.
    pub(super) fn frame(self, name: &'a str, lines: &'a Lines, ticket: &'a str) -> Frame<'a> {
        Frame {
            name,
            redirect_uris: lines.all(),
            most_redirect_uris: None,
            problem: self.problem,
            warning: self.warning,
            focus: self.focus,
            ticket,
            save: "Save",
        }
    }
}
