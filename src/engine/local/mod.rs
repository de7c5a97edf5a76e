//! The engine on this machine: an index of segments, kept by tantivy, in a folder. Only this
//! folder of the sources names tantivy.
//!
//! The index holds words as written, and once more by their stems: see the `stems` module. Where words
//! stand is asked of those as written, whose forms are looked up in its dictionary and read as one: see
//! `forms`. Stories are put to the conditions of a question a window at a time: see `sieve`.

mod alive;
mod analyser;
mod by_text;
mod checksums;
mod clock;
mod collect;
mod compact;
mod disk;
mod document;
mod draft;
mod entities;
mod explain;
mod forms;
mod found;
mod generation;
mod guard;
mod keep;
mod lock;
mod look_up;
mod manifest;
mod matcher;
mod opened;
mod phrase;
mod positional;
mod postings;
mod rank;
mod readonly;
mod schema;
mod sieve;
mod stems;
mod stored;
mod tidy;
mod verify;
mod window;
mod words;
mod writable;
mod write;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::{DocAddress, Index, ReloadPolicy};

use crate::article::{Article, ArticleId};
use crate::field::Field;

use super::{
    Engine, EngineError, EntityCounts, EntityRequest, Explanation, Hit, Listed, SearchRequest,
    SearchResponse, Summary,
};
use alive::Alive;
use clock::Clock;
use guard::guarded;
use manifest::{Manifest, Past};
use opened::Opened;
use readonly::ReadOnly;
use schema::{COMPOUND_SEPARATOR, Layout};

pub use checksums::SEEN;
pub use compact::{Compacted, compact};
pub use disk::{Disk, DiskFile, OnDisk, replace};
pub use manifest::FORMAT;
pub use verify::{Damage, Progress, Verification, verify};
pub use write::{LocalWriter, WriterOptions};

/// An index in a folder, opened for reading.
pub struct LocalEngine {
    place: PathBuf,
    folder: PathBuf,
    generation: u64,
    past: Vec<Past>,
    summary: Summary,
    opened: Opened,
}

/// Blocks of stored stories that each segment keeps at hand.
const STORE_BLOCKS: usize = 16;

impl LocalEngine {
    /// Opens the index at a place. It stays as it is now, whatever is built there later.
    ///
    /// # Errors
    /// When there is no index, or one of another version, or it is damaged.
    pub fn open(place: &Path) -> Result<LocalEngine, EngineError> {
        let manifest = manifest::read(place)?;
        let generation = manifest.generation.clone();
        let open = |manifest| guarded(place, || Self::open_generation(place, manifest));
        match open(manifest) {
            // A build may have replaced the generation after its manifest was read.
            Err(error) => {
                let now = manifest::read(place)?;
                if now.generation == generation {
                    Err(error)
                } else {
                    open(now)
                }
            }
            opened => opened,
        }
    }

    fn open_generation(place: &Path, manifest: Manifest) -> Result<LocalEngine, EngineError> {
        let folder = place.join(&manifest.generation);
        let failed = |error| damaged(place, error);
        let directory = ReadOnly::open(&folder).map_err(|error| failed(error.into()))?;
        let mut index = Index::open(directory).map_err(failed)?;
        index.set_tokenizers(analyser::tokenizers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let layout = Layout::new();
        if index.schema() != layout.schema {
            return Err(EngineError::Damaged {
                path: place.into(),
                why: "its fields are not those of its format".into(),
            });
        }
        let searcher = reader.searcher();
        let stores = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.get_store_reader(STORE_BLOCKS));
        let stores = stores
            .collect::<std::io::Result<_>>()
            .map_err(|error| failed(error.into()))?;
        let segments = searcher.segment_readers().iter();
        let alive = segments.map(Alive::of).collect::<tantivy::Result<_>>();
        Ok(LocalEngine {
            place: place.into(),
            folder,
            generation: manifest.number(),
            past: manifest.past,
            summary: manifest.summary,
            opened: Opened {
                layout,
                alive: alive.map_err(failed)?,
                words: manifest.words,
                orders: searcher
                    .segment_readers()
                    .iter()
                    .map(|_| OnceLock::new())
                    .collect(),
                searcher,
                stores,
            },
        })
    }

    /// The folder of the generation that was opened: what [`super::Writer::folder`] was when it was built.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many segments hold the index.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.opened.searcher.segment_readers().len()
    }

    /// Reads what is asked for, and names the place where it cannot be read.
    fn read<T>(&self, ask: impl FnOnce() -> tantivy::Result<T>) -> Result<T, EngineError> {
        guarded(&self.place, || ask().map_err(|error| damaged(&self.place, error)))
    }

    fn article(&self, address: DocAddress) -> tantivy::Result<Article> {
        self.opened.article(address.segment_ord, address.doc_id)
    }

    /// Where a story is: deleted ones may have the same id.
    fn find(&self, id: &ArticleId) -> tantivy::Result<Option<DocAddress>> {
        for (ordinal, segment) in self.opened.searcher.segment_readers().iter().enumerate() {
            let Some(ids) = segment.fast_fields().str(Field::Id.name())? else {
                continue;
            };
            let Some(wanted) = ids.dictionary().term_ord(&id.0)? else {
                continue;
            };
            let mut stories = self.opened.alive[ordinal].iter();
            let found = stories.find(|doc| ids.ords().first(*doc) == Some(wanted));
            if let Some(doc) = found {
                return Ok(Some(DocAddress::new(ordinal as u32, doc)));
            }
        }
        Ok(None)
    }

    fn collect_splits(&self, stem: &str) -> tantivy::Result<Vec<String>> {
        let mut splits = Vec::new();
        let beginning = format!("{stem}{COMPOUND_SEPARATOR}");
        let column = self.opened.layout.compounds;
        let segments = self.opened.searcher.segment_readers().iter();
        for (segment, alive) in segments.zip(&self.opened.alive) {
            let index = segment.inverted_index(column)?;
            let mut terms = Vec::new();
            forms::with_prefix(index.terms(), &beginning, &Clock::until(None), |term, info| {
                terms.push((term[beginning.len()..].to_owned(), info.clone()));
            })?;
            for (split, info) in terms {
                if alive.holders(&index, column, &info)? > 0 {
                    splits.push(split);
                }
            }
        }
        splits.sort_unstable();
        splits.dedup();
        Ok(splits)
    }
}

impl Engine for LocalEngine {
    fn summary(&self) -> &Summary {
        &self.summary
    }

    fn generation(&self) -> u64 {
        self.generation
    }

    fn fingerprint_of(&self, generation: u64) -> Option<&str> {
        if generation == self.generation {
            return Some(&self.summary.fingerprint);
        }
        let past = self.past.iter().find(|past| past.generation == generation);
        past.map(|past| &*past.fingerprint)
    }

    fn splits(&self, stem: &str) -> Result<Vec<String>, EngineError> {
        self.read(|| self.collect_splits(stem))
    }

    fn search(&self, request: &SearchRequest<'_>) -> Result<SearchResponse, EngineError> {
        let hit = |(score, address)| {
            Ok(Hit {
                score,
                article: self.article(address)?,
            })
        };
        self.read(|| {
            let page = collect::collect(&self.opened, request)?;
            Ok(SearchResponse {
                total: page.total,
                partial: page.partial,
                hits: page.hits.into_iter().map(hit).collect::<tantivy::Result<_>>()?,
            })
        })
    }

    fn list(&self, request: &SearchRequest<'_>) -> Result<Vec<Listed>, EngineError> {
        self.read(|| collect::list(&self.opened, request))
    }

    fn explain(
        &self,
        request: &SearchRequest<'_>,
        id: &ArticleId,
    ) -> Result<Option<Explanation>, EngineError> {
        self.read(|| match self.find(id)? {
            Some(address) => explain::explain(&self.opened, request, address),
            None => Ok(None),
        })
    }

    fn similar(&self, word: &str, fields: &[Field]) -> Result<Option<String>, EngineError> {
        self.read(|| explain::similar(&self.opened, word, fields))
    }

    fn entities(&self, request: &EntityRequest<'_>) -> Result<EntityCounts, EngineError> {
        self.read(|| entities::count(&self.opened, request))
    }

    fn fetch(&self, ids: &[ArticleId]) -> Result<Vec<Option<Article>>, EngineError> {
        let fetch = |id| {
            let address = self.find(id)?;
            address.map(|address| self.article(address)).transpose()
        };
        self.read(|| ids.iter().map(fetch).collect())
    }
}

/// What an index is said to hold, though it may be damaged.
///
/// # Errors
/// When there is no index of this version, or its manifest is damaged.
pub fn manifest_summary(place: &Path) -> Result<Summary, EngineError> {
    Ok(manifest::read(place)?.summary)
}

/// What tantivy says of an index, in words that name the place.
fn damaged(place: &Path, error: tantivy::TantivyError) -> EngineError {
    use tantivy::TantivyError as Cause;
    let path = place.to_owned();
    match error {
        Cause::IoError(cause) => {
            let cause = std::io::Error::new(cause.kind(), cause.to_string());
            EngineError::File {
                doing: "cannot read or write",
                path,
                cause,
            }
        }
        Cause::OpenDirectoryError(cause) => EngineError::Damaged {
            path,
            why: cause.to_string(),
        },
        other => EngineError::Damaged {
            path,
            why: other.to_string(),
        },
    }
}
