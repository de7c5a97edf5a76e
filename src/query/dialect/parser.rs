//! The lexemes of another system's query to our tree, by precedence climbing: how tightly an operator
//! binds stands in the table. What may stand inside an operator is checked as in ours.

use std::ops::Range;

use super::leaf::{self, Scope};
use super::lexer::{field_alone, lex};
use super::part::{self, Part, deeper};
use super::table::{Class, Dialect, Operator};
use super::token::{Lexeme, Token};
use crate::field::{Field, Kind};
use crate::query::check::{self, Call};
use crate::query::error::{SyntaxError, SyntaxErrorKind};
use crate::query::operator::Function;
use crate::query::parser::DEEPEST;
use crate::query::{Defaults, Form, Near, Query, Reach, limit};

/// How often the parser may call itself. Parentheses, fields and looser operators each do.
const MOST_CALLS: usize = 3 * DEEPEST;

/// Reads a query.
pub(super) fn parse(
    text: &str,
    dialect: &'static Dialect,
    defaults: &Defaults,
) -> Result<Query, SyntaxError> {
    let lexemes = lex(text, dialect)
        .map_err(|error| explained(error, dialect))?
        .lexemes;
    if lexemes.is_empty() {
        return Ok(Query::All);
    }
    let mut parser = Parser {
        text,
        dialect,
        lexemes,
        at: 0,
        depth: 0,
        calls: 0,
        defaults: *defaults,
    };
    let read = parser
        .climb(None, 0)
        .and_then(|part| match parser.lexemes.get(parser.at) {
            Some(rest) => Err(SyntaxErrorKind::NeverOpened.at(rest.span.clone())),
            None => limit::check(&part.query).map(|()| part.query),
        });
    read.map_err(|error| explained(error, dialect))
}

/// The error with a hint for the syntax of the query, where ours would mislead.
fn explained(error: SyntaxError, dialect: &Dialect) -> SyntaxError {
    let hint = match &error.kind {
        SyntaxErrorKind::NothingBefore(name) | SyntaxErrorKind::NothingAfter(name) => {
            format!("to search for the word, put it in quotes: \"{name}\"")
        }
        SyntaxErrorKind::NotADate(_) | SyntaxErrorKind::NoSuchDate(_) if !dialect.is_lucene => {
            "a date is 2020, 1/14/2020, Jan 14, 2020 or 2020-01-14; to search for the word, put it in quotes"
                .into()
        }
        _ => return error,
    };
    SyntaxError { hint, ..error }
}

/// An operator that stands between two parts, or that nothing between them is.
struct Infix {
    operator: Operator,
    tightness: u32,
    span: Range<usize>,
    is_written: bool,
}

struct Parser<'q> {
    text: &'q str,
    dialect: &'static Dialect,
    lexemes: Vec<Lexeme>,
    at: usize,
    /// How many parentheses are open.
    depth: usize,
    calls: usize,
    defaults: Defaults,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.token)
    }

    /// Where the lexeme here stands, or the last one.
    fn span(&self) -> Range<usize> {
        let lexeme = self.lexemes.get(self.at).or(self.lexemes.last());
        lexeme.map_or(0..0, |lexeme| lexeme.span.clone())
    }

    fn typed(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// What binds at least so tightly.
    fn climb(&mut self, scope: Scope, minimum: u32) -> Result<Part, SyntaxError> {
        if self.calls == MOST_CALLS {
            return Err(SyntaxErrorKind::LongChain(DEEPEST).at(self.span()));
        }
        self.calls += 1;
        let mut left = self.operand(scope, minimum)?;
        loop {
            if let Some(Token::First(words)) = self.peek()
                && self.dialect.tightness(Class::First) >= minimum
            {
                let function = Function::First(*words);
                let span = self.span();
                self.at += 1;
                left = self.applied(function, left, span)?;
            } else if let Some(infix) = self.infix().filter(|infix| infix.tightness >= minimum) {
                left = self.run(left, infix.tightness, scope)?;
            } else {
                break;
            }
        }
        self.calls -= 1;
        Ok(left)
    }

    /// The operator that stands here.
    fn infix(&self) -> Option<Infix> {
        let (operator, is_written) = match self.peek()? {
            Token::Close | Token::First(_) => return None,
            Token::Operator(operator) => (*operator, true),
            _ => (self.dialect.beside, false),
        };
        let tightness = if is_written {
            self.dialect.tightness_of(operator)
        } else {
            self.dialect.tightness(Class::Beside)
        };
        Some(Infix {
            operator,
            tightness,
            span: self.span(),
            is_written,
        })
    }

    /// Parts with operators between them that all bind so tightly.
    fn run(&mut self, left: Part, tightness: u32, scope: Scope) -> Result<Part, SyntaxError> {
        let span = self.span();
        let mut left = left;
        let mut others = Vec::new();
        while let Some(infix) = self.infix().filter(|infix| infix.tightness == tightness) {
            self.at += usize::from(infix.is_written);
            let right = self.climb(scope, tightness + 1)?;
            if matches!(infix.operator, Operator::Near { .. }) {
                left = self.near(left, right, infix)?;
            } else {
                others.push((infix.operator, right));
            }
        }
        let Some((operator, _)) = others.first() else {
            return Ok(left);
        };
        let operator = *operator;
        let mut parts = vec![left];
        parts.extend(others.into_iter().map(|(_, part)| part));
        part::joined(parts, operator, self.dialect.is_lucene, span)
    }

    fn near(&self, left: Part, right: Part, infix: Infix) -> Result<Part, SyntaxError> {
        let Operator::Near { proximity, apart } = infix.operator else {
            return Ok(left);
        };
        let is_both = matches!(left.query, Query::And(_)) || matches!(right.query, Query::And(_));
        let is_ordered = proximity.ordered && matches!(proximity.reach, Reach::Words(_));
        let near = Near {
            left: Box::new(left.query),
            right: Box::new(right.query),
            reach: proximity.reach,
            ordered: is_ordered,
            apart,
        };
        let place = |query: &Query| check::extent(query).unwrap_or_else(|| infix.span.clone());
        let places = [place(&near.left), place(&near.right)];
        let query = check::near(near, self.typed(&infix.span), places).map_err(|mut fault| {
            if !infix.is_written {
                return SyntaxErrorKind::NoOperator(self.dialect.syntax).at(infix.span.clone());
            }
            // Here an operator stands between them.
            if let SyntaxErrorKind::Inside { what, .. } = &mut fault.kind
                && is_both
                && self.dialect.beside != Operator::And
            {
                *what = "`AND`".into();
            }
            fault.at(infix.span.clone())
        })?;
        deeper(query, left.depth.max(right.depth) + 1, infix.span)
    }

    /// A part with the signs before it.
    fn operand(&mut self, scope: Scope, minimum: u32) -> Result<Part, SyntaxError> {
        let (mut is_excluded, mut required, mut is_loose) = (false, false, false);
        loop {
            match self.peek() {
                Some(Token::Excluded) => is_excluded = !is_excluded,
                Some(Token::Required) => required = true,
                Some(Token::Operator(Operator::AndNot))
                    if self.typed(&self.span()).eq_ignore_ascii_case("not") =>
                {
                    is_excluded = !is_excluded;
                    is_loose = true;
                }
                _ => break,
            }
            self.at += 1;
        }
        let span = self.span();
        let part = if is_loose {
            self.climb(scope, minimum.max(self.dialect.tightness(Class::AndNot) + 1))?
        } else {
            self.boosted(scope)?
        };
        if !is_excluded {
            return Ok(Part { required, ..part });
        }
        deeper(part::excluded(part.query), part.depth + 1, span)
    }

    fn boosted(&mut self, scope: Scope) -> Result<Part, SyntaxError> {
        let part = self.atom(scope)?;
        match self.peek() {
            Some(Token::Boost(boost)) => {
                let (boost, span) = (*boost, self.span());
                self.at += 1;
                deeper(Query::Boost(Box::new(part.query), boost), part.depth + 1, span)
            }
            _ => Ok(part),
        }
    }

    fn atom(&mut self, scope: Scope) -> Result<Part, SyntaxError> {
        let Some(Lexeme { token, span }) = self.lexemes.get(self.at).cloned() else {
            return Err(self.nothing());
        };
        self.at += 1;
        let newest = self.defaults.newest;
        let query = match token {
            Token::Open => return self.group(scope, span),
            Token::Field(fields) => return self.field(fields, span),
            Token::Function(function) => return self.function(function, scope, span),
            Token::Slop(words, distance) => return self.slop(words, distance, scope, span),
            Token::Star => leaf::anything(scope),
            Token::Words(reading, inside) => leaf::words(reading, self.typed(&inside), scope, span, newest)?,
            Token::Condition(field, values) => leaf::condition(field, &values, &span, newest)?,
            Token::Bracket => self.bracket(scope, span)?,
            _ => {
                self.at -= 1;
                return Err(self.nothing());
            }
        };
        Ok(Part::leaf(query))
    }

    fn bracket(&self, scope: Scope, span: Range<usize>) -> Result<Query, SyntaxError> {
        let field = scope.and_then(|fields| fields.first());
        match field.filter(|field| matches!(field.kind(), Kind::Date | Kind::Number)) {
            Some(field) => leaf::bracket(*field, self.typed(&span), &span, self.defaults.newest),
            None => Err(SyntaxErrorKind::NotInDialect {
                syntax: self.dialect.syntax,
                what: "a range of words".into(),
                instead: "ranges are for published:, filed: and length:; for words write OR",
            }
            .at(span)),
        }
    }

    /// A phrase whose words may stand apart. Each is near the one before it.
    fn slop(
        &self,
        words: Vec<String>,
        distance: u32,
        scope: Scope,
        span: Range<usize>,
    ) -> Result<Part, SyntaxError> {
        let kind = scope
            .and_then(|fields| fields.first())
            .map_or(Kind::Text, |field| field.kind());
        if !matches!(kind, Kind::Text | Kind::Name) {
            return Err(SyntaxErrorKind::Slop.at(span));
        }
        let infix = || Infix {
            operator: Operator::within(distance, false),
            tightness: 0,
            span: span.clone(),
            is_written: true,
        };
        let words = words.into_iter();
        let mut parts = words.map(|text| Part::leaf(leaf::word(text, Form::Quoted, scope, span.clone())));
        let first = parts.next().unwrap_or_else(|| Part::leaf(Query::All));
        parts.try_fold(first, |left, right| self.near(left, right, infix()))
    }

    fn group(&mut self, scope: Scope, open: Range<usize>) -> Result<Part, SyntaxError> {
        if self.depth == DEEPEST {
            return Err(SyntaxErrorKind::TooDeep(DEEPEST).at(open));
        }
        if let Some(Token::Close) = self.peek() {
            return Err(SyntaxErrorKind::EmptyParentheses.at(open.start..self.span().end));
        }
        self.depth += 1;
        let part = self.climb(scope, 0)?;
        self.depth -= 1;
        match self.peek() {
            Some(Token::Close) => {
                self.at += 1;
                Ok(Part {
                    required: false,
                    ..part
                })
            }
            _ => Err(SyntaxErrorKind::NeverClosed.at(open)),
        }
    }

    /// What stands behind a field.
    fn field(&mut self, fields: &'static [Field], name: Range<usize>) -> Result<Part, SyntaxError> {
        let is_value = match self.peek() {
            Some(Token::Open) => {
                let next = self.lexemes.get(self.at + 1);
                next.is_none_or(|next| !matches!(next.token, Token::Close))
            }
            Some(Token::Words(..) | Token::Slop(..) | Token::Star | Token::Bracket | Token::Function(_)) => {
                true
            }
            _ => false,
        };
        if !is_value {
            return Err(field_alone(self.text, fields, name));
        }
        let mut part = self.climb(Some(fields), self.dialect.tightness(Class::Prefix))?;
        let is_enclosed = self
            .lexemes
            .get(self.at - 1)
            .is_some_and(|last| matches!(last.token, Token::Close));
        if let Query::Words(words) = &mut part.query
            && !is_enclosed
        {
            words.span.start = name.start;
        }
        Ok(part)
    }

    fn function(
        &mut self,
        function: Function,
        scope: Scope,
        name: Range<usize>,
    ) -> Result<Part, SyntaxError> {
        if self.peek().is_none() {
            return Err(SyntaxErrorKind::NothingAfter(self.typed(&name).to_owned()).at(name));
        }
        let inner = self.climb(scope, self.dialect.tightness(Class::Prefix))?;
        self.applied(function, inner, name)
    }

    fn applied(&self, function: Function, inner: Part, span: Range<usize>) -> Result<Part, SyntaxError> {
        let place = check::extent(&inner.query).unwrap_or_else(|| span.clone());
        let typed = self.typed(&span);
        let query = check::apply(Call { function, typed }, inner.query, place)
            .map_err(|fault| fault.at(span.clone()))?;
        deeper(query, inner.depth + 1, span)
    }

    /// The error of an operator that stands where a part is needed, or behind which none stands.
    fn nothing(&self) -> SyntaxError {
        let operator = |index: usize| {
            let lexeme = self.lexemes.get(index)?;
            let is_operator = matches!(
                lexeme.token,
                Token::Operator(_) | Token::Function(_) | Token::Excluded | Token::Required | Token::First(_)
            );
            is_operator.then(|| (self.typed(&lexeme.span).to_owned(), lexeme.span.clone()))
        };
        let open = |index: usize| {
            self.lexemes
                .get(index)
                .filter(|lexeme| matches!(lexeme.token, Token::Open))
        };
        let before = self.at.checked_sub(1);
        match (
            before.and_then(operator),
            operator(self.at),
            before.and_then(open),
        ) {
            (Some((name, span)), ..) => SyntaxErrorKind::NothingAfter(name).at(span),
            (None, Some((name, span)), _) => SyntaxErrorKind::NothingBefore(name).at(span),
            (None, None, Some(open)) => SyntaxErrorKind::NeverClosed.at(open.span.clone()),
            (None, None, None) => SyntaxErrorKind::NeverOpened.at(self.span()),
        }
    }
}
