//! A page of an answer as text: for each story its headline, a line that says where it comes from,
//! its name, and the passages that answer the query.

use std::io::{self, Write};
use std::ops::Range;

use super::amount::{count, counted};
use super::wrap::{Paragraph, Style, styled};
use super::{Look, entities, name};
use crate::field::Field;
use crate::search::{Page, PageHit};
use crate::snippet::Snippet;

/// What stands for text that is left out.
const ELLIPSIS: &str = "…";

/// What stands between the parts of a line.
const DOT: &str = " · ";

/// What a story without a headline is called.
pub(super) const NO_HEADLINE: &str = "(no headline)";

/// Writes a page.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, page: &Page, look: Look) -> io::Result<()> {
    write_hits(out, page, look)?;
    if page.total > 0 {
        let mut line = Paragraph::new(out, look, "", 0);
        line.push(&tally(page), Style::Dim)?;
        line.finish()?;
        if page.adjusted {
            let mut line = Paragraph::new(out, look, "", 0);
            line.push(&format!("understood as: {}", page.understood), Style::Dim)?;
            line.finish()?;
        }
    }
    entities::write_kinds(out, &page.facets, look)
}

/// Writes the stories of a page, each with an empty line behind it.
pub(super) fn write_hits(out: &mut dyn Write, page: &Page, look: Look) -> io::Result<()> {
    let gutter = page.hits.last().map_or(0, |hit| hit.rank.to_string().len()) + ". ".len();
    for hit in &page.hits {
        headline(out, hit, gutter, look)?;
        origin(out, hit, gutter, look)?;
        let names = named(&hit.article.path, &hit.article.id.0);
        writeln!(out, "{:gutter$}{}", "", styled(&names, Style::Dim, look))?;
        other_matches(out, hit, gutter, look)?;
        passages(out, hit, gutter, look)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A story's path, and its id where the path does not tell it.
pub(super) fn named(path: &str, id: &str) -> String {
    match id.strip_prefix(path) {
        Some("") => name(path).into_owned(),
        Some(rest) if rest.starts_with('#') => name(id).into_owned(),
        _ => format!("{}{DOT}{}", name(path), name(id)),
    }
}

/// How many stories there are, and how to see those that are not shown.
pub(super) fn tally(page: &Page) -> String {
    let mut stories = counted(page.total, "story", "stories");
    if page.partial {
        stories = format!("at least {stories}, time ran out");
    }
    let (Some(first), Some(last)) = (page.hits.first(), page.hits.last()) else {
        return stories;
    };
    let (first, last) = (first.rank as u64, last.rank as u64);
    let shown = if first == last {
        count(first)
    } else {
        format!("{}-{}", count(first), count(last))
    };
    if last < page.total {
        format!("{stories}; {shown} shown, --offset {last} for more")
    } else if first > 1 {
        format!("{stories}; {shown} shown")
    } else {
        stories
    }
}

fn headline(out: &mut dyn Write, hit: &PageHit, gutter: usize, look: Look) -> io::Result<()> {
    let rank = format!("{:>1$} ", format!("{}.", hit.rank), gutter - 1);
    let mut line = Paragraph::new(out, look, &rank, gutter);
    if hit.article.headline.trim().is_empty() {
        line.push(NO_HEADLINE, Style::Dim)?;
    } else {
        line.push_marked(
            &hit.article.headline,
            &marks(hit, Field::Headline, 0),
            Style::Bold,
        )?;
    }
    line.finish()
}

/// The matches in one text of a field that is shown whole: a passage is part of it, and may be cut.
fn marks(hit: &PageHit, field: Field, ordinal: usize) -> Vec<Range<usize>> {
    let texts = field.texts(&hit.article);
    let Some(whole) = texts.get(ordinal) else {
        return Vec::new();
    };
    let of_field = hit.snippets.iter().filter(|snippet| snippet.field == field);
    let mut here = of_field.filter(|snippet| {
        whole
            .get(snippet.start..)
            .is_some_and(|rest| rest.starts_with(&*snippet.text))
    });
    let Some(snippet) = here.next() else {
        return Vec::new();
    };
    let shift = |range: &Range<usize>| range.start + snippet.start..range.end + snippet.start;
    snippet.highlights.iter().map(shift).collect()
}

/// Fields whose matches are marked where they stand, above the passages.
const SHOWN_ABOVE: &[Field] = &[Field::Headline, Field::Dateline, Field::Source, Field::Byline];

/// Dateline, source, day and authors, as far as they are known.
fn origin(out: &mut dyn Write, hit: &PageHit, gutter: usize, look: Look) -> io::Result<()> {
    let article = &hit.article;
    let mut parts: Vec<(String, Vec<Range<usize>>)> = Vec::new();
    if let Some(dateline) = &article.dateline {
        parts.push((dateline.raw.clone(), marks(hit, Field::Dateline, 0)));
    }
    if let Some(source) = &article.source {
        parts.push((source.clone(), marks(hit, Field::Source, 0)));
    }
    if let Some(published) = article.published {
        parts.push((published.date.to_string(), Vec::new()));
    }
    let mut line = Paragraph::new(out, look, &" ".repeat(gutter), gutter);
    for (at, (text, marks)) in parts.iter().enumerate() {
        line.push(if at > 0 { DOT } else { "" }, Style::Dim)?;
        line.push_marked(text, marks, Style::Dim)?;
    }
    for (at, author) in article.byline.iter().enumerate() {
        let before = match at {
            0 if parts.is_empty() => "By ",
            0 => " · By ",
            _ => ", ",
        };
        line.push(before, Style::Dim)?;
        line.push_marked(author, &marks(hit, Field::Byline, at), Style::Dim)?;
    }
    line.finish()
}

/// Matches in fields that are not shown otherwise, each with its field's name.
fn other_matches(out: &mut dyn Write, hit: &PageHit, gutter: usize, look: Look) -> io::Result<()> {
    let others = hit.snippets.iter().filter(|snippet| {
        snippet.field != Field::Body
            && !SHOWN_ABOVE.contains(&snippet.field)
            && !snippet.highlights.is_empty()
    });
    for snippet in others {
        let mut line = Paragraph::new(out, look, &" ".repeat(gutter), gutter);
        line.push(&format!("{}: ", snippet.field.name()), Style::Dim)?;
        passage(&mut line, snippet)?;
        line.finish()?;
    }
    Ok(())
}

/// The passages of the body.
fn passages(out: &mut dyn Write, hit: &PageHit, gutter: usize, look: Look) -> io::Result<()> {
    let mut line = Paragraph::new(out, look, &" ".repeat(gutter), gutter);
    let mut previous: Option<&Snippet> = None;
    for snippet in hit.snippets.iter().filter(|snippet| snippet.field == Field::Body) {
        match previous {
            Some(previous) if !previous.cut_after && !snippet.cut_before => line.push(" … ", Style::Dim)?,
            Some(_) => line.push(" ", Style::Plain)?,
            None => {}
        }
        passage(&mut line, snippet)?;
        previous = Some(snippet);
    }
    line.finish()
}

fn passage(line: &mut Paragraph<'_>, snippet: &Snippet) -> io::Result<()> {
    if snippet.cut_before {
        line.push(ELLIPSIS, Style::Dim)?;
        line.push(" ", Style::Plain)?;
    }
    line.push_marked(&snippet.text, &snippet.highlights, Style::Plain)?;
    if snippet.cut_after {
        line.push(" ", Style::Plain)?;
        line.push(ELLIPSIS, Style::Dim)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::json::tests::sample_page;

    fn text(page: &Page, look: Look) -> String {
        let mut out = Vec::new();
        write(&mut out, page, look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_page_is_laid_out_for_its_width() {
        let shown = text(
            &sample_page(),
            Look {
                width: 46,
                colour: false,
            },
        );
        assert_eq!(
            shown,
            "1. Truce holds along the coast road\n   \
                TRIPOLI, Jan. 14 (UPI) · Harbor Post ·\n   \
                2020-01-14 · By Ada Moss, Lee Oke\n   \
                wire/truce.txt · HP-7\n   \
                … a truce signed in Moscow … The truce\n   \
                held.\n\n\
             12 stories; 1 shown, --offset 1 for more\n"
        );
    }

    #[test]
    fn matches_are_bold_and_underlined_where_all_is_bold() {
        let shown = text(
            &sample_page(),
            Look {
                width: 100,
                colour: true,
            },
        );
        assert!(
            shown.starts_with("1. \x1b[1;4mTruce\x1b[0m\x1b[1m holds along"),
            "{shown:?}"
        );
        assert!(shown.contains(" a \x1b[1mtruce\x1b[0m signed in"), "{shown:?}");
    }

    #[test]
    fn the_tally_says_what_is_left() {
        let mut page = sample_page();
        (page.total, page.hits[0].rank) = (1, 1);
        assert_eq!(tally(&page), "1 story");
        (page.total, page.hits[0].rank) = (1500, 1500);
        assert_eq!(tally(&page), "1,500 stories; 1,500 shown");
        page.hits.clear();
        assert_eq!(tally(&page), "1,500 stories");
    }

    #[test]
    fn an_id_is_told_once() {
        assert_eq!(named("a/b.txt", "a/b.txt"), "a/b.txt");
        assert_eq!(named("a/b.csv", "a/b.csv#7"), "a/b.csv#7");
        assert_eq!(named("ap.sgm", "AP-1"), "ap.sgm · AP-1");
    }
}
