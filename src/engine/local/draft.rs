//! The segments of a generation that is not published, opened to be written. Whose they are and when they
//! come to light, `generation` knows.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Document;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyError};

use super::super::EngineError;
use super::analyser::tokenizers;
use super::checksums;
use super::disk::Disk;
use super::generation::{NewGeneration, Origin};
use super::keep::searcher;
use super::schema::Layout;
use super::stored::Stored;
use super::writable::{FILE_LIST, Writable};

/// What tantivy needs at the least for one thread.
const LEAST_THREAD_BYTES: usize = 16 << 20;

/// More threads than these only wait for one another.
const MOST_THREADS: usize = 8;

/// Makes the list of files that tantivy wants, of those that are there: it removes what no segment needs,
/// such as what a build has left that was cut off.
fn list_files(folder: &Path, disk: &dyn Disk) -> Result<(), EngineError> {
    let write = || {
        let mut files = checksums::names(folder)?;
        files.retain(|name| checksums::is_of_segment(name));
        disk.create(&folder.join(FILE_LIST))?
            .write_all(&serde_json::to_vec(&files)?)
    };
    write().map_err(|cause| EngineError::File {
        doing: "cannot write to",
        path: folder.into(),
        cause,
    })
}

/// The segments with which a generation begins, and the stories in them, unless they cannot be read.
pub(super) fn open_segments(
    generation: &NewGeneration,
    disk: &Arc<dyn Disk>,
    layout: &Layout,
) -> Result<tantivy::Result<(Index, Stored)>, EngineError> {
    list_files(&generation.folder(), &**disk)?;
    Ok(open_listed(generation, disk, layout))
}

fn open_listed(
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
        .memory_budget_per_thread((memory / threads).max(LEAST_THREAD_BYTES))
        .build();
    let writer = index.writer_with_options(options)?;
    // All is merged at the end, when it is known what stays.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}
