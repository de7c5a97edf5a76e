//! The use case "ask": a query's text to a page of stories with the passages that answer it.

mod advice;
mod company;
mod concordance;
mod preferences;
mod why;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::article::{Article, EntityKind};
use crate::engine::{Engine, EngineError, EntityRequest, KindCounts, Listed, SearchRequest, Sort};
use crate::query::{self, Defaults, Query, Remark, Syntax, SyntaxError};
use crate::snippet::{Extent, Snippet, snippets};
use crate::spans::{self, Lack, Lexicon, Plan};

pub use advice::{Advice, advice};
pub use company::{Companion, Company, Known, NameError, Roll, company, entities};
pub use concordance::{Line, concordance};
pub use preferences::{Preferences, Synonyms};
pub use why::{Standing, Why, why};

/// How many names of each kind a page has, at most.
const FACETS: usize = 10;

/// A question as a person puts it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The query; QUERY.md has the language.
    pub text: String,
    /// Whose language it is written in.
    pub syntax: Syntax,
    /// Whether any of its words will do, where no operator stands between them.
    pub any: bool,
    /// The order of the answer.
    pub sort: Sort,
    /// Only stories that are new, or another than they were, since this generation of the index.
    pub since: Option<u64>,
    /// How many stories to pass over.
    pub offset: usize,
    /// How many to show at most.
    pub limit: usize,
    /// How much to show of each.
    pub extent: Extent,
    /// How long to look for stories; then what was found until then is the answer.
    pub timeout: Option<Duration>,
    /// Whose names in all stories of the answer to count.
    pub facets: Vec<EntityKind>,
    /// What holds for every question.
    pub preferences: Arc<Preferences>,
}

/// An answer, ready to be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The query as typed.
    pub query: String,
    /// How it was understood, in the language's own words, with what the preferences added and
    /// without what they left out.
    pub understood: String,
    /// Whether they added or left out anything.
    pub adjusted: bool,
    /// How many stories answer it.
    pub total: u64,
    /// Whether the time ran out, so that there may be more and better ones.
    pub partial: bool,
    /// Those of this page, in order.
    pub hits: Vec<PageHit>,
    /// Who and what all of them speak of, as far as it was asked for.
    pub facets: Vec<KindCounts>,
}

/// A story of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHit {
    /// Its place among all, from 1.
    pub rank: usize,
    /// How well it fits; comparable within one answer only.
    pub score: f32,
    /// The story.
    pub article: Article,
    /// What to show of it.
    pub snippets: Vec<Snippet>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query is not of the language.
    #[error("{error}")]
    Syntax {
        /// What is wrong and where.
        error: SyntaxError,
        /// The query.
        query: String,
    },
    /// The index does not answer.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// A query made ready to be asked of one engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// The query.
    pub query: Query,
    /// Whether preferences made it another one than was typed.
    pub adjusted: bool,
    /// What is worth saying of how it was typed.
    pub remarks: Vec<Remark>,
    /// What it asks of a story.
    pub plan: Plan,
}

/// Reads a question's query, applies its preferences and makes it ready.
///
/// # Errors
/// When the query has a wrong operator, or the index cannot be read.
pub fn prepare(engine: &dyn Engine, question: &Question) -> Result<Prepared, SearchError> {
    let defaults = defaults(engine, question);
    let typed =
        query::parse_as(&question.text, question.syntax, &defaults).map_err(|error| SearchError::Syntax {
            error,
            query: question.text.clone(),
        })?;
    let query = question.preferences.apply(&typed);
    Ok(Prepared {
        adjusted: query != typed,
        remarks: query::remarks(&question.text, question.syntax, &typed),
        ..Prepared::of(engine, query)?
    })
}

/// How a question's query is meant where it does not say.
#[must_use]
pub fn defaults(engine: &dyn Engine, question: &Question) -> Defaults {
    Defaults {
        any: question.any,
        newest: engine.summary().dates.map(|(_, newest)| newest.date),
    }
}

impl Prepared {
    /// Makes a query ready as it is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(engine: &dyn Engine, query: Query) -> Result<Prepared, EngineError> {
        let plan = spans::plan(&query, &Splits(engine))?;
        Ok(Prepared {
            query,
            adjusted: false,
            remarks: Vec::new(),
            plan,
        })
    }

    /// What keeps a story from answering the query, clause by clause; empty if it answers it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn why_not(&self, engine: &dyn Engine, article: &Article) -> Result<Vec<Lack>, EngineError> {
        spans::lacks(&self.query, &Splits(engine), article)
    }

    /// The request for what a question wants of the answer.
    #[must_use]
    pub fn request<'p>(&'p self, question: &'p Question) -> SearchRequest<'p> {
        SearchRequest {
            plan: &self.plan,
            weights: &question.preferences.weights,
            sort: question.sort,
            offset: question.offset,
            limit: question.limit,
            since: question.since,
            // What lies beyond all time is no limit.
            deadline: question
                .timeout
                .and_then(|timeout| Instant::now().checked_add(timeout)),
        }
    }
}

/// Asks an engine.
///
/// # Errors
/// When the query has a wrong operator, or the index cannot be read.
pub fn search(engine: &dyn Engine, question: &Question) -> Result<Page, SearchError> {
    let prepared = prepare(engine, question)?;
    Ok(page(engine, &prepared, question)?)
}

/// The page that a question asks for of a query that is ready.
///
/// # Errors
/// When the index cannot be read.
pub fn page(engine: &dyn Engine, prepared: &Prepared, question: &Question) -> Result<Page, EngineError> {
    let response = engine.search(&prepared.request(question))?;
    let hits = response.hits.into_iter().enumerate().map(|(index, hit)| PageHit {
        rank: question.offset + index + 1,
        score: hit.score,
        snippets: snippets(&prepared.plan, &hit.article, question.extent),
        article: hit.article,
    });
    let facets = EntityRequest {
        plan: &prepared.plan,
        since: question.since,
        with: None,
        kinds: &question.facets,
        limit: FACETS,
    };
    let facets = match question.facets[..] {
        [] => Vec::new(),
        _ => engine.entities(&facets)?.kinds,
    };
    Ok(Page {
        facets,
        query: question.text.clone(),
        understood: prepared.query.to_string(),
        adjusted: prepared.adjusted,
        total: response.total,
        partial: response.partial,
        hits: hits.collect(),
    })
}

/// Asks an engine for the ids of the stories alone, in the same order: for answers that are wanted
/// whole, because no story is loaded.
///
/// # Errors
/// As [`search`].
pub fn list(engine: &dyn Engine, question: &Question) -> Result<Vec<Listed>, SearchError> {
    let prepared = prepare(engine, question)?;
    Ok(engine.list(&prepared.request(question))?)
}

/// An engine as the lexicon of its corpus.
struct Splits<'e>(&'e dyn Engine);

impl Lexicon for Splits<'_> {
    type Error = EngineError;

    fn splits(&self, stem: &str) -> Result<Vec<String>, EngineError> {
        self.0.splits(stem)
    }
}
