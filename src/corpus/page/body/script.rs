//! The body of a page that shows none: its linked data, or the data that a script would make it of.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use scraper::{Html, Node};
use serde_json::Value;

use super::blocks;
use super::text::marks;

/// No more of the scripts of a page is read than this.
const MOST_SCRIPT: usize = 8_000_000;

/// Paragraphs of a text in which lines are paragraphs, be it plain or marked up.
pub(super) fn paragraphs_of(text: &str) -> Vec<String> {
    if text.contains("</") || text.contains("&lt;/") {
        let plain = match text.contains("</") {
            true => text.to_owned(),
            false => text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&"),
        };
        let page = blocks::cut(&Html::parse_fragment(&plain));
        return page.blocks.into_iter().map(|block| block.text).collect();
    }
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// The longest run of prose in the JSON of the page's scripts: of all places in it that have the same
/// names around, those with the most prose, in their order.
pub(super) fn body(page: &Html) -> Vec<String> {
    let mut best = Vec::new();
    let mut most = 1;
    let mut read = 0;
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else {
            continue;
        };
        let json = element.name() == "script"
            && (element.attr("type").is_some_and(|kind| kind.ends_with("json"))
                || element.id() == Some("__NEXT_DATA__"));
        let Some(text) = node.first_child().filter(|_| json) else {
            continue;
        };
        let Some(text) = text.value().as_text() else {
            continue;
        };
        read += text.len();
        if read > MOST_SCRIPT {
            break;
        }
        if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
            let found = most_prose(&value);
            let letters = found.iter().map(String::len).sum::<usize>();
            if letters > most {
                (best, most) = (found, letters);
            }
        }
    }
    best
}

/// The prose under one path of names that has the most of it.
fn most_prose(value: &Value) -> Vec<String> {
    let mut places: Vec<(Vec<String>, usize)> = Vec::new();
    let mut place_of: FxHashMap<u64, usize> = FxHashMap::default();
    let mut open: Vec<(&Value, u64)> = vec![(value, 0)];
    while let Some((value, path)) = open.pop() {
        match value {
            // The last is taken first: they go in from behind.
            Value::Object(members) => {
                let inside = members.iter().rev().filter(|(name, _)| !is_aside(name));
                open.extend(inside.map(|(name, value)| (value, longer(path, name))));
            }
            Value::Array(items) => open.extend(items.iter().rev().map(|item| (item, path))),
            Value::String(text) if text.len() > 80 => {
                let prose = paragraphs_of(text).into_iter().filter(|line| is_prose(line));
                let place = *place_of.entry(path).or_insert_with(|| {
                    places.push((Vec::new(), 0));
                    places.len() - 1
                });
                for line in prose {
                    places[place].1 += line.len();
                    places[place].0.push(line);
                }
            }
            _ => {}
        }
    }
    let most = places.into_iter().max_by_key(|(_, length)| *length);
    most.map(|(prose, _)| prose).unwrap_or_default()
}

/// The path of names one name longer, as a number.
fn longer(path: u64, name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (path, name).hash(&mut hasher);
    hasher.finish()
}

/// Names under which other stories stand, or what is said of this one.
fn is_aside(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "related",
        "recommend",
        "description",
        "comment",
        "review",
        "caption",
        "biography",
        "bio",
        "ads",
        "teaser",
    ]
    .iter()
    .any(|aside| name.contains(aside))
}

/// Whether a line reads like sentences.
fn is_prose(line: &str) -> bool {
    let marks = marks(line);
    line.chars().count() > 30
        && marks.sentences > 0
        && !line.contains(['{', '}', '<'])
        && marks.bars * 20 < line.len() as u32
        && marks.digits * 4 < line.len() as u32
}
