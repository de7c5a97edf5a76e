//! The query language: text to syntax tree and back. It knows the table of fields, so that an
//! unknown field is an error where it stands; it knows nothing of how a story is matched.
//!
//! The grammar stands in QUERY.md.

mod balance;
mod check;
mod date;
mod dialect;
mod error;
mod extent;
mod join;
mod lexer;
mod limit;
mod operator;
mod parser;
mod printer;
mod remark;
mod slip;
#[cfg(test)]
mod tests;
mod value;
mod wide;
mod wildcard;

use std::ops::Range;

use crate::article::Date;
use crate::field::{Field, Kind};

pub use dialect::{Syntax, parse_as};
pub use error::{SyntaxError, SyntaxErrorKind};
pub(crate) use join::{all_of, any_of};
pub use parser::{Defaults, parse};
pub use remark::{Remark, readings, remarks, warning};
pub use wildcard::{alternatives, is_wildcard};

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every story: an empty query or `*`.
    All,
    /// A word or a phrase in some fields.
    Words(Words),
    /// Two parts near each other in one text, or the first away from the second.
    Near(Near),
    /// What ends within so many words of the beginning of its text: `first50(oil)`.
    First(u32, Box<Query>),
    /// What occurs at least so often in a story: `atleast3(oil)`.
    AtLeast(u32, Box<Query>),
    /// What counts so many times as much in ranking: `oil^2`.
    Boost(Box<Query>, f32),
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
    /// Any of these fields holds something: `byline:*`.
    Has(&'static [Field]),
    /// What does not match the inner query.
    Not(Box<Query>),
    /// What matches all of them; at least two.
    And(Vec<Query>),
    /// What matches any of them; at least two.
    Or(Vec<Query>),
}

impl Query {
    /// What it is made of, in order; nothing for words, and for what is asked of a field.
    fn parts(&self) -> Vec<&Query> {
        match self {
            Query::All | Query::Words(_) | Query::Key { .. } | Query::Range { .. } | Query::Has(_) => {
                Vec::new()
            }
            Query::Near(near) => vec![&near.left, &near.right],
            Query::First(_, inner)
            | Query::AtLeast(_, inner)
            | Query::Boost(inner, _)
            | Query::Not(inner) => {
                vec![inner]
            }
            Query::And(parts) | Query::Or(parts) => parts.iter().collect(),
        }
    }

    /// Itself, its parts, and theirs, in no order that matters.
    fn all_parts(&self) -> impl Iterator<Item = &Query> {
        // A chain of operators is as deep as it is long: no call within a call.
        let mut rest = vec![self];
        std::iter::from_fn(move || {
            let query = rest.pop()?;
            rest.extend(query.parts());
            Some(query)
        })
    }
}

/// Two parts of one text and how they stand to each other: `oil W/5 price`.
///
/// Both parts hold words, phrases, `OR`, [`Query::Near`] and [`Query::First`] only, all of the same
/// fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// What stands before the operator.
    pub left: Box<Query>,
    /// What stands behind it.
    pub right: Box<Query>,
    /// How far they may be apart.
    pub reach: Reach,
    /// Whether the left one stands before the right one in the text.
    pub ordered: bool,
    /// Whether the left one is meant where the right one is *not* near: `oil NOT W/5 price`.
    pub apart: bool,
}

/// How far two parts of a text may be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// So many words from the end of the one to the beginning of the other: 1 is side by side.
    Words(u32),
    /// The same sentence.
    Sentence,
    /// The same paragraph.
    Paragraph,
}

/// A word or a phrase as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The fields to search, any of which will do.
    pub fields: &'static [Field],
    /// Whether the fields are the default ones: the query named none.
    pub default_fields: bool,
    /// The text, without quotes and without the `~` of a fuzzy word. In a word of form
    /// [`Form::Wildcard`] and in quotes, `*` and `?` are wildcards as [`is_wildcard`] has it.
    pub text: String,
    /// How it is to be matched.
    pub form: Form,
    /// Which capitals it is to have.
    pub case: Case,
    /// Where it stands in the query, in bytes, quotes and field included.
    pub span: Range<usize>,
    /// What will do as well, each as it would be typed: a word, or words joined by hyphens. What is
    /// typed has none; a [`crate::search::Preferences`] adds them.
    pub also: Vec<String>,
}

impl Words {
    /// Whether it is a word without quotes and signs that is looked for in running text, which is
    /// where words are found in all their forms.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.form == Form::Stemmed
            && self.case == Case::Any
            && self.fields.iter().any(|field| field.kind() == Kind::Text)
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
    /// A word with wildcards: `minist*`, `wom?n`.
    Wildcard,
    /// What differs by at most so many letters, 1 or 2: `haftar~1`.
    Fuzzy(u8),
    /// With its case, accents and signs: `exact(U.S.)`.
    Exact,
}

/// Which capitals each word is to have in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Any or none.
    #[default]
    Any,
    /// At least one capital: `caps(apple)`.
    Caps,
    /// Capitals only: `allcaps(aids)`.
    AllCaps,
    /// No capital: `nocaps(apple)`.
    NoCaps,
}

/// Bounds of a range, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Days.
    Days(Option<Date>, Option<Date>),
    /// Numbers.
    Numbers(Option<u64>, Option<u64>),
}
