//! The outbox: every e-mail that was written, whether or not it is really sent. Bounded.

use std::collections::VecDeque;

use tokio::sync::mpsc::UnboundedSender;

use super::shelf::Kept;
use crate::wire::Email;

/// As many e-mails are kept; then the oldest is forgotten.
const MOST: usize = 1_000;

/// The e-mails, latest last.
#[derive(Debug, Default)]
pub struct Outbox(Kept<Contents>);

#[derive(Debug, Default)]
struct Contents {
    written: u64,
    emails: VecDeque<Email>,
    postman: Option<UnboundedSender<Email>>,
}

impl Outbox {
    /// From now on whatever is put in is handed to `postman`, too.
    pub fn hand_to(&self, postman: UnboundedSender<Email>) {
        self.0.lock().postman = Some(postman);
    }

    /// Nothing is handed to anybody from now on: the postman brings what he has, and goes home.
    pub fn dismiss_postman(&self) {
        self.0.lock().postman = None;
    }

    /// Numbers `email` and keeps it.
    pub fn put(&self, mut email: Email) {
        let mut kept = self.0.lock();
        kept.written += 1;
        email.id = kept.written;
        if let Some(postman) = &kept.postman {
            // He goes home only when the server stops.
            let _ = postman.send(email.clone());
        }
        if kept.emails.len() == MOST {
            kept.emails.pop_front();
        }
        kept.emails.push_back(email);
    }

    /// The e-mails to `address`, or all of them, the oldest first.
    #[must_use]
    pub fn read(&self, address: Option<&str>) -> Vec<Email> {
        let kept = self.0.lock();
        let is_theirs = |email: &&Email| address.is_none_or(|to| email.to.eq_ignore_ascii_case(to));
        kept.emails.iter().filter(is_theirs).cloned().collect()
    }

    /// The e-mail with this number.
    #[must_use]
    pub fn find(&self, id: u64) -> Option<Email> {
        self.0.lock().emails.iter().find(|email| email.id == id).cloned()
    }

    /// Forgets everything and counts from 1 again.
    pub fn clear(&self) {
        let mut kept = self.0.lock();
        kept.written = 0;
        kept.emails.clear();
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::wire::ClientId;

    fn email(to: &str) -> Email {
        Email {
            id: 0,
            sent_at: Timestamp::UNIX_EPOCH,
            from: "mock@example.com".to_owned(),
            to: to.to_owned(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            client_id: ClientId(String::new()),
        }
    }

    #[test]
    fn everybody_finds_their_own_and_only_the_latest_are_kept() {
        let outbox = Outbox::default();
        outbox.put(email("alice@example.com"));
        outbox.put(email("bob@example.com"));
        let of_alice = outbox.read(Some("Alice@example.com"));
        assert_eq!(of_alice.iter().map(|email| email.id).collect::<Vec<_>>(), [1]);
        for _ in 0..MOST {
            outbox.put(email("carol@example.com"));
        }
        let all = outbox.read(None);
        assert_eq!((all.len(), all[0].id), (MOST, 3));
        assert_eq!(outbox.find(3).map(|email| email.id), Some(3));
        assert_eq!(outbox.find(2), None);
    }

    #[test]
    fn the_postman_is_handed_what_comes_while_he_is_there() {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        let outbox = Outbox::default();
        outbox.put(email("early@example.com"));
        outbox.hand_to(sender);
        outbox.put(email("alice@example.com"));
        outbox.dismiss_postman();
        outbox.put(email("late@example.com"));
        assert_eq!(receiver.try_recv().map(|email| email.to), Ok("alice@example.com".to_owned()));
        assert!(receiver.try_recv().is_err());
        assert_eq!(outbox.read(None).len(), 3);
    }
}
