//! Words side by side: which stories of a segment hold a phrase, and how often. What else stands in
//! relation to each other is found in [`super::positional`].

use tantivy::{DocId, TERMINATED};

use crate::spans::phrase_begins;

use super::clock::Clock;
use super::postings::{Union, align};

/// A row of words side by side in one text.
pub(super) struct Phrase {
    words: Vec<Union>,
    /// What an occurrence counts in each part of the text.
    weights: Vec<f32>,
    distances: Vec<u32>,
    pub(super) doc: DocId,
    positions: Vec<Vec<u32>>,
    ends: Vec<Vec<usize>>,
    /// The weighted number of times it occurs in the present story.
    pub(super) occurrences: f32,
    clock: Clock,
}

impl Phrase {
    pub(super) fn of(words: Vec<Union>, weights: Vec<f32>, clock: Clock) -> Phrase {
        let count = words.len();
        let mut phrase = Phrase {
            words,
            weights,
            distances: (0..count as u32).collect(),
            doc: 0,
            positions: vec![Vec::new(); count],
            ends: vec![Vec::new(); count],
            occurrences: 0.0,
            clock,
        };
        phrase.find(0);
        phrase
    }

    pub(super) fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = align(&mut self.words, target);
            if self.clock.is_over() {
                self.doc = TERMINATED;
            }
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
        let (ends, weights) = (&self.ends[0], &self.weights);
        let lists: Vec<&[u32]> = self.positions.iter().map(Vec::as_slice).collect();
        phrase_begins(&lists, &self.distances, |begin| {
            found = true;
            let part = ends.iter().position(|end| begin < *end);
            occurrences += part.map_or(0.0, |part| weights[part]);
        });
        self.occurrences = occurrences;
        found
    }
}
