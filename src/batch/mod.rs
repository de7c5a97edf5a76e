//! The use case "ask many": a list of labelled queries, asked by several threads and answered in the
//! order of the list. A wrong line of the list stops nothing. What is asked of the index for each
//! query is the caller's choice, and so is how it is printed.

mod flow;
mod last;
mod lines;
mod list;
mod months;
mod queries;
mod table;

use std::io;
use std::path::PathBuf;

use crate::document::Fault;
use crate::engine::{EngineError, Sort};
use crate::query::SyntaxError;
use crate::search::Question;

pub use flow::{Answered, Event, run};
pub use last::{Memory, MemoryError, Recalled};
pub use list::List;
pub use months::Months;

/// The longest line of a list, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// The largest list in TOML, in bytes; the other forms are read line by line.
const LARGEST_DOCUMENT: u64 = 16 << 20;

/// A line of a list, or a table of a TOML file: a query, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its line, from 1.
    pub line: usize,
    /// Its label; the number of the line where it has none of its own.
    pub label: String,
    /// What it asks.
    pub asked: Result<Asked, ItemError>,
}

/// What a line asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The query.
    pub query: String,
    /// Whether any of its words will do, if the list says so.
    pub any: Option<bool>,
    /// The order of the answer, if the list says so.
    pub sort: Option<Sort>,
    /// How many stories to show at most, if the list says so.
    pub limit: Option<usize>,
}

impl Asked {
    /// The question; for what the list leaves open, as another one has it.
    #[must_use]
    pub fn question(&self, defaults: &Question) -> Question {
        Question {
            text: self.query.clone(),
            any: self.any.unwrap_or(defaults.any),
            sort: self.sort.unwrap_or(defaults.sort),
            limit: self.limit.unwrap_or(defaults.limit),
            ..defaults.clone()
        }
    }
}

/// Why a line of a list has no answer. Displayed, it is one line without place and hint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ItemError {
    /// It is longer than newsidx holds.
    #[error("the line is longer than {LONGEST_LINE} bytes")]
    TooLong,
    /// It is no text.
    #[error("the line is not UTF-8 from byte {0} on")]
    NotUtf8(usize),
    /// It has a label and no query.
    #[error("there is no query")]
    NoQuery,
    /// A line of a table has too many cells.
    #[error("the line has {0} cells, where a label and a query are expected")]
    Cells(usize),
    /// A cell in quotes that does not end, or goes on behind them.
    #[error("the quotes of a cell do not fit, at byte {0}")]
    Quotes(usize),
    /// An earlier line has the label.
    #[error("the label `{label}` is taken by line {line}")]
    Taken {
        /// The label.
        label: String,
        /// The earlier line.
        line: usize,
    },
    /// A table of a TOML file is wrong.
    #[error("{}", .0.message)]
    Fault(Fault),
    /// The query is not of the language.
    #[error("{error}")]
    Syntax {
        /// What is wrong and where.
        error: SyntaxError,
        /// The query.
        query: String,
    },
}

impl ItemError {
    /// The query or the line of the file with carets under the place, in two lines.
    #[must_use]
    pub fn pointed(&self) -> Option<String> {
        match self {
            Self::Syntax { error, query } => Some(crate::caret::pointed(query, error.span.clone())),
            Self::Fault(fault) => Some(fault.pointed.clone()),
            _ => None,
        }
    }

    /// What to write instead, in a line.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::TooLong => Some("write a query a line"),
            Self::NotUtf8(_) => Some("save the list as UTF-8"),
            Self::NoQuery => Some("write the query behind the label"),
            Self::Cells(_) => Some("put a query that has commas in quotes, and double the quotes in it"),
            Self::Quotes(_) => Some(
                "a query with quotes stands in quotes, its own doubled, all on one line: \"\"\"oil embargo\"\"\"",
            ),
            Self::Taken { .. } => Some("give each query a label of its own"),
            Self::Fault(fault) => fault.hint.as_deref(),
            Self::Syntax { error, .. } => Some(&error.hint),
        }
    }
}

/// Why a list cannot be asked, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The list cannot be read.
    #[error("cannot read the list `{path}`: {cause}")]
    Unreadable {
        /// The list.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The list is in another encoding.
    #[error("the list `{path}` is in UTF-16\nhint: save it as UTF-8")]
    Encoding {
        /// The list.
        path: PathBuf,
    },
    /// The list is no TOML.
    #[error(transparent)]
    Document(#[from] Fault),
    /// The list has no query.
    #[error(
        "the list `{path}` has no query\nhint: write a query a line, or `LABEL<TAB>QUERY`; in TOML, a `[[query]]` each"
    )]
    Empty {
        /// The list.
        path: PathBuf,
    },
    /// The index cannot be read.
    #[error(transparent)]
    Engine(#[from] EngineError),
}
