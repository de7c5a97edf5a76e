//! The pieces that another system's query is made of.

use std::ops::Range;

use super::table::Operator;
use super::word::Reading;
use crate::field::Field;
use crate::query::operator::Function;

/// A piece of a query.
#[derive(Clone, Debug)]
pub(in crate::query) struct Lexeme {
    /// What it is.
    pub(in crate::query) token: Token,
    /// Where it stands, in bytes.
    pub(in crate::query) span: Range<usize>,
}

/// What a piece of a query is.
#[derive(Clone, Debug)]
pub(in crate::query) enum Token {
    /// A word or a phrase, and where it stands without its quotes.
    Words(Reading, Range<usize>),
    /// The words of a phrase that may be so many words apart.
    Slop(Vec<String>, u32),
    /// A sign for any letters that stands alone.
    Star,
    /// A field of days or numbers and what it must be, as ours would be written.
    Condition(Field, Vec<String>),
    /// `[a TO b]`, in either kind of brackets.
    Bracket,
    /// A field that holds what follows.
    Field(&'static [Field]),
    /// A function of what follows.
    Function(Function),
    /// `/F50/` behind what it is about.
    First(u32),
    /// `^2` right behind what it is about.
    Boost(f32),
    /// The sign of what is required.
    Required,
    /// The sign of an exclusion.
    Excluded,
    /// An operator.
    Operator(Operator),
    /// An opening parenthesis.
    Open,
    /// A closing parenthesis.
    Close,
}
