//! The lexemes of a query to its syntax tree. It does not look into words: the analyser does.

use std::ops::Range;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lexer::{Lexeme, Token, is_space, lex};
use super::{Form, Query, Words, date};
use crate::field::{DEFAULT_FIELDS, Field, Kind};

/// How a query is meant where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Whether any of the words that stand side by side will do; else all are required.
    pub any: bool,
}

/// The longest query, in bytes.
const LONGEST: usize = 64 * 1024;

/// How deep parentheses may stand in each other.
const DEEPEST: usize = 100;

/// How many letters or digits a prefix has at least.
const SHORTEST_PREFIX: usize = 2;

/// Reads a query.
///
/// # Errors
/// What is wrong with its operators, fields, dates or stars, and where. Plain words never fail.
///
/// ```
/// use newsidx::query::{Defaults, parse};
/// let query = parse("cease-fire AND (Moscow OR Kyiv) -headline:oil", &Defaults::default())?;
/// assert_eq!(query.to_string(), "cease-fire (Moscow OR Kyiv) -headline:oil");
/// # Ok::<(), newsidx::query::SyntaxError>(())
/// ```
pub fn parse(text: &str, defaults: &Defaults) -> Result<Query, SyntaxError> {
    if text.len() > LONGEST {
        return Err(SyntaxErrorKind::TooLong(LONGEST).at(LONGEST..text.len()));
    }
    let lexemes = lex(text)?;
    if lexemes.is_empty() {
        return Ok(Query::All);
    }
    let mut parser = Parser {
        text,
        lexemes,
        at: 0,
        depth: 0,
        any: defaults.any,
    };
    parser.either(None)
}

/// The fields that a group of terms is searched in, if it names some.
type Scope = Option<&'static [Field]>;

struct Parser<'q> {
    text: &'q str,
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    any: bool,
}

/// A part of a row of terms side by side.
struct Term {
    query: Query,
    /// Whether it has a plus.
    required: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.token)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    /// `side_by_side OR side_by_side`
    fn either(&mut self, scope: Scope) -> Result<Query, SyntaxError> {
        let mut sides = vec![self.side_by_side(scope)?];
        while self.eat(&Token::Or) {
            sides.push(self.side_by_side(scope)?);
        }
        Ok(any_of(sides))
    }

    /// `both both both`
    fn side_by_side(&mut self, scope: Scope) -> Result<Query, SyntaxError> {
        let mut terms = Vec::new();
        loop {
            terms.push(self.both(scope)?);
            if matches!(self.peek(), None | Some(Token::Or | Token::Close)) {
                break;
            }
        }
        if self.any {
            return Ok(any_will_do(terms));
        }
        Ok(all_of(terms.into_iter().map(|term| term.query).collect()))
    }

    /// `signed AND signed`
    fn both(&mut self, scope: Scope) -> Result<Term, SyntaxError> {
        let first = self.signed(scope)?;
        if self.peek() != Some(&Token::And) {
            return Ok(first);
        }
        let mut sides = vec![first.query];
        while self.eat(&Token::And) {
            sides.push(self.signed(scope)?.query);
        }
        Ok(Term {
            query: all_of(sides),
            required: false,
        })
    }

    /// A term with its signs; two exclusions are none.
    fn signed(&mut self, scope: Scope) -> Result<Term, SyntaxError> {
        let (mut excluded, mut required) = (false, false);
        loop {
            match self.peek() {
                Some(Token::Minus | Token::Not) => excluded = !excluded,
                Some(Token::Plus) => required = true,
                _ => break,
            }
            self.at += 1;
        }
        let query = self.atom(scope)?;
        let query = match query {
            query if !excluded => query,
            Query::Not(inner) => *inner,
            query => Query::Not(Box::new(query)),
        };
        Ok(Term { query, required })
    }

    fn atom(&mut self, scope: Scope) -> Result<Query, SyntaxError> {
        let Some(Lexeme { token, span }) = self.lexemes.get(self.at).cloned() else {
            return Err(self.nothing());
        };
        let fields = scope.unwrap_or(DEFAULT_FIELDS);
        self.at += 1;
        match token {
            Token::Open => self.group(scope, span),
            Token::Star if scope.is_none() => Ok(Query::All),
            Token::Star => Err(SyntaxErrorKind::FieldStar.at(span)),
            Token::Field(fields) => self.field_value(fields, span),
            Token::Phrase(inside) => self.value(
                fields,
                Value {
                    default_fields: scope.is_none(),
                    quoted: true,
                    inside,
                    span,
                },
            ),
            Token::Word => {
                let inside = span.clone();
                self.value(
                    fields,
                    Value {
                        default_fields: scope.is_none(),
                        quoted: false,
                        inside,
                        span,
                    },
                )
            }
            _ => {
                self.at -= 1;
                Err(self.nothing())
            }
        }
    }

    /// The error of an operator that stands where a term is needed, or behind which none stands.
    fn nothing(&self) -> SyntaxError {
        let operator = |index: usize| {
            let lexeme = self.lexemes.get(index)?;
            let name = match lexeme.token {
                Token::And => "AND",
                Token::Or => "OR",
                Token::Not => "NOT",
                _ => return None,
            };
            Some((name, lexeme.span.clone()))
        };
        match (self.at.checked_sub(1).and_then(operator), operator(self.at)) {
            (Some((name, span)), _) => SyntaxErrorKind::NothingAfter(name).at(span),
            (None, Some((name, span))) => SyntaxErrorKind::NothingBefore(name).at(span),
            // Empty parentheses and lonely signs are gone, so that this stands for no query.
            (None, None) => SyntaxErrorKind::NeverClosed.at(self.text.len()..self.text.len()),
        }
    }

    fn group(&mut self, scope: Scope, open: Range<usize>) -> Result<Query, SyntaxError> {
        if self.depth == DEEPEST {
            return Err(SyntaxErrorKind::TooDeep(DEEPEST).at(open));
        }
        self.depth += 1;
        let query = self.either(scope)?;
        self.depth -= 1;
        if self.eat(&Token::Close) {
            Ok(query)
        } else {
            Err(SyntaxErrorKind::NeverClosed.at(open))
        }
    }

    /// What stands behind a field and its colon.
    fn field_value(&mut self, fields: &'static [Field], name: Range<usize>) -> Result<Query, SyntaxError> {
        match self.lexemes.get_mut(self.at) {
            Some(Lexeme {
                token: Token::Word | Token::Phrase(_) | Token::Open | Token::Star,
                ..
            }) => {}
            _ => {
                let typed = self
                    .text
                    .get(name.clone())
                    .unwrap_or_default()
                    .trim_end_matches(':')
                    .to_owned();
                let kind = fields.first().map_or(Kind::Text, |field| field.kind());
                return Err(SyntaxErrorKind::FieldAlone { name: typed, kind }.at(name));
            }
        }
        let mut query = self.atom(Some(fields))?;
        if let Query::Words(words) = &mut query
            && self
                .lexemes
                .get(self.at - 1)
                .is_some_and(|last| last.token != Token::Close)
        {
            words.span.start = name.start;
        }
        Ok(query)
    }

    fn value(&self, fields: &'static [Field], value: Value) -> Result<Query, SyntaxError> {
        let text = self.text.get(value.inside.clone()).unwrap_or_default();
        let field = fields.first().copied().unwrap_or(Field::Body);
        match field.kind() {
            Kind::Key => Ok(Query::Key {
                field,
                pattern: text.to_owned(),
            }),
            Kind::Date | Kind::Number => {
                let bounds = date::bounds(field, text, &value.inside)?;
                Ok(Query::Range { field, bounds })
            }
            Kind::Text | Kind::Name => words(fields, text, value),
        }
    }
}

/// A word, a phrase or another value as it stands in the query.
struct Value {
    default_fields: bool,
    quoted: bool,
    /// What stands between the quotes, else the same as `span`.
    inside: Range<usize>,
    span: Range<usize>,
}

fn words(fields: &'static [Field], text: &str, value: Value) -> Result<Query, SyntaxError> {
    let star = if value.quoted { None } else { text.find('*') };
    let (text, form) = match star {
        _ if value.quoted => (text.trim_matches(is_space), Form::Quoted),
        None => (text, Form::Stemmed),
        Some(star) => {
            let (beginning, end) = text.split_at(star);
            if end.contains(char::is_alphanumeric) {
                let star = value.span.start + star;
                return Err(SyntaxErrorKind::StarPlace.at(star..star + 1));
            }
            let letters = beginning.chars().filter(|letter| letter.is_alphanumeric());
            if letters.take(SHORTEST_PREFIX).count() < SHORTEST_PREFIX {
                return Err(SyntaxErrorKind::ShortPrefix.at(value.span));
            }
            (beginning, Form::Prefix)
        }
    };
    let default_fields = value.default_fields;
    Ok(Query::Words(Words {
        fields,
        default_fields,
        text: text.to_owned(),
        form,
        span: value.span,
        also: Vec::new(),
    }))
}

/// All of the queries. What every story matches is left out beside others.
pub(crate) fn all_of(queries: Vec<Query>) -> Query {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::All => {}
            Query::And(inner) => parts.extend(inner),
            query => parts.push(query),
        }
    }
    if parts.len() < 2 {
        parts.pop().unwrap_or(Query::All)
    } else {
        Query::And(parts)
    }
}

/// Any of the queries. What every story matches stays: then the others are wished for.
pub(crate) fn any_of(queries: Vec<Query>) -> Query {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::Or(inner) => parts.extend(inner),
            query => parts.push(query),
        }
    }
    if parts.len() < 2 {
        parts.pop().unwrap_or(Query::All)
    } else {
        Query::Or(parts)
    }
}

/// Terms side by side of which any will do. Exclusions, dates, numbers, ids and paths narrow what
/// the words find, and where a word has a plus the others are wished for.
fn any_will_do(terms: Vec<Term>) -> Query {
    let (mut required, mut wished, mut narrowing) = (Vec::new(), Vec::new(), Vec::new());
    for Term {
        query,
        required: plus,
    } in terms
    {
        match query {
            Query::All => {}
            query if narrows(&query) => narrowing.push(query),
            query if plus => required.push(query),
            query => wished.push(query),
        }
    }
    if !required.is_empty() && !wished.is_empty() {
        wished.insert(0, Query::All);
    }
    if !wished.is_empty() {
        required.push(any_of(wished));
    }
    required.extend(narrowing);
    all_of(required)
}

fn narrows(query: &Query) -> bool {
    match query {
        Query::All | Query::Words(_) => false,
        Query::Key { .. } | Query::Range { .. } | Query::Not(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().all(narrows),
    }
}
