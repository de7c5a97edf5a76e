//! The stems of words that are not their own, which the index holds beside the words as written, for
//! the fields that plain words search: who asks for *minister* in all its forms reads the postings of
//! the stem and those of the word that is written like it, not those of each form in each field.

use tantivy::schema::Field as Column;

use crate::field::{DEFAULT_FIELDS, Field, Weights};

use super::schema::Layout;

/// The fields whose stems one column holds together, by column.
pub(super) const STEMMED: [&[Field]; 3] = [
    &[Field::Headline],
    &[Field::Lead, Field::Body],
    &[Field::Caption, Field::Byline, Field::Dateline],
];

/// The columns that together hold the stems of some fields, each with the fields that are in it; none
/// if there are no such columns.
pub(super) fn columns(layout: &Layout, fields: &[Field]) -> Vec<(Column, &'static [Field])> {
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
pub(super) fn weight(weights: &Weights, fields: &[Field]) -> Option<f32> {
    let (first, rest) = fields.split_first()?;
    let weight = weights.of(*first);
    rest.iter()
        .all(|field| weights.of(*field) == weight)
        .then_some(weight)
}
