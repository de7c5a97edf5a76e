//! How good a tagger is: names that are exactly right, with kind, first and last word, against those
//! that annotators marked (the measure of CoNLL-2003).

use crate::article::EntityKind;

use super::conll::Sentence;

/// Counts of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found, and marked exactly so.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// Marked.
    pub marked: u64,
}

impl Counts {
    /// How much of what was found is right, 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    /// How much of what is marked was found, 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.marked)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.found + self.marked)
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The counts for each kind in the order of [`EntityKind`], and for all kinds.
#[must_use]
pub fn counts(marked: &[Sentence], found: &[Sentence]) -> [Counts; 4] {
    let mut counts = [Counts::default(); 4];
    for (marked, found) in marked.iter().zip(found) {
        for kind in EntityKind::ALL {
            let of_kind =
                |sentence: &Sentence| sentence.names.iter().filter(|name| name.kind == kind).count() as u64;
            let right = found
                .names
                .iter()
                .filter(|name| name.kind == kind && marked.names.contains(name));
            let right = right.count() as u64;
            for slot in [kind as usize, EntityKind::ALL.len()] {
                counts[slot].right += right;
                counts[slot].found += of_kind(found);
                counts[slot].marked += of_kind(marked);
            }
        }
    }
    counts
}
