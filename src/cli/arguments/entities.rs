//! The arguments of `newsidx entities`.

use clap::{Args, ValueEnum};

use super::{Appearance, Place};

/// Tell who and what stories speak of
///
/// Counts the people, organizations and places in the stories that answer a query, or in all: those that
/// the sources give and those that the texts name. Names of one person in different stories are one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx entities
  newsidx entities cease-fire Moscow --kind person,org
  newsidx entities published:2020-01 --limit 100 --csv > january.csv
  newsidx entities --with \"Khalifa Haftar\"   who is named in the same stories

Who appears with a name is ranked by the log-likelihood ratio: how sure it is that both are together in
more stories than chance would have it. Below 0 they are in fewer.

Ends with 1 if there is nobody, or no such name.")]
pub(in crate::cli) struct Entities {
    /// Which stories to look at; all stories where nothing is given
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) place: Place,
    /// Look at stories with any of the words, not only those with all of them
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// Only people, organizations or places [default: all of them]
    #[arg(long, value_name = "KIND,...", value_enum, value_delimiter = ',')]
    pub(in crate::cli) kind: Vec<Kind>,
    /// How many to show of each kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(in crate::cli) limit: usize,
    /// Only stories that are new or changed since this generation of the index
    #[arg(long, value_name = "GENERATION")]
    pub(in crate::cli) since: Option<u64>,
    /// Tell who appears in the same stories as this person, organization or place
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) with: Option<String>,
    /// Print one JSON object
    #[arg(long, conflicts_with_all = ["jsonl", "csv"])]
    pub(in crate::cli) json: bool,
    /// Print a JSON object a line, the last with the totals
    #[arg(long, conflicts_with = "csv")]
    pub(in crate::cli) jsonl: bool,
    /// Print a table
    #[arg(long)]
    pub(in crate::cli) csv: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

/// What may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Kind {
    /// People
    #[value(alias = "people")]
    Person,
    /// Organizations
    #[value(aliases = ["orgs", "organization", "organizations"])]
    Org,
    /// Places
    #[value(alias = "places")]
    Place,
}
