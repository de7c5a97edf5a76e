//! When the story of a page was published: what its markup says, if that can be, else what stands near
//! the headline, else its address.

use super::facts::Facts;
use super::meta;
use super::survey::{Spot, Survey, names_of, text_of};
use super::wording::plain;
use crate::article::{Date, Origin, Timestamp};
use crate::corpus::{date, layout};

/// Years of pages on the web. Another year is a mistake as long as something better is there.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// The longest text that is searched for a date, in bytes.
const LONGEST: usize = 200;

/// How many lines before and behind the headline a date is looked for in.
const LINES: (usize, usize) = (8, 25);

/// How many days markup and address may differ.
const DAYS_APART: i64 = 2;

/// A date and where it was found.
type Dated = (Timestamp, Origin);

/// What is known where a date is looked for.
pub(super) struct Sought<'page> {
    pub(super) survey: &'page Survey<'page>,
    pub(super) linked: Option<&'page Facts>,
    pub(super) marked: Option<&'page Facts>,
    pub(super) url: Option<&'page str>,
    pub(super) headline: &'page str,
    /// Whether `12/03/2019` is in March.
    pub(super) day_first: bool,
}

impl Sought<'_> {
    /// When the story was published.
    pub(super) fn published(&self) -> Option<Dated> {
        let address = self
            .url
            .and_then(|url| date::in_path(super::place::path(url)))
            .filter(|day| YEARS.contains(&day.year()));
        let said: Vec<Dated> = self.said().collect();
        let can_be = |found: &Dated| YEARS.contains(&found.0.date.year());
        let near = |found: &Dated| address.is_none_or(|day| days_apart(found.0.date, day) <= DAYS_APART);
        let sure = said.iter().copied().find(|found| can_be(found) && near(found));
        // An address names the day of publication; a site that moved its stories dates them anew.
        let shown = sure.is_none().then(|| self.shown()).flatten();
        let by_address = address.map(|day| (Timestamp::from(day), Origin::Url));
        let odd = |found: &Dated| found.0.date.year() >= 1600 && found.0.date.days() != 0;
        sure.or(shown.filter(|found| address.is_some() && near(found)))
            .or(by_address)
            .or_else(|| said.iter().copied().find(can_be))
            .or(shown)
            .or_else(|| self.changed().filter(can_be))
            .or_else(|| said.iter().copied().find(odd))
    }

    /// When it was last changed.
    pub(super) fn modified(&self) -> Option<Timestamp> {
        let linked = self.linked.and_then(|facts| facts.modified.as_deref());
        let marked = self.marked.and_then(|facts| facts.modified.as_deref());
        let meta = self.survey.meta.any(meta::MODIFIED).map(|(_, text)| text);
        linked
            .into_iter()
            .chain(marked)
            .chain(meta)
            .find_map(|text| self.read(text))
    }

    /// What markup gives as the time of publication, the surest first.
    fn said(&self) -> impl Iterator<Item = Dated> {
        let published = |facts: Option<&Facts>| facts.and_then(|facts| facts.published.clone());
        let created = |facts: Option<&Facts>| facts.and_then(|facts| facts.created.clone());
        let meta = self
            .survey
            .meta
            .any(meta::PUBLISHED)
            .map(|(_, text)| (text.to_owned(), Origin::Meta));
        let facts = [
            (published(self.linked), Origin::JsonLd),
            (published(self.marked), Origin::Microdata),
        ];
        let facts = facts
            .into_iter()
            .filter_map(|(text, origin)| Some((text?, origin)));
        let created = [
            (created(self.linked), Origin::JsonLd),
            (created(self.marked), Origin::Microdata),
        ];
        let created = created
            .into_iter()
            .filter_map(|(text, origin)| Some((text?, origin)));
        facts
            .chain(meta)
            .chain(created)
            .filter_map(|(text, origin)| Some((self.read(&text)?, origin)))
    }

    /// What markup gives as the time of the last change.
    fn changed(&self) -> Option<Dated> {
        let origin = match (self.linked, self.marked) {
            (
                Some(Facts {
                    modified: Some(_), ..
                }),
                _,
            ) => Origin::JsonLd,
            (
                _,
                Some(Facts {
                    modified: Some(_), ..
                }),
            ) => Origin::Microdata,
            _ => Origin::Meta,
        };
        self.modified().map(|time| (time, origin))
    }

    /// What stands near the headline.
    fn shown(&self) -> Option<Dated> {
        let survey = self.survey;
        let head = survey.place_of(self.headline);
        let after = |at: usize| head.is_none_or(|head| at + 40 >= head);
        let ranked = survey
            .dated
            .iter()
            .filter(|spot| !spot.aside && after(spot.at))
            .take(200);
        let mut best: Option<(u8, Timestamp)> = None;
        for spot in ranked {
            let Some((time, exact)) = self.spot(spot) else {
                continue;
            };
            if !YEARS.contains(&time.date.year()) {
                continue;
            }
            let names = names_of(spot.element.value());
            let is = |words: &[&str]| names.iter().any(|name| words.contains(&&**name));
            let first = is(&["published", "publish", "pubdate", "posted", "datepublished"])
                || spot.element.attr("pubdate").is_some();
            let later = is(&["updated", "modified", "update", "dateline-modified"]);
            let far = head.is_some_and(|head| spot.at > head + 400);
            let rank = 4 * u8::from(later || far) + 2 * u8::from(!first) + u8::from(!exact);
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, time));
            }
        }
        if let Some((rank, time)) = best
            && rank < 4
        {
            return Some((time, Origin::Markup));
        }
        let line = self.line(head).map(|time| (time, Origin::Heuristic));
        line.or(best.map(|(_, time)| (time, Origin::Markup)))
    }

    /// The date of an element, and whether an attribute says it.
    fn spot(&self, spot: &Spot<'_>) -> Option<(Timestamp, bool)> {
        let keys = [
            "datetime",
            "content",
            "data-datetime",
            "data-time",
            "data-timestamp",
            "title",
            "data-date",
        ];
        let said = keys
            .iter()
            .filter_map(|key| spot.element.attr(key))
            .find_map(|text| self.read(text));
        if let Some(time) = said {
            return Some((time, true));
        }
        let text = text_of(spot.element, LONGEST);
        (text.len() <= LONGEST)
            .then(|| self.in_text(&plain(&text)))?
            .map(|time| (time, false))
    }

    /// The first date in the lines around the headline: behind it, then before it.
    fn line(&self, head: Option<usize>) -> Option<Timestamp> {
        let lines = &self.survey.lines;
        let first = head.map_or(0, |head| lines.partition_point(|line| line.at < head));
        let (before, behind) = LINES;
        let dated = |line: &&super::survey::Line| {
            !line.aside && line.text.len() <= LONGEST && is_time_line(&line.text)
        };
        let here = lines
            .iter()
            .skip(first)
            .filter(dated)
            .take(behind)
            .find_map(|line| self.in_text(&line.text));
        let earlier = || {
            let start = first.saturating_sub(before);
            lines
                .get(start..first)?
                .iter()
                .rev()
                .filter(dated)
                .find_map(|line| self.in_text(&line.text))
        };
        here.or_else(earlier)
            .filter(|time| YEARS.contains(&time.date.year()))
    }

    /// Reads a field that holds a date.
    fn read(&self, text: &str) -> Option<Timestamp> {
        let text = spelled(text.trim(), self.day_first);
        date::in_field(&text)
            .or_else(|| self.in_text(&text))
            .filter(|time| time.date.year() >= 1000)
    }

    /// The first date that stands in a short text.
    fn in_text(&self, text: &str) -> Option<Timestamp> {
        let text = spelled(text, self.day_first);
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut before = ' ';
        for (at, letter) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
            let begins = letter.is_alphanumeric() && !before.is_alphanumeric();
            before = letter;
            let rest = text.get(at..).unwrap_or("");
            // A number alone is no date of a text: it counts something.
            if !begins || rest.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            if let Some(time) = date::in_field(rest) {
                return Some(time);
            }
        }
        None
    }
}

fn days_apart(one: Date, other: Date) -> i64 {
    (one.days() - other.days()).abs()
}

/// Whether a line may say when something was published: it is short and no sentence.
fn is_time_line(line: &str) -> bool {
    date::in_line(line).is_some() || line.split_whitespace().count() <= 14 && !layout::ends_sentence(line)
}

/// A date as the reader of dates knows it: `2018年6月18日` as `2018-6-18`, and `12/03/2019` as
/// `12.03.2019` where the day stands first.
fn spelled(text: &str, day_first: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let asian = text.contains(['年', '년']) && text.contains(['月', '월']);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let digits = before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        match letter {
            '年' | '년' | '月' | '월' if asian && before.is_ascii_digit() => {
                out.push('-');
                while letters.next_if(|next| next.is_whitespace()).is_some() {}
            }
            '日' | '일' if asian && before.is_ascii_digit() => out.push(' '),
            '/' if day_first && digits => out.push('.'),
            other => out.push(other),
        }
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::survey::survey;

    fn of(page: &str, url: Option<&str>, day_first: bool) -> Option<String> {
        let page = scraper::Html::parse_document(page);
        let survey = survey(&page);
        let sought = Sought {
            survey: &survey,
            linked: None,
            marked: None,
            url,
            headline: "Ferry strikes pier",
            day_first,
        };
        sought
            .published()
            .map(|(time, origin)| format!("{time} {}", origin.name()))
    }

    #[test]
    fn markup_comes_before_what_is_shown() {
        let page = r#"<meta property="article:published_time" content="2020-01-14T10:02:00Z">
            <h1>Ferry strikes pier</h1><time datetime="2020-01-15">15 January 2020</time>"#;
        assert_eq!(
            of(page, None, false).as_deref(),
            Some("2020-01-14T10:02:00Z meta")
        );
        assert_eq!(
            of(page, Some("https://a.example/2020/01/14/x"), false).as_deref(),
            Some("2020-01-14T10:02:00Z meta")
        );
    }

    #[test]
    fn what_cannot_be_is_not_believed() {
        let markup = |date: &str| {
            format!(r#"<meta name="date" content="{date}"><h1>Ferry strikes pier</h1><p class="date">"#)
        };
        for (date, url) in [
            ("1970-01-01", None),
            ("0001-01-01T00:00:00", None),
            ("2038-01-19", Some("https://a.example/2020/01/14/x")),
            ("not yet", None),
        ] {
            let page = format!("{}Published 14 January 2020 10:02 GMT</p>", markup(date));
            assert_eq!(
                of(&page, url, false).as_deref(),
                Some("2020-01-14T10:02:00Z markup"),
                "{date}"
            );
        }
        assert_eq!(
            of(
                &markup("2038-01-19"),
                Some("https://a.example/2020/01/14/x"),
                false
            )
            .as_deref(),
            Some("2020-01-14 url")
        );
        assert_eq!(
            of(&markup("1985-01-19"), None, false).as_deref(),
            Some("1985-01-19 meta")
        );
        assert_eq!(of(&markup("1970-01-01"), None, false), None);
    }

    #[test]
    fn dates_near_the_headline_are_read_in_many_tongues() {
        for (line, expected) in [
            ("Published 14 January 2020 10:02 GMT", "2020-01-14T10:02:00Z"),
            ("Publié le 14 février 2020 à 22h15", "2020-02-14T22:15:00"),
            ("Aktualisiert: 14. März 2020, 22:15 Uhr", "2020-03-14T22:15:00"),
            ("Опубликовано 14 января 2020", "2020-01-14"),
            ("2018年6月18日 13:57", "2018-06-18T13:57:00"),
            ("2013년 10월 23일", "2013-10-23"),
            ("By Ann Lee | 03/12/2019", "2019-12-03"),
        ] {
            let page =
                format!("<h1>Ferry strikes pier</h1><div>{line}</div><p>On 1 May 2001 it was launched.</p>");
            assert_eq!(
                of(&page, None, true),
                Some(format!("{expected} heuristic")),
                "{line}"
            );
        }
        assert_eq!(
            of("<h1>Ferry strikes pier</h1><p>03/12/2019</p>", None, false).as_deref(),
            Some("2019-03-12 heuristic")
        );
    }

    #[test]
    fn dates_of_other_stories_and_comments_do_not_count() {
        let page = r#"<h1>Ferry strikes pier</h1><div class="related-stories"><time datetime="2001-01-01">x</time></div>
            <div class="comments"><span class="date">3 May 2021</span></div><p>The ferry struck.</p>"#;
        assert_eq!(of(page, None, false), None);
        let page = r#"<h1>Ferry strikes pier</h1><time class="updated" datetime="2020-02-02">x</time>
            <time class="published" datetime="2020-01-14">x</time>"#;
        assert_eq!(of(page, None, false).as_deref(), Some("2020-01-14 markup"));
    }
}
