//! Messages of the family of ANPA 1312, as the Associated Press sends them: a caret opens a line that the
//! typesetter treats by itself, `<` and `=` end one, and white space opens a paragraph.

use crate::article::{PARAGRAPH_BREAK, Timestamp};

use super::super::draft::{Draft, one_line};
use super::super::{byline, dateline, status};
use super::{Message, lead_number, lines, moment, section};

/// How much of a summary is looked for in the text, in letters.
const COMPARED: usize = 40;

/// What has been read of a message so far.
#[derive(Default)]
struct Reading {
    slug: String,
    headline: String,
    byline: String,
    status: Option<String>,
    /// Lines before the text that are none of these: summaries, lists.
    above: Vec<String>,
    text: Vec<String>,
    /// Whether the line before was the byline.
    after_byline: bool,
}

/// Reads a message.
pub(super) fn draft(message: &Message<'_>) -> Draft {
    let mut reading = Reading::default();
    let mut trailer = signed(message.trailer);
    for line in lines(message.text) {
        match signed(&line) {
            Some(found) if trailer.is_none() => trailer = Some(found),
            _ => reading.take_line(&line),
        }
    }
    let (source, published) = trailer.unwrap_or_default();
    let category = message.heading.lines().nth(1).and_then(|line| {
        let category = line.split_whitespace().nth(1)?;
        category.split(|letter: char| letter.is_control()).next()
    });
    let advised = reading.status.take();
    let mut draft = Draft {
        published,
        source,
        section: category.and_then(section),
        status: lead_number(&reading.slug).or(advised),
        byline: byline::people(&reading.byline),
        ..Draft::default()
    };
    reading.finish(&mut draft);
    draft
}

impl Reading {
    fn take_line(&mut self, line: &str) {
        // One line may hold two: `*9006< ^AP-Top-Headlines,0176<`.
        for part in line.split("< ^") {
            let marked = part.starts_with('^') || part.len() < line.len() && !part.starts_with([' ', '\t']);
            let opens = marked || part.starts_with([' ', '\t']);
            let words = part.trim().trim_start_matches('^').trim_end_matches(['<', '=']);
            let words = typeset(words.trim());
            if words.chars().all(|letter| letter == '_' || letter == '*') || words == "END" {
                if words.is_empty() && !self.text.is_empty() {
                    self.text.push(String::new());
                }
                continue;
            }
            if marked && self.text.is_empty() {
                self.take_marked(words);
            } else if let Some(last) = self.text.last_mut().filter(|last| !opens && !last.is_empty()) {
                last.push(' ');
                last.push_str(&words);
            } else {
                self.text.push(words);
            }
        }
    }

    /// Takes a line that stands before the text.
    fn take_marked(&mut self, line: String) {
        let starts = |start: &str| {
            line.get(..start.len())
                .is_some_and(|first| first.eq_ignore_ascii_case(start))
        };
        let after_byline = std::mem::take(&mut self.after_byline);
        if self.slug.is_empty() {
            if !line.starts_with('*') {
                self.slug = line;
            }
        } else if starts("Eds:") || starts("(Eds:") {
            let note = line.trim_start_matches('(').get(4..).unwrap_or_default();
            let said = note
                .split(". ")
                .find_map(|note| status::in_advisory(note.trim_end_matches('.')));
            self.status = self.status.take().or(said);
        } else if starts("By ") && self.byline.is_empty() {
            self.byline = line;
            self.after_byline = true;
        } else if starts("AP Photo") || starts("Editor's note") || after_byline && is_title(&line) {
            // For the desk, or who the reporter is.
        } else if self.headline.is_empty() {
            self.headline = line;
        } else {
            self.above.push(line);
        }
    }

    fn finish(self, draft: &mut Draft) {
        let slug = self.slug.rsplit_once(',');
        let slug = slug
            .filter(|(_, count)| count.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(&*self.slug, |(slug, _)| slug);
        draft.headline = if self.headline.is_empty() {
            slug.to_owned()
        } else {
            self.headline
        };
        let text: Vec<&str> = self
            .text
            .iter()
            .map(|paragraph| &**paragraph)
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        let mut text = text.join(PARAGRAPH_BREAK);
        let repeated = |summary: &String| {
            let start: String = summary.chars().take(COMPARED).collect();
            summary.len() > COMPARED && text.contains(&start)
        };
        let above: Vec<String> = self.above.into_iter().filter(|line| !repeated(line)).collect();
        if !above.is_empty() {
            // The dateline opens the text, which is no longer the beginning.
            if let Some((found, taken)) = dateline::at_start(&text, draft.published.map(|time| time.date)) {
                text = text.get(taken..).unwrap_or_default().trim_start().to_owned();
                draft.dateline = found.raw;
            }
            text = format!("{}{PARAGRAPH_BREAK}{text}", above.join(PARAGRAPH_BREAK));
        }
        draft.text = text;
    }
}

/// Whether the line behind a byline says for whom somebody writes: `AP Sports Writer`.
fn is_title(line: &str) -> bool {
    let words = [
        "Press",
        "Writer",
        "Writers",
        "Editor",
        "Correspondent",
        "AP",
        "Columnist",
        "Agency",
        "Reporter",
    ];
    line.split_whitespace().count() <= 5 && line.split_whitespace().any(|word| words.contains(&word))
}

/// A text with the signs that the codes of typesetting stand for.
fn typeset(text: &str) -> String {
    let text = text.replace("``", "“").replace("''", "”").replace(" _ ", " — ");
    let mut out = String::with_capacity(text.len());
    for letter in one_line(&text).chars() {
        match letter {
            '{' if out.ends_with(|before: char| before.is_ascii_digit()) => out.push('½'),
            other => out.push(other),
        }
    }
    out
}

/// The agency and the moment of a trailer: `AP-NY-08-26-98 1234EDT<`.
fn signed(line: &str) -> Option<(Option<String>, Option<Timestamp>)> {
    let line = line.trim().trim_end_matches('<');
    let (stamp, clock) = line.split_once(' ')?;
    let parts: Vec<&str> = stamp.split('-').collect();
    let [agency, _, month, day, year] = *parts else {
        return None;
    };
    let agency =
        Some(agency).filter(|agency| !agency.is_empty() && agency.chars().all(char::is_uppercase))?;
    let (clock, zone) = clock.split_at_checked(4)?;
    let moment = moment(year, month, day, clock, zone)?;
    Some((Some(agency.to_owned()), Some(moment)))
}
