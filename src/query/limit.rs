//! How much a query may ask of an index, whatever its words are. What may stand in what is not known
//! here.

use std::ops::Range;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lexer::is_space;
use super::wildcard::is_wildcard;
use super::{Form, Query, Words};

/// The most words for which all words of the index are looked at: `haftar~1`, `*istan`.
const MOST_SCANS: usize = 64;

/// Refuses a query that would take minutes, at the first word that is too many.
pub(super) fn check(query: &Query) -> Result<(), SyntaxError> {
    let mut scans: Vec<Range<usize>> = Vec::new();
    for part in query.all_parts() {
        if let Query::Words(words) = part {
            scans.extend((0..scans_of(words)).map(|_| words.span.clone()));
        }
    }
    scans.sort_by_key(|span| span.start);
    match scans.into_iter().nth(MOST_SCANS) {
        Some(span) => Err(SyntaxErrorKind::TooManyScans(MOST_SCANS).at(span)),
        None => Ok(()),
    }
}

/// For how many of the words all words of the index are looked at.
fn scans_of(words: &Words) -> usize {
    match words.form {
        Form::Fuzzy(_) => 1,
        Form::Wildcard | Form::Quoted => words.text.split(is_space).map(scans_of_word).sum(),
        Form::Stemmed | Form::Exact => 0,
    }
}

/// How many parts of a word, which may be a compound, have no letter before their first wildcard.
fn scans_of_word(word: &str) -> usize {
    if !is_wildcard(word) {
        return 0;
    }
    let is_sign = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '*' | '?');
    let begins = |part: &&str| part.starts_with(['*', '?']) && part.contains(char::is_alphanumeric);
    word.split(is_sign).filter(begins).count()
}
