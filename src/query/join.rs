//! How parts of a query are joined: all of them, any of them, or as it is where any word will do.

use std::collections::HashSet;

use super::Query;

/// A part of a row of terms side by side.
pub(super) struct Term {
    pub(super) query: Query,
    /// Whether it has a plus.
    pub(super) required: bool,
}

/// All of the queries. What every story matches is left out beside others, and so is what is like one
/// before it.
pub(crate) fn all_of(queries: Vec<Query>) -> Query {
    together(distinct_rows(flat(queries)), Query::And)
}

/// All of the queries, as a part of a row that goes on: what is like another one of it is still there.
pub(super) fn part_of_row(queries: Vec<Query>) -> Query {
    together(flat(queries), Query::And)
}

fn flat(queries: Vec<Query>) -> Vec<Query> {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::All => {}
            Query::And(inner) => parts.extend(inner),
            query => parts.push(query),
        }
    }
    parts
}

/// The only part, or the parts together; no part at all is every story.
fn together(mut parts: Vec<Query>, joined: fn(Vec<Query>) -> Query) -> Query {
    if parts.len() < 2 {
        parts.pop().unwrap_or(Query::All)
    } else {
        joined(parts)
    }
}

/// Any of the queries, each once. What every story matches stays: then the others are wished for.
pub(crate) fn any_of(queries: Vec<Query>) -> Query {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::Or(inner) => parts.extend(inner),
            query => parts.push(query),
        }
    }
    let mut seen = HashSet::new();
    parts.retain(|part| seen.insert(part.to_string()));
    together(parts, Query::Or)
}

/// The parts without those that are like one before them: the canonical text of both is the same. A word
/// that stands beside another one stays, since the two may be a compound or a name: `cease fire fire
/// brigade`.
fn distinct_rows(parts: Vec<Query>) -> Vec<Query> {
    let pairs: Vec<bool> = parts
        .windows(2)
        .map(|pair| are_beside(&pair[0], &pair[1]))
        .collect();
    let is_beside = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| pairs.get(before));
        before.is_some_and(|beside| *beside) || pairs.get(index).is_some_and(|beside| *beside)
    };
    let mut seen = HashSet::new();
    let parts = parts.into_iter().enumerate();
    parts
        .filter(|(index, part)| seen.insert(part.to_string()) || is_beside(*index))
        .map(|(_, part)| part)
        .collect()
}

/// Whether two parts are different words side by side.
fn are_beside(first: &Query, second: &Query) -> bool {
    matches!((first, second), (Query::Words(first), Query::Words(second))
        if first.text != second.text && first.is_plain() && second.is_plain() && first.is_beside(second))
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
