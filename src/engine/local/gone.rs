//! The stories of a segment that were deleted and still take their place in it. No answer may show that they
//! were there: they are taken out of every window, and off every number that tantivy counted with them.

use tantivy::postings::TermInfo;
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::window::{Stories, Window};

/// The deleted stories of a segment, in order.
#[derive(Debug, Default)]
pub(super) struct Gone(Vec<DocId>);

impl Gone {
    pub(super) fn of(segment: &SegmentReader) -> Gone {
        let Some(alive) = segment.alive_bitset() else {
            return Gone::default();
        };
        let all = 0..segment.max_doc();
        Gone(all.filter(|doc| !alive.is_alive(*doc)).collect())
    }

    pub(super) fn contains(&self, doc: DocId) -> bool {
        !self.0.is_empty() && self.0.binary_search(&doc).is_ok()
    }

    /// Takes them out of the stories of a window.
    pub(super) fn leave(&self, window: Window, stories: &mut Stories) {
        let from = self.0.partition_point(|doc| *doc < window.first);
        let of_window = self.0[from..].iter().take_while(|doc| **doc < window.end());
        of_window.for_each(|doc| stories.take(window.slot(*doc)));
    }

    /// In how many stories that are there a term of the segment stands.
    pub(super) fn stories_with(
        &self,
        segment: &SegmentReader,
        column: Column,
        term: &TermInfo,
    ) -> tantivy::Result<u64> {
        let mut stories = u64::from(term.doc_freq);
        if self.0.is_empty() {
            return Ok(stories);
        }
        let index = segment.inverted_index(column)?;
        let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        let mut at = postings.doc();
        for doc in &self.0 {
            if at < *doc {
                at = postings.seek(*doc);
            }
            if at == TERMINATED {
                break;
            }
            stories -= u64::from(at == *doc);
        }
        Ok(stories)
    }
}
