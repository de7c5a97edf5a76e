//! The arguments of `newsidx run`.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};

use super::{Appearance, Order, Place};

/// Ask the index many queries at once
///
/// Reads a list of queries, each with a label if it has one, and prints the answers in the order of
/// the list. A wrong line is told on stderr and stops nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx run saved.txt
  newsidx run topics.toml --format trec --run bm25f > bm25f.run
  newsidx run saved.txt --format matrix > months.csv
  cut -f 1 names.tsv | newsidx run - --any --limit 0

What is new since yesterday, as a line of a crontab:
  0 7 * * *  cd /srv/news && newsidx build corpus -q; newsidx run saved.txt --since last

Lists:
  text   a query a line, or a label, a tab and a query; lines that begin with # are remarks
  .csv   a column `query` and, if there is one, `label`; or one column, or a label and a query
  .toml  [[query]] tables with `query`, and if wanted `name`, `any`, `sort`, `limit`

Ends with 0 if all queries were answered, also by no story; with 1 if a line was wrong.")]
pub(in crate::cli) struct Run {
    /// The list of queries: text, CSV or TOML by its name; `-` for standard input
    pub(in crate::cli) list: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Find stories with any of the words, where the list does not say
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// The order of the stories, where the list does not say
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) sort: Order,
    /// How many stories to show of each answer, where the list does not say; 0 only counts
    /// [default: 10, all in a TREC run; a matrix counts all]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Only stories that are new or changed since this generation of the index, which `newsidx status`
    /// tells; or since the `last` run of this list with `--since last`, remembered beside it
    #[arg(long, value_name = "GENERATION|last", value_parser = since)]
    pub(in crate::cli) since: Option<Since>,
    /// How to print the answers
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: BatchFormat,
    /// The last column of a TREC run
    #[arg(long, value_name = "TAG", default_value = "newsidx")]
    pub(in crate::cli) run: String,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub(in crate::cli) threads: Option<usize>,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum BatchFormat {
    /// For people
    #[default]
    Text,
    /// A JSON object a line, behind each answer one with its totals
    Jsonl,
    /// A table with a row a story
    Csv,
    /// A run for trec_eval, the labels as topics
    Trec,
    /// A table with a row a query and its number of stories in each month
    Matrix,
}

/// Since when a story is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Since {
    /// Since this generation.
    Generation(u64),
    /// Since the last run of the list.
    Last,
}

fn since(typed: &str) -> Result<Since, String> {
    match typed {
        "last" => Ok(Since::Last),
        _ => typed
            .parse()
            .map(Since::Generation)
            .map_err(|_| "expected the number of a generation, or `last`".into()),
    }
}
