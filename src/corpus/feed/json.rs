//! JSON Feed (<https://www.jsonfeed.org/version/1.1/>): an item within its feed, as the other feeds are
//! read.

use std::io::{Cursor, Read};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::{LARGEST_RECORD, Outcome, Piece, Pieces, Source, json};
use super::about::About;
use super::item::{Item, Text};

/// Cuts a file into its items, each behind what the feed says of itself. A file that is too large, or not
/// whole, is cut as other JSON is; its items then stand alone.
pub(in crate::corpus) fn split(mut source: Source) -> Pieces {
    let mut bytes = Vec::new();
    let room = LARGEST_RECORD as u64 + 1;
    let read = (&mut source).take(room).read_to_end(&mut bytes);
    let parsed = serde_json::from_slice::<Map<String, Value>>(&bytes);
    let (Ok(_), Ok(mut feed), true) = (read, parsed, bytes.len() <= LARGEST_RECORD) else {
        let source: Source = Box::new(Cursor::new(bytes).chain(source));
        return Box::new(json::Splitter::new(source));
    };
    let one = |outcome: Outcome| -> Pieces {
        let piece = Piece::Settled(outcome, bytes.len() as u64);
        Box::new(std::iter::once(piece))
    };
    let items = match feed.shift_remove("items") {
        Some(Value::Array(items)) if !items.is_empty() => items,
        Some(Value::Array(_)) | None => return one(Outcome::Skipped("a feed without items".into())),
        Some(_) => return one(Outcome::Failed("`items` of a JSON Feed must be a list".into())),
    };
    let mut before = Value::Object(feed).to_string().into_bytes();
    before.push(b'\n');
    let before: Arc<[u8]> = before.into();
    let pieces = items
        .into_iter()
        .map(move |item| Piece::Within(Arc::clone(&before), item.to_string().into_bytes()));
    Box::new(pieces)
}

/// Reads the text of a record: an item, or a feed and an item of it.
pub(super) fn read(text: &str) -> Result<(About, Item), String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut next = || match values.next() {
        Some(Ok(Value::Object(object))) => Ok(Some(object)),
        Some(Ok(_)) => Err("an item of a JSON Feed must be an object".to_owned()),
        Some(Err(error)) => Err(format!("not JSON: {error}")),
        None => Ok(None),
    };
    let one = next()?.ok_or_else(|| "not JSON: it is empty".to_owned())?;
    Ok(match next()? {
        Some(item) => (about(&one), item_of(&item)),
        None => (About::default(), item_of(&one)),
    })
}

fn about(feed: &Map<String, Value>) -> About {
    let home = text(feed, "home_page_url");
    let mut about = About {
        title: text(feed, "title"),
        language: text(feed, "language"),
        authors: authors(feed),
        base: home.clone().or_else(|| text(feed, "feed_url")),
        home,
        ..About::default()
    };
    about.keep_title();
    about
}

fn item_of(object: &Map<String, Value>) -> Item {
    let raw = |key: &str| text(object, key).map(Text::Raw);
    Item {
        headline: text(object, "title"),
        content: raw("content_html").or_else(|| raw("content_text")),
        summary: raw("summary"),
        published: text(object, "date_published"),
        updated: text(object, "date_modified"),
        link: text(object, "url"),
        guid: text(object, "id"),
        language: text(object, "language"),
        authors: authors(object),
        sections: texts(object.get("tags")),
        ..Item::default()
    }
}

/// The names of the authors: a list since version 1.1, one before.
fn authors(object: &Map<String, Value>) -> Vec<String> {
    let name = |author: &Value| text(author.as_object()?, "name");
    let listed: Vec<String> = match object.get("authors") {
        Some(Value::Array(authors)) => authors.iter().filter_map(name).collect(),
        _ => Vec::new(),
    };
    if listed.is_empty() {
        object.get("author").and_then(name).into_iter().collect()
    } else {
        listed
    }
}

/// A text, or a number, for which some ids are written.
fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    let text = match object.get(key)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let Some(Value::Array(values)) = value else {
        return Vec::new();
    };
    let texts = values.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}
