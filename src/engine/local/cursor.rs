//! Cursors walk the stories of a segment that satisfy a condition, in order, and weigh each.

use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::postings::{List, Phrase, Union};
use super::rank;

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

/// A word or phrase in all its wordings and fields.
pub(super) struct Words {
    pub(super) rarity: f32,
    singles: Union,
    phrases: Vec<Phrase>,
    doc: DocId,
}

impl Words {
    pub(super) fn of(rarity: f32, singles: Vec<List>, phrases: Vec<Phrase>) -> Words {
        let mut words = Words {
            rarity,
            singles: Union::of(vec![singles]),
            phrases,
            doc: 0,
        };
        words.doc = words.first();
        words
    }

    fn first(&self) -> DocId {
        self.phrases
            .iter()
            .map(|phrase| phrase.doc)
            .fold(self.singles.doc, DocId::min)
    }
}

impl Cursor for Words {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.singles.seek(target);
        for phrase in self.phrases.iter_mut().filter(|phrase| phrase.doc < target) {
            phrase.find(target);
        }
        self.doc = self.first();
        self.doc
    }

    fn score(&mut self, resistance: f32) -> f32 {
        let doc = self.doc;
        let lists = self
            .singles
            .parts
            .iter()
            .flatten()
            .filter(|list| list.postings.doc() == doc);
        let singles = lists.fold(0.0, |sum, list| {
            sum + list.weight * list.postings.term_freq() as f32
        });
        let phrases = self.phrases.iter().filter(|phrase| phrase.doc == doc);
        let occurrences = phrases.fold(singles, |sum, phrase| sum + phrase.occurrences);
        rank::score(self.rarity, occurrences, resistance)
    }

    fn cost(&self) -> u64 {
        let phrases = self.phrases.iter().map(Phrase::cost);
        self.singles.cost() + phrases.sum::<u64>()
    }
}

/// Stands for no occurrence at all.
const ABSENT: f32 = -1.0;

/// Words whose many forms were counted beforehand, a number for each story of the segment.
pub(super) struct Counted {
    pub(super) rarity: f32,
    /// Below zero where there is none: those in a field without weight count zero.
    occurrences: Vec<f32>,
    stories: u64,
    doc: DocId,
}

impl Counted {
    pub(super) fn of(rarity: f32, lists: Vec<List>, stories: DocId) -> Counted {
        let mut occurrences = vec![ABSENT; stories as usize];
        let mut count = 0;
        for mut list in lists {
            while list.postings.doc() != TERMINATED {
                let sum: &mut f32 = &mut occurrences[list.postings.doc() as usize];
                count += u64::from(*sum == ABSENT);
                *sum = sum.max(0.0) + list.weight * list.postings.term_freq() as f32;
                list.postings.advance();
            }
        }
        let mut counted = Counted {
            rarity,
            occurrences,
            stories: count,
            doc: 0,
        };
        counted.seek(0);
        counted
    }
}

impl Cursor for Counted {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.occurrences.get(target as usize..).unwrap_or(&[]);
        self.doc = rest
            .iter()
            .position(|sum| *sum != ABSENT)
            .map_or(TERMINATED, |step| target + step as DocId);
        self.doc
    }

    fn score(&mut self, resistance: f32) -> f32 {
        rank::score(self.rarity, self.occurrences[self.doc as usize], resistance)
    }

    fn cost(&self) -> u64 {
        self.stories
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
pub(super) type Check = Box<dyn Fn(DocId) -> bool>;

/// What satisfies all of some conditions and none of some others.
pub(super) struct All {
    parts: Vec<Box<dyn Cursor>>,
    /// The parts from the rarest to the most frequent.
    order: Vec<usize>,
    excluded: Vec<Box<dyn Cursor>>,
    checks: Vec<Check>,
    doc: DocId,
}

impl All {
    /// `parts` holds at least one cursor.
    pub(super) fn of(parts: Vec<Box<dyn Cursor>>, excluded: Vec<Box<dyn Cursor>>, checks: Vec<Check>) -> All {
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| parts[*index].cost());
        let mut all = All {
            parts,
            order,
            excluded,
            checks,
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

impl Cursor for All {
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
pub(super) struct Any {
    parts: Vec<Box<dyn Cursor>>,
    doc: DocId,
}

impl Any {
    pub(super) fn of(parts: Vec<Box<dyn Cursor>>) -> Any {
        let doc = parts.iter().map(|part| part.doc()).min().unwrap_or(TERMINATED);
        Any { parts, doc }
    }
}

impl Cursor for Any {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let seek = |part: &mut Box<dyn Cursor>| {
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
