//! Words side by side: which stories of a segment hold a phrase, and how often. What else stands in
//! relation to each other is found in [`super::positional`].

use tantivy::DocId;

use crate::spans::phrase_begins;

use super::postings::{Holders, Positions};
use super::window::{Stories, Window};

/// A row of words side by side in one text.
pub(super) struct Phrase {
    /// Of the words, from the rarest to the most frequent.
    holders: Vec<Holders>,
    words: Vec<Positions>,
    /// What an occurrence counts in each part of the text.
    weights: Vec<f32>,
    distances: Vec<u32>,
    positions: Vec<Vec<u32>>,
    ends: Vec<Vec<usize>>,
}

impl Phrase {
    pub(super) fn of(mut holders: Vec<Holders>, words: Vec<Positions>, weights: Vec<f32>) -> Phrase {
        let count = words.len();
        holders.sort_by_key(Holders::cost);
        Phrase {
            holders,
            words,
            weights,
            distances: (0..count as u32).collect(),
            positions: vec![Vec::new(); count],
            ends: vec![Vec::new(); count],
        }
    }

    /// The first story at or after `target` that may hold it.
    pub(super) fn next(&mut self, target: DocId) -> DocId {
        let words = self.holders.iter_mut();
        words.fold(target, |target, holders| holders.next(target))
    }

    /// Keeps the stories of a window that hold its words.
    pub(super) fn keep_holders(&mut self, window: Window, stories: &mut Stories) {
        for holders in &mut self.holders {
            if !stories.is_empty() {
                holders.keep(window, stories);
            }
        }
    }

    pub(super) fn cost(&self) -> u64 {
        self.holders.first().map_or(0, Holders::cost)
    }

    /// The weighted number of times it occurs in a story that holds its words, if it does.
    pub(super) fn occurrences(&mut self, doc: DocId) -> Option<f32> {
        for ((word, positions), ends) in self.words.iter_mut().zip(&mut self.positions).zip(&mut self.ends) {
            word.of(doc, positions, ends);
        }
        let (mut found, mut occurrences) = (false, 0.0);
        let (ends, weights) = (&self.ends[0], &self.weights);
        phrase_begins(&self.positions, &self.distances, |begin| {
            found = true;
            let part = ends.iter().position(|end| begin < *end);
            occurrences += part.map_or(0.0, |part| weights[part]);
        });
        found.then_some(occurrences)
    }
}
