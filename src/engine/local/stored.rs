//! The stories that an index holds, by their serials, for the writer of the next generation.

use tantivy::store::StoreReader;
use tantivy::{DocId, Searcher, TantivyError};

use crate::article::Article;

use super::schema::{self, SERIAL};

/// The stories of an index.
#[derive(Default)]
pub(super) struct Stored {
    /// In ascending order.
    pub(super) serials: Vec<u64>,
    /// Segment and place of each.
    places: Vec<(usize, DocId)>,
    /// By segment.
    stores: Vec<StoreReader>,
}

impl Stored {
    pub(super) fn of(searcher: &Searcher) -> tantivy::Result<Stored> {
        let mut all = Vec::new();
        let mut stores = Vec::new();
        for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
            let serials = segment.fast_fields().u64(SERIAL)?;
            let places = segment
                .doc_ids_alive()
                .map(|doc| (serials.first(doc), ordinal, doc));
            for (serial, ordinal, doc) in places {
                let serial = serial.ok_or_else(|| unreadable("a story has no serial"))?;
                all.push((serial, ordinal, doc));
            }
            stores.push(segment.get_store_reader(1)?);
        }
        all.sort_unstable();
        Ok(Stored {
            serials: all.iter().map(|(serial, ..)| *serial).collect(),
            places: all.into_iter().map(|(_, ordinal, doc)| (ordinal, doc)).collect(),
            stores,
        })
    }

    /// The story of a serial.
    pub(super) fn article(&self, serial: u64) -> tantivy::Result<Option<Article>> {
        let Ok(at) = self.serials.binary_search(&serial) else {
            return Ok(None);
        };
        let (segment, doc) = self.places[at];
        let bytes = self.stores[segment].get_document_bytes(doc)?;
        let story = schema::stored_story(&bytes).and_then(|story| postcard::from_bytes(story).ok());
        story
            .map(Some)
            .ok_or_else(|| unreadable("a stored story cannot be understood"))
    }
}

fn unreadable(why: &str) -> TantivyError {
    TantivyError::InternalError(why.into())
}
