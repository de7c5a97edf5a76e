//! Queries as other systems write them, to our tree. The systems differ in their tables
//! ([`systems`]): operators and how tightly they bind, signs, fields. The lexer and the parser are the
//! same for all of them.

mod condition;
mod leaf;
mod lexer;
mod lucene;
mod names;
mod parser;
mod part;
mod systems;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod word;

use std::fmt;
use std::ops::Range;

pub(super) use lexer::lex;
pub(super) use systems::dialect;
pub(super) use table::Operator;
pub(super) use token::Token;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::parser::LONGEST;
use super::{Defaults, Query, parse};

/// The way in which a query is written: ours, or that of another system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// That of QUERY.md.
    #[default]
    Newsidx,
    /// Terms and connectors of LexisNexis and Nexis.
    Lexis,
    /// Free text of Factiva.
    Factiva,
    /// The ProQuest platform.
    ProQuest,
    /// Terms and connectors of Westlaw.
    Westlaw,
    /// Lucene, and what passes queries to it: Elasticsearch, Datashare, Aleph.
    Lucene,
}

impl Syntax {
    /// Every syntax.
    pub const ALL: &[Syntax] = &[
        Syntax::Newsidx,
        Syntax::Lexis,
        Syntax::Factiva,
        Syntax::ProQuest,
        Syntax::Westlaw,
        Syntax::Lucene,
    ];

    /// Its name in options and output, in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Syntax::Newsidx => "newsidx",
            Syntax::Lexis => "lexis",
            Syntax::Factiva => "factiva",
            Syntax::ProQuest => "proquest",
            Syntax::Westlaw => "westlaw",
            Syntax::Lucene => "lucene",
        }
    }
}

impl fmt::Display for Syntax {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Reads a query that is written as one of these systems has it.
///
/// The canonical text of what was read means the same in our syntax. Of the defaults, other systems
/// heed the newest day only: what words side by side mean is a matter of theirs.
///
/// # Errors
/// What is wrong with the query, or what of it has no counterpart here, and where it stands in the
/// text.
///
/// ```
/// use newsidx::query::{Defaults, Syntax, parse_as};
/// let read = |syntax| parse_as("truce or cease-fire and crude oil", syntax, &Defaults::default());
/// assert_eq!(read(Syntax::Lexis)?.to_string(), "(truce OR cease-fire) (crude PRE/1 oil)");
/// assert_eq!(read(Syntax::Factiva)?.to_string(), "truce OR (cease-fire (crude PRE/1 oil))");
/// # Ok::<(), newsidx::query::SyntaxError>(())
/// ```
pub fn parse_as(text: &str, syntax: Syntax, defaults: &Defaults) -> Result<Query, SyntaxError> {
    let Some(dialect) = dialect(syntax) else {
        return parse(text, defaults);
    };
    if text.len() > LONGEST {
        return Err(SyntaxErrorKind::TooLong(LONGEST).at(LONGEST..text.len()));
    }
    parser::parse(text, dialect, defaults)
}

/// Something that is read as what comes nearest to it, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Inexact {
    /// What it is read as, in lower case.
    pub(super) text: String,
    /// Where, in bytes.
    pub(super) span: Range<usize>,
}
