//! The one table of fields: what a story can be asked for, by which names, how it is matched and
//! how much it weighs. The index schema, the query language and the documents all read it here.
//! It does not say how an engine stores a field.

use std::borrow::Cow;

use crate::article::{Article, EntityKind};

/// A field of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The headline.
    Headline,
    /// The first paragraph of the body.
    Lead,
    /// The whole body, its first paragraph included.
    Body,
    /// Captions and photo credits.
    Caption,
    /// Who wrote it.
    Byline,
    /// The dateline as printed.
    Dateline,
    /// The places of the dateline, without state or country.
    DatelinePlace,
    /// The countries of the dateline's places.
    DatelineCountry,
    /// The agency named in the dateline; where it names none that is known, what stands in its place.
    Agency,
    /// The outlet.
    Source,
    /// The desk or page.
    Section,
    /// The language.
    Language,
    /// People.
    Person,
    /// Organizations.
    Organization,
    /// Places that the story speaks of.
    Place,
    /// The story's id.
    Id,
    /// The path of its file.
    Path,
    /// Its address on the web.
    Url,
    /// What became of it.
    Status,
    /// When it was published.
    Published,
    /// The date in its dateline.
    Filed,
    /// The number of words of its body.
    Length,
}

/// How a field is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Running text: words are found in all their forms, `minister` finds `ministers`.
    Text,
    /// Names: words are found as written.
    Name,
    /// A whole value, or a pattern of it with `*`.
    Key,
    /// A day, or a range of days.
    Date,
    /// A number, or a range of numbers.
    Number,
}

/// One row of the table.
#[derive(Debug)]
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// Its name in queries and in output.
    pub name: &'static str,
    /// Other names that queries may use.
    pub aliases: &'static [&'static str],
    /// How it is matched.
    pub kind: Kind,
    /// How much one occurrence of a word counts in ranking, against one in the body; 0 for fields
    /// that plain words do not search.
    pub weight: f32,
    /// One line for people.
    pub help: &'static str,
}

/// Every field, in the order of [`Field`].
#[rustfmt::skip]
pub const FIELDS: &[FieldInfo] = &[
    FieldInfo { field: Field::Headline, name: "headline", aliases: &["title", "hl"], kind: Kind::Text, weight: 2.0,
        help: "the headline" },
    FieldInfo { field: Field::Lead, name: "lead", aliases: &[], kind: Kind::Text, weight: 1.0,
        help: "the first paragraph of the body" },
    FieldInfo { field: Field::Body, name: "body", aliases: &[], kind: Kind::Text, weight: 1.0,
        help: "the text, lead included" },
    FieldInfo { field: Field::Caption, name: "caption", aliases: &["captions", "graphic"], kind: Kind::Text, weight: 0.5,
        help: "captions and photo credits" },
    FieldInfo { field: Field::Byline, name: "byline", aliases: &["author", "by"], kind: Kind::Name, weight: 0.5,
        help: "who wrote it" },
    FieldInfo { field: Field::Dateline, name: "dateline", aliases: &[], kind: Kind::Name, weight: 0.5,
        help: "where and when it was filed, as printed" },
    FieldInfo { field: Field::DatelinePlace, name: "dateline.place", aliases: &[], kind: Kind::Name, weight: 0.0,
        help: "the places of the dateline" },
    FieldInfo { field: Field::DatelineCountry, name: "dateline.country", aliases: &[], kind: Kind::Name, weight: 0.0,
        help: "the countries of the dateline's places, as two letters (RU)" },
    FieldInfo { field: Field::Agency, name: "agency", aliases: &["dateline.agency"], kind: Kind::Name, weight: 0.0,
        help: "the news agency or station in the dateline, as printed if not known" },
    FieldInfo { field: Field::Source, name: "source", aliases: &["publication", "outlet"], kind: Kind::Name, weight: 0.0,
        help: "the outlet" },
    FieldInfo { field: Field::Section, name: "section", aliases: &["desk"], kind: Kind::Name, weight: 0.0,
        help: "the desk or page" },
    FieldInfo { field: Field::Language, name: "language", aliases: &["lang"], kind: Kind::Name, weight: 0.0,
        help: "the language, as two letters (en)" },
    FieldInfo { field: Field::Person, name: "person", aliases: &["people"], kind: Kind::Name, weight: 0.0,
        help: "people, as the source gives them or the text names them" },
    FieldInfo { field: Field::Organization, name: "org", aliases: &["organization", "organizations", "orgs"], kind: Kind::Name, weight: 0.0,
        help: "organizations, as the source gives them or the text names them" },
    FieldInfo { field: Field::Place, name: "place", aliases: &["places"], kind: Kind::Name, weight: 0.0,
        help: "places the story speaks of, as the source gives them or the text names them" },
    FieldInfo { field: Field::Id, name: "id", aliases: &[], kind: Kind::Key, weight: 0.0,
        help: "the story's id; `*` stands for anything" },
    FieldInfo { field: Field::Path, name: "path", aliases: &["file"], kind: Kind::Key, weight: 0.0,
        help: "its file, or a folder or an archive above it; `*` stands for anything" },
    FieldInfo { field: Field::Url, name: "url", aliases: &["link"], kind: Kind::Key, weight: 0.0,
        help: "its address on the web; `*` stands for anything" },
    FieldInfo { field: Field::Status, name: "status", aliases: &[], kind: Kind::Name, weight: 0.0,
        help: "what became of it: corrected, update 3, canceled" },
    FieldInfo { field: Field::Published, name: "published", aliases: &["date"], kind: Kind::Date, weight: 0.0,
        help: "when it was published: 2020, 2020-01, 2020-01-14, a range with .. or >=" },
    FieldInfo { field: Field::Filed, name: "filed", aliases: &["dateline.date"], kind: Kind::Date, weight: 0.0,
        help: "the date in its dateline" },
    FieldInfo { field: Field::Length, name: "length", aliases: &["words"], kind: Kind::Number, weight: 0.0,
        help: "the number of words of its body" },
];

/// A name that stands for several fields in queries.
#[derive(Debug)]
pub struct Group {
    /// The name in queries.
    pub name: &'static str,
    /// Its members.
    pub fields: &'static [Field],
    /// One line for people.
    pub help: &'static str,
}

/// What a word without a field searches.
pub const DEFAULT_FIELDS: &[Field] = &[
    Field::Headline,
    Field::Body,
    Field::Caption,
    Field::Byline,
    Field::Dateline,
];

/// Those of [`DEFAULT_FIELDS`] that are running text: where it makes sense to ask for the first words.
pub const RUNNING_FIELDS: &[Field] = &[Field::Headline, Field::Body, Field::Caption];

/// The names that stand for several fields.
#[rustfmt::skip]
pub const GROUPS: &[Group] = &[
    Group { name: "hlead", fields: &[Field::Headline, Field::Lead], help: "headline or lead" },
    Group { name: "entity", fields: &[Field::Person, Field::Organization, Field::Place],
        help: "people, organizations or places" },
];

impl Field {
    /// The field's row in [`FIELDS`].
    #[must_use]
    pub fn info(self) -> &'static FieldInfo {
        &FIELDS[self as usize]
    }

    /// The field's name in queries and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// How the field is matched.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.info().kind
    }

    /// The field's texts in a story, for fields matched by words or as a whole value; none for
    /// dates and numbers. A phrase never runs from one text into the next.
    #[must_use]
    pub fn texts(self, article: &Article) -> Vec<Cow<'_, str>> {
        let entities = |kind: EntityKind| -> Vec<Cow<'_, str>> {
            let of_kind = article.entities.iter().filter(|entity| entity.kind == kind);
            let named = of_kind.filter(|entity| entity.is_named());
            named
                .flat_map(|entity| entity.forms(article))
                .map(Cow::from)
                .collect()
        };
        let optional = |text: Option<&'_ str>| text.map(|text| Cow::from(text.to_owned()));
        let dateline = article.dateline.as_ref();
        match self {
            Field::Headline => vec![Cow::from(&*article.headline)],
            Field::Lead => vec![Cow::from(article.lead())],
            Field::Body => vec![Cow::from(&*article.body)],
            Field::Caption => article.captions.iter().map(|text| Cow::from(&**text)).collect(),
            Field::Byline => article.byline.iter().map(|text| Cow::from(&**text)).collect(),
            Field::Dateline => dateline
                .map(|dateline| Cow::from(&*dateline.raw))
                .into_iter()
                .collect(),
            Field::DatelinePlace => dateline
                .map(|dateline| {
                    dateline
                        .places
                        .iter()
                        .map(|place| Cow::from(&*place.name))
                        .collect()
                })
                .unwrap_or_default(),
            Field::DatelineCountry => dateline
                .map(|dateline| dateline.countries().into_iter().map(Cow::from).collect())
                .unwrap_or_default(),
            Field::Agency => optional(dateline.and_then(|dateline| dateline.sender()))
                .into_iter()
                .collect(),
            Field::Source => optional(article.source.as_deref()).into_iter().collect(),
            Field::Section => optional(article.section.as_deref()).into_iter().collect(),
            Field::Language => optional(article.language.as_deref()).into_iter().collect(),
            Field::Person => entities(EntityKind::Person),
            Field::Organization => entities(EntityKind::Organization),
            Field::Place => entities(EntityKind::Place),
            Field::Id => vec![Cow::from(&*article.id.0)],
            Field::Path => vec![Cow::from(&*article.path)],
            Field::Url => optional(article.url.as_deref()).into_iter().collect(),
            Field::Status => optional(article.status.as_deref()).into_iter().collect(),
            Field::Published | Field::Filed | Field::Length => Vec::new(),
        }
    }
}

/// How much one occurrence of a word counts in each field, where it is not what the table says.
///
/// ```
/// use newsidx::field::{Field, Weights};
/// let mut weights = Weights::default();
/// weights.set(Field::Headline, 5.0);
/// assert_eq!(weights.of(Field::Headline), 5.0);
/// assert_eq!(weights.of(Field::Caption), Field::Caption.info().weight);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f32; FIELDS.len()]);

impl Weights {
    /// The highest weight; the lowest is 0, with which a word is found and counts for nothing.
    pub const HIGHEST: f32 = 100.0;

    /// The weight of a field.
    #[must_use]
    pub fn of(&self, field: Field) -> f32 {
        self.0[field as usize]
    }

    /// Gives a field another weight, brought between 0 and [`Weights::HIGHEST`].
    pub fn set(&mut self, field: Field, weight: f32) {
        let known = if weight.is_nan() { 0.0 } else { weight };
        // There is a zero below zero.
        self.0[field as usize] = known.clamp(0.0, Self::HIGHEST).abs();
    }
}

impl Default for Weights {
    /// Those of [`FIELDS`].
    fn default() -> Weights {
        Weights(std::array::from_fn(|index| FIELDS[index].weight))
    }
}

/// The fields that have a weight, in the order of the table: those that plain words search.
pub fn weighted() -> impl Iterator<Item = &'static FieldInfo> {
    FIELDS.iter().filter(|row| row.weight > 0.0)
}

/// The fields that a name in a query stands for, in any case; `None` for an unknown name.
///
/// ```
/// use newsidx::field::{Field, named};
/// assert_eq!(named("Title"), Some(&[Field::Headline][..]));
/// assert_eq!(named("http"), None);
/// ```
#[must_use]
pub fn named(name: &str) -> Option<&'static [Field]> {
    let matches = |known: &&str| known.eq_ignore_ascii_case(name);
    if let Some(group) = GROUPS.iter().find(|group| matches(&group.name)) {
        return Some(group.fields);
    }
    let row = FIELDS
        .iter()
        .find(|row| matches(&row.name) || row.aliases.iter().any(matches))?;
    Some(std::slice::from_ref(&row.field))
}

/// Whether a whole value is meant by a pattern in which `*` stands for any characters.
///
/// A pattern without `*` also means what lies below it as a folder, and a pattern without `/` also
/// the last part of a path: `upi`, `upi/libya.txt` and `libya.txt` all mean `upi/libya.txt`. An archive
/// is a folder of its members: `2020.tar.gz` means `2020.tar.gz!/upi/libya.txt`, and `cc.warc.gz` each
/// record in it, such as `cc.warc.gz@1234`.
///
/// ```
/// use newsidx::field::key_matches;
/// assert!(key_matches("upi", "upi/libya.txt"));
/// assert!(key_matches("libya.txt", "upi/libya.txt"));
/// assert!(key_matches("*.sgm#1*", "reut2-000.sgm#12"));
/// assert!(!key_matches("up", "upi/libya.txt"));
/// assert!(key_matches("2020.tar.gz", "old/2020.tar.gz!/upi/libya.txt"));
/// assert!(key_matches("cc.warc.gz", "cc.warc.gz@1234"));
/// ```
#[must_use]
pub fn key_matches(pattern: &str, value: &str) -> bool {
    if pattern.contains('*') {
        return glob_matches(pattern, value);
    }
    let below = value
        .strip_prefix(pattern.trim_end_matches('/'))
        .is_some_and(lies_below);
    value == pattern || below || last_parts(value).any(|last| last == pattern)
}

/// Whether what follows a path in another is below it: in a folder, in an archive, or a record of it.
fn lies_below(rest: &str) -> bool {
    rest.starts_with('/') || rest.starts_with("!/") || is_record(rest)
}

/// Whether a text begins with what names a record: `@1234`, and behind it the end, `#2` or `!/`.
fn is_record(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('@') else {
        return false;
    };
    let rest = digits.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < digits.len() && (rest.is_empty() || rest.starts_with('#') || rest.starts_with("!/"))
}

/// The last part of a path, and those of the archives on the way.
fn last_parts(value: &str) -> impl Iterator<Item = &str> {
    let marks = value.match_indices(['!', '@']).map(|(at, _)| at);
    let ends = marks.filter(|at| value.get(*at..).is_some_and(lies_below));
    ends.chain([value.len()])
        .filter_map(|end| value.get(..end)?.rsplit('/').next())
}

/// Greedy matching of `*`: each literal part is taken at its first place, the last one at the end.
fn glob_matches(pattern: &str, value: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = value.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = parts.pop().unwrap_or("");
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dateline, DatelineRule, Entity, Mention, Place, TextPart};

    fn place(name: &str, country: Option<&str>) -> Place {
        Place {
            name: name.to_owned(),
            region: None,
            country: country.map(str::to_owned),
        }
    }

    #[test]
    fn a_dateline_has_the_countries_of_all_its_places_and_an_agency_known_or_not() {
        let mut dateline = Dateline {
            raw: "Berlin/Moscow/Bonn/at sea (dna)".to_owned(),
            places: vec![
                place("Berlin", Some("DE")),
                place("Moscow", Some("RU")),
                place("Bonn", Some("DE")),
                place("at sea", None),
            ],
            date: None,
            agency: None,
            tag: Some("dna".to_owned()),
            rule: DatelineRule::Place,
            confidence: 50,
        };
        let article = |dateline: &Dateline| Article {
            dateline: Some(dateline.clone()),
            ..Article::default()
        };
        let story = article(&dateline);
        assert_eq!(Field::DatelineCountry.texts(&story), ["DE", "RU"]);
        assert_eq!(Field::Agency.texts(&story), ["dna"]);
        dateline.agency = Some("AP".to_owned());
        assert_eq!(Field::Agency.texts(&article(&dateline)), ["AP"]);
        dateline.places.clear();
        assert!(Field::DatelineCountry.texts(&article(&dateline)).is_empty());
    }

    #[test]
    fn an_entity_is_asked_for_by_every_form_of_its_name() {
        let mut article = Article {
            headline: "Haftar leaves".to_owned(),
            body: "Khalifa Haftar left. Gen. Haftar is Libyan, Haftar said.".to_owned(),
            entities: vec![
                Entity::given(EntityKind::Person, "Khalifa Haftar".to_owned()),
                Entity::given(EntityKind::Place, "Libya".to_owned()),
            ],
            ..Article::default()
        };
        let at = |part, start, end| Mention { part, start, end };
        article.entities[0].mentions = vec![
            at(TextPart::Headline, 0, 6),
            at(TextPart::Body, 0, 14),
            at(TextPart::Body, 26, 32),
            at(TextPart::Body, 90, 99),
        ];
        article.entities[1].given = false;
        article.entities[1].demonyms = vec![at(TextPart::Body, 36, 42)];
        assert_eq!(Field::Person.texts(&article), ["Khalifa Haftar", "Haftar"]);
        assert!(Field::Place.texts(&article).is_empty());
    }

    #[test]
    fn the_table_stands_in_the_order_of_the_fields_and_no_name_is_used_twice() {
        let mut names: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        for (index, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, index, "{}", row.name);
            names.push(row.name);
            names.extend(row.aliases);
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn an_archive_is_a_folder_of_its_members() {
        let nested = "old/x.zip!/y.tar!/upi/cc.warc.gz@12#3";
        for pattern in [
            "old",
            "old/x.zip",
            "old/x.zip!/y.tar",
            "old/x.zip!/y.tar!/upi",
            "x.zip",
            "y.tar",
            "cc.warc.gz",
            "cc.warc.gz@12#3",
            "old/x.zip!/y.tar!/upi/cc.warc.gz",
            "old/x.zip!/y.tar!/upi/cc.warc.gz@12#3",
            nested,
        ] {
            assert!(key_matches(pattern, nested), "{pattern}");
        }
        for pattern in [
            "x",
            "x.zip!",
            "upi",
            "y",
            "cc.warc",
            "cc.warc.gz@1",
            "cc.warc.gz@12",
        ] {
            assert!(!key_matches(pattern, nested), "{pattern}");
        }
        assert!(!key_matches("a", "a@home") && !key_matches("a", "a@1b") && !key_matches("a", "a!b"));
        assert!(key_matches("https://a.example/@user", "https://a.example/@user"));
    }

    #[test]
    fn stars_stand_for_anything() {
        assert!(glob_matches("a*b*c", "a-b-b-c"));
        assert!(glob_matches("*", ""));
        assert!(!glob_matches("a*b", "ab-"));
        assert!(!glob_matches("ab*ba", "aba"));
    }
}
