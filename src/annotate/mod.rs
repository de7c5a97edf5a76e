//! From a story to a story with its people, organizations and places: the tagger finds names in the
//! text, the resolver says which of them are one. It reads no files and knows no index.

pub mod resolver;
pub mod tagger;

use crate::article::{Article, EntityKind, Mention, Origin, Part, TextPart};

use resolver::Resolver;

/// A name that the tagger found, before anyone has asked whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it looks like, here and in the whole story.
    pub kind: EntityKind,
    /// Where it stands, possessives left off.
    pub mention: Mention,
}

/// Adds names to stories. One is made for many stories: it keeps what it found out of forms of names,
/// which news repeats, and which never changes an answer.
///
/// ```
/// use newsidx::annotate::Annotator;
/// use newsidx::article::{Article, EntityKind};
/// let mut story = Article {
///     body: "Angela Merkel flew to Lisbon. Mrs. Merkel stayed for a day.".into(),
///     ..Article::default()
/// };
/// Annotator::default().annotate(&mut story);
/// let merkel = &story.entities[0];
/// assert_eq!((merkel.kind, &*merkel.name), (EntityKind::Person, "Angela Merkel"));
/// assert_eq!(merkel.mentions.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Annotator {
    resolver: Resolver,
}

impl Annotator {
    /// Adds to a story the people, organizations and places that its text names.
    ///
    /// What the source gives stays, marked as given, and gets the mentions that are its own. In a story
    /// that is known to be in another language than English only names of countries are looked for:
    /// there is no model for it, and nothing is to be invented.
    pub fn annotate(&mut self, article: &mut Article) {
        let sightings = sightings(article);
        article.entities = self.resolver.resolve(article, &sightings);
        if Part::Entities.is_in(article) && article.provenance.of(Part::Entities).is_none() {
            article.provenance.set(Part::Entities, Origin::Heuristic);
        }
    }
}

/// Whether there is a model for the language of a story; for one of unknown language English is tried.
#[must_use]
pub fn has_model(language: Option<&str>) -> bool {
    let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag));
    primary.is_none_or(|primary| primary.eq_ignore_ascii_case("en"))
}

/// The names in the texts of a story, in their order.
#[must_use]
pub fn sightings(article: &Article) -> Vec<Sighting> {
    // A test reads the shipped model; without one there are no names.
    let Ok(model) = tagger::shipped() else {
        return Vec::new();
    };
    let parts: Vec<(TextPart, &str)> = TextPart::of(article)
        .filter_map(|part| Some((part, part.text(article)?)))
        .collect();
    let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
    let found = if has_model(article.language.as_deref()) {
        tagger::names(model, &texts)
    } else {
        tagger::countries(model, &texts)
    };
    let sighting = |found: tagger::Found| Sighting {
        kind: found.kind,
        mention: Mention {
            part: parts[found.text].0,
            start: found.start,
            end: found.end,
        },
    };
    found.into_iter().map(sighting).collect()
}

#[cfg(test)]
mod tests;
