//! The measures for which a story is relevant or not, as trec_eval defines them. All are functions of
//! one topic's ranking; R is the number of its relevant stories.

use super::ranking::{Grade, Ranking, ratio};

/// What keeps inferred AP from 0 where nothing was judged.
const EPSILON: f64 = 0.00001;

/// AP: precision at each relevant story retrieved, averaged over all R.
pub(super) fn average_precision(ranking: &Ranking) -> f64 {
    average_precision_at(ranking, ranking.retrieved())
}

/// AP of the first so many stories, still averaged over all R.
pub(super) fn average_precision_at(ranking: &Ranking, cutoff: usize) -> f64 {
    let ranks = ranking.relevant_ranks().take_while(|rank| *rank <= cutoff);
    let sum: f64 = ranks
        .enumerate()
        .map(|(before, rank)| ratio(before + 1, rank))
        .fold(0.0, |sum, precision| sum + precision);
    if ranking.relevant == 0 {
        0.0
    } else {
        sum / ranking.relevant as f64
    }
}

/// P: the share of relevant stories among the first so many, whether there are so many or not.
pub(super) fn precision_at(ranking: &Ranking, cutoff: usize) -> f64 {
    ratio(ranking.found_within(cutoff), cutoff)
}

/// The share of the relevant stories that is among the first so many.
pub(super) fn recall_at(ranking: &Ranking, cutoff: usize) -> f64 {
    ratio(ranking.found_within(cutoff), ranking.relevant)
}

/// Precision relative to the best possible at that cutoff.
pub(super) fn relative_precision_at(ranking: &Ranking, cutoff: usize) -> f64 {
    ratio(ranking.found_within(cutoff), cutoff.min(ranking.relevant))
}

/// Whether there is a relevant story among the first so many.
pub(super) fn success_at(ranking: &Ranking, cutoff: usize) -> f64 {
    f64::from(u8::from(ranking.found_within(cutoff) > 0))
}

/// The share of stories among the first so many that have no judgement.
pub(super) fn unjudged_at(ranking: &Ranking, cutoff: usize) -> f64 {
    let first = ranking.grades.iter().take(cutoff);
    ratio(
        first.filter(|grade| !matches!(grade, Grade::Judged(_))).count(),
        cutoff,
    )
}

/// Precision after R stories.
pub(super) fn precision_at_relevant(ranking: &Ranking) -> f64 {
    precision_at(ranking, ranking.relevant)
}

/// Precision after so many times R stories.
pub(super) fn precision_at_multiple(ranking: &Ranking, multiple: f64) -> f64 {
    // trec_eval rounds up what is a tenth or more above a whole number.
    let cutoff = (multiple * ranking.relevant as f64 + 0.9) as usize;
    precision_at(ranking, cutoff)
}

/// 1 by the rank of the first relevant story.
pub(super) fn reciprocal_rank(ranking: &Ranking) -> f64 {
    ranking.relevant_ranks().next().map_or(0.0, |rank| ratio(1, rank))
}

/// The highest precision at the given recall or any above it.
pub(super) fn interpolated_precision(ranking: &Ranking, recall: f64) -> f64 {
    let wanted = ((recall * ranking.relevant as f64).round() as usize).max(1);
    // Precision is highest where a relevant story stands.
    ranking
        .relevant_ranks()
        .enumerate()
        .skip(wanted - 1)
        .map(|(before, rank)| ratio(before + 1, rank))
        .fold(0.0, f64::max)
}

/// Interpolated precision averaged over some points of recall.
pub(super) fn mean_interpolated_precision(ranking: &Ranking, recalls: &[f64]) -> f64 {
    let sum = recalls
        .iter()
        .rev()
        .fold(0.0, |sum, recall| sum + interpolated_precision(ranking, *recall));
    sum / recalls.len() as f64
}

/// bpref: how often a relevant story stands before the first R judged irrelevant ones. Buckley and
/// Voorhees, Retrieval Evaluation with Incomplete Information, SIGIR 2004.
pub(super) fn binary_preference(ranking: &Ranking) -> f64 {
    let relevant = ranking.relevant;
    let most = ranking.irrelevant().min(relevant);
    let mut irrelevant = 0;
    let mut sum = 0.0;
    for grade in &ranking.grades {
        if ranking.is_relevant(*grade) {
            sum += 1.0 - ratio(irrelevant.min(relevant), most);
        } else if matches!(grade, Grade::Judged(_)) {
            irrelevant += 1;
        }
    }
    if relevant == 0 { 0.0 } else { sum / relevant as f64 }
}

/// Inferred AP, for pools of which only a sample was judged. Yilmaz and Aslam, Estimating Average
/// Precision with Incomplete and Imperfect Judgments, CIKM 2006.
pub(super) fn inferred_average_precision(ranking: &Ranking) -> f64 {
    let (mut relevant, mut irrelevant, mut unjudged) = (0_usize, 0_usize, 0_usize);
    let mut sum = 0.0;
    for (before, grade) in ranking.grades.iter().enumerate() {
        match grade {
            Grade::Unpooled => {}
            Grade::Unjudged => unjudged += 1,
            grade if !ranking.is_relevant(*grade) => irrelevant += 1,
            Grade::Judged(_) => {
                let above = before as f64;
                let rank = above + 1.0;
                let pooled = ratio(relevant + irrelevant + unjudged, before);
                let precise = (relevant as f64 + EPSILON) / ((relevant + irrelevant) as f64 + 2.0 * EPSILON);
                sum += 1.0 / rank + above / rank * pooled * precise;
                relevant += 1;
            }
        }
    }
    if ranking.relevant == 0 {
        0.0
    } else {
        sum / ranking.relevant as f64
    }
}

/// Precision of all that was retrieved.
pub(super) fn set_precision(ranking: &Ranking) -> f64 {
    ratio(ranking.found, ranking.retrieved())
}

/// Recall of all that was retrieved.
pub(super) fn set_recall(ranking: &Ranking) -> f64 {
    ratio(ranking.found, ranking.relevant)
}

/// Precision of all that was retrieved, relative to the best possible.
pub(super) fn set_relative_precision(ranking: &Ranking) -> f64 {
    ratio(ranking.found, ranking.retrieved().min(ranking.relevant))
}

/// Precision times recall of all that was retrieved.
pub(super) fn set_average_precision(ranking: &Ranking) -> f64 {
    let pairs = ranking.retrieved() as f64 * ranking.relevant as f64;
    if pairs == 0.0 {
        0.0
    } else {
        ranking.found as f64 * ranking.found as f64 / pairs
    }
}

/// F: the harmonic mean of precision and recall, with recall so many times as important.
pub(super) fn set_f(ranking: &Ranking, importance: &[f64]) -> f64 {
    let (precision, recall) = (set_precision(ranking), set_recall(ranking));
    let importance = importance.first().copied().unwrap_or(1.0);
    let sum = importance * precision + recall;
    if sum == 0.0 {
        0.0
    } else {
        (importance + 1.0) * precision * recall / sum
    }
}

/// The worth of what was retrieved: the parameters are that of a relevant story retrieved, an
/// irrelevant one retrieved, a relevant one missed, and any other story that was not retrieved. The
/// size of the collection is not known and counts as 0, as in trec_eval.
pub(super) fn utility(ranking: &Ranking, worths: &[f64]) -> f64 {
    let (found, retrieved, relevant) = (
        ranking.found as f64,
        ranking.retrieved() as f64,
        ranking.relevant as f64,
    );
    let cells = [
        found,
        retrieved - found,
        relevant - found,
        found - retrieved - relevant,
    ];
    cells
        .iter()
        .zip(worths)
        .fold(0.0, |sum, (stories, worth)| sum + worth * stories)
}
