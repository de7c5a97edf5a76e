//! Which stretches of a text satisfy an expression, and how many there are.

use std::cmp::Reverse;

use super::{Expression, Near, Places, Reach, Step};

/// A stretch of a text: the positions of its first and its last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Of its first word.
    pub first: u32,
    /// Of its last word, which may be the first.
    pub last: u32,
}

/// Of two parts near each other that are themselves inside an operator, no more stretches than these
/// are looked at in one text, those at its beginning: two frequent words far apart have millions.
pub(super) const MOST: usize = 2_048;

/// All stretches that satisfy an expression, in order, none twice.
///
/// ```
/// use newsidx::query::Reach;
/// use newsidx::spans::{Expression, Near, Places, Stretch, stretches};
/// let places = Places { words: vec![vec![2, 9], vec![5, 30]], ..Places::default() };
/// let near = Near {
///     left: Expression::Word(0),
///     right: Expression::Word(1),
///     reach: Reach::Words(4),
///     ordered: false,
///     apart: false,
/// };
/// let found = stretches(&Expression::Near(Box::new(near)), &places);
/// assert_eq!(found, [Stretch { first: 2, last: 5 }, Stretch { first: 5, last: 9 }]);
/// ```
#[must_use]
pub fn stretches(expression: &Expression, places: &Places) -> Vec<Stretch> {
    match expression {
        Expression::Word(leaf) => {
            let positions = places.words[*leaf].iter();
            positions
                .map(|at| Stretch {
                    first: *at,
                    last: *at,
                })
                .collect()
        }
        Expression::Row(steps) => row(steps, places),
        Expression::Any(parts) => {
            let all = parts.iter().flat_map(|part| stretches(part, places));
            in_order(all.collect())
        }
        Expression::First(words, inner) => {
            let mut found = stretches(inner, places);
            found.retain(|stretch| is_first(*words, *stretch, places));
            found
        }
        Expression::Near(near) if near.apart => apart(near, places),
        Expression::Near(near) => {
            let (left, right) = (stretches(&near.left, places), stretches(&near.right, places));
            let mut found = Vec::new();
            pairs(near, &left, &right, places, |one, other| {
                found.push(around(left[one], right[other]));
                found.len() < MOST
            });
            in_order(found)
        }
    }
}

/// The occurrences of an expression: the most stretches that satisfy it and do not overlap, those that
/// end first.
#[must_use]
pub fn occurrences(expression: &Expression, places: &Places) -> Vec<Stretch> {
    let mut found = match expression {
        Expression::Near(near) if !near.apart => match (&near.left, &near.right, near.reach) {
            (Expression::Word(one), Expression::Word(other), Reach::Words(most))
                if one != other && !any_near(&places.words[*one], &places.words[*other], most) =>
            {
                Vec::new()
            }
            _ => shortest(near, places),
        },
        other => stretches(other, places),
    };
    if found.len() < 2 {
        return found;
    }
    found.sort_unstable_by_key(|stretch| (stretch.last, Reverse(stretch.first)));
    let mut free = 0;
    found.retain(|stretch| {
        let fits = stretch.first >= free;
        if fits {
            free = stretch.last + 1;
        }
        fits
    });
    found
}

/// Whether any position of one list is near any of another, in either order: most stories that have two
/// words have them nowhere near each other.
fn any_near(one: &[u32], other: &[u32], most: u32) -> bool {
    let (mut at, mut with) = (0, 0);
    while let (Some(first), Some(second)) = (one.get(at), other.get(with)) {
        if first.abs_diff(*second) <= most {
            return true;
        }
        if first < second {
            at += 1;
        } else {
            with += 1;
        }
    }
    false
}

fn is_first(words: u32, stretch: Stretch, places: &Places) -> bool {
    places.words_before(stretch.first) + (stretch.last - stretch.first) < words
}

fn in_order(mut found: Vec<Stretch>) -> Vec<Stretch> {
    found.sort_unstable();
    found.dedup();
    found
}

pub(super) fn around(one: Stretch, other: Stretch) -> Stretch {
    Stretch {
        first: one.first.min(other.first),
        last: one.last.max(other.last),
    }
}

fn row(steps: &[Step], places: &Places) -> Vec<Stretch> {
    let lists: Vec<&[u32]> = steps.iter().map(|step| &*places.words[step.leaf]).collect();
    let mut distance = 0;
    let distances = steps.iter().enumerate().map(|(at, step)| {
        distance += if at == 0 { 0 } else { step.skip + 1 };
        distance
    });
    let distances: Vec<u32> = distances.collect();
    let length = distances.last().copied().unwrap_or(0);
    let skips = distances.len() as u32 <= length;
    let mut found = Vec::new();
    phrase_begins(&lists, &distances, |begin| {
        let first = lists[0][begin];
        let last = first + length;
        if !skips || places.in_one(Reach::Words(0), first, last) {
            found.push(Stretch { first, last });
        }
    });
    found
}

/// The places in the first list from which every other list goes on at its distance: where a phrase
/// begins. Each list holds the positions of one word of the phrase, in order; the distances are those
/// from the first word, whose own is 0.
///
/// Passes the index in the first list of each beginning to `found`.
///
/// ```
/// let mut begins = Vec::new();
/// newsidx::spans::phrase_begins(&[&[1, 4, 9], &[2, 3, 10]], &[0, 1], |index| begins.push(index));
/// assert_eq!(begins, [0, 2]);
/// ```
pub fn phrase_begins<L: AsRef<[u32]>>(lists: &[L], distances: &[u32], mut found: impl FnMut(usize)) {
    let Some((first, others)) = lists.split_first() else {
        return;
    };
    // Nearly all phrases have few words, and this is asked of many stories.
    let (mut few, mut many) = ([0; 8], Vec::new());
    let at = match few.get_mut(..others.len()) {
        Some(few) => few,
        None => {
            many.resize(others.len(), 0);
            &mut many[..]
        }
    };
    'begins: for (index, position) in first.as_ref().iter().enumerate() {
        for ((other, at), distance) in others.iter().zip(&mut *at).zip(&distances[1..]) {
            let other = other.as_ref();
            let wanted = position + distance;
            while other.get(*at).is_some_and(|position| *position < wanted) {
                *at += 1;
            }
            match other.get(*at) {
                None => return,
                Some(position) if *position != wanted => continue 'begins,
                Some(_) => {}
            }
        }
        found(index);
    }
}

/// Whether two stretches that do not overlap are as near as they must be.
fn is_near(near: &Near, one: Stretch, other: Stretch, places: &Places) -> bool {
    let whole = around(one, other);
    let gap = if one.last < other.first {
        other.first - one.last
    } else {
        one.first - other.last
    };
    let within = match near.reach {
        Reach::Words(most) => gap <= most,
        Reach::Sentence | Reach::Paragraph => true,
    };
    within && places.in_one(near.reach, whole.first, whole.last)
}

/// Passes each pair of stretches that are near each other, by their indexes, until `found` has enough.
pub(super) fn pairs(
    near: &Near,
    left: &[Stretch],
    right: &[Stretch],
    places: &Places,
    mut found: impl FnMut(usize, usize) -> bool,
) {
    let widest = widest(right);
    for (one, stretch) in left.iter().enumerate() {
        for other in within_reach(near, *stretch, right, widest, places) {
            let candidate = right[other];
            let behind = candidate.first > stretch.last;
            let before = candidate.last < stretch.first && !near.ordered;
            if (behind || before) && is_near(near, *stretch, candidate, places) && !found(one, other) {
                return;
            }
        }
    }
}

/// How many positions the widest of some stretches has behind its first.
fn widest(stretches: &[Stretch]) -> u32 {
    stretches
        .iter()
        .map(|stretch| stretch.last - stretch.first)
        .max()
        .unwrap_or(0)
}

/// The indexes of the stretches that may be near one, with some that are not.
fn within_reach(
    near: &Near,
    stretch: Stretch,
    right: &[Stretch],
    widest: u32,
    places: &Places,
) -> std::ops::Range<usize> {
    let (low, high) = limits(near, stretch, widest, places);
    let begin = right.partition_point(|other| other.first < low);
    let end = right.partition_point(|other| other.first <= high);
    begin..end.max(begin)
}

/// The positions within which a stretch near another begins, if it is not wider than `widest`.
fn limits(near: &Near, stretch: Stretch, widest: u32, places: &Places) -> (u32, u32) {
    match near.reach {
        Reach::Words(most) => (
            stretch.first.saturating_sub(most.saturating_add(widest)),
            stretch.last.saturating_add(most),
        ),
        Reach::Sentence => section(&places.sentences, stretch.first),
        Reach::Paragraph => section(&places.paragraphs, stretch.first),
    }
}

/// The first and the last position of the section that holds a position.
fn section(begins: &[u32], position: u32) -> (u32, u32) {
    let begun = begins.partition_point(|begin| *begin <= position);
    let first = begun.checked_sub(1).map_or(0, |section| begins[section]);
    let last = begins.get(begun).map_or(u32::MAX, |next| next - 1);
    (first, last)
}

/// The stretches of the left part that the right part is not near to. What overlaps is near; a
/// stretch is not near to itself.
fn apart(near: &Near, places: &Places) -> Vec<Stretch> {
    let mut found = stretches(&near.left, places);
    if found.is_empty() {
        return found;
    }
    let right = stretches(&near.right, places);
    let widest = widest(&right);
    found.retain(|stretch| {
        !within_reach(near, *stretch, &right, widest, places).any(|other| {
            let other = right[other];
            if other == *stretch {
                return false;
            }
            let behind = other.first > stretch.last;
            let before = other.last < stretch.first;
            if behind || before {
                return (behind || !near.ordered) && is_near(near, *stretch, other, places);
            }
            let whole = around(*stretch, other);
            places.in_one(near.reach, whole.first, whole.last)
        })
    });
    found
}

/// The stretches of two parts near each other that hold no shorter one, and some others.
pub(super) fn shortest(near: &Near, places: &Places) -> Vec<Stretch> {
    let left = stretches(&near.left, places);
    if left.is_empty() {
        return left;
    }
    let right = stretches(&near.right, places);
    let mut found = Vec::new();
    followed(near, &left, &right, places, &mut found);
    if !near.ordered {
        followed(near, &right, &left, places, &mut found);
    }
    found
}

/// The stretch of a list that is nearest to one of the other side of an operator.
pub(super) fn partner(
    near: &Near,
    stretch: Stretch,
    others: &[Stretch],
    is_left: bool,
    places: &Places,
) -> Option<Stretch> {
    let candidates = within_reach(near, stretch, others, widest(others), places).map(|other| others[other]);
    let near_by = candidates.filter(|other| {
        let behind = other.first > stretch.last && (is_left || !near.ordered);
        let before = other.last < stretch.first && (!is_left || !near.ordered);
        (behind || before) && is_near(near, stretch, *other, places)
    });
    near_by.min_by_key(|other| {
        let whole = around(stretch, *other);
        whole.last - whole.first
    })
}

/// Each stretch of the first list with the one of the second that ends soonest behind it.
fn followed(near: &Near, first: &[Stretch], second: &[Stretch], places: &Places, found: &mut Vec<Stretch>) {
    let mut at = 0;
    for stretch in first {
        // The first list is in order of beginnings, so that ends may go back.
        while at > 0 && second[at - 1].first > stretch.last {
            at -= 1;
        }
        while second.get(at).is_some_and(|other| other.first <= stretch.last) {
            at += 1;
        }
        let (_, farthest) = limits(near, *stretch, 0, places);
        let mut next: Option<Stretch> = None;
        for other in &second[at..] {
            if other.first > next.map_or(farthest, |next| next.last.min(farthest)) {
                break;
            }
            if next.is_none_or(|next| other.last < next.last) && is_near(near, *stretch, *other, places) {
                next = Some(*other);
            }
        }
        found.extend(next.map(|next| around(*stretch, next)));
    }
}
