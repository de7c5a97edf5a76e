//! Days as datelines print them, mostly without a year: names of months and weekdays, and the
//! inference of what is missing from the day of publication. It reads words, not sentences.

use super::places::fold;
use crate::article::{Date, days_in_month};

/// A day as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// `Jan. 27`, `27 janvier 2016`.
    Calendar {
        /// The year, where printed; two digits are taken for 1950 to 2049.
        year: Option<i16>,
        /// 1 to 12.
        month: u8,
        /// 1 to 31, and one that the month has in some year.
        day: u8,
    },
    /// `Monday`: days after Monday, 0 to 6.
    Weekday(u8),
}

/// Names of months, folded and sorted, from 1: English, Spanish, Portuguese, French, German, Italian.
pub(super) const MONTHS: &[(&str, u8)] = &[
    ("abr", 4),
    ("abril", 4),
    ("ago", 8),
    ("agosto", 8),
    ("aout", 8),
    ("apr", 4),
    ("april", 4),
    ("aprile", 4),
    ("aug", 8),
    ("august", 8),
    ("avr", 4),
    ("avril", 4),
    ("dec", 12),
    ("december", 12),
    ("decembre", 12),
    ("dez", 12),
    ("dezember", 12),
    ("dezembro", 12),
    ("dic", 12),
    ("dicembre", 12),
    ("diciembre", 12),
    ("ene", 1),
    ("enero", 1),
    ("feb", 2),
    ("febbraio", 2),
    ("febr", 2),
    ("febrero", 2),
    ("februar", 2),
    ("february", 2),
    ("fev", 2),
    ("fevereiro", 2),
    ("fevr", 2),
    ("fevrier", 2),
    ("gen", 1),
    ("gennaio", 1),
    ("giu", 6),
    ("giugno", 6),
    ("jaenner", 1),
    ("jan", 1),
    ("janeiro", 1),
    ("janner", 1),
    ("januar", 1),
    ("january", 1),
    ("janv", 1),
    ("janvier", 1),
    ("juil", 7),
    ("juillet", 7),
    ("juin", 6),
    ("jul", 7),
    ("julho", 7),
    ("juli", 7),
    ("julio", 7),
    ("july", 7),
    ("jun", 6),
    ("june", 6),
    ("junho", 6),
    ("juni", 6),
    ("junio", 6),
    ("lug", 7),
    ("luglio", 7),
    ("maerz", 3),
    ("mag", 5),
    ("maggio", 5),
    ("mai", 5),
    ("maio", 5),
    ("mar", 3),
    ("march", 3),
    ("marco", 3),
    ("mars", 3),
    ("marz", 3),
    ("marzo", 3),
    ("may", 5),
    ("mayo", 5),
    ("mrz", 3),
    ("nov", 11),
    ("november", 11),
    ("novembre", 11),
    ("novembro", 11),
    ("noviembre", 11),
    ("oct", 10),
    ("october", 10),
    ("octobre", 10),
    ("octubre", 10),
    ("okt", 10),
    ("oktober", 10),
    ("ott", 10),
    ("ottobre", 10),
    ("out", 10),
    ("outubro", 10),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
    ("septembre", 9),
    ("septiembre", 9),
    ("set", 9),
    ("setembro", 9),
    ("setiembre", 9),
    ("sett", 9),
    ("settembre", 9),
];

/// Names of weekdays in the same languages, folded and sorted, from 0 for Monday.
pub(super) const WEEKDAYS: &[(&str, u8)] = &[
    ("dienstag", 1),
    ("dimanche", 6),
    ("domenica", 6),
    ("domingo", 6),
    ("donnerstag", 3),
    ("freitag", 4),
    ("fri", 4),
    ("friday", 4),
    ("giovedi", 3),
    ("jeudi", 3),
    ("jueves", 3),
    ("lundi", 0),
    ("lunedi", 0),
    ("lunes", 0),
    ("mardi", 1),
    ("martedi", 1),
    ("martes", 1),
    ("mercoledi", 2),
    ("mercredi", 2),
    ("miercoles", 2),
    ("mittwoch", 2),
    ("mon", 0),
    ("monday", 0),
    ("montag", 0),
    ("quarta feira", 2),
    ("quinta feira", 3),
    ("sabado", 5),
    ("sabato", 5),
    ("samedi", 5),
    ("samstag", 5),
    ("sat", 5),
    ("saturday", 5),
    ("segunda feira", 0),
    ("sexta feira", 4),
    ("sonnabend", 5),
    ("sonntag", 6),
    ("sun", 6),
    ("sunday", 6),
    ("terca feira", 1),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("thursday", 3),
    ("tue", 1),
    ("tues", 1),
    ("tuesday", 1),
    ("vendredi", 4),
    ("venerdi", 4),
    ("viernes", 4),
    ("wed", 2),
    ("wednesday", 2),
];

/// The month of that name or abbreviation, 1 to 12: of the whole word, for `JUNEAU` is no June.
pub(super) fn month(word: &str) -> Option<u8> {
    position(MONTHS, word)
}

/// The weekday of that name or abbreviation, 0 for Monday to 6.
pub(super) fn weekday(word: &str) -> Option<u8> {
    position(WEEKDAYS, word)
}

fn position(names: &[(&str, u8)], word: &str) -> Option<u8> {
    // The longest is `segunda-feira`.
    if word.len() > 16 {
        return None;
    }
    let word = fold(word);
    let at = names
        .binary_search_by(|(name, _)| (*name).cmp(word.as_str()))
        .ok()?;
    names.get(at).map(|(_, number)| *number)
}

/// The day of the month a number names, `1` to `31`, also as `1st`, `2nd`, `1er`, `1º`.
pub(super) fn day_of_month(number: &str) -> Option<u8> {
    let digits = number.trim_end_matches(|character: char| !character.is_ascii_digit());
    let suffix = &number[digits.len()..];
    let ordinal = matches!(
        suffix.to_lowercase().as_str(),
        "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "ro"
    );
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    (ordinal && digits.len() <= 2).then_some(day)
}

/// The year a number names: four digits from 1700 to 2199, or two, of 1950 to 2049.
pub(super) fn year(number: &str) -> Option<i16> {
    let value: i16 = number.parse().ok()?;
    match number.len() {
        4 => (1700..2200).contains(&value).then_some(value),
        2 if value >= 50 => Some(1900 + value),
        2 => Some(2000 + value),
        _ => None,
    }
}

/// The day a calendar has, where the month has it in some year.
pub(super) fn calendar(year: Option<i16>, month: u8, day: u8) -> Option<Day> {
    // 2000 is a leap year: without a year, 29 February is a day.
    let valid = day >= 1 && day <= days_in_month(year.unwrap_or(2000), month);
    valid.then_some(Day::Calendar { year, month, day })
}

/// The date in digits that a field holds, as machines print it with or without a time after:
/// `2014-07-16 13:00:03 GMT`, `16.7.2014 15:00`, `20140716T130003`.
pub(super) fn digits(field: &str) -> Option<Date> {
    // No such field is longer; a longer one is a text.
    let head = field
        .split([' ', 'T', '\n'])
        .next()
        .filter(|_| field.len() <= 80)?;
    if head.len() == 8 && head.bytes().all(|byte| byte.is_ascii_digit()) {
        return Date::new(
            head[..4].parse().ok()?,
            head[4..6].parse().ok()?,
            head[6..].parse().ok()?,
        );
    }
    let separator = if head.contains('-') { '-' } else { '.' };
    let mut parts = head.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if separator == '-' {
        (first, third)
    } else {
        (third, first)
    };
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, second.parse().ok()?, day.parse().ok()?)
}

impl Day {
    /// The date, its year inferred from the day of publication where none is printed; `None` where
    /// there is nothing to infer it from.
    ///
    /// Of the same day in neighbouring years the nearest is taken, one more than a day after
    /// publication counting as twice as far: datelines look back. A weekday is the last one up to
    /// the day of publication.
    pub(super) fn date(self, published: Option<Date>) -> Option<Date> {
        match self {
            Day::Calendar {
                year: Some(year),
                month,
                day,
            } => Date::new(year, month, day),
            Day::Calendar {
                year: None,
                month,
                day,
            } => {
                let published = published?;
                // Leap years are up to eight years apart (1896 to 1904).
                let years = (-8..=8).filter_map(|off| Date::new(published.year() + off, month, day));
                years.min_by_key(|date| distance(*date, published))
            }
            Day::Weekday(weekday) => {
                let published = published?;
                // 1970-01-01 was a Thursday.
                let back = (published.days() + 3 - i64::from(weekday)).rem_euclid(7);
                civil(published, back)
            }
        }
    }
}

fn distance(date: Date, published: Date) -> i64 {
    match date.days() - published.days() {
        ahead if ahead > 1 => 2 * ahead,
        behind => behind.abs(),
    }
}

/// The date that many days, up to 6, before another.
fn civil(from: Date, back: i64) -> Option<Date> {
    let target = from.days() - back;
    let (year, month) = (from.year(), from.month());
    let before = if month == 1 {
        (year - 1, 12)
    } else {
        (year, month - 1)
    };
    let days = [(year, month), before].into_iter().flat_map(|(year, month)| {
        (1..=days_in_month(year, month)).filter_map(move |day| Date::new(year, month, day))
    });
    days.into_iter().find(|date| date.days() == target)
}
