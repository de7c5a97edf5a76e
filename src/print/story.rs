//! A whole story as text: its headline, what is known about it, and its text.

use std::io::{self, Write};
use std::ops::Range;

use super::page::{NO_HEADLINE, named};
use super::wrap::{Paragraph, Style, styled};
use super::{Look, name};
use crate::article::{Article, Dateline, Entity, EntityKind, Mention, PARAGRAPH_BREAK, Place, TextPart};
use crate::field::Field;
use crate::spans::{FieldMarks, joined};

/// Columns for the names of what is known.
const GUTTER: usize = 11;

/// Writes a story. Where there is colour, the names in its text have that of their kind; of a story with
/// marks, these stand out instead, with or without colour.
///
/// # Errors
/// When the writer fails.
pub fn write(
    out: &mut dyn Write,
    article: &Article,
    marks: Option<&[FieldMarks<'_>]>,
    look: Look,
) -> io::Result<()> {
    let named = Named::of(article, marks);
    let mut headline = Paragraph::new(out, look, "", 0);
    if article.headline.trim().is_empty() {
        headline.push(NO_HEADLINE, Style::Dim)?;
    } else {
        let text = 0..article.headline.len();
        named.push(&mut headline, TextPart::Headline, text, Style::Bold)?;
    }
    headline.finish()?;
    writeln!(out)?;
    rows(out, article, &named, look)?;
    let mut start = 0;
    for paragraph in article.body.split(PARAGRAPH_BREAK) {
        let text = start..start + paragraph.len();
        start = text.end + PARAGRAPH_BREAK.len();
        if paragraph.trim().is_empty() {
            continue;
        }
        writeln!(out)?;
        let mut line = Paragraph::new(out, look, "", 0);
        named.push(&mut line, TextPart::Body, text, Style::Plain)?;
        line.finish()?;
    }
    if look.colour && !named.mentions.is_empty() {
        writeln!(out)?;
        let mut legend = Paragraph::new(out, look, "", 0);
        legend.push("names: ", Style::Dim)?;
        for (at, kind) in EntityKind::ALL.into_iter().enumerate() {
            legend.push(if at > 0 { ", " } else { "" }, Style::Dim)?;
            legend.push(kind.plural(), Style::Named(kind))?;
        }
        legend.finish()?;
    }
    Ok(())
}

/// Where a story names whom, in the order of its texts, or what of it is marked.
struct Named<'a> {
    article: &'a Article,
    mentions: Vec<(Mention, EntityKind)>,
    marks: Option<&'a [FieldMarks<'a>]>,
}

impl<'a> Named<'a> {
    fn of(article: &'a Article, marks: Option<&'a [FieldMarks<'a>]>) -> Named<'a> {
        let of_entity = |entity: &Entity| {
            let kind = entity.kind;
            let mentions = entity.mentions.clone();
            mentions.into_iter().map(move |mention| (mention, kind))
        };
        let mut mentions: Vec<(Mention, EntityKind)> = article.entities.iter().flat_map(of_entity).collect();
        mentions.sort_unstable();
        if marks.is_some() {
            mentions.clear();
        }
        Named {
            article,
            mentions,
            marks,
        }
    }

    /// What is marked of one of the texts of a field.
    fn marks_of(&self, field: Field, ordinal: usize) -> Vec<Range<usize>> {
        let texts = self.marks.into_iter().flatten();
        let here = texts.filter(|marked| marked.field == field && marked.ordinal == ordinal);
        let marks = here.flat_map(|marked| &marked.marks);
        joined(marks.map(|mark| mark.range.clone()))
    }

    /// Adds the texts of a field to a paragraph, with what is marked of them.
    fn push_texts(&self, line: &mut Paragraph<'_>, field: Field) -> io::Result<()> {
        for (ordinal, text) in field.texts(self.article).iter().enumerate() {
            line.push(if ordinal > 0 { ", " } else { "" }, Style::Plain)?;
            let mut done = 0;
            for mark in self.marks_of(field, ordinal) {
                line.push(text.get(done..mark.start).unwrap_or_default(), Style::Plain)?;
                line.push_match(text.get(mark.clone()).unwrap_or_default(), Style::Plain)?;
                done = mark.end;
            }
            line.push(text.get(done..).unwrap_or_default(), Style::Plain)?;
        }
        Ok(())
    }

    /// Adds a stretch of a text to a paragraph, the names in it in their colours.
    fn push(
        &self,
        line: &mut Paragraph<'_>,
        part: TextPart,
        stretch: Range<usize>,
        style: Style,
    ) -> io::Result<()> {
        let text = part.text(self.article).unwrap_or_default();
        let mut done = stretch.start;
        let (field, ordinal) = match part {
            TextPart::Headline => (Field::Headline, 0),
            TextPart::Body => (Field::Body, 0),
            TextPart::Caption(at) => (Field::Caption, at as usize),
        };
        for mark in self.marks_of(field, ordinal) {
            if mark.start < done || mark.end > stretch.end {
                continue;
            }
            let (Some(before), Some(inside)) = (text.get(done..mark.start), text.get(mark.clone())) else {
                continue;
            };
            line.push(before, style)?;
            line.push_match(inside, style)?;
            done = mark.end;
        }
        for (mention, kind) in self.mentions.iter().filter(|(mention, _)| mention.part == part) {
            let name = mention.start as usize..mention.end as usize;
            if name.start < done || name.end > stretch.end {
                continue;
            }
            let (Some(before), Some(inside)) = (text.get(done..name.start), text.get(name.clone())) else {
                continue;
            };
            line.push(before, style)?;
            line.push(inside, style.naming(*kind))?;
            done = name.end;
        }
        line.push(text.get(done..stretch.end).unwrap_or_default(), style)
    }
}

/// Writes what stands between two stories.
///
/// # Errors
/// When the writer fails.
pub fn write_border(out: &mut dyn Write, look: Look) -> io::Result<()> {
    writeln!(out, "\n{}\n", styled(&"─".repeat(look.width), Style::Dim, look))
}

fn rows(out: &mut dyn Write, article: &Article, entities: &Named<'_>, look: Look) -> io::Result<()> {
    for (field, label) in [(Field::Byline, "by"), (Field::Dateline, "dateline")] {
        let label = styled(&format!("{label:GUTTER$}"), Style::Dim, look);
        let mut line = Paragraph::new(out, look, &label, GUTTER);
        entities.push_texts(&mut line, field)?;
        line.finish()?;
    }
    let mut row = |label: &str, text: &str| {
        let label = styled(&format!("{label:GUTTER$}"), Style::Dim, look);
        let mut line = Paragraph::new(out, look, &label, GUTTER);
        line.push(text, Style::Plain)?;
        line.finish()
    };
    if let Some(dateline) = &article.dateline {
        row("", &understood(dateline))?;
    }
    row(
        "published",
        &article.published.map(|time| time.to_string()).unwrap_or_default(),
    )?;
    row("source", article.source.as_deref().unwrap_or_default())?;
    row("section", article.section.as_deref().unwrap_or_default())?;
    row("language", article.language.as_deref().unwrap_or_default())?;
    let kinds = [
        (EntityKind::Person, "people"),
        (EntityKind::Organization, "orgs"),
        (EntityKind::Place, "places"),
    ];
    for (kind, label) in kinds {
        let named = article.entities.iter().filter(|entity| entity.is_named());
        let of_kind = named.filter(|entity| entity.kind == kind);
        let names: Vec<&str> = of_kind.map(|entity| &*entity.name).collect();
        row(label, &names.join(", "))?;
    }
    for (at, caption) in article.captions.iter().enumerate() {
        let label = if at == 0 { "captions" } else { "" };
        let label = styled(&format!("{label:GUTTER$}"), Style::Dim, look);
        let mut line = Paragraph::new(out, look, &label, GUTTER);
        let part = TextPart::Caption(u32::try_from(at).unwrap_or(u32::MAX));
        entities.push(&mut line, part, 0..caption.len(), Style::Plain)?;
        line.finish()?;
    }
    // Names are for copying: they are not broken into lines.
    let file = format!("{:GUTTER$}", "file");
    writeln!(
        out,
        "{}{}",
        styled(&file, Style::Dim, look),
        named(&article.path, &article.id.0)
    )?;
    let form = format!("{:GUTTER$}", "read as");
    writeln!(
        out,
        "{}{}, record {}",
        styled(&form, Style::Dim, look),
        name(&article.format),
        article.record
    )
}

/// How a dateline was understood: `Moscow (RU); 2020-01-14; UPI; rule agency, 97 % sure`.
fn understood(dateline: &Dateline) -> String {
    let mut parts = Vec::new();
    if !dateline.places.is_empty() {
        let places: Vec<String> = dateline.places.iter().map(place).collect();
        parts.push(places.join(" and "));
    }
    parts.extend(dateline.date.map(|date| date.to_string()));
    parts.extend(dateline.agency.clone());
    parts.extend(dateline.tag.as_ref().map(|tag| format!("tag {tag}")));
    parts.push(format!(
        "rule {}, {} % sure",
        dateline.rule.name(),
        dateline.confidence
    ));
    parts.join("; ")
}

fn place(place: &Place) -> String {
    let mut text = place.name.clone();
    if let Some(region) = &place.region {
        text.push_str(&format!(", {region}"));
    }
    if let Some(country) = &place.country {
        text.push_str(&format!(" ({country})"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::json::tests::sample_page;

    #[test]
    fn a_story_shows_what_it_has_and_nothing_else() {
        let mut out = Vec::new();
        let article = &sample_page().hits[0].article;
        write(
            &mut out,
            article,
            None,
            Look {
                width: 50,
                colour: false,
            },
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "Truce holds along the coast road\n\n\
             by         Ada Moss, Lee Oke\n\
             dateline   TRIPOLI, Jan. 14 (UPI)\n           \
                        Tripoli (LY); 2020-01-14; UPI; rule\n           \
                        agency, 97 % sure\n\
             published  2020-01-14\n\
             source     Harbor Post\n\
             language   en\n\
             file       wire/truce.txt · HP-7\n\
             read as    plain, record 0\n\n\
             Both sides said a truce signed in Moscow would\n\
             hold.\n\n\
             The truce held.\n"
        );
    }

    #[test]
    fn names_have_the_colours_of_their_kinds_where_there_is_colour() {
        let mut article = Article {
            headline: "Truce in Moscow".into(),
            body: "Ada Moss met the UN.\n\nMoss left Moscow.".into(),
            ..Article::default()
        };
        let at = |part, start, end| Mention { part, start, end };
        let mut add = |kind, mentions: &[Mention]| {
            article.entities.push(Entity {
                mentions: mentions.to_vec(),
                ..Entity::given(kind, "x".into())
            });
        };
        let (head, body) = (TextPart::Headline, TextPart::Body);
        add(EntityKind::Place, &[at(head, 9, 15), at(body, 32, 38)]);
        add(EntityKind::Person, &[at(body, 0, 8), at(body, 22, 26)]);
        // The second one does not fit the text.
        add(EntityKind::Organization, &[at(body, 17, 19), at(body, 38, 90)]);
        let shown = |colour| {
            let mut out = Vec::new();
            write(&mut out, &article, None, Look { width: 60, colour }).unwrap();
            String::from_utf8(out).unwrap()
        };
        let text = shown(true);
        for part in [
            "\x1b[1mTruce in \x1b[0m\x1b[1;32mMoscow\x1b[0m\n",
            "\x1b[36mAda Moss\x1b[0m met the \x1b[33mUN\x1b[0m.\n",
            "\x1b[36mMoss\x1b[0m left \x1b[32mMoscow\x1b[0m.\n",
            "\x1b[36mpeople\x1b[0m",
        ] {
            assert!(text.contains(part), "{part:?} in {text:?}");
        }
        let plain = shown(false);
        assert!(!plain.contains('\x1b') && !plain.contains("names:"), "{plain:?}");
    }

    #[test]
    fn a_story_of_nothing_but_a_name_is_told_from_no_story() {
        let mut out = Vec::new();
        write(
            &mut out,
            &Article::default(),
            None,
            Look {
                width: 50,
                colour: false,
            },
        )
        .unwrap();
        assert!(
            String::from_utf8(out)
                .unwrap()
                .starts_with("(no headline)\n\nfile ")
        );
    }
}
