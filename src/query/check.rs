//! What may stand inside an operator: two parts near each other must be words of the same text, and
//! `atleast3(...)` counts words. It changes a tree only to push an operator down to its words.

use super::error::SyntaxErrorKind;
use super::operator::{Function, WIDEST};
use super::parser::DEEPEST;
use super::{Case, Form, Near, Query, Reach, Words};
use crate::field::{Field, Kind};

/// The tree of two parts near each other.
pub(super) fn near(near: Near, operator: &str) -> Result<Query, SyntaxErrorKind> {
    if let Reach::Words(distance) = near.reach
        && !(1..=WIDEST).contains(&distance)
    {
        return Err(SyntaxErrorKind::Distance(operator.to_owned()));
    }
    let (left, right) = (fields(&near.left, operator)?, fields(&near.right, operator)?);
    if left != right {
        return Err(SyntaxErrorKind::OtherFields(operator.to_owned()));
    }
    let query = Query::Near(near);
    if depth(&query) > DEEPEST {
        return Err(SyntaxErrorKind::LongChain(DEEPEST));
    }
    Ok(query)
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
fn fields(query: &Query, operator: &str) -> Result<&'static [Field], SyntaxErrorKind> {
    match query {
        Query::Words(words) => Ok(words.fields),
        Query::Near(near) => fields(&near.left, operator),
        Query::First(_, inner) => fields(inner, operator),
        Query::Or(parts) => {
            let mut all = parts.iter().map(|part| fields(part, operator));
            let first = all.next().unwrap_or(Ok(&[]))?;
            for other in all {
                if other? != first {
                    return Err(SyntaxErrorKind::OtherFields(operator.to_owned()));
                }
            }
            Ok(first)
        }
        other => Err(SyntaxErrorKind::Inside {
            operator: operator.to_owned(),
            what: name_of(other),
        }),
    }
}

fn name_of(query: &Query) -> String {
    match query {
        Query::And(parts) if parts.iter().all(|part| matches!(part, Query::Words(_))) => {
            "words side by side".into()
        }
        Query::And(_) => "`AND`".into(),
        Query::Not(_) => "`NOT`".into(),
        Query::AtLeast(times, _) => format!("`{}`", Function::AtLeast(*times)),
        Query::Boost(_, boost) => format!("`^{boost}`"),
        Query::Key { field, .. } | Query::Range { field, .. } => format!("`{}:`", field.name()),
        _ => "`*`".into(),
    }
}

/// What a function makes of what stands in its parentheses.
pub(super) fn apply(function: Function, inner: Query) -> Result<Query, SyntaxErrorKind> {
    match function {
        Function::AtLeast(0) | Function::First(0) => Err(SyntaxErrorKind::Zero(function.to_string())),
        Function::AtLeast(_) | Function::First(_) => count(function, inner),
        Function::Exact | Function::Case(_) => spell(function, inner),
    }
}

/// `atleast3(a b)` is each of them at least three times.
fn count(function: Function, inner: Query) -> Result<Query, SyntaxErrorKind> {
    if let Query::And(parts) = inner {
        let parts = parts.into_iter().map(|part| count(function, part));
        return Ok(Query::And(parts.collect::<Result<_, _>>()?));
    }
    fields(&inner, &function.to_string())?;
    let inner = Box::new(inner);
    Ok(match function {
        Function::AtLeast(times) => Query::AtLeast(times, inner),
        Function::First(words) => Query::First(words, inner),
        Function::Exact | Function::Case(_) => *inner,
    })
}

/// How words are spelled is a matter of each of them.
fn spell(function: Function, inner: Query) -> Result<Query, SyntaxErrorKind> {
    let boxed = |inner: Box<Query>| spell(function, *inner).map(Box::new);
    let each = |parts: Vec<Query>| {
        parts
            .into_iter()
            .map(|part| spell(function, part))
            .collect::<Result<Vec<_>, _>>()
    };
    let wrong = |what| SyntaxErrorKind::Inside {
        operator: function.to_string(),
        what,
    };
    Ok(match inner {
        Query::Words(words) => Query::Words(spelled(function, words).map_err(wrong)?),
        Query::Near(near) => Query::Near(Near {
            left: boxed(near.left)?,
            right: boxed(near.right)?,
            ..near
        }),
        Query::First(words, inner) => Query::First(words, boxed(inner)?),
        Query::AtLeast(times, inner) => Query::AtLeast(times, boxed(inner)?),
        Query::Boost(inner, boost) => Query::Boost(boxed(inner)?, boost),
        Query::Not(inner) => Query::Not(boxed(inner)?),
        Query::And(parts) => Query::And(each(parts)?),
        Query::Or(parts) => Query::Or(each(parts)?),
        other @ (Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_)) => {
            return Err(wrong(name_of(&other)));
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
