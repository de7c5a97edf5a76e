//! The sieve that words which were looked up become in a segment: words and phrases are found by their
//! postings, what stands in relation by positions, and what only the text tells by reading it.

use std::cell::Cell;
use std::rc::Rc;

use tantivy::SegmentReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field as Column, IndexRecordOption};

use crate::field::{DEFAULT_FIELDS, Field, Weights};
use crate::spans::{Expression, Pattern, Step};

use super::by_text::{ByText, Load};
use super::clock::Clock;
use super::phrase::Phrase;
use super::positional::{Positional, Sections, Shape};
use super::postings::{Holders, List, MOST_WALKED_FORMS, Positions};
use super::sieve::Sieve;
use super::window::Tally;
use super::words::{Counted, Often, Words};

const FREQUENCIES: IndexRecordOption = IndexRecordOption::WithFreqs;
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
    pub(super) pattern: &'a Pattern,
    pub(super) rarity: f32,
    /// For each leaf that is a word by itself, its stems, if the index has them.
    pub(super) stems: Vec<Vec<PartTerms>>,
    pub(super) fields: Vec<FieldTerms>,
    pub(super) expression: Rc<Expression>,
}

/// The terms of a pattern in one of its fields.
pub(super) struct FieldTerms {
    /// For each leaf, its terms by part of the text; none of those that are found by their stems.
    pub(super) leaves: Vec<Vec<PartTerms>>,
    /// The terms that stand where texts, paragraphs and sentences begin, as far as they are asked for.
    pub(super) begins: [Option<Vec<PartTerms>>; 3],
}

/// The terms of a word in one part of a text.
pub(super) struct PartTerms {
    pub(super) column: Column,
    pub(super) weight: f32,
    pub(super) by_segment: Rc<Vec<Vec<TermInfo>>>,
}

/// A segment, and what sieves need beside its postings.
pub(super) struct Place<'s> {
    pub(super) segment: &'s SegmentReader,
    pub(super) ordinal: usize,
    pub(super) weights: &'s Weights,
    pub(super) load: Load<'s>,
    pub(super) damaged: &'s Rc<Cell<bool>>,
    pub(super) clock: &'s Clock,
}

/// What any of satisfies an expression.
pub(super) fn alternatives(expression: &Expression) -> &[Expression] {
    match expression {
        Expression::Any(parts) => parts,
        other => std::slice::from_ref(other),
    }
}

impl Found<'_> {
    /// The sieve that leaves the stories of a segment which satisfy the pattern.
    pub(super) fn sieve<'s>(&'s self, place: &Place<'s>) -> tantivy::Result<Box<dyn Sieve + 's>> {
        if self.pattern.needs_text() {
            return self.by_text(place);
        }
        if self.pattern.least > 1 {
            let fields = self.fields.iter();
            let fields = fields.map(|field| field.positional(&self.expression, place));
            return Ok(Box::new(Often {
                rarity: self.rarity,
                least: self.pattern.least,
                fields: fields.collect::<tantivy::Result<_>>()?,
                clock: place.clock.clone(),
                tally: Tally::empty(),
            }));
        }
        let (mut singles, mut phrases, mut positionals) = (Vec::new(), Vec::new(), Vec::new());
        for alternative in alternatives(&self.pattern.expression) {
            if let Expression::Word(leaf) = alternative
                && !self.stems[*leaf].is_empty()
            {
                singles.extend(&self.stems[*leaf]);
                continue;
            }
            let fields = self.fields.iter();
            for field in fields.filter(|field| field.has(alternative, place.ordinal)) {
                match alternative {
                    Expression::Word(leaf) => singles.extend(&field.leaves[*leaf]),
                    Expression::Row(steps) if steps.iter().all(|step| step.skip == 0) => {
                        phrases.push(field.phrase(steps, place)?);
                    }
                    other => positionals.push(field.positional(&Rc::new(other.clone()), place)?),
                }
            }
        }
        let many = singles.iter().map(|part| part.by_segment[place.ordinal].len());
        let many = many.sum::<usize>() > MOST_WALKED_FORMS;
        let lists = singles.iter().flat_map(|part| part.lists(place, FREQUENCIES));
        if many && phrases.is_empty() && positionals.is_empty() {
            let stories = place.segment.max_doc();
            return Ok(Box::new(Counted::of(self.rarity, lists, stories)?));
        }
        Ok(Box::new(Words {
            rarity: self.rarity,
            singles: lists.collect::<tantivy::Result<_>>()?,
            phrases,
            positionals,
            clock: place.clock.clone(),
            tally: Tally::empty(),
        }))
    }

    fn by_text<'s>(&'s self, place: &Place<'s>) -> tantivy::Result<Box<dyn Sieve + 's>> {
        let mut candidates = Vec::new();
        for field in &self.fields {
            candidates.push(Shape::of(
                &self.expression,
                &field.holders(&self.expression, place)?,
            ));
        }
        Ok(Box::new(ByText {
            rarity: self.rarity,
            pattern: self.pattern,
            weights: place.weights,
            candidates: Shape::Any(candidates),
            load: place.load.clone(),
            damaged: place.damaged.clone(),
            clock: place.clock.clone(),
            tally: Tally::empty(),
        }))
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
        let parts = self.leaves.iter().find(|parts| !parts.is_empty());
        parts.into_iter().flatten().map(|part| part.weight).collect()
    }

    fn phrase(&self, steps: &[Step], place: &Place<'_>) -> tantivy::Result<Phrase> {
        let mut holders = Vec::with_capacity(steps.len());
        let mut words = Vec::with_capacity(steps.len());
        for step in steps {
            let of_leaf = holders_of(&self.leaves[step.leaf], place)?;
            words.push(positions_of(&[&self.leaves[step.leaf]], &of_leaf, place)?);
            holders.push(of_leaf);
        }
        Ok(Phrase::of(holders, words, self.weights()))
    }

    /// The stories that hold the words of an expression; those of other expressions stay empty.
    fn holders(&self, expression: &Expression, place: &Place<'_>) -> tantivy::Result<Vec<Holders>> {
        let leaves = self.leaves.iter().enumerate();
        let holders = leaves.map(|(leaf, parts)| {
            let parts = if expression.has_leaf(leaf) {
                &parts[..]
            } else {
                &[]
            };
            holders_of(parts, place)
        });
        holders.collect()
    }

    fn positional(&self, expression: &Rc<Expression>, place: &Place<'_>) -> tantivy::Result<Positional> {
        let [texts, paragraphs, sentences] = &self.begins;
        let section = |begins: &[&Option<Vec<PartTerms>>]| -> tantivy::Result<Option<Positions>> {
            let all: Vec<&Vec<PartTerms>> = begins.iter().filter_map(|begins| begins.as_ref()).collect();
            if all.is_empty() {
                return Ok(None);
            }
            positions_of(&all, &Holders::of(Vec::new()), place).map(Some)
        };
        let sections = Sections {
            texts: section(&[texts])?,
            paragraphs: section(&[texts, paragraphs])?,
            sentences: section(&[texts, paragraphs, sentences])?,
        };
        let holders = self.holders(expression, place)?;
        let mut words = Vec::with_capacity(holders.len());
        for ((leaf, parts), holders) in self.leaves.iter().enumerate().zip(&holders) {
            let own: &[&Vec<PartTerms>] = if expression.has_leaf(leaf) { &[parts] } else { &[] };
            words.push(positions_of(own, holders, place)?);
        }
        let shape = Shape::of(expression, &holders);
        Ok(Positional::of(
            expression.clone(),
            shape,
            words,
            sections,
            self.weights(),
        ))
    }
}

impl PartTerms {
    fn lists<'p>(
        &'p self,
        place: &Place<'p>,
        option: IndexRecordOption,
    ) -> impl Iterator<Item = tantivy::Result<List>> + use<'p> {
        let segment = place.segment;
        let terms = self.by_segment[place.ordinal].iter();
        terms.map(move |term| {
            let index = segment.inverted_index(self.column)?;
            let postings = index.read_block_postings_from_terminfo(term, option)?;
            Ok(List::of(postings, self.weight, segment.max_doc()))
        })
    }

    fn positions(&self, place: &Place<'_>) -> tantivy::Result<Vec<SegmentPostings>> {
        let index = place.segment.inverted_index(self.column)?;
        let terms = self.by_segment[place.ordinal].iter();
        let postings = terms.map(|term| index.read_postings_from_terminfo(term, POSITIONS));
        Ok(postings.collect::<std::io::Result<_>>()?)
    }
}

/// The sieve that leaves the stories of a segment that have any of some terms, which count nothing.
pub(super) fn any_of<'c>(terms: &[&PartTerms], place: &Place<'_>) -> tantivy::Result<Box<dyn Sieve + 'c>> {
    let lists = terms
        .iter()
        .flat_map(|part| part.lists(place, IndexRecordOption::Basic));
    Ok(Box::new(Words {
        rarity: 0.0,
        singles: lists.collect::<tantivy::Result<_>>()?,
        phrases: Vec::new(),
        positionals: Vec::new(),
        clock: place.clock.clone(),
        tally: Tally::empty(),
    }))
}

fn holders_of(parts: &[PartTerms], place: &Place<'_>) -> tantivy::Result<Holders> {
    let lists = parts
        .iter()
        .flat_map(|part| part.lists(place, IndexRecordOption::Basic));
    Ok(Holders::of(lists.collect::<tantivy::Result<_>>()?))
}

/// Where terms stand; those of one part are read as one list, whatever they are.
fn positions_of(
    terms: &[&Vec<PartTerms>],
    holders: &Holders,
    place: &Place<'_>,
) -> tantivy::Result<Positions> {
    let mut parts: Vec<Vec<SegmentPostings>> = Vec::new();
    for terms in terms {
        parts.resize_with(terms.len(), Vec::new);
        for (part, term) in parts.iter_mut().zip(*terms) {
            part.extend(term.positions(place)?);
        }
    }
    let by_story = match holders {
        Holders::ByStory(by_story) => Some(by_story.clone()),
        Holders::Lists(_) => None,
    };
    Ok(Positions { parts, by_story })
}
