//! Days and points in time as sources print them. It reads none: that is `corpus::date`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A point in time as the source prints it: a day, and the time of day and its zone where they are
/// known.
///
/// The zone is kept, and not folded in: a story dated 26 February is found under 26 February.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp {
    /// The day.
    pub date: Date,
    /// Seconds since midnight, 0 to 86,399, where the source gives a time.
    pub second: Option<u32>,
    /// How many minutes the zone is ahead of UTC, where the source names one.
    pub zone: Option<i16>,
}

impl Timestamp {
    /// The moment in seconds since 1970-01-01T00:00:00 of the same unnamed zone; a day without a
    /// time counts as its midnight.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.date.days() * 86_400 + i64::from(self.second.unwrap_or(0))
    }

    /// The moment in seconds since 1970-01-01T00:00:00 UTC; a time without a zone counts as UTC.
    #[must_use]
    pub fn moment(&self) -> i64 {
        self.seconds() - 60 * i64::from(self.zone.unwrap_or(0))
    }
}

impl From<Date> for Timestamp {
    fn from(date: Date) -> Self {
        Timestamp {
            date,
            second: None,
            zone: None,
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.fmt(formatter)?;
        let Some(second) = self.second else { return Ok(()) };
        let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
        write!(formatter, "T{hours:02}:{minutes:02}:{seconds:02}")?;
        match self.zone {
            None => Ok(()),
            Some(0) => formatter.write_str("Z"),
            Some(zone) => {
                let (sign, ahead) = (if zone < 0 { '-' } else { '+' }, zone.unsigned_abs());
                write!(formatter, "{sign}{:02}:{:02}", ahead / 60, ahead % 60)
            }
        }
    }
}

/// A day of the Gregorian calendar, always a valid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or `None` where the calendar has no such day (years 1 to 9999).
    ///
    /// ```
    /// use newsidx::article::Date;
    /// assert_eq!(Date::new(2020, 2, 29).unwrap().to_string(), "2020-02-29");
    /// assert!(Date::new(2019, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before it.
    ///
    /// The count by eras of 400 years that begin in March is Howard Hinnant's
    /// `days_from_civil` ("chrono-Compatible Low-Level Date Algorithms").
    #[must_use]
    pub fn days(&self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that lies so many days after 1970-01-01, if it is one of the years 1 to 9999: the
    /// inverse of [`Date::days`], Hinnant's `civil_from_days`.
    ///
    /// ```
    /// use newsidx::article::Date;
    /// assert_eq!(Date::from_days(18_321), Date::new(2020, 2, 29));
    /// ```
    #[must_use]
    pub fn from_days(days: i64) -> Option<Date> {
        let shifted = days.checked_add(719_468)?;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Date::new(
            i16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The number of days of a month of the Gregorian calendar; 0 where there is no such month.
#[must_use]
pub fn days_in_month(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}
