//! From a plan to the cursor of a segment.

use std::rc::Rc;

use tantivy::columnar::StrColumn;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader};

use crate::field::{DEFAULT_FIELDS, Field, Kind, key_matches};
use crate::query::Bounds;
use crate::spans::{Node, Pattern, Plan, Test};

use super::cursor::{All, Any, Check, Counted, Cursor, Every, Words};
use super::forms::Forms;
use super::postings::{List, Phrase, Union};
use super::rank::Ranking;
use super::schema::Layout;

/// A word with more forms than this is counted beforehand instead of walked form by form.
const MOST_WALKED_FORMS: usize = 24;
/// What an occurrence counts in a field that plain words do not search.
const NAMED_WEIGHT: f32 = 1.0;

/// A plan whose words were looked up in the whole index.
pub(super) struct Matcher<'a> {
    layout: &'a Layout,
    plan: &'a Plan,
    patterns: Vec<Found>,
}

/// A pattern that was looked up.
struct Found {
    rarity: f32,
    /// The rows of words to look for, by wording and text.
    rows: Vec<Row>,
}

/// One wording in one text: for each word, its terms by part of the text.
struct Row {
    words: Vec<Vec<PartTerms>>,
}

struct PartTerms {
    column: Column,
    weight: f32,
    by_segment: Rc<Vec<Vec<TermInfo>>>,
}

impl<'a> Matcher<'a> {
    pub(super) fn of(
        searcher: &Searcher,
        layout: &'a Layout,
        ranking: &Ranking<'_>,
        plan: &'a Plan,
    ) -> tantivy::Result<Matcher<'a>> {
        let mut forms = Forms::of(searcher);
        let look_up = |pattern| look_up(&mut forms, layout, ranking, pattern);
        let patterns = plan
            .patterns
            .iter()
            .map(look_up)
            .collect::<tantivy::Result<_>>()?;
        Ok(Matcher {
            layout,
            plan,
            patterns,
        })
    }

    /// The cursor over the stories of a segment, given by its ordinal.
    pub(super) fn cursor(&self, segment: &SegmentReader, ordinal: usize) -> tantivy::Result<Box<dyn Cursor>> {
        Ok(match self.built(&self.plan.root, segment, ordinal)? {
            Built::Walk(cursor) => cursor,
            other => self.all(vec![other], segment),
        })
    }

    fn built(&self, node: &Node, segment: &SegmentReader, ordinal: usize) -> tantivy::Result<Built> {
        let inner = |nodes: &[Node]| -> tantivy::Result<Vec<Built>> {
            nodes
                .iter()
                .map(|node| self.built(node, segment, ordinal))
                .collect()
        };
        Ok(match node {
            Node::All => Built::Walk(every(segment)),
            Node::Words(pattern) => Built::Walk(words(&self.patterns[*pattern], segment, ordinal)?),
            Node::Key(field, pattern) => Built::Check(key_check(segment, *field, pattern)?),
            Node::Range(field, bounds) => Built::Check(self.range_check(segment, *field, *bounds)?),
            Node::Not(node) => match self.built(node, segment, ordinal)? {
                Built::Walk(cursor) => Built::Without(cursor),
                Built::Check(check) => Built::Check(Box::new(move |doc| !check(doc))),
                Built::Without(cursor) => Built::Walk(cursor),
            },
            Node::And(nodes) => Built::Walk(self.all(inner(nodes)?, segment)),
            Node::Or(nodes) => {
                let parts = inner(nodes)?.into_iter().map(|part| match part {
                    Built::Walk(cursor) => cursor,
                    other => self.all(vec![other], segment),
                });
                Built::Walk(Box::new(Any::of(parts.collect())))
            }
        })
    }

    fn all(&self, built: Vec<Built>, segment: &SegmentReader) -> Box<dyn Cursor> {
        let (mut parts, mut excluded, mut checks) = (Vec::new(), Vec::new(), Vec::new());
        for built in built {
            match built {
                Built::Walk(cursor) => parts.push(cursor),
                Built::Without(cursor) => excluded.push(cursor),
                Built::Check(check) => checks.push(check),
            }
        }
        if parts.is_empty() {
            parts.push(every(segment));
        }
        Box::new(All::of(parts, excluded, checks))
    }

    fn range_check(&self, segment: &SegmentReader, field: Field, bounds: Bounds) -> tantivy::Result<Check> {
        let name = self
            .layout
            .schema
            .get_field_name(self.layout.column(field))
            .to_owned();
        let Some(column) = segment.fast_fields().column_opt::<i64>(&name)? else {
            return Ok(Box::new(|_| false));
        };
        let (from, to) = limits(field, bounds);
        Ok(Box::new(move |doc| {
            column
                .first(doc)
                .is_some_and(|value| (from..=to).contains(&value))
        }))
    }
}

/// A condition made ready for a segment.
enum Built {
    Walk(Box<dyn Cursor>),
    Without(Box<dyn Cursor>),
    Check(Check),
}

fn every(segment: &SegmentReader) -> Box<dyn Cursor> {
    Box::new(Every {
        doc: 0,
        stories: segment.max_doc(),
    })
}

/// The lowest and the highest value of a column that lie within bounds.
fn limits(field: Field, bounds: Bounds) -> (i64, i64) {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    match bounds {
        Bounds::Numbers(from, to) => (from.map_or(i64::MIN, number), to.map_or(i64::MAX, number)),
        Bounds::Days(from, to) => {
            // Publication is kept to the second: the last day counts to its end.
            let scale = if field == Field::Published { 86_400 } else { 1 };
            let first = from.map_or(i64::MIN, |date| date.days() * scale);
            (first, to.map_or(i64::MAX, |date| date.days() * scale + scale - 1))
        }
    }
}

fn key_check(segment: &SegmentReader, field: Field, pattern: &str) -> tantivy::Result<Check> {
    let Some(column) = segment.fast_fields().str(field.name())? else {
        return Ok(Box::new(|_| false));
    };
    let wanted = matching_values(&column, pattern)?;
    Ok(Box::new(move |doc: DocId| {
        column
            .ords()
            .first(doc)
            .is_some_and(|value| wanted.get(value as usize).copied().unwrap_or(false))
    }))
}

fn matching_values(column: &StrColumn, pattern: &str) -> tantivy::Result<Vec<bool>> {
    let mut wanted = vec![false; column.num_terms()];
    let mut values = column.dictionary().stream()?;
    while values.advance() {
        let matches = std::str::from_utf8(values.key()).is_ok_and(|value| key_matches(pattern, value));
        wanted[values.term_ord() as usize] = matches;
    }
    Ok(wanted)
}

fn look_up(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    pattern: &Pattern,
) -> tantivy::Result<Found> {
    let mut rows = Vec::new();
    let mut rarity = f32::INFINITY;
    for wording in &pattern.wordings {
        let mut wording_rarity = 0.0;
        for test in wording {
            wording_rarity += ranking.rarity(stories(forms, layout, pattern, test)?);
        }
        // The commonest wording decides, so that each of them ranks alike however it was typed.
        rarity = rarity.min(wording_rarity);
        for field in pattern.fields {
            let mut words = Vec::new();
            for test in wording {
                words.push(part_terms(forms, layout, ranking, *field, test)?);
            }
            rows.push(Row { words });
        }
    }
    Ok(Found { rarity, rows })
}

/// In how many stories a word stands, about: as many as in the field where most have it.
fn stories(forms: &mut Forms<'_>, layout: &Layout, pattern: &Pattern, test: &Test) -> tantivy::Result<u64> {
    let mut most = 0;
    for field in pattern.fields {
        for (_, column) in layout.parts(*field) {
            most = most.max(forms.stories(test, column)?);
        }
    }
    Ok(most)
}

fn part_terms(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    field: Field,
    test: &Test,
) -> tantivy::Result<Vec<PartTerms>> {
    let mut parts = Vec::new();
    for (part, column) in layout.parts(field) {
        let default = DEFAULT_FIELDS.contains(&field) || part == Field::Lead;
        let weight = if default {
            ranking.weights.of(part)
        } else {
            NAMED_WEIGHT
        };
        parts.push(PartTerms {
            column,
            weight,
            by_segment: forms.terms(test, column)?,
        });
    }
    debug_assert!(
        matches!(field.kind(), Kind::Text | Kind::Name),
        "{field:?} holds no words"
    );
    Ok(parts)
}

fn words(found: &Found, segment: &SegmentReader, ordinal: usize) -> tantivy::Result<Box<dyn Cursor>> {
    let (mut singles, mut phrases) = (Vec::new(), Vec::new());
    for row in &found.rows {
        if row
            .words
            .iter()
            .any(|word| word.iter().all(|part| part.by_segment[ordinal].is_empty()))
        {
            continue;
        }
        if let [word] = &row.words[..] {
            singles.extend(
                lists(word, segment, ordinal, IndexRecordOption::WithFreqs)?
                    .into_iter()
                    .flatten(),
            );
        } else {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let unions = row
                .words
                .iter()
                .map(|word| Ok(Union::of(lists(word, segment, ordinal, option)?)));
            phrases.push(Phrase::of(unions.collect::<tantivy::Result<_>>()?));
        }
    }
    if phrases.is_empty() && singles.len() > MOST_WALKED_FORMS {
        return Ok(Box::new(Counted::of(found.rarity, singles, segment.max_doc())));
    }
    Ok(Box::new(Words::of(found.rarity, singles, phrases)))
}

fn lists(
    word: &[PartTerms],
    segment: &SegmentReader,
    ordinal: usize,
    option: IndexRecordOption,
) -> tantivy::Result<Vec<Vec<List>>> {
    let mut parts = Vec::new();
    for part in word {
        let index = segment.inverted_index(part.column)?;
        let mut lists = Vec::new();
        for term in &part.by_segment[ordinal] {
            lists.push(List {
                postings: index.read_postings_from_terminfo(term, option)?,
                weight: part.weight,
            });
        }
        parts.push(lists);
    }
    Ok(parts)
}
