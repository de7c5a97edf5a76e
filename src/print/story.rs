//! A whole story as text: its headline, what is known about it, and its text.

use std::io::{self, Write};

use super::page::{NO_HEADLINE, named};
use super::wrap::{Paragraph, Style, styled};
use super::{Look, name};
use crate::article::{Article, Dateline, EntityKind, PARAGRAPH_BREAK, Place};

/// Columns for the names of what is known.
const GUTTER: usize = 11;

/// Writes a story.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, article: &Article, look: Look) -> io::Result<()> {
    let mut headline = Paragraph::new(out, look, "", 0);
    match article.headline.trim() {
        "" => headline.push(NO_HEADLINE, Style::Dim)?,
        text => headline.push(text, Style::Bold)?,
    }
    headline.finish()?;
    writeln!(out)?;
    rows(out, article, look)?;
    for paragraph in article
        .body
        .split(PARAGRAPH_BREAK)
        .filter(|text| !text.trim().is_empty())
    {
        writeln!(out)?;
        let mut text = Paragraph::new(out, look, "", 0);
        text.push(paragraph, Style::Plain)?;
        text.finish()?;
    }
    Ok(())
}

/// Writes what stands between two stories.
///
/// # Errors
/// When the writer fails.
pub fn write_border(out: &mut dyn Write, look: Look) -> io::Result<()> {
    writeln!(out, "\n{}\n", styled(&"─".repeat(look.width), Style::Dim, look))
}

fn rows(out: &mut dyn Write, article: &Article, look: Look) -> io::Result<()> {
    let mut row = |label: &str, text: &str| {
        let label = styled(&format!("{label:GUTTER$}"), Style::Dim, look);
        let mut line = Paragraph::new(out, look, &label, GUTTER);
        line.push(text, Style::Plain)?;
        line.finish()
    };
    row("by", &article.byline.join(", "))?;
    if let Some(dateline) = &article.dateline {
        row("dateline", &dateline.raw)?;
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
        row(if at == 0 { "captions" } else { "" }, caption)?;
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
    fn a_story_of_nothing_but_a_name_is_told_from_no_story() {
        let mut out = Vec::new();
        write(
            &mut out,
            &Article::default(),
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
