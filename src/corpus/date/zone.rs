//! Zones behind a time of day, and the form of ISO 8601 in which nothing parts the digits. What lies
//! within a zone, such as summer time where only a country is named, it does not know.

use crate::article::Timestamp;

use super::day_of;

/// Zones by the letters that news prints, in minutes ahead of UTC. Letters that several parts of the
/// world use (`IST`, `AST`) are left out, but for the American ones of newspapers.
const LETTERS: &[(&str, i16)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("JST", 540),
    ("KST", 540),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// The zone that a text begins with, in minutes ahead of UTC, and how many bytes it takes: `Z`,
/// ` +0100`, `-05:00`, `+03`, ` GMT`.
pub(super) fn at_start(text: &str) -> Option<(i16, usize)> {
    let zone = text.trim_start_matches(' ');
    let skipped = text.len() - zone.len();
    if let Some(sign) = zone.chars().next().filter(|first| "+-−".contains(*first)) {
        let digits = &zone[sign.len_utf8()..];
        let (minutes, length) = offset(digits)?;
        // A minus behind a space parts a time from something else: `10:02 - 22 votes`.
        let ahead = if sign == '+' { minutes } else { -minutes };
        return Some((ahead, skipped + sign.len_utf8() + length));
    }
    let end = zone
        .find(|letter: char| !letter.is_ascii_alphabetic())
        .unwrap_or(zone.len());
    let letters = &zone[..end];
    let (_, minutes) = LETTERS.iter().find(|(name, _)| *name == letters)?;
    // `GMT+0300`: what stands behind the name counts.
    let behind = &zone[end..];
    if *minutes == 0 && behind.starts_with(['+', '-']) {
        let (further, length) = at_start(behind)?;
        return Some((further, skipped + end + length));
    }
    Some((*minutes, skipped + end))
}

/// `0100`, `01:00` or `01` in minutes, at most 14 hours, and its length.
fn offset(digits: &str) -> Option<(i16, usize)> {
    let number = |from: usize| {
        digits
            .get(from..from + 2)
            .filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let hours: i16 = number(0)?.parse().ok()?;
    let colon = digits.get(2..3) == Some(":");
    let (minutes, length) = match number(if colon { 3 } else { 2 }) {
        Some(minutes) => (minutes.parse().ok()?, if colon { 5 } else { 4 }),
        None if colon => return None,
        None => (0, 2),
    };
    let ends = !digits
        .get(length..)?
        .starts_with(|next: char| next.is_ascii_digit());
    (hours <= 14 && minutes < 60 && ends).then_some((hours * 60 + minutes, length))
}

/// `20200114T100200+0100` at the beginning of a text, as NITF and IIM print it, seconds and zone not
/// always there; the time and how many bytes it takes.
pub(super) fn compact(text: &str) -> Option<(Timestamp, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| -> Option<i64> {
        let run = text.get(from..to)?;
        run.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| run.parse().ok())?
    };
    let whole = digits(0, 8)?;
    if bytes.get(8) != Some(&b'T') {
        return None;
    }
    let date = day_of(whole / 10_000, whole / 100 % 100, whole % 100)?;
    let minutes = digits(9, 13)?;
    let (seconds, end) = match digits(13, 15) {
        Some(seconds) => (seconds, 15),
        None => (0, 13),
    };
    let (hours, minutes) = (minutes / 100, minutes % 100);
    let valid = hours < 24 && minutes < 60 && seconds < 60;
    let second = valid.then_some(hours * 3600 + minutes * 60 + seconds);
    let zone = text.get(end..).and_then(at_start);
    let time = Timestamp {
        date,
        second: second.and_then(|second| u32::try_from(second).ok()),
        zone: zone.map(|(zone, _)| zone),
    };
    Some((time, end + zone.map_or(0, |(_, length)| length)))
}
