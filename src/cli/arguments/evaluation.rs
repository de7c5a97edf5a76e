//! The arguments of the commands that measure rankings.

use std::path::PathBuf;

use clap::builder::RangedI64ValueParser;
use clap::{Args, ValueEnum};

use super::{Appearance, Place};
use crate::evaluation::Measure;

/// Measure a ranking against relevance judgements
///
/// Asks the topics of a TREC file, or takes a run that is there already, and tells how good the
/// rankings are by the measures of trec_eval, to the last digit the same. A topic that was asked and
/// found nothing counts as 0; topics without judgements are left out.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("source").required(true).args(["topics", "run"]), after_help = "\
Examples:
  newsidx eval --qrels qrels.txt --topics topics.tsv --any
  newsidx eval --qrels qrels.txt --topics topics.xml --write-run mine.run --per-topic
  newsidx eval --qrels qrels.txt --run mine.run --measure AP --measure nDCG@20
  newsidx eval --qrels qrels.txt --run mine.run --format trec_eval --measure all_trec

Topics are SGML as of TREC, XML, or lines with an id, a tab and a query. Ends with 1 if a query has
an error; the other topics are measured all the same.")]
pub(in crate::cli) struct Eval {
    /// The judgements: `TOPIC 0 STORY GRADE` in each line
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) qrels: PathBuf,
    /// The topics to ask
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) topics: Option<PathBuf>,
    /// A run to measure: `TOPIC Q0 STORY RANK SCORE TAG` in each line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["index", "any", "write_run"])]
    pub(in crate::cli) run: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Find stories with any of the words, not only those with all of them
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// Keep the run that is asked for
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write_run: Option<PathBuf>,
    /// How many stories of each ranking count [default: 1000 with --topics, all with --run]
    #[arg(long, value_name = "N", value_parser = whole())]
    pub(in crate::cli) depth: Option<i64>,
    /// What to measure: AP, nDCG@10 and the like, or a name of trec_eval; as often as needed
    #[arg(long = "measure", value_name = "NAME", value_parser = measures)]
    pub(in crate::cli) measures: Vec<Measures>,
    /// Tell each topic as well
    #[arg(long)]
    pub(in crate::cli) per_topic: bool,
    /// Count judged topics that the run has not as 0
    #[arg(long)]
    pub(in crate::cli) complete: bool,
    /// From which grade on a story is relevant
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole())]
    pub(in crate::cli) relevance_level: i64,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: EvalFormat,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

/// Compare two runs
///
/// Tells by how much the second run is better than the first, and how likely such a difference is by
/// chance: p of the paired two-sided randomisation test. All judged topics count; one that a run has
/// not counts as 0.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx compare before.run after.run --qrels qrels.txt
  newsidx compare before.run after.run --qrels qrels.txt --measure AP --format json

`newsidx eval --write-run` makes runs. Ends with 0 whichever run is better.")]
pub(in crate::cli) struct Compare {
    /// The first run
    #[arg(value_name = "RUN")]
    pub(in crate::cli) first: PathBuf,
    /// The second run
    #[arg(value_name = "RUN")]
    pub(in crate::cli) second: PathBuf,
    /// The judgements: `TOPIC 0 STORY GRADE` in each line
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) qrels: PathBuf,
    /// By what to compare: AP, nDCG@10 and the like, or a name of trec_eval
    #[arg(long, value_name = "NAME", default_value = "nDCG@10", value_parser = one_mean)]
    pub(in crate::cli) measure: Measure,
    /// From which grade on a story is relevant
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole())]
    pub(in crate::cli) relevance_level: i64,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: CompareFormat,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EvalFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// As trec_eval prints it
    #[value(name = "trec_eval")]
    TrecEval,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// The measures that one name stands for.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Measures(pub(in crate::cli) Vec<Measure>);

fn measures(typed: &str) -> Result<Measures, String> {
    let named = Measure::named(typed).map_err(|error| error.to_string())?;
    Ok(Measures(named))
}

/// A measure that has a mean over topics, alone.
fn one_mean(typed: &str) -> Result<Measure, String> {
    let Measures(named) = measures(typed)?;
    match <[Measure; 1]>::try_from(named) {
        Ok([measure]) if measure.is_mean() => Ok(measure),
        _ => Err("it is not one number with a mean\nhint: runs compare by one such as AP or nDCG@10".into()),
    }
}

fn whole() -> RangedI64ValueParser<i64> {
    RangedI64ValueParser::new().range(1..)
}
