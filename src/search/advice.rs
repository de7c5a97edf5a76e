//! What to tell a person beside the answer: words that the index does not have, and what they may have
//! meant; that no story has all words, but some have a few. An answer that needs no advice gets none.

use super::{Page, Prepared, Question};
use crate::engine::{Engine, EngineError, SearchRequest};
use crate::field::Kind;
use crate::query::{Case, Form, Query, Words, any_of};
use crate::tokens;

/// Advice on a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Words that no story has, each with one that some have and that is like it.
    pub unknown: Vec<(String, Option<String>)>,
    /// The query with the words that were meant, if one was found for each.
    pub meant: Option<String>,
    /// How many stories have some of the words, where none has all and no word is unknown.
    pub some: Option<u64>,
}

/// Whoever types more words than this is not asked what they meant.
const MOST_WORDS: usize = 16;
/// For so many unknown words a known one is looked for, which takes longer than the answer.
const MOST_LIKE: usize = 3;

/// Advice on an answer: where it is empty, or has alternatives of which some may be misspelt.
///
/// # Errors
/// When the index cannot be read.
pub fn advice(
    engine: &dyn Engine,
    prepared: &Prepared,
    question: &Question,
    page: &Page,
) -> Result<Advice, EngineError> {
    let mut words = Vec::new();
    let alternatives = collect(&prepared.query, &mut words);
    if page.partial || words.len() > MOST_WORDS || (page.total > 0 && !alternatives) {
        return Ok(Advice::default());
    }
    let mut advice = Advice::default();
    let mut meant = question.text.clone();
    for typed in words.iter().rev() {
        for word in tokens::words(&typed.text).iter().rev() {
            let single = Words {
                text: word.text.clone(),
                form: if typed.form == Form::Stemmed {
                    Form::Stemmed
                } else {
                    Form::Quoted
                },
                case: Case::Any,
                ..(*typed).clone()
            };
            if count(engine, Query::Words(single), question)? > 0 {
                continue;
            }
            let known = if advice.unknown.len() < MOST_LIKE {
                engine.similar(&word.text, typed.fields)?
            } else {
                None
            };
            if let Some(known) = &known {
                replace(&mut meant, typed, &word.text, known);
            }
            advice.unknown.push((word.text.clone(), known));
        }
    }
    advice.unknown.reverse();
    advice.unknown.dedup();
    let all_known = advice.unknown.iter().all(|(_, known)| known.is_some());
    advice.meant = (!advice.unknown.is_empty() && all_known && meant != question.text).then_some(meant);
    if let (Query::And(parts), true) = (&prepared.query, advice.unknown.is_empty() && page.total == 0)
        && parts.iter().all(|part| matches!(part, Query::Words(_)))
    {
        advice.some = Some(count(engine, any_of(parts.clone()), question)?).filter(|some| *some > 0);
    }
    Ok(advice)
}

/// Puts a word in the place of a typed one, as far as the query still stands as it was typed. Later words
/// are replaced first, so that the places of earlier ones stay.
fn replace(text: &mut String, typed: &Words, word: &str, known: &str) {
    let Some(part) = text.get(typed.span.clone()) else {
        return;
    };
    let at = tokens::words(part)
        .into_iter()
        .rev()
        .find(|found| found.text == word);
    if let Some(at) = at {
        let capital = part[at.range()].starts_with(char::is_uppercase);
        let mut letters = known.chars();
        let known = match letters.next().filter(|_| capital) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => known.to_owned(),
        };
        let start = typed.span.start;
        text.replace_range(start + at.start..start + at.end, &known);
    }
}

fn count(engine: &dyn Engine, query: Query, question: &Question) -> Result<u64, EngineError> {
    let prepared = Prepared::of(engine, query)?;
    let request = SearchRequest {
        offset: 0,
        limit: 0,
        ..prepared.request(question)
    };
    Ok(engine.search(&request)?.total)
}

/// The words that stories must have, or may have; whether there are alternatives.
fn collect<'q>(query: &'q Query, found: &mut Vec<&'q Words>) -> bool {
    let mut each = |parts: &'q [Query]| {
        let alternatives = parts.iter().filter(|part| collect(part, found)).count();
        alternatives > 0
    };
    match query {
        Query::Words(words) => {
            let whole = matches!(words.form, Form::Stemmed | Form::Quoted | Form::Exact);
            let plain = !words.text.contains(['*', '?', '(']);
            let searched = words
                .fields
                .iter()
                .any(|field| matches!(field.kind(), Kind::Text | Kind::Name));
            if whole && plain && searched {
                found.push(words);
            }
            false
        }
        Query::Near(near) => {
            let left = collect(&near.left, found);
            if near.apart {
                left
            } else {
                collect(&near.right, found) || left
            }
        }
        Query::First(_, inner) | Query::AtLeast(_, inner) | Query::Boost(inner, _) => collect(inner, found),
        Query::And(parts) => each(parts),
        Query::Or(parts) => {
            each(parts);
            true
        }
        Query::All | Query::Key { .. } | Query::Range { .. } | Query::Has(_) | Query::Not(_) => false,
    }
}
