//! The arguments of `newsidx test`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Appearance;
use crate::script::Shard;

/// Run scripted queries
///
/// Reads test files (TOML) that say what queries should find, runs them against an index, or against a
/// corpus that is built into a temporary index first, and tells what is not as expected. All tests
/// run, whatever fails.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Test {
    /// Test files, or folders of them [default: queries]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The folder of the index under test, whatever the files say
    #[arg(long, value_name = "FOLDER", conflicts_with = "corpus")]
    pub(in crate::cli) index: Option<PathBuf>,
    /// The corpus under test, whatever the files say; it is built into a temporary index first
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) corpus: Option<PathBuf>,
    /// Run only tests with this in `file: name`, case aside
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) filter: Option<String>,
    /// Run only one of several parts of the tests: `1/4` is every fourth
    #[arg(long, value_name = "PART/OF", value_parser = shard)]
    pub(in crate::cli) shard: Option<Shard>,
    /// Keep the answers of tests with `snapshot = true` as they are now
    #[arg(long)]
    pub(in crate::cli) bless: bool,
    /// How to tell what became of them
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub(in crate::cli) threads: Option<usize>,
    /// Write a first test file, and the schema for editors, into a folder [default: queries]
    #[arg(long, conflicts_with_all = ["filter", "shard", "bless", "index", "corpus"])]
    pub(in crate::cli) init: bool,
    #[command(flatten)]
    pub(in crate::cli) appearance: Appearance,
}

const EXAMPLES: &str = "\
Examples:
  newsidx test --init                       write queries/first.toml to begin with
  newsidx test                              run all of queries/
  newsidx test queries/ --filter moscow
  newsidx test --index index --format junit > report.xml
  newsidx test --shard 1/4 --format github

Ends with 1 if a test failed; with 2 if a test or a file could not be judged at all. A test that is
known to fail does neither. GUIDE.md has the format of the files.";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    #[default]
    Text,
    /// The Test Anything Protocol
    Tap,
    /// JUnit XML
    Junit,
    /// Annotations for GitHub Actions
    Github,
    /// A JSON object a line, the last with the totals
    Jsonl,
}

/// Reads `1/4`.
fn shard(typed: &str) -> Result<Shard, String> {
    let numbers = typed.split_once('/').and_then(|(part, of)| {
        let (part, of) = (part.trim().parse().ok()?, of.trim().parse().ok()?);
        (1..=of).contains(&part).then_some(Shard { part, of })
    });
    numbers.ok_or_else(|| "expected a part and how many there are, as in `1/4`".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_one_of_several() {
        assert_eq!(shard("2/4"), Ok(Shard { part: 2, of: 4 }));
        for wrong in ["", "2", "0/4", "5/4", "1/0", "a/b"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }
}
