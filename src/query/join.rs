//! How parts of a query are joined: all of them, any of them, or as it is where any word will do.

use super::Query;

/// A part of a row of terms side by side.
pub(super) struct Term {
    pub(super) query: Query,
    /// Whether it has a plus.
    pub(super) required: bool,
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
    together(parts, Query::And)
}

/// The only part, or the parts together; no part at all is every story.
fn together(mut parts: Vec<Query>, joined: fn(Vec<Query>) -> Query) -> Query {
    if parts.len() < 2 {
        parts.pop().unwrap_or(Query::All)
    } else {
        joined(parts)
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
    together(parts, Query::Or)
}

/// Terms side by side of which any will do. Exclusions, dates, numbers, ids and paths narrow what
/// the words find, and where a word has a plus the others are wished for.
pub(super) fn any_will_do(terms: Vec<Term>) -> Query {
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
        Query::All | Query::Words(_) | Query::Near(_) | Query::First(..) | Query::AtLeast(..) => false,
        Query::Boost(inner, _) => narrows(inner),
        Query::Key { .. } | Query::Range { .. } | Query::Has(_) | Query::Not(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().all(narrows),
    }
}
