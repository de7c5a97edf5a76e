//! The measures for which some stories are worth more than others, as trec_eval defines them. A
//! story's gain is its grade unless the measure was given another.

use std::collections::BTreeMap;

use super::ranking::{Grade, Ranking};

/// The persistence of rank-biased precision where none is given.
const PERSISTENCE: f64 = 0.9;

/// What each grade is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gains {
    /// Gains that are not the grade itself.
    pub(super) by_grade: BTreeMap<i64, f64>,
    /// The persistence of rank-biased precision.
    pub(super) persistence: Option<f64>,
}

impl Gains {
    fn of_grade(&self, grade: i64) -> f64 {
        self.by_grade.get(&grade).copied().unwrap_or(grade as f64)
    }

    fn of(&self, grade: Grade) -> f64 {
        match grade {
            Grade::Judged(grade) => self.of_grade(grade),
            Grade::Unpooled | Grade::Unjudged => 0.0,
        }
    }

    /// The gains above 0 of all judged stories, highest first: the best possible ranking.
    fn ideal(&self, ranking: &Ranking) -> Vec<f64> {
        let mut gains = Vec::new();
        for (grade, stories) in &ranking.judged {
            let gain = self.of_grade(*grade);
            if gain > 0.0 {
                gains.resize(gains.len() + stories, gain);
            }
        }
        gains.sort_by(|one, other| other.total_cmp(one));
        gains
    }
}

/// What a gain counts at a place, from 0.
fn discounted(gain: f64, before: usize) -> f64 {
    // Nothing is added for 0, whatever the place: sums stay those of trec_eval to the last bit.
    if gain == 0.0 {
        0.0
    } else {
        gain / ((before + 2) as f64).log2()
    }
}

/// The discounted gains up to each place, the first of them 0 for no place.
fn cumulated(gains: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sums = vec![0.0];
    let mut sum = 0.0;
    for (before, gain) in gains.enumerate() {
        sum += discounted(gain, before);
        sums.push(sum);
    }
    sums
}

fn up_to(sums: &[f64], places: usize) -> f64 {
    sums[places.min(sums.len() - 1)]
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// nDCG over all that was retrieved. Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR
/// Techniques, TOIS 20 (2002).
pub(super) fn ndcg(ranking: &Ranking, gains: &Gains) -> f64 {
    let actual = cumulated(ranking.grades.iter().map(|grade| gains.of(*grade)));
    let ideal = cumulated(gains.ideal(ranking).into_iter());
    share(up_to(&actual, usize::MAX), up_to(&ideal, usize::MAX))
}

/// nDCG of the first so many stories.
pub(super) fn ndcg_at(ranking: &Ranking, cutoff: usize) -> f64 {
    let gains = Gains::default();
    let first = ranking.grades.iter().take(cutoff);
    let actual = cumulated(first.map(|grade| gains.of(*grade)));
    let ideal = cumulated(gains.ideal(ranking).into_iter().take(cutoff));
    share(up_to(&actual, usize::MAX), up_to(&ideal, usize::MAX))
}

/// nDCG at each story of some gain, averaged over all such stories; for one that was not retrieved,
/// nDCG at the end.
pub(super) fn ndcg_at_relevant(ranking: &Ranking, gains: &Gains) -> f64 {
    let of_story: Vec<f64> = ranking.grades.iter().map(|grade| gains.of(*grade)).collect();
    let actual = cumulated(of_story.iter().copied());
    let best = gains.ideal(ranking);
    let ideal = cumulated(best.iter().copied());
    let mut sum = 0.0;
    let mut found = 0;
    for (before, _) in of_story.iter().enumerate().filter(|(_, gain)| **gain > 0.0) {
        sum += share(up_to(&actual, before + 1), up_to(&ideal, before + 1));
        found += 1;
    }
    let missed = best.len().saturating_sub(found) as f64;
    sum += share(missed * up_to(&actual, usize::MAX), up_to(&ideal, usize::MAX));
    if best.is_empty() {
        0.0
    } else {
        sum / best.len() as f64
    }
}

/// nDCG averaged over the places where the gain of the best possible ranking falls, and the end.
pub(super) fn ndcg_at_levels(ranking: &Ranking, gains: &Gains) -> f64 {
    let actual = cumulated(ranking.grades.iter().map(|grade| gains.of(*grade)));
    let best = gains.ideal(ranking);
    let ideal = cumulated(best.iter().copied());
    if ranking.relevant == 0 || best.is_empty() {
        return 0.0;
    }
    let falls = (1..=best.len()).filter(|place| best.get(*place) != best.get(place - 1));
    let mut places: Vec<usize> = falls.collect();
    // trec_eval counts the end only where a story stands between the last fall and it.
    if ranking.retrieved() > best.len() + 1 {
        places.push(ranking.retrieved());
    }
    let sum = places.iter().fold(0.0, |sum, place| {
        sum + share(up_to(&actual, *place), up_to(&ideal, *place))
    });
    sum / places.len() as f64
}

/// G: each story's gain, divided by the logarithm of how far the ranking lies behind the best one.
pub(super) fn g(ranking: &Ranking, gains: &Gains) -> f64 {
    let best = gains.ideal(ranking);
    let (mut cost, mut gained, mut sum) = (0.0, 0.0, 0.0);
    for (before, grade) in ranking.grades.iter().enumerate() {
        let gain = gains.of(*grade);
        gained += gain;
        // A place costs at least 1.
        cost += best.get(before).map_or(1.0, |best| best.max(1.0));
        if gain != 0.0 {
            sum += gain / (2.0 + cost - gained).log2();
        }
    }
    share(sum, best.iter().fold(0.0, |sum, gain| sum + gain))
}

/// G for stories that are relevant or not.
pub(super) fn binary_g(ranking: &Ranking) -> f64 {
    let ranks = ranking.relevant_ranks().enumerate();
    let sum = ranks.fold(0.0, |sum, (before, rank)| {
        sum + 1.0 / ((1 + rank - before) as f64).log2()
    });
    if ranking.relevant == 0 {
        0.0
    } else {
        sum / ranking.relevant as f64
    }
}

/// RBP: gain at each place, weighed by how likely a reader gets there. Gains above 1 are brought down
/// to between 0 and 1. Moffat and Zobel, Rank-Biased Precision, TOIS 27 (2008).
pub(super) fn rank_biased_precision(ranking: &Ranking, gains: &Gains) -> f64 {
    let persistence = gains.persistence.unwrap_or(PERSISTENCE);
    let of_grades = ranking.judged.keys().map(|grade| gains.of_grade(*grade));
    let (lowest, highest) = of_grades.fold((0.0_f64, 1.0_f64), |(lowest, highest), gain| {
        (lowest.min(gain), highest.max(gain))
    });
    let mut reached = 1.0;
    let mut sum = 0.0;
    for grade in &ranking.grades {
        if let Grade::Judged(grade) = grade {
            sum += (gains.of_grade(*grade) - lowest) / (highest - lowest) * reached;
        }
        reached *= persistence;
    }
    (1.0 - persistence) * sum
}

/// By how much RBP would rise if every story without a judgement, and all behind the end, were
/// relevant; 0 if all stories retrieved are judged.
pub(super) fn rank_biased_residual(ranking: &Ranking, gains: &Gains) -> f64 {
    let persistence = gains.persistence.unwrap_or(PERSISTENCE);
    let mut reached = 1.0;
    let mut sum = 0.0;
    for grade in &ranking.grades {
        if !matches!(grade, Grade::Judged(_)) {
            sum += reached;
        }
        reached *= persistence;
    }
    if sum > 0.0 {
        reached + (1.0 - persistence) * sum
    } else {
        0.0
    }
}
