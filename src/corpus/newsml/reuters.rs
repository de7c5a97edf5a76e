//! The `newsitem` of RCV1, Reuters' corpus of 1996 and 1997, with the codes that its editors gave.

use crate::article::EntityKind;

use super::super::draft::Draft;
use super::super::xml::{Element, prose};
use super::{date, fill, language};

/// The topics at the top of their tree.
const TOPICS: &[(&str, &str)] = &[
    ("CCAT", "corporate and industrial"),
    ("ECAT", "economics"),
    ("GCAT", "government and social"),
    ("MCAT", "markets"),
];

/// The story of an item.
pub(super) fn draft(item: &Element) -> Draft {
    let line = |name: &str| item.child(name).and_then(Element::line);
    let meta = |name: &str| {
        let found = item
            .below("dc")
            .into_iter()
            .find(|dc| dc.attribute("element") == Some(name))?;
        found.attribute("value").map(str::to_owned)
    };
    let printed = item
        .attribute("date")
        .map(str::to_owned)
        .or_else(|| meta("dc.date.published"));
    let mut draft = Draft {
        id: item.attribute("itemid").map(str::to_owned),
        published: printed.as_deref().and_then(date::in_field),
        language: item.attribute("lang").and_then(language::tag),
        source: meta("dc.source").or_else(|| Some("Reuters".into())),
        ..Draft::default()
    };
    for headline in [line("headline"), line("title")].into_iter().flatten() {
        fill::headline(&mut draft, &headline);
    }
    if let Some(byline) = line("byline") {
        fill::authors(&mut draft, &byline);
    }
    if let Some(dateline) = line("dateline") {
        // `MEXICO CITY 1996-08-20`: the day is the item's own.
        let words = dateline.rsplit_once(' ');
        let (place, day) = words.unwrap_or((&dateline, ""));
        let dated = day.starts_with(|first: char| first.is_ascii_digit()) && date::in_field(day).is_some();
        fill::dateline(&mut draft, if dated { place } else { &dateline });
    }
    if let Some(text) = item.child("text") {
        draft.text = prose(text).text;
    }
    let codes = |class: &'static str| -> Vec<String> {
        let lists = item.below("codes").into_iter();
        let lists = lists.filter(|list| list.attribute("class").is_some_and(|name| name.contains(class)));
        let codes = lists.flat_map(|list| list.all("code").filter_map(|code| code.attribute("code")));
        codes.map(str::to_owned).collect()
    };
    for code in codes("countries") {
        fill::entity(&mut draft, EntityKind::Place, &code);
    }
    let topics = codes("topics");
    let tops = topics
        .iter()
        .filter_map(|code| TOPICS.iter().find(|(top, _)| top == code));
    let tops = fill::sections(tops.map(|(_, name)| (*name).to_owned()));
    draft.section = tops.or_else(|| fill::sections(topics.into_iter()));
    draft
}
