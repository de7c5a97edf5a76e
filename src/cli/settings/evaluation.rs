//! What is meant by the arguments of the commands that measure rankings.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::arguments::{self, CompareFormat, EvalFormat, Measures};
use super::super::configuration::Configuration;
use super::look;
use crate::evaluation::{Measure, Options};
use crate::print::Look;
use crate::search::Preferences;

/// What `newsidx eval` is to do.
pub(in crate::cli) struct Eval {
    pub(in crate::cli) qrels: PathBuf,
    pub(in crate::cli) source: Source,
    pub(in crate::cli) measures: Vec<Measure>,
    pub(in crate::cli) options: Options,
    pub(in crate::cli) per_topic: bool,
    pub(in crate::cli) form: EvalForm,
}

/// Where the rankings come from.
pub(in crate::cli) enum Source {
    Run(PathBuf),
    Asked(Asked),
}

/// How topics are asked.
pub(in crate::cli) struct Asked {
    pub(in crate::cli) topics: PathBuf,
    pub(in crate::cli) index: PathBuf,
    pub(in crate::cli) preferences: Arc<Preferences>,
    pub(in crate::cli) any: bool,
    pub(in crate::cli) depth: usize,
    pub(in crate::cli) write_run: Option<PathBuf>,
}

/// How an evaluation is printed.
#[derive(Clone, Copy)]
pub(in crate::cli) enum EvalForm {
    Text(Look),
    Json,
    TrecEval,
}

/// What `newsidx compare` is to do.
pub(in crate::cli) struct Compare {
    pub(in crate::cli) first: PathBuf,
    pub(in crate::cli) second: PathBuf,
    pub(in crate::cli) qrels: PathBuf,
    pub(in crate::cli) measure: Measure,
    pub(in crate::cli) options: Options,
    /// How to lay the text out; `None` for JSON.
    pub(in crate::cli) look: Option<Look>,
}

/// How many stories a topic is asked for, unless it is said.
const DEPTH: usize = 1000;

/// What is measured, unless it is said.
const MEASURES: [&str; 11] = [
    "num_q",
    "num_ret",
    "num_rel",
    "num_rel_ret",
    "AP",
    "nDCG@10",
    "P@10",
    "R@100",
    "R@1000",
    "RR",
    "bpref",
];

impl Eval {
    pub(in crate::cli) fn of(typed: arguments::Eval, configuration: &Configuration) -> Eval {
        let form = match typed.format {
            _ if typed.json => EvalForm::Json,
            EvalFormat::Json => EvalForm::Json,
            EvalFormat::TrecEval => EvalForm::TrecEval,
            EvalFormat::Text => EvalForm::Text(look(&typed.appearance, configuration)),
        };
        let as_trec_eval = matches!(form, EvalForm::TrecEval);
        let default: &[&str] = if as_trec_eval { &["official"] } else { &MEASURES };
        let mut measures: Vec<Measure> = match typed.measures.is_empty() {
            true => default.iter().flat_map(|name| named(name)).collect(),
            false => typed
                .measures
                .into_iter()
                .flat_map(|Measures(list)| list)
                .collect(),
        };
        if as_trec_eval {
            Measure::sort_as_trec_eval(&mut measures);
        }
        let depth = typed.depth.and_then(|depth| usize::try_from(depth).ok());
        let source = match (typed.run, typed.topics) {
            (Some(run), _) => Source::Run(run),
            (None, topics) => Source::Asked(Asked {
                topics: topics.unwrap_or_default(),
                index: configuration.index(typed.place.index).value,
                preferences: configuration.preferences(),
                any: typed.any,
                depth: depth.unwrap_or(DEPTH),
                write_run: typed.write_run,
            }),
        };
        let options = Options {
            relevance_level: typed.relevance_level,
            depth: depth.unwrap_or(usize::MAX),
            complete: typed.complete,
        };
        Eval {
            qrels: typed.qrels,
            source,
            measures,
            options,
            per_topic: typed.per_topic,
            form,
        }
    }
}

/// The measures of a name that exists.
fn named(name: &str) -> Vec<Measure> {
    Measure::named(name).unwrap_or_default()
}

impl Compare {
    pub(in crate::cli) fn of(typed: arguments::Compare, configuration: &Configuration) -> Compare {
        let look = match typed.format {
            CompareFormat::Text => Some(look(&typed.appearance, configuration)),
            CompareFormat::Json => None,
        };
        Compare {
            first: typed.first,
            second: typed.second,
            qrels: typed.qrels,
            measure: typed.measure,
            options: Options {
                relevance_level: typed.relevance_level,
                ..Options::default()
            },
            look,
        }
    }
}
