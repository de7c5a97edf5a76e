//! Feeds: RSS of any version, Atom and JSON Feed, a story an item. Elements are told by their names and
//! the URI of their namespace. What a feed says of itself stands for what its items do not say.

mod item;
#[cfg(test)]
mod tests;

use super::columns::{self, Role, Values};
use super::xml::{self, Element};
use super::{FileOfRecords, Outcome, address, date, json};
use crate::article::Version;
use item::Item;

/// Makes a story of an item, which comes within its feed.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let feed = match xml::parse(text) {
        Ok(feed) => feed,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let Some(element) = item_of(&feed) else {
        return Outcome::Skipped("a feed without items".into());
    };
    let mut item = Item::read(element);
    if item.text().is_none() && item.headline.is_none() {
        return Outcome::Skipped("an item without headline and text".into());
    }
    let about = feed.child("channel").unwrap_or(&feed);
    let base = [element, about, &feed]
        .iter()
        .find_map(|place| place.attribute_in(XML, "base"))
        .map(str::to_owned);
    item.link = item
        .link
        .map(|link| absolute(link, base.as_deref().or(own(about, "link").as_deref())));
    let (source, language) = (name_of(about), language_of(element, about, &feed));
    story(item, source, language, file, record)
}

/// Makes a story of an item of JSON Feed.
pub(super) fn read_json(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let mut outcome = json::read(text, file, record);
    if let Outcome::Story(article) = &mut outcome
        && is_identity(&article.id.0)
    {
        article.version = Some(Version {
            number: 0,
            made: article.published.map(|time| time.moment()),
        });
    }
    outcome
}

/// The namespace of `xml:base` and `xml:lang`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The item of a feed that holds one, or the entry that a file is.
fn item_of(feed: &Element) -> Option<&Element> {
    if feed.name() == "entry" {
        return Some(feed);
    }
    let within = |place: &'_ Element| {
        place
            .elements()
            .any(|element| matches!(element.name(), "item" | "entry"))
    };
    let place = match feed.child("channel") {
        Some(channel) if within(channel) => channel,
        _ => feed,
    };
    place
        .elements()
        .find(|element| matches!(element.name(), "item" | "entry"))
}

/// The text of a child element that stands in the namespace of its parent.
fn own(parent: &Element, name: &str) -> Option<String> {
    let child = |element: &&Element| element.namespace() == parent.namespace();
    parent.all(name).find(child)?.line()
}

/// What a feed is called.
fn name_of(about: &Element) -> Option<String> {
    let title = own(about, "title")?;
    // `Harbor Post - World`, `Harbor Post | World`: the outlet stands first or alone.
    Some(title).filter(|title| title.len() <= 120)
}

fn language_of(item: &Element, about: &Element, feed: &Element) -> Option<String> {
    let marked = |place: &Element| place.attribute_in(XML, "lang").map(str::to_owned);
    let named = |place: &Element| place.all("language").find_map(Element::line);
    [
        marked(item),
        named(item),
        named(about),
        marked(about),
        marked(feed),
    ]
    .into_iter()
    .flatten()
    .next()
}

/// An address, made whole by that of its feed where it is a path.
fn absolute(link: String, base: Option<&str>) -> String {
    let Some(base) = base.filter(|base| address::host(base).is_some() && !link.contains("://")) else {
        return link;
    };
    let after = base.find("://").map_or(0, |at| at + 3);
    let root = base[after..].find('/').map_or(base.len(), |at| after + at);
    match (link.strip_prefix('/'), base.rfind('/').filter(|at| *at >= root)) {
        (Some(path), _) => format!("{}/{path}", &base[..root]),
        (None, Some(folder)) => format!("{}/{link}", &base[..folder]),
        (None, None) => format!("{base}/{link}"),
    }
}

fn story(
    item: Item,
    source: Option<String>,
    language: Option<String>,
    file: &FileOfRecords,
    record: u32,
) -> Outcome {
    let made = item.updated.as_deref().or(item.published.as_deref());
    let made = made.and_then(date::in_field).map(|time| time.moment());
    let identity = item
        .guid
        .clone()
        .filter(|guid| is_identity(guid))
        .or(item.link.clone().filter(|link| address::host(link).is_some()));
    let mut values = Values::default();
    let text = item.text().map(without_tail);
    let one = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    values.add(Role::Body, 0, one(text));
    values.add(Role::Headline, 0, one(item.headline));
    values.add(Role::Published, 0, one(item.published));
    values.add(Role::Published, 1, one(item.updated));
    values.add(Role::Url, 0, one(item.link));
    values.add(Role::Id, 0, one(identity.clone().or(item.guid)));
    values.add(Role::Source, 0, one(item.source.or(source)));
    values.add(Role::Language, 0, one(language));
    values.add(Role::Byline, 0, item.authors);
    values.add(Role::Section, 0, item.sections);
    values.add(Role::Caption, 0, item.captions);
    let mut outcome = columns::story(values, file, record);
    if let Outcome::Story(article) = &mut outcome {
        article.version = identity.map(|_| Version { number: 0, made });
    }
    outcome
}

/// Whether an id is one wherever it is seen: an address, a URN, a tag, a UUID.
fn is_identity(id: &str) -> bool {
    let uuid = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    let spaces = id.contains(char::is_whitespace);
    uuid || !spaces && (id.contains("://") || id.starts_with("urn:") || id.starts_with("tag:"))
}

/// A text without the lines with which programs end it: `The post X appeared first on Y.`
fn without_tail(text: String) -> String {
    let plain = |tail: &str| columns::line_of(tail);
    for opening in [
        "The post ",
        "<p>The post ",
        "<p>Der Beitrag ",
        "<p>L’article ",
        "<p>La entrada ",
    ] {
        let Some(at) = text.rfind(opening) else { continue };
        let tail = plain(&text[at..]);
        let said = [
            "appeared first on",
            "erschien zuerst auf",
            "est apparu en premier sur",
            "apareció primero en",
        ];
        if tail.len() < 600 && said.iter().any(|said| tail.contains(said)) {
            return text[..at].to_owned();
        }
    }
    text
}
