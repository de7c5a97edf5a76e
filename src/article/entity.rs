//! Who and what a story speaks of, and where it says so: plain data. Names are found and told apart in
//! [`crate::annotate`].

use serde::{Deserialize, Serialize};

use super::Article;

/// A person, organization or place that a story speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its name: as the source gives it, else the fullest form that the story uses. Where the source
    /// gives a code (`james-baker`), the name that it stands for.
    pub name: String,
    /// Whether the source names it beside the text, as a subject of the story.
    pub given: bool,
    /// Where the text names it, in the order of [`TextPart`] and of the text. Empty where the source
    /// gives it and the text does not name it.
    pub mentions: Vec<Mention>,
    /// Where the text speaks of its people or what is theirs (`Libyan`): for places alone. These are no
    /// mentions of the place.
    pub demonyms: Vec<Mention>,
}

impl Entity {
    /// What the source names beside the text.
    #[must_use]
    pub fn given(kind: EntityKind, name: String) -> Entity {
        Entity {
            kind,
            name,
            given: true,
            mentions: Vec::new(),
            demonyms: Vec::new(),
        }
    }

    /// Whether the source or the text names it. A place of which the story names the people alone is
    /// not named.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.given || !self.mentions.is_empty()
    }

    /// The forms of its name: the name itself, then whatever else its mentions are, in the order in
    /// which they first stand in the text.
    #[must_use]
    pub fn forms<'a>(&'a self, article: &'a Article) -> Vec<&'a str> {
        let mut forms = vec![&*self.name];
        for form in self.mentions.iter().filter_map(|mention| mention.text(article)) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    /// Whether the headline names it.
    #[must_use]
    pub fn is_in_headline(&self) -> bool {
        self.mentions
            .iter()
            .any(|mention| mention.part == TextPart::Headline)
    }
}

/// What an [`Entity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, a party, an agency, a team.
    Organization,
    /// A country, a city, a river.
    Place,
}

impl EntityKind {
    /// Every kind, in the order of the enum, which is that of print.
    pub const ALL: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

    /// Its name in output, which is that in serialized stories too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
        }
    }

    /// The name of several of it.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            EntityKind::Person => "people",
            EntityKind::Organization => "organizations",
            EntityKind::Place => "places",
        }
    }
}

/// A stretch of a story's text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The text it stands in.
    pub part: TextPart,
    /// Its first byte in that text.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
}

impl Mention {
    /// The words of the mention; `None` where the story has no such stretch.
    #[must_use]
    pub fn text(self, article: &Article) -> Option<&str> {
        self.part
            .text(article)?
            .get(self.start as usize..self.end as usize)
    }
}

/// A text of a story in which names are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TextPart {
    /// [`Article::headline`].
    Headline,
    /// [`Article::body`].
    Body,
    /// One of [`Article::captions`], by its ordinal.
    Caption(u32),
}

impl TextPart {
    /// The text; `None` where the story has no such caption.
    #[must_use]
    pub fn text(self, article: &Article) -> Option<&str> {
        match self {
            TextPart::Headline => Some(&article.headline),
            TextPart::Body => Some(&article.body),
            TextPart::Caption(ordinal) => article.captions.get(ordinal as usize).map(String::as_str),
        }
    }

    /// All texts of a story, in order; empty ones too.
    pub fn of(article: &Article) -> impl Iterator<Item = TextPart> + use<> {
        let captions = u32::try_from(article.captions.len()).unwrap_or(u32::MAX);
        [TextPart::Headline, TextPart::Body]
            .into_iter()
            .chain((0..captions).map(TextPart::Caption))
    }
}
