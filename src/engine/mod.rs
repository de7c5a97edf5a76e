//! The boundary between newsidx and whatever holds an index: requests and answers, and two small
//! traits. A plan goes in, stories and scores come out. Parsing, snippets, printing and paging
//! stay outside; nothing of tantivy shows through.

mod error;
pub mod local;
mod summary;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::article::{Article, ArticleId, Date, EntityKind};
use crate::field::{Field, Weights};
use crate::spans::Plan;

use local::Disk;

pub use error::EngineError;
pub use summary::{Corpus, Reading, Summary};

/// Answers questions about stories that were indexed before.
pub trait Engine: Send + Sync {
    /// What the index holds, as counted when it was built.
    fn summary(&self) -> &Summary;

    /// The number of the build that made the index as it is, from 1.
    fn generation(&self) -> u64;

    /// The [`Summary::fingerprint`] of an earlier generation or of this one, as far as it is known.
    fn fingerprint_of(&self, generation: u64) -> Option<&str>;

    /// The ways in which the corpus hyphenates a compound, by the stem of its solid form; see
    /// [`crate::spans::Lexicon::splits`].
    ///
    /// # Errors
    /// When the index cannot be read.
    fn splits(&self, stem: &str) -> Result<Vec<String>, EngineError>;

    /// The stories that satisfy a request, in its order, and how many there are in all.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn search(&self, request: &SearchRequest<'_>) -> Result<SearchResponse, EngineError>;

    /// The same stories by their ids alone, none of them loaded: for answers that are wanted whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn list(&self, request: &SearchRequest<'_>) -> Result<Vec<Listed>, EngineError>;

    /// How the score of a story came about; `None` if it does not satisfy the request.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn explain(
        &self,
        request: &SearchRequest<'_>,
        id: &ArticleId,
    ) -> Result<Option<Explanation>, EngineError>;

    /// The word of some fields that a folded word most likely stands for: of those that are most like it,
    /// one or two letters being other, the one that most stories have. `None` where there is none.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn similar(&self, word: &str, fields: &[Field]) -> Result<Option<String>, EngineError>;

    /// Who and what the stories that satisfy a request speak of, and how many of them do.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn entities(&self, request: &EntityRequest<'_>) -> Result<EntityCounts, EngineError>;

    /// Whole stories by id, one answer per id, in the order asked.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn fetch(&self, ids: &[ArticleId]) -> Result<Vec<Option<Article>>, EngineError>;
}

/// Takes stories in, beside those that an index holds already; nothing is seen of them before
/// [`Writer::commit`], and an index that was there before stays as it was until then.
pub trait Writer: Send {
    /// Adds a story. What the index holds under other serials, of the same id too, stays for now:
    /// [`Writer::commit`] says what is to stay for good.
    ///
    /// # Errors
    /// When the index cannot be written.
    fn put(&mut self, article: Article, stamp: Stamp) -> Result<(), EngineError>;

    /// The serials of the stories that were there when the writing began: those of the index, and those
    /// of a build that was cut off and is gone on with. In ascending order.
    fn serials(&self) -> &[u64];

    /// A story that was there when the writing began.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn stored(&self, serial: u64) -> Result<Option<Article>, EngineError>;

    /// Whether a build that was cut off is gone on with.
    fn resumed(&self) -> bool;

    /// The number of the generation being written.
    fn generation(&self) -> u64;

    /// The folder of the generation that it is to replace, if there is one.
    fn replaced(&self) -> Option<&Path>;

    /// A folder that belongs to the index being written and comes to light with it. Files in it whose
    /// names begin with `draft` stay behind. What is written in it is to be durable before
    /// [`Writer::commit`].
    fn folder(&self) -> &Path;

    /// The disk that the index lies on: what is written into [`Writer::folder`] is written by it.
    fn disk(&self) -> &Arc<dyn Disk>;

    /// Makes all that was put so far durable, though nobody sees it: if the build is cut off later, one
    /// with the same key goes on from here.
    ///
    /// # Errors
    /// When the index cannot be written.
    fn checkpoint(&mut self) -> Result<(), EngineError>;

    /// Makes the stories with the kept serials, and no others, the index: at once and for good.
    ///
    /// # Errors
    /// When the index cannot be written; then the previous one stands.
    fn commit(self: Box<Self>, summary: &Summary, kept: Vec<u64>) -> Result<(), EngineError>;
}

/// What an index remembers of a story beside the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The generation in which it came, as it is, into the index.
    pub since: u64,
    /// Its number: no other story that was ever put into the index has it.
    pub serial: u64,
}

/// What is asked of an engine.
#[derive(Clone, Copy, Debug)]
pub struct SearchRequest<'p> {
    /// What a story must satisfy.
    pub plan: &'p Plan,
    /// How much an occurrence counts in each field. They change the order, never what is found.
    pub weights: &'p Weights,
    /// In which order.
    pub sort: Sort,
    /// Only stories that are new, or another than they were, since this generation.
    pub since: Option<u64>,
    /// How many stories of that order to pass over.
    pub offset: usize,
    /// How many to return, at most.
    pub limit: usize,
    /// When to stop, with what was found until then.
    pub deadline: Option<Instant>,
}

/// The order of the stories of an answer. Ties are broken by date, newest first, then by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first; stories without a date last.
    Newest,
    /// Oldest first; stories without a date last.
    Oldest,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResponse {
    /// How many stories satisfy the request: exactly, and as many can be listed.
    pub total: u64,
    /// Whether the time ran out, so that there may be more and better ones.
    pub partial: bool,
    /// Those of the page asked for.
    pub hits: Vec<Hit>,
}

/// A story of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it fits; comparable within one answer only. 0 where nothing was asked of its words.
    pub score: f32,
    /// The story.
    pub article: Article,
}

/// How the score of a story came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The parts of the query that it satisfies, in their order; the score is their sum.
    pub clauses: Vec<ClauseScore>,
    /// The score.
    pub score: f32,
    /// The weighted number of words of the story.
    pub length: f32,
    /// The mean of all stories.
    pub mean_length: f32,
    /// How many stories the index has.
    pub stories: u64,
}

/// What a part of a query adds to the score of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseScore {
    /// The part, in the language's own words.
    pub clause: String,
    /// How often it occurs in which field, and what an occurrence counts there.
    pub fields: Vec<(Field, u32, f32)>,
    /// How much its words tell: the rarer, the more; multiplied by its boost.
    pub rarity: f32,
    /// What it adds.
    pub score: f32,
}

/// A story of an answer, by its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The story.
    pub id: ArticleId,
    /// As [`Hit::score`].
    pub score: f32,
    /// The day on which it was published.
    pub published: Option<Date>,
}

/// Whose names are to be counted, and where.
#[derive(Clone, Copy, Debug)]
pub struct EntityRequest<'p> {
    /// What a story must satisfy.
    pub plan: &'p Plan,
    /// Only stories that are new, or another than they were, since this generation.
    pub since: Option<u64>,
    /// Only stories that speak of this one, given by its [`EntityCount::key`].
    pub with: Option<(EntityKind, &'p str)>,
    /// What to count.
    pub kinds: &'p [EntityKind],
    /// How many to return of each kind, at most.
    pub limit: usize,
}

/// Who and what the stories of an answer speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityCounts {
    /// How many stories satisfy the request.
    pub total: u64,
    /// Each kind that was asked for, in the order of the request.
    pub kinds: Vec<KindCounts>,
}

/// The people, organizations or places of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindCounts {
    /// What they are.
    pub kind: EntityKind,
    /// How many there are in all.
    pub total: u64,
    /// Those of the most stories, of as many the most mentions, of as many by name.
    pub entities: Vec<EntityCount>,
}

/// A person, organization or place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCount {
    /// What is the same in all forms of its name.
    pub key: String,
    /// The commonest form of its name in the whole index.
    pub name: String,
    /// In how many stories of the answer it is named.
    pub stories: u64,
    /// How often their texts name it.
    pub mentions: u64,
    /// In how many stories of the whole index it is named.
    pub stories_in_index: u64,
}
