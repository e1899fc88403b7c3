//! An e-mail that was written, as it stands in the outbox.

use jiff::Timestamp;
use serde::Serialize;

use super::ClientId;

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Email {
    /// Counts up by one from 1.
    pub id: u64,
    /// When it was written, by the server's own clock.
    pub sent_at: Timestamp,
    /// Who writes.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// As a reader without markup shows it.
    pub text: String,
    /// As the others do.
    pub html: String,
    /// The client that it is about.
    pub client_id: ClientId,
}
