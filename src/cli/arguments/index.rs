//! The arguments of the commands that make an index and tell what it holds.

use std::path::PathBuf;

use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::{Appearance, Columns, Place};

/// Make an index of a corpus
///
/// Reads the files below a folder and makes an index of the stories in them. If there is one already, only
/// files that are new or have changed are read. The index is replaced in one step when all is done;
/// searches see the old one until then, and a build that is cut off goes on where it was when it is
/// run again. Each record is accounted for: indexed, skipped or failed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx build corpus/
  newsidx build news/ --index /var/tmp/news --exclude drafts
  newsidx build wire/ --name wire       beside other corpora of the index
  newsidx build news/ --full            whatever the files look like
  newsidx build export.csv --map headline=kop,body=tekst,published=datum

Ends with 1 if a record failed; `newsidx status --failed` lists them.")]
pub(in crate::cli) struct Build {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Read all files, also those that look as they did when they were last read
    #[arg(long)]
    pub(in crate::cli) full: bool,
    /// Read files again of which a record failed
    #[arg(long)]
    pub(in crate::cli) retry_failed: bool,
    /// Show no progress
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

/// Keep an index up to date with a folder
///
/// Builds the index, and again whenever files of the corpus are added, changed or removed, a moment after
/// the last change. Ends when it is interrupted, which harms nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx watch news/
  newsidx watch /mnt/share/news --every 60     where the system tells no changes")]
pub(in crate::cli) struct Watch {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// For how long no file may change before they are read
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    pub(in crate::cli) rest: f64,
    /// Look this often without having been told that a file has changed
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(in crate::cli) every: Option<f64>,
}

fn seconds(typed: &str) -> Result<f64, String> {
    let seconds: f64 = typed.parse().map_err(|_| "expected a number of seconds")?;
    if (0.01..=86_400.0).contains(&seconds) {
        Ok(seconds)
    } else {
        Err("expected 0.01 to 86400 seconds".into())
    }
}

/// What is built from, where to, and how.
#[derive(Debug, Args)]
pub(in crate::cli) struct Source {
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
    /// The name of the corpus in the index: paths of its stories begin with `NAME/`, and other corpora
    /// of the index stay as they are
    #[arg(long, value_name = "NAME", value_parser = corpus_name)]
    pub(in crate::cli) name: Option<String>,
    /// Keep the stories of files that are gone
    #[arg(long)]
    pub(in crate::cli) keep_missing: bool,
    /// Memory for stories that are indexed and not yet written, in megabytes [default: 224]
    #[arg(long, value_name = "MB", value_parser = RangedU64ValueParser::<usize>::new().range(32..=1_000_000))]
    pub(in crate::cli) memory: Option<usize>,
    /// Make what is done safe from a kill this often [default: 60]
    #[arg(long, value_name = "SECONDS", value_parser = RangedU64ValueParser::<u64>::new().range(0..=86_400))]
    pub(in crate::cli) checkpoint: Option<u64>,
    /// Do not look in the texts for people, organizations and places: index those alone that the
    /// sources give
    #[arg(long)]
    pub(in crate::cli) no_entities: bool,
}

/// A name that can begin a path.
fn corpus_name(name: &str) -> Result<String, String> {
    let is_fit = |letter: char| !letter.is_control() && !"/\\!#@".contains(letter);
    if name.is_empty() || name.starts_with('.') || !name.chars().all(is_fit) {
        return Err("a name has no `/`, `\\`, `!`, `#` or `@` and does not begin with a dot".into());
    }
    Ok(name.to_owned())
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

/// Tell whether the index is sound
///
/// Reads every byte of the index and compares it with what was written, holds the text of every story
/// against what is indexed of it, and the ledger against both. Files of the corpus that have changed
/// since are told, and are no damage.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx verify
  newsidx verify --repair
  newsidx verify --json

Ends with 1 if anything is damaged.")]
pub(in crate::cli) struct Verify {
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// If it is damaged, build it again from its corpora, where they lay when it was built
    #[arg(long)]
    pub(in crate::cli) repair: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// Make one segment of the index
///
/// Drops for good what was deleted and makes searches a little faster. Answers stay as they are, and
/// searches see the old segments until it is done.
#[derive(Debug, Args)]
pub(in crate::cli) struct Compact {
    #[command(flatten)]
    pub(in crate::cli) place: Place,
}

/// Take a corpus out of the index
///
/// Removes the stories of one of several corpora, given by the name with which it was built. Its files are
/// not touched, and the stories of other corpora stay as they are.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  newsidx forget wire")]
pub(in crate::cli) struct Forget {
    /// The name of the corpus, as `newsidx status` tells it
    pub(in crate::cli) name: String,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
}
