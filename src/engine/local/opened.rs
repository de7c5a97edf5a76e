//! An index that is open for reading: its segments, what their columns hold, and its stored stories.

use std::sync::OnceLock;

use tantivy::columnar::{Column, StrColumn};
use tantivy::store::StoreReader;
use tantivy::{DocId, Searcher, TantivyError};

use crate::article::Article;
use crate::field::Field;

use super::alive::Alive;
use super::rank::LENGTH_FIELDS;
use super::schema::{self, Layout};

/// An open index.
pub(super) struct Opened {
    pub(super) layout: Layout,
    pub(super) searcher: Searcher,
    /// By segment, which stories are still there.
    pub(super) alive: Vec<Alive>,
    /// The words of all stories by field, as [`super::rank::words`] counts them.
    pub(super) words: [u64; LENGTH_FIELDS.len()],
    /// By segment.
    pub(super) stores: Vec<StoreReader>,
    /// By segment, once they were asked for: opening them takes as long as a part of a search.
    pub(super) orders: Vec<OnceLock<Order>>,
}

/// The columns of a segment by which stories of the same score are put in order.
pub(super) struct Order {
    /// In seconds.
    pub(super) published: Option<Column<i64>>,
    pub(super) ids: Option<StrColumn>,
}

impl Opened {
    /// The columns by which the stories of a segment are put in order.
    pub(super) fn order(&self, segment: usize) -> tantivy::Result<&Order> {
        if let Some(order) = self.orders[segment].get() {
            return Ok(order);
        }
        let columns = self.searcher.segment_reader(segment as u32).fast_fields();
        let order = Order {
            published: columns.column_opt::<i64>(Field::Published.name())?,
            ids: columns.str(Field::Id.name())?,
        };
        Ok(self.orders[segment].get_or_init(|| order))
    }

    /// A story of a segment.
    pub(super) fn article(&self, segment: u32, doc: DocId) -> tantivy::Result<Article> {
        read_article(&self.stores[segment as usize], doc)
    }
}

/// A story of the stored ones of a segment.
pub(super) fn read_article(store: &StoreReader, doc: DocId) -> tantivy::Result<Article> {
    let bytes = store.get_document_bytes(doc)?;
    let story = schema::stored_story(&bytes).and_then(|story| postcard::from_bytes(story).ok());
    story.ok_or_else(|| TantivyError::InternalError("a stored story cannot be understood".into()))
}
