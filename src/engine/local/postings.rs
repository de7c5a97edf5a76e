//! Postings of words and phrases: which stories of a segment hold them, and how often. The forms of
//! a word are read as one list, and so are the parts of a text.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use crate::spans::phrase_begins;

/// The postings of one term in one field.
pub(super) struct List {
    pub(super) postings: SegmentPostings,
    /// What one occurrence counts.
    pub(super) weight: f32,
}

impl List {
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
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
    pub(super) parts: Vec<Vec<List>>,
    pub(super) doc: DocId,
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

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let lists = self.parts.iter_mut().flatten();
            self.doc = lists.map(|list| list.seek(target)).min().unwrap_or(TERMINATED);
        }
        self.doc
    }

    pub(super) fn cost(&self) -> u64 {
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
    pub(super) doc: DocId,
    positions: Vec<Vec<u32>>,
    ends: Vec<Vec<(usize, f32)>>,
    /// The weighted number of times it occurs in the present story.
    pub(super) occurrences: f32,
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

    pub(super) fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = align(&mut self.words, target);
            if self.doc == TERMINATED || self.matches() {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    pub(super) fn cost(&self) -> u64 {
        self.words.iter().map(Union::cost).min().unwrap_or(0)
    }

    fn matches(&mut self) -> bool {
        for ((word, positions), ends) in self.words.iter_mut().zip(&mut self.positions).zip(&mut self.ends) {
            word.positions(positions, ends);
        }
        let (mut found, mut occurrences) = (false, 0.0);
        let ends = &self.ends[0];
        phrase_begins(&self.positions, |begin| {
            found = true;
            occurrences += ends
                .iter()
                .find(|(end, _)| begin < *end)
                .map_or(0.0, |(_, weight)| *weight);
        });
        self.occurrences = occurrences;
        found
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
