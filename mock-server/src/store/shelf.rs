//! Records of one kind under one lock of their own, so that growth of one kind never stalls another.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value behind a lock that outlives a panic: a handler that failed must not take the server with it.
#[derive(Debug, Default)]
pub(super) struct Kept<T>(Mutex<T>);

impl<T> Kept<T> {
    pub(super) const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records of one kind, by their name on the wire.
#[derive(Debug)]
pub struct Shelf<K, V>(Kept<BTreeMap<K, V>>);

impl<K: Ord, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(Kept::new(BTreeMap::new()))
    }
}

impl<K: Ord + Clone, V: Clone> Shelf<K, V> {
    /// The record called `id`, as it is now.
    #[must_use]
    pub fn find(&self, id: &K) -> Option<V> {
        self.0.lock().get(id).cloned()
    }

    /// All records, by name.
    #[must_use]
    pub fn all(&self) -> Vec<V> {
        self.0.lock().values().cloned().collect()
    }

    /// Remembers `record` as `id`.
    pub fn put(&self, id: K, record: V) {
        self.0.lock().insert(id, record);
    }

    /// Remembers `record` as `id`, unless there is one that `stands_in_the_way`. Whether it did.
    #[must_use]
    pub fn put_unless(&self, id: K, record: V, stands_in_the_way: impl Fn(&V) -> bool) -> bool {
        let mut records = self.0.lock();
        let is_free = !records.values().any(stands_in_the_way);
        if is_free {
            records.insert(id, record);
        }
        is_free
    }

    /// Forgets the record called `id`.
    pub fn remove(&self, id: &K) -> Option<V> {
        self.0.lock().remove(id)
    }

    /// Changes the record called `id` under the lock; nothing is kept of a change that fails.
    ///
    /// # Errors
    ///
    /// What `change` says. `Ok(None)` where there is no such record.
    pub fn edit<E>(&self, id: &K, change: impl FnOnce(&mut V) -> Result<(), E>) -> Result<Option<V>, E> {
        let mut records = self.0.lock();
        let Some(record) = records.get_mut(id) else { return Ok(None) };
        let mut edited = record.clone();
        change(&mut edited)?;
        *record = edited.clone();
        Ok(Some(edited))
    }

    /// The same, where the change has to get along with the other records.
    ///
    /// # Errors
    ///
    /// What `change` says. `Ok(None)` where there is no such record.
    pub fn edit_among<E>(
        &self,
        id: &K,
        change: impl FnOnce(&mut V, &[&V]) -> Result<(), E>,
    ) -> Result<Option<V>, E> {
        let mut records = self.0.lock();
        let Some(mut edited) = records.get(id).cloned() else { return Ok(None) };
        let others: Vec<&V> =
            records.iter().filter(|(other, _)| *other != id).map(|(_, record)| record).collect();
        change(&mut edited, &others)?;
        records.insert(id.clone(), edited.clone());
        Ok(Some(edited))
    }

    /// Decides about all records under the lock. A decision that fails leaves them as they are.
    pub fn among<T>(&self, decide: impl FnOnce(&mut BTreeMap<K, V>) -> T) -> T {
        decide(&mut self.0.lock())
    }

    /// Changes all records under the lock.
    pub(super) fn edit_all(&self, change: impl FnMut(&mut V)) {
        self.0.lock().values_mut().for_each(change);
    }

    /// Forgets all records that are not to be `kept`.
    pub(super) fn retain(&self, kept: impl Fn(&V) -> bool) {
        self.0.lock().retain(|_, record| kept(record));
    }

    /// Forgets everything and remembers `records` instead.
    pub(super) fn replace(&self, records: impl IntoIterator<Item = (K, V)>) {
        *self.0.lock() = records.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn of_two_records_that_stand_in_each_others_way_one_is_put() {
        for round in 0..200 {
            let (shelf, barrier) = (Shelf::default(), Barrier::new(2));
            (10..20).for_each(|id| shelf.put(id, "bob"));
            let put = |id: u64| {
                barrier.wait();
                shelf.put_unless(id, "alice", |other| {
                    thread::yield_now();
                    *other == "alice"
                })
            };
            let both = thread::scope(|scope| {
                let other = scope.spawn(|| put(1));
                [put(2), other.join().unwrap()]
            });
            assert_eq!((both[0] != both[1], shelf.all().len()), (true, 11), "round {round}");
        }
    }
}
