//! What can be typed. Only the modules beside this one name clap, and only this one says which
//! arguments there are; what they mean stands in [`super::settings`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::words;
use crate::field::{FIELDS, GROUPS};

/// Reads the arguments of a process, the program's name included.
pub(super) fn parse(typed: Vec<OsString>) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(words::set_apart(typed))
}

/// Full-text search for news corpora.
///
/// `newsidx build` reads a folder of news in whatever form it comes and makes an index of it,
/// `newsidx search` asks that index.
#[derive(Debug, Parser)]
#[command(name = "newsidx", bin_name = "newsidx", version, max_term_width = 100, after_help = OVERVIEW)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const OVERVIEW: &str = "\
Examples:
  newsidx build corpus/                     make an index of a folder, in `index`
  newsidx search cease-fire Moscow          ask it
  newsidx show wire/libya.txt               read a whole story
  newsidx status --failed                   what could not be read, and why

Exit status:
  0  fine
  1  the answer is \"none\" or \"not everything\": no hit, an unknown story, a record that failed
  2  it could not be done: wrong arguments, no index, an error in the query";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Search(Search),
    Show(Show),
    Read(Read),
    Status(Status),
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Place {
    /// The folder of the index
    #[arg(long, value_name = "FOLDER", default_value = "index")]
    pub(super) index: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Columns {
    /// Name columns or keys of tables and JSON: `headline=kop,body=tekst`
    #[arg(long = "map", value_name = "FIELD=COLUMN,...", value_delimiter = ',', value_parser = pair)]
    pub(super) columns: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(super) struct Appearance {
    /// When to use bold and dim text
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Even in a pipe
    Always,
    /// Not at all
    Never,
}

/// Reads `field=column`. Whether there is such a field, the corpus says.
fn pair(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() && !column.trim().is_empty() => {
            Ok((field.trim().to_owned(), column.to_owned()))
        }
        _ => Err("expected a field and a column, as in `headline=title`".into()),
    }
}

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
pub(super) struct Build {
    /// The folder of the corpus, or one file
    pub(super) corpus: PathBuf,
    #[command(flatten)]
    pub(super) place: Place,
    /// Read only such files: `*.txt` matches names, `wire/**` paths below the corpus
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,
    /// Leave out such files and folders; they are not counted either
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    #[command(flatten)]
    pub(super) columns: Columns,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub(super) threads: Option<usize>,
    /// Show no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Ask the index
///
/// Prints the stories that answer a query, best first, with the passages that do. Words are joined by
/// spaces, so a query of plain words needs no quotes of the shell.
#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES, after_long_help = language())]
pub(super) struct Search {
    /// What to look for; all stories where nothing is given
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) place: Place,
    /// Find stories with any of the words, not only those with all of them
    #[arg(long)]
    pub(super) any: bool,
    /// The order of the stories
    #[arg(long, value_enum, default_value_t)]
    pub(super) sort: Order,
    /// How many stories to show at most; 0 only counts them
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// How many stories to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with_all = ["format", "jsonl"])]
    pub(super) json: bool,
    /// The same as `--format jsonl`
    #[arg(long, conflicts_with = "format")]
    pub(super) jsonl: bool,
    /// The first column of a TREC run
    #[arg(long, value_name = "ID", default_value = "0")]
    pub(super) topic: String,
    /// The last column of a TREC run
    #[arg(long, value_name = "TAG", default_value = "newsidx")]
    pub(super) run: String,
    #[command(flatten)]
    pub(super) appearance: Appearance,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// Best first
    #[default]
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// A JSON object a line, the last with the totals
    Jsonl,
    /// A run for trec_eval
    Trec,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  newsidx search cease-fire Moscow
  newsidx search '\"cease-fire talks\" -oil'
  newsidx search 'headline:(truce OR armistice) dateline.country:RU published:2020-01'
  newsidx search oil --sort newest --limit 50 --jsonl

Ends with 1 if no story matches. `--help` has the query language in short.";

/// The query language in short, its fields as the table of fields has them.
fn language() -> String {
    let mut text = String::from(
        "\
Operators:
  oil gas            both words, in any of their forms: `minister` finds `ministers`
  oil OR gas         one of them; `oil AND gas`, `oil NOT gas` and parentheses as well
  -oil               not this word
  \"oil embargo\"      these words as written, side by side
  minist*            words that begin so
  headline:oil       in a field; `headline:(oil OR gas)` as well
  published:2020-01  a day, a month, a year; a range with `..`, or `>=` and the like

Fields:
",
    );
    let rows = FIELDS.iter().map(|row| (row.name, row.aliases, row.help));
    let groups = GROUPS.iter().map(|group| (group.name, &[][..], group.help));
    for (name, aliases, help) in rows.chain(groups) {
        let also = if aliases.is_empty() {
            String::new()
        } else {
            format!(" (also {})", aliases.join(", "))
        };
        let mut line = format!("  {name:17} ");
        for word in format!("{help}{also}").split(' ') {
            if line.len() + word.len() >= 79 {
                text.push_str(&format!("{line}\n"));
                line = " ".repeat(20);
            }
            line.push_str(&format!(" {word}"));
        }
        text.push_str(&format!("{line}\n"));
    }
    text.push('\n');
    text.push_str(SEARCH_EXAMPLES.trim_end_matches(" `--help` has the query language in short."));
    text
}

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
pub(super) struct Show {
    /// Ids of stories, as `newsidx search` prints them
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) place: Place,
    /// Print a JSON object for each
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) appearance: Appearance,
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
pub(super) struct Read {
    /// Files or folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) columns: Columns,
    /// Print one JSON object with all stories
    #[arg(long, conflicts_with = "jsonl")]
    pub(super) json: bool,
    /// Print a JSON object a line for each story
    #[arg(long)]
    pub(super) jsonl: bool,
    #[command(flatten)]
    pub(super) appearance: Appearance,
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
pub(super) struct Status {
    #[command(flatten)]
    pub(super) place: Place,
    /// List the records that could not be read, with the reasons
    #[arg(long)]
    pub(super) failed: bool,
    /// List the records that were left out, with the reasons
    #[arg(long)]
    pub(super) skipped: bool,
    /// Print one JSON object
    #[arg(long, conflicts_with = "jsonl")]
    pub(super) json: bool,
    /// Print JSON in lines, one for each record that is listed
    #[arg(long)]
    pub(super) jsonl: bool,
    #[command(flatten)]
    pub(super) appearance: Appearance,
}

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx completions bash > ~/.local/share/bash-completion/completions/newsidx
  newsidx completions fish > ~/.config/fish/completions/newsidx.fish")]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx man > newsidx.1
  newsidx man search | man -l -")]
pub(super) struct Man {
    /// A command, for its own page
    pub(super) command: Option<String>,
}

/// All commands and arguments, for what is made of them.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(line: &str) -> Search {
        let typed = line.split(' ').map(OsString::from).collect();
        match parse(typed).unwrap().command {
            Command::Search(search) => search,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        command().debug_assert();
    }

    #[test]
    fn a_query_may_hold_words_that_begin_with_a_minus() {
        let typed = search("newsidx search oil -gas --limit 5 -headline:coal --any");
        assert_eq!(typed.query, ["oil", "-gas", "-headline:coal"]);
        assert_eq!((typed.limit, typed.any), (5, true));
        assert_eq!(search("newsidx search -- --any").query, ["--any"]);
        assert_eq!(search("newsidx search --limit=5 -q").query, ["-q"]);
        assert!(search("newsidx search").query.is_empty());
    }

    #[test]
    fn a_wrong_option_is_no_word_of_a_query() {
        let error = parse(
            ["newsidx", "search", "oil", "--limt", "5"]
                .map(OsString::from)
                .to_vec(),
        )
        .unwrap_err();
        assert!(error.to_string().contains("--limit"), "{error}");
    }

    #[test]
    fn columns_are_named_in_pairs() {
        assert_eq!(pair("title = Kop=1"), Ok(("title".into(), " Kop=1".into())));
        assert!(pair("headline").is_err() && pair("headline=").is_err() && pair("=kop").is_err());
    }

    #[test]
    fn the_help_of_search_has_every_field() {
        let help = language();
        assert!(
            FIELDS
                .iter()
                .all(|row| help.contains(&format!("\n  {} ", row.name))),
            "{help}"
        );
    }
}
