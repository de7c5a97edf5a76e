//! The segments of a generation that is not published, opened to be written. Whose they are and when they
//! come to light, `generation` knows.

use std::sync::Arc;

use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Document;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyError};

use super::analyser::tokenizers;
use super::disk::Disk;
use super::generation::{NewGeneration, Origin};
use super::guard::caught;
use super::keep::searcher;
use super::schema::Layout;
use super::stored::Stored;
use super::writable::Writable;

/// What tantivy needs at the least for one thread.
const LEAST_THREAD_BYTES: usize = 16 << 20;

/// What tantivy takes at the most for one thread.
const MOST_THREAD_BYTES: usize = 4_000_000_000;

/// More threads than these only wait for one another.
const MOST_THREADS: usize = 8;

/// The segments with which a generation begins, and the stories in them.
pub(super) fn open_segments(
    generation: &NewGeneration,
    disk: &Arc<dyn Disk>,
    layout: &Layout,
) -> tantivy::Result<(Index, Stored)> {
    // What it begins with may be damaged.
    caught(|| open(generation, disk, layout)).unwrap_or_else(|why| Err(TantivyError::InternalError(why)))
}

fn open(
    generation: &NewGeneration,
    disk: &Arc<dyn Disk>,
    layout: &Layout,
) -> tantivy::Result<(Index, Stored)> {
    let directory = Writable::open(&generation.folder(), disk)?;
    let mut index = if generation.origin() == Origin::Nothing {
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        Index::create(directory, layout.schema.clone(), settings)?
    } else {
        Index::open(directory)?
    };
    if index.schema() != layout.schema {
        return Err(TantivyError::SchemaError("its fields are not ours".into()));
    }
    index.set_tokenizers(tokenizers());
    let stored = Stored::of(&searcher(&index)?)?;
    Ok((index, stored))
}

/// Begins to write documents beside those segments.
pub(super) fn writer<D: Document>(
    index: &Index,
    threads: usize,
    memory: usize,
) -> tantivy::Result<IndexWriter<D>> {
    let threads = threads.clamp(1, MOST_THREADS);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .num_merge_threads(threads)
        .memory_budget_per_thread((memory / threads).clamp(LEAST_THREAD_BYTES, MOST_THREAD_BYTES))
        .build();
    let writer = index.writer_with_options(options)?;
    // All is merged at the end, when it is known what stays.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    // What a build has left that was cut off.
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}
