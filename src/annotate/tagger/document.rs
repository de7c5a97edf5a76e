//! A story as the tagger looks at it: its words, its sentences, the stretches in which names may
//! stand, and what the lists and the story as a whole say of its words. Most words are lower case and
//! stand in no stretch: nothing more is asked of them.

use std::ops::Range;

use crate::article::EntityKind;

use super::label::Name;
use super::lists::{CONTINUES, Flags, Lists};
use super::word::{Look, Word, hash, join};

/// The most words of one stretch.
const LONGEST_STRETCH: usize = 60;
/// The most words of a name in a list.
const LONGEST_LISTED: usize = 6;
/// A bit for each remainder of the hash of a word in lower case.
const LOWER_BITS: usize = 1 << 14;

/// How the words of a sentence are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Ordinary,
    /// Nearly every word has a capital, as in a headline.
    Title,
    /// In capitals.
    Capitals,
}

/// A stretch of words in which names may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) words: Range<usize>,
    pub(super) sentence: Range<usize>,
    pub(super) case: Case,
}

/// A story's words and what is known of them.
pub(super) struct Document<'t> {
    pub(super) words: Vec<Word<'t>>,
    pub(super) stretches: Vec<Stretch>,
    /// What the lists know of a word by itself; of words in stretches alone.
    pub(super) alone: Vec<Flags>,
    /// What they know of the longest name that a word is part of, and where it stands in it: 0 for
    /// its first word, 1 within, 2 for the last.
    pub(super) listed: Vec<(Flags, u8)>,
    lower: Vec<u64>,
}

impl<'t> Document<'t> {
    /// Looks through the words of a story.
    pub(super) fn of(words: Vec<Word<'t>>, lists: &Lists) -> Document<'t> {
        let mut document = Document {
            stretches: Vec::new(),
            alone: vec![0; words.len()],
            listed: vec![(0, 0); words.len()],
            lower: vec![0; LOWER_BITS / 64],
            words,
        };
        let mut start = 0;
        while start < document.words.len() {
            let rest = &document.words[start + 1..];
            let length = rest.iter().position(|word| word.first).unwrap_or(rest.len());
            document.sentence(start..start + 1 + length, lists);
            start += 1 + length;
        }
        for stretch in &document.stretches {
            look_up(
                &document.words,
                &mut document.alone,
                &mut document.listed,
                stretch,
                lists,
            );
        }
        document
    }

    /// Whether the story has a word in lower case as well; now and then wrongly yes.
    pub(super) fn is_lower_elsewhere(&self, word: &Word<'_>) -> bool {
        let bit = word.hash as usize % LOWER_BITS;
        self.lower[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// The names that the lists know to be something, each the longest of its words.
    pub(super) fn listed_as(&self, flag: Flags, kind: EntityKind) -> Vec<Name> {
        let mut names = Vec::new();
        for stretch in &self.stretches {
            let mut at = stretch.words.start;
            while at < stretch.words.end {
                let start = at;
                let (listed, position) = self.listed[at];
                at += 1;
                if listed != 0 && position == 0 {
                    at += self.listed[at..stretch.words.end]
                        .iter()
                        .take_while(|(_, position)| *position == 1)
                        .count()
                        + 1;
                }
                let flags = if listed != 0 { listed } else { self.alone[start] };
                if flags & flag != 0
                    && self.words[start].is_candidate()
                    && !self.words[start].look.has(Look::ALL_CAPITALS)
                {
                    names.push(Name { start, end: at, kind });
                }
            }
        }
        names
    }

    fn sentence(&mut self, sentence: Range<usize>, lists: &Lists) {
        let (mut capitals, mut all_capitals, mut letters) = (0, 0, 0);
        for word in &self.words[sentence.clone()] {
            if !word.look.has(Look::LETTER) {
                continue;
            }
            letters += 1;
            capitals += usize::from(word.look.has(Look::CAPITAL));
            all_capitals += usize::from(word.look.has(Look::ALL_CAPITALS));
            if word.look.has(Look::LOWER) && !word.is_candidate() {
                let bit = word.hash as usize % LOWER_BITS;
                self.lower[bit / 64] |= 1 << (bit % 64);
            }
        }
        if capitals == 0 && !self.words[sentence.clone()].iter().any(Word::is_candidate) {
            return;
        }
        let case = match letters {
            4.. if all_capitals * 10 > letters * 7 => Case::Capitals,
            4.. if capitals * 10 > letters * 6 => Case::Title,
            _ => Case::Ordinary,
        };
        let mut at = sentence.start;
        while at < sentence.end {
            if !self.words[at].is_candidate() {
                at += 1;
                continue;
            }
            let is_led = at > sentence.start && leads(self.words[at - 1].text);
            let start = if is_led && self.stretches.last().is_none_or(|last| last.words.end < at) {
                at - 1
            } else {
                at
            };
            let end = self.with_own(self.stretch_end(at, sentence.end), sentence.end, lists);
            if end > start + 1 || !self.words[at].only_begins() {
                self.stretches.push(Stretch {
                    words: start..end,
                    sentence: sentence.clone(),
                    case,
                });
            }
            at = end;
        }
    }

    /// The end of a stretch, behind a possessive that is part of a name in the lists: `McDonald 's`.
    fn with_own(&self, end: usize, limit: usize, lists: &Lists) -> usize {
        let is_own = end < limit && matches!(self.words[end].text, "'s" | "’s") && {
            let name = join(self.words[end - 1].hash, self.words[end].hash);
            lists.flags(name) & !CONTINUES != 0
        };
        end + usize::from(is_own)
    }

    /// The end of the stretch that begins at a word: up to three words that may stand within a name
    /// do not end it.
    fn stretch_end(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST_STRETCH);
        let mut end = start + 1;
        loop {
            let inner = (end..limit.min(end + 3))
                .take_while(|at| !self.words[*at].is_candidate() && stands_within(&self.words[*at]))
                .count();
            let next = end + inner;
            if next < limit && self.words[next].is_candidate() {
                end = next + 1;
            } else {
                // "Boeing 747" and "Fortune 500": a number may end a name.
                let number = end < limit && self.words[end].look.has(Look::DIGIT);
                return if number { end + 1 } else { end };
            }
        }
    }
}

/// Whether a name may begin with a word that has no capital: `de Silva`, `20th Century Fox`.
fn leads(text: &str) -> bool {
    const LEADING: &[&str] = &[
        "de", "del", "van", "von", "der", "di", "da", "bin", "ibn", "al", "el", "la", "le", "du", "dos",
        "ter", "ten",
    ];
    let is_ordinal = || {
        let ends = ["th", "st", "nd", "rd"].iter().any(|end| text.ends_with(end));
        text.len() < 6 && text.as_bytes()[0].is_ascii_digit() && ends
    };
    text.len() <= 3 && LEADING.contains(&text) || is_ordinal()
}

/// Whether a word in lower case, a number or a sign may stand within a name.
fn stands_within(word: &Word<'_>) -> bool {
    word.text.len() <= 4 && WITHIN.contains(&word.text)
        || (word.look.has(Look::DIGIT) && word.text.len() <= 4)
}

const WITHIN: &[&str] = &[
    "of", "the", "and", "for", "de", "la", "le", "du", "di", "da", "van", "von", "der", "den", "bin", "ibn",
    "al", "el", "&", "-", "'s", "’s", "'", ".", "in", "on", "to", "y", "e", "dos", "del", "des", "ul", "abu",
    "ben", "at", "/", "ter", "a", ",", "upon", "with", "et", "und", "für", "al-",
];

fn look_up(
    words: &[Word<'_>],
    alone: &mut [Flags],
    listed: &mut [(Flags, u8)],
    stretch: &Stretch,
    lists: &Lists,
) {
    let range = stretch.words.clone();
    for at in range.clone() {
        alone[at] = lists.flags(words[at].hash);
    }
    let mut at = range.start;
    while at < range.end {
        let mut best = (0, 0);
        let (mut phrase, mut flags) = (words[at].hash, alone[at]);
        let further = &words[at + 1..range.end.min(at + LONGEST_LISTED)];
        for (end, next) in (at + 1..).zip(further.iter().map(Some).chain([None])) {
            if flags & !CONTINUES & !super::lists::COMMON != 0 {
                best = (end, flags);
            }
            let Some(next) = next.filter(|_| flags & CONTINUES != 0) else {
                break;
            };
            phrase = join(phrase, next.hash);
            flags = lists.flags(phrase);
        }
        let (end, flags) = best;
        if end > at + 1 {
            for (index, place) in listed.iter_mut().enumerate().take(end).skip(at) {
                let position = if index == at {
                    0
                } else {
                    1 + u8::from(index + 1 == end)
                };
                *place = (flags, position);
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The hash of what stands before the first and behind the last word of a sentence.
pub(super) fn border() -> u64 {
    hash("\u{1}")
}
