//! A line of text with carets under a stretch of it, as messages show what they speak of.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns of a line are shown at most.
const WINDOW: usize = 100;

/// How many of them stand before the place, if the line is longer.
const BEFORE: usize = 40;

/// Two lines without a last line break: the text with white space and control characters as spaces
/// (100 columns of it around the place), and carets under a stretch of it, given in bytes.
///
/// ```
/// assert_eq!(newsidx::caret::pointed("oil AND", 4..7), "  oil AND\n      ^^^");
/// ```
#[must_use]
pub fn pointed(text: &str, span: Range<usize>) -> String {
    let shown: Vec<(usize, char)> = text
        .char_indices()
        .map(|(at, letter)| (at, if is_unprintable(letter) { ' ' } else { letter }))
        .collect();
    let index_of = |place: usize| shown.partition_point(|&(at, _)| at < place);
    let (start, end) = (index_of(span.start), index_of(span.end));
    let (from, to) = window(&shown, start);
    let text = |from: usize, to: usize| -> String {
        let letters = shown.get(from..to).unwrap_or_default();
        letters.iter().map(|&(_, letter)| letter).collect()
    };
    let head = if from > 0 { "…" } else { "" };
    let tail = if to < shown.len() { "…" } else { "" };
    let indent = head.width() + text(from, start.min(to)).width();
    let carets = text(start, end.min(to)).width().max(1);
    format!(
        "  {head}{}{tail}\n  {:indent$}{}",
        text(from, to).trim_end(),
        "",
        "^".repeat(carets)
    )
}

/// White space, control characters, and those that are not seen or reorder a line.
fn is_unprintable(letter: char) -> bool {
    let unseen = matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    letter.is_whitespace() || letter.is_control() || unseen
}

/// The part of a line that is shown, as indexes of its characters.
fn window(shown: &[(usize, char)], start: usize) -> (usize, usize) {
    let width = |&(_, letter): &(usize, char)| letter.width().unwrap_or(0);
    if shown.iter().map(width).sum::<usize>() <= WINDOW {
        return (0, shown.len());
    }
    let start = start.min(shown.len());
    let (mut from, mut columns) = (start, 0);
    while from > 0 && columns < BEFORE {
        from -= 1;
        columns += shown.get(from).map_or(0, width);
    }
    let (mut to, mut columns) = (from, 0);
    while let Some(letter) = shown.get(to)
        && columns + width(letter) <= WINDOW
    {
        columns += width(letter);
        to += 1;
    }
    (from, to)
}
