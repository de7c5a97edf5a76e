//! The values of date and number fields, `2020-01..2020-03` or `>500`, to bounds. It reads single
//! values; how they go together is the parser's matter.

use std::ops::Range;

use super::Bounds;
use super::error::{SyntaxError, SyntaxErrorKind};
use super::lexer::is_space;
use crate::article::{Date, days_in_month};
use crate::field::{Field, Kind};

/// The bounds that a value of a date or number field means.
pub(super) fn bounds(
    field: Field,
    text: &str,
    span: &Range<usize>,
    newest: Option<Date>,
) -> Result<Bounds, SyntaxError> {
    if field.kind() == Kind::Date
        && let Some(length) = relative(text)
    {
        let newest = newest.ok_or_else(|| SyntaxErrorKind::NoNewest.at(span.clone()))?;
        let first = length.before(newest);
        let first = first.ok_or_else(|| SyntaxErrorKind::EmptyRange.at(span.clone()))?;
        return Ok(Bounds::Days(Some(first), Some(newest)));
    }
    let value = Part { text, at: span.start };
    if field.kind() == Kind::Number {
        let wrong = SyntaxErrorKind::NotANumber(field.name());
        let limits = Limits::of(value).ok_or_else(|| wrong.clone().at(span.clone()))?;
        let read = |part: Part<'_>| number(part.text).ok_or_else(|| wrong.clone().at(part.span()));
        let next = |number: u64| number.checked_add(1);
        let (low, high) = resolve(&limits, span, read, next, |number| number.checked_sub(1))?;
        return Ok(Bounds::Numbers(low, high));
    }
    let wrong = || SyntaxErrorKind::NotADate(field.name());
    let limits = Limits::of(value).ok_or_else(|| wrong().at(span.clone()))?;
    let read = |part: Part<'_>| match period(part.text) {
        Some(Some(period)) => Ok(period),
        Some(None) => Err(SyntaxErrorKind::NoSuchDate(part.text.to_owned()).at(part.span())),
        None => Err(wrong().at(part.span())),
    };
    let (low, high) = resolve(&limits, span, read, day_after, day_before)?;
    Ok(Bounds::Days(low, high))
}

/// A part of a value and where it stands in the query.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Part<'t> {
    fn span(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    fn trim(&self) -> Part<'t> {
        let text = self.text.trim_start_matches(is_space);
        Part {
            text: text.trim_end_matches(is_space),
            at: self.at + self.text.len() - text.len(),
        }
    }

    fn after(&self, prefix: &str) -> Option<Part<'t>> {
        let text = self.text.strip_prefix(prefix)?;
        Some(
            Part {
                text,
                at: self.at + prefix.len(),
            }
            .trim(),
        )
    }

    fn split(&self, separator: &str) -> Option<(Part<'t>, Part<'t>)> {
        let (low, high) = self.text.split_once(separator)?;
        let high = Part {
            text: high,
            at: self.at + low.len() + separator.len(),
        };
        Some((
            Part {
                text: low,
                at: self.at,
            }
            .trim(),
            high.trim(),
        ))
    }
}

/// Whether a limit belongs to the range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Inside,
    Outside,
}

/// What a range is written with.
struct Limits<'t> {
    low: Option<(Part<'t>, Edge)>,
    high: Option<(Part<'t>, Edge)>,
}

impl<'t> Limits<'t> {
    /// The limits of a value; `None` for a range without any.
    fn of(value: Part<'t>) -> Option<Limits<'t>> {
        let value = value.trim();
        let limit = |part: Part<'t>, edge: Edge| (!part.text.is_empty()).then_some((part, edge));
        let inside = |part: Part<'t>| limit(part, Edge::Inside);
        let bracket = value.after("[").filter(|rest| rest.text.ends_with(']'));
        let limits = if let Some(rest) = bracket {
            let inner = Part {
                text: rest.text.strip_suffix(']')?,
                at: rest.at,
            };
            let (low, high) = inner.split(" TO ")?;
            let bound = |part: Part<'t>| inside(part).filter(|_| part.text != "*");
            Limits {
                low: bound(low),
                high: bound(high),
            }
        } else if let Some(low) = value.after(">=") {
            Limits {
                low: inside(low),
                high: None,
            }
        } else if let Some(low) = value.after(">") {
            Limits {
                low: limit(low, Edge::Outside),
                high: None,
            }
        } else if let Some(high) = value.after("<=") {
            Limits {
                low: None,
                high: inside(high),
            }
        } else if let Some(high) = value.after("<") {
            Limits {
                low: None,
                high: limit(high, Edge::Outside),
            }
        } else if let Some((low, high)) = value.split("..") {
            Limits {
                low: inside(low),
                high: inside(high),
            }
        } else {
            let only = value.after("=").unwrap_or(value);
            Limits {
                low: inside(only),
                high: inside(only),
            }
        };
        (limits.low.is_some() || limits.high.is_some()).then_some(limits)
    }
}

/// The first and the last value within the limits. `read` gives the first and the last value that
/// a part means: a month means all its days.
fn resolve<T: Copy + Ord>(
    limits: &Limits<'_>,
    span: &Range<usize>,
    read: impl Fn(Part<'_>) -> Result<(T, T), SyntaxError>,
    next: impl Fn(T) -> Option<T>,
    previous: impl Fn(T) -> Option<T>,
) -> Result<(Option<T>, Option<T>), SyntaxError> {
    let empty = || SyntaxErrorKind::EmptyRange.at(span.clone());
    let low = match limits.low {
        None => None,
        Some((part, Edge::Inside)) => Some(read(part)?.0),
        Some((part, Edge::Outside)) => Some(next(read(part)?.1).ok_or_else(empty)?),
    };
    let high = match limits.high {
        None => None,
        Some((part, Edge::Inside)) => Some(read(part)?.1),
        Some((part, Edge::Outside)) => Some(previous(read(part)?.0).ok_or_else(empty)?),
    };
    match (low, high) {
        (Some(low), Some(high)) if low > high => Err(empty()),
        limits => Ok(limits),
    }
}

fn number(text: &str) -> Option<(u64, u64)> {
    let number = text
        .parse()
        .ok()
        .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((number, number))
}

/// The first and the last day of a year, a month or a day; `Some(None)` for what is written like
/// one and not in the calendar.
fn period(text: &str) -> Option<Option<(Date, Date)>> {
    let digits = |part: &str, length: usize| -> Option<i16> {
        let written = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| written)
    };
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let mut next = || {
        parts.next().map(|part| {
            digits(part, 2)
                .and_then(|number| u8::try_from(number).ok())
                .ok_or(())
        })
    };
    let month = next().transpose().ok()?;
    let day = next().transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let (first_month, last_month) = month.map_or((1, 12), |month| (month, month));
    let last_day = days_in_month(year, last_month);
    let (first_day, last_day) = day.map_or((1, last_day), |day| (day, day));
    let first = Date::new(year, first_month, first_day);
    Some(first.zip(Date::new(year, last_month, last_day)))
}

fn day_after(day: Date) -> Option<Date> {
    Date::new(day.year(), day.month(), day.day() + 1)
        .or_else(|| Date::new(day.year(), day.month() + 1, 1))
        .or_else(|| Date::new(day.year() + 1, 1, 1))
}

fn day_before(day: Date) -> Option<Date> {
    if day.day() > 1 {
        return Date::new(day.year(), day.month(), day.day() - 1);
    }
    if day.month() > 1 {
        let month = day.month() - 1;
        return Date::new(day.year(), month, days_in_month(day.year(), month));
    }
    Date::new(day.year() - 1, 12, 31)
}

/// How long a period is that ends with the newest story.
#[derive(Clone, Copy)]
enum Length {
    Days(i64),
    Months(i64),
}

impl Length {
    /// The first day of the period of this length whose last day is `last`.
    fn before(self, last: Date) -> Option<Date> {
        match self {
            Length::Days(days) => Date::from_days(last.days().checked_sub(days.checked_sub(1)?)?),
            Length::Months(months) => {
                let month = i64::from(last.year()) * 12 + i64::from(last.month()) - 1;
                let month = month.checked_sub(months)?;
                let year = i16::try_from(month.div_euclid(12)).ok()?;
                let month = u8::try_from(month.rem_euclid(12)).ok()? + 1;
                let day = last.day().min(days_in_month(year, month));
                day_after(Date::new(year, month, day)?)
            }
        }
    }
}

/// The period that `last 30 days` means.
fn relative(text: &str) -> Option<Length> {
    let mut parts = text.split(is_space).filter(|part| !part.is_empty());
    let begins = parts.next()?.eq_ignore_ascii_case("last");
    let next = parts.next()?;
    // `last week` is `last 1 week`.
    let (number, unit) = match next.parse::<u32>() {
        Ok(number) => (i64::from(number), parts.next()?),
        Err(_) => (1, next),
    };
    if !begins || number == 0 || parts.next().is_some() {
        return None;
    }
    match &*unit.to_ascii_lowercase() {
        "day" | "days" => Some(Length::Days(number)),
        "week" | "weeks" => Some(Length::Days(number * 7)),
        "month" | "months" => Some(Length::Months(number)),
        "year" | "years" => Some(Length::Months(number * 12)),
        _ => None,
    }
}

/// The length of a value such as `last 30 days` at the beginning of a text.
pub(super) fn relative_length(text: &str) -> Option<usize> {
    let ends_word = |letter: char| is_space(letter) || matches!(letter, ')' | '"');
    let mut end = 0;
    for _ in 0..3 {
        let word = text[end..].trim_start_matches(is_space);
        let begin = text.len() - word.len();
        end = begin + word.find(ends_word).unwrap_or(word.len());
        if relative(&text[..end]).is_some() {
            return Some(end);
        }
    }
    None
}
