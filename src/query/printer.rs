//! A syntax tree to the text of a query, the same for every way of writing it. Read again by
//! [`super::parse`] with the usual [`super::Defaults`], the text gives the same tree.

use std::fmt;

use super::lexer::{Token, is_space};
use super::operator::{Function, Proximity};
use super::wide::{is_close, is_open};
use super::{Bounds, Case, Form, Near, Query, Words};
use crate::field::{Field, GROUPS};

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(formatter, self, None)
    }
}

/// The fields of the parentheses that a part stands in, whose name is not printed again.
type Scope = Option<&'static [Field]>;

fn print(formatter: &mut fmt::Formatter<'_>, query: &Query, scope: Scope) -> fmt::Result {
    match query {
        Query::All => formatter.write_str("*"),
        Query::Words(words) if !words.also.is_empty() => {
            print(formatter, &Query::Or(alternatives(words)), scope)
        }
        Query::Words(words) => print_words(formatter, words, scope, ""),
        Query::Near(near) => print_near(formatter, near, scope),
        Query::First(words, inner) => print_call(formatter, Function::First(*words), inner, scope),
        Query::AtLeast(times, inner) => print_call(formatter, Function::AtLeast(*times), inner, scope),
        Query::Boost(inner, boost) => {
            print_part(formatter, inner, Around::Boost, scope)?;
            write!(formatter, "^{boost}")
        }
        Query::Key { field, pattern } => {
            let bare = !pattern.contains(|letter| is_space(letter) || is_open(letter) || is_close(letter));
            let quote = if bare { "" } else { "\"" };
            write!(formatter, "{}:{quote}{pattern}{quote}", field.name())
        }
        Query::Range { field, bounds } => {
            write!(formatter, "{}:", field.name())?;
            match bounds {
                Bounds::Days(low, high) => print_range(formatter, low.as_ref(), high.as_ref()),
                Bounds::Numbers(low, high) => print_range(formatter, low.as_ref(), high.as_ref()),
            }
        }
        Query::Has(fields) => write!(formatter, "{}:*", name_of(fields)),
        Query::Not(inner) => match &**inner {
            Query::Words(words) if words.also.is_empty() => print_words(formatter, words, scope, "-"),
            inner => {
                formatter.write_str("-")?;
                print_part(formatter, inner, Around::Not, scope)
            }
        },
        Query::And(parts) => print_parts(formatter, parts, " ", scope),
        Query::Or(parts) => print_parts(formatter, parts, " OR ", scope),
    }
}

/// A word and what will do as well, each by itself.
fn alternatives(words: &Words) -> Vec<Query> {
    let texts = std::iter::once(&words.text).chain(&words.also);
    let alone = |text: &String| Words {
        text: text.clone(),
        also: Vec::new(),
        ..words.clone()
    };
    texts.map(|text| Query::Words(alone(text))).collect()
}

/// Words with a sign before them, if they have one.
fn print_words(formatter: &mut fmt::Formatter<'_>, words: &Words, scope: Scope, sign: &str) -> fmt::Result {
    let function = match words.form {
        Form::Exact => Some(Function::Exact),
        _ if words.case != Case::Any => Some(Function::Case(words.case)),
        _ => None,
    };
    formatter.write_str(sign)?;
    if let Some(function) = function {
        write!(formatter, "{function}(")?;
    }
    let text = &words.text;
    let bare = match words.form {
        Form::Stemmed | Form::Wildcard => true,
        Form::Exact => !text.contains(|letter: char| is_space(letter) || "()（）^~*?:：".contains(letter)),
        Form::Quoted | Form::Fuzzy(_) => false,
    };
    let glued = function.is_none() && !sign.is_empty();
    if !words.default_fields && scope != Some(words.fields) {
        // Right behind a colon `//` would make it an address.
        let gap = if bare && text.starts_with("//") { " " } else { "" };
        write!(formatter, "{}:{gap}", name_of(words.fields))?;
    } else if bare && !glued && (Token::operator(text).is_some() || text.starts_with("..")) {
        // The plus keeps a word such as `AND` from being an operator, and one such as `..2` from
        // being the end of a range before it.
        formatter.write_str("+")?;
    }
    match words.form {
        Form::Fuzzy(distance) => write!(formatter, "{text}~{distance}")?,
        _ if bare => formatter.write_str(text)?,
        _ => write!(formatter, "\"{text}\"")?,
    }
    formatter.write_str(if function.is_some() { ")" } else { "" })
}

/// The name that stands for these fields in a query.
fn name_of(fields: &[Field]) -> &'static str {
    match (GROUPS.iter().find(|group| group.fields == fields), fields.first()) {
        (Some(group), _) => group.name,
        (None, Some(field)) => field.name(),
        (None, None) => "",
    }
}

/// The fields in which a part is looked for, if it names some.
fn named_fields(query: &Query) -> Scope {
    match query {
        Query::Words(words) => (!words.default_fields).then_some(words.fields),
        Query::Near(near) => named_fields(&near.left),
        Query::First(_, inner) => named_fields(inner),
        Query::Or(parts) => parts.first().and_then(named_fields),
        _ => None,
    }
}

fn print_near(formatter: &mut fmt::Formatter<'_>, near: &Near, scope: Scope) -> fmt::Result {
    let fields = named_fields(&near.left).filter(|fields| scope != Some(fields));
    if let Some(fields) = fields {
        write!(formatter, "{}:(", name_of(fields))?;
    }
    let inner = fields.or(scope);
    let operator = Proximity {
        reach: near.reach,
        ordered: near.ordered,
    };
    print_part(formatter, &near.left, Around::Near, inner)?;
    let not = if near.apart { "NOT " } else { "" };
    write!(formatter, " {not}{operator} ")?;
    print_part(formatter, &near.right, Around::Near, inner)?;
    formatter.write_str(if fields.is_some() { ")" } else { "" })
}

fn print_call(
    formatter: &mut fmt::Formatter<'_>,
    function: Function,
    inner: &Query,
    scope: Scope,
) -> fmt::Result {
    write!(formatter, "{function}(")?;
    print(formatter, inner, scope)?;
    formatter.write_str(")")
}

fn print_range<T: PartialEq + fmt::Display>(
    formatter: &mut fmt::Formatter<'_>,
    low: Option<&T>,
    high: Option<&T>,
) -> fmt::Result {
    if let Some(low) = low {
        low.fmt(formatter)?;
    }
    if low.is_none() || low != high {
        formatter.write_str("..")?;
        if let Some(high) = high {
            high.fmt(formatter)?;
        }
    }
    Ok(())
}

fn print_parts(
    formatter: &mut fmt::Formatter<'_>,
    parts: &[Query],
    between: &str,
    scope: Scope,
) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            formatter.write_str(between)?;
        }
        print_part(formatter, part, Around::Parts, scope)?;
    }
    Ok(())
}

/// What a part stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Parts,
    Not,
    Near,
    Boost,
}

/// A part of a larger query, in parentheses if it has parts itself.
fn print_part(formatter: &mut fmt::Formatter<'_>, part: &Query, around: Around, scope: Scope) -> fmt::Result {
    let enclosed = match part {
        Query::And(_) | Query::Or(_) => true,
        // `deadline:^2` would be a field and its value, and `2020^2` a word.
        Query::Words(words) => {
            let odd = words.text.contains([':', '：', '^', '~']) || !words.text.contains(char::is_alphabetic);
            !words.also.is_empty() || (around == Around::Boost && odd)
        }
        // With a field it has its own parentheses.
        Query::Near(near) => named_fields(&near.left).is_none_or(|fields| scope == Some(fields)),
        Query::Not(_) => matches!(around, Around::Not | Around::Boost),
        Query::Boost(..) => matches!(around, Around::Not | Around::Boost),
        // What follows would belong to their values.
        Query::Key { .. } | Query::Range { .. } | Query::All | Query::Has(_) => around == Around::Boost,
        Query::First(..) | Query::AtLeast(..) => false,
    };
    if enclosed {
        formatter.write_str("(")?;
        print(formatter, part, scope)?;
        return formatter.write_str(")");
    }
    print(formatter, part, scope)
}
