//! Whether the beginning of a file is ninjs, by the names of the properties of its first object.

use super::super::columns::{folded, role_of_name};
use super::super::json::first_names;
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
    let names = first_names(head);
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
