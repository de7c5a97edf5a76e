//! A query's text to its words, phrases, fields, signs, operators and parentheses. It knows where a
//! term begins and ends, and not how terms go together.

use std::ops::Range;

use super::balance::balance;
use super::error::{SyntaxError, SyntaxErrorKind};
use super::extent::{ends_word, key_length, length_while, range_length};
use super::operator::{self, Function, Proximity};
use super::wide::{is_close, is_open, narrow, narrow_letter};
use crate::field::{FIELDS, Field, GROUPS, Kind, named};
use crate::misspelling;

/// Words shorter than this before a colon are never taken for a mistyped field.
const SHORTEST_MISTYPED: usize = 5;

/// A piece of a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    /// What it is.
    pub(super) token: Token,
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
}

/// What a piece of a query is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A word with its wildcards, or a value of a field.
    Word,
    /// A word and how many letters may differ; the range is the word.
    Fuzzy(Range<usize>, u8),
    /// A phrase; the range is what stands between the quotes.
    Phrase(Range<usize>),
    /// A `*` that stands alone.
    Star,
    /// A field and its colon.
    Field(&'static [Field]),
    /// The sign of an exclusion.
    Minus,
    /// The sign of what is required.
    Plus,
    /// An opening parenthesis.
    Open,
    /// A closing parenthesis.
    Close,
    /// The operator `AND`.
    And,
    /// The operator `OR`.
    Or,
    /// The operator `NOT`.
    Not,
    /// An operator such as `W/5`.
    Near(Proximity),
    /// `atleast3` and its like, right before a parenthesis.
    Function(Function),
    /// `^2` right behind something.
    Boost(f32),
}

impl Token {
    /// The operator that a word is: `AND`, `OR` and `NOT` in capitals, `W/5` and its like in any case.
    pub(super) fn operator(word: &str) -> Option<Token> {
        match &*narrow(word) {
            "AND" => Some(Token::And),
            "OR" => Some(Token::Or),
            "NOT" => Some(Token::Not),
            word => Proximity::of(word).map(Token::Near),
        }
    }

    pub(super) fn is_sign(&self) -> bool {
        matches!(self, Token::Minus | Token::Plus)
    }

    pub(super) fn is_syntax(&self) -> bool {
        matches!(
            self,
            Token::And | Token::Or | Token::Not | Token::Near(_) | Token::Field(_) | Token::Function(_)
        )
    }
}

/// The field that a name is a misspelling of.
fn nearest_field(typed: &str) -> Option<&'static str> {
    let fields = FIELDS
        .iter()
        .flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    let names = fields.chain(GROUPS.iter().map(|group| group.name));
    let long = |name: &str| name.len() >= SHORTEST_MISTYPED;
    long(typed).then(|| misspelling::nearest(typed, names.filter(|name| long(name))))?
}

/// Whether a character separates words: Unicode white space, control characters, the zero width
/// space and the byte order mark.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}' | '\u{feff}')
}

/// Whether a character opens and closes phrases. Apostrophes and single quotes do not.
pub(super) fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Hyphens, dashes and the plus: before a word they are a sign or nothing.
pub(super) fn is_stroke(letter: char) -> bool {
    matches!(
        letter,
        '+' | '-' | '＋' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    )
}

/// The lexemes of a query, its parentheses balanced and around something.
pub(super) fn lex(text: &str) -> Result<Vec<Lexeme>, SyntaxError> {
    let mut lexer = Lexer {
        text,
        at: 0,
        fresh: true,
        lexemes: Vec::new(),
        pending: None,
        kinds: Vec::new(),
    };
    while let Some(next) = lexer.peek() {
        if is_space(next) {
            lexer.at += next.len_utf8();
            lexer.fresh = true;
        } else {
            lexer.term()?;
        }
    }
    balance(lexer.lexemes)
}

struct Lexer<'q> {
    text: &'q str,
    at: usize,
    /// Whether a term begins here: at the start, behind white space or `(`.
    fresh: bool,
    lexemes: Vec<Lexeme>,
    /// The kind of the field whose value comes next.
    pending: Option<Kind>,
    /// For each open parenthesis, how the values in it are read.
    kinds: Vec<Kind>,
}

impl<'q> Lexer<'q> {
    fn rest(&self) -> &'q str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, token: Token, end: usize) {
        self.lexemes.push(Lexeme {
            token,
            span: self.at..end,
        });
        self.at = end;
        self.fresh = false;
        self.pending = None;
    }

    /// Goes on behind what means nothing: a sign right before it means nothing either.
    fn skip(&mut self, end: usize) {
        if self.glued().is_some_and(Token::is_sign) {
            self.lexemes.pop();
        }
        self.at = end;
    }

    /// The sign or the field that ends right here.
    fn glued(&self) -> Option<&Token> {
        let last = self.lexemes.last().filter(|last| last.span.end == self.at)?;
        (last.token.is_sign() || matches!(last.token, Token::Field(_))).then_some(&last.token)
    }

    /// How the value that stands here is read.
    fn kind(&self) -> Kind {
        self.pending.or(self.kinds.last().copied()).unwrap_or(Kind::Text)
    }

    fn term(&mut self) -> Result<(), SyntaxError> {
        let in_words = matches!(self.kind(), Kind::Text | Kind::Name);
        let behind_field = matches!(self.glued(), Some(Token::Field(_)));
        if !behind_field || in_words {
            if self.strokes(in_words) {
                return Ok(());
            }
            if let Some((fields, end)) = self.field_name(behind_field)? {
                self.push(Token::Field(fields), end);
                self.pending = fields.first().map(|field| field.kind());
                return Ok(());
            }
        }
        self.atom()
    }

    /// Takes the hyphens, dashes and pluses that stand here: one `-` or `+` before something is a
    /// sign, others are white space. A value that is no word begins with them, sign apart.
    fn strokes(&mut self, in_words: bool) -> bool {
        let run = length_while(self.rest(), is_stroke);
        let (strokes, behind) = self.rest().split_at(run);
        let alone = behind
            .chars()
            .next()
            .is_none_or(|next| is_space(next) || is_close(next));
        match strokes {
            "-" | "－" if self.fresh && !alone => self.push_keeping_kind(Token::Minus, run),
            "+" | "＋" if self.fresh && !alone => self.push_keeping_kind(Token::Plus, run),
            "" => return false,
            _ if in_words => self.skip(self.at + run),
            _ => return false,
        }
        true
    }

    fn push_keeping_kind(&mut self, sign: Token, length: usize) {
        let pending = self.pending;
        self.push(sign, self.at + length);
        self.pending = pending;
    }

    /// The field whose name and colon stand here, and where they end.
    fn field_name(&self, behind_field: bool) -> Result<Option<(&'static [Field], usize)>, SyntaxError> {
        let rest = self.rest();
        let is_name = |letter| matches!(narrow_letter(letter), 'a'..='z' | 'A'..='Z' | '.');
        let length = length_while(rest, is_name);
        let (name, behind) = rest.split_at(length);
        let value = behind.strip_prefix([':', '：']);
        let Some(value) = value.filter(|value| !value.starts_with("//")) else {
            return Ok(None);
        };
        let end = self.at + rest.len() - value.len();
        if let Some(fields) = named(&narrow(name)) {
            return Ok(Some((fields, end)));
        }
        // "Deadline: Friday" is prose, `headlin:oil` is not.
        let in_prose = value
            .chars()
            .next()
            .is_none_or(|next| is_space(next) || is_close(next));
        match nearest_field(&narrow(name)) {
            Some(known) if !in_prose && !behind_field => {
                let typed = name.to_owned();
                Err(SyntaxErrorKind::UnknownField { typed, known }.at(self.at..end))
            }
            _ => Ok(None),
        }
    }

    fn atom(&mut self) -> Result<(), SyntaxError> {
        let kind = self.kind();
        match self.peek() {
            Some(open) if is_open(open) => {
                self.push(Token::Open, self.at + open.len_utf8());
                self.kinds.push(kind);
                self.fresh = true;
            }
            Some(close) if is_close(close) => {
                self.push(Token::Close, self.at + close.len_utf8());
                self.kinds.pop();
            }
            Some(quote) if is_quote(quote) => self.phrase(quote, kind),
            _ => return self.word(kind),
        }
        Ok(())
    }

    /// A phrase; a quote that is never closed is white space, and it is the last one.
    fn phrase(&mut self, quote: char, kind: Kind) {
        let start = self.at + quote.len_utf8();
        let inside = self.text.get(start..).unwrap_or_default();
        let Some((length, closing)) = inside.char_indices().find(|&(_, letter)| is_quote(letter)) else {
            self.skip(start);
            self.fresh = true;
            return;
        };
        let end = start + length + closing.len_utf8();
        let inside = &inside[..length];
        let has_text = inside.contains(char::is_alphanumeric);
        if has_text || (kind == Kind::Key && !inside.chars().all(is_space)) {
            self.push(Token::Phrase(start..start + length), end);
        } else {
            self.skip(end);
            self.fresh = false;
        }
    }

    fn word(&mut self, kind: Kind) -> Result<(), SyntaxError> {
        let rest = self.rest();
        let plain = length_while(rest, |letter| !ends_word(letter));
        let word = &rest[..plain];
        let end = self.at + plain;
        let glued = self.glued().is_some();
        if let Some(operator) = Token::operator(word).filter(|_| !glued) {
            self.push(operator, end);
            return Ok(());
        }
        match kind {
            Kind::Key => self.push(Token::Word, self.at + key_length(rest)),
            Kind::Date | Kind::Number => self.push(Token::Word, self.at + range_length(rest)),
            Kind::Text | Kind::Name => return self.word_of_text(word),
        }
        Ok(())
    }

    /// A word of running text, and what may be glued to its end or to a group.
    fn word_of_text(&mut self, word: &str) -> Result<(), SyntaxError> {
        let end = self.at + word.len();
        let behind_group = self.lexemes.last().is_some_and(|last| {
            last.span.end == self.at && matches!(last.token, Token::Phrase(_) | Token::Close)
        });
        if behind_group && let Some(boost) = operator::boost(word) {
            self.push(Token::Boost(boost), end);
        } else if behind_group && operator::is_wrong_boost(word) {
            return Err(SyntaxErrorKind::Boost(word.to_owned()).at(self.at..end));
        } else if behind_group && word.starts_with('~') && word.len() > 1 {
            return Err(SyntaxErrorKind::Slop.at(self.at..end));
        } else if self.text[end..].starts_with(is_open)
            && let Some(function) = Function::of(&narrow(word))
        {
            self.push(Token::Function(function), end);
        } else if self.text[end..].starts_with(is_open) && narrow(word).eq_ignore_ascii_case("atleast") {
            return Err(SyntaxErrorKind::Zero(word.to_owned()).at(self.at..end));
        } else if word.trim_matches('*').is_empty() {
            if !self.fresh && self.glued().is_none() {
                return Err(SyntaxErrorKind::StarPlace.at(self.at..end));
            }
            self.push(Token::Star, end);
        } else if word.contains(char::is_alphanumeric) {
            return self.marked_word(word);
        } else {
            self.skip(end);
        }
        Ok(())
    }

    /// A word with the `~` and the `^2` at its end.
    fn marked_word(&mut self, word: &str) -> Result<(), SyntaxError> {
        let start = self.at;
        let has_letter = |text: &str| text.contains(char::is_alphabetic);
        let (base, boost) = match word.rfind('^') {
            Some(at) if has_letter(&word[..at]) && !word[..at].contains('^') => {
                let sign = &word[at..];
                if operator::is_wrong_boost(sign) {
                    let span = start + at..start + word.len();
                    return Err(SyntaxErrorKind::Boost(sign.to_owned()).at(span));
                }
                (&word[..at], operator::boost(sign))
            }
            _ => (word, None),
        };
        let base = if boost.is_some() { base } else { word };
        let fuzzy = base
            .rsplit_once('~')
            .filter(|(fuzzy, number)| has_letter(fuzzy) && number.bytes().all(|byte| byte.is_ascii_digit()));
        match fuzzy {
            Some((fuzzy, number)) => {
                let span = start..start + base.len();
                let distance = match number {
                    "" | "1" => 1,
                    "2" => 2,
                    _ => return Err(SyntaxErrorKind::FuzzyDistance.at(span)),
                };
                self.push(Token::Fuzzy(start..start + fuzzy.len(), distance), span.end);
            }
            None => self.push(Token::Word, start + base.len()),
        }
        if let Some(boost) = boost {
            self.push(Token::Boost(boost), start + word.len());
        }
        Ok(())
    }
}
