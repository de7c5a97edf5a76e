//! A word of another system to a word of ours: its signs for letters, and what would mean something
//! else here. It does not know where the word stands.

use super::table::{Dialect, Signs};
use crate::query::lexer::{Lexeme, Token, is_quote, lex};
use crate::query::wildcard::{FEWEST_LETTERS, alternatives, is_any_word, is_wildcard};
use crate::query::{Form, lexer};
use crate::tokens;

/// A word or a phrase as ours would be written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) struct Reading {
    /// The text, without quotes.
    pub(super) text: String,
    /// How it is matched.
    pub(super) form: Form,
    /// Whether it finds more than the system would.
    pub(super) inexact: bool,
}

/// A word with `*` and `?` where ours has them.
struct Letters {
    text: String,
    has_wildcards: bool,
    inexact: bool,
}

/// Reads a word. Its text is empty if it is made of signs only.
pub(super) fn word(typed: &str, dialect: &Dialect) -> Reading {
    if let Some(sign) = dialect.signs.as_written
        && let Some(exact) = typed.strip_prefix(sign)
    {
        let letters = letters(exact, dialect);
        return Reading {
            text: harmless(&letters.text),
            form: Form::Quoted,
            inexact: letters.inexact,
        };
    }
    let letters = letters(typed, dialect);
    let text = &letters.text;
    let form = match () {
        () if !is_one_word(text) => Form::Quoted,
        () if letters.has_wildcards => Form::Wildcard,
        () => Form::Stemmed,
    };
    Reading {
        text: if form == Form::Quoted {
            harmless(text)
        } else {
            text.clone()
        },
        form,
        inexact: letters.inexact,
    }
}

/// Reads what stands between quotes.
pub(super) fn phrase(typed: &str, dialect: &Dialect) -> Reading {
    let (mut text, mut inexact) = (String::with_capacity(typed.len()), false);
    for part in typed.split(lexer::is_space).filter(|part| !part.is_empty()) {
        let letters = if dialect.is_lucene {
            plain(part)
        } else {
            letters(part, dialect)
        };
        inexact |= letters.inexact;
        let part = &*letters.text;
        if !part.is_empty() && !is_any_word(part) {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(part);
        }
    }
    Reading {
        text: harmless(&text),
        form: Form::Quoted,
        inexact,
    }
}

/// Reads a word of which so many letters may differ; `None` if it is no such word.
pub(super) fn fuzzy(typed: &str, distance: u8) -> Option<Reading> {
    let text = unescaped(typed);
    let read = lex(&format!("{text}~{distance}")).ok()?;
    let whole = matches!(&*read, [Lexeme { token: Token::Fuzzy(word, _), .. }] if *word == (0..text.len()));
    (whole && tokens::words(&text).len() == 1 && !is_wildcard(&text)).then_some(Reading {
        text,
        form: Form::Fuzzy(distance),
        inexact: false,
    })
}

/// The text without the backslashes that take away the meaning of what follows them.
pub(super) fn unescaped(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut letters = typed.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next()),
            letter => text.push(letter),
        }
    }
    text
}

fn letters(typed: &str, dialect: &Dialect) -> Letters {
    let signs = &dialect.signs;
    let (stem, limited) = without_ending(typed, signs);
    let mut read = Letters {
        text: String::with_capacity(typed.len()),
        has_wildcards: limited.is_some(),
        inexact: limited == Some(Ending::Limited),
    };
    let mut rest = stem.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\\' if dialect.is_lucene => read.text.extend(rest.next().map(literal)),
            letter if signs.any == Some(letter) => read.wildcard('*'),
            letter if signs.one.contains(&letter) => read.wildcard('?'),
            '*' => read.text.push(' '),
            letter => read.text.push(letter),
        }
    }
    if limited.is_some() {
        read.wildcard('*');
    }
    read.settled()
}

/// A letter that means itself. Where ours would mean something else by it, a space does as well.
fn literal(letter: char) -> char {
    let means_more = is_quote(letter) || matches!(letter, '*' | '?' | '(' | ')');
    if means_more { ' ' } else { letter }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Any,
    Limited,
}

/// A word without the sign at its end that stands for letters.
fn without_ending<'t>(typed: &'t str, signs: &Signs) -> (&'t str, Option<Ending>) {
    let word = typed.trim_end_matches([',', ';', '.', ':']);
    let ends_in_letter = |stem: &str| stem.ends_with(|last: char| last.is_alphanumeric());
    if let Some(stem) = signs.ending.and_then(|sign| word.strip_suffix(sign)) {
        return (stem, Some(Ending::Any).filter(|_| ends_in_letter(stem)));
    }
    let limited = signs.limited.and_then(|(before, behind)| {
        let digits = word.strip_suffix(behind)?;
        let stem = digits.trim_end_matches(|letter: char| letter.is_ascii_digit());
        stem.strip_suffix(before).filter(|stem| ends_in_letter(stem))
    });
    match limited {
        Some(stem) => (stem, Some(Ending::Limited)),
        None => (typed, None),
    }
}

/// A word in which no sign stands for letters.
fn plain(part: &str) -> Letters {
    let text = unescaped(part).replace('*', " ");
    let read = Letters {
        text: text.replace(is_quote, " "),
        has_wildcards: false,
        inexact: false,
    };
    read.settled()
}

impl Letters {
    fn wildcard(&mut self, sign: char) {
        self.has_wildcards = true;
        self.text.push(sign);
    }

    /// The word with its wildcards where ours may have them. Where ours may have no `?`, a `*` finds
    /// more.
    fn settled(mut self) -> Letters {
        let text = self.text.trim_matches(lexer::is_space);
        self.text = text.trim_start_matches(lexer::is_stroke).to_owned();
        if !self.has_wildcards {
            if self.text.split(lexer::is_space).any(is_wildcard) {
                self.text = self.text.replace('?', " ");
            }
            return self;
        }
        let alone = self.text.replace('*', "x");
        let trimmed = self
            .text
            .trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_wild(letter));
        let is_last = trimmed.ends_with('?');
        let beside = self.text.contains("?*") || self.text.contains("*?");
        if self.text.contains('?') && (is_last || beside || !is_wildcard(&alone)) {
            self.text = self.text.replace('?', "*");
            self.inexact = true;
        }
        let mut text = String::with_capacity(self.text.len());
        for letter in self.text.chars() {
            if letter != '*' || !text.ends_with('*') {
                text.push(letter);
            }
        }
        self.text = text;
        self
    }
}

fn is_wild(letter: char) -> bool {
    matches!(letter, '*' | '?')
}

/// Whether a text would be one word of ours, whatever stands before it.
fn is_one_word(text: &str) -> bool {
    // Behind a field and its colon it would be an address.
    if text.starts_with("//") {
        return false;
    }
    let read = lex(&format!("+{text}"));
    let whole = 1..text.len() + 1;
    read.is_ok_and(|lexemes| {
        matches!(&*lexemes, [Lexeme { token: Token::Plus, .. }, Lexeme { token: Token::Word, span }] if *span == whole)
    })
}

/// A text for quotes, in which parentheses are no alternatives.
fn harmless(text: &str) -> String {
    let text = text.replace(is_quote, " ");
    let is_itself = alternatives(&text).is_some_and(|phrases| phrases.len() == 1);
    let text = if is_itself {
        text
    } else {
        text.replace(['(', ')'], " ")
    };
    let words: Vec<&str> = text
        .split(lexer::is_space)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Whether a word of a text has wildcards and too few letters beside them.
pub(super) fn is_too_short(text: &str) -> bool {
    text.split(lexer::is_space).any(|word| {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        is_wildcard(word) && !is_any_word(word) && letters.take(FEWEST_LETTERS).count() < FEWEST_LETTERS
    })
}
