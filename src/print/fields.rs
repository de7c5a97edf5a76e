//! The fields of a story as a table: each with where it came from and what it says. For people who
//! check how a story was read.

use std::io::{self, Write};

use super::amount::counted;
use super::wrap::{Paragraph, Style, styled};
use super::{Look, name};
use crate::article::{Article, PARAGRAPH_BREAK, Part};

/// Columns for the names of fields.
const NAMES: usize = 11;

/// Columns for where they came from.
const ORIGINS: usize = 11;

/// How much of a text is shown, in characters.
const SHOWN: usize = 160;

/// Writes the table of a story. What it has not is told too.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, article: &Article, look: Look) -> io::Result<()> {
    let file = format!(
        "{}, {}, record {}",
        name(&article.path),
        name(&article.format),
        article.record
    );
    writeln!(out, "{}", styled(&file, Style::Dim, look))?;
    let mut lacking = Vec::new();
    for part in Part::ALL {
        if !part.is_in(article) {
            lacking.push(part.name());
            continue;
        }
        let origin = article.provenance.of(part).map_or("", |origin| origin.name());
        let label = format!("{:NAMES$}{origin:ORIGINS$}", part.name());
        let mut label = styled(&label, Style::Dim, look);
        if matches!(part, Part::Id | Part::Url) {
            // Names are for copying: they are not broken into lines.
            let text = if part == Part::Id {
                Some(&article.id.0)
            } else {
                article.url.as_ref()
            };
            writeln!(out, "{label}{}", name(text.map_or("", |text| text)))?;
            continue;
        }
        for value in values(article, part) {
            let mut line = Paragraph::new(out, look, &label, NAMES + ORIGINS);
            line.push(&value, Style::Plain)?;
            line.finish()?;
            label = " ".repeat(NAMES + ORIGINS);
        }
    }
    if !lacking.is_empty() {
        let label = styled(&format!("{:1$}", "lacks", NAMES + ORIGINS), Style::Dim, look);
        let mut line = Paragraph::new(out, look, &label, NAMES + ORIGINS);
        line.push(&lacking.join(", "), Style::Dim)?;
        line.finish()?;
    }
    Ok(())
}

/// What a part says, an entry a line; of texts the beginning.
fn values(article: &Article, part: Part) -> Vec<String> {
    let one = |text: Option<&String>| text.into_iter().cloned().collect();
    match part {
        Part::Id | Part::Url => Vec::new(),
        Part::Headline => vec![article.headline.clone()],
        Part::Byline => article.byline.clone(),
        Part::Dateline => article
            .dateline
            .iter()
            .map(|dateline| dateline.raw.clone())
            .collect(),
        Part::Published => article.published.iter().map(ToString::to_string).collect(),
        Part::Source => one(article.source.as_ref()),
        Part::Section => one(article.section.as_ref()),
        Part::Language => one(article.language.as_ref()),
        Part::Status => one(article.status.as_ref()),
        Part::Body => vec![extent(article), beginning(article.lead())],
        Part::Captions => article
            .captions
            .iter()
            .map(|caption| beginning(caption))
            .collect(),
        Part::Entities => {
            let named = article.entities.iter().filter(|entity| entity.is_named());
            named
                .map(|entity| format!("{} ({})", entity.name, entity.kind.name()))
                .collect()
        }
    }
}

/// How long a body is.
fn extent(article: &Article) -> String {
    let paragraphs = article
        .body
        .split(PARAGRAPH_BREAK)
        .filter(|text| !text.trim().is_empty());
    format!(
        "{}, {}",
        counted(u64::from(article.length()), "word", "words"),
        counted(paragraphs.count() as u64, "paragraph", "paragraphs")
    )
}

/// The beginning of a text, with a sign that there is more.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Origin;
    use crate::print::json::tests::sample_page;

    #[test]
    fn each_field_tells_where_it_came_from() {
        let mut article = sample_page().hits[0].article.clone();
        article.provenance.set(Part::Headline, Origin::JsonLd);
        article.provenance.set(Part::Source, Origin::Path);
        article.url = Some("https://harbor-post.example/2020/truce".into());
        let mut out = Vec::new();
        let look = Look {
            width: 60,
            colour: false,
        };
        write(&mut out, &article, look).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "wire/truce.txt, plain, record 0\n\
             id                    HP-7\n\
             headline   json-ld    Truce holds along the coast road\n\
             byline                Ada Moss\n                      Lee Oke\n\
             dateline              TRIPOLI, Jan. 14 (UPI)\n\
             published             2020-01-14\n\
             source     path       Harbor Post\n\
             language              en\n\
             body                  13 words, 2 paragraphs\n                      \
                                   Both sides said a truce signed in\n                      \
                                   Moscow would hold.\n\
             url                   https://harbor-post.example/2020/truce\n\
             lacks                 section, captions, entities, status\n"
        );
    }
}
