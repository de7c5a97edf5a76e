//! Matching on text: which stretches of a story satisfy a plan. It reads the story's own texts
//! with the one analyser; it does not choose what to show of them.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Article, PARAGRAPH_BREAK};
use crate::field::{Field, key_matches};
use crate::query::Bounds;
use crate::tokens::Words;

use super::{Node, Pattern, Plan, Test, phrase_begins};

/// A stretch of a text that satisfies a pattern of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes.
    pub range: Range<usize>,
    /// The index of the pattern in [`Plan::patterns`].
    pub pattern: usize,
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
    let mut found = Vec::new();
    for field in marked_fields(plan) {
        for (ordinal, text) in field.texts(article).into_iter().enumerate() {
            let marks = text_marks(&plan.patterns, field, article, &text);
            found.push(FieldMarks {
                field,
                ordinal,
                text,
                marks,
            });
        }
    }
    let mut present = vec![false; plan.patterns.len()];
    for mark in found.iter().flat_map(|field| &field.marks) {
        present[mark.pattern] = true;
    }
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

/// The fields that patterns look at, the lead as part of the body, in the order of the table.
fn marked_fields(plan: &Plan) -> Vec<Field> {
    let named = plan.patterns.iter().flat_map(|pattern| pattern.fields);
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
    fields
}

fn text_marks(patterns: &[Pattern], field: Field, article: &Article, text: &str) -> Vec<Mark> {
    let lead_end = article.body.find(PARAGRAPH_BREAK).unwrap_or(article.body.len());
    let apply = |pattern: &Pattern| {
        let whole = pattern.fields.contains(&field);
        let lead = field == Field::Body && pattern.fields.contains(&Field::Lead);
        (whole || lead).then_some(if whole { usize::MAX } else { lead_end })
    };
    let limits: Vec<Option<usize>> = patterns.iter().map(apply).collect();
    let tests = Tests::of(patterns, &limits);
    let hits = tests.run(text);
    let mut marks = Vec::new();
    for (index, (pattern, limit)) in patterns.iter().zip(&limits).enumerate() {
        let Some(limit) = *limit else { continue };
        for wording in &pattern.wordings {
            let lists: Vec<Vec<u32>> = wording
                .iter()
                .map(|test| hits.positions(tests.number(test)))
                .collect();
            phrase_begins(&lists, |begin| {
                let first = lists[0][begin];
                let last = first + wording.len() as u32 - 1;
                let range = hits.range(first).start..hits.range(last).end;
                if range.end <= limit {
                    marks.push(Mark {
                        range,
                        pattern: index,
                    });
                }
            });
        }
    }
    marks.sort_unstable_by_key(|mark| (mark.range.start, mark.range.end, mark.pattern));
    marks.dedup();
    marks
}

/// The distinct tests of some patterns, sorted by the byte that a word must begin with.
struct Tests<'p> {
    all: Vec<&'p Test>,
    by_first_byte: Vec<Vec<usize>>,
}

impl<'p> Tests<'p> {
    fn of(patterns: &'p [Pattern], limits: &[Option<usize>]) -> Tests<'p> {
        let wanted = patterns.iter().zip(limits).filter(|(_, limit)| limit.is_some());
        let mut all: Vec<&Test> = wanted
            .flat_map(|(pattern, _)| pattern.wordings.iter().flatten())
            .collect();
        all.sort_unstable();
        all.dedup();
        let mut by_first_byte = vec![Vec::new(); 256];
        for (number, test) in all.iter().enumerate() {
            let (Test::Exact(text) | Test::Stem(text) | Test::Prefix(text)) = test;
            let first = text.as_bytes().first().copied().unwrap_or(0);
            by_first_byte[usize::from(first)].push(number);
        }
        Tests { all, by_first_byte }
    }

    /// The ordinal of a test that was among the patterns.
    fn number(&self, test: &Test) -> Option<usize> {
        self.all.binary_search(&test).ok()
    }

    fn run(&self, text: &str) -> Hits {
        let mut hits = Hits {
            by_test: vec![Vec::new(); self.all.len()],
            ranges: Vec::new(),
        };
        if self.all.is_empty() {
            return hits;
        }
        let mut words = Words::of(text);
        while words.advance() {
            let word = words.word();
            let first = word.text.as_bytes().first().copied().unwrap_or(0);
            let mut hit = false;
            for number in &self.by_first_byte[usize::from(first)] {
                if self.all[*number].accepts(&word.text) {
                    hits.by_test[*number].push(word.position);
                    hit = true;
                }
            }
            if hit {
                hits.ranges.push((word.position, word.range()));
            }
        }
        hits
    }
}

/// Where the words of a text satisfy tests.
struct Hits {
    by_test: Vec<Vec<u32>>,
    ranges: Vec<(u32, Range<usize>)>,
}

impl Hits {
    fn positions(&self, test: Option<usize>) -> Vec<u32> {
        test.map(|number| self.by_test[number].clone())
            .unwrap_or_default()
    }

    /// The bytes of the word at a position that satisfied a test.
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
    let within = |value: Option<i64>, from: Option<i64>, to: Option<i64>| {
        value.is_some_and(|value| from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to))
    };
    match bounds {
        Bounds::Numbers(from, to) => {
            let limit = |number: Option<u64>| number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
            within(Some(i64::from(article.length())), limit(from), limit(to))
        }
        Bounds::Days(from, to) => {
            let date = match field {
                Field::Filed => article.dateline.as_ref().and_then(|dateline| dateline.date),
                _ => article.published.map(|published| published.date),
            };
            within(
                date.map(|date| date.days()),
                from.map(|date| date.days()),
                to.map(|date| date.days()),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::DEFAULT_FIELDS;

    fn pattern(wordings: &[&[&str]]) -> Pattern {
        let row = |row: &&[&str]| {
            row.iter()
                .map(|word| Test::Stem(crate::tokens::stem(word).into_owned()))
                .collect()
        };
        Pattern {
            fields: DEFAULT_FIELDS,
            wordings: wordings.iter().map(row).collect(),
        }
    }

    fn marked(plan: &Plan, body: &str) -> Option<Vec<String>> {
        let article = Article {
            body: body.into(),
            ..Article::default()
        };
        let fields = marks(plan, &article)?;
        Some(
            fields
                .iter()
                .flat_map(|field| {
                    field
                        .marks
                        .iter()
                        .map(|mark| field.text[mark.range.clone()].to_owned())
                })
                .collect(),
        )
    }

    #[test]
    fn only_what_satisfied_the_query_is_marked() {
        let patterns = vec![
            pattern(&[&["oil"]]),
            pattern(&[&["gas"]]),
            pattern(&[&["cease", "fire"], &["ceasefire"]]),
        ];
        let both = Node::And(vec![Node::Words(0), Node::Words(1)]);
        let plan = Plan {
            root: Node::Or(vec![both, Node::Words(2)]),
            patterns,
        };
        assert_eq!(
            marked(&plan, "Oil and a cease-fire, ceasefires").unwrap(),
            ["cease-fire", "ceasefires"]
        );
        assert_eq!(marked(&plan, "Oil, oils, gas").unwrap(), ["Oil", "oils", "gas"]);
        assert_eq!(marked(&plan, "Oil fire"), None);
    }

    #[test]
    fn what_is_excluded_is_never_marked() {
        let patterns = vec![pattern(&[&["oil"]]), pattern(&[&["gas"]])];
        let excluded = Node::And(vec![Node::Words(1), Node::Words(0)]);
        let plan = Plan {
            root: Node::And(vec![Node::Words(0), Node::Not(Box::new(excluded))]),
            patterns,
        };
        assert_eq!(marked(&plan, "oil alone").unwrap(), ["oil"]);
        assert_eq!(marked(&plan, "oil and gas"), None);
    }
}
