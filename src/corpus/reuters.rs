//! Stories of Reuters-21578, the agency's wire of 1987 in SGML: `<REUTERS ... NEWID="1">`.

use crate::article::EntityKind;

use super::draft::{Draft, one_line};
use super::layout::{self, Layout};
use super::sgml::{Element, elements, text};
use super::{FileOfRecords, Outcome, boilerplate, byline, date};

/// What stands for the text of a flash that had none.
const FILLER: &str = "Blah blah blah.";

/// Reads a record from `<REUTERS` to `</REUTERS>`.
pub(super) fn read(record: &str, file: &FileOfRecords, ordinal: u32) -> Outcome {
    let elements = elements(record);
    let find = |name: &str| elements.iter().find(|element| element.is(name));
    let Some(wire) = find("TEXT") else {
        return Outcome::Failed("no <TEXT> in it".into());
    };
    let number = elements
        .first()
        .and_then(|record| record.attribute("NEWID"))
        .map(str::to_owned);
    let title = find("TITLE");
    let mut draft = Draft {
        id: number,
        headline: title.map(|title| text(title.content)).unwrap_or_default(),
        byline: find("AUTHOR")
            .map(|author| byline::people(&text(author.content)))
            .unwrap_or_default(),
        dateline: find("DATELINE")
            .map(|dateline| text(dateline.content))
            .unwrap_or_default(),
        published: find("DATE").and_then(|day| date::in_field(day.content)),
        source: Some("Reuters".into()),
        language: Some("en".into()),
        ..Draft::default()
    };
    let topics: Vec<String> = items(&elements, "TOPICS").collect();
    draft.section = (!topics.is_empty()).then(|| topics.join(", "));
    draft.add_entities(EntityKind::Place, items(&elements, "PLACES"));
    draft.add_entities(EntityKind::Person, items(&elements, "PEOPLE"));
    for list in ["ORGS", "EXCHANGES", "COMPANIES"] {
        draft.add_entities(EntityKind::Organization, items(&elements, list));
    }
    let body = match (find("BODY"), title) {
        (Some(body), _) => text(body.content),
        (None, Some(title)) => behind(record, wire, title),
        (None, None) => text(wire.content),
    };
    let mut body = without_signature(boilerplate::without_end(&body));
    if body.trim() == FILLER {
        body = "";
    }
    if draft.headline.trim().is_empty() {
        let (headline, rest) = first_line(body);
        draft.headline = headline.to_owned();
        body = rest;
    }
    draft.text = layout::paragraphs(body, Layout::Indented);
    draft.finish(file, ordinal)
}

/// The `<D>` items of a list such as `<PLACES>`.
fn items<'all>(elements: &'all [Element<'_>], list: &str) -> impl Iterator<Item = String> + 'all {
    let list = elements
        .iter()
        .find(|element| element.is(list))
        .filter(|list| !list.content.is_empty());
    let within = move |element: &&Element<'_>| list.is_some_and(|list| element.is_within(list));
    elements
        .iter()
        .filter(within)
        .filter(|element| element.is("D"))
        .map(|item| one_line(&text(item.content)))
}

/// What stands in the text of a flash behind its title.
fn behind(record: &str, wire: &Element<'_>, title: &Element<'_>) -> String {
    let rest = record.get(title.end()..wire.end()).unwrap_or("");
    text(rest.split_once('>').map_or("", |(_, rest)| rest))
}

/// A text without the agency's name at its end, which may stand in the last line of a table.
fn without_signature(body: &str) -> &str {
    let bare = body.trim_end_matches(['.', ' ', '\n']);
    let Some(start) = bare.len().checked_sub("reuter".len()) else {
        return body;
    };
    let signed = bare
        .get(start..)
        .is_some_and(|last| last.eq_ignore_ascii_case("reuter"));
    let before = bare.get(..start).unwrap_or("");
    if signed && before.ends_with(char::is_whitespace) {
        before.trim_end()
    } else {
        body
    }
}

/// The first line of an unprocessed text as its headline, if it looks like one, and the rest.
fn first_line(body: &str) -> (&str, &str) {
    let body = body.trim_start();
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    let headline = line.chars().any(char::is_alphabetic) && line.len() < 120;
    if headline { (line.trim(), rest) } else { ("", body) }
}
