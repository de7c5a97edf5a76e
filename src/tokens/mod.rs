//! The one analyser: text to words with positions and byte ranges. Index, query and highlight all
//! use it, so that they cannot disagree on what a word is. It knows nothing of fields or engines.
//!
//! A word is kept **as written, folded**: lower case, without accents, apostrophes and dots.
//! Stemming is not part of the index; [`stem()`] relates the forms of a word when a question is asked.
//!
//! | text | words |
//! |---|---|
//! | `Cease-fire` | `cease` `fire`, the second bound to the first by a hyphen |
//! | `minister's`, `ministers’` | `minister`, `ministers` |
//! | `O'Neill`, `don’t` | `oneill`, `dont` |
//! | `U.N.`, `a.m.` | `un`, `am` |
//! | `AT&T`, `C++` | `at&t`, `c++` |
//! | `1,000`, `3.5` | `1000`, `3.5` |
//! | `São Paulo`, `Łódź` | `sao` `paulo`, `lodz` |
//! | `停战` | `停` `战`: scripts without spaces are split into characters |

mod compound;
mod fold;
mod section;
mod sentence;
mod stem;

use std::ops::Range;

pub use compound::{Compound, compounds, is_listed_compound, listed_splits};
pub use section::{Begin, Sections};
pub use sentence::sentences;
pub use stem::{forms_begin_with, has_stem, stem};

use fold::{is_ignored, is_mark, is_unspaced, push_folded};

/// The longest word kept, in bytes; the rest of a longer one is not searchable.
pub const LONGEST_WORD: usize = 200;

/// One word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// Its ordinal in the text, from 0.
    pub position: u32,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// Whether a hyphen alone stands between it and the word before.
    pub hyphenated: bool,
}

impl Word {
    /// Where the word stands in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The words of a text, one after another, in one pass that reuses one buffer.
///
/// ```
/// use newsidx::tokens::Words;
/// let mut words = Words::of("The U.N.'s cease-fire");
/// let mut found = Vec::new();
/// while words.advance() {
///     found.push(words.word().text.clone());
/// }
/// assert_eq!(found, ["the", "un", "cease", "fire"]);
/// ```
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    started: bool,
    hyphen_at: Option<usize>,
    word: Word,
}

impl<'t> Words<'t> {
    /// Begins at the start of a text.
    #[must_use]
    pub fn of(text: &'t str) -> Words<'t> {
        Words {
            text,
            at: 0,
            started: false,
            hyphen_at: None,
            word: Word::default(),
        }
    }

    /// Steps to the next word; `false` at the end of the text.
    pub fn advance(&mut self) -> bool {
        self.word.text.clear();
        // What folds to nothing, such as a stray modifier letter, is no word.
        while self.word.text.is_empty() {
            let Some(start) = self.find_start() else {
                return false;
            };
            self.word.hyphenated = self.hyphen_at == Some(start);
            self.word.start = start;
            self.at = start;
            self.scan_word();
            self.word.end = self.at;
        }
        if self.started {
            self.word.position += 1;
        }
        self.started = true;
        self.hyphen_at = self.after_hyphen();
        if self.word.text.len() > LONGEST_WORD {
            let cut = self.word.text.floor_char_boundary(LONGEST_WORD);
            self.word.text.truncate(cut);
        }
        true
    }

    /// The word that the last [`Words::advance`] stepped to.
    #[must_use]
    pub fn word(&self) -> &Word {
        &self.word
    }

    /// The same, to be changed by an engine that shifts positions.
    pub fn word_mut(&mut self) -> &mut Word {
        &mut self.word
    }

    fn find_start(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let byte = *bytes.get(at)?;
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            if byte < 128 {
                at += 1;
                continue;
            }
            let character = self.text[at..].chars().next()?;
            if character.is_alphanumeric()
                && !is_mark(character)
                && !is_ignored(character)
                && !is_apostrophe(character)
            {
                return Some(at);
            }
            at += character.len_utf8();
        }
    }

    /// Takes the word that begins at `self.at` and leaves `self.at` behind it.
    fn scan_word(&mut self) {
        let bytes = self.text.as_bytes();
        if bytes[self.at] >= 128 && self.take_unspaced() {
            return;
        }
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                self.take_ascii_run();
            } else if !(if byte < 128 {
                self.join_ascii(byte)
            } else {
                self.join_other()
            }) {
                break;
            }
        }
    }

    /// Takes plain letters and digits at once: most words are nothing else.
    fn take_ascii_run(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let run = rest
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let before = self.word.text.len();
        self.word.text.push_str(&self.text[self.at..self.at + run]);
        self.word.text[before..].make_ascii_lowercase();
        self.at += run;
    }

    /// Takes one character of a script without spaces, with its marks, if one is next.
    fn take_unspaced(&mut self) -> bool {
        let first = self.text[self.at..].chars().next();
        let Some(character) = first.filter(|character| is_unspaced(*character)) else {
            return false;
        };
        push_folded(character, &mut self.word.text);
        self.at += character.len_utf8();
        self.take_marks();
        true
    }

    fn take_marks(&mut self) {
        while let Some(character) = self.text[self.at..].chars().next().filter(|c| is_mark(*c)) {
            push_folded(character, &mut self.word.text);
            self.at += character.len_utf8();
        }
    }

    /// Whether an ASCII sign inside or right after a word belongs to it; if so, steps over it.
    fn join_ascii(&mut self, sign: u8) -> bool {
        match sign {
            b'\'' => self.join_apostrophe(1),
            b'.' => self.join_dot(),
            b',' => self.join_thousands(),
            b'&' => self.join_ampersand(),
            b'+' | b'#' => self.join_letter_sign(sign),
            _ => false,
        }
    }

    fn join_other(&mut self) -> bool {
        let Some(character) = self.text[self.at..].chars().next() else {
            return false;
        };
        let width = character.len_utf8();
        if is_apostrophe(character) {
            return self.join_apostrophe(width);
        }
        if is_unspaced(character) {
            return false;
        }
        if character.is_alphanumeric() || is_mark(character) {
            push_folded(character, &mut self.word.text);
        } else if !is_ignored(character) {
            return false;
        }
        self.at += width;
        true
    }

    /// An apostrophe between letters is dropped; with a closing `s` it is a possessive, which
    /// ends the word.
    fn join_apostrophe(&mut self, width: usize) -> bool {
        let mut rest = self.text[self.at + width..].chars();
        let (next, after) = (rest.next(), rest.next());
        let Some(next) = next.filter(|next| next.is_alphanumeric() && !is_unspaced(*next)) else {
            return false;
        };
        let ends = !after.is_some_and(|after| after.is_alphanumeric() || is_mark(after));
        self.at += width;
        if matches!(next, 's' | 'S') && ends {
            self.at += 1;
            return false;
        }
        true
    }

    /// The dot of an abbreviation of single letters (`U.N.`) or of a decimal number (`3.5`).
    fn join_dot(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        let before = byte(self.at.wrapping_sub(1));
        let after = byte(self.at + 1);
        if before.is_ascii_digit() && after.is_ascii_digit() && starts_with_digit(&self.word.text) {
            self.word.text.push('.');
            self.at += 1;
            return true;
        }
        if !self.is_dotted_so_far() {
            return false;
        }
        let single = after.is_ascii_alphabetic()
            && !byte(self.at + 2).is_ascii_alphanumeric()
            && byte(self.at + 2) < 128;
        if single {
            self.at += 1;
            return true;
        }
        // The closing dot belongs to an abbreviation that already has an inner one.
        let closes = self.at - self.word.start >= 3;
        self.at += usize::from(closes);
        closes && self.text[self.at..].starts_with(['\'', '’'])
    }

    /// Whether the word so far is single ASCII letters with dots between: `U`, `U.N`.
    fn is_dotted_so_far(&self) -> bool {
        let so_far = &self.text.as_bytes()[self.word.start..self.at];
        so_far.len() < 40
            && so_far.len() % 2 == 1
            && so_far.iter().enumerate().all(|(index, byte)| {
                if index % 2 == 0 {
                    byte.is_ascii_alphabetic()
                } else {
                    *byte == b'.'
                }
            })
    }

    /// The comma of `1,000`: three digits follow and no more, digits alone stand before it.
    fn join_thousands(&mut self) -> bool {
        let bytes = &self.text.as_bytes()[self.at + 1..];
        let digits = bytes
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let joins = digits == 3
            && !bytes.get(3).is_some_and(u8::is_ascii_alphabetic)
            && self.word.text.bytes().all(|byte| byte.is_ascii_digit());
        self.at += usize::from(joins);
        joins
    }

    /// The `&` of `AT&T` and `R&D`: right between letters.
    fn join_ampersand(&mut self) -> bool {
        let after = self.text.as_bytes().get(self.at + 1);
        let joins = after.is_some_and(u8::is_ascii_alphabetic)
            && self
                .word
                .text
                .bytes()
                .next_back()
                .is_some_and(|byte| byte.is_ascii_alphabetic());
        if joins {
            self.word.text.push('&');
            self.at += 1;
        }
        joins
    }

    /// The signs of `C++` and `C#`: behind a single letter, nothing of a word behind them.
    fn join_letter_sign(&mut self, sign: u8) -> bool {
        let wanted: &[u8] = if sign == b'+' { b"++" } else { b"#" };
        let rest = &self.text.as_bytes()[self.at..];
        let single = self.at - self.word.start == 1 && self.word.text.as_bytes()[0].is_ascii_alphabetic();
        let closed = !rest.get(wanted.len()).is_some_and(u8::is_ascii_alphanumeric);
        if single && closed && rest.starts_with(wanted) {
            self.word.text.extend(wanted.iter().map(|byte| *byte as char));
            self.at += wanted.len();
        }
        false
    }

    /// Where the next word begins if one hyphen alone stands before it.
    fn after_hyphen(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        match rest.as_bytes().first()? {
            b'-' => Some(self.at + 1),
            byte if *byte < 128 => None,
            _ => {
                let hyphen = rest.chars().next().filter(|sign| is_hyphen(*sign))?;
                Some(self.at + hyphen.len_utf8())
            }
        }
    }
}

/// Hyphens that are not ASCII: the plain one, the one that does not break, the dash of `Russia–Ukraine`, the wide one.
fn is_hyphen(character: char) -> bool {
    matches!(character, '\u{2010}' | '\u{2011}' | '\u{2013}' | '－')
}

/// Apostrophes that are not ASCII.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '’' | 'ʼ' | '‘' | '＇')
}

fn starts_with_digit(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
}

/// All words of a text at once; for short texts such as queries.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Words::of(text);
    let mut all = Vec::new();
    while words.advance() {
        all.push(words.word().clone());
    }
    all
}

/// The number of words of a text.
#[must_use]
pub fn count(text: &str) -> u32 {
    let mut words = Words::of(text);
    while words.advance() {}
    if words.started { words.word.position + 1 } else { 0 }
}

#[cfg(test)]
mod tests;
