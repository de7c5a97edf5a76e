//! Sentences as headlines would have them: some of what is learned from is put into capitals, or each
//! word of it begun with one, so that the tagger knows names there too.

use super::conll::Sentence;
use super::train::Labelled;

/// A generator of numbers that look random: SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Clone, Copy, Debug)]
pub(super) struct Variation(u64);

impl Variation {
    /// Begins with a number.
    pub(super) fn of(seed: u64) -> Variation {
        Variation(seed)
    }

    /// The next number.
    pub(super) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A story of which one sentence in twenty-five is in capitals and one in fifty has a capital in each word.
pub(super) fn varied(story: &[Sentence], weight: f32, mut variation: Variation) -> Labelled {
    let sentences = story.iter().map(|sentence| {
        let mut sentence = sentence.clone();
        match variation.number() % 50 {
            0 | 1 => sentence
                .words
                .iter_mut()
                .for_each(|word| *word = word.to_uppercase()),
            2 => sentence
                .words
                .iter_mut()
                .filter(|word| word.len() > 3)
                .for_each(|word| {
                    let mut letters = word.chars();
                    if let Some(first) = letters.next() {
                        *word = first.to_uppercase().chain(letters).collect();
                    }
                }),
            _ => {}
        }
        sentence
    });
    Labelled {
        sentences: sentences.collect(),
        weight,
    }
}
