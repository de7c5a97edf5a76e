//! An index that is open for reading: its segments, what their columns hold, and its stored stories.

use tantivy::store::StoreReader;
use tantivy::{DocId, Searcher, TantivyError};

use crate::article::Article;

use super::schema::{self, Layout};

/// An open index.
pub(super) struct Opened {
    pub(super) layout: Layout,
    pub(super) searcher: Searcher,
    /// By segment.
    pub(super) stores: Vec<StoreReader>,
}

impl Opened {
    /// A story of a segment.
    pub(super) fn article(&self, segment: u32, doc: DocId) -> tantivy::Result<Article> {
        let bytes = self.stores[segment as usize].get_document_bytes(doc)?;
        let story = schema::stored_story(&bytes).and_then(|story| postcard::from_bytes(story).ok());
        story.ok_or_else(|| TantivyError::InternalError("a stored story cannot be understood".into()))
    }
}
