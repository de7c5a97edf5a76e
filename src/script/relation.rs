//! Compares the answer of a query with those of others, as sets: equal, within, apart; and counts the
//! stories of an answer by the values of a field. Nothing is listed but the few that break a relation:
//! the index itself counts `A and not B`.

use super::Failure;
use super::asked::{RelationKind, Text};
use super::check::{Answer, counted};
use super::stories::Trouble;
use crate::engine::{EngineError, SearchRequest, Sort};
use crate::field::{Kind, Weights};
use crate::query::Query;
use crate::search::{self, Prepared, SearchError};
use crate::spans::Node;

/// How many stories that break a relation are named.
const NAMED: usize = 5;

/// Checks the relations to other queries.
pub(super) fn relations(answer: &Answer<'_>, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
    for relation in &answer.asked.relations {
        let own = whole(&answer.prepared);
        let other = whole(&prepared(answer, &relation.other)?);
        let not = |query: &Query| Query::Not(Box::new(query.clone()));
        let broken = match relation.kind {
            RelationKind::Equivalent => vec![
                (own.clone(), not(&other), ONLY_OWN),
                (not(&own), other.clone(), ONLY_OTHER),
            ],
            RelationKind::Subset => vec![(own.clone(), not(&other), ONLY_OWN)],
            RelationKind::Disjoint => vec![(own.clone(), other.clone(), IN_BOTH)],
        };
        let mut notes = Vec::new();
        let mut found = Vec::new();
        for (one, and, which) in broken {
            let (total, few) = first(answer, Query::And(vec![one, and]))?;
            if total > 0 {
                found.push(format!("{} {which}", counted(total)));
                notes.extend(few.into_iter().map(|line| format!("{which}: {line}")));
            }
        }
        if !found.is_empty() {
            let wanted = match relation.kind {
                RelationKind::Equivalent => "the same stories as",
                RelationKind::Subset => "no story that is not in the answer to",
                RelationKind::Disjoint => "no story that is in the answer to",
            };
            let wanted = format!("{wanted} `{}`", relation.other.text);
            failures.push(Failure::new(relation.kind.key(), wanted, found.join(", ")).with(notes));
        }
    }
    Ok(())
}

const ONLY_OWN: &str = "in this one alone";
const ONLY_OTHER: &str = "in the other alone";
const IN_BOTH: &str = "in both";

/// Counts the stories of the answer that have a value in a field.
pub(super) fn facets(answer: &Answer<'_>, failures: &mut Vec<Failure>) -> Result<(), Trouble> {
    for (field, value, bound) in &answer.asked.facets {
        let quoted = match field.kind() {
            Kind::Text | Kind::Name | Kind::Key => format!("\"{}\"", value.replace('"', " ")),
            Kind::Date | Kind::Number => value.clone(),
        };
        let text = format!("{}:{quoted}", field.name());
        let with_value = prepared(answer, &Text { text, any: false })?;
        let query = Query::And(vec![whole(&answer.prepared), whole(&with_value)]);
        let (total, few) = first(answer, query)?;
        if !bound.holds(total) {
            let wanted = format!("{} with {} {value}", counted(bound), field.name());
            failures.push(Failure::new("facets", wanted, counted(total)).with(few));
        }
    }
    Ok(())
}

fn prepared(answer: &Answer<'_>, text: &Text) -> Result<Prepared, Trouble> {
    let question = answer.subject.question(text, NAMED);
    search::prepare(answer.subject.engine(), &question).map_err(|error| match error {
        SearchError::Engine(error) => error.into(),
        SearchError::Syntax { error, query } => Trouble(format!(
            "the query it is compared with is wrong: {error}\n{}",
            error.pointed(&query)
        )),
    })
}

/// The query as a part of another one: what asks nothing of a story means every story.
pub(super) fn whole(prepared: &Prepared) -> Query {
    if prepared.plan.root == Node::All {
        Query::All
    } else {
        prepared.query.clone()
    }
}

/// How many stories answer a query, and the first few of them, a line each.
pub(super) fn first(answer: &Answer<'_>, query: Query) -> Result<(u64, Vec<String>), EngineError> {
    let prepared = Prepared::of(answer.subject.engine(), query)?;
    let request = SearchRequest {
        plan: &prepared.plan,
        weights: &Weights::default(),
        sort: Sort::Newest,
        offset: 0,
        limit: NAMED,
        since: None,
        deadline: None,
    };
    let response = answer.subject.engine().search(&request)?;
    let line = |hit: &crate::engine::Hit| format!("{}  {}", hit.article.id, hit.article.headline);
    Ok((response.total, response.hits.iter().map(line).collect()))
}
