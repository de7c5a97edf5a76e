//! What is worth saying of a query that was read: where it is not what it looks like, and how other
//! systems would read the same text. It refuses nothing: the parsers do.

use std::ops::Range;

use super::dialect::{self, Operator, Syntax, dialect, parse_as};
use super::error::SyntaxError;
use super::lexer::{self, is_space};
use super::slip::slips;
use super::wide::is_open;
use super::{Defaults, Near, Query, Words};
use crate::field::{Field, GROUPS, named};

/// A line about a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// One line in lower case, for people.
    pub text: String,
    /// What it is about, in bytes of the query.
    pub span: Range<usize>,
}

/// The most remarks on one query.
const MOST: usize = 20;

/// The longest remark, and the longest reading that a warning shows, in characters.
const LONGEST_SHOWN: usize = 200;

/// What is worth saying of a query that was read from this text, in the order of the text: words that
/// are operators elsewhere, operators that bind less than they seem to, and what was read as something
/// near. At most 20.
///
/// ```
/// use newsidx::query::{Defaults, Syntax, parse, remarks};
/// let text = "crude oil W/5 prices";
/// let query = parse(text, &Defaults::default())?;
/// let remarks = remarks(text, Syntax::Newsidx, &query);
/// assert_eq!(
///     remarks[0].text,
///     "`W/5` binds `oil` alone; for the words side by side write \"crude oil\" W/5 prices"
/// );
/// assert_eq!(&text[remarks[0].span.clone()], "crude oil W/5 prices");
/// # Ok::<(), newsidx::query::SyntaxError>(())
/// ```
#[must_use]
pub fn remarks(text: &str, syntax: Syntax, query: &Query) -> Vec<Remark> {
    let mut remarks = match dialect(syntax) {
        Some(dialect) => {
            let lexed = dialect::lex(text, dialect).map(|lexed| lexed.inexact);
            let of = |inexact: dialect::Inexact| Remark {
                text: inexact.text,
                span: inexact.span,
            };
            lexed.unwrap_or_default().into_iter().map(of).collect()
        }
        None => {
            let mut slips = slips(text, query);
            slips.truncate(MOST);
            let mut remarks = of_ours(text, query);
            // Advice on the words of an operator that was not meant would mislead.
            let overlaps =
                |span: &Range<usize>, slip: &Remark| span.start < slip.span.end && slip.span.start < span.end;
            remarks.retain(|remark| !slips.iter().any(|slip| overlaps(&remark.span, slip)));
            remarks.extend(slips);
            remarks
        }
    };
    remarks.sort_by_key(|remark| remark.span.start);
    remarks.truncate(MOST);
    for remark in &mut remarks {
        remark.text = clipped(&remark.text.replace(is_space, " "));
    }
    remarks
}

/// How each other syntax would read the same text, in the order of [`Syntax::ALL`]: the canonical text
/// of what it reads, or its error. Left out are those that read it in the same way.
///
/// ```
/// use newsidx::query::{Defaults, Syntax, readings};
/// let readings = readings("oil AND gas OR coal", Syntax::Newsidx, &Defaults::default());
/// assert_eq!(readings[0], (Syntax::Lexis, Ok("oil (gas OR coal)".to_owned())));
/// ```
#[must_use]
pub fn readings(
    text: &str,
    syntax: Syntax,
    defaults: &Defaults,
) -> Vec<(Syntax, Result<String, SyntaxError>)> {
    let read = |syntax| parse_as(text, syntax, defaults).map(|query| query.to_string());
    let own = read(syntax);
    let others = Syntax::ALL.iter().filter(|other| **other != syntax);
    let readings = others.map(|other| (*other, read(*other)));
    let is_own = |reading: &Result<String, SyntaxError>| match (reading, &own) {
        (Err(error), Err(own)) => (&error.kind, &error.span) == (&own.kind, &own.span),
        (reading, own) => reading == own,
    };
    readings.filter(|(_, reading)| !is_own(reading)).collect()
}

/// One line for a query in which `OR` stands beside `AND` or `W/5` without parentheses, so that systems
/// where `OR` binds tighter, or looser, read it otherwise. `None` where it has a field or is an error:
/// then it is not one that was pasted from elsewhere.
///
/// ```
/// use newsidx::query::{Defaults, Syntax, warning};
/// let warning = |text| warning(text, Syntax::Newsidx, &Defaults::default());
/// assert_eq!(
///     warning("truce OR cease-fire AND Tripoli").as_deref(),
///     Some("`OR` binds tighter in lexis and westlaw, which read this as (truce OR cease-fire) Tripoli; \
///           parentheses make it plain")
/// );
/// assert_eq!(warning("truce OR (cease-fire AND Tripoli)"), None);
/// ```
#[must_use]
pub fn warning(text: &str, syntax: Syntax, defaults: &Defaults) -> Option<String> {
    if !is_mixed(&marks(text, syntax)?) {
        return None;
    }
    let read = |syntax| Some(parse_as(text, syntax, defaults).ok()?.to_string());
    let own = read(syntax)?;
    let (others, how) = match syntax {
        Syntax::Lexis | Syntax::Westlaw => ([Syntax::Factiva, Syntax::Lucene], "looser"),
        Syntax::Newsidx | Syntax::Factiva | Syntax::ProQuest | Syntax::Lucene => {
            ([Syntax::Lexis, Syntax::Westlaw], "tighter")
        }
    };
    let readings: Vec<(Syntax, String)> = others
        .into_iter()
        .filter_map(|other| Some((other, read(other)?)))
        .filter(|(_, reading)| *reading != own)
        .collect();
    let (_, reading) = readings.first()?;
    let alike = readings.iter().filter(|(_, other)| other == reading);
    let names: Vec<&str> = alike.map(|(other, _)| other.name()).collect();
    let verb = if names.len() > 1 { "read" } else { "reads" };
    Some(format!(
        "`OR` binds {how} in {}, which {verb} this as {}; parentheses make it plain",
        names.join(" and "),
        clipped(reading)
    ))
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What tells whether a query mixes operators.
#[derive(Clone, Copy)]
enum Mark {
    Open,
    Close,
    Or,
    /// `AND`, `AND NOT`, `W/5`.
    Other,
}

/// The operators and parentheses of a query; `None` if it has a field or cannot be taken apart.
fn marks(text: &str, syntax: Syntax) -> Option<Vec<Mark>> {
    let mut marks = Vec::new();
    let Some(dialect) = dialect(syntax) else {
        for lexeme in lexer::lex(text).ok()? {
            marks.extend(match lexeme.token {
                lexer::Token::Field(_) => return None,
                lexer::Token::Open => Some(Mark::Open),
                lexer::Token::Close => Some(Mark::Close),
                lexer::Token::Or => Some(Mark::Or),
                lexer::Token::And | lexer::Token::Near(_) => Some(Mark::Other),
                _ => None,
            });
        }
        return Some(marks);
    };
    for lexeme in dialect::lex(text, dialect).ok()?.lexemes {
        marks.extend(match lexeme.token {
            dialect::Token::Field(_) | dialect::Token::Condition(..) => return None,
            dialect::Token::Open => Some(Mark::Open),
            dialect::Token::Close => Some(Mark::Close),
            dialect::Token::Operator(Operator::Or) => Some(Mark::Or),
            dialect::Token::Operator(_) => Some(Mark::Other),
            _ => None,
        });
    }
    Some(marks)
}

/// Whether `OR` and another operator stand at the same level.
fn is_mixed(marks: &[Mark]) -> bool {
    let mut outer = Vec::new();
    let (mut has_or, mut has_other) = (false, false);
    for mark in marks {
        match mark {
            Mark::Open => outer.push((std::mem::take(&mut has_or), std::mem::take(&mut has_other))),
            Mark::Close => (has_or, has_other) = outer.pop().unwrap_or_default(),
            Mark::Or => has_or = true,
            Mark::Other => has_other = true,
        }
        if has_or && has_other {
            return true;
        }
    }
    false
}

/// The remarks on a query in our syntax.
fn of_ours(text: &str, query: &Query) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for part in query.all_parts() {
        match part {
            Query::Words(words) => remarks.extend(of_word(text, words)),
            Query::And(parts) | Query::Or(parts) => {
                remarks.extend((0..parts.len()).filter_map(|index| of_part(text, parts, index)));
            }
            _ => {}
        }
    }
    remarks
}

/// A remark on a part among others.
fn of_part(text: &str, parts: &[Query], index: usize) -> Option<Remark> {
    let before = index.checked_sub(1).and_then(|index| parts.get(index));
    let behind = parts.get(index + 1);
    match parts.get(index)? {
        Query::Words(words) => {
            let is_between = behind.is_some() && (before.is_some() || words.text.eq_ignore_ascii_case("not"));
            of_operator(words).filter(|_| is_between)
        }
        Query::Near(near) => of_near(text, before, near, behind),
        _ => None,
    }
}

/// The remark on a word that would be an operator in capitals.
fn of_operator(words: &Words) -> Option<Remark> {
    let operator = words.text.to_ascii_uppercase();
    let is_operator = matches!(&*operator, "AND" | "OR" | "NOT") && words.text != operator;
    (is_operator && words.is_plain()).then(|| Remark {
        text: format!("`{}` is a word here; the operator is `{operator}`", words.text),
        span: words.span.clone(),
    })
}

/// The remark on two words near each other beside one that belongs to them.
fn of_near(text: &str, before: Option<&Query>, near: &Near, behind: Option<&Query>) -> Option<Remark> {
    let mut near = near;
    while let Query::Near(inner) = &*near.left {
        near = inner;
    }
    let (Query::Words(left), Query::Words(right)) = (&*near.left, &*near.right) else {
        return None;
    };
    if let Some(remark) = of_operator(left) {
        return Some(remark);
    }
    let typed = |words: &Words| text.get(words.span.clone()).unwrap_or_default();
    let operator = text.get(left.span.end..right.span.start)?.trim_matches(is_space);
    let (alone, better, span) = if let Some(Query::Words(first)) = before
        && is_side_by_side(text, first, left)
    {
        let better = format!("\"{} {}\" {operator} {}", first.text, left.text, typed(right));
        (left, better, first.span.start..right.span.end)
    } else if let Some(Query::Words(last)) = behind
        && is_side_by_side(text, right, last)
    {
        let better = format!("{} {operator} \"{} {}\"", typed(left), right.text, last.text);
        (right, better, left.span.start..last.span.end)
    } else {
        return None;
    };
    Some(Remark {
        text: format!(
            "`{operator}` binds `{}` alone; for the words side by side write {better}",
            alone.text
        ),
        span,
    })
}

fn is_side_by_side(text: &str, first: &Words, next: &Words) -> bool {
    let gap = text.get(first.span.end..next.span.start);
    first.is_plain()
        && next.is_plain()
        && first.is_beside(next)
        && gap.is_some_and(|gap| !gap.is_empty() && gap.chars().all(is_space))
}

/// The remark on a word that is something else in another system.
fn of_word(text: &str, words: &Words) -> Option<Remark> {
    if !words.is_plain() {
        return None;
    }
    let word = &*words.text;
    let behind = text.get(words.span.end..).unwrap_or_default();
    let is_root = |root: &str| root.len() > 2 && root.bytes().all(|letter| letter.is_ascii_lowercase());
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = &word[digits.len()..];
    let said = if let Some(root) = word.strip_suffix('!').filter(|root| is_root(root)) {
        format!("`!` stands for no letters here; for all endings write {root}*")
    } else if let Some(root) = digits.strip_suffix('$').filter(|root| is_root(root)) {
        format!("`${number}` stands for no letters here; for all endings write {root}*")
    } else if behind.starts_with(is_open) && named(word).is_some() {
        format!(
            "`{word}` is a word here; the field is {}:(...)",
            word.to_ascii_lowercase()
        )
    } else {
        let (name, value) = word.split_once('=')?;
        let field = field_name(dialect(Syntax::Factiva)?.field(name)?);
        format!("`{name}=` is no field here; write {field}:{value}")
    };
    Some(Remark {
        text: said,
        span: words.span.clone(),
    })
}

/// The name of ours for these fields.
fn field_name(fields: &[Field]) -> &'static str {
    let group = GROUPS.iter().find(|group| group.fields == fields);
    let first = fields.first().map_or("", |field| field.name());
    group.map_or(first, |group| group.name)
}
