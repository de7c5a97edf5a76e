//! From the tagger's sightings to names: titles, possessives and stops trimmed off, what is no name
//! dropped, none over another.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::article::{Article, EntityKind, Mention};
use crate::tokens::{self, Word};

use super::super::Sighting;
use super::firms;
use super::form::{Form, Forms};
use super::lists::List;
use super::normal;
use super::titles::{self, Title};

/// The longest name, in bytes.
const LONGEST_NAME: usize = 120;

/// The longest sign of a share, in bytes.
const LONGEST_TICKER: usize = 6;

/// How far back from a name the start of an address is looked for, in bytes.
const LONGEST_ADDRESS: usize = 200;

/// How far back from a name its title is looked for, in bytes.
const BEFORE: usize = 24;

/// A sighting made ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) kind: EntityKind,
    pub(super) mention: Mention,
    pub(super) form: Rc<Form>,
    /// What the titles in it and before it say.
    pub(super) title: Title,
    /// Whether it is a name only where the story has a person of that name in full, whatever it looks
    /// like: `May`, `King`.
    pub(super) doubtful: bool,
}

/// The names of a story in the order of its text.
pub(super) fn names(article: &Article, sightings: &[Sighting], forms: &mut Forms) -> Vec<Name> {
    let mut names: Vec<Name> = sightings
        .iter()
        .filter_map(|sighting| name(article, *sighting, forms))
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
    let mut names = firms::join(article, kept, forms);
    // What is a storm's name once is so throughout.
    let is_storms = |name: &&Name| name.title.is_storms;
    let storms: FxHashSet<String> = names
        .iter()
        .filter(is_storms)
        .map(|name| name.form.surface.clone())
        .collect();
    if !storms.is_empty() {
        names.retain(|name| !storms.contains(name.form.surface.as_str()));
    }
    names
}

fn name(article: &Article, sighting: Sighting, forms: &mut Forms) -> Option<Name> {
    let whole = sighting.mention.part.text(article)?;
    let found = sighting.mention.text(article)?;
    if found.len() > 3 * LONGEST_NAME {
        return None;
    }
    let trimmed = forms.trimmed(sighting.kind, found)?;
    let range = trimmed.cut.range();
    let start = sighting.mention.start + u32::try_from(range.start).ok()?;
    let is_opener = trimmed.form.standing.has(List::Opener) && begins_sentence(whole, start as usize);
    if is_opener || is_ticker(whole, sighting.mention) || is_in_address(whole, start as usize) {
        return None;
    }
    let before = word_before(whole, start as usize).map(|word| forms.title(word));
    Some(Name {
        kind: sighting.kind,
        mention: Mention {
            part: sighting.mention.part,
            start,
            end: start + u32::try_from(range.len()).ok()?,
        },
        form: trimmed.form,
        title: trimmed.cut.title.then(before.unwrap_or_default()),
        doubtful: trimmed.doubtful,
    })
}

/// A name as it stands in a sighting.
#[derive(Clone, Debug)]
pub(super) struct Trimmed {
    cut: Cut,
    form: Rc<Form>,
    doubtful: bool,
}

impl Trimmed {
    /// What is left of a sighting, unless it is no name.
    pub(super) fn of(kind: EntityKind, cut: Cut, form: Rc<Form>) -> Option<Trimmed> {
        let surface = form.surface.as_str();
        let is_somethings =
            kind == EntityKind::Person && (form.text.contains("'s ") || form.text.contains("’s "));
        if cut.length > LONGEST_NAME || is_somethings || is_junk(&form) {
            return None;
        }
        let doubtful = form.standing.has(List::Month)
            || form.standing.has(List::Title)
            || normal::demonym(surface).is_some()
            || surface == "us" && form.text.contains('s');
        Some(Trimmed { cut, form, doubtful })
    }
}

/// Where a name stands in a sighting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    start: usize,
    length: usize,
    /// What the titles say that were cut off.
    title: Title,
}

impl Cut {
    /// The bytes of the name.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.length
    }
}

/// Cuts titles, articles, possessives and signs off a sighting, and the words of what is left; `None` if
/// nothing is.
pub(super) fn cut(kind: EntityKind, found: &str) -> Option<(Cut, Vec<Word>)> {
    let mut ends = trimmed(found, kind);
    if kind == EntityKind::Person {
        ends = without_origin(found, ends);
    }
    let text = found.get(ends.clone())?;
    let mut words = tokens::words(text);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let skipped = match kind {
        EntityKind::Person => titles::before_person(&texts),
        _ => usize::from(texts.len() > 1 && texts[0] == "the" && texts[1] != "hague"),
    };
    let said = texts[..skipped].iter().map(|word| Title::of(word));
    let title = said.fold(Title::default(), Title::then);
    let mut from = 0;
    if skipped > 0 {
        from = words.get(skipped)?.start;
        words = tokens::words(text.get(from..)?);
    }
    let cut = Cut {
        start: ends.start + from,
        length: text.len() - from,
        title,
    };
    Some((cut, words))
}

/// Whether a byte lies in an address of the web.
fn is_in_address(whole: &str, at: usize) -> bool {
    let from = whole.floor_char_boundary(at.saturating_sub(LONGEST_ADDRESS));
    let before = whole.get(from..at).unwrap_or_default();
    let begun = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    begun.contains("://") || begun.starts_with("www.")
}

/// Whether it is the sign of a share, as wires put it behind the name of a firm: `<EK>`.
fn is_ticker(whole: &str, mention: Mention) -> bool {
    let (start, end) = (mention.start as usize, mention.end as usize);
    let is_bracketed = whole.as_bytes().get(start.wrapping_sub(1)) == Some(&b'<')
        && whole
            .get(end..)
            .is_some_and(|behind| behind.starts_with(['>', '.']));
    let sign = whole.get(start..end).unwrap_or_default();
    is_bracketed && sign.len() <= LONGEST_TICKER && !sign.contains(char::is_lowercase)
}

/// Whether a sentence begins at a byte.
fn begins_sentence(whole: &str, start: usize) -> bool {
    let before = whole.get(..start).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '\'' | '‘'));
    before.is_empty() || before.ends_with(['.', '!', '?', ':'])
}

/// A person's name without whom or where the person is of: `Perrin Long of Lipper`.
fn without_origin(found: &str, ends: Range<usize>) -> Range<usize> {
    let text = &found[ends.clone()];
    match text.split_once(" of ") {
        // But "Chancellor of the Exchequer Nigel Lawson".
        Some((name, _)) if name.contains(' ') && !ends_as_title(name) => ends.start..ends.start + name.len(),
        _ => ends,
    }
}

fn ends_as_title(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    List::Title.has(&normal::joined(last))
}

/// The last word before a name, if nothing but a dot and spaces stand between.
fn word_before(whole: &str, start: usize) -> Option<&str> {
    let before = whole.get(..start)?;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(BEFORE))..];
    let word = near.trim_end().rsplit(char::is_whitespace).next()?;
    let ends = word.ends_with('.') || word.ends_with(char::is_alphanumeric);
    (ends && !near.trim_end_matches(' ').ends_with('\n')).then_some(word)
}

/// A name without signs around it and without the possessive.
fn trimmed(found: &str, kind: EntityKind) -> Range<usize> {
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

/// Whether it is a grade that agencies give to debts: `AA-minus`.
fn is_rating(text: &str) -> bool {
    let grade = text.strip_suffix("-minus").or_else(|| text.strip_suffix("-plus"));
    grade.is_some_and(|grade| grade.len() <= 3)
}

/// Whether it is no name: a number, a letter, a word in small letters, a day, an event, a table's head.
fn is_junk(form: &Form) -> bool {
    let (text, surface) = (form.text.as_str(), form.surface.as_str());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_small = text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase);
    let mut words = surface.split(' ');
    let ends_as_event = words.clone().nth(1).is_some()
        && words
            .clone()
            .next_back()
            .is_some_and(|last| List::Event.has(last));
    letters < 2
        || is_small
        || surface.is_empty()
        || form.standing.has(List::NoName)
        || ends_as_event
        || is_rating(text)
        || (surface != "us" && words.all(|word| List::Shorthand.has(word)))
}
