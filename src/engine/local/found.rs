//! Words that were looked up in the whole index, and the cursor that they become in a segment: words
//! and phrases are walked by their postings, what stands in relation by positions, and what only the
//! text tells by reading it.

use std::cell::Cell;
use std::rc::Rc;

use tantivy::SegmentReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field as Column, IndexRecordOption};

use crate::field::{DEFAULT_FIELDS, Field, Kind, Weights};
use crate::query::Reach;
use crate::spans::{Expression, Pattern, Test};
use crate::tokens::Begin;

use super::by_text::{ByText, Candidates, Load};
use super::clock::Clock;
use super::cursor::Cursor;
use super::forms::Forms;
use super::phrase::Phrase;
use super::positional::{Positional, Sections, Shape};
use super::postings::{List, MOST_WALKED_FORMS, Union};
use super::rank::Ranking;
use super::schema::{Layout, begin_term};
use super::words::{Counted, Often, Words};

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// What an occurrence counts in a field that plain words do not search.
const NAMED_WEIGHT: f32 = 1.0;

/// What an occurrence counts in a field.
pub(super) fn weight(weights: &Weights, field: Field) -> f32 {
    if DEFAULT_FIELDS.contains(&field) || field == Field::Lead {
        weights.of(field)
    } else {
        NAMED_WEIGHT
    }
}

/// A pattern that was looked up.
pub(super) struct Found<'a> {
    pattern: &'a Pattern,
    pub(super) rarity: f32,
    fields: Vec<FieldTerms>,
    expression: Rc<Expression>,
}

/// The terms of a pattern in one of its fields.
struct FieldTerms {
    /// For each leaf, its terms by part of the text.
    leaves: Vec<Vec<PartTerms>>,
    /// The terms that stand where texts, paragraphs and sentences begin, as far as they are asked for.
    begins: [Option<Vec<PartTerms>>; 3],
}

/// The terms of a word in one part of a text.
pub(super) struct PartTerms {
    column: Column,
    weight: f32,
    by_segment: Rc<Vec<Vec<TermInfo>>>,
}

/// A segment, and what cursors need beside its postings.
pub(super) struct Place<'s> {
    pub(super) segment: &'s SegmentReader,
    pub(super) ordinal: usize,
    pub(super) weights: &'s Weights,
    pub(super) load: Load<'s>,
    pub(super) damaged: &'s Rc<Cell<bool>>,
    pub(super) clock: &'s Clock,
}

/// Looks a pattern up.
pub(super) fn look_up<'a>(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    pattern: &'a Pattern,
) -> tantivy::Result<Found<'a>> {
    let mut rarities = Vec::with_capacity(pattern.leaves.len());
    for leaf in &pattern.leaves {
        rarities.push(ranking.rarity(stories(forms, layout, pattern, &leaf.test)?));
    }
    let mut fields = Vec::with_capacity(pattern.fields.len());
    for field in pattern.fields {
        let mut leaves = Vec::with_capacity(pattern.leaves.len());
        for leaf in &pattern.leaves {
            leaves.push(part_terms(forms, layout, ranking, *field, &leaf.test)?);
        }
        let mut begins = [None, None, None];
        if pattern.expression.needs_sections() {
            let running = field.kind() == Kind::Text;
            // A headline and a body are one text each, which begins at 0.
            let single = matches!(field, Field::Headline | Field::Lead | Field::Body);
            let sentences = running && pattern.expression.reaches(Reach::Sentence);
            let paragraphs = running && pattern.expression.reaches(Reach::Paragraph);
            for (begin, wanted, terms) in [
                (Begin::Text, !single, 0),
                (Begin::Paragraph, paragraphs || sentences, 1),
                (Begin::Sentence, sentences, 2),
            ] {
                if wanted {
                    let test = Test::Exact(begin_term(begin).to_owned());
                    begins[terms] = Some(part_terms(forms, layout, ranking, *field, &test)?);
                }
            }
        }
        fields.push(FieldTerms { leaves, begins });
    }
    Ok(Found {
        pattern,
        rarity: rarity(&pattern.expression, &rarities) * pattern.boost,
        fields,
        expression: Rc::new(pattern.expression.clone()),
    })
}

/// How much an expression tells: all words of what stands together, and of alternatives the commonest
/// one, so that each of them ranks alike however it was typed.
fn rarity(expression: &Expression, words: &[f32]) -> f32 {
    match expression {
        Expression::Word(leaf) => words[*leaf],
        Expression::Row(steps) => steps.iter().fold(0.0, |sum, step| sum + words[step.leaf]),
        Expression::Any(parts) => parts
            .iter()
            .map(|part| rarity(part, words))
            .fold(f32::INFINITY, f32::min),
        Expression::First(_, inner) => rarity(inner, words),
        Expression::Near(near) if near.apart => rarity(&near.left, words),
        Expression::Near(near) => rarity(&near.left, words) + rarity(&near.right, words),
    }
}

/// About how many stories satisfy an expression, given about how many have each word.
fn cost(expression: &Expression, words: &dyn Fn(usize) -> u64) -> u64 {
    match expression {
        Expression::Word(leaf) => words(*leaf),
        Expression::Row(steps) => steps.iter().map(|step| words(step.leaf)).min().unwrap_or(0),
        Expression::Any(parts) => parts.iter().map(|part| cost(part, words)).sum(),
        Expression::First(_, inner) => cost(inner, words),
        Expression::Near(near) if near.apart => cost(&near.left, words),
        Expression::Near(near) => cost(&near.left, words).min(cost(&near.right, words)),
    }
}

/// Whether the occurrences of a word in all stories of a segment are better counted once than looked up
/// for each story that is asked for. The constants are nanoseconds on a machine of 2024: what one posting
/// costs to count, one story to make room for, and one list to be sought in.
fn is_counted(parts: &[&PartTerms], place: &Place<'_>, asked: u64) -> bool {
    const COUNTING: u64 = 4;
    const SEEKING: u64 = 25;
    let (mut lists, mut postings) = (0, 0);
    for term in parts.iter().flat_map(|part| &part.by_segment[place.ordinal]) {
        lists += 1;
        postings += u64::from(term.doc_freq);
    }
    let counting = postings * COUNTING + u64::from(place.segment.max_doc()) / 8;
    lists > MOST_WALKED_FORMS as u64 || counting < asked.min(postings) * lists * SEEKING
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

/// The terms of a word in a field, by part of its texts.
pub(super) fn part_terms(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    field: Field,
    test: &Test,
) -> tantivy::Result<Vec<PartTerms>> {
    let mut parts = Vec::new();
    for (part, column) in layout.parts(field) {
        let weighed = if DEFAULT_FIELDS.contains(&field) {
            part
        } else {
            field
        };
        parts.push(PartTerms {
            column,
            weight: weight(ranking.weights, weighed),
            by_segment: forms.terms(test, column)?,
        });
    }
    Ok(parts)
}

impl Found<'_> {
    /// About how many stories of a segment satisfy the pattern.
    pub(super) fn cost(&self, ordinal: usize) -> u64 {
        let leaf = |leaf: usize| {
            let parts = self.fields.iter().flat_map(move |field| &field.leaves[leaf]);
            parts
                .flat_map(|part| &part.by_segment[ordinal])
                .map(|term| u64::from(term.doc_freq))
                .sum()
        };
        cost(&self.expression, &leaf)
    }

    /// The cursor over the stories of a segment that satisfy the pattern, of which about `asked` will be
    /// asked for.
    pub(super) fn cursor<'s>(
        &'s self,
        place: &Place<'s>,
        asked: u64,
    ) -> tantivy::Result<Box<dyn Cursor + 's>> {
        if self.pattern.needs_text() {
            return self.by_text(place);
        }
        if self.pattern.least > 1 {
            let mut fields = Vec::new();
            for field in &self.fields {
                fields.push(field.positional(&self.expression, place)?);
            }
            return Ok(Box::new(Often::of(self.rarity, self.pattern.least, fields)));
        }
        let alternatives = match &self.pattern.expression {
            Expression::Any(parts) => &parts[..],
            other => std::slice::from_ref(other),
        };
        let (mut singles, mut phrases, mut positionals) = (Vec::new(), Vec::new(), Vec::new());
        for alternative in alternatives {
            for field in self
                .fields
                .iter()
                .filter(|field| field.has(alternative, place.ordinal))
            {
                match alternative {
                    Expression::Word(leaf) => singles.extend(&field.leaves[*leaf]),
                    Expression::Row(steps) if steps.iter().all(|step| step.skip == 0) => {
                        let leaves = steps.iter().map(|step| field.union(step.leaf, place));
                        let words = leaves.collect::<tantivy::Result<_>>()?;
                        phrases.push(Phrase::of(words, field.weights(), place.clock.clone()));
                    }
                    other => positionals.push(field.positional(&Rc::new(other.clone()), place)?),
                }
            }
        }
        let lists = singles
            .iter()
            .flat_map(|part| part.lists(place.segment, place.ordinal, IndexRecordOption::WithFreqs));
        if phrases.is_empty() && positionals.is_empty() && is_counted(&singles, place, asked) {
            let stories = place.segment.max_doc();
            return Ok(Box::new(Counted::of(self.rarity, lists, stories)?));
        }
        let lists = lists.collect::<tantivy::Result<_>>()?;
        Ok(Box::new(Words::of(self.rarity, lists, phrases, positionals)))
    }

    fn by_text<'s>(&'s self, place: &Place<'s>) -> tantivy::Result<Box<dyn Cursor + 's>> {
        let mut candidates = Vec::new();
        for field in &self.fields {
            candidates.push(Candidates {
                words: field.unions(&self.expression, place)?,
                shape: Shape::of(&self.expression),
                doc: 0,
            });
        }
        let mut cursor = ByText {
            rarity: self.rarity,
            pattern: self.pattern,
            weights: place.weights,
            candidates,
            load: place.load.clone(),
            damaged: place.damaged.clone(),
            clock: place.clock.clone(),
            doc: 0,
            occurrences: 0.0,
        };
        cursor.seek(0);
        Ok(Box::new(cursor))
    }
}

impl FieldTerms {
    /// Whether a segment holds what the words of an expression need.
    fn has(&self, expression: &Expression, ordinal: usize) -> bool {
        let leaf = |leaf: usize| {
            let parts = &self.leaves[leaf];
            parts.iter().any(|part| !part.by_segment[ordinal].is_empty())
        };
        match expression {
            Expression::Word(word) => leaf(*word),
            Expression::Row(steps) => steps.iter().all(|step| leaf(step.leaf)),
            Expression::Any(parts) => parts.iter().any(|part| self.has(part, ordinal)),
            Expression::First(_, inner) => self.has(inner, ordinal),
            Expression::Near(near) => {
                self.has(&near.left, ordinal) && (near.apart || self.has(&near.right, ordinal))
            }
        }
    }

    fn weights(&self) -> Vec<f32> {
        let parts = self.leaves.first().into_iter().flatten();
        parts.map(|part| part.weight).collect()
    }

    fn union(&self, leaf: usize, place: &Place<'_>) -> tantivy::Result<Union> {
        union(&self.leaves[leaf], place)
    }

    /// The words of an expression; those of other expressions stay empty.
    fn unions(&self, expression: &Expression, place: &Place<'_>) -> tantivy::Result<Vec<Union>> {
        let leaves = 0..self.leaves.len();
        let union = |leaf| {
            if expression.has_leaf(leaf) {
                self.union(leaf, place)
            } else {
                Ok(Union::of(Vec::new()))
            }
        };
        leaves.map(union).collect()
    }

    fn positional(&self, expression: &Rc<Expression>, place: &Place<'_>) -> tantivy::Result<Positional> {
        let [texts, paragraphs, sentences] = &self.begins;
        let section = |begins: &[&Option<Vec<PartTerms>>]| -> tantivy::Result<Option<Union>> {
            let all: Vec<&Vec<PartTerms>> = begins.iter().filter_map(|begins| begins.as_ref()).collect();
            if all.is_empty() {
                return Ok(None);
            }
            // The terms of one part are read as one list, whatever begins there.
            let parts = (0..all[0].len()).map(|part| {
                let lists = all
                    .iter()
                    .flat_map(|terms| terms[part].lists(place.segment, place.ordinal, POSITIONS));
                lists.collect::<tantivy::Result<Vec<List>>>()
            });
            Ok(Some(Union::of(parts.collect::<tantivy::Result<_>>()?)))
        };
        let sections = Sections {
            texts: section(&[texts])?,
            paragraphs: section(&[texts, paragraphs])?,
            sentences: section(&[texts, paragraphs, sentences])?,
        };
        let (words, clock) = (self.unions(expression, place)?, place.clock.clone());
        Ok(Positional::of(
            expression.clone(),
            words,
            sections,
            self.weights(),
            clock,
        ))
    }
}

impl PartTerms {
    fn lists<'p>(
        &'p self,
        segment: &'p SegmentReader,
        ordinal: usize,
        option: IndexRecordOption,
    ) -> impl Iterator<Item = tantivy::Result<List>> + use<'p> {
        let terms = self.by_segment[ordinal].iter();
        terms.map(move |term| {
            let index = segment.inverted_index(self.column)?;
            Ok(List {
                postings: index.read_postings_from_terminfo(term, option)?,
                weight: self.weight,
            })
        })
    }
}

/// The cursor over the stories of a segment that have any of some terms, which count nothing.
pub(super) fn any_of<'c>(
    terms: &[&PartTerms],
    segment: &SegmentReader,
    ordinal: usize,
) -> tantivy::Result<Box<dyn Cursor + 'c>> {
    let lists = terms
        .iter()
        .flat_map(|part| part.lists(segment, ordinal, IndexRecordOption::Basic));
    let lists = lists.collect::<tantivy::Result<_>>()?;
    Ok(Box::new(Words::of(0.0, lists, Vec::new(), Vec::new())))
}

fn union(parts: &[PartTerms], place: &Place<'_>) -> tantivy::Result<Union> {
    let lists = parts.iter().map(|part| {
        part.lists(place.segment, place.ordinal, POSITIONS)
            .collect::<tantivy::Result<Vec<List>>>()
    });
    Ok(Union::of(lists.collect::<tantivy::Result<_>>()?))
}
