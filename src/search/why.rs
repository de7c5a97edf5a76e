//! Why a story stands where it stands in an answer, or does not stand in it.

use super::{Prepared, Question, SearchError, Splits, prepare};
use crate::article::{Article, ArticleId};
use crate::engine::{Engine, EngineError, Explanation, SearchRequest};
use crate::query::{Query, all_of};
use crate::spans::{self, Lack};

/// Why a story has the rank that it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The story.
    pub article: Article,
    /// How the query was understood.
    pub understood: String,
    /// What of it the story satisfies, and what each part adds to its score; nothing if it does not answer
    /// the query.
    pub explanation: Option<Explanation>,
    /// What keeps it from answering the query; nothing if it answers it.
    pub lacks: Vec<Lack>,
    /// Where it stands, or would stand if what it lacks were not asked for; `None` if nothing else is.
    pub standing: Option<Standing>,
}

/// A place in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The query that it is an answer to.
    pub query: String,
    /// The rank, from 1.
    pub rank: u64,
    /// Of how many stories.
    pub total: u64,
}

/// Finds out why a story stands where it does in the answer to a question, or why it does not.
///
/// # Errors
/// As [`super::search`].
pub fn why(engine: &dyn Engine, question: &Question, article: Article) -> Result<Why, SearchError> {
    let prepared = prepare(engine, question)?;
    let lacks = prepared.why_not(engine, &article)?;
    let explanation = if lacks.is_empty() {
        engine.explain(&prepared.request(question), &article.id)?
    } else {
        None
    };
    let without = without_lacks(engine, &prepared.query, &article)?;
    let standing = match without {
        Some(query) => standing(engine, &Prepared::of(engine, query)?, question, &article.id)?,
        None => None,
    };
    Ok(Why {
        understood: prepared.query.to_string(),
        article,
        explanation,
        lacks,
        standing,
    })
}

/// The parts of a query that a story satisfies; `None` if it satisfies none.
fn without_lacks(
    engine: &dyn Engine,
    query: &Query,
    article: &Article,
) -> Result<Option<Query>, EngineError> {
    let parts = match query {
        Query::And(parts) => &parts[..],
        other => std::slice::from_ref(other),
    };
    let mut left = Vec::new();
    for part in parts {
        if spans::lacks(part, &Splits(engine), article)?.is_empty() {
            left.push(part.clone());
        }
    }
    Ok((!left.is_empty()).then(|| all_of(left)))
}

fn standing(
    engine: &dyn Engine,
    prepared: &Prepared,
    question: &Question,
    id: &ArticleId,
) -> Result<Option<Standing>, EngineError> {
    let request = SearchRequest {
        offset: 0,
        limit: usize::MAX,
        deadline: None,
        ..prepared.request(question)
    };
    let listed = engine.list(&request)?;
    let rank = listed.iter().position(|story| story.id == *id);
    Ok(rank.map(|rank| Standing {
        query: prepared.query.to_string(),
        rank: rank as u64 + 1,
        total: listed.len() as u64,
    }))
}
