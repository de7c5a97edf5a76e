//! Sieves leave of the stories of a window those that satisfy a condition, and weigh each. Those of
//! words stand in [`super::words`] and [`super::by_text`].

use tantivy::{DocId, TERMINATED};

use super::rank;
use super::window::{Stories, Tally, Window};

/// A condition that the stories of a segment are put to, window by window, from the first to the last.
pub(super) trait Sieve {
    /// The first story at or after `target` that may satisfy it, or [`TERMINATED`]. Stories before `target`
    /// will not be asked for any more.
    fn next(&mut self, target: DocId) -> DocId;
    /// Takes away those stories of a window that do not satisfy it.
    fn sift(&mut self, window: Window, stories: &mut Stories);
    /// By what it weighs stories: how much it tells, and what its occurrences count in those that the last
    /// sifting left; `None` if it weighs nothing, or has parts that do.
    fn tally(&self) -> Option<(f32, &Tally)> {
        None
    }
    /// A bound: the score of no story of this group that the last sifting left is higher, if none of
    /// them weighs its occurrences against less than `resistance`.
    fn most(&self, group: usize, resistance: f32) -> f32 {
        self.tally().map_or(0.0, |(rarity, tally)| {
            rank::score(rarity, tally.most(group), resistance)
        })
    }
    /// Those of some stories of this group, which the last sifting left, whose score may be `worst` or
    /// higher.
    fn able(&self, group: usize, stories: u64, resistance: f32, worst: f32) -> u64 {
        if self.most(group, resistance) * ROUNDING < worst {
            0
        } else {
            stories
        }
    }
    /// The score of a story that the last sifting left.
    fn score(&self, slot: usize, resistance: f32) -> f32 {
        self.tally().map_or(0.0, |(rarity, tally)| {
            rank::score(rarity, tally.of(slot), resistance)
        })
    }
    /// About how much work it is to find the stories of the segment that satisfy it, in postings.
    fn cost(&self) -> u64;
}

/// Rounding may bring a score above its bound by less than this.
const ROUNDING: f32 = 1.000_1;

/// What a condition without words costs for a story, in postings.
const CHECKING: u64 = 2;

/// Every story of a segment.
pub(super) struct Every {
    pub(super) stories: DocId,
}

impl Sieve for Every {
    fn next(&mut self, target: DocId) -> DocId {
        if target < self.stories { target } else { TERMINATED }
    }

    fn sift(&mut self, _window: Window, _stories: &mut Stories) {}

    fn cost(&self) -> u64 {
        u64::from(self.stories)
    }
}

/// What can be asked of any story of a segment, and weighs nothing.
pub(super) struct Check<'a> {
    pub(super) stories: DocId,
    pub(super) holds: Box<dyn Fn(DocId) -> bool + 'a>,
}

impl Sieve for Check<'_> {
    fn next(&mut self, target: DocId) -> DocId {
        Every {
            stories: self.stories,
        }
        .next(target)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        stories.retain(|slot| (self.holds)(window.doc(slot)));
    }

    fn cost(&self) -> u64 {
        u64::from(self.stories) * CHECKING
    }
}

/// What does not satisfy a condition; it weighs nothing.
pub(super) struct Not<'a> {
    pub(super) stories: DocId,
    pub(super) inner: Box<dyn Sieve + 'a>,
}

impl Sieve for Not<'_> {
    fn next(&mut self, target: DocId) -> DocId {
        Every {
            stories: self.stories,
        }
        .next(target)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        let mut inner = stories.clone();
        self.inner.sift(window, &mut inner);
        stories.remove(&inner);
    }

    fn cost(&self) -> u64 {
        self.inner.cost()
    }
}

/// What satisfies all of some conditions.
pub(super) struct All<'a> {
    parts: Vec<Box<dyn Sieve + 'a>>,
    /// The parts from the cheapest to the dearest.
    order: Vec<usize>,
}

impl<'a> All<'a> {
    pub(super) fn of(parts: Vec<Box<dyn Sieve + 'a>>) -> All<'a> {
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| parts[*index].cost());
        All { parts, order }
    }
}

impl Sieve for All<'_> {
    fn next(&mut self, mut target: DocId) -> DocId {
        for index in &self.order {
            target = self.parts[*index].next(target);
            if target == TERMINATED {
                break;
            }
        }
        target
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        for index in &self.order {
            if stories.is_empty() {
                break;
            }
            self.parts[*index].sift(window, stories);
        }
    }

    fn most(&self, group: usize, resistance: f32) -> f32 {
        let parts = self.parts.iter();
        parts.fold(0.0, |sum, part| sum + part.most(group, resistance))
    }

    /// Summed in the order of the query, whatever the order of the work.
    fn score(&self, slot: usize, resistance: f32) -> f32 {
        let parts = self.parts.iter();
        parts.fold(0.0, |sum, part| sum + part.score(slot, resistance))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|part| part.cost()).min().unwrap_or(0)
    }
}

/// What satisfies any of some conditions.
pub(super) struct Any<'a> {
    /// Each with the stories of the window that satisfy it.
    parts: Vec<(Box<dyn Sieve + 'a>, Stories)>,
}

impl<'a> Any<'a> {
    pub(super) fn of(parts: Vec<Box<dyn Sieve + 'a>>) -> Any<'a> {
        let parts = parts.into_iter().map(|part| (part, Stories::none()));
        Any {
            parts: parts.collect(),
        }
    }
}

impl Sieve for Any<'_> {
    fn next(&mut self, target: DocId) -> DocId {
        let each = self.parts.iter_mut().map(|(part, _)| part.next(target));
        each.min().unwrap_or(TERMINATED)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        let mut any = Stories::none();
        for (part, own) in &mut self.parts {
            own.clone_from(stories);
            part.sift(window, own);
            any.add(own);
        }
        *stories = any;
    }

    fn most(&self, group: usize, resistance: f32) -> f32 {
        let parts = self.parts.iter();
        parts.fold(0.0, |sum, (part, _)| sum + part.most(group, resistance))
    }

    /// The parts that tell least are left out as long as their bounds together are too low: a story that
    /// satisfies none of the others cannot reach the score. Turtle and Flood, "Query Evaluation: Strategies
    /// and Optimizations" (Information Processing and Management 31, 1995), call it max score.
    fn able(&self, group: usize, stories: u64, resistance: f32, worst: f32) -> u64 {
        let parts = self.parts.iter();
        let mut bounds: Vec<(f32, u64)> = parts
            .map(|(part, own)| (part.most(group, resistance), own.group(group)))
            .collect();
        bounds.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let mut sum = 0.0;
        let telling = bounds.iter().skip_while(|(most, _)| {
            sum += most;
            sum * ROUNDING < worst
        });
        telling.fold(0, |any, (_, own)| any | own) & stories
    }

    fn score(&self, slot: usize, resistance: f32) -> f32 {
        let here = self.parts.iter().filter(|(_, own)| own.contains(slot));
        here.fold(0.0, |sum, (part, _)| sum + part.score(slot, resistance))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|(part, _)| part.cost()).sum()
    }
}
