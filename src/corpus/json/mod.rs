//! JSON: one object a line, an array of objects, or an object with the stories under one of its keys.
//! Here an object is read into a story; where objects begin and end is the splitter's business, and
//! what keys are called that of `columns`.

mod first;
mod input;
mod scan;
mod split;
#[cfg(test)]
mod tests;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::columns::{self, Asked, Role, Values, folded, role_of_name};
use super::{FileOfRecords, Outcome, ninjs};
pub(super) use first::first_names;
pub(super) use split::Splitter;

/// Keys of objects in which a story's own keys stand, folded; `_source` among them.
#[rustfmt::skip]
const WRAPPERS: &[&str] = &[
    "article", "attributes", "content", "data", "doc", "document", "extra", "fields", "item", "meta",
    "metadata", "news", "node", "post", "record", "response", "source", "story",
];

/// Keys under which an object says what it is, folded, the most telling first.
#[rustfmt::skip]
const INNER: &[&str] = &[
    "value", "name", "title", "main", "text", "content", "rendered", "original", "byline", "literal",
    "label", "date", "oid", "html", "fullname", "description", "caption",
];

/// How deep wrappers are opened.
const DEEPEST_WRAPPER: u16 = 3;

/// What one level of wrapping costs in rank: an outer key is read before an inner one.
const RANKS_A_LEVEL: u16 = 200;

/// How many keys a refusal names.
const NAMED_KEYS: usize = 12;

/// Whether the beginning of a file is JSON's: an object, or an array of objects.
pub(super) fn looks_like_json(head: &[u8]) -> bool {
    let mut bytes = head
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .skip_while(|byte| **byte == 0x1E);
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), Some(b'"')) => true,
        (Some(b'['), Some(b'{')) => bytes.next() == Some(&b'"'),
        _ => false,
    }
}

/// Whether it is JSON Lines: its first line is an object, and another one follows.
pub(super) fn looks_like_lines(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let Some(end) = memchr::memchr(b'\n', head) else {
        return false;
    };
    let (first, rest) = head.split_at(end);
    let object =
        |line: &[u8]| line.first() == Some(&b'{') && serde_json::from_slice::<IgnoredAny>(line).is_ok();
    object(first.trim_ascii_end()) && rest.trim_ascii_start().first() == Some(&b'{')
}

/// Makes a story of one object.
pub(super) fn read(text: &str, file: &FileOfRecords, record: u32) -> Outcome {
    let parsed = serde_json::from_str::<Value>(text).or_else(|error| match without_nan(text.as_bytes()) {
        Some(mended) => serde_json::from_slice(&mended),
        None => Err(error),
    });
    let object = match parsed {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Outcome::Failed("not a JSON object".to_owned()),
        Err(error) => return Outcome::Failed(format!("not JSON: {error}")),
    };
    let asked = columns::asked(&file.options.columns);
    if asked.is_empty()
        && let Some(item) = ninjs::within(&object)
        && let Some(outcome) = ninjs::read_item(item, file, record)
    {
        return outcome;
    }
    if is_schema(&object) {
        return Outcome::Skipped("a JSON schema, no story".to_owned());
    }
    let mut values = Values::default();
    for Asked { role, column } in &asked {
        if let Some(value) = at_path(&object, column) {
            values.add(*role, 0, texts(*role, value));
        }
    }
    let used: Vec<&str> = asked.iter().map(|asked| asked.column).collect();
    read_keys(&object, 0, &used, &mut values);
    if !values.have_text() {
        if object.contains_key("homeTeam") && object.contains_key("awayTeam") {
            return Outcome::Skipped("a match of two teams, no story".to_owned());
        }
        return Outcome::Failed(no_text(&object));
    }
    columns::story(values, file, record)
}

/// Whether an object says what other JSON must be like.
fn is_schema(object: &Map<String, Value>) -> bool {
    let parts = ["properties", "definitions", "$defs", "oneOf", "allOf", "anyOf"];
    object.contains_key("$schema") && parts.iter().any(|part| object.contains_key(*part))
}

fn no_text(object: &Map<String, Value>) -> String {
    if object.is_empty() {
        return "an empty object: no `uri`, no headline, no body".to_owned();
    }
    let mut keys: Vec<String> = object
        .keys()
        .take(NAMED_KEYS)
        .map(|key| key.chars().take(40).collect())
        .collect();
    if object.len() > NAMED_KEYS {
        keys.push("...".to_owned());
    }
    let keys = keys.join(", ").replace(char::is_control, " ");
    format!("no headline and no body; its keys are {keys}; hint: name them with --map headline=KEY,body=KEY")
}

/// The value at a key, or at keys parted by dots: `headline.main`, `parts.0.text`.
fn at_path<'object>(object: &'object Map<String, Value>, path: &str) -> Option<&'object Value> {
    if let Some(value) = key_like(object, path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    let mut value = key_like(object, first)?;
    for part in rest.split('.') {
        value = match value {
            Value::Object(object) => key_like(object, part)?,
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

fn key_like<'object>(object: &'object Map<String, Value>, key: &str) -> Option<&'object Value> {
    let like = || {
        object
            .iter()
            .find(|(known, _)| folded(known) == folded(key))
            .map(|(_, value)| value)
    };
    object.get(key).or_else(like)
}

/// Reads the keys of an object whose names are known, and those of its wrappers.
fn read_keys(object: &Map<String, Value>, depth: u16, used: &[&str], values: &mut Values) {
    for (key, value) in object {
        if depth == 0 && used.iter().any(|used| used == key) {
            continue;
        }
        let name = folded(key);
        if let Value::Array(parts) = value
            && read_parts(&name, parts, values)
        {
            continue;
        }
        let wrapper = WRAPPERS.contains(&&*name) && depth < DEEPEST_WRAPPER;
        if let Some((role, rank)) = role_of_name(&name) {
            let rank = 1 + rank + RANKS_A_LEVEL * depth;
            let texts = if wrapper {
                own_texts(role, value)
            } else {
                texts(role, value)
            };
            values.add(role, rank, texts);
        }
        if let Value::Object(inner) = value
            && wrapper
        {
            read_keys(inner, depth + 1, used, values);
        }
    }
}

/// Reads lists whose members say themselves what they are: the parts of the Washington Post's
/// stories, the keywords of the New York Times'. False where it is no such list.
fn read_parts(name: &str, parts: &[Value], values: &mut Values) -> bool {
    let typed = |kind: &str| parts.iter().any(|part| text_at(part, kind).is_some());
    match name {
        "contents" | "contentelements" if typed("type") => {
            read_contents(parts, values);
            true
        }
        "keywords" if typed("name") && typed("value") => {
            for part in parts {
                let role = match text_at(part, "name") {
                    Some("persons") => Role::Person,
                    Some("organizations") => Role::Organization,
                    Some("glocations") => Role::Place,
                    _ => continue,
                };
                let value = text_at(part, "value").unwrap_or_default().to_owned();
                values.append(role, 1, value);
            }
            true
        }
        "categories" if typed("type") && typed("name") => read_categories(parts, values),
        _ => false,
    }
}

/// The categories of the dpa's digital wires, each with what it is: `dnltype:geosubject`. False where
/// none says so.
fn read_categories(parts: &[Value], values: &mut Values) -> bool {
    let mut known = false;
    for part in parts {
        let kind = text_at(part, "type").unwrap_or_default();
        let role = match kind.strip_prefix("dnltype:") {
            Some("dpasubject" | "subject") => Role::Section,
            Some("geosubject") => Role::Place,
            Some("person") => Role::Person,
            Some("provider") => Role::Source,
            Some(_) => {
                known = true;
                continue;
            }
            None => continue,
        };
        known = true;
        // Some subjects are the letters of old categories.
        if let Some(name) = text_at(part, "name").filter(|name| name.len() > 1) {
            values.append(role, 1, name.to_owned());
        }
    }
    known
}

/// The parts of a story of the Washington Post (TREC News).
fn read_contents(parts: &[Value], values: &mut Values) {
    // Behind the keys of the story itself.
    let late = RANKS_A_LEVEL;
    for part in parts {
        let content = || {
            part.get("content")
                .map(|content| texts(Role::Body, content).join("\n"))
                .unwrap_or_default()
        };
        match text_at(part, "type").unwrap_or_default() {
            "sanitized_html" | "tweet" | "text" | "list" => {
                if text_at(part, "subtype") != Some("pullquote") {
                    values.append(Role::Body, 1, content());
                }
            }
            "title" => values.append(Role::Headline, late, content()),
            "kicker" => values.append(Role::Section, late, content()),
            "byline" => values.append(Role::Byline, late, content()),
            "date" => values.append(Role::Published, late, content()),
            _ => {
                let caption = text_at(part, "fullcaption").or_else(|| text_at(part, "caption"));
                values.append(Role::Caption, 1, caption.unwrap_or_default().to_owned());
            }
        }
    }
}

fn text_at<'value>(value: &'value Value, key: &str) -> Option<&'value str> {
    value.get(key).and_then(Value::as_str)
}

/// The texts of a value that may also be a wrapper: those that stand in it by themselves.
fn own_texts(role: Role, value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => {
            let named = ["name", "value", "rendered"]
                .iter()
                .find_map(|key| object.get(*key));
            named
                .filter(|named| named.is_string())
                .map(|named| texts(role, named))
                .unwrap_or_default()
        }
        other => texts(role, other),
    }
}

/// What a value says: a string itself, a list its members, an object what its telling key holds.
fn texts(role: Role, value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => columns::listed(role, text),
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => {
            // The same text in several renditions: the plain one, else the first.
            let rendition = |item: &&Value| {
                item.as_object()
                    .is_some_and(|object| key_like(object, "contenttype").is_some())
            };
            let plain = |item: &&Value| {
                let kind = item
                    .as_object()
                    .and_then(|object| key_like(object, "contenttype"))
                    .and_then(Value::as_str);
                kind == Some("text/plain")
            };
            match items.iter().find(rendition) {
                Some(first) => inner(items.iter().find(plain).unwrap_or(first)),
                None => items.iter().flat_map(inner).collect(),
            }
        }
        Value::Object(_) => inner(value),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// What a member of a list or an object says; no deeper than one object in another.
fn inner(value: &Value) -> Vec<String> {
    let plain = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let telling = |object: &Map<String, Value>| -> Option<Value> {
        INNER.iter().find_map(|name| {
            let (_, value) = object
                .iter()
                .find(|(key, value)| folded(key) == *name && !value.is_null())?;
            Some(value.clone())
        })
    };
    let Value::Object(object) = value else {
        return plain(value).into_iter().collect();
    };
    match telling(object) {
        Some(Value::Object(deeper)) => telling(&deeper)
            .and_then(|value| plain(&value))
            .into_iter()
            .collect(),
        Some(Value::Array(items)) => items.iter().filter_map(plain).collect(),
        Some(value) => plain(&value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The text with `null` for the `NaN` and `Infinity` that Python writes and JSON has not; none where
/// it has none outside strings.
fn without_nan(text: &[u8]) -> Option<Vec<u8>> {
    let mut mended = Vec::new();
    let (mut at, mut kept, mut in_string) = (0, 0, false);
    while let Some(byte) = text.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let number = ["NaN", "-Infinity", "Infinity"]
            .iter()
            .find(|name| rest.starts_with(name.as_bytes()));
        match (byte, number) {
            (b'\\', _) if in_string => at += 2,
            (b'"', _) => {
                in_string = !in_string;
                at += 1;
            }
            (_, Some(number)) if !in_string => {
                mended.extend_from_slice(text.get(kept..at).unwrap_or_default());
                mended.extend_from_slice(b"null");
                at += number.len();
                kept = at;
            }
            _ => at += 1,
        }
    }
    (kept > 0).then(|| {
        mended.extend_from_slice(text.get(kept..).unwrap_or_default());
        mended
    })
}
