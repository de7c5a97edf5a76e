//! Parts of a query that is read, and what `and`, `or` and `not` make of them.

use std::ops::Range;

use super::table::Operator;
use crate::query::error::{SyntaxError, SyntaxErrorKind};
use crate::query::parser::DEEPEST;
use crate::query::{Query, all_of, any_of};

/// A part of the query that is read.
pub(super) struct Part {
    pub(super) query: Query,
    /// How deep the parentheses of its canonical text may be.
    pub(super) depth: usize,
    /// Whether it has a plus.
    pub(super) required: bool,
}

impl Part {
    pub(super) fn leaf(query: Query) -> Part {
        Part {
            query,
            depth: 1,
            required: false,
        }
    }
}

/// The parts with such an operator between each two of them.
pub(super) fn joined(
    parts: Vec<Part>,
    operator: Operator,
    is_lucene: bool,
    span: Range<usize>,
) -> Result<Part, SyntaxError> {
    let depth = parts.iter().map(|part| part.depth).max().unwrap_or(0) + 1;
    let queries = |parts: Vec<Part>| parts.into_iter().map(|part| part.query);
    let query = match operator {
        Operator::Or if is_lucene => any_will_do(parts),
        Operator::Or => any_of(queries(parts).collect()),
        Operator::AndNot => {
            let mut queries = queries(parts);
            let first = queries.next();
            all_of(first.into_iter().chain(queries.map(excluded)).collect())
        }
        Operator::And | Operator::Near { .. } => all_of(queries(parts).collect()),
    };
    deeper(query, depth, span)
}

/// A part that has others in it, unless they are too many for the canonical text.
pub(super) fn deeper(query: Query, depth: usize, span: Range<usize>) -> Result<Part, SyntaxError> {
    if depth > DEEPEST {
        return Err(SyntaxErrorKind::LongChain(DEEPEST).at(span));
    }
    Ok(Part {
        query,
        depth,
        required: false,
    })
}

/// The exclusion of a part; of two exclusions nothing is left.
pub(super) fn excluded(query: Query) -> Query {
    match query {
        Query::Not(inner) => *inner,
        query => Query::Not(Box::new(query)),
    }
}

/// Parts of which any will do. Exclusions narrow what the others find, and where one has a plus those
/// without are wished for.
fn any_will_do(parts: Vec<Part>) -> Query {
    let (mut required, mut wished, mut narrowing) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part.query {
            query @ Query::Not(_) => narrowing.push(query),
            query if part.required => required.push(query),
            query => wished.push(query),
        }
    }
    if !required.is_empty() {
        wished.retain(|query| *query != Query::All);
        if !wished.is_empty() {
            wished.insert(0, Query::All);
        }
    }
    if !wished.is_empty() {
        required.push(any_of(wished));
    }
    required.extend(narrowing);
    all_of(required)
}
