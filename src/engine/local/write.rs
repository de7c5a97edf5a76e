//! Writing an index: stories go to tantivy's threads through a queue that is bounded in bytes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{Document, TantivyDocument};
use tantivy::{Index, IndexSettings, IndexWriter};

use crate::annotate::resolver::key;
use crate::article::Article;
use crate::field::{FIELDS, Field, Kind};

use super::super::{EngineError, Stamp, Summary, Writer};
use super::analyser::tokenizers;
use super::damaged;
use super::manifest::NewGeneration;
use super::schema::{KEY_END, Layout};
use super::stems::STEMMED;

/// Bytes of stories that may wait for tantivy's threads.
const QUEUE_BYTES: usize = 32 << 20;
/// Bytes of postings that all threads together gather before a segment is written.
const SEGMENT_BYTES: usize = 224 << 20;
/// What tantivy needs at the least for one thread.
const LEAST_THREAD_BYTES: usize = 16 << 20;

/// Writes a new generation of an index.
pub struct LocalWriter {
    place: PathBuf,
    folder: PathBuf,
    layout: Arc<Layout>,
    queue: Arc<Queue>,
    writer: IndexWriter<Story>,
    // After the writer: its files are removed when the generation is dropped unpublished.
    generation: NewGeneration,
}

impl LocalWriter {
    /// Begins a new generation of the index at a place, which is made if it is not there.
    ///
    /// # Errors
    /// When the place is no index and not empty, or cannot be written, or another build is at work.
    pub fn create(place: &Path, threads: usize) -> Result<LocalWriter, EngineError> {
        let generation = NewGeneration::create(place)?;
        let folder = generation.folder();
        let layout = Arc::new(Layout::new());
        let failed = |error| damaged(place, error);
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let directory =
            tantivy::directory::MmapDirectory::open(&folder).map_err(|error| EngineError::Damaged {
                path: place.into(),
                why: error.to_string(),
            })?;
        let mut index = Index::create(directory, layout.schema.clone(), settings).map_err(failed)?;
        index.set_tokenizers(tokenizers());
        let threads = threads.clamp(1, 8);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(1)
            .memory_budget_per_thread((SEGMENT_BYTES / threads).max(LEAST_THREAD_BYTES))
            .build();
        let writer: IndexWriter<Story> = index.writer_with_options(options).map_err(failed)?;
        writer.set_merge_policy(Box::new(LogMergePolicy::default()));
        let queue = Arc::new(Queue::default());
        Ok(LocalWriter {
            place: place.into(),
            folder,
            layout,
            queue,
            writer,
            generation,
        })
    }
}

impl Writer for LocalWriter {
    fn put(&mut self, article: Article, stamp: Stamp) -> Result<(), EngineError> {
        let permit = Queue::enter(&self.queue, article.body.len() + 512);
        let story = Story {
            article,
            stamp,
            layout: self.layout.clone(),
            document: OnceLock::new(),
            _permit: permit,
        };
        self.writer
            .add_document(story)
            .map(|_| ())
            .map_err(|error| stopped(&self.place, error))
    }

    fn serials(&self) -> &[u64] {
        &[]
    }

    fn stored(&self, _serial: u64) -> Result<Option<Article>, EngineError> {
        Ok(None)
    }

    fn checkpoint(&mut self) -> Result<(), EngineError> {
        Ok(())
    }

    fn generation(&self) -> u64 {
        self.generation.number()
    }

    fn replaced(&self) -> Option<&Path> {
        self.generation.replaced()
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    fn commit(self: Box<Self>, summary: &Summary, _kept: Vec<u64>) -> Result<(), EngineError> {
        let LocalWriter {
            place,
            mut writer,
            generation,
            ..
        } = *self;
        let failed = |error| stopped(&place, error);
        writer.commit().map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)?;
        generation.publish(summary)
    }
}

/// What went wrong while writing. tantivy's threads keep their reason to themselves; it is nearly
/// always the disk.
fn stopped(place: &Path, error: tantivy::TantivyError) -> EngineError {
    match damaged(place, error) {
        EngineError::Damaged { path, .. } => EngineError::Stopped { path },
        known => known,
    }
}

/// A story on its way to tantivy's threads. It becomes a document when the first of them asks, so
/// that this work is theirs.
struct Story {
    article: Article,
    stamp: Stamp,
    layout: Arc<Layout>,
    document: OnceLock<TantivyDocument>,
    _permit: Permit,
}

impl Document for Story {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document
            .get_or_init(|| document(&self.article, self.stamp, &self.layout))
            .iter_fields_and_values()
    }
}

fn document(article: &Article, stamp: Stamp, layout: &Layout) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    for row in FIELDS {
        let column = layout.column(row.field);
        match row.kind {
            Kind::Date | Kind::Number => {
                if let Some(number) = number(row.field, article) {
                    document.add_i64(column, number);
                }
            }
            Kind::Text | Kind::Name | Kind::Key => {
                for text in row.field.texts(article).iter().filter(|text| !text.is_empty()) {
                    document.add_text(column, text);
                }
            }
        }
    }
    for (column, fields) in layout.stems.into_iter().zip(STEMMED) {
        // The lead is a part of the body.
        for field in fields.iter().filter(|field| **field != Field::Lead) {
            for text in field.texts(article) {
                document.add_text(column, text);
            }
        }
    }
    for text in [&article.headline, &article.body] {
        if memchr::memchr2(b'-', 0xe2, text.as_bytes()).is_some() {
            document.add_text(layout.compounds, text);
        }
    }
    add_names(&mut document, article, layout);
    document.add_i64(layout.since, stamp.since.try_into().unwrap_or(i64::MAX));
    document.add_u64(layout.serial, stamp.serial);
    // A plain structure of texts and numbers always has a form in bytes.
    document.add_bytes(layout.story, &postcard::to_stdvec(article).unwrap_or_default());
    document
}

/// Adds who and what a story speaks of to the columns that are counted.
fn add_names(document: &mut TantivyDocument, article: &Article, layout: &Layout) {
    for entity in article.entities.iter().filter(|entity| entity.is_named()) {
        let key = key(entity.kind, &entity.name);
        if key.is_empty() {
            continue;
        }
        let columns = layout.named(entity.kind);
        document.add_text(columns.names, format!("{key}{KEY_END}{}", entity.name));
        let mentions = entity.mentions.len() as u64;
        document.add_u64(
            columns.weights,
            mentions << 1 | u64::from(entity.is_in_headline()),
        );
    }
}

/// The value of a field in its column: seconds, days or a count.
fn number(field: Field, article: &Article) -> Option<i64> {
    match field {
        Field::Published => article.published.map(|published| published.seconds()),
        Field::Filed => Some(article.dateline.as_ref()?.date?.days()),
        Field::Length => Some(i64::from(article.length())),
        _ => None,
    }
}

/// How many bytes of stories wait.
#[derive(Default)]
struct Queue {
    bytes: Mutex<usize>,
    freed: Condvar,
}

impl Queue {
    /// Waits until there is room; a story larger than the queue enters when it is empty.
    fn enter(queue: &Arc<Queue>, bytes: usize) -> Permit {
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > QUEUE_BYTES;
        let guard = queue.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = queue
            .freed
            .wait_while(guard, full)
            .unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        drop(waiting);
        Permit {
            queue: queue.clone(),
            bytes,
        }
    }
}

/// Room in the queue, given back when the story is indexed or lost.
struct Permit {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.queue.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.queue.freed.notify_all();
    }
}
