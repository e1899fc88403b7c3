//! Who is signed in at the pages. A session carries the token that its forms must repeat.

use std::collections::HashMap;

use super::shelf::Kept;
use crate::wire::{Hash, Secret};

/// As many browsers are remembered; beyond that everybody signs in again.
const REMEMBERED: usize = 10_000;

/// A browser in which somebody is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub user: u64,
    /// What a form of this session must repeat, so that no other site can post it.
    pub form_token: Secret,
}

/// The sessions, by the hash of their cookie.
#[derive(Debug, Default)]
pub struct Sessions(Kept<HashMap<String, Session>>);

impl Sessions {
    /// Remembers `session` under `cookie`.
    pub fn open(&self, cookie: &Secret, session: Session) {
        let mut sessions = self.0.lock();
        if sessions.len() >= REMEMBERED {
            sessions.clear();
        }
        sessions.insert(cookie.hash().into_hex(), session);
    }

    /// The session of `cookie`.
    #[must_use]
    pub fn find(&self, cookie: &str) -> Option<Session> {
        self.0.lock().get(&Hash::of(cookie).into_hex()).cloned()
    }

    /// Ends the session of `cookie`.
    pub fn close(&self, cookie: &str) {
        self.0.lock().remove(&Hash::of(cookie).into_hex());
    }

    /// Ends the sessions of `user`, or all of them.
    pub fn close_all(&self, user: Option<u64>) {
        self.0.lock().retain(|_, session| user.is_some_and(|user| session.user != user));
    }
}
