//! The query language: text to syntax tree and back. It knows the table of fields, so that an
//! unknown field is an error where it stands; it knows nothing of how a story is matched.
//!
//! The grammar stands in QUERY.md.

mod date;
mod error;
mod lexer;
mod parser;
mod printer;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::article::Date;
use crate::field::{Field, Kind};

pub use error::{SyntaxError, SyntaxErrorKind};
pub use parser::{Defaults, parse};
pub(crate) use parser::{all_of, any_of};

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every story: an empty query or `*`.
    All,
    /// A word or a phrase in some fields.
    Words(Words),
    /// A whole value of an `id:` or `path:`, or a pattern of it with `*`.
    Key {
        /// The field, of kind [`crate::field::Kind::Key`].
        field: Field,
        /// The value.
        pattern: String,
    },
    /// A date or a number within bounds.
    Range {
        /// The field, of kind [`crate::field::Kind::Date`] or [`crate::field::Kind::Number`].
        field: Field,
        /// The bounds.
        bounds: Bounds,
    },
    /// What does not match the inner query.
    Not(Box<Query>),
    /// What matches all of them; at least two.
    And(Vec<Query>),
    /// What matches any of them; at least two.
    Or(Vec<Query>),
}

/// A word or a phrase as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The fields to search, any of which will do.
    pub fields: &'static [Field],
    /// Whether the fields are the default ones: the query named none.
    pub default_fields: bool,
    /// The text, without quotes and without the `*` of a prefix.
    pub text: String,
    /// How it is to be matched.
    pub form: Form,
    /// Where it stands in the query, in bytes, quotes and field included.
    pub span: Range<usize>,
    /// What will do as well, each as it would be typed: a word, or words joined by hyphens. What is
    /// typed has none; a [`crate::search::Preferences`] adds them.
    pub also: Vec<String>,
}

impl Words {
    /// Whether it is a word without quotes and star that is looked for in running text, which is
    /// where words are found in all their forms.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.form == Form::Stemmed && self.fields.iter().any(|field| field.kind() == Kind::Text)
    }

    /// Whether another word follows side by side, with no operator between them.
    #[must_use]
    pub fn is_beside(&self, next: &Words) -> bool {
        // A wider gap holds an operator.
        let gap = next.span.start.checked_sub(self.span.end);
        gap.is_some_and(|gap| gap < 4) && self.fields == next.fields
    }
}

/// How a word or a phrase is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In all its forms: `minister` finds `ministers`.
    Stemmed,
    /// As written, in quotes: `"minister"` does not find `ministers`.
    Quoted,
    /// What begins with it: `minist*`. Only the last word of the text is a prefix.
    Prefix,
}

/// Bounds of a range, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Days.
    Days(Option<Date>, Option<Date>),
    /// Numbers.
    Numbers(Option<u64>, Option<u64>),
}
