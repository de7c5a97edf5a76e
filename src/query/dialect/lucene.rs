//! What only Lucene's queries have: signs before a word, escapes, `~` and `^` behind it, ranges in
//! brackets, and phrases whose words may stand apart.

use std::ops::Range;

use super::lexer::{Lexer, is_escaped};
use super::token::Token;
use super::word;
use crate::field::{FIELDS, Kind};
use crate::misspelling;
use crate::query::error::{SyntaxError, SyntaxErrorKind};
use crate::query::lexer::is_space;
use crate::query::operator::{WIDEST, boost, is_wrong_boost};

const PARTS: &str = "write wildcards instead, as in minist*";
const IN_QUOTES: &str =
    "put it in quotes, or write a backslash before the colon; fields are headline:, body:, byline: and so on";

impl Lexer<'_> {
    /// A sign, a range, a field or a word.
    pub(super) fn lucene_term(&mut self) -> Result<(), SyntaxError> {
        let rest = self.rest();
        let (first, behind) = rest.split_at(rest.chars().next().map_or(0, char::len_utf8));
        let is_alone = behind.chars().next().is_none_or(is_space);
        match first {
            "-" | "!" if self.fresh && !is_alone => self.lucene_sign(Token::Excluded),
            "+" if self.fresh && !is_alone => self.lucene_sign(Token::Required),
            "!" if self.fresh => self.push(Token::Excluded, self.at + 1),
            "[" | "{" => return self.bracket(),
            "/" if behind.contains('/') && !self.is_behind_key() => {
                let end = behind.find('/').map_or(self.text.len(), |end| self.at + end + 2);
                return Err(self.refused("a regular expression".into(), PARTS, end));
            }
            _ => return self.lucene_word(),
        }
        Ok(())
    }

    /// Whether a field of whole values ends right here.
    pub(super) fn is_behind_key(&self) -> bool {
        self.lexemes.last().is_some_and(|last| match last.token {
            Token::Field([field, ..]) => field.kind() == Kind::Key && last.span.end == self.at,
            _ => false,
        })
    }

    fn lucene_sign(&mut self, sign: Token) {
        self.push(sign, self.at + 1);
        self.fresh = true;
    }

    /// `[a TO b}`
    fn bracket(&mut self) -> Result<(), SyntaxError> {
        let rest = self.rest();
        let mut letters = rest.char_indices().take(LONGEST_BRACKET);
        let closing = letters.find(|&(_, letter)| matches!(letter, ']' | '}'));
        let Some((end, _)) = closing else {
            return Err(SyntaxErrorKind::Unclosed('[').at(self.at..self.at + 1));
        };
        self.push(Token::Bracket, self.at + end + 1);
        Ok(())
    }

    fn lucene_word(&mut self) -> Result<(), SyntaxError> {
        if self.at >= self.word_end {
            let rest = self.rest();
            let mut is_escaped = false;
            let length = rest.find(|letter| {
                let ends = !is_escaped && self.ends_word(letter);
                is_escaped = !is_escaped && letter == '\\';
                ends
            });
            self.word_end = self.at + length.unwrap_or(rest.len());
        }
        let typed = &self.rest()[..self.word_end - self.at];
        let last = self.lexemes.last().filter(|last| last.span.end == self.at);
        let is_behind_group =
            last.is_some_and(|last| matches!(last.token, Token::Words(..) | Token::Slop(..) | Token::Close));
        let end = self.at + typed.len();
        let is_value = last.is_some_and(|last| matches!(last.token, Token::Field(_)));
        if typed == "NOT" && !is_value {
            self.push(Token::Excluded, end);
        } else if let Some(operator) = self.dialect.operator(typed).filter(|_| !is_value) {
            self.push(Token::Operator(operator), end);
        } else if is_behind_group && let Some(boost) = boost(typed) {
            self.push(Token::Boost(boost), end);
        } else if is_behind_group && is_wrong_boost(typed) {
            return Err(SyntaxErrorKind::Boost(typed.to_owned()).at(self.at..end));
        } else if is_behind_group && typed.starts_with('~') {
            return Err(SyntaxErrorKind::Slop.at(self.at..end));
        } else if !self.lucene_field(typed)? {
            return self.lucene_marked(typed);
        }
        Ok(())
    }

    /// A field and its colon.
    fn lucene_field(&mut self, typed: &str) -> Result<bool, SyntaxError> {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '@');
        let length = typed.find(|letter| !is_name(letter)).unwrap_or(typed.len());
        let (name, behind) = typed.split_at(length);
        let is_field = name.contains(|letter: char| letter.is_ascii_alphabetic()) && behind.starts_with(':');
        if behind.starts_with("://") || !(is_field || typed.starts_with("*:")) {
            return Ok(false);
        }
        let end = self.at + length + 1;
        if typed.starts_with("*:*") {
            self.push(Token::Star, self.at + "*:*".len());
            return Ok(true);
        }
        if let Some(fields) = self.dialect.field(name) {
            self.push(Token::Field(fields), end);
            return Ok(true);
        }
        match misspelling::nearest(name, FIELDS.iter().map(|row| row.name)) {
            Some(known) => {
                let typed = name.to_owned();
                Err(SyntaxErrorKind::UnknownField { typed, known }.at(self.at..end))
            }
            None => Err(self.refused(format!("the field `{name}:`"), IN_QUOTES, end)),
        }
    }

    /// A word with the `~` and the `^2` at its end.
    fn lucene_marked(&mut self, typed: &str) -> Result<(), SyntaxError> {
        let at = typed.rfind('^').filter(|at| *at > 0 && !is_escaped(typed, *at));
        if let Some(sign) = at.map(|at| &typed[at..]).filter(|sign| is_wrong_boost(sign)) {
            let end = self.at + typed.len();
            return Err(SyntaxErrorKind::Boost(sign.to_owned()).at(end - sign.len()..end));
        }
        let boosted = at.and_then(|at| Some((&typed[..at], boost(&typed[at..])?)));
        let word = boosted.map_or(typed, |(word, _)| word);
        let tilde = word.rfind('~').filter(|at| *at > 0 && !is_escaped(word, *at));
        let (start, end) = (self.at, self.at + word.len());
        if let Some(at) = tilde {
            let wrong = || SyntaxErrorKind::FuzzyDistance.at(start..end);
            let distance = match &word[at + 1..] {
                "" | "2" => 2,
                "1" => 1,
                _ => return Err(wrong()),
            };
            let reading = word::fuzzy(&word[..at], distance).ok_or_else(wrong)?;
            self.words(reading, start..start + at, end)?;
        } else if word.chars().all(|letter| letter == '*') {
            self.push(Token::Star, end);
        } else {
            let reading = word::word(word, self.dialect);
            self.words(reading, start..end, end)?;
        }
        if let Some((_, boost)) = boosted
            && self.lexemes.last().is_some_and(|last| last.span.end == end)
        {
            self.push(Token::Boost(boost), start + typed.len());
        }
        self.at = start + typed.len();
        Ok(())
    }

    /// Whether a phrase that ends at `end` has a `~5` behind it, which says how far its words may
    /// stand apart.
    pub(super) fn slop(&mut self, inside: Range<usize>, end: usize) -> Result<bool, SyntaxError> {
        let behind = self.text.get(end..).unwrap_or_default();
        let Some(behind) = behind.strip_prefix('~') else {
            return Ok(false);
        };
        let length = behind
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(behind.len());
        let whole = end + 1 + length;
        let slop: u32 = behind[..length]
            .parse()
            .unwrap_or(if length == 0 { 0 } else { u32::MAX });
        if slop >= WIDEST {
            return Err(SyntaxErrorKind::Distance(format!("~{}", &behind[..length])).at(end..whole));
        }
        let typed = self.text.get(inside.clone()).unwrap_or_default();
        let phrase = word::phrase(typed, self.dialect);
        let words = phrase
            .text
            .split(is_space)
            .filter(|word| word.contains(char::is_alphanumeric));
        let words: Vec<String> = words.map(str::to_owned).collect();
        if words.len() < 2 || slop == 0 {
            self.words(phrase, inside, whole)?;
            return Ok(true);
        }
        let near = words.iter().map(|word| format!("\"{word}\""));
        let near = near.collect::<Vec<_>>().join(&format!(" W/{} ", slop + 1));
        let how = if words.len() > 2 {
            "each word near the one before it"
        } else {
            "in either order"
        };
        self.note(
            format!("the phrase with `~{slop}` is read as {near}: {how}"),
            whole,
        );
        self.push(Token::Slop(words, slop + 1), whole);
        Ok(true)
    }
}

/// The longest range in brackets, in characters.
const LONGEST_BRACKET: usize = 64;
