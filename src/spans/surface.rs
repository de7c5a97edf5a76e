//! Conditions on how a word stands in the text: its capitals, its accents, the signs around it. What
//! the folded word does not tell.

use std::ops::Range;

use crate::query::Case;
use crate::tokens::Word;

/// A condition on how a word stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// Any.
    #[default]
    Any,
    /// With at least one capital.
    Caps,
    /// With capitals and no small letter.
    AllCaps,
    /// Without a capital.
    NoCaps,
    /// Exactly so, and between exactly these signs. White space is one space, however wide it is.
    Written {
        /// What stands right before the word.
        before: String,
        /// The word.
        word: String,
        /// What stands right behind it.
        behind: String,
    },
}

impl Surface {
    /// The condition that a wish for capitals is.
    pub(super) fn of(case: Case) -> Surface {
        match case {
            Case::Any => Surface::Any,
            Case::Caps => Surface::Caps,
            Case::AllCaps => Surface::AllCaps,
            Case::NoCaps => Surface::NoCaps,
        }
    }

    /// What of a text satisfies it at a word: the word, with the signs around it that are asked for.
    pub(super) fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let word = text.get(range.clone())?;
        let accepted = match self {
            Surface::Any => true,
            Surface::Caps => word.contains(char::is_uppercase),
            Surface::NoCaps => !word.contains(char::is_uppercase),
            Surface::AllCaps => {
                let name = without_possessive(word);
                name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
            }
            Surface::Written {
                before,
                word: wanted,
                behind,
            } => {
                let after = length_of(text[range.end..].chars(), behind.chars())?;
                let ahead = length_of(text[..range.start].chars().rev(), before.chars().rev())?;
                // The word before is not a part of this one.
                let ahead = if before.contains(char::is_alphanumeric) {
                    0
                } else {
                    ahead
                };
                return (word == wanted).then(|| range.start - ahead..range.end + after);
            }
        };
        accepted.then_some(range)
    }
}

/// `IBM's` is in capitals.
fn without_possessive(word: &str) -> &str {
    let name = word.strip_suffix('s').unwrap_or(word);
    name.strip_suffix(['\'', '’', '‘', 'ʼ', '＇']).unwrap_or(word)
}

/// How many bytes of a text are some wanted letters, with which it begins. A stretch of white space is
/// one space.
fn length_of(text: impl Iterator<Item = char>, wanted: impl Iterator<Item = char>) -> Option<usize> {
    let mut text = text.peekable();
    let mut length = 0;
    for wanted in wanted {
        let letter = text.next()?;
        length += letter.len_utf8();
        if wanted == ' ' && letter.is_whitespace() {
            while let Some(space) = text.next_if(|letter| letter.is_whitespace()) {
                length += space.len_utf8();
            }
        } else if letter != wanted {
            return None;
        }
    }
    Some(length)
}

/// What each word of a typed text must look like where the whole must stand as typed.
pub(super) fn written(typed: &str, words: &[Word]) -> Vec<Surface> {
    let single_spaced = |text: &str| {
        let mut spaced = String::with_capacity(text.len());
        for letter in text.chars() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if letter != ' ' || !spaced.ends_with(' ') {
                spaced.push(letter);
            }
        }
        spaced
    };
    let part = |from: usize, to: usize| typed.get(from..to).unwrap_or_default();
    let surface = |(at, word): (usize, &Word)| {
        // With the word before, so that nothing else can stand between the two.
        let before = match at.checked_sub(1) {
            Some(before) => part(words[before].start, word.start),
            None => part(0, word.start).trim_start(),
        };
        let behind = match words.get(at + 1) {
            Some(_) => "",
            None => part(word.end, typed.len()).trim_end(),
        };
        Surface::Written {
            before: single_spaced(before),
            word: part(word.start, word.end).to_owned(),
            behind: single_spaced(behind),
        }
    };
    words.iter().enumerate().map(surface).collect()
}
