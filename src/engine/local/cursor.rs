//! Cursors walk the stories of a segment that satisfy a condition, in order, and weigh each.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use crate::spans::phrase_begins;

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

/// The postings of one term in one field.
pub(super) struct List {
    pub(super) postings: SegmentPostings,
    /// What one occurrence counts.
    pub(super) weight: f32,
}

impl List {
    fn seek(&mut self, target: DocId) -> DocId {
        if self.postings.doc() < target {
            self.postings.seek(target)
        } else {
            self.postings.doc()
        }
    }
}

/// The postings of all forms of a word, in the parts of one text.
pub(super) struct Union {
    /// By part, in the order of the text.
    parts: Vec<Vec<List>>,
    doc: DocId,
}

impl Union {
    pub(super) fn of(parts: Vec<Vec<List>>) -> Union {
        let mut union = Union { parts, doc: 0 };
        union.settle();
        union
    }

    fn settle(&mut self) {
        let lists = self.parts.iter().flatten();
        self.doc = lists.map(|list| list.postings.doc()).min().unwrap_or(TERMINATED);
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let lists = self.parts.iter_mut().flatten();
            self.doc = lists.map(|list| list.seek(target)).min().unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn cost(&self) -> u64 {
        self.parts
            .iter()
            .flatten()
            .map(|list| u64::from(list.postings.doc_freq()))
            .sum()
    }

    /// The positions in the present story, in order, and the weight of an occurrence in each part
    /// with the number of positions up to the part's end.
    fn positions(&mut self, positions: &mut Vec<u32>, ends: &mut Vec<(usize, f32)>) {
        positions.clear();
        ends.clear();
        for part in &mut self.parts {
            let start = positions.len();
            let mut weight = 0.0;
            let mut lists = 0;
            for list in part.iter_mut().filter(|list| list.postings.doc() == self.doc) {
                list.postings.append_positions_with_offset(0, positions);
                weight = list.weight;
                lists += 1;
            }
            if lists > 1 {
                positions[start..].sort_unstable();
            }
            ends.push((positions.len(), weight));
        }
    }
}

/// A row of words side by side in one text.
pub(super) struct Phrase {
    words: Vec<Union>,
    doc: DocId,
    positions: Vec<Vec<u32>>,
    ends: Vec<Vec<(usize, f32)>>,
    /// The weighted number of times it occurs in the present story.
    occurrences: f32,
}

impl Phrase {
    pub(super) fn of(words: Vec<Union>) -> Phrase {
        let count = words.len();
        let mut phrase = Phrase {
            words,
            doc: 0,
            positions: vec![Vec::new(); count],
            ends: vec![Vec::new(); count],
            occurrences: 0.0,
        };
        phrase.find(0);
        phrase
    }

    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = align(&mut self.words, target);
            if self.doc == TERMINATED || self.matches() {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    fn matches(&mut self) -> bool {
        for ((word, positions), ends) in self.words.iter_mut().zip(&mut self.positions).zip(&mut self.ends) {
            word.positions(positions, ends);
        }
        let mut occurrences = 0.0;
        let ends = &self.ends[0];
        phrase_begins(&self.positions, |begin| {
            occurrences += ends
                .iter()
                .find(|(end, _)| begin < *end)
                .map_or(0.0, |(_, weight)| *weight);
        });
        self.occurrences = occurrences;
        occurrences > 0.0
    }
}

/// The first story at or after `target` that all words hold.
fn align(words: &mut [Union], mut target: DocId) -> DocId {
    'again: loop {
        for word in words.iter_mut() {
            let doc = word.seek(target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if doc > target {
                target = doc;
                continue 'again;
            }
        }
        return target;
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
        let phrases = self
            .phrases
            .iter()
            .map(|phrase| phrase.words.iter().map(Union::cost).min().unwrap_or(0));
        self.singles.cost() + phrases.sum::<u64>()
    }
}

/// Words whose many forms were counted beforehand, a number for each story of the segment.
pub(super) struct Counted {
    pub(super) rarity: f32,
    occurrences: Vec<f32>,
    stories: u64,
    doc: DocId,
}

impl Counted {
    pub(super) fn of(rarity: f32, lists: Vec<List>, stories: DocId) -> Counted {
        let mut occurrences = vec![0.0; stories as usize];
        let mut count = 0;
        for mut list in lists {
            while list.postings.doc() != TERMINATED {
                let sum: &mut f32 = &mut occurrences[list.postings.doc() as usize];
                count += u64::from(*sum == 0.0);
                *sum += list.weight * list.postings.term_freq() as f32;
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
            .position(|sum| *sum > 0.0)
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
