//! From the tagger's sightings to names: titles, possessives and stops trimmed off, what is no name
//! dropped, none over another.

use crate::article::{Article, EntityKind, Mention};
use crate::tokens;

use super::super::Sighting;
use super::normal::{self, Piece};
use super::wording;

/// The longest name, in bytes.
const LONGEST_NAME: usize = 120;

/// How far back from a name its title is looked for, in bytes.
const BEFORE: usize = 24;

/// Whether a title or a first name is that of a man or a woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Female,
    Male,
}

/// A sighting made ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) kind: EntityKind,
    pub(super) mention: Mention,
    /// As written, white space collapsed.
    pub(super) text: String,
    /// Its words folded, a space between them: equal for equal forms.
    pub(super) surface: String,
    /// The words by which persons are told apart.
    pub(super) pieces: Vec<Piece>,
    /// What the title in it or before it says.
    pub(super) gender: Option<Gender>,
    /// Whether a title stands in it or before it.
    pub(super) titled: bool,
    /// Whether it is a name only where the story has a person of that name in full: `May`, `King`.
    pub(super) doubtful: bool,
}

/// The names of a story in the order of its text.
pub(super) fn names(article: &Article, sightings: &[Sighting]) -> Vec<Name> {
    let mut names: Vec<Name> = sightings
        .iter()
        .filter_map(|sighting| name(article, *sighting))
        .collect();
    names.sort_by_key(|name| {
        let mention = name.mention;
        (mention.part, mention.start, u32::MAX - mention.end, name.kind)
    });
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let is_free = kept.last().is_none_or(|last| {
            last.mention.part != name.mention.part || last.mention.end <= name.mention.start
        });
        if is_free {
            kept.push(name);
        }
    }
    kept
}

fn name(article: &Article, sighting: Sighting) -> Option<Name> {
    let whole = sighting.mention.part.text(article)?;
    let found = sighting.mention.text(article)?;
    if found.len() > 3 * LONGEST_NAME {
        return None;
    }
    let mut start = sighting.mention.start as usize;
    let mut titles: Vec<String> = Vec::new();
    let ends = trimmed(found, sighting.kind);
    let mut text = found.get(ends.clone())?;
    start += ends.start;
    let words = tokens::words(text);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let skipped = match sighting.kind {
        EntityKind::Person => before_person(&texts),
        _ => usize::from(texts.len() > 1 && texts[0] == "the" && texts[1] != "hague"),
    };
    if skipped > 0 {
        titles.extend(texts[..skipped].iter().map(|title| (*title).to_owned()));
        let from = words.get(skipped)?.start;
        start += from;
        text = text.get(from..)?;
    }
    titles.extend(word_before(whole, start));
    let surface = normal::joined(text);
    if text.len() > LONGEST_NAME || is_junk(text, &surface) {
        return None;
    }
    let is_month = wording::MONTHS.contains(&surface.as_str());
    let doubtful = is_month
        || (sighting.kind == EntityKind::Person && wording::DOUBTFUL.contains(&surface.as_str()))
        || normal::is_title(&surface)
        || normal::demonym(&surface).is_some()
        || surface == "us" && text.contains('s');
    Some(Name {
        kind: sighting.kind,
        mention: Mention {
            part: sighting.mention.part,
            start: u32::try_from(start).ok()?,
            end: u32::try_from(start + text.len()).ok()?,
        },
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        pieces: normal::person_pieces(text),
        gender: titles.iter().rev().find_map(|title| gender_of_title(title)),
        titled: titles.iter().any(|title| normal::is_title(title)),
        surface,
        doubtful,
    })
}

/// How many words before a person's name are titles or the country of an office: `US Senator Kay Hagan`.
fn before_person(words: &[&str]) -> usize {
    const FIRST_NAMES: &[&str] = &[
        "chad", "georgia", "israel", "jordan", "kenya", "cuba", "france", "ireland",
    ];
    let mut skipped = 0;
    loop {
        let rest = &words[skipped..];
        let country = rest.len() > 2 && normal::is_country(rest[0]) && !FIRST_NAMES.contains(&rest[0]);
        let more = if country { 1 } else { normal::title_words(rest) };
        if more == 0 {
            return skipped;
        }
        skipped += more;
    }
}

/// The last word before a name, folded, if nothing but a dot and spaces stand between.
fn word_before(whole: &str, start: usize) -> Option<String> {
    let before = whole.get(..start)?;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(BEFORE))..];
    let word = near.trim_end().rsplit(char::is_whitespace).next()?;
    let ends = word.ends_with('.') || word.ends_with(char::is_alphanumeric);
    (ends && !near.trim_end_matches(' ').ends_with('\n')).then(|| normal::joined(word))
}

fn gender_of_title(title: &str) -> Option<Gender> {
    if wording::FEMALE_TITLES.contains(&title) {
        return Some(Gender::Female);
    }
    wording::MALE_TITLES.contains(&title).then_some(Gender::Male)
}

/// The gender of a first name that is in the tables, short or full.
pub(super) fn gender_of_first_name(first: &str) -> Option<Gender> {
    let full = normal::first_name(first);
    if wording::FEMALE_NAMES.contains(&full) {
        return Some(Gender::Female);
    }
    wording::MALE_NAMES.contains(&full).then_some(Gender::Male)
}

/// A name without signs around it and without the possessive.
fn trimmed(found: &str, kind: EntityKind) -> std::ops::Range<usize> {
    let start = found.len() - found.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let mut text = &found[start..];
    loop {
        let before = text.len();
        text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '+' | '!'));
        for possessive in ["'s", "’s", "'S", "’S"] {
            text = text.strip_suffix(possessive).unwrap_or(text);
        }
        if text.ends_with('!') && kind != EntityKind::Organization {
            text = text.trim_end_matches('!');
        }
        if text.ends_with('.') && !keeps_its_dot(text) {
            text = text.trim_end_matches('.');
        }
        if text.len() == before {
            return start..start + text.len();
        }
    }
}

/// Whether the dot that ends a name is that of an abbreviation.
fn keeps_its_dot(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or(text);
    let Some(bare) = last.strip_suffix('.') else {
        return false;
    };
    let folded = normal::joined(bare);
    let folded = folded.as_str();
    bare.contains('.') && bare.len() < 8
        || bare.chars().count() == 1
        || ["inc", "corp", "co", "cos", "ltd", "jr", "sr", "bros"].contains(&folded)
        || bare.len() <= 5
            && normal::usual(EntityKind::Place, &normal::key(EntityKind::Place, bare)).is_some()
            && !normal::is_country(folded)
            && normal::usual(EntityKind::Place, folded).is_none()
}

/// Whether it is no name: a number, a letter, a word in small letters, a day, an event, a table's head.
fn is_junk(text: &str, surface: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_small = text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase);
    let mut words = surface.split(' ');
    let ends_as_event = words.clone().nth(1).is_some()
        && words
            .clone()
            .next_back()
            .is_some_and(|last| wording::EVENTS.contains(&last));
    letters < 2
        || is_small
        || surface.is_empty()
        || wording::NO_NAMES.contains(&surface)
        || ends_as_event
        || (surface != "us" && words.all(|word| wording::SHORTHAND.contains(&word)))
}
