//! The stories that an index under way held when the writing began: which they are, and what they are.

use tantivy::store::StoreReader;
use tantivy::{DocId, Searcher};

use crate::article::Article;

use super::opened::read_article;
use super::schema::SERIAL;

/// Blocks of stored stories that each segment keeps at hand.
const STORE_BLOCKS: usize = 16;

/// Stories by their serials.
pub(super) struct Stored {
    /// By segment.
    stores: Vec<StoreReader>,
    serials: Vec<u64>,
    /// Segment and document of each.
    places: Vec<(usize, DocId)>,
}

impl Stored {
    /// Those that a searcher sees.
    pub(super) fn of(searcher: &Searcher) -> tantivy::Result<Stored> {
        let mut found = found(searcher)?;
        found.sort_unstable();
        let stores = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.get_store_reader(STORE_BLOCKS));
        Ok(Stored {
            stores: stores.collect::<std::io::Result<_>>()?,
            serials: found.iter().map(|(serial, ..)| *serial).collect(),
            places: found
                .into_iter()
                .map(|(_, segment, doc)| (segment, doc))
                .collect(),
        })
    }

    /// The serials, in ascending order.
    pub(super) fn serials(&self) -> &[u64] {
        &self.serials
    }

    /// The story with a serial.
    pub(super) fn article(&self, serial: u64) -> tantivy::Result<Option<Article>> {
        let Ok(at) = self.serials.binary_search(&serial) else {
            return Ok(None);
        };
        let (segment, doc) = self.places[at];
        read_article(&self.stores[segment], doc).map(Some)
    }
}

/// The serial, segment and document of each story that is not deleted, in the order of the segments.
pub(super) fn found(searcher: &Searcher) -> tantivy::Result<Vec<(u64, usize, DocId)>> {
    let mut found = Vec::new();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let serials = segment.fast_fields().u64(SERIAL)?;
        for doc in segment.doc_ids_alive() {
            found.extend(serials.first(doc).map(|serial| (serial, ordinal, doc)));
        }
    }
    Ok(found)
}
