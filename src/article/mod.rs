//! What a story is: plain data, passed from the readers to the engine and from the engine to the
//! printer. It holds no I/O, no parsing of formats and no knowledge of how it is indexed.

mod entity;
mod provenance;
mod time;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use entity::{Entity, EntityKind, Mention, TextPart};
pub use provenance::{Origin, Part, Provenance};
pub use time::{Date, Timestamp, days_in_month};

/// The name of a story, unique within an index.
///
/// It is the source's own name where that is good anywhere (`AP880212-0001`), else the path of its
/// file, with `#` and the source's number or the record's ordinal where a file holds many.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The blank line between two paragraphs of [`Article::body`].
pub const PARAGRAPH_BREAK: &str = "\n\n";

/// One news story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The story's name in the index.
    pub id: ArticleId,
    /// Its file, relative to the corpus root, parts joined by `/`.
    pub path: String,
    /// Its ordinal among the records of that file, from 0.
    pub record: u32,
    /// The form it was read from, such as `reuters-sgml`.
    pub format: String,
    /// The headline, without markup; empty where the source has none.
    pub headline: String,
    /// Who wrote it, a person an entry, without the leading "By".
    pub byline: Vec<String>,
    /// Where and when it was filed, if it says so.
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The outlet: a newspaper, an agency, a site.
    pub source: Option<String>,
    /// The desk or page it ran under.
    pub section: Option<String>,
    /// Its language as a BCP 47 tag, where the source gives one.
    pub language: Option<String>,
    /// The text: paragraphs joined by [`PARAGRAPH_BREAK`], the dateline and standing lines taken out.
    pub body: String,
    /// Captions and credits of its pictures, one an entry.
    pub captions: Vec<String>,
    /// People, organizations and places.
    pub entities: Vec<Entity>,
    /// Its address on the web.
    pub url: Option<String>,
    /// What became of it, where it is more or less than a story as first sent: `corrected`,
    /// `update 3`, `canceled`.
    pub status: Option<String>,
    /// Which version of its item it is, where its id names an item that may come again.
    pub version: Option<Version>,
    /// Where its fields came from.
    pub provenance: Provenance,
}

impl Article {
    /// The first paragraph of the body.
    ///
    /// ```
    /// let story = newsidx::article::Article {
    ///     body: "Talks opened.\n\nThey failed.".into(),
    ///     ..Default::default()
    /// };
    /// assert_eq!(story.lead(), "Talks opened.");
    /// ```
    #[must_use]
    pub fn lead(&self) -> &str {
        let end = self.body.find(PARAGRAPH_BREAK).unwrap_or(self.body.len());
        &self.body[..end]
    }

    /// The length of the body in words as an editor counts them: by the white space between them.
    #[must_use]
    pub fn length(&self) -> u32 {
        u32::try_from(self.body.split_ascii_whitespace().count()).unwrap_or(u32::MAX)
    }
}

/// Which version of an item a story is. Of two, the one with the higher number is the later; of equal
/// numbers the one that was made later; of those the one that is found later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version {
    /// The number that the source gives it, 0 where it gives none.
    pub number: u64,
    /// When it was made, in seconds since 1970 ([`Timestamp::moment`]).
    pub made: Option<i64>,
}

/// Where and when a story was filed, and by which agency, as its own opening line says.
///
/// The place of a dateline is where the reporter was, not what the story is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dateline {
    /// The dateline as printed, white space at its ends and the closing dash left off.
    pub raw: String,
    /// Its places in order; empty for `Jan. 14 (UPI) -- `.
    pub places: Vec<Place>,
    /// The day of filing, its year inferred where it is not printed.
    pub date: Option<Date>,
    /// The news agency in its usual spelling, such as `AP` or `Reuters`.
    pub agency: Option<String>,
    /// What stood where an agency stands and is none that is known, such as a station's call sign.
    pub tag: Option<String>,
    /// Why this was taken for a dateline.
    pub rule: DatelineRule,
    /// How sure that is, in percent: 0 to 100.
    pub confidence: u8,
}

impl Dateline {
    /// The country of the first place that has one, as an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.places.iter().find_map(|place| place.country.as_deref())
    }

    /// The countries of all its places in their order, each once.
    #[must_use]
    pub fn countries(&self) -> Vec<&str> {
        let mut countries = Vec::new();
        for country in self.places.iter().filter_map(|place| place.country.as_deref()) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    }

    /// Who sent it, as a reader would look for it: the known agency, or the tag printed in its stead.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        self.agency.as_deref().or(self.tag.as_deref())
    }
}

/// A place of a dateline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name in ordinary case: `Moscow`.
    pub name: String,
    /// The state or province, spelled out: `North Carolina`.
    pub region: Option<String>,
    /// The country as an ISO 3166-1 alpha-2 code: `RU`.
    pub country: Option<String>,
}

/// Which rule took an opening for a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatelineRule {
    /// The source has a field for it.
    Field,
    /// A known agency is named.
    Agency,
    /// The place is qualified by a known state, province or country.
    Qualifier,
    /// The place alone is known, in capitals, before a spaced dash.
    Place,
    /// It bears a valid date.
    Date,
}

impl DatelineRule {
    /// The rule's name as printed: `field`, `agency`, `qualifier`, `place` or `date`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DatelineRule::Field => "field",
            DatelineRule::Agency => "agency",
            DatelineRule::Qualifier => "qualifier",
            DatelineRule::Place => "place",
            DatelineRule::Date => "date",
        }
    }
}
