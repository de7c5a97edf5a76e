//! What to mark: the words and phrases of a text by which it satisfies an expression. Of two parts
//! near each other both are marked where they are near, and nowhere else.

use super::stretch::{MOST, around, pairs, partner};
use super::{Expression, Near, Places, Stretch, stretches};

/// A word or a phrase to be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proof {
    pub(super) stretch: Stretch,
    /// A stretch that holds it and satisfies the whole expression.
    pub(super) whole: Stretch,
}

/// How many stretches that begin before a word are looked at for a short one that holds it.
const LOOKED_AT: usize = 64;

/// The proofs that a text satisfies an expression, in order.
pub(super) fn proofs(expression: &Expression, places: &Places) -> Vec<Proof> {
    let mut wholes = match expression {
        Expression::Near(near) if !near.apart => nearest(near, places),
        other => stretches(other, places),
    };
    wholes.sort_unstable();
    wholes.dedup();
    let mut found = Vec::new();
    prove(expression, None, places, &mut found);
    found.sort_unstable();
    found.dedup();
    let proof = |stretch: Stretch| Proof {
        stretch,
        whole: shortest_around(stretch, &wholes),
    };
    found.into_iter().map(proof).collect()
}

fn shortest_around(stretch: Stretch, wholes: &[Stretch]) -> Stretch {
    let begun = wholes.partition_point(|whole| whole.first <= stretch.first);
    let candidates = wholes[begun.saturating_sub(LOOKED_AT)..begun].iter();
    let around = candidates.filter(|whole| whole.last >= stretch.last);
    around
        .min_by_key(|whole| whole.last - whole.first)
        .copied()
        .unwrap_or(stretch)
}

/// Each part with the nearest one on the other side.
fn nearest(near: &Near, places: &Places) -> Vec<Stretch> {
    let (left, right) = (stretches(&near.left, places), stretches(&near.right, places));
    let of_left = left
        .iter()
        .filter_map(|one| Some(around(*one, partner(near, *one, &right, true, places)?)));
    let of_right = right
        .iter()
        .filter_map(|one| Some(around(*one, partner(near, *one, &left, false, places)?)));
    of_left.chain(of_right).collect()
}

/// Collects what makes the accepted stretches of an expression satisfy it; all of them where none are
/// named.
fn prove(expression: &Expression, accepted: Option<&[Stretch]>, places: &Places, found: &mut Vec<Stretch>) {
    let own = || {
        let mut own = stretches(expression, places);
        own.retain(|stretch| accepted.is_none_or(|accepted| accepted.binary_search(stretch).is_ok()));
        own
    };
    match expression {
        Expression::Word(_) | Expression::Row(_) => found.extend(own()),
        Expression::Any(parts) => {
            for part in parts {
                prove(part, accepted, places, found);
            }
        }
        Expression::First(_, inner) => prove(inner, Some(&own()), places, found),
        Expression::Near(near) if near.apart => prove(&near.left, Some(&own()), places, found),
        Expression::Near(near) => {
            let (left, right) = near_parts(near, accepted, places);
            prove(&near.left, Some(&left), places, found);
            prove(&near.right, Some(&right), places, found);
        }
    }
}

/// The stretches of both parts that are near one of the other, together being one that is accepted.
fn near_parts(near: &Near, accepted: Option<&[Stretch]>, places: &Places) -> (Vec<Stretch>, Vec<Stretch>) {
    let (mut left, mut right) = (stretches(&near.left, places), stretches(&near.right, places));
    let Some(accepted) = accepted else {
        let (all_left, all_right) = (left.clone(), right.clone());
        left.retain(|one| partner(near, *one, &all_right, true, places).is_some());
        right.retain(|one| partner(near, *one, &all_left, false, places).is_some());
        return (left, right);
    };
    let (mut of_left, mut of_right) = (vec![false; left.len()], vec![false; right.len()]);
    let mut looked_at = 0;
    pairs(near, &left, &right, places, |one, other| {
        if accepted.binary_search(&around(left[one], right[other])).is_ok() {
            (of_left[one], of_right[other]) = (true, true);
        }
        looked_at += 1;
        looked_at < MOST
    });
    let mut of_left = of_left.into_iter();
    left.retain(|_| of_left.next() == Some(true));
    let mut of_right = of_right.into_iter();
    right.retain(|_| of_right.next() == Some(true));
    (left, right)
}
