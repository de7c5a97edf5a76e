//! The dates that sources print: `26-FEB-1987 15:01:01.79`, `03/24/87`, `Jan. 14, 2020 / 10:02 AM`,
//! ISO 8601, RFC 2822, seconds since 1970. It reads what is printed: no time zone is folded in, and
//! a date without a year is none.

mod names;
mod reader;
#[cfg(test)]
mod tests;

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
    let date = reader.date()?;
    Some(Timestamp {
        date,
        second: reader.time(),
    })
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
    let date = reader.date()?;
    let second = reader.time();
    reader.rest_is_idle().then_some(Timestamp { date, second })
}

/// The day that a path names: `2020/01/14/`, `2020-01-14`, `20200114`, `2020_01_14`; the last one where there are several.
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
            })
        }
        9 | 10 => since_1970(number),
        12 | 13 => since_1970(number / 1000),
        _ => None,
    }
    .filter(|time| time.date.year() >= 1000)
}

/// The moment so many seconds after the beginning of 1970, in UTC; `None` outside the years 1 to 9900.
fn since_1970(seconds: i64) -> Option<Timestamp> {
    // The inverse of `Date::days`, after Hinnant's `civil_from_days`.
    let days =
        Some(seconds.div_euclid(86_400)).filter(|days| (-719_000..2_896_000).contains(days))? + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let date = day_of(year, month, day)?;
    Some(Timestamp {
        date,
        second: u32::try_from(seconds.rem_euclid(86_400)).ok(),
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
