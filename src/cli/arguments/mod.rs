//! What can be typed. Only the modules beside this one name clap, and only this one says which
//! arguments there are; what they mean stands in [`super::settings`].

mod entities;
mod evaluation;
mod index;
mod run;
mod search;
mod stories;
mod tagger;
mod test;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::words;
pub(super) use entities::{Entities, Kind};
pub(super) use evaluation::{Compare, CompareFormat, Eval, EvalFormat, Measures};
pub(super) use index::{Build, Compact, Forget, Source, Status, Verify, Watch};
pub(super) use run::{BatchFormat, Run, Since};
pub(super) use search::{Format, Order, Search, Syntax};
pub(super) use stories::{Read, Show};
pub(super) use tagger::{Tagger, TaggerEval, TaggerTag, TaggerTrain};
pub(super) use test::{Format as ReportFormat, Test};

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
  newsidx entities Libya                    who and what the stories that it finds speak of
  newsidx show wire/libya.txt               read a whole story
  newsidx status --failed                   what could not be read, and why
  newsidx watch news/                       keep the index up to date
  newsidx verify                            whether the index is sound
  newsidx eval --qrels Q --topics T         measure its ranking against judgements
  newsidx test queries/                     run scripted queries

Exit status:
  0  fine
  1  the answer is \"none\" or \"not everything\": no hit, an unknown story, a record that failed
  2  it could not be done: wrong arguments, no index, an error in the query

Settings:
  newsidx.toml, in the working folder or one above it; `newsidx config` tells what holds and why
  NEWSIDX_CONFIG  another file; empty for none
  NEWSIDX_INDEX   the folder of the index, over the file
  NEWSIDX_CORPUS  the corpus to build from, over the file
  NO_COLOR        no bold and dim text unless it is asked for";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Watch(Watch),
    Search(Search),
    Run(Run),
    Entities(Entities),
    Show(Show),
    Read(Read),
    Status(Status),
    Verify(Verify),
    Compact(Compact),
    Forget(Forget),
    Eval(Box<Eval>),
    Compare(Compare),
    Test(Test),
    #[command(subcommand)]
    Tagger(Tagger),
    Config(Config),
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Place {
    /// The folder of the index [env: NEWSIDX_INDEX] [default: index]
    #[arg(long, value_name = "FOLDER")]
    pub(super) index: Option<PathBuf>,
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
    /// When to use bold and dim text [default: auto]
    #[arg(long, value_name = "WHEN", value_enum)]
    pub(super) color: Option<Color>,
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

/// Tell the settings and where they come from
///
/// Prints each setting, its value, and what it comes from: a line of newsidx.toml, a variable of the
/// environment, or what is usual. The command line comes before the environment, and that before the
/// file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx config
  NEWSIDX_INDEX=/var/news newsidx config --json
  NEWSIDX_CONFIG= newsidx config            what holds without a file

GUIDE.md has the keys of newsidx.toml.")]
pub(super) struct Config {
    /// Print the settings; this is what happens in any case
    #[arg(long)]
    pub(super) show: bool,
    #[command(flatten)]
    pub(super) place: Place,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
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
        assert_eq!((typed.limit, typed.any), (Some(5), true));
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
