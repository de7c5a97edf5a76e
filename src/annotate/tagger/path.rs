//! The best labels of the words of a stretch, given what each label of each word is worth (Viterbi
//! 1967). In BILOU few steps are possible: behind a closed name, or none, nothing goes on, and behind
//! an open one only that name does.

use crate::article::EntityKind;

use super::label::{At, LABELS, OUTSIDE, label};
use super::model::{Model, Scores};

const KINDS: usize = EntityKind::ALL.len();
/// How many labels close a name or stand in none, and how many open one or stand in none.
const ENDS: usize = 1 + 2 * KINDS;
/// As many, filled up to a power of two.
const LANES: usize = 8;
/// What is impossible.
const NEVER: i32 = i32::MIN / 2;

/// Labels behind which a name may begin, in the order of labels.
const CLOSING: [u8; ENDS] = of_each_kind([At::Last, At::Only]);
/// Labels with which a name may begin.
const OPENING: [u8; ENDS] = of_each_kind([At::Beginning, At::Only]);
/// Labels behind which a name goes on.
const OPEN: [At; 2] = [At::Beginning, At::Inside];
/// Labels with which it goes on.
const GOING_ON: [At; 2] = [At::Inside, At::Last];

const fn of_each_kind(ats: [At; 2]) -> [u8; ENDS] {
    let mut labels = [OUTSIDE; ENDS];
    let mut index = 1;
    while index < ENDS {
        let kind = EntityKind::ALL[(index - 1) / 2];
        labels[index] = label(kind, ats[(index - 1) % 2]);
        index += 1;
    }
    labels
}

/// The steps of a model, and room to find the best ones in.
pub(super) struct Path {
    /// From each of [`CLOSING`] to each of [`OPENING`].
    between: [[i32; LANES]; ENDS],
    /// Of each kind from each of [`OPEN`] to each of [`GOING_ON`].
    within: [[[i32; 2]; 2]; KINDS],
    /// For each word and label the best label before.
    before: Vec<[u8; LABELS]>,
}

/// The worth of the best ways to the labels of a word.
#[derive(Clone, Copy)]
struct Sums {
    closing: [i32; ENDS],
    open: [[i32; 2]; KINDS],
}

impl Path {
    /// The steps of a model.
    pub(super) fn of(model: &Model) -> Path {
        let weight = |one: u8, next: u8| {
            let weights = &model.transitions;
            i32::from(weights[usize::from(one) * LABELS + usize::from(next)])
        };
        let mut between = [[0; LANES]; ENDS];
        for (row, one) in between.iter_mut().zip(CLOSING) {
            for (place, next) in row.iter_mut().zip(OPENING) {
                *place = weight(one, next);
            }
        }
        let within = EntityKind::ALL
            .map(|kind| OPEN.map(|one| GOING_ON.map(|next| weight(label(kind, one), label(kind, next)))));
        Path {
            between,
            within,
            before: Vec::new(),
        }
    }

    /// Writes the best labels of words with these scores; of labels of equal worth the first one.
    pub(super) fn best(&mut self, scores: &[Scores], labels: &mut [u8]) {
        if let ([score], [place]) = (scores, &mut *labels) {
            *place = self.best_alone(score);
            return;
        }
        let mut sums = Sums {
            closing: [NEVER; ENDS],
            open: [[NEVER; 2]; KINDS],
        };
        sums.closing[0] = 0;
        self.before.clear();
        for score in scores {
            let mut before = [OUTSIDE; LABELS];
            sums = self.step(&sums, score, &mut before);
            self.before.push(before);
        }
        let mut best = (NEVER, OUTSIDE);
        for ((sum, row), label) in sums.closing.iter().zip(&self.between).zip(CLOSING) {
            if sum + row[0] > best.0 {
                best = (sum + row[0], label);
            }
        }
        let mut label = best.1;
        for (place, before) in labels.iter_mut().zip(&self.before).rev() {
            *place = label;
            label = before[usize::from(label)];
        }
    }

    /// The best label of a word that stands alone.
    fn best_alone(&self, score: &Scores) -> u8 {
        let mut best = (NEVER, OUTSIDE);
        for (lane, next) in OPENING.into_iter().enumerate() {
            // What begins here ends here.
            let Some(one) = CLOSING.iter().position(|one| *one == next) else {
                continue;
            };
            let sum = self.between[0][lane] + score.of(usize::from(next)) + self.between[one][0];
            if sum > best.0 {
                best = (sum, next);
            }
        }
        best.1
    }

    fn step(&self, sums: &Sums, score: &Scores, before: &mut [u8; LABELS]) -> Sums {
        let mut best = [i32::MIN; LANES];
        let mut from = [0_i32; LANES];
        for ((sum, row), one) in sums.closing.iter().zip(&self.between).zip(CLOSING) {
            for lane in 0..LANES {
                let new = sum + row[lane];
                let better = new > best[lane];
                best[lane] = if better { new } else { best[lane] };
                from[lane] = if better { i32::from(one) } else { from[lane] };
            }
        }
        let mut next = Sums {
            closing: [best[0] + score.of(usize::from(OUTSIDE)); ENDS],
            open: [[NEVER; 2]; KINDS],
        };
        before[usize::from(OUTSIDE)] = from[0] as u8;
        for (index, kind) in EntityKind::ALL.into_iter().enumerate() {
            let slot = |at: At| usize::from(label(kind, at));
            let lane = 1 + 2 * index;
            for (lane, at) in [(lane, At::Beginning), (lane + 1, At::Only)] {
                before[slot(at)] = from[lane] as u8;
            }
            next.open[index][0] = best[lane] + score.of(slot(At::Beginning));
            next.closing[lane + 1] = best[lane + 1] + score.of(slot(At::Only));
            let [beginning, inside] = sums.open[index];
            let ways = &self.within[index];
            for (to, at) in GOING_ON.into_iter().enumerate() {
                let (one, other) = (beginning + ways[0][to], inside + ways[1][to]);
                let (sum, way) = if other > one {
                    (other, At::Inside)
                } else {
                    (one, At::Beginning)
                };
                before[slot(at)] = label(kind, way);
                if at == At::Last {
                    next.closing[lane] = sum + score.of(slot(at));
                } else {
                    next.open[index][1] = sum + score.of(slot(at));
                }
            }
        }
        next
    }
}
