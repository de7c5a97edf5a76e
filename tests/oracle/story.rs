//! What a story holds and a query asks, as the oracle sees it: fields, bounds, words outside operators.

use newsidx::article::Article;
use newsidx::field::{Field, Kind};
use newsidx::query::{Bounds, Case, Form, Query, Words};
use newsidx::tokens::{self, Word};

use super::phrase::stem;

/// Without quotes and star, in a field of running text.
pub(super) fn in_running_text(words: &Words) -> bool {
    words.form == Form::Stemmed
        && words.case == Case::Any
        && words.fields.iter().any(|field| field.kind() == Kind::Text)
}

/// What the forms of a word or a compound have in common, however it is written.
pub(super) fn solid(words: &[Word]) -> String {
    stem(&words.iter().map(|word| &*word.text).collect::<String>())
}

/// Collects words outside operators; whether there are operators.
pub(super) fn collect_words<'q>(query: &'q Query, found: &mut Vec<&'q Words>) -> bool {
    match query {
        Query::Words(words) if tokens::count(&words.text) > 0 => {
            found.push(words);
            false
        }
        Query::Not(inner) | Query::Boost(inner, _) => collect_words(inner, found),
        Query::And(parts) | Query::Or(parts) => {
            let operators = parts.iter().filter(|part| collect_words(part, found));
            operators.count() > 0
        }
        Query::Near(_) | Query::First(..) | Query::AtLeast(..) => true,
        _ => false,
    }
}

/// Whether the first words of texts are asked for.
pub(super) fn has_first(query: &Query) -> bool {
    match query {
        Query::First(..) => true,
        Query::Near(near) => has_first(&near.left) || has_first(&near.right),
        Query::Or(parts) => parts.iter().any(has_first),
        _ => false,
    }
}

/// The fields in which the words of an operator are looked for.
pub(super) fn fields_of(query: &Query) -> &'static [Field] {
    match query {
        Query::Words(words) => words.fields,
        Query::Near(near) => fields_of(&near.left),
        Query::First(_, inner) => fields_of(inner),
        Query::Or(parts) => fields_of(&parts[0]),
        other => panic!("{other:?} stands in no text"),
    }
}

pub(super) fn has(field: Field, article: &Article) -> bool {
    match field {
        Field::Length => true,
        Field::Filed => article
            .dateline
            .as_ref()
            .is_some_and(|dateline| dateline.date.is_some()),
        Field::Published => article.published.is_some(),
        field => field.texts(article).iter().any(|text| tokens::count(text) > 0),
    }
}

pub(super) fn any_text(words: &Words, article: &Article, found: impl Fn(&[Word]) -> bool) -> bool {
    let texts = words.fields.iter().flat_map(|field| field.texts(article));
    texts.map(|text| tokens::words(&text)).any(|text| found(&text))
}

pub(super) fn within(field: Field, bounds: Bounds, article: &Article) -> bool {
    match bounds {
        Bounds::Numbers(from, to) => {
            let length = article.body.split_whitespace().count() as u64;
            from.is_none_or(|from| length >= from) && to.is_none_or(|to| length <= to)
        }
        Bounds::Days(from, to) => {
            let date = match field {
                Field::Filed => article.dateline.as_ref().and_then(|dateline| dateline.date),
                _ => article.published.map(|published| published.date),
            };
            date.is_some_and(|date| from.is_none_or(|from| date >= from) && to.is_none_or(|to| date <= to))
        }
    }
}
