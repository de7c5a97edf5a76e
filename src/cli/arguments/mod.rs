//! What can be typed. Only the modules beside this one name clap, and only this one says which
//! arguments there are; what they mean stands in [`super::settings`].

mod index;
mod run;
mod search;
mod stories;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::words;
pub(super) use index::{Build, Status};
pub(super) use run::{BatchFormat, Run, Since};
pub(super) use search::{Format, Order, Search};
pub(super) use stories::{Read, Show};

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
  newsidx run saved.txt                     ask it a list of queries
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
    Run(Run),
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

/// Reads `field=column`. Whether there is such a field, the corpus says.
fn pair(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() && !column.trim().is_empty() => {
            Ok((field.trim().to_owned(), column.to_owned()))
        }
        _ => Err("expected a field and a column, as in `headline=title`".into()),
    }
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

    fn searched(line: &str) -> Search {
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
        let typed = searched("newsidx search oil -gas --limit 5 -headline:coal --any");
        assert_eq!(typed.query, ["oil", "-gas", "-headline:coal"]);
        assert_eq!((typed.limit, typed.any), (5, true));
        assert_eq!(searched("newsidx search -- --any").query, ["--any"]);
        assert_eq!(searched("newsidx search --limit=5 -q").query, ["-q"]);
        assert!(searched("newsidx search").query.is_empty());
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
}
