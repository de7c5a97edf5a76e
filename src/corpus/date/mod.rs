//! The dates that sources print: `26-FEB-1987 15:01:01.79`, `03/24/87`, `Jan. 14, 2020 / 10:02 AM`,
//! ISO 8601, RFC 2822, seconds since 1970. It reads what is printed: a time zone is kept
//! and not folded in, and a date without a year is none.

mod names;
mod reader;
#[cfg(test)]
mod tests;
mod zone;

use crate::article::{Date, Timestamp};

use names::LABELS;
use reader::Reader;

/// Reads a field that holds a date, whatever else follows it: `May 26, 2018, Saturday, Home Edition`.
///
/// A number of 9 or 10 digits is read as seconds since 1970 in UTC, one of 12 or 13 as milliseconds.
/// Years of two digits are those of 1969 to 2068.
///
/// ```
/// use newsidx::corpus::date;
/// assert_eq!(date::in_field("26-FEB-1987 15:01:01.79").unwrap().to_string(), "1987-02-26T15:01:01");
/// assert_eq!(date::in_field("910514").unwrap().to_string(), "1991-05-14");
/// assert_eq!(date::in_field("some day"), None);
/// ```
#[must_use]
pub fn in_field(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    let mut reader = Reader::new(text);
    reader.timestamp()
}

/// Reads a line that says when a story was published, and nothing else: `Jan. 14, 2020 / 10:02 AM`,
/// `Published 14 January 2020`, `Updated: 2020-01-14 10:02 GMT`.
#[must_use]
pub fn in_line(line: &str) -> Option<Timestamp> {
    let line = line.trim();
    if line.len() > 120 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut reader = Reader::new(line);
    let mut labelled = false;
    while reader.skip_word(LABELS) {
        labelled = true;
    }
    if !labelled && line.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let time = reader.timestamp()?;
    reader.rest_is_idle().then_some(time)
}

/// The day that a path names: `2020/01/14/`, `2020-01-14`, `20200114`, `2020_01_14`, `2010/POLITICS/08/13/`;
/// the last one where there are several.
#[must_use]
pub fn in_path(path: &str) -> Option<Date> {
    let bytes = path.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let number = |from: usize, to: usize| path.get(from..to)?.parse::<i16>().ok();
    let mut found = None;
    for at in 0..bytes.len() {
        if !digit(at) || (at > 0 && digit(at - 1)) {
            continue;
        }
        let run = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (month, day, end) = match (run, bytes.get(at + 4)) {
            (8, _) => (at + 4, at + 6, at + 8),
            (4, Some(b'-' | b'/' | b'_' | b'.')) if bytes.get(at + 7) == bytes.get(at + 4) => {
                (at + 5, at + 8, at + 10)
            }
            (4, Some(b'/')) => match section_end(bytes, at + 5) {
                Some(end) => (end + 1, end + 4, end + 6),
                None => continue,
            },
            _ => continue,
        };
        let year = number(at, at + 4).filter(|year| (1600..2200).contains(year));
        if let (Some(year), Some(month), Some(day), false) =
            (year, number(month, month + 2), number(day, day + 2), digit(end))
        {
            found = day_of(i64::from(year), i64::from(month), i64::from(day)).or(found);
        }
    }
    found
}

/// Where a section that stands between year and month ends, at a slash with a month and a day behind it.
fn section_end(path: &[u8], start: usize) -> Option<usize> {
    let rest = path.get(start..)?;
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let marks = [length, length + 3, length + 6].map(|at| rest.get(at));
    (length > 0 && marks == [Some(&b'/'); 3]).then_some(start + length)
}

/// A number of digits alone: `910514`, `19910514`, `20200114100200`, or a time since 1970.
fn digits(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    let day = |day: i64| day_of(day / 10_000, day / 100 % 100, day % 100);
    match text.len() {
        6 => day_of(full_year(number / 10_000), number / 100 % 100, number % 100).map(Timestamp::from),
        8 => day(number).map(Timestamp::from),
        14 => {
            let (hours, minutes, seconds) = (number / 10_000 % 100, number / 100 % 100, number % 100);
            let second =
                (hours < 24 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds);
            let second = second.and_then(|second| u32::try_from(second).ok());
            Some(Timestamp {
                date: day(number / 1_000_000)?,
                second,
                zone: None,
            })
        }
        9 | 10 => since_1970(number),
        12 | 13 => since_1970(number / 1000),
        _ => None,
    }
    .filter(|time| time.date.year() >= 1000)
}

/// The moment so many seconds after the beginning of 1970, in UTC; `None` outside the years 1 to 9999.
fn since_1970(seconds: i64) -> Option<Timestamp> {
    Some(Timestamp {
        date: Date::from_days(seconds.div_euclid(86_400))?,
        second: u32::try_from(seconds.rem_euclid(86_400)).ok(),
        zone: Some(0),
    })
}

fn day_of(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )
}

fn full_year(two_digits: i64) -> i64 {
    two_digits + if two_digits < 69 { 2000 } else { 1900 }
}
