//! How many, as a test file says it: `28`, `">=2"`, `"3..400"`, `{ min = 3, max = 400 }`, and shares
//! such as `">=99%"`.

use std::fmt;

use crate::document::{Fault, Kind, Value};

/// The least and the most that is meant, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    low: f64,
    high: f64,
    /// In words, for messages.
    words: String,
}

const HINT: &str =
    "write a number, \">=2\", \"<=5\", \"3..400\" or { min = 3, max = 400 }; a share as \">=99%\"";

impl Bound {
    /// Reads a bound.
    ///
    /// # Errors
    /// When the value is none.
    pub(super) fn read(value: &Value<'_>) -> Result<Bound, Fault> {
        let wrong = || value.fault("this is no number and no bound", Some(HINT));
        match value.kind() {
            Kind::Number => {
                let number = value.number()?;
                Ok(Bound {
                    low: number,
                    high: number,
                    words: number.to_string(),
                })
            }
            Kind::Text => Bound::parse(&value.text()?).ok_or_else(wrong),
            Kind::Table => {
                let table = value.table()?;
                table.check(&["min", "max"])?;
                let limit = |key: &str| table.get(key).map(|value| value.number()).transpose();
                let (low, high) = (limit("min")?, limit("max")?);
                let text = match (low, high) {
                    (Some(low), Some(high)) => format!("{low}..{high}"),
                    (Some(low), None) => format!(">={low}"),
                    (None, Some(high)) => format!("<={high}"),
                    (None, None) => return Err(wrong()),
                };
                Bound::parse(&text).ok_or_else(wrong)
            }
            Kind::Flag | Kind::List => Err(wrong()),
        }
    }

    fn parse(text: &str) -> Option<Bound> {
        let text = text.trim();
        let bound = |low: f64, high: f64, words: String| (low <= high).then_some(Bound { low, high, words });
        let (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
        let signs = [">=", "<=", ">", "<"];
        if let Some(sign) = signs.into_iter().find(|sign| text.starts_with(sign)) {
            let shown = text[sign.len()..].trim();
            let limit = number(shown)?;
            return match sign {
                ">=" => bound(limit, most, format!("at least {shown}")),
                "<=" => bound(least, limit, format!("at most {shown}")),
                ">" => bound(limit.next_up(), most, format!("more than {shown}")),
                _ => bound(least, limit.next_down(), format!("fewer than {shown}")),
            };
        }
        match text.split_once("..") {
            Some((low, "")) => bound(number(low)?, most, format!("at least {low}")),
            Some(("", high)) => bound(least, number(high)?, format!("at most {high}")),
            Some((low, high)) => bound(number(low)?, number(high)?, format!("{low} to {high}")),
            None => bound(number(text)?, number(text)?, text.to_owned()),
        }
    }

    /// Whether so many are meant.
    #[must_use]
    pub(super) fn holds(&self, count: u64) -> bool {
        self.holds_share(count as f64)
    }

    /// Whether such a share, 0 to 1, is meant.
    #[must_use]
    pub(super) fn holds_share(&self, share: f64) -> bool {
        (self.low..=self.high).contains(&share)
    }

    /// The most that is meant, where that is a number of stories.
    #[must_use]
    pub(super) fn most(&self) -> Option<u64> {
        (self.high.is_finite() && self.high >= 0.0).then_some(self.high as u64)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, scale) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let number: f64 = digits.parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_what_they_say() {
        for (text, inside, outside) in [
            ("28", 28, 29),
            (">=2", 2, 1),
            ("<=5", 5, 6),
            (">3", 4, 3),
            ("< 3", 2, 3),
            ("3..400", 400, 401),
            ("3..", 3, 2),
            ("..4", 4, 5),
        ] {
            let bound = Bound::parse(text).unwrap();
            assert!(bound.holds(inside) && !bound.holds(outside), "{text}");
        }
        let share = Bound::parse(">= 99 %").unwrap();
        assert!(share.holds_share(0.99) && !share.holds_share(0.98999));
        for text in ["", "x", ">=", "4..3", "-1", "NaN", "inf", ">=1e999"] {
            assert!(Bound::parse(text).is_none(), "{text}");
        }
    }
}
