//! Leaves in an index under way the stories that are to stay, in few segments. Which are to stay, the
//! caller says; which segments to merge, `tidy` does.

use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Document;
use tantivy::{
    BitSet, DocId, DocSet, FutureResult, Index, IndexWriter, ReloadPolicy, Score, Searcher, SegmentMeta,
    SegmentReader, TantivyError,
};

use super::schema::SERIAL;
use super::stored::found;
use super::tidy::{Size, groups};

/// What an index under way holds, as it was committed last.
pub(super) fn searcher(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    Ok(reader.try_into()?.searcher())
}

/// Deletes all stories but those with some serials, which are in ascending order, and commits.
pub(super) fn keep<D: Document>(writer: &mut IndexWriter<D>, kept: &Arc<Vec<u64>>) -> tantivy::Result<()> {
    let found = found(&searcher(writer.index())?)?;
    if found
        .iter()
        .all(|(serial, ..)| kept.binary_search(serial).is_ok())
    {
        return Ok(());
    }
    writer.delete_query(Box::new(Unkept(Arc::clone(kept))))?;
    writer.commit()?;
    Ok(())
}

/// The groups of segments that are to become one each, so that there are few.
pub(super) fn untidy<D: Document>(writer: &IndexWriter<D>) -> tantivy::Result<Vec<Vec<SegmentId>>> {
    let segments = writer.index().searchable_segment_metas()?;
    let size = |segment: &SegmentMeta| Size {
        alive: segment.num_docs().into(),
        deleted: segment.num_deleted_docs().into(),
    };
    let groups = groups(&segments.iter().map(size).collect::<Vec<_>>());
    let ids = |group: Vec<usize>| group.into_iter().map(|segment| segments[segment].id()).collect();
    Ok(groups.into_iter().map(ids).collect())
}

/// All segments as one group, unless there is one without deleted stories.
pub(super) fn all<D: Document>(writer: &IndexWriter<D>) -> tantivy::Result<Vec<Vec<SegmentId>>> {
    Ok(match &writer.index().searchable_segment_metas()?[..] {
        [] => Vec::new(),
        [only] if only.num_deleted_docs() == 0 => Vec::new(),
        segments => vec![segments.iter().map(SegmentMeta::id).collect()],
    })
}

/// Makes one segment of each group, of several groups at a time, and removes the files of those that went
/// into it. Who still holds what tantivy knows of a segment keeps its files.
pub(super) fn merge<D: Document>(
    writer: &mut IndexWriter<D>,
    groups: &[Vec<SegmentId>],
) -> tantivy::Result<()> {
    let merges: Vec<_> = groups.iter().map(|group| writer.merge(group)).collect();
    // All are waited for, so that none works on when it is told that one failed.
    let merged: Vec<_> = merges.into_iter().map(FutureResult::wait).collect();
    for merged in merged {
        drop(merged?);
    }
    writer.garbage_collect_files().wait()?;
    Ok(())
}

/// The stories whose serials are not among some, which are in ascending order.
#[derive(Clone, Debug)]
struct Unkept(Arc<Vec<u64>>);

impl Query for Unkept {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Unkept {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let serials = segment.fast_fields().u64(SERIAL)?;
        let mut unkept = BitSet::with_max_value(segment.max_doc());
        for doc in 0..segment.max_doc() {
            let is_kept = serials
                .first(doc)
                .is_some_and(|serial| self.0.binary_search(&serial).is_ok());
            if !is_kept {
                unkept.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(unkept), boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(segment, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("not kept", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!("document {doc} is kept")))
        }
    }
}
