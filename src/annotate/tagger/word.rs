//! A word or a sign as the tagger sees it: how it is written, and a hash that stands for it in lower
//! case. Where words begin and end is for [`super::text`] to say.

/// A word or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// Its first byte in the text.
    pub(super) start: u32,
    /// Whether a sentence begins with it.
    pub(super) first: bool,
    /// Stands for it in lower case.
    pub(super) hash: u64,
    /// How it is written.
    pub(super) look: Look,
    /// Whether it can be a word of a name by itself.
    candidate: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look(u8);

impl Look {
    pub(super) const CAPITAL: u8 = 1;
    pub(super) const ALL_CAPITALS: u8 = 2;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const DOT: u8 = 8;
    pub(super) const HYPHEN: u8 = 16;
    pub(super) const INNER_CAPITAL: u8 = 32;
    pub(super) const LOWER: u8 = 64;
    pub(super) const LETTER: u8 = 128;

    #[inline]
    pub(super) fn has(self, look: u8) -> bool {
        self.0 & look != 0
    }

    /// All of it as a number.
    pub(super) fn number(self) -> u64 {
        u64::from(self.0)
    }
}

impl<'t> Word<'t> {
    /// A word that begins at a byte of a text.
    pub(super) fn new(text: &'t str, start: u32, first: bool) -> Word<'t> {
        Word::of(Letters::read(text), text, start, first)
    }

    /// A word whose letters have been read.
    pub(super) fn of(letters: Letters, text: &'t str, start: u32, first: bool) -> Word<'t> {
        let look = letters.look();
        let capital = look.has(Look::CAPITAL | Look::INNER_CAPITAL);
        Word {
            text,
            start,
            first,
            hash: letters.hash(),
            look,
            candidate: capital && !is_never(text),
        }
    }

    /// Whether it can be a word of a name by itself.
    #[inline]
    pub(super) fn is_candidate(&self) -> bool {
        self.candidate
    }

    /// Whether it has its capital because a sentence begins, and is no name without another word.
    pub(super) fn only_begins(&self) -> bool {
        self.first && self.text.len() <= 9 && OPENERS.binary_search(&self.text).is_ok()
    }
}

/// Words that begin many sentences and are no name by themselves; in the order of bytes.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "For",
    "From",
    "However",
    "In",
    "Instead",
    "Its",
    "Just",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "No",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "One",
    "Only",
    "Or",
    "Our",
    "Several",
    "Since",
    "So",
    "Some",
    "Such",
    "The",
    "Then",
    "Though",
    "To",
    "Today",
    "Two",
    "Under",
    "Until",
    "What",
    "While",
    "With",
    "Without",
    "Yet",
];

/// What is known of the letters of a word so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    hash: u64,
    look: u8,
}

impl Letters {
    /// A word that begins with an ASCII character.
    #[inline]
    fn of(first: u8) -> Letters {
        Letters {
            hash: hash_on(SEED, first | (u8::from(first.is_ascii_uppercase())) << 5),
            look: LOOKS[usize::from(first)],
        }
    }

    /// Those of the ASCII letters and digits that some bytes begin with, and how many they are.
    pub(super) fn at_start(bytes: &[u8]) -> Option<(Letters, usize)> {
        const ALPHANUMERIC: u8 = Look::LETTER | Look::DIGIT;
        let (first, rest) = bytes.split_first()?;
        if LOOKS[usize::from(*first)] & ALPHANUMERIC == 0 {
            return None;
        }
        let mut letters = Letters::of(*first);
        for (index, byte) in rest.iter().enumerate() {
            if LOOKS[usize::from(*byte)] & ALPHANUMERIC == 0 {
                return Some((letters, 1 + index));
            }
            letters.push(*byte);
        }
        Some((letters, bytes.len()))
    }

    /// Adds an ASCII character behind the first.
    #[inline]
    fn push(&mut self, byte: u8) {
        let look = LOOKS[usize::from(byte)];
        let capital = look & Look::CAPITAL;
        // What is the bit of a capital at the start is that of an inner one here.
        self.look |= look ^ capital | capital << INNER;
        self.hash = hash_on(self.hash, byte | capital << 5);
    }

    /// Those of a whole word.
    fn read(text: &str) -> Letters {
        match text.as_bytes() {
            [first, rest @ ..] if text.is_ascii() => {
                let mut letters = Letters::of(*first);
                rest.iter().for_each(|byte| letters.push(*byte));
                letters
            }
            _ => Letters::read_other(text),
        }
    }

    /// The same for words with letters beyond ASCII.
    fn read_other(text: &str) -> Letters {
        let (mut hash, mut look) = (SEED, 0);
        for (index, character) in text.chars().enumerate() {
            if character.is_uppercase() {
                let capital = if index == 0 {
                    Look::CAPITAL
                } else {
                    Look::INNER_CAPITAL
                };
                look |= capital | Look::LETTER;
            } else if character.is_lowercase() {
                look |= Look::LOWER | Look::LETTER;
            } else if character.is_numeric() {
                look |= Look::DIGIT;
            } else if character == '.' {
                look |= Look::DOT;
            } else if character == '-' {
                look |= Look::HYPHEN;
            }
            for lower in character.to_lowercase() {
                let mut buffer = [0; 4];
                for byte in lower.encode_utf8(&mut buffer).bytes() {
                    hash = hash_on(hash, byte);
                }
            }
        }
        Letters { hash, look }
    }

    fn hash(self) -> u64 {
        join(self.hash, 1)
    }

    fn look(self) -> Look {
        let mut look = self.look;
        if look & Look::LETTER != 0 && look & Look::LOWER == 0 {
            look |= Look::ALL_CAPITALS;
        }
        Look(look)
    }
}

/// Whether it is one of [`NEVER`], which begin with few letters and are short.
fn is_never(word: &str) -> bool {
    matches!(
        word.as_bytes()[0],
        b'F' | b'H' | b'I' | b'M' | b'S' | b'T' | b'W' | b'Y'
    ) && word.len() <= 9
        && NEVER.binary_search(&word).is_ok()
}

/// Words with a capital that are never part of a name of ours; in the order of bytes.
const NEVER: &[&str] = &[
    "Friday",
    "HE",
    "He",
    "He'd",
    "He'll",
    "He's",
    "Her",
    "His",
    "How",
    "I",
    "I'd",
    "I'll",
    "I'm",
    "I've",
    "If",
    "It",
    "It'll",
    "It's",
    "Its",
    "I’d",
    "I’ll",
    "I’m",
    "I’ve",
    "Monday",
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "My",
    "Saturday",
    "She",
    "She'd",
    "She'll",
    "She's",
    "Sunday",
    "That",
    "That's",
    "Their",
    "There",
    "There's",
    "These",
    "They",
    "They'd",
    "They'll",
    "They're",
    "They've",
    "This",
    "Those",
    "Thursday",
    "Tuesday",
    "We",
    "We'd",
    "We'll",
    "We're",
    "We've",
    "Wednesday",
    "What",
    "What's",
    "When",
    "Where",
    "Which",
    "Who",
    "Who's",
    "Why",
    "You",
    "You'll",
    "You're",
    "You've",
    "Your",
];

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
/// The prime of FNV-1a (Fowler, Noll and Vo), which the letters of a word are hashed with.
const PRIME: u64 = 0x0100_0000_01b3;

/// How far the bit of an inner capital is from that of a capital.
const INNER: u32 = Look::INNER_CAPITAL.trailing_zeros() - Look::CAPITAL.trailing_zeros();

#[inline]
fn hash_on(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Joins a number to a hash.
#[inline]
pub(super) fn join(hash: u64, number: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ number).wrapping_mul(SEED);
    mixed ^ (mixed >> 29)
}

/// The hash of a word in lower case.
pub(super) fn hash(text: &str) -> u64 {
    Letters::read(text).hash()
}

/// What each ASCII character adds to a look.
const LOOKS: [u8; 256] = {
    let mut looks = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        looks[byte] = match byte as u8 {
            b'a'..=b'z' => Look::LOWER | Look::LETTER,
            b'A'..=b'Z' => Look::CAPITAL | Look::LETTER,
            b'0'..=b'9' => Look::DIGIT,
            b'.' => Look::DOT,
            b'-' => Look::HYPHEN,
            _ => 0,
        };
        byte += 1;
    }
    looks
};
