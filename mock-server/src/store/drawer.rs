//! Records that end by themselves: what is over is swept, and there are never more than so many.
//!
//! Sweeping looks at all of them, so it is done only when about as many came as there are: each pays for one look.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use jiff::Timestamp;

/// A record that is worth nothing from some moment on.
pub(super) trait Ends {
    /// That moment.
    fn end(&self) -> Timestamp;
}

/// Records of one kind, by name. Beyond `MOST` the oldest leave, be they over or not; of those that are over about as many
/// stay as there are others, and never fewer than `FEW`.
#[derive(Debug)]
pub(super) struct Drawer<K, V, const MOST: usize, const FEW: usize = 1_000> {
    records: HashMap<K, (u64, V)>,
    /// Oldest first. Some may have left already.
    order: VecDeque<(u64, K)>,
    came: u64,
    /// As many may still come before somebody looks for what is over.
    until_swept: usize,
}

impl<K, V, const MOST: usize, const FEW: usize> Default for Drawer<K, V, MOST, FEW> {
    fn default() -> Self {
        Self { records: HashMap::new(), order: VecDeque::new(), came: 0, until_swept: FEW }
    }
}

impl<K: Eq + Hash + Clone, V: Ends, const MOST: usize, const FEW: usize> Drawer<K, V, MOST, FEW> {
    /// Remembers `record` as `name`, and returns what had to leave for it.
    pub(super) fn put(&mut self, name: K, record: V, now: Timestamp) -> Vec<(K, V)> {
        let mut gone = self.sweep(now);
        self.came += 1;
        self.order.push_back((self.came, name.clone()));
        self.records.insert(name, (self.came, record));
        while self.records.len() > MOST {
            let Some((number, name)) = self.order.pop_front() else { break };
            // It may have left, and another come by its name.
            if self.records.get(&name).is_some_and(|(own, _)| *own == number) {
                gone.extend(self.records.remove(&name).map(|(_, record)| (name, record)));
            }
        }
        gone
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(super) fn get(&self, name: &K) -> Option<&V> {
        self.records.get(name).map(|(_, record)| record)
    }

    pub(super) fn get_mut(&mut self, name: &K) -> Option<&mut V> {
        self.records.get_mut(name).map(|(_, record)| record)
    }

    pub(super) fn remove(&mut self, name: &K) -> Option<V> {
        self.records.remove(name).map(|(_, record)| record)
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        self.records.retain(|_, (_, record)| keep(record));
    }

    /// Whether there is such a record.
    pub(super) fn any(&self, is_it: impl Fn(&V) -> bool) -> bool {
        self.records.values().any(|(_, record)| is_it(record))
    }

    /// Changes all records.
    pub(super) fn edit_all(&mut self, mut change: impl FnMut(&mut V)) {
        self.records.values_mut().for_each(|(_, record)| change(record));
    }

    fn sweep(&mut self, now: Timestamp) -> Vec<(K, V)> {
        if let Some(left) = self.until_swept.checked_sub(1) {
            self.until_swept = left;
            return Vec::new();
        }
        let over = self.records.extract_if(|_, (_, record)| record.end() <= now);
        let gone = over.map(|(name, (_, record))| (name, record)).collect();
        let records = &self.records;
        self.order.retain(|(number, name)| records.get(name).is_some_and(|(own, _)| own == number));
        // A table that is often written into grows, though what it holds does not.
        self.records.shrink_to_fit();
        self.order.shrink_to_fit();
        self.until_swept = FEW.max(self.records.len());
        gone
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Ends for i64 {
        fn end(&self) -> Timestamp {
            at(*self)
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn filled<const MOST: usize>(count: u64, end: i64) -> Drawer<u64, i64, MOST> {
        let mut drawer = Drawer::default();
        for name in 0..count {
            drawer.put(name, end, at(0));
        }
        drawer
    }

    #[test]
    fn what_is_over_is_swept_before_as_many_have_come_again() {
        let mut drawer = filled::<100_000>(5_000, 10);
        for name in 10_000..15_001 {
            drawer.put(name, 100, at(10));
        }
        assert_eq!(drawer.len(), 5_001);
        assert!(drawer.get(&0).is_none() && drawer.get(&10_000).is_some());
    }

    #[test]
    fn what_is_not_over_is_not_swept() {
        let mut drawer = filled::<100_000>(5_000, 10);
        for name in 10_000..20_000 {
            drawer.put(name, 100, at(9));
        }
        assert_eq!(drawer.len(), 15_000);
    }

    #[test]
    fn when_the_clock_stands_still_one_more_costs_the_oldest_alone() {
        let mut drawer = filled::<3>(3, 10);
        assert_eq!(drawer.put(3, 10, at(0)), [(0, 10)]);
        assert!(drawer.get(&0).is_none() && drawer.get(&1).is_some() && drawer.get(&3).is_some());
    }

    #[test]
    fn who_left_and_came_back_is_not_the_oldest() {
        let mut drawer = filled::<3>(3, 10);
        drawer.remove(&0);
        drawer.put(0, 10, at(0));
        assert_eq!(drawer.put(3, 10, at(0)), [(1, 10)]);
    }

    #[test]
    fn the_order_does_not_grow_with_those_that_left() {
        let mut drawer = filled::<100_000>(0, 0);
        for name in 0..20_000 {
            drawer.put(name, 10, at(0));
            drawer.remove(&name);
        }
        assert!(drawer.order.len() <= 1_001, "{}", drawer.order.len());
    }
}
