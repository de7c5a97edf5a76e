//! What may stand inside an operator: two parts near each other must be words of the same text, and
//! `atleast3(...)` counts words. It changes a tree only to push an operator down to its words.

use std::ops::Range;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::join::{all_of, any_of};
use super::operator::{Function, WIDEST};
use super::parser::DEEPEST;
use super::{Case, Form, Near, Query, Reach, Words};
use crate::field::{Field, Kind};

/// What is wrong with a part of a query.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: SyntaxErrorKind,
    /// Where, in bytes; `None` where the operator stands.
    place: Option<Range<usize>>,
}

impl Fault {
    /// The error, for an operator that stands there.
    pub(super) fn at(self, operator: Range<usize>) -> SyntaxError {
        self.kind.at(self.place.unwrap_or(operator))
    }
}

impl From<SyntaxErrorKind> for Fault {
    fn from(kind: SyntaxErrorKind) -> Fault {
        Fault { kind, place: None }
    }
}

/// What an operator holds, and where it stands.
pub(super) struct Side<'q> {
    pub(super) query: &'q Query,
    pub(super) place: Range<usize>,
}

impl<'q> Side<'q> {
    /// A part of it: where its words stand, if it has words.
    fn part(&self, query: &'q Query) -> Side<'q> {
        let place = extent(query).unwrap_or_else(|| self.place.clone());
        Side { query, place }
    }
}

/// From the first to the last word of a query; `None` if it has none.
pub(super) fn extent(query: &Query) -> Option<Range<usize>> {
    if let Query::Words(words) = query {
        return Some(words.span.clone());
    }
    let parts = query.parts();
    // Asked once: it may be as deep as the query is long.
    if let [only] = parts[..] {
        return extent(only);
    }
    let first = parts.iter().find_map(|part| extent(part))?;
    let last = parts.iter().rev().find_map(|part| extent(part))?;
    Some(first.start..last.end)
}

/// The tree of two parts near each other, which stand at `places`. The operator is as it was typed.
pub(super) fn near(near: Near, operator: &str, places: [Range<usize>; 2]) -> Result<Query, Fault> {
    if let Reach::Words(distance) = near.reach
        && !(1..=WIDEST).contains(&distance)
    {
        return Err(SyntaxErrorKind::Distance(operator.to_owned()).into());
    }
    let [left, right] = places;
    let (left, right) = (
        Side {
            query: &near.left,
            place: left,
        },
        Side {
            query: &near.right,
            place: right,
        },
    );
    if fields(&left, operator)? != fields(&right, operator)? {
        return Err(SyntaxErrorKind::OtherFields(operator.to_owned()).into());
    }
    let query = Query::Near(near);
    if nears(&query) > MOST_NEARS {
        return Err(SyntaxErrorKind::DeepNear(MOST_NEARS).into());
    }
    if depth(&query) > DEEPEST {
        return Err(SyntaxErrorKind::LongChain(DEEPEST).into());
    }
    Ok(query)
}

/// How many operators such as `W/5` may stand in one another: what each finds may be thousands of
/// stretches of a text.
const MOST_NEARS: usize = 16;

/// How many operators stand in one another, but for those of words side by side.
fn nears(query: &Query) -> usize {
    match query {
        Query::Near(near) => {
            let is_wide = near.reach != Reach::Words(1);
            usize::from(is_wide) + nears(&near.left).max(nears(&near.right))
        }
        Query::First(_, inner) => nears(inner),
        Query::Or(parts) => parts.iter().map(nears).max().unwrap_or(0),
        _ => 0,
    }
}

/// How many operators stand in each other. The sides of the outermost are never deeper than allowed.
fn depth(query: &Query) -> usize {
    match query {
        Query::Near(near) => 1 + depth(&near.left).max(depth(&near.right)),
        Query::First(_, inner) => 1 + depth(inner),
        Query::Or(parts) => 1 + parts.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// The fields in which the words of a part of a text are looked for.
fn fields(side: &Side<'_>, operator: &str) -> Result<&'static [Field], Fault> {
    match side.query {
        Query::Words(words) => Ok(words.fields),
        Query::Near(near) => fields(&side.part(&near.left), operator),
        Query::First(_, inner) => fields(&side.part(inner), operator),
        Query::Or(parts) => {
            let mut all = parts.iter().map(|part| fields(&side.part(part), operator));
            let first = all.next().unwrap_or(Ok(&[]))?;
            for other in all {
                if other? != first {
                    return Err(SyntaxErrorKind::OtherFields(operator.to_owned()).into());
                }
            }
            Ok(first)
        }
        other => Err(Fault {
            kind: SyntaxErrorKind::Inside {
                operator: operator.to_owned(),
                what: name_of(other),
            },
            place: Some(side.place.clone()),
        }),
    }
}

fn name_of(query: &Query) -> String {
    match query {
        Query::And(parts) if are_beside(parts) => "words side by side".into(),
        Query::And(_) => "`AND`".into(),
        Query::Not(_) => "`NOT`".into(),
        Query::AtLeast(times, _) => format!("`{}`", Function::AtLeast(*times)),
        Query::Boost(_, boost) => format!("`^{boost}`"),
        Query::Key { field, .. } | Query::Range { field, .. } => format!("`{}:`", field.name()),
        _ => "`*`".into(),
    }
}

fn are_beside(parts: &[Query]) -> bool {
    parts
        .windows(2)
        .all(|pair| matches!(pair, [Query::Words(first), Query::Words(second)] if first.is_beside(second)))
}

/// A function as it was typed.
#[derive(Clone, Copy)]
pub(super) struct Call<'q> {
    pub(super) function: Function,
    pub(super) typed: &'q str,
}

/// What a function makes of what stands in its parentheses, at `place`.
pub(super) fn apply(call: Call<'_>, inner: Query, place: Range<usize>) -> Result<Query, Fault> {
    match call.function {
        Function::AtLeast(0) | Function::First(0) => Err(SyntaxErrorKind::Zero(call.typed.to_owned()).into()),
        Function::AtLeast(_) | Function::First(_) => count(call, inner, place),
        Function::Exact | Function::Case(_) => spell(call, inner, place),
    }
}

/// What is done to each of some parts of what stands at `place`.
fn each(
    parts: Vec<Query>,
    place: &Range<usize>,
    done: impl Fn(Query, Range<usize>) -> Result<Query, Fault>,
) -> Result<Vec<Query>, Fault> {
    let done = parts.into_iter().map(|part| {
        let place = extent(&part).unwrap_or_else(|| place.clone());
        done(part, place)
    });
    done.collect()
}

/// `atleast3(a b)` is each of them at least three times.
fn count(call: Call<'_>, inner: Query, place: Range<usize>) -> Result<Query, Fault> {
    if let Query::And(parts) = inner {
        return Ok(all_of(each(parts, &place, |part, place| {
            count(call, part, place)
        })?));
    }
    let side = Side { query: &inner, place };
    fields(&side, call.typed)?;
    let inner = Box::new(inner);
    Ok(match call.function {
        Function::AtLeast(times) => Query::AtLeast(times, inner),
        Function::First(words) => Query::First(words, inner),
        Function::Exact | Function::Case(_) => *inner,
    })
}

/// How words are spelled is a matter of each of them.
fn spell(call: Call<'_>, inner: Query, place: Range<usize>) -> Result<Query, Fault> {
    let boxed = |inner: Box<Query>| {
        let place = extent(&inner).unwrap_or_else(|| place.clone());
        spell(call, *inner, place).map(Box::new)
    };
    let all = |parts: Vec<Query>| each(parts, &place, |part, place| spell(call, part, place));
    let wrong = |what, place| Fault {
        kind: SyntaxErrorKind::Inside {
            operator: call.typed.to_owned(),
            what,
        },
        place: Some(place),
    };
    Ok(match inner {
        Query::Words(words) => {
            let place = words.span.clone();
            Query::Words(spelled(call.function, words).map_err(|what| wrong(what, place))?)
        }
        Query::Near(near) => Query::Near(Near {
            left: boxed(near.left)?,
            right: boxed(near.right)?,
            ..near
        }),
        Query::First(words, inner) => Query::First(words, boxed(inner)?),
        Query::AtLeast(times, inner) => Query::AtLeast(times, boxed(inner)?),
        Query::Boost(inner, boost) => Query::Boost(boxed(inner)?, boost),
        Query::Not(inner) => Query::Not(boxed(inner)?),
        Query::And(parts) => all_of(all(parts)?),
        Query::Or(parts) => any_of(all(parts)?),
        other @ (Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_)) => {
            return Err(wrong(name_of(&other), place));
        }
    })
}

fn spelled(function: Function, words: Words) -> Result<Words, String> {
    if words
        .fields
        .iter()
        .any(|field| !matches!(field.kind(), Kind::Text | Kind::Name))
    {
        return Err("this field".into());
    }
    Ok(match (function, words.form) {
        (Function::Exact, Form::Fuzzy(_)) => return Err("`~`".into()),
        (Function::Exact, Form::Wildcard) => return Err("`*`".into()),
        (Function::Exact, _) if words.case != Case::Any => {
            return Err("`caps()` and its like".into());
        }
        (Function::Exact, _) => Words {
            form: Form::Exact,
            ..words
        },
        (Function::Case(_), Form::Exact) => return Err("`exact()`".into()),
        (Function::Case(_), _) if words.case != Case::Any => {
            return Err("another `caps()`".into());
        }
        (Function::Case(case), _) => Words { case, ..words },
        (Function::AtLeast(_) | Function::First(_), _) => words,
    })
}
