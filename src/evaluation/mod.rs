//! How good rankings are, by the field's own standards: relevance judgements, runs and topics as TREC
//! writes them, the measures of trec_eval, and whether two runs differ by more than chance. Plain
//! reading and arithmetic; it asks no index and prints nothing.

mod binary;
mod file;
mod gain;
mod measure;
mod qrels;
mod ranking;
mod run;
mod significance;
#[cfg(test)]
mod tests;
mod topics;

pub use file::{Fault, ReadError};
pub use measure::{Measure, MeasureError, Value};
pub use qrels::Qrels;
pub use run::{Retrieved, Run};
pub use significance::{Comparison, Moved, compare};
pub use topics::{Topic, topics};

use measure::Across;
use ranking::Ranking;

/// Below this a value counts as this in a geometric mean.
const LEAST_IN_GEOMETRIC_MEAN: f64 = 0.00001;

/// What of a run is evaluated, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// From which grade on a story is relevant; 1 or more. trec_eval: `-l`.
    pub relevance_level: i64,
    /// How many stories of a ranking count, at most. trec_eval: `-M`.
    pub depth: usize,
    /// Whether topics that are judged and missing from the run count as 0. trec_eval: `-c`.
    pub complete: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            relevance_level: 1,
            depth: usize::MAX,
            complete: false,
        }
    }
}

/// What the measures come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The name of the run.
    pub run: String,
    /// The measures.
    pub measures: Vec<Measure>,
    /// Each topic that is judged and in the run, in the order of their ids.
    pub topics: Vec<TopicValues>,
    /// What each measure comes to over all topics; `None` for one that is told of topics only.
    pub all: Vec<Option<Value>>,
}

/// What the measures come to for a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicValues {
    /// Its id.
    pub topic: String,
    /// The value of each measure; `None` for one that is told of the whole run only.
    pub values: Vec<Option<Value>>,
}

/// Evaluates a run. Topics without judgements are left out.
#[must_use]
pub fn evaluate(qrels: &Qrels, run: &Run, measures: &[Measure], options: Options) -> Evaluation {
    let mut topics = Vec::new();
    let mut sums = vec![0.0; measures.len()];
    for (topic, judgements) in &qrels.topics {
        let retrieved = match run.topics.get(topic) {
            Some(retrieved) => &retrieved[..retrieved.len().min(options.depth)],
            None if options.complete => &[],
            None => continue,
        };
        let ranking = Ranking::new(retrieved, judgements, options.relevance_level);
        let values: Vec<Value> = measures
            .iter()
            .map(|measure| measure.of(&ranking, &run.tag))
            .collect();
        for ((sum, value), measure) in sums.iter_mut().zip(&values).zip(measures) {
            *sum += addend(value, measure.across());
        }
        topics.push(TopicValues {
            topic: topic.clone(),
            values: values
                .into_iter()
                .zip(measures)
                .map(|(value, measure)| told_of_topics(measure).then_some(value))
                .collect(),
        });
    }
    let all = sums
        .iter()
        .zip(measures)
        .map(|(sum, measure)| over_all(*sum, measure, topics.len(), run))
        .collect();
    Evaluation {
        run: run.tag.clone(),
        measures: measures.to_vec(),
        topics,
        all,
    }
}

fn told_of_topics(measure: &Measure) -> bool {
    !matches!(measure.across(), Across::Run | Across::GeometricMean)
}

/// What a topic adds to the sum of all.
fn addend(value: &Value, across: Across) -> f64 {
    match (value, across) {
        (Value::Count(count), _) => *count as f64,
        (Value::Real(real), Across::GeometricMean) => real.max(LEAST_IN_GEOMETRIC_MEAN).ln(),
        (Value::Real(real), _) => *real,
        (Value::Text(_), _) => 0.0,
    }
}

fn over_all(sum: f64, measure: &Measure, topics: usize, run: &Run) -> Option<Value> {
    let mean = if topics == 0 { 0.0 } else { sum / topics as f64 };
    match measure.across() {
        Across::Topics => None,
        Across::Mean => Some(Value::Real(mean)),
        Across::GeometricMean if topics == 0 => Some(Value::Real(0.0)),
        Across::GeometricMean => Some(Value::Real(mean.exp())),
        // `num_q` is a sum of ones; the name of the run is no sum.
        Across::Sum => Some(Value::Count(sum as u64)),
        Across::Run if measure.name() == "num_q" => Some(Value::Count(sum as u64)),
        Across::Run => Some(Value::Text(run.tag.clone())),
    }
}
