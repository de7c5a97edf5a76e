//! Messages of IPTC 7901, as the dpa sends them: a heading of words parted by spaces, a headline that ends
//! with `=`, paragraphs parted by blank lines, and a trailer with the moment.

use crate::article::Timestamp;

use super::super::draft::{Draft, one_line};
use super::super::layout::{self, Layout};
use super::super::{byline, status};
use super::{Message, lead_number, lines, moment, section};

/// How many lines a headline with its marks and byline may have.
const MOST_LINES: usize = 8;

/// Lines before a headline that say how urgent or how new a story is.
const MARKS: &[&str] = &["EXTRA", "URGENT", "FLASH", "ALERT", "(ACHTUNG)", "EIL", "BLITZ"];

/// Reads a message.
pub(super) fn draft(message: &Message<'_>) -> Draft {
    let heading = message.heading.lines().find(|line| !line.trim().is_empty());
    let words: Vec<&str> = heading.unwrap_or_default().split_whitespace().collect();
    let source = match *words {
        [.., agency, number] if number.bytes().all(|byte| byte.is_ascii_digit()) => Some(agency),
        _ => None,
    };
    let mut draft = Draft {
        published: sent(message.trailer),
        source: source
            .filter(|agency| agency.starts_with(char::is_alphabetic))
            .map(str::to_owned),
        section: words.get(2).copied().and_then(section),
        ..Draft::default()
    };
    let lines = lines(message.text);
    let head = head_length(&lines);
    let (head, body) = lines.split_at_checked(head).unwrap_or((&lines, &[]));
    read_head(head, &mut draft);
    let end = body.iter().position(|line| ends_text(line)).unwrap_or(body.len());
    let (body, notebook) = body.split_at_checked(end).unwrap_or((body, &[]));
    if draft.byline.is_empty() {
        let reporters = notebook.iter().find_map(|line| {
            let line = line.trim().trim_start_matches("- ");
            line.strip_prefix("Reporting by:")
                .or_else(|| line.strip_prefix("Autor:"))
        });
        draft.byline = byline::people(reporters.unwrap_or_default());
    }
    let body = without_signature(body).join("\n");
    draft.text = layout::paragraphs(&body, Layout::of(&body));
    draft
}

/// How many lines at the beginning are the headline: those up to an `=`, else up to a blank line.
fn head_length(lines: &[String]) -> usize {
    let marked = lines
        .iter()
        .take(MOST_LINES)
        .position(|line| line.trim_end().ends_with('='));
    let first = lines
        .iter()
        .position(|line| !line.trim().is_empty())
        .unwrap_or(lines.len());
    let blank = || {
        lines
            .iter()
            .skip(first)
            .take(MOST_LINES)
            .position(|line| line.trim().is_empty())
    };
    marked
        .map(|at| at + 1)
        .or_else(|| blank().map(|at| first + at))
        .unwrap_or(0)
}

fn read_head(lines: &[String], draft: &mut Draft) {
    let mut headline = String::new();
    for line in lines {
        let line = line.trim().trim_end_matches('=').trim();
        let capitals = line.to_uppercase();
        if let Some(status) = lead_number(line).filter(|_| capitals == line) {
            draft.status.get_or_insert(status);
        } else if let Some(status) = status::in_headline(&format!("{line}-")).filter(|_| capitals == line) {
            draft.status = Some(status);
        } else if MARKS.contains(&&*capitals) {
            // How urgent it was once.
        } else if !headline.is_empty()
            && let Some(people) = byline::in_line(line)
        {
            draft.byline = people;
        } else if line.starts_with("By ") && !headline.is_empty() {
            draft.byline = byline::people(line);
        } else {
            headline.push(' ');
            headline.push_str(line);
        }
    }
    draft.headline = one_line(&headline);
}

/// Whether the text ends before a line: the notebook follows, or what is not for publication.
fn ends_text(line: &str) -> bool {
    let line = line.trim();
    let heading = line.trim_start_matches('#').trim().to_lowercase();
    line == "* * * *"
        || line.starts_with("# ") && (heading.contains("notebook") || heading.contains("notizblock"))
}

/// The lines without the last one where that is the desk's signature: `dpa wsz jln npr`.
fn without_signature(lines: &[String]) -> &[String] {
    let last = lines.iter().rposition(|line| !line.trim().is_empty());
    let signs = |line: &str| {
        let words = line.split_whitespace();
        line.starts_with("dpa")
            && words.clone().count() <= 6
            && words
                .into_iter()
                .all(|word| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    match last {
        Some(last) if signs(lines.get(last).map_or("", |line| line.trim())) => {
            lines.get(..last).unwrap_or(lines)
        }
        _ => lines,
    }
}

/// The moment of a trailer: `131137 GMT Nov 13`, the zone left out by some.
fn sent(trailer: &str) -> Option<Timestamp> {
    let line = lines(trailer).into_iter().find(|line| !line.trim().is_empty())?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let (stamp, zone, month, year) = match *words {
        [stamp, zone, month, year] => (stamp, zone, month, year),
        [stamp, month, year] => (stamp, "", month, year),
        _ => return None,
    };
    let (day, clock) = stamp.split_at_checked(2)?;
    moment(year, month, day, clock, zone)
}
