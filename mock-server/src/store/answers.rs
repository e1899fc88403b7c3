//! Long answers that need not be written again as long as nothing has changed that they show.
//!
//! An answer is kept with the revisions of the shelves that it was read from, and given out only while these are still
//! the same. So nothing has to be thrown away when something changes, and nobody can forget to do it.

use std::collections::HashMap;

use bytes::Bytes;

use super::shelf::Kept;

/// As many bytes are kept at most. Whoever comes beyond that finds the place empty.
const MOST: usize = 4 * 1024 * 1024;

/// The revisions of the shelves that answers are read from: users, teams, event types, bookings.
pub type Revisions = [u64; 4];

/// Who asked for what: the number of a user, and path and query.
pub type Question = (u64, String);

/// The answers that were written.
#[derive(Debug, Default)]
pub struct Answers(Kept<Room>);

#[derive(Default)]
struct Room {
    revisions: Revisions,
    answers: HashMap<Question, Bytes>,
    size: usize,
}

/// Neither questions nor answers: a query may hold what nobody is to see.
impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Room").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Answers {
    /// The answer to `question`, if it was written when all was as it is `now`.
    #[must_use]
    pub fn known(&self, question: &Question, now: Revisions) -> Option<Bytes> {
        let room = self.0.lock();
        let is_true = room.revisions == now;
        is_true.then(|| room.answers.get(question).cloned())?
    }

    /// Keeps an answer. `then` is what the revisions were before anything was read for it.
    pub fn keep(&self, question: Question, answer: Bytes, then: Revisions) {
        let mut room = self.0.lock();
        let size = question.1.len() + answer.len();
        if room.revisions != then || room.size + size > MOST {
            *room = Room { revisions: then, ..Room::default() };
        }
        if size <= MOST && room.answers.insert(question, answer).is_none() {
            room.size += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: Revisions = [1, 1, 1, 1];

    fn question(path: &str) -> Question {
        (3, path.to_owned())
    }

    #[test]
    fn an_answer_is_known_as_long_as_nothing_changes_and_not_a_moment_longer() {
        let answers = Answers::default();
        answers.keep(question("/a"), Bytes::from_static(b"a"), THEN);
        assert_eq!(answers.known(&question("/a"), THEN).as_deref(), Some(&b"a"[..]));
        for changed in 0..THEN.len() {
            let mut now = THEN;
            now[changed] += 1;
            assert_eq!(answers.known(&question("/a"), now), None, "{changed}");
        }
    }

    #[test]
    fn an_answer_is_for_whoever_asked_and_for_what_they_asked() {
        let answers = Answers::default();
        answers.keep(question("/a"), Bytes::from_static(b"a"), THEN);
        assert_eq!(answers.known(&question("/b"), THEN), None);
        assert_eq!(answers.known(&(4, "/a".to_owned()), THEN), None);
    }

    #[test]
    fn an_answer_that_was_read_before_a_change_is_not_known_after_it() {
        let (answers, now) = (Answers::default(), [2, 1, 1, 1]);
        answers.keep(question("/new"), Bytes::from_static(b"new"), now);
        answers.keep(question("/old"), Bytes::from_static(b"old"), THEN);
        assert_eq!(answers.known(&question("/old"), now), None);
    }

    #[test]
    fn no_more_than_so_many_bytes_are_kept() {
        let answers = Answers::default();
        for number in 0..10 {
            answers.keep(question(&number.to_string()), Bytes::from(vec![0; MOST / 3]), THEN);
            assert!(answers.0.lock().size <= MOST);
        }
        answers.keep(question("large"), Bytes::from(vec![0; MOST]), THEN);
        assert_eq!((answers.known(&question("large"), THEN), answers.0.lock().size), (None, 0));
    }
}
