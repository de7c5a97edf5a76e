//! From cursors to a page: counts all, keeps the best, in an order that does not depend on how the
//! index is cut into segments.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::rc::Rc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED};

use crate::article::{ArticleId, Date};
use crate::field::Field;

use super::super::{Listed, SearchRequest, Sort};
use super::clock::Clock;
use super::matcher::Matcher;
use super::opened::Opened;
use super::rank::Ranking;
use super::schema::SINCE;

/// The stories of a page and the number of all.
pub(super) struct Answer {
    pub(super) total: u64,
    /// Whether the time ran out before all stories were looked at.
    pub(super) partial: bool,
    pub(super) hits: Vec<(f32, DocAddress)>,
}

/// Runs a request over all segments.
pub(super) fn collect(opened: &Opened, request: &SearchRequest<'_>) -> tantivy::Result<Answer> {
    let page = page(opened, request)?;
    let hits = page.best.into_iter().skip(request.offset);
    Ok(Answer {
        total: page.total,
        partial: page.partial,
        hits: hits
            .map(|candidate| (candidate.score, candidate.address))
            .collect(),
    })
}

/// Runs a request over all segments and names the stories.
pub(super) fn list(opened: &Opened, request: &SearchRequest<'_>) -> tantivy::Result<Vec<Listed>> {
    let page = page(opened, request)?.best.into_iter().skip(request.offset);
    page.map(|candidate| {
        let published = match candidate.published {
            Some(second) => Date::from_days(second.div_euclid(86_400)),
            None => None,
        };
        Ok(Listed {
            id: ArticleId(candidate.name()?),
            score: candidate.score,
            published,
        })
    })
    .collect()
}

/// The best stories of all segments, those before the page included.
struct Best {
    total: u64,
    partial: bool,
    best: Vec<Candidate>,
}

fn page(opened: &Opened, request: &SearchRequest<'_>) -> tantivy::Result<Best> {
    let clock = Clock::until(request.deadline);
    let ranking = Ranking::of(&opened.searcher, &opened.layout, request.weights)?;
    let matcher = Matcher::of(opened, &ranking, request.plan, clock.clone())?;
    let wanted = request.offset.saturating_add(request.limit);
    let mut total = 0;
    let mut best: Vec<Candidate> = Vec::new();
    for (ordinal, segment) in opened.searcher.segment_readers().iter().enumerate() {
        let lengths = ranking.lengths(segment, &opened.layout)?;
        let mut cursor = matcher.cursor(segment, ordinal)?;
        let mut top = Top::new(segment, request.sort, wanted)?;
        let is_new = newness(segment, request.since)?;
        // A cursor that has run out of time may stand on a story that it should have passed over.
        while cursor.doc() != TERMINATED && !clock.is_over() {
            let doc = cursor.doc();
            if is_new(doc) {
                total += 1;
                if wanted > 0 {
                    top.offer(cursor.score(lengths.resistance(doc)), doc);
                }
            }
            cursor.advance();
        }
        best = merge(best, top.finish(ordinal as u32), wanted);
    }
    matcher.check()?;
    Ok(Best {
        total,
        partial: clock.was_over(),
        best,
    })
}

/// Tells of a story whether it is new since a generation.
pub(super) fn newness(
    segment: &SegmentReader,
    since: Option<u64>,
) -> tantivy::Result<impl Fn(DocId) -> bool> {
    let column = segment.fast_fields().column_opt::<i64>(SINCE)?;
    let since = since.map(|since| i64::try_from(since).unwrap_or(i64::MAX));
    Ok(move |doc| {
        let Some(since) = since else { return true };
        let came = column.as_ref().and_then(|column| column.first(doc));
        came.is_none_or(|came| came > since)
    })
}

/// The key of the order: smaller comes first. Scores are never NaN.
fn key(sort: Sort, score: f32, published: Option<i64>) -> (Reverse<i64>, Reverse<i64>) {
    // Positive floats order as their bits do.
    let score = i64::from(score.max(0.0).to_bits());
    let newest = published.unwrap_or(i64::MIN);
    match sort {
        Sort::Relevance => (Reverse(score), Reverse(newest)),
        Sort::Newest => (Reverse(newest), Reverse(score)),
        Sort::Oldest => (Reverse(published.map_or(i64::MIN, |date| -date)), Reverse(score)),
    }
}

type Key = (Reverse<i64>, Reverse<i64>);

/// The best stories of one segment; ids are compared by their ordinals in its dictionary.
struct Top {
    sort: Sort,
    wanted: usize,
    published: Option<Column<i64>>,
    ids: Option<StrColumn>,
    heap: BinaryHeap<(Key, u64, DocId, u32)>,
}

impl Top {
    fn new(segment: &SegmentReader, sort: Sort, wanted: usize) -> tantivy::Result<Top> {
        let columns = segment.fast_fields();
        let published = columns.column_opt::<i64>(Field::Published.name())?;
        let room = wanted.min(segment.max_doc() as usize);
        Ok(Top {
            sort,
            wanted,
            published,
            ids: columns.str(Field::Id.name())?,
            heap: BinaryHeap::with_capacity(room + 1),
        })
    }

    fn offer(&mut self, score: f32, doc: DocId) {
        if self.sort == Sort::Relevance && self.heap.len() == self.wanted {
            let worst = self.heap.peek().map_or(0, |(key, ..)| key.0.0);
            if i64::from(score.max(0.0).to_bits()) < worst {
                return;
            }
        }
        let published = self.published.as_ref().and_then(|column| column.first(doc));
        let id = self
            .ids
            .as_ref()
            .and_then(|ids| ids.ords().first(doc))
            .unwrap_or(u64::MAX);
        let entry = (key(self.sort, score, published), id, doc, score.to_bits());
        if self.heap.len() < self.wanted {
            self.heap.push(entry);
        } else if self.heap.peek().is_some_and(|worst| entry < *worst) {
            self.heap.pop();
            self.heap.push(entry);
        }
    }

    fn finish(self, segment: u32) -> Vec<Candidate> {
        let (ids, published) = (Rc::new(self.ids), self.published);
        let candidate = |(key, id, doc, score)| Candidate {
            key,
            id,
            ids: Rc::clone(&ids),
            published: published.as_ref().and_then(|column| column.first(doc)),
            score: f32::from_bits(score),
            address: DocAddress::new(segment, doc),
        };
        self.heap.into_sorted_vec().into_iter().map(candidate).collect()
    }
}

/// A story that may be on the page.
struct Candidate {
    key: Key,
    /// The ordinal of its id in the dictionary of its segment.
    id: u64,
    ids: Rc<Option<StrColumn>>,
    /// When it was published, in seconds.
    published: Option<i64>,
    score: f32,
    address: DocAddress,
}

impl Candidate {
    /// The dictionaries of two segments are only read if all else is equal.
    fn order(&self, other: &Candidate) -> Ordering {
        self.key.cmp(&other.key).then_with(|| {
            if self.address.segment_ord == other.address.segment_ord {
                return self.id.cmp(&other.id);
            }
            // An id that cannot be read sorts first; reading the story will say what is wrong.
            let name = |candidate: &Candidate| candidate.name().unwrap_or_default();
            name(self).cmp(&name(other))
        })
    }

    fn name(&self) -> tantivy::Result<String> {
        let mut name = String::new();
        if let Some(ids) = self.ids.as_ref() {
            ids.ord_to_str(self.id, &mut name)?;
        }
        Ok(name)
    }
}

fn merge(best: Vec<Candidate>, more: Vec<Candidate>, wanted: usize) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = best.into_iter().chain(more).collect();
    all.sort_by(Candidate::order);
    all.truncate(wanted);
    all
}
