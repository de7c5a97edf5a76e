//! Which names of places are one, and where a text speaks of their people.

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
    let places = names
        .iter()
        .filter(|name| name.kind == EntityKind::Place && !name.doubtful);
    for name in places {
        let member = cast.member(EntityKind::Place, name.form.key(EntityKind::Place));
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
/// ASCII letters, with a capital: runs of those are words here, and other words are not looked at.
fn demonyms(text: &str) -> Vec<(&'static str, u32, u32)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_capital(bytes, at) {
        let word = Run::at(text, start);
        at = word.end;
        let begins = word.start == 0 || !bytes[word.start - 1].is_ascii_alphanumeric();
        if begins
            && let Some((country, demonym)) = word.demonym_here(text)
            && let (Ok(start), Ok(end)) = (u32::try_from(demonym.start), u32::try_from(demonym.end))
        {
            found.push((country, start, end));
        }
    }
    found
}

/// The first capital of ASCII from a byte on, eight bytes at a time: in text few are.
fn next_capital(bytes: &[u8], mut at: usize) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let letters = u64::from_le_bytes(*eight);
        let low = letters & (0x7f * EACH);
        // The highest bit of each byte says that it is at least `A`, and more than `Z`.
        let (from_a, behind_z) = (low + (0x80 - 0x41) * EACH, low + (0x80 - 0x5b) * EACH);
        let capitals = from_a & !behind_z & !letters & (0x80 * EACH);
        if capitals != 0 {
            return Some(at + capitals.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter()
        .position(u8::is_ascii_uppercase)
        .map(|offset| at + offset)
}

/// The longest demonym of two words, in bytes.
const LONGEST_DEMONYM: usize = 32;

/// A stretch of a text.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    /// The letters and digits from a byte on.
    fn at(text: &str, start: usize) -> Run {
        let bytes = text.as_bytes().get(start..).unwrap_or_default();
        let length = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        Run {
            start,
            end: start + length,
        }
    }

    /// The word right before, with one space or hyphen between.
    fn before(self, text: &str) -> Option<Run> {
        let (before, sign) = text.as_bytes()[..self.start].split_at(self.start.checked_sub(1)?);
        let length = before
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let joins = matches!(sign, b" " | b"-" | b"\n");
        (joins && length > 0).then(|| Run {
            start: before.len() - length,
            end: before.len(),
        })
    }

    /// The demonym that ends with this word, and its country.
    fn demonym_here(self, text: &str) -> Option<(&'static str, Run)> {
        if !self.folded(text, normal::ends_demonym)? {
            return None;
        }
        let before = self.before(text);
        let hit = before
            .filter(|before| text.as_bytes()[before.start].is_ascii_uppercase())
            .map(|before| Run {
                start: before.start,
                end: self.end,
            })
            .and_then(|both| Some((both.folded(text, normal::demonym)??, both)))
            .or_else(|| {
                let country = self.folded(text, normal::demonym)??;
                let is_others = before.is_some_and(|before| before.is_one_of(text, OF_OTHER_PEOPLE));
                (!is_others).then_some((country, self))
            })?;
        (self.is_whole(text) && !self.names_other_place(text)).then_some(hit)
    }

    /// Whether the word behind makes another place of it: `British Columbia`.
    fn names_other_place(self, text: &str) -> bool {
        let sign = text.as_bytes().get(self.end);
        matches!(sign, Some(b' ' | b'-' | b'\n'))
            && Run::at(text, self.end + 1).is_one_of(text, OF_OTHER_PLACES)
    }

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

    /// What is said of it in small letters, with spaces for signs; nothing of what is too long.
    fn folded<T>(self, text: &str, say: impl FnOnce(&str) -> T) -> Option<T> {
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
        Some(say(std::str::from_utf8(lower).ok()?))
    }
}
