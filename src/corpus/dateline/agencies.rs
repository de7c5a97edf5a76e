//! News agencies and press-release wires as datelines name them: `AP`, `Agence France-Presse`,
//! `BUSINESS WIRE`. A name in parentheses that is not here is no agency: it may be a station's call
//! sign or the paper itself.

use super::agency_names::AGENCIES;
use super::places::fold;

/// The agencies that open a story without parentheses, `AP - `, folded. Few, for in `PA - ` or
/// `MIA - ` the word may be anything.
pub(super) const BARE: &[&str] = &[
    "aap",
    "afp",
    "agence france presse",
    "ani",
    "ap",
    "associated press",
    "canadian press",
    "dpa",
    "efe",
    "ians",
    "itar tass",
    "pti",
    "reuter",
    "reuters",
    "tass",
    "the associated press",
    "the canadian press",
    "upi",
    "xinhua",
];

/// What the parentheses of a dateline hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// The known agencies in it, in their usual spelling.
    pub(super) agencies: Vec<&'static str>,
    /// What in it is no known agency.
    pub(super) unknown: Option<&'t str>,
}

/// Reads the content of a dateline's parentheses: one name, or several as in `AP/Reuters`.
pub(super) fn read(content: &str) -> Tag<'_> {
    let content = content.trim();
    let mut tag = Tag::default();
    if let Some(agency) = named(content) {
        tag.agencies.push(agency);
        return tag;
    }
    // `Xinhua-Kyodo`: a hyphen parts names only where all are known.
    let joined: Option<Vec<_>> = content.split('-').map(|part| named(part.trim())).collect();
    if let Some(mut joined) = joined {
        joined.dedup();
        tag.agencies = joined;
        return tag;
    }
    let bounds = [" via ", " and ", " - ", " – ", " — "];
    let mut parts = vec![content];
    for bound in bounds {
        parts = parts.into_iter().flat_map(|part| part.split(bound)).collect();
    }
    for part in parts
        .into_iter()
        .flat_map(|part| part.split(['/', ',', ';', '|', '+']))
    {
        let part = part.trim();
        match named(part).or_else(|| begins_with(part)) {
            Some(agency) if !tag.agencies.contains(&agency) => tag.agencies.push(agency),
            None if !part.is_empty() && tag.unknown.is_none() => tag.unknown = Some(part),
            _ => {}
        }
    }
    if tag.agencies.is_empty() {
        tag.unknown = (!content.is_empty()).then_some(content);
    }
    tag
}

/// The agency of exactly this name.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let found = lookup(&fold(name))?;
    // `(Pa)` and `(Sita)` are somebody's name; `(dpa)` writes itself so.
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    let shouted = !name.chars().any(char::is_lowercase);
    (letters > 4 || shouted || found == name || matches!(name, "Efe" | "Ansa" | "Tass" | "Belta"))
        .then_some(found)
}

/// The agency of this name, where it may stand without parentheses at the head of a story.
pub(super) fn bare(name: &str) -> Option<&'static str> {
    BARE.binary_search(&fold(name).as_str())
        .ok()
        .and_then(|_| named(name))
}

/// The agency a longer name begins with, such as that of `Reuters Breakingviews`.
fn begins_with(name: &str) -> Option<&'static str> {
    let ends = name.match_indices(' ').map(|(at, _)| at).take(4);
    let mut heads = ends
        .map(|end| &name[..end])
        .filter(|head| head.len() > 2 || *head == "AP");
    heads.find_map(named)
}

fn lookup(key: &str) -> Option<&'static str> {
    let at = AGENCIES.binary_search_by(|(name, _)| (*name).cmp(key)).ok()?;
    AGENCIES.get(at).map(|(_, agency)| *agency)
}
