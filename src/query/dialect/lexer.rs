//! The text of another system's query to its words, phrases, fields, conditions, operators and
//! parentheses. It knows where each ends and not how they go together.

use std::ops::Range;

use super::condition::{self, Behind};
use super::table::{Dialect, Operator};
use super::token::{Lexeme, Token};
use super::word::{self, Reading};
use super::{Inexact, Syntax};
use crate::field::{Field, Kind};
use crate::query::error::{SyntaxError, SyntaxErrorKind};
use crate::query::lexer::{is_quote, is_space};
use crate::query::operator::Proximity;
use crate::query::{Form, Reach};

/// The lexemes of a query, and what of it is read as something near.
pub(in crate::query) struct Lexed {
    pub(in crate::query) lexemes: Vec<Lexeme>,
    pub(in crate::query) inexact: Vec<Inexact>,
}

/// Takes a query apart.
pub(in crate::query) fn lex(text: &str, dialect: &'static Dialect) -> Result<Lexed, SyntaxError> {
    let mut lexer = Lexer {
        text,
        dialect,
        at: 0,
        word_end: 0,
        fresh: true,
        lexemes: Vec::new(),
        inexact: Vec::new(),
    };
    while let Some(next) = lexer.rest().chars().next() {
        let end = lexer.at + next.len_utf8();
        if is_space(next) {
            lexer.at = end;
            lexer.fresh = true;
        } else if dialect.opens(next) {
            lexer.push(Token::Open, end);
            lexer.fresh = true;
        } else if dialect.closes(next) {
            lexer.push(Token::Close, end);
        } else if is_quote(next) {
            lexer.phrase(end)?;
        } else if dialect.is_lucene {
            lexer.lucene_term()?;
        } else {
            lexer.term()?;
        }
    }
    Ok(Lexed {
        lexemes: lexer.lexemes,
        inexact: lexer.inexact,
    })
}

pub(super) struct Lexer<'q> {
    pub(super) text: &'q str,
    pub(super) dialect: &'static Dialect,
    pub(super) at: usize,
    /// Where the word ends that was looked at last. A word may have many parts.
    pub(super) word_end: usize,
    /// Whether a term begins here: at the start, behind white space or `(`.
    pub(super) fresh: bool,
    pub(super) lexemes: Vec<Lexeme>,
    inexact: Vec<Inexact>,
}

impl<'q> Lexer<'q> {
    pub(super) fn rest(&self) -> &'q str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn push(&mut self, token: Token, end: usize) {
        self.lexemes.push(Lexeme {
            token,
            span: self.at..end,
        });
        self.at = end;
        self.fresh = false;
    }

    /// The text of the last lexeme.
    fn last_text(&self) -> &'q str {
        let span = self.lexemes.last().map(|last| last.span.clone());
        span.and_then(|span| self.text.get(span)).unwrap_or_default()
    }

    pub(super) fn ends_word(&self, letter: char) -> bool {
        is_space(letter) || is_quote(letter) || self.dialect.opens(letter) || self.dialect.closes(letter)
    }

    pub(super) fn refused(&self, what: String, instead: &'static str, end: usize) -> SyntaxError {
        let syntax = self.dialect.syntax;
        SyntaxErrorKind::NotInDialect {
            syntax,
            what,
            instead,
        }
        .at(self.at..end)
    }

    /// Puts down that what stands up to `end` is read as something near.
    pub(super) fn note(&mut self, text: String, end: usize) {
        let span = self.at..end;
        self.inexact.push(Inexact { text, span });
    }

    /// A phrase whose text begins at `start`.
    fn phrase(&mut self, start: usize) -> Result<(), SyntaxError> {
        let inside = self.text.get(start..).unwrap_or_default();
        let is_lucene = self.dialect.is_lucene;
        let closes =
            |&(at, letter): &(usize, char)| is_quote(letter) && !(is_lucene && is_escaped(inside, at));
        let Some((length, closing)) = inside.char_indices().find(closes) else {
            return Err(SyntaxErrorKind::Unclosed('"').at(self.at..start));
        };
        let end = start + length + closing.len_utf8();
        if self.dialect.is_lucene && self.slop(start..start + length, end)? {
            return Ok(());
        }
        let reading = word::phrase(&inside[..length], self.dialect);
        self.words(reading, start..start + length, end)
    }

    /// Words. What is signs only means nothing, and no more does a `+` or `-` right before it.
    pub(super) fn words(
        &mut self,
        reading: Reading,
        inside: Range<usize>,
        end: usize,
    ) -> Result<(), SyntaxError> {
        if !reading.text.contains(char::is_alphanumeric) {
            let mut glued = self.at;
            while let Some(last) = self.lexemes.last().filter(|last| last.span.end == glued) {
                match last.token {
                    Token::Field(fields) => return Err(field_alone(self.text, fields, last.span.clone())),
                    Token::Required | Token::Excluded => glued = last.span.start,
                    _ => break,
                }
                self.lexemes.pop();
            }
            self.at = end;
            self.fresh = false;
            return Ok(());
        }
        if reading.inexact && !self.is_behind_key() {
            let typed = self.text.get(self.at..end).unwrap_or_default();
            let text = format!(
                "`{typed}` is read as {}: how many letters follow cannot be said",
                shown(&reading)
            );
            self.note(text, end);
        }
        self.push(Token::Words(reading, inside), end);
        Ok(())
    }

    /// What stands here up to the next white space, quote or parenthesis.
    fn term(&mut self) -> Result<(), SyntaxError> {
        if self.at >= self.word_end {
            let rest = self.rest();
            let length = rest.find(|letter| self.ends_word(letter)).unwrap_or(rest.len());
            self.word_end = self.at + length;
        }
        let (typed, rest) = self.rest().split_at(self.word_end - self.at);
        let behind = rest.chars().next();
        self.refuse(typed, behind)?;
        if self.operator(typed)
            || self.composed_field(typed, behind)?
            || self.condition(typed)?
            || self.prefix(typed, behind)
        {
            return Ok(());
        }
        let (word, glued) = split_glued(typed, self.dialect);
        let end = self.at + word.len();
        if !word.is_empty() {
            let is_star = word.chars().all(|letter| self.dialect.signs.any == Some(letter));
            if is_star {
                self.push(Token::Star, end);
            } else {
                let reading = word::word(word, self.dialect);
                self.words(reading, self.at..end, end)?;
            }
        }
        if let Some((token, length)) = glued {
            self.push(token, end + length);
        }
        Ok(())
    }

    /// Refuses what the table says cannot be read: `W/SEG`, `SINGULAR(`, `co=`.
    fn refuse(&self, typed: &str, behind: Option<char>) -> Result<(), SyntaxError> {
        let (name, mark) = split_name(typed);
        let named = match (mark, behind) {
            (Some('='), _) => format!("{name}="),
            (None, Some('(')) => format!("{name}("),
            _ if typed.len() <= LONGEST_NAME => typed.to_owned(),
            _ => return Ok(()),
        };
        if named.ends_with('(') && self.dialect.lacks_number(name) {
            return Err(SyntaxErrorKind::Zero(name.to_owned()).at(self.at..self.at + name.len()));
        }
        match self.dialect.refusal(&named) {
            Some(instead) => {
                let what = format!("`{}`", named.to_uppercase());
                Err(self.refused(what, instead, self.at + named.trim_end_matches('(').len()))
            }
            None => Ok(()),
        }
    }

    /// An operator that is a word, or two: `and not`, `not w/5`.
    fn operator(&mut self, typed: &str) -> bool {
        let end = self.at + typed.len();
        let before = self.last_text();
        if before.len() + typed.len() < LONGEST_PAIR
            && let Some(operator) = self.dialect.operator(&format!("{before} {typed}"))
            && let Some(last) = self.lexemes.last_mut()
        {
            (last.token, last.span.end) = (Token::Operator(operator), end);
            self.at = end;
            return true;
        }
        let not = typed.get(..3).filter(|not| not.eq_ignore_ascii_case("not"));
        let behind_not = not
            .and_then(|not| typed.strip_prefix(not))
            .filter(|rest| rest.starts_with('/'));
        if let Some(Operator::Near { proximity, .. }) =
            behind_not.and_then(|rest| self.dialect.operator(rest))
        {
            let apart = true;
            self.push(Token::Operator(Operator::Near { proximity, apart }), end);
            return true;
        }
        let Some(operator) = self.dialect.operator(typed) else {
            return false;
        };
        if let Operator::Near { proximity, .. } = operator {
            self.note_on(proximity, typed, end);
        }
        match (operator, self.lexemes.last_mut()) {
            (Operator::Near { proximity, .. }, Some(last))
                if matches!(last.token, Token::Operator(Operator::AndNot))
                    && last.span.len() == "not".len() =>
            {
                let apart = Operator::Near {
                    proximity,
                    apart: true,
                };
                (last.token, last.span.end) = (Token::Operator(apart), end);
                self.at = end;
            }
            (operator, _) => {
                self.push(Token::Operator(operator), end);
            }
        }
        true
    }

    /// What an operator is read as, where that is not what it looks like.
    fn note_on(&mut self, proximity: Proximity, typed: &str, end: usize) {
        match proximity.reach {
            Reach::Sentence if proximity.ordered => {
                self.note(format!("`{typed}` is read as /s: the order is not kept"), end);
            }
            Reach::Paragraph if proximity.ordered => {
                self.note(format!("`{typed}` is read as /p: the order is not kept"), end);
            }
            // Where a number is left out, the system has one.
            Reach::Words(_) if self.dialect.syntax == Syntax::ProQuest && !typed.contains('/') => {
                self.note(format!("`{typed}` is read as {proximity}"), end);
            }
            _ => {}
        }
    }

    /// A date or a length: `LENGTH > 500`, `DATE(aft 2019)`, `wc>500`.
    fn condition(&mut self, typed: &str) -> Result<bool, SyntaxError> {
        let (name, mark) = split_name(typed);
        if mark.is_some_and(|mark| !matches!(mark, '<' | '=' | '>')) {
            return Ok(false);
        }
        let Some(&field) = self.dialect.field(name).and_then(|fields| fields.first()) else {
            return Ok(false);
        };
        let rest = &self.rest()[name.len()..];
        let enclosed =
            rest.starts_with('(') || (self.dialect.bare_conditions && rest.trim_start().starts_with('('));
        let kind = field.kind();
        if !matches!(kind, Kind::Date | Kind::Number) || !(enclosed || self.dialect.bare_conditions) {
            return Ok(false);
        }
        let from = self.at + name.len();
        match condition::behind(rest, kind) {
            Behind::Words => Ok(false),
            Behind::Conditions(found) => {
                self.push(Token::Condition(field, found.values), from + found.length);
                Ok(true)
            }
            Behind::Wrong(length) => {
                let kind = match kind {
                    Kind::Date => SyntaxErrorKind::NotADate(field.name()),
                    _ => SyntaxErrorKind::NotANumber(field.name()),
                };
                Err(kind.at(self.at..(from + length).min(self.text.len())))
            }
        }
    }

    /// A field or a function before what it is about.
    fn prefix(&mut self, typed: &str, behind: Option<char>) -> bool {
        let dialect = self.dialect;
        let enclosed = behind == Some('(');
        if (enclosed || !dialect.has_tight_prefixes())
            && let Some(function) = dialect.function(typed)
        {
            self.push(Token::Function(function), self.at + typed.len());
            return true;
        }
        let (name, mark) = split_name(typed);
        let length = match mark {
            Some(mark) if dialect.field_marks.contains(&mark) => name.len() + mark.len_utf8(),
            None if enclosed && dialect.field_marks.contains(&'(') => name.len(),
            _ => return false,
        };
        let Some(fields) = dialect.field(name) else {
            return false;
        };
        self.push(Token::Field(fields), self.at + length);
        true
    }
}

/// The error of a field without a value, which stands at `name`.
pub(super) fn field_alone(text: &str, fields: &[Field], name: Range<usize>) -> SyntaxError {
    let typed = text.get(name.clone()).unwrap_or_default();
    let typed = typed.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let kind = fields.first().map_or(Kind::Text, |field| field.kind());
    SyntaxErrorKind::FieldAlone {
        name: typed.to_owned(),
        kind,
    }
    .at(name)
}

/// The name that a word begins with, and what stands behind it in the word.
fn split_name(typed: &str) -> (&str, Option<char>) {
    let is_name = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    let length = typed
        .bytes()
        .take(LONGEST_NAME)
        .take_while(|letter| is_name(*letter))
        .count();
    let (name, behind) = typed.split_at(length);
    (name, behind.chars().next())
}

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 24;

/// The longest operator of two words.
const LONGEST_PAIR: usize = 12;

/// Whether an odd number of backslashes stands before a place.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// A reading as it would be typed in ours.
fn shown(reading: &Reading) -> String {
    match reading.form {
        Form::Quoted => format!("\"{}\"", reading.text),
        _ => reading.text.clone(),
    }
}

/// A word up to `/F50/` or `/N5/`, and what that is.
fn split_glued<'t>(typed: &'t str, dialect: &Dialect) -> (&'t str, Option<(Token, usize)>) {
    let Some(at) = typed.find('/').filter(|_| !dialect.has_tight_prefixes()) else {
        return (typed, None);
    };
    let rest = &typed[at + 1..];
    let Some(length) = rest.find('/') else {
        return (typed, None);
    };
    let sign = &typed[at..=at + 1 + length];
    let first = rest[..length]
        .strip_prefix(['f', 'F'])
        .and_then(|digits| digits.parse().ok());
    let token = match (first, dialect.operator(sign)) {
        (Some(words), _) => Token::First(words),
        (None, Some(operator)) => Token::Operator(operator),
        (None, None) => return (typed, None),
    };
    (&typed[..at], Some((token, sign.len())))
}
