//! Where sentences end: for snippets that are whole sentences. Rules of punctuation with a list of
//! the abbreviations that news is full of; no model.

use std::ops::Range;

/// The sentences of a text in order, as byte ranges without the white space around them.
///
/// A line break always ends a sentence. A full stop does if a new sentence can begin behind it and
/// it does not close an abbreviation or an initial.
///
/// ```
/// let text = "Mr. Sarraj met the U.S. envoy. \"It failed,\" he said.";
/// let sentences: Vec<&str> = newsidx::tokens::sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(sentences, ["Mr. Sarraj met the U.S. envoy.", "\"It failed,\" he said."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let end = match bytes[at] {
            b'\n' => Some(at),
            b'.' | b'!' | b'?' => ends_at(text, at),
            // The full stops of Chinese and Japanese, Hindi, Arabic and Urdu.
            byte if byte >= 128 => other_end(text, at),
            _ => None,
        };
        if let Some(end) = end {
            push(text, start..end, &mut found);
            start = end;
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let trimmed = piece.trim_start();
    let start = range.start + (piece.len() - trimmed.len());
    let end = start + trimmed.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

fn other_end(text: &str, at: usize) -> Option<usize> {
    let character = text.get(at..)?.chars().next()?;
    matches!(character, '。' | '！' | '？' | '।' | '؟' | '۔').then(|| at + character.len_utf8())
}

/// The end of the sentence that the sign at `at` closes, behind closing quotes and brackets.
fn ends_at(text: &str, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while let Some(character) = text[end..].chars().next() {
        if !matches!(
            character,
            '.' | '!' | '?' | '"' | '\'' | ')' | ']' | '”' | '’' | '»'
        ) {
            break;
        }
        end += character.len_utf8();
    }
    let rest = text[end..].trim_start();
    let spaced = rest.len() < text.len() - end;
    if rest.is_empty() {
        return Some(end);
    }
    let opens = |character: char| {
        character.is_uppercase()
            || character.is_numeric()
            || (character.is_alphabetic() && !character.is_lowercase())
            || matches!(
                character,
                '"' | '\''
                    | '`'
                    | '('
                    | '['
                    | '“'
                    | '‘'
                    | '„'
                    | '‚'
                    | '«'
                    | '»'
                    | '¿'
                    | '¡'
                    | '-'
                    | '–'
                    | '—'
                    | '$'
                    | '+'
            )
    };
    let opened = rest.chars().next().is_some_and(opens);
    let plain_stop = text.as_bytes()[at] == b'.' && end == at + 1;
    (spaced && opened && !(plain_stop && closes_abbreviation(&text[..at], rest))).then_some(end)
}

/// Whether the full stop behind `before` closes an abbreviation that another word follows.
fn closes_abbreviation(before: &str, rest: &str) -> bool {
    let word_start =
        before.rfind(|character: char| character.is_whitespace() || matches!(character, '(' | '"' | '“'));
    let word =
        &before[word_start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if single {
        return true;
    }
    // "in the U.S. The envoy" ends a sentence, "the U.S. Senate" does not: only a common opener
    // tells them apart.
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1) {
        let opening = rest.trim_start_matches(|character: char| !character.is_alphanumeric());
        // A quotation begins a sentence, and so does nearly any capital behind a time of day.
        let quoted = rest.starts_with(['"', '“', '`', '«', '„']);
        let next = opening
            .split(|character: char| !character.is_alphabetic())
            .next()
            .unwrap_or("");
        let time = matches!(&*word.to_ascii_lowercase(), "a.m" | "p.m");
        let zone = next.len() < 4 && next.chars().all(char::is_uppercase) && next.len() > 1;
        return !(quoted || OPENERS.contains(&next) || (time && !zone && !DAYS.contains(&next)));
    }
    ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
        || (word.eq_ignore_ascii_case("no") && rest.starts_with(|character: char| character.is_ascii_digit()))
}

/// What follows a time of day within a sentence: `5 p.m. Monday`, `5 p.m. Eastern`.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Eastern",
    "Central",
    "Mountain",
    "Pacific",
    "Greenwich",
    "Moscow",
    "London",
    "Paris",
    "Tokyo",
    "Beijing",
    "Sydney",
];

const OPENERS: &[&str] = &[
    "A", "After", "And", "As", "At", "But", "He", "His", "However", "If", "In", "It", "Its", "On", "She",
    "Some", "That", "The", "Their", "There", "These", "They", "This", "Those", "We", "When", "While",
];

/// In alphabetical order, without the last full stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "ala", "apr", "ariz", "ark", "assn", "aug", "ave", "blvd", "brig", "bros", "calif", "capt", "cf",
    "cmdr", "col", "colo", "conn", "cpl", "dec", "del", "dept", "dist", "dr", "drs", "e.g", "est", "etc",
    "feb", "fig", "fla", "fr", "ft", "ga", "gen", "gov", "govt", "hon", "i.e", "ill", "ind", "inst", "jan",
    "jr", "jul", "jun", "kan", "ky", "la", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mich", "minn",
    "miss", "mo", "mont", "mr", "mrs", "ms", "mt", "neb", "nev", "nov", "oct", "okla", "ore", "pa", "ph.d",
    "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "ste", "supt", "tenn",
    "tex", "va", "vs", "vt", "wash", "wis", "wyo",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_list_of_abbreviations_is_in_order() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(
            split("One. Two! Three?\nFour"),
            ["One.", "Two!", "Three?", "Four"]
        );
        assert_eq!(
            split("He was in St. Louis on Jan. 14."),
            ["He was in St. Louis on Jan. 14."]
        );
        assert_eq!(
            split("Prices rose 3.5 pct. The bank"),
            ["Prices rose 3.5 pct.", "The bank"]
        );
        assert_eq!(split("left the U.S. The envoy"), ["left the U.S.", "The envoy"]);
        assert_eq!(split("the U.S. Senate voted"), ["the U.S. Senate voted"]);
        assert_eq!(split("in Ste. Genevieve, Mo."), ["in Ste. Genevieve, Mo."]);
        assert_eq!(
            split("off the radio. ``If it's peace"),
            ["off the radio.", "``If it's peace"]
        );
        assert_eq!(
            split("at 11:40 p.m. \"We have not"),
            ["at 11:40 p.m.", "\"We have not"]
        );
        assert_eq!(
            split("2 and 7 p.m. More than 300"),
            ["2 and 7 p.m.", "More than 300"]
        );
        for whole in [
            "at 5 p.m. Monday",
            "at 5 p.m. EST",
            "at 5 p.m. Moscow time",
            "at 5 a.m. on Jan. 3",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(split("“It failed.” He left."), ["“It failed.”", "He left."]);
        assert_eq!(split("J. P. Morgan gained."), ["J. P. Morgan gained."]);
        assert_eq!(split("停战。谈判"), ["停战。", "谈判"]);
        assert_eq!(split(" \n \n"), Vec::<&str>::new());
        assert_eq!(split("... and then... nothing"), ["... and then... nothing"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_sentence_goes_over_the_end_of_a_line(text in "([AbU.!?\"” 。\n]|Mr|p\\.m|No|The|é|\r\n|1){0,24}") {
            let mut by_line = Vec::new();
            let mut start = 0;
            for line in text.split('\n') {
                by_line.extend(sentences(line).into_iter().map(|range| range.start + start..range.end + start));
                start += line.len() + 1;
            }
            prop_assert_eq!(sentences(&text), by_line);
        }
    }
}
