//! Datelines: `MOSCOW, Jan 27 (Reuters) - ` at the head of a story, read into its places, its day and
//! its agency. What begins like one and is none, as `NATO said` or `PILOBOLUS - that dance troupe`,
//! stays text. Where a reporter was is read here; what a story is about is not.

mod agencies;
mod agency_names;
mod case;
mod dates;
mod head;
mod joined;
mod places;
mod regions;
mod scan;
mod token;

#[cfg(test)]
mod tests;

pub(super) use joined::joined;

use crate::article::{Date, Dateline, DatelineRule};
use places::Resolved;
use scan::{Reading, Stop};

/// Lines that stand before a dateline and are part of no sentence.
const CREDITS: &[&str] = &[
    "Special to The New York Times",
    "Special to the New York Times",
    "Special to The Times",
    "Special to the Times",
    "Special to The Washington Post",
];

/// The dateline with which a paragraph opens, and how many bytes of `text` it takes with its dash and
/// the white space after: the rest is the story's.
///
/// `published` supplies the year that a dateline leaves out; without it only a printed year makes a
/// date. `None` where the opening is no dateline: it is one if it names a known agency, a place with
/// its state or country, a known city in capitals before a dash, or a place and a day.
///
/// [`Dateline::confidence`] adds up what speaks for it: 45 for an agency, 35 each for a day and for a
/// state or country, 30 for a known place, 15 each for capitals and for a city that the Associated
/// Press prints alone, 5 for a dash; 100 at most.
///
/// ```
/// use newsidx::corpus::dateline::at_start;
/// let text = "GENEVA, N.Y. (AP) — The lake froze.";
/// let (dateline, length) = at_start(text, None).unwrap();
/// assert_eq!(dateline.places[0].region.as_deref(), Some("New York"));
/// assert_eq!(&text[length..], "The lake froze.");
/// assert!(at_start("NATO said it would not.", None).is_none());
/// ```
#[must_use]
pub fn at_start(text: &str, published: Option<Date>) -> Option<(Dateline, usize)> {
    let skip = credit(text);
    let head = &text[skip..];
    if let Some(report) = head.strip_prefix("Reporting from ") {
        return reporting(text, report, published);
    }
    let (reading, found, rule) = accepted(head)?;
    let mut rest = skip + reading.rest;
    let mut dateline = dateline(head, &reading, found, rule, published);
    // `Canadian Press - OTTAWA (CP) - `: the credit line comes before the dateline proper.
    if dateline.places.is_empty()
        && let Some((inner, found, rule)) = accepted(&head[reading.rest..])
        && !found.is_empty()
    {
        let outer = dateline;
        dateline = self::dateline(&head[reading.rest..], &inner, found, rule, published);
        dateline.raw = collapsed(&head[..reading.rest + inner.end]);
        dateline.date = dateline.date.or(outer.date);
        dateline.agency = dateline.agency.or(outer.agency);
        rest += inner.rest;
    }
    Some((dateline, rest))
}

/// The content of a field that is there for the dateline, and where in it the dateline ends: what
/// is after that is the beginning of the story, which some sources put there too.
///
/// The dash may be missing, and what makes no sense is passed over. `published` is as for
/// [`at_start`], as is the confidence, with 50 added for the field. `None` where the field holds
/// nothing of use: no known place, no day, no agency, and no name that stands alone.
///
/// ```
/// use newsidx::article::Date;
/// use newsidx::corpus::dateline::in_field;
/// let (dateline, _) = in_field("    SALVADOR, Feb 26 - ", Date::new(1987, 2, 26)).unwrap();
/// assert_eq!(dateline.country(), Some("BR"));
/// assert_eq!(dateline.date, Date::new(1987, 2, 26));
/// ```
#[must_use]
pub fn in_field(text: &str, published: Option<Date>) -> Option<(Dateline, usize)> {
    let skip = text.len() - text.trim_start().len();
    let head = &text[skip..];
    if let Some(date) = dates::digits(head) {
        let day = Dateline {
            raw: collapsed(head),
            places: Vec::new(),
            date: Some(date),
            agency: None,
            tag: None,
            rule: DatelineRule::Field,
            confidence: 85,
        };
        return Some((day, text.len()));
    }
    let mut reading = scan::read(head, true)?;
    let found = usable(&reading)?;
    if reading.stop == Stop::End {
        reading.rest = head.len();
    }
    let rest = skip + reading.rest;
    Some((
        dateline(head, &reading, found, DatelineRule::Field, published),
        rest,
    ))
}

/// The places of a field that can be believed; `None` where nothing in it can.
fn usable(reading: &Reading<'_>) -> Option<Vec<Resolved>> {
    let (dated, tagged) = (reading.day.is_some(), !reading.agencies.is_empty());
    // A name that no table has is a place if the field holds nothing else, or a day or an agency
    // with it; a name before a dash may be any heading: `SILVER -`.
    let whole = reading.stop == Stop::End && !reading.loose && !dated && reading.places.len() == 1;
    let mut found = resolve_all(reading)
        .into_iter()
        .zip(&reading.places)
        .collect::<Vec<_>>();
    let shouted = found.iter().all(|(_, printed)| case::is_capitals(printed.name));
    let named = !found.is_empty();
    found.retain(|(place, printed)| {
        let alone = is_name(&place.place.name) && (tagged || whole || (dated && !printed.glued));
        place.known || place.qualified || alone
    });
    // `Position of June 26`: the day belongs to what is before it.
    let misread = found.is_empty() && named && !tagged && !(dated && shouted);
    let empty = found.is_empty() && !dated && !tagged;
    (!misread && !empty).then(|| found.into_iter().map(|(place, _)| place).collect())
}

/// The dateline a text opens with and the rule by which it is one.
fn accepted(text: &str) -> Option<(Reading<'_>, Vec<Resolved>, DatelineRule)> {
    let reading = scan::read(text, false)?;
    let found = resolve_all(&reading);
    let rule = rule(&reading, &found, &text[reading.rest..])?;
    Some((reading, found, rule))
}

/// How many bytes of white space, bullets and credit lines precede what may be a dateline.
fn credit(text: &str) -> usize {
    let head = text.trim_start_matches(|character: char| character.is_whitespace() || character == '*');
    let credit = CREDITS.iter().find(|credit| head.starts_with(**credit));
    let Some(credit) = credit else {
        return text.len() - head.len();
    };
    let mark =
        |character: char| character.is_whitespace() || matches!(character, '.' | ';' | ',' | ':' | '-' | '—');
    text.len() - head[credit.len()..].trim_start_matches(mark).len()
}

/// `Reporting from London`, a paragraph of its own.
fn reporting(text: &str, report: &str, published: Option<Date>) -> Option<(Dateline, usize)> {
    let reading = scan::read(report, false)?;
    let found = resolve_all(&reading);
    let places = !found.is_empty() && found.iter().all(|place| place.known);
    let closed = reading.stop == Stop::End && reading.agencies.is_empty() && !reading.loose;
    (places && closed).then(|| {
        let dateline = dateline(report, &reading, found, DatelineRule::Place, published);
        (
            Dateline {
                raw: collapsed(text),
                ..dateline
            },
            text.len(),
        )
    })
}

fn resolve_all(reading: &Reading<'_>) -> Vec<Resolved> {
    reading
        .places
        .iter()
        .map(|place| places::resolve(place.name, &place.qualifiers))
        .collect()
}

/// The rule by which an opening is a dateline, or `None`.
fn rule(reading: &Reading<'_>, found: &[Resolved], story: &str) -> Option<DatelineRule> {
    let places = || found.iter().zip(&reading.places);
    let capitals = !found.is_empty() && reading.places.iter().all(|place| case::is_capitals(place.name));
    let known =
        !found.is_empty() && places().all(|(place, printed)| place.known && is_city_name(printed.name));
    let qualified = found.iter().any(|place| place.qualified);
    if !reading.agencies.is_empty() {
        return agency(reading, found, story).then_some(DatelineRule::Agency);
    }
    // A headline in capitals may end with a day: `BALANCES ROSE ON MARCH 6`.
    let shouted = capitals
        && places().all(|(place, printed)| place.known || (!printed.glued && reading.stop != Stop::End));
    let dated = reading.day.is_some() && (shouted || known);
    if reading.loose && !dated {
        return None;
    }
    let sentence = dated || opens_sentence(story);
    let (dash, colon) = (reading.stop == Stop::Dash, reading.stop == Stop::Colon);
    let station = reading.tag.is_some() && matches!(reading.stop, Stop::Mark | Stop::End);
    if qualified && sentence && (capitals || known) && (dash || dated || (capitals && (colon || station))) {
        return Some(DatelineRule::Qualifier);
    }
    let landmark = || reading.places.iter().all(|place| places::is_landmark(place.name));
    let alone = !found.is_empty() && (found.iter().all(|place| place.alone) || landmark());
    let tagged = known && dash && reading.tag.is_some_and(is_acronym);
    let mark = dash || (colon && reading.tag.is_none());
    if alone && sentence && mark && (capitals || tagged) {
        return Some(DatelineRule::Place);
    }
    dated.then_some(DatelineRule::Date)
}

/// Whether an opening that names an agency is a dateline.
fn agency(reading: &Reading<'_>, found: &[Resolved], story: &str) -> bool {
    let named = reading
        .places
        .iter()
        .all(|place| case::is_capitals(place.name) || is_name(place.name));
    let sure = found.iter().all(|place| place.known || place.qualified);
    // `Reuters - the news agency - said`.
    let bare = found.is_empty() && reading.day.is_none();
    named
        && (!bare || opens_sentence(story))
        && match reading.stop {
            Stop::Dash | Stop::Hyphen | Stop::Colon => true,
            Stop::Mark => sure || reading.day.is_some(),
            Stop::End => !found.is_empty() && !reading.loose && found.iter().all(|place| place.known),
        }
}

/// Whether a name in mixed case that no table knows looks like a place's: few words, each with a
/// capital or small by custom, none of them one that opens a sentence.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let opener = words.first().is_some_and(|first| {
        matches!(
            *first,
            "A" | "An"
                | "And"
                | "But"
                | "By"
                | "For"
                | "He"
                | "If"
                | "It"
                | "She"
                | "That"
                | "This"
                | "We"
                | "What"
                | "Why"
        )
    });
    let formed = |word: &&str| {
        let numbered = word.contains(|character: char| character.is_ascii_digit());
        case::is_small(word) || !(word.starts_with(char::is_lowercase) || numbered)
    };
    !words.is_empty() && words.len() <= 6 && !opener && words.iter().all(formed)
}

/// Whether a name in mixed case can be that of a city: `In London` is none.
fn is_city_name(name: &str) -> bool {
    is_name(name) && (case::is_capitals(name) || !places::is_setting(name))
}

/// Whether a tag looks like an agency's or a station's: `NAA`, `dna`, `KMIZ`, `WKRN-TV`.
fn is_acronym(tag: &str) -> bool {
    (2..=7).contains(&tag.len())
        && tag
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '-')
}

/// Whether a text begins as a sentence does. `that is the question` goes on with one; `al-Qaida` and
/// `iPhone` begin one.
fn opens_sentence(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    // Dots or a bar: the row of a table.
    if word.starts_with(['.', '|', '-', '/', '=', '+', ',', ';', ')']) {
        return false;
    }
    let small = word.starts_with(char::is_lowercase);
    !small || word.chars().any(char::is_uppercase)
}

fn dateline(
    text: &str,
    reading: &Reading<'_>,
    found: Vec<Resolved>,
    rule: DatelineRule,
    published: Option<Date>,
) -> Dateline {
    let confidence = confidence(reading, &found, rule);
    Dateline {
        raw: collapsed(&text[..reading.end]),
        places: found.into_iter().map(|resolved| resolved.place).collect(),
        date: reading.day.and_then(|day| day.date(published)),
        agency: (!reading.agencies.is_empty()).then(|| reading.agencies.join("/")),
        tag: reading.tag.map(collapsed),
        rule,
        confidence,
    }
}

fn confidence(reading: &Reading<'_>, found: &[Resolved], rule: DatelineRule) -> u8 {
    let capitals = !found.is_empty() && reading.places.iter().all(|place| case::is_capitals(place.name));
    let known = !found.is_empty()
        && found
            .iter()
            .zip(&reading.places)
            .all(|(place, printed)| place.known || places::is_landmark(printed.name));
    let evidence = [
        (rule == DatelineRule::Field, 50),
        (!reading.agencies.is_empty(), 45),
        (reading.day.is_some(), 35),
        (found.iter().any(|place| place.qualified), 35),
        (known, 30),
        (capitals, 15),
        (found.iter().any(|place| place.famous), 15),
        (reading.stop == Stop::Dash, 5),
    ];
    let sum: u32 = evidence
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, weight)| *weight)
        .sum();
    u8::try_from(sum.min(100)).unwrap_or(100)
}

/// The text with every run of white space one space, none at its ends.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
