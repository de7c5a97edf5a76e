//! Makes one segment of an index, without the stories that were deleted: the answers stay, what they
//! cost gets less. It is a new generation like any other, of what the current one holds.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::{IndexWriter, TantivyDocument};

use super::super::EngineError;
use super::damaged;
use super::disk::Disk;
use super::draft::{open_segments, writer};
use super::generation::{Beginning, NewGeneration};
use super::keep::{all, merge, searcher};
use super::manifest;
use super::schema::Layout;

/// What was gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// How many segments there were.
    pub segments_before: usize,
    /// How many there are.
    pub segments_after: usize,
    /// Deleted stories that are gone for good.
    pub dropped: u64,
    /// Bytes of all files of the index before.
    pub bytes_before: u64,
    /// Bytes of all files of the index now.
    pub bytes_after: u64,
}

/// Makes one segment of the index at a place, as its next generation.
///
/// # Errors
/// When there is no index, or it cannot be read or written, or a build is at work; then it is as it was.
pub fn compact(place: &Path, disk: Arc<dyn Disk>) -> Result<Compacted, EngineError> {
    // Nothing is made at a place where there is no index.
    manifest::read(place)?;
    let beginning = Beginning {
        key: "",
        anew: false,
        disk: &disk,
    };
    let mut generation = NewGeneration::begin(place, beginning)?;
    generation.take_over()?;
    let failed = |error| damaged(place, error);
    let (index, stored) = open_segments(&generation, &disk, &Layout::new()).map_err(failed)?;
    let stories = stored.serials().len() as u64;
    drop(stored);
    let before = searcher(&index).map_err(failed)?;
    let (segments_before, dropped) = (before.segment_readers().len(), deleted(&before));
    drop(before);
    let mut writer: IndexWriter<TantivyDocument> = writer(&index, 1, 0).map_err(failed)?;
    let groups = all(&writer).map_err(failed)?;
    generation.vouch_for(&groups)?;
    merge(&mut writer, &groups).map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)?;
    let after = searcher(&index).map_err(failed)?;
    if after.num_docs() != stories || deleted(&after) != 0 {
        return Err(EngineError::Unkept {
            path: place.into(),
            kept: stories as usize,
            found: after.num_docs() as usize,
        });
    }
    let segments_after = after.segment_readers().len();
    drop((after, index));
    let Some((words, summary)) = generation
        .current()
        .map(|manifest| (manifest.words, manifest.summary.clone()))
    else {
        return Err(EngineError::Missing { path: place.into() });
    };
    let folder = generation.folder();
    let bytes_before = generation.replaced().map_or(Ok(0), size);
    let bytes_before = bytes_before.map_err(|cause| unread(place, cause))?;
    generation.publish(&summary, words)?;
    Ok(Compacted {
        segments_before,
        segments_after,
        dropped,
        bytes_before,
        bytes_after: size(&folder).map_err(|cause| unread(place, cause))?,
    })
}

fn deleted(searcher: &tantivy::Searcher) -> u64 {
    let deleted = searcher
        .segment_readers()
        .iter()
        .map(|segment| segment.num_deleted_docs());
    deleted.map(u64::from).sum()
}

/// The bytes of the files of a folder.
fn size(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

fn unread(place: &Path, cause: io::Error) -> EngineError {
    EngineError::File {
        doing: "cannot read",
        path: place.into(),
        cause,
    }
}
