//! Text of research collections whose first line holds what is known of a story, its fields parted by
//! `###`, and whose sentences follow, a numbered one a line. Each field is told by what it looks like.

use crate::article::{Origin, PARAGRAPH_BREAK, Part};

use super::columns::{self, Role};
use super::draft::{Draft, one_line};
use super::{address, date};

/// What parts the fields.
const SEPARATOR: &str = "###";

/// The fewest fields of a line that is taken for one.
const FEWEST_FIELDS: usize = 4;

/// Reads a text whose first line holds fields; none for any other text.
pub(super) fn read(text: &str) -> Option<Draft> {
    let (first, rest) = text.split_once('\n')?;
    let fields: Vec<&str> = first.split(SEPARATOR).map(str::trim).collect();
    let link = fields
        .iter()
        .copied()
        .find(|field| address::host(field).is_some());
    if fields.len() < FEWEST_FIELDS || link.is_none() {
        return None;
    }
    let mut draft = Draft {
        url: link.map(str::to_owned),
        ..Draft::default()
    };
    for field in fields.into_iter().filter(|field| Some(*field) != link) {
        let dated =
            || date::in_field(field).filter(|_| field.starts_with(|first: char| first.is_ascii_digit()));
        if field.starts_with('[') {
            if draft.section.is_none() {
                let sections = columns::listed(Role::Section, field).join(", ");
                draft.section = Some(one_line(&sections)).filter(|text| !text.is_empty() && text != "[]");
            }
        } else if let Some(time) = dated() {
            draft.published.get_or_insert(time);
        } else if field.contains(' ') && draft.headline.is_empty() {
            draft.headline = field.to_owned();
        }
    }
    let sentences = rest.lines().filter_map(sentence);
    draft.text = sentences.collect::<Vec<&str>>().join(PARAGRAPH_BREAK);
    for part in [
        Part::Headline,
        Part::Published,
        Part::Section,
        Part::Url,
        Part::Body,
    ] {
        draft.provenance.set(part, Origin::Markup);
    }
    Some(draft)
}

/// A line without its number; none for a line of numbers alone, such as those of a summary.
fn sentence(line: &str) -> Option<&str> {
    let line = line.trim();
    let text = match line.split_once('\t') {
        Some((number, text)) if number.bytes().all(|byte| byte.is_ascii_digit()) => text.trim(),
        _ => line,
    };
    text.contains(char::is_alphabetic).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_by_what_they_look_like() {
        let draft = read(
            "harbor_1###Ferry strikes the pier###https://harbor.example/fa/7###['Ports', 'Sea']###2020-01-26 16:11:00###77###['ferry']\n\
             1@@@2\n1\tThe ferry struck the pier.\n2\tNobody was hurt.\n3\t»\n",
        )
        .unwrap();
        assert_eq!(draft.headline, "Ferry strikes the pier");
        assert_eq!(draft.url.as_deref(), Some("https://harbor.example/fa/7"));
        assert_eq!(draft.section.as_deref(), Some("Ports, Sea"));
        assert_eq!(draft.published.unwrap().to_string(), "2020-01-26T16:11:00");
        assert_eq!(draft.text, "The ferry struck the pier.\n\nNobody was hurt.");
        assert!(read("### A heading\n### and one more ### of ### those").is_none());
        assert!(read("no line end").is_none());
    }
}
