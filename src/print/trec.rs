//! An answer as a run for trec_eval: `TOPIC Q0 ID RANK SCORE RUN`, a line a story.

use std::io::{self, Write};

use crate::engine::Listed;
use crate::search::Page;

/// The least by which a score falls.
const STEP: f32 = 1e-6;

/// Writes a page as part of a run.
///
/// trec_eval orders by score and breaks ties by id, whatever the rank says; so a score that is not
/// below the one before it is printed a tiny step below.
///
/// # Errors
/// When the writer fails.
pub fn write(out: &mut dyn Write, page: &Page, topic: &str, run: &str) -> io::Result<()> {
    let hits = page.hits.iter();
    let stories = hits.map(|hit| (&*hit.article.id.0, hit.rank, hit.score));
    write_stories(out, stories, topic, run)
}

/// Writes an answer by ids, from its beginning, as part of a run, as [`write()`] does.
///
/// # Errors
/// When the writer fails.
pub fn write_list(out: &mut dyn Write, list: &[Listed], topic: &str, run: &str) -> io::Result<()> {
    let ranked = list.iter().zip(1..);
    let stories = ranked.map(|(listed, rank)| (&*listed.id.0, rank, listed.score));
    write_stories(out, stories, topic, run)
}

fn write_stories<'s>(
    out: &mut dyn Write,
    stories: impl Iterator<Item = (&'s str, usize, f32)>,
    topic: &str,
    run: &str,
) -> io::Result<()> {
    let (topic, run) = (column(topic), column(run));
    let mut previous: Option<f32> = None;
    for (id, rank, score) in stories {
        let score = falling(score, previous);
        previous = Some(score);
        writeln!(out, "{topic} Q0 {} {rank} {score} {run}", column(id))?;
    }
    Ok(())
}

/// The score, or the next one below the previous if it is not below that.
fn falling(score: f32, previous: Option<f32>) -> f32 {
    match previous {
        Some(previous) if score >= previous => (previous - STEP).min(previous.next_down()),
        _ => score,
    }
}

/// A value as one column: white space and control characters as `%` and two digits for each byte.
#[must_use]
pub fn column(value: &str) -> String {
    let mut column = String::with_capacity(value.len());
    for letter in value.chars() {
        if letter.is_whitespace() || letter.is_control() {
            let mut bytes = [0; 4];
            letter
                .encode_utf8(&mut bytes)
                .bytes()
                .for_each(|byte| column.push_str(&format!("%{byte:02X}")));
        } else {
            column.push(letter);
        }
    }
    if column.is_empty() { "-".into() } else { column }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::json::tests::sample_page;

    #[test]
    fn scores_fall_strictly_even_where_stories_fit_equally() {
        for scores in [
            vec![0.0; 200],
            vec![7.5; 200],
            vec![3e9, 3e9, 1.0, 2.0, 2.0, -1.0],
        ] {
            let mut previous: Option<f32> = None;
            for score in scores {
                let next = falling(score, previous);
                // What trec_eval reads is what was printed.
                let read: f32 = next.to_string().parse().unwrap();
                assert!(
                    previous.is_none_or(|previous| read < previous),
                    "{previous:?} {read}"
                );
                previous = Some(read);
            }
        }
    }

    #[test]
    fn a_line_has_six_columns() {
        let mut page = sample_page();
        page.hits[0].article.id.0 = "two words\u{2028}.txt".into();
        let mut out = Vec::new();
        write(&mut out, &page, "51", "").unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "51 Q0 two%20words%E2%80%A8.txt 1 11.75 -\n"
        );
    }
}
