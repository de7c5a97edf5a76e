//! What a story is: plain data, passed from the readers to the engine and from the engine to the
//! printer. It holds no I/O, no parsing of formats and no knowledge of how it is indexed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a story, unique within an index.
///
/// It is the source's own name where that is good anywhere (`AP880212-0001`), else the path of its
/// file, with `#` and the source's number or the record's ordinal where a file holds many.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The blank line between two paragraphs of [`Article::body`].
pub const PARAGRAPH_BREAK: &str = "\n\n";

/// One news story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The story's name in the index.
    pub id: ArticleId,
    /// Its file, relative to the corpus root, parts joined by `/`.
    pub path: String,
    /// Its ordinal among the records of that file, from 0.
    pub record: u32,
    /// The form it was read from, such as `reuters-sgml`.
    pub format: String,
    /// The headline, without markup; empty where the source has none.
    pub headline: String,
    /// Who wrote it, a person an entry, without the leading "By".
    pub byline: Vec<String>,
    /// Where and when it was filed, if it says so.
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The outlet: a newspaper, an agency, a site.
    pub source: Option<String>,
    /// The desk or page it ran under.
    pub section: Option<String>,
    /// Its language as a BCP 47 tag, where the source gives one.
    pub language: Option<String>,
    /// The text: paragraphs joined by [`PARAGRAPH_BREAK`], the dateline and standing lines taken out.
    pub body: String,
    /// Captions and credits of its pictures, one an entry.
    pub captions: Vec<String>,
    /// People, organizations and places.
    pub entities: Vec<Entity>,
}

impl Article {
    /// The first paragraph of the body.
    ///
    /// ```
    /// let story = newsidx::article::Article {
    ///     body: "Talks opened.\n\nThey failed.".into(),
    ///     ..Default::default()
    /// };
    /// assert_eq!(story.lead(), "Talks opened.");
    /// ```
    #[must_use]
    pub fn lead(&self) -> &str {
        let end = self.body.find(PARAGRAPH_BREAK).unwrap_or(self.body.len());
        &self.body[..end]
    }

    /// The length of the body in words as an editor counts them: by the white space between them.
    #[must_use]
    pub fn length(&self) -> u32 {
        u32::try_from(self.body.split_ascii_whitespace().count()).unwrap_or(u32::MAX)
    }
}

/// A point in time as the source prints it: a day, and the time of day where it is known.
///
/// Time zones are not folded in: a story dated 26 February is found under 26 February.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp {
    /// The day.
    pub date: Date,
    /// Seconds since midnight, 0 to 86,399, where the source gives a time.
    pub second: Option<u32>,
}

impl Timestamp {
    /// The moment in seconds since 1970-01-01T00:00:00 of the same unnamed zone; a day without a
    /// time counts as its midnight.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.date.days() * 86_400 + i64::from(self.second.unwrap_or(0))
    }
}

impl From<Date> for Timestamp {
    fn from(date: Date) -> Self {
        Timestamp { date, second: None }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.fmt(formatter)?;
        let Some(second) = self.second else { return Ok(()) };
        let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
        write!(formatter, "T{hours:02}:{minutes:02}:{seconds:02}")
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

/// Where and when a story was filed, and by which agency, as its own opening line says.
///
/// The place of a dateline is where the reporter was, not what the story is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dateline {
    /// The dateline as printed, white space at its ends and the closing dash left off.
    pub raw: String,
    /// Its places in order; empty for `Jan. 14 (UPI) -- `.
    pub places: Vec<Place>,
    /// The day of filing, its year inferred where it is not printed.
    pub date: Option<Date>,
    /// The news agency in its usual spelling, such as `AP` or `Reuters`.
    pub agency: Option<String>,
    /// What stood where an agency stands and is none that is known, such as a station's call sign.
    pub tag: Option<String>,
    /// Why this was taken for a dateline.
    pub rule: DatelineRule,
    /// How sure that is, in percent: 0 to 100.
    pub confidence: u8,
}

impl Dateline {
    /// The country of the first place that has one, as an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.places.iter().find_map(|place| place.country.as_deref())
    }

    /// The countries of all its places in their order, each once.
    #[must_use]
    pub fn countries(&self) -> Vec<&str> {
        let mut countries = Vec::new();
        for country in self.places.iter().filter_map(|place| place.country.as_deref()) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    }

    /// Who sent it, as a reader would look for it: the known agency, or the tag printed in its stead.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        self.agency.as_deref().or(self.tag.as_deref())
    }
}

/// A place of a dateline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name in ordinary case: `Moscow`.
    pub name: String,
    /// The state or province, spelled out: `North Carolina`.
    pub region: Option<String>,
    /// The country as an ISO 3166-1 alpha-2 code: `RU`.
    pub country: Option<String>,
}

/// Which rule took an opening for a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatelineRule {
    /// The source has a field for it.
    Field,
    /// A known agency is named.
    Agency,
    /// The place is qualified by a known state, province or country.
    Qualifier,
    /// The place alone is known, in capitals, before a spaced dash.
    Place,
    /// It bears a valid date.
    Date,
}

impl DatelineRule {
    /// The rule's name as printed: `field`, `agency`, `qualifier`, `place` or `date`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DatelineRule::Field => "field",
            DatelineRule::Agency => "agency",
            DatelineRule::Qualifier => "qualifier",
            DatelineRule::Place => "place",
            DatelineRule::Date => "date",
        }
    }
}

/// A person, organization or place that a story is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its name as the source gives it.
    pub name: String,
}

/// What an [`Entity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, a party, an agency, a team.
    Organization,
    /// A country, a city, a river.
    Place,
}
