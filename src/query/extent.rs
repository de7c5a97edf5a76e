//! How far the values of a query reach: words, ids and paths, dates and ranges that may be written with
//! spaces. It does not read them.

use super::date;
use super::lexer::{is_quote, is_space};
use super::wide::{is_close, is_open};

pub(super) fn ends_word(letter: char) -> bool {
    is_space(letter) || is_quote(letter) || is_open(letter) || is_close(letter)
}

/// How many bytes at the start of a text are such characters.
pub(super) fn length_while(text: &str, mut matches: impl FnMut(char) -> bool) -> usize {
    text.find(|letter| !matches(letter)).unwrap_or(text.len())
}

/// The length of an id or a path: parentheses within it belong to it if they match.
pub(super) fn key_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    length_while(rest, |letter| {
        match letter {
            _ if is_open(letter) => depth += 1,
            _ if is_close(letter) && depth == 0 => return false,
            _ if is_close(letter) => depth -= 1,
            _ => {}
        }
        !is_space(letter) && !is_quote(letter)
    })
}

/// The longest `[... TO ...]`, in characters.
const LONGEST_BRACKET: usize = 64;

/// The length of a date, a number or a range, which may be written with spaces: `>= 2020`,
/// `[2020 TO 2021]`, `2020 .. 2021`.
pub(super) fn range_length(rest: &str) -> usize {
    let mut start = rest.char_indices().take(LONGEST_BRACKET);
    if rest.starts_with('[')
        && let Some((last, _)) = start.find(|&(_, letter)| letter == ']')
    {
        return last + 1;
    }
    if let Some(length) = date::relative_length(rest) {
        return length;
    }
    let without_spaces = |text: &str| rest.len() - text.trim_start_matches(is_space).len();
    let word_end = |from: usize| from + length_while(&rest[from..], |letter| !ends_word(letter));
    let signs = length_while(rest, |letter| matches!(letter, '<' | '=' | '>'));
    let value = if signs > 0 {
        without_spaces(&rest[signs..])
    } else {
        0
    };
    let end = word_end(value);
    let next = without_spaces(&rest[end..]);
    if !rest[next..].starts_with("..") {
        return end;
    }
    let upper = without_spaces(&rest[next + 2..]);
    if rest[upper..].starts_with(|letter: char| letter.is_ascii_digit()) {
        word_end(upper)
    } else {
        next + 2
    }
}
