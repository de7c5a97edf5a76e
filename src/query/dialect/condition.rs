//! Dates and lengths as other systems ask for them, `aft 1/14/2020` or `> 500`, to values that our
//! date and number fields take. Which days there are is not known here.

use crate::field::Kind;
use crate::query::lexer::{is_quote, is_space};

/// The conditions that stand behind a name, and where they end.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    /// Each as ours would be written: `>2020-01-14`.
    pub(super) values: Vec<String>,
    /// How many bytes they take.
    pub(super) length: usize,
}

/// What stands behind a name that may have a condition.
#[derive(Debug, PartialEq)]
pub(super) enum Behind {
    /// Something else: the name is a word.
    Words,
    /// Conditions.
    Conditions(Found),
    /// What begins like a condition and is none, and so many bytes of it.
    Wrong(usize),
}

/// Words and signs that compare, and what ours is.
const COMPARISONS: &[(&str, &str)] = &[
    (">=", ">="),
    ("<=", "<="),
    (">", ">"),
    ("<", "<"),
    ("=", "="),
    ("after", ">"),
    ("aft", ">"),
    ("before", "<"),
    ("bef", "<"),
    ("geq", ">="),
    ("leq", "<="),
    ("is", "="),
    ("on", "="),
    ("from", ""),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads what stands behind a name: conditions in parentheses, or one condition that compares.
pub(super) fn behind(rest: &str, kind: Kind) -> Behind {
    let mut reader = Reader { rest, at: 0, kind };
    reader.spaces();
    if reader.eat("(") {
        return match reader.conditions() {
            Some(values) => Behind::Conditions(Found {
                values,
                length: reader.at,
            }),
            None => Behind::Wrong(reader.rest().find(')').map_or(rest.len(), |end| reader.at + end)),
        };
    }
    let begin = reader.at;
    let sign = reader.comparison();
    let is_sign = rest[begin..].starts_with(['<', '=', '>']);
    let is_days = sign.is_none() && kind == Kind::Date && reader.rest().starts_with('-');
    if (sign.is_none() && !is_days) || !(is_sign || reader.at_value()) {
        return Behind::Words;
    }
    reader.at = begin;
    match reader.condition() {
        Some(value) => Behind::Conditions(Found {
            values: vec![value],
            length: reader.at,
        }),
        None => {
            reader.spaces();
            Behind::Wrong(reader.at + reader.word().len())
        }
    }
}

struct Reader<'t> {
    rest: &'t str,
    at: usize,
    kind: Kind,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.rest.get(self.at..).unwrap_or_default()
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    /// The word that stands here.
    fn word(&self) -> &'t str {
        let ends = |letter: char| is_space(letter) || is_quote(letter) || matches!(letter, '(' | ')' | ',');
        let rest = self.rest();
        rest.split(ends).next().unwrap_or_default()
    }

    fn eat_word(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        let found = words.iter().any(|known| known.eq_ignore_ascii_case(word));
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Whether a date or a number begins here.
    fn at_value(&self) -> bool {
        let rest = self.rest().trim_start_matches('-');
        rest.starts_with(|first: char| first.is_ascii_digit()) || month(self.word()).is_some()
    }

    /// `condition and condition )`
    fn conditions(&mut self) -> Option<Vec<String>> {
        let mut values = Vec::new();
        loop {
            values.push(self.condition()?);
            self.spaces();
            if self.eat(")") {
                return Some(values);
            }
            if !self.eat_word(&["and", "&"]) {
                return None;
            }
        }
    }

    /// The sign that ours would have, of what compares here.
    fn comparison(&mut self) -> Option<&'static str> {
        self.spaces();
        let (rest, word) = (self.rest(), self.word());
        let (typed, sign) = COMPARISONS.iter().find(|(typed, _)| {
            word.eq_ignore_ascii_case(typed)
                || (!typed.starts_with(char::is_alphabetic) && rest.starts_with(typed))
        })?;
        self.at += typed.len();
        self.spaces();
        Some(sign)
    }

    /// `aft 1/14/2020`, `from 2019 to 2020`, `2020`, `-7`
    fn condition(&mut self) -> Option<String> {
        let sign = self.comparison();
        if sign.is_none() && self.kind == Kind::Date && self.eat("-") {
            let days = self.word();
            let number: u32 = days.parse().ok().filter(|days| *days > 0)?;
            self.at += days.len();
            self.spaces();
            self.eat_word(&["days", "day"]);
            return Some(format!("last {number} days"));
        }
        let enclosed = self.eat("(");
        let first = self.value()?;
        let end = self.at;
        self.spaces();
        let value = match sign {
            None | Some("") if self.eat_word(&["to"]) || self.eat("-") => {
                self.spaces();
                format!("{first}..{}", self.value()?)
            }
            // A range has two ends.
            Some("") => return None,
            sign => {
                self.at = if enclosed { self.at } else { end };
                format!("{}{first}", sign.unwrap_or_default())
            }
        };
        (!enclosed || self.eat(")")).then_some(value)
    }

    fn value(&mut self) -> Option<String> {
        if self.kind == Kind::Date {
            return self.day();
        }
        let word = self.word();
        let digits = word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
        self.at += word.len();
        digits.then(|| word.to_owned())
    }

    /// A day, a month or a year.
    fn day(&mut self) -> Option<String> {
        let word = self.word();
        if let Some(month) = month(word) {
            self.at += word.len();
            return self.behind_month(month);
        }
        // `2019-2020` and `20190301-20190430` have a day's sign between two dates.
        let dates = word
            .split_once('-')
            .filter(|(low, high)| low.len() == high.len() && matches!(low.len(), 4 | 6 | 8));
        let word = dates.map_or(word, |(low, _)| low);
        self.at += word.len();
        if (1..=2).contains(&word.len()) {
            let day = number(word)?;
            self.spaces();
            let month = month(self.word())?;
            self.at += self.word().len();
            self.spaces();
            return Some(format!("{}-{month:02}-{day:02}", self.year()?));
        }
        numbers(word)
    }

    /// `14, 2020` or `2020` behind the name of a month.
    fn behind_month(&mut self, month: usize) -> Option<String> {
        self.spaces();
        let day = number(self.word()).filter(|_| self.word().len() <= 2);
        let Some(day) = day else {
            return Some(format!("{}-{month:02}", self.year()?));
        };
        self.at += self.word().len();
        self.eat(",");
        self.spaces();
        Some(format!("{}-{month:02}-{day:02}", self.year()?))
    }

    fn year(&mut self) -> Option<u16> {
        let word = self.word();
        self.at += word.len();
        number(word).filter(|_| word.len() == 4)
    }
}

/// The number of a month by its name or the first three letters of it.
fn month(word: &str) -> Option<usize> {
    let name = word.trim_end_matches('.').to_ascii_lowercase();
    let is_short = name.len() == 3 || name == "sept";
    let index = MONTHS
        .iter()
        .position(|month| *month == name || (is_short && month.starts_with(&name)))?;
    Some(index + 1)
}

fn number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// A date of numbers: `2020`, `20200114`, `202001`, `1/14/2020`, `1/2020`, `2020-01-14`, `2020-01`.
fn numbers(word: &str) -> Option<String> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if word.len() == 8 && is_number {
        return Some(format!("{}-{}-{}", &word[..4], &word[4..6], &word[6..]));
    }
    if word.len() == 6 && is_number {
        return Some(format!("{}-{}", &word[..4], &word[4..]));
    }
    let parts: Vec<&str> = word.split(['/', '-']).take(4).collect();
    if !parts.iter().all(|part| number(part).is_some()) {
        return None;
    }
    let lengths: Vec<bool> = parts.iter().map(|part| part.len() == 4).collect();
    let two = |part: &str| (1..=2).contains(&part.len()).then(|| format!("{part:0>2}"));
    match (&*parts, &*lengths) {
        ([year], [true]) => Some((*year).to_owned()),
        ([year, month], [true, false]) | ([month, year], [false, true]) => {
            Some(format!("{year}-{}", two(month)?))
        }
        ([year, month, day], [true, false, false]) | ([month, day, year], [false, false, true]) => {
            Some(format!("{year}-{}-{}", two(month)?, two(day)?))
        }
        _ => None,
    }
}
