//! The arguments of the commands that print whole stories.

use std::path::PathBuf;

use clap::Args;

use super::{Appearance, Columns, Place};

/// Print whole stories
///
/// Prints stories of the index by their ids, or by the paths of their files where only one story is
/// in the file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx show wire/libya.txt
  newsidx show AP-0042 AP-0043 --json

Ends with 1 if there is no such story.")]
pub(in crate::cli) struct Show {
    /// Ids of stories, as `newsidx search` prints them
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Print a JSON object for each
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

/// Print the stories of files, without an index
///
/// Shows how newsidx reads files: what it takes for headline, dateline, byline and so on. What is
/// skipped or fails is told on stderr.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx read wire/libya.txt
  newsidx read export.csv --map headline=kop,body=tekst --jsonl | head -1

Ends with 1 if a record failed.")]
pub(in crate::cli) struct Read {
    /// Files or folders
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) columns: Columns,
    /// Print one JSON object with all stories
    #[arg(long, conflicts_with = "jsonl")]
    pub(in crate::cli) json: bool,
    /// Print a JSON object a line for each story
    #[arg(long)]
    pub(in crate::cli) jsonl: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}
