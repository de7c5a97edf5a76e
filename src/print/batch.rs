//! The answers to a list of queries: as text for people, as JSON Lines, as CSV tables of stories and
//! of counts by month; and what is wrong with a line. TREC runs are the matter of [`super::trec`].

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::amount::counted;
use super::json;
use super::wrap::{Paragraph, Style};
use super::{Look, name, page};
use crate::batch::{ItemError, Months};
use crate::search::Page;

/// The columns of a table of stories.
const COLUMNS: [&str; 8] = [
    "label",
    "rank",
    "score",
    "id",
    "path",
    "published",
    "source",
    "headline",
];

/// Writes an answer as text: a heading, and the stories shown. `new` tells that only new stories were
/// asked for.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, label: &str, page: &Page, new: bool, look: Look) -> io::Result<()> {
    let mut heading = Paragraph::new(out, look, "", 0);
    heading.push(&format!("{label}: "), Style::Bold)?;
    heading.push(&page.query, Style::Plain)?;
    heading.push(" · ", Style::Dim)?;
    heading.push(&tally(page, new), Style::Dim)?;
    heading.finish()?;
    if page.hits.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    page::write_hits(out, page, look)
}

fn tally(page: &Page, new: bool) -> String {
    let stories = match new {
        true => counted(page.total, "new story", "new stories"),
        false => counted(page.total, "story", "stories"),
    };
    match page.hits.last() {
        Some(last) if (last.rank as u64) < page.total => {
            format!("{stories}; {} shown", super::amount::count(last.rank as u64))
        }
        _ => stories,
    }
}

/// What is wrong with a line of a list, with its place first: several lines without a last line
/// break.
#[must_use]
pub fn wrong(list: &str, line: usize, error: &ItemError) -> String {
    if let ItemError::Fault(fault) = error {
        return fault.to_string();
    }
    let mut text = format!("{list}:{line}: {error}");
    if let Some(pointed) = error.pointed() {
        text = format!("{text}\n{pointed}");
    }
    if let Some(hint) = error.hint() {
        text = format!("{text}\nhint: {hint}");
    }
    text
}

/// Writes what is wrong with a line of a list as JSON in a line.
///
/// # Errors
/// When the writer fails.
pub fn write_wrong_line(out: &mut dyn Write, label: &str, line: usize, error: &ItemError) -> io::Result<()> {
    #[derive(Serialize)]
    struct WrongObject<'e> {
        label: &'e str,
        version: u32,
        line: usize,
        error: String,
        hint: Option<&'e str>,
    }
    json::write_line(
        out,
        &WrongObject {
            label,
            version: json::VERSION,
            line,
            error: error.to_string(),
            hint: error.hint(),
        },
    )
}

/// Writes the names of the columns of a table of stories.
///
/// # Errors
/// When the writer fails.
pub fn write_table_head(out: &mut dyn Write) -> io::Result<()> {
    write_rows(out, [COLUMNS])
}

/// Writes the stories of an answer as rows of a table.
///
/// # Errors
/// When the writer fails.
pub fn write_table(out: &mut dyn Write, label: &str, page: &Page) -> io::Result<()> {
    let row = |hit: &crate::search::PageHit| {
        let article = &hit.article;
        [
            cell(label),
            hit.rank.to_string(),
            hit.score.to_string(),
            cell(&article.id.0),
            cell(&article.path),
            article.published.map(|time| time.to_string()).unwrap_or_default(),
            cell(article.source.as_deref().unwrap_or_default()),
            cell(&article.headline),
        ]
    };
    write_rows(out, page.hits.iter().map(row))
}

/// Writes the names of the columns of a table of months.
///
/// # Errors
/// When the writer fails.
pub fn write_matrix_head(out: &mut dyn Write, months: &Months) -> io::Result<()> {
    let last = ["undated", "total"].map(str::to_owned);
    write_rows(
        out,
        [["label".to_owned()].into_iter().chain(months.names()).chain(last)],
    )
}

/// Writes how many stories of an answer fall in each month, as [`Months::tally`] has them.
///
/// # Errors
/// When the writer fails.
pub fn write_matrix_row(out: &mut dyn Write, label: &str, tally: &[u64]) -> io::Result<()> {
    let total: u64 = tally.iter().sum();
    let counts = tally.iter().chain([&total]).map(u64::to_string);
    write_rows(out, [[cell(label)].into_iter().chain(counts)])
}

/// A text as a cell: on one line, and with nothing in it that commands a terminal.
pub(super) fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    name(&words.join(" ")).into_owned()
}

/// Writes rows of CSV.
pub(super) fn write_rows<R, C>(out: &mut dyn Write, rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::Any(b'\n'));
    let mut table = builder.from_writer(Vec::new());
    for row in rows {
        table.write_record(row)?;
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    out.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::json::tests::sample_page;

    #[test]
    fn a_cell_holds_one_line_whatever_the_story_has() {
        let mut page = sample_page();
        page.hits[0].article.headline = "Truce,\n\"holds\"\u{1b}[2J".into();
        let mut out = Vec::new();
        write_table(&mut out, "a b", &page).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a b,1,11.75,HP-7,wire/truce.txt,2020-01-14,Harbor Post,\"Truce, \"\"holds\"\"\\u{1b}[2J\"\n"
        );
    }

    #[test]
    fn a_heading_tells_what_is_shown_of_how_many() {
        let look = Look {
            width: 100,
            colour: false,
        };
        let heading = |page: &Page, new| {
            let mut out = Vec::new();
            write(&mut out, "truce", page, new, look).unwrap();
            String::from_utf8(out).unwrap().lines().next().unwrap().to_owned()
        };
        let mut page = sample_page();
        assert_eq!(heading(&page, false), "truce: truce Moscow · 12 stories; 1 shown");
        page.total = 1;
        assert_eq!(heading(&page, true), "truce: truce Moscow · 1 new story");
        page.hits.clear();
        assert_eq!(heading(&page, false), "truce: truce Moscow · 1 story");
    }
}
