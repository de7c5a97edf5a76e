//! NITF 3, the News Industry Text Format of the IPTC (<https://iptc.org/standards/nitf/>), with or
//! without its namespace, and the profile of the New York Times Annotated Corpus.

use crate::article::{EntityKind, Version};

use super::draft::{Draft, one_line};
use super::enclosed::append;
use super::xml::{Element, Node, parse, prose};
use super::{FileOfRecords, Outcome, date, fill, language, subject};

/// Makes a story of a record.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let root = match parse(text) {
        Ok(root) => root,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let within = root.below("nitf");
    let story = if root.name() == "nitf" {
        Some(&root)
    } else {
        within.first().copied()
    };
    let Some(story) = story else {
        return Outcome::Skipped("no <nitf> in it".into());
    };
    let mut draft = Draft::default();
    fill(story, &mut draft);
    draft.finish(file, record)
}

/// Fills in what NITF says and the draft does not know yet.
pub(super) fn fill(nitf: &Element, draft: &mut Draft) {
    let nothing = Element::default();
    let head = nitf.child("head").unwrap_or(&nothing);
    let body = nitf.child("body").unwrap_or(&nothing);
    let above = body.child("body.head").unwrap_or(&nothing);
    draft.published = draft.published.or_else(|| published(head, above));
    draft.language = draft.language.take().or_else(|| {
        let tags = ["lang", "baselang"].map(|name| [nitf.attribute(name), body.attribute(name)]);
        tags.into_iter().flatten().flatten().find_map(language::tag)
    });
    headline(head, above, draft);
    byline(head, above, draft);
    if let Some(line) = above.child("dateline").and_then(dateline_line) {
        fill::dateline(draft, &line);
    }
    draft.source = draft.source.take().or_else(|| source(head, above));
    draft.section = draft.section.take().or_else(|| section(head));
    text(body, draft);
    entities(head, body, draft);
    identity(head, draft);
}

/// The value of a `meta` of a name.
fn meta<'head>(head: &'head Element, name: &str) -> Option<&'head str> {
    let mut metas = head.all("meta");
    metas
        .find(|meta| meta.attribute("name") == Some(name))?
        .attribute("content")
}

/// The first value of an attribute of the elements of a name, wherever they lie: some senders put
/// them into the wrong parent.
fn value<'tree>(within: &'tree Element, name: &str, attribute: &str) -> Option<&'tree str> {
    within
        .below(name)
        .into_iter()
        .find_map(|element| element.attribute(attribute))
}

fn headline(head: &Element, above: &Element, draft: &mut Draft) {
    let hedline = above.child("hedline");
    for name in ["hl1", "hl2"] {
        let line = hedline.and_then(|hedline| hedline.all(name).find_map(Element::line));
        fill::headline(draft, &line.unwrap_or_default());
    }
    // Some put the words right into it.
    for line in [hedline, head.child("title")] {
        fill::headline(draft, &line.and_then(Element::line).unwrap_or_default());
    }
}

/// The people of the bylines. The New York Times prints a byline and gives the names once more, last
/// name first: those are read where the printed one names nobody.
fn byline(head: &Element, above: &Element, draft: &mut Draft) {
    if !draft.byline.is_empty() {
        return;
    }
    let normalized = |byline: &&Element| byline.attribute("class") == Some("normalized_byline");
    for byline in above.all("byline").filter(|byline| !normalized(byline)) {
        let people: Vec<String> = byline.all("person").filter_map(Element::line).collect();
        let named = people
            .iter()
            .flat_map(|names| names.split(" and "))
            .map(str::trim);
        // What is marked as a person is one, though `Jordan Press` has the name of an outlet.
        let names: Vec<&str> = named.filter(|name| is_full_name(name)).collect();
        for name in &names {
            if !draft.byline.iter().any(|known| known == name) {
                draft.byline.push((*name).to_owned());
            }
        }
        if names.is_empty() {
            fill::authors(draft, &text_without(byline, &["byttl", "virtloc"]));
        }
    }
    if draft.byline.is_empty() {
        for byline in above.all("byline").filter(normalized) {
            for name in byline.text().split(';') {
                let (last, first) = name.split_once(',').unwrap_or((name, ""));
                fill::authors(draft, &one_line(&format!("{first} {last}")));
            }
        }
    }
    if draft.byline.is_empty() {
        let is_writer = |history: &&Element| {
            let function = history.attribute("function").unwrap_or("");
            function.contains("writer") || function.contains("author")
        };
        for history in head.below("revision-history").into_iter().filter(is_writer) {
            fill::creator(draft, history.attribute("name").unwrap_or(""));
        }
    }
}

/// Whether a text is a name of several words, in ordinary case and with nothing else.
fn is_full_name(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && !word.contains(|letter: char| letter.is_ascii_digit() || ",;:/@()".contains(letter))
    };
    (2..=4).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(word)
        && text.contains(char::is_lowercase)
        && !text.starts_with("By ")
}

/// The text of an element without some of its children.
fn text_without(element: &Element, left_out: &[&str]) -> String {
    let mut text = String::new();
    for node in element.nodes() {
        match node {
            Node::Text(run) => text.push_str(run),
            Node::Element(inner) if left_out.contains(&inner.name()) => text.push('\n'),
            Node::Element(inner) => text.push_str(&inner.text()),
        }
    }
    text
}

/// A dateline in one line. A `story.date` that is made for machines is none of it.
fn dateline_line(dateline: &Element) -> Option<String> {
    let mut line = String::new();
    for node in dateline.nodes() {
        match node {
            Node::Text(run) => line.push_str(run),
            Node::Element(inner) if inner.name() == "location" => line.push_str(&place(inner)),
            Node::Element(inner) => {
                let printed = inner.line().unwrap_or_default();
                let machine =
                    printed.starts_with(|first: char| first.is_ascii_digit()) && !printed.contains(' ');
                if inner.name() != "story.date" || !machine {
                    let parted = line.is_empty() || line.ends_with([' ', '\n', ',', '(']);
                    line.push_str(if parted { "" } else { ", " });
                    line.push_str(&printed);
                }
            }
        }
    }
    let line = one_line(&line).replace(" ,", ",");
    let line = line.trim_matches([' ', ',']);
    (!line.is_empty()).then(|| line.to_owned())
}

/// A place in one line: as it is printed, or its city, state and country parted by commas.
fn place(location: &Element) -> String {
    let printed = |node: &Node| matches!(node, Node::Text(run) if !run.trim().is_empty());
    if location.nodes().iter().any(printed) {
        return location.line().unwrap_or_default().replace(" ,", ",");
    }
    let parts: Vec<String> = location.elements().filter_map(Element::line).collect();
    parts.join(", ")
}

/// When it was published: in an edition, else when it may be, else when it was sent.
fn published(head: &Element, above: &Element) -> Option<crate::article::Timestamp> {
    let day_of_paper = || {
        let part = |name: &str| meta(head, &format!("publication_{name}"))?.parse::<u16>().ok();
        let (year, month, day) = (part("year")?, part("month")?, part("day_of_month")?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    };
    [
        value(head, "pubdata", "date.publication").map(str::to_owned),
        value(head, "date.release", "norm").map(str::to_owned),
        value(head, "date.issue", "norm").map(str::to_owned),
        value(above, "story.date", "norm").map(str::to_owned),
        day_of_paper(),
    ]
    .into_iter()
    .flatten()
    .find_map(|printed| date::in_field(&printed))
    .map(|time| match (time.second, time.zone) {
        // `20200308T000000`: a day, as papers write it.
        (Some(0), None) => time.date.into(),
        _ => time,
    })
}

/// Who published it: the distributor, the holder of the copyright, or whom else the head names.
fn source(head: &Element, above: &Element) -> Option<String> {
    let distributor = above.child("distributor").and_then(Element::line);
    let others = [
        value(head, "doc.copyright", "holder"),
        meta(head, "NTBKilde"),
        value(head, "doc-id", "regsrc"),
        value(head, "from-src", "src-name"),
        value(head, "pubdata", "name"),
    ];
    let named = distributor.or_else(|| others.into_iter().flatten().next().map(str::to_owned))?;
    // `The Canadian Press. All rights reserved.`
    let bare = named.split(". All rights").next().unwrap_or(&named);
    Some(one_line(bare))
}

/// Types of a `tobject` that say what kind of thing it is and nothing of its desk.
const KINDS: &[&str] = &[
    "news", "data", "alert", "advisory", "story", "text", "feature", "current",
];

/// The desk or the page: that of the New York Times, else the subjects.
fn section(head: &Element) -> Option<String> {
    let times = meta(head, "online_sections")
        .into_iter()
        .flat_map(|names| names.split(';'));
    let times = times.chain(meta(head, "dsk")).map(str::to_owned);
    if let Some(sections) = fill::sections(times) {
        return Some(sections);
    }
    let kind = value(head, "tobject", "tobject.type");
    let desk = kind
        .filter(|kind| !KINDS.contains(&&*kind.to_lowercase()))
        .map(str::to_owned);
    let subjects = head.below("tobject.subject");
    let subjects = subjects.into_iter().filter_map(|subject| {
        let level = |level: &str| subject.attribute(&format!("tobject.subject.{level}"));
        let named = ["type", "matter", "detail"].into_iter().find_map(level);
        // `POL:POLITICS` is a code of the sender's own.
        if named.is_some_and(|name| name.contains(':')) {
            return None;
        }
        let top = || subject::name(subject.attribute("tobject.subject.refnum")?);
        named.or_else(top).map(str::to_owned)
    });
    let found = fill::sections(desk.into_iter().chain(subjects));
    found.or_else(|| {
        let taxonomic = |classifier: &&Element| classifier.attribute("type") == Some("taxonomic_classifier");
        let classifier = head
            .below("classifier")
            .into_iter()
            .find(taxonomic)
            .and_then(Element::line);
        let others = [
            meta(head, "print_section"),
            value(head, "doc-scope", "scope"),
            value(head, "fixture", "fix-id"),
            value(head, "series", "series.name"),
        ];
        classifier.or_else(|| others.into_iter().flatten().next().map(str::to_owned))
    })
}

/// The text and its captions. Of the blocks of the New York Times the lead paragraph stands in the
/// full text too.
fn text(body: &Element, draft: &mut Draft) {
    let nothing = Element::default();
    let content = body.child("body.content").unwrap_or(&nothing);
    let blocks = |class: &'static str| {
        content
            .all("block")
            .filter(move |block| block.attribute("class") == Some(class))
    };
    let mut read: Vec<&Element> = blocks("full_text").collect();
    if read.is_empty() {
        read = blocks("lead_paragraph").collect();
    }
    let corrections: Vec<&Element> = blocks("correction_text").collect();
    if !corrections.is_empty() {
        draft.status.get_or_insert_with(|| "corrected".into());
    }
    read.extend(corrections);
    if read.is_empty() {
        read.push(content);
    }
    let before = draft.text.len();
    for part in read {
        let prose = prose(part);
        append(&mut draft.text, &prose.text);
        draft.captions.extend(prose.captions);
    }
    if draft.text.len() == before
        && let Some(summary) = body.at(&["body.head", "abstract"])
    {
        append(&mut draft.text, &prose(summary).text);
    }
    if let Some(line) = body.at(&["body.end", "tagline"]).and_then(Element::line) {
        append(&mut draft.text, &line);
    }
}

/// People, organizations and places that the head lists or the text marks.
fn entities(head: &Element, body: &Element, draft: &mut Draft) {
    let listed: Vec<&Element> = head.below("identified-content");
    let content: Vec<&Element> = body.child("body.content").into_iter().collect();
    for within in listed.into_iter().chain(content) {
        for (name, kind) in [
            ("person", EntityKind::Person),
            ("org", EntityKind::Organization),
            ("location", EntityKind::Place),
        ] {
            for marked in within.below(name) {
                fill::entity(draft, kind, &place(marked));
            }
        }
    }
    for event in head.below("evloc") {
        let names = ["city", "county-dist", "state-prov"];
        let names = names.into_iter().filter_map(|name| event.attribute(name));
        // Two or three capitals are a code.
        if let Some(name) = names.into_iter().find(|name| name.len() > 3) {
            fill::entity(draft, EntityKind::Place, name);
        }
    }
}

/// Its name, which version of it this is, what became of it, and its address.
fn identity(head: &Element, draft: &mut Draft) {
    if draft.id.is_none()
        && let Some(id) = value(head, "doc-id", "id-string")
    {
        let numeric = !id.contains(char::is_alphabetic);
        let registrar = value(head, "doc-id", "regsrc").filter(|_| numeric);
        let id = registrar.map_or_else(|| id.to_owned(), |registrar| format!("{registrar}:{id}"));
        // A bare number is a name within its file alone.
        if id.contains(char::is_alphabetic) {
            let number = value(head, "du-key", "version").and_then(|number| number.parse().ok());
            let issued = value(head, "date.issue", "norm").and_then(date::in_field);
            draft.version = Some(Version {
                number: number.unwrap_or(0),
                made: issued.or(draft.published).map(|time| time.moment()),
            });
        }
        draft.id = Some(id);
    }
    if draft.status.is_none() {
        draft.status = value(head, "docdata", "management-status").and_then(fill::status);
    }
    if draft.url.is_none() {
        let address = value(head, "pubdata", "ex-ref").filter(|address| address.starts_with("http"));
        draft.url = address.map(str::to_owned);
    }
}

#[cfg(test)]
mod tests;
