//! Which characters of a foreign text may be shown, and what stands for the others. It does not
//! break lines.

use std::borrow::Cow;

/// What becomes of a character of a running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// It is shown.
    Shown,
    /// It is white space of some kind.
    Space,
    /// It is left out.
    Hidden,
}

/// What becomes of a character that follows another one in a running text.
pub(super) fn glyph(letter: char, before: Option<char>) -> Glyph {
    match letter {
        ' '..='~' if letter != ' ' => Glyph::Shown,
        // Persian, Hindi and others spell with the joiners: `می‌رود`. Elsewhere they only hide.
        '\u{200c}' | '\u{200d}'
            if before.is_some_and(|before| before >= '\u{590}' && !is_hostile(before)) =>
        {
            Glyph::Shown
        }
        _ if letter.is_whitespace() => Glyph::Space,
        _ if is_hostile(letter) => Glyph::Hidden,
        _ => Glyph::Shown,
    }
}

/// Whether a character commands a terminal, reorders a line or is there without being seen.
pub(super) fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// A name, such as an id or a path, in one line: what cannot be shown is escaped, so that two names
/// never look the same.
///
/// ```
/// assert_eq!(newsidx::print::name("wire/a\nb\u{202e}.txt"), "wire/a\\u{a}b\\u{202e}.txt");
/// ```
#[must_use]
pub fn name(text: &str) -> Cow<'_, str> {
    let odd = |letter: char| is_hostile(letter) || (letter.is_whitespace() && letter != ' ');
    if !text.contains(odd) {
        return Cow::from(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if odd(letter) {
            escaped.extend(letter.escape_unicode())
        } else {
            escaped.push(letter)
        }
    }
    Cow::from(escaped)
}

/// A message that may quote foreign text: what cannot be shown is escaped, line breaks stay.
#[must_use]
pub fn message(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(name).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut before = None;
        let mut shown = String::new();
        for letter in text.chars() {
            match glyph(letter, before) {
                Glyph::Shown => shown.push(letter),
                Glyph::Space => shown.push(' '),
                Glyph::Hidden => {}
            }
            before = Some(letter);
        }
        shown
    }

    #[test]
    fn a_story_cannot_command_a_terminal_or_reorder_a_line() {
        assert_eq!(shown("\u{1b}[31mred\u{9b}2J\u{7}"), "[31mred2J");
        assert_eq!(
            shown("pay\u{202e}lian\u{2066}x\u{200b}y\u{feff}z\u{ad}"),
            "paylianxyz"
        );
        assert_eq!(shown("a\tb\u{a0}c\u{2028}d"), "a b c d");
    }

    #[test]
    fn letters_of_all_scripts_stay_and_joiners_where_they_are_spelling() {
        assert_eq!(shown("é Москва 停火 🕊"), "é Москва 停火 🕊");
        assert_eq!(shown("می\u{200c}رود"), "می\u{200c}رود");
        assert_eq!(shown("op\u{200c}en\u{200d}"), "open");
    }

    #[test]
    fn names_that_differ_look_different() {
        assert_ne!(name("a\u{200b}.txt"), name("a.txt"));
        assert_eq!(name("two words.txt"), "two words.txt");
        assert_eq!(message("no `\u{1b}`\nhint: x"), "no `\\u{1b}`\nhint: x");
    }
}
