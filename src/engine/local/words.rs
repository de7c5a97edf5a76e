//! The sieves of words and phrases, which weigh a story by how often it has them.

use tantivy::{DocId, TERMINATED};

use super::clock::Clock;
use super::phrase::Phrase;
use super::positional::Positional;
use super::postings::{List, next};
use super::sieve::Sieve;
use super::window::{Stories, Tally, WINDOW, Window};

/// Reading the positions of a story costs as much as so many postings.
const POSITIONS: u64 = 16;

/// A word or phrase in all its wordings and fields.
pub(super) struct Words {
    pub(super) rarity: f32,
    pub(super) singles: Vec<List>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) positionals: Vec<Positional>,
    pub(super) clock: Clock,
    pub(super) tally: Tally,
}

impl Sieve for Words {
    fn next(&mut self, target: DocId) -> DocId {
        let phrases = self.phrases.iter_mut().map(|phrase| phrase.next(target));
        let positionals = self.positionals.iter_mut();
        let positionals = positionals.map(|positional| positional.next(target));
        let rows = phrases.chain(positionals).min().unwrap_or(TERMINATED);
        next(&mut self.singles, target).min(rows)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        let tally = &mut self.tally;
        tally.clear();
        let count = stories.count();
        for list in &mut self.singles {
            list.visit(window, stories, count, |slot, occurrences| {
                tally.add(slot, occurrences)
            });
        }
        for phrase in &mut self.phrases {
            let mut holders = stories.clone();
            phrase.keep_holders(window, &mut holders);
            for slot in holders.iter().take_while(|_| !self.clock.is_over()) {
                if let Some(occurrences) = phrase.occurrences(window.doc(slot)) {
                    tally.add(slot, occurrences);
                }
            }
        }
        for positional in &mut self.positionals {
            let mut holders = stories.clone();
            positional.keep_holders(window, &mut holders);
            for slot in holders.iter().take_while(|_| !self.clock.is_over()) {
                let (times, occurrences) = positional.occurrences(window.doc(slot));
                if times > 0 {
                    tally.add(slot, occurrences);
                }
            }
        }
        stories.keep(tally.holders());
    }

    fn tally(&self) -> Option<(f32, &Tally)> {
        Some((self.rarity, &self.tally))
    }

    fn cost(&self) -> u64 {
        let singles = self.singles.iter().map(List::cost).sum::<u64>();
        let phrases = self.phrases.iter().map(Phrase::cost).sum::<u64>();
        let positionals = self.positionals.iter().map(Positional::cost).sum::<u64>();
        singles + POSITIONS * (phrases + positionals)
    }
}

/// What occurs so often in all fields together.
pub(super) struct Often {
    pub(super) rarity: f32,
    pub(super) least: u32,
    pub(super) fields: Vec<Positional>,
    pub(super) clock: Clock,
    pub(super) tally: Tally,
}

impl Sieve for Often {
    fn next(&mut self, target: DocId) -> DocId {
        let each = self.fields.iter_mut().map(|field| field.next(target));
        each.min().unwrap_or(TERMINATED)
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        self.tally.clear();
        let mut holders = Stories::none();
        for field in &mut self.fields {
            let mut own = stories.clone();
            field.keep_holders(window, &mut own);
            holders.add(&own);
        }
        for slot in holders.iter().take_while(|_| !self.clock.is_over()) {
            let (mut times, mut occurrences) = (0, 0.0);
            for field in &mut self.fields {
                let (own, weighted) = field.occurrences(window.doc(slot));
                times += u64::from(own);
                occurrences += weighted;
            }
            if times >= u64::from(self.least) {
                self.tally.add(slot, occurrences);
            }
        }
        stories.keep(self.tally.holders());
    }

    fn tally(&self) -> Option<(f32, &Tally)> {
        Some((self.rarity, &self.tally))
    }

    fn cost(&self) -> u64 {
        self.fields.iter().map(Positional::cost).sum::<u64>() * POSITIONS
    }
}

/// Words of so many forms that their occurrences are counted beforehand, in all stories of the segment.
pub(super) struct Counted {
    rarity: f32,
    windows: Vec<Option<Tally>>,
    /// The number of the window that was sifted last.
    last: usize,
    count: u64,
}

impl Counted {
    /// `stories` is the number of stories of the segment.
    pub(super) fn of(
        rarity: f32,
        lists: impl Iterator<Item = tantivy::Result<List>>,
        stories: DocId,
    ) -> tantivy::Result<Counted> {
        let mut windows: Vec<Option<Tally>> = Vec::new();
        windows.resize_with(stories.div_ceil(WINDOW) as usize, || None);
        for list in lists {
            list?.each(|doc, occurrences| {
                let window = windows[(doc / WINDOW) as usize].get_or_insert_with(Tally::empty);
                window.add((doc % WINDOW) as usize, occurrences);
            });
        }
        let counts = windows.iter().flatten().map(|tally| tally.holders().count());
        Ok(Counted {
            rarity,
            count: counts.map(u64::from).sum(),
            windows,
            last: 0,
        })
    }
}

impl Sieve for Counted {
    fn next(&mut self, target: DocId) -> DocId {
        let mut number = (target / WINDOW) as usize;
        let mut from = Window::of(target).slot(target);
        while let Some(window) = self.windows.get(number) {
            let slots = window.iter().flat_map(|tally| tally.holders().iter());
            if let Some(slot) = slots.into_iter().find(|slot| *slot >= from) {
                return number as DocId * WINDOW + slot as DocId;
            }
            (number, from) = (number + 1, 0);
        }
        TERMINATED
    }

    fn sift(&mut self, window: Window, stories: &mut Stories) {
        self.last = (window.first / WINDOW) as usize;
        match self.tally() {
            Some((_, tally)) => stories.keep(tally.holders()),
            None => *stories = Stories::none(),
        }
    }

    fn tally(&self) -> Option<(f32, &Tally)> {
        let tally = self.windows.get(self.last)?.as_ref()?;
        Some((self.rarity, tally))
    }

    fn cost(&self) -> u64 {
        self.count
    }
}
