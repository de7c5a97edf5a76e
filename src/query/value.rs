//! A word or a phrase as it stands in a query, to [`Words`]: whether it has wildcards, and enough letters
//! beside them.

use std::ops::Range;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lexer::is_space;
use super::wildcard::{FEWEST_LETTERS, MOST_ALTERNATIVES, alternatives, is_any_word, is_wildcard};
use super::{Case, Form, Query, Words};
use crate::field::Field;
use crate::tokens;

/// A word, a phrase or another value as it stands in the query.
pub(super) struct Value {
    pub(super) default_fields: bool,
    pub(super) quoted: bool,
    /// How many letters may differ, where `~` says so.
    pub(super) fuzzy: Option<u8>,
    /// What stands between the quotes or before the `~`, else the same as `span`.
    pub(super) inside: Range<usize>,
    pub(super) span: Range<usize>,
}

/// The words that a value is.
pub(super) fn words(fields: &'static [Field], text: &str, value: Value) -> Result<Query, SyntaxError> {
    let (text, form) = if value.quoted {
        (phrase(text, &value.span)?, Form::Quoted)
    } else if let Some(distance) = value.fuzzy {
        if tokens::words(text).len() != 1 || is_wildcard(text) {
            return Err(SyntaxErrorKind::FuzzyDistance.at(value.span));
        }
        (text.to_owned(), Form::Fuzzy(distance))
    } else if is_wildcard(text) {
        (wildcard(text).ok_or_else(|| short(&value.span))?, Form::Wildcard)
    } else {
        (text.to_owned(), Form::Stemmed)
    };
    Ok(Query::Words(Words {
        fields,
        default_fields: value.default_fields,
        text,
        form,
        case: Case::Any,
        span: value.span,
        also: Vec::new(),
    }))
}

fn short(span: &Range<usize>) -> SyntaxError {
    SyntaxErrorKind::ShortWildcard.at(span.clone())
}

/// A word with wildcards, with one `*` in place of several. `None` if it has too few letters.
fn wildcard(word: &str) -> Option<String> {
    let mut text = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter != '*' || !text.ends_with('*') {
            text.push(letter);
        }
    }
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    (letters.take(FEWEST_LETTERS).count() == FEWEST_LETTERS).then_some(text)
}

/// What stands between quotes. A `*` that stands alone is any one word, except at the ends, where it
/// means nothing.
fn phrase(text: &str, span: &Range<usize>) -> Result<String, SyntaxError> {
    let text = text.trim_matches(is_space);
    let phrases = alternatives(text);
    let phrases =
        phrases.ok_or_else(|| SyntaxErrorKind::TooManyPhrases(MOST_ALTERNATIVES).at(span.clone()))?;
    for word in phrases.iter().flat_map(|phrase| phrase.split(is_space)) {
        if is_wildcard(word) && !is_any_word(word) && wildcard(word).is_none() {
            return Err(short(span));
        }
    }
    Ok(text.to_owned())
}
