//! The arguments of the commands that make an index and tell what it holds.

use std::path::PathBuf;

use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::{Appearance, Columns, Place};

/// Make an index of a corpus
///
/// Reads every file below a folder and makes an index of the stories in it. An index that is there
/// already is replaced in one step when all is done; searches see the old one until then. Each record
/// is accounted for: indexed, skipped or failed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx build corpus/
  newsidx build news/ --index /var/tmp/news --exclude drafts
  newsidx build export.csv --map headline=kop,body=tekst,published=datum

Ends with 1 if a record failed; `newsidx status --failed` lists them.")]
pub(in crate::cli) struct Build {
    /// The folder of the corpus, or one file [env: NEWSIDX_CORPUS]
    pub(in crate::cli) corpus: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Read only such files: `*.txt` matches names, `wire/**` paths below the corpus
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) include: Vec<String>,
    /// Leave out such files and folders; they are not counted either
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) exclude: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) columns: Columns,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub(in crate::cli) threads: Option<usize>,
    /// Do not look in the texts for people, organizations and places: index those alone that the
    /// sources give
    #[arg(long)]
    pub(in crate::cli) no_entities: bool,
    /// Show no progress
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

/// Tell what the index holds
///
/// Tells how many stories there are, of which forms and sources, which fields they have, and what
/// became of every record that was found.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx status
  newsidx status --failed
  newsidx status --skipped --jsonl

With --failed or --skipped it ends with 1 if there is no such record.")]
pub(in crate::cli) struct Status {
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// List the records that could not be read, with the reasons
    #[arg(long)]
    pub(in crate::cli) failed: bool,
    /// List the records that were left out, with the reasons
    #[arg(long)]
    pub(in crate::cli) skipped: bool,
    /// Print one JSON object
    #[arg(long, conflicts_with = "jsonl")]
    pub(in crate::cli) json: bool,
    /// Print JSON in lines, one for each record that is listed
    #[arg(long)]
    pub(in crate::cli) jsonl: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}
