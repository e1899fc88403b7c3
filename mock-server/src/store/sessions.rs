//! Who is signed in at the pages. A session carries the token that its forms must repeat.

use jiff::{SignedDuration, Timestamp};

use super::drawer::{Drawer, Ends};
use super::shelf::Kept;
use crate::wire::{Hash, Secret};

/// Whoever signed in signs in again after this long.
const LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);
/// As many browsers are remembered at most; the one that signed in first signs in again.
const MOST: usize = 10_000;

/// A browser in which somebody is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub user: u64,
    /// What a form of this session must repeat, so that no other site can post it.
    pub form_token: Secret,
    /// The first moment at which they no longer are.
    ends_at: Timestamp,
}

impl Session {
    /// `user` signs in at `now`.
    #[must_use]
    pub fn new(user: u64, form_token: Secret, now: Timestamp) -> Self {
        Self { user, form_token, ends_at: now.checked_add(LIFETIME).unwrap_or(Timestamp::MAX) }
    }
}

impl Ends for Session {
    fn end(&self) -> Timestamp {
        self.ends_at
    }
}

/// The sessions, by the hash of their cookie.
#[derive(Debug, Default)]
pub struct Sessions(Kept<Drawer<String, Session, MOST>>);

impl Sessions {
    /// Remembers `session` under `cookie` from `now` on.
    pub fn open(&self, cookie: &Secret, session: Session, now: Timestamp) {
        self.0.lock().put(cookie.hash().into_hex(), session, now);
    }

    /// The session of `cookie`, if it has not ended by `now`.
    #[must_use]
    pub fn find(&self, cookie: &str, now: Timestamp) -> Option<Session> {
        self.0.lock().get(&Hash::of(cookie).into_hex()).filter(|session| now < session.ends_at).cloned()
    }

    /// Ends the session of `cookie`.
    pub fn close(&self, cookie: &str) {
        self.0.lock().remove(&Hash::of(cookie).into_hex());
    }

    /// Ends the sessions of `user`, or all of them.
    pub fn close_all(&self, user: Option<u64>) {
        self.0.lock().retain(|session| user.is_some_and(|user| session.user != user));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(days: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days)
    }

    fn sign_in(sessions: &Sessions, cookie: &str, now: Timestamp) {
        sessions.open(&Secret::new(cookie), Session::new(7, Secret::new("form"), now), now);
    }

    #[test]
    fn a_session_ends_after_thirty_days() {
        let sessions = Sessions::default();
        sign_in(&sessions, "a", later(0));
        assert_eq!(sessions.find("a", later(29)).map(|session| session.user), Some(7));
        assert!(sessions.find("a", later(30)).is_none());
        assert!(sessions.find("b", later(0)).is_none());
    }

    #[test]
    fn a_session_that_ended_is_swept() {
        let sessions = Sessions::default();
        for number in 0..2_000 {
            sign_in(&sessions, &format!("old {number}"), later(0));
        }
        for number in 0..2_100 {
            sign_in(&sessions, &format!("new {number}"), later(30));
        }
        assert_eq!(sessions.0.lock().len(), 2_100);
    }

    #[test]
    fn there_are_never_more_than_so_many_and_one_more_signs_out_one_alone() {
        let sessions = Sessions::default();
        for number in 0..=MOST {
            sign_in(&sessions, &number.to_string(), later(0));
        }
        assert_eq!(sessions.0.lock().len(), MOST);
        assert!(sessions.find("0", later(0)).is_none() && sessions.find("1", later(0)).is_some());
    }
}
