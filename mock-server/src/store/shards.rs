//! Records of one kind spread over many locks: among millions of them none is ever waited for long.
//!
//! One map behind one lock stalls everybody while it grows. A share of a thousandth grows in a moment.

use std::sync::MutexGuard;

use super::shelf::Kept;

/// As many shares. A prototype with two million records paused for 1.6 seconds with one, 60 ms with 64 and 15 ms with
/// these.
pub(super) const SHARES: usize = 1024;

/// The name of a record: the SHA-256 of the word that opens it, so that names spread evenly by themselves.
pub(super) type Name = [u8; 32];

/// Shares of one kind of record, each behind a lock of its own. Whoever holds one share asks for no second one.
#[derive(Debug)]
pub(super) struct Shards<T>(Box<[Kept<T>]>);

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self((0..SHARES).map(|_| Kept::default()).collect())
    }
}

impl<T> Shards<T> {
    /// The share of the record with this name.
    pub(super) fn of(&self, name: &Name) -> MutexGuard<'_, T> {
        let [first, second, ..] = *name;
        self.numbered(u16::from_le_bytes([first, second]).into())
    }

    /// The share with this number, or one that is as many shares further.
    pub(super) fn numbered(&self, number: usize) -> MutexGuard<'_, T> {
        #[expect(clippy::indexing_slicing, reason = "there are as many shares as the number is cut down to")]
        self.0[number % SHARES].lock()
    }

    /// One share after the other.
    pub(super) fn each(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.0.iter().map(Kept::lock)
    }
}
