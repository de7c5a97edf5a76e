//! What to show of a story: the passages that answer the query, with the matches marked. It reads
//! the story's text and the query's plan and knows no engine, so that what is marked is what
//! matched, and never empty.

use std::ops::Range;

use crate::article::Article;
use crate::field::Field;
use crate::spans::{FieldMarks, Mark, Plan, joined, marks};
use crate::tokens::sentences;

/// A passage of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The field it is taken from.
    pub field: Field,
    /// The passage, exactly as it stands in the field.
    pub text: String,
    /// The matches in it: byte ranges of `text`, in order, not overlapping, never empty.
    pub highlights: Vec<Range<usize>>,
    /// The byte of the field's text at which the passage begins.
    pub start: usize,
    /// Whether it begins inside a sentence.
    pub cut_before: bool,
    /// Whether it ends inside a sentence.
    pub cut_after: bool,
}

/// How much to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many bytes of the body to show, about.
    pub bytes: usize,
    /// How many passages of the body at most.
    pub passages: usize,
}

impl Default for Extent {
    fn default() -> Self {
        Extent {
            bytes: 300,
            passages: 3,
        }
    }
}

/// The passages that show how a story answers a plan, in the order of the table of fields. There is
/// always one of the body if the story has a body: its beginning where nothing in it matched.
#[must_use]
pub fn snippets(plan: &Plan, article: &Article, extent: Extent) -> Vec<Snippet> {
    let fields = marks(plan, article).unwrap_or_default();
    let mut snippets = Vec::new();
    let mut body_shown = false;
    for field in &fields {
        if field.field == Field::Body {
            snippets.extend(passages(field, extent));
            body_shown = true;
        } else if field.text.len() <= extent.bytes {
            snippets.push(cut(field, 0..field.text.len(), 0..field.text.len()));
        } else {
            snippets.extend(passages(
                field,
                Extent {
                    passages: 1,
                    ..extent
                },
            ));
        }
    }
    if !body_shown && !article.body.is_empty() {
        let unmarked = FieldMarks {
            field: Field::Body,
            ordinal: 0,
            text: article.body.as_str().into(),
            marks: Vec::new(),
        };
        snippets.extend(passages(&unmarked, extent));
    }
    snippets.sort_by_key(|snippet| snippet.field);
    snippets
}

/// A run of whole sentences and the patterns that it shows.
struct Passage {
    range: Range<usize>,
    patterns: Vec<usize>,
    marks: usize,
}

fn passages(field: &FieldMarks<'_>, extent: Extent) -> Vec<Snippet> {
    let units = units(field);
    let mut chosen = choose(&units, extent);
    if let [only] = chosen[..] {
        // One short sentence tells little: show what follows it.
        let room = extent.bytes.saturating_sub(units[only].range.len());
        if units
            .get(only + 1)
            .is_some_and(|next| next.range.len() < room && same_paragraph(&field.text, &units, only))
        {
            chosen.push(only + 1);
        }
    }
    chosen.sort_unstable();
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut previous = None;
    for unit in chosen {
        match runs.last_mut() {
            Some(run)
                if previous == Some(unit.wrapping_sub(1))
                    && same_paragraph(&field.text, &units, unit - 1) =>
            {
                run.end = units[unit].range.end;
            }
            _ => runs.push(units[unit].range.clone()),
        }
        previous = Some(unit);
    }
    let room = extent.bytes / runs.len().max(1);
    runs.into_iter()
        .map(|run| cut(field, shortened(field, run.clone(), room.max(120)), run))
        .collect()
}

fn same_paragraph(text: &str, units: &[Passage], unit: usize) -> bool {
    units
        .get(unit + 1)
        .is_some_and(|next| !text[units[unit].range.end..next.range.start].contains('\n'))
}

/// Words near each other are shown in one passage if they are not further apart than this, in bytes.
const LONGEST_WHOLE: usize = 400;

/// The lines of a text that hold its marks, those side by side as one range; the first line that is not blank if
/// there are no marks. No sentence goes over the end of a line: what is shown is in these.
fn lines(field: &FieldMarks<'_>) -> Vec<Range<usize>> {
    let text = &*field.text;
    let line_end =
        |at: usize| memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
    let mut lines: Vec<Range<usize>> = Vec::new();
    for mark in &field.marks {
        let end = line_end(reach(mark).min(text.len()));
        match lines.last_mut() {
            Some(last) if mark.range.start <= last.end => last.end = last.end.max(end),
            _ => {
                let before = memchr::memrchr(b'\n', &text.as_bytes()[..mark.range.start]);
                lines.push(before.map_or(0, |at| at + 1)..end);
            }
        }
    }
    if lines.is_empty() {
        let start = text.len() - text.trim_start().len();
        lines.push(start..line_end(start));
    }
    lines
}

/// Up to which byte a text is shown with a mark: its end, or that of the whole match, if that is near.
fn reach(mark: &Mark) -> usize {
    if mark.whole.len() <= LONGEST_WHOLE {
        mark.range.end.max(mark.whole.end)
    } else {
        mark.range.end
    }
}

/// The sentences of the lines that hold marks; where a match runs over the end of one, it and the next are one
/// unit.
fn units(field: &FieldMarks<'_>) -> Vec<Passage> {
    let mut units: Vec<Passage> = Vec::new();
    let mut marks = field.marks.iter().peekable();
    let mut open_until = 0;
    let all = lines(field).into_iter().flat_map(|line| {
        let found = sentences(&field.text[line.clone()]).into_iter();
        found.map(move |range| range.start + line.start..range.end + line.start)
    });
    for range in all {
        if open_until > range.start
            && let Some(last) = units.last_mut()
        {
            last.range.end = range.end;
        } else {
            units.push(Passage {
                range: range.clone(),
                patterns: Vec::new(),
                marks: 0,
            });
        }
        let Some(unit) = units.last_mut() else { break };
        while let Some(mark) = marks.next_if(|mark| mark.range.start < range.end) {
            open_until = open_until.max(reach(mark));
            unit.marks += 1;
            if !unit.patterns.contains(&mark.pattern) {
                unit.patterns.push(mark.pattern);
            }
        }
    }
    units
}

/// The sentences to show: each next one is that which adds most patterns not yet shown, the
/// earlier one of equals; the first sentence where nothing matched.
fn choose(units: &[Passage], extent: Extent) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    let mut bytes = 0;
    while chosen.len() < extent.passages {
        let left = (0..units.len()).filter(|index| units[*index].marks > 0 && !chosen.contains(index));
        let gain = |index: usize| {
            let new = units[index]
                .patterns
                .iter()
                .filter(|pattern| !shown.contains(pattern))
                .count();
            (new, units[index].patterns.len(), usize::MAX - index)
        };
        let Some(best) = left.max_by_key(|index| gain(*index)) else {
            break;
        };
        let adds = gain(best).0 > 0;
        if !chosen.is_empty()
            && (!adds || bytes >= extent.bytes)
            && bytes + units[best].range.len() > extent.bytes
        {
            break;
        }
        bytes += units[best].range.len();
        shown.extend(&units[best].patterns);
        chosen.push(best);
    }
    if chosen.is_empty() && !units.is_empty() {
        chosen.push(0);
    }
    chosen
}

/// A range cut down to about `room` bytes around its matches, at the borders of words.
fn shortened(field: &FieldMarks<'_>, range: Range<usize>, room: usize) -> Range<usize> {
    // A sentence is left whole if it is a little too long.
    if range.len() <= room + room / 2 {
        return range;
    }
    let inside: Vec<&Mark> = field
        .marks
        .iter()
        .filter(|mark| overlaps(&mark.range, &range))
        .collect();
    let first = inside
        .first()
        .map_or(range.start, |mark| mark.range.start.max(range.start));
    let reach = first + room - room / 4;
    let last = inside
        .iter()
        .filter(|mark| mark.range.end <= reach)
        .map(|mark| mark.range.end)
        .max();
    let last = last
        .or(inside.first().map(|mark| mark.range.end))
        .unwrap_or(first)
        .min(range.end);
    let spare = room.saturating_sub(last - first);
    let start = if first - range.start <= spare / 2 {
        range.start
    } else {
        first - spare / 2
    };
    let end = start.saturating_add(room).max(last).min(range.end);
    word_borders(&field.text, start..end, &range)
}

/// The range with its ends moved outward to white space, within `limit`, but not by more than a
/// word is long.
fn word_borders(text: &str, range: Range<usize>, limit: &Range<usize>) -> Range<usize> {
    const LONG_WORD: usize = 40;
    let low = text.ceil_char_boundary(range.start.saturating_sub(LONG_WORD).max(limit.start));
    let start = text.floor_char_boundary(range.start).max(low);
    let start = match text[low..start].rfind(char::is_whitespace) {
        _ if start == limit.start => start,
        Some(at) => low + at + 1,
        None if low == limit.start => low,
        None => start,
    };
    let high = text.floor_char_boundary((range.end + LONG_WORD).min(limit.end));
    let end = text.ceil_char_boundary(range.end).min(high);
    let end = match text[end..high].find(char::is_whitespace) {
        Some(at) => end + at,
        None if high == limit.end => high,
        None => end,
    };
    let start = text[start..]
        .char_indices()
        .find(|(_, character)| !character.is_whitespace())
        .map_or(start, |(at, _)| start + at);
    start.min(end)..end
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn cut(field: &FieldMarks<'_>, range: Range<usize>, whole: Range<usize>) -> Snippet {
    let within = |mark: &&Mark| {
        mark.range.start >= range.start && mark.range.end <= range.end && !mark.range.is_empty()
    };
    let marks = field.marks.iter().filter(within);
    let shift = |mark: &Mark| mark.range.start - range.start..mark.range.end - range.start;
    let highlights = joined(marks.map(shift));
    Snippet {
        field: field.field,
        text: field.text[range.clone()].to_owned(),
        highlights,
        start: range.start,
        cut_before: range.start > whole.start,
        cut_after: range.end < whole.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::DEFAULT_FIELDS;
    use crate::spans::{Expression, Leaf, Node, Pattern, Surface, Test};

    fn plan(words: &[&str]) -> Plan {
        let pattern = |word: &&str| Pattern {
            clause: (*word).into(),
            fields: DEFAULT_FIELDS,
            leaves: vec![Leaf {
                test: Test::Exact((*word).into()),
                surface: Surface::Any,
            }],
            expression: Expression::Word(0),
            least: 1,
            boost: 1.0,
        };
        let patterns: Vec<Pattern> = words.iter().map(pattern).collect();
        Plan {
            root: Node::Or((0..patterns.len()).map(Node::Words).collect()),
            patterns,
        }
    }

    fn shown(words: &[&str], body: &str) -> Vec<String> {
        let article = Article {
            body: body.into(),
            ..Article::default()
        };
        let bracket = |snippet: &Snippet| {
            let mut text = snippet.text.clone();
            for range in snippet.highlights.iter().rev() {
                text.insert(range.end, ']');
                text.insert(range.start, '[');
            }
            text
        };
        snippets(
            &plan(words),
            &article,
            Extent {
                bytes: 160,
                passages: 2,
            },
        )
        .iter()
        .map(bracket)
        .collect()
    }

    #[test]
    fn whole_sentences_that_show_most_words_are_taken() {
        let body = "The day began.\n\nOil rose. Oil and gas rose to a height that nobody had seen since the war ended in spring.\n\nMore gas.";
        assert_eq!(
            shown(&["oil", "gas"], body),
            [
                "[Oil] rose. [Oil] and [gas] rose to a height that nobody had seen since the war ended in spring."
            ]
        );
    }

    #[test]
    fn the_beginning_is_shown_where_nothing_in_the_body_matched() {
        assert_eq!(
            shown(&["absent"], "First one. Second one."),
            ["First one. Second one."]
        );
        assert!(shown(&["absent"], "").is_empty());
    }

    #[test]
    fn a_sentence_without_end_is_cut_at_words_around_the_match() {
        let body = format!("{} oil {}", "word ".repeat(200), "word ".repeat(200));
        let shown = shown(&["oil"], &body);
        assert!(shown[0].contains(" [oil] ") && shown[0].len() < 260, "{shown:?}");
        assert!(
            shown[0].starts_with("word ") && shown[0].ends_with(" word"),
            "{shown:?}"
        );
    }

    #[test]
    fn cuts_fall_on_characters() {
        let body = format!("{} oil {}", "é".repeat(500), "停".repeat(500));
        assert!(shown(&["oil"], &body)[0].contains("[oil]"));
    }
}
