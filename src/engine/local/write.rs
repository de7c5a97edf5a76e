//! Writing an index: stories go to tantivy's threads; what is not to stay is deleted, and little segments are
//! joined.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyError};

use crate::article::Article;

use super::super::{EngineError, Stamp, Summary, Writer};
use super::analyser::tokenizers;
use super::damaged;
use super::disk::{Disk, OnDisk};
use super::document::Story;
use super::folder::{Folder, MANAGED};
use super::generation::{Begin, NewGeneration, names};
use super::queue::Queue;
use super::rank::words;
use super::schema::Layout;
use super::stored::Stored;
use super::tidy::{self, Size};
use super::unkept::Unkept;

/// Bytes of postings that all threads together gather before a segment is written.
const SEGMENT_BYTES: usize = 224 << 20;
/// What tantivy needs at the least for one thread.
const LEAST_THREAD_BYTES: usize = 16 << 20;
/// What tantivy takes at the most for one thread.
const MOST_THREAD_BYTES: usize = 4 << 30;

/// How an index is written.
#[derive(Clone, Debug)]
pub struct WriterOptions {
    /// How many threads index, 1 to 8.
    pub threads: usize,
    /// Bytes of postings that all threads together gather before a segment is written.
    pub memory: usize,
    /// Whether to begin with nothing, whatever is published.
    pub anew: bool,
    /// What the build is: one that was cut off is gone on with by a build of the same key.
    pub key: String,
    /// Where to write.
    pub disk: Arc<dyn Disk>,
}

impl Default for WriterOptions {
    fn default() -> WriterOptions {
        WriterOptions {
            threads: 1,
            memory: SEGMENT_BYTES,
            anew: false,
            key: String::new(),
            disk: Arc::new(OnDisk),
        }
    }
}

/// Writes a new generation of an index.
pub struct LocalWriter {
    place: PathBuf,
    folder: PathBuf,
    layout: Arc<Layout>,
    queue: Arc<Queue>,
    index: Index,
    writer: IndexWriter<Story>,
    disk: Arc<dyn Disk>,
    replaced: Option<PathBuf>,
    /// The stories that were there at the beginning.
    there: Stored,
    // After the writer: its files are removed when the generation is dropped unpublished.
    generation: NewGeneration,
}

impl LocalWriter {
    /// Begins a new generation of the index at a place, with nothing in it.
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

    /// Begins a new generation of the index at a place, which is made if it is not there. It begins with
    /// what is published; or with what a build of the same key, which was cut off, has left.
    ///
    /// # Errors
    /// When the place is no index and not empty, or cannot be written, or another build is at work.
    pub fn open(place: &Path, options: &WriterOptions) -> Result<LocalWriter, EngineError> {
        let begin = match options.anew {
            true => Begin::Anew,
            false => Begin::With(&options.key),
        };
        let mut generation = NewGeneration::create(place, begin, &options.disk)?;
        let folder = generation.folder();
        let layout = Arc::new(Layout::new());
        let mut opened = None;
        if generation.is_linked() {
            opened = begun(&folder, &layout, options).ok();
            if opened.is_none() {
                generation.begin_anew(begin)?;
            }
        }
        let (index, there) = match opened {
            Some(opened) => opened,
            None => {
                let made = made(&folder, &layout, options).map_err(|error| damaged(place, error))?;
                (made, Stored::default())
            }
        };
        let threads = options.threads.clamp(1, 8);
        let options_of_writer = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(threads.min(2))
            .memory_budget_per_thread((options.memory / threads).clamp(LEAST_THREAD_BYTES, MOST_THREAD_BYTES))
            .build();
        let writer: IndexWriter<Story> = index
            .writer_with_options(options_of_writer)
            .map_err(|error| damaged(place, error))?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(LocalWriter {
            place: place.into(),
            folder,
            layout,
            queue: Arc::new(Queue::default()),
            index,
            writer,
            disk: Arc::clone(&options.disk),
            replaced: generation.replaced(),
            there,
            generation,
        })
    }

    /// Deletes what is not kept, and merges what is to be merged.
    fn settle(&mut self, kept: &Arc<Vec<u64>>) -> tantivy::Result<()> {
        self.writer.commit()?;
        let unkept = Unkept {
            kept: Arc::clone(kept),
        };
        self.writer.delete_query(Box::new(unkept))?;
        self.writer.commit()?;
        let segments = self.index.searchable_segment_metas()?;
        let sizes: Vec<Size> = segments
            .iter()
            .map(|segment| Size {
                stories: segment.num_docs().into(),
                gone: segment.num_deleted_docs().into(),
            })
            .collect();
        let groups = tidy::groups(&sizes);
        let merges: Vec<_> = groups
            .iter()
            .map(|group| {
                let ids: Vec<_> = group.iter().map(|segment| segments[*segment].id()).collect();
                self.writer.merge(&ids)
            })
            .collect();
        for merge in merges {
            merge.wait()?;
        }
        // As long as anybody knows a segment its files stay.
        drop(segments);
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Looks at what is to be published: exactly the stories that are kept must be there.
    fn check(&self, kept: &[u64]) -> Result<[u64; 3], EngineError> {
        let reading = || -> tantivy::Result<_> {
            let searcher = searcher(&self.index)?;
            Ok((Stored::of(&searcher)?, words(&searcher, &self.layout)?))
        };
        let (stored, words) = reading().map_err(|error| damaged(&self.place, error))?;
        if stored.serials != kept {
            return Err(EngineError::Damaged {
                path: self.place.clone(),
                why: format!(
                    "{} stories were to be published and {} are there",
                    kept.len(),
                    stored.serials.len()
                ),
            });
        }
        Ok(words)
    }
}

/// Opens what a generation begins with.
fn begun(folder: &Path, layout: &Layout, options: &WriterOptions) -> tantivy::Result<(Index, Stored)> {
    let managed = fs::read(folder.join(MANAGED));
    let is_whole = managed.is_ok_and(|bytes| serde_json::from_slice::<Vec<String>>(&bytes).is_ok());
    if !is_whole {
        // Without the list nothing can be opened, and it only helps to remove leftovers.
        let names: Vec<String> = names(folder)?;
        options
            .disk
            .create(&folder.join(MANAGED))?
            .write_all(&serde_json::to_vec(&names)?)?;
    }
    let mut index = Index::open(Folder::open(folder, &options.disk)?)?;
    if index.schema() != layout.schema {
        return Err(TantivyError::SchemaError("its fields are others".into()));
    }
    index.set_tokenizers(tokenizers());
    let stored = Stored::of(&searcher(&index)?)?;
    Ok((index, stored))
}

/// Makes an index of nothing.
fn made(folder: &Path, layout: &Layout, options: &WriterOptions) -> tantivy::Result<Index> {
    let settings = IndexSettings {
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let directory = Folder::open(folder, &options.disk)?;
    let mut index = Index::create(directory, layout.schema.clone(), settings)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}

fn searcher(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: IndexReader = reader.try_into()?;
    Ok(reader.searcher())
}

impl Writer for LocalWriter {
    fn put(&mut self, article: Article, stamp: Stamp) -> Result<(), EngineError> {
        let permit = Queue::enter(&self.queue, article.body.len() + 512);
        let story = Story::new(article, stamp, &self.layout, permit);
        self.writer
            .add_document(story)
            .map(|_| ())
            .map_err(|error| stopped(&self.place, error))
    }

    fn serials(&self) -> &[u64] {
        &self.there.serials
    }

    fn stored(&self, serial: u64) -> Result<Option<Article>, EngineError> {
        self.there
            .article(serial)
            .map_err(|error| damaged(&self.place, error))
    }

    fn generation(&self) -> u64 {
        self.generation.number()
    }

    fn replaced(&self) -> Option<&Path> {
        self.replaced.as_deref()
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    fn checkpoint(&mut self) -> Result<(), EngineError> {
        self.writer
            .commit()
            .map(|_| ())
            .map_err(|error| stopped(&self.place, error))
    }

    fn commit(mut self: Box<Self>, summary: &Summary, mut kept: Vec<u64>) -> Result<(), EngineError> {
        kept.sort_unstable();
        let kept = Arc::new(kept);
        self.settle(&kept).map_err(|error| stopped(&self.place, error))?;
        let words = self.check(&kept)?;
        let LocalWriter {
            place,
            writer,
            generation,
            ..
        } = *self;
        writer
            .wait_merging_threads()
            .map_err(|error| stopped(&place, error))?;
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
