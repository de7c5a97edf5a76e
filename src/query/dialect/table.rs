//! What a row of the tables of [`super::systems`] may say, and how an operator is found in it.

use super::Syntax;
use crate::field::{Field, named};
use crate::query::Reach;
use crate::query::operator::{Function, Proximity};

/// An operator between two parts of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Operator {
    /// Both.
    And,
    /// Any of them.
    Or,
    /// The first without the second.
    AndNot,
    /// The two near each other, or the first away from the second.
    Near {
        /// How near.
        proximity: Proximity,
        /// Whether the first is meant where the second is not near.
        apart: bool,
    },
}

impl Operator {
    /// The operator of a distance in words.
    pub(super) const fn within(words: u32, ordered: bool) -> Operator {
        Operator::near(Reach::Words(words), ordered)
    }

    pub(super) const fn near(reach: Reach, ordered: bool) -> Operator {
        Operator::Near {
            proximity: Proximity { reach, ordered },
            apart: false,
        }
    }

    fn class(self) -> Class {
        match self {
            Operator::And => Class::And,
            Operator::Or => Class::Or,
            Operator::AndNot => Class::AndNot,
            Operator::Near { proximity, .. } => match (proximity.reach, proximity.ordered) {
                (Reach::Words(_), true) => Class::Ordered,
                (Reach::Words(_), false) => Class::Unordered,
                (Reach::Sentence, true) => Class::OrderedSentence,
                (Reach::Sentence, false) => Class::Sentence,
                (Reach::Paragraph, true) => Class::OrderedParagraph,
                (Reach::Paragraph, false) => Class::Paragraph,
            },
        }
    }
}

/// What binds with a tightness of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A field or a function before what it is about.
    Prefix,
    /// Nothing between two words.
    Beside,
    /// `/F50/` behind what it is about.
    First,
    Ordered,
    Unordered,
    OrderedSentence,
    Sentence,
    OrderedParagraph,
    Paragraph,
    And,
    Or,
    AndNot,
}

/// How an operator of a distance is written: what stands before and behind its number.
pub(super) struct Distance {
    pub(super) before: &'static str,
    pub(super) behind: &'static str,
    pub(super) ordered: bool,
    /// The distance where no number stands.
    pub(super) default: Option<u32>,
}

impl Distance {
    pub(super) const fn new(before: &'static str, ordered: bool) -> Distance {
        Distance {
            before,
            behind: "",
            ordered,
            default: None,
        }
    }

    /// The operator that a word is. A number that is too large is the largest.
    fn of(&self, word: &str) -> Option<Operator> {
        let named = word.get(..self.before.len())?.eq_ignore_ascii_case(self.before);
        let digits = word.get(self.before.len()..)?.strip_suffix(self.behind)?;
        if !named || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let words = match digits {
            "" => self.default?,
            digits => digits.parse().unwrap_or(u32::MAX),
        };
        Some(Operator::within(words, self.ordered))
    }
}

/// What stands for letters in a word.
pub(super) struct Signs {
    /// What stands for any letters at the end of a word.
    pub(super) ending: Option<char>,
    /// What stands for any letters anywhere.
    pub(super) any: Option<char>,
    /// What stands for one letter.
    pub(super) one: &'static [char],
    /// What stands, with a number, for up to so many letters at the end of a word: `$2`, `[*2]`.
    pub(super) limited: Option<(&'static str, &'static str)>,
    /// What makes a word one that is found as written.
    pub(super) as_written: Option<char>,
}

/// How one system writes queries.
pub(in crate::query) struct Dialect {
    pub(super) syntax: Syntax,
    /// What two parts with nothing between them are.
    pub(super) beside: Operator,
    /// How tightly each class binds: the highest tightest.
    pub(super) binding: &'static [(Class, u32)],
    /// Whether a smaller distance binds tighter than a larger one.
    pub(super) smallest_first: bool,
    /// Whether operators are operators in capitals only, and `\`, `+`, `-`, `~` and `^` are signs.
    pub(super) is_lucene: bool,
    /// The operators that are words.
    pub(super) words: &'static [(&'static str, Operator)],
    pub(super) distances: &'static [Distance],
    pub(super) signs: Signs,
    pub(super) parentheses: [&'static [char]; 2],
    /// The functions, each before parentheses or, where [`Class::Prefix`] is not the tightest, a word.
    pub(super) functions: &'static [&'static str],
    /// What may stand behind the name of a field.
    pub(super) field_marks: &'static [char],
    pub(super) fields: &'static [(&'static str, &'static [Field])],
    /// Whether a date or a length may be asked for without a mark: `LENGTH > 500`.
    pub(super) bare_conditions: bool,
    /// What cannot be read, with what stands behind it, and what to write instead.
    pub(super) refused: &'static [(&'static str, &'static str)],
}

/// How many distances there are to tell apart.
const STEPS: u32 = 2_048;

impl Dialect {
    /// How tightly a class binds.
    pub(super) fn tightness(&self, class: Class) -> u32 {
        let row = self.binding.iter().find(|(known, _)| *known == class);
        row.map_or(0, |(_, tightness)| tightness * STEPS)
    }

    /// How tightly an operator binds.
    pub(super) fn tightness_of(&self, operator: Operator) -> u32 {
        let tightness = self.tightness(operator.class());
        match operator {
            Operator::Near { proximity, .. } if self.smallest_first => match proximity.reach {
                Reach::Words(words) => tightness + STEPS - 2 - words.min(STEPS - 2),
                Reach::Sentence | Reach::Paragraph => tightness,
            },
            _ => tightness,
        }
    }

    /// The operator that a word is.
    pub(super) fn operator(&self, word: &str) -> Option<Operator> {
        let same = |known: &str| {
            if self.is_lucene {
                known == word
            } else {
                known.eq_ignore_ascii_case(word)
            }
        };
        let written = self.words.iter().find(|(known, _)| same(known));
        written
            .map(|(_, operator)| *operator)
            .or_else(|| self.distances.iter().find_map(|distance| distance.of(word)))
    }

    /// The function that a word is, with its number if it takes one.
    pub(super) fn function(&self, word: &str) -> Option<Function> {
        let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let is = |known: &&&str| known.eq_ignore_ascii_case(name);
        match *self.functions.iter().find(is)? {
            "atl" => Function::of(&format!("atleast{}", &word[name.len()..])),
            _ => Function::of(word),
        }
    }

    /// Whether a word is a function but for its number.
    pub(super) fn lacks_number(&self, word: &str) -> bool {
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        self.functions.iter().any(is) && self.function(word).is_none()
    }

    /// The fields that a name stands for.
    pub(in crate::query) fn field(&self, name: &str) -> Option<&'static [Field]> {
        let known = self
            .fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        known
            .map(|(_, fields)| *fields)
            .or_else(|| named(name).filter(|_| self.is_lucene))
    }

    /// What to write in place of something that cannot be read.
    pub(super) fn refusal(&self, name: &str) -> Option<&'static str> {
        let known = self
            .refused
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map(|(_, instead)| *instead)
    }

    /// Whether fields and functions bind to what stands right behind them, parentheses mostly.
    pub(super) fn has_tight_prefixes(&self) -> bool {
        self.tightness(Class::Prefix) > self.tightness(Class::Beside)
    }

    pub(super) fn opens(&self, letter: char) -> bool {
        self.parentheses[0].contains(&letter)
    }

    pub(super) fn closes(&self, letter: char) -> bool {
        self.parentheses[1].contains(&letter)
    }
}
