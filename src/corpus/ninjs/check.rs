//! Whether an object keeps the rules of ninjs: which properties there are, since which version, and what
//! may stand in them. A table and the walk over it; what a property means is not known here.
//!
//! It is no validator of JSON Schema: it knows whole properties, and of what lies in them what the table
//! has. Case is not looked at, for 2.x and 3.x differ by nothing else. A file that names no version may
//! use the properties of all of them.

use serde_json::{Map, Value};

use super::table::{ITEM, Kind, NEVER, Property};

/// How many properties of its own make a house's JSON of what looked like ninjs.
const OWN_PROPERTIES: usize = 3;

/// How many letters of a value a reason shows.
const SHOWN: usize = 40;

/// What an object is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It keeps the rules.
    Sound,
    /// It is the JSON of a house that took ninjs for a pattern: its rules are its own.
    Akin,
    /// It breaks a rule, the one that is told.
    Broken(String),
}

/// A version of ninjs, as a file names it: 1 to 3, and the number behind the point.
type Declared = Option<(usize, u8)>;

/// Judges an item.
pub(super) fn check(item: &Map<String, Value>) -> Verdict {
    let declared = declared(item);
    let own = item
        .keys()
        .filter(|name| property(ITEM, name).is_none() && !is_slip(name));
    let extended = schema(item).is_some_and(|schema| !schema.contains("iptc.org"));
    if own.count() >= OWN_PROPERTIES || extended || !item.contains_key("uri") && item.contains_key("guid") {
        return Verdict::Akin;
    }
    match members(item, ITEM, "", (declared, Names::Closed)) {
        Ok(()) => Verdict::Sound,
        Err(reason) => Verdict::Broken(reason),
    }
}

/// Whether a name is one of ninjs, misspelt behind its underscore: that is no house's own.
fn is_slip(name: &str) -> bool {
    ITEM.iter()
        .filter(|known| known.prefix)
        .any(|known| name.starts_with(known.name))
}

fn standard(item: &Map<String, Value>) -> Option<&Map<String, Value>> {
    item.get("standard")
        .or_else(|| item.get("$standard"))?
        .as_object()
}

fn schema(item: &Map<String, Value>) -> Option<&str> {
    standard(item)?.get("schema")?.as_str()
}

fn declared(item: &Map<String, Value>) -> Declared {
    let version = standard(item)?.get("version")?.as_str()?;
    let (major, minor) = version.trim().split_once('.')?;
    let major = major.parse().ok().filter(|major| (1..=3).contains(major))?;
    Some((major, minor.parse().ok()?))
}

/// The property of a table that a name belongs to: `body_xhtml` to `body_`.
fn property<'table>(table: &'table [Property], name: &str) -> Option<&'table Property> {
    table.iter().find(|known| {
        let start = name.get(..known.name.len());
        let same = start.is_some_and(|start| start.eq_ignore_ascii_case(known.name));
        let rest = name.get(known.name.len()..).unwrap_or_default();
        // The schemas ask for one such letter and look at nothing behind it.
        let named = rest.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
        same && if known.prefix { named } else { rest.is_empty() }
    })
}

/// Whether an object may have properties that its table has not. Parts of an item may: the tables have
/// only what stories are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Open,
    Closed,
}

/// Judges the members of an object by a table.
fn members(
    object: &Map<String, Value>,
    table: &[Property],
    at: &str,
    (declared, names): (Declared, Names),
) -> Result<(), String> {
    let path = |name: &str| {
        let name: String = name.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
        if at.is_empty() {
            name
        } else {
            format!("{at}.{name}")
        }
    };
    if let Some(missing) = table
        .iter()
        .find(|known| known.required && !object.keys().any(|name| name.eq_ignore_ascii_case(known.name)))
    {
        return Err(format!(
            "ninjs wants `{}`, which is not there",
            path(missing.name)
        ));
    }
    for (name, value) in object {
        let path = path(name);
        let Some(known) = property(table, name) else {
            if names == Names::Open || is_extension(name) {
                continue;
            }
            return Err(format!(
                "{} has no property `{path}`; hint: if it is not meant to be ninjs, name its keys with --map \
                 headline=KEY,body=KEY",
                shown_version(declared),
            ));
        };
        if let Some((major, minor)) = declared
            && let Some(first) = known.first.get(major - 1)
            && *first != NEVER
            && minor < *first
        {
            return Err(format!(
                "ninjs {major}.{minor} has no property `{path}`; {major}.{first} is the first that has"
            ));
        }
        of_kind(value, known.kind, &path, declared)?;
    }
    conflicts(object, at)
}

/// Names that no schema would give: what a house marks as its own.
fn is_extension(name: &str) -> bool {
    ["x-", "x_", "_", "@", "^", "$"]
        .iter()
        .any(|start| name.starts_with(start))
        || name.contains(':')
}

fn shown_version(declared: Declared) -> String {
    declared.map_or_else(
        || "ninjs".to_owned(),
        |(major, minor)| format!("ninjs {major}.{minor}"),
    )
}

/// Pairs of properties of which an object may have one.
const EITHER: &[(&str, &str)] = &[
    ("linkedrights", "encodedrights"),
    ("startdate", "expectedstartdate"),
    ("enddate", "expectedenddate"),
];

fn conflicts(object: &Map<String, Value>, at: &str) -> Result<(), String> {
    let has = |name: &str| object.keys().find(|key| key.eq_ignore_ascii_case(name));
    let both = EITHER.iter().find_map(|(one, other)| has(one).zip(has(other)));
    match both {
        Some((one, other)) => Err(format!("`{at}` may have `{one}` or `{other}`, not both")),
        None => Ok(()),
    }
}

/// Judges a value.
fn of_kind(value: &Value, kind: Kind, path: &str, declared: Declared) -> Result<(), String> {
    let wrong = |wanted: &str| Err(format!("`{path}` must be {wanted}, not {}", shown(value)));
    match (kind, value) {
        (Kind::Text, Value::String(_)) => Ok(()),
        (Kind::Text, _) => wrong("a string"),
        (Kind::OneOf(words), Value::String(word)) => {
            let known = words.iter().find(|(known, _)| known == word);
            let early = known.zip(declared).is_some_and(|((_, first), (major, minor))| {
                first.get(major - 1).is_some_and(|first| minor < *first)
            });
            if known.is_none() || early {
                let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                return wrong(&format!("one of {}", words.join(", ")));
            }
            Ok(())
        }
        (Kind::OneOf(_), _) => wrong("a string"),
        (Kind::Whole(low, high), value) => match value.as_i64() {
            Some(number) if (low..=high).contains(&number) => Ok(()),
            _ => wrong(&format!("a whole number from {low} to {high}")),
        },
        (Kind::TruncatedDate, Value::String(text)) if is_truncated_date(text) => Ok(()),
        (Kind::TruncatedDate, _) => wrong("a date such as 2024, 2024-02, 2024-02-29 or 2024-02-29T09:00:00Z"),
        (Kind::Object(table), Value::Object(object)) => members(object, table, path, (declared, Names::Open)),
        (Kind::Object(_), _) => wrong("an object"),
        (Kind::Objects(table), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{path}[{index}]");
                of_kind(item, Kind::Object(table), &path, declared)?;
            }
            Ok(())
        }
        (Kind::Objects(_), _) => wrong("a list of objects"),
        (Kind::Group, Value::Object(_) | Value::Array(_)) => Ok(()),
        (Kind::Group, _) => wrong("an object or a list of objects"),
        (Kind::Items, Value::Object(items)) => items.iter().try_for_each(|(name, item)| {
            let name: String = name.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
            association(item, &format!("{path}.{name}"), declared)
        }),
        (Kind::Items, Value::Array(items)) => items.iter().enumerate().try_for_each(|(index, item)| {
            let path = format!("{path}[{index}]");
            let named = item.as_object().is_none_or(|item| item.contains_key("name"));
            association(item, &path, declared)?;
            if named {
                Ok(())
            } else {
                Err(format!("ninjs wants `{path}.name`, which is not there"))
            }
        }),
        (Kind::Items, _) => wrong("an object or a list of objects"),
    }
}

fn association(item: &Value, path: &str, declared: Declared) -> Result<(), String> {
    match item {
        Value::Object(item) => members(item, ITEM, path, (declared, Names::Closed)),
        Value::Null => Ok(()),
        other => Err(format!("`{path}` must be an object, not {}", shown(other))),
    }
}

/// A year, a month, a day or a moment of ISO 8601.
fn is_truncated_date(text: &str) -> bool {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = day.trim_end_matches('Z').splitn(3, '-');
    let digits = |part: &str, length: usize, most: u8| {
        part.len() == length
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (length > 2
                || part
                    .parse::<u8>()
                    .is_ok_and(|number| (1..=most).contains(&number)))
    };
    let year = parts.next().is_some_and(|part| digits(part, 4, 0));
    let month = parts.next().is_none_or(|part| digits(part, 2, 12));
    let date = parts
        .next()
        .is_none_or(|part| part.get(..2).is_some_and(|day| digits(day, 2, 31)));
    let clock = time.is_empty()
        || time.len() >= 5
            && time
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(&byte));
    year && month && date && clock
}

/// A value as a reason shows it.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Null => "null".to_owned(),
        Value::String(text) => {
            let start: String = text.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
            format!("\"{start}\"")
        }
        other => other.to_string().chars().take(SHOWN).collect(),
    }
}
