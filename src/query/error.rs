//! What can be wrong with a query, where, and what to write instead. It decides nothing: the lexer
//! and the parser do.

use std::ops::Range;

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
    NothingBefore(&'static str),
    /// An operator at the end of a query or a group, or before another one.
    #[error("`{0}` has nothing after it")]
    NothingAfter(&'static str),
    /// A field without a value.
    #[error("`{name}:` has nothing to look for")]
    FieldAlone {
        /// The field as typed.
        name: String,
        /// How it is matched.
        kind: Kind,
    },
    /// A field with a lone `*`.
    #[error("`*` alone does not go with a field")]
    FieldStar,
    /// A name before a colon that is nearly the name of a field.
    #[error("there is no field `{typed}`")]
    UnknownField {
        /// The name as typed.
        typed: String,
        /// The field it resembles.
        known: &'static str,
    },
    /// A star elsewhere than at the end of a word.
    #[error("`*` stands only at the end of a word")]
    StarPlace,
    /// A prefix of fewer than two letters or digits.
    #[error("too few letters stand before `*`")]
    ShortPrefix,
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
            Self::FieldStar => "field-star",
            Self::UnknownField { .. } => "unknown-field",
            Self::StarPlace => "star-place",
            Self::ShortPrefix => "short-prefix",
            Self::NotADate(_) => "not-a-date",
            Self::NoSuchDate(_) => "no-such-date",
            Self::NotANumber(_) => "not-a-number",
            Self::EmptyRange => "empty-range",
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
        "field-star",
        "unknown-field",
        "star-place",
        "short-prefix",
        "not-a-date",
        "no-such-date",
        "not-a-number",
        "empty-range",
    ];

    fn hint(&self) -> String {
        let in_quotes = "to search for the word before the colon, put it in quotes";
        match self {
            Self::TooLong(_) => "split it into several queries".into(),
            Self::TooDeep(_) => "take away parentheses that change nothing".into(),
            Self::NeverClosed => "add `)`, or take the `(` away".into(),
            Self::NeverOpened => "add `(` before it, or take the `)` away".into(),
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
            Self::FieldStar => "leave the field out, or write the beginning of a word: minist*".into(),
            Self::UnknownField { typed, known } => {
                format!("did you mean `{known}:`? For the text itself use quotes: \"{typed}:...\"")
            }
            Self::StarPlace => "write the beginning of the word, as in minist*, or leave the `*` out".into(),
            Self::ShortPrefix => "write at least two letters or digits of the word, as in minist*".into(),
            Self::NotADate(_) => format!(
                "a date is 2020, 2020-01 or 2020-01-14, a range 2020-01..2020-03 or >=2020-01-14; {in_quotes}"
            ),
            Self::NoSuchDate(_) => "a date is written year-month-day, as in 2020-01-14".into(),
            Self::NotANumber(_) => format!("a number is 500, a range 100..200 or >=500; {in_quotes}"),
            Self::EmptyRange => "a range runs from the lower to the higher: 2020-01..2020-03".into(),
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
