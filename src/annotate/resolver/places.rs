//! Which names of places are one, and where a text speaks of their people.

use rustc_hash::FxHashMap;

use crate::article::{Article, EntityKind, Mention, TextPart};
use crate::tokens::Words;

use super::cast::Cast;
use super::normal;
use super::sighted::Name;

/// Words that make the name of another place of the demonym before them: `British Columbia`.
const OF_OTHER_PLACES: &[&str] = &[
    "union",
    "republic",
    "columbia",
    "samoa",
    "guiana",
    "ocean",
    "antilles",
    "polynesia",
    "virgin",
    "isles",
    "sea",
    "gulf",
    "channel",
];

/// Words that make the demonym behind them that of other people: `Native American`, `West Indian`.
const OF_OTHER_PEOPLE: &[&str] = &[
    "native", "latin", "american", "west", "papua", "indo", "anglo", "pan", "central", "south", "north",
];

/// Adds the mentions of places.
pub(super) fn assign(names: &[Name], cast: &mut Cast) {
    let mut members: FxHashMap<&str, usize> = FxHashMap::default();
    let places = names
        .iter()
        .filter(|name| name.kind == EntityKind::Place && !name.doubtful);
    for name in places {
        let member = *members.entry(&name.surface).or_insert_with(|| {
            let key = normal::key(EntityKind::Place, &name.text);
            cast.member(EntityKind::Place, &key)
        });
        cast.mention(member, name);
    }
}

/// Adds what the text says of the people of countries, outside of names.
pub(super) fn assign_demonyms(article: &Article, names: &[Name], cast: &mut Cast) {
    let mut names = names.iter().filter(|name| !name.doubtful).peekable();
    for part in TextPart::of(article) {
        let Some(text) = part.text(article) else {
            continue;
        };
        for (country, start, end) in demonyms(text) {
            let mention = Mention { part, start, end };
            let is_before = |name: &&Name| (name.mention.part, name.mention.end) <= (part, start);
            while names.next_if(is_before).is_some() {}
            let is_named = names
                .peek()
                .is_some_and(|name| name.mention.part == part && name.mention.start < end);
            if !is_named {
                let key = normal::key(EntityKind::Place, country);
                let member = cast.member(EntityKind::Place, &key);
                cast.demonym(member, mention);
            }
        }
    }
}

/// The demonyms of a text with the countries they are said of, and their bytes.
fn demonyms(text: &str) -> Vec<(&'static str, u32, u32)> {
    let mut found: Vec<(&'static str, u32, u32)> = Vec::new();
    let mut words = Words::of(text);
    let mut before = (String::new(), 0, 0);
    while words.advance() {
        let word = words.word();
        let (start, end) = (word.start, word.end);
        let end = end - possessive(text.get(start..end).unwrap_or_default());
        let is_near = text
            .get(before.2..start)
            .is_some_and(|gap| gap == " " || gap == "-" || gap == "\n");
        let last = found.last().copied();
        if is_near
            && OF_OTHER_PLACES.contains(&word.text.as_str())
            && last.is_some_and(|last| last.2 as usize == before.2)
        {
            found.pop();
        }
        if starts_with_capital(text, start) {
            let both = format!("{} {}", before.0, word.text);
            let of_two = normal::demonym(&both).filter(|_| is_near && starts_with_capital(text, before.1));
            let is_others = is_near && OF_OTHER_PEOPLE.contains(&before.0.as_str());
            let of_one = normal::demonym(&word.text).filter(|_| !is_others);
            let hit = of_two
                .map(|country| (country, before.1))
                .or(of_one.map(|country| (country, start)));
            if let Some((country, from)) = hit
                && let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(end))
            {
                found.push((country, from, to));
            }
        }
        before.0.clone_from(&word.text);
        (before.1, before.2) = (start, end);
    }
    found
}

fn starts_with_capital(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The length of the possessive at the end of a word as written.
fn possessive(written: &str) -> usize {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find(|end| written.ends_with(**end))
        .map_or(0, |end| end.len())
}
