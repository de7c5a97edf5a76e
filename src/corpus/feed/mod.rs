//! Feeds: RSS of any version, Atom and JSON Feed, a story an item. Elements are told by their names and
//! the URI of their namespace. What a feed says of itself stands for what its items do not say.

mod about;
mod item;
mod json;
mod story;
mod tail;
#[cfg(test)]
mod tests;
mod wordpress;

use super::xml::{self, Element};
use super::{FileOfRecords, Outcome};
use about::About;
use item::Item;
pub(super) use json::split;

/// Makes a story of an item, which comes within its feed.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let feed = match xml::parse(text) {
        Ok(feed) => feed,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let Some(element) = item_of(&feed) else {
        return Outcome::Skipped("a feed without items".into());
    };
    let about = About::read(&feed, element);
    story::story(Item::read(element), &about, file, record)
}

/// Makes a story of an item of JSON Feed.
pub(super) fn read_json(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    // Whoever names the keys knows better what they hold.
    if !file.options.columns.is_empty() {
        return super::json::read(text, file, record);
    }
    match json::read(text) {
        Ok((about, item)) => story::story(item, &about, file, record),
        Err(reason) => Outcome::Failed(reason),
    }
}

/// Whether a file is a JSON Feed, by the keys of its first object.
pub(super) fn is_json_feed(keys: &[(String, Option<String>)]) -> bool {
    let versions = ["https://jsonfeed.org/version/", "http://jsonfeed.org/version/"];
    let names = |text: &str| versions.iter().any(|version| text.starts_with(version));
    let version =
        |(key, value): &(String, Option<String>)| key == "version" && value.as_deref().is_some_and(names);
    keys.iter().any(version)
}

/// Whether a file is what feed-rs made of a feed: not one of its own.
pub(super) fn is_parsed_feed(keys: &[(String, Option<String>)]) -> bool {
    keys.iter().any(|(key, _)| key == "feed_type")
}

/// The item of a feed that holds one, or the entry that a file is.
fn item_of(feed: &Element) -> Option<&Element> {
    let is_item = |element: &Element| matches!(element.name(), "item" | "entry");
    if is_item(feed) {
        return Some(feed);
    }
    let within = feed
        .child("channel")
        .and_then(|channel| channel.elements().find(|element| is_item(element)));
    within.or_else(|| feed.elements().find(|element| is_item(element)))
}
