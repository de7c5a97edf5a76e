//! Where the parts of a story came from: which element, key, address or rule. It finds nothing out: the
//! readers say it.

use serde::{Deserialize, Serialize};

use super::{Article, Entity};

/// A part of a story, of which is known where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// [`Article::id`].
    Id,
    /// [`Article::headline`].
    Headline,
    /// [`Article::byline`].
    Byline,
    /// [`Article::dateline`].
    Dateline,
    /// [`Article::published`].
    Published,
    /// [`Article::source`].
    Source,
    /// [`Article::section`].
    Section,
    /// [`Article::language`].
    Language,
    /// [`Article::body`].
    Body,
    /// [`Article::captions`].
    Captions,
    /// [`Article::entities`].
    Entities,
    /// [`Article::url`].
    Url,
    /// [`Article::status`].
    Status,
}

impl Part {
    /// Every part, in the order of the enum, which is that of print.
    pub const ALL: [Part; 13] = [
        Part::Id,
        Part::Headline,
        Part::Byline,
        Part::Dateline,
        Part::Published,
        Part::Source,
        Part::Section,
        Part::Language,
        Part::Body,
        Part::Captions,
        Part::Entities,
        Part::Url,
        Part::Status,
    ];

    /// Its name in output, which is that of the story's key in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Id => "id",
            Part::Headline => "headline",
            Part::Byline => "byline",
            Part::Dateline => "dateline",
            Part::Published => "published",
            Part::Source => "source",
            Part::Section => "section",
            Part::Language => "language",
            Part::Body => "body",
            Part::Captions => "captions",
            Part::Entities => "entities",
            Part::Url => "url",
            Part::Status => "status",
        }
    }

    /// Whether a story has it.
    #[must_use]
    pub fn is_in(self, article: &Article) -> bool {
        match self {
            Part::Id => !article.id.0.is_empty(),
            Part::Headline => !article.headline.is_empty(),
            Part::Byline => !article.byline.is_empty(),
            Part::Dateline => article.dateline.is_some(),
            Part::Published => article.published.is_some(),
            Part::Source => article.source.is_some(),
            Part::Section => article.section.is_some(),
            Part::Language => article.language.is_some(),
            Part::Body => !article.body.is_empty(),
            Part::Captions => !article.captions.is_empty(),
            Part::Entities => article.entities.iter().any(Entity::is_named),
            Part::Url => article.url.is_some(),
            Part::Status => article.status.is_some(),
        }
    }
}

/// Where a part of a story came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// An element, key or column of the form that the story came in.
    Markup,
    /// The linked data of a web page: schema.org as JSON-LD.
    JsonLd,
    /// The same as attributes of a page's elements.
    Microdata,
    /// The `meta` elements of a web page, Open Graph among them.
    Meta,
    /// The header with which an archive keeps it.
    Header,
    /// The text: told by how it looks or where it stands.
    Heuristic,
    /// Its address on the web.
    Url,
    /// The path of its file.
    Path,
}

impl Origin {
    /// Its name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Origin::Markup => "markup",
            Origin::JsonLd => "json-ld",
            Origin::Microdata => "microdata",
            Origin::Meta => "meta",
            Origin::Header => "header",
            Origin::Heuristic => "heuristic",
            Origin::Url => "url",
            Origin::Path => "path",
        }
    }
}

/// Where the parts of a story came from.
///
/// ```
/// use newsidx::article::{Origin, Part, Provenance};
/// let mut provenance = Provenance::default();
/// provenance.set(Part::Source, Origin::Path);
/// assert_eq!(provenance.of(Part::Source), Some(Origin::Path));
/// assert_eq!(provenance.of(Part::Body), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance([Option<Origin>; Part::ALL.len()]);

impl Provenance {
    /// Where a part came from, where the story has it.
    #[must_use]
    pub fn of(&self, part: Part) -> Option<Origin> {
        self.0[part as usize]
    }

    /// Notes where a part came from.
    pub fn set(&mut self, part: Part, origin: Origin) {
        self.0[part as usize] = Some(origin);
    }
}
