//! What can be wrong with a query, where, and what to write instead. It decides nothing: the lexer
//! and the parser do.

use std::ops::Range;

use super::dialect::Syntax;
use crate::caret;
use crate::field::Kind;

/// Why a text is not a query. Displayed, it is one line in lower case without the hint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where, in bytes of the query.
    pub span: Range<usize>,
    /// What to write instead, one line.
    pub hint: String,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxErrorKind {
    /// It has more than so many bytes.
    #[error("the query is longer than {0} bytes")]
    TooLong(usize),
    /// Its parentheses stand in each other more than so deep.
    #[error("the parentheses are nested more than {0} deep")]
    TooDeep(usize),
    /// An opening parenthesis without its closing one.
    #[error("`(` is never closed")]
    NeverClosed,
    /// A closing parenthesis without its opening one.
    #[error("`)` closes nothing")]
    NeverOpened,
    /// An operator at the beginning of a query or a group, or behind another one.
    #[error("`{0}` has nothing before it")]
    NothingBefore(String),
    /// An operator at the end of a query or a group, or before another one.
    #[error("`{0}` has nothing after it")]
    NothingAfter(String),
    /// A field without a value.
    #[error("`{name}:` has nothing to look for")]
    FieldAlone {
        /// The field as typed.
        name: String,
        /// How it is matched.
        kind: Kind,
    },
    /// A name before a colon that is nearly the name of a field.
    #[error("there is no field `{typed}`")]
    UnknownField {
        /// The name as typed.
        typed: String,
        /// The field it resembles.
        known: &'static str,
    },
    /// A star right behind a quote or a parenthesis.
    #[error("`*` belongs to no word")]
    StarPlace,
    /// A word with wildcards and fewer than two letters or digits.
    #[error("too few letters stand beside the wildcards")]
    ShortWildcard,
    /// `~` behind a phrase or a group.
    #[error("`~` stands only behind a word")]
    Slop,
    /// A fuzzy word with another number than 1 or 2, or that is several words.
    #[error("`~` is for one word, of which one or two letters may differ")]
    FuzzyDistance,
    /// A phrase with alternatives that make too many phrases.
    #[error("the alternatives make more than {0} phrases")]
    TooManyPhrases(usize),
    /// A distance of no word, or of too many.
    #[error("the distance of `{0}` is not between 1 and 1,000 words")]
    Distance(String),
    /// A boost of nothing, or of too much.
    #[error("the boost `{0}` is not above 0 and at most 1,000")]
    Boost(String),
    /// A number that may not be zero.
    #[error("`{0}` needs a number from 1")]
    Zero(String),
    /// A function with nothing in its parentheses.
    #[error("`{0}` needs a word in its parentheses")]
    EmptyCall(String),
    /// What cannot stand inside an operator.
    #[error("{what} cannot stand inside `{operator}`")]
    Inside {
        /// The operator, as it was typed.
        operator: String,
        /// What stands in it.
        what: String,
    },
    /// The two sides of an operator are looked for in different fields.
    #[error("the two sides of `{0}` must be in the same field")]
    OtherFields(String),
    /// A date counted back from the newest story where there is none.
    #[error("there is no story with a date to count back from")]
    NoNewest,
    /// What is no date, where one is needed.
    #[error("`{0}:` needs a date")]
    NotADate(&'static str),
    /// A date that the calendar has not.
    #[error("the calendar has no `{0}`")]
    NoSuchDate(String),
    /// What is no number, where one is needed.
    #[error("`{0}:` needs a number")]
    NotANumber(&'static str),
    /// A range that holds nothing.
    #[error("nothing lies within this range")]
    EmptyRange,
    /// What a query of another system has, and ours has not.
    #[error("{what} of {syntax} has no counterpart here")]
    NotInDialect {
        /// How the query is written.
        syntax: Syntax,
        /// What it has.
        what: String,
        /// What to write instead.
        instead: &'static str,
    },
    /// Two parts of which no phrase can be made, with no operator between them.
    #[error("an operator is missing before this")]
    NoOperator(Syntax),
    /// A quote or a bracket without its closing one, in a query of another system.
    #[error("`{0}` is never closed")]
    Unclosed(char),
    /// Parentheses around nothing, in a query of another system.
    #[error("nothing stands in these parentheses")]
    EmptyParentheses,
    /// More than so many words for which all words of the index are looked at.
    #[error("more than {0} words are like `haftar~1` or `*istan`")]
    TooManyScans(usize),
    /// More than so many operators such as `W/5` within one another.
    #[error("more than {0} operators such as `W/5` stand in one another")]
    DeepNear(usize),
    /// Operators within one another, or words of one phrase, of which there are more than so many.
    #[error("more than {0} operators or words of a phrase hang on each other")]
    LongChain(usize),
}

impl SyntaxErrorKind {
    /// A name for programs, which does not change when the words of the message do.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong(_) => "too-long",
            Self::TooDeep(_) => "too-deep",
            Self::NeverClosed => "never-closed",
            Self::NeverOpened => "never-opened",
            Self::NothingBefore(_) => "nothing-before",
            Self::NothingAfter(_) => "nothing-after",
            Self::FieldAlone { .. } => "field-alone",
            Self::UnknownField { .. } => "unknown-field",
            Self::StarPlace => "star-place",
            Self::ShortWildcard => "short-wildcard",
            Self::Slop => "slop",
            Self::FuzzyDistance => "fuzzy-distance",
            Self::TooManyPhrases(_) => "too-many-phrases",
            Self::Distance(_) => "distance",
            Self::Boost(_) => "boost",
            Self::Zero(_) => "zero",
            Self::EmptyCall(_) => "empty-call",
            Self::Inside { .. } => "inside",
            Self::OtherFields(_) => "other-fields",
            Self::NoNewest => "no-newest",
            Self::NotADate(_) => "not-a-date",
            Self::NoSuchDate(_) => "no-such-date",
            Self::NotANumber(_) => "not-a-number",
            Self::EmptyRange => "empty-range",
            Self::NotInDialect { .. } => "not-in-dialect",
            Self::NoOperator(_) => "no-operator",
            Self::Unclosed(_) => "unclosed",
            Self::EmptyParentheses => "empty-parentheses",
            Self::TooManyScans(_) => "too-many-scans",
            Self::DeepNear(_) => "deep-near",
            Self::LongChain(_) => "long-chain",
        }
    }

    /// Every [`SyntaxErrorKind::code`].
    pub const CODES: &[&str] = &[
        "too-long",
        "too-deep",
        "never-closed",
        "never-opened",
        "nothing-before",
        "nothing-after",
        "field-alone",
        "unknown-field",
        "star-place",
        "short-wildcard",
        "slop",
        "fuzzy-distance",
        "too-many-phrases",
        "distance",
        "boost",
        "zero",
        "empty-call",
        "inside",
        "other-fields",
        "no-newest",
        "not-a-date",
        "no-such-date",
        "not-a-number",
        "empty-range",
        "not-in-dialect",
        "no-operator",
        "unclosed",
        "empty-parentheses",
        "too-many-scans",
        "deep-near",
        "long-chain",
    ];

    fn hint(&self) -> String {
        let in_quotes = "to search for the word before the colon, put it in quotes";
        match self {
            Self::TooLong(_) => "split it into several queries".into(),
            Self::TooDeep(_) => "take away parentheses that change nothing".into(),
            Self::NeverClosed => "add `)`, or take the `(` away".into(),
            Self::NeverOpened => "add `(` before it, or take the `)` away".into(),
            // In lower case it would still be an operator.
            Self::NothingBefore(name) | Self::NothingAfter(name) if name.contains(['/', '／']) => {
                format!("to search for the word, put it in quotes: \"{name}\"")
            }
            Self::NothingBefore(name) | Self::NothingAfter(name) => {
                format!("to search for the word, put it in quotes or in lower case: \"{name}\"")
            }
            Self::FieldAlone { name, kind } => {
                let example = match kind {
                    Kind::Text | Kind::Name => "Moscow",
                    Kind::Key => "upi/*",
                    Kind::Date => "2020-01",
                    Kind::Number => "100..200",
                };
                format!("add a value, as in {name}:{example}; {in_quotes}")
            }
            Self::UnknownField { typed, known } => {
                format!("did you mean `{known}:`? For the text itself use quotes: \"{typed}:...\"")
            }
            Self::StarPlace => "write it right beside letters, as in minist*, or leave it out".into(),
            Self::ShortWildcard => "write at least two letters or digits of the word, as in minist*".into(),
            Self::Slop => "for words near each other write `oil W/5 prices`".into(),
            Self::FuzzyDistance => "write `haftar~1` or `haftar~2`".into(),
            Self::TooManyPhrases(_) => "split the phrase in two, with `W/1` or `PRE/1` between them".into(),
            Self::Distance(_) => "for the same sentence write `/s`, for the same paragraph `/p`".into(),
            Self::Boost(_) => "a boost is a number such as 2 or 0.5; for the text itself use quotes".into(),
            Self::Zero(_) => "write `atleast3(oil)` or `first50(oil)`".into(),
            Self::EmptyCall(function) => format!("write {function}(oil), or take it away"),
            Self::Inside { operator, what } => inside_hint(operator, what),
            Self::OtherFields(operator) => {
                format!("put the field before parentheses: headline:(oil {operator} prices)")
            }
            Self::NoNewest => "name the days, as in 2020-01-14..2020-02-13".into(),
            Self::NotADate(_) => format!(
                "a date is 2020, 2020-01 or 2020-01-14, a range 2020-01..2020-03 or >=2020-01-14; {in_quotes}"
            ),
            Self::NoSuchDate(_) => "a date is written year-month-day, as in 2020-01-14".into(),
            Self::NotANumber(_) => format!("a number is 500, a range 100..200 or >=500; {in_quotes}"),
            Self::EmptyRange => "a range runs from the lower to the higher: 2020-01..2020-03".into(),
            Self::NotInDialect { instead, .. } => (*instead).into(),
            Self::NoOperator(syntax) => {
                format!("side by side means a phrase in {syntax}; write `and` before it, or another operator")
            }
            Self::Unclosed(_) => "add the one that closes it, or take it away".into(),
            Self::EmptyParentheses => "take the parentheses away, or write something in them".into(),
            Self::TooManyScans(_) => {
                "split it into several queries, or give the first letters instead, as in haft*".into()
            }
            Self::DeepNear(_) => {
                "join some of the words by `AND`, or put those side by side in quotes".into()
            }
            Self::LongChain(_) => "put the words of a phrase in quotes, or split the query".into(),
        }
    }

    /// The error of this kind at a place of the query.
    pub(super) fn at(self, span: Range<usize>) -> SyntaxError {
        SyntaxError {
            hint: self.hint(),
            kind: self,
            span,
        }
    }
}

/// What to write in place of what cannot stand inside an operator.
fn inside_hint(operator: &str, what: &str) -> String {
    match what {
        "words side by side" => format!("put a phrase in quotes: \"crude oil\" {operator} prices"),
        "`AND`" => format!("write each by itself: (oil {operator} prices) AND (gas {operator} prices)"),
        "`NOT`" if operator.contains('/') => {
            format!("for what is not near write NOT before the operator: oil NOT {operator} prices")
        }
        _ => format!("only words, phrases, OR, W/5 and first50() go into `{operator}`"),
    }
}

impl SyntaxError {
    /// Three lines without a last line break: the query with white space and control characters
    /// as spaces (100 columns of it around the error), carets under the place, and the hint.
    ///
    /// ```
    /// use newsidx::query::{Defaults, parse};
    /// let query = "oil AND";
    /// let error = parse(query, &Defaults::default()).unwrap_err();
    /// assert_eq!(error.to_string(), "`AND` has nothing after it");
    /// assert!(error.pointed(query).starts_with("  oil AND\n      ^^^\nhint: "));
    /// ```
    #[must_use]
    pub fn pointed(&self, query: &str) -> String {
        format!(
            "{}\nhint: {}",
            caret::pointed(query, self.span.clone()),
            self.hint
        )
    }
}
