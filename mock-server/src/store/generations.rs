//! What ends at once for a client and grantee, be it one code or a million: a record only says to which generation of
//! its holder's it belongs, and whoever ends the generation need not look at the records.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, MutexGuard};

use super::shards::Shards;
use crate::wire::{ClientId, Grantee};

/// Fewer holders than this are not looked through for those who have nothing any more.
const FEW: usize = 32;

/// Whose a code or token is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holder {
    /// The client that may use it.
    pub client: ClientId,
    /// In whose name.
    pub grantee: Grantee,
}

/// Records of one holder that end together.
#[derive(Debug, Default)]
pub(super) struct Generation {
    is_over: AtomicBool,
}

impl Generation {
    pub(super) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Acquire)
    }

    fn end(&self) {
        self.is_over.store(true, Ordering::Release);
    }
}

/// The latest generation of every holder.
#[derive(Debug, Default)]
pub(super) struct Generations {
    shares: Shards<Holders>,
    /// Random, so that nobody can choose clients that all go into one share.
    spread: RandomState,
}

/// The holders of one share. As long as it is held, nothing of theirs begins or ends.
#[derive(Debug, Default)]
pub(super) struct Holders {
    latest: HashMap<Holder, Arc<Generation>>,
    /// As many may still come before somebody looks for those who have nothing any more.
    until_swept: usize,
}

impl Generations {
    /// The share of `holder`.
    pub(super) fn of(&self, holder: &Holder) -> MutexGuard<'_, Holders> {
        self.shares.numbered(usize::try_from(self.spread.hash_one(holder) >> 32).unwrap_or_default())
    }

    /// Ends what belongs to holders for whom `keep` is false.
    pub(super) fn retain(&self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        self.shares.each().for_each(|mut holders| holders.retain(&keep));
    }

    /// Ends everything.
    pub(super) fn clear(&self) {
        self.retain(|_, _| false);
        self.shares.clear();
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.shares.each().map(|holders| holders.latest.len()).sum()
    }
}

impl Holders {
    /// The generation to which belongs what `holder` gets now.
    pub(super) fn latest(&mut self, holder: Holder) -> Arc<Generation> {
        if let Some(latest) = self.latest.get(&holder) {
            return Arc::clone(latest);
        }
        self.sweep();
        Arc::clone(self.latest.entry(holder).or_default())
    }

    /// The same, if `holder` has anything.
    pub(super) fn find(&self, holder: &Holder) -> Option<&Arc<Generation>> {
        self.latest.get(holder)
    }

    /// Ends all that `holder` has.
    pub(super) fn end(&mut self, holder: &Holder) {
        if let Some(generation) = self.latest.remove(holder) {
            generation.end();
        }
    }

    fn retain(&mut self, keep: impl Fn(&ClientId, Grantee) -> bool) {
        for (_, generation) in self.latest.extract_if(|holder, _| !keep(&holder.client, holder.grantee)) {
            generation.end();
        }
    }

    /// Forgets the holders whose records have left, when about as many came as there are.
    fn sweep(&mut self) {
        if let Some(left) = self.until_swept.checked_sub(1) {
            self.until_swept = left;
            return;
        }
        self.latest.retain(|_, generation| Arc::strong_count(generation) > 1);
        self.until_swept = FEW.max(self.latest.len());
    }
}
