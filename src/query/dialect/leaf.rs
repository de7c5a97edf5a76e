//! A word, a phrase, a range or a condition of another system's query, with its field, to a leaf of
//! our tree. It does not know how leaves go together.

use std::ops::Range;

use super::word::{Reading, is_too_short, unescaped};
use crate::article::Date;
use crate::field::{DEFAULT_FIELDS, Field, Kind};
use crate::query::error::{SyntaxError, SyntaxErrorKind};
use crate::query::lexer::{is_quote, is_space};
use crate::query::{Bounds, Case, Form, Query, Words, all_of, date};

/// The fields that words are looked for in, if the query names some.
pub(super) type Scope = Option<&'static [Field]>;

/// The languages by their names in English, of which stories have two letters.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("arabic", "ar"), ("chinese", "zh"), ("czech", "cs"), ("danish", "da"), ("dutch", "nl"), ("english", "en"),
    ("finnish", "fi"), ("french", "fr"), ("german", "de"), ("greek", "el"), ("hebrew", "he"), ("hindi", "hi"),
    ("hungarian", "hu"), ("italian", "it"), ("japanese", "ja"), ("korean", "ko"), ("norwegian", "no"),
    ("persian", "fa"), ("polish", "pl"), ("portuguese", "pt"), ("romanian", "ro"), ("russian", "ru"),
    ("spanish", "es"), ("swedish", "sv"), ("turkish", "tr"), ("ukrainian", "uk"),
];

/// A word or a phrase, or the value of a field of another kind, whose text is `typed`.
pub(super) fn words(
    reading: Reading,
    typed: &str,
    scope: Scope,
    span: Range<usize>,
    newest: Option<Date>,
) -> Result<Query, SyntaxError> {
    let fields = scope.unwrap_or(DEFAULT_FIELDS);
    let field = fields.first().copied().unwrap_or(Field::Body);
    match field.kind() {
        Kind::Key => {
            // A value of ours stands in quotes.
            let pattern = unescaped(typed).replace(is_quote, "*");
            Ok(Query::Key { field, pattern })
        }
        Kind::Date | Kind::Number => {
            let bounds = bounds(field, unescaped(typed).trim_matches(is_space), &span, newest)?;
            Ok(Query::Range { field, bounds })
        }
        Kind::Text | Kind::Name if is_too_short(&reading.text) => {
            Err(SyntaxErrorKind::ShortWildcard.at(span))
        }
        Kind::Text | Kind::Name => {
            let Reading { text, form, .. } = reading;
            let text = if field == Field::Language {
                language(text)
            } else {
                text
            };
            Ok(word(text, form, scope, span))
        }
    }
}

/// Any story, or any that has something in the fields.
pub(super) fn anything(scope: Scope) -> Query {
    match scope {
        None => Query::All,
        Some([field]) if field.kind() == Kind::Key => Query::Key {
            field: *field,
            pattern: "*".into(),
        },
        Some(fields) => Query::Has(fields),
    }
}

/// A word in a field of words.
pub(super) fn word(text: String, form: Form, scope: Scope, span: Range<usize>) -> Query {
    Query::Words(Words {
        fields: scope.unwrap_or(DEFAULT_FIELDS),
        default_fields: scope.is_none(),
        text,
        form,
        case: Case::Any,
        span,
        also: Vec::new(),
    })
}

fn language(name: String) -> String {
    let known = LANGUAGES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(&name));
    known.map_or(name, |(_, letters)| (*letters).to_owned())
}

/// The days or numbers that all the values allow.
pub(super) fn condition(
    field: Field,
    values: &[String],
    span: &Range<usize>,
    newest: Option<Date>,
) -> Result<Query, SyntaxError> {
    let range = |value: &String| {
        let bounds = bounds(field, value, span, newest)?;
        Ok(Query::Range { field, bounds })
    };
    Ok(all_of(
        values.iter().map(range).collect::<Result<_, SyntaxError>>()?,
    ))
}

/// The bounds that a value of ours means, with errors that show the place in the other's text.
fn bounds(
    field: Field,
    value: &str,
    span: &Range<usize>,
    newest: Option<Date>,
) -> Result<Bounds, SyntaxError> {
    date::bounds(field, value, span, newest).map_err(|error| error.kind.at(span.clone()))
}

/// `[a TO b]`, where `{` and `}` leave out the ends.
pub(super) fn bracket(
    field: Field,
    typed: &str,
    span: &Range<usize>,
    newest: Option<Date>,
) -> Result<Query, SyntaxError> {
    let wrong = || match field.kind() {
        Kind::Date => SyntaxErrorKind::NotADate(field.name()).at(span.clone()),
        _ => SyntaxErrorKind::NotANumber(field.name()).at(span.clone()),
    };
    let inside = typed.get(1..typed.len().saturating_sub(1)).unwrap_or_default();
    let mut parts = inside.split(is_space).filter(|part| !part.is_empty());
    let (Some(low), Some("TO"), Some(high), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let limit = |sign: &str, value: &str| match value.trim_matches(is_quote) {
        "*" => Ok(None),
        value => bounds(field, &format!("{sign}{value}"), span, newest).map(Some),
    };
    let low = limit(if typed.starts_with('{') { ">" } else { ">=" }, low)?;
    let high = limit(if typed.ends_with('}') { "<" } else { "<=" }, high)?;
    let empty = || SyntaxErrorKind::EmptyRange.at(span.clone());
    let bounds = match (low, high) {
        (None, None) => return Ok(Query::Has(std::slice::from_ref(&field.info().field))),
        (Some(only), None) | (None, Some(only)) => only,
        (Some(Bounds::Days(low, _)), Some(Bounds::Days(_, high))) if low <= high => Bounds::Days(low, high),
        (Some(Bounds::Numbers(low, _)), Some(Bounds::Numbers(_, high))) if low <= high => {
            Bounds::Numbers(low, high)
        }
        _ => return Err(empty()),
    };
    Ok(Query::Range { field, bounds })
}
