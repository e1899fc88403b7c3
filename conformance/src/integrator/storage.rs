//! What the integrator remembers: its users and their tokens, in SQLite.
//!
//! The newest tokens stand there in plain, because both must be sent again. The access tokens before them are only
//! recognized, so that their hashes are enough.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::{Digest as _, Sha256};

/// By so many access tokens a user is found: the newest, and those that somebody may still hold who was not told yet.
const KNOWN: u32 = 5;

const TABLES: &str = "
    PRAGMA foreign_keys = ON;
    -- One process alone: the turns of two calls (turns.rs) are kept in memory.
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        email TEXT NOT NULL,
        access_token TEXT NOT NULL,
        refresh_token TEXT NOT NULL,
        -- Cal.com was asked for new tokens, and nobody knows what came of it.
        is_under_way INTEGER NOT NULL DEFAULT FALSE
    );
    CREATE TABLE IF NOT EXISTS access_tokens (
        number INTEGER PRIMARY KEY,
        hash BLOB NOT NULL UNIQUE,
        user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE
    );";

/// Users and their tokens.
pub(super) struct Storage(Mutex<Connection>);

/// A managed user's tokens.
#[derive(Clone)]
pub(super) struct Tokens {
    pub(super) access: String,
    pub(super) refresh: String,
}

/// A user of the integrator's.
#[derive(Clone)]
pub(super) struct User {
    /// The managed user's id at Cal.com.
    pub(super) id: i64,
    pub(super) tokens: Tokens,
    /// Whether a refresh was begun of which nobody knows the end.
    pub(super) is_under_way: bool,
}

impl User {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            tokens: Tokens { access: row.get("access_token")?, refresh: row.get("refresh_token")? },
            is_under_way: row.get("is_under_way")?,
        })
    }
}

/// Which of a pair of new tokens are written down: both, unless somebody is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Both,
    Access,
    Refresh,
    Neither,
}

impl Storage {
    /// The database in this file, or one that is forgotten with the process.
    pub(super) fn open(file: Option<&Path>) -> rusqlite::Result<Self> {
        let connection = file.map_or_else(Connection::open_in_memory, Connection::open)?;
        connection.execute_batch(TABLES)?;
        Ok(Self(Mutex::new(connection)))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a user with the tokens that Cal.com gave for it, in place of whatever was known of it.
    pub(super) fn remember(&self, id: i64, email: &str, tokens: &Tokens) -> rusqlite::Result<()> {
        let mut connection = self.connection();
        let change = connection.transaction()?;
        change.execute(
            "INSERT INTO users (id, email, access_token, refresh_token) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET email = ?2, access_token = ?3, refresh_token = ?4, is_under_way = FALSE",
            params![id, email, tokens.access, tokens.refresh],
        )?;
        know(&change, id, &tokens.access)?;
        change.commit()
    }

    /// The user to whom this access token was given, lately.
    pub(super) fn user_of(&self, access_token: &str) -> rusqlite::Result<Option<User>> {
        let query =
            "SELECT users.* FROM users JOIN access_tokens ON access_tokens.user = users.id WHERE hash = ?1";
        self.connection().query_row(query, [hash(access_token)], User::read).optional()
    }

    /// The user with this id.
    pub(super) fn user(&self, id: i64) -> rusqlite::Result<Option<User>> {
        self.connection().query_row("SELECT * FROM users WHERE id = ?1", [id], User::read).optional()
    }

    /// Whoever came first.
    pub(super) fn first_user(&self) -> rusqlite::Result<Option<User>> {
        self.connection().query_row("SELECT * FROM users ORDER BY rowid LIMIT 1", [], User::read).optional()
    }

    /// Writes down that Cal.com is about to be asked for new tokens. If that is all that stands there after a kill, the
    /// refresh token may be used up.
    pub(super) fn begin(&self, id: i64) -> rusqlite::Result<()> {
        self.connection().execute("UPDATE users SET is_under_way = TRUE WHERE id = ?1", [id]).map(drop)
    }

    /// Writes down that Cal.com refused, so that the tokens are what they were.
    pub(super) fn give_up(&self, id: i64) -> rusqlite::Result<()> {
        self.connection().execute("UPDATE users SET is_under_way = FALSE WHERE id = ?1", [id]).map(drop)
    }

    /// Writes down both new tokens and that nothing is under way any more, all of it or nothing.
    pub(super) fn store(&self, id: i64, tokens: &Tokens, keep: Keep) -> rusqlite::Result<()> {
        let mut connection = self.connection();
        let change = connection.transaction()?;
        if matches!(keep, Keep::Both | Keep::Access) {
            change.execute("UPDATE users SET access_token = ?2 WHERE id = ?1", params![id, tokens.access])?;
            know(&change, id, &tokens.access)?;
        }
        if matches!(keep, Keep::Both | Keep::Refresh) {
            change
                .execute("UPDATE users SET refresh_token = ?2 WHERE id = ?1", params![id, tokens.refresh])?;
        }
        change.execute("UPDATE users SET is_under_way = FALSE WHERE id = ?1", [id])?;
        change.commit()
    }
}

/// From now on the user is found by this token, and no longer by the oldest of too many.
fn know(change: &Connection, user: i64, access_token: &str) -> rusqlite::Result<()> {
    change.execute(
        "INSERT OR REPLACE INTO access_tokens (hash, user) VALUES (?1, ?2)",
        params![hash(access_token), user],
    )?;
    change.execute(
        "DELETE FROM access_tokens WHERE user = ?1 AND number NOT IN
            (SELECT number FROM access_tokens WHERE user = ?1 ORDER BY number DESC LIMIT ?2)",
        params![user, KNOWN],
    )?;
    Ok(())
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

crate::redaction::opaque!(Storage, Tokens, User);

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(access: &str, refresh: &str) -> Tokens {
        Tokens { access: access.to_owned(), refresh: refresh.to_owned() }
    }

    fn somebody() -> Storage {
        let storage = Storage::open(None).unwrap();
        storage.remember(7, "bob@example.com", &tokens("access 0", "refresh 0")).unwrap();
        storage
    }

    #[test]
    fn a_user_is_found_by_the_last_few_access_tokens_and_by_no_other() {
        let storage = somebody();
        for turn in 1..=KNOWN {
            storage.store(7, &tokens(&format!("access {turn}"), "refresh"), Keep::Both).unwrap();
        }
        assert!(storage.user_of("access 0").unwrap().is_none(), "it is too old");
        for turn in 1..=KNOWN {
            let found = storage.user_of(&format!("access {turn}")).unwrap().unwrap();
            assert_eq!((found.id, found.tokens.access), (7, format!("access {KNOWN}")));
        }
        assert!(storage.user_of("refresh").unwrap().is_none());
    }

    #[test]
    fn what_was_begun_is_known_until_it_is_stored_or_given_up() {
        let storage = somebody();
        let is_under_way = || storage.user(7).unwrap().unwrap().is_under_way;
        assert!(!is_under_way());
        storage.begin(7).unwrap();
        assert!(is_under_way());
        storage.store(7, &tokens("access 1", "refresh 1"), Keep::Both).unwrap();
        assert!(!is_under_way());
        storage.begin(7).unwrap();
        storage.give_up(7).unwrap();
        assert!(!is_under_way());
    }

    #[test]
    fn both_tokens_outlive_the_process() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("users.sqlite");
        let storage = Storage::open(Some(&file)).unwrap();
        storage.remember(7, "bob@example.com", &tokens("access 0", "refresh 0")).unwrap();
        storage.store(7, &tokens("access 1", "refresh 1"), Keep::Both).unwrap();
        drop(storage);
        let user = Storage::open(Some(&file)).unwrap().user_of("access 0").unwrap().unwrap();
        assert_eq!((user.tokens.access.as_str(), user.tokens.refresh.as_str()), ("access 1", "refresh 1"));
    }
}
