//! A syntax tree to the text of a query, the same for every way of writing it. Read again by
//! [`super::parse`] with the usual [`super::Defaults`], the text gives the same tree.

use std::fmt;

use super::lexer::{Token, is_space};
use super::{Bounds, Form, Query, Words};
use crate::field::{Field, GROUPS};

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => formatter.write_str("*"),
            Query::Words(words) if !words.also.is_empty() => {
                write!(formatter, "{}", Query::Or(alternatives(words)))
            }
            Query::Words(words) => {
                // The plus keeps a word such as `AND` from being an operator.
                let is_operator = words.default_fields && words.form == Form::Stemmed;
                if is_operator && Token::operator(&words.text).is_some() {
                    formatter.write_str("+")?;
                }
                print_words(formatter, words)
            }
            Query::Key { field, pattern } => {
                let bare = !pattern.contains(|letter| is_space(letter) || matches!(letter, '(' | ')'));
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
            Query::Not(inner) => {
                formatter.write_str("-")?;
                match &**inner {
                    Query::Words(words) if words.also.is_empty() => print_words(formatter, words),
                    inner => print_part(formatter, inner, true),
                }
            }
            Query::And(parts) => print_parts(formatter, parts, " "),
            Query::Or(parts) => print_parts(formatter, parts, " OR "),
        }
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

fn print_words(formatter: &mut fmt::Formatter<'_>, words: &Words) -> fmt::Result {
    if !words.default_fields {
        write!(formatter, "{}:", name_of(words.fields))?;
    }
    match words.form {
        Form::Stemmed => formatter.write_str(&words.text),
        Form::Quoted => write!(formatter, "\"{}\"", words.text),
        Form::Prefix => write!(formatter, "{}*", words.text),
    }
}

/// The name that stands for these fields in a query.
fn name_of(fields: &[Field]) -> &'static str {
    match (GROUPS.iter().find(|group| group.fields == fields), fields.first()) {
        (Some(group), _) => group.name,
        (None, Some(field)) => field.name(),
        (None, None) => "",
    }
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

fn print_parts(formatter: &mut fmt::Formatter<'_>, parts: &[Query], between: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            formatter.write_str(between)?;
        }
        print_part(formatter, part, false)?;
    }
    Ok(())
}

/// A part of a larger query, in parentheses if it has parts itself.
fn print_part(formatter: &mut fmt::Formatter<'_>, part: &Query, excluded: bool) -> fmt::Result {
    match part {
        Query::And(_) | Query::Or(_) => write!(formatter, "({part})"),
        Query::Words(words) if !words.also.is_empty() => write!(formatter, "({part})"),
        Query::Not(_) if excluded => write!(formatter, "({part})"),
        part => write!(formatter, "{part}"),
    }
}
