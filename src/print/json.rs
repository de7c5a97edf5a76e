//! Stories and answers as JSON. The names are a contract with whoever reads them: they do not
//! change without another [`VERSION`]. What a story lacks is `null`; ranges are bytes of the text beside
//! them.

mod entity;
mod layout;
mod list;
mod reason;
#[cfg(test)]
pub(super) mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::time::Duration;

use serde::Serialize;

use super::entities::CountObject;
use crate::article::{Article, Dateline, Part};
use crate::search::{Line, Page, PageHit};
use crate::snippet::Snippet;
use crate::spans::{FieldMarks, Mark};

use entity::EntityObject;
pub use list::List;
pub use reason::{Reading, reason, understanding};

/// The version of the names.
pub const VERSION: u32 = 1;

/// Writes a value in one line.
///
/// # Errors
/// When the writer fails.
pub fn write_line<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    layout::compact(out, value)?;
    out.write_all(b"\n")
}

/// Writes a value for eyes as well, a key a line.
///
/// # Errors
/// When the writer fails.
pub fn write<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    layout::open(out, value)?;
    out.write_all(b"\n")
}

/// Writes an answer as one object.
///
/// # Errors
/// When the writer fails.
pub fn write_page(out: &mut dyn Write, page: &Page, took: Duration) -> io::Result<()> {
    let hits = page.hits.iter().map(HitObject::new).collect();
    write(
        out,
        &PageObject {
            hits: Some(hits),
            ..PageObject::new(page, took)
        },
    )
}

/// Writes an answer as a line a story and a last line with the totals.
///
/// # Errors
/// When the writer fails.
pub fn write_page_lines(out: &mut dyn Write, page: &Page, took: Duration) -> io::Result<()> {
    page.hits
        .iter()
        .try_for_each(|hit| write_line(out, &HitObject::new(hit)))?;
    write_line(out, &PageObject::new(page, took))
}

/// Writes the matches of the stories of an answer, a line each, and a last line with the totals.
///
/// # Errors
/// When the writer fails.
pub fn write_concordance_lines(
    out: &mut dyn Write,
    page: &Page,
    lines: &[Vec<Line>],
    took: Duration,
) -> io::Result<()> {
    for (hit, lines) in page.hits.iter().zip(lines) {
        for line in lines {
            write_line(
                out,
                &LineObject {
                    rank: hit.rank,
                    id: &hit.article.id.0,
                    field: line.field.name(),
                    before: &line.before,
                    matched: &line.matched,
                    highlights: line
                        .highlights
                        .iter()
                        .map(|range| [range.start, range.end])
                        .collect(),
                    behind: &line.behind,
                    range: [line.range.start, line.range.end],
                },
            )?;
        }
    }
    write_line(out, &PageObject::new(page, took))
}

/// A match in its context.
#[derive(Serialize)]
struct LineObject<'l> {
    rank: usize,
    id: &'l str,
    field: &'static str,
    before: &'l str,
    matched: &'l str,
    /// Bytes of `matched`.
    highlights: Vec<[usize; 2]>,
    behind: &'l str,
    /// Bytes of the field's text.
    range: [usize; 2],
}

/// Writes an answer as [`write_page_lines`] does, each line with a label first and none with a time,
/// so that the lines of two runs can be compared.
///
/// # Errors
/// When the writer fails.
pub fn write_labelled_page_lines(out: &mut dyn Write, label: &str, page: &Page) -> io::Result<()> {
    let mut hits = page.hits.iter().map(HitObject::new);
    hits.try_for_each(|hit| write_line(out, &Labelled { label, object: hit }))?;
    let object = PageObject {
        took_ms: None,
        ..PageObject::new(page, Duration::ZERO)
    };
    write_line(out, &Labelled { label, object })
}

/// An object that has a label.
#[derive(Serialize)]
struct Labelled<'l, T> {
    label: &'l str,
    #[serde(flatten)]
    object: T,
}

#[derive(Serialize)]
struct PageObject<'p> {
    version: u32,
    query: &'p str,
    understood: &'p str,
    total: u64,
    /// Only where the time ran out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    took_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<HitObject<'p>>>,
    /// Only where they were asked for, by the names of the kinds.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<&'static str, Vec<CountObject<'p>>>,
}

impl<'p> PageObject<'p> {
    fn new(page: &'p Page, took: Duration) -> PageObject<'p> {
        let took_ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
        let (query, understood) = (&*page.query, &*page.understood);
        PageObject {
            version: VERSION,
            query,
            understood,
            total: page.total,
            partial: page.partial,
            took_ms: Some(took_ms),
            hits: None,
            facets: page
                .facets
                .iter()
                .map(|of_kind| (of_kind.kind.plural(), CountObject::of_kind(of_kind).collect()))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct HitObject<'p> {
    rank: usize,
    score: f32,
    #[serde(flatten)]
    story: StoryHead<'p>,
    snippets: Vec<SnippetObject<'p>>,
}

impl<'p> HitObject<'p> {
    fn new(hit: &'p PageHit) -> HitObject<'p> {
        HitObject {
            rank: hit.rank,
            score: hit.score,
            story: StoryHead::new(&hit.article, false),
            snippets: hit.snippets.iter().map(SnippetObject::new).collect(),
        }
    }
}

/// What a hit and a whole story have in common.
#[derive(Serialize)]
struct StoryHead<'p> {
    id: &'p str,
    path: &'p str,
    record: u32,
    headline: Option<&'p str>,
    byline: &'p [String],
    published: Option<String>,
    source: Option<&'p str>,
    section: Option<&'p str>,
    language: Option<&'p str>,
    dateline: Option<DatelineObject<'p>>,
    /// Few stories have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'p str>,
}

impl<'p> StoryHead<'p> {
    fn new(article: &'p Article, whole: bool) -> StoryHead<'p> {
        StoryHead {
            id: &article.id.0,
            path: &article.path,
            record: article.record,
            headline: present(&article.headline),
            byline: &article.byline,
            published: article.published.map(|time| time.to_string()),
            source: article.source.as_deref(),
            section: article.section.as_deref(),
            language: article.language.as_deref(),
            dateline: article
                .dateline
                .as_ref()
                .map(|dateline| DatelineObject::new(dateline, whole)),
            status: article.status.as_deref(),
        }
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[derive(Serialize)]
struct DatelineObject<'p> {
    raw: &'p str,
    places: Vec<&'p str>,
    country: Option<&'p str>,
    date: Option<String>,
    agency: Option<&'p str>,
    #[serde(flatten)]
    reasons: Option<DatelineReasons<'p>>,
}

/// Why it was taken for a dateline; told of whole stories only.
#[derive(Serialize)]
struct DatelineReasons<'p> {
    tag: Option<&'p str>,
    rule: &'static str,
    confidence: u8,
}

impl<'p> DatelineObject<'p> {
    fn new(dateline: &'p Dateline, whole: bool) -> DatelineObject<'p> {
        let reasons = DatelineReasons {
            tag: dateline.tag.as_deref(),
            rule: dateline.rule.name(),
            confidence: dateline.confidence,
        };
        DatelineObject {
            raw: &dateline.raw,
            places: dateline.places.iter().map(|place| &*place.name).collect(),
            country: dateline.country(),
            date: dateline.date.map(|date| date.to_string()),
            agency: dateline.agency.as_deref(),
            reasons: whole.then_some(reasons),
        }
    }
}

#[derive(Serialize)]
struct SnippetObject<'p> {
    field: &'static str,
    text: &'p str,
    highlights: Vec<[usize; 2]>,
    start: usize,
}

impl<'p> SnippetObject<'p> {
    fn new(snippet: &'p Snippet) -> SnippetObject<'p> {
        let pair = |range: &Range<usize>| [range.start, range.end];
        SnippetObject {
            field: snippet.field.name(),
            text: &snippet.text,
            highlights: snippet.highlights.iter().map(pair).collect(),
            start: snippet.start,
        }
    }
}

/// A whole story, to be written as JSON.
#[derive(Serialize)]
pub struct StoryObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(flatten)]
    head: StoryHead<'a>,
    format: &'a str,
    url: Option<&'a str>,
    /// These two are texts even where they are empty.
    lead: &'a str,
    body: &'a str,
    captions: &'a [String],
    entities: Vec<EntityObject<'a>>,
    /// Where each part came from that the story has.
    provenance: BTreeMap<&'static str, &'static str>,
    /// What of it answers a query, where one was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    highlights: Option<Vec<MarkObject>>,
}

/// What of a text of a story answers a query.
#[derive(Serialize)]
struct MarkObject {
    field: &'static str,
    /// Which of the texts of the field, from 0.
    ordinal: usize,
    /// Bytes of that text.
    range: [usize; 2],
    /// The bytes of the whole match: of words near each other, from the first to the last.
    whole: [usize; 2],
}

impl<'a> StoryObject<'a> {
    /// The same with what of it answers a query.
    #[must_use]
    pub fn marked(mut self, marks: Option<&[FieldMarks<'_>]>) -> StoryObject<'a> {
        let of_text = |text: &FieldMarks<'_>| {
            let (field, ordinal) = (text.field.name(), text.ordinal);
            let object = |mark: &Mark| MarkObject {
                field,
                ordinal,
                range: [mark.range.start, mark.range.end],
                whole: [mark.whole.start, mark.whole.end],
            };
            text.marks.iter().map(object).collect::<Vec<_>>()
        };
        self.highlights = marks.map(|texts| texts.iter().flat_map(of_text).collect());
        self
    }

    /// A story that stands by itself.
    #[must_use]
    pub fn alone(article: &'a Article) -> StoryObject<'a> {
        StoryObject {
            version: Some(VERSION),
            ..StoryObject::within(article)
        }
    }

    /// A story within an object that has the version.
    #[must_use]
    pub fn within(article: &'a Article) -> StoryObject<'a> {
        StoryObject {
            version: None,
            highlights: None,
            head: StoryHead::new(article, true),
            format: &article.format,
            url: article.url.as_deref(),
            lead: article.lead(),
            body: &article.body,
            captions: &article.captions,
            entities: article.entities.iter().map(EntityObject::new).collect(),
            provenance: Part::ALL
                .into_iter()
                .filter_map(|part| Some((part.name(), article.provenance.of(part)?.name())))
                .collect(),
        }
    }
}
