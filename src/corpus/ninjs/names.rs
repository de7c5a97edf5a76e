//! Whether the beginning of a file is ninjs, by the names of the properties of its first object.

use super::super::columns::{folded, role_of_name};
use super::table::ITEM;

/// Properties that tell of ninjs beside a `uri` or a `guid`.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "$standard", "standard", "versioncreated", "firstcreated", "bodies", "headlines", "pubstatus",
    "representationtype", "usageterms", "ednote", "eventdetails", "plannedcoverage",
];

/// Kinds of items that no other JSON has.
const KINDS: &[&str] = &["picture", "composite", "component", "planning"];

/// Whether a file is ninjs, of which this is the beginning: an item, or a list or lines of them.
pub(in crate::corpus) fn looks_like_ninjs(head: &[u8]) -> bool {
    let names = names(head);
    let has = |name: &str| names.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let tells = |(name, value): &(String, Option<String>)| {
        let name = name.to_ascii_lowercase();
        let kind = || name == "type" && value.as_deref().is_some_and(|value| KINDS.contains(&value));
        TELLING.contains(&&*name) || kind()
    };
    if has("uri") && names.iter().any(tells) || has("guid") && has("versioncreated") {
        return true;
    }
    // Few properties: none that other JSON has its text in, and a `uri` before all others.
    let known = |name: &str| {
        ITEM.iter().any(|known| {
            known.name.eq_ignore_ascii_case(name) || known.prefix && name.starts_with(known.name)
        })
    };
    let foreign = |name: &str| !known(name) && role_of_name(&folded(name)).is_some();
    names.first().is_some_and(|(first, _)| first == "uri") && !names.iter().any(|(name, _)| foreign(name))
}

/// The names of the properties of the first object, each with its value where that is a short string.
fn names(head: &[u8]) -> Vec<(String, Option<String>)> {
    let mut names = Vec::new();
    let mut rest = head;
    let mut depth = 0_usize;
    let mut name: Option<String> = None;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => {
                let Some((text, behind)) = string(rest) else {
                    break;
                };
                rest = behind;
                let is_name = rest.trim_ascii_start().first() == Some(&b':');
                if depth == 1 && is_name {
                    names.extend(name.take().map(|name| (name, None)));
                    name = Some(text);
                } else if depth == 1
                    && let Some(name) = name.take()
                {
                    names.push((name, Some(text)));
                }
            }
            b'{' => depth += 1,
            // A list before the first object is the list of items.
            b'[' if depth > 0 => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    names.extend(name.map(|name| (name, None)));
    names
}

/// The string that a text begins with, behind its first quote, and what follows it.
fn string(text: &[u8]) -> Option<(String, &[u8])> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text.get(at) == Some(&b'"') {
            break;
        }
        at += 2;
    }
    let start = text.get(..at.min(64))?;
    Some((String::from_utf8_lossy(start).into_owned(), text.get(at + 1..)?))
}
