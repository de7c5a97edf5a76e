//! From a story to a story with its people, organizations and places: the tagger finds names in the
//! text, the resolver says which of them are one. It reads no files and knows no index.

pub mod resolver;

use crate::article::{Article, EntityKind, Mention, Origin, Part};

/// A name that the tagger found, before anyone has asked whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it looks like, here and in the whole story.
    pub kind: EntityKind,
    /// Where it stands, titles and possessives left off.
    pub mention: Mention,
}

/// Adds to a story the people, organizations and places that its text names.
///
/// What the source gives stays, marked as given, and gets the mentions that are its own.
pub fn annotate(article: &mut Article) {
    article.entities = resolver::resolve(article, &[]);
    if Part::Entities.is_in(article) && article.provenance.of(Part::Entities).is_none() {
        article.provenance.set(Part::Entities, Origin::Heuristic);
    }
}
