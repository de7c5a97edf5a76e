//! The boundary between newsidx and whatever holds an index: requests and answers, and two small
//! traits. A plan goes in, stories and scores come out. Parsing, snippets, printing and paging
//! stay outside; nothing of tantivy shows through.

pub mod local;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Date, EntityKind, Timestamp};
use crate::field::{Field, Weights};
use crate::spans::Plan;

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

    /// The number of the generation being written.
    fn generation(&self) -> u64;

    /// The folder of the generation that it is to replace, if there is one.
    fn replaced(&self) -> Option<&Path>;

    /// A folder that belongs to the index being written and comes to light with it. Files in it whose
    /// names begin with `draft` stay behind.
    fn folder(&self) -> &Path;

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

/// What an index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The corpus it was built from, as given to the build.
    pub corpus: String,
    /// Which records were found: 32 hexadecimal digits, the first half of the BLAKE3 hash over path,
    /// ordinal and fingerprint of each. Where the corpus lies, what was built before and how many
    /// threads there were do not matter.
    pub fingerprint: String,
    /// Whether people, organizations and places were looked for in the texts; if not, there are those
    /// that the sources give.
    #[serde(default)]
    pub tagged: bool,
    /// Stories in languages that there is no model of names for: countries alone were looked for.
    #[serde(default)]
    pub without_model: u64,
    /// Files found in it.
    pub files: u64,
    /// Records found in those files; a file that was refused whole counts as one.
    pub found: u64,
    /// Records that are stories of the index.
    pub indexed: u64,
    /// Records left out because they are no stories, or of a form that is not read.
    pub skipped: u64,
    /// Those of the skipped that are earlier versions of stories.
    pub replaced: u64,
    /// Records that could not be read.
    pub failed: u64,
    /// Records that gave a story and were repaired to be read: their encoding was not the one that they
    /// should be in, or letters had been damaged on the way.
    #[serde(default)]
    pub repaired: u64,
    /// Bytes of all records.
    pub bytes: u64,
    /// The first and the last date of publication.
    pub dates: Option<(Timestamp, Timestamp)>,
    /// How many stories have each field, by its name.
    pub coverage: BTreeMap<String, u64>,
    /// How many stories have each part from where, by the names of parts and origins.
    pub provenance: BTreeMap<String, BTreeMap<String, u64>>,
    /// How many stories came in each form.
    pub formats: BTreeMap<String, u64>,
    /// How many stories came from each source.
    pub sources: BTreeMap<String, u64>,
}

/// What is wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// There is nothing at that place.
    #[error("no index at `{path}`\nhint: build one with `newsidx build CORPUS --index {path}`")]
    Missing {
        /// The place.
        path: PathBuf,
    },
    /// Something else is at that place.
    #[error("`{path}` is not a newsidx index: {why}\nhint: name the folder of an index with `--index`")]
    NotAnIndex {
        /// The place.
        path: PathBuf,
        /// How one can tell.
        why: String,
    },
    /// A folder is in the way of a new index.
    #[error(
        "`{path}` holds other files, no index is made there: {found}\nhint: name a new or empty folder with `--index`"
    )]
    Occupied {
        /// The place.
        path: PathBuf,
        /// A file that is there.
        found: String,
    },
    /// The index was made by another version.
    #[error(
        "the index at `{path}` has format {found}, this newsidx reads format {wanted}\nhint: build it again with `newsidx build CORPUS --index {path}`"
    )]
    OtherFormat {
        /// The place.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The format of this program.
        wanted: u32,
    },
    /// Another build is at work.
    #[error(
        "another build is writing to `{path}`\nhint: wait for it to end, or name another place with `--index`"
    )]
    Busy {
        /// The place.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{doing} `{path}`: {cause}{}", hint(.cause))]
    File {
        /// What was being done, such as `cannot write`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// A thread that writes gave up, which it does when it cannot write.
    #[error(
        "cannot write the index at `{path}`: a thread that writes gave up\nhint: the disk may be full, check the space there; the previous index is as it was"
    )]
    Stopped {
        /// The place.
        path: PathBuf,
    },
    /// The index is damaged.
    #[error(
        "the index at `{path}` is damaged: {why}\nhint: build it again with `newsidx build CORPUS --index {path}`"
    )]
    Damaged {
        /// The place.
        path: PathBuf,
        /// What was found.
        why: String,
    },
}

fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull => "\nhint: free some space; the previous index is as it was",
        io::ErrorKind::PermissionDenied => "\nhint: check who may write there",
        _ => "",
    }
}
