//! How two runs compare: as text for people and as JSON.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::amount::count;
use super::evaluation::shortened;
use super::json;
use super::wrap::{Style, styled};
use super::{Look, name};
use crate::evaluation::{Comparison, Moved};

/// How many topics are named.
const MOST_MOVED: usize = 10;

/// Writes both means, how likely their difference is by chance, and the topics that moved most. The
/// names are those of the two files.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, comparison: &Comparison, names: [&str; 2], look: Look) -> io::Result<()> {
    let names = names.map(|path| name(path).into_owned());
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let labels = widest.max("difference".len());
    let mut row = |label: &str, value: &str| {
        let padding = labels - label.width();
        let label = styled(label, Style::Dim, look);
        writeln!(out, "{label}{:padding$}  {value}", "")
    };
    row("measure", &comparison.measure.label())?;
    row(&names[0], &format!("{:7.4}", comparison.first))?;
    row(&names[1], &format!("{:7.4}", comparison.second))?;
    row("difference", &signed(comparison.difference))?;
    row("p", &probability(comparison))?;
    row(
        "topics",
        &format!(
            "{}: {} won, {} lost, {} tied",
            count(comparison.topics.len() as u64),
            count(comparison.won as u64),
            count(comparison.lost as u64),
            count(comparison.tied as u64)
        ),
    )?;
    write_moved(out, comparison, look)
}

fn write_moved(out: &mut dyn Write, comparison: &Comparison, look: Look) -> io::Result<()> {
    let moved = comparison.topics.iter().filter(|moved| moved.difference() != 0.0);
    let moved: Vec<(String, &Moved)> = moved
        .take(MOST_MOVED)
        .map(|moved| (shortened(&moved.topic), moved))
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    let widest = moved.iter().map(|(topic, _)| topic.width()).max().unwrap_or(0);
    let first = widest.max("topic".len());
    let heading = format!("{:first$}   first  second  difference", "topic");
    writeln!(out, "\n{}", styled(&heading, Style::Bold, look))?;
    for (topic, moved) in &moved {
        let padding = first - topic.width();
        writeln!(
            out,
            "{topic}{:padding$}  {:6.4}  {:6.4}  {:>10}",
            "",
            moved.first,
            moved.second,
            signed(moved.difference())
        )?;
    }
    let more = comparison.won + comparison.lost - moved.len();
    if more > 0 {
        writeln!(out, "... and {} more", count(more as u64))?;
    }
    Ok(())
}

/// A difference with its sign; what is printed as 0 has none.
fn signed(difference: f64) -> String {
    let shown = format!("{difference:+.4}");
    if shown.trim_start_matches(['+', '-']) == "0.0000" {
        " 0.0000".into()
    } else {
        shown
    }
}

fn probability(comparison: &Comparison) -> String {
    let how = if comparison.exact {
        "all permutations"
    } else {
        "100,000 permutations"
    };
    if comparison.p < 0.0001 {
        format!("< 0.0001, randomisation test, {how}")
    } else {
        format!("{:7.4}, randomisation test, {how}", comparison.p)
    }
}

/// Writes the comparison as JSON, with all topics.
///
/// # Errors
/// When the writer fails.
pub fn write_json(out: &mut dyn Write, comparison: &Comparison, names: [&str; 2]) -> io::Result<()> {
    let topic = |moved: &Moved| TopicObject {
        topic: moved.topic.clone(),
        first: moved.first,
        second: moved.second,
        difference: moved.difference(),
    };
    let object = ComparisonObject {
        version: json::VERSION,
        measure: comparison.measure.name(),
        first: RunObject {
            run: names[0],
            mean: comparison.first,
        },
        second: RunObject {
            run: names[1],
            mean: comparison.second,
        },
        difference: comparison.difference,
        p: comparison.p,
        exact: comparison.exact,
        won: comparison.won,
        lost: comparison.lost,
        tied: comparison.tied,
        topics: comparison.topics.iter().map(topic).collect(),
    };
    json::write(out, &object)
}

#[derive(Serialize)]
struct ComparisonObject<'c> {
    version: u32,
    measure: &'c str,
    first: RunObject<'c>,
    second: RunObject<'c>,
    difference: f64,
    p: f64,
    exact: bool,
    won: usize,
    lost: usize,
    tied: usize,
    topics: Vec<TopicObject>,
}

#[derive(Serialize)]
struct RunObject<'c> {
    run: &'c str,
    mean: f64,
}

#[derive(Serialize)]
struct TopicObject {
    topic: String,
    first: f64,
    second: f64,
    difference: f64,
}
