//! From a plan to the cursor of a segment: its conditions and how they are joined. What becomes of
//! words is decided in [`super::found`].

use std::cell::Cell;
use std::rc::Rc;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use crate::field::{Field, Kind, key_matches};
use crate::query::Bounds;
use crate::spans::{Node, Plan, Test};
use crate::tokens::Begin;

use super::by_text::Load;
use super::clock::Clock;
use super::cursor::{All, Any, Check, Cursor, Every};
use super::forms::Forms;
use super::found::{Found, PartTerms, Place, any_of, look_up, part_terms};
use super::opened::Opened;
use super::rank::Ranking;
use super::schema::begin_term;

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
        let mut forms = Forms::of(&opened.searcher);
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
        let score = |pattern: &usize| {
            let found = &self.patterns[*pattern];
            let mut cursor = found.cursor(&place, 1)?;
            let here = cursor.doc() == address.doc_id
                || (cursor.doc() < address.doc_id && cursor.seek(address.doc_id) == address.doc_id);
            Ok((found.rarity, if here { cursor.score(resistance) } else { 0.0 }))
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

    /// The cursor over the stories of a segment, given by its ordinal.
    pub(super) fn cursor<'s>(
        &'s self,
        segment: &'s SegmentReader,
        ordinal: usize,
    ) -> tantivy::Result<Box<dyn Cursor + 's>> {
        let asked = u64::from(segment.max_doc());
        Ok(
            match self.built(&self.plan.root, &self.place(segment, ordinal), asked)? {
                Built::Walk(cursor) => cursor,
                other => self.all(vec![other], segment),
            },
        )
    }

    /// A condition made ready, of which about `asked` stories will be asked for.
    fn built<'s>(&'s self, node: &Node, place: &Place<'s>, asked: u64) -> tantivy::Result<Built<'s>> {
        let segment = place.segment;
        let inner = |nodes: &[Node], asked: u64| -> tantivy::Result<Vec<Built<'s>>> {
            nodes.iter().map(|node| self.built(node, place, asked)).collect()
        };
        Ok(match node {
            Node::All => Built::Walk(every(segment)),
            Node::Words(pattern) => Built::Walk(self.patterns[*pattern].cursor(place, asked)?),
            Node::Has(fields) => self.holding(fields, segment, place.ordinal)?,
            Node::Key(field, pattern) => Built::Check(key_check(segment, *field, pattern)?),
            Node::Range(field, bounds) => Built::Check(self.range_check(segment, *field, *bounds)?),
            Node::Not(node) => match self.built(node, place, asked)? {
                Built::Walk(cursor) => Built::Without(cursor),
                Built::Check(check) => Built::Check(Box::new(move |doc| !check(doc))),
                Built::Without(cursor) => Built::Walk(cursor),
            },
            Node::And(nodes) => {
                // The rarest part decides how many stories the others are asked for.
                let rarest = nodes.iter().map(|node| self.cost(node, place.ordinal)).min();
                let asked = rarest.map_or(asked, |rarest| rarest.min(asked));
                Built::Walk(self.all(inner(nodes, asked)?, segment))
            }
            Node::Or(nodes) => {
                let parts = inner(nodes, asked)?.into_iter().map(|part| match part {
                    Built::Walk(cursor) => cursor,
                    other => self.all(vec![other], segment),
                });
                Built::Walk(Box::new(Any::of(parts.collect())))
            }
        })
    }

    /// About how many stories of a segment satisfy a condition, as far as its words tell.
    fn cost(&self, node: &Node, ordinal: usize) -> u64 {
        match node {
            Node::Words(pattern) => self.patterns[*pattern].cost(ordinal),
            Node::And(nodes) => {
                let costs = nodes.iter().map(|node| self.cost(node, ordinal));
                costs.min().unwrap_or(u64::MAX)
            }
            Node::Or(nodes) => {
                let costs = nodes.iter().map(|node| self.cost(node, ordinal));
                costs.fold(0, u64::saturating_add)
            }
            Node::All | Node::Key(..) | Node::Range(..) | Node::Has(_) | Node::Not(_) => u64::MAX,
        }
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
    fn holding(
        &self,
        fields: &[Field],
        segment: &SegmentReader,
        ordinal: usize,
    ) -> tantivy::Result<Built<'_>> {
        let layout = &self.opened.layout;
        let name = |field: Field| layout.schema.get_field_name(layout.column(field)).to_owned();
        if let [field] = fields {
            let columns = segment.fast_fields();
            match field.kind() {
                Kind::Date | Kind::Number => {
                    let column = columns.column_opt::<i64>(&name(*field))?;
                    return Ok(Built::Check(Box::new(move |doc| {
                        column.as_ref().is_some_and(|column| column.first(doc).is_some())
                    })));
                }
                Kind::Key => {
                    let column = columns.str(&name(*field))?;
                    return Ok(Built::Check(Box::new(move |doc| {
                        column
                            .as_ref()
                            .is_some_and(|column| column.ords().first(doc).is_some())
                    })));
                }
                Kind::Text | Kind::Name => {}
            }
        }
        let held = self.held.iter().filter(|(field, _)| fields.contains(field));
        let terms: Vec<&PartTerms> = held.flat_map(|(_, terms)| terms).collect();
        Ok(Built::Walk(any_of(&terms, segment, ordinal)?))
    }

    fn all<'c>(&self, built: Vec<Built<'c>>, segment: &SegmentReader) -> Box<dyn Cursor + 'c> {
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
        Box::new(All::of(parts, excluded, checks, self.clock.clone()))
    }

    fn range_check(
        &self,
        segment: &SegmentReader,
        field: Field,
        bounds: Bounds,
    ) -> tantivy::Result<Check<'static>> {
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

/// A condition made ready for a segment.
enum Built<'c> {
    Walk(Box<dyn Cursor + 'c>),
    Without(Box<dyn Cursor + 'c>),
    Check(Check<'c>),
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

fn key_check(segment: &SegmentReader, field: Field, pattern: &str) -> tantivy::Result<Check<'static>> {
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
