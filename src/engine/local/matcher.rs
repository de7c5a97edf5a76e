//! From a plan to the sieve of a segment: its conditions and how they are joined. What becomes of
//! words is decided in [`super::found`].

use std::cell::Cell;
use std::rc::Rc;

use memchr::memmem;
use tantivy::columnar::StrColumn;
use tantivy::schema::Field as Column;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use crate::field::{Field, Kind, key_matches};
use crate::query::Bounds;
use crate::spans::{Node, Plan, Test};
use crate::tokens::Begin;

use super::by_text::Load;
use super::clock::Clock;
use super::forms::Forms;
use super::found::{Found, PartTerms, Place, any_of};
use super::look_up::{look_up, part_terms};
use super::opened::Opened;
use super::rank::Ranking;
use super::schema::begin_term;
use super::sieve::{All, Any, Check, Every, Not, Sieve};
use super::window::{Stories, Window};

/// A plan whose words were looked up in the whole index.
pub(super) struct Matcher<'a> {
    opened: &'a Opened,
    ranking: &'a Ranking<'a>,
    plan: &'a Plan,
    patterns: Vec<Found<'a>>,
    /// For each field of which any word will do, its words' beginnings.
    held: Vec<(Field, Vec<PartTerms>)>,
    clock: Clock,
    damaged: Rc<Cell<bool>>,
}

impl<'a> Matcher<'a> {
    pub(super) fn of(
        opened: &'a Opened,
        ranking: &'a Ranking<'a>,
        plan: &'a Plan,
        clock: Clock,
    ) -> tantivy::Result<Matcher<'a>> {
        let mut forms = Forms::of(opened, clock.clone());
        scan(&mut forms, opened, plan)?;
        let mut patterns = Vec::with_capacity(plan.patterns.len());
        for pattern in &plan.patterns {
            patterns.push(look_up(&mut forms, &opened.layout, ranking, pattern)?);
        }
        let mut fields = Vec::new();
        held_fields(&plan.root, &mut fields);
        let mut held = Vec::new();
        for field in fields {
            let begin = Test::Exact(begin_term(Begin::Text).to_owned());
            held.push((
                field,
                part_terms(&mut forms, &opened.layout, ranking, field, &begin)?,
            ));
        }
        Ok(Matcher {
            opened,
            ranking,
            plan,
            patterns,
            held,
            clock,
            damaged: Rc::new(Cell::new(false)),
        })
    }

    /// What the patterns of these indexes add to the score of a story: how much each tells, and its score.
    pub(super) fn scores(
        &self,
        patterns: &[usize],
        segment: &SegmentReader,
        address: DocAddress,
        resistance: f32,
    ) -> tantivy::Result<Vec<(f32, f32)>> {
        let place = self.place(segment, address.segment_ord as usize);
        let window = Window::of(address.doc_id);
        let slot = window.slot(address.doc_id);
        let score = |pattern: &usize| {
            let found = &self.patterns[*pattern];
            let mut sieve = found.sieve(&place)?;
            let mut story = Stories::none();
            story.insert(slot);
            sieve.sift(window, &mut story);
            let score = if story.contains(slot) {
                sieve.score(slot, resistance)
            } else {
                0.0
            };
            Ok((found.rarity, score))
        };
        patterns.iter().map(score).collect()
    }

    /// # Errors
    /// When a story that had to be read could not be.
    pub(super) fn check(&self) -> tantivy::Result<()> {
        if self.damaged.get() {
            return Err(TantivyError::InternalError(
                "a stored story cannot be read".into(),
            ));
        }
        Ok(())
    }

    /// The sieve that leaves the stories of a segment, given by its ordinal, which satisfy the plan.
    pub(super) fn sieve<'s>(
        &'s self,
        segment: &'s SegmentReader,
        ordinal: usize,
    ) -> tantivy::Result<Box<dyn Sieve + 's>> {
        self.condition(&self.plan.root, &self.place(segment, ordinal))
    }

    fn condition<'s>(&'s self, node: &Node, place: &Place<'s>) -> tantivy::Result<Box<dyn Sieve + 's>> {
        let segment = place.segment;
        let stories = segment.max_doc();
        let inner = |nodes: &[Node]| -> tantivy::Result<Vec<Box<dyn Sieve + 's>>> {
            nodes.iter().map(|node| self.condition(node, place)).collect()
        };
        Ok(match node {
            Node::All => Box::new(Every { stories }),
            Node::Words(pattern) => self.patterns[*pattern].sieve(place)?,
            Node::Has(fields) => self.holding(fields, place)?,
            Node::Key(field, pattern) => check(segment, key_check(segment, *field, pattern)?),
            Node::Range(field, bounds) => check(segment, self.range_check(segment, *field, *bounds)?),
            Node::Not(node) => Box::new(Not {
                stories,
                inner: self.condition(node, place)?,
            }),
            Node::And(nodes) => Box::new(All::of(inner(nodes)?)),
            Node::Or(nodes) => Box::new(Any::of(inner(nodes)?)),
        })
    }

    fn place<'s>(&'s self, segment: &'s SegmentReader, ordinal: usize) -> Place<'s> {
        let load: Load<'s> = Rc::new(move |doc| self.opened.article(ordinal as u32, doc).ok());
        Place {
            segment,
            ordinal,
            weights: self.ranking.weights,
            load,
            damaged: &self.damaged,
            clock: &self.clock,
        }
    }

    /// Stories of which any of some fields holds something.
    fn holding<'s>(&'s self, fields: &[Field], place: &Place<'s>) -> tantivy::Result<Box<dyn Sieve + 's>> {
        let layout = &self.opened.layout;
        let segment = place.segment;
        let name = |field: Field| layout.schema.get_field_name(layout.column(field)).to_owned();
        if let [field] = fields {
            let columns = segment.fast_fields();
            match field.kind() {
                Kind::Date | Kind::Number => {
                    let column = columns.column_opt::<i64>(&name(*field))?;
                    let holds = move |doc| column.as_ref().is_some_and(|column| column.first(doc).is_some());
                    return Ok(check(segment, holds));
                }
                Kind::Key => {
                    let column = columns.str(&name(*field))?;
                    let holds = move |doc| {
                        column
                            .as_ref()
                            .is_some_and(|column| column.ords().first(doc).is_some())
                    };
                    return Ok(check(segment, holds));
                }
                Kind::Text | Kind::Name => {}
            }
        }
        let held = self.held.iter().filter(|(field, _)| fields.contains(field));
        let terms: Vec<&PartTerms> = held.flat_map(|(_, terms)| terms).collect();
        any_of(&terms, place)
    }

    fn range_check(&self, segment: &SegmentReader, field: Field, bounds: Bounds) -> tantivy::Result<Holds> {
        let layout = &self.opened.layout;
        let name = layout.schema.get_field_name(layout.column(field)).to_owned();
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

/// What is asked of a story's columns.
type Holds = Box<dyn Fn(DocId) -> bool>;

fn check<'c>(segment: &SegmentReader, holds: impl Fn(DocId) -> bool + 'c) -> Box<dyn Sieve + 'c> {
    Box::new(Check {
        stories: segment.max_doc(),
        holds: Box::new(holds),
    })
}

/// Looks up at once what would ask for all words of a field, each by itself.
fn scan(forms: &mut Forms<'_>, opened: &Opened, plan: &Plan) -> tantivy::Result<()> {
    let mut wanted: Vec<(Column, &Test)> = Vec::new();
    for pattern in &plan.patterns {
        let tests = pattern.leaves.iter().map(|leaf| &leaf.test);
        for test in tests.filter(|test| test.is_scan()) {
            let columns = pattern
                .fields
                .iter()
                .flat_map(|field| opened.layout.parts(*field));
            wanted.extend(columns.map(|(_, column)| (column, test)));
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    for of_column in wanted.chunk_by(|one, other| one.0 == other.0) {
        let tests: Vec<&Test> = of_column.iter().map(|(_, test)| *test).collect();
        forms.scan(&tests, of_column[0].0)?;
    }
    Ok(())
}

/// The fields of which any word will do.
fn held_fields(node: &Node, found: &mut Vec<Field>) {
    match node {
        Node::Has(fields) => {
            let words = fields
                .iter()
                .filter(|field| matches!(field.kind(), Kind::Text | Kind::Name));
            for field in words {
                if !found.contains(field) {
                    found.push(*field);
                }
            }
        }
        Node::Not(inner) => held_fields(inner, found),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| held_fields(part, found)),
        Node::All | Node::Words(_) | Node::Key(..) | Node::Range(..) => {}
    }
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

fn key_check(segment: &SegmentReader, field: Field, pattern: &str) -> tantivy::Result<Holds> {
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
    // What is meant by a pattern without stars holds it, which is soon seen.
    let whole = pattern.trim_end_matches('/');
    let held = (!pattern.contains('*')).then(|| memmem::Finder::new(whole));
    let mut values = column.dictionary().stream()?;
    while values.advance() {
        if held
            .as_ref()
            .is_some_and(|held| held.find(values.key()).is_none())
        {
            continue;
        }
        let matches = std::str::from_utf8(values.key()).is_ok_and(|value| key_matches(pattern, value));
        wanted[values.term_ord() as usize] = matches;
    }
    Ok(wanted)
}
