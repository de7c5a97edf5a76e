//! The operators that are words: `AND`, `W/5`, `/s`, `atleast3(`. It knows how they are spelled, and
//! not where they may stand.

use std::fmt;

use super::{Case, Reach};

/// The widest distance that can be asked for, in words.
pub(super) const WIDEST: u32 = 1_000;

/// An operator between two parts of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proximity {
    pub(super) reach: Reach,
    pub(super) ordered: bool,
}

impl Proximity {
    /// The operator that a word is, in any case; its distance may be one that is not allowed.
    ///
    /// `W/5` and `NEAR/5`, `PRE/5`, `/s` and `W/S`, `/p` and `W/P`.
    pub(super) fn of(word: &str) -> Option<Proximity> {
        let (name, reach) = word.split_once('/')?;
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let unordered = |reach| Proximity {
            reach,
            ordered: false,
        };
        if is("") || is("w") {
            match reach {
                "s" | "S" => return Some(unordered(Reach::Sentence)),
                "p" | "P" => return Some(unordered(Reach::Paragraph)),
                _ => {}
            }
        }
        if !(is("w") || is("near") || is("pre")) || reach.is_empty() {
            return None;
        }
        let digits = reach.bytes().all(|byte| byte.is_ascii_digit());
        Some(Proximity {
            reach: Reach::Words(
                reach
                    .parse()
                    .ok()
                    .or(digits.then_some(u32::MAX))
                    .filter(|_| digits)?,
            ),
            ordered: is("pre"),
        })
    }
}

impl fmt::Display for Proximity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reach, self.ordered) {
            (Reach::Words(words), false) => write!(formatter, "W/{words}"),
            (Reach::Words(words), true) => write!(formatter, "PRE/{words}"),
            (Reach::Sentence, _) => formatter.write_str("/s"),
            (Reach::Paragraph, _) => formatter.write_str("/p"),
        }
    }
}

/// What is done with what stands in the parentheses behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    AtLeast(u32),
    First(u32),
    Exact,
    Case(Case),
}

impl Function {
    /// The function that a word is, in any case, where `(` follows right behind it. A number that is too
    /// large is the largest.
    pub(super) fn of(word: &str) -> Option<Function> {
        let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = &word[name.len()..];
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if !digits.is_empty() {
            let number = digits.parse().unwrap_or(u32::MAX);
            return match () {
                () if is("atleast") => Some(Function::AtLeast(number)),
                () if is("first") => Some(Function::First(number)),
                () => None,
            };
        }
        Some(match () {
            () if is("exact") => Function::Exact,
            () if is("caps") => Function::Case(Case::Caps),
            () if is("allcaps") => Function::Case(Case::AllCaps),
            () if is("nocaps") => Function::Case(Case::NoCaps),
            () => return None,
        })
    }
}

impl fmt::Display for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Function::AtLeast(times) => write!(formatter, "atleast{times}"),
            Function::First(words) => write!(formatter, "first{words}"),
            Function::Exact => formatter.write_str("exact"),
            Function::Case(Case::Caps) => formatter.write_str("caps"),
            Function::Case(Case::AllCaps) => formatter.write_str("allcaps"),
            Function::Case(Case::NoCaps) => formatter.write_str("nocaps"),
            Function::Case(Case::Any) => Ok(()),
        }
    }
}

/// The boost that a text is: `^2`, `^0.5`.
pub(super) fn boost(text: &str) -> Option<f32> {
    let number = text.strip_prefix('^')?;
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let boost: f32 = number.parse().ok().filter(|_| plain)?;
    (boost > 0.0 && boost <= HIGHEST_BOOST).then_some(boost)
}

/// Whether a text is a boost but for its number: `^-1`, `^0`, `^9999`.
pub(super) fn is_wrong_boost(text: &str) -> bool {
    let number = text.strip_prefix('^').unwrap_or_default();
    let is_number = number.parse::<f32>().is_ok() && number.ends_with(|last: char| last.is_ascii_digit());
    is_number && boost(text).is_none()
}

/// The highest boost.
const HIGHEST_BOOST: f32 = 1_000.0;
