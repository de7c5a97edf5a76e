//! Which names of places are one, and where a text speaks of their people.

use rustc_hash::FxHashMap;

use crate::article::{Article, EntityKind, Mention, TextPart};

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
        let member = *members.entry(&name.text).or_insert_with(|| {
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

/// The demonyms of a text with the countries they are said of, and their bytes. All demonyms are of
/// ASCII letters: runs of those are words here, and no other word is looked at.
fn demonyms(text: &str) -> Vec<(&'static str, u32, u32)> {
    let mut found: Vec<(&'static str, u32, u32)> = Vec::new();
    let bytes = text.as_bytes();
    let mut before = Run::default();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        let word = Run { start, end: at };
        let is_near = word.start == before.end + 1 && matches!(bytes[before.end], b' ' | b'-' | b'\n');
        if is_near
            && found.last().is_some_and(|last| last.2 as usize == before.end)
            && word.is_one_of(text, OF_OTHER_PLACES)
        {
            found.pop();
        }
        if bytes[start].is_ascii_uppercase() && word.is_whole(text) {
            let is_others = is_near && before.is_one_of(text, OF_OTHER_PEOPLE);
            let both = Run {
                start: before.start,
                end: word.end,
            };
            let of_two = is_near && bytes[before.start].is_ascii_uppercase();
            let of_two = of_two.then(|| both.demonym(text)).flatten();
            let hit = of_two
                .map(|country| (country, both.start))
                .or_else(|| Some((word.demonym(text).filter(|_| !is_others)?, start)));
            if let Some((country, from)) = hit
                && let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(word.end))
            {
                found.push((country, from, to));
            }
        }
        before = word;
    }
    found
}

/// The longest demonym of two words, in bytes.
const LONGEST_DEMONYM: usize = 32;

/// A stretch of a text.
#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    /// Whether no letter beyond ASCII stands right beside it.
    fn is_whole(self, text: &str) -> bool {
        let beside = |character: Option<char>| {
            character.is_some_and(|character| !character.is_ascii() && character.is_alphabetic())
        };
        !beside(text[..self.start].chars().next_back()) && !beside(text[self.end..].chars().next())
    }

    fn is_one_of(self, text: &str, words: &[&str]) -> bool {
        let word = &text[self.start..self.end];
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// The country that it is the demonym of.
    fn demonym(self, text: &str) -> Option<&'static str> {
        let written = text.as_bytes().get(self.start..self.end)?;
        let mut lower = [0; LONGEST_DEMONYM];
        let lower = lower.get_mut(..written.len())?;
        for (place, byte) in lower.iter_mut().zip(written) {
            *place = if byte.is_ascii_alphanumeric() {
                byte.to_ascii_lowercase()
            } else {
                b' '
            };
        }
        normal::demonym(std::str::from_utf8(lower).ok()?)
    }
}
