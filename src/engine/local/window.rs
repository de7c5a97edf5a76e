//! Stories are looked at a window at a time: which of its stories satisfy a condition is a set of
//! bits, and how often they hold something is an array. Sets of many stories are joined by a few
//! instructions, as in Boncz, Zukowski and Nes, "MonetDB/X100: Hyper-Pipelining Query Execution"
//! (CIDR 2005).

use tantivy::DocId;

/// How many stories a window has: what is kept for each fits into the nearest cache.
pub(super) const WINDOW: DocId = 4_096;
/// How many stories are a group, whose bits are one number.
const GROUP: usize = 64;
const GROUPS: usize = WINDOW as usize / GROUP;

/// A window: as many stories, the first of which is a multiple of that number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) first: DocId,
}

impl Window {
    /// The window that holds a story.
    pub(super) fn of(doc: DocId) -> Window {
        Window {
            first: doc - doc % WINDOW,
        }
    }

    /// The first story behind it.
    pub(super) fn end(self) -> DocId {
        self.first + WINDOW
    }

    /// Its stories, of a segment that has so many.
    pub(super) fn stories(self, segment: DocId) -> Stories {
        let count = segment.saturating_sub(self.first) as usize;
        Stories(std::array::from_fn(|group| {
            match count.saturating_sub(group * GROUP) {
                count @ 0..GROUP => (1 << count) - 1,
                _ => u64::MAX,
            }
        }))
    }

    /// The place of a story that it holds.
    pub(super) fn slot(self, doc: DocId) -> usize {
        (doc - self.first) as usize
    }

    /// The story at a place.
    pub(super) fn doc(self, slot: usize) -> DocId {
        self.first + slot as DocId
    }
}

/// Some stories of a window, by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stories([u64; GROUPS]);

impl Stories {
    pub(super) fn none() -> Stories {
        Stories([0; GROUPS])
    }

    pub(super) fn insert(&mut self, slot: usize) {
        // The remainder says to the compiler that the place is there.
        self.0[slot / GROUP % GROUPS] |= 1 << (slot % GROUP);
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|group| group.count_ones()).sum()
    }

    /// Those of a group, as bits.
    pub(super) fn group(&self, group: usize) -> u64 {
        self.0[group]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|group| *group == 0)
    }

    pub(super) fn contains(&self, slot: usize) -> bool {
        self.0[slot / GROUP % GROUPS] >> (slot % GROUP) & 1 == 1
    }

    /// Keeps those that others have too.
    pub(super) fn keep(&mut self, others: &Stories) {
        for (group, other) in self.0.iter_mut().zip(&others.0) {
            *group &= other;
        }
    }

    /// Takes away those that others have.
    pub(super) fn remove(&mut self, others: &Stories) {
        for (group, other) in self.0.iter_mut().zip(&others.0) {
            *group &= !other;
        }
    }

    /// Adds those that others have.
    pub(super) fn add(&mut self, others: &Stories) {
        for (group, other) in self.0.iter_mut().zip(&others.0) {
            *group |= other;
        }
    }

    /// Keeps those of which something holds.
    pub(super) fn retain(&mut self, mut holds: impl FnMut(usize) -> bool) {
        for (number, group) in self.0.iter_mut().enumerate() {
            let mut left = *group;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !holds(number * GROUP + bit) {
                    *group &= !(1 << bit);
                }
            }
        }
    }

    /// The groups that have any, each with its number and its stories as bits.
    pub(super) fn groups(&self) -> impl Iterator<Item = (usize, u64)> {
        let groups = self.0.iter().copied().enumerate();
        groups.filter(|(_, stories)| *stories != 0)
    }

    /// All, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.groups().flat_map(|(group, stories)| slots(group, stories))
    }
}

/// The places of a group's stories.
pub(super) fn slots(group: usize, mut stories: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if stories == 0 {
            return None;
        }
        let bit = stories.trailing_zeros() as usize;
        stories &= stories - 1;
        Some(group * GROUP + bit)
    })
}

/// The stories of a window that have something, and what its occurrences in each count.
pub(super) struct Tally {
    holders: Stories,
    occurrences: Box<[f32; WINDOW as usize]>,
}

impl Tally {
    pub(super) fn empty() -> Tally {
        Tally {
            holders: Stories::none(),
            occurrences: Box::new([0.0; WINDOW as usize]),
        }
    }

    pub(super) fn clear(&mut self) {
        for (group, _) in self.holders.groups() {
            self.occurrences[group * GROUP..][..GROUP].fill(0.0);
        }
        self.holders = Stories::none();
    }

    pub(super) fn add(&mut self, slot: usize, occurrences: f32) {
        self.holders.insert(slot);
        self.occurrences[slot % WINDOW as usize] += occurrences;
    }

    /// The stories to which anything was added, even if it counts nothing.
    pub(super) fn holders(&self) -> &Stories {
        &self.holders
    }

    pub(super) fn of(&self, slot: usize) -> f32 {
        self.occurrences[slot % WINDOW as usize]
    }

    /// The most that any story of a group has.
    pub(super) fn most(&self, group: usize) -> f32 {
        let slots = &self.occurrences[group * GROUP..][..GROUP];
        // Written so that it becomes one instruction for several slots.
        slots
            .iter()
            .fold(0.0, |most, own| if *own > most { *own } else { most })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn stories(slots: &BTreeSet<usize>) -> Stories {
        let mut stories = Stories::none();
        slots.iter().for_each(|slot| stories.insert(*slot));
        stories
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn stories_are_a_set(
            one in prop::collection::btree_set(0..WINDOW as usize, 0..200),
            other in prop::collection::btree_set(0..WINDOW as usize, 0..200),
        ) {
            let (first, second) = (stories(&one), stories(&other));
            prop_assert!(first.iter().eq(one.iter().copied()));
            prop_assert_eq!(first.count() as usize, one.len());
            prop_assert_eq!(first.is_empty(), one.is_empty());
            prop_assert!(one.iter().all(|slot| first.contains(*slot)));
            let changed = |change: &dyn Fn(&mut Stories)| {
                let mut stories = first.clone();
                change(&mut stories);
                stories.iter().collect::<BTreeSet<usize>>()
            };
            prop_assert_eq!(changed(&|stories| stories.keep(&second)), &one & &other);
            prop_assert_eq!(changed(&|stories| stories.remove(&second)), &one - &other);
            prop_assert_eq!(changed(&|stories| stories.add(&second)), &one | &other);
            prop_assert_eq!(changed(&|stories| stories.retain(|slot| other.contains(&slot))), &one & &other);
        }
    }

    #[test]
    fn the_last_window_of_a_segment_is_not_full() {
        assert_eq!(Window::of(5_000), Window { first: 4_096 });
        assert_eq!(Window::of(5_000).stories(5_001).iter().last(), Some(904));
        assert!(Window::of(0).stories(9_999).iter().eq(0..4_096));
    }
}
