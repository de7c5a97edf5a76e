//! The arguments of the commands that train, use and measure a model of names.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::super::tagger::weighted;

/// Train, use and measure the tagger of names
///
/// Every story is tagged when it is read or indexed; these commands are for annotated text of your own.
/// Files are in CoNLL form: a token a line, its label in the last column (O, B-PER, I-PER, B-ORG, B-LOC
/// ...), a blank line between sentences, `-DOCSTART-` between stories.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Tagger {
    Train(TaggerTrain),
    Tag(TaggerTag),
    Eval(TaggerEval),
}

/// Train a model on annotated stories
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx tagger train my.model mine.conll
  newsidx tagger train my.model silver.conll=0.3 gold.conll=2 --names names.tsv")]
pub(in crate::cli) struct TaggerTrain {
    /// The file of the model to be written
    pub(in crate::cli) model: PathBuf,
    /// Annotated stories; `FILE=0.5` counts half
    #[arg(required = true, value_name = "FILE[=WEIGHT]", value_parser = weighted)]
    pub(in crate::cli) files: Vec<(PathBuf, f32)>,
    /// Lists of names: a name, a tab and what it is (first, last, city, country, company ...) a line
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) names: Option<PathBuf>,
}

/// Add a column of labels to tokens
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx tagger tag < tokens.txt
  newsidx tagger tag tokens.txt --model my.model

Reads a token a line, a blank line between sentences, and prints each token with its label: B-PER, I-PER,
B-ORG, I-ORG, B-LOC, I-LOC or O.")]
pub(in crate::cli) struct TaggerTag {
    /// The tokens; what is piped in where no file is named
    pub(in crate::cli) file: Option<PathBuf>,
    /// A model of your own in place of the one in the program
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) model: Option<PathBuf>,
}

/// Measure a model against annotated stories
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsidx tagger eval gold.conll
  newsidx tagger eval gold.conll --against other-tagger.conll

A name is right if its first word, its last word and its kind are.")]
pub(in crate::cli) struct TaggerEval {
    /// Annotated stories
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// A model of your own in place of the one in the program
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) model: Option<PathBuf>,
    /// Measure the labels in this file, which another tagger gave to the same tokens
    #[arg(long, value_name = "FILE", conflicts_with = "model")]
    pub(in crate::cli) against: Option<PathBuf>,
}
