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
  newsidx show wire/libya.txt --fields      where each field came from
  newsidx show wire/libya.txt --query 'truce W/5 Tripoli'

Ends with 1 if there is no such story, or if one does not answer the query.")]
pub(in crate::cli) struct Show {
    /// Ids of stories, as `newsidx search` prints them
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Mark what of them answers this query; without colour, between `**`
    #[arg(long, value_name = "QUERY", conflicts_with = "fields")]
    pub(in crate::cli) query: Option<String>,
    /// Print a JSON object for each
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Print a table of the fields, with where each came from
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) fields: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

/// Print the stories of files, without an index
///
/// Shows how newsidx reads files, folders and archives: a JSON object a line for each story, with what
/// is taken for headline, dateline, byline and so on. What is skipped or fails is told on stderr.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx read wire/ > stories.jsonl
  newsidx read saved-page.html --fields     where each field came from
  newsidx read wire/libya.txt --text        as a page
  newsidx read export.csv --map headline=kop,body=tekst | head -1
  curl -s https://news.example/a.html | newsidx read - --text

Ends with 1 if a record failed.")]
pub(in crate::cli) struct Read {
    /// Files or folders; `-` is what is piped in
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) columns: Columns,
    /// Do not look in the texts for people, organizations and places
    #[arg(long)]
    pub(in crate::cli) no_entities: bool,
    /// Print a JSON object a line for each story; this is what happens in any case
    #[arg(long)]
    pub(in crate::cli) jsonl: bool,
    /// Print one JSON object with all stories
    #[arg(long, conflicts_with = "jsonl")]
    pub(in crate::cli) json: bool,
    /// Print the stories for people
    #[arg(long, conflicts_with_all = ["json", "jsonl"])]
    pub(in crate::cli) text: bool,
    /// Print a table of each story's fields, with where each came from
    #[arg(long, conflicts_with_all = ["json", "jsonl", "text"])]
    pub(in crate::cli) fields: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}
