//! Whether two runs differ by more than chance: the paired randomisation test of Fisher, which
//! Smucker, Allan and Carterette recommend for rankings (A Comparison of Statistical Significance
//! Tests for Information Retrieval Evaluation, CIKM 2007).
//!
//! If the runs were equally good, each topic's two values could as well stand the other way round. So
//! the sign of each topic's difference is turned in all ways, or in many at random, and p is the share
//! of ways in which the runs differ at least as much as they do.

use std::cmp::Ordering;

use super::{Measure, Options, Qrels, Run, Value, evaluate};

/// Up to so many topics with a difference all ways are gone through.
const MOST_EXACT: usize = 20;

/// How many ways are drawn at random where there are more.
const DRAWN: u64 = 100_000;

/// The generator begins here each time, so that the same runs get the same p.
const SEED: u64 = 0x6e65_7773_6964_7821;

/// Two sums differ if they do by more than this share of all that is summed: what is less comes from
/// rounding.
const ROUNDING: f64 = 1e-12;

/// How two runs compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The measure.
    pub measure: Measure,
    /// The mean of the first run.
    pub first: f64,
    /// The mean of the second run.
    pub second: f64,
    /// By how much the second is better, on average over topics.
    pub difference: f64,
    /// How likely a difference at least so large is, in either direction, if the runs are equally good.
    pub p: f64,
    /// Whether all ways to turn the signs were gone through, so that `p` is exact.
    pub exact: bool,
    /// How many topics are better in the second run.
    pub won: usize,
    /// How many are worse.
    pub lost: usize,
    /// How many are the same.
    pub tied: usize,
    /// All topics, the one that moved most first.
    pub topics: Vec<Moved>,
}

/// A topic in two runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its id.
    pub topic: String,
    /// Its value in the first run.
    pub first: f64,
    /// Its value in the second run.
    pub second: f64,
}

impl Moved {
    /// By how much it is better in the second run.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.second - self.first
    }
}

/// Compares two runs over all topics that are judged; a topic that a run has not counts as 0.
///
/// The measure has to be one with a mean; see [`Measure::is_mean`].
#[must_use]
pub fn compare(qrels: &Qrels, first: &Run, second: &Run, measure: &Measure, options: Options) -> Comparison {
    let complete = Options {
        complete: true,
        ..options
    };
    let values = |run: &Run| evaluate(qrels, run, std::slice::from_ref(measure), complete);
    let (first, second) = (values(first), values(second));
    let mut topics: Vec<Moved> = first
        .topics
        .iter()
        .zip(&second.topics)
        .map(|(one, other)| Moved {
            topic: one.topic.clone(),
            first: number(&one.values),
            second: number(&other.values),
        })
        .collect();
    let differences: Vec<f64> = topics.iter().map(Moved::difference).collect();
    let (p, exact) = probability(&differences);
    topics.sort_by(|one, other| {
        let by_size = other.difference().abs().total_cmp(&one.difference().abs());
        by_size.then_with(|| one.topic.cmp(&other.topic))
    });
    let count = |order| topics.iter().filter(|moved| direction(moved) == order).count();
    Comparison {
        measure: measure.clone(),
        first: number(&first.all),
        second: number(&second.all),
        difference: number(&second.all) - number(&first.all),
        p,
        exact,
        won: count(Ordering::Greater),
        lost: count(Ordering::Less),
        tied: count(Ordering::Equal),
        topics,
    }
}

fn direction(moved: &Moved) -> Ordering {
    moved.second.total_cmp(&moved.first)
}

fn number(values: &[Option<Value>]) -> f64 {
    match values.first() {
        Some(Some(Value::Real(real))) => *real,
        Some(Some(Value::Count(count))) => *count as f64,
        _ => 0.0,
    }
}

/// The p value of the test, and whether it is exact.
fn probability(differences: &[f64]) -> (f64, bool) {
    let sizes: Vec<f64> = differences
        .iter()
        .map(|difference| difference.abs())
        .filter(|size| *size > 0.0)
        .collect();
    let whole: f64 = sizes.iter().sum();
    let seen = differences.iter().sum::<f64>().abs() - whole * ROUNDING;
    if sizes.len() <= MOST_EXACT {
        let ways = 1_u64 << sizes.len();
        return (as_far(&sizes, 0.0, seen) as f64 / ways as f64, true);
    }
    let mut generator = SplitMix64(SEED);
    let mut far = 0_u64;
    for _ in 0..DRAWN {
        let mut sum = 0.0;
        for part in sizes.chunks(64) {
            let signs = generator.next();
            for (at, size) in part.iter().enumerate() {
                sum += if signs >> at & 1 == 1 { *size } else { -size };
            }
        }
        far += u64::from(f64::abs(sum) >= seen);
    }
    // The way in which the runs came counts as one, so that p is never 0.
    ((far + 1) as f64 / (DRAWN + 1) as f64, false)
}

/// In how many ways the sizes can be added to a sum, or taken from it, so that it comes out at least
/// so far from 0.
fn as_far(sizes: &[f64], sum: f64, seen: f64) -> u64 {
    match sizes {
        [] => u64::from(sum.abs() >= seen),
        [size, rest @ ..] => as_far(rest, sum + size, seen) + as_far(rest, sum - size, seen),
    }
}

/// The generator SplitMix64: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators,
/// OOPSLA 2014; the constants are those of its 64 bit form as Vigna gives it at
/// <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_topics_are_gone_through_in_all_ways() {
        // 1.25 and 0.75 in both directions are as far as 0.75, of 8 ways.
        assert_eq!(probability(&[0.5, 0.5, -0.25]), (0.5, true));
        assert_eq!(probability(&[0.1; 5]), (2.0 / 32.0, true));
        assert_eq!(probability(&[0.3, -0.3]), (1.0, true));
        assert_eq!(probability(&[0.0, 0.0]), (1.0, true));
        assert_eq!(probability(&[]), (1.0, true));
        // What is equal on paper but not in binary counts as equal: 0.1 + 0.2 and 0.3.
        assert_eq!(probability(&[0.1, 0.2, -0.3]), (1.0, true));
        assert_eq!(probability(&[-0.3, -0.2, 0.1]), (0.5, true));
    }

    #[test]
    fn many_topics_are_drawn_and_the_draws_agree_with_all_ways() {
        assert_eq!(probability(&[0.1; 40]), (1.0 / 100_001.0, false));
        let differences: Vec<f64> = (0..24)
            .map(|at| f64::from(at % 7) * 0.1 - f64::from(at % 3) * 0.15)
            .collect();
        let (drawn, exact) = probability(&differences);
        assert!(!exact);
        let sizes: Vec<f64> = differences.iter().map(|size| size.abs()).collect();
        let seen = differences.iter().sum::<f64>().abs() - 1e-9;
        let counted = as_far(&sizes, 0.0, seen) as f64 / f64::from(1 << 24);
        assert!((drawn - counted).abs() < 0.005, "{drawn} {counted}");
        assert_eq!(probability(&differences), (drawn, exact));
    }

    #[test]
    fn the_generator_is_splitmix64() {
        let mut generator = SplitMix64(1_234_567);
        let drawn = [(); 3].map(|()| generator.next());
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
