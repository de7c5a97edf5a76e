//! The lexemes of a query to its syntax tree. It does not look into words: the analyser does.

use std::ops::Range;

use super::check::{self, Call};
use super::error::{SyntaxError, SyntaxErrorKind};
use super::join::{Term, all_of, any_of, any_will_do, part_of_row};
use super::lexer::{Lexeme, Token, lex};
use super::operator::{Function, Proximity};
use super::value::{Value, words};
use super::{Near, Query, Reach, date, limit};
use crate::article::Date;
use crate::field::{DEFAULT_FIELDS, Field, Kind};

/// How a query is meant where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Whether any of the words that stand side by side will do; else all are required.
    pub any: bool,
    /// The last day of which there are stories: what `last 30 days` counts back from.
    pub newest: Option<Date>,
}

/// The longest query, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

/// How deep parentheses may stand in each other.
pub(super) const DEEPEST: usize = 100;

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
        defaults: *defaults,
    };
    let query = parser.either(None)?;
    limit::check(&query)?;
    Ok(query)
}

/// The fields that a group of terms is searched in, if it names some.
type Scope = Option<&'static [Field]>;

struct Parser<'q> {
    text: &'q str,
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    defaults: Defaults,
}

impl<'q> Parser<'q> {
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
        if self.defaults.any {
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
        // The last of them may stand beside a word that follows.
        let query = if self.defaults.any {
            all_of(sides)
        } else {
            part_of_row(sides)
        };
        Ok(Term {
            query,
            required: false,
        })
    }

    /// A term with its signs; two exclusions are none.
    fn signed(&mut self, scope: Scope) -> Result<Term, SyntaxError> {
        let (mut excluded, mut required) = (false, false);
        loop {
            match self.peek() {
                Some(Token::Not) if self.apart().is_some() => break,
                Some(Token::Minus | Token::Not) => excluded = !excluded,
                Some(Token::Plus) => required = true,
                _ => break,
            }
            self.at += 1;
        }
        let query = self.near(scope, Reach::Paragraph)?;
        let query = match query {
            query if !excluded => query,
            Query::Not(inner) => *inner,
            query => Query::Not(Box::new(query)),
        };
        Ok(Term { query, required })
    }

    /// `within W/5 within`, and the same with `/s` and `/p`, each of which binds looser than the one
    /// before it. From left to right.
    fn near(&mut self, scope: Scope, widest: Reach) -> Result<Query, SyntaxError> {
        let narrower = match widest {
            Reach::Paragraph => Some(Reach::Sentence),
            Reach::Sentence => Some(Reach::Words(0)),
            Reach::Words(_) => None,
        };
        let side = |parser: &mut Self| match narrower {
            Some(reach) => parser.near(scope, reach),
            None => parser.boosted(scope),
        };
        let begin = self.at;
        let mut query = side(self)?;
        while let Some((proximity, apart)) = self.operator_of(widest) {
            let first = self.at;
            self.at += 1 + usize::from(apart);
            let operator = self.lexemes[self.at - 1].span.clone();
            let span = self.lexemes[first].span.start..operator.end;
            let typed = self.text.get(operator).unwrap_or_default();
            if matches!(self.peek(), Some(Token::Minus | Token::Not)) {
                let kind = SyntaxErrorKind::Inside {
                    operator: typed.to_owned(),
                    what: "`NOT`".into(),
                };
                return Err(kind.at(self.lexemes[self.at].span.clone()));
            }
            while self.eat(&Token::Plus) {}
            let right = self.at;
            let near = Near {
                left: Box::new(query),
                right: Box::new(side(self)?),
                reach: proximity.reach,
                ordered: proximity.ordered,
                apart,
            };
            let places = [self.place(begin, first), self.place(right, self.at)];
            query = check::near(near, typed, places).map_err(|fault| fault.at(span))?;
        }
        Ok(query)
    }

    /// Where the lexemes from one to before another stand, without the parentheses around them.
    fn place(&self, from: usize, to: usize) -> Range<usize> {
        let lexemes = self.lexemes.get(from..to).unwrap_or_default();
        let inside = match lexemes {
            [open, inside @ .., close] if open.token == Token::Open && close.token == Token::Close => inside,
            whole => whole,
        };
        let start = inside.first().map_or(0, |first| first.span.start);
        start..inside.last().map_or(start, |last| last.span.end)
    }

    /// The operator of the same kind of reach that stands here, and whether a `NOT` belongs to it.
    fn operator_of(&self, reach: Reach) -> Option<(Proximity, bool)> {
        let (proximity, apart) = match (self.peek()?, self.apart()) {
            (Token::Near(proximity), _) => (*proximity, false),
            (_, Some(proximity)) => (proximity, true),
            _ => return None,
        };
        let same = std::mem::discriminant(&proximity.reach) == std::mem::discriminant(&reach);
        same.then_some((proximity, apart))
    }

    /// The operator that the `NOT` here belongs to.
    fn apart(&self) -> Option<Proximity> {
        let next = self.lexemes.get(self.at + 1).map(|lexeme| &lexeme.token);
        match (self.peek(), next) {
            (Some(Token::Not), Some(Token::Near(proximity))) => Some(*proximity),
            _ => None,
        }
    }

    /// `atom^2`
    fn boosted(&mut self, scope: Scope) -> Result<Query, SyntaxError> {
        let query = self.atom(scope)?;
        match self.peek() {
            Some(Token::Boost(boost)) => {
                let boost = *boost;
                self.at += 1;
                Ok(Query::Boost(Box::new(query), boost))
            }
            _ => Ok(query),
        }
    }

    fn atom(&mut self, scope: Scope) -> Result<Query, SyntaxError> {
        let Some(Lexeme { token, span }) = self.lexemes.get(self.at).cloned() else {
            return Err(self.nothing());
        };
        self.at += 1;
        let (inside, quoted, fuzzy) = match token {
            Token::Open => return self.group(scope, span),
            Token::Star => return Ok(scope.map_or(Query::All, Query::Has)),
            Token::Field(fields) => return self.field_value(fields, span),
            Token::Function(function) => return self.function(function, scope, span),
            Token::Phrase(inside) => (inside, true, None),
            Token::Fuzzy(inside, distance) => (inside, false, Some(distance)),
            Token::Word => (span.clone(), false, None),
            _ => {
                self.at -= 1;
                return Err(self.nothing());
            }
        };
        let value = Value {
            default_fields: scope.is_none(),
            quoted,
            fuzzy,
            inside,
            span,
        };
        self.value(scope.unwrap_or(DEFAULT_FIELDS), value)
    }

    /// `atleast3(oil OR gas)`
    fn function(
        &mut self,
        function: Function,
        scope: Scope,
        name: Range<usize>,
    ) -> Result<Query, SyntaxError> {
        let Some(Lexeme {
            token: Token::Open,
            span,
        }) = self.lexemes.get(self.at).cloned()
        else {
            return Err(SyntaxErrorKind::NothingAfter(function.to_string()).at(name));
        };
        let open = self.at;
        self.at += 1;
        let inner = self.group(scope, span)?;
        let typed = self.text.get(name.clone()).unwrap_or_default();
        let place = self.place(open, self.at);
        check::apply(Call { function, typed }, inner, place).map_err(|fault| fault.at(name))
    }

    /// The error of an operator that stands where a term is needed, or behind which none stands.
    fn nothing(&self) -> SyntaxError {
        let operator = |index: usize| {
            let lexeme = self.lexemes.get(index)?;
            let name = match lexeme.token {
                Token::And => "AND".to_owned(),
                Token::Or => "OR".to_owned(),
                Token::Not => "NOT".to_owned(),
                Token::Near(_) => self.text.get(lexeme.span.clone()).unwrap_or_default().to_owned(),
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
                token:
                    Token::Word
                    | Token::Fuzzy(..)
                    | Token::Phrase(_)
                    | Token::Open
                    | Token::Star
                    | Token::Function(_),
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
            Kind::Date | Kind::Number if text == "*" => Ok(Query::Has(fields)),
            Kind::Date | Kind::Number => {
                let bounds = date::bounds(field, text, &value.inside, self.defaults.newest)?;
                Ok(Query::Range { field, bounds })
            }
            Kind::Text | Kind::Name => words(fields, text, value),
        }
    }
}
