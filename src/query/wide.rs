//! Full-width forms of ASCII signs and letters, as East Asian keyboards give them: where a sign of the
//! language is looked for, they are it. Words keep them: the analyser folds those.

use std::borrow::Cow;

/// The ASCII form of a full-width character; others are themselves.
pub(super) fn narrow_letter(letter: char) -> char {
    match letter {
        // The block has the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

/// A word in ASCII forms.
pub(super) fn narrow(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        Cow::from(word)
    } else {
        word.chars().map(narrow_letter).collect()
    }
}

/// Whether a character opens a group: `(`, or the full-width one.
pub(super) fn is_open(letter: char) -> bool {
    matches!(letter, '(' | '（')
}

/// Whether a character closes a group.
pub(super) fn is_close(letter: char) -> bool {
    matches!(letter, ')' | '）')
}
