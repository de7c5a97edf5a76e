//! What an index holds, as text and as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::amount::{count, counted, share, size};
use super::json;
use super::wrap::{Paragraph, Style, styled};
use super::{Look, name};
use crate::article::Part;
use crate::engine::{Corpus, Summary};
use crate::field::FIELDS;

/// How many sources are shown.
const MOST_SOURCES: usize = 20;

/// Columns for the names of the parts of a story.
const PARTS: usize = 12;

/// The longest bar, in columns.
pub(super) const LONGEST_BAR: usize = 30;

/// An index and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Status<'s> {
    /// The index's folder, as named by the user.
    pub index: &'s str,
    /// The number of the build that made it.
    pub generation: u64,
    /// What it holds.
    pub summary: &'s Summary,
    /// In how many segments.
    pub segments: usize,
    /// Its size on disk in bytes.
    pub disk: u64,
}

/// Writes it as text.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, status: &Status<'_>, look: Look) -> io::Result<()> {
    let summary = status.summary;
    let mut row = |label: &str, text: &str| {
        let label = styled(&format!("{label:11}"), Style::Dim, look);
        writeln!(out, "{label}{text}")
    };
    let segments = counted(status.segments as u64, "segment", "segments");
    row(
        "index",
        &format!(
            "{}, generation {}, {}, {segments}",
            name(status.index),
            status.generation,
            size(status.disk)
        ),
    )?;
    for (label, text) in corpora(summary) {
        row(label, &text)?;
    }
    row("", &format!("fingerprint {}", name(&summary.fingerprint)))?;
    row("", &format!("of the index {}", name(&summary.index_fingerprint)))?;
    row("stories", &count(summary.indexed))?;
    row("records", &account(summary))?;
    if summary.repaired > 0 {
        let repaired = counted(summary.repaired, "story", "stories");
        row("", &format!("{repaired} repaired: encodings, damaged letters"))?;
    }
    if !summary.tagged {
        row("names", "as the sources give them (--no-entities)")?;
    } else if summary.without_model > 0 {
        let stories = counted(summary.without_model, "story", "stories");
        row(
            "names",
            &format!("{stories} in languages without a model: countries alone"),
        )?;
    }
    if let Some((first, last)) = summary.dates {
        row("published", &format!("{} to {}", first.date, last.date))?;
    }
    let formats = largest_first(&summary.formats);
    table(out, "forms", &formats, summary.indexed, look)?;
    let fields: Vec<(&str, u64)> = FIELDS
        .iter()
        .filter_map(|row| Some((row.name, *summary.coverage.get(row.name)?)))
        .collect();
    table(out, "fields", &fields, summary.indexed, look)?;
    provenance(out, summary, look)?;
    let mut sources = largest_first(&summary.sources);
    let more = sources.split_off(MOST_SOURCES.min(sources.len()));
    table(out, "sources", &sources, summary.indexed, look)?;
    if !more.is_empty() {
        let stories: u64 = more.iter().map(|(_, stories)| stories).sum();
        let more = counted(more.len() as u64, "more source", "more sources");
        writeln!(out, "  and {more} with {}", counted(stories, "story", "stories"))?;
    }
    Ok(())
}

/// Writes it as JSON, in one line or a key a line.
///
/// # Errors
/// When the writer fails.
pub fn write_json(out: &mut dyn Write, status: &Status<'_>, one_line: bool) -> io::Result<()> {
    let summary = status.summary;
    let object = StatusObject {
        version: json::VERSION,
        index: status.index,
        generation: status.generation,
        segments: status.segments,
        disk_bytes: status.disk,
        corpora: &summary.corpora,
        tagged: summary.tagged,
        without_model: summary.without_model,
        fingerprint: &summary.fingerprint,
        index_fingerprint: &summary.index_fingerprint,
        files: summary.files,
        bytes: summary.bytes,
        found: summary.found,
        indexed: summary.indexed,
        skipped: summary.skipped,
        replaced: summary.replaced,
        failed: summary.failed,
        repaired: summary.repaired,
        first: summary.dates.map(|(first, _)| first.to_string()),
        last: summary.dates.map(|(_, last)| last.to_string()),
        formats: &summary.formats,
        fields: &summary.coverage,
        provenance: &summary.provenance,
        sources: &summary.sources,
    };
    if one_line {
        json::write_line(out, &object)
    } else {
        json::write(out, &object)
    }
}

#[derive(Serialize)]
struct StatusObject<'s> {
    version: u32,
    index: &'s str,
    generation: u64,
    segments: usize,
    disk_bytes: u64,
    corpora: &'s [Corpus],
    tagged: bool,
    without_model: u64,
    fingerprint: &'s str,
    index_fingerprint: &'s str,
    files: u64,
    bytes: u64,
    found: u64,
    indexed: u64,
    skipped: u64,
    replaced: u64,
    failed: u64,
    repaired: u64,
    first: Option<String>,
    last: Option<String>,
    formats: &'s BTreeMap<String, u64>,
    fields: &'s BTreeMap<String, u64>,
    provenance: &'s BTreeMap<String, BTreeMap<String, u64>>,
    sources: &'s BTreeMap<String, u64>,
}

/// The rows that tell of the corpora: one if there is one that has no name.
fn corpora(summary: &Summary) -> Vec<(&'static str, String)> {
    let files = counted(summary.files, "file", "files");
    let bytes = size(summary.bytes);
    match &summary.corpora[..] {
        [corpus] if corpus.name.is_empty() => {
            let place = name(&corpus.place);
            vec![("corpus", format!("{place}, {bytes}, {files}"))]
        }
        corpora => {
            let own = corpora.iter().map(|corpus| ("", of_corpus(corpus)));
            [("corpora", format!("{bytes}, {files}"))]
                .into_iter()
                .chain(own)
                .collect()
        }
    }
}

/// A corpus of several: `wire: news/wire, 12 files, 1,204 stories`.
fn of_corpus(corpus: &Corpus) -> String {
    let own = match &*corpus.name {
        "" => "without a name".into(),
        given => name(given),
    };
    let files = counted(corpus.files, "file", "files");
    let stories = counted(corpus.indexed, "story", "stories");
    format!("{own}: {}, {files}, {stories}", name(&corpus.place))
}

/// The account of a build: `104 found = 101 indexed + 3 skipped + 0 failed`, and how many of the skipped
/// are earlier versions of stories.
#[must_use]
pub fn account(summary: &Summary) -> String {
    let earlier = match summary.replaced {
        0 => String::new(),
        replaced => format!(" ({})", counted(replaced, "earlier version", "earlier versions")),
    };
    format!(
        "{} found = {} indexed + {} skipped{earlier} + {} failed",
        count(summary.found),
        count(summary.indexed),
        count(summary.skipped),
        count(summary.failed)
    )
}

/// Writes where the fields came from: `byline  markup 80, heuristic 14`.
fn provenance(out: &mut dyn Write, summary: &Summary, look: Look) -> io::Result<()> {
    if summary.provenance.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", styled("where fields came from", Style::Bold, look))?;
    for part in Part::ALL {
        let Some(origins) = summary.provenance.get(part.name()) else {
            continue;
        };
        let origins: Vec<String> = largest_first(origins)
            .into_iter()
            .map(|(origin, stories)| format!("{origin} {}", count(stories)))
            .collect();
        let label = format!("  {:PARTS$}", part.name());
        let mut line = Paragraph::new(out, look, &label, PARTS + 2);
        line.push(&origins.join(", "), Style::Plain)?;
        line.finish()?;
    }
    Ok(())
}

fn largest_first(counts: &BTreeMap<String, u64>) -> Vec<(&str, u64)> {
    let mut rows: Vec<(&str, u64)> = counts.iter().map(|(name, count)| (&**name, *count)).collect();
    // The order of names stays where counts are equal.
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rows
}

/// Writes names with their counts of stories, shares and bars.
fn table(out: &mut dyn Write, title: &str, rows: &[(&str, u64)], whole: u64, look: Look) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", styled(title, Style::Bold, look))?;
    let names: Vec<String> = rows
        .iter()
        .map(|(text, _)| shortened(text, look.width / 2))
        .collect();
    let name_width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let counts: Vec<String> = rows.iter().map(|(_, stories)| count(*stories)).collect();
    let count_width = counts.iter().map(String::len).max().unwrap_or(0);
    // Two columns before each part, and the share is as wide as `< 0.1 %`.
    let bar_width = look
        .width
        .saturating_sub(name_width + count_width + 15)
        .min(LONGEST_BAR);
    for ((name, stories), (_, number)) in names.iter().zip(&counts).zip(rows) {
        let padding = name_width - name.width();
        let share = share(*number, whole);
        let line = format!(
            "  {name}{:padding$}  {stories:>count_width$}  {share:>7}  {}",
            "",
            bar(*number, whole, bar_width)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A name cut down to so many columns.
pub(super) fn shortened(text: &str, width: usize) -> String {
    let name = name(text);
    let mut columns = 0;
    let fits = |letter: &char| {
        columns += letter.width().unwrap_or(0);
        columns <= width
    };
    let kept: String = name.chars().take_while(fits).collect();
    if kept.len() == name.len() {
        kept
    } else {
        format!("{kept}…")
    }
}

/// A bar in steps of an eighth of a column; what is not nothing has at least one.
pub(super) fn bar(part: u64, whole: u64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if part == 0 || whole == 0 || width == 0 {
        return String::new();
    }
    let steps = u128::from(part.min(whole)) * (width as u128 * 8) / u128::from(whole);
    let steps = (steps as usize).max(1);
    format!("{}{}", "█".repeat(steps / 8), EIGHTHS[steps % 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Date, Timestamp};

    fn summary() -> Summary {
        let day = |day| Timestamp::from(Date::new(2020, 1, day).unwrap());
        let counts = |rows: &[(&str, u64)]| {
            rows.iter()
                .map(|(name, count)| ((*name).to_owned(), *count))
                .collect()
        };
        Summary {
            corpora: vec![Corpus {
                place: "news".into(),
                ..Corpus::default()
            }],
            tagged: true,
            without_model: 0,
            fingerprint: "00112233445566778899aabbccddeeff".into(),
            index_fingerprint: "ffeeddccbbaa99887766554433221100".into(),
            files: 3,
            found: 1004,
            indexed: 1000,
            skipped: 3,
            replaced: 2,
            failed: 1,
            repaired: 12,
            bytes: 2_345_678,
            dates: Some((day(14), day(31))),
            coverage: counts(&[("body", 1000), ("headline", 500), ("byline", 0)]),
            provenance: BTreeMap::from([
                (
                    "headline".to_owned(),
                    counts(&[("markup", 480), ("heuristic", 20)]),
                ),
                ("source".to_owned(), counts(&[("url", 400)])),
            ]),
            formats: counts(&[("plain", 1), ("trec-sgml", 999)]),
            sources: counts(&[("Harbor Post", 400)]),
        }
    }

    #[test]
    fn the_text_fits_a_narrow_terminal() {
        let summary = summary();
        let status = Status {
            index: "index",
            generation: 3,
            summary: &summary,
            segments: 1,
            disk: 1_200_000,
        };
        let mut out = Vec::new();
        write(
            &mut out,
            &status,
            Look {
                width: 44,
                colour: false,
            },
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "index      index, generation 3, 1.2 MB, 1 segment\n\
             corpus     news, 2.3 MB, 3 files\n           \
               fingerprint 00112233445566778899aabbccddeeff\n           \
               of the index ffeeddccbbaa99887766554433221100\n\
             stories    1,000\n\
             records    1,004 found = 1,000 indexed + 3 skipped (2 earlier versions) + 1 failed\n           \
               12 stories repaired: encodings, damaged letters\n\
             published  2020-01-14 to 2020-01-31\n\n\
             forms\n  \
               trec-sgml  999   99.9 %  ████████████████▉\n  \
               plain        1    0.1 %  ▏\n\n\
             fields\n  \
               headline    500   50.0 %  ████████\n  \
               body      1,000    100 %  ████████████████\n  \
               byline        0      0 %\n\n\
             where fields came from\n  \
               headline    markup 480, heuristic 20\n  \
               source      url 400\n\n\
             sources\n  \
               Harbor Post  400   40.0 %  ██████\n"
        );
    }

    #[test]
    fn json_has_plain_numbers() {
        let summary = summary();
        let status = Status {
            index: "index",
            generation: 3,
            summary: &summary,
            segments: 1,
            disk: 9,
        };
        let mut out = Vec::new();
        write_json(&mut out, &status, true).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!((&value["found"], &value["generation"]), (&1004.into(), &3.into()));
        assert_eq!(value["fingerprint"], "00112233445566778899aabbccddeeff");
        assert_eq!(value["first"], "2020-01-14");
        assert_eq!(value["fields"]["headline"], 500);
        assert_eq!(value["provenance"]["headline"]["markup"], 480);
        assert_eq!(value["replaced"], 2);
    }
}
