//! Writing an index: stories go to tantivy's threads through a queue that is bounded in bytes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};

use tantivy::schema::{Document, TantivyDocument};
use tantivy::{IndexWriter, TantivyError};

use crate::article::Article;

use super::super::{EngineError, Stamp, Summary, Writer};
use super::damaged;
use super::disk::{Disk, OnDisk};
use super::document::document;
use super::draft::{open_segments, writer};
use super::generation::{Beginning, NewGeneration, Origin};
use super::keep::{keep, merge, searcher, untidy};
use super::rank::words;
use super::schema::Layout;
use super::stored::{Stored, found};

/// Bytes of stories that may wait for tantivy's threads.
const QUEUE_BYTES: usize = 32 << 20;
/// Bytes of postings that all threads together gather before a segment is written.
const SEGMENT_BYTES: usize = 224 << 20;

/// How an index is written.
#[derive(Clone, Debug)]
pub struct WriterOptions {
    /// How many threads index.
    pub threads: usize,
    /// Bytes of postings that all threads together gather before a segment is written.
    pub memory: usize,
    /// What the build is known by: one that was cut off is gone on with by one with the same key. Empty
    /// if it never is.
    pub key: String,
    /// Whether to begin with no story, rather than with those of the index.
    pub anew: bool,
    /// Whether small segments are joined, and those of which much was deleted are written anew.
    pub tidy: bool,
    /// Where everything is written.
    pub disk: Arc<dyn Disk>,
}

impl Default for WriterOptions {
    fn default() -> WriterOptions {
        WriterOptions {
            threads: 1,
            memory: SEGMENT_BYTES,
            key: String::new(),
            anew: false,
            tidy: true,
            disk: Arc::new(OnDisk),
        }
    }
}

/// Writes a new generation of an index.
pub struct LocalWriter {
    place: PathBuf,
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    layout: Arc<Layout>,
    queue: Arc<Queue>,
    writer: IndexWriter<Story>,
    stored: Stored,
    /// Set once the stored stories were seen to be as they were written.
    are_stories_sound: OnceLock<()>,
    is_tidy: bool,
    // After the writer: its files are removed when the generation is dropped unpublished.
    generation: NewGeneration,
}

impl LocalWriter {
    /// Begins a new generation of the index at a place, which is made if it is not there, with no story.
    ///
    /// # Errors
    /// As [`LocalWriter::open`].
    pub fn create(place: &Path, threads: usize) -> Result<LocalWriter, EngineError> {
        let options = WriterOptions {
            threads,
            anew: true,
            ..WriterOptions::default()
        };
        LocalWriter::open(place, &options)
    }

    /// Begins a new generation of the index at a place, which is made if it is not there, or goes on with
    /// one that was cut off. An index that cannot be read is as none.
    ///
    /// # Errors
    /// When the place is no index and not empty, or cannot be written, or another build is at work.
    pub fn open(place: &Path, options: &WriterOptions) -> Result<LocalWriter, EngineError> {
        let beginning = Beginning {
            key: &options.key,
            anew: options.anew,
            disk: &options.disk,
        };
        let mut generation = NewGeneration::begin(place, beginning)?;
        let folder = generation.folder();
        let layout = Layout::new();
        let (index, stored) = loop {
            match open_segments(&generation, &options.disk, &layout) {
                Ok(opened) => break opened,
                Err(error) if !generation.fall_back()? => return Err(damaged(place, error)),
                Err(_) => {}
            }
        };
        Ok(LocalWriter {
            place: place.into(),
            folder,
            disk: Arc::clone(&options.disk),
            layout: Arc::new(layout),
            queue: Arc::default(),
            writer: writer(&index, options.threads, options.memory).map_err(|error| damaged(place, error))?,
            stored,
            are_stories_sound: OnceLock::new(),
            is_tidy: options.tidy,
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
        self.stored.serials()
    }

    fn stored(&self, serial: u64) -> Result<Option<Article>, EngineError> {
        if self.are_stories_sound.get().is_none() {
            self.generation.vouch_for_stories()?;
            self.are_stories_sound.get_or_init(|| ());
        }
        let article = self.stored.article(serial);
        article.map_err(|error| damaged(&self.place, error))
    }

    fn resumed(&self) -> bool {
        self.generation.origin() == Origin::Draft
    }

    fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
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

    fn checkpoint(&mut self) -> Result<(), EngineError> {
        let committed = self.writer.commit();
        committed.map(|_| ()).map_err(|error| stopped(&self.place, error))
    }

    fn commit(self: Box<Self>, summary: &Summary, mut kept: Vec<u64>) -> Result<(), EngineError> {
        let LocalWriter {
            place,
            layout,
            mut writer,
            stored,
            is_tidy,
            generation,
            ..
        } = *self;
        // Its files may go.
        drop(stored);
        kept.sort_unstable();
        let kept = Arc::new(kept);
        let failed = |error| stopped(&place, error);
        writer.commit().map_err(failed)?;
        keep(&mut writer, &kept).map_err(failed)?;
        if is_tidy {
            let groups = untidy(&writer).map_err(failed)?;
            generation.vouch_for(&groups)?;
            merge(&mut writer, &groups).map_err(failed)?;
        }
        let searcher = searcher(writer.index()).map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)?;
        let mut found: Vec<u64> = found(&searcher)
            .map_err(failed)?
            .into_iter()
            .map(|(serial, ..)| serial)
            .collect();
        found.sort_unstable();
        if found != *kept {
            return Err(EngineError::Unkept {
                path: place,
                kept: kept.len(),
                found: found.len(),
            });
        }
        let words = words(&searcher, &layout).map_err(failed)?;
        drop(searcher);
        generation.publish(summary, words)
    }
}

/// What went wrong while writing. tantivy's threads keep their reason to themselves; it is nearly
/// always the disk.
fn stopped(place: &Path, error: TantivyError) -> EngineError {
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
