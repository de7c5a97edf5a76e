//! Reads one printed date, and the time of day behind it, from left to right.

use crate::article::{Date, Timestamp};

use super::names::{IDLE, is_other_weekday, is_weekday, month_named};
use super::{day_of, full_year, zone};

/// A piece of a printed date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'text> {
    Number(i64, usize),
    Word(&'text str),
    Mark(char),
}

/// Reads a printed date from left to right.
pub(super) struct Reader<'text> {
    rest: &'text str,
}

impl<'text> Reader<'text> {
    pub(super) fn new(rest: &'text str) -> Reader<'text> {
        Reader { rest }
    }

    fn peek(&self) -> Option<Piece<'text>> {
        let mut ahead = Reader { rest: self.rest };
        ahead.next()
    }

    fn next(&mut self) -> Option<Piece<'text>> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        let end_of = |belongs: fn(char) -> bool| {
            self.rest
                .find(|character: char| !belongs(character))
                .unwrap_or(self.rest.len())
        };
        let (end, number) = if first.is_ascii_digit() {
            (end_of(|character| character.is_ascii_digit()), true)
        } else if first.is_alphabetic() {
            (end_of(|character| character.is_alphabetic()), false)
        } else {
            self.rest = self.rest.get(first.len_utf8()..)?;
            return Some(Piece::Mark(first));
        };
        let (run, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        // A number too long for a date becomes one that no day has.
        Some(if number {
            Piece::Number(run.parse().unwrap_or(-1), run.len())
        } else {
            Piece::Word(run)
        })
    }

    /// Takes a word, and marks before and behind it, if it is one of these.
    pub(super) fn skip_word(&mut self, words: &[&str]) -> bool {
        let mut ahead = Reader { rest: self.rest };
        ahead.skip_marks();
        let known = |word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        let found = matches!(ahead.next(), Some(Piece::Word(word)) if known(word));
        if found {
            ahead.skip_marks();
            self.rest = ahead.rest;
        }
        found
    }

    fn skip_marks(&mut self) {
        while let Some(Piece::Mark(_)) = self.peek() {
            self.next();
        }
    }

    /// A date at the reader, with the time of day and the zone behind it.
    pub(super) fn timestamp(&mut self) -> Option<Timestamp> {
        if let Some((time, length)) = zone::compact(self.rest.trim_start()) {
            self.rest = self.rest.trim_start().get(length..)?;
            return Some(time);
        }
        let date = self.date()?;
        let second = self.time();
        let zone = second.and_then(|_| zone::at_start(self.rest));
        if let Some((_, length)) = zone {
            self.rest = self.rest.get(length..)?;
        }
        Some(Timestamp {
            date,
            second,
            zone: zone.map(|(zone, _)| zone),
        })
    }

    /// A date at the reader, weekdays before it skipped.
    pub(super) fn date(&mut self) -> Option<Date> {
        self.skip_marks();
        while let Some(Piece::Word(word)) = self.peek() {
            let comma = || {
                let behind = self.rest.trim_start().strip_prefix(word);
                behind.is_some_and(|behind| behind.trim_start_matches('.').starts_with(','))
            };
            if is_weekday(word) || word.eq_ignore_ascii_case("the") || is_other_weekday(word) && comma() {
                self.next();
                self.skip_marks();
            } else {
                break;
            }
        }
        match self.next()? {
            Piece::Word(word) => {
                let month = month_named(word)?;
                self.skip_marks();
                let Piece::Number(day, 1 | 2) = self.next()? else {
                    return None;
                };
                self.skip_ordinal();
                self.after_day(month, day)
            }
            Piece::Number(number, 8) => day_of(number / 10_000, number / 100 % 100, number % 100),
            Piece::Number(year, 4) => {
                self.skip_marks();
                let month = self.month()?;
                self.skip_marks();
                self.skip_word(&["年", "月"]);
                let Piece::Number(day, 1 | 2) = self.next()? else {
                    return None;
                };
                day_of(year, month, day)
            }
            Piece::Number(first, 1 | 2) => self.day_first(first),
            _ => None,
        }
    }

    /// A month, by name or number.
    fn month(&mut self) -> Option<i64> {
        self.skip_word(&["年"]);
        match self.next()? {
            Piece::Number(month, 1 | 2) => Some(month),
            Piece::Word(word) => month_named(word),
            _ => None,
        }
    }

    /// What follows a number of one or two digits: `26-FEB-1987`, `14 de enero de 2020`, `03/24/87`.
    fn day_first(&mut self, first: i64) -> Option<Date> {
        self.skip_ordinal();
        let mark = match self.peek() {
            Some(Piece::Mark(mark)) => Some(mark),
            _ => None,
        };
        self.skip_marks();
        self.skip_word(&["de", "of"]);
        match self.next()? {
            Piece::Word(word) => {
                let month = month_named(word)?;
                self.skip_marks();
                self.skip_word(&["de", "del"]);
                let year = self.year(true)?;
                day_of(year, month, first)
            }
            Piece::Number(second, 1 | 2) if matches!(mark, Some('/' | '.' | '-')) => {
                if self.next() != mark.map(Piece::Mark) {
                    return None;
                }
                let year = self.year(mark == Some('/'))?;
                // Americans put the month first, and they alone put slashes; `24/03/87` tells itself.
                let month_first = first <= 12 && (second > 12 || mark == Some('/'));
                let (month, day) = if month_first {
                    (first, second)
                } else {
                    (second, first)
                };
                day_of(year, month, day)
            }
            _ => None,
        }
    }

    /// The year after `Jan. 14`, or after a time as in `Jan 14 10:02:00 UTC 2020`.
    fn after_day(&mut self, month: i64, day: i64) -> Option<Date> {
        let mut ahead = Reader { rest: self.rest };
        ahead.skip_marks();
        ahead.skip_word(&["de", "del"]);
        if let Some(year) = ahead.year(false) {
            self.rest = ahead.rest;
            return day_of(year, month, day);
        }
        let mut ahead = Reader { rest: self.rest };
        ahead.time()?;
        let year = (0..4).find_map(|_| match ahead.next() {
            Some(Piece::Number(year, 4)) if !(0..=1400).contains(&year) => Some(year),
            _ => None,
        })?;
        // The time stays to be read by who asks for it.
        day_of(year, month, day)
    }

    fn year(&mut self, two_digits: bool) -> Option<i64> {
        match self.next()? {
            Piece::Number(year, 4) if !self.rest.starts_with(':') => Some(year),
            Piece::Number(year, 2) if two_digits => Some(full_year(year)),
            _ => None,
        }
    }

    fn skip_ordinal(&mut self) {
        if matches!(self.peek(), Some(Piece::Word(word)) if ["st", "nd", "rd", "th", "er", "º"].contains(&word))
        {
            self.next();
        }
    }

    /// Takes a time of day: `15:01:01.79`, `/ 10:02 AM`, `T10:02`, `10 a.m.`, `at 22h15`.
    pub(super) fn time(&mut self) -> Option<u32> {
        let mut ahead = Reader { rest: self.rest };
        loop {
            match ahead.peek()? {
                Piece::Mark(',' | '/' | '|' | '-' | '–' | '—' | '(' | '@' | '.' | '·') => {}
                Piece::Word(word)
                    if ["T", "t", "at", "um", "kl", "à"].contains(&word) || is_weekday(word) => {}
                Piece::Number(_, 1 | 2) => break,
                _ => return None,
            }
            ahead.next();
        }
        let Piece::Number(hours, _) = ahead.next()? else {
            return None;
        };
        let (mut minutes, mut seconds, mut printed) = (0, 0, false);
        let joins =
            |piece: Option<Piece<'_>>| matches!(piece, Some(Piece::Mark(':' | '.') | Piece::Word("h" | "H")));
        if joins(ahead.peek()) {
            ahead.next();
            if let Some(Piece::Number(number, 2)) = ahead.peek() {
                (minutes, printed) = (number, true);
                ahead.next();
            }
            if ahead.peek() == Some(Piece::Mark(':')) {
                ahead.next();
                if let Some(Piece::Number(number, 2)) = ahead.next() {
                    seconds = number;
                }
            }
            ahead.skip_fraction();
        }
        let noon = ahead.half_of_day();
        if !printed && noon.is_none() {
            return None;
        }
        let hours = match noon {
            Some(afternoon) if (1..=12).contains(&hours) => hours % 12 + if afternoon { 12 } else { 0 },
            _ => hours,
        };
        let valid = (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..60).contains(&seconds);
        self.rest = ahead.rest;
        valid
            .then(|| u32::try_from(hours * 3600 + minutes * 60 + seconds).ok())
            .flatten()
    }

    fn skip_fraction(&mut self) {
        let Some(digits) = self.rest.strip_prefix('.') else {
            return;
        };
        if digits.starts_with(|first: char| first.is_ascii_digit()) {
            self.rest = digits.trim_start_matches(|digit: char| digit.is_ascii_digit());
        }
    }

    /// Takes `AM`, `p.m.` and the like; whether it is the afternoon.
    fn half_of_day(&mut self) -> Option<bool> {
        let rest = self.rest.trim_start();
        let spellings = [
            ("a.m.", false),
            ("p.m.", true),
            ("am", false),
            ("pm", true),
            ("a.m", false),
            ("p.m", true),
        ];
        let begins = |spelling: &str| {
            let after = rest.get(spelling.len()..).unwrap_or("x");
            rest.get(..spelling.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(spelling))
                && !after.starts_with(char::is_alphanumeric)
        };
        let (spelling, afternoon) = spellings.into_iter().find(|(spelling, _)| begins(spelling))?;
        self.rest = &rest[spelling.len()..];
        Some(afternoon)
    }

    /// Whether nothing but zones, weekdays and a second date is left.
    pub(super) fn rest_is_idle(&mut self) -> bool {
        let mut after_sign = false;
        loop {
            if self.skip_word(&["updated", "modified"]) {
                self.skip_word(&["on", "at"]);
                if self.date().is_some() {
                    self.time();
                }
            }
            let idle = match self.next() {
                None => return true,
                Some(Piece::Mark(mark)) => {
                    after_sign = matches!(mark, '+' | '-' | ':' | '−');
                    true
                }
                Some(Piece::Number(..)) => after_sign,
                Some(Piece::Word(word)) => {
                    is_weekday(word) || IDLE.iter().any(|idle| idle.eq_ignore_ascii_case(word))
                }
            };
            if !idle {
                return false;
            }
        }
    }
}
