//! Cursors walk the stories of a segment that satisfy a condition, in order, and weigh each. Those of
//! words stand in [`super::words`] and [`super::by_text`].

use tantivy::{DocId, TERMINATED};

use super::clock::Clock;

/// Walks the stories of a segment that satisfy a condition.
pub(super) trait Cursor {
    /// The story it stands on, or [`TERMINATED`].
    fn doc(&self) -> DocId;
    /// Steps to the first story at or after `target`, which is not before the present one.
    fn seek(&mut self, target: DocId) -> DocId;
    /// The score of the present story.
    fn score(&mut self, resistance: f32) -> f32;
    /// About how many stories it will stand on.
    fn cost(&self) -> u64;

    /// Steps to the next story.
    fn advance(&mut self) -> DocId {
        match self.doc() {
            TERMINATED => TERMINATED,
            doc => self.seek(doc + 1),
        }
    }
}

/// Every story of a segment.
pub(super) struct Every {
    pub(super) doc: DocId,
    pub(super) stories: DocId,
}

impl Cursor for Every {
    fn doc(&self) -> DocId {
        if self.doc < self.stories {
            self.doc
        } else {
            TERMINATED
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = target;
        self.doc()
    }

    fn score(&mut self, _resistance: f32) -> f32 {
        0.0
    }

    fn cost(&self) -> u64 {
        u64::from(self.stories)
    }
}

/// A condition that can be asked of any story.
pub(super) type Check<'a> = Box<dyn Fn(DocId) -> bool + 'a>;

/// What satisfies all of some conditions and none of some others.
pub(super) struct All<'a> {
    parts: Vec<Box<dyn Cursor + 'a>>,
    /// The parts from the rarest to the most frequent.
    order: Vec<usize>,
    excluded: Vec<Box<dyn Cursor + 'a>>,
    checks: Vec<Check<'a>>,
    clock: Clock,
    doc: DocId,
}

impl<'a> All<'a> {
    /// `parts` holds at least one cursor.
    pub(super) fn of(
        parts: Vec<Box<dyn Cursor + 'a>>,
        excluded: Vec<Box<dyn Cursor + 'a>>,
        checks: Vec<Check<'a>>,
        clock: Clock,
    ) -> All<'a> {
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| parts[*index].cost());
        let mut all = All {
            parts,
            order,
            excluded,
            checks,
            clock,
            doc: 0,
        };
        all.find(0);
        all
    }

    fn find(&mut self, mut target: DocId) -> DocId {
        'again: loop {
            for index in &self.order {
                let part = &mut self.parts[*index];
                let doc = if part.doc() < target {
                    part.seek(target)
                } else {
                    part.doc()
                };
                if doc == TERMINATED {
                    self.doc = TERMINATED;
                    return TERMINATED;
                }
                if doc > target {
                    target = doc;
                    continue 'again;
                }
            }
            let checked = self.checks.iter().all(|check| check(target));
            if self.clock.is_over() {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            if checked && !self.is_excluded(target) {
                self.doc = target;
                return target;
            }
            target += 1;
        }
    }

    fn is_excluded(&mut self, doc: DocId) -> bool {
        self.excluded.iter_mut().any(|other| {
            (if other.doc() < doc {
                other.seek(doc)
            } else {
                other.doc()
            }) == doc
        })
    }
}

impl Cursor for All<'_> {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.find(target)
    }

    /// Summed in the order of the query, whatever the order of the walk.
    fn score(&mut self, resistance: f32) -> f32 {
        self.parts
            .iter_mut()
            .fold(0.0, |sum, part| sum + part.score(resistance))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|part| part.cost()).min().unwrap_or(0)
    }
}

/// What satisfies any of some conditions.
pub(super) struct Any<'a> {
    parts: Vec<Box<dyn Cursor + 'a>>,
    doc: DocId,
}

impl<'a> Any<'a> {
    pub(super) fn of(parts: Vec<Box<dyn Cursor + 'a>>) -> Any<'a> {
        let doc = parts.iter().map(|part| part.doc()).min().unwrap_or(TERMINATED);
        Any { parts, doc }
    }
}

impl<'a> Cursor for Any<'a> {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let seek = |part: &mut Box<dyn Cursor + 'a>| {
            if part.doc() < target {
                part.seek(target)
            } else {
                part.doc()
            }
        };
        self.doc = self.parts.iter_mut().map(seek).min().unwrap_or(TERMINATED);
        self.doc
    }

    fn score(&mut self, resistance: f32) -> f32 {
        let doc = self.doc;
        let here = self.parts.iter_mut().filter(|part| part.doc() == doc);
        here.fold(0.0, |sum, part| sum + part.score(resistance))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|part| part.cost()).sum()
    }
}
