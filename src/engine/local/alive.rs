//! Which stories of a segment are still there. A story that was replaced or taken away stays in its
//! segment, marked as deleted, until segments are merged; it must not be found, counted or weighed as
//! long. Walks over stories begin with those that are alive, and how many stories hold a term is told
//! without those that are not. What deletes stories is no business of this room.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::fastfield::AliveBitSet;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader, TantivyError};

use super::window::{Stories, Window};

/// Looking a story up in a list takes as long as reading so many.
const SEEKING: usize = 64;
/// For a term that fewer stories hold, counting them again is as fast as remembering how many they are. There
/// are few terms that more hold, so that what is remembered needs no bound.
const RARE: u32 = 512;

/// The stories of a segment that are not deleted.
pub(super) struct Alive {
    /// How many stories the segment has, the deleted ones among them.
    end: DocId,
    /// Most segments have none.
    deleted: Option<Deleted>,
}

/// The stories of a segment that are deleted.
struct Deleted {
    bits: AliveBitSet,
    /// The same, in order.
    docs: Vec<DocId>,
    /// How many of them hold a common term, by where the postings of the term begin.
    counts: Mutex<FxHashMap<(Column, usize), u32>>,
}

impl Alive {
    /// # Errors
    /// When what is deleted cannot be the stories of this segment.
    pub(super) fn of(segment: &SegmentReader) -> tantivy::Result<Alive> {
        let end = segment.max_doc();
        let Some(bits) = segment.alive_bitset() else {
            return Ok(Alive { end, deleted: None });
        };
        if bits.bitset().max_value() != end {
            return Err(TantivyError::InternalError(
                "what is deleted of a segment is of another one".into(),
            ));
        }
        let deleted = Deleted {
            docs: (0..end).filter(|doc| bits.is_deleted(*doc)).collect(),
            bits: bits.clone(),
            counts: Mutex::default(),
        };
        Ok(Alive {
            end,
            deleted: Some(deleted).filter(|deleted| !deleted.docs.is_empty()),
        })
    }

    /// The number behind that of the last story.
    pub(super) fn end(&self) -> DocId {
        self.end
    }

    /// Whether a story is there.
    pub(super) fn has(&self, doc: DocId) -> bool {
        doc < self.end
            && self
                .deleted
                .as_ref()
                .is_none_or(|deleted| deleted.bits.is_alive(doc))
    }

    /// All, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        (0..self.end).filter(|doc| self.has(*doc))
    }

    /// Those of a window.
    pub(super) fn within(&self, window: Window) -> Stories {
        let mut stories = window.stories(self.end);
        if let Some(Deleted { docs, .. }) = &self.deleted {
            let from = docs.partition_point(|doc| *doc < window.first);
            let mut gone = Stories::none();
            for doc in docs[from..].iter().take_while(|doc| **doc < window.end()) {
                gone.insert(window.slot(*doc));
            }
            stories.remove(&gone);
        }
        stories
    }

    /// How many of them hold a term of a column.
    pub(super) fn holders(
        &self,
        index: &InvertedIndexReader,
        column: Column,
        term: &TermInfo,
    ) -> tantivy::Result<u32> {
        let Some(deleted) = &self.deleted else {
            return Ok(term.doc_freq);
        };
        let key = (column, term.postings_range.start);
        if term.doc_freq >= RARE
            && let Some(count) = deleted.known().get(&key)
        {
            return Ok(term.doc_freq.saturating_sub(*count));
        }
        let postings = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        let count = deleted.among(postings);
        if term.doc_freq >= RARE {
            deleted.known().insert(key, count);
        }
        Ok(term.doc_freq.saturating_sub(count))
    }
}

impl Deleted {
    fn known(&self) -> std::sync::MutexGuard<'_, FxHashMap<(Column, usize), u32>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many stories of a list are deleted.
    fn among(&self, mut postings: BlockSegmentPostings) -> u32 {
        let mut count = 0;
        if self.docs.len() * SEEKING < postings.doc_freq() as usize {
            for doc in &self.docs {
                let at = postings.seek(*doc);
                count += u32::from(postings.docs().get(at) == Some(doc));
            }
            return count;
        }
        while !postings.docs().is_empty() {
            let docs = postings.docs().iter();
            count += docs.filter(|doc| self.bits.is_deleted(**doc)).count() as u32;
            postings.advance();
        }
        count
    }
}
