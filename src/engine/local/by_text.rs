//! The sieve of what only the text of a story tells: capitals, accents and signs, which folded words
//! have lost. Each story that holds the words is loaded and read.

use std::cell::Cell;
use std::rc::Rc;

use tantivy::DocId;

use crate::article::Article;
use crate::field::Weights;
use crate::spans::{Pattern, counts};

use super::clock::Clock;
use super::found::weight;
use super::positional::Shape;
use super::sieve::Sieve;
use super::window::{Stories, Tally, Window};

/// Loads a story of the segment; `None` if it is damaged.
pub(super) type Load<'a> = Rc<dyn Fn(DocId) -> Option<Article> + 'a>;

/// What only the text of a story tells: each story that holds the words is read.
pub(super) struct ByText<'a> {
    pub(super) rarity: f32,
    pub(super) pattern: &'a Pattern,
    pub(super) weights: &'a Weights,
    /// The stories that hold the words of the expression in any of its fields, however they stand.
    pub(super) candidates: Shape,
    pub(super) load: Load<'a>,
    /// Whether a story could not be loaded.
    pub(super) damaged: Rc<Cell<bool>>,
    pub(super) clock: Clock,
    pub(super) tally: Tally,
}

impl ByText<'_> {
    /// What the occurrences in a story count, if there are enough.
    fn occurrences(&self, doc: DocId) -> Option<f32> {
        let Some(article) = (self.load)(doc) else {
            self.damaged.set(true);
            return None;
        };
        let (mut times, mut occurrences) = (0_u64, 0.0);
        for (field, count) in counts(self.pattern, &article) {
            times += u64::from(count);
            occurrences += weight(self.weights, field) * count as f32;
        }
        (times >= u64::from(self.pattern.least)).then_some(occurrences)
    }
}

impl Sieve for ByText<'_> {
    fn next(&mut self, target: DocId) -> DocId {
        self.candidates.next(target)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        self.tally.clear();
        self.candidates.keep_holders(window, stories);
        for slot in stories.iter() {
            if self.clock.is_over() {
                break;
            }
            if let Some(occurrences) = self.occurrences(window.doc(slot)) {
                self.tally.add(slot, occurrences);
            }
        }
        stories.keep(self.tally.holders());
    }

    fn tally(&self) -> Option<(f32, &Tally)> {
        Some((self.rarity, &self.tally))
    }

    fn cost(&self) -> u64 {
        // Reading a story costs as much as many postings.
        const READING: u64 = 1_000;
        self.candidates.cost() * READING
    }
}
