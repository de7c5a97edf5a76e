//! The stories that are not to stay in an index, as a query that tantivy deletes by: all whose serials are not
//! among those that are kept.

use std::sync::Arc;

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::schema::SERIAL;

/// All stories but those with some serials, which are in ascending order.
#[derive(Clone, Debug)]
pub(super) struct Unkept {
    pub(super) kept: Arc<Vec<u64>>,
}

impl Query for Unkept {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Unkept {
    fn docs(&self, segment: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let serials = segment.fast_fields().u64(SERIAL)?;
        let is_kept = |doc: &DocId| {
            let serial = serials.first(*doc);
            serial.is_some_and(|serial| self.kept.binary_search(&serial).is_ok())
        };
        Ok((0..segment.max_doc()).filter(|doc| !is_kept(doc)).collect())
    }
}

impl Weight for Unkept {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let docs = self.docs(segment)?;
        Ok(Box::new(ConstScorer::new(Docs { docs, at: 0 }, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("nothing is explained here".into()))
    }
}

/// Some stories of a segment, in order.
struct Docs {
    docs: Vec<DocId>,
    at: usize,
}

impl DocSet for Docs {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}
