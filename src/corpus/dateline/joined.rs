//! One dateline of two: a field gives it, and the text opens with it once more.

use crate::article::Dateline;

/// A field's dateline with what the opening of the text says more: the field knows the places best,
/// the text names the agency. None where they name different places, and the text's is not the
/// field's.
#[must_use]
pub(in crate::corpus) fn joined(field: &Dateline, text: Dateline) -> Option<Dateline> {
    let shared = field
        .places
        .iter()
        .any(|place| text.places.iter().any(|other| other.name == place.name));
    if !shared && !field.places.is_empty() && !text.places.is_empty() {
        return None;
    }
    let more = field.agency.is_none() && text.agency.is_some() || field.date.is_none() && text.date.is_some();
    Some(Dateline {
        raw: if more { text.raw } else { field.raw.clone() },
        places: if field.places.is_empty() {
            text.places
        } else {
            field.places.clone()
        },
        date: field.date.or(text.date),
        agency: field.agency.clone().or(text.agency),
        tag: field.tag.clone().or(text.tag),
        rule: field.rule,
        confidence: field.confidence.max(text.confidence),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{at_start, in_field};
    use super::*;

    #[test]
    fn the_text_adds_what_the_field_lacks() {
        let field = |text: &str| in_field(text, None).unwrap().0;
        let opening = |text: &str| at_start(text, None).unwrap().0;
        let one = joined(&field("NEW YORK"), opening("NEW YORK (AP) — Tin rested.")).unwrap();
        assert_eq!((&*one.raw, one.agency.as_deref()), ("NEW YORK (AP)", Some("AP")));
        let one = joined(
            &field("Ottawa, Ontario, Canada"),
            opening("OTTAWA (CP) - Tin rested."),
        )
        .unwrap();
        assert_eq!(one.places[0].country.as_deref(), Some("CA"));
        assert!(joined(&field("PARIS"), opening("MOSCOW (AP) — Tin rested.")).is_none());
    }
}
