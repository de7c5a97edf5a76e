//! The stems of words that are not their own, which the index holds beside the words as written, for
//! the fields that plain words search: who asks for *minister* in all its forms reads the postings of
//! the stem and those of the word that is written like it, not those of each form in each field.

use tantivy::schema::Field as Column;

use crate::field::{DEFAULT_FIELDS, Field, Weights};
use crate::spans::Test;
use crate::tokens;

use super::forms::Forms;
use super::found::PartTerms;
use super::rank::Ranking;
use super::schema::Layout;

/// The fields whose stems one column holds together, by column.
pub(super) const STEMMED: [&[Field]; 3] = [
    &[Field::Headline],
    &[Field::Lead, Field::Body],
    &[Field::Caption, Field::Byline, Field::Dateline],
];

/// The columns that together hold the stems of some fields, each with the fields that are in it; none
/// if there are no such columns.
fn columns(layout: &Layout, fields: &[Field]) -> Vec<(Column, &'static [Field])> {
    let wanted = match fields {
        DEFAULT_FIELDS => 0..STEMMED.len(),
        [Field::Headline] => 0..1,
        [Field::Body] => 1..2,
        _ => 0..0,
    };
    let columns = layout.stems.into_iter().zip(STEMMED);
    columns.skip(wanted.start).take(wanted.len()).collect()
}

/// What an occurrence counts in some fields, if it counts the same in each.
fn weight(weights: &Weights, fields: &[Field]) -> Option<f32> {
    let (first, rest) = fields.split_first()?;
    let weight = weights.of(*first);
    rest.iter()
        .all(|field| weights.of(*field) == weight)
        .then_some(weight)
}

/// Whether the word that is written like a stem has that stem: `oil` has, but *lubwe*, the stem of
/// *lubwee*, has another one.
fn is_own(stem: &str) -> bool {
    tokens::stem(stem) == stem
}

/// A stem in the columns that hold those of some fields, and the word that is written like it;
/// nothing if no columns do, or if an occurrence counts one thing in a field and another in one that
/// shares its column.
pub(super) fn terms(
    forms: &mut Forms<'_>,
    layout: &Layout,
    ranking: &Ranking<'_>,
    fields: &[Field],
    stem: &str,
) -> tantivy::Result<Vec<PartTerms>> {
    let test = Test::Exact(stem.to_owned());
    let mut terms = Vec::new();
    for (column, fields) in columns(layout, fields) {
        let Some(weight) = weight(ranking.weights, fields) else {
            return Ok(Vec::new());
        };
        terms.push(PartTerms {
            column,
            weight,
            by_segment: forms.terms(&test, column)?,
        });
        for field in fields.iter().filter(|_| is_own(stem)) {
            let column = layout.column(*field);
            terms.push(PartTerms {
                column,
                weight,
                by_segment: forms.terms(&test, column)?,
            });
        }
    }
    Ok(terms)
}

/// In how many stories a word with a stem stands, about: as many as in the fields of the column where most
/// have it; `None` if no columns hold the stems of these fields.
pub(super) fn stories(
    forms: &mut Forms<'_>,
    layout: &Layout,
    fields: &[Field],
    stem: &str,
) -> tantivy::Result<Option<u64>> {
    let exact = Test::Exact(stem.to_owned());
    let mut most = None;
    for (column, fields) in columns(layout, fields) {
        let mut written = 0;
        for field in fields.iter().filter(|_| is_own(stem)) {
            written = written.max(forms.stories(&exact, layout.column(*field))?);
        }
        most = most.max(Some(written + forms.stories(&exact, column)?));
    }
    Ok(most)
}
