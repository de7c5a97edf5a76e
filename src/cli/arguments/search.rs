//! The arguments of `newsidx search`, and the query language in short.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{Appearance, Kind, Place};
use crate::field::{FIELDS, GROUPS};

/// Ask the index
///
/// Prints the stories that answer a query, best first, with the passages that do. Words are joined by
/// spaces, so a query of plain words needs no quotes of the shell.
#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES, after_long_help = language())]
pub(in crate::cli) struct Search {
    /// What to look for; all stories where nothing is given
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Find stories with any of the words, not only those with all of them
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// Whose query language the query is written in
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) syntax: Syntax,
    /// Print how the query is understood, in the language of newsidx, and how other systems would
    /// understand it, and search nothing
    #[arg(long)]
    pub(in crate::cli) explain_query: bool,
    /// The order of the stories
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) sort: Order,
    /// How many stories to show at most; 0 only counts them [default: 10]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// How many stories to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) offset: usize,
    /// Stop after so many seconds, with what was found until then
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(in crate::cli) timeout: Option<Duration>,
    /// Print every match in the middle of a line, with what stands around it
    #[arg(long, conflicts_with_all = ["json", "facets"])]
    pub(in crate::cli) kwic: bool,
    /// Tell why this story stands where it stands in the answer: its id, or its path
    #[arg(long, value_name = "ID", conflicts_with_all = ["kwic", "facets"])]
    pub(in crate::cli) explain: Option<String>,
    /// Tell why this story is not in the answer: what it lacks, and where it would stand without
    #[arg(long, value_name = "ID", conflicts_with_all = ["explain", "kwic", "facets"])]
    pub(in crate::cli) why_not: Option<String>,
    /// Tell below the stories whom all that were found name the most: people, orgs, places
    #[arg(long, value_name = "KIND,...", value_enum, value_delimiter = ',')]
    pub(in crate::cli) facets: Vec<Kind>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with_all = ["format", "jsonl"])]
    pub(in crate::cli) json: bool,
    /// The same as `--format jsonl`
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) jsonl: bool,
    /// The first column of a TREC run
    #[arg(long, value_name = "ID", default_value = "0")]
    pub(in crate::cli) topic: String,
    /// The last column of a TREC run
    #[arg(long, value_name = "TAG", default_value = "newsidx")]
    pub(in crate::cli) run: String,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

/// Reads a time in seconds.
fn seconds(typed: &str) -> Result<Duration, String> {
    let seconds: f64 = typed
        .parse()
        .map_err(|_| "a number of seconds is needed, as in 0.5".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "a time from 0 is needed, as in 0.5".to_owned())
}

/// A query language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Syntax {
    /// The own one
    #[default]
    Newsidx,
    /// LexisNexis and Nexis
    Lexis,
    /// Factiva
    Factiva,
    /// ProQuest
    #[value(name = "proquest")]
    ProQuest,
    /// Westlaw
    Westlaw,
    /// Lucene, Elasticsearch, Datashare, Aleph
    Lucene,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Order {
    /// Best first
    #[default]
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
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
  newsidx search '(truce OR cease-fire) W/5 (Tripoli OR Moscow)'
  newsidx search 'oil prices' --why-not wire/libya.txt
  newsidx search --syntax lexis 'hlead(opec or oil w/5 price!)'
  newsidx search oil --kwic
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
  minist* *istan     words that begin so, that end so; `wom?n` with any one letter
  oil W/5 price      at most five words apart; `PRE/5` in this order, `NOT W/5` not so near
  oil /s price       in one sentence; `/p` in one paragraph
  \"the * minister\"   any one word for a lone `*`; \"(oil OR gas) prices\"
  haftar~1           one letter may be another; `~2` two
  atleast3(oil)      so often at least; `first50(oil)` among the first words of its text
  exact(U.S.)        with its capitals and signs; caps(may), allcaps(aids), nocaps(apple)
  oil^2              counts twice in the order
  byline:*           with anything in that field
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

#[cfg(test)]
mod tests {
    use super::*;

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
