//! The field itself: probabilities of labels of a stretch, and the gradients of its weights.

use super::label::{LABELS, OUTSIDE, follows};
use super::train::Watch;
use super::vary::Variation;

/// The first step of a weight.
const STEP: f32 = 0.12;
/// How strongly weights are drawn to zero, for each time that they are seen.
const DECAY: f32 = 2e-6;
/// One feature in so many is left out each time, so that none is relied on alone.
const LEFT_OUT: u64 = 2;

/// A stretch to learn from.
pub(super) struct Instance {
    /// The features of each word, by number.
    pub(super) features: Vec<Vec<u32>>,
    pub(super) labels: Vec<u8>,
    pub(super) weight: f32,
}

type Row = [f32; LABELS];

/// Logarithms of sums: over all ways to each label of each word, over all ways from it, over all ways.
struct Sums {
    forward: Vec<Row>,
    backward: Vec<Row>,
    all: f32,
}

/// Weights while they are learned, each with the sum of its squared gradients.
pub(super) struct Field {
    weights: Vec<Row>,
    squares: Vec<Row>,
    transitions: [Row; LABELS],
    transition_squares: [Row; LABELS],
    possible: [[bool; LABELS]; LABELS],
}

impl Field {
    /// A field that knows nothing of so many features.
    pub(super) fn new(features: usize) -> Field {
        let mut possible = [[false; LABELS]; LABELS];
        for one in 0..LABELS as u8 {
            for next in 0..LABELS as u8 {
                possible[usize::from(one)][usize::from(next)] = follows(one, next);
            }
        }
        Field {
            weights: vec![[0.0; LABELS]; features],
            squares: vec![[1e-3; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[1e-3; LABELS]; LABELS],
            possible,
        }
    }

    /// Goes through the stretches so many times, each time in another order.
    pub(super) fn learn(&mut self, instances: &mut [Instance], rounds: u32, watch: Watch<'_>) {
        let mut variation = Variation::of(7);
        for round in 0..rounds {
            for at in (1..instances.len()).rev() {
                instances.swap(at, (variation.number() % (at as u64 + 1)) as usize);
            }
            let mut loss = 0.0;
            for instance in &*instances {
                loss += f64::from(self.step(instance, &mut variation));
            }
            let mean = loss / instances.len().max(1) as f64;
            watch(&format!("round {} of {rounds}: loss {mean:.4}", round + 1));
        }
    }

    /// Moves the weights a step; the loss before it.
    fn step(&mut self, instance: &Instance, variation: &mut Variation) -> f32 {
        let kept: Vec<Vec<u32>> = instance
            .features
            .iter()
            .map(|features| {
                let keep = |_: &&u32| !variation.number().is_multiple_of(LEFT_OUT);
                features.iter().filter(keep).copied().collect()
            })
            .collect();
        let scale = LEFT_OUT as f32 / (LEFT_OUT - 1) as f32;
        let scores: Vec<Row> = kept.iter().map(|features| self.score(features, scale)).collect();
        let sums = self.sums(&scores);
        let mut gold = 0.0;
        let mut before = usize::from(OUTSIDE);
        for (at, label) in instance
            .labels
            .iter()
            .map(|label| usize::from(*label))
            .enumerate()
        {
            gold += scores[at][label] + self.transitions[before][label];
            before = label;
        }
        gold += self.transitions[before][usize::from(OUTSIDE)];
        self.move_transitions(instance, &scores, &sums);
        for (at, features) in kept.iter().enumerate() {
            let mut gradient: Row = std::array::from_fn(|label| {
                instance.weight * (sums.forward[at][label] + sums.backward[at][label] - sums.all).exp()
            });
            gradient[usize::from(instance.labels[at])] -= instance.weight;
            for feature in features {
                let feature = *feature as usize;
                let (weights, squares) = (&mut self.weights[feature], &mut self.squares[feature]);
                for label in 0..LABELS {
                    let slope = gradient[label] * scale + DECAY * weights[label];
                    squares[label] += slope * slope;
                    weights[label] -= STEP * slope / squares[label].sqrt();
                }
            }
        }
        sums.all - gold
    }

    fn score(&self, features: &[u32], scale: f32) -> Row {
        let mut sum = [0.0; LABELS];
        for feature in features {
            for (sum, weight) in sum.iter_mut().zip(&self.weights[*feature as usize]) {
                *sum += weight;
            }
        }
        sum.map(|sum| sum * scale)
    }

    /// The logarithms of the sums over all ways to and from each label, and over all ways.
    fn sums(&self, scores: &[Row]) -> Sums {
        let outside = usize::from(OUTSIDE);
        let length = scores.len();
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; length];
        let mut backward = vec![[f32::NEG_INFINITY; LABELS]; length];
        for at in 0..length {
            for label in 0..LABELS {
                forward[at][label] = scores[at][label]
                    + if at == 0 {
                        self.transition(outside, label)
                    } else {
                        log_sum((0..LABELS).map(|one| forward[at - 1][one] + self.transition(one, label)))
                    };
            }
        }
        for at in (0..length).rev() {
            for label in 0..LABELS {
                backward[at][label] = if at + 1 == length {
                    self.transition(label, outside)
                } else {
                    log_sum((0..LABELS).map(|next| {
                        self.transition(label, next) + scores[at + 1][next] + backward[at + 1][next]
                    }))
                };
            }
        }
        let last = length - 1;
        let all = log_sum((0..LABELS).map(|label| forward[last][label] + backward[last][label]));
        Sums {
            forward,
            backward,
            all,
        }
    }

    fn transition(&self, one: usize, next: usize) -> f32 {
        if self.possible[one][next] {
            self.transitions[one][next]
        } else {
            f32::NEG_INFINITY
        }
    }

    fn move_transitions(&mut self, instance: &Instance, scores: &[Row], sums: &Sums) {
        let outside = usize::from(OUTSIDE);
        let mut gradient = [[0.0_f32; LABELS]; LABELS];
        for at in 0..=scores.len() {
            let (is_first, is_last) = (at == 0, at == scores.len());
            for (one, row) in gradient.iter_mut().enumerate() {
                for (next, slope) in row.iter_mut().enumerate() {
                    let is_border = (is_first && one != outside) || (is_last && next != outside);
                    if is_border || !self.possible[one][next] {
                        continue;
                    }
                    let before = if is_first { 0.0 } else { sums.forward[at - 1][one] };
                    let behind = if is_last {
                        0.0
                    } else {
                        scores[at][next] + sums.backward[at][next]
                    };
                    *slope += (before + self.transitions[one][next] + behind - sums.all).exp();
                }
            }
        }
        let mut before = outside;
        for label in instance
            .labels
            .iter()
            .chain([&OUTSIDE])
            .map(|label| usize::from(*label))
        {
            gradient[before][label] -= 1.0;
            before = label;
        }
        let weights = self.transitions.iter_mut().flatten();
        let squares = self.transition_squares.iter_mut().flatten();
        for ((slope, weight), square) in gradient.iter().flatten().zip(weights).zip(squares) {
            let slope = instance.weight * slope;
            *square += slope * slope;
            *weight -= STEP * slope / square.sqrt();
        }
    }

    /// The features with the largest weights, and the transitions, in whole numbers of one scale.
    pub(super) fn strongest(&self, hashes: &[u64], most: usize) -> (Vec<(u64, [i8; LABELS])>, Vec<i16>) {
        let size = |row: &Row| row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let mut order: Vec<usize> = (0..self.weights.len()).collect();
        order.sort_by(|one, other| {
            size(&self.weights[*other])
                .total_cmp(&size(&self.weights[*one]))
                .then(one.cmp(other))
        });
        order.truncate(most);
        // The few weights that are larger are cut off.
        let large = order
            .get(order.len() / 1000)
            .map_or(1.0, |at| size(&self.weights[*at]));
        let scale = 127.0 / large.max(1e-6);
        let whole = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        order.sort_unstable();
        let rows = order.iter().map(|at| (hashes[*at], self.weights[*at].map(whole)));
        let rows = rows.filter(|(_, weights)| weights.iter().any(|weight| *weight != 0));
        let steps = self.transitions.iter().flatten();
        let steps = steps.map(|weight| (weight * scale).round().clamp(-32_000.0, 32_000.0) as i16);
        (rows.collect(), steps.collect())
    }
}

/// The logarithm of a sum of numbers given by their logarithms.
fn log_sum(logs: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = logs.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + logs.map(|log| (log - most).exp()).sum::<f32>().ln()
}
