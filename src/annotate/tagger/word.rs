//! A word or a sign as the tagger sees it: how it is written, and a hash that stands for it in lower
//! case. Where words begin and end is for [`super::text`] to say.

/// The longest part of a word that is looked at, in bytes.
const LONGEST_LOOK: usize = 64;

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
        let (hash, look) = read(text);
        Word {
            text,
            start,
            first,
            hash,
            look,
            candidate: look.has(Look::CAPITAL | Look::INNER_CAPITAL)
                && !(text.len() <= 9 && NEVER.binary_search(&text).is_ok()),
        }
    }

    /// Whether it can be a word of a name by itself.
    #[inline]
    pub(super) fn is_candidate(&self) -> bool {
        self.candidate
    }
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

/// Joins a number to a hash.
#[inline]
pub(super) fn join(hash: u64, number: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ number).wrapping_mul(SEED);
    mixed ^ (mixed >> 29)
}

/// The hash of a word in lower case.
pub(super) fn hash(text: &str) -> u64 {
    read(text).0
}

fn read(text: &str) -> (u64, Look) {
    let mut look = 0;
    let mut hash = SEED;
    let cut = if text.len() > LONGEST_LOOK {
        text.floor_char_boundary(LONGEST_LOOK)
    } else {
        text.len()
    };
    let bytes = &text.as_bytes()[..cut];
    for (index, byte) in bytes.iter().enumerate() {
        let mut letter = *byte;
        match byte {
            b'a'..=b'z' => look |= Look::LOWER | Look::LETTER,
            b'A'..=b'Z' => {
                letter = byte | 0x20;
                let capital = if index == 0 {
                    Look::CAPITAL
                } else {
                    Look::INNER_CAPITAL
                };
                look |= capital | Look::LETTER;
            }
            b'0'..=b'9' => look |= Look::DIGIT,
            b'.' => look |= Look::DOT,
            b'-' => look |= Look::HYPHEN,
            128.. => return read_other(&text[..cut]),
            _ => {}
        }
        hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    }
    (join(hash, 1), finished(look))
}

/// The same for words with letters beyond ASCII.
fn read_other(text: &str) -> (u64, Look) {
    let mut look = 0;
    let mut hash = SEED;
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
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    (join(hash, 1), finished(look))
}

fn finished(mut look: u8) -> Look {
    if look & Look::LETTER != 0 && look & Look::LOWER == 0 {
        look |= Look::ALL_CAPITALS;
    }
    Look(look)
}
