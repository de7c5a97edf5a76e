//! The labels of a story: of each stretch by itself and, where a word of it was seen elsewhere in the
//! story, once more with what was made of it there.

use rustc_hash::FxHashMap;

use super::document::{Document, Stretch};
use super::features::{elsewhere, features};
use crate::article::EntityKind;

use super::label::{At, OUTSIDE, kind, label};
use super::model::{Model, Scores};
use super::path::Path;

/// What a story made of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// How often it was a word of a person, an organization, a place, of no name.
    pub(super) kinds: [u32; 4],
    /// How often it was the last word of a person's name of several.
    pub(super) surname: u32,
}

/// What a story made of its words, by their hashes.
type Story = FxHashMap<u64, Sum>;

/// The labels of all words of a document.
pub(super) fn labels(document: &Document<'_>, model: &Model) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; document.words.len()];
    let mut path = Path::of(model);
    let mut scores: Vec<Scores> = Vec::new();
    let mut asked: Vec<u64> = Vec::with_capacity(64);
    for stretch in &document.stretches {
        let from = scores.len();
        for at in stretch.words.clone() {
            let mut score = Scores::default();
            asked.clear();
            features(document, stretch, at, |feature| asked.push(feature));
            model.add(&asked, &mut score);
            scores.push(score);
        }
        path.best(&scores[from..], &mut labels[stretch.words.clone()]);
    }
    let made = Made::of(document, labels.clone());
    let mut from = 0;
    for stretch in &document.stretches {
        let scores = &mut scores[from..from + stretch.words.len()];
        from += stretch.words.len();
        let mut changed = false;
        for (at, score) in stretch.words.clone().zip(&mut *scores) {
            asked.clear();
            said_elsewhere(document, stretch, at, &made, |feature| asked.push(feature));
            let before = *score;
            model.add(&asked, score);
            changed |= *score != before;
        }
        if changed {
            path.best(scores, &mut labels[stretch.words.clone()]);
        }
    }
    labels
}

/// What was made of a story: of each place, and of each capitalised word.
pub(super) struct Made {
    labels: Vec<u8>,
    story: Story,
}

impl Made {
    /// What the labels of all words of a document say of it.
    pub(super) fn of(document: &Document<'_>, labels: Vec<u8>) -> Made {
        let mut story = Story::default();
        for stretch in &document.stretches {
            for at in stretch
                .words
                .clone()
                .filter(|at| document.words[*at].is_candidate())
            {
                let sum = story.entry(document.words[at].hash).or_default();
                sum.kinds[slot(labels[at])] += 1;
                sum.surname += u32::from(labels[at] == SURNAME);
            }
        }
        Made { labels, story }
    }

    /// What was made of a word elsewhere than at this place.
    fn elsewhere(&self, document: &Document<'_>, at: usize) -> Sum {
        if !document.words[at].is_candidate() {
            return Sum::default();
        }
        let mut sum = self
            .story
            .get(&document.words[at].hash)
            .copied()
            .unwrap_or_default();
        let own = &mut sum.kinds[slot(self.labels[at])];
        *own = own.saturating_sub(1);
        sum.surname -= sum.surname.min(u32::from(self.labels[at] == SURNAME));
        sum
    }
}

/// The last word of a person's name of several.
const SURNAME: u8 = label(EntityKind::Person, At::Last);

fn slot(label: u8) -> usize {
    kind(label).map_or(3, |kind| kind as usize)
}

/// Passes the features of what the story made of a word and of those beside it in other places.
pub(super) fn said_elsewhere(
    document: &Document<'_>,
    stretch: &Stretch,
    at: usize,
    made: &Made,
    mut found: impl FnMut(u64),
) {
    let mut say = |at: usize, template: u64| {
        let alone = !(at > 0 && document.words[at - 1].is_candidate() && !document.words[at].first);
        elsewhere(made.elsewhere(document, at), template, alone, &mut found);
    };
    say(at, 0);
    if at > stretch.words.start {
        say(at - 1, 1);
    }
    if at + 1 < stretch.words.end {
        say(at + 1, 2);
    }
}
