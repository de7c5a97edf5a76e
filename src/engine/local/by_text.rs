//! The cursor of what only the text of a story tells: capitals, accents and signs, which folded words
//! have lost. Each story that holds the words is loaded and read.

use std::cell::Cell;
use std::rc::Rc;

use tantivy::{DocId, TERMINATED};

use crate::article::Article;
use crate::field::Weights;
use crate::spans::{Pattern, counts};

use super::clock::Clock;
use super::cursor::Cursor;
use super::found::weight;
use super::positional::Shape;
use super::postings::Union;
use super::rank;

/// Loads a story of the segment; `None` if it is damaged.
pub(super) type Load<'a> = Rc<dyn Fn(DocId) -> Option<Article> + 'a>;

/// What only the text of a story tells: each story that holds the words is read.
pub(super) struct ByText<'a> {
    pub(super) rarity: f32,
    pub(super) pattern: &'a Pattern,
    pub(super) weights: &'a Weights,
    pub(super) candidates: Vec<Candidates>,
    pub(super) load: Load<'a>,
    /// Whether a story could not be loaded.
    pub(super) damaged: Rc<Cell<bool>>,
    pub(super) clock: Clock,
    pub(super) doc: DocId,
    pub(super) occurrences: f32,
}

impl ByText<'_> {
    fn matches(&mut self) -> bool {
        let Some(article) = (self.load)(self.doc) else {
            self.damaged.set(true);
            return false;
        };
        let (mut times, mut occurrences) = (0_u64, 0.0);
        for (field, count) in counts(self.pattern, &article) {
            times += u64::from(count);
            occurrences += weight(self.weights, field) * count as f32;
        }
        self.occurrences = occurrences;
        times >= u64::from(self.pattern.least)
    }
}

impl Cursor for ByText<'_> {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, mut target: DocId) -> DocId {
        loop {
            let candidates = self.candidates.iter_mut().map(|field| field.seek(target));
            self.doc = candidates.min().unwrap_or(TERMINATED);
            if self.clock.is_over() {
                self.doc = TERMINATED;
            }
            if self.doc == TERMINATED || self.matches() {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    fn score(&mut self, resistance: f32) -> f32 {
        rank::score(self.rarity, self.occurrences, resistance)
    }

    fn cost(&self) -> u64 {
        // Reading a story costs as much as many steps.
        const READING: u64 = 100;
        let candidates = self.candidates.iter();
        candidates
            .map(|field| field.shape.cost(&field.words))
            .sum::<u64>()
            * READING
    }
}

/// The stories that hold the words of an expression in one field, however they stand.
pub(super) struct Candidates {
    pub(super) words: Vec<Union>,
    pub(super) shape: Shape,
    pub(super) doc: DocId,
}

impl Candidates {
    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target || target == 0 {
            self.doc = self.shape.seek(&mut self.words, target);
        }
        self.doc
    }
}
