//! Records of one kind spread over many locks: among millions of them none is ever waited for long.
//!
//! One map behind one lock stalls everybody while it grows, and while it is emptied. A thousandth of it grows in a moment.

use std::sync::MutexGuard;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::shelf::Kept;

/// As many shares. A prototype with two million records paused for 1.6 seconds with one, 60 ms with 64 and 15 ms with
/// these.
const SHARES: usize = 1024;

/// The name of a record: the SHA-256 of the word that opens it, so that names spread evenly by themselves.
pub(super) type Name = [u8; 32];

/// Shares of one kind of record, each behind a lock of its own. Whoever holds one share asks for no second one.
#[derive(Debug)]
pub(super) struct Shards<T> {
    shares: Box<[Kept<T>]>,
    /// Which of them were asked for since they were emptied, a bit each; it changes under the lock of the share. A server
    /// that is often reset should not have to look at all the others.
    used: [AtomicU64; SHARES / 64],
}

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self { shares: (0..SHARES).map(|_| Kept::default()).collect(), used: Default::default() }
    }
}

impl<T> Shards<T> {
    /// The share of the record with this name.
    pub(super) fn of(&self, name: &Name) -> MutexGuard<'_, T> {
        let [first, second, ..] = *name;
        self.numbered(u16::from_le_bytes([first, second]).into())
    }

    /// The share with this number, or with what is left of it when there are not so many.
    #[expect(clippy::indexing_slicing, reason = "there are as many shares as the number is cut down to")]
    pub(super) fn numbered(&self, number: usize) -> MutexGuard<'_, T> {
        let number = number % SHARES;
        let share = self.shares[number].lock();
        let (word, bit) = (&self.used[number / 64], 1 << (number % 64));
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
        share
    }

    /// One share after the other of those that may hold something.
    pub(super) fn each(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.shares
            .iter()
            .enumerate()
            .filter(|(number, _)| self.is_used(*number))
            .map(|(_, share)| share.lock())
    }

    #[expect(clippy::indexing_slicing, reason = "there is a bit for every share")]
    fn is_used(&self, number: usize) -> bool {
        self.used[number / 64].load(Ordering::Relaxed) & (1 << (number % 64)) != 0
    }
}

impl<T: Default + Send + 'static> Shards<T> {
    /// Empties them all. Those who wait for a share do not wait until what was in it is given back.
    #[expect(clippy::indexing_slicing, reason = "there is a bit for every share")]
    pub(super) fn clear(&self) {
        let mut old = Vec::new();
        for (number, share) in self.shares.iter().enumerate().filter(|(number, _)| self.is_used(*number)) {
            let mut share = share.lock();
            self.used[number / 64].fetch_and(!(1 << (number % 64)), Ordering::Relaxed);
            old.push(std::mem::take(&mut *share));
        }
        // A few are given back at once; millions take a while.
        if old.len() == SHARES {
            // Where no thread is to be had it is done here, by dropping what was to be moved there.
            let _ = thread::Builder::new().name("emptying".to_owned()).spawn(move || drop(old));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(shards: &Shards<Vec<usize>>) -> Vec<usize> {
        shards.each().flat_map(|share| share.clone()).collect()
    }

    #[test]
    fn what_was_put_is_met_once_and_what_was_emptied_is_gone() {
        let shards: Shards<Vec<usize>> = Shards::default();
        for count in [0, 3, SHARES] {
            for number in 0..count {
                shards.numbered(number * 7).push(number);
            }
            let mut met = numbers(&shards);
            met.sort_unstable();
            assert_eq!(met, (0..count).collect::<Vec<_>>());
            shards.clear();
            assert!(numbers(&shards).is_empty() && shards.numbered(7).is_empty());
            shards.clear();
        }
    }
}
