//! The journal: what was asked, what was answered, and which check refused. Bounded, and without secrets.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::Serialize;

use super::shelf::Kept;

/// As many entries are kept.
const KEPT: usize = 1_000;

/// One request and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Counts up by one from 1.
    pub seq: u64,
    /// When, by the server's own clock.
    pub time: Timestamp,
    /// The HTTP method.
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The client it was about, where one was named.
    pub client: Option<String>,
    /// The managed user whose token came with it, where one did.
    pub user: Option<u64>,
    /// The named check that refused it.
    pub check: Option<&'static str>,
    /// The rules of the book that this check holds up.
    pub rules: &'static [&'static str],
    /// What differed.
    pub differed: Option<String>,
}

/// What was asked, latest last.
#[derive(Debug, Default)]
pub struct Journal(Kept<Pages>);

#[derive(Debug, Default)]
struct Pages {
    written: u64,
    entries: VecDeque<Entry>,
}

impl Journal {
    /// Writes `entry` down and numbers it.
    pub fn write(&self, mut entry: Entry) {
        let mut pages = self.0.lock();
        pages.written += 1;
        entry.seq = pages.written;
        if pages.entries.len() == KEPT {
            pages.entries.pop_front();
        }
        pages.entries.push_back(entry);
    }

    /// All entries.
    #[must_use]
    pub fn read(&self) -> Vec<Entry> {
        self.0.lock().entries.iter().cloned().collect()
    }

    /// The entries about the client that goes by one of `names`.
    #[must_use]
    pub fn read_of(&self, names: &[&str]) -> Vec<Entry> {
        let pages = self.0.lock();
        let wanted = |entry: &&Entry| entry.client.as_deref().is_some_and(|client| names.contains(&client));
        pages.entries.iter().filter(wanted).cloned().collect()
    }

    /// Forgets everything and counts from 1 again.
    pub fn clear(&self) {
        *self.0.lock() = Pages::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_entries_are_kept_and_their_numbers_go_on() {
        let journal = Journal::default();
        let entry = Entry {
            seq: 0,
            time: Timestamp::UNIX_EPOCH,
            method: "GET".to_owned(),
            path: "/v2/me".to_owned(),
            status: 200,
            client: None,
            user: None,
            check: None,
            rules: &[],
            differed: None,
        };
        for _ in 0..KEPT + 5 {
            journal.write(entry.clone());
        }
        let numbers: Vec<_> = journal.read().iter().map(|entry| entry.seq).collect();
        assert_eq!((numbers.len(), numbers[0], numbers[KEPT - 1]), (1_000, 6, 1_005));
    }
}
