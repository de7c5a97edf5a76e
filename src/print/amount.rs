//! Numbers as people read them: counts, sizes, shares, times.

use std::time::Duration;

/// A count with its thousands set apart: `21,578`.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut apart = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

/// A count with the word for what is counted: `1 story`, `12 stories`.
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A size in bytes: `873 bytes`, `28.3 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return counted(bytes, "byte", "bytes");
    }
    let mut size = bytes as f64 / 1000.0;
    let mut unit = 0;
    // What would be printed as 1000.0 is 1.0 of the next unit.
    while size >= 999.95 && unit + 1 < UNITS.len() {
        size /= 1000.0;
        unit += 1;
    }
    format!("{size:.1} {}", UNITS[unit])
}

/// A share in percent, cut off after one digit, so that only a whole is `100 %` and only nothing `0 %`.
#[must_use]
pub fn share(part: u64, whole: u64) -> String {
    if part == 0 || part >= whole {
        return if part == 0 { "0 %".into() } else { "100 %".into() };
    }
    let mills = u128::from(part) * 1000 / u128::from(whole);
    if mills == 0 {
        "< 0.1 %".into()
    } else {
        format!("{}.{} %", mills / 10, mills % 10)
    }
}

/// A span of time: `0.4 s`, `3 min 20 s`.
#[must_use]
pub fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let shown: Vec<String> = [0, 999, 1000, 21_578, 1_234_567].map(count).to_vec();
        assert_eq!(shown, ["0", "999", "1,000", "21,578", "1,234,567"]);
        assert_eq!(counted(1, "story", "stories"), "1 story");
    }

    #[test]
    fn sizes_go_up_by_thousands() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(999_949), "999.9 kB");
        assert_eq!(size(999_960), "1.0 MB");
        assert_eq!(size(u64::MAX), "18446744.1 TB");
    }

    #[test]
    fn only_a_whole_is_all_of_it() {
        let shown = [(0, 5), (5, 5), (999_999, 1_000_000), (1, 10_000), (1, 3), (0, 0)];
        let shown: Vec<String> = shown.iter().map(|(part, whole)| share(*part, *whole)).collect();
        assert_eq!(shown, ["0 %", "100 %", "99.9 %", "< 0.1 %", "33.3 %", "0 %"]);
    }

    #[test]
    fn long_spans_are_told_in_minutes_and_hours() {
        assert_eq!(span(Duration::from_millis(449)), "0.4 s");
        assert_eq!(span(Duration::from_secs(200)), "3 min 20 s");
        assert_eq!(span(Duration::from_secs(3_660)), "1 h 1 min");
    }
}
