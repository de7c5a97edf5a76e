//! The cursors of words and phrases, which weigh a story by how often it has them.

use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::cursor::Cursor;
use super::phrase::Phrase;
use super::positional::Positional;
use super::postings::{List, Union};
use super::rank;

/// A word or phrase in all its wordings and fields.
pub(super) struct Words {
    pub(super) rarity: f32,
    singles: Union,
    phrases: Vec<Phrase>,
    positionals: Vec<Positional>,
    doc: DocId,
}

impl Words {
    pub(super) fn of(
        rarity: f32,
        singles: Vec<List>,
        phrases: Vec<Phrase>,
        positionals: Vec<Positional>,
    ) -> Words {
        let mut words = Words {
            rarity,
            singles: Union::of(vec![singles]),
            phrases,
            positionals,
            doc: 0,
        };
        words.doc = words.first();
        words
    }

    fn first(&self) -> DocId {
        let phrases = self.phrases.iter().map(|phrase| phrase.doc);
        let positionals = self.positionals.iter().map(|positional| positional.doc);
        phrases.chain(positionals).fold(self.singles.doc, DocId::min)
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
        let behind = self.positionals.iter_mut();
        for positional in behind.filter(|positional| positional.doc < target) {
            positional.find(target);
        }
        self.doc = self.first();
        self.doc
    }

    fn score(&mut self, resistance: f32) -> f32 {
        let doc = self.doc;
        let singles = if self.singles.doc == doc {
            self.singles.weighted_occurrences()
        } else {
            0.0
        };
        let phrases = self.phrases.iter().filter(|phrase| phrase.doc == doc);
        let phrases = phrases.fold(singles, |sum, phrase| sum + phrase.occurrences);
        let positionals = self.positionals.iter().filter(|positional| positional.doc == doc);
        let occurrences = positionals.fold(phrases, |sum, positional| sum + positional.occurrences);
        rank::score(self.rarity, occurrences, resistance)
    }

    fn cost(&self) -> u64 {
        let phrases = self.phrases.iter().map(Phrase::cost).sum::<u64>();
        let positionals = self.positionals.iter().map(Positional::cost).sum::<u64>();
        self.singles.cost() + phrases + positionals
    }
}

/// What occurs so often in all fields together.
pub(super) struct Often {
    pub(super) rarity: f32,
    pub(super) least: u32,
    fields: Vec<Positional>,
    doc: DocId,
}

impl Often {
    pub(super) fn of(rarity: f32, least: u32, fields: Vec<Positional>) -> Often {
        let mut often = Often {
            rarity,
            least,
            fields,
            doc: 0,
        };
        often.seek(0);
        often
    }
}

impl Cursor for Often {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, mut target: DocId) -> DocId {
        loop {
            for field in self.fields.iter_mut().filter(|field| field.doc < target) {
                field.find(target);
            }
            let doc = self
                .fields
                .iter()
                .map(|field| field.doc)
                .min()
                .unwrap_or(TERMINATED);
            let here = self.fields.iter().filter(|field| field.doc == doc);
            let times: u64 = here.map(|field| u64::from(field.times)).sum();
            if doc == TERMINATED || times >= u64::from(self.least) {
                self.doc = doc;
                return doc;
            }
            target = doc + 1;
        }
    }

    fn score(&mut self, resistance: f32) -> f32 {
        let here = self.fields.iter().filter(|field| field.doc == self.doc);
        let occurrences = here.fold(0.0, |sum, field| sum + field.occurrences);
        rank::score(self.rarity, occurrences, resistance)
    }

    fn cost(&self) -> u64 {
        self.fields.iter().map(Positional::cost).sum()
    }
}

/// Words whose occurrences were counted beforehand, in all stories of the segment.
pub(super) struct Counted {
    pub(super) rarity: f32,
    /// The stories that have one, as bits; those in a field without weight count zero.
    stories: Vec<u64>,
    occurrences: Vec<f32>,
    count: u64,
    doc: DocId,
}

impl Counted {
    pub(super) fn of(
        rarity: f32,
        lists: impl Iterator<Item = tantivy::Result<List>>,
        stories: DocId,
    ) -> tantivy::Result<Counted> {
        let mut counted = Counted {
            rarity,
            stories: vec![0; (stories as usize).div_ceil(64)],
            occurrences: vec![0.0; stories as usize],
            count: 0,
            doc: 0,
        };
        for list in lists {
            let mut list = list?;
            let mut doc = list.postings.doc();
            while doc != TERMINATED {
                counted.stories[doc as usize / 64] |= 1 << (doc % 64);
                counted.occurrences[doc as usize] += list.weight * list.postings.term_freq() as f32;
                doc = list.postings.advance();
            }
        }
        counted.count = counted
            .stories
            .iter()
            .map(|bits| u64::from(bits.count_ones()))
            .sum();
        counted.seek(0);
        Ok(counted)
    }
}

impl Cursor for Counted {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut word = target as usize / 64;
        let mut bits = self.stories.get(word).copied().unwrap_or(0) & (u64::MAX << (target % 64));
        while bits == 0 {
            word += 1;
            match self.stories.get(word) {
                Some(next) => bits = *next,
                None => {
                    self.doc = TERMINATED;
                    return TERMINATED;
                }
            }
        }
        self.doc = (word * 64) as DocId + bits.trailing_zeros();
        self.doc
    }

    fn score(&mut self, resistance: f32) -> f32 {
        rank::score(self.rarity, self.occurrences[self.doc as usize], resistance)
    }

    fn cost(&self) -> u64 {
        self.count
    }
}
