//! Wire text with the control characters of IPTC 7901 and ANPA 1312: a message has a header, a text and
//! a trailer. Here it is taken apart; what the lines of its text are, its family knows.

mod anpa;
mod iptc;
mod split;
#[cfg(test)]
mod tests;

use crate::article::Timestamp;

use super::draft::Draft;
use super::{FileOfRecords, Outcome, date, decode};
pub(super) use split::Splitter;

/// Start of heading, start of text, end of text, end of transmission, and the idle that comes before.
const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
const EOT: char = '\u{4}';
const SYN: u8 = 0x16;

/// How far behind the start of a heading its text begins, in bytes at most.
const LONGEST_HEADING: usize = 1024;

/// Whether a file begins with a message of a wire.
pub(super) fn looks_like_wire(head: &[u8]) -> bool {
    let idle = |byte: &&u8| **byte == SYN || byte.is_ascii_whitespace();
    let start = head.iter().take_while(idle).count();
    let Some(heading) = head.get(start..).and_then(|rest| rest.strip_prefix(&[SOH as u8])) else {
        return false;
    };
    let heading = heading.get(..LONGEST_HEADING).unwrap_or(heading);
    memchr::memchr(STX as u8, heading).is_some()
}

/// A message, its control characters gone.
struct Message<'text> {
    /// From the start of the heading to that of the text.
    heading: &'text str,
    text: &'text str,
    /// Behind the end of the text.
    trailer: &'text str,
}

impl Message<'_> {
    /// Takes a message apart; none where it has no text.
    fn of(whole: &str) -> Option<Message<'_>> {
        let (heading, rest) = whole.split_once(STX)?;
        let rest = rest.split(EOT).next().unwrap_or(rest);
        let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
        Some(Message {
            heading,
            text,
            trailer,
        })
    }

    /// Whether it is of the family of ANPA 1312: a caret opens its lines, or device controls and unit
    /// separators part its heading.
    fn is_anpa(&self) -> bool {
        let controls = ['\u{11}', '\u{12}', '\u{13}', '\u{14}', '\u{1f}'];
        self.heading.contains(controls) || self.text.trim_start().starts_with('^')
    }
}

/// Makes a story of a message.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let whole = text.trim_start_matches(|letter: char| {
        letter.is_whitespace() || letter == SOH || u32::from(letter) == u32::from(SYN)
    });
    let Some(message) = Message::of(whole) else {
        return Outcome::Failed(
            "a wire message without the start of its text (STX); it may have been cut short".into(),
        );
    };
    let draft: Draft = if message.is_anpa() {
        anpa::draft(&message)
    } else {
        iptc::draft(&message)
    };
    draft.finish(file, record)
}

/// The lines of a text without control characters; a space stands for those that print as one.
fn lines(text: &str) -> Vec<String> {
    let spaced = text.chars().map(|letter| match letter {
        '\u{1e}' | '\u{1f}' => ' ',
        // It opens a line of a table.
        '\u{8}' => '\t',
        other => other,
    });
    let spaced: String = spaced.collect();
    decode::printable(&spaced).lines().map(str::to_owned).collect()
}

/// The section that a letter of category stands for, where most agencies mean the same by it (ANPA 1312,
/// category codes).
fn section(category: &str) -> Option<String> {
    let section = match category {
        "a" => "national",
        "e" => "entertainment",
        "f" => "business",
        "i" => "international",
        "p" => "politics",
        "s" => "sports",
        "t" => "travel",
        "w" => "Washington",
        _ => return None,
    };
    Some(section.to_owned())
}

/// What the mark of a lead says of a story: `2nd Ld-Writethru` and `2ND LEAD` that it is the second update.
fn lead_number(mark: &str) -> Option<String> {
    let lower = mark.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let at = words
        .iter()
        .position(|word| matches!(*word, "ld" | "lead") || word.ends_with("ld"))?;
    // Some headings run it together: `1stLd`.
    let word = words.get(at)?;
    let number = match *word {
        "ld" | "lead" => words.get(at.checked_sub(1)?)?,
        joined => joined.strip_suffix("ld")?,
    };
    let end = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| number.strip_suffix(end))?;
    end.parse::<u8>().ok().map(|number| format!("update {number}"))
}

/// The moment that its parts give, the year in two digits.
fn moment(year: &str, month: &str, day: &str, clock: &str, zone: &str) -> Option<Timestamp> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 2 || !digits(year) || clock.len() != 4 || !digits(clock) {
        return None;
    }
    let century = if year < "60" { "20" } else { "19" };
    let (hour, minute) = clock.split_at_checked(2)?;
    date::in_field(&if digits(month) {
        format!("{century}{year}-{month}-{day} {hour}:{minute} {zone}")
    } else {
        format!("{day} {month} {century}{year} {hour}:{minute} {zone}")
    })
}
