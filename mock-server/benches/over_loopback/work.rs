//! What the connections of a round ask for.

use std::cell::RefCell;

use super::load::Answer;
use super::stage;

/// The requests of one side of a round.
#[derive(Clone)]
pub(crate) enum Work {
    /// One request, again and again.
    Same(Vec<u8>),
    /// Each request once, until none is left.
    Once(RefCell<Vec<Vec<u8>>>),
    /// Each connection sends the refresh token that it was given last.
    Chains(Vec<RefCell<String>>),
}

impl Work {
    pub(crate) fn once(requests: Vec<Vec<u8>>) -> Self {
        Self::Once(RefCell::new(requests))
    }

    pub(crate) fn chains(tokens: Vec<String>) -> Self {
        Self::Chains(tokens.into_iter().map(RefCell::new).collect())
    }

    /// Lets `connection` ask its next question with `ask`, if there is one.
    pub(crate) fn next(&self, connection: usize) -> Option<Vec<u8>> {
        match self {
            Self::Same(request) => Some(request.clone()),
            Self::Once(requests) => requests.borrow_mut().pop(),
            Self::Chains(tokens) => Some(stage::refresh(&tokens[connection].borrow())),
        }
    }

    /// Keeps of an answer what the next request needs.
    pub(crate) fn learn(&self, connection: usize, answer: &Answer<'_>) {
        let Self::Chains(tokens) = self else { return };
        if let Some(token) = answer.quoted(r#""refresh_token":""#) {
            token.clone_into(&mut tokens[connection].borrow_mut());
        }
    }
}
