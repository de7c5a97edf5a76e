//! A test of how one story was read: its fields, and what is and what is not in its texts.

use std::borrow::Cow;

use super::Failure;
use super::bound::Bound;
use super::stories::{Subject, Trouble};
use super::suite::{Body, Test, field_named, text_of, texts_of};
use crate::article::Article;
use crate::document::{Fault, Kind as ValueKind, Table, Value};
use crate::field::{FIELDS, Field};

/// What is expected of a story.
#[derive(Clone, Debug)]
pub(super) struct Told {
    story: String,
    aspects: Vec<(Aspect, Expected)>,
    contains: Vec<(Field, Vec<String>)>,
    lacks: Vec<(Field, Vec<String>)>,
}

/// What of a story is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    Field(Field),
    /// The state or province of the dateline's places, which is no field to search.
    DatelineRegion,
}

#[derive(Clone, Debug)]
enum Expected {
    Absent,
    Texts(Vec<String>),
    Count(Bound),
}

/// The keys of `dateline = { ... }`.
const DATELINE: &[(&str, Aspect)] = &[
    ("raw", Aspect::Field(Field::Dateline)),
    ("place", Aspect::Field(Field::DatelinePlace)),
    ("region", Aspect::DatelineRegion),
    ("country", Aspect::Field(Field::DatelineCountry)),
    ("date", Aspect::Field(Field::Filed)),
    ("agency", Aspect::Field(Field::Agency)),
];

/// The keys of a test of a story beside the names of fields.
pub(super) const KEYS: &[&str] = &["story", "name", "known_fail", "contains", "lacks"];

/// Reads a test of a story.
pub(super) fn test(table: &Table<'_>) -> Result<Test, Fault> {
    let fields = FIELDS
        .iter()
        .flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    let known: Vec<&str> = KEYS.iter().copied().chain(fields).collect();
    table.check(&known)?;
    let mut aspects = Vec::new();
    for (key, value) in table.entries() {
        if KEYS.contains(&key.text) {
            continue;
        }
        let field = field_named(&key)?;
        if field == Field::Dateline && value.kind() == ValueKind::Table {
            dateline(&value, &mut aspects)?;
        } else {
            aspects.push((Aspect::Field(field), expected(field, &value)?));
        }
    }
    let story = table.required("story")?.text()?.into_owned();
    Ok(Test {
        name: text_of(table, "name")?.unwrap_or_else(|| format!("how {story} is read")),
        line: table.line(),
        known_fail: text_of(table, "known_fail")?,
        body: Body::Story(Told {
            aspects,
            contains: texts(table, "contains")?,
            lacks: texts(table, "lacks")?,
            story,
        }),
    })
}

fn dateline(value: &Value<'_>, aspects: &mut Vec<(Aspect, Expected)>) -> Result<(), Fault> {
    let table = value.table()?;
    let keys: Vec<&str> = DATELINE.iter().map(|(key, _)| *key).collect();
    table.check(&keys)?;
    for (key, aspect) in DATELINE {
        if let Some(value) = table.get(key) {
            aspects.push((*aspect, expected(Field::Dateline, &value)?));
        }
    }
    Ok(())
}

fn expected(field: Field, value: &Value<'_>) -> Result<Expected, Fault> {
    if field == Field::Length {
        return Ok(Expected::Count(Bound::read(value)?));
    }
    if value.kind() == ValueKind::Flag {
        return match value.flag()? {
            false => Ok(Expected::Absent),
            true => Err(value.fault(
                "`true` says nothing of a text",
                Some("write the text, or `false` for none"),
            )),
        };
    }
    let texts = value
        .texts()?
        .into_iter()
        .map(|(text, _)| text.into_owned())
        .collect();
    Ok(Expected::Texts(texts))
}

fn texts(table: &Table<'_>, key: &str) -> Result<Vec<(Field, Vec<String>)>, Fault> {
    let Some(value) = table.get(key) else {
        return Ok(Vec::new());
    };
    let inner = value.table()?;
    let of_field = |(key, _): &(crate::document::Key<'_>, Value<'_>)| {
        Ok((field_named(key)?, texts_of(&inner, key.text)?))
    };
    inner.entries().iter().map(of_field).collect()
}

/// Judges how a story was read.
pub(super) fn judge(told: &Told, subject: &Subject) -> Result<Vec<Failure>, Trouble> {
    let article = subject.one(&told.story)?;
    let mut failures = Vec::new();
    for (aspect, expected) in &told.aspects {
        let found = aspect.values(&article);
        if !expected.is(*aspect, &found) {
            failures.push(Failure::new(aspect.name(), expected.to_text(), listed(&found)));
        }
    }
    for (wanted, texts) in [(true, &told.contains), (false, &told.lacks)] {
        for (field, texts) in texts {
            let found = Aspect::Field(*field).values(&article);
            for text in texts {
                if found.iter().any(|found| found.contains(&**text)) != wanted {
                    let check = if wanted { "contains" } else { "lacks" };
                    let (with, without) = (format!("`{text}` in its {}", field.name()), "it is not there");
                    failures.push(if wanted {
                        Failure::new(check, with, without)
                    } else {
                        Failure::new(check, format!("no {with}"), "it is there")
                    });
                }
            }
        }
    }
    Ok(failures)
}

impl Aspect {
    fn name(self) -> &'static str {
        match self {
            Aspect::Field(field) => field.name(),
            Aspect::DatelineRegion => "dateline.region",
        }
    }

    /// What the story has of it, nothing empty.
    fn values(self, article: &Article) -> Vec<String> {
        let dateline = article.dateline.as_ref();
        match self {
            Aspect::DatelineRegion => {
                let places = dateline.map(|dateline| &dateline.places[..]).unwrap_or_default();
                places.iter().filter_map(|place| place.region.clone()).collect()
            }
            Aspect::Field(Field::Published) => article.published.iter().map(ToString::to_string).collect(),
            Aspect::Field(Field::Filed) => {
                let date = dateline.and_then(|dateline| dateline.date);
                date.iter().map(ToString::to_string).collect()
            }
            Aspect::Field(Field::Length) => vec![article.length().to_string()],
            Aspect::Field(field) => {
                let texts = field.texts(article).into_iter().map(Cow::into_owned);
                texts.filter(|text| !text.is_empty()).collect()
            }
        }
    }
}

impl Expected {
    fn is(&self, aspect: Aspect, found: &[String]) -> bool {
        match self {
            Expected::Absent => found.is_empty(),
            Expected::Count(bound) => found
                .iter()
                .all(|count| count.parse().is_ok_and(|count| bound.holds(count))),
            Expected::Texts(texts) => {
                let same = |(wanted, found): (&String, &String)| {
                    let day = aspect == Aspect::Field(Field::Published)
                        && found
                            .strip_prefix(&**wanted)
                            .is_some_and(|time| time.starts_with('T'));
                    wanted == found || day
                };
                texts.len() == found.len() && texts.iter().zip(found).all(same)
            }
        }
    }

    fn to_text(&self) -> String {
        match self {
            Expected::Absent => "none".into(),
            Expected::Count(bound) => bound.to_string(),
            Expected::Texts(texts) => listed(texts),
        }
    }
}

fn listed(texts: &[String]) -> String {
    if texts.is_empty() {
        return "none".into();
    }
    let quoted: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
    quoted.join(", ")
}
