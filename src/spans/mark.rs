//! Matching on text: which stretches of a story satisfy a plan. It reads the story's own texts
//! with the one analyser; it does not choose what to show of them.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Article, PARAGRAPH_BREAK};
use crate::field::{Field, Kind, key_matches};
use crate::query::Bounds;
use crate::tokens::{Begin, Sections, Words};

use super::proof::proofs;
use super::{Leaf, Node, Pattern, Places, Plan, occurrences};

/// A stretch of a text that satisfies a pattern of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes.
    pub range: Range<usize>,
    /// The index of the pattern in [`Plan::patterns`].
    pub pattern: usize,
    /// The bytes of a stretch that satisfies the whole pattern and of which it is a part: of words
    /// near each other, from the first to the last of them.
    pub whole: Range<usize>,
}

/// The marks of one text of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldMarks<'a> {
    /// The field; [`Field::Body`] for a match in the lead.
    pub field: Field,
    /// The ordinal of the text among the field's texts.
    pub ordinal: usize,
    /// The text.
    pub text: Cow<'a, str>,
    /// What of it satisfies the plan, in order of place, never empty.
    pub marks: Vec<Mark>,
}

/// The stretches of a story that make it satisfy a plan, by text, headline and body first; `None`
/// if it does not satisfy it.
///
/// A stretch is marked only if the condition it belongs to holds: of `(a AND b) OR c` in a story
/// without `b` only `c` is marked, and what stands behind `NOT` never is.
#[must_use]
pub fn marks<'a>(plan: &Plan, article: &'a Article) -> Option<Vec<FieldMarks<'a>>> {
    let reader = Reader::of(&plan.patterns);
    let mut found = Vec::new();
    let mut counts = vec![0; plan.patterns.len()];
    for (field, ordinal, text) in texts(&plan.patterns, article) {
        let reading = reader.read(field, article, &text);
        let mut marks = Vec::new();
        for (index, pattern) in plan.patterns.iter().enumerate() {
            let Some(places) = reading.places(&reader, index, pattern, field) else {
                continue;
            };
            counts[index] += occurrences(&pattern.expression, &places).len();
            let range = |first, last| reading.range(first).start..reading.range(last).end;
            marks.extend(
                proofs(&pattern.expression, &places)
                    .into_iter()
                    .map(|proof| Mark {
                        range: range(proof.stretch.first, proof.stretch.last),
                        pattern: index,
                        whole: range(proof.whole.first, proof.whole.last),
                    }),
            );
        }
        marks.sort_unstable_by_key(|mark| (mark.range.start, mark.range.end, mark.pattern));
        found.push(FieldMarks {
            field,
            ordinal,
            text,
            marks,
        });
    }
    let patterns = plan.patterns.iter();
    let present: Vec<bool> = patterns
        .zip(&counts)
        .map(|(pattern, count)| *count as u64 >= u64::from(pattern.least))
        .collect();
    let mut proof = vec![false; plan.patterns.len()];
    if !holds(&plan.root, &present, article, &mut proof) {
        return None;
    }
    for field in &mut found {
        field.marks.retain(|mark| proof[mark.pattern]);
    }
    found.retain(|field| !field.marks.is_empty());
    Some(found)
}

/// How often a pattern occurs in each field of a story in which it does, the lead as part of the body.
#[must_use]
pub fn counts(pattern: &Pattern, article: &Article) -> Vec<(Field, u32)> {
    let patterns = std::slice::from_ref(pattern);
    let reader = Reader::of(patterns);
    let mut found = Vec::new();
    for (field, _, text) in texts(patterns, article) {
        let reading = reader.read(field, article, &text);
        if let Some(places) = reading.places(&reader, 0, pattern, field) {
            found.push((field, occurrences(&pattern.expression, &places).len() as u32));
        }
    }
    found.retain(|(_, count)| *count > 0);
    found
}

/// Ranges in order of their beginnings, those that overlap as one: what is marked, for the eye.
///
/// ```
/// assert_eq!(newsidx::spans::joined([0..4, 2..6, 6..7]), [0..6, 6..7]);
/// ```
pub fn joined(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The texts that patterns look at, the lead as part of the body, in the order of the table of fields.
fn texts<'a>(patterns: &[Pattern], article: &'a Article) -> Vec<(Field, usize, Cow<'a, str>)> {
    let named = patterns.iter().flat_map(|pattern| pattern.fields);
    let mut fields: Vec<Field> = named
        .map(|field| {
            if *field == Field::Lead {
                Field::Body
            } else {
                *field
            }
        })
        .collect();
    fields.sort_unstable();
    fields.dedup();
    let mut texts = Vec::new();
    for field in fields {
        let of_field = field.texts(article).into_iter().enumerate();
        texts.extend(of_field.map(|(ordinal, text)| (field, ordinal, text)));
    }
    texts
}

/// The leaves of some patterns, each once, by the byte that a word must begin with.
struct Reader<'p> {
    leaves: Vec<&'p Leaf>,
    /// The first byte of each leaf, in order; none of those that a word may satisfy however it begins.
    first_bytes: Vec<(Option<u8>, usize)>,
    /// How many may be satisfied by words however they begin.
    anyhow: usize,
    /// With which bytes the words that may satisfy any leaf begin.
    begins: [bool; 256],
    /// For each pattern, the index of each of its leaves.
    indexes: Vec<Vec<usize>>,
    sections: bool,
}

impl<'p> Reader<'p> {
    fn of(patterns: &'p [Pattern]) -> Reader<'p> {
        let mut leaves: Vec<&Leaf> = patterns.iter().flat_map(|pattern| &pattern.leaves).collect();
        leaves.sort_unstable();
        leaves.dedup();
        let first_byte = |leaf: &Leaf| {
            // All the beginnings of a test share their first letter.
            let beginnings = leaf.test.beginnings();
            beginnings.first().and_then(|beginning| beginning.bytes().next())
        };
        let numbered = leaves.iter().enumerate();
        let mut first_bytes: Vec<(Option<u8>, usize)> =
            numbered.map(|(index, leaf)| (first_byte(leaf), index)).collect();
        first_bytes.sort_unstable();
        let anyhow = first_bytes.partition_point(|(byte, _)| byte.is_none());
        let mut begins = [anyhow > 0; 256];
        for byte in first_bytes.iter().filter_map(|(byte, _)| *byte) {
            begins[usize::from(byte)] = true;
        }
        let of_pattern = |pattern: &Pattern| {
            let all = pattern.leaves.iter();
            all.map(|leaf| leaves.binary_search(&leaf).unwrap_or(0)).collect()
        };
        Reader {
            indexes: patterns.iter().map(of_pattern).collect(),
            sections: patterns.iter().any(|pattern| pattern.expression.needs_sections()),
            leaves,
            first_bytes,
            anyhow,
            begins,
        }
    }

    /// The leaves that a word with a first byte may satisfy.
    fn beginning_with(&self, byte: u8) -> impl Iterator<Item = &(Option<u8>, usize)> {
        let from = self.first_bytes.partition_point(|(first, _)| *first < Some(byte));
        let own = self.first_bytes[from..]
            .iter()
            .take_while(move |(first, _)| *first == Some(byte));
        self.first_bytes[..self.anyhow].iter().chain(own)
    }

    fn read(&self, field: Field, article: &Article, text: &str) -> Reading {
        let lead_end = match field {
            Field::Body => article.body.find(PARAGRAPH_BREAK).unwrap_or(article.body.len()),
            _ => text.len(),
        };
        let mut reading = Reading {
            by_leaf: vec![Vec::new(); self.leaves.len()],
            ..Reading::default()
        };
        let running = field.kind() == Kind::Text && self.sections;
        let mut sections = running.then(|| Sections::of(text));
        let mut words = Words::of(text);
        while words.advance() {
            let word = words.word();
            match sections.as_mut().and_then(|sections| sections.begin(word)) {
                Some(Begin::Sentence) => reading.sentences.push(word.position),
                Some(Begin::Paragraph | Begin::Text) => {
                    reading.sentences.push(word.position);
                    reading.paragraphs.push(word.position);
                }
                None => {}
            }
            reading.lead_words += u32::from(word.end <= lead_end);
            let first = word.text.as_bytes().first().copied().unwrap_or(0);
            if !self.begins[usize::from(first)] {
                continue;
            }
            let mut hit: Option<Range<usize>> = None;
            for (_, index) in self.beginning_with(first) {
                let leaf = self.leaves[*index];
                if leaf.test.accepts(&word.text)
                    && let Some(found) = leaf.surface.find(text, word.range())
                {
                    reading.by_leaf[*index].push(word.position);
                    let before = hit.unwrap_or(found.clone());
                    hit = Some(before.start.min(found.start)..before.end.max(found.end));
                }
            }
            reading.ranges.extend(hit.map(|range| (word.position, range)));
        }
        reading
    }
}

/// Where the words of a text satisfy leaves.
#[derive(Default)]
struct Reading {
    by_leaf: Vec<Vec<u32>>,
    ranges: Vec<(u32, Range<usize>)>,
    paragraphs: Vec<u32>,
    sentences: Vec<u32>,
    /// How many of the words are in the first paragraph.
    lead_words: u32,
}

impl Reading {
    /// Where the words of a pattern stand; `None` if it does not look at this field.
    fn places(&self, reader: &Reader<'_>, index: usize, pattern: &Pattern, field: Field) -> Option<Places> {
        let whole = pattern.fields.contains(&field);
        if !(whole || field == Field::Body && pattern.fields.contains(&Field::Lead)) {
            return None;
        }
        let limit = if whole { u32::MAX } else { self.lead_words };
        let up_to = |positions: &Vec<u32>| {
            let end = positions.partition_point(|position| *position < limit);
            positions[..end].to_vec()
        };
        Some(Places {
            words: reader.indexes[index]
                .iter()
                .map(|leaf| up_to(&self.by_leaf[*leaf]))
                .collect(),
            texts: Vec::new(),
            paragraphs: up_to(&self.paragraphs),
            sentences: up_to(&self.sentences),
        })
    }

    /// The bytes of the word at a position that satisfied a leaf.
    fn range(&self, position: u32) -> Range<usize> {
        let at = self
            .ranges
            .binary_search_by_key(&position, |(position, _)| *position);
        at.map_or(0..0, |at| self.ranges[at].1.clone())
    }
}

/// Whether a condition holds, given which patterns are present; the patterns that make it hold
/// are noted in `proof`.
fn holds(node: &Node, present: &[bool], article: &Article, proof: &mut [bool]) -> bool {
    match node {
        Node::All => true,
        Node::Words(pattern) => {
            proof[*pattern] |= present[*pattern];
            present[*pattern]
        }
        Node::Key(field, pattern) => field
            .texts(article)
            .iter()
            .any(|value| key_matches(pattern, value)),
        Node::Range(field, bounds) => in_range(*field, *bounds, article),
        Node::Has(fields) => fields.iter().any(|field| has(*field, article)),
        Node::Not(inner) => !holds(inner, present, article, &mut vec![false; proof.len()]),
        Node::And(parts) => {
            let mut inner = proof.to_vec();
            let all = parts.iter().all(|part| holds(part, present, article, &mut inner));
            if all {
                proof.copy_from_slice(&inner);
            }
            all
        }
        Node::Or(parts) => {
            // Every branch that holds is proof, not the first one alone.
            let mut any = false;
            for part in parts {
                any |= holds(part, present, article, proof);
            }
            any
        }
    }
}

/// Whether a story's date or number lies within bounds.
fn in_range(field: Field, bounds: Bounds, article: &Article) -> bool {
    let limit = |number: Option<u64>| number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    let (from, to) = match bounds {
        Bounds::Numbers(from, to) => (limit(from), limit(to)),
        Bounds::Days(from, to) => (from.map(|date| date.days()), to.map(|date| date.days())),
    };
    let within = |value: i64| from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to);
    number(field, article).is_some_and(within)
}

/// Whether a field of a story holds a word, a date or a number.
fn has(field: Field, article: &Article) -> bool {
    match field.kind() {
        Kind::Text | Kind::Name | Kind::Key => {
            let texts = field.texts(article);
            texts.iter().any(|text| Words::of(text).advance())
        }
        Kind::Date | Kind::Number => number(field, article).is_some(),
    }
}

/// The days or the number that a field holds.
fn number(field: Field, article: &Article) -> Option<i64> {
    match field {
        Field::Length => Some(i64::from(article.length())),
        Field::Filed => Some(article.dateline.as_ref()?.date?.days()),
        _ => Some(article.published?.date.days()),
    }
}
