//! Records of one kind under one lock of their own, so that growth of one kind never stalls another.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Of as many records copies are kept at most.
const MOST_LENT: usize = 1_024;

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
pub struct Shelf<K, V> {
    records: Kept<Records<K, V>>,
    revision: AtomicU64,
}

/// The records, and copies of those that were looked at lately.
#[derive(Debug)]
struct Records<K, V> {
    kept: BTreeMap<K, V>,
    lent: BTreeMap<K, Arc<V>>,
}

impl<K: Ord, V> Default for Shelf<K, V> {
    fn default() -> Self {
        let records = Records { kept: BTreeMap::new(), lent: BTreeMap::new() };
        Self { records: Kept::new(records), revision: AtomicU64::new(0) }
    }
}

impl<K, V> Shelf<K, V> {
    /// A number that is another one after each change. Whoever asks before they look at the records and gets the same
    /// one later knows that what they saw is still true.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::SeqCst)
    }

    /// The records, to be looked at.
    fn read(&self) -> MutexGuard<'_, Records<K, V>> {
        self.records.lock()
    }

    /// The records, to be changed. That they do change is said before anybody else can see it, and no copy is lent any
    /// more.
    fn write(&self) -> MutexGuard<'_, Records<K, V>> {
        let mut records = self.records.lock();
        self.revision.fetch_add(1, Ordering::SeqCst);
        records.lent.clear();
        records
    }
}

impl<K: Ord + Clone, V: Clone> Shelf<K, V> {
    /// The record called `id`, as it is now.
    #[must_use]
    pub fn find(&self, id: &K) -> Option<V> {
        self.read().kept.get(id).cloned()
    }

    /// The same, for whoever only looks at it: the next one who asks gets the same copy, until something changes.
    #[must_use]
    pub fn lend(&self, id: &K) -> Option<Arc<V>> {
        let mut guard = self.read();
        let Records { kept, lent } = &mut *guard;
        if let Some(record) = lent.get(id) {
            return Some(Arc::clone(record));
        }
        let record = Arc::new(kept.get(id)?.clone());
        if lent.len() >= MOST_LENT {
            lent.clear();
        }
        lent.insert(id.clone(), Arc::clone(&record));
        Some(record)
    }

    /// Whether there is a record called `id`.
    #[must_use]
    pub fn has(&self, id: &K) -> bool {
        self.read().kept.contains_key(id)
    }

    /// The first record that `is_it`, by name. The others are not copied.
    #[must_use]
    pub fn first(&self, is_it: impl Fn(&V) -> bool) -> Option<V> {
        self.read().kept.values().find(|record| is_it(record)).cloned()
    }

    /// The records that are `wanted`, by name. The others are not copied.
    #[must_use]
    pub fn select(&self, wanted: impl Fn(&V) -> bool) -> Vec<V> {
        self.read().kept.values().filter(|record| wanted(record)).cloned().collect()
    }

    /// Lets `look` see the record called `id` without a copy. It must not ask this shelf for anything.
    pub fn with<T>(&self, id: &K, look: impl FnOnce(Option<&V>) -> T) -> T {
        look(self.read().kept.get(id))
    }

    /// All records, by name.
    #[must_use]
    pub fn all(&self) -> Vec<V> {
        self.read().kept.values().cloned().collect()
    }

    /// Remembers `record` as `id`.
    pub fn put(&self, id: K, record: V) {
        self.write().kept.insert(id, record);
    }

    /// Remembers `record` as `id`, unless there is one that `stands_in_the_way`. Whether it did.
    #[must_use]
    pub fn put_unless(&self, id: K, record: V, stands_in_the_way: impl Fn(&V) -> bool) -> bool {
        let mut guard = self.write();
        let records = &mut guard.kept;
        let is_free = !records.values().any(stands_in_the_way);
        if is_free {
            records.insert(id, record);
        }
        is_free
    }

    /// Forgets the record called `id`.
    pub fn remove(&self, id: &K) -> Option<V> {
        self.write().kept.remove(id)
    }

    /// Changes the record called `id` under the lock; nothing is kept of a change that fails.
    ///
    /// # Errors
    ///
    /// What `change` says. `Ok(None)` where there is no such record.
    pub fn edit<E>(&self, id: &K, change: impl FnOnce(&mut V) -> Result<(), E>) -> Result<Option<V>, E> {
        let mut guard = self.write();
        let records = &mut guard.kept;
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
        let mut guard = self.write();
        let records = &mut guard.kept;
        let Some(mut edited) = records.get(id).cloned() else { return Ok(None) };
        let others: Vec<&V> =
            records.iter().filter(|(other, _)| *other != id).map(|(_, record)| record).collect();
        change(&mut edited, &others)?;
        records.insert(id.clone(), edited.clone());
        Ok(Some(edited))
    }

    /// Decides about all records under the lock. A decision that fails leaves them as they are.
    pub fn among<T>(&self, decide: impl FnOnce(&mut BTreeMap<K, V>) -> T) -> T {
        decide(&mut self.write().kept)
    }

    /// Changes all records under the lock.
    pub(super) fn edit_all(&self, change: impl FnMut(&mut V)) {
        self.write().kept.values_mut().for_each(change);
    }

    /// Forgets all records that are not to be `kept`.
    pub(super) fn retain(&self, kept: impl Fn(&V) -> bool) {
        self.write().kept.retain(|_, record| kept(record));
    }

    /// Forgets everything and remembers `records` instead.
    pub(super) fn replace(&self, records: impl IntoIterator<Item = (K, V)>) {
        self.write().kept = records.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn every_change_gives_another_revision_and_a_look_does_not() {
        let shelf = Shelf::default();
        let changes: [(&str, &dyn Fn()); 9] = [
            ("put", &|| shelf.put(1, "one")),
            ("put unless", &|| assert!(shelf.put_unless(2, "two", |_| false))),
            ("edit", &|| {
                let edited: Result<_, Infallible> = shelf.edit(&1, |it| {
                    *it = "uno";
                    Ok(())
                });
                assert_eq!(edited, Ok(Some("uno")));
            }),
            ("edit among", &|| {
                let edited: Result<_, Infallible> = shelf.edit_among(&1, |it, _| {
                    *it = "un";
                    Ok(())
                });
                assert_eq!(edited, Ok(Some("un")));
            }),
            ("among", &|| assert_eq!(shelf.among(|all| all.remove(&2)), Some("two"))),
            ("edit all", &|| shelf.edit_all(|it| *it = "eins")),
            ("retain", &|| shelf.retain(|_| true)),
            ("remove", &|| assert_eq!(shelf.remove(&1), Some("eins"))),
            ("replace", &|| shelf.replace([(3, "three")])),
        ];
        for (what, change) in changes {
            let before = shelf.revision();
            let _ = (shelf.lend(&1), shelf.lend(&2));
            change();
            assert_ne!(shelf.revision(), before, "{what}");
            for id in [1, 2, 3] {
                assert_eq!(shelf.lend(&id).as_deref().copied(), shelf.find(&id), "{what}: {id}");
            }
        }
        let before = shelf.revision();
        assert_eq!((shelf.find(&3), shelf.has(&3), shelf.all()), (Some("three"), true, vec!["three"]));
        assert_eq!((shelf.first(|_| true), shelf.with(&4, |it| it.is_none())), (Some("three"), true));
        assert_eq!(shelf.revision(), before);
    }

    #[test]
    fn of_many_records_few_copies_are_kept() {
        let shelf = Shelf::default();
        (0..3_000).for_each(|id| shelf.put(id, id));
        (0..3_000).for_each(|id| assert_eq!(shelf.lend(&id).as_deref(), Some(&id)));
        assert!(shelf.read().lent.len() <= MOST_LENT);
        assert!(Arc::ptr_eq(&shelf.lend(&7).unwrap(), &shelf.lend(&7).unwrap()));
    }

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
