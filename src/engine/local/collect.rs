//! From sieves to a page: counts all, keeps the best, in an order that does not depend on how the
//! index is cut into segments.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use crate::article::{ArticleId, Date};

use super::super::{Listed, SearchRequest, Sort};
use super::alive::Alive;
use super::clock::Clock;
use super::matcher::Matcher;
use super::opened::{Opened, Order};
use super::rank::{Lengths, Ranking};
use super::schema::SINCE;
use super::sieve::Sieve;
use super::window::{Stories, Window, slots};

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
struct Best<'o> {
    total: u64,
    partial: bool,
    best: Vec<Candidate<'o>>,
}

fn page<'o>(opened: &'o Opened, request: &SearchRequest<'_>) -> tantivy::Result<Best<'o>> {
    let clock = Clock::until(request.deadline);
    let ranking = Ranking::of(opened, request.weights);
    let matcher = Matcher::of(opened, &ranking, request.plan, clock.clone())?;
    let wanted = request.offset.saturating_add(request.limit);
    let mut total = 0;
    let mut best: Vec<Candidate<'_>> = Vec::new();
    for (ordinal, segment) in opened.searcher.segment_readers().iter().enumerate() {
        let lengths = ranking.lengths(segment, &opened.layout)?;
        let mut top = Top::of(
            opened.order(ordinal)?,
            request.sort,
            wanted.min(opened.alive[ordinal].end() as usize),
        );
        if best.len() == wanted {
            top.floor = best.last().map_or(0.0, |worst| worst.score);
        }
        let mut sieve = matcher.sieve(segment, ordinal)?;
        let is_new = newness(segment, request.since)?;
        let walk = Walk {
            alive: &opened.alive[ordinal],
            clock: &clock,
            is_new,
        };
        walk.over(&mut *sieve, |sieve, window, stories| {
            total += u64::from(stories.count());
            if wanted > 0 {
                top.offer_all(sieve, window, stories, &lengths);
            }
        })?;
        best = merge(best, top.finish(ordinal as u32), wanted);
    }
    matcher.check()?;
    Ok(Best {
        total,
        partial: clock.was_over(),
        best,
    })
}

/// The windows of a segment, and what holds for all of them.
pub(super) struct Walk<'w, N> {
    /// The stories of the segment.
    pub(super) alive: &'w Alive,
    pub(super) clock: &'w Clock,
    /// Which of them are new enough, if that is asked.
    pub(super) is_new: Option<N>,
}

impl<N: Fn(DocId) -> bool> Walk<'_, N> {
    /// Passes the stories that a sieve leaves, window by window, until the time is over.
    ///
    /// # Errors
    /// When the sieve goes backwards, which damaged postings do: the walk would not end.
    pub(super) fn over<'s>(
        &self,
        sieve: &mut (dyn Sieve + 's),
        mut found: impl FnMut(&(dyn Sieve + 's), Window, &Stories),
    ) -> tantivy::Result<()> {
        let mut next = sieve.next(0);
        while next < self.alive.end() {
            let window = Window::of(next);
            let mut stories = self.alive.within(window);
            sieve.sift(window, &mut stories);
            // What is left of a window that was not finished may be wrong.
            if self.clock.look() {
                return Ok(());
            }
            if let Some(is_new) = &self.is_new {
                stories.retain(|slot| is_new(window.doc(slot)));
            }
            if !stories.is_empty() {
                found(sieve, window, &stories);
            }
            next = sieve.next(window.end());
            if next < window.end() {
                return Err(TantivyError::InternalError("postings are out of order".into()));
            }
        }
        Ok(())
    }
}

/// Tells of a story whether it is new since a generation, if that is asked.
pub(super) fn newness(
    segment: &SegmentReader,
    since: Option<u64>,
) -> tantivy::Result<Option<impl Fn(DocId) -> bool>> {
    let Some(since) = since else { return Ok(None) };
    let column = segment.fast_fields().column_opt::<i64>(SINCE)?;
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    Ok(Some(move |doc| {
        let came = column.as_ref().and_then(|column| column.first(doc));
        came.is_none_or(|came| came > since)
    }))
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
struct Top<'o> {
    order: &'o Order,
    sort: Sort,
    wanted: usize,
    heap: BinaryHeap<(Key, u64, DocId, u32)>,
    /// No story with a lower score will be among the best, because of other segments.
    floor: f32,
}

impl<'o> Top<'o> {
    fn of(order: &'o Order, sort: Sort, wanted: usize) -> Top<'o> {
        Top {
            order,
            sort,
            wanted,
            heap: BinaryHeap::new(),
            floor: 0.0,
        }
    }

    /// Offers the stories of a window that a sieve left. The score of one is only asked for if it may be
    /// among the best.
    fn offer_all(&mut self, sieve: &dyn Sieve, window: Window, stories: &Stories, lengths: &Lengths) {
        // A bound takes as long as the scores of so many stories.
        const FEW: u32 = 4;
        for (group, mut left) in stories.groups() {
            let worst = self.worst();
            if worst > 0.0 && left.count_ones() > FEW {
                left = sieve.able(group, left, lengths.least(), worst);
            }
            for slot in slots(group, left) {
                let doc = window.doc(slot);
                let score = sieve.score(slot, lengths.resistance(doc));
                if score >= self.worst() {
                    self.offer(score, doc);
                }
            }
        }
    }

    /// No story with a lower score will be among the best.
    fn worst(&self) -> f32 {
        if self.sort != Sort::Relevance {
            return 0.0;
        }
        match self.heap.peek() {
            Some((_, _, _, score)) if self.heap.len() == self.wanted => {
                f32::from_bits(*score).max(self.floor)
            }
            _ => self.floor,
        }
    }

    fn offer(&mut self, score: f32, doc: DocId) {
        let Order { published, ids } = self.order;
        let published = published.as_ref().and_then(|column| column.first(doc));
        let id = ids
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

    fn finish(self, segment: u32) -> Vec<Candidate<'o>> {
        let Order { published, ids } = self.order;
        let candidate = |(key, id, doc, score)| Candidate {
            key,
            id,
            ids: ids.as_ref(),
            name: OnceCell::new(),
            published: published.as_ref().and_then(|column| column.first(doc)),
            score: f32::from_bits(score),
            address: DocAddress::new(segment, doc),
        };
        self.heap.into_sorted_vec().into_iter().map(candidate).collect()
    }
}

/// A story that may be on the page.
struct Candidate<'o> {
    key: Key,
    /// The ordinal of its id in the dictionary of its segment.
    id: u64,
    ids: Option<&'o StrColumn>,
    /// The id, once it was asked for.
    name: OnceCell<String>,
    /// When it was published, in seconds.
    published: Option<i64>,
    score: f32,
    address: DocAddress,
}

impl Candidate<'_> {
    /// The dictionaries of two segments are only read if all else is equal.
    fn order(&self, other: &Candidate) -> Ordering {
        self.key.cmp(&other.key).then_with(|| {
            if self.address.segment_ord == other.address.segment_ord {
                return self.id.cmp(&other.id);
            }
            // An id that cannot be read sorts first; reading the story will say what is wrong.
            self.known_name().cmp(other.known_name())
        })
    }

    fn known_name(&self) -> &str {
        self.name.get_or_init(|| self.name().unwrap_or_default())
    }

    fn name(&self) -> tantivy::Result<String> {
        let mut name = String::new();
        if let Some(ids) = self.ids {
            ids.ord_to_str(self.id, &mut name)?;
        }
        Ok(name)
    }
}

fn merge<'o>(best: Vec<Candidate<'o>>, more: Vec<Candidate<'o>>, wanted: usize) -> Vec<Candidate<'o>> {
    let mut all: Vec<Candidate<'o>> = best.into_iter().chain(more).collect();
    all.sort_by(Candidate::order);
    all.truncate(wanted);
    all
}
